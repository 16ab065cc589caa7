"""Proposing what the lines and tables of a manuscript are."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TypeAlias

from fortschrift.concepts.manuscripts.contents import contents_in
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
from fortschrift.concepts.manuscripts.known import choices_there
from fortschrift.concepts.manuscripts.levels import shapes_in, with_told
from fortschrift.concepts.manuscripts.manuscript import Block, Line, Manuscript, Side
from fortschrift.concepts.manuscripts.mapping import MEASURE, LevelMapping
from fortschrift.concepts.manuscripts.outlines import Rank, outline_of
from fortschrift.concepts.manuscripts.tables.names import Use, use_of
from fortschrift.concepts.manuscripts.tables.shapes import SURE, Shape
from fortschrift.concepts.manuscripts.titles import ALL_NAMES, NAMES, depth_of, key_of, opens
from fortschrift.core.text import Tree
from fortschrift.core.text.outline import NO_OUTLINE, Outline

_TITLE_WITHIN = 20  # lines at the start


def proposed(
    manuscript: Manuscript,
    outline: Outline = NO_OUTLINE,
    *,
    known: Tree | None = None,
    side: Side = "after",
) -> LevelMapping:
    """Propose what the lines of a manuscript are, in the outline given or in one made for it.

    ``known`` is the text that the concept has in this outline; what is an element there is one.
    """
    lines = [(at, each) for at, each in enumerate(manuscript.blocks) if isinstance(each, Line)]
    left_out = dict.fromkeys(contents_in(manuscript.blocks), NOT_TAKEN)
    mapping = LevelMapping(outline, root=_title_line(lines, side), lines=left_out, given=outline)
    by_form: dict[Form, list[Line]] = {}
    at_form: dict[int, Form] = {}
    for position, line in lines:
        form = form_of(line, mapping.names, side)
        if form is not None and position != mapping.root and position not in mapping.lines:
            by_form.setdefault(form, []).append(line)
            at_form[position] = form
    tables = list(shapes_in(manuscript, outline))
    below = _below_deeper(tables, manuscript, mapping, side)
    uses = {name: use_of(name, outline) for _, shape in tables for name in shape.named()}
    if outline.levels:
        ranked = sorted(by_form, key=lambda each: _rank(each, by_form[each]))
        there = _there(known, manuscript, at_form, mapping, side) if known else {}
        forms = _in_outline(ranked, outline, _most_there(at_form, there))
        mapping = _with_tables(replace(mapping, forms=forms, uses=uses), tables, below)
        return _as_there(mapping, there, at_form)
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

    Where others of rank 1 have names or numbers, it is the first one that has none. A foreword is
    no title, and neither is a chapter whose number the headings below it go on with.
    """
    for position, line in lines[:_TITLE_WITHIN]:
        if line.style.lower() in ("title", "titel"):
            return position
    first = [each for each in lines if each[1].level == 1]
    if not first or opens(first[0][1].text(side)):
        return None
    below = [line for _, line in lines if line.level is not None and line.level > 1]
    titles = [title_in(line, ALL_NAMES, side) for _, line in first]
    plain = [not (title.name or title.number) for title in titles]
    if len(first) == 1 and below and not _goes_on(titles[0].number, below, side):
        return first[0][0]
    if len(first) > 2 and plain[0] and not any(plain[1:]) and first[0] in lines[:_TITLE_WITHIN]:
        return first[0][0]
    return None


def _goes_on(number: str, below: list[Line], side: Side) -> bool:
    """Tell whether a heading below has a number that begins with this one, as 1.1 with 1."""
    numbers = (title_in(line, ALL_NAMES, side).number for line in below)
    return bool(number) and any(each.startswith(f"{number}.") for each in numbers)


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


def _in_outline(
    ranked: list[Form], outline: Outline, there: Mapping[Form, Choice]
) -> dict[Form, Choice]:
    """Give forms the level that most of their lines have in the text there, else one by name.

    A form without either is of the level of another one with the same rank, or of the next level
    below those further up that no form is of.
    """
    by_name = _by_name(outline)
    chosen = {form: by_name[form.name.lower()] for form in ranked if form.name.lower() in by_name}
    chosen |= there
    keys = [level.key for level in outline.levels]
    by_rank: dict[int | None, Choice] = {
        form.rank: key for form, key in there.items() if form.rank and key in keys
    }
    above = -1
    for form in ranked:
        if form not in chosen and not form.name:
            left = [key for key in keys[above + 1 :] if key not in chosen.values()]
            chosen[form] = by_rank.get(form.rank) or (left[0] if left else TEXT)
        if chosen.get(form) in keys:
            above = keys.index(chosen[form])
    return {form: chosen[form] for form in ranked if form in chosen}


# ---- what the concept says already


def _there(
    known: Tree, manuscript: Manuscript, forms: Mapping[int, Form], mapping: LevelMapping,
    side: Side,
) -> dict[int, Choice]:  # fmt: skip
    found = choices_there(known, manuscript.blocks, forms, mapping.names, side)
    settled = {mapping.root, *mapping.lines}
    return {position: choice for position, choice in found.items() if position not in settled}


def _most_there(forms: Mapping[int, Form], there: Mapping[int, Choice]) -> dict[Form, Choice]:
    counted: dict[Form, Counter[Choice]] = {}
    for position, form in forms.items():
        if position in there:
            counted.setdefault(form, Counter())[there[position]] += 1
    return {form: choices.most_common(1)[0][0] for form, choices in counted.items()}


def _as_there(
    mapping: LevelMapping, there: Mapping[int, Choice], forms: Mapping[int, Form]
) -> LevelMapping:
    """Let single lines and tables be what they are in the text there, unlike others of a form."""
    others = {
        position: choice
        for position, choice in there.items()
        if position not in forms or mapping.forms.get(forms[position], TEXT) != choice
    }
    return replace(mapping, lines={**mapping.lines, **others})


def _by_name(outline: Outline) -> dict[str, str]:
    return {
        name.lower(): level.key
        for level in outline.levels
        for name in (level.singular, level.plural)
    }


# ---- tables


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
