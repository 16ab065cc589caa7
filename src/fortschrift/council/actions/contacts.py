"""Acts on contacts: adding, changing, handing over, ending, erasing.

No sentence and no word of the journal says who a contact is: the rows it names do, as long as
they say anything.  ``contact_lists`` takes in many at once.
"""

import json
from dataclasses import dataclass, fields, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from fortschrift.accounts.journal import Entry, action, chain_key
from fortschrift.accounts.models import JournalPayload, User
from fortschrift.accounts.results import require
from fortschrift.core.partial_date import UNKNOWN, PartialDate
from fortschrift.council.actions.checks import check_belonging, checked, identity, read_dates
from fortschrift.council.models import Contact, Organization
from fortschrift.council.permissions import may_keep_contacts
from fortschrift.web.content import CONTENT_LANGUAGE


@dataclass(frozen=True, slots=True)
class ContactDetails:
    """What is said of a contact; a function and a role mailbox suffice.

    ``name_shown_since`` is the day on which a person agreed to be named; unknown means no.
    """

    name: str = ""
    function: str = ""
    email: str = ""
    telephone: str = ""
    postal_address: str = ""
    language: str = CONTENT_LANGUAGE
    name_shown_since: PartialDate | str = UNKNOWN
    valid_from: PartialDate | str = UNKNOWN
    note: str = ""


class ChangedMeanwhile(ValidationError):
    """Somebody else changed the contact since it was read; carries it as it is now."""

    def __init__(self, contact: Contact) -> None:
        super().__init__(_("Diesen Kontakt hat inzwischen jemand anderes geändert."))
        self.contact = contact


@action(_("{actor} hat zu „{organization}“ einen Kontakt aufgenommen."))
def add_contact(
    entry: Entry,
    organization: Organization,
    *,
    details: ContactDetails,
    actor: User | None,
    now: datetime,
    id: UUID | None = None,
    deputy_of: Contact | None = None,
    valid_to: PartialDate | str = UNKNOWN,
) -> Contact:
    """Record a way to reach an organization.

    Raises ValidationError for one that says nothing or is there already.
    """
    require(may_keep_contacts(actor, organization.municipality))
    check_belonging(organization.municipality, deputy_of=deputy_of)
    if deputy_of is not None:
        _check_deputy(organization, deputy_of)
    contact = _create(entry, organization, details, deputy_of=deputy_of, valid_to=valid_to, id=id)
    entry.tell(organization=organization)
    return contact


@action(_("{actor} hat einen Kontakt von „{organization}“ geändert."))
def change_contact(
    entry: Entry,
    contact: Contact,
    *,
    details: ContactDetails,
    actor: User | None,
    now: datetime,
    seen: str = "",
) -> None:
    """Say other things of a contact; ``seen`` is the fingerprint of what was read before.

    Raises ChangedMeanwhile when it was another one, so that nobody's words are overwritten.
    """
    require(may_keep_contacts(actor, contact.municipality))
    current = Contact.objects.select_for_update().get(pk=contact.pk)
    _check_not_erased(current)
    if seen and seen != current.fingerprint:
        raise ChangedMeanwhile(current)
    said = checked(contact, **fields_of(details))
    _check_order(said["valid_from"], current.valid_to)
    if not current.valid_to.is_known:
        _check_once(contact.organization, said, besides=contact)
    entry.save(contact, **said)
    entry.tell(organization=contact.organization)


@action(_("{actor} hat einen Kontakt von „{organization}“ beendet."))
def end_contact(
    entry: Entry, contact: Contact, *, until: PartialDate | str, actor: User | None, now: datetime
) -> None:
    """Say until when a contact holds; it stays in the register, and so do its deputies."""
    require(may_keep_contacts(actor, contact.municipality))
    _check_not_erased(contact)
    entry.save(contact, valid_to=_end(contact, "until", until))
    entry.tell(organization=contact.organization)


@action(_("{actor} hat einen Kontakt von „{organization}“ an jemand anderen übergeben."))
def hand_over_contact(
    entry: Entry,
    contact: Contact,
    *,
    since: PartialDate | str,
    details: ContactDetails,
    actor: User | None,
    now: datetime,
    id: UUID | None = None,
) -> Contact:
    """End a contact and go on with a new one from that day.

    What was the old one's is the new one's: its place as a deputy, and those who are its
    deputies.  The old one names its successor, so that what it was sent can be followed.
    """
    require(may_keep_contacts(actor, contact.municipality))
    _check_not_erased(contact)
    if contact.successor_id is not None:
        raise ValidationError(_("Dieser Kontakt ist schon übergeben."))
    deputies = list(contact.deputies.filter(is_erased=False))
    entry.save(contact, valid_to=_end(contact, "since", since))
    given = replace(details, valid_from=contact.valid_to)
    successor = _create(entry, contact.organization, given, deputy_of=contact.deputy_of, id=id)
    entry.save(contact, successor=successor)
    for deputy in deputies:
        entry.save(deputy, deputy_of=successor)
    entry.tell(organization=contact.organization)
    return successor


