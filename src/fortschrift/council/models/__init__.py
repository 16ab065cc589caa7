"""The council's rows: who (organizations), when (meetings), what (papers), how (votes, rules).

Beside the organizations stand their contacts, which belong to the office alone.
"""

from fortschrift.council.models.contacts import Contact
from fortschrift.council.models.meetings import AgendaItem, Attendance, Meeting
from fortschrift.council.models.organizations import (
    LegislativeTerm,
    Membership,
    Organization,
    OrganizationName,
    Person,
)
from fortschrift.council.models.papers import Consultation, Paper
from fortschrift.council.models.rules import CheckedFinding, RuleSet
from fortschrift.council.models.votes import Count, Vote, VoteEvent

__all__ = [
    "AgendaItem",
    "Attendance",
    "CheckedFinding",
    "Consultation",
    "Contact",
    "Count",
    "LegislativeTerm",
    "Meeting",
    "Membership",
    "Organization",
    "OrganizationName",
    "Paper",
    "Person",
    "RuleSet",
    "Vote",
    "VoteEvent",
]
