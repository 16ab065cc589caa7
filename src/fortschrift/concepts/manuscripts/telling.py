"""From sheets and lists to elements: which cells are titles, and of whom the others tell."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from fortschrift.concepts.manuscripts.blocks import Growing
from fortschrift.concepts.manuscripts.cells import LONGEST_NUMBER, Cells, Told, place_of
from fortschrift.concepts.manuscripts.levels import deepest_in
from fortschrift.concepts.manuscripts.manuscript import Cell, Place
from fortschrift.concepts.manuscripts.tables.names import Use
from fortschrift.concepts.manuscripts.tables.shapes import Field, Shape
from fortschrift.concepts.manuscripts.tables.slots import Slot, is_plain, text_in
from fortschrift.concepts.manuscripts.titles import title_of
from fortschrift.core.text import NodeId, plain

_SUMS = ("summe", "gesamt", "insgesamt", "gesamtsumme")


class Above(NamedTuple):
    """The elements under which something can be put: `find` by level, `put` one more."""

    find: Callable[[str], Growing | None]
    put: Callable[[str, Place], Growing]
    nearest: Callable[[], Growing]


@dataclass
class Telling:
    """Makes elements of the tables of a manuscript."""

    cells: Cells
    above: Above
    _sheets: set[NodeId] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.mapping, self.side = self.cells.mapping, self.cells.side

    # ---- sheets

    def sheet_above(self, shape: Shape, place: Place) -> None:
        """Tell the element above what a sheet says of it."""
        node = self.above.nearest()
        for cell in shape.head:
            self.cells.flow(node, cell)
        self.cells.fields(node, shape.rows[0], place)

    def sheet(self, shape: Shape, level: str, place: Place) -> None:
        """Make an element of a sheet, or tell the one above whose title it repeats."""
        fields = shape.rows[0]
        own, titled = self._own_title(shape, level)
        above = self._levels_above(fields, level)
        for each in above:
            self._title_of_level(each, self.mapping.use(each.name).key, place, named=True)
        node = self._heading_of(own, level)
        if node is None:
            node = self.above.put(level, place)
            if own is not None:
                self.cells.take_title(node, own)
        elif own is not None:
            self.cells.tell(node, own, place)
        self._sheets.add(node.id)
        for cell in shape.head:
            if cell is not own:
                self.cells.tell_or_flow(node, cell, place)
        if titled is not None:
            self.cells.tell_name(node, titled, place)
        self.cells.fields(node, _without(fields, (titled, *above)), place)

    def _own_title(self, shape: Shape, level: str) -> tuple[Cell | None, Field | None]:
        """Find the title that a sheet has itself: under a name for it, else at its head."""
        for kind, key in (("title", ""), ("level", level)):
            for each in shape.rows[0]:
                use = self.mapping.use(each.name) if each.name else Use("none")
                if use[:2] == (kind, key) and each.slot and text_in(each.slot, self.side):
                    return each.slot.cell, each
        for cell in shape.head:
            title = title_of(text_in(cell, self.side), self.mapping.names)
            if title.name or title.number:
                return cell, None
        return None, None

    def _levels_above(self, fields: Sequence[Field], level: str) -> list[Field]:
        keys = [each.key for each in self.mapping.outline.levels]
        own = keys.index(level) if level in keys else len(keys)
        found = [
            (keys.index(use.key), each)
            for each in fields
            if each.name and (use := self.mapping.use(each.name)).kind == "level"
            and use.key in keys[:own] and text_in(each.slot, self.side)
        ]  # fmt: skip
        return [each for _, each in sorted(found, key=lambda pair: pair[0])]

    def _heading_of(self, own: Cell | None, level: str) -> Growing | None:
        """Find the element above of which the sheet tells, where its title is a heading."""
        node = self.above.find(level)
        if node is None or node is not self.above.nearest() or node.id in self._sheets:
            return None
        if own is None or not node.heading:
            return node
        title = self.cells.title(own)
        heading = plain(node.heading)
        is_same = title.text == heading or (bool(title.number) and title.number == node.number)
        return node if is_same else None

    # ---- lists

    def list_(self, shape: Shape, place: Place) -> None:
        """Make elements of the rows of a list."""
        root = self.above.nearest()
        for cell in shape.head:
            self.cells.flow(root, cell)
        for name, cell in shape.names:
            self.cells.told.append(Told(root.id, place_of(cell, place), name))
        level = deepest_in(self.mapping, shape)
        heads = {name for name, _ in shape.names}
        for fields in shape.rows:
            said = [text_in(each.slot, self.side) for each in fields]
            if {each for each in said if each} <= heads:
                self._leave_names(root, fields, place)
            elif any(each.strip(" :").lower() in _SUMS for each in said):
                self.cells.left += [e.slot.cell for e in fields if e.slot and e.slot.is_first]
            else:
                self._row([each for each in fields if each.slot is not None], level, place)

    def _leave_names(self, root: Growing, fields: Sequence[Field], place: Place) -> None:
        """Pass a row that repeats the names, as at the head of each page."""
        for each in fields:
            if each.slot and each.slot.is_first and text_in(each.slot, self.side):
                self.cells.tell(root, each.slot.cell, place)

    def _row(self, fields: list[Field], level: str, place: Place) -> None:
        said = [each for each in fields if text_in(each.slot, self.side) or _holds(each.slot)]
        if len(said) == 1 and said[0].slot and self._is_section(said[0], level, place):
            return
        above = self._levels_above(said, level)
        for each in above:
            self._title_of_level(each, self.mapping.use(each.name).key, place, named=False)
        titles = [each for each in said if self._is_title(each, level)]
        node = self._element(titles, level, place)
        self.cells.fields(node, _without(said, (*titles, *above)), place, named=False)

    def _is_section(self, said: Field, level: str, place: Place) -> bool:
        """Take a row in which only one cell says anything as a title, where it reads as one."""
        assert said.slot is not None
        title = title_of(text_in(said.slot, self.side), self.mapping.names, heading=False)
        use = self.mapping.use(said.name) if said.name else Use("none")
        keys = [use.key for use in (self.mapping.use(title.name),) if use.kind == "level"]
        if not keys or (use.kind == "level" and use.key == keys[0]):
            if said.name:
                return False
            self.cells.flow(self.above.nearest(), said.slot.cell)
            return True
        self.cells.take_title(self.above.put(keys[0], place), said.slot.cell)
        return True

    def _is_title(self, each: Field, level: str) -> bool:
        use = self.mapping.use(each.name) if each.name else Use("none")
        return use.kind == "title" or (use.kind == "level" and use.key == level)

    def _element(self, titles: list[Field], level: str, place: Place) -> Growing:
        """Make the element of a row; one without a title goes on with that of the row above."""
        begun = [each.slot for each in titles if each.slot and each.slot.is_first]
        if not begun:
            return self.above.find(level) or self.above.nearest()
        node = self.above.put(level, place_of(begun[0].cell, place))
        numbers = [slot for slot in begun if len(begun) > 1 and self._is_number(slot)]
        for slot in numbers[:1]:
            self.cells.number(node, slot.cell, place)
        rest = [slot for slot in begun if slot not in numbers[:1]]
        self.cells.take_title(node, rest[0].cell)
        for slot in rest[1:]:
            self.cells.flow(node, slot.cell)
        return node

    def _is_number(self, slot: Slot) -> bool:
        said = text_in(slot, self.side)
        title = title_of(f"{said} x", self.mapping.names)
        return bool(title.number) and title.text == "x" and len(said) <= LONGEST_NUMBER

    def _title_of_level(self, each: Field, level: str, place: Place, *, named: bool) -> None:
        """Put an element above, or go on with the one that is there already."""
        assert each.slot is not None
        node, title = self.above.find(level), self.cells.title(each.slot.cell)
        numbered = node is not None and bool(title.number) and title.number == node.number
        if node is not None and (numbered or plain(node.heading) == title.text):
            if each.slot.is_first:
                self.cells.tell(node, each.slot.cell, place)
        elif each.slot.is_first:
            node = self.above.put(level, place_of(each.slot.cell, place))
            self.cells.take_title(node, each.slot.cell)
        if named and node is not None:
            self.cells.tell_name(node, each, place)


def _without(fields: Sequence[Field], others: Sequence[Field | None]) -> list[Field]:
    """Leave out these very fields; others may say the same."""
    left_out = {id(each) for each in others}
    return [each for each in fields if id(each) not in left_out]


def _holds(slot: Slot | None) -> bool:
    return slot is not None and not is_plain(slot.cell)
