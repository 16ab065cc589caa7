"""The pages of the register: who sees them, what they keep, and what they cost."""

import io
import re
from html import unescape
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from fortschrift.accounts.models import Municipality, RoleAssignment
from fortschrift.council import actions
from fortschrift.council.actions import ContactDetails, ListedContact
from fortschrift.council.contact_lists.planning import Outcome, plan_list
from fortschrift.council.contact_lists.reading import written
from fortschrift.council.models import Contact, Organization
from tests.accounts.factories import NOW, municipality, operator, user_with_role
from tests.council.factories import body, contact

pytestmark = pytest.mark.django_db
Role = RoleAssignment.Role


def signed_in(town: Municipality, role: str = Role.OFFICER) -> Client:
    client = Client()
    client.force_login(user_with_role(town, role))
    return client


def page(name: str, town: Municipality, *parts: object) -> str:
    return reverse(f"council:{name}", args=[town.slug, *parts])


def words(answer: Any) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", answer.content.decode())).split())


def hidden(answer: Any) -> dict[str, str]:
    found = re.findall(
        r'<input type="hidden" name="(\w+)" value="([^"]*)"', answer.content.decode()
    )
    return {name: value for name, value in found if name != "csrfmiddlewaretoken"}


def take_in_many(town: Municipality, name: str, count: int) -> None:
    listed = [
        ListedContact(f"{name} {number // 2}", ContactDetails(function=f"Stelle {number}"))
        for number in range(count)
    ]
    actions.take_in_contacts(town, listed=listed, actor=operator(), now=NOW)


PAGES = ["contacts", "contacts_file", "new_contact", "paste_contacts"]
OF_ONE = ["contact", "hand_over_contact", "erase_contact"]


@pytest.mark.parametrize("role", [Role.READER, Role.ADMINISTRATOR, ""])
def test_only_officer_and_committee_office_see_contacts(role: str) -> None:
    one = contact()
    town = one.municipality
    client = signed_in(town, role) if role else Client()
    urls = [page(name, town) for name in PAGES] + [page(name, town, one.pk) for name in OF_ONE]

    answers = {url: client.get(url).status_code for url in urls}

    assert set(answers.values()) == {403 if role else 302}
    for allowed in (Role.OFFICER, Role.CLERK):
        inside = signed_in(town, allowed)
        assert {inside.get(url).status_code for url in urls} == {200}


def test_the_workplace_leads_to_the_contacts_of_those_who_may_keep_them() -> None:
    town = municipality()
    link = f'href="{page("contacts", town)}"'

    assert link in signed_in(town).get("/arbeitsplatz/").content.decode()
    assert link not in signed_in(town, Role.READER).get("/arbeitsplatz/").content.decode()


def test_an_organization_of_a_list_is_internal_until_somebody_publishes_it() -> None:
    town = municipality()
    take_in_many(town, "Verein", 1)
    client, anybody = signed_in(town), Client()
    url = page("organization", town, "verein-0")
    publish = page("publish_organization", town, "verein-0")

    inside, outside = client.get(url), anybody.get(url)
    assert "Nur intern zu sehen" in words(inside) and outside.status_code == 404
    assert "nur intern" in words(client.get(page("organizations", town)))
    assert f"{page('contacts', town)}?gremium=verein-0" in inside.content.decode()
    assert signed_in(town, Role.READER).post(publish).status_code == 403

    client.post(publish)

    shown = anybody.get(url)
    assert shown.status_code == 200
    assert "Stelle 0" not in words(shown) and page("contacts", town) not in shown.content.decode()


def test_a_contact_of_another_town_is_nobody_here() -> None:
    here, there = municipality(), contact()
    client = signed_in(here)

    for name in [*OF_ONE, "end_contact", "contact_deputy"]:
        assert (
            client.post(page(name, here, there.pk), {"of": "", "until": "2026"}).status_code == 404
        )
    assert client.get(page("contact", here, uuid4())).status_code == 404


def test_the_list_is_found_by_any_word_and_filtered_by_what_holds() -> None:
    one = contact(body(name="Verein Brücken"), name="Erika Beispiel", language="en")
    town = one.municipality
    actions.rename_organization(one.organization, name="Verein Ufer", actor=operator(), now=NOW)
    over = contact(body(town, name="Altes Amt"), function="Registratur", valid_to="2020")
    client = signed_in(town)

    def shown(query: str) -> list[str]:
        text = words(client.get(page("contacts", town) + query))
        return [
            each
            for each in ("Erika Beispiel", "Registratur")
            if each in text.split("Verzeichnis")[1]
        ]

    assert shown("") == ["Erika Beispiel"]
    assert shown("?suche=brücken") == shown("?suche=BEISPIEL+ufer") == ["Erika Beispiel"]
    assert shown("?sprache=de") == shown("?suche=Registratur") == []
    assert shown("?stand=ended") == ["Registratur"]
    assert shown("?stand=all") == ["Erika Beispiel", "Registratur"]
    assert shown(f"?stand=all&gremium={over.organization.slug}") == ["Registratur"]
    assert shown("?gremium=nirgends") == []
    assert client.get(page("contacts", town) + "?stand=gestern").status_code == 404


