"""Show the text of a concept: numbered sections, paragraphs, lists, tables, footnotes, changes.

Written in Python and not as nested templates, because a concept has a thousand and more nodes and
a template include per node would cost most of the page's time; for the same reason by f-strings and
not by `format_html`. Every text is escaped here, once, by `safe`: what comes from outside stands in
these strings only through it. `concept_text` makes these blocks out of a tree of the engine.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _

from fortschrift.web.content import content_lang, interface_lang
from fortschrift.web.icons import icon
from fortschrift.web.pieces import facts, lines, safe
from fortschrift.web.shapes import Fact, Figure

Mark = Literal["bold", "italic", "subscript", "superscript", "ins", "del", "hit"]
BlockKind = Literal[
    "section", "paragraph", "wording", "list", "item", "table", "row", "cell", "image"
]

NOTHING = SafeString("")
_TAGS = {
    "bold": "strong",
    "italic": "em",
    "subscript": "sub",
    "superscript": "sup",
    "hit": "mark",
}


# Neither runs nor blocks are frozen: that would treble the time of making them, and a page makes
# thousands for the one who writes it. Nobody changes them.
@dataclass(slots=True)
class Run:
    """A piece of text with its marks; `footnote` is the key of a note called at its end."""

    text: str
    marks: frozenset[Mark] = frozenset()
    href: str = ""
    footnote: str = ""
    lang: str = ""


@dataclass(slots=True)
class Block:
    """A node as shown.

    Sections have a heading (`runs`) and children, tables a caption (`runs`) and rows, the others
    text (`runs`) and what stands below it. `number` is the label as printed ("Leitziel 1.3"),
    `anchor` the id in the page, `href` the permanent address, `origin` the page that says where its
    words come from, `margin` finished HTML beside the passage (proposals, votes), `note` a quiet
    remark, `facts` the attributes of an element.
    """

    kind: BlockKind
    runs: Sequence[Run] = ()
    children: Sequence[Block] = ()
    number: str = ""
    anchor: str = ""
    href: str = ""
    origin: str = ""
    margin: SafeString = NOTHING
    note: str = ""
    facts: Sequence[Fact] = ()
    lang: str = ""
    ordered: bool = False
    start: int = 1
    header: bool = False
    columns: int = 1
    rows: int = 1
    figure: Figure | None = None


@dataclass(slots=True)
class Footnote:
    """The text of a note; notes are numbered in the order in which they are given."""

    key: str
    runs: Sequence[Run]
    children: Sequence[Block] = ()
    origin: str = ""


def render_prose(
    blocks: Sequence[Block], footnotes: Sequence[Footnote] = (), *, heading_level: int = 2
) -> SafeString:
    """Write the blocks as HTML, the notes at the end with links back to their calls.

    Raises KeyError when a run calls a note that is not given.
    """
    writer = _Writer({note.key: place for place, note in enumerate(footnotes, start=1)})
    body = writer.blocks(blocks, heading_level)
    return mark_safe(body + writer.notes(footnotes) if footnotes else body)


def render_runs(runs: Sequence[Run]) -> SafeString:
    """Write one line of text without footnotes, for headings, tables and lists elsewhere."""
    return mark_safe(_Writer({}).inline(runs))


def changed(kind: Literal["ins", "del"], text: str) -> SafeString:
    """Mark inserted or deleted text; the words around it are for the ear.

    Screen readers pass over <ins> and <del> silently unless told (interface.md).
    """
    before = safe(_("eingefügt:") if kind == "ins" else _("gestrichen:"))
    ear = f'<span class="kern-sr-only"{interface_lang()}>'
    after = f"{ear} ({safe(_('Ende'))}) </span>"
    return mark_safe(f"<{kind}>{ear}{before} </span>{safe(text)}{after}</{kind}>")


class _Writer:
    """Writes blocks and remembers which notes were called: an id may stand only once.

    The words of the interface are looked up once for a text and not once for each passage.
    """

    def __init__(self, numbers: dict[str, int]) -> None:
        self._numbers = numbers
        self._called: set[str] = set()
        self._lang = interface_lang()
        self._permalink_words = safe(_("Werdegang dieser Textstelle"))
        self._origin_words = safe(_("Woher kommt dieser Text?"))

    def blocks(self, blocks: Iterable[Block], level: int) -> str:
        return "".join([self._block(block, level) for block in blocks])

    def _block(self, block: Block, level: int) -> str:
        if block.kind == "section":
            return self._section(block, level)
        if block.kind == "list":
            return self._list(block, level)
        if block.kind == "table":
            return self._table(block, level)
        if block.kind == "image" and block.figure:
            return render_to_string("web/components/figure.html", {"figure": block.figure})
        return self._paragraph(block)

    def _section(self, block: Block, level: int) -> str:
        heading = f"h{max(1, min(level, 6))}"
        number = f'<span class="fs-node__number">{safe(block.number)}</span> '
        return (
            f'<section class="fs-node"{_attributes(block)}><{heading} class="fs-node__heading">'
            f"{number if block.number else ''}{self.inline(block.runs)}{self._links(block)}"
            f"</{heading}>{self._aside(block)}{self.blocks(block.children, level + 1)}"
            f"{facts(block.facts) if block.facts else ''}</section>"
        )

    def _paragraph(self, block: Block) -> str:
        name = "fs-wording" if block.kind == "wording" else "fs-paragraph"
        return (
            f'<div class="{name}"{_attributes(block)}><p>{self.inline(block.runs)}'
            f"{self._links(block)}</p>{self._aside(block)}</div>"
        )

    def _list(self, block: Block, level: int) -> str:
        tag = "ol" if block.ordered else "ul"
        start = f' start="{block.start}"' if block.start != 1 else ""
        items = "".join([self._item(item, level) for item in block.children])
        return f'<{tag}{_attributes(block)}{start} class="fs-list">{items}</{tag}>'

    def _item(self, item: Block, level: int) -> str:
        return (
            f"<li{_attributes(item)}>{self.inline(item.runs)}{self._links(item)}"
            f"{self._margin(item)}{self.blocks(item.children, level)}</li>"
        )

    def _table(self, block: Block, level: int) -> str:
        label = safe("".join(run.text for run in block.runs) or _("Tabelle"))
        caption = f"<caption>{self.inline(block.runs)}{self._links(block)}</caption>"
        rows = "".join([self._row(row, level) for row in block.children])
        return (
            f'<div class="fs-scroll" tabindex="0" role="group" aria-label="{label}">'
            f'<table class="fs-text-table"{_attributes(block)}>{caption if block.runs else ""}'
            f"<tbody>{rows}</tbody></table>{self._margin(block)}</div>"
        )

    def _row(self, row: Block, level: int) -> str:
        scope = "col" if row.header or all(cell.header for cell in row.children) else "row"
        cells = (self._cell(cell, scope, row.header, level) for cell in row.children)
        return f"<tr>{''.join(cells)}</tr>"

    def _cell(self, cell: Block, scope: str, in_header: bool, level: int) -> str:
        inside = self.inline(cell.runs) + self._origin(cell) + self.blocks(cell.children, level)
        spans = _span("colspan", cell.columns) + _span("rowspan", cell.rows)
        if cell.header or in_header:
            return f'<th scope="{scope}"{spans}>{inside}</th>'
        return f"<td{spans}>{inside}</td>"

    def inline(self, runs: Iterable[Run]) -> str:
        return "".join([self._run(run) for run in runs])

    def _run(self, run: Run) -> str:
        text = lines(run.text)
        if run.lang:
            text = f"<span{_language(run.lang)}>{text}</span>"
        if run.marks:
            text = self._marked(run, text)
        elif run.href:
            text = f'<a href="{safe(run.href)}">{text}</a>'
        return text + self._call(run.footnote) if run.footnote else text

    def _marked(self, run: Run, text: str) -> str:
        for mark, tag in _TAGS.items():
            if mark in run.marks:
                text = f"<{tag}>{text}</{tag}>"
        if run.href:
            text = f'<a href="{safe(run.href)}">{text}</a>'
        if "del" in run.marks:
            text = changed("del", mark_safe(text))
        if "ins" in run.marks:
            text = changed("ins", mark_safe(text))
        return text

    def _call(self, key: str) -> str:
        number = self._numbers[key]
        identity = "" if key in self._called else f' id="ruf-{number}"'
        self._called.add(key)
        words = safe(_("Fußnote %(n)d") % {"n": number})
        return (
            f'<sup class="fs-call"><a href="#note-{number}"{identity}{self._lang}'
            f' aria-label="{words}">{number}</a></sup>'
        )

    def notes(self, footnotes: Sequence[Footnote]) -> str:
        items = "".join([self._footnote(note) for note in footnotes])
        return (
            f'<section class="fs-notes"{self._lang} aria-label="{safe(_("Fußnoten"))}">'
            f"<ol{content_lang()}>{items}</ol></section>"
        )

    def _footnote(self, note: Footnote) -> str:
        number = self._numbers[note.key]
        back = ""
        if note.key in self._called:
            words = safe(_("zurück zum Text"))
            back = (
                f' <a class="fs-back" href="#ruf-{number}"{self._lang} aria-label="{words}">↩</a>'
            )
        inside = self.inline(note.runs) + self.blocks(note.children, 6)
        return f'<li id="note-{number}">{inside}{self._origin(note)}{back}</li>'

    def _links(self, block: Block) -> str:
        return self._origin(block) + self._permalink(block)

    def _permalink(self, block: Block) -> str:
        if not block.href:
            return ""
        return (
            f' <a class="fs-permalink" href="{safe(block.href)}"{self._lang}'
            f' aria-label="{self._permalink_words}">¶</a>'
        )

    def _origin(self, block: Block | Footnote) -> str:
        """Link a passage to where its words come from; the sign is drawn by the style sheet."""
        if not block.origin:
            return ""
        return (
            f'<a class="fs-origin" href="{safe(block.origin)}" rel="nofollow"{self._lang}'
            f' aria-label="{self._origin_words}"></a>'
        )

    def _aside(self, block: Block) -> str:
        return self._note(block) + self._margin(block)

    def _note(self, block: Block) -> str:
        if not block.note:
            return ""
        drawing = icon("question", size="small")
        return f'<p class="fs-node__note"{self._lang}>{drawing} {safe(block.note)}</p>'

    def _margin(self, block: Block) -> str:
        if not block.margin:
            return ""
        return f'<div class="fs-margin"{self._lang}>{safe(block.margin)}</div>'


def _attributes(block: Block) -> str:
    identity = f' id="{safe(block.anchor)}"' if block.anchor else ""
    return identity + _language(block.lang) if block.lang else identity


def _language(code: str) -> str:
    direction = "rtl" if get_language_info(code)["bidi"] else "ltr"
    return f' lang="{safe(code)}" dir="{direction}"'


def _span(name: str, count: int) -> str:
    return f' {name}="{count}"' if count != 1 else ""
