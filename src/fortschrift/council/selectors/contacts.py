"""Reads on contacts; only for those whom ``may_keep_contacts`` lets in."""

from datetime import date
from typing import Literal
from uuid import UUID

from django.db.models import F, Prefetch, Q, QuerySet

from fortschrift.accounts.models import Municipality
from fortschrift.council.models import Contact, Organization
from fortschrift.council.permissions import EVERYTHING
from fortschrift.council.selectors.organizations import organizations

State = Literal["current", "ended", "all"]


def all_organizations(municipality: Municipality) -> QuerySet[Organization]:
    """Return every organization, also those nobody else is told of; 2 queries."""
    return organizations(municipality, readable=EVERYTHING)


def contacts(
    municipality: Municipality,
    *,
    today: date,
    state: State = "current",
    words: str = "",
    organization: str = "",
    language: str = "",
) -> QuerySet[Contact]:
    """Return contacts by organization, those it is to be written to first; 1 query.

    ``words`` are looked for in whatever a contact says and in every name of its organization;
    ``organization`` is a slug.
    """
    found = Contact.objects.of_town(municipality)
    if state != "all":
        found = found.holding_on(today) if state == "current" else found.over_on(today)
    if organization:
        found = found.filter(organization__slug=organization)
    if language:
        found = found.filter(language=language)
    for word in words.split():
        found = found.filter(_says(word))
    return found.select_related("organization__municipality", "deputy_of", "successor").order_by(
        "organization__name",
        "organization_id",
        F("deputy_of").asc(nulls_first=True),
        "name",
        "function",
        "email",
        "pk",
    )


def contact_at(municipality: Municipality, pk: UUID) -> Contact | None:
    """Return one contact with all it is tied to, each with its organization; 3 queries."""
    placed = Contact.objects.select_related("organization__municipality")
    town = "organization__municipality"
    return (
        Contact.objects.of_town(municipality)
        .filter(pk=pk)
        .select_related(town, f"deputy_of__{town}", f"successor__{town}")
        .prefetch_related(Prefetch("deputies", placed), Prefetch("predecessors", placed))
        .first()
    )


def may_stand_in_for(contact: Contact, today: date) -> QuerySet[Contact]:
    """Return the contacts of the same organization that hold."""
    beside = Contact.objects.filter(organization=contact.organization).exclude(pk=contact.pk)
    return beside.holding_on(today).order_by("name", "function", "email")


def _says(word: str) -> Q:
    """Find a word in any field; SQLite ignores the case of ASCII letters only."""
    wanted = Q()
    for variant in {word, word.lower(), word.capitalize(), word.upper()}:
        for name in (*Contact.PERSONAL, "organization__name"):
            wanted |= Q(**{f"{name}__icontains": variant})
        named = Organization.objects.filter(names__name__icontains=variant)
        wanted |= Q(organization__in=named)
    return wanted
