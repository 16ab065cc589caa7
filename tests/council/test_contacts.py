"""Contacts end and are not deleted, go on with a successor, and can be forgotten."""

import json
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.test import Client
from django.urls import reverse

from fortschrift.accounts.journal import sentence_of
from fortschrift.accounts.models import JournalChain, JournalEntry, JournalPayload
from fortschrift.accounts.verification import faults
from fortschrift.council import actions
from fortschrift.council.actions import ChangedMeanwhile, ContactDetails, ListedContact
from fortschrift.council.models import Contact, Organization
from tests.accounts.factories import NOW, municipality, operator
from tests.council.factories import body, contact
from tests.council.journal import newest, sentence, subjects

pytestmark = pytest.mark.django_db

PERSON = {
    "name": "Erika Beispiel",
    "function": "Leitung der Beratung",
    "email": "erika.beispiel@example.org",
    "telephone": "05555 1234",
    "postal_address": "Lindenplatz 1\n38999 Musterstadt",
    "note": "ab 9 Uhr erreichbar",
}


def change(one: Contact, *, seen: str = "", **details: Any) -> None:
    actions.change_contact(
        one, details=ContactDetails(**details), seen=seen, actor=operator(), now=NOW
    )


def end(one: Contact, until: str) -> None:
    actions.end_contact(one, until=until, actor=operator(), now=NOW)


def hand_over(one: Contact, since: str = "2026-05", **details: Any) -> Contact:
    return actions.hand_over_contact(
        one, since=since, details=ContactDetails(**details), actor=operator(), now=NOW
    )


def erase(one: Contact) -> None:
    actions.erase_contact(one, actor=operator(), now=NOW)


def test_a_role_mailbox_suffices_and_the_language_is_german_unless_said_otherwise() -> None:
    one = contact(function="", email="integration@example.org")

    one.refresh_from_db()
    assert (one.name, one.language, str(one)) == ("", "de", "integration@example.org")
    assert one.name_to_show == one.organization.name
    assert sentence(one.municipality) == (
        f"Betrieb hat zu „{one.organization}“ einen Kontakt aufgenommen."
    )
    assert subjects(one.municipality) == {"council.contact"}


def test_a_name_is_shown_only_since_a_day_on_which_somebody_agreed() -> None:
    quiet = contact(name="Erika Beispiel")
    shown = contact(quiet.organization, name="Max Beispiel", name_shown_since="2026-05")

    assert quiet.name_to_show == quiet.organization.name
    assert shown.name_to_show == "Max Beispiel"


@pytest.mark.parametrize(("details", "field"), [
    ({"function": "", "email": ""}, "name"),
    ({"email": "keine Adresse"}, "email"),
    ({"language": "tlh"}, "language"),
    ({"name_shown_since": "2026"}, "name"),
    ({"valid_from": "gestern"}, "valid_from"),
    ({"valid_from": "2026", "valid_to": "2025"}, "valid_from"),
    ({"telephone": "1" * 101}, "telephone"),
    ({"email": "info@example.org"}, "email"),
    ({"email": "INFO@example.org"}, "email"),
    ({"email": "", "function": "Leitung"}, "name"),
])  # fmt: skip
def test_what_cannot_be_meant_is_refused_at_its_field(details: dict[str, str], field: str) -> None:
    there = contact(email="info@example.org")
    contact(there.organization, email="", function="Leitung")

    with pytest.raises(ValidationError) as refused:
        contact(there.organization, **details)

    assert list(refused.value.message_dict) == [field]
    assert Contact.objects.count() == 2


def test_the_database_itself_keeps_one_contact_for_an_address() -> None:
    there = contact(email="info@example.org")

    with pytest.raises(IntegrityError):
        Contact.objects.create(organization=there.organization, email="Info@example.org")


@pytest.mark.parametrize("broken", [
    {"function": "", "email": ""},
    {"name_shown_since": "2026"},
    {"is_erased": True},
])  # fmt: skip
def test_the_database_refuses_a_contact_that_contradicts_itself(broken: dict[str, Any]) -> None:
    one = contact()

    with pytest.raises(IntegrityError):
        Contact.objects.filter(pk=one.pk).update(**broken)


