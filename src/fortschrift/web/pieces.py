"""Small components as HTML: status, gap, source marks, any value by its shape, definition lists.

In Python and not as templates, because texts and tables hold hundreds of them; `templatetags.web`
offers them to templates.
"""

from collections.abc import Iterable, Sequence
from html import escape
from itertools import groupby
from typing import Any

from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from fortschrift.web import icons, shapes


def badge(label: str, tone: str = "neutral", icon: str = "") -> SafeString:
    """Show a status as icon, word and colour."""
    return format_html(
        '<span class="fs-badge fs-badge--{}">{}<span>{}</span></span>',
        tone,
        icons.icon(icon or tone, size="small"),
        label,
    )


def gap(value: shapes.Gap | str = "unknown", reason: str = "") -> SafeString:
    """Show that a value is not there, and why."""
    found = value if isinstance(value, shapes.Gap) else shapes.Gap(value, reason)  # type: ignore[arg-type]
    drawing = icons.icon("lock" if found.kind == "not_public" else "question", size="small")
    why = format_html(' <span class="fs-gap__reason">{}</span>', found.reason)
    return format_html(
        '<span class="fs-gap">{}<span class="fs-gap__word">{}</span>{}</span>',
        drawing,
        found.word,
        why if found.reason else "",
    )


def source_mark(mark: shapes.SourceMark) -> SafeString:
    """Show one superscript number that leads to the list of sources, and how sure it is."""
    return format_html("{}{}", _number(mark), _certainty(mark.certainty))


def _number(mark: shapes.SourceMark) -> SafeString:
    # Only the first use carries the id that the list leads back to.
    identity = format_html(' id="beleg-{}"', mark.number) if mark.ordinal == 1 else ""
    return format_html(
        '<sup class="fs-mark"><a href="#quelle-{}"{} title="{}">'
        '<span class="kern-sr-only">{} </span>{}</a></sup>',
        mark.number,
        identity,
        ". ".join(filter(None, [mark.label, mark.remark])),
        _("Quelle"),
        mark.number,
    )


def source_marks(marks: Sequence[shapes.SourceMark]) -> SafeString:
    """Show the marks of one statement; a word that several in a row share stands once."""
    runs = groupby(marks, key=lambda mark: mark.certainty)
    return format_html_join(
        "", "{}{}", ((_numbers(run), _certainty(certainty)) for certainty, run in runs)
    )


def _numbers(marks: Iterable[shapes.SourceMark]) -> SafeString:
    return format_html_join("", "{}", ((_number(mark),) for mark in marks))


def _certainty(word: str) -> SafeString:
    if not word:
        return SafeString("")
    return format_html(' <span class="fs-mark__certainty">{}</span>', word)


def show(value: Any) -> SafeString:
    """Show any value of a table cell or definition list by its shape; text is escaped."""
    if isinstance(value, str):
        return value if isinstance(value, SafeString) else SafeString(lines(value))
    if isinstance(value, shapes.Badge):
        return badge(value.label, value.tone, value.icon)
    if isinstance(value, shapes.Gap):
        return gap(value)
    if isinstance(value, shapes.Link):
        return _link(value)
    if isinstance(value, list | tuple):
        items = "".join([f"<li>{show(part)}</li>" for part in value])
        return SafeString(f'<ul class="fs-plain-list">{items}</ul>')
    return conditional_escape(value)


def _link(link: shapes.Link) -> SafeString:
    if not link.url:
        return conditional_escape(link.label)
    return format_html('<a href="{}">{}</a>', link.url, link.label)


def facts(facts: Sequence[shapes.Fact]) -> SafeString:
    """Show the attributes of one thing as a definition list."""
    return SafeString(f'<dl class="fs-facts">{"".join([_fact(fact) for fact in facts])}</dl>')


def _fact(fact: shapes.Fact) -> str:
    marks = source_marks(fact.marks) if fact.marks else ""
    return f"<div><dt>{safe(fact.term)}</dt><dd>{show(fact.value)}{marks}</dd></div>"


def lines(text: str) -> str:
    """Escape a text and break its lines where it does.

    The line break stays beside the element, so that the words of a page count as many characters.
    """
    return safe(text).replace("\n", "<br>\n")


def safe(text: str) -> str:
    """Escape a text unless it is marked as HTML already.

    What `conditional_escape` does, in a quarter of the time and for strings only; for whoever
    writes so many pieces that it counts.
    """
    return text if hasattr(text, "__html__") else escape(text)
