"""A synopsis as HTML: one text, with what went and came marked in it.

Every node is an element with the kinds it had and has (`data-old`, `data-new`), every text an
element with `data-field`; what stands around these is said by us and no part of either text.
So each side can be read back from the page, and a test does so.  A page that shows only some rows
says what stands beside them (`Beside`); rows must come with all that they stand under.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from html import escape
from itertools import zip_longest
from typing import Literal

from django.utils.functional import Promise
from django.utils.html import conditional_escape, format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fortschrift.concepts.rendering.inline_html import InlineWriter
from fortschrift.concepts.rendering.moves import PREFIX, Ends, row_id
from fortschrift.concepts.rendering.said import exchanged, relation, told_values
from fortschrift.core.text.blocks import BLOCKS
from fortschrift.core.text.comparison.shown import Pieces
from fortschrift.core.text.node import NodeState
from fortschrift.core.text.synopsis import Happening, Row
from fortschrift.web.content import content, content_lang, interface_lang, one_language

Shape = Literal["flow", "list", "item", "table", "row", "cell"]
_SHAPES: dict[str, Shape] = {
    "list": "list",
    "list_item": "item",
    "table": "table",
    "row": "row",
    "cell": "cell",
}
# What must stand around a child so that the page stays well formed, also where a list is a
# paragraph now and its items are gone. What is not named stands as it is.
_AROUND: dict[tuple[Shape, Shape], tuple[str, str]] = {
    ("flow", "item"): ("<ul>", "</ul>"),
    ("flow", "row"): ("<table>", "</table>"),
    ("flow", "cell"): ("<table><tr>", "</tr></table>"),
    ("list", "flow"): ("<li>", "</li>"),
    ("list", "list"): ("<li>", "</li>"),
    ("list", "table"): ("<li>", "</li>"),
    ("list", "row"): ("<li><table>", "</table></li>"),
    ("list", "cell"): ("<li><table><tr>", "</tr></table></li>"),
    ("table", "flow"): ('<tr><td colspan="99">', "</td></tr>"),
    ("table", "list"): ('<tr><td colspan="99">', "</td></tr>"),
    ("table", "table"): ('<tr><td colspan="99">', "</td></tr>"),
    ("table", "item"): ('<tr><td colspan="99"><ul>', "</ul></td></tr>"),
    ("table", "cell"): ("<tr>", "</tr>"),
    ("row", "flow"): ("<td>", "</td>"),
    ("row", "list"): ("<td>", "</td>"),
    ("row", "table"): ("<td>", "</td>"),
    ("row", "item"): ("<td><ul>", "</ul></td>"),
    ("row", "row"): ("<td><table>", "</table></td>"),
}
_INSIDE: dict[Shape, Shape] = {"item": "flow", "cell": "flow"}
_SAID: dict[Happening, "str | Promise"] = {
    "new": gettext_lazy("neu"),
    "gone": gettext_lazy("gestrichen"),
    "place": gettext_lazy("Angabe zum Platz im Text geändert"),
}


@dataclass(frozen=True, slots=True)
class Beside:
    """What a page adds to a row: classes, and finished HTML before its words (`mark`).

    `before` is written in front of the row's element (what was left out there).
    """

    mark: str = ""
    before: str = ""
    classes: str = ""


_NOTHING = Beside()


def comparison(
    rows: Sequence[Row],
    *,
    prefix: str = PREFIX,
    heading_level: int = 2,
    beside: Sequence[Beside] = (),
    ends: Ends | None = None,
) -> str:
    """Write a synopsis as a fragment; all ids in it begin with the prefix.

    `heading_level` is that of the title of the whole text; `beside` says for each row, if given,
    what the page adds to it; `ends` where the ends of moves stand, if not all in these rows.
    """
    notes = [str(row.state.id) for row in rows if not row.points_to and row.state.kind == "note"]
    numbers = {note: number for number, note in enumerate(notes, start=1)}
    ends = ends or Ends.among(rows, prefix)
    with one_language():
        writer = _Writer(InlineWriter(numbers, prefix), prefix, heading_level, ends)
        written = "".join(writer.write(rows, beside))
    return f'<div class="fs-comparison" lang="de">{written}</div>'


@dataclass(frozen=True, slots=True)
class _Open:
    """An element that is still open."""

    shape: Shape
    closing: str = ""
    happened: tuple[Happening, ...] = ()


@dataclass(frozen=True, slots=True)
class _Writer:
    inline: InlineWriter
    prefix: str
    heading_level: int
    ends: Ends
    pending: list[_Open] = field(default_factory=lambda: [_Open("flow")])

    def write(self, rows: Sequence[Row], beside: Sequence[Beside] = ()) -> Iterator[str]:
        """Write rows one after another; no recursion, so depth costs nothing."""
        for row, own in zip_longest(rows, beside, fillvalue=_NOTHING):
            assert isinstance(row, Row) and isinstance(own, Beside)
            yield from self._close(row.depth + 1)
            yield self._before(own)
            yield self._pointer(row, own) if row.points_to else self._opening(row, own)
        yield from self._close(1)

    def _before(self, own: Beside) -> str:
        """Write what stands in front of a row where it may stand; inside a table nothing can."""
        inside = self.pending[-1].shape
        if not own.before or inside in ("table", "row"):
            return ""
        before, after = _AROUND.get((inside, "flow"), ("", ""))
        return f"{before}{own.before}{after}"

    def _close(self, depth: int) -> Iterator[str]:
        while len(self.pending) > depth:
            yield self.pending.pop().closing

    def _opening(self, row: Row, own: Beside) -> str:
        """Open a node's element; it is closed when a row comes that does not stand below it."""
        shape = _SHAPES.get(row.state.kind, "flow")
        before, after = _AROUND.get((self.pending[-1].shape, shape), ("", ""))
        mark = "" if shape in ("row", "cell") else own.mark
        said = mark + self._notices(row) + self._content(row, shape)
        tag, inside, closing = _tags(shape, row.state)
        if shape == "row" and (own.mark or said):
            # Behind the cells, so that each stays under its head; a mark says what a notice would.
            closing = f'<td class="fs-row-mark">{own.mark or said}</td>{closing}'
            said = ""
        if shape == "table":
            inside += self._field("caption", "heading", row.heading, row)
        self.pending.append(_Open(_INSIDE.get(shape, shape), closing + after, row.happened))
        return f"{before}<{tag}{self._data(row, own)}>{said}{inside}"

    def _data(self, row: Row, own: Beside) -> str:
        """Tell who the node is, what it was and is, and what happened to it."""
        given = {
            "class": own.classes,
            "id": row_id(row, self.prefix),
            "data-node": str(row.state.id),
            "data-old": row.old.kind if row.old else None,
            "data-new": row.new.kind if row.new else None,
            "data-continues": str(row.continues) if row.continues else None,
            "data-happened": " ".join(row.happened) or None,
        }
        return "".join(f' {key}="{escape(value)}"' for key, value in given.items() if value)

    def _pointer(self, row: Row, own: Beside) -> str:
        before, after = _AROUND.get((self.pending[-1].shape, "flow"), ("", ""))
        return (
            f'{before}<div class="fs-pointer {own.classes}" id="{row_id(row, self.prefix)}"'
            f' data-points-to="{row.points_to}">{own.mark}<p{interface_lang()}>'
            f"{self.ends.gap(row)}</p></div>{after}"
        )

    def _notices(self, row: Row) -> str:
        """Say what the words alone do not show."""
        notices: list[str] = [str(_SAID[each]) for each in row.happened if each in _SAID]
        if row.happened[:1] in (("new",), ("gone",)) and (
            row.heading or row.text or self.pending[-1].happened[:1] == row.happened[:1]
        ):
            notices = []
        if row.state.kind == "note":
            number = self.inline.notes[str(row.state.id)]
            notices.insert(0, _("Fußnote %(number)d") % {"number": number})
        if row.continues:
            parted, put = _("ab hier abgeteilt"), _("mit dem vorigen Teil verbunden")
            notices.append(parted if row.new else put)
        if origin := self.ends.origin(row):
            notices.append(format_html("{}, {}", _("verschoben"), origin))
        if row.former_kind:
            former = content(row.former_kind)
            notices.append(format_html(_("vorher: {kind}"), kind=former))
        if not notices:
            return ""
        written = ", ".join(map(conditional_escape, notices))
        return f'<p class="fs-notice"{interface_lang()}>{written}</p>'

    def _content(self, row: Row, shape: Shape) -> str:
        """Write all that a node says; the heading of a table is its caption."""
        heading = self._heading(row, () if shape == "table" else row.heading)
        text = self._field("p", "text", row.text, row) if row.text else ""
        return heading + text + self._values(row) + self._relations(row)

    def _heading(self, row: Row, heading: Pieces) -> str:
        """Write name and heading; a block has a name only where it was an element."""
        name = exchanged(row.old_name, row.new_name)
        fields = [("name", name), ("heading", heading)]
        said = [self._field("span", key, pieces, row) for key, pieces in fields if pieces]
        if not said:
            return ""
        level = min(self.heading_level + row.depth, 6)
        tag = "p" if row.state.kind in BLOCKS else f"h{level}"
        return f'<{tag} class="fs-node__heading">{" ".join(said)}</{tag}>'

    def _values(self, row: Row) -> str:
        """Write the attributes with their names."""
        written = []
        for value in told_values(row):
            items = "".join(
                self._field("dd", f"value-{value.key}", item, row, number)
                for number, item in enumerate(value.items)
            )
            label = exchanged(value.old_label, value.new_label)
            name = self._field("dt", f"label-{value.key}", label, row)
            written.append(f"<div>{name}{items}</div>")
        return f'<dl class="fs-values">{"".join(written)}</dl>' if written else ""

    def _relations(self, row: Row) -> str:
        """Write what the node relates to."""
        items = []
        for number, shown in enumerate(row.relations):
            items.append(self._field("li", "relation", relation(shown), row, number))
        return f'<ul class="fs-relations">{"".join(items)}</ul>' if items else ""

    def _field(self, tag: str, name: str, pieces: Pieces, row: Row, number: int = 0) -> str:
        """Write one text; `dir` because a text may be in a language that runs the other way."""
        whose = row.continues or row.state.id  # moved words may come from another part
        anchor = f"{self.prefix}{whose}-{name}-{number}"
        return f'<{tag} data-field="{name}" dir="auto">{self.inline.write(pieces, anchor)}</{tag}>'


def _tags(shape: Shape, state: NodeState) -> tuple[str, str, str]:
    """Give the element's name, what is opened behind its own words, and what closes both."""
    if shape == "list":
        return _list_tags(state)
    if shape == "table":
        named = f'aria-label="{escape(_("Tabelle"))}"{interface_lang()}'
        opened = f'<table class="fs-text-table"{content_lang()}>'
        return f'div tabindex="0" role="group" {named}', opened, "</table></div>"
    if shape == "cell":
        tag = "th" if state.attribute("header") is True else "td"
        spans = (("colspan", state.attribute("columns")), ("rowspan", state.attribute("rows")))
        given = "".join(f' {name}="{value}"' for name, value in spans if value is not None)
        return tag + given, "", f"</{tag}>"
    tag = {"item": "li", "row": "tr"}.get(shape, "div" if state.kind in BLOCKS else "section")
    return tag, "", f"</{tag}>"


def _list_tags(state: NodeState) -> tuple[str, str, str]:
    if state.attribute("ordered") is not True:
        return "div", "<ul>", "</ul></div>"
    start = state.attribute("start")
    return "div", f'<ol start="{start}">' if start else "<ol>", "</ol></div>"
