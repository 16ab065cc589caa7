"""Concepts, their versions, and the texts of versions."""

from typing import ClassVar, Literal

from pydantic import Field, model_validator

from fortschrift.demo.schema.base import (
    NEVER_SAID,
    ConceptKey,
    ContactKey,
    Key,
    NodeKey,
    Sourced,
    Strict,
    VersionKey,
    When,
    exactly_one,
)


class ConceptName(Sourced):
    """A spelling or earlier name."""

    name: str
    note: str = ""


class ConceptElsewhere(Strict):
    """A concept of a town that is loaded before this one."""

    town: Key
    concept: Key


class Relation(Sourced):
    """How the concept stands to another one."""

    kind: str
    other: ConceptElsewhere | None = None
    other_title: str = ""
    note: str = ""


class Concept(Sourced):
    """A concept of the town."""

    defines: ClassVar = "concept"

    key: Key
    slug: str = ""
    name: str
    kind: str
    summary: str = ""
    aim: str = ""
    phase: str = "unknown"
    phase_note: str = ""
    lead: str = ""
    contact_point: ContactKey | None = None
    names: tuple[ConceptName, ...] = ()
    relations: tuple[Relation, ...] = ()


class Fact(Sourced):
    """What a source tells about a version beside its text."""

    defines: ClassVar = "fact"

    key: Key | None = None
    label: str
    value: str = ""
    reason: str = ""
    note: str = ""


class Version(Sourced):
    """A version as a fact."""

    defines: ClassVar = "version"

    key: Key
    slug: str = ""
    concept: ConceptKey
    label: str
    revision: str = "unknown"
    based_on: VersionKey | None = None
    author: str = ""
    valid_from: When = NEVER_SAID
    valid_to: When = NEVER_SAID
    no_text_reason: str = ""
    facts: tuple[Fact, ...] = ()
    target_groups: tuple[str, ...] = ()


class Status(Sourced):
    """What became of a version."""

    defines: ClassVar = "status"

    key: Key
    version: VersionKey
    status: str
    happened: When = NEVER_SAID
    note: str = ""


class BringIn(Sourced):
    """The text of a version, from a file of its own."""

    defines: ClassVar = "text"

    key: Key
    version: VersionKey
    file: str
    completeness: str
    kind: str | None = None
    author: str = ""
    reason: str = ""
    happened: When = NEVER_SAID
    note: str = ""


class Lineage(Sourced):
    """Descent of elements, or that it is not known."""

    defines: ClassVar = "lineage"

    key: Key
    concept: ConceptKey
    from_node: NodeKey | None = None
    to_node: NodeKey | None = None
    from_version: VersionKey | None = None
    to_version: VersionKey | None = None
    kind: str
    note: str = ""


class Attribute(Strict):
    """A typed attribute of a level; ``money`` is written in whole euros."""

    key: str
    label: str
    type: Literal[
        "text", "long_text", "list", "date", "money", "number", "choice", "choices", "flag"
    ] = "text"
    options: tuple[str, ...] = ()
    unit: str = ""
    required: bool = False


class Level(Strict):
    """A level of the outline."""

    key: str
    singular: str
    plural: str
    may_contain: tuple[str, ...] = ()
    numbering: str = ""
    numbering_scope: Literal["parent", "document", "code"] = "parent"
    tracked: bool = False
    binding_force: str = ""
    expects: tuple[str, ...] = ()
    attributes: tuple[Attribute, ...] = ()


class Outline(Strict):
    """The levels of a concept."""

    roots: tuple[str, ...]
    levels: tuple[Level, ...]


class Node(Strict):
    """An element or block, or (``include``) the nodes of another file at this place.

    ``text`` and ``heading`` may hold *italic*, **bold**, [links](https://…) and [^notes].
    """

    defines: ClassVar = "node"

    key: Key | None = None
    slug: str = ""
    include: str | None = None
    kind: str = ""
    heading: str = ""
    text: str = ""
    header: bool | None = None
    ordered: bool | None = None
    printed_number: str | None = None
    parent_unknown: bool = False
    target_groups: tuple[str, ...] = ()
    attributes: dict[str, str | int | bool | tuple[str, ...]] = Field(default_factory=dict)
    children: tuple["Node", ...] = ()

    @model_validator(mode="after")
    def _is_one_or_the_other(self) -> "Node":
        return exactly_one(self, "key", "include")


class TextFile(Strict):
    """A whole text, or a part of one that another file includes."""

    title: str = ""
    outline: Outline | None = None
    outline_from: str | None = None
    text: tuple[Node, ...]
