"""From a manuscript and a mapping to the text of a concept, with an account of every word.

Each line is placed whole or listed as not taken, with its place; so the words that came in are
the words in the text plus the words in the list. A title gives its number and, as the name of
its level, its first word to the element; both count as placed.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from fortschrift.concepts.manuscripts.manuscript import (
    Block,
    Cell,
    Line,
    Manuscript,
    Picture,
    Place,
    Table,
    Words,
    lines_in,
)
from fortschrift.concepts.manuscripts.mapping import NOT_TAKEN, TEXT, Mapping, Side, title_in
from fortschrift.core.text import (
    BOLD,
    ITALIC,
    SUBSCRIPT,
    SUPERSCRIPT,
    InlineText,
    NodeId,
    NodeState,
    Tree,
    footnote,
    inline,
    link,
)
from fortschrift.core.text.blocks import ROOT_KIND
from fortschrift.core.text.errors import IntakeError
from fortschrift.core.text.runs import Mark, Piece, intake_runs

Why = Literal[
    "head", "foot", "box", "contents", "hidden", "comment", "cell", "other", "chosen", "note"
]
_MARKS = {
    "bold": BOLD, "italic": ITALIC, "superscript": SUPERSCRIPT, "subscript": SUBSCRIPT,
}  # fmt: skip


class NotTaken(NamedTuple):
    """Words of the file that are not in the text: where they stand, and why."""

    place: Place
    text: str
    why: Why


@dataclass(frozen=True, slots=True)
class Placed:
    """The text of a concept, where each node came from, and what was not taken."""

    tree: Tree
    places: dict[NodeId, Place]
    not_taken: tuple[NotTaken, ...]


def placed(
    manuscript: Manuscript, mapping: Mapping, mint: Callable[[], NodeId], *, side: Side = "after"
) -> Placed:
    """Build the text; `mint` gives a new id at each call."""
    return _Building(manuscript, mapping, mint, side).placed()


@dataclass
class _Node:
    """A node under work."""

    id: NodeId
    kind: str
    place: Place
    heading: InlineText = ()
    text: InlineText = ()
    number: str | None = None
    attributes: dict[str, str | int | bool] = field(default_factory=dict)
    children: list["_Node"] = field(default_factory=list)

    def states(self) -> Iterator[NodeState]:
        """Give the states of the node and all below it."""
        pending = [self]
        while pending:
            node = pending.pop()
            yield NodeState(
                node.id, node.kind, node.heading, node.text,
                tuple(sorted(node.attributes.items())),
                tuple(child.id for child in node.children), printed_number=node.number,
            )  # fmt: skip
            pending.extend(reversed(node.children))


@dataclass
class _Building:
    manuscript: Manuscript
    mapping: Mapping
    mint: Callable[[], NodeId]
    side: Side
    places: dict[NodeId, Place] = field(default_factory=dict)
    not_taken: list[NotTaken] = field(default_factory=list)
    notes: set[str] = field(default_factory=set)

    def placed(self) -> Placed:
        root = self._node(ROOT_KIND, Place("paragraph", 0))
        root.heading = inline(self.manuscript.title or "")
        self._elements(root)
        for key, blocks in self.manuscript.notes.items():
            if key not in self.notes:
                self._leave(blocks, "note")
        for aside in self.manuscript.asides:
            self.not_taken.append(NotTaken(aside.place, aside.text, aside.kind))
        tree = Tree.of(root.states(), root=root.id, outline=self.mapping.outline)
        return Placed(tree, self.places, tuple(self.not_taken))

    # ---- elements

    def _elements(self, root: _Node) -> None:
        above = [root]
        for kind, group in _grouped(self.manuscript.blocks, self._choice):
            if kind == TEXT:
                above[-1].children += self._flow(group)
                continue
            for line in lines_in(tuple(group)):
                if kind == NOT_TAKEN:
                    self.not_taken.append(NotTaken(line.place, self._text(line), "chosen"))
                elif line.place == self.mapping.root:
                    root.heading, notes = self._inline(line.words)
                    root.children += notes
                else:
                    self._element(kind, line, above)

    def _choice(self, block: Block) -> str:
        if not isinstance(block, Line):
            return TEXT
        if block.place == self.mapping.root:
            return ROOT_KIND
        return self.mapping.choice_of(block, self.side)

    def _element(self, level: str, line: Line, above: list[_Node]) -> None:
        """Put an element under the nearest one that may hold its level."""
        node = self._node(level, line.place)
        title = title_in(line, self.mapping.names, self.side)
        node.number = title.number or None
        whole = self._text(line)
        start = len(whole) - len(whole.lstrip())
        rest = whole.rstrip()
        cut = len(rest) - len(title.text) if title.text and rest.endswith(title.text) else start
        node.heading, notes = self._inline(_from(self._words(line), cut))
        node.children += notes
        while len(above) > 1 and not self._may_hold(above[-1].kind, level):
            above.pop()
        above[-1].children.append(node)
        above.append(node)

    def _may_hold(self, parent: str, level: str) -> bool:
        return level in self.mapping.outline.may_contain(parent)

    # ---- what stands in an element

    def _flow(self, blocks: Sequence[Block]) -> Iterator[_Node]:
        """Place paragraphs, lists, tables and pictures."""
        for items, group in _lists(blocks):
            if items:
                yield self._list([line for line in group if isinstance(line, Line)])
                continue
            for block in group:
                if isinstance(block, Table):
                    yield self._table(block)
                elif isinstance(block, Picture):
                    yield self._picture(block)
                else:
                    yield from self._paragraph(block)

    def _paragraph(self, line: Line) -> Iterator[_Node]:
        node = self._node("paragraph", line.place)
        node.text, notes = self._inline(line.words)
        node.children += notes
        if node.text or notes:
            yield node

    def _list(self, lines: Sequence[Line]) -> _Node:
        """Place a list with the lists in it."""
        first = lines[0].item
        assert first is not None
        node = self._node("list", lines[0].place)
        if first.ordered:
            node.attributes["ordered"] = True
            if first.number > 1:
                node.attributes["start"] = first.number
        inner: list[Line] = []
        for line in (*lines, None):
            deeper = line is not None and line.item is not None and line.item.depth > first.depth
            if line is not None and deeper and node.children:
                inner.append(line)
                continue
            if inner:
                node.children[-1].children += (self._list(group) for group in _alike(inner))
                inner = []
            if line is not None:
                node.children.append(self._item(line))
        return node

    def _item(self, line: Line) -> _Node:
        node = self._node("list_item", line.place)
        node.text, notes = self._inline(line.words)
        node.children += notes
        return node

    def _picture(self, picture: Picture) -> _Node:
        node = self._node("image", picture.place)
        node.text = inline(picture.description)
        node.attributes["media"] = picture.media
        return node

    def _table(self, table: Table) -> _Node:
        node = self._node("table", table.place)
        for row in table.rows:
            states = self._node("row", table.place)
            if row.header:
                states.attributes["header"] = True
            states.children += (self._cell(cell, table.place) for cell in row.cells)
            node.children.append(states)
        return node

    def _cell(self, cell: Cell, place: Place) -> _Node:
        """Place a cell: its first line is its text, tables in it are read line by line."""
        node = self._node("cell", place)
        for name, number in (("columns", cell.columns), ("rows", cell.rows)):
            if number > 1:
                node.attributes[name] = number
        blocks = [each for block in cell.blocks for each in _without_tables(block)]
        first = blocks[0] if blocks else None
        if isinstance(first, Line) and first.item is None:
            node.text, notes = self._inline(first.words)
            node.children += notes
            blocks = blocks[1:]
        node.children += self._flow(blocks)
        return node

    # ---- words

    def _words(self, line: Line) -> tuple[Words, ...]:
        left_out = "deleted" if self.side == "after" else "inserted"
        return tuple(w for w in line.words if w.tracked is None or w.tracked.kind != left_out)

    def _text(self, line: Line) -> str:
        return line.text if self.side == "after" else line.text_before

    def _inline(self, words: Iterable[Words]) -> tuple[InlineText, list[_Node]]:
        """Take words in, and the notes that they lead to; a note lies on the word before it."""
        pieces: list[Piece] = []
        notes: list[_Node] = []
        left_out = "deleted" if self.side == "after" else "inserted"
        for each in words:
            if each.tracked is not None and each.tracked.kind == left_out:
                continue
            if each.note:
                note = self._note(each.note)
                if note is not None:
                    notes.append(note)
                    _mark_last_word(pieces, footnote(note.id))
            else:
                pieces.append((each.text, _marks_of(each)))
        return intake_runs(_trimmed(pieces)), notes

    def _note(self, key: str) -> _Node | None:
        blocks = self.manuscript.notes.get(key)
        if blocks is None or key in self.notes:
            return None
        self.notes.add(key)
        node = self._node("note", next((line.place for line in lines_in(blocks)), Place("note", 0)))
        flat = [each for block in blocks for each in _without_tables(block)]
        node.children += (each for each in self._flow(flat) if each.kind in ("paragraph", "list"))
        return node

    def _node(self, kind: str, place: Place) -> _Node:
        node = _Node(self.mint(), kind, place)
        self.places[node.id] = place
        return node

    def _leave(self, blocks: tuple[Block, ...], why: Why) -> None:
        for line in lines_in(blocks):
            self.not_taken.append(NotTaken(line.place, self._text(line), why))


def _grouped(
    blocks: Sequence[Block], choice: Callable[[Block], str]
) -> Iterator[tuple[str, list[Block]]]:
    """Take blocks of one choice together that stand one after another."""
    group: list[Block] = []
    last = ""
    for block in blocks:
        chosen = choice(block)
        if group and chosen != last:
            yield last, group
            group = []
        group.append(block)
        last = chosen
    if group:
        yield last, group


def _lists(blocks: Sequence[Block]) -> Iterator[tuple[bool, list[Block]]]:
    """Take the items of one list together; items that count otherwise are another list."""

    def kind(block: Block) -> str:
        return "item" if isinstance(block, Line) and block.item is not None else ""

    for chosen, group in _grouped(blocks, kind):
        if chosen:
            items = [each for each in group if isinstance(each, Line)]
            yield from ((True, [*alike]) for alike in _alike(items))
        else:
            yield False, group


def _alike(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Begin a new list where items of the same depth stop or start being numbered."""
    group: list[Line] = []
    for line in lines:
        first = group[0].item if group else None
        item = line.item
        if (
            first is not None
            and item is not None
            and item.depth <= first.depth
            and item.ordered != first.ordered
        ):
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def _without_tables(block: Block) -> Iterator[Block]:
    if isinstance(block, Table):
        yield from lines_in((block,))
    else:
        yield block


