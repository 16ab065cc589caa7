"""What is on record is corrected with a reason and never written over."""

from datetime import time
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction

from fortschrift.council import actions, selectors
from fortschrift.council.actions import Attended, Cast, Counted, Excluded, NeedsCorrection
from fortschrift.council.models import AgendaItem, Correction, Meeting, VoteEvent
from tests.accounts.factories import NOW, municipality, operator
from tests.council.factories import body, council, item, meeting, paper, person, station, vote
from tests.council.journal import sentence, subjects
from tests.sources.factories import claim

pytestmark = pytest.mark.django_db
WHY: dict[str, Any] = {"wrong": "Zwei Zahlen vertauscht.", "reason": "Niederschrift, Seite 4."}
State = Meeting.State


def who() -> dict[str, Any]:
    return {"actor": operator(), "now": NOW}


def change(of: Meeting, **details: Any) -> None:
    actions.change_meeting(of, details=details, **who())


# Votes


def test_a_wrong_vote_stays_and_another_one_stands_in_its_place() -> None:
    rat = council(municipality())
    top = item(meeting(rat))
    wrong = vote(rat, agenda_item=top, counts=[Counted("yes", 5), Counted("no", 28)])

    correction = actions.correct_vote(
        wrong, **WHY, **who(),
        instead={
            "agenda_item": top, "subject": wrong.subject, "outcome": "carried",
            "manner": "majority", "counts": [Counted("yes", 28), Counted("no", 5)],
            "excluded": [Excluded(label="Mitglied 7")],
        },
    )  # fmt: skip

    assert list(selectors.votes(rat.municipality)) == [correction.replacement]
    assert [count.value for count in wrong.counts.order_by("pk")] == [5, 28]
    assert correction.before == {"Ja": "5", "Nein": "28"}
    assert correction.after == {"Ja": "28", "Nein": "5", "Befangen": "Mitglied 7"}
    assert sentence(rat.municipality) == (
        "Betrieb hat eine Abstimmung berichtigt: Integrationskonzept – Zwei Zahlen vertauscht. "
        "Jetzt: angenommen, mehrheitlich."
    )
    assert subjects(rat.municipality) == {
        "council.correction", "council.voteevent", "council.count", "council.exclusion",
    }  # fmt: skip


def test_a_vote_is_corrected_once_and_its_correction_can_be_corrected() -> None:
    rat = council(municipality())
    first = vote(rat)
    instead = {"subject": "Konzept", "outcome": "rejected", "manner": "majority"}
    second = actions.correct_vote(first, instead=instead, **WHY, **who()).replacement
    assert second is not None

    with pytest.raises(ValidationError, match="schon berichtigt"):
        actions.correct_vote(first, instead=instead, **WHY, **who())
    with pytest.raises(ValidationError, match="schon berichtigt"):
        actions.strike_vote(first, **WHY, **who())
    third = actions.correct_vote(
        second, instead={**instead, "outcome": "carried"}, **WHY, **who()
    ).replacement

    assert list(VoteEvent.objects.standing()) == [third]


def test_a_vote_that_was_never_taken_is_struck_and_stays_on_record() -> None:
    rat = council(municipality())
    top = item(meeting(rat))
    wrong = vote(rat, agenda_item=top)
    laid = paper(rat.municipality)
    station(laid, rat, agenda_item=top)

    correction = actions.strike_vote(wrong, **WHY, **who())

    assert correction.before["Wie"] == "mehrheitlich" and correction.after == {}
    assert not selectors.votes(rat.municipality).exists()
    (line,) = selectors.stations(laid.consultations.all())
    assert line.agenda_item is not None and list(line.agenda_item.vote_events.all()) == []
    assert VoteEvent.objects.filter(pk=wrong.pk).exists()


@pytest.mark.parametrize("fields", [{"wrong": " "}, {"reason": ""}])
def test_a_correction_says_what_was_wrong_and_how_we_know(fields: dict[str, str]) -> None:
    with pytest.raises(ValidationError) as caught:
        actions.strike_vote(vote(), **{**WHY, **fields}, **who())

    assert set(caught.value.message_dict) == set(fields)
    assert not Correction.objects.exists()


def test_a_correction_that_changes_nothing_is_none() -> None:
    wrong = vote()
    instead = {"subject": wrong.subject, "outcome": "carried", "manner": "majority"}

    with pytest.raises(ValidationError, match="nichts geändert"):
        actions.correct_vote(wrong, instead=instead, **WHY, **who())

    assert VoteEvent.objects.count() == 1


