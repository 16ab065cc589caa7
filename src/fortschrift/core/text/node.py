"""A node's state: all that one node says in one version of a text.

Sound by construction: a state that exists is in normal form and has no field its kind
cannot show, so equal states have equal bytes. What a node may stand under depends on
others and is the tree's business.
"""

from dataclasses import dataclass, fields
from itertools import pairwise
from operator import attrgetter
from typing import TypeAlias

from fortschrift.core.text.blocks import BLOCKS, BlockValue, is_key, rules
from fortschrift.core.text.errors import FieldName, WrongField, WrongValue
from fortschrift.core.text.ids import NodeId
from fortschrift.core.text.intake import is_text
from fortschrift.core.text.runs import InlineText, is_normal, plain

AttributeValue: TypeAlias = str | tuple[str, ...] | bool | int
"""Never a float, never empty: what is not said is left out."""

Attributes: TypeAlias = tuple[tuple[str, AttributeValue], ...]
Relations: TypeAlias = tuple[tuple[str, NodeId], ...]


@dataclass(frozen=True, slots=True)
class NodeState:
    """What a node is and says; children are ids in order.

    Attributes and relations are sorted, each key (each pair) once. A relation may lead to
    a node of another concept. `printed_number` is a number as a source prints it ("15b",
    "entfallen"). `parent_unknown` means: stands under the root because its place is not known.

    Raises WrongField for a field the kind does not have, WrongValue for one that is not
    in normal form.
    """

    id: NodeId
    kind: str
    heading: InlineText = ()
    text: InlineText = ()
    attributes: Attributes = ()
    children: tuple[NodeId, ...] = ()
    relations: Relations = ()
    printed_number: str | None = None
    parent_unknown: bool = False

    def __post_init__(self) -> None:
        """Check every field that says something."""
        if self.kind not in BLOCKS and not is_key(self.kind):
            raise WrongValue(self.id, "kind", self.kind)
        if self.heading:
            _check_text(self, "heading", self.heading, rules(self.kind).heading)
        if self.text:
            _check_text(self, "text", self.text, rules(self.kind).text)
        if self.attributes:
            _check_attributes(self)
        if self.relations:
            _check_relations(self)
        if self.printed_number is not None and not is_text(self.printed_number):
            raise WrongValue(self.id, "printed_number", self.printed_number)

    def __hash__(self) -> int:
        """Hash what tells nodes and texts apart."""
        return hash((self.id, self.kind, self.heading, self.text, self.children))

    def __eq__(self, other: object) -> bool:
        """Compare field by field; True and 1 are different attribute values."""
        if self is other:
            return True
        if not isinstance(other, NodeState):
            return NotImplemented
        return _said(self) == _said(other) and all(
            type(mine[1]) is type(theirs[1])
            for mine, theirs in zip(self.attributes, other.attributes, strict=True)
        )

    @property
    def title(self) -> str:
        """The heading without marks."""
        return plain(self.heading)

    def attribute(self, key: str) -> AttributeValue | None:
        """Give the value of an attribute, None where nothing is said."""
        return next((value for name, value in self.attributes if name == key), None)


_said = attrgetter(*(each.name for each in fields(NodeState)))


def attributes(values: dict[str, AttributeValue]) -> Attributes:
    """Bring attributes into their order.

    >>> attributes({"start": "2018", "partners": ("AWO", "VHS")})
    (('partners', ('AWO', 'VHS')), ('start', '2018'))
    """
    return tuple(sorted(values.items(), key=_key))


def with_attribute(given: Attributes, key: str, value: AttributeValue | None) -> Attributes:
    """Set one attribute, or with None leave it out."""
    rest = dict(given)
    rest.pop(key, None)
    return attributes(rest if value is None else {**rest, key: value})


def same_value(one: AttributeValue | None, other: AttributeValue | None) -> bool:
    """Compare attribute values strictly; to Python True and 1 are equal."""
    return type(one) is type(other) and one == other


def _key(attribute: tuple[str, AttributeValue]) -> str:
    return attribute[0]


def _check_text(state: NodeState, name: FieldName, text: InlineText, allowed: bool) -> None:
    if not allowed:
        raise WrongField(state.id, state.kind, name)
    if not is_normal(text):
        raise WrongValue(state.id, name, plain(text))


def _check_attributes(state: NodeState) -> None:
    for (key, _), (following, _) in pairwise(state.attributes):
        if key >= following:
            raise WrongValue(state.id, "attributes", following)
    for key, value in state.attributes:
        if not is_key(key) or not _is_value(value) or not fits_kind(state.kind, key, value):
            raise WrongValue(state.id, "attributes", key)


def _is_value(value: AttributeValue) -> bool:
    """Tell whether a value is of one of our types, says something and can be text."""
    if isinstance(value, bool | int):
        return True
    texts = value if isinstance(value, tuple) else (value,)
    return bool(texts) and all(isinstance(text, str) and is_text(text) for text in texts)


def fits_kind(kind: str, key: str, value: AttributeValue) -> bool:
    """Tell whether a node of this kind may have the attribute (elements may have any)."""
    if kind not in BLOCKS:
        return True
    wanted: BlockValue | None = BLOCKS[kind].attributes.get(key)
    if wanted == "count":
        return isinstance(value, int) and not isinstance(value, bool) and value >= 1
    return isinstance(value, bool) if wanted == "flag" else wanted == "text" and type(value) is str


def _check_relations(state: NodeState) -> None:
    for one, following in pairwise(state.relations):
        if one >= following:
            raise WrongValue(state.id, "relations", following[0])
    for kind, _ in state.relations:
        if not is_key(kind):
            raise WrongValue(state.id, "relations", kind)
