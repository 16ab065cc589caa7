"""The town itself and what is known about it from where."""

from typing import ClassVar

from fortschrift.demo.schema.base import (
    NEVER_SAID,
    ClaimKey,
    ConceptKey,
    Key,
    MediaKey,
    Sourced,
    Strict,
    When,
)


class Municipality(Strict):
    """The town; ``part_of`` is the slug of a town loaded before."""

    slug: Key
    name: str
    kind: str
    state: str
    is_fictional: bool = False
    accent: str = "blue"
    part_of: Key | None = None


class Source(Strict):
    """A document or page."""

    defines: ClassVar = "source"

    key: Key
    title: str
    kind: str
    publisher: str = ""
    url: str = ""
    published: When = NEVER_SAID
    note: str = ""


class Media(Sourced):
    """A picture; the demo ships no file, ``licence`` says why."""

    defines: ClassVar = "media"

    key: Key
    alternative_text: str
    credit: str
    licence: str
    caption: str = ""
    is_symbolic: bool = False


class ContactPoint(Sourced):
    """Whom to ask."""

    defines: ClassVar = "contact point"

    key: Key
    name: str
    address: str = ""
    email: str = ""
    phone: str = ""
    url: str = ""


class Figure(Sourced):
    """A number about the town."""

    defines: ClassVar = "figure"

    key: Key
    what: str
    value: int
    unit: str = ""
    date: When = NEVER_SAID
    date_note: str = ""


class Contradiction(Strict):
    """Claims that cannot all be right; ``held`` is the one the record follows."""

    defines: ClassVar = "contradiction"

    key: Key
    about: str
    claims: tuple[ClaimKey, ...]
    held: ClaimKey | None = None
    explanation: str = ""


class Event(Sourced):
    """Something dated that is no meeting; ``concept`` is the one to whose life it belongs."""

    defines: ClassVar = "event"

    key: Key
    concept: ConceptKey | None = None
    slug: str = ""
    kind: str
    title: str
    text: str = ""
    date: When = NEVER_SAID
    date_note: str = ""
    place: str = ""
    media: tuple[MediaKey, ...] = ()
