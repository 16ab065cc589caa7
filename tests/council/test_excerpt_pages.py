"""Pasting an excerpt: what was read is shown, put right, and recorded once it was confirmed."""

import re
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.test import Client

from fortschrift.council import actions
from fortschrift.council.actions import Line
from fortschrift.council.models import AgendaItem, Meeting, Paper, VoteEvent
from tests.accounts.factories import NOW, municipality, operator
from tests.council.factories import closed_body, council, item, meeting, paper, station
from tests.council.journal import sentence
from tests.council.test_desk import at, signed_in, words_of

pytestmark = pytest.mark.django_db

EXCERPT = """Gremium: Rat
Sitzung am: 13.09.2017
TOP Ö 5: Integrationskonzept (Vorlage 2017/0123)
Beschluss: ungeändert beschlossen
Abstimmung: Ja: 28, Nein: 5, Enthaltungen: 0
Es folgt eine rege Aussprache.
TOP Ö 6: Bericht
zur Kenntnis genommen
"""


def fields_of(response: HttpResponse) -> dict[str, Any]:
    """Give the form of a page as a browser would send it back."""
    page = response.content.decode()
    found: dict[str, Any] = {}
    for tag in re.findall(r"<input[^>]+>", page):
        name, value = _attribute(tag, "name"), _attribute(tag, "value")
        unchecked = 'type="checkbox"' in tag and "checked" not in tag.replace("checkbox", "")
        if name and not unchecked and name != "csrfmiddlewaretoken":
            found[name] = value or ("on" if 'type="checkbox"' in tag else "")
    for name, options in re.findall(r'<select name="([^"]+)".*?>(.*?)</select>', page, re.DOTALL):
        chosen = re.search(r'value="([^"]*)" selected', options)
        found[name] = chosen[1] if chosen else ""
    for name, text in re.findall(
        r'<textarea name="([^"]+)"[^>]*>\n?(.*?)</textarea>', page, re.DOTALL
    ):
        found[name] = text
    return found


def _attribute(tag: str, name: str) -> str:
    match = re.search(rf'{name}="([^"]*)"', tag)
    return match[1] if match else ""


def confirm(client: Client, address: str, text: str, **changes: Any) -> HttpResponse:
    """Read a paste, put something right, and confirm."""
    shown = client.post(address, {"text": text, "schritt": "lesen"})
    return client.post(address, fields_of(shown) | changes | {"schritt": "festhalten"})


def test_an_excerpt_is_shown_with_its_places_and_nothing_is_recorded_yet() -> None:
    rat = council(municipality())
    address = at(rat, "beschlussauszug/")

    shown = signed_in(rat.municipality).post(address, {"text": EXCERPT, "schritt": "lesen"})
    page = shown.content.decode()

    assert "<mark>28</mark>" in page and "<mark>2017/0123</mark>" in page
    assert "Damit konnten wir nichts anfangen Es folgt eine rege Aussprache." in words_of(shown)
    assert 'name="top-0-yes" value="28"' in page
    assert not Meeting.objects.exists()


def test_an_excerpt_is_recorded_once_it_was_confirmed() -> None:
    rat = council(municipality())
    clerk, address = signed_in(rat.municipality), at(rat, "beschlussauszug/")

    done = confirm(clerk, address, EXCERPT, url="https://ris.example.org/1")

    held = Meeting.objects.get()
    assert done["Location"] == at(held)
    assert (held.slug, held.state) == ("2017-09-13", "held")
    concept, report = held.agenda_items.order_by("order")
    assert (concept.number, concept.title, concept.result) == (
        "Ö 5", "Integrationskonzept", "adopted",
    )  # fmt: skip
    assert report.result == "noted" and report.source_text.startswith("TOP Ö 6")
    event = VoteEvent.objects.get()
    assert {(c.option, c.value) for c in event.counts.all()} == {
        ("yes", 28), ("no", 5), ("abstain", 0),
    }  # fmt: skip
    assert event.verbatim == "ungeändert beschlossen"
    assert event.source_text.startswith("TOP Ö 5") and "Bericht" not in event.source_text
    assert event.source_url == "https://ris.example.org/1"
    assert [c.paper.reference for c in concept.consultations.all()] == ["2017/0123"]
    assert "aus einem Beschlussauszug für „Rat“ festgehalten" in sentence(rat.municipality)


def test_meeting_item_paper_and_station_that_are_there_already_are_found() -> None:
    rat = council(municipality())
    planned = meeting(rat, slug="abend", state="planned", date="", planned_date="2017-09-13")
    top = item(planned, title="Integrationskonzept der Stadt", number="5")
    laid = paper(rat.municipality, reference="2017/0123")
    waiting = station(laid, rat)

    confirm(signed_in(rat.municipality), at(rat, "beschlussauszug/"), EXCERPT)

    planned.refresh_from_db()
    waiting.refresh_from_db()
    assert Meeting.objects.get() == planned and planned.state == "held"
    assert planned.agenda_items.count() == 2
    assert VoteEvent.objects.get().agenda_item == AgendaItem.objects.get(pk=top.pk)
    assert Paper.objects.get() == laid and waiting.agenda_item == top


