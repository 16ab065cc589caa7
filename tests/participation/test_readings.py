"""A reading is a call to read and to propose; who is called, on what and until when is kept."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from fortschrift.accounts.journal import sentence_of
from fortschrift.accounts.models import RoleAssignment
from fortschrift.accounts.selectors import journal_of
from fortschrift.participation import actions
from fortschrift.participation.addresses import reading_url
from fortschrift.participation.life_line import life_line_entries
from fortschrift.participation.models import Reading
from fortschrift.participation.permissions import may_hold_readings
from fortschrift.participation.selectors import readings_of
from fortschrift.sources.models import Visibility
from tests.accounts.factories import (
    NOW,
    municipality,
    officer,
    operator,
    outsider,
    user_with_role,
)
from tests.concepts.factories import concept, version
from tests.council.factories import body, meeting, round_table
from tests.participation.factories import NOT_PUBLIC, reading
from tests.sources.factories import claim, source

pytestmark = pytest.mark.django_db
Role = RoleAssignment.Role


@pytest.mark.row("S2.22", "S2.23")
def test_a_first_reading_keeps_the_version_the_body_and_what_was_asked_for() -> None:
    draft = version(label="Entwurf", slug="entwurf")
    table = round_table(draft.municipality)

    made = actions.open_reading(
        draft.concept, number=1, organization=table, version=draft, opens="2017-03-30",
        asked_for="Änderungen und Ergänzungen", actor=officer(draft.municipality), now=NOW,
    )  # fmt: skip

    kept = Reading.objects.get()
    assert kept == made
    assert (kept.version, kept.organization, str(kept.opens)) == (draft, table, "2017-03-30")
    entry = journal_of(draft.municipality).first()
    assert entry is not None
    assert sentence_of(entry) == ("Konto officer hat zu „Vielfalt leben“ eröffnet: 1. Durchsicht.")


@pytest.mark.row("S2.28")
def test_a_second_reading_may_lie_somewhere_between_two_days() -> None:
    second = reading(number=2, opens="2017-05-15..2017-08-10")

    assert str(second.opens) == "2017-05-15..2017-08-10"


def test_a_reading_begins_on_the_day_of_its_meeting() -> None:
    of = concept()
    table = round_table(of.municipality)

    made = reading(of, organization=table, meeting=meeting(table, date="2017-03-30"))

    assert str(made.opens) == "2017-03-30"


def test_a_reading_without_a_body_calls_the_public() -> None:
    assert str(reading(organization=None)) == "Beteiligung der Öffentlichkeit"


def test_closing_keeps_the_end_and_why_no_proposals_are_recorded() -> None:
    made = reading(opens="2017-03-30")

    actions.close_reading(
        made, closes="2017-05-15", proposals_reason="Die Niederschrift ist nicht öffentlich.",
        actor=operator(), now=NOW,
    )  # fmt: skip

    kept = Reading.objects.get()
    assert str(kept.closes) == "2017-05-15"
    assert kept.proposals_reason == "Die Niederschrift ist nicht öffentlich."


def test_closing_again_does_not_forget_the_reason() -> None:
    made = reading(proposals_reason="nicht erfasst")

    actions.close_reading(made, closes="2017-05", actor=operator(), now=NOW)

    assert Reading.objects.get().proposals_reason == "nicht erfasst"


BAD_INPUT: dict[str, dict[str, Any]] = {
    "version_reason": {"version_reason": " "},
    "opens": {"opens": "2017-02-30"},
    "closes": {"opens": "2017-05-15", "closes": "2017-03-30"},
    "asked_for": {"asked_for": "x" * 301},
}


@pytest.mark.parametrize("field", BAD_INPUT)
def test_bad_input_names_the_field_and_leaves_nothing(field: str) -> None:
    of = concept()

    with pytest.raises(ValidationError) as refused:
        reading(of, organization=None, **BAD_INPUT[field])

    assert list(refused.value.message_dict) == [field]
    assert not Reading.objects.exists()


def test_a_number_is_given_once() -> None:
    of = concept()
    reading(of, number=1)

    with pytest.raises(ValidationError, match="gibt es schon"):
        reading(of, number=1)


def test_rows_of_another_town_or_concept_are_refused() -> None:
    of = concept()

    with pytest.raises(ValidationError) as of_town:
        reading(of, organization=body())
    with pytest.raises(ValidationError) as of_concept:
        reading(of, version=version(concept(of.municipality)))

    assert list(of_town.value.message_dict) == ["organization"]
    assert list(of_concept.value.message_dict) == ["version"]


def test_the_database_itself_asks_for_a_version_or_a_reason() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Reading.objects.create(concept=concept(), number=1)


PERMISSIONS = {
    Role.ADMINISTRATOR: False,
    Role.OFFICER: True,
    Role.CLERK: True,
    Role.READER: False,
}


@pytest.mark.parametrize("role", PERMISSIONS)
def test_who_may_hold_readings(role: str) -> None:
    town = municipality()

    assert bool(may_hold_readings(user_with_role(town, role), town)) is PERMISSIONS[Role(role)]


def test_nobody_of_another_town_may_hold_readings() -> None:
    town = municipality()

    assert not may_hold_readings(outsider(), town)
    assert not may_hold_readings(None, town)


def test_the_public_list_leaves_out_what_is_internal_and_what_is_elsewhere() -> None:
    of = concept()
    shown = reading(of)
    reading(of, visibility=Visibility.INTERNAL)
    reading()

    assert list(readings_of(of)) == [shown]
    assert len(life_line_entries(of)) == 1


def test_a_station_tells_body_version_and_what_is_not_known() -> None:
    of = concept()
    table = round_table(of.municipality)
    first = meeting(table, date="2017-03-30")
    reading(
        of, organization=table, meeting=first, closes="2017-05-15",
        asked_for="Änderungen und Ergänzungen", claims=[claim(source(of.municipality))],
    )  # fmt: skip

    (station,) = life_line_entries(of)

    assert station.title == "1. Durchsicht"
    assert (station.body, station.detail) == ("Runder Tisch", "Änderungen und Ergänzungen")
    assert station.gap == NOT_PUBLIC
    assert station.date_note == "bis 15. Mai 2017"
    assert station.url.endswith(f"/gremien/runder-tisch/sitzungen/{first.slug}/")
    assert len(station.claims) == 1


def test_a_station_does_not_lead_to_a_meeting_that_is_not_public() -> None:
    of = concept()
    table = round_table(of.municipality)
    reading(of, organization=table, meeting=meeting(table, visibility=Visibility.BODY))

    (station,) = life_line_entries(of)

    assert station.url == reading_url(Reading.objects.get())
    assert list(station.occasions) == []


@pytest.mark.parametrize("number", [1, 4])
def test_stations_cost_the_same_queries_for_any_number(number: int) -> None:
    of = concept()
    for _ in range(number):
        reading(of, claims=[claim(source(of.municipality))])

    with CaptureQueriesContext(
        connection,
    ) as captured:
        life_line_entries(of)

    assert len(captured) == 4
