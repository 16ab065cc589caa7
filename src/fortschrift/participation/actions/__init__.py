"""Acts on readings and on what is handed in."""

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
    "Sender",
    "Wanted",
    "close_reading",
    "erase_sender",
    "name_topics",
    "open_reading",
    "release_submission",
    "submit_proposal",
    "submit_wish",
    "withdraw_submission",
    "withhold_submission",
]
