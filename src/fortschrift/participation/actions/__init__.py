"""Acts on readings, on invitations to them and on what is handed in."""

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
from fortschrift.participation.actions.submissions import (
    Sender,
    Wanted,
    erase_sender,
    release_submission,
    submit_proposal,
    submit_wish,
    withdraw_submission,
    withhold_submission,
)

__all__ = [
    "Invited",
    "Sender",
    "Wanted",
    "close_reading",
    "erase_sender",
    "invite",
    "name_topics",
    "note_reminder",
    "open_invitation",
    "open_reading",
    "release_submission",
    "renew_invitations",
    "submit_proposal",
    "submit_wish",
    "wish_nothing",
    "withdraw_invitations",
    "withdraw_submission",
    "withhold_submission",
]