def test_an_address_is_free_again_when_the_contact_has_ended() -> None:
    first = contact(email="info@example.org")
    end(first, "2026-04")

    second = contact(first.organization, email="info@example.org")

    assert list(Contact.objects.without_end()) == [second]
    with pytest.raises(ValidationError):
        end(contact(valid_from="2026-05"), "2026-04")


@pytest.mark.parametrize(("until", "holds"), [
    ("2026-11-21", False), ("2026-11-22", True), ("2026-10", False), ("2026-11", True),
    ("2025", False), ("2026", True), ("2027-01", True),
    ("2026-01-01..2026-12-31", True), ("2026-01-01..2026-11-21", False),
])  # fmt: skip
def test_a_contact_holds_until_it_has_surely_ended(until: str, holds: bool) -> None:
    one, day = contact(valid_to=until), date(2026, 11, 22)

    assert one.is_over_on(day) is not holds
    assert Contact.objects.holding_on(day).exists() is holds
    assert Contact.objects.over_on(day).exists() is not holds


def test_two_people_at_one_contact_do_not_overwrite_each_other() -> None:
    one = contact(**PERSON)
    seen = one.fingerprint
    change(one, **{**PERSON, "telephone": "05555 9999"}, seen=seen)

    with pytest.raises(ChangedMeanwhile) as refused:
        change(one, **{**PERSON, "note": "nur vormittags"}, seen=seen)

    assert refused.value.contact.telephone == "05555 9999"
    one.refresh_from_db()
    assert (one.telephone, one.note) == ("05555 9999", PERSON["note"])


def test_what_was_the_old_ones_goes_on_with_the_new_one() -> None:
    head = contact(function="Fachbereichsleitung")
    old = contact(head.organization, email="info@example.org", deputy_of=head)
    deputy = contact(head.organization, deputy_of=old)

    new = hand_over(old, "2026-05", name="Max Beispiel", email="info@example.org")

    for each in (old, deputy):
        each.refresh_from_db()
    assert (str(old.valid_to), str(new.valid_from)) == ("2026-05", "2026-05")
    assert old.successor == new and new.deputy_of == head and deputy.deputy_of == new
    assert sentence(old.municipality) == (
        f"Betrieb hat einen Kontakt von „{old.organization}“ an jemand anderen übergeben."
    )
    with pytest.raises(ValidationError):
        hand_over(old)


def test_a_deputy_belongs_to_the_same_organization_and_is_somebody_else() -> None:
    one = contact()
    stranger, gone = contact(body(one.municipality)), contact(one.organization)
    erase(gone)

    for of in (one, stranger, gone, contact()):
        with pytest.raises(ValidationError) as refused:
            actions.set_deputy(one, of=of, actor=operator(), now=NOW)
        assert list(refused.value.message_dict) == ["of"]


def test_an_erased_contact_says_nothing_and_its_trail_stays_whole() -> None:
    town = municipality()
    one = contact(body(town, name="Sprachmittlung Erika Beispiel"), **PERSON)
    change(one, **{**PERSON, "function": "Geschäftsführung"})
    hand_over(one, function="Nachfolge")

    erase(one)

    one.refresh_from_db()
    assert one.is_erased and [getattr(one, name) for name in Contact.PERSONAL] == [""] * 6
    words = [payload.content for payload in JournalPayload.objects.exclude(
        entry__subjects__contains='"council.organization"')]  # fmt: skip
    assert [each for each in words for value in PERSON.values() if value in each] == []
    assert one.successor is not None and str(one.valid_to) == "2026-05"
    assert sentence(town) == "Betrieb hat die Angaben zu einem Kontakt gelöscht."
    assert str(one.pk) in newest(town).subjects
    assert faults(JournalChain.objects.get(key=town.pk.hex)) == []


