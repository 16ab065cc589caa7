"""Acts on who acts: founding and naming bodies, terms, persons, seats."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from fortschrift.accounts.journal import Entry, action
from fortschrift.accounts.models import Municipality, User
from fortschrift.accounts.results import require
from fortschrift.core.partial_date import UNKNOWN, PartialDate
from fortschrift.council.actions.checks import (
    check_belonging,
    check_free_address,
    checked,
    identity,
    read_dates,
)
from fortschrift.council.models import (
    LegislativeTerm,
    Membership,
    Organization,
    OrganizationName,
    Person,
)
from fortschrift.council.permissions import may_keep_bodies
from fortschrift.sources.models import Claim, Visibility


@action(_("{actor} hat „{name}“ als Gremium oder Stelle aufgenommen."))
def found_organization(
    entry: Entry,
    municipality: Municipality,
    *,
    slug: str,
    name: str,
    classification: str,
    is_statutory: bool,
    actor: User | None,
    now: datetime,
    id: UUID | None = None,
    meets_in_public: bool | None = None,
    founded_by: Organization | None = None,
    sub_organization_of: Organization | None = None,
    founded: PartialDate | str = UNKNOWN,
    dissolved: PartialDate | str = UNKNOWN,
    voting_member_count: int | None = None,
    purpose: str = "",
    composition: str = "",
    decision_rule: str = "",
    note: str = "",
    leading_system: str = Organization.LeadingSystem.HERE,
    url: str = "",
    visibility: str = Visibility.PUBLIC,
    claims: Sequence[Claim] = (),
) -> Organization:
    """Record a body, department, group or partner under the name it bears today.

    ``meets_in_public`` False makes its meetings public steps with confidential content.
    """
    require(may_keep_bodies(actor, municipality))
    check_belonging(
        municipality, founded_by=founded_by, sub_organization_of=sub_organization_of, claims=claims
    )
    check_free_address(Organization.objects.filter(municipality=municipality, slug=slug))
    organization = entry.create(
        Organization, municipality=municipality, slug=slug, name=name,
        classification=classification, is_statutory=is_statutory,
        meets_in_public=meets_in_public, founded_by=founded_by,
        sub_organization_of=sub_organization_of, voting_member_count=voting_member_count,
        purpose=purpose, composition=composition, decision_rule=decision_rule, note=note,
        leading_system=leading_system, url=url, visibility=visibility,
        **read_dates(founded=founded, dissolved=dissolved), **identity(id),
    )  # fmt: skip
    entry.link(organization.claims, claims)
    entry.tell(name=name)
    return organization


@action(_("{actor} hat zu „{organization}“ den Namen „{name}“ festgehalten."))
def name_organization(
    entry: Entry,
    organization: Organization,
    *,
    name: str,
    kind: str,
    actor: User | None,
    now: datetime,
    valid_from: PartialDate | str = UNKNOWN,
    valid_to: PartialDate | str = UNKNOWN,
    note: str = "",
    claims: Sequence[Claim] = (),
) -> OrganizationName:
    """Record a name a body bears, bore, goes by, or under which a source prints it.

    The official name of today is changed by ``rename_organization`` only.
    """
    require(may_keep_bodies(actor, organization.municipality))
    check_belonging(organization.municipality, claims=claims)
    if kind == OrganizationName.Kind.OFFICIAL and name != organization.name:
        raise ValidationError(
            {"kind": _("Der amtliche Name ist „%(name)s“.") % {"name": organization.name}}
        )
    return _keep_name(
        entry, organization, name=name, kind=kind, valid_from=valid_from, valid_to=valid_to,
        note=note, claims=claims,
    )  # fmt: skip


@action(_("{actor} hat „{organization}“ in „{name}“ umbenannt."))
def rename_organization(
    entry: Entry,
    organization: Organization,
    *,
    name: str,
    actor: User | None,
    now: datetime,
    since: PartialDate | str = UNKNOWN,
    note: str = "",
    claims: Sequence[Claim] = (),
) -> OrganizationName:
    """Give a body a new official name; the name it bore stays findable as a former one."""
    require(may_keep_bodies(actor, organization.municipality))
    check_belonging(organization.municipality, claims=claims)
    if name == organization.name:
        raise ValidationError({"name": _("Das Gremium trägt diesen Namen schon.")})
    changes = checked(organization, name=name)
    former = organization.name
    _end_name(entry, organization, former, since)
    row = _keep_name(
        entry, organization, name=name, kind=OrganizationName.Kind.OFFICIAL, valid_from=since,
        valid_to=UNKNOWN, note=note, claims=claims,
    )  # fmt: skip
    entry.tell(organization=former)
    entry.save(organization, **changes)
    return row


def _end_name(
    entry: Entry, organization: Organization, name: str, until: PartialDate | str
) -> None:
    """Turn the official name into a former one, keeping since when it was borne."""
    official = organization.names.filter(name=name, kind=OrganizationName.Kind.OFFICIAL).last()
    dates = read_dates(valid_to=until)
    if official:
        entry.save(official, kind=OrganizationName.Kind.FORMER, **dates)
    else:
        entry.create(
            OrganizationName, organization=organization, name=name,
            kind=OrganizationName.Kind.FORMER, **dates,
        )  # fmt: skip


def _keep_name(
    entry: Entry,
    organization: Organization,
    *,
    name: str,
    kind: str,
    valid_from: PartialDate | str,
    valid_to: PartialDate | str,
    note: str,
    claims: Sequence[Claim],
) -> OrganizationName:
    dates = read_dates(valid_from=valid_from, valid_to=valid_to)
    same = organization.names.filter(name=name, kind=kind, valid_from=dates["valid_from"])
    if same.exists():
        raise ValidationError({"name": _("Dieser Name ist schon festgehalten.")})
    row = entry.create(
        OrganizationName, organization=organization, name=name, kind=kind, note=note, **dates
    )
    entry.link(row.claims, claims)
    entry.tell(organization=organization, name=name)
    return row


@action(_("{actor} hat „{organization}“ öffentlich gemacht."))
def publish_organization(
    entry: Entry, organization: Organization, *, actor: User | None, now: datetime
) -> None:
    """Let everybody read of an organization that only the office knew, as from a pasted list."""
    require(may_keep_bodies(actor, organization.municipality))
    entry.save(organization, visibility=Visibility.PUBLIC)
    entry.tell(organization=organization)


@action(_("{actor} hat die Wahlperiode „{name}“ aufgenommen."))
def begin_term(
    entry: Entry,
    municipality: Municipality,
    *,
    name: str,
    actor: User | None,
    now: datetime,
    start: PartialDate | str = UNKNOWN,
    end: PartialDate | str = UNKNOWN,
    claims: Sequence[Claim] = (),
) -> LegislativeTerm:
    """Record a period for which the council is elected."""
    require(may_keep_bodies(actor, municipality))
    check_belonging(municipality, claims=claims)
    if LegislativeTerm.objects.filter(municipality=municipality, name=name).exists():
        raise ValidationError({"name": _("Diese Wahlperiode ist schon aufgenommen.")})
    term = entry.create(
        LegislativeTerm, municipality=municipality, name=name, **read_dates(start=start, end=end)
    )
    entry.link(term.claims, claims)
    entry.tell(name=name)
    return term


@action(_("{actor} hat „{name}“ als Person aufgenommen."))
def name_person(
    entry: Entry,
    municipality: Municipality,
    *,
    name: str,
    actor: User | None,
    now: datetime,
    id: UUID | None = None,
    visibility: str = Visibility.INTERNAL,
) -> Person:
    """Record somebody who sits in a body; the name stays internal unless said otherwise."""
    require(may_keep_bodies(actor, municipality))
    entry.tell(name=name)
    return entry.create(
        Person, municipality=municipality, name=name, visibility=visibility, **identity(id)
    )


@action(_("{actor} hat „{member}“ einen Sitz in „{organization}“ gegeben."))
def seat_member(
    entry: Entry,
    organization: Organization,
    *,
    actor: User | None,
    now: datetime,
    person: Person | None = None,
    member_organization: Organization | None = None,
    on_behalf_of: Organization | None = None,
    role: str = Membership.Role.MEMBER,
    voting_right: bool | None = None,
    term: LegislativeTerm | None = None,
    start: PartialDate | str = UNKNOWN,
    end: PartialDate | str = UNKNOWN,
    note: str = "",
    claims: Sequence[Claim] = (),
) -> Membership:
    """Seat a person, an organization, or somebody not named on behalf of an organization."""
    municipality = organization.municipality
    require(may_keep_bodies(actor, municipality))
    check_belonging(
        municipality, person=person, member_organization=member_organization,
        on_behalf_of=on_behalf_of, term=term, claims=claims,
    )  # fmt: skip
    _check_one_member(person, member_organization, on_behalf_of)
    membership = entry.create(
        Membership, organization=organization, person=person,
        member_organization=member_organization, on_behalf_of=on_behalf_of, role=role,
        voting_right=voting_right, term=term, note=note, **read_dates(start=start, end=end),
    )  # fmt: skip
    entry.link(membership.claims, claims)
    entry.tell(member=membership, organization=organization)
    return membership


def _check_one_member(
    person: Person | None, member: Organization | None, behalf: Organization | None
) -> None:
    if person is not None and member is not None:
        raise ValidationError(
            {"person": _("Ein Sitz gehört einer Person oder einer Organisation, nicht beiden.")}
        )
    if person is None and member is None and behalf is None:
        raise ValidationError({"person": _("Bitte nennen Sie, wer den Sitz hat.")})