def test_the_database_itself_keeps_a_vote_as_it_was_recorded() -> None:
    event = vote(counts=[Counted("yes", 5)], excluded=[Excluded(label="X")])

    for row in (event, event.counts.get(), event.exclusions.get()):
        found = type(row)._base_manager.filter(pk=row.pk)
        with pytest.raises(DatabaseError), transaction.atomic():
            found.update(note="anders")
        with pytest.raises(DatabaseError), transaction.atomic():
            found._raw_delete("default")


def test_a_total_and_the_number_of_a_group_do_not_stand_in_each_others_way() -> None:
    rat = council(municipality())
    group = body(rat.municipality, classification="parliamentary_group")

    event = vote(
        rat,
        counts=[Counted("no", 4), Counted("no", 4, group=group), Counted("no", 1, group_label="X")],
    )

    assert event.counts.count() == 3
    (total,) = event.counts.filter(group=None, group_label="")
    replace = (
        "INSERT OR REPLACE INTO council_count "
        "(vote_event_id, option, value, group_label, reason, note) "
        "VALUES (%s, 'no', 9, '', '', '')"
    )
    if connection.vendor == "sqlite":
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(replace, [event.pk.hex])
    assert event.counts.get(pk=total.pk).value == 4


def test_two_people_recording_the_same_vote_learn_of_each_other() -> None:
    rat = council(municipality())
    top = item(meeting(rat))
    known = vote(rat, agenda_item=top)
    quicker = vote(rat, agenda_item=top, seen=[known.pk])

    with pytest.raises(actions.VotedMeanwhile) as caught:
        vote(rat, agenda_item=top, seen=[known.pk])

    assert caught.value.events == [quicker]
    assert VoteEvent.objects.count() == 2


def test_nobody_is_excluded_twice_or_without_being_named() -> None:
    rat = council(municipality())
    one = person(rat.municipality)

    for excluded in ([Excluded(one), Excluded(one)], [Excluded()]):
        with pytest.raises(ValidationError, match="befangen"):
            vote(rat, excluded=excluded)


# Meetings and their agenda


def test_a_planned_meeting_is_changed_freely() -> None:
    planned = meeting(state=State.PLANNED, date="", planned_date="2026-12-01", place="Aula")

    change(planned, place="Ratssaal", planned_date="2026-12-08", start_time="18:00")

    planned.refresh_from_db()
    assert (planned.place, str(planned.planned_date)) == ("Ratssaal", "2026-12-08")
    assert planned.start_time == time(18, 0)
    assert "geändert: Ort, geplant für, Beginn." in sentence(planned.municipality)


def test_of_a_meeting_that_was_held_blanks_are_filled_in_and_nothing_is_written_over() -> None:
    held = meeting(place="Aula")

    change(held, end_time="21:30", visibility="internal", quorum="established")
    with pytest.raises(NeedsCorrection) as caught:
        change(held, place="Ratssaal", date="2017-09-14")

    assert caught.value.message_dict["place"] == [
        "Das ist schon festgehalten: „Aula“. Bitte berichtigen Sie es mit Grund."
    ]
    assert set(caught.value.message_dict) == {"place", "date"}
    held = Meeting.objects.get()
    assert (held.place, held.end_time, held.visibility) == ("Aula", time(21, 30), "internal")


def test_a_meeting_that_was_held_is_corrected_with_the_words_of_before() -> None:
    held = meeting(place="Aula", state=State.HELD)

    correction = actions.correct_meeting(
        held, details={"place": "Ratssaal", "state": "cancelled"}, **WHY, **who()
    )

    assert correction.before == {"Ort": "Aula", "Stand": "durchgeführt"}
    assert correction.after == {"Ort": "Ratssaal", "Stand": "ausgefallen"}
    assert (correction.corrected_by, correction.corrected) == (operator(), NOW)


def test_two_people_changing_a_meeting_do_not_overwrite_each_other() -> None:
    from fortschrift.council.actions.planning import fingerprint

    planned = meeting(state=State.PLANNED)
    read = fingerprint(Meeting.objects.get())
    change(planned, place="Ratssaal")

    with pytest.raises(actions.MeetingChangedMeanwhile) as caught:
        actions.change_meeting(planned, details={"place": "Aula"}, seen=read, **who())

    assert caught.value.meeting.place == "Ratssaal"


def test_an_unknown_detail_is_named() -> None:
    with pytest.raises(ValidationError) as caught:
        change(meeting(), farbe="rot")

    assert set(caught.value.message_dict) == {"farbe"}


