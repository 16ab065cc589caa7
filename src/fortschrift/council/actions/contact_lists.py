"""Taking in a list of contacts at once, with the organizations that are new here."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from fortschrift.accounts.journal import Entry, action
from fortschrift.accounts.models import Municipality, User
from fortschrift.accounts.results import require
from fortschrift.core.names import plain_word
from fortschrift.council.actions.checks import check_belonging
from fortschrift.council.actions.contacts import ContactDetails, fields_of
from fortschrift.council.models import Contact, Organization
from fortschrift.council.organization_names import name_key
from fortschrift.council.permissions import may_keep_contacts
from fortschrift.sources.models import Visibility


@dataclass(frozen=True, slots=True)
class ListedContact:
    """A contact of a list; the organization is a row, or the name of one that is new here."""

    organization: Organization | str
    details: ContactDetails


@action(_("{actor} hat eine Liste mit Kontakten aufgenommen: {count}, neue Organisationen: {new}."))
def take_in_contacts(
    entry: Entry,
    municipality: Municipality,
    *,
    listed: Sequence[ListedContact],
    actor: User | None,
    now: datetime,
) -> list[Contact]:
    """Add many contacts at once; new organizations become partners that are not public.

    Costs the same few queries for one and for hundreds.  Raises ValidationError when one of them
    cannot be meant or is there already; nothing is taken in then.
    """
    require(may_keep_contacts(actor, municipality))
    if not listed:
        raise ValidationError({"listed": _("In dieser Liste ist kein Kontakt.")})
    known = [each.organization for each in listed if isinstance(each.organization, Organization)]
    check_belonging(municipality, listed=known)
    new = _new_organizations(entry, municipality, listed)
    contacts = [_contact(each, new) for each in listed]
    _check_once(contacts)
    entry.tell(count=len(contacts), new=len(new))
    return entry.create_many(Contact, contacts)


def _new_organizations(
    entry: Entry, municipality: Municipality, listed: Sequence[ListedContact]
) -> dict[str, Organization]:
    """Found each organization once, however it is spelled; by the key of its name."""
    names: dict[str, str] = {}
    for each in listed:
        if isinstance(each.organization, str):
            names.setdefault(name_key(each.organization), each.organization)
    slugs = _free_slugs(municipality, names.values())
    rows = {
        key: Organization(
            municipality=municipality, slug=slug, name=name, is_statutory=False,
            classification=Organization.Classification.PARTNER, visibility=Visibility.INTERNAL,
        )
        for (key, name), slug in zip(names.items(), slugs, strict=True)
    }  # fmt: skip
    for row in rows.values():
        row.clean_fields(exclude=["municipality"])
    if rows:
        entry.create_many(Organization, list(rows.values()))
    return rows


def _free_slugs(municipality: Municipality, names: Iterable[str]) -> Iterator[str]:
    """Make an address of each name that no other organization of the town has."""
    taken = set(
        Organization.objects.filter(municipality=municipality).values_list("slug", flat=True)
    )
    for name in names:
        slug = plain_word(name, "-")[:_LONGEST].strip("-") or "organisation"
        candidates = (slug, *(f"{slug}-{number}" for number in range(2, len(taken) + 3)))
        free = next(each for each in candidates if each not in taken)
        taken.add(free)
        yield free


_LONGEST = 70


def _contact(listed: ListedContact, new: dict[str, Organization]) -> Contact:
    organization = listed.organization
    row = Contact(
        organization=new[name_key(organization)] if isinstance(organization, str) else organization,
        **fields_of(listed.details),
    )
    row.clean_fields(exclude=["organization", "deputy_of", "successor"])
    return row


def contact_key(contact: Contact) -> tuple[str, ...]:
    """What may be there only once in an organization: the address, or name and function."""
    if contact.email:
        return (str(contact.organization_id), contact.email.lower())
    return (str(contact.organization_id), "", contact.name.lower(), contact.function.lower())


def _check_once(contacts: Sequence[Contact]) -> None:
    organizations = {contact.organization_id for contact in contacts}
    there = Contact.objects.without_end().filter(organization__in=organizations)
    taken = {contact_key(contact) for contact in there}
    for contact in contacts:
        key = contact_key(contact)
        if key in taken:
            raise ValidationError(
                {"listed": _("Ein Kontakt der Liste ist schon verzeichnet oder steht zweimal da.")}
            )
        taken.add(key)
