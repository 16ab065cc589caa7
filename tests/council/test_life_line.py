"""The council's stations on a life line say what happened, what was planned and what is missing."""

import pytest

from fortschrift.council import actions, life_line, selectors
from fortschrift.council.models import Consultation, Meeting
from fortschrift.sources.life_line import occasion_key
from tests.accounts.factories import NOW, municipality, operator
from tests.council.factories import council, item, meeting, paper, round_table, station, vote

pytestmark = pytest.mark.django_db
State = Meeting.State


def stations_of(of: Consultation) -> list[life_line.LifeLineEntry]:
    found = Consultation.objects.filter(paper=of.paper)
    return life_line.of_consultations(selectors.stations(found))


@pytest.mark.parametrize(("state", "date", "planned"), [
    (State.PLANNED, "", True),
    (State.INVITED, "", True),
    (State.UNKNOWN, "", True),
    (State.UNKNOWN, "2021", False),
    (State.HELD, "2020-07-15", False),
    (State.CANCELLED, "", False),
])  # fmt: skip
def test_a_meeting_is_planned_until_somebody_recorded_it(
    state: str, date: str, planned: bool
) -> None:
    town = municipality()
    held = meeting(council(town), state=state, date=date, planned_date="2020-07-15")

    (entry,) = life_line.of_meetings(selectors.meetings(town))

    assert entry.planned is planned
    assert entry.occasions == [occasion_key("meeting", held.pk)]
    assert (entry.badge is not None) == (state == State.CANCELLED)


def test_a_station_that_no_meeting_is_known_for_is_only_laid_down() -> None:
    town = municipality()
    alone = station(paper(town), council(town), outcome_reason="Nicht berichtet.")

    (entry,) = stations_of(alone)

    assert entry.planned and not entry.date.is_known
    assert (entry.gap, entry.gap_kind) == ("Nicht berichtet.", "unknown")


def test_a_station_shares_its_occasion_with_the_meeting_that_dealt_with_it() -> None:
    town = municipality()
    rat = council(town)
    top = item(meeting(rat))
    vote(rat, agenda_item=top, manner="unanimous")
    dealt = station(paper(town), rat, agenda_item=top)

    (entry,) = stations_of(dealt)

    assert occasion_key("meeting", top.meeting.pk) in entry.occasions
    assert entry.detail == "einstimmig"


def test_several_votes_on_an_item_are_left_to_the_page_of_the_meeting() -> None:
    town = municipality()
    rat = council(town)
    top = item(meeting(rat))
    vote(rat, agenda_item=top, subject="Änderungsantrag", outcome="rejected")
    vote(rat, agenda_item=top)

    (entry,) = stations_of(station(paper(town), rat, agenda_item=top))

    assert entry.detail == ""


def test_a_body_stands_in_the_line_under_its_name_of_then() -> None:
    town = municipality()
    table = round_table(town, name="Runder Tisch Flüchtlinge")
    meeting(table, date="2016-05")
    actions.rename_organization(
        table, name="Runder Tisch Integration", since="2018", actor=operator(), now=NOW
    )

    (entry,) = life_line.of_meetings(selectors.meetings(town))

    assert entry.body == "Runder Tisch Flüchtlinge"
