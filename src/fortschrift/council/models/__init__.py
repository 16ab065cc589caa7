"""The council's rows: who (organizations), when (meetings), what (papers), how (votes, rules).

Beside the organizations stand their contacts, which belong to the office alone.
"""

from fortschrift.council.models.contacts import Contact
from fortschrift.council.models.corrections import Correction
from fortschrift.council.models.meetings import (
    AdvanceRemark,
    AgendaItem,
    Attendance,
    Meeting,
    Quorum,
)
from fortschrift.council.models.organizations import (
    LegislativeTerm,
    Membership,
    Organization,
    OrganizationName,
    Person,
)
from fortschrift.council.models.papers import Consultation, Paper
from fortschrift.council.models.rules import CheckedFinding, RuleSet
from fortschrift.council.models.votes import Count, Exclusion, Vote, VoteEvent

__all__ = [
    "AdvanceRemark",
    "AgendaItem",
    "Attendance",
    "CheckedFinding",
    "Consultation",
    "Contact",
    "Correction",
    "Count",
    "Exclusion",
    "LegislativeTerm",
    "Meeting",
    "Membership",
    "Organization",
    "OrganizationName",
    "Paper",
    "Person",
    "Quorum",
    "RuleSet",
    "Vote",
    "VoteEvent",
]