def test_the_list_costs_the_same_for_few_and_for_hundreds() -> None:
    town = municipality()
    client = signed_in(town)

    def cost() -> tuple[int, int]:
        with CaptureQueriesContext(connection) as captured:
            answer = client.get(page("contacts", town))
        return len(captured), answer.content.decode().count('role="rowheader"')

    take_in_many(town, "Verein", 3)
    queries, rows = cost()
    take_in_many(town, "Amt", 200)

    assert rows == 3
    assert cost() == (queries, 25)
    assert queries <= 8


def test_a_contact_is_added_to_an_organization_by_a_former_name_or_to_a_new_one() -> None:
    known = body(name="Verein Brücken e. V.")
    town = known.municipality
    client = signed_in(town)
    sent = {"email": "a@example.org", "language": "de"}

    client.post(page("new_contact", town), {**sent, "organization": "verein bruecken"})
    asked = client.post(page("new_contact", town), {**sent, "organization": "Neuland"})
    client.post(page("new_contact", town), {**sent, "organization": "Neuland", "is_new": "on"})

    assert asked.status_code == 422 and "gibt es hier noch nicht" in words(asked)
    found = Contact.objects.order_by("organization__name")
    assert [each.organization.name for each in found] == ["Neuland", "Verein Brücken e. V."]
    assert Organization.objects.get(name="Neuland").visibility == "internal"


def test_what_was_typed_stays_when_a_contact_is_refused() -> None:
    there = contact(email="info@example.org")
    town = there.municipality

    answer = signed_in(town).post(page("new_contact", town), {
        "organization": there.organization.name, "email": "info@example.org", "language": "de",
        "note": "nur montags", "valid_from": "gestern",
    })  # fmt: skip
    again = signed_in(town).post(page("new_contact", town), {
        "organization": there.organization.name, "email": "info@example.org", "language": "de",
        "note": "nur montags",
    })  # fmt: skip

    assert answer.status_code == again.status_code == 422
    assert "„gestern“ ist kein Datum" in words(answer)
    assert "schon verzeichnet" in words(again)
    assert "nur montags" in words(answer) and "nur montags" in words(again)
    assert list(Contact.objects.all()) == [there]


def test_the_second_of_two_people_sees_what_the_first_one_wrote() -> None:
    one = contact(function="Leitung", telephone="1")
    town = one.municipality
    client = signed_in(town)
    url = page("contact", town, one.pk)
    opened = hidden(client.get(url))
    sent = {"function": "Leitung", "email": one.email, "language": "de"}
    client.post(url, {**sent, "telephone": "2", **opened})

    second = client.post(url, {**sent, "telephone": "1", "note": "neu", **opened})

    assert second.status_code == 422
    assert "Inzwischen hat jemand anderes diesen Kontakt geändert" in words(second)
    assert re.search(r"Telefon\s+2\b", words(second))
    one.refresh_from_db()
    assert (one.telephone, one.note) == ("2", "")

    client.post(url, {**sent, "telephone": "1", "note": "neu", **hidden(second)})

    one.refresh_from_db()
    assert (one.telephone, one.note) == ("1", "neu")


def test_a_contact_is_handed_over_ended_deputised_and_erased_by_its_page() -> None:
    one = contact(function="Ansprechstelle", email="stelle@example.org")
    town, client = one.municipality, signed_in(one.municipality)

    form = client.get(page("hand_over_contact", town, one.pk)).content.decode()
    assert 'value="stelle@example.org"' in form, "the mailbox of an office usually stays"
    client.post(page("hand_over_contact", town, one.pk), {
        "since": "2026-05", "function": "Büro", "email": "stelle@example.org", "language": "de",
    })  # fmt: skip
    one.refresh_from_db()
    new = one.successor
    assert new is not None and new.function == "Büro"

    second = contact(one.organization)
    client.post(page("contact_deputy", town, second.pk), {"of": str(new.pk)})
    refused = client.post(page("end_contact", town, new.pk), {"until": "2025"})
    client.post(page("end_contact", town, new.pk), {"until": "2026-10"})
    client.post(page("erase_contact", town, new.pk))

    for each in (new, second):
        each.refresh_from_db()
    assert refused.status_code == 422
    assert second.deputy_of == new
    assert (str(new.valid_to), new.is_erased, new.email) == ("2026-10", True, "")
    assert "stelle@example.org" not in words(client.get(page("contact", town, new.pk)))


def test_looking_at_the_question_erases_nothing() -> None:
    one = contact(name="Erika Beispiel")

    signed_in(one.municipality).get(page("erase_contact", one.municipality, one.pk))

    one.refresh_from_db()
    assert one.name == "Erika Beispiel"


