"""Which lines of a manuscript are titles of elements, and of which level: proposed, corrected.

Lines that look alike are of one *form*: the name of a level in front ("Handlungsfeld 1: ..."),
a rank that the file gives headings, or how deep a number goes ("2.3"). Tables that tell of
elements have forms too. A mapping says for each form which level it is, for single lines and
tables what is different there, and what the names in tables mean; so a person corrects one row
for a hundred lines. Nothing here changes the manuscript.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from fortschrift.concepts.manuscripts.forms import (
    ABOVE,
    NOT_TAKEN,
    ROWS,
    TEXT,
    Choice,
    Form,
    form_of,
    title_in,
)
from fortschrift.concepts.manuscripts.manuscript import Block, Line, Manuscript, Side, Table
from fortschrift.concepts.manuscripts.outlines import Rank, outline_of, with_attributes
from fortschrift.concepts.manuscripts.tables.names import Use, plain_name, use_of
from fortschrift.concepts.manuscripts.tables.shapes import SURE, Field, Shape, shape_of
from fortschrift.concepts.manuscripts.tables.slots import text_in
from fortschrift.concepts.manuscripts.titles import ALL_NAMES, NAMES, depth_of, key_of
from fortschrift.core.text.outline import NO_OUTLINE, Outline

__all__ = (
    "ABOVE", "NOT_TAKEN", "ROWS", "TEXT", "Choice", "Form", "LevelMapping", "form_of", "key_of",
    "levels_used", "proposed", "title_in", "with_told",
)  # fmt: skip

MEASURE = "Maßnahme"
"""The level of what a table tells where it says no other."""

_LONG = 200  # characters of a value
_TITLE_WITHIN = 20  # lines at the start
_CONTENTS = ("inhalt", "inhaltsverzeichnis", "inhaltsübersicht")


@dataclass(frozen=True, slots=True)
class LevelMapping:
    """Which form is which level, in an outline.

    `lines` are exceptions by the position of a line or table among the blocks of the manuscript;
    ``root`` is the position of the line that holds the title of the whole, if one does. ``uses``
    says what names in tables mean, as `plain_name` writes them. ``given`` is the outline that was
    there before the manuscript, whose words are recognised in tables.
    """

    outline: Outline
    forms: Mapping[Form, Choice] = field(default_factory=dict)
    lines: Mapping[int, Choice] = field(default_factory=dict)
    root: int | None = None
    uses: Mapping[str, Use] = field(default_factory=dict)
    given: Outline = NO_OUTLINE

    def choice_of(self, position: int, block: Block, side: Side = "after") -> Choice:
        """Say what the line or table at a position is."""
        own = self.lines.get(position)
        if own is not None:
            return own
        form = form_of(block, self.names, side, self.given)
        return TEXT if form is None else self.forms.get(form, TEXT)

    def use(self, name: str) -> Use:
        """Say what stands under a name in a table, as printed."""
        plain = plain_name(name)
        return self.uses.get(plain) or use_of(plain, self.outline)

    @property
    def names(self) -> tuple[str, ...]:
        """Give the names by which levels are recognised, those of the outline as well."""
        own = (name for level in self.outline.levels for name in (level.singular, level.plural))
        return tuple(dict.fromkeys((*own, *ALL_NAMES)))

    @property
    def measure(self) -> str:
        """Give the level of what a table tells where it says no other, "" without any level."""
        keys = [level.key for level in self.outline.levels]
        if key_of(MEASURE) in keys:
            return key_of(MEASURE)
        tracked = [level.key for level in self.outline.levels if level.tracked]
        return (tracked or keys or [""])[-1]

    def corrected(self, form: Form, choice: Choice) -> "LevelMapping":
        """Give the mapping in which a form is something else."""
        return replace(self, forms={**self.forms, form: choice})

    def corrected_at(self, position: int, choice: Choice) -> "LevelMapping":
        """Give the mapping in which one line or table is something else."""
        return replace(self, lines={**self.lines, position: choice})

    def corrected_use(self, name: str, use: Use) -> "LevelMapping":
        """Give the mapping in which a name in tables means something else."""
        return replace(self, uses={**self.uses, plain_name(name): use})


def proposed(
    manuscript: Manuscript, outline: Outline = NO_OUTLINE, *, side: Side = "after"
) -> LevelMapping:
    """Propose what the lines of a manuscript are, in the outline given or in one made for it."""
    lines = [(at, each) for at, each in enumerate(manuscript.blocks) if isinstance(each, Line)]
    mapping = LevelMapping(
        outline, root=_title_line(lines, side), lines=_contents(lines), given=outline
    )
    by_form: dict[Form, list[Line]] = {}
    for position, line in lines:
        form = form_of(line, mapping.names, side)
        if form is not None and position != mapping.root and position not in mapping.lines:
            by_form.setdefault(form, []).append(line)
    tables = list(_shapes(manuscript, outline))
    below = _below_deeper(tables, manuscript, mapping, side)
    uses = {name: use_of(name, outline) for _, shape in tables for name in shape.named()}
    if outline.levels:
        ranked = sorted(by_form, key=lambda each: _rank(each, by_form[each]))
        mapping = replace(mapping, forms=_in_outline(ranked, outline), uses=uses)
        return _with_tables(mapping, tables, below)
    for name in _levels_told([each for each in tables if each[0] not in below], uses):
        by_form.setdefault(Form(name=name), [])
    ranked = sorted(by_form, key=lambda each: _rank(each, by_form[each]))
    names = mapping.names
    made, chosen = outline_of({form: _rank_in_file(by_form[form], names, side) for form in ranked})
    mapping = replace(mapping, outline=made, forms=chosen, uses=uses)
    return with_told(_with_tables(mapping, tables, below), manuscript, side)


_Lines: TypeAlias = list[tuple[int, Line]]
"""The lines of a manuscript, each with its position among the blocks."""


def _title_line(lines: _Lines, side: Side) -> int | None:
    """Find the line that holds the title: in a style for it, or the only heading of rank 1.

    Where others of rank 1 have names or numbers, it is the first one that has none.
    """
    for position, line in lines[:_TITLE_WITHIN]:
        if line.style.lower() in ("title", "titel"):
            return position
    first = [each for each in lines if each[1].level == 1]
    others = any(line.level is not None and line.level > 1 for _, line in lines)
    titles = [title_in(line, ALL_NAMES, side) for _, line in first]
    plain = [not (title.name or title.number) for title in titles]
    if len(first) == 1 and others and not titles[0].name:
        return first[0][0]
    if len(first) > 2 and plain[0] and not any(plain[1:]) and first[0] in lines[:_TITLE_WITHIN]:
        return first[0][0]
    return None


def _contents(lines: _Lines) -> dict[int, Choice]:
    """Leave out the heading of a table of contents."""
    return {
        position: NOT_TAKEN
        for position, line in lines
        if line.level is not None and line.text().strip().lower() in _CONTENTS
    }


def _rank(form: Form, lines: list[Line]) -> tuple[float, int, int]:
    """Say how far up a form stands: by the headings of its lines, else by its name."""
    levels = [line.level for line in lines if line.level is not None]
    singulars = [pair[0] for pair in NAMES]
    place = singulars.index(form.name) if form.name in singulars else len(singulars)
    rank = sum(levels) / len(levels) if levels else float(len(singulars))
    return rank, form.depth or 0, place


def _rank_in_file(lines: list[Line], names: Iterable[str], side: Side) -> Rank:
    """Give the rank that most lines of a form have as headings, and how deep their numbers go."""
    levels = Counter(line.level for line in lines if line.level is not None)
    numbers = (title_in(line, names, side).number for line in lines)
    depths = Counter(depth_of(number) for number in numbers if number)
    return Rank(_most(levels), _most(depths) or 0)


def _most(counted: "Counter[int]") -> int | None:
    return counted.most_common(1)[0][0] if counted else None


def _in_outline(ranked: list[Form], outline: Outline) -> dict[Form, Choice]:
    by_name = _by_name(outline)
    chosen = {form: by_name[form.name.lower()] for form in ranked if form.name.lower() in by_name}
    left = [level.key for level in outline.levels if level.key not in chosen.values()]
    for form in ranked:
        if form not in chosen and not form.name:
            chosen[form] = left.pop(0) if left else TEXT
    return chosen


def _by_name(outline: Outline) -> dict[str, str]:
    return {
        name.lower(): level.key
        for level in outline.levels
        for name in (level.singular, level.plural)
    }


# ---- tables


def _shapes(manuscript: Manuscript, outline: Outline) -> Iterator[tuple[int, Shape]]:
    for position, block in enumerate(manuscript.blocks):
        shape = shape_of(block, outline) if isinstance(block, Table) else None
        if shape is not None:
            yield position, shape


_Tables: TypeAlias = list[tuple[int, Shape]]
"""The tables that look like sheets and lists, each with its position among the blocks."""


def _levels_told(tables: _Tables, uses: Mapping[str, Use]) -> Iterator[str]:
    """Give the names of the levels whose titles stand in tables that are taken for such."""
    singulars = {key_of(one): one for one, _ in NAMES}
    for _, shape in tables:
        if shape.confidence < SURE:
            continue
        found = [uses[name] for name in shape.named()]
        if shape.kind == "list" or shape.level:
            yield from (singulars[use.key] for use in found if use.kind == "level")
        if shape.level in singulars.values():
            yield shape.level
        if shape.kind == "list" and any(use.kind == "title" for use in found):
            yield MEASURE


def _below_deeper(
    tables: _Tables, manuscript: Manuscript, mapping: LevelMapping, side: Side
) -> frozenset[int]:
    """Find the sheets right below a heading that is deeper than the level they name themselves.

    The sheet of a measure often begins with the goal that the measure serves.
    """
    found = set()
    for position, shape in tables:
        above = _block_above(manuscript, position)
        form = form_of(above, mapping.names, side) if isinstance(above, Line) else None
        is_deeper = form is not None and _is_deeper(form.name, shape.level, mapping.given)
        if is_deeper and shape.names_level_first:
            found.add(position)
    return frozenset(found)


def _block_above(manuscript: Manuscript, position: int) -> Block | None:
    """Give what stands right above a table, but for empty lines."""
    above = reversed(manuscript.blocks[:position])
    return next((e for e in above if not isinstance(e, Line) or e.text().strip()), None)


def _is_deeper(name: str, than: str, outline: Outline) -> bool:
    """Tell of two levels which is deeper: in the outline, else in the names that towns use."""
    order = list(_by_name(outline)) or [one.lower() for one, _ in NAMES]
    places = [order.index(each) for each in (name.lower(), than.lower()) if each in order]
    return len(places) == 2 and places[0] > places[1]


def _with_tables(mapping: LevelMapping, tables: _Tables, below: frozenset[int]) -> LevelMapping:
    """Propose what tables are; those that are not sure stay tables, and can be switched.

    Sheets of one form are taken for what most of them are; those at ``below`` tell of the element
    above them.
    """
    by_name = _by_name(mapping.outline)
    forms, lines = dict(mapping.forms), dict(mapping.lines)
    found: dict[Form, dict[int, Choice]] = {}
    for position, shape in tables:
        form = Form(name=shape.level, table=shape.kind)
        likely = by_name.get(form.name.lower(), mapping.measure) if form.name else ABOVE
        likely = ABOVE if position in below else likely
        choice = ROWS if form.table == "list" else likely
        found.setdefault(form, {})[position] = choice if mapping.outline.levels else TEXT
        if shape.confidence < SURE:
            lines[position] = TEXT
    for form, choices in found.items():
        forms[form] = Counter(choices.values()).most_common(1)[0][0]
        for position, choice in choices.items():
            if choice != forms[form]:
                lines.setdefault(position, choice)
    return replace(mapping, forms=forms, lines=lines)


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
    shapes = dict(_shapes(manuscript, mapping.given))
    used: set[str] = set()
    for position, block in enumerate(manuscript.blocks):
        choice = mapping.choice_of(position, block, side) if position != mapping.root else TEXT
        used.add(choice)
        shape = shapes.get(position)
        if shape is None or choice in (TEXT, NOT_TAKEN, ABOVE):
            continue
        used.add(_told_of(mapping, shape, choice, ""))
        used |= {use.key for use in map(mapping.use, shape.named()) if use.kind == "level"}
    return frozenset(used)


def _values(
    mapping: LevelMapping, manuscript: Manuscript, side: Side
) -> Iterator[tuple[str, Field, str]]:
    """Go through what tables tell, with the level of the element that they tell it of."""
    shapes = dict(_shapes(manuscript, mapping.given))
    above = ""
    for position, block in enumerate(manuscript.blocks):
        choice = mapping.choice_of(position, block, side) if position != mapping.root else TEXT
        if mapping.outline.level(choice):
            above = choice
        if position not in shapes or choice in (TEXT, NOT_TAKEN):
            continue
        level = _told_of(mapping, shapes[position], choice, above)
        named = (each for row in shapes[position].rows for each in row if each.name)
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
