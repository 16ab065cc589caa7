"""Meetings are recorded as they were planned and as they happened, in any order."""

from datetime import time

import pytest
from django.core.exceptions import ValidationError
from django.dispatch import Signal

from fortschrift.council import actions, selectors
from fortschrift.council.actions import Attended
from fortschrift.council.models import AgendaItem, Meeting
from fortschrift.council.signals import agenda_item_decided
from tests.accounts.factories import NOW, municipality, operator
from tests.council.factories import body, council, item, meeting, person, round_table
from tests.council.journal import finding_codes, sentence, subjects

pytestmark = pytest.mark.django_db
State, Minutes = Meeting.State, Meeting.Minutes


def heard(signal: Signal, calls: list[dict[str, object]]) -> None:
    """Note what a signal says, as long as the list lives."""

    def note(sender: object, **news: object) -> None:
        calls.append(news)

    signal.connect(note, weak=False, dispatch_uid=id(calls))


def test_a_meeting_planned_for_a_sunday_is_stored_with_a_finding() -> None:
    """C3: the press announced the council of Wolfenbüttel for 17 September 2017, a Sunday."""
    rat = council(municipality())

    planned = meeting(rat, state=State.PLANNED, date="", planned_date="2017-09-17")

    assert str(planned.planned_date) == "2017-09-17" and not planned.date.is_known
    assert finding_codes(rat.municipality) == ["on_a_sunday"]


def test_a_meeting_held_on_another_day_keeps_the_day_it_was_planned_for() -> None:
    rat = council(municipality())
    planned = meeting(rat, state=State.PLANNED, date="", planned_date="2017-09-17")

    actions.hold_meeting(planned, date="2017-09-13", start_time="18:00", actor=operator(), now=NOW)

    planned.refresh_from_db()
    assert (str(planned.date), str(planned.planned_date)) == ("2017-09-13", "2017-09-17")
    assert planned.state == State.HELD and planned.start_time == time(18, 0)
    assert sentence(rat.municipality) == (
        "Betrieb hat festgehalten, dass die Sitzung „Rat, 13. September 2017“ stattgefunden hat."
    )


def test_a_cancelled_meeting_was_only_planned() -> None:
    table = round_table(municipality())
    planned = meeting(table, date="2020-03-19", date_note="25. Treffen")

    actions.cancel_meeting(planned, reason="wegen der Pandemie", actor=operator(), now=NOW)

    planned.refresh_from_db()
    assert planned.state == State.CANCELLED and not planned.date.is_known
    assert str(planned.planned_date) == "2020-03-19"
    assert planned.date_note == "25. Treffen · wegen der Pandemie"


def test_a_printed_weekday_that_is_not_that_of_the_day_is_a_finding() -> None:
    rat = council(municipality())

    meeting(rat, date="2017-09-13", date_note="Donnerstag, 13. September 2017")

    assert finding_codes(rat.municipality) == ["other_weekday"]


def test_a_meeting_before_the_body_was_founded_is_stored_with_a_finding() -> None:
    desk = body(founded="2015-10")

    early = meeting(desk, date="2015-09-30")

    assert Meeting.objects.filter(pk=early.pk).exists()
    assert finding_codes(desk.municipality) == ["before_foundation"]


def test_a_date_that_may_lie_after_the_foundation_is_no_finding() -> None:
    desk = body(founded="2015-10")

    meeting(desk, date="2015")

    assert finding_codes(desk.municipality) == []


