"""What a person corrected in a proposed mapping: kept as plain data, applied anew each time.

A choice is the key of a level, or one of the words in brackets, which are no keys.  A level that
the outline does not have is one of those that concepts of towns usually have, by its key.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from fortschrift.concepts.manuscripts.forms import ABOVE, NOT_TAKEN, ROWS, TEXT, Form
from fortschrift.concepts.manuscripts.levels import levels_used, with_told
from fortschrift.concepts.manuscripts.manuscript import Manuscript
from fortschrift.concepts.manuscripts.mapping import MEASURE, LevelMapping
from fortschrift.concepts.manuscripts.outlines import CHAPTERS
from fortschrift.concepts.manuscripts.tables.names import Use, plain_name
from fortschrift.concepts.manuscripts.titles import NAMES, key_of
from fortschrift.core.text.outline import Level, Outline

LEFT_OUT = "(left_out)"
"""How `NOT_TAKEN` is written where the empty word means that nothing was chosen."""
TITLE = "(title)"
"""A line that holds the title of the whole."""


@dataclass(frozen=True, slots=True)
class Corrections:
    """Choices for whole forms and for single lines and tables, by their position.

    ``uses`` says what names in tables mean, as `plain_name` writes them.
    """

    forms: Mapping[Form, str] = field(default_factory=dict)
    lines: Mapping[int, str] = field(default_factory=dict)
    uses: Mapping[str, Use] = field(default_factory=dict)

    def __bool__(self) -> bool:
        """Tell whether anything was corrected."""
        return bool(self.forms or self.lines or self.uses)

    def with_form(self, form: Form, choice: str) -> "Corrections":
        """Choose for all lines of a form."""
        return replace(self, forms={**self.forms, form: choice})

    def with_line(self, position: int, choice: str) -> "Corrections":
        """Choose for one line; only one line can hold the title."""
        lines = {at: TEXT if choice == each == TITLE else each for at, each in self.lines.items()}
        return replace(self, lines={**lines, position: choice})

    def with_use(self, name: str, use: Use) -> "Corrections":
        """Say what a name in tables means, wherever it stands."""
        return replace(self, uses={**self.uses, plain_name(name): use})


def written(corrections: Corrections) -> str:
    """Write corrections as JSON."""
    return json.dumps(
        {
            "forms": [[*form, choice] for form, choice in corrections.forms.items()],
            "lines": {str(at): choice for at, choice in corrections.lines.items()},
            "uses": {name: [use.kind, use.key] for name, use in corrections.uses.items()},
        },
        ensure_ascii=False,
    )


def read(content: str) -> Corrections:
    """Read what `written` wrote; nothing at all is no correction.

    >>> read(written(Corrections({Form(rank=2): "ziel"}, {17: "(text)"}))).lines
    {17: '(text)'}
    """
    found: dict[str, Any] = json.loads(content or "{}")
    return Corrections(
        {Form(*form): choice for *form, choice in found.get("forms", ())},
        {int(at): choice for at, choice in found.get("lines", {}).items()},
        {name: Use(*use) for name, use in found.get("uses", {}).items()},
    )


def corrected(
    mapping: LevelMapping, corrections: Corrections, manuscript: Manuscript, *, keep_outline: bool
) -> LevelMapping:
    """Apply corrections to a mapping proposed for a manuscript.

    Where the outline is the concept's own it stays, and what it does not have is text.  Otherwise
    it has the levels that are in use, from the top down, and the attributes that tables tell of
    these.
    """
    forms = {**mapping.forms, **corrections.forms}
    titles = [at for at, choice in corrections.lines.items() if choice == TITLE]
    root = titles[0] if titles else mapping.root
    if root is not None and corrections.lines.get(root, TITLE) != TITLE:
        root = None
    lines = {**mapping.lines, **corrections.lines}
    chosen = replace(
        mapping, root=root,
        forms={form: _choice(choice) for form, choice in forms.items()},
        lines={at: _choice(choice) for at, choice in lines.items() if choice != TITLE},
        uses={**mapping.uses, **corrections.uses},
    )  # fmt: skip
    if keep_outline:
        return _kept(chosen)
    for_all = replace(chosen, outline=_made(chosen, mapping, _chosen_in(chosen, mapping)))
    used = levels_used(for_all, manuscript)
    keys = [level.key for level in for_all.outline.levels if level.key in used]
    return with_told(replace(chosen, outline=_made(chosen, mapping, keys)), manuscript)


def level_names() -> dict[str, tuple[str, str]]:
    """List the usual levels from the top down: singular and plural by key."""
    return {key: (one, many) for key, one, many in (*CHAPTERS, *_named())}


def _choice(choice: str) -> str:
    return NOT_TAKEN if choice == LEFT_OUT else choice


def _kept(mapping: LevelMapping) -> LevelMapping:
    levels = (level.key for level in mapping.outline.levels)
    known = {TEXT, NOT_TAKEN, ABOVE, ROWS, *levels}
    return replace(
        mapping,
        forms={form: _known(choice, known) for form, choice in mapping.forms.items()},
        lines={at: _known(choice, known) for at, choice in mapping.lines.items()},
        uses={
            name: use if use.kind != "level" or use.key in known else Use("text")
            for name, use in mapping.uses.items()
        },
    )


def _known(choice: str, known: set[str]) -> str:
    return choice if choice in known else TEXT


def _chosen_in(mapping: LevelMapping, proposed: LevelMapping) -> list[str]:
    """Give the keys of the levels that are chosen for anything, from the top down."""
    had = {level.key for level in proposed.outline.levels}
    choices = (*mapping.forms.values(), *mapping.lines.values())
    told = {use.key for use in mapping.uses.values() if use.kind == "level"}
    in_order = dict.fromkeys((*choices, *(key for key in level_names() if key in told)))
    keys = [key for key in in_order if key in had or key in level_names()]
    return keys or ([key_of(MEASURE)] if ROWS in choices else [])


def _made(mapping: LevelMapping, proposed: LevelMapping, keys: list[str]) -> Outline:
    """Make the outline of levels; one that stands for another stands where that one did."""
    had = {level.key: level for level in proposed.outline.levels}
    instead = {choice: proposed.forms.get(form, "") for form, choice in mapping.forms.items()}
    origin = {key: had.get(key) or had.get(instead.get(key, "")) for key in keys}
    levels = []
    for at, key in enumerate(keys):
        below = tuple(each for each in keys[at + 1 :] if not _beside(origin[key], origin[each]))
        level = _level(key, had, instead)
        expects = tuple(each for each in level.expects if each in below)
        levels.append(replace(level, may_contain=below, expects=expects))
    return replace(proposed.outline, levels=tuple(levels), roots=tuple(keys))


def _beside(one: Level | None, other: Level | None) -> bool:
    """Tell levels that were proposed beside one another, neither below the other."""
    if one is None or other is None or one is other:
        return False
    return one.key not in other.may_contain and other.key not in one.may_contain


def _level(key: str, had: Mapping[str, Level], instead: Mapping[str, str]) -> Level:
    if key in had:
        return had[key]
    before = had.get(instead.get(key, ""))
    one, many = level_names()[key]
    return replace(before, key=key, singular=one, plural=many) if before else Level(key, one, many)


def _named() -> Iterator[tuple[str, str, str]]:
    for one, many in NAMES:
        yield key_of(one), one, many