@action(_("{actor} hat die Vertretung bei „{organization}“ geregelt."))
def set_deputy(
    entry: Entry, contact: Contact, *, of: Contact | None, actor: User | None, now: datetime
) -> None:
    """Let a contact stand in for another one of the same organization, or for nobody."""
    require(may_keep_contacts(actor, contact.municipality))
    check_belonging(contact.municipality, of=of)
    _check_not_erased(contact)
    if of is not None:
        _check_deputy(contact.organization, of, itself=contact)
    entry.save(contact, deputy_of=of)
    entry.tell(organization=contact.organization)


@action(_("{actor} hat die Angaben zu einem Kontakt gelöscht."))
def erase_contact(entry: Entry, contact: Contact, *, actor: User | None, now: datetime) -> None:
    """Empty what a contact says of a person, here and in the journal (GDPR Art. 17).

    That there was one, when, and what was done with it stays; it ends today unless it has ended.
    """
    require(may_keep_contacts(actor, contact.municipality))
    said = {getattr(contact, name) for name in Contact.PERSONAL} - {""}
    for payload in _payloads_saying(contact, said):
        entry.remove(payload)
    end = contact.valid_to if contact.valid_to.is_known else PartialDate.of(localdate(now))
    entry.save(
        contact, **dict.fromkeys(Contact.PERSONAL, ""), language=CONTENT_LANGUAGE,
        name_shown_since=UNKNOWN, valid_to=end, is_erased=True,
    )  # fmt: skip


def _create(
    entry: Entry,
    organization: Organization,
    details: ContactDetails,
    *,
    deputy_of: Contact | None,
    id: UUID | None,
    valid_to: PartialDate | str = UNKNOWN,
) -> Contact:
    said = fields_of(details) | read_dates(valid_to=valid_to)
    _check_order(said["valid_from"], said["valid_to"])
    if not said["valid_to"].is_known:
        _check_once(organization, said)
    return entry.create(
        Contact, organization=organization, deputy_of=deputy_of, **said, **identity(id)
    )


def fields_of(details: ContactDetails) -> dict[str, Any]:
    """Give the details as a row keeps them; refuses what says nothing or cannot be meant."""
    values = {each.name: getattr(details, each.name) for each in fields(details)}
    said = {name: value.strip() for name, value in values.items() if name not in _DATES}
    dates = read_dates(**{name: values[name] for name in _DATES})
    if not any(said[name] for name in Contact.REACHED_BY):
        raise ValidationError({
            "name": _("Bitte geben Sie wenigstens eines an: Name, Funktion, E-Mail-Adresse,"
                      " Telefon oder Postanschrift."),
        })  # fmt: skip
    if dates["name_shown_since"].is_known and not said["name"]:
        raise ValidationError({"name": _("Welcher Name darf genannt werden? Das Feld ist leer.")})
    return said | dates


_DATES = ("name_shown_since", "valid_from")


def _check_once(
    organization: Organization, said: dict[str, Any], besides: Contact | None = None
) -> None:
    """Refuse a second contact of the same address, or of the same name and function without."""
    same = Contact.objects.without_end().filter(organization=organization)
    if besides is not None:
        same = same.exclude(pk=besides.pk)
    if said["email"]:
        if same.filter(email__iexact=said["email"]).exists():
            raise ValidationError(
                {"email": _("Diese Adresse ist bei dieser Organisation schon verzeichnet.")}
            )
    elif same.filter(
        email="", name__iexact=said["name"], function__iexact=said["function"]
    ).exists():
        raise ValidationError({"name": _("Diesen Kontakt gibt es bei dieser Organisation schon.")})


def _check_deputy(organization: Organization, of: Contact, itself: Contact | None = None) -> None:
    if of == itself:
        raise ValidationError({"of": _("Niemand kann sich selbst vertreten.")})
    if of.organization_id != organization.pk:
        raise ValidationError({"of": _("Vertreten kann nur, wer zur selben Organisation gehört.")})
    if of.is_erased:
        raise ValidationError({"of": _("Die Angaben zu diesem Kontakt sind gelöscht.")})


def _check_not_erased(contact: Contact) -> None:
    if contact.is_erased:
        raise ValidationError(_("Die Angaben zu diesem Kontakt sind gelöscht."))


def _end(contact: Contact, field: str, value: PartialDate | str) -> PartialDate:
    end = read_dates(**{field: value})[field]
    if not end.is_known:
        raise ValidationError({field: _("Bitte geben Sie an, wann.")})
    _check_order(contact.valid_from, end, field)
    return end


def _check_order(start: PartialDate, end: PartialDate, field: str = "valid_from") -> None:
    if end.surely_before(start):
        raise ValidationError({field: _("Das Ende liegt vor dem Anfang.")})


def _payloads_saying(contact: Contact, said: set[str]) -> list[JournalPayload]:
    """Find words of the journal that name the contact and repeat something it says.

    No act on contacts writes such words; but an organization can bear the name of its one person.
    """
    naming = JournalPayload.objects.filter(
        entry__chain__key=chain_key(contact.municipality), entry__subjects__contains=str(contact.pk)
    )
    written = {json.dumps(each, ensure_ascii=False)[1:-1] for each in said}
    return [row for row in naming if any(each in row.content for each in written)]
