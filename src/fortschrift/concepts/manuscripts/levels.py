"""Which levels and attributes a manuscript tells of, lines and tables, as it is mapped."""

from collections.abc import Iterator
from dataclasses import replace

from fortschrift.concepts.manuscripts.forms import ABOVE, NOT_TAKEN, ROWS, TEXT, Choice
from fortschrift.concepts.manuscripts.manuscript import Block, Manuscript, Side, Table
from fortschrift.concepts.manuscripts.mapping import LevelMapping
from fortschrift.concepts.manuscripts.outlines import with_attributes
from fortschrift.concepts.manuscripts.tables.names import Use, plain_name
from fortschrift.concepts.manuscripts.tables.shapes import Field, Shape, shape_as, shape_of
from fortschrift.concepts.manuscripts.tables.slots import text_in
from fortschrift.core.text.outline import Outline

_LONG = 200  # characters of a value


def with_told(mapping: LevelMapping, manuscript: Manuscript, side: Side = "after") -> LevelMapping:
    """Give the levels of an outline that was made the attributes that tables tell.

    What stands under a name that nobody knows is text where it is long.
    """
    told: dict[tuple[str, str], tuple[str, list[str]]] = {}
    long: set[str] = set()
    for level, each, said in _values(mapping, manuscript, side):
        use = mapping.use(each.name)
        if use.kind != "attribute" or not use.key:
            continue
        if not use.is_known and len(said) > _LONG:
            long.add(plain_name(each.name))
        name = " ".join(each.name.split()).strip(" :")
        told.setdefault((level, use.key), (name, []))[1].append(said)
    uses = {**mapping.uses, **dict.fromkeys(long, Use("text", is_known=False))}
    told = {at: each for at, each in told.items() if plain_name(each[0]) not in long}
    return replace(mapping, outline=with_attributes(mapping.outline, told), uses=uses)


def levels_used(
    mapping: LevelMapping, manuscript: Manuscript, side: Side = "after"
) -> frozenset[str]:
    """Give the levels of which lines are titles or tables tell elements."""
    used: set[str] = set()
    for position, block in enumerate(manuscript.blocks):
        choice = mapping.choice_of(position, block, side) if position != mapping.root else TEXT
        used.add(choice)
        shape = shape_at(mapping, block, choice)
        if shape is None or choice == ABOVE:
            continue
        used.add(_told_of(mapping, shape, choice, ""))
        used |= {use.key for use in map(mapping.use, shape.named()) if use.kind == "level"}
    return frozenset(used)


def _values(
    mapping: LevelMapping, manuscript: Manuscript, side: Side
) -> Iterator[tuple[str, Field, str]]:
    """Go through what tables tell, with the level of the element that they tell it of."""
    above = ""
    for position, block in enumerate(manuscript.blocks):
        choice = mapping.choice_of(position, block, side) if position != mapping.root else TEXT
        if mapping.outline.level(choice):
            above = choice
        shape = shape_at(mapping, block, choice)
        if shape is None:
            continue
        level = _told_of(mapping, shape, choice, above)
        named = (each for row in shape.rows for each in row if each.name)
        for each in named:
            said = text_in(each.slot, side)
            if said:
                yield level, each, said


def _told_of(mapping: LevelMapping, shape: Shape, choice: Choice, above: str) -> str:
    """Give the level of the elements that a table tells of."""
    if choice == ABOVE:
        return above
    return choice if choice != ROWS else deepest_in(mapping, shape)


def deepest_in(mapping: LevelMapping, shape: Shape) -> str:
    """Give the level of which each row of a list tells an element."""
    uses = [mapping.use(name) for name in shape.named()]
    if any(use.kind == "title" for use in uses):
        return mapping.measure
    keys = [level.key for level in mapping.outline.levels]
    told = [keys.index(use.key) for use in uses if use.kind == "level" and use.key in keys]
    return keys[max(told)] if told else mapping.measure


def shape_at(mapping: LevelMapping, block: Block, choice: Choice) -> Shape | None:
    """Read a table as what it is chosen to be; None for what stays a table or is left out."""
    if not isinstance(block, Table) or choice in (TEXT, NOT_TAKEN):
        return None
    return shape_as(block, mapping.given, "list" if choice == ROWS else "sheet")


def shapes_in(manuscript: Manuscript, outline: Outline) -> Iterator[tuple[int, Shape]]:
    for position, block in enumerate(manuscript.blocks):
        shape = shape_of(block, outline) if isinstance(block, Table) else None
        if shape is not None:
            yield position, shape
