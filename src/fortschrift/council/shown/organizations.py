"""Bodies as pages show them: the facts of one, its names over time, who sits in it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fortschrift.council.addresses import organization_url
from fortschrift.council.models import LegislativeTerm, Membership, Organization, OrganizationName
from fortschrift.council.permissions import CLOSED_SESSION, Readable
from fortschrift.council.selectors import OrganizationRecord
from fortschrift.council.shown.parts import organization_link, period_words, with_marks
from fortschrift.sources.shown import marks
from fortschrift.web.content import content, joined, told
from fortschrift.web.dates import date_words
from fortschrift.web.shapes import Column, Entry, Fact, Gap, Link, SourceMark, Table
from fortschrift.web.source_numbers import SourceNumbers

Kind = OrganizationName.Kind
BORNE = (Kind.OFFICIAL, Kind.FORMER)


@dataclass(frozen=True, slots=True)
class OrganizationCard:
    """A body in the list, with its other names in one line."""

    organization: Organization
    url: str
    also: str


@dataclass(frozen=True, slots=True)
class OtherName:
    """A name besides the official ones: as popularly used or as a source prints it."""

    name: str
    kind: str
    note: str
    marks: Sequence[SourceMark]


@dataclass(frozen=True, slots=True)
class OrganizationShown:
    """A body in the order of its page; ``members`` are tables by period."""

    marks: Sequence[SourceMark]
    facts: Sequence[Fact]
    other_names: Sequence[OtherName]
    history: Sequence[Entry]
    members: Sequence[Table]
    parts: Sequence[Link]
    terms: Sequence[Entry]


def card(organization: Organization) -> OrganizationCard:
    """Show a body in the list; its names must be loaded."""
    others = [name for name in organization.names.all() if name.name != organization.name]
    return OrganizationCard(
        organization=organization,
        url=organization_url(organization),
        also=joined("; ", map(_also, others)),
    )


def _also(name: OrganizationName) -> str:
    if name.kind == Kind.ALIAS:
        return content(name.name)
    return told("%(name)s (%(kind)s)", name=content(name.name), kind=name.get_kind_display())


def organization_shown(
    record: OrganizationRecord, numbers: SourceNumbers, readable: Readable, *, today: date
) -> OrganizationShown:
    """Show a body; ``today`` tells seats that have ended from those that last."""
    return OrganizationShown(
        marks=marks(numbers, record.organization.claims.all()),
        facts=_facts(record.organization),
        other_names=[_other(name, numbers) for name in record.names if name.kind not in BORNE],
        history=_history(record, numbers),
        members=_members(record.memberships, numbers, readable, today),
        parts=[organization_link(part) for part in record.sub_organizations],
        terms=[_term(term, numbers) for term in record.terms],
    )


def _facts(organization: Organization) -> list[Fact]:
    """List what is known; the kind of body stands above its name."""
    facts = [
        (_("Sitzungen"), _publicity(organization)),
        (_("Gegründet"), date_words(organization.founded, unknown="")),
        (_("Gegründet von"), _maybe_link(organization.founded_by)),
        (_("Aufgelöst"), date_words(organization.dissolved, unknown="")),
        (_("Gehört zu"), _maybe_link(organization.sub_organization_of)),
        (_("Stimmberechtigte Mitglieder"), organization.voting_member_count),
        (_("Zusammensetzung"), content(organization.composition)),
        (_("Entscheidet so"), content(organization.decision_rule)),
        (_("Bemerkung"), content(organization.note)),
        (_("Geführt in"), _leading_system(organization)),
    ]
    return [Fact(term, value) for term, value in facts if value not in ("", None)]


def _publicity(organization: Organization) -> str | Gap:
    """Say whether the public may listen; not knowing matters for bodies by law only."""
    if organization.meets_in_public is None:
        return Gap("unknown", _("ob öffentlich")) if organization.is_statutory else ""
    return _("öffentlich") if organization.meets_in_public else str(CLOSED_SESSION)


def _maybe_link(organization: Organization | None) -> Link | None:
    return organization_link(organization) if organization else None


def _leading_system(organization: Organization) -> Link | None:
    """Lead to the town's council system where that keeps agenda and minutes."""
    if organization.leading_system == Organization.LeadingSystem.COUNCIL_SYSTEM:
        return Link(str(organization.get_leading_system_display()), organization.url)
    return Link(_("Eigene Seite"), organization.url) if organization.url else None


