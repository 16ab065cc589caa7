"""Readings, mandates, decisions, hand-overs, reviews."""

from typing import ClassVar, Literal

from fortschrift.demo.schema.base import (
    NEVER_SAID,
    BodyKey,
    ConceptKey,
    DecisionKey,
    ItemKey,
    Key,
    MandateKey,
    MeetingKey,
    NodeKey,
    PaperKey,
    ReadingKey,
    Sourced,
    StationKey,
    Strict,
    VersionKey,
    When,
)
from fortschrift.demo.schema.council import Vote


class Topic(Strict):
    """A door to the text of a reading: a word, and the elements it leads to."""

    title: str
    nodes: tuple[NodeKey, ...]


class Reading(Sourced):
    """A call to read and to propose."""

    defines: ClassVar = "reading"

    key: Key
    concept: ConceptKey
    number: int
    organization: BodyKey | None = None
    version: VersionKey | None = None
    version_reason: str = ""
    meeting: MeetingKey | None = None
    opens: When = NEVER_SAID
    closes: When = NEVER_SAID
    date_note: str = ""
    asked_for: str = ""
    proposals_reason: str = ""
    introduction: str = ""
    allows_unnamed: bool = False
    takes: tuple[Literal["support", "comments", "questions"], ...] = ()
    topics: tuple[Topic, ...] = ()
    visibility: str = "public"


class Mandate(Sourced):
    """An instruction to make or to review a concept."""

    defines: ClassVar = "mandate"

    key: Key
    concept: ConceptKey
    kind: str
    organization: BodyKey | None = None
    organization_reason: str = ""
    addressee: BodyKey | None = None
    meeting: MeetingKey | None = None
    as_printed: str = ""
    text: str = ""
    date: When = NEVER_SAID
    date_note: str = ""
    visibility: str | None = None


class Question(Sourced):
    """What was put to the vote, and how it fell."""

    defines: ClassVar = "question"

    key: Key
    agenda_item: ItemKey | None = None
    subject: str
    as_stated: str
    version: VersionKey | None = None
    reading: ReadingKey | None = None
    mandate: MandateKey | None = None
    paper: PaperKey | None = None
    text_reason: str = ""
    visibility: str | None = None
    result: str
    reason: str = ""


class OperativePoint(Strict):
    """A part of a decision with its verb; points are numbered as they stand."""

    verb: str
    text: str
    text_is_restated: bool = False
    version: VersionKey | None = None
    mandate: MandateKey | None = None


class Decision(Sourced):
    """What a body decided."""

    defines: ClassVar = "decision"

    key: Key
    concept: ConceptKey
    organization: BodyKey
    meeting: MeetingKey | None = None
    title: str
    date: When = NEVER_SAID
    date_note: str = ""
    note: str = ""
    visibility: str | None = None
    vote: Vote | None = None
    questions: tuple[Question, ...] = ()
    points: tuple[OperativePoint, ...] = ()


class Referral(Sourced):
    """The hand-over of a version into the political bodies."""

    defines: ClassVar = "referral"

    key: Key
    concept: ConceptKey
    version: VersionKey | None = None
    handed_over_by: BodyKey | None = None
    decision: DecisionKey | None = None
    date: When = NEVER_SAID
    date_note: str = ""
    as_printed: str = ""
    consultations: tuple[StationKey, ...] = ()
    stations_reason: str = ""
    visibility: str | None = None


class ReviewPlan(Sourced):
    """How often a concept is to be gone through."""

    defines: ClassVar = "review plan"

    key: Key
    concept: ConceptKey
    version: VersionKey | None = None
    rhythm: str
    binding: str
    triggers: str = ""
    next_review: When = NEVER_SAID
    decision: DecisionKey | None = None
    note: str = ""


class Outcome(Sourced):
    """What a review says of one element or of a group of them."""

    kind: str
    stage: str
    node: NodeKey | None = None
    group: str = ""
    organization: BodyKey | None = None
    decision: DecisionKey | None = None
    date: When = NEVER_SAID
    detail: str = ""
    reason: str = ""
    visibility: str | None = None


class Review(Sourced):
    """One passage through the concept."""

    defines: ClassVar = "review"

    key: Key
    slug: str = ""
    concept: ConceptKey
    name: str
    from_version: VersionKey
    to_version: VersionKey | None = None
    mandate: MandateKey | None = None
    meetings: tuple[MeetingKey, ...] = ()
    reason: str = ""
    date: When = NEVER_SAID
    note: str = ""
    visibility: str = "public"
    outcomes: tuple[Outcome, ...] = ()
