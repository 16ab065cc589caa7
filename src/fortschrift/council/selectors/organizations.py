"""Reads on bodies: all of a municipality in their groups, one with its names and members."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db.models import Prefetch, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from fortschrift.accounts.models import Municipality
from fortschrift.council.models import LegislativeTerm, Membership, Organization, OrganizationName
from fortschrift.council.permissions import PUBLIC_ONLY, Readable
from fortschrift.sources.models import Claim

Kind = Organization.Classification

#: The groups of the list, in order; the key stands in the page's address as an anchor.
GROUPS: dict[str, str | Promise] = {
    "statutory": _("Gesetzliche Gremien"),
    "informal": _("Weitere Gremien und Runden"),
    "groups": _("Fraktionen und Gruppen"),
    "administration": _("Verwaltung"),
    "partners": _("Partner"),
}
_GROUP_OF_KIND = {
    Kind.PARLIAMENTARY_GROUP: "groups",
    Kind.ADMINISTRATION: "administration",
    Kind.DEPARTMENT: "administration",
    Kind.PARTNER: "partners",
}
_RANK = {kind: rank for rank, kind in enumerate(Kind.values)}


class UnknownOrganization(ValidationError):
    """An address that leads to no body of this municipality."""


@dataclass(frozen=True, slots=True)
class OrganizationGroup:
    """Bodies of one sort, the council first."""

    key: str
    title: str | Promise
    organizations: Sequence[Organization]


@dataclass(frozen=True, slots=True)
class OrganizationRecord:
    """A body with everything that is recorded on itself."""

    organization: Organization
    names: Sequence[OrganizationName]
    memberships: Sequence[Membership]
    sub_organizations: Sequence[Organization]
    terms: Sequence[LegislativeTerm]

    def claims(self) -> Iterator[Claim]:
        """Yield what this body's page relies on."""
        for row in (self.organization, *self.names, *self.terms):
            yield from row.claims.all()


def sourced() -> Prefetch[str]:
    """Fetch the claims of rows together with their sources, in one query."""
    return Prefetch("claims", Claim.objects.select_related("source").order_by("pk"))


def organizations(
    municipality: Municipality, *, readable: Readable = PUBLIC_ONLY
) -> QuerySet[Organization]:
    """Return all bodies with their municipality and names; 2 queries."""
    return (
        Organization.objects.filter(municipality=municipality, visibility__in=readable)
        .select_related("municipality")
        .prefetch_related("names")
        .order_by("name")
    )


def find_organizations(
    municipality: Municipality, words: str, *, readable: Readable = PUBLIC_ONLY
) -> QuerySet[Organization]:
    """Return bodies one of whose names holds the words: of today, former, by-name, as printed."""
    wanted = Q()
    # SQLite ignores the case of ASCII letters only, and German names begin with "Ö" as well.
    for variant in {words, words.lower(), words.capitalize(), words.upper()}:
        wanted |= Q(name__icontains=variant) | Q(names__name__icontains=variant)
    return organizations(municipality, readable=readable).filter(wanted).distinct()


def grouped_organizations(found: Iterable[Organization]) -> list[OrganizationGroup]:
    """Put bodies by law, informal ones, groups, administration and partners apart."""
    by_group: dict[str, list[Organization]] = {key: [] for key in GROUPS}
    for organization in found:
        by_group[_group_of(organization)].append(organization)
    return [
        OrganizationGroup(key, GROUPS[key], sorted(members, key=_place_in_group))
        for key, members in by_group.items()
        if members
    ]


def _group_of(organization: Organization) -> str:
    fallback = "statutory" if organization.is_statutory else "informal"
    return _GROUP_OF_KIND.get(Kind(organization.classification), fallback)


def _place_in_group(organization: Organization) -> tuple[int, str]:
    return (_RANK[organization.classification], organization.name)


def organization_at(municipality: Municipality, slug: str) -> Organization:
    """Return the body at an address; raises UnknownOrganization with a sentence otherwise."""
    found = organizations(municipality).filter(slug=slug).first()
    if found is None:
        message = _("In „%(municipality)s“ gibt es kein Gremium „%(slug)s“.")
        raise UnknownOrganization(
            {"organization": message % {"municipality": municipality, "slug": slug}}
        )
    return found


def organization_record(
    municipality: Municipality, slug: str, *, readable: Readable = PUBLIC_ONLY
) -> OrganizationRecord | None:
    """Return a body with names, seats, parts and a council's terms, or None; 9 queries."""
    found = (
        Organization.objects.filter(municipality=municipality, slug=slug, visibility__in=readable)
        .select_related(
            "municipality", "founded_by__municipality", "sub_organization_of__municipality"
        )
        .prefetch_related(sourced())
        .first()
    )
    if found is None:
        return None
    names = found.names.prefetch_related(sourced()).order_by("valid_from", "name")
    return OrganizationRecord(
        organization=found,
        names=list(names),
        memberships=list(_memberships(found)),
        sub_organizations=list(
            found.sub_organizations.filter(visibility__in=readable).select_related("municipality")
        ),
        terms=list(_terms(found)),
    )


def _terms(organization: Organization) -> QuerySet[LegislativeTerm]:
    """Find the periods a council is elected for; other bodies have none of their own."""
    if organization.classification != Kind.COUNCIL:
        return LegislativeTerm.objects.none()
    return (
        LegislativeTerm.objects.filter(municipality=organization.municipality)
        .prefetch_related(sourced())
        .order_by("start", "name")
    )


def _memberships(organization: Organization) -> QuerySet[Membership]:
    return (
        organization.memberships.select_related(
            "person",
            "member_organization__municipality",
            "on_behalf_of__municipality",
            "term",
        )
        .prefetch_related(sourced())
        .order_by("-term__start", "pk")
    )
