"""Which lines of a manuscript are titles of elements, and of which level: proposed, corrected.

Lines that look alike are of one *form*: the name of a level in front ("Handlungsfeld 1: ..."),
a rank that the file gives headings, or how deep a number goes ("2.3"). A mapping says for each
form which level it is, and for single lines what is different there; so a person corrects one
row for a hundred lines. Nothing here changes the manuscript.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import NamedTuple, TypeAlias

from fortschrift.concepts.manuscripts.manuscript import Line, Manuscript, Side
from fortschrift.concepts.manuscripts.titles import NAMES, Title, depth_of, title_of
from fortschrift.core.text.outline import NO_OUTLINE, Level, Outline

TEXT = "(text)"
"""A form or line that is no title; no key of a level."""
NOT_TAKEN = ""
"""A form or line that is left out, and listed."""

Choice: TypeAlias = str
"""The key of a level, `TEXT` or `NOT_TAKEN`."""

_LONGEST_TITLE = 300
_TITLE_WITHIN = 20  # lines at the start
_CONTENTS = ("inhalt", "inhaltsverzeichnis", "inhaltsübersicht")
_CHAPTERS = (("chapter", "Kapitel", "Kapitel"), ("section", "Abschnitt", "Abschnitte"),
             ("subsection", "Unterabschnitt", "Unterabschnitte"))  # fmt: skip


class Form(NamedTuple):
    """What lines of one level have in common: a name, else a rank of headings or a depth."""

    name: str = ""
    rank: int | None = None
    depth: int | None = None


@dataclass(frozen=True, slots=True)
class LevelMapping:
    """Which form is which level, in an outline.

    `lines` are exceptions by the line's position among the blocks of the manuscript; ``root`` is
    the position of the line that holds the title of the whole, if one does.
    """

    outline: Outline
    forms: Mapping[Form, Choice] = field(default_factory=dict)
    lines: Mapping[int, Choice] = field(default_factory=dict)
    root: int | None = None

    def choice_of(self, position: int, line: Line, side: Side = "after") -> Choice:
        """Say what the line at a position is."""
        own = self.lines.get(position)
        if own is not None:
            return own
        form = form_of(line, self.names, side)
        return TEXT if form is None else self.forms.get(form, TEXT)

    @property
    def names(self) -> tuple[str, ...]:
        """Give the names by which levels are recognised, those of the outline as well."""
        own = (name for level in self.outline.levels for name in (level.singular, level.plural))
        return tuple(dict.fromkeys((*own, *(name for pair in NAMES for name in pair))))

    def corrected(self, form: Form, choice: Choice) -> "LevelMapping":
        """Give the mapping in which a form is something else."""
        return replace(self, forms={**self.forms, form: choice})

    def corrected_at(self, position: int, choice: Choice) -> "LevelMapping":
        """Give the mapping in which one line is something else."""
        return replace(self, lines={**self.lines, position: choice})


def title_in(line: Line, names: Iterable[str], side: Side = "after") -> Title:
    """Take a line apart as a title, with the number that the file prints in front."""
    title = title_of(line.text(side), names, heading=line.level is not None)
    if line.number and not title.number:
        return title._replace(number=line.number.rstrip(". "))
    return title


def form_of(line: Line, names: Iterable[str], side: Side = "after") -> Form | None:
    """Tell of which form a line is, None where it looks like no title."""
    text = line.text(side).strip()
    if not text or len(text) > _LONGEST_TITLE or line.item is not None:
        return None
    title = title_in(line, names, side)
    if title.name:
        return Form(name=_singular(title.name))
    if line.level is None:
        return None
    if title.number:
        return Form(rank=line.level, depth=depth_of(title.number))
    return Form(rank=line.level)


def proposed(
    manuscript: Manuscript, outline: Outline = NO_OUTLINE, *, side: Side = "after"
) -> LevelMapping:
    """Propose what the lines of a manuscript are, in the outline given or in one made for it."""
    lines = [(at, each) for at, each in enumerate(manuscript.blocks) if isinstance(each, Line)]
    mapping = LevelMapping(outline, root=_title_line(lines, side), lines=_contents(lines))
    by_form: dict[Form, list[Line]] = {}
    for position, line in lines:
        form = form_of(line, mapping.names, side)
        if form is not None and position != mapping.root:
            by_form.setdefault(form, []).append(line)
    ranked = sorted(by_form, key=lambda each: _rank(each, by_form[each]))
    if outline.levels:
        return replace(mapping, forms=_in_outline(ranked, outline))
    made, chosen = _outline_of(ranked)
    return replace(mapping, outline=made, forms=chosen)


_Lines: TypeAlias = list[tuple[int, Line]]
"""The lines of a manuscript, each with its position among the blocks."""


def _title_line(lines: _Lines, side: Side) -> int | None:
    """Find the line that holds the title: in a style for it, or the only heading of rank 1."""
    for position, line in lines[:_TITLE_WITHIN]:
        if line.style.lower() in ("title", "titel"):
            return position
    first = [each for each in lines if each[1].level == 1]
    others = any(line.level is not None and line.level > 1 for _, line in lines)
    names = [name for pair in NAMES for name in pair]
    if len(first) == 1 and others and not title_in(first[0][1], names, side).name:
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


def _in_outline(ranked: list[Form], outline: Outline) -> dict[Form, Choice]:
    by_name = {
        name.lower(): level.key
        for level in outline.levels
        for name in (level.singular, level.plural)
    }
    chosen = {form: by_name[form.name.lower()] for form in ranked if form.name.lower() in by_name}
    left = [level.key for level in outline.levels if level.key not in chosen.values()]
    for form in ranked:
        if form not in chosen and not form.name:
            chosen[form] = left.pop(0) if left else TEXT
    return chosen


def _outline_of(ranked: list[Form]) -> tuple[Outline, dict[Form, Choice]]:
    """Make an outline of the forms, each level under the one before."""
    levels: list[tuple[str, str, str]] = []
    chosen: dict[Form, Choice] = {}
    by_rank: dict[int | None, Choice] = {}
    chapters = iter(
        (*_CHAPTERS, *((f"level_{n}", f"Stufe {n}", f"Stufe {n}") for n in range(4, 99)))
    )
    plurals = dict(NAMES)
    for form in ranked:
        if form.name:
            level = (_key(form.name), form.name, plurals.get(form.name, form.name))
        elif form.rank in by_rank:
            chosen[form] = by_rank[form.rank]
            continue
        else:
            level = next(chapters)
            by_rank[form.rank] = level[0]
        chosen[form] = level[0]
        levels.append(level)
    keys = [key for key, _, _ in levels]
    return (
        Outline(
            tuple(
                Level(key, singular, plural, tuple(keys[at + 1 :]))
                for at, (key, singular, plural) in enumerate(levels)
            ),
            roots=tuple(keys),
        ),
        chosen,
    )


def _singular(name: str) -> str:
    lowered = name.lower()
    return next((one for one, many in NAMES if lowered in (one.lower(), many.lower())), name)


def _key(name: str) -> str:
    """Make the key of a level from its name.

    >>> _key("Strategisches Ziel"), _key("Maßnahme")
    ('strategisches_ziel', 'massnahme')
    """
    signs = {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"}
    plain = "".join(signs.get(sign, sign) for sign in name.lower())
    return "".join(sign if sign.isascii() and sign.isalnum() else "_" for sign in plain)[:64]
