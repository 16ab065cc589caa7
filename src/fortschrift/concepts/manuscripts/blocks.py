"""Lines, tables and pictures of a manuscript as nodes of a text, with the notes they lead to."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from fortschrift.concepts.manuscripts.inlines import inline_of
from fortschrift.concepts.manuscripts.manuscript import (
    Block,
    Cell,
    Line,
    Manuscript,
    Picture,
    Place,
    Side,
    Table,
    Words,
    lines_in,
)
from fortschrift.core.text import AttributeValue, InlineText, NodeId, NodeState, inline


@dataclass
class Growing:
    """A node under work, with those that come below it."""

    id: NodeId
    kind: str
    place: Place
    heading: InlineText = ()
    text: InlineText = ()
    number: str | None = None
    attributes: dict[str, AttributeValue] = field(default_factory=dict)
    children: list["Growing"] = field(default_factory=list)

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
class Blocks:
    """Makes nodes of blocks; `mint` gives a new id at each call."""

    manuscript: Manuscript
    mint: Callable[[], NodeId]
    side: Side
    places: dict[NodeId, Place] = field(default_factory=dict)
    notes: set[str] = field(default_factory=set)

    def node(self, kind: str, place: Place) -> Growing:
        """Begin a node, and note where it comes from."""
        node = Growing(self.mint(), kind, place)
        self.places[node.id] = place
        return node

    def inline(self, words: Iterable[Words]) -> tuple[InlineText, list[Growing]]:
        """Take words in; give them with the notes that they lead to."""
        notes: list[Growing] = []

        def note(key: str) -> NodeId | None:
            found = self._note(key)
            if found is None:
                return None
            notes.append(found)
            return found.id

        return inline_of(words, note), notes

    def flow(self, blocks: Sequence[Block]) -> Iterator[Growing]:
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

    def _paragraph(self, line: Line) -> Iterator[Growing]:
        node = self.node("paragraph", line.place)
        node.text, notes = self.inline(line.on(self.side))
        node.children += notes
        if node.text or notes:
            yield node

    def _list(self, lines: Sequence[Line]) -> Growing:
        """Place a list with the lists in it."""
        first = lines[0].item
        assert first is not None
        node = self.node("list", lines[0].place)
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

    def _item(self, line: Line) -> Growing:
        node = self.node("list_item", line.place)
        node.text, notes = self.inline(line.on(self.side))
        node.children += notes
        return node

    def _picture(self, picture: Picture) -> Growing:
        node = self.node("image", picture.place)
        node.text = inline(picture.description)
        node.attributes["media"] = picture.media
        return node

    def _table(self, table: Table) -> Growing:
        node = self.node("table", table.place)
        for row in table.rows:
            states = self.node("row", table.place)
            if row.header:
                states.attributes["header"] = True
            states.children += (self._cell(cell, table.place) for cell in row.cells)
            node.children.append(states)
        return node

    def _cell(self, cell: Cell, place: Place) -> Growing:
        """Place a cell: its first line is its text, tables in it are read line by line."""
        node = self.node("cell", place)
        for name, number in (("columns", cell.columns), ("rows", cell.rows)):
            if number > 1:
                node.attributes[name] = number
        blocks = [each for block in cell.blocks for each in _without_tables(block)]
        first = blocks[0] if blocks else None
        if isinstance(first, Line) and first.item is None:
            node.text, notes = self.inline(first.on(self.side))
            node.children += notes
            blocks = blocks[1:]
        node.children += self.flow(blocks)
        return node

    def _note(self, key: str) -> Growing | None:
        """Place a footnote, once: where it is first referred to."""
        blocks = self.manuscript.notes.get(key)
        if blocks is None or key in self.notes:
            return None
        self.notes.add(key)
        place = next((line.place for line in lines_in(blocks)), Place("note", 0))
        node = self.node("note", place)
        flat = [each for block in blocks for each in _without_tables(block)]
        node.children += (each for each in self.flow(flat) if each.kind in ("paragraph", "list"))
        return node


def grouped(
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

    for chosen, group in grouped(blocks, kind):
        if chosen:
            items = [each for each in group if isinstance(each, Line)]
            for alike in _alike(items):
                yield True, [*alike]
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
