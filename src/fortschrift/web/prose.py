"""Show the text of a concept: numbered sections, paragraphs, lists, tables, footnotes, changes.

Written in Python and not as nested templates, because a concept has a thousand and more nodes and
a template include per node would cost most of the page's time. Every text is escaped here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

Mark = Literal["bold", "italic", "sub", "sup", "ins", "del", "hit"]
BlockKind = Literal["section", "paragraph", "wording", "list", "item", "table", "row", "cell"]


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
    """A node as shown: sections have a heading (`runs`), the others text or children.

    `number` is the label as printed ("2.1", "Leitziel 3"), `anchor` the id in the page, `href` the
    permanent address, `margin` finished HTML beside the passage (proposals, votes).
    """

    kind: BlockKind
    runs: Sequence[Run] = ()
    children: Sequence[Block] = ()
    number: str = ""
    anchor: str = ""
    href: str = ""
    ordered: bool = False
    header: bool = False
    margin: SafeString = mark_safe("")


@dataclass(frozen=True, slots=True)
class Footnote:
    """The text of a note; notes are numbered in the order in which they are given."""

    key: str
    runs: Sequence[Run]


def render_prose(
    blocks: Sequence[Block], footnotes: Sequence[Footnote] = (), *, heading_level: int = 2
) -> SafeString:
    """Write the blocks as HTML, the notes at the end with links back to their calls.

    Raises KeyError when a run calls a note that is not given.
    """
    writer = _Writer({note.key: place for place, note in enumerate(footnotes, start=1)})
    body = _joined(writer.block(block, heading_level) for block in blocks)
    return body + writer.notes(footnotes) if footnotes else body


def render_runs(runs: Sequence[Run]) -> SafeString:
    """Write one line of text without footnotes, for headings, tables and lists elsewhere."""
    return _Writer({}).inline(runs)


class _Writer:
    def __init__(self, numbers: dict[str, int]) -> None:
        self._numbers = numbers
        self._called: set[str] = set()

    def block(self, block: Block, level: int) -> SafeString:
        if block.kind == "section":
            return self._section(block, level)
        if block.kind == "list":
            return self._list(block, level)
        if block.kind == "table":
            return self._table(block, level)
        return self._paragraph(block)

    def _section(self, block: Block, level: int) -> SafeString:
        tag = f"h{min(level, 6)}"
        return format_html(
            '<section class="fs-node"{}><{} class="fs-node__heading">{}{}{}</{}>{}{}</section>',
            _id(block),
            mark_safe(tag),
            _number(block),
            self.inline(block.runs),
            _permalink(block),
            mark_safe(tag),
            _margin(block),
            _joined(self.block(child, level + 1) for child in block.children),
        )

    def _paragraph(self, block: Block) -> SafeString:
        kind = "fs-wording" if block.kind == "wording" else "fs-paragraph"
        return format_html(
            '<div class="{}"{}><p>{}{}</p>{}</div>',
            kind,
            _id(block),
            self.inline(block.runs),
            _permalink(block),
            _margin(block),
        )

    def _list(self, block: Block, level: int) -> SafeString:
        tag = mark_safe("ol" if block.ordered else "ul")
        items = _joined(self._item(item, level) for item in block.children)
        return format_html('<{}{} class="fs-list">{}</{}>', tag, _id(block), items, tag)

    def _item(self, item: Block, level: int) -> SafeString:
        below = _joined(self.block(child, level) for child in item.children)
        return format_html(
            "<li{}>{}{}{}</li>", _id(item), self.inline(item.runs), _margin(item), below
        )

    def _table(self, block: Block, level: int) -> SafeString:
        caption = format_html("<caption>{}</caption>", self.inline(block.runs))
        rows = _joined(self._row(row) for row in block.children)
        return format_html(
            '<div class="fs-scroll" tabindex="0" role="region" aria-label="{}">'
            '<table class="fs-text-table"{}>{}<tbody>{}</tbody></table></div>',
            "".join(run.text for run in block.runs) or _("Tabelle"),
            _id(block),
            caption if block.runs else "",
            rows,
        )

    def _row(self, row: Block) -> SafeString:
        whole_row = all(cell.header for cell in row.children)
        cells = _joined(self._cell(cell, "col" if whole_row else "row") for cell in row.children)
        return format_html("<tr>{}</tr>", cells)

    def _cell(self, cell: Block, scope: str) -> SafeString:
        text = self.inline(cell.runs)
        if cell.header:
            return format_html('<th scope="{}">{}</th>', scope, text)
        return format_html("<td>{}</td>", text)

    def inline(self, runs: Sequence[Run]) -> SafeString:
        return _joined(self._run(run) for run in runs)

    def _run(self, run: Run) -> SafeString:
        text: SafeString = conditional_escape(run.text)
        if run.lang:
            text = format_html('<span lang="{}">{}</span>', run.lang, text)
        for mark, tag in _TAGS.items():
            if mark in run.marks:
                text = format_html("<{0}>{1}</{0}>", mark_safe(tag), text)
        if run.href:
            text = format_html('<a href="{}">{}</a>', run.href, text)
        if "del" in run.marks:
            text = changed("del", text)
        if "ins" in run.marks:
            text = changed("ins", text)
        return text + self._call(run.footnote) if run.footnote else text

    def _call(self, key: str) -> SafeString:
        number = self._numbers[key]
        # Only the first call can be the target of the link back: ids are unique.
        identity = "" if key in self._called else format_html(' id="ruf-{}"', number)
        self._called.add(key)
        return format_html(
            '<sup class="fs-call"><a href="#note-{}"{} aria-label="{}">{}</a></sup>',
            number,
            identity,
            _("Fußnote %(n)d") % {"n": number},
            number,
        )

    def notes(self, footnotes: Sequence[Footnote]) -> SafeString:
        items = _joined(
            format_html(
                '<li id="note-{}">{} <a class="fs-back" href="#ruf-{}" aria-label="{}">↩</a></li>',
                self._numbers[note.key],
                self.inline(note.runs),
                self._numbers[note.key],
                _("zurück zum Text"),
            )
            for note in footnotes
        )
        return format_html(
            '<section class="fs-notes" aria-label="{}"><ol>{}</ol></section>', _("Fußnoten"), items
        )


_TAGS = {"bold": "strong", "italic": "em", "sub": "sub", "sup": "sup", "hit": "mark"}


def changed(kind: Literal["ins", "del"], text: str) -> SafeString:
    """Mark inserted or deleted text; the words around it are for the ear and for paper.

    Screen readers pass over <ins> and <del> silently unless told (interface.md).
    """
    before = _("eingefügt:") if kind == "ins" else _("gestrichen:")
    return format_html(
        '<{0}><span class="kern-sr-only">{1} </span>{2}'
        '<span class="kern-sr-only"> ({3}) </span></{0}>',
        mark_safe(kind),
        before,
        text,
        _("Ende"),
    )


def _joined(parts: object) -> SafeString:
    return mark_safe("".join(parts))  # type: ignore[arg-type]


def _id(block: Block) -> SafeString:
    return format_html(' id="{}"', block.anchor) if block.anchor else mark_safe("")


def _number(block: Block) -> SafeString:
    if not block.number:
        return mark_safe("")
    return format_html('<span class="fs-node__number">{}</span> ', block.number)


def _permalink(block: Block) -> SafeString:
    if not block.href:
        return mark_safe("")
    return format_html(
        ' <a class="fs-permalink" href="{}" aria-label="{}">¶</a>',
        block.href,
        _("Werdegang dieser Textstelle"),
    )


def _margin(block: Block) -> SafeString:
    if not block.margin:
        return mark_safe("")
    return format_html('<div class="fs-margin">{}</div>', block.margin)