def test_agenda_items_stand_in_order_and_keep_their_result() -> None:
    rat = council(municipality())
    held = meeting(rat)
    second, first = item(held, title="B", order=2), item(held, title="A", order=1)
    third = item(held, title="C")
    news: list[dict[str, object]] = []
    heard(agenda_item_decided, news)

    actions.decide_agenda_item(
        second, result=AgendaItem.Result.ADOPTED_AMENDED, resolution_text="Der Rat beschließt.",
        actor=operator(), now=NOW,
    )  # fmt: skip

    assert list(held.agenda_items.order_by("order")) == [first, second, third]
    assert sentence(rat.municipality) == (
        "Betrieb hat zum TOP „B“ das Ergebnis „geändert beschlossen“ festgehalten."
    )
    (told,) = news
    assert told["agenda_item"] == second and told["now"] == NOW
    agenda_item_decided.disconnect(dispatch_uid=id(news))


def test_attendance_names_groups_persons_and_words_of_the_source() -> None:
    town = municipality()
    workshop = meeting(round_table(town))
    group = body(town, name="Fraktion A", classification="parliamentary_group")

    actions.record_attendance(
        workshop, actor=operator(), now=NOW,
        attended=[
            Attended(label="alle Parteien"),
            Attended(group=group, count=3),
            Attended(person=person(town), was_present=False, note="entschuldigt"),
            Attended(label="Presse", was_present=None),
        ],
    )  # fmt: skip

    rows = workshop.attendances.order_by("pk")
    assert [(str(r), r.count, r.was_present) for r in rows] == [
        ("alle Parteien", None, True),
        ("Fraktion A", 3, True),
        ("Mitglied 7", None, False),
        ("Presse", None, None),
    ]
    assert subjects(town) == {"council.attendance"}


def test_minutes_that_are_not_public_say_why() -> None:
    table = round_table(municipality())
    held = meeting(table, name="30. Treffen")

    actions.publish_minutes(
        held, minutes=Minutes.NOT_PUBLIC, minutes_note="unter den veröffentlichten nicht dabei",
        actor=operator(), now=NOW,
    )  # fmt: skip

    held.refresh_from_db()
    assert (held.minutes, held.minutes_note) == (
        "not_public",
        "unter den veröffentlichten nicht dabei",
    )
    assert sentence(table.municipality) == (
        "Betrieb hat zur Niederschrift von „30. Treffen“ vermerkt: nicht öffentlich."
    )


def test_the_list_goes_by_the_day_held_or_planned_newest_first() -> None:
    rat = council(municipality())
    for slug, date, planned in [
        ("a", "2017-09-13", "2017-09-17"),
        ("b", "", "2017-09-15"),
        ("c", "2017", ""),
        ("d", "", ""),
        ("e", "2017-05-15..2017-08-10", ""),
        ("f", "2018-01", ""),
    ]:
        meeting(rat, slug=slug, date=date, planned_date=planned)

    town = rat.municipality
    assert [m.slug for m in selectors.meetings(town)] == ["f", "b", "a", "e", "c", "d"]
    assert [m.slug for m in selectors.meetings(town, year="2017")] == ["b", "a", "e", "c"]
    assert [m.slug for m in selectors.meetings(town, year="")] == ["d"]
    assert selectors.meeting_years(town) == ["2018", "2017", ""]


def test_a_workshop_has_a_termin_and_a_council_a_sitzung() -> None:
    from fortschrift.council.words import meeting_title

    town = municipality()
    workshops = body(town, classification="workshop_series", is_statutory=False)
    rat = council(town)

    assert meeting_title(meeting(workshops, number=2)) == "2. Termin"
    assert meeting_title(meeting(rat, number=18)) == "18. Sitzung"
    assert meeting_title(meeting(rat)) == "Sitzung am 13. September 2017"
    assert meeting_title(meeting(rat, date="2017-09")) == "Sitzung, September 2017"
    assert meeting_title(meeting(rat, date="", planned_date="2020-07-15")) == (
        "Sitzung, geplant: 15. Juli 2020"
    )
    assert meeting_title(meeting(workshops, date="")) == "Termin ohne Datum"


def test_an_item_belongs_where_no_other_stands() -> None:
    held = meeting()
    item(held, order=1)

    with pytest.raises(ValidationError, match="schon ein anderer TOP"):
        item(held, order=1)