def test_everything_read_can_be_put_right_and_left_out() -> None:
    rat = council(municipality())
    changes = {"top-0-yes": "27", "top-0-title": "Konzept", "date": "2017-09-14", "top-1-keep": ""}

    confirm(signed_in(rat.municipality), at(rat, "beschlussauszug/"), EXCERPT, **changes)

    assert str(Meeting.objects.get().date) == "2017-09-14"
    assert AgendaItem.objects.get().title == "Konzept"
    assert VoteEvent.objects.get().counts.get(option="yes").value == 27


def test_an_excerpt_pasted_twice_is_not_recorded_twice() -> None:
    rat = council(municipality())
    clerk, address = signed_in(rat.municipality), at(rat, "beschlussauszug/")
    confirm(clerk, address, EXCERPT)

    again = confirm(clerk, address, EXCERPT)

    assert again.status_code == 422
    assert VoteEvent.objects.count() == 1 and AgendaItem.objects.count() == 2
    assert "schon" in words_of(again)


def test_another_paste_is_read_anew_before_anything_is_recorded() -> None:
    rat = council(municipality())
    clerk, address = signed_in(rat.municipality), at(rat, "beschlussauszug/")
    shown = fields_of(clerk.post(address, {"text": EXCERPT, "schritt": "lesen"}))

    other = {**shown, "text": EXCERPT.replace("28", "18"), "schritt": "festhalten"}
    answer = clerk.post(address, other)

    assert not VoteEvent.objects.exists()
    assert 'name="top-0-yes" value="18"' in answer.content.decode()


def test_doubts_are_said_at_the_item_and_another_body_as_well() -> None:
    town = municipality()
    rat = council(town)
    closed_body(town)
    text = "Gremium: Verwaltungsausschuss\nTOP 5 Konzept\neinstimmig\nJa: 28, Nein: 5\nAnwesend: 30"

    page = words_of(
        signed_in(town).post(at(rat, "beschlussauszug/"), {"text": text, "schritt": "lesen"})
    )

    assert "Im Auszug steht ein anderes Gremium: „Verwaltungsausschuss“." in page
    assert "Angegeben sind 33 Stimmen bei 30 Anwesenden." in page
    assert "angegeben sind aber 5 Stimmen gegen das Ergebnis" in page


def test_what_is_pasted_for_a_closed_body_stays_with_it() -> None:
    committee = closed_body(municipality())

    confirm(signed_in(committee.municipality), at(committee, "beschlussauszug/"), EXCERPT)

    assert {each.visibility for each in AgendaItem.objects.all()} == {"body"}
    assert Paper.objects.get().visibility == VoteEvent.objects.get().visibility == "body"


def test_of_two_meetings_on_one_day_somebody_says_which() -> None:
    rat = council(municipality())
    first, second = meeting(rat, slug="eins"), meeting(rat, slug="zwei")
    clerk, address = signed_in(rat.municipality), at(rat, "beschlussauszug/")

    unsaid = confirm(clerk, address, EXCERPT)
    confirm(clerk, address, EXCERPT, meeting=str(second.pk))

    assert unsaid.status_code == 422
    assert not first.agenda_items.exists() and second.agenda_items.count() == 2


def test_from_the_page_of_a_meeting_its_day_need_not_stand_in_the_text() -> None:
    rat = council(municipality())
    held = meeting(rat, slug="abend")

    confirm(
        signed_in(rat.municipality), at(rat, "beschlussauszug/?sitzung=abend"),
        "TOP 5 Konzept\nabgelehnt",
    )  # fmt: skip

    assert VoteEvent.objects.get().meeting == held


@pytest.mark.parametrize(("text", "message"), [
    ("", "Bitte fügen Sie einen Auszug ein."),
    ("x" * 200_001, "höchstens 200000 Zeichen"),
    ("TOP 5 Konzept\nabgelehnt", "Bitte geben Sie den Tag der Sitzung an."),
])  # fmt: skip
def test_what_cannot_be_recorded_says_why_and_stays_typed(text: str, message: str) -> None:
    rat = council(municipality())

    answer = confirm(signed_in(rat.municipality), at(rat, "beschlussauszug/"), text)

    assert answer.status_code == 422 and message in words_of(answer)
    assert not Meeting.objects.exists()


def test_script_in_a_paste_is_text() -> None:
    rat = council(municipality())
    text = "TOP 5 <script>alert(1)</script>\neinstimmig\n<b>28 Ja</b>"

    page = signed_in(rat.municipality).post(
        at(rat, "beschlussauszug/"), {"text": text, "schritt": "lesen"}
    ).content.decode()  # fmt: skip

    assert "<script>alert" not in page and "<b>28" not in page


def test_nothing_is_recorded_of_an_excerpt_without_an_item_or_with_one_of_another_town() -> None:
    rat = council(municipality())
    stranger = item()

    for lines in ([], [Line("X", agenda_item=stranger)]):
        with pytest.raises(ValidationError):
            actions.record_excerpt(rat, lines=lines, date="2017-09-13", actor=operator(), now=NOW)

    assert not Meeting.objects.filter(organization=rat).exists()
