"""A paper keeps its stations as laid down, whatever the dates and the law would say."""

import pytest
from django.core.exceptions import ValidationError

from fortschrift.council import actions, selectors
from fortschrift.council.findings import for_reader, of_stations
from fortschrift.council.models import Consultation, Paper
from fortschrift.council.permissions import EVERYTHING, INTERNAL_TOO, PUBLIC_ONLY
from tests.accounts.factories import NOW, municipality, operator
from tests.council.factories import body, closed_body, council, item, meeting, paper, station
from tests.council.journal import finding_codes, sentence

pytestmark = pytest.mark.django_db
Role = Consultation.Role


def codes_of(of: Paper, readable: frozenset[str] = EVERYTHING) -> list[str]:
    stations = selectors.stations(of.consultations.all(), readable=readable)
    return [finding.code for finding in for_reader(of_stations(list(stations)), readable)]


def test_a_paper_without_number_says_why() -> None:
    town = municipality()

    laid = paper(town, title="Integrationskonzept", reference_reason="nicht veröffentlicht")

    assert (laid.reference, laid.reference_reason) == ("", "nicht veröffentlicht")
    assert sentence(town) == "Betrieb hat die Vorlage „Integrationskonzept“ aufgenommen."


def test_the_deciding_station_is_the_authoritative_one() -> None:
    town = municipality()
    of = paper(town)

    first = station(of, closed_body(town), planned_date="2020-07-14")
    last = station(of, council(town), role=Role.DECIDES, planned_date="2020-07-15")

    assert [(s.order, s.authoritative) for s in (first, last)] == [(1, False), (2, True)]
    assert codes_of(of) == []


def test_stations_out_of_order_are_stored_with_a_finding() -> None:
    town = municipality()
    of = paper(town)
    station(of, body(town), planned_date="2017-08")

    station(of, body(town), planned_date="2017-06-08")

    assert finding_codes(town) == ["out_of_order"]
    assert codes_of(of) == ["out_of_order"]


def test_dates_that_may_be_in_order_are_no_finding() -> None:
    town = municipality()
    of = paper(town)
    station(of, body(town), planned_date="2017-08")

    station(of, body(town), planned_date="2017-08-15")
    station(of, body(town))

    assert codes_of(of) == []


def test_a_council_without_the_main_committee_is_a_hint_for_the_staff_alone() -> None:
    town = municipality()
    of = paper(town)

    station(of, council(town), role=Role.DECIDES)

    assert finding_codes(town) == ["not_prepared"]
    assert codes_of(of, INTERNAL_TOO) == ["not_prepared"]
    assert codes_of(of, PUBLIC_ONLY) == []


def test_the_hint_names_the_law() -> None:
    town = municipality()
    of = paper(town)
    station(of, council(town), role=Role.DECIDES)

    (finding,) = of_stations(list(of.consultations.select_related("organization__municipality")))

    assert finding.sentence == (
        "Es ist keine Vorbereitung durch den Verwaltungsausschuss festgehalten "
        "(§ 76 Abs. 1 NKomVG)."
    )


def test_a_station_planned_for_a_sunday_or_with_another_weekday_printed_is_a_finding() -> None:
    town = municipality()
    of, rat = paper(town), body(town)

    station(of, rat, planned_date="2017-09-17", planned_as_printed="17. September")
    station(of, rat, planned_date="2017-09-18", planned_as_printed="Mittwoch, 18. September")

    assert codes_of(of) == ["on_a_sunday", "other_weekday"]


def test_a_planned_station_is_assigned_to_the_item_that_dealt_with_it() -> None:
    town = municipality()
    rat = council(town)
    planned = station(paper(town), rat, planned_date="2017-09-17")
    top = item(meeting(rat, date="2017-09-13"))

    actions.assign_consultation(planned, agenda_item=top, actor=operator(), now=NOW)

    planned.refresh_from_db()
    assert (planned.agenda_item, planned.meeting) == (top, top.meeting)
    assert str(planned.when) == "2017-09-13" and str(planned.planned_date) == "2017-09-17"


def test_an_item_of_another_meeting_is_refused() -> None:
    town = municipality()
    rat = council(town)

    with pytest.raises(ValidationError, match="gehört zu einer anderen Sitzung"):
        station(paper(town), rat, meeting=meeting(rat), agenda_item=item(meeting(rat)))


def test_a_station_is_assigned_to_some_meeting() -> None:
    town = municipality()
    planned = station(paper(town), council(town))

    with pytest.raises(ValidationError, match="Bitte nennen Sie die Sitzung"):
        actions.assign_consultation(planned, actor=operator(), now=NOW)


def test_a_place_in_the_order_is_given_once() -> None:
    town = municipality()
    of, rat = paper(town), council(town)
    station(of, rat, order=3)

    assert station(of, rat).order == 4
    with pytest.raises(ValidationError, match="schon eine andere Station"):
        station(of, rat, order=3)