def _other(name: OrganizationName, numbers: SourceNumbers) -> OtherName:
    return OtherName(
        name=name.name,
        kind=str(name.get_kind_display()),
        note=name.note,
        marks=marks(numbers, name.claims.all()),
    )


def _history(record: OrganizationRecord, numbers: SourceNumbers) -> list[Entry]:
    """Tell the official names in their order; empty when there never was another."""
    borne = [name for name in record.names if name.kind in BORNE]
    if not any(name.kind == Kind.FORMER for name in borne):
        return []
    entries = [
        Entry(
            title=content(name.name),
            date=period_words(name.valid_from, name.valid_to),
            body=content(name.note),
            marks=marks(numbers, name.claims.all()),
        )
        for name in borne
    ]
    if not any(name.kind == Kind.OFFICIAL for name in borne):
        entries.append(Entry(title=content(record.organization.name), date=_("heute")))
    return entries


def _term(term: LegislativeTerm, numbers: SourceNumbers) -> Entry:
    """Tell a period with the words of its source, and what that says of beginning and end."""
    claims = term.claims.all()
    printed = [claim.as_printed for claim in claims if claim.as_printed]
    return Entry(
        title=content(term.name),
        date=period_words(term.start, term.end),
        body=joined(
            " · ", [told(_("In der Quelle: „%(words)s“"), words=content(p)) for p in printed]
        ),
        marks=marks(numbers, claims),
        note=content(" ".join(claim.note for claim in claims if claim.note)),
    )


def _members(
    memberships: Sequence[Membership], numbers: SourceNumbers, readable: Readable, today: date
) -> list[Table]:
    """Put seats of one legislative term together; seats without a term by whether they ended."""
    periods: dict[str, list[Membership]] = {}
    for membership in memberships:
        periods.setdefault(_period(membership, today), []).append(membership)
    return [_table(period, rows, numbers, readable) for period, rows in periods.items()]


def _period(membership: Membership, today: date) -> str:
    if membership.term:
        return membership.term.name
    ended = membership.end.latest is not None and membership.end.latest < today
    return _("Frühere Mitglieder") if ended else _("Mitglieder")


def _table(
    period: str, memberships: Iterable[Membership], numbers: SourceNumbers, readable: Readable
) -> Table:
    named, withheld = [], 0
    for membership in memberships:
        if _is_withheld(membership, readable):
            withheld += 1
        else:
            named.append(_row(membership, numbers, readable))
    if withheld:
        words = ngettext("%(n)s weitere Person", "%(n)s weitere Personen", withheld)
        named.append([words % {"n": withheld}, Gap("not_public", _("Namen")), "–", "–"])
    columns = [Column(_("Wer")), Column(_("Funktion")), Column(_("Stimmrecht")), Column(_("Zeit"))]
    return Table(period, columns, named)


def _is_withheld(membership: Membership, readable: Readable) -> bool:
    """Whether nothing may be said of a seat: a person's own one, and the name is internal."""
    person = membership.person
    return (
        person is not None and person.visibility not in readable and membership.on_behalf_of is None
    )


def _row(membership: Membership, numbers: SourceNumbers, readable: Readable) -> list[object]:
    return [
        with_marks(_who(membership, readable), numbers, membership.claims.all()),
        str(membership.get_role_display()),
        _vote(membership),
        period_words(membership.start, membership.end) or "–",
    ]


def _who(membership: Membership, readable: Readable) -> Link | str:
    """Name the person when that is allowed, otherwise whom the seat speaks for."""
    person, sender = membership.person, membership.on_behalf_of
    if membership.member_organization:
        return organization_link(membership.member_organization)
    if person is not None and person.visibility in readable:
        said = sender is None or sender.name in person.name
        return content(person.name if said else f"{person.name} ({sender})")
    return organization_link(sender) if sender else ""


def _vote(membership: Membership) -> str | Gap:
    if membership.voting_right is None:
        return Gap("unknown")
    return _("ja") if membership.voting_right else _("beratend")
