"""What lines and tables of one kind have in common, so that one choice holds for all of them."""

from collections.abc import Iterable
from typing import Literal, NamedTuple, TypeAlias

from fortschrift.concepts.manuscripts.manuscript import Block, Line, Side, Table
from fortschrift.concepts.manuscripts.tables.shapes import shape_of
from fortschrift.concepts.manuscripts.titles import (
    Title,
    depth_of,
    name_in,
    singular_of,
    title_of,
)
from fortschrift.core.text.outline import NO_OUTLINE, Outline

TEXT = "(text)"
"""A form, line or table that is no title; no key of a level."""
NOT_TAKEN = ""
"""A form, line or table that is left out, and listed."""
ABOVE = "(above)"
"""A sheet that tells of the element above it."""
ROWS = "(rows)"
"""A list that tells of an element in each row."""

Choice: TypeAlias = str
"""The key of a level, or one of the words above."""

_LONGEST_TITLE = 300


class Form(NamedTuple):
    """What lines of one level have in common: a name, else a rank of headings or a depth.

    A ``table`` has the name of the level whose title it has itself; without one, a sheet tells of
    the element above it.
    """

    name: str = ""
    rank: int | None = None
    depth: int | None = None
    table: Literal["", "sheet", "list"] = ""


def title_in(line: Line, names: Iterable[str], side: Side = "after") -> Title:
    """Take a line apart as a title, with the number that the file prints in front.

    The file may print the name of the level as well ("Ziel 1.1"). A line that only says that name
    has it as its title.
    """
    names, said = tuple(names), line.text(side).strip()
    title = title_of(said, names, heading=line.level is not None)
    if line.printed_number and not title.number:
        printed = title_of(line.printed_number, names)
        title = title._replace(
            name=title.name or printed.name, number=printed.number or line.printed_number
        )
    if title.name and not title.text and said.endswith(title.name):
        return title._replace(text=title.name)
    return title


def in_front_of(line: Line, title: Title) -> str:
    """Give what the file prints in front of a title where that names its level, else ""."""
    is_named = title.name and line.number.lower().startswith(title.name.lower())
    return f"{line.number}\t" if is_named else ""


def form_of(
    block: Block, names: Iterable[str], side: Side = "after", outline: Outline = NO_OUTLINE
) -> Form | None:
    """Tell of which form a line or table is, None where it looks like no title and no sheet.

    ``outline`` is that of the concept, whose words are recognised in tables.
    """
    if isinstance(block, Table):
        shape = shape_of(block, outline)
        return Form(name=shape.level, table=shape.kind) if shape else None
    return _form_of_line(block, names, side) if isinstance(block, Line) else None


def _form_of_line(line: Line, names: Iterable[str], side: Side) -> Form | None:
    text = line.text(side).strip()
    if not text or len(text) > _LONGEST_TITLE or line.item is not None:
        return None
    title = title_in(line, names, side)
    name = title.name or name_in(title.number)
    if name:
        return Form(name=singular_of(name))
    if line.level is None:
        return None
    if title.number:
        return Form(rank=line.level, depth=depth_of(title.number))
    return Form(rank=line.level)
