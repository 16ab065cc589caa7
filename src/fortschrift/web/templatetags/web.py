"""Components for whoever writes a page: `{% load web %}`; docs/look.md has an example of each."""

from collections.abc import Sequence
from typing import Any

from django import template
from django.template import Context
from django.template.loader import render_to_string
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString

from fortschrift.web import icons, pieces, shapes
from fortschrift.web.outline import render_outline
from fortschrift.web.pagination import PARAMETER, Page
from fortschrift.web.prose import Block, Footnote, changed, render_prose, render_runs
from fortschrift.web.registry import slot_pieces
from fortschrift.web.vote_bar import count_label, count_words, vote_bar

register = template.Library()
PARTS = "web/components/"

for piece in (
    pieces.badge, pieces.facts, pieces.gap, pieces.show, pieces.source_mark, pieces.source_marks,
):  # fmt: skip
    register.simple_tag(piece)


@register.simple_tag
def icon(name: str, size: str = "") -> SafeString:
    """Draw an icon of the set in icons.py; the word belongs beside it."""
    return icons.icon(name, size=size)


@register.simple_tag
def button(
    label: str, kind: str = "primary", icon: str = "", name: str = "", value: str = ""
) -> SafeString:
    """Show a send button; one primary button a page."""
    return format_html(
        '<button type="submit" class="kern-btn kern-btn--{}"{}>{}</button>',
        kind,
        format_html(' name="{}" value="{}"', name, value) if name else "",
        _button_inside(label, icon),
    )


@register.simple_tag
def button_link(label: str, url: str, kind: str = "secondary", icon: str = "") -> SafeString:
    """Show a link that looks like a button, for the way to a form or a file."""
    return format_html(
        '<a class="kern-btn kern-btn--{}" href="{}">{}</a>', kind, url, _button_inside(label, icon)
    )


def _button_inside(label: str, icon: str) -> SafeString:
    drawing = icons.icon(icon) if icon else ""
    return format_html('{}<span class="kern-label">{}</span>', drawing, label)


@register.simple_block_tag
def card(content: str, title: str = "", level: int = 2, url: str = "", tone: str = "") -> str:
    """Frame what belongs together; with `url` the whole card leads there."""
    return render_to_string(
        f"{PARTS}card.html",
        {"content": content, "title": title, "level": level, "url": url, "tone": tone},
    )


@register.simple_block_tag
def hint(content: str, title: str = "", tone: str = "info", level: int = 2) -> str:
    """Show a quiet hint (Hinweis); tones info, success, warning, danger."""
    return render_to_string(
        f"{PARTS}hint.html", {"content": content, "title": title, "tone": tone, "level": level}
    )


@register.simple_block_tag
def empty(content: str, title: str, icon: str = "document", level: int = 2) -> str:
    """Say that nothing is here yet; the content says what to do next."""
    return render_to_string(
        f"{PARTS}empty.html", {"content": content, "title": title, "icon": icon, "level": level}
    )


@register.simple_block_tag
def fold(content: str, label: str, is_open: bool = False) -> SafeString:
    """Hide further detail behind a line that opens it; works without JavaScript."""
    return format_html(
        '<details class="fs-fold"{}><summary>{}{}</summary><div class="fs-flow">{}</div></details>',
        " open" if is_open else "",
        icons.icon("chevron", size="small"),
        label,
        content,
    )


@register.inclusion_tag(f"{PARTS}breadcrumb.html")
def breadcrumb(crumbs: Sequence[shapes.Link]) -> dict[str, Any]:
    """Show the path to this page; the last crumb is the page itself."""
    return {"crumbs": crumbs}


@register.inclusion_tag(f"{PARTS}timeline.html")
def timeline(entries: Sequence[shapes.Entry], level: int = 3) -> dict[str, Any]:
    """Show a life line: happened, planned and unknown stations in the order given."""
    return {"entries": entries, "heading": f"h{level}"}


@register.inclusion_tag(f"{PARTS}vote_result.html")
def vote_result(result: shapes.VoteResult) -> dict[str, Any]:
    """Show a result: the recorded word large, the counts only as far as recorded."""
    return {
        "result": result,
        "bar": vote_bar(result.counts),
        "counts": [_shown_count(count) for count in result.counts],
        "groups": [
            (group.name, [_shown_count(count) for count in group.counts]) for group in result.groups
        ],
    }


