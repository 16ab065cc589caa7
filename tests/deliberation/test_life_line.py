"""Stations of a concept: ordered by date alone, odd ones explained, hidden ones not given away."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from fortschrift.concepts.models import Concept
from fortschrift.core.partial_date import PartialDate
from fortschrift.council.models import Consultation
from fortschrift.deliberation.actions import Answer
from fortschrift.deliberation.life_line import life_line_entries
from fortschrift.deliberation.models import Question, QuestionResult
from fortschrift.sources.life_line import (
    LifeLineEntry,
    as_shown,
    in_order,
    occasion_key,
    without_bare_occasions,
)
from fortschrift.web.source_numbers import SourceNumbers
from tests.concepts.factories import concept, version
from tests.council.factories import (
    body,
    closed_body,
    council,
    meeting,
    paper,
    round_table,
    station,
    vote,
)
from tests.deliberation.factories import adoption, decision, mandate, question, referral
from tests.participation.factories import reading
from tests.sources.factories import claim, source

pytestmark = pytest.mark.django_db
Result = QuestionResult.Result


def entry(title: str, date: str, **fields: object) -> LifeLineEntry:
    return LifeLineEntry("event", title, PartialDate.parse(date), **fields)  # type: ignore[arg-type]


def titles(entries: list[LifeLineEntry]) -> list[str]:
    return [entry.title for entry in entries]


def test_stations_stand_in_the_order_of_their_dates() -> None:
    given = [
        entry("ohne Datum", ""),
        entry("Rat", "2017-09-13"),
        entry("2. Durchsicht", "2017-05-15..2017-08-10"),
        entry("Auftrag", "2017-06-08"),
        entry("Vorschläge", "2017-05-15"),
        entry("Jahr", "2017"),
    ]

    assert titles(in_order(given)) == [
        "Jahr", "Vorschläge", "2. Durchsicht", "Auftrag", "Rat", "ohne Datum",
    ]  # fmt: skip


def test_no_station_stands_before_one_that_is_surely_earlier() -> None:
    dates = ["2017", "2017-09", "2017-03..2018-01", "2017-09-13", "2018", "2016-12-31", "2017-12"]
    ordered = in_order(entry(date, date) for date in dates)

    for place, earlier in enumerate(ordered):
        for later in ordered[place:]:
            assert not later.date.surely_before(earlier.date)


def test_a_station_without_date_stands_where_its_place_is() -> None:
    given = [
        entry("Presse", "2020-06-18"),
        entry("Workshop", "", place=PartialDate.parse("2019..2020-06-18")),
        entry("Auftrag", "2018"),
    ]

    assert titles(in_order(given)) == ["Auftrag", "Workshop", "Presse"]


def test_what_is_only_planned_stands_behind_what_happened_on_an_unknown_day() -> None:
    given = [entry("Plan", "", planned=True), entry("Beschluss", "", rank=90)]

    assert titles(in_order(given)) == ["Beschluss", "Plan"]


@pytest.mark.parametrize(("last", "expected"), [
    ("2017-09-13", ["referral", "", "2017-09-13"]),  # between the neighbours
    ("2017-08-01", ["2017-08-01", "referral", ""]),  # odd order: nothing lies between
    ("", ["referral", "", ""]),  # nobody knows
])  # fmt: skip
def test_a_station_without_date_stands_between_its_neighbours(
    last: str, expected: list[str]
) -> None:
    of = version()
    laid = paper(of.municipality)
    turns = [
        station(laid, closed_body(of.municipality)),
        station(laid, council(of.municipality), planned_date=last),
    ]
    referral(of.concept, version=of, consultations=turns, date="2017-08-10")

    line = in_order(life_line_entries(of.concept))

    named = ["referral" if station_.kind == "referral" else str(station_.date) for station_ in line]
    assert named == expected
    if last == "2017-09-13":
        assert line[1].title == "Verwaltungsausschuss"


def test_stations_of_one_day_stand_by_rank_and_then_as_given() -> None:
    given = [entry("b", "2017", rank=70), entry("a", "2017", rank=20), entry("c", "2017", rank=70)]

    assert titles(in_order(given)) == ["a", "b", "c"]


def test_a_bare_meeting_gives_way_to_what_happened_there() -> None:
    key = occasion_key("meeting", 7)
    bare = LifeLineEntry("meeting", "Sitzung", occasions=[key])
    other = LifeLineEntry("meeting", "andere Sitzung", occasions=[occasion_key("meeting", 8)])
    told = LifeLineEntry("decision", "Beschluss", occasions=[key])

    assert without_bare_occasions([bare, told, other]) == [told, other]


def test_a_mandate_after_the_draft_keeps_its_place_and_carries_a_remark() -> None:
    of = concept()
    reading(of, opens="2017-03-30")
    mandate(of, organization=body(of.municipality), date="2017-06-08", as_printed="angestoßen")

    (station_,) = life_line_entries(of)

    assert "8. Juni 2017" in station_.remark
    assert "30. März 2017" in station_.remark
    assert station_.detail == "In der Quelle: „angestoßen“"


def test_a_decision_that_gave_a_mandate_is_told_with_it() -> None:
    of = concept()
    committee = body(of.municipality, name="Sozialausschuss")
    order = mandate(of, organization=committee, date="2017-06-08")
    asked = question(of, subject=Question.Subject.MANDATE, mandate=order, text_reason="")
    decision(
        of, organization=committee, vote_event=vote(committee, verbatim="mehrheitlich"),
        answers=[Answer(asked, Result.ADOPTED)], date="2017-06-08",
    )  # fmt: skip

    (station_,) = life_line_entries(of)

    assert (station_.kind, station_.body, station_.detail) == (
        "mandate", "Sozialausschuss", "mehrheitlich",
    )  # fmt: skip
    assert station_.badge is not None and station_.badge.label == "angenommen"


def test_a_hidden_mandate_does_not_swallow_a_public_decision() -> None:
    of = concept()
    order = mandate(of, visibility="internal")
    asked = question(of, subject=Question.Subject.MANDATE, mandate=order, text_reason="")
    decision(of, answers=[Answer(asked, Result.ADOPTED)])

    assert [station_.kind for station_ in life_line_entries(of)] == ["decision"]


@pytest.mark.row("S2.29", "S2.30", "S2.31")
def test_a_hand_over_tells_its_vote_and_what_is_not_known_of_the_stations() -> None:
    of = version(label="2017")
    table = round_table(of.municipality)
    asked = question(of.concept, subject=Question.Subject.REFERRAL, version=of)
    voted = decision(
        of.concept, organization=table, vote_event=vote(table, verbatim="einstimmig"),
        answers=[Answer(asked, Result.ADOPTED)], date="2017-08-10",
    )  # fmt: skip
    referral(
        of.concept, version=of, handed_over_by=table, decision=voted, as_printed="überführt",
        stations_reason="Die Stationen sind nicht genannt.",
    )  # fmt: skip

    (station_,) = life_line_entries(of.concept)

    assert (station_.kind, str(station_.date), station_.body) == (
        "referral", "2017-08-10", "Runder Tisch",
    )  # fmt: skip
    assert station_.detail == "einstimmig · Fassung „2017“ · In der Quelle: „überführt“"
    assert station_.gap == "Die Stationen sind nicht genannt."


@pytest.mark.row("S1.19", "S1.20", "S1.21", "S1.22")
def test_planned_stations_of_a_hand_over_stand_in_the_line() -> None:
    of = version()
    va, rat = closed_body(of.municipality), council(of.municipality)
    laid = paper(of.municipality)
    turns = [
        station(laid, va, planned_date="2020-07-14", organization_as_printed="Verwaltungsrat"),
        station(laid, rat, role=Consultation.Role.DECIDES, planned_date="2020-07-15"),
    ]
    referral(of.concept, version=of, consultations=turns, date="2020-06-18")

    _, first, last = in_order(life_line_entries(of.concept))

    assert (first.title, first.planned, first.gap_kind) == (
        "Verwaltungsausschuss",
        True,
        "not_public",
    )
    assert first.remark == "In der Quelle steht: „Verwaltungsrat“."
    assert (last.title, last.planned, str(last.date)) == ("Rat", True, "2020-07-15")


def test_an_adoption_is_called_a_decision_and_names_the_status_it_set() -> None:
    of = version()
    rat = council(of.municipality)
    sitting = meeting(rat)
    adoption(of, by=rat, vote_event=vote(rat, meeting=sitting, verbatim="mit großer Mehrheit"))

    (station_,) = life_line_entries(of.concept)

    assert station_.title == "Beschluss: Integrationskonzept"
    assert station_.detail == "mit großer Mehrheit"
    assert set(station_.occasions) == {
        occasion_key("meeting", sitting.pk), occasion_key("version", of.pk, "adopted"),
    }  # fmt: skip
    (shown,) = as_shown([station_], SourceNumbers())
    assert (shown.date, shown.body) == ("13. September 2017", "Rat · mit großer Mehrheit")


def test_what_a_closed_body_decided_is_no_station() -> None:
    of = version()
    va = closed_body(of.municipality)
    adoption(of, by=va)
    referral(of.concept, version=of, handed_over_by=va)

    assert life_line_entries(of.concept) == []


def full_life(times: int) -> Concept:
    of = version()
    rat, table = council(of.municipality), round_table(of.municipality)
    laid = paper(of.municipality)
    for _ in range(times):
        one = claim(source(of.municipality))
        mandate(of.concept, organization=rat, meeting=meeting(rat), claims=[one])
        adoption(of, by=rat, vote_event=vote(rat, meeting=meeting(rat), claims=[one]), claims=[one])
        handed = decision(of.concept, organization=table, vote_event=vote(table, claims=[one]))
        turn = station(laid, rat, meeting=meeting(rat), claims=[one])
        referral(
            of.concept, version=of, handed_over_by=table, decision=handed, consultations=[turn],
            claims=[one],
        )  # fmt: skip
    return of.concept


def test_stations_cost_the_same_queries_for_any_number() -> None:
    few, many = full_life(1), full_life(4)

    with CaptureQueriesContext(connection) as first:
        assert len(life_line_entries(few)) == 4
    with CaptureQueriesContext(connection) as second:
        assert len(life_line_entries(many)) == 16

    assert len(first) == len(second)