def test_the_file_holds_the_filtered_list_as_text_and_can_be_pasted_back() -> None:
    one = contact(
        body(name="Verein Brücken"), name="=1+1", function="Leitung", telephone="0555",
        postal_address="Lindenplatz 1\n38999 Musterstadt", language="en",
    )  # fmt: skip
    town = one.municipality
    contact(body(town), valid_to="2020")
    client = signed_in(town)

    answer = client.get(page("contacts_file", town))
    everything = client.get(page("contacts_file", town) + "?stand=all")

    sheet = load_workbook(io.BytesIO(answer.content)).active
    rows = [[str(cell or "") for cell in row] for row in sheet.values]
    assert len(rows) == 2
    assert load_workbook(io.BytesIO(everything.content)).active.max_row == 3
    assert rows[1][:5] == ["Verein Brücken", "=1+1", "Leitung", one.email, "0555"]
    assert sheet["B2"].data_type == "s"
    assert "no-store" in answer["Cache-Control"]
    (again,) = plan_list(town, written(rows)).rows
    assert (again.outcome, again.reason) == (Outcome.DOUBLE, "Schon verzeichnet.")


LIST = (
    "Organisation\tFunktion\tE-Mail\n"
    "AWO\tLeitung\tawo@example.org\n"
    "Caritas\tBüro\tcaritas@example.org"
)


def paste(client: Client, town: Municipality, step: str, **sent: Any) -> Any:
    return client.post(page("paste_contacts", town), {"text": LIST, "schritt": step, **sent})


def test_a_pasted_list_is_seen_first_and_taken_in_once() -> None:
    town = body(name="AWO").municipality
    client = signed_in(town)

    seen = paste(client, town, "vorschau")
    assert not Contact.objects.exists()
    assert "2 Kontakte aufnehmen" in words(seen) and "neue Organisation" in words(seen)
    taken = paste(client, town, "aufnehmen", **hidden(seen))
    again = paste(client, town, "aufnehmen", **hidden(seen))

    assert taken.status_code == 302
    assert "Bitte sehen Sie noch einmal nach" in words(again)
    assert Contact.objects.count() == 2


def test_nothing_is_taken_in_that_was_not_seen() -> None:
    town = body(name="AWO").municipality
    client = signed_in(town)
    seen = paste(client, town, "vorschau")

    other_text = paste(
        client, town, "aufnehmen", **{**hidden(seen), "text": LIST + "\nX\tY\tz@x.de"}
    )
    other_column = paste(client, town, "aufnehmen", **{**hidden(seen), "spalte-1": "name"})
    unseen = paste(client, town, "aufnehmen")

    for answer in (other_text, other_column, unseen):
        assert answer.status_code == 200
        assert "Bitte sehen Sie noch einmal nach" in words(answer)
    assert not Contact.objects.exists()
    assert "selected>Name" in other_column.content.decode()


def test_a_contact_added_at_the_very_same_time_is_seen_before_anything_is_taken_in(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    there = body(name="AWO")
    town, client = there.municipality, signed_in(there.municipality)
    seen = paste(client, town, "vorschau")
    take_in = actions.take_in_contacts

    def somebody_is_quicker(*args: Any, **kwargs: Any) -> Any:
        contact(there, email="awo@example.org")
        return take_in(*args, **kwargs)

    monkeypatch.setattr(actions, "take_in_contacts", somebody_is_quicker)
    answer = paste(client, town, "aufnehmen", **hidden(seen))

    assert answer.status_code == 200
    assert "Bitte sehen Sie noch einmal nach" in words(answer)
    assert "1 Kontakt aufnehmen" in words(answer)
    assert Contact.objects.count() == 1


def test_rows_are_left_out_and_mistaken_ones_stay_on_the_page() -> None:
    town = body(name="AWO").municipality
    client = signed_in(town)
    sent = {"text": LIST + "\nVerein\tVorstand\tkeine Adresse"}
    seen = paste(client, town, "vorschau", **sent)
    first = re.findall(r'name="auslassen" value="(\w+)"', seen.content.decode())[0]

    renewed = paste(client, town, "vorschau", **sent, **hidden(seen), auslassen=first)
    taken = paste(client, town, "aufnehmen", **sent, **hidden(renewed), auslassen=first)

    assert "1 Kontakt aufnehmen" in words(renewed)
    assert [each.organization.name for each in Contact.objects.all()] == ["Caritas"]
    assert "Diese Zeilen fehlen noch" in words(taken)
    assert "Verein\tVorstand\tkeine Adresse" in taken.content.decode()
    assert "awo@example.org" not in taken.content.decode()


@pytest.mark.parametrize("text", ["", " \n ", "Organisation\tE-Mail", "AWO\x00\tx@example.org"])
def test_a_list_that_cannot_be_read_says_so_and_stays(text: str) -> None:
    town = municipality()

    answer = paste(signed_in(town), town, "vorschau", text=text)

    assert answer.status_code == 422
    assert "Bitte prüfen Sie Ihre Angaben" in words(answer)
    assert " ".join(text.split()) in words(answer)