def test_a_result_is_filled_in_once_and_then_corrected() -> None:
    top = item()
    actions.decide_agenda_item(top, result="unknown", result_reason="folgt", **who())
    actions.decide_agenda_item(top, result="adopted", **who())

    with pytest.raises(NeedsCorrection, match="ungeändert beschlossen"):
        actions.decide_agenda_item(top, result="rejected", **who())
    correction = actions.correct_agenda_item(
        top, details={"result": "adopted_amended"}, **WHY, **who()
    )

    assert AgendaItem.objects.get().result == "adopted_amended"
    assert correction.before == {"Ergebnis": "ungeändert beschlossen"}


def test_the_agenda_is_put_into_another_order() -> None:
    held = meeting()
    one, two, three = (item(held, title=title) for title in "ABC")

    actions.order_agenda(held, items=[three, one, two], **who())

    assert [each.title for each in held.agenda_items.order_by("order")] == ["C", "A", "B"]
    with pytest.raises(ValidationError, match="inzwischen geändert"):
        actions.order_agenda(held, items=[one, two], **who())


def test_an_item_is_renamed_until_something_came_of_it() -> None:
    held = meeting()
    top = item(held, title="Konzpet")
    actions.change_agenda_item(top, details={"title": "Konzept", "number": "Ö 6"}, **who())
    vote(held.organization, agenda_item=top)

    actions.change_agenda_item(top, details={"visibility": "body"}, **who())
    with pytest.raises(NeedsCorrection):
        actions.change_agenda_item(top, details={"title": "Integrationskonzept"}, **who())

    top.refresh_from_db()
    assert (top.title, top.number, top.visibility) == ("Konzept", "Ö 6", "body")


def test_an_item_put_on_by_mistake_is_taken_off_and_one_dealt_with_stays() -> None:
    held = meeting()
    mistaken, dealt_with, laid = item(held), item(held), item(held)
    vote(held.organization, agenda_item=dealt_with)
    station(paper(held.municipality), held.organization, agenda_item=laid)

    actions.remove_agenda_item(mistaken, **who())
    for stays in (dealt_with, laid):
        with pytest.raises(ValidationError):
            actions.remove_agenda_item(stays, **who())

    assert set(held.agenda_items.all()) == {dealt_with, laid}


# Attendance and remarks


def test_who_takes_part_is_noted_anew_while_people_come_and_go() -> None:
    one = claim()
    live = meeting(council(one.municipality), state=State.INVITED)
    late = person(one.municipality)
    actions.record_attendance(live, attended=[Attended(label="Presse")], claims=[one], **who())
    actions.note_attendance(
        live, attended=[Attended(label="Presse"), Attended(person=late)], **who()
    )

    actions.note_attendance(
        live, attended=[Attended(label="Presse"), Attended(person=late, left=time(20, 15))], **who()
    )

    rows = list(live.attendances.order_by("pk"))
    assert [(str(row), row.left) for row in rows] == [
        ("Presse", None),
        ("Mitglied 7", time(20, 15)),
    ]
    assert list(rows[0].claims.all()) == [one]


def test_the_attendance_of_a_meeting_that_was_held_is_corrected() -> None:
    held = meeting()
    actions.note_attendance(held, attended=[Attended(label="Presse", count=2)], **who())

    with pytest.raises(NeedsCorrection):
        actions.note_attendance(held, attended=[], **who())
    correction = actions.correct_attendance(
        held, attended=[Attended(label="Presse", count=3, came=time(18, 5))], **WHY, **who()
    )

    assert correction.before == {"Teilnahme": "Presse (2, anwesend)"}
    assert correction.after == {"Teilnahme": "Presse (3, anwesend, ab 18:05)"}


def test_a_remark_handed_in_beforehand_is_no_vote() -> None:
    rat = council(municipality())
    top = item(meeting(rat))

    remark = actions.keep_remark(
        top, text="Ich hätte zugestimmt.", label="Mitglied 9", received="2017-09-12", **who()
    )
    event = vote(rat, agenda_item=top, counts=[Counted("yes", 28)])

    assert list(top.remarks.all()) == [remark]
    assert [count.value for count in event.counts.all()] == [28]
    with pytest.raises(ValidationError, match="von wem"):
        actions.keep_remark(top, text="Ohne Namen", **who())


def test_votes_by_name_are_kept_with_those_who_voted_all_the_same() -> None:
    rat = council(municipality())
    one, other = person(rat.municipality), person(rat.municipality, name="Mitglied 8")

    event = vote(
        rat, form="by_name", votes=[Cast(one, "yes"), Cast(other, "yes")],
        excluded=[Excluded(other, took_part="yes", note="Vorstand des Trägers")],
    )  # fmt: skip

    (row,) = event.exclusions.all()
    assert (str(row), row.took_part, row.note) == ("Mitglied 8", "yes", "Vorstand des Trägers")
    assert VoteEvent.objects.get() == event