def _from(words: Sequence[Words], start: int) -> Iterator[Words]:
    """Leave out so many characters at the start."""
    for each in words:
        if start >= len(each.text) and not each.note:
            start -= len(each.text)
            continue
        yield each._replace(text=each.text[start:]) if start else each
        start = 0


def _marks_of(words: Words) -> tuple[Mark, ...]:
    marks = [_MARKS[style] for style in sorted(words.styles)]
    if words.link:
        with suppress(IntakeError):  # of an address that is not opened here the words stay
            marks.append(link(words.link))
    return tuple(marks)


def _mark_last_word(pieces: list[Piece], mark: Mark) -> None:
    """Lay a mark on the last word of what has been said so far."""
    if not pieces:
        return
    text, marks = pieces.pop()
    body = text.rstrip()
    start = max(body.rfind(" "), body.rfind("\n")) + 1
    if text[:start]:
        pieces.append((text[:start], marks))
    if body[start:]:
        pieces.append((body[start:], (*marks, mark)))
    if text[len(body) :]:
        pieces.append((text[len(body) :], marks))


def _trimmed(pieces: list[Piece]) -> list[Piece]:
    """Leave out blanks at both ends."""
    while pieces and not pieces[0][0].strip():
        pieces.pop(0)
    while pieces and not pieces[-1][0].strip():
        pieces.pop()
    if pieces:
        pieces[0] = pieces[0][0].lstrip(), pieces[0][1]
        pieces[-1] = pieces[-1][0].rstrip(), pieces[-1][1]
    return pieces
