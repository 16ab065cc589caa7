"""Reads on readings and on what is handed in."""

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from django.db.models import Count, QuerySet

from fortschrift.accounts.models import Municipality
from fortschrift.concepts.models import Amendment, Concept, Version, Wording
from fortschrift.council.models import Contact
from fortschrift.participation.codes import hash_of
from fortschrift.participation.models import (
    Invitation,
    InvitationQuerySet,
    Reading,
    ReadingQuerySet,
    Submission,
    SubmissionQuerySet,
)


def readings_of(concept: Concept) -> ReadingQuerySet:
    """Return the public readings of a concept by number, with what their page needs."""
    return Reading.objects.filter(concept=concept).public().with_content().order_by("number")


def reading(municipality: Municipality, concept: str, number: int) -> Reading | None:
    """Find a reading, whoever may see it, with what its page needs."""
    rows = Reading.objects.filter(
        concept__municipality=municipality, concept__slug=concept, number=number
    )
    return rows.with_content().first()


def open_readings(
    day: date,
    *,
    versions: Sequence[Version] | None = None,
    concepts: Sequence[Concept] | None = None,
) -> list[Reading]:
    """Return the public readings that take proposals that day, of these rows; constant queries."""
    rows = Reading.objects.public().filter(version__isnull=False).exclude(closes="")
    if versions is not None:
        rows = rows.filter(version__in=versions)
    if concepts is not None:
        rows = rows.filter(concept__in=concepts)
    return [each for each in rows.with_content().order_by("number") if each.is_open_on(day)]


def proposals_in(reading: Reading) -> SubmissionQuerySet:
    """Return what everybody may see of what came in, the newest first."""
    found = Submission.objects.filter(reading=reading).public().with_content()
    return found.order_by("-recorded", "pk")


def proposals_by_node(reading: Reading) -> Mapping[UUID, int]:
    """Count what everybody may see, by the passage it is about; 1 query."""
    rows = Submission.objects.filter(reading=reading, node__isnull=False).public()
    counted = rows.order_by().values_list("node").annotate(Count("pk"))
    return dict(counted)


#: Where a submission can stand, what waits first.
BOXES = ("waiting", "released", "withheld", "withdrawn")


def inbox(reading: Reading, box: str) -> SubmissionQuerySet:
    """Return what came in and stands as ``box`` says, one of `BOXES`; what waits longest first."""
    rows = Submission.objects.filter(reading=reading).standing(box).with_content()
    return rows.order_by("recorded" if box == "waiting" else "-recorded", "pk")


def inbox_counts(reading: Reading) -> Mapping[str, int]:
    """Count what came in by where it stands; 1 query each."""
    rows = Submission.objects.filter(reading=reading)
    return {box: rows.standing(box).count() for box in BOXES}


def readings_with_waiting(municipality: Municipality) -> list[tuple[Reading, int]]:
    """Return the readings of a town in which something waits to be released; 1 query."""
    rows = (
        Reading.objects.filter(
            concept__municipality=municipality,
            submissions__isnull=False, submissions__statuses__isnull=True,
        )
        .select_related("concept__municipality", "organization")
        .annotate(waiting=Count("submissions"))
        .order_by("concept", "number")
    )  # fmt: skip
    return [(row, row.waiting) for row in rows]  # type: ignore[attr-defined]


def submission_by_code(reading: Reading, code: str) -> Submission | None:
    """Find what was handed in by the short code that only its sender was told."""
    return Submission.objects.filter(reading=reading, code=code).with_content().first()


def invitation(reading: Reading, key: str) -> Invitation | None:
    """Find an invitation to a reading by its id."""
    return Invitation.objects.filter(reading=reading, pk=key).with_content().first()


def invitation_by_key(reading: Reading, key: str) -> Invitation | None:
    """Find an invitation by the key of its link, as somebody may type it."""
    rows = Invitation.objects.filter(reading=reading, key_hash=hash_of(key))
    return rows.with_content().first()


def invitation_in(municipality: Municipality, key: str) -> Invitation | None:
    """Find an invitation to any reading of a town by the key of its link."""
    rows = Invitation.objects.filter(
        reading__concept__municipality=municipality, key_hash=hash_of(key)
    )
    return rows.select_related("reading__concept__municipality").first()


def invitations_to(reading: Reading) -> InvitationQuerySet:
    """Return who is invited, by organization, without links that were replaced or taken back."""
    rows = Invitation.objects.filter(reading=reading).standing().with_content()
    return rows.order_by("contact__organization__name", "contact__name", "recorded", "pk")


def contacts_to_invite(reading: Reading, day: date) -> QuerySet[Contact]:
    """Return the contacts of the town that can be written to and are not invited yet."""
    invited = Invitation.objects.filter(reading=reading).standing().values("contact")
    rows = Contact.objects.of_town(reading.municipality).holding_on(day)
    rows = rows.exclude(pk__in=invited).select_related("organization")
    return rows.order_by("organization__name", "name", "function")


def first_wordings(amendments: list[Amendment]) -> Mapping[UUID, Wording]:
    """Return the wording each was submitted in; 1 query."""
    rows = Wording.objects.filter(amendment__in=amendments, order=1)
    return {row.amendment_id: row for row in rows.select_related("base")}
