"""Who may see a new row when nobody said so: as few as the narrowest of what it rests on."""

from typing import Protocol

from fortschrift.council.models import Organization
from fortschrift.sources.models import Visibility

_FROM_NARROW_TO_WIDE = (Visibility.INTERNAL, Visibility.BODY, Visibility.PUBLIC)


class Marked(Protocol):
    """A row of the council that says who may see it."""

    visibility: str


def visibility_of(given: str | None, body: Organization | None, *rests_on: Marked | None) -> str:
    """Return the given visibility, or the narrowest of the body's and of the rows it rests on.

    What a body does that sits in private stays with the body.
    """
    if given is not None:
        return given
    closed = body is not None and body.meets_in_public is False
    marks = {row.visibility for row in rests_on if row is not None}
    marks.add(Visibility.BODY if closed else Visibility.PUBLIC)
    return next(mark for mark in _FROM_NARROW_TO_WIDE if mark in marks)
