"""Who is invited to a reading, what comes in, and how the office words it."""

from typing import ClassVar

from pydantic import model_validator

from fortschrift.demo.schema.base import (
    NEVER_SAID,
    BodyKey,
    Key,
    NodeKey,
    ProposalKey,
    ReadingKey,
    RegisterKey,
    StrandKey,
    Strict,
    VersionKey,
    When,
    exactly_one,
)
from fortschrift.demo.schema.drafts import Edit


class Invitations(Strict):
    """Letters with a personal link, and what came of them; who proposes opens it then."""

    reading: ReadingKey
    contacts: tuple[RegisterKey, ...]
    date: When = NEVER_SAID
    reminded: tuple[RegisterKey, ...] = ()
    no_wishes: tuple[RegisterKey, ...] = ()


class ProposalPart(Strict):
    """A part that can be voted on by itself."""

    label: str
    edits: tuple[Edit, ...]


class Proposal(Strict):
    """What somebody hands in on the text that a reading calls to read, or as a wish on a version.

    It comes by the link of a ``contact``, from the public page without the office (``unaided``),
    or the office enters it for somebody.  What came without the office is released, unless it
    ``waits`` or is ``withheld`` with a reason.  Without a name it is shown without one.
    """

    defines: ClassVar = "proposal"

    key: Key
    reading: ReadingKey | None = None
    version: VersionKey | None = None
    number: int | None = None
    kind: str
    channel: str
    contact: RegisterKey | None = None
    unaided: bool = False
    organization: BodyKey | None = None
    shown_name: str = ""
    happened: When = NEVER_SAID
    node: NodeKey | None = None
    original: str = ""
    language: str = "de"
    reason: str = ""
    edits: tuple[Edit, ...] = ()
    parts: tuple[ProposalPart, ...] = ()
    waits: bool = False
    withheld: str = ""
    withdrawn: str = ""

    @model_validator(mode="after")
    def _is_one_or_the_other(self) -> "Proposal":
        return exactly_one(self, "reading", "version")

    @property
    def is_sent_by_themselves(self) -> bool:
        return self.unaided or self.contact is not None


class Rewording(Strict):
    """Other words for a proposal: on the text it was written for, or on a body's ``strand``."""

    proposal: ProposalKey
    strand: StrandKey | None = None
    kind: str
    consent: str
    reason: str = ""
    edits: tuple[Edit, ...]


class Support(Strict):
    """Those invited who stand behind a proposal."""

    proposal: ProposalKey
    contacts: tuple[RegisterKey, ...]
    happened: When = NEVER_SAID


class Remark(Strict):
    """A remark on a proposal, or a question with the office's ``answer``; released at once."""

    proposal: ProposalKey
    contact: RegisterKey | None = None
    shown_name: str
    kind: str = "comment"
    words: str
    answer: str = ""
    happened: When = NEVER_SAID