def test_the_words_of_more_entries_than_an_entry_names_can_be_erased() -> None:
    town = municipality()
    one = contact(body(town, name="Sprachmittlung Erika Beispiel"), **PERSON)
    for number in range(51):
        change(one, **{**PERSON, "telephone": f"05555 {number}"})

    erase(one)

    assert faults(JournalChain.objects.get(key=town.pk.hex)) == []
    assert "first" not in json.loads(newest(town).subjects)["accounts.journalpayload"]


@pytest.mark.parametrize("act", [
    lambda one: change(one, **PERSON), lambda one: end(one, "2026-12"),
    lambda one: hand_over(one, **PERSON),
    lambda one: actions.set_deputy(one, of=None, actor=operator(), now=NOW),
])  # fmt: skip
def test_nothing_is_said_again_of_an_erased_contact(act: Any) -> None:
    one = contact(**PERSON)
    erase(one)

    with pytest.raises(ValidationError):
        act(one)


def test_no_sentence_about_a_contact_says_who_it_is() -> None:
    one = contact(**PERSON)
    change(one, **{**PERSON, "function": "Geschäftsführung"})
    new = hand_over(one, name="Max Beispiel")
    actions.set_deputy(new, of=None, actor=operator(), now=NOW)
    end(new, "2026-12")

    written = " ".join(
        sentence_of(entry)
        for entry in JournalEntry.objects.filter(subjects__contains="council.contact")
    )
    assert [each for each in [*PERSON.values(), "Max Beispiel"] if each in written] == []
    assert written.count(one.organization.name) == 5


def test_a_list_is_taken_in_with_its_new_organizations_at_once() -> None:
    known = body(municipality())
    listed = [
        ListedContact(known, ContactDetails(email="info@example.org")),
        ListedContact("Verein Brücken e. V.", ContactDetails(function="Vorstand")),
        ListedContact("Verein Bruecken", ContactDetails(function="Kasse")),
    ]

    taken = actions.take_in_contacts(known.municipality, listed=listed, actor=operator(), now=NOW)

    new = Organization.objects.get(name="Verein Brücken e. V.")
    assert [each.organization for each in taken] == [known, new, new]
    assert (new.classification, new.visibility) == ("partner", "internal")
    assert sentence(known.municipality) == (
        "Betrieb hat eine Liste mit Kontakten aufgenommen: 3, neue Organisationen: 1."
    )


def test_a_list_with_a_contact_that_is_there_changes_nothing() -> None:
    there = contact(email="info@example.org")

    with pytest.raises(ValidationError):
        actions.take_in_contacts(
            there.municipality, actor=operator(), now=NOW,
            listed=[
                ListedContact("Neu", ContactDetails(function="Vorstand")),
                ListedContact(there.organization, ContactDetails(email="info@example.org")),
            ],
        )  # fmt: skip

    assert list(Contact.objects.all()) == [there]
    assert not Organization.objects.filter(name="Neu").exists()


def test_nothing_of_a_contact_is_public(client: Client) -> None:
    one = contact(body(name="Verein Regenbogen"), **PERSON)
    town = one.municipality
    actions.take_in_contacts(
        town, listed=[ListedContact("Verein Geheim", ContactDetails(**PERSON))],
        actor=operator(), now=NOW,
    )  # fmt: skip
    hidden = Organization.objects.get(name="Verein Geheim")

    pages = [
        reverse("council:organizations", args=[town.slug]),
        reverse("council:organizations", args=[town.slug]) + "?name=Verein",
        reverse("council:organization", args=[town.slug, one.organization.slug]),
        reverse("publication:municipality", args=[town.slug]),
        reverse("publication:search", args=[town.slug]) + "?q=Verein",
    ]
    shown = "".join(client.get(page).content.decode() for page in pages)

    assert [value for value in [*PERSON.values(), hidden.name] if value in shown] == []
    assert "Verein Regenbogen" in shown
    assert (
        client.get(reverse("council:organization", args=[town.slug, hidden.slug])).status_code
        == 404
    )
