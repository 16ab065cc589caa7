"""Reads on the council's rows, by subject; each takes the municipality and what may be read.

``readable`` is a set of marks (``permissions.readable``); without it a read is public.
Reading order: organizations, contacts, votes, meetings, papers, contradictions.
"""

from fortschrift.council.selectors.contacts import (
    all_organizations,
    contact_at,
    contacts,
    may_stand_in_for,
)
from fortschrift.council.selectors.contradictions import contradictions
from fortschrift.council.selectors.desk import (
    meetings_on,
    meetings_to_record,
    members_at,
    voting_groups,
)
from fortschrift.council.selectors.meetings import (
    AgendaLine,
    MeetingRecord,
    meeting_record,
    meeting_years,
    meetings,
    organizations_with_meetings,
)
from fortschrift.council.selectors.organizations import (
    OrganizationGroup,
    OrganizationRecord,
    UnknownOrganization,
    find_organizations,
    grouped_organizations,
    organization_at,
    organization_record,
    organizations,
)
from fortschrift.council.selectors.papers import PaperRecord, paper_record, papers, stations
from fortschrift.council.selectors.votes import votes, with_numbers

__all__ = [
    "AgendaLine",
    "MeetingRecord",
    "OrganizationGroup",
    "OrganizationRecord",
    "PaperRecord",
    "UnknownOrganization",
    "all_organizations",
    "contact_at",
    "contacts",
    "contradictions",
    "find_organizations",
    "grouped_organizations",
    "may_stand_in_for",
    "meeting_record",
    "meeting_years",
    "meetings",
    "meetings_on",
    "meetings_to_record",
    "members_at",
    "organization_at",
    "organization_record",
    "organizations",
    "organizations_with_meetings",
    "paper_record",
    "papers",
    "stations",
    "votes",
    "voting_groups",
    "with_numbers",
]
