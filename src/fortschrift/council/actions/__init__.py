"""Acts on the council's rows, by subject; every one asks one permission and journals itself.

Reading order: organizations, contacts, meetings, planning, attendance, papers, votes, corrections,
rules; ``checks`` holds what they refuse.
"""

from fortschrift.council.actions.attendance import keep_remark, note_attendance
from fortschrift.council.actions.checks import NeedsCorrection
from fortschrift.council.actions.contact_lists import ListedContact, take_in_contacts
from fortschrift.council.actions.contacts import (
    ChangedMeanwhile,
    ContactDetails,
    add_contact,
    change_contact,
    end_contact,
    erase_contact,
    hand_over_contact,
    set_deputy,
)
from fortschrift.council.actions.corrections import (
    correct_agenda_item,
    correct_attendance,
    correct_meeting,
    correct_vote,
    strike_vote,
)
from fortschrift.council.actions.excerpts import Line, record_excerpt
from fortschrift.council.actions.meetings import (
    Attended,
    add_agenda_item,
    cancel_meeting,
    convene_meeting,
    decide_agenda_item,
    hold_meeting,
    publish_minutes,
    record_attendance,
)
from fortschrift.council.actions.organizations import (
    begin_term,
    found_organization,
    name_organization,
    name_person,
    publish_organization,
    rename_organization,
    seat_member,
)
from fortschrift.council.actions.papers import add_consultation, assign_consultation, lay_paper
from fortschrift.council.actions.planning import (
    MeetingChangedMeanwhile,
    change_agenda_item,
    change_meeting,
    order_agenda,
    remove_agenda_item,
)
from fortschrift.council.actions.rules import end_rules, mark_finding_checked, set_rules
from fortschrift.council.actions.votes import (
    Cast,
    Counted,
    Excluded,
    VotedMeanwhile,
    record_vote,
)

__all__ = [
    "Attended",
    "Cast",
    "ChangedMeanwhile",
    "ContactDetails",
    "Counted",
    "Excluded",
    "Line",
    "ListedContact",
    "MeetingChangedMeanwhile",
    "NeedsCorrection",
    "VotedMeanwhile",
    "add_agenda_item",
    "add_consultation",
    "add_contact",
    "assign_consultation",
    "begin_term",
    "cancel_meeting",
    "change_agenda_item",
    "change_contact",
    "change_meeting",
    "convene_meeting",
    "correct_agenda_item",
    "correct_attendance",
    "correct_meeting",
    "correct_vote",
    "decide_agenda_item",
    "end_contact",
    "end_rules",
    "erase_contact",
    "found_organization",
    "hand_over_contact",
    "hold_meeting",
    "keep_remark",
    "lay_paper",
    "mark_finding_checked",
    "name_organization",
    "name_person",
    "note_attendance",
    "order_agenda",
    "publish_minutes",
    "publish_organization",
    "record_attendance",
    "record_excerpt",
    "record_vote",
    "remove_agenda_item",
    "rename_organization",
    "seat_member",
    "set_deputy",
    "set_rules",
    "strike_vote",
    "take_in_contacts",
]