def _shown_count(count: shapes.VoteCount) -> tuple[str, SafeString]:
    if count.value is not None:
        return count.key, escape(count_words(count.key, count.value))
    missing = pieces.gap(count.gap or shapes.Gap())
    return count.key, format_html("{}: {}", count_label(count.key), missing)


@register.inclusion_tag(f"{PARTS}source_list.html")
def source_list(notes: Sequence[shapes.SourceNote], level: int = 2) -> dict[str, Any]:
    """List the sources of the page, numbered as SourceNumbers gave them."""
    return {"notes": notes, "heading": f"h{level}"}


@register.inclusion_tag(f"{PARTS}figure.html")
def figure(figure: shapes.Figure) -> dict[str, Any]:
    """Show a picture with alternative text, caption, credit and licence."""
    return {"figure": figure}


@register.inclusion_tag(f"{PARTS}data_table.html")
def data_table(table: shapes.Table) -> dict[str, Any]:
    """Show a table of data that becomes a list of cards on a phone."""
    return {"table": table}


@register.inclusion_tag(f"{PARTS}key_numbers.html")
def key_numbers(facts: Sequence[shapes.Fact]) -> dict[str, Any]:
    """Show a few numbers large, each with its word below."""
    return {"facts": facts}


@register.inclusion_tag(f"{PARTS}tabs.html")
def tabs(items: Sequence[shapes.Tab], label: str) -> dict[str, Any]:
    """Switch between views or versions that have their own addresses."""
    return {"items": items, "label": label}


@register.simple_tag
def outline(items: Sequence[shapes.OutlineItem], label: str) -> SafeString:
    """Show the tree of a text: beside it on a wide screen, folded above it on a phone."""
    return render_outline(items, label)


@register.inclusion_tag(f"{PARTS}pagination.html", takes_context=True)
def pagination(context: Context, page: Page[Any]) -> dict[str, Any]:
    """Lead to the pages before and after, keeping the rest of the address."""
    return {"page": page, "request": context["request"], "parameter": PARAMETER}


@register.inclusion_tag(f"{PARTS}progress.html")
def progress(progress: shapes.Progress) -> dict[str, Any]:
    """Show where long work stands; with `poll_url` htmx asks again every two seconds."""
    return {"progress": progress}


@register.inclusion_tag(f"{PARTS}press_release.html")
def press_release(release: shapes.PressRelease) -> dict[str, Any]:
    """Show a press release with its date of publication and the date decided."""
    return {"release": release}


@register.inclusion_tag(f"{PARTS}search_hit.html")
def search_hit(hit: shapes.SearchHit) -> dict[str, Any]:
    """Show one result of a search."""
    return {"hit": hit}


@register.inclusion_tag(f"{PARTS}download.html")
def download(file: shapes.Download) -> dict[str, Any]:
    """Show one file with format and size."""
    return {"file": file}


@register.inclusion_tag(f"{PARTS}error_summary.html")
def error_summary(form: Any) -> dict[str, Any]:
    """List what has to be corrected, above the form, each leading to its field."""
    return {"form": form}


@register.simple_tag
def prose(
    blocks: Sequence[Block], footnotes: Sequence[Footnote] = (), heading_level: int = 2
) -> SafeString:
    """Show the text of a concept (shapes in prose.py)."""
    return render_prose(blocks, footnotes, heading_level=heading_level)


@register.simple_tag
def runs(runs: Any) -> SafeString:
    """Show one line of marked text."""
    return render_runs(runs)


@register.simple_tag
def inserted(text: str) -> SafeString:
    """Show inserted text, readable without colour."""
    return changed("ins", text)


@register.simple_tag
def deleted(text: str) -> SafeString:
    """Show deleted text, readable without colour."""
    return changed("del", text)


@register.simple_tag(takes_context=True)
def slot(context: Context, name: str, obj: Any) -> SafeString:
    """Show what higher apps put into this place for one object (registry.prefetch_slots)."""
    pieces = slot_pieces(context.get("slots"), name, obj)
    return format_html_join("", "{}", ((piece,) for piece in pieces))
