"""What every file that leaves the house says of itself: which text it is, as of when."""

from dataclasses import dataclass, field
from datetime import date

SHORT = 12
"""So many signs of a hash tell texts apart and can still be read out."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """Which text a file holds; all empty where nobody asked for it to be said.

    `version` is the name of the version or draft, `standing` where it stands in words,
    `address` where the text can be looked up, `hash` that of its canonical bytes and
    `embedded` these bytes. In a comparison `compared` is the hash of the old text. `change` is
    the last change of a draft, which finds its text again once the draft was written on.
    """

    title: str = ""
    publisher: str = ""
    version: str = ""
    standing: str = ""
    day: date | None = None
    address: str = ""
    hash: str = ""
    embedded: bytes = field(default=b"", repr=False)
    compared: str = ""
    change: str = ""

    @property
    def code(self) -> str:
        """Give the short code: the beginning of the hash, in groups that can be read out."""
        return " ".join(self.hash[at : at + 4] for at in range(0, SHORT, 4)).strip()

    @property
    def date_in_words(self) -> str:
        """Give the day as it is printed."""
        return f"{self.day:%d.%m.%Y}" if self.day else ""
