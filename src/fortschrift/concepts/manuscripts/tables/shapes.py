"""Recognising tables that tell of elements, and how sure that is.

A *sheet* has names beside values and tells of one element; a *list* has names at its head and
tells of elements row by row. Recognition goes by the words that concepts of towns and the outline
have; what somebody corrects changes what a table is taken for, not whether it is recognised.
"""

from dataclasses import dataclass
from itertools import zip_longest
from typing import Literal, NamedTuple

from fortschrift.concepts.manuscripts.manuscript import Cell, Table
from fortschrift.concepts.manuscripts.tables.names import (
    LONGEST_NAME,
    Use,
    level_of_sheet,
    plain_name,
    use_of,
)
from fortschrift.concepts.manuscripts.tables.slots import Slot, Slots, slots_of, text_in
from fortschrift.concepts.manuscripts.titles import ALL_NAMES, NAMES, singular_of, title_of
from fortschrift.core.text.outline import Outline

Kind = Literal["sheet", "list"]

SURE = 0.5
"""The confidence from which a table is taken for what it looks like."""

_LEAST = 0.3
_UNKNOWN = 0.35  # what a short name that nobody knows counts for
_HEADS_WITHIN = 6  # rows
_WIDEST_SHEET = 4


class Field(NamedTuple):
    """A value with its name as printed; without a name it is what stands over all columns."""

    name: str
    name_cell: Cell | None
    slot: Slot | None


@dataclass(frozen=True, slots=True)
class Shape:
    """What a table looks like.

    ``rows`` are its fields, those of a sheet in one row; ``head`` is what stands above them.
    ``level`` is the name of the level whose title a sheet has itself, "" where it has none.
    """

    kind: Kind
    confidence: float
    rows: tuple[tuple[Field, ...], ...]
    head: tuple[Cell, ...] = ()
    names: tuple[tuple[str, Cell], ...] = ()
    level: str = ""

    @property
    def names_level_first(self) -> bool:
        """Tell whether nothing but the name of the first value makes a sheet one of its level."""
        first = self.rows[0][0].name if self.rows and self.rows[0] else ""
        is_level = bool(self.level) and singular_of(first.strip(" :")) == self.level
        return self.kind == "sheet" and not self.head and is_level

    def named(self) -> list[str]:
        """List the names as they are looked up, each once."""
        fields = (field for row in self.rows for field in row)
        return list(dict.fromkeys(plain_name(each.name) for each in fields if each.name))


def shape_of(table: Table, outline: Outline) -> Shape | None:
    """Tell whether a table is a sheet or a list, None where it is neither."""
    slots = slots_of(table)
    if len(slots) < 2 or len(slots[0]) < 2:
        return None
    return _list_in(slots, outline) or _sheet_in(slots, outline)


def shape_as(table: Table, outline: Outline, kind: Kind) -> Shape | None:
    """Read a table as a sheet or a list, as somebody says; None where it has no two columns."""
    found = shape_of(table, outline)
    if found is not None and found.kind == kind:
        return found
    slots = slots_of(table)
    if len(slots) < 2 or len(slots[0]) < 2:
        return None
    return _as_list(slots, outline) if kind == "list" else _as_sheet(slots, outline)


# ---- lists


def _list_in(slots: Slots, outline: Outline) -> Shape | None:
    for at, row in enumerate(slots[:_HEADS_WITHIN]):
        names = [text_in(slot) if slot and slot.is_first else "" for slot in row]
        confidence = _sure_of_head(names, outline)
        if not confidence or at + 1 == len(slots):
            continue
        return _list_below(slots, at, names, outline, confidence)
    return None


def _as_list(slots: Slots, outline: Outline) -> Shape | None:
    """Take the first row that says several things for the names, and those below for values."""
    for at, row in enumerate(slots[:-1]):
        names = [text_in(slot) if slot and slot.is_first else "" for slot in row]
        if sum(map(bool, names)) > 1:
            return _list_below(slots, at, names, outline, SURE)
    return None


def _list_below(
    slots: Slots, at: int, names: list[str], outline: Outline, confidence: float
) -> Shape:
    names, cells, start = _lower_names(slots, at, names, outline)
    rows = [_fields(names, each) for each in slots[start:]]
    head = tuple(s.cell for each in slots[:at] for s in each if s and s.is_first)
    return Shape("list", confidence, tuple(rows), head, cells)


def _sure_of_head(names: list[str], outline: Outline) -> float:
    """Tell how sure it is that names stand at the head of a list, 0 where they do not."""
    said = [name for name in names if name]
    if len(said) < 2 or any(len(name) > 2 * LONGEST_NAME for name in said):
        return 0
    uses = [use_of(plain_name(name), outline) for name in said]
    known = sum(use.is_known for use in uses)
    has_subject = any(use.kind in ("level", "title") for use in uses)
    is_head = has_subject and known > 1 and 2 * known >= len(said)
    return round(known / len(said), 2) if is_head else 0


