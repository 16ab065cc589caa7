"""The outline: which levels a concept has, what they are called, may hold and must tell.

Data only. Nothing in the code knows what a "Handlungsfeld" is: an integration concept
has fields, goals and measures, an urban development concept may have two trees side by
side, and both are outlines. An outline is sound by construction; whether a text follows
it is asked in `findings`, and the answer never stops anybody.
"""

from dataclasses import dataclass
from typing import Literal, get_args

from fortschrift.core.text.blocks import is_key, is_level
from fortschrift.core.text.errors import OutlineError
from fortschrift.core.text.intake import is_text
from fortschrift.core.text.pattern import NOT_NUMBERED, Numbering

ValueType = Literal[
    "text", "long_text", "list", "date", "money", "number", "choice", "choices", "flag"
]
_TYPES = frozenset(get_args(ValueType))
_WITH_OPTIONS = frozenset({"choice", "choices"})

BINDING_FORCE = "binding_force"
"""The vocabulary that says what the binding forces of levels are called."""
RELATION = "relation"
"""The vocabulary that says what the relations between elements are called."""


@dataclass(frozen=True, slots=True)
class AttributeType:
    """An attribute that the elements of a level can have, with its name on the screen.

    What a value looks like: `text`, `long_text` a str; `list` a tuple of str; `date` an
    ISO date that may end after year or month; `money` an int, in cents; `number` an
    int, or a str such as "0.5" where it has a fraction; `choice` one of the options,
    `choices` a tuple of them; `flag` a bool. `unit` is what a number counts ("Plätze");
    an element that says nothing where something is `required` gets a finding.
    """

    key: str
    label: str
    type: ValueType = "text"
    options: tuple[str, ...] = ()
    unit: str = ""
    required: bool = False

    def __post_init__(self) -> None:
        """Raise OutlineError for a bad key, no label, an unknown type or lacking options."""
        _check(is_key(self.key), self.key, "key")
        _check(is_text(self.label), self.key, "name")
        _check(self.type in _TYPES, self.key, "type")
        _check(bool(self.options) == (self.type in _WITH_OPTIONS), self.key, "options")
        _check(all(map(is_text, self.options)), self.key, "options")
        _check(len(set(self.options)) == len(self.options), self.key, "options")
        _check(self.unit == "" or is_text(self.unit), self.key, "unit")


@dataclass(frozen=True, slots=True)
class Level:
    """A kind of element: its key in the tree, its names, what stands under it.

    `tracked` elements are followed up after adoption; `binding_force` is a key of the
    vocabulary the concept uses (adopted for execution, framework, pool ...) or "".
    Below an element at least one of the levels it `expects` should stand, however deep.
    """

    key: str
    singular: str
    plural: str
    may_contain: tuple[str, ...] = ()
    numbering: Numbering = NOT_NUMBERED
    attributes: tuple[AttributeType, ...] = ()
    tracked: bool = False
    binding_force: str = ""
    expects: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Raise OutlineError for a bad or reserved key, missing names, attributes twice."""
        _check(is_key(self.key), self.key, "key")
        _check(is_level(self.key), self.key, "reserved")
        _check(is_text(self.singular) and is_text(self.plural), self.key, "name")
        _check_once(self.may_contain)
        _check_once(tuple(each.key for each in self.attributes))
        _check_once(self.expects)
        _check(self.binding_force == "" or is_key(self.binding_force), self.key, "key")

    def attribute(self, key: str) -> AttributeType | None:
        """Find an attribute by its key."""
        return next((each for each in self.attributes if each.key == key), None)


@dataclass(frozen=True, slots=True)
class Term:
    """A word of a vocabulary: the key it is stored under and what people read."""

    key: str
    label: str

    def __post_init__(self) -> None:
        """Raise OutlineError for a bad key or no label."""
        _check(is_key(self.key), self.key, "key")
        _check(is_text(self.label), self.key, "name")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Words a concept uses for something: its binding forces, relations, states of measures."""

    key: str
    terms: tuple[Term, ...] = ()

    def __post_init__(self) -> None:
        """Raise OutlineError for a bad key or a term that stands twice."""
        _check(is_key(self.key), self.key, "key")
        _check_once(tuple(term.key for term in self.terms))


@dataclass(frozen=True, slots=True)
class Outline:
    """The levels of a concept in the order people name them, and those that stand on top.

    >>> goal = Level("goal", "Ziel", "Ziele", numbering=Numbering("{parent}.{n}"))
    >>> field = Level("field", "Handlungsfeld", "Handlungsfelder", ("goal",), Numbering("{n}"))
    >>> Outline((field, goal), roots=("field",)).level("goal").plural
    'Ziele'
    """

    levels: tuple[Level, ...] = ()
    roots: tuple[str, ...] = ()
    vocabularies: tuple[Vocabulary, ...] = ()

    def __post_init__(self) -> None:
        """Raise OutlineError when a level stands twice or names one that is not there.

        Where the outline has words for binding forces, its levels use no other ones.
        """
        keys = tuple(level.key for level in self.levels)
        _check_once(keys)
        _check_once(self.roots)
        _check_once(tuple(each.key for each in self.vocabularies))
        below = (level.may_contain + level.expects for level in self.levels)
        for named in (self.roots, *below):
            for key in named:
                _check(key in keys, key, "unknown_level")
        forces = self.terms(BINDING_FORCE)
        for force in (level.binding_force for level in self.levels if forces):
            _check(not force or force in forces, force, "unknown_term")

    def level(self, key: str) -> Level | None:
        """Find a level by its key."""
        return next((level for level in self.levels if level.key == key), None)

    def may_contain(self, parent: str | None) -> tuple[str, ...]:
        """List the levels that may stand under a level, or (None) on top."""
        if parent is None:
            return self.roots
        level = self.level(parent)
        return level.may_contain if level else ()

    def terms(self, vocabulary: str) -> dict[str, str]:
        """Give the words of a vocabulary by their keys, none where the outline has none."""
        found = (each.terms for each in self.vocabularies if each.key == vocabulary)
        return {term.key: term.label for term in next(found, ())}

    def term(self, vocabulary: str, key: str) -> str:
        """Give the word for a key, the key itself where nobody has given it one."""
        return self.terms(vocabulary).get(key, key)


Reason = Literal[
    "key", "reserved", "duplicate", "unknown_level", "unknown_term", "name", "type", "options",
    "unit",
]  # fmt: skip


def _check(sound: bool, key: str, reason: Reason) -> None:
    if not sound:
        raise OutlineError(key, reason)


def _check_once(keys: tuple[str, ...]) -> None:
    for place, key in enumerate(keys):
        _check(key not in keys[:place], key, "duplicate")


NO_OUTLINE = Outline()
"""The outline of a text whose levels nobody has named yet."""
