"""The outline as people change it: all its forms together, and the outline that they make.

What stands in the fields is `TypedLevel`; forms are made of it, and a sound outline is made of
forms.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from fortschrift.concepts.forms.outline_fields import (
    TOP,
    AttributeForm,
    LevelForm,
    WordsForm,
    lines,
)
from fortschrift.concepts.forms.outline_typed import ATTRIBUTES, LEVELS, NEW, TypedLevel
from fortschrift.concepts.outlines import notation, usual_forces
from fortschrift.concepts.outlines.keys import key_for
from fortschrift.concepts.outlines.pattern_faults import pattern_fault
from fortschrift.concepts.outlines.words import WORDS, terms_of
from fortschrift.core.text import (
    BINDING_FORCE,
    NOT_NUMBERED,
    AttributeType,
    Level,
    Numbering,
    Outline,
    Term,
    TextError,
    Vocabulary,
    WrongPattern,
)
from fortschrift.core.text.pattern import attributes_in, parse


@dataclass
class AttributeRow:
    """An attribute's form with its id."""

    id: str
    form: AttributeForm


@dataclass
class LevelRow:
    """A level's form with its id and those of its attributes."""

    id: str
    form: LevelForm
    attributes: list[AttributeRow]

    @property
    def name(self) -> str:
        """Give the name as it stands in the field."""
        return str(self.form["singular"].value() or _("Neue Ebene"))

    @property
    def has_errors(self) -> bool:
        return bool(self.form.errors) or any(each.form.errors for each in self.attributes)


class OutlineForms:
    """All forms of one outline; bound ones have been asked whether they are right."""

    def __init__(
        self, typed: Sequence[TypedLevel], words: Mapping[str, Any], *, base: Outline, ask: bool
    ) -> None:
        """Make the forms; ``base`` is the outline the draft has now."""
        self.base = base
        self.words = WordsForm(**_given(words, "woerter", ask))
        self.rows = [self._row(each, typed, ask) for each in typed]
        self.faults: list[str] = []

    def _row(self, typed: TypedLevel, everyone: Sequence[TypedLevel], ask: bool) -> LevelRow:
        others = [(each.id, str(each.said.get("singular") or _("Neue Ebene"))) for each in everyone]
        prefix = f"{LEVELS}-{typed.id}"
        form = LevelForm(
            **_given(typed.said, prefix, ask), prefix=prefix, others=others, forces=self._forces(),
        )  # fmt: skip
        rows = []
        for each in typed.attributes:
            own = f"{prefix}-{ATTRIBUTES}-{each.id}"
            rows.append(
                AttributeRow(each.id, AttributeForm(**_given(each.said, own, ask), prefix=own))
            )
        return LevelRow(typed.id, form, rows)

    def _forces(self) -> list[tuple[str, str]]:
        """Offer the words of the concept, then those we propose, then what a level has already."""
        typed = str(self.words[BINDING_FORCE].value() or "")
        offered = {each.key: each.label for each in self._terms(BINDING_FORCE, typed)}
        for each in usual_forces():
            offered.setdefault(each.key, each.label)
        for level in self.base.levels:
            if level.binding_force:
                offered.setdefault(level.binding_force, level.binding_force)
        return list(offered.items())

    def _terms(self, key: str, typed: str) -> tuple[Any, ...]:
        known = next((each for each in self.base.vocabularies if each.key == key), Vocabulary(key))
        return terms_of(known, lines(typed))

    def is_valid(self) -> bool:
        """Tell whether every form by itself is right."""
        everything: list[forms.Form] = [self.words]
        for row in self.rows:
            everything += [row.form, *(each.form for each in row.attributes)]
        # Every form is asked, also behind a wrong one: all errors are shown at once.
        return not [each for each in everything if not each.is_valid()]

    def outline(self) -> Outline | None:
        """Make the outline; None when something is wrong, which then stands beside its field."""
        if not self.is_valid():
            return None
        keys = self._keys()
        levels = [self._level(row, keys) for row in self.rows]
        sound = [level for level in levels if level is not None]
        if len(sound) < len(levels):
            return None
        try:
            roots = tuple(keys[row.id] for row in self.rows if TOP in _under(row))
            roots = _as_before(roots, self.base.roots)
            words = self._vocabularies(sound)
            return None if words is None else Outline(tuple(sound), roots, words)
        except TextError as error:
            self.faults.append(_("Die Gliederung widerspricht sich: %(error)s.") % {"error": error})
            return None

    def _keys(self) -> dict[str, str]:
        """Give each row its key; new levels get theirs from their name, once for all."""
        keys = {row.id: row.id for row in self.rows if not row.id.startswith(NEW)}
        for row in self.rows:
            if row.id not in keys:
                keys[row.id] = key_for(row.name, taken=keys.values())
        return keys

    def _level(self, row: LevelRow, keys: Mapping[str, str]) -> Level | None:
        said, key = row.form.cleaned_data, keys[row.id]
        before = self.base.level(key)
        attributes = _attributes(row)
        try:
            numbering = self._numbering(row, attributes, before)
            below = tuple(keys[other.id] for other in self.rows if row.id in _under(other))
            return Level(
                key, said["singular"], said["plural"],
                _as_before(below, before.may_contain if before else ()),
                numbering, attributes, said["tracked"], said["force"],
                _as_before(tuple(keys[each] for each in said["expects"]),
                           before.expects if before else ()),
            )  # fmt: skip
        except WrongPattern as error:
            row.form.add_error("pattern", pattern_fault(error, attributes))
        except TextError as error:
            self.faults.append(f"{row.name}: {error}")
        return None

    def _numbering(
        self, row: LevelRow, attributes: tuple[AttributeType, ...], before: Level | None
    ) -> Numbering:
        said = row.form.cleaned_data
        pattern = notation.read(said["pattern"], attributes)
        known = {each.key for each in attributes}
        for key in attributes_in(parse(pattern)):
            if key not in known:
                raise WrongPattern(f"{{{key}}}", "type", pattern)
        if not pattern:
            unused = before.numbering if before else NOT_NUMBERED
            return unused if not unused.pattern else NOT_NUMBERED
        return Numbering(pattern, said["scope"])

    def _vocabularies(self, levels: Sequence[Level]) -> tuple[Vocabulary, ...] | None:
        """Give the words as typed, with those for the forces that levels use now and have none.

        None when a word was taken away that a level still uses.
        """
        found = {each.key: each for each in self.base.vocabularies}
        for key in WORDS:
            terms = self._terms(key, self.words.cleaned_data[key])
            found[key] = Vocabulary(key, terms)
        if self._takes_away_in_use(found[BINDING_FORCE], levels):
            return None
        found[BINDING_FORCE] = self._with_forces(found[BINDING_FORCE], levels)
        return tuple(
            each for each in found.values() if each.terms or each in self.base.vocabularies
        )

    def _takes_away_in_use(self, words: Vocabulary, levels: Sequence[Level]) -> bool:
        """Say beside the field which word is gone and where it is used."""
        known = {term.key for term in words.terms}
        gone = [(key, label) for key, label in self.base.terms(BINDING_FORCE).items()
                if key not in known]  # fmt: skip
        for key, label in gone:
            for level in levels:
                if level.binding_force == key:
                    used = {"word": label, "level": level.singular}
                    sentence = _("„%(word)s“ steht noch bei der Ebene „%(level)s“.") % used
                    self.words.add_error(BINDING_FORCE, sentence)
        return bool(self.words.errors)

    def _with_forces(self, words: Vocabulary, levels: Sequence[Level]) -> Vocabulary:
        """Add words for forces that levels use, unless nobody has given any and nothing is new."""
        known = {term.key for term in words.terms}
        chosen = dict.fromkeys(level.binding_force for level in levels if level.binding_force)
        missing = [key for key in chosen if key not in known]
        if not words.terms and {*missing} <= {level.binding_force for level in self.base.levels}:
            return words
        usual = {each.key: each for each in usual_forces()}
        new = (usual.get(key) or Term(key, key) for key in missing)
        return replace(words, terms=(*words.terms, *new))


