"""Drafts written on from a version: changes with their reasons, proposals, the freezing."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field, model_validator

from fortschrift.demo.schema.base import (
    NEVER_SAID,
    AmendmentKey,
    Key,
    NodeKey,
    Sourced,
    StrandKey,
    Strict,
    VersionKey,
    When,
    exactly_one,
)
from fortschrift.demo.schema.concepts import Node


class Draft(Strict):
    """A draft, begun with the text of a version."""

    defines: ClassVar = "strand"

    key: Key
    version: VersionKey
    name: str
    kind: Literal["draft", "alternative", "errata"] = "draft"


class Reword(Strict):
    """Other words in the text of a node; without ``old`` they come at its end."""

    does: Literal["reword"]
    node: NodeKey
    old: str = ""
    new: str = ""


class Retitle(Strict):
    """Another heading, from ``old`` to ``new``."""

    does: Literal["retitle"]
    node: NodeKey
    old: str
    new: str


class Emphasise(Strict):
    """Words of a text set in bold or italic."""

    does: Literal["emphasise"]
    node: NodeKey
    words: str
    mark: Literal["bold", "italic"] = "bold"


class Placed(Strict):
    """Behind a sibling, or as the first under a parent."""

    after: NodeKey | None = None
    first_in: NodeKey | None = None

    @model_validator(mode="after")
    def _is_one_or_the_other(self) -> "Placed":
        return exactly_one(self, "after", "first_in")


class Add(Placed):
    """New nodes."""

    does: Literal["add"]
    nodes: tuple[Node, ...]


class Shift(Placed):
    """A node with all below it at another place."""

    does: Literal["move"]
    node: NodeKey


class Drop(Strict):
    """A node with all below it out of the text."""

    does: Literal["drop"]
    node: NodeKey


class Part(Strict):
    """A text in two; what begins with these words becomes a node of its own."""

    defines: ClassVar = "node"

    does: Literal["split"]
    node: NodeKey
    before: str
    key: Key


class Fuse(Strict):
    """A text and the one that follows it as one."""

    does: Literal["join"]
    node: NodeKey
    other: NodeKey


class Attribute(Strict):
    """Another value of an attribute; ``money`` in whole euros, without a value it is taken away."""

    does: Literal["set"]
    node: NodeKey
    attribute: str
    value: str | int | bool | tuple[str, ...] | None = None


Edit = Annotated[
    Reword | Retitle | Emphasise | Add | Shift | Drop | Part | Fuse | Attribute,
    Field(discriminator="does"),
]


class DraftChange(Strict):
    """One change of a draft with its reason."""

    defines: ClassVar = "change"

    key: Key
    strand: StrandKey
    reason: str
    author: str = ""
    happened: When = NEVER_SAID
    edits: tuple[Edit, ...]


class Proposed(Sourced):
    """An amendment to a draft, as somebody handed it in."""

    defines: ClassVar = "amendment"

    key: Key
    strand: StrandKey
    number: int | None = None
    label: str = ""
    author: str = ""
    original: str = ""
    reason: str = ""
    happened: When = NEVER_SAID
    edits: tuple[Edit, ...]


class TakenIn(Strict):
    """Amendments merged into a draft together."""

    defines: ClassVar = "merge"

    key: Key
    strand: StrandKey
    amendments: tuple[AmendmentKey, ...]
    reason: str = ""
    happened: When = NEVER_SAID


class Freezing(Strict):
    """The draft as it stands becomes the text of a version."""

    defines: ClassVar = "frozen text"

    key: Key
    strand: StrandKey
    version: VersionKey
    note: str = ""
