"""An outline for a manuscript that comes without one: its levels, and what tables tell of them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple, TypeAlias

from fortschrift.concepts.manuscripts.forms import Choice, Form
from fortschrift.concepts.manuscripts.tables.names import KNOWN
from fortschrift.concepts.manuscripts.tables.values import fits
from fortschrift.concepts.manuscripts.titles import NAMES, key_of
from fortschrift.core.text.outline import AttributeType, Level, Outline

CHAPTERS = (
    ("chapter", "Kapitel", "Kapitel"), ("section", "Abschnitt", "Abschnitte"),
    ("subsection", "Unterabschnitt", "Unterabschnitte"),
)  # fmt: skip

#: What those who follow a measure up ask first: who, since when, what for how much money.
ASKED_FIRST = frozenset({"federfuehrung", "beginn", "kosten"})

Told: TypeAlias = Mapping[tuple[str, str], tuple[str, Sequence[str]]]
"""What tables tell: by level and attribute its name as printed and the values."""


class Rank(NamedTuple):
    """Where titles of a form stand: as headings of the file, and how deep their numbers go.

    ``heading`` is None where the lines are no headings, ``depth`` 0 where they have no numbers.
    """

    heading: int | None = None
    depth: int = 0


def outline_of(ranked: Mapping[Form, Rank]) -> tuple[Outline, dict[Form, Choice]]:
    """Make an outline of forms of titles from the top down, each level under those before.

    Levels that the file gives the same rank stand beside one another: a chapter behind the last
    field of action is no part of it. A level that the titles name themselves expects the next of
    these below it: a goal without a measure gets a hint.
    """
    levels: dict[str, tuple[str, str, Form]] = {}
    chosen: dict[Form, Choice] = {}
    by_rank: dict[int | None, Choice] = {}
    chapters = _chapters()
    plurals = dict(NAMES)
    for form in ranked:
        if form.name:
            key, one, many = key_of(form.name), form.name, plurals.get(form.name, form.name)
        elif form.rank in by_rank:
            chosen[form] = by_rank[form.rank]
            continue
        else:
            key, one, many = next(chapters)
            by_rank[form.rank] = key
        chosen[form] = key
        levels[key] = one, many, form
    forms = {key: form for key, (_, _, form) in levels.items()}
    below = {key: _below(key, forms, ranked) for key in forms}
    named = [chosen[form] for form in chosen if form.name]
    expects = {above: (key,) for above, key in pairwise(named) if key in below[above]}
    made = (
        Level(key, one, many, below[key], expects=expects.get(key, ()))
        for key, (one, many, _) in levels.items()
    )
    return Outline(tuple(made), roots=tuple(levels)), chosen


def _below(level: str, forms: Mapping[str, Form], ranked: Mapping[Form, Rank]) -> tuple[str, ...]:
    keys = list(forms)
    later = keys[keys.index(level) + 1 :]
    return tuple(key for key in later if not _are_beside(forms[level], forms[key], ranked))


def _are_beside(one: Form, other: Form, ranked: Mapping[Form, Rank]) -> bool:
    """Tell whether the file gives two forms one rank, and no number says that one is deeper."""
    if ranked[one].heading is None or ranked[one].heading != ranked[other].heading:
        return False
    is_deeper = 0 < ranked[one].depth < ranked[other].depth
    return not (one.name and other.name and is_deeper)


def with_attributes(outline: Outline, told: Told) -> Outline:
    """Give the levels the attributes that tables tell of their elements."""
    levels = (replace(level, attributes=tuple(_of(level.key, told))) for level in outline.levels)
    return replace(outline, levels=tuple(levels))


def _of(level: str, told: Told) -> Iterator[AttributeType]:
    known = {each.key: each for each, _ in KNOWN}
    for (of, key), (name, values) in told.items():
        if of != level:
            continue
        attribute = known.get(key, AttributeType(key, name))
        said = " ".join((name, *values))  # any of these may tell the unit
        if not all(fits(each, attribute.type, said) for each in values):
            attribute = replace(attribute, type="text")
        yield replace(attribute, required=key in ASKED_FIRST)


def _chapters() -> Iterator[tuple[str, str, str]]:
    yield from CHAPTERS
    for number in range(4, 10_000):
        yield f"level_{number}", f"Stufe {number}", f"Stufe {number}"
