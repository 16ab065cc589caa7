"""Reads on readings and on what is handed in."""

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from django.db.models import Count, Prefetch, Q, QuerySet

from fortschrift.accounts.models import Municipality, User
from fortschrift.concepts.models import Amendment, Concept, Node, Version, VersionStatus, Wording
from fortschrift.council.models import Contact, Organization
from fortschrift.participation.codes import hash_of
from fortschrift.participation.models import (
    Answer,
    Comment,
    CommentQuerySet,
    Endorsement,
    EndorsementQuerySet,
    Invitation,
    InvitationQuerySet,
    Reading,
    ReadingQuerySet,
    Submission,
    SubmissionQuerySet,
    Support,
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


def takes_wishes(version: Version) -> bool:
    """Tell whether wishes for its review are collected: it was adopted and its text is here."""
    return version.pk in taking_wishes([version])


def taking_wishes(versions: Sequence[Version]) -> set[UUID]:
    """Tell on which of these versions wishes are collected; 1 query."""
    rows = VersionStatus.objects.filter(
        version__in=versions, version__texts__isnull=False, status=VersionStatus.Status.ADOPTED
    )
    return set(rows.values_list("version", flat=True))


def wishes_on(version: Version) -> SubmissionQuerySet:
    """Return what everybody may see of the wishes on a version, the newest first; 2 queries more.

    With each come the readings into which the office has taken it.
    """
    taken = Submission.objects.select_related("reading__concept__municipality")
    found = Submission.objects.filter(version=version, reading__isnull=True).public()
    rows = found.with_content().prefetch_related(Prefetch("taken_over", taken))
    return rows.order_by("-recorded", "pk")


def wishes_for(reading: Reading) -> SubmissionQuerySet:
    """Return the wishes on adopted versions of its concept that this reading has not taken over."""
    rows = Submission.objects.filter(concept=reading.concept, reading__isnull=True).standing(
        "released"
    )
    return rows.exclude(taken_over__reading=reading).with_content().order_by("recorded", "pk")


def proposals_in(reading: Reading) -> SubmissionQuerySet:
    """Return what everybody may see of what came in, the newest first."""
    found = Submission.objects.filter(reading=reading).public().with_content()
    return found.order_by("-recorded", "pk")


def shown_at(received: SubmissionQuerySet, node: UUID) -> list[Submission]:
    """Return the newest of what everybody may see at a passage."""
    rows = received.filter(node=node).public().with_content()
    return list(rows.order_by("-recorded", "pk")[:SHOWN_AT_A_PASSAGE])


def proposals_by_node(reading: Reading) -> Mapping[UUID, int]:
    """Count what everybody may see, by the passage it is about; 1 query."""
    rows = Submission.objects.filter(reading=reading, node__isnull=False).public()
    counted = rows.order_by().values_list("node").annotate(Count("pk"))
    return dict(counted)


#: So many are shown beside the form; all of them stand in the list.
SHOWN_AT_A_PASSAGE = 10

#: Where a submission can stand, what waits first.
BOXES = ("waiting", "released", "withheld", "withdrawn")


def inbox(received: SubmissionQuerySet, box: str) -> SubmissionQuerySet:
    """Return what of it stands as ``box`` says, one of `BOXES`; what waits longest first."""
    rows = received.standing(box).with_content()
    return rows.order_by("recorded" if box == "waiting" else "-recorded", "pk")


def inbox_counts(received: SubmissionQuerySet) -> Mapping[str, int]:
    """Count what came in by where it stands; 1 query each."""
    return {box: received.standing(box).count() for box in BOXES}


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


def versions_with_waiting(municipality: Municipality) -> list[tuple[Version, int]]:
    """Return the versions of a town on which a wish waits to be released; 1 query."""
    rows = (
        Version.objects.filter(
            concept__municipality=municipality, submissions__isnull=False,
            submissions__reading__isnull=True, submissions__statuses__isnull=True,
        )
        .select_related("concept__municipality")
        .annotate(waiting=Count("submissions"))
        .order_by("concept", "slug")
    )  # fmt: skip
    return [(row, row.waiting) for row in rows]


def submission_by_code(received: SubmissionQuerySet, code: str) -> Submission | None:
    """Find what was handed in by the short code that only its sender was told."""
    return received.filter(code=code).with_content().first()


def proposal(reading: Reading, number: int) -> Submission | None:
    """Find what everybody may see by the number of one of its amendments."""
    rows = Submission.objects.filter(reading=reading, amendments__number=number).public()
    return rows.with_content().first()


def supports_of(rows: Sequence[Submission]) -> Mapping[UUID, tuple[int, int]]:
    """Count who supports each of these: by invitation or account, and by browser; 1 query."""
    browsers = Count("pk", filter=Q(visitor__isnull=False))
    found = Support.objects.filter(submission__in=rows).order_by().values_list("submission")
    counted = found.annotate(everybody=Count("pk"), browsers=browsers)
    return {key: (everybody - browsers, browsers) for key, everybody, browsers in counted}


def comments_of(rows: Sequence[Submission]) -> Mapping[tuple[UUID, str], int]:
    """Count the remarks and questions on these that everybody may see, by kind; 1 query."""
    found = Comment.objects.public().filter(submission__in=rows).order_by()
    counted = found.values_list("submission", "kind").annotate(Count("pk"))
    return {(key, kind): number for key, kind, number in counted}


def comments_on(submission: Submission) -> CommentQuerySet:
    """Return what everybody may see of what was said to a proposal, as it came; 2 queries."""
    rows = Comment.objects.public().filter(submission=submission).order_by("recorded", "pk")
    return rows.prefetch_related(Prefetch("answers", Answer.objects.order_by("pk")))


def comments_in(reading: Reading, box: str) -> CommentQuerySet:
    """Return what was said in a reading: what waits, or questions without an answer."""
    rows = Comment.objects.filter(submission__reading=reading)
    found = rows.waiting() if box == "waiting" else rows.unanswered()
    return found.select_related("submission").order_by("recorded", "pk")


def supports_it(
    submission: Submission, invitation: Invitation | None, user: User | None, visitor: str
) -> bool:
    """Tell whether whoever asks supports a proposal."""
    rows = submission.supports
    if invitation is not None:
        return rows.filter(invitation=invitation).exists()
    if user is not None:
        return rows.filter(user=user).exists()
    return bool(visitor) and rows.filter(visitor=visitor).exists()


def readings_with_waiting_comments(municipality: Municipality) -> list[tuple[Reading, int]]:
    """Return the readings of a town in which a remark or a question waits; 2 queries."""
    rows = Comment.objects.waiting().filter(submission__concept__municipality=municipality)
    counted = dict(rows.order_by().values_list("submission__reading").annotate(Count("pk")))
    readings = Reading.objects.filter(pk__in=counted).select_related("concept__municipality")
    return [(each, counted[each.pk]) for each in readings.order_by("concept", "number")]


def moves_in(reading: Reading) -> Mapping[UUID, list[Wording]]:
    """Return the wordings that everybody may see and that move a passage, by it; 2 queries."""
    rows = Submission.objects.filter(reading=reading, kind=Submission.Kind.MOVE).public()
    rows = rows.filter(node__isnull=False).prefetch_related("amendments")
    pairs = [(row.node_id, each) for row in rows if row.node_id for each in row.amendments.all()]
    wordings = first_wordings([each for _node, each in pairs])
    found: dict[UUID, list[Wording]] = {}
    for node, amendment in pairs:
        found.setdefault(node, []).append(wordings[amendment.pk])
    return found


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


def endorsements_of(version: Version) -> EndorsementQuerySet:
    """Return what still stands of what organizations carry of a version; 2 queries."""
    rows = Endorsement.objects.standing().filter(version=version).with_content()
    return rows.order_by("organization__name", "recorded", "pk")


def public_endorsements(versions: Sequence[Version]) -> list[Endorsement]:
    """Return what organizations carry of these versions and want seen; 1 query."""
    rows = Endorsement.objects.public().filter(version__in=versions)
    return list(rows.select_related("organization").order_by("organization__name", "pk"))


def roles_carried(node: Node) -> EndorsementQuerySet:
    """Return what organizations stand by at an element: the roles they can be given later."""
    return Endorsement.objects.confirmed().filter(node=node).with_content().order_by("pk")


def organizations_of(
    user: User | None, municipality: Municipality, day: date
) -> list[Organization]:
    """Return the organizations of a town whose contact has the address of an account; 1 query."""
    if user is None:
        return []
    rows = Contact.objects.of_town(municipality).holding_on(day).filter(email__iexact=user.email)
    found = {each.organization for each in rows.select_related("organization__municipality")}
    return sorted(found, key=lambda each: each.name)


def partners_of(municipality: Municipality) -> QuerySet[Organization]:
    """Return the partners of a town, also those only the office knows of."""
    partner = Organization.Classification.PARTNER
    rows = Organization.objects.filter(municipality=municipality, classification=partner)
    return rows.select_related("municipality").order_by("name")


def readings_on(version: Version) -> ReadingQuerySet:
    """Return the readings of a version, whoever may see them."""
    return Reading.objects.filter(version=version).order_by("number")


def first_wordings(amendments: list[Amendment]) -> Mapping[UUID, Wording]:
    """Return the wording each was submitted in; 1 query."""
    rows = Wording.objects.filter(amendment__in=amendments, order=1)
    return {row.amendment_id: row for row in rows.select_related("base")}
