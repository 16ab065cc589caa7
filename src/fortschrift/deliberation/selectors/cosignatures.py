"""Reads on co-signatures: whom a version was laid before, what it says of them, what is missing."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from uuid import UUID

from django.db.models import Case, Q, QuerySet, Value, When

from fortschrift.accounts.models import Municipality, User
from fortschrift.concepts.models import Concept, Version, VersionStatus
from fortschrift.concepts.selectors import ShownText
from fortschrift.core.text import NodeId
from fortschrift.council.models import Contact, Organization
from fortschrift.deliberation.models import (
    CosignatureRequest,
    CosignatureRequestQuerySet,
    OperativePoint,
)
from fortschrift.participation.codes import hash_of

_GONE_ON = (VersionStatus.Status.PROPOSED, VersionStatus.Status.ADOPTED)
_INSIDE = (Organization.Classification.DEPARTMENT, Organization.Classification.ADMINISTRATION)


def cosignature_requests_to(version: Version) -> CosignatureRequestQuerySet:
    """Return who is asked, by organization, without links that were replaced or taken back."""
    rows = CosignatureRequest.objects.standing().filter(version=version).with_content()
    return rows.order_by("contact__organization__name", "contact__name", "recorded", "pk")


def cosignature_request(version: Version, key: str) -> CosignatureRequest | None:
    """Find a request that still stands by its id."""
    return cosignature_requests_to(version).filter(pk=key).first()


def cosignature_request_by_key(version: Version, key: str) -> CosignatureRequest | None:
    """Find a request by the key of its link, as somebody may type it, also a withdrawn one."""
    rows = CosignatureRequest.objects.filter(version=version, key_hash=hash_of(key))
    return rows.with_content().first()


def cosignature_request_in(municipality: Municipality, key: str) -> CosignatureRequest | None:
    """Find a request on any version of a town by the key of its link."""
    rows = CosignatureRequest.objects.filter(
        version__concept__municipality=municipality, key_hash=hash_of(key)
    )
    return rows.select_related("version__concept__municipality").first()


def cosignature_request_of(version: Version, user: User) -> CosignatureRequest | None:
    """Find the request to the contact whose address an account has."""
    return cosignature_requests_to(version).filter(contact__email__iexact=user.email).first()


def open_cosignatures(municipality: Municipality, **of: object) -> list[CosignatureRequest]:
    """Return the requests of a town that nobody has answered, the most urgent first."""
    rows = CosignatureRequest.objects.standing().filter(
        version__concept__municipality=municipality, **of
    )
    rows = rows.filter(
        Q(renews__isnull=True, answers__isnull=True)
        | Q(renews__isnull=False, renews__answers__isnull=True)
    )
    return list(
        rows.select_related("version__concept__municipality", "contact__organization")
        .order_by("deadline", "pk").distinct()
    )  # fmt: skip


def contacts_to_ask(version: Version, day: date) -> QuerySet[Contact]:
    """Return the contacts that can be asked and are not yet, those of the administration first."""
    asked = CosignatureRequest.objects.standing().filter(version=version).values("contact")
    rows = Contact.objects.of_town(version.municipality).holding_on(day).exclude(pk__in=asked)
    inside = Case(When(organization__classification__in=_INSIDE, then=Value(0)), default=Value(1))
    rows = rows.select_related("organization__municipality")
    rows = rows.prefetch_related("organization__names")
    return rows.order_by(inside, "organization__name", "name", "function", "pk")


def named_in(text: ShownText, bodies: Iterable[Organization]) -> Mapping[UUID, list[NodeId]]:
    """Say in which elements a body is named as responsible, taking part or paying, in order.

    Which attributes there are is the outline's business: any that names the body counts.
    """
    said = [(state.id, _words(state.attributes)) for state in text.tree.walk() if state.attributes]
    found = {}
    for body in bodies:
        names = "|".join(re.escape(name) for name in _names(body))
        pattern = re.compile(rf"(?<!\w)(?:{names})(?!\w)", re.IGNORECASE)
        found[body.pk] = [node for node, words in said if pattern.search(words)]
    return found


def missing_cosignatures(versions: Sequence[Version]) -> Mapping[UUID, list[CosignatureRequest]]:
    """Return by version what was asked for and is not there: no answer, or a refusal."""
    rows = CosignatureRequest.objects.standing().filter(version__in=versions)
    rows = rows.select_related("contact__organization", "renews")
    found: dict[UUID, list[CosignatureRequest]] = {}
    for row in rows.prefetch_related("answers", "renews__answers").order_by("recorded", "pk"):
        answer = row.answer
        if answer is None or answer.stands_in_the_way:
            found.setdefault(row.version_id, []).append(row)
    return found


def versions_gone_on(concept: Concept) -> list[Version]:
    """Return the versions that co-signatures were asked for and that were handed over or adopted,

    also where nobody may know that they were.
    """
    gone = (
        Q(statuses__status__in=_GONE_ON)
        | Q(referrals__isnull=False)
        | Q(operative_points__verb=OperativePoint.Verb.ADOPTS)
    )
    rows = Version.objects.filter(gone, concept=concept, cosignature_requests__isnull=False)
    return list(rows.distinct().order_by("pk"))


def _names(body: Organization) -> set[str]:
    return {body.name, *(each.name for each in body.names.all())}


def _words(attributes: Sequence[tuple[str, object]]) -> str:
    parts = [
        " | ".join(value) if isinstance(value, tuple) else value
        for _key, value in attributes
        if isinstance(value, str | tuple)
    ]
    return " | ".join(parts)