def _given(said: Mapping[str, Any], prefix: str, ask: bool) -> dict[str, Any]:
    """Hand values to a form: as what was sent when they are to be asked, else as they stand."""
    if not ask:
        return {"initial": said}
    return {"data": {f"{prefix}-{name}": value for name, value in said.items()}}


def _attributes(row: LevelRow) -> tuple[AttributeType, ...]:
    keys = [each.id for each in row.attributes if not each.id.startswith(NEW)]
    made = []
    for each in row.attributes:
        key = each.id
        if key.startswith(NEW):
            key = key_for(each.form.cleaned_data["label"], taken=keys)
            keys.append(key)
        made.append(each.form.attribute(key))
    return tuple(made)


def _under(row: LevelRow) -> list[str]:
    return list(row.form.cleaned_data["under"])


def _as_before(keys: tuple[str, ...], before: tuple[str, ...]) -> tuple[str, ...]:
    """Keep the order there was where the same levels are named: it says nothing new."""
    return before if set(keys) == set(before) else keys


def faults_of(made: OutlineForms) -> list[tuple[str, str, str]]:
    """List what is wrong: the sentence, the name of the field, the id of its input."""
    asked: list[tuple[str, forms.Form]] = []
    for row in made.rows:
        asked += [(row.name, row.form), *((row.name, each.form) for each in row.attributes)]
    asked.append(("", made.words))
    return [
        (str(error), ", ".join(filter(None, [name, str(form[key].label)])), _input_of(form, key))
        for name, form in asked
        for key, errors in form.errors.items()
        for error in errors
    ]


def _input_of(form: forms.Form, key: str) -> str:
    """Give the id a link can lead to; a group of boxes is its first one."""
    group = isinstance(form.fields[key].widget, forms.CheckboxSelectMultiple)
    return f"{form[key].auto_id}_0" if group else str(form[key].id_for_label)
