"""Bodies, meetings, papers, votes."""

from typing import Any, ClassVar

from fortschrift.demo.schema.base import (
    NEVER_SAID,
    BodyKey,
    ItemKey,
    Key,
    MeetingKey,
    PaperKey,
    PersonKey,
    RegisterKey,
    Sourced,
    StationKey,
    Strict,
    TermKey,
    When,
)


class OrganizationName(Sourced):
    """A name a body bears or bore, or under which a source prints it."""

    name: str
    kind: str
    valid_from: When = NEVER_SAID
    valid_to: When = NEVER_SAID
    note: str = ""


class Rules(Sourced):
    """By what a body decides beside the law; ``ready`` names rules that are copied."""

    title: str
    ready: str = ""
    values: dict[str, Any] = {}
    layer: str = "standing_orders"
    valid_from: When = NEVER_SAID
    valid_to: When = NEVER_SAID
    mark: str = "draft"
    note: str = ""


class Organization(Sourced):
    """Any acting group."""

    defines: ClassVar = "organization"

    key: Key
    slug: str = ""
    name: str
    classification: str
    is_statutory: bool = False
    meets_in_public: bool | None = None
    founded_by: BodyKey | None = None
    sub_organization_of: BodyKey | None = None
    founded: When = NEVER_SAID
    dissolved: When = NEVER_SAID
    voting_member_count: int | None = None
    purpose: str = ""
    composition: str = ""
    decision_rule: str = ""
    note: str = ""
    leading_system: str = "here"
    url: str = ""
    names: tuple[OrganizationName, ...] = ()
    rules: tuple[Rules, ...] = ()


class Term(Sourced):
    """The period for which a council is elected."""

    defines: ClassVar = "term"

    key: Key
    name: str
    start: When = NEVER_SAID
    end: When = NEVER_SAID


class Person(Strict):
    """Somebody who sits in a body; in the demo always a role, never a name."""

    defines: ClassVar = "person"

    key: Key
    name: str
    visibility: str = "public"


class Membership(Sourced):
    """A seat."""

    defines: ClassVar = "membership"

    key: Key
    organization: BodyKey
    person: PersonKey | None = None
    member_organization: BodyKey | None = None
    on_behalf_of: BodyKey | None = None
    role: str = "member"
    voting_right: bool | None = None
    term: TermKey | None = None
    start: When = NEVER_SAID
    end: When = NEVER_SAID
    note: str = ""


class Contact(Strict):
    """Whom to write to in an organization: a role, never a name.

    ``follows`` is the contact that handed over to this one, on the day from which it holds.
    """

    defines: ClassVar = "contact"

    key: Key
    organization: BodyKey
    function: str = ""
    email: str = ""
    telephone: str = ""
    postal_address: str = ""
    language: str = "de"
    valid_from: When = NEVER_SAID
    deputy_of: RegisterKey | None = None
    follows: RegisterKey | None = None
    note: str = ""


class AgendaItem(Sourced):
    """One item of a meeting."""

    defines: ClassVar = "agenda item"

    key: Key
    title: str
    title_is_restated: bool = False
    number: str = ""
    visibility: str = "public"
    result: str = "unknown"
    result_reason: str = ""
    resolution_text: str = ""


class Attendance(Sourced):
    """Who took part."""

    group: BodyKey | None = None
    person: PersonKey | None = None
    label: str = ""
    count: int | None = None
    was_present: bool | None = True
    note: str = ""


class Meeting(Sourced):
    """A meeting of one body."""

    defines: ClassVar = "meeting"

    key: Key
    slug: str = ""
    organization: BodyKey
    number: int | None = None
    name: str = ""
    date: When = NEVER_SAID
    date_note: str = ""
    planned_date: When = NEVER_SAID
    start_time: str = ""
    end_time: str = ""
    place: str = ""
    state: str
    visibility: str = "public"
    summary: str = ""
    minutes: str = "unknown"
    minutes_note: str = ""
    url: str = ""
    agenda_items: tuple[AgendaItem, ...] = ()
    attendances: tuple[Attendance, ...] = ()


class Consultation(Sourced):
    """One station of a paper."""

    defines: ClassVar = "consultation"

    key: Key
    organization: BodyKey
    role: str
    planned_date: When = NEVER_SAID
    planned_as_printed: str = ""
    organization_as_printed: str = ""
    meeting: MeetingKey | None = None
    agenda_item: ItemKey | None = None
    visibility: str = "public"
    outcome_reason: str = ""


class Paper(Sourced):
    """A document laid before bodies, with its stations."""

    defines: ClassVar = "paper"

    key: Key
    slug: str = ""
    reference: str = ""
    reference_reason: str = ""
    title: str
    title_is_restated: bool = False
    paper_type: str
    date: When = NEVER_SAID
    visibility: str = "public"
    originator: BodyKey | None = None
    draft_resolution: str = ""
    draft_resolution_reason: str = ""
    text: str = ""
    url: str = ""
    superordinated_paper: PaperKey | None = None
    consultations: tuple[Consultation, ...] = ()


class StationHeld(Sourced):
    """A planned station that a meeting has dealt with."""

    defines: ClassVar = "station held"

    key: Key
    consultation: StationKey
    meeting: MeetingKey | None = None
    agenda_item: ItemKey | None = None
    outcome_reason: str = ""


class Count(Strict):
    """A number of votes, in total or of one group; without ``value`` it is unknown."""

    option: str
    value: int | None = None
    group: BodyKey | None = None
    group_label: str = ""
    reason: str = ""
    note: str = ""


class NamedVote(Strict):
    """One vote by name (in the demo: by role)."""

    voter: PersonKey
    option: str
    group: BodyKey | None = None


class Vote(Sourced):
    """One vote of one body; stands alone or in a decision, which then gives body and meeting."""

    defines: ClassVar = "vote"

    key: Key
    organization: BodyKey | None = None
    meeting: MeetingKey | None = None
    agenda_item: ItemKey | None = None
    subject: str = ""
    outcome: str
    manner: str
    verbatim: str = ""
    form: str = "unknown"
    requirement: str = "ordinary"
    present: int | None = None
    counts_reason: str = ""
    note: str = ""
    visibility: str = "public"
    counts: tuple[Count, ...] = ()
    votes: tuple[NamedVote, ...] = ()
