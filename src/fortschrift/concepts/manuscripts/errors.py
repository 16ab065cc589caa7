"""Why a file could not be read, so that a page can say it in a sentence."""

from dataclasses import dataclass
from typing import Literal

Reason = Literal[
    "empty",  # no bytes, or no text in it
    "unknown",  # of no kind that is read here
    "other_format",  # readable, but not what is asked for here
    "broken",  # of this kind, but damaged
    "password",  # locked with a password
    "old_format",  # Word, Excel of the time before 2007
    "macros",  # carries programs
    "too_large",  # more than is taken in, packed or unpacked
    "scan",  # pages that are pictures
]


@dataclass
class Unreadable(Exception):
    """A file that is not taken in; `detail` names the part of it, for whoever looks closer."""

    reason: Reason
    detail: str = ""

    def __str__(self) -> str:
        """Name reason and part, for logs."""
        return f"{self.reason}: {self.detail}" if self.detail else self.reason
