"""A text as data for the typesetter: blocks in blocks, runs with marks, footnotes at their calls.

What is shown is decided here; how it looks, in `text.typ`. Names of levels and numbers are
printed as on the page, never counted by the typesetter.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from fortschrift.concepts.rendering.grid import spots
from fortschrift.concepts.rendering.pictures import NO_PICTURES, Pictures, picture_of, spoken
from fortschrift.concepts.rendering.tracked import runs_leftwards
from fortschrift.core.text import BLOCKS, InlineText, NodeId, NodeState, Tree, plain
from fortschrift.core.text.runs import footnotes
from fortschrift.core.text.synopsis import Naming
from fortschrift.core.text.synopsis.content import value_in_words, value_label

Data: TypeAlias = dict[str, Any]

_MARKS = {"bold": "b", "italic": "i", "superscript": "^", "subscript": "_"}


def blocks_of(tree: Tree, pictures: Pictures = NO_PICTURES) -> list[Data]:
    """Give all blocks of a text below its title; pictures are named by their keys."""
    writer = _Writer(tree, Naming.of(tree), pictures)
    return writer.below(tree[tree.root], 0)


@dataclass
class _Writer:
    tree: Tree
    naming: Naming
    pictures: Pictures
    numbers: dict[NodeId, int] = field(default_factory=dict)
    _called: dict[str, NodeId] = field(default_factory=dict)

    def __post_init__(self) -> None:
        called = (
            note
            for state in self.tree
            for text in spoken(state, self.pictures)
            for _, note in footnotes(text)
        )
        self._called = {str(each): each for each in called if self._is_note(each)}

    def below(self, state: NodeState, depth: int) -> list[Data]:
        """Give what a node says besides its heading, and all below it."""
        found: list[Data] = []
        if state.text and state.kind != "image":
            found.append(self._paragraph(state.text))
        if state.kind not in BLOCKS:
            found += self._sheet(state)
        for child in self.tree.children(state.id):
            found += self._node(child, depth + 1)
        return found

    def _node(self, state: NodeState, depth: int) -> Iterator[Data]:
        if state.kind == "note":
            if str(state.id) not in self._called:
                yield {**self._paragraph(state.text), "kind": "small"}
                yield from self._children(state, depth)
        elif state.kind == "list":
            yield self._list(state)
        elif state.kind == "table":
            yield from self._table(state)
        elif state.kind == "image":
            yield self._image(state)
            yield from self._children(state, depth)
        elif state.kind in BLOCKS:
            yield from self.below(state, depth)
        else:
            yield self._heading(state, depth)
            yield from self.below(state, depth)

    def _image(self, state: NodeState) -> Data:
        caption = self._runs(state.heading)
        picture = picture_of(state, self.pictures)
        if picture is None:
            return {"kind": "image", "alt": self._runs(state.text), "caption": caption}
        return {
            "kind": "picture",
            "of": str(state.id),
            "caption": caption,
            "credit": picture.credit,
        }

    def _children(self, state: NodeState, depth: int) -> Iterator[Data]:
        for child in self.tree.children(state.id):
            yield from self._node(child, depth)

    def _heading(self, state: NodeState, depth: int) -> Data:
        heading = {**self._paragraph(state.heading), "kind": "heading", "level": depth}
        return {**heading, "name": self.naming.label(state)}

    def _paragraph(self, text: InlineText) -> Data:
        rtl = runs_leftwards(plain(text))
        return {"kind": "paragraph", "rtl": rtl, "runs": self._runs(text)}

    def _list(self, state: NodeState) -> Data:
        start = state.attribute("start")
        return {
            "kind": "list",
            "ordered": state.attribute("ordered") is True,
            "start": start if isinstance(start, int) else 1,
            "items": [self.below(item, 0) for item in self.tree.children(state.id)],
        }

    def _table(self, state: NodeState) -> Iterator[Data]:
        children = self.tree.children(state.id)
        rows = [child for child in children if child.kind == "row"]
        cells = [[self._cell(cell) for cell in self.tree.children(row.id)] for row in rows]
        heads = 0
        while heads < len(rows) and rows[heads].attribute("header") is True:
            heads += 1
        head, columns = _placed(cells[:heads], 0)
        body, more = _placed(cells[heads:], heads)
        if columns or more:
            yield {
                "kind": "table", "columns": max(columns, more), "head_rows": heads,
                "caption": self._runs(state.heading), "head": head, "body": body,
            }  # fmt: skip
        elif state.heading:
            yield self._paragraph(state.heading)
        for child in children:
            if child.kind != "row":
                yield from self._node(child, 0)

    def _cell(self, state: NodeState) -> Data:
        columns, rows = state.attribute("columns"), state.attribute("rows")
        return {
            "columns": columns if isinstance(columns, int) else 1,
            "rows": rows if isinstance(rows, int) else 1,
            "header": state.attribute("header") is True,
            "blocks": self.below(state, 0),
        }

    def _sheet(self, state: NodeState) -> Iterator[Data]:
        """Give attributes in the order of the level, then what an element refers to."""
        outline = self.tree.outline
        level = outline.level(state.kind)
        known = [each.key for each in level.attributes] if level else []
        given = dict(state.attributes)
        keys = [key for key in known if key in given] + [key for key in given if key not in known]
        rows = [
            {
                "label": value_label(state, key, outline),
                "said": list(value_in_words(state, key, outline)),
            }
            for key in keys
        ]
        for kind, target in state.relations:
            name = self.naming.label(self.tree[target]) if target in self.tree else ""
            rows.append({"label": f"Bezug {kind}", "said": [name or "außerhalb dieses Textes"]})
        if rows:
            yield {"kind": "sheet", "rows": rows}

    # ---- words

    def _runs(self, text: InlineText) -> list[Data]:
        last = {
            mark.value: place
            for place, run in enumerate(text)
            for mark in run.marks
            if mark.kind == "footnote"
        }
        shown: list[Data] = []
        for place, run in enumerate(text):
            notes = list(self._notes(value for value, at in last.items() if at == place))
            shown.append({
                "text": _before_call(run.text) if notes else run.text,
                "marks": [_MARKS[mark.kind] for mark in run.marks if mark.kind in _MARKS],
                "link": next((mark.value for mark in run.marks if mark.kind == "link"), ""),
                "notes": notes,
            })  # fmt: skip
        return shown

    def _notes(self, called: Iterable[str]) -> Iterator[Data]:
        """Give notes where they are first called whole, later by their number only."""
        for note in (self._called[each] for each in called if each in self._called):
            if note in self.numbers:
                yield {"number": self.numbers[note]}
                continue
            self.numbers[note] = len(self.numbers) + 1
            number = self.numbers[note]
            yield {"number": number, "blocks": self.below(self.tree[note], 0)}

    def _is_note(self, node: NodeId) -> bool:
        return node in self.tree and self.tree[node].kind == "note"


def _before_call(words: str) -> str:
    """Keep the call of a note in one line with its word; after "!" or a blank it would break."""
    kept = words.rstrip(_BREAKING)
    blank = "\N{NO-BREAK SPACE}" if len(kept) < len(words) and kept else ""
    return f"{kept}{blank}\N{WORD JOINER}"


_BREAKING = " \t\u200b"


def _placed(rows: list[list[Data]], first: int) -> tuple[list[Data], int]:
    """Give each cell its place, beside those that reach down; and tell how many columns."""
    wished = [[(cell["columns"], cell["rows"]) for cell in row] for row in rows]
    found: list[Data] = []
    width = 0
    for row, places in zip(rows, spots(wished), strict=True):
        for cell, spot in zip(row, places, strict=True):
            found.append({
                **cell, "columns": spot.columns, "rows": spot.rows, "x": spot.x,
                "y": first + spot.y,
            })  # fmt: skip
            width = max(width, spot.x + spot.columns)
    return found, width
