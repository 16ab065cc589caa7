"""Show the text of a concept: numbered sections, paragraphs, lists, tables, footnotes, changes.

Written in Python and not as nested templates, because a concept has a thousand and more nodes and
a template include per node would cost most of the page's time. Every text is escaped here.
`concept_text` makes these blocks out of a tree of the engine.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from django.template.loader import render_to_string
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _

from fortschrift.web.content import content_lang, interface_lang
from fortschrift.web.icons import icon
from fortschrift.web.shapes import Fact, Figure

Mark = Literal["bold", "italic", "subscript", "superscript", "ins", "del", "hit"]
BlockKind = Literal[
    "section", "paragraph", "wording", "list", "item", "table", "row", "cell", "image"
]

NOTHING = SafeString("")
_TAGS = {
    "bold": SafeString("strong"),
    "italic": SafeString("em"),
    "subscript": SafeString("sub"),
    "superscript": SafeString("sup"),
    "hit": SafeString("mark"),
}
_HEADINGS = [SafeString(f"h{level}") for level in (1, 1, 2, 3, 4, 5, 6)]


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text with its marks; `footnote` is the key of a note called at its end."""

    text: str
    marks: frozenset[Mark] = frozenset()
    href: str = ""
    footnote: str = ""
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A node as shown.

    Sections have a heading (`runs`) and children, tables a caption (`runs`) and rows, the others
    text (`runs`) and what stands below it. `number` is the label as printed ("Leitziel 1.3"),
    `anchor` the id in the page, `href` the permanent address, `margin` finished HTML beside the
    passage (proposals, votes), `note` a quiet remark, `facts` the attributes of an element.
    """

    kind: BlockKind
    runs: Sequence[Run] = ()
    children: Sequence[Block] = ()
    number: str = ""
    anchor: str = ""
    href: str = ""
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


@dataclass(frozen=True, slots=True)
class Footnote:
    """The text of a note; notes are numbered in the order in which they are given."""

    key: str
    runs: Sequence[Run]
    children: Sequence[Block] = ()


def render_prose(
    blocks: Sequence[Block], footnotes: Sequence[Footnote] = (), *, heading_level: int = 2
) -> SafeString:
    """Write the blocks as HTML, the notes at the end with links back to their calls.

    Raises KeyError when a run calls a note that is not given.
    """
    writer = _Writer({note.key: place for place, note in enumerate(footnotes, start=1)})
    body = writer.blocks(blocks, heading_level)
    return body + writer.notes(footnotes) if footnotes else body


def render_runs(runs: Sequence[Run]) -> SafeString:
    """Write one line of text without footnotes, for headings, tables and lists elsewhere."""
    return _Writer({}).inline(runs)


def changed(kind: Literal["ins", "del"], text: str) -> SafeString:
    """Mark inserted or deleted text; the words around it are for the ear.

    Screen readers pass over <ins> and <del> silently unless told (interface.md).
    """
    before = _("eingefügt:") if kind == "ins" else _("gestrichen:")
    return format_html(
        '<{0}><span class="kern-sr-only"{4}>{1} </span>{2}'
        '<span class="kern-sr-only"{4}> ({3}) </span></{0}>',
        SafeString(kind),
        before,
        text,
        _("Ende"),
        interface_lang(),
    )


class _Writer:
    """Writes blocks and remembers which notes were called: an id may stand only once."""

    def __init__(self, numbers: dict[str, int]) -> None:
        self._numbers = numbers
        self._called: set[str] = set()

    def blocks(self, blocks: Iterable[Block], level: int) -> SafeString:
        return _joined(self._block(block, level) for block in blocks)

    def _block(self, block: Block, level: int) -> SafeString:
        if block.kind == "section":
            return self._section(block, level)
        if block.kind == "list":
            return self._list(block, level)
        if block.kind == "table":
            return self._table(block, level)
        if block.kind == "image" and block.figure:
            return SafeString(
                render_to_string("web/components/figure.html", {"figure": block.figure})
            )
        return self._paragraph(block)

    def _section(self, block: Block, level: int) -> SafeString:
        return format_html(
            '<section class="fs-node"{}><{} class="fs-node__heading">{}{}{}</{}>{}{}{}{}</section>',
            _attributes(block),
            _HEADINGS[min(level, 6)],
            _number(block),
            self.inline(block.runs),
            _permalink(block),
            _HEADINGS[min(level, 6)],
            _note(block),
            _margin(block),
            self.blocks(block.children, level + 1),
            _facts(block),
        )

    def _paragraph(self, block: Block) -> SafeString:
        return format_html(
            '<div class="{}"{}><p>{}{}</p>{}{}</div>',
            "fs-wording" if block.kind == "wording" else "fs-paragraph",
            _attributes(block),
            self.inline(block.runs),
            _permalink(block),
            _note(block),
            _margin(block),
        )

    def _list(self, block: Block, level: int) -> SafeString:
        return format_html(
            '<{0}{1}{2} class="fs-list">{3}</{0}>',
            SafeString("ol" if block.ordered else "ul"),
            _attributes(block),
            format_html(' start="{}"', block.start) if block.start != 1 else NOTHING,
            _joined(self._item(item, level) for item in block.children),
        )

    def _item(self, item: Block, level: int) -> SafeString:
        return format_html(
            "<li{}>{}{}{}{}</li>",
            _attributes(item),
            self.inline(item.runs),
            _permalink(item),
            _margin(item),
            self.blocks(item.children, level),
        )

    def _table(self, block: Block, level: int) -> SafeString:
        caption = format_html("<caption>{}{}</caption>", self.inline(block.runs), _permalink(block))
        return format_html(
            '<div class="fs-scroll" tabindex="0" role="group" aria-label="{}">'
            '<table class="fs-text-table"{}>{}<tbody>{}</tbody></table>{}</div>',
            "".join(run.text for run in block.runs) or _("Tabelle"),
            _attributes(block),
            caption if block.runs else NOTHING,
            _joined(self._row(row, level) for row in block.children),
            _margin(block),
        )

    def _row(self, row: Block, level: int) -> SafeString:
        scope = "col" if row.header or all(cell.header for cell in row.children) else "row"
        cells = (self._cell(cell, scope, row.header, level) for cell in row.children)
        return format_html("<tr>{}</tr>", _joined(cells))

    def _cell(self, cell: Block, scope: str, in_header: bool, level: int) -> SafeString:
        inside = self.inline(cell.runs) + self.blocks(cell.children, level)
        spans = _span("colspan", cell.columns) + _span("rowspan", cell.rows)
        if cell.header or in_header:
            return format_html('<th scope="{}"{}>{}</th>', scope, spans, inside)
        return format_html("<td{}>{}</td>", spans, inside)

    def inline(self, runs: Iterable[Run]) -> SafeString:
        return _joined(self._run(run) for run in runs)

    def _run(self, run: Run) -> SafeString:
        text: SafeString = conditional_escape(run.text)
        if run.lang:
            text = format_html("<span{}>{}</span>", _language(run.lang), text)
        for mark, tag in _TAGS.items():
            if mark in run.marks:
                text = format_html("<{0}>{1}</{0}>", tag, text)
        if run.href:
            text = format_html('<a href="{}">{}</a>', run.href, text)
        if "del" in run.marks:
            text = changed("del", text)
        if "ins" in run.marks:
            text = changed("ins", text)
        return text + self._call(run.footnote) if run.footnote else text

    def _call(self, key: str) -> SafeString:
        number = self._numbers[key]
        identity = NOTHING if key in self._called else format_html(' id="ruf-{}"', number)
        self._called.add(key)
        return format_html(
            '<sup class="fs-call"><a href="#note-{}"{}{} aria-label="{}">{}</a></sup>',
            number,
            identity,
            interface_lang(),
            _("Fußnote %(n)d") % {"n": number},
            number,
        )

    def notes(self, footnotes: Sequence[Footnote]) -> SafeString:
        return format_html(
            '<section class="fs-notes"{} aria-label="{}"><ol{}>{}</ol></section>',
            interface_lang(),
            _("Fußnoten"),
            content_lang(),
            _joined(self._footnote(note) for note in footnotes),
        )

    def _footnote(self, note: Footnote) -> SafeString:
        number = self._numbers[note.key]
        back = NOTHING
        if note.key in self._called:
            back = format_html(
                ' <a class="fs-back" href="#ruf-{}"{} aria-label="{}">↩</a>',
                number,
                interface_lang(),
                _("zurück zum Text"),
            )
        inside = self.inline(note.runs) + self.blocks(note.children, 6)
        return format_html('<li id="note-{}">{}{}</li>', number, inside, back)


def _joined(parts: Iterable[SafeString]) -> SafeString:
    return mark_safe("".join(parts))


def _attributes(block: Block) -> SafeString:
    identity = format_html(' id="{}"', block.anchor) if block.anchor else NOTHING
    return identity + _language(block.lang) if block.lang else identity


def _language(code: str) -> SafeString:
    direction = "rtl" if get_language_info(code)["bidi"] else "ltr"
    return format_html(' lang="{}" dir="{}"', code, direction)


def _number(block: Block) -> SafeString:
    if not block.number:
        return NOTHING
    return format_html('<span class="fs-node__number">{}</span> ', block.number)


def _permalink(block: Block) -> SafeString:
    if not block.href:
        return NOTHING
    return format_html(
        ' <a class="fs-permalink" href="{}"{} aria-label="{}">¶</a>',
        block.href,
        interface_lang(),
        _("Werdegang dieser Textstelle"),
    )


def _note(block: Block) -> SafeString:
    if not block.note:
        return NOTHING
    return format_html(
        '<p class="fs-node__note"{}>{} {}</p>',
        interface_lang(),
        icon("question", size="small"),
        block.note,
    )


def _margin(block: Block) -> SafeString:
    if not block.margin:
        return NOTHING
    return format_html('<div class="fs-margin"{}>{}</div>', interface_lang(), block.margin)


def _facts(block: Block) -> SafeString:
    if not block.facts:
        return NOTHING
    return SafeString(render_to_string("web/components/facts.html", {"facts": block.facts}))


def _span(name: str, count: int) -> SafeString:
    return format_html(' {}="{}"', SafeString(name), count) if count != 1 else NOTHING
