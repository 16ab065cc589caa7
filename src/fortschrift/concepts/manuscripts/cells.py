"""What single cells give an element: its title, its number, an attribute, or text.

What a value says in another shape than it is printed, as a date, as money, as the name of an
attribute, is noted as *told*, once for each cell; so the words that came in are those in the text,
those that were told, and those that are listed.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from fortschrift.concepts.manuscripts.blocks import Blocks, Growing
from fortschrift.concepts.manuscripts.inlines import without_start
from fortschrift.concepts.manuscripts.manuscript import (
    Cell,
    Line,
    Place,
    Side,
    Words,
    lines_in,
)
from fortschrift.concepts.manuscripts.mapping import LevelMapping
from fortschrift.concepts.manuscripts.tables.names import Use
from fortschrift.concepts.manuscripts.tables.shapes import Field
from fortschrift.concepts.manuscripts.tables.slots import is_plain, text_in
from fortschrift.concepts.manuscripts.tables.values import value_of
from fortschrift.concepts.manuscripts.titles import Title, title_of
from fortschrift.core.text import AttributeValue, NodeId
from fortschrift.core.text.outline import AttributeType

_LONGEST = {"list": 2000, "text": 600, "long_text": 20_000}  # characters of a value
_LONGEST_OTHER = 200
LONGEST_NUMBER = 40


class Told(NamedTuple):
    """Words of the file that an element holds in another shape.

    ``key`` is that of the attribute whose value they are, "" for names, numbers and titles.
    """

    node: NodeId
    place: Place
    text: str
    key: str = ""


@dataclass
class Cells:
    """Gives elements what the cells of tables say."""

    mapping: LevelMapping
    blocks: Blocks
    titles: dict[NodeId, str]
    told: list[Told] = field(default_factory=list)
    left: list[Cell] = field(default_factory=list)
    """Cells that are listed: sums, and what somebody left out."""

    @property
    def side(self) -> Side:
        """Tell which text of tracked changes is meant."""
        return self.blocks.side

    def said(self, cell: Cell) -> str:
        """Give what a cell says."""
        return text_in(cell, self.side)

    # ---- titles and numbers

    def title(self, cell: Cell) -> Title:
        lines = [line for line in lines_in(cell.blocks) if line.text(self.side).strip()]
        said = lines[0].text(self.side) if lines else ""
        return title_of(said, self.mapping.names)

    def take_title(self, node: Growing, cell: Cell) -> None:
        """Make the first line of a cell the heading of an element, the others text in it."""
        blocks = list(cell.blocks)
        at = next(
            (
                index for index, block in enumerate(blocks)
                if isinstance(block, Line) and block.text(self.side).strip()
            ),
            None,
        )  # fmt: skip
        if at is None:
            return
        line = blocks.pop(at)
        assert isinstance(line, Line)
        title = title_of(line.text(self.side), self.mapping.names)
        said = line.text(self.side).rstrip()
        start = len(said) - len(title.text)
        node.number = node.number or title.number or None
        self.titles[node.id] = said[:start]
        node.heading, notes = self.blocks.inline(without_start(line.on(self.side), start))
        node.children += notes
        node.children += self.blocks.flow(blocks)

    def number(self, node: Growing, cell: Cell, place: Place) -> None:
        """Take a number as it is printed; where there is one already it is text."""
        said = text_in(cell, self.side)
        if node.number == said or (not node.number and len(said) <= LONGEST_NUMBER):
            node.number = said
            self.tell(node, cell, place)
        else:
            self.flow(node, cell)

    # ---- values

    def fields(
        self, node: Growing, fields: Sequence[Field], place: Place, *, named: bool = True
    ) -> None:
        for each in fields:
            cell = each.slot.cell if each.slot else None
            use = self.mapping.use(each.name) if each.name else Use("text")
            if cell is None or not (text_in(cell, self.side) or cell.blocks):
                if named:
                    self.tell_name(node, each, place)
            elif use.kind == "number":
                if named:
                    self.tell_name(node, each, place)
                if each.slot and each.slot.is_first:
                    self.number(node, cell, place)
            elif use.kind == "none":
                self.left += [each_ for each_ in (each.name_cell, cell) if each_ is not None]
            elif use.kind == "attribute" and self._attribute(node, each, use, place):
                if named:
                    self.tell_name(node, each, place)
            elif each.slot is None or each.slot.is_first:
                self._text(node, each, cell)

    def _attribute(self, node: Growing, each: Field, use: Use, place: Place) -> bool:
        """Give an element an attribute; a value that is long, or more than words, is text."""
        assert each.slot is not None
        said = text_in(each.slot, self.side)
        level = self.mapping.outline.level(node.kind)
        known = level.attribute(use.key) if level else None
        attribute = known or (AttributeType(use.key, use.key) if use.key else None)
        if attribute is None or level is None or not said or not is_plain(each.slot.cell):
            return False
        most = _LONGEST.get(attribute.type, _LONGEST_OTHER)
        if len(said) > most or (known is None and len(said) > _LONGEST_OTHER):
            return False
        value = value_of(said, attribute, each.name)
        if use.key in node.attributes:
            joint = _joint(node.attributes[use.key], value)
            if joint is None:
                return False
            value = joint
        node.attributes[use.key] = value
        if each.slot.is_first:
            self.tell(node, each.slot.cell, place, use.key)
        return True

    def _text(self, node: Growing, each: Field, cell: Cell) -> None:
        if each.name_cell is not None:
            bold = _bold(each.name_cell, self.side)
            node.children += self.blocks.flow(bold)
        self.flow(node, cell)

    def flow(self, node: Growing, cell: Cell) -> None:
        node.children += self.blocks.flow(cell.blocks)

    def tell_or_flow(self, node: Growing, cell: Cell, place: Place) -> None:
        """Tell the head of a sheet that only says that it is one."""
        if len(text_in(cell, self.side).split()) == 1 and is_plain(cell):
            self.tell(node, cell, place)
        else:
            self.flow(node, cell)

    def tell_name(self, node: Growing, each: Field, place: Place) -> None:
        if each.name_cell is not None:
            self.tell(node, each.name_cell, place)

    def tell(self, node: Growing, cell: Cell, place: Place, key: str = "") -> None:
        said = text_in(cell, self.side)
        if said:
            self.told.append(Told(node.id, place_of(cell, place), said, key))


def place_of(cell: Cell, place: Place) -> Place:
    return next((line.place for line in lines_in(cell.blocks)), place)


def _bold(cell: Cell, side: Side) -> list[Line]:
    """Give the name of a value as a line of its own, set off."""
    return [
        Line(line.place, tuple(_in_bold(words) for words in line.on(side)))
        for line in lines_in(cell.blocks)
    ]


def _in_bold(words: Words) -> Words:
    return words._replace(styles=words.styles | {"bold"})


def _joint(one: AttributeValue, other: AttributeValue) -> AttributeValue | None:
    """Join the values of two rows that tell of one element; None for what is no list."""
    if one == other:
        return one
    if isinstance(one, tuple) and isinstance(other, tuple):
        return (*one, *(each for each in other if each not in one))
    return None