def _lower_names(
    slots: Slots, at: int, names: list[str], outline: Outline
) -> tuple[list[str], tuple[tuple[str, Cell], ...], int]:
    """Take names from a second row where some in the first go over several columns."""
    upper, lower = slots[at], slots[at + 1]
    cells = [(text_in(slot), slot.cell) for slot in upper if slot and slot.is_first]
    over = [column for column, slot in enumerate(upper) if slot and slot.cell.columns > 1]
    below = [text_in(lower[column]) for column in over if lower[column]]
    uses = [use_of(plain_name(each), outline) for each in below if each]
    if not uses or 2 * sum(use.is_known for use in uses) < len(uses) or at + 2 >= len(slots):
        return names, tuple(each for each in cells if each[0]), at + 1
    for column, slot in enumerate(lower):
        if slot and slot.is_first and text_in(slot):
            names[column] = text_in(slot)
            cells.append((names[column], slot.cell))
    return names, tuple(each for each in cells if each[0]), at + 2


def _fields(names: list[str], row: list[Slot | None]) -> tuple[Field, ...]:
    """Give the values of a row; what stands over all columns has no name."""
    said = {id(slot.cell) for slot in row if slot}
    if len(said) == 1 and row[0] and len(row) > 1 and row[-1]:
        return (Field("", None, row[0]),)
    found: list[Field] = []
    for name, slot in zip(names, row, strict=True):
        if slot and not (found and found[-1].slot and found[-1].slot.cell is slot.cell):
            found.append(Field(name, None, slot))
    return tuple(found)


# ---- sheets


def _sheet_in(slots: Slots, outline: Outline) -> Shape | None:
    if len(slots[0]) > _WIDEST_SHEET:
        return None
    head: list[Cell] = []
    fields: list[Field] = []
    for row in slots:
        found = _pairs(row, outline)
        if found is None:
            return None
        if not fields and len(found) == 1 and not found[0].name and found[0].slot:
            head.append(found[0].slot.cell)
        else:
            fields += found
    confidence = _sure_of_sheet(fields, outline)
    if confidence < _LEAST:
        return None
    level = _level_of(head, fields, outline)
    return Shape("sheet", confidence, (tuple(fields),), tuple(head), level=level)


def _as_sheet(slots: Slots, outline: Outline) -> Shape:
    """Take every second cell of a row for a name, and the one beside it for its value."""
    fields: list[Field] = []
    for row in slots:
        cells = [slot for slot in row if slot and slot.is_first]
        for name, said in zip_longest(cells[::2], cells[1::2]):
            if said is not None and 0 < len(text_in(name)) <= LONGEST_NAME:
                fields.append(_pair(name, said))
            else:
                fields += [Field("", None, each) for each in (name, said) if each is not None]
    return Shape("sheet", SURE, (tuple(fields),), level=_level_of([], fields, outline))


def _pairs(row: list[Slot | None], outline: Outline) -> list[Field] | None:
    """Give the names and values of a row, None where it does not look like one of a sheet."""
    cells = [slot for slot in row if slot and slot.is_first]
    said = [slot for slot in cells if text_in(slot) or slot.cell.blocks]
    if len(cells) == 4 and len(said) > 2:
        pairs = [_pair(cells[0], cells[1]), _pair(cells[2], cells[3])]
        is_known = use_of(plain_name(pairs[1].name), outline).is_known
        return pairs if is_known else None
    if not said:
        return []
    if len(said) == 1:
        name = text_in(said[0])
        is_name = len(cells) > 1 and said[0] is cells[0] and len(name) <= LONGEST_NAME
        return [_pair(said[0], cells[1]) if is_name else Field("", None, said[0])]
    if len(said) > 2 or said[0] is not cells[0] or len(text_in(said[0])) > LONGEST_NAME:
        return None
    return [_pair(said[0], said[1])]


def _pair(name: Slot, said: Slot) -> Field:
    return Field(text_in(name), name.cell, said)


def _sure_of_sheet(fields: list[Field], outline: Outline) -> float:
    names = {plain_name(each.name) for each in fields if each.name}
    if len(names) < 2:
        return 0
    weights = (_weight(name, outline) for name in names)
    return round(sum(weights) / len(names), 2)


def _weight(name: str, outline: Outline) -> float:
    """Tell how much a name looks like one: known, at least a word, or a year or an amount."""
    if use_of(name, outline).is_known:
        return 1
    return _UNKNOWN if name[:1].isalpha() and not any(sign.isdigit() for sign in name) else 0


def _level_of(head: list[Cell], fields: list[Field], outline: Outline) -> str:
    """Give the name of the level whose title the sheet has itself; "" where it has none."""
    for cell in head:
        title = title_of(text_in(cell), ALL_NAMES)
        if title.name or (title.number and title.text):
            return level_of_sheet(title.name) or title.name or "Maßnahme"
    named = [level_of_sheet(text_in(cell)) for cell in head]
    for field in fields:
        use = _use(field, outline)
        if use.kind == "title" and text_in(field.slot):
            return next(filter(None, named), "Maßnahme")
    own = [each for each in fields if _use(each, outline).kind == "level" and text_in(each.slot)]
    return max((singular_of(each.name.strip(" :")) for each in own), key=_place, default="")


def _place(name: str) -> int:
    singulars = [one for one, _ in NAMES]
    return singulars.index(name) if name in singulars else len(singulars)


def _use(field: Field, outline: Outline) -> Use:
    return use_of(plain_name(field.name), outline)
