"""Acts on readings, on invitations to them, on what is handed in and on what is said to it."""

from fortschrift.participation.actions.endorsements import (
    confirm_endorsement,
    endorse,
    withdraw_endorsement,
)
from fortschrift.participation.actions.handing_in import HandedIn, Sender, Wanted
from fortschrift.participation.actions.invitations import (
    Invited,
    invite,
    note_reminder,
    open_invitation,
    renew_invitations,
    wish_nothing,
    withdraw_invitations,
)
from fortschrift.participation.actions.readings import close_reading, name_topics, open_reading
from fortschrift.participation.actions.responses import (
    answer_question,
    comment_on,
    end_support,
    release_comment,
    support_submission,
    switch_responses,
    withhold_comment,
)
from fortschrift.participation.actions.submissions import (
    erase_sender,
    release_submission,
    submit_proposal,
    withdraw_submission,
    withhold_submission,
)
from fortschrift.participation.actions.wishes import submit_wish, take_over_wish

__all__ = [
    "HandedIn",
    "Invited",
    "Sender",
    "Wanted",
    "answer_question",
    "close_reading",
    "comment_on",
    "confirm_endorsement",
    "end_support",
    "endorse",
    "erase_sender",
    "invite",
    "name_topics",
    "note_reminder",
    "open_invitation",
    "open_reading",
    "release_comment",
    "release_submission",
    "renew_invitations",
    "submit_proposal",
    "submit_wish",
    "support_submission",
    "switch_responses",
    "take_over_wish",
    "wish_nothing",
    "withdraw_endorsement",
    "withdraw_invitations",
    "withdraw_submission",
    "withhold_comment",
    "withhold_submission",
]
