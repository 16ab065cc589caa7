"""What all parts of the demo's format share: strictness, keys, references, dates, sources."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Any, ClassVar, Literal, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    PrivateAttr,
    StringConstraints,
    WithJsonSchema,
    model_validator,
)
from pydantic_core import PydanticCustomError

from fortschrift.core.partial_date import UNKNOWN, ImpossibleDate, PartialDate
from fortschrift.demo.documents import Document, Trail

P = TypeVar("P", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Spot:
    """Where in which file a part of the format stands."""

    document: Document
    trail: Trail


class Strict(BaseModel):
    """A mapping whose fields are all known; ``spot`` is set once the file has been read."""

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        str_strip_whitespace=True,
        coerce_numbers_to_str=True,
        arbitrary_types_allowed=True,
    )
    _spot: Spot | None = PrivateAttr(default=None)

    @property
    def spot(self) -> Spot:
        assert self._spot is not None, "read by the loader only"
        return self._spot

    def settle(self, document: Document, trail: Trail) -> None:
        """Tell this part and all parts in it where they stand."""
        self._spot = Spot(document, trail)
        for where, part in parts(self):
            part._spot = Spot(document, (*trail, *where))


class Reference(str):
    """The key of something else in the same town, with what it must be."""

    kind: str

    @classmethod
    def to(cls, kind: str, key: str) -> "Reference":
        reference = cls(key)
        reference.kind = kind
        return reference


def _refers_to(kind: str) -> Any:
    return AfterValidator(lambda key: Reference.to(kind, key))


Key = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=100)]
SourceKey = Annotated[Key, _refers_to("source")]
ClaimKey = Annotated[Key, _refers_to("claim")]
MediaKey = Annotated[Key, _refers_to("media")]
ContactKey = Annotated[Key, _refers_to("contact point")]
RegisterKey = Annotated[Key, _refers_to("contact")]
BodyKey = Annotated[Key, _refers_to("organization")]
PersonKey = Annotated[Key, _refers_to("person")]
TermKey = Annotated[Key, _refers_to("term")]
MeetingKey = Annotated[Key, _refers_to("meeting")]
ItemKey = Annotated[Key, _refers_to("agenda item")]
PaperKey = Annotated[Key, _refers_to("paper")]
StationKey = Annotated[Key, _refers_to("consultation")]
ConceptKey = Annotated[Key, _refers_to("concept")]
VersionKey = Annotated[Key, _refers_to("version")]
NodeKey = Annotated[Key, _refers_to("node")]
StrandKey = Annotated[Key, _refers_to("strand")]
AmendmentKey = Annotated[Key, _refers_to("amendment")]
ReadingKey = Annotated[Key, _refers_to("reading")]
MandateKey = Annotated[Key, _refers_to("mandate")]
DecisionKey = Annotated[Key, _refers_to("decision")]
ProposalKey = Annotated[Key, _refers_to("proposal")]
ConsiderationKey = Annotated[Key, _refers_to("consideration")]
RulingKey = Annotated[Key, _refers_to("ruling")]


def _partial_date(value: object) -> PartialDate:
    try:
        return PartialDate.parse(str(value))
    except ImpossibleDate as error:
        raise PydanticCustomError(error.code, "{text}", {"text": error.text}) from error


When = Annotated[PartialDate, BeforeValidator(_partial_date), WithJsonSchema({"type": "string"})]
NEVER_SAID = UNKNOWN


class SourceUse(Strict):
    """One source of a fact, or a claim made elsewhere in the file that the fact rests on."""

    defines: ClassVar = "claim"

    source: SourceKey | None = None
    claim: ClaimKey | None = None
    key: Key | None = None
    what: str = ""
    as_printed: str = ""
    certainty: Literal["stated", "planned", "inferred"] | None = None
    note: str = ""

    @model_validator(mode="after")
    def _is_one_or_the_other(self) -> "SourceUse":
        return exactly_one(self, "source", "claim")


def exactly_one(part: P, first: str, second: str) -> P:
    """Refuse a part that says both or neither of two fields."""
    if bool(getattr(part, first)) == bool(getattr(part, second)):
        raise PydanticCustomError("exactly_one", "{fields}", {"fields": f"{first}, {second}"})
    return part


def _spelled_out(value: object) -> object:
    return {"source": value} if isinstance(value, str) else value


Use = Annotated[SourceUse, BeforeValidator(_spelled_out)]


class Sourced(Strict):
    """A fact; ``certainty`` and ``certainty_note`` hold for every source that says nothing else."""

    sources: tuple[Use, ...] = ()
    certainty: Literal["stated", "planned", "inferred"] = "stated"
    certainty_note: str = ""


def parts(part: Strict) -> Iterator[tuple[Trail, Strict]]:
    """Walk all parts inside a part, outer ones first, with the way to each."""
    for where, value in values(part):
        if isinstance(value, Strict):
            yield where, value
            yield from (((*where, *deeper), inner) for deeper, inner in parts(value))


def references(part: Strict) -> Iterator[tuple[Trail, Reference]]:
    """Walk the references that a part itself holds, not those of parts inside it."""
    return ((where, value) for where, value in values(part) if isinstance(value, Reference))


def values(part: Strict) -> Iterator[tuple[Trail, object]]:
    """Walk the fields of a part and the items of its lists."""
    for name in type(part).model_fields:
        value = getattr(part, name)
        if isinstance(value, tuple):
            yield from (((name, position), item) for position, item in enumerate(value))
        else:
            yield (name,), value
