"""Input that cannot be meant is refused with a sentence on its field, and nothing is written."""

from collections.abc import Callable

import pytest
from django.core.exceptions import ValidationError
from django.utils.functional import Promise

from fortschrift.accounts.models import JournalEntry
from fortschrift.council import actions, selectors
from fortschrift.council.actions import Attended, Counted
from tests.accounts.factories import NOW, municipality, operator
from tests.council.factories import body, council, item, meeting, paper, person, station, vote
from tests.sources.factories import claim

pytestmark = pytest.mark.django_db


def refused(act: Callable[[], object]) -> dict[str, list[str]]:
    """Return the sentences by field, having checked that nothing was written."""
    before = JournalEntry.objects.count()
    with pytest.raises(ValidationError) as caught:
        act()
    assert JournalEntry.objects.count() == before
    return caught.value.message_dict


@pytest.mark.parametrize(("date", "sentence"), [
    ("2017-02-30", "Den Tag „2017-02-30“ gibt es im Kalender nicht."),
    ("im Herbst", "„im Herbst“ ist kein Datum. Möglich sind 2017, 2017-09 oder 2017-09-13."),
    ("2017-08..2017-05", "In „2017-08..2017-05“ liegt das Ende vor dem Anfang."),
])  # fmt: skip
def test_an_impossible_date_is_named(date: str, sentence: str) -> None:
    rat = body()

    assert refused(lambda: meeting(rat, date=date)) == {"date": [sentence]}


def test_all_impossible_dates_are_named_at_once() -> None:
    rat = body()

    faults = refused(lambda: meeting(rat, date="2017-13", planned_date="bald"))

    assert set(faults) == {"date", "planned_date"}


def test_an_unknown_body_is_named() -> None:
    town = municipality(name="Musterstadt")

    with pytest.raises(selectors.UnknownOrganization) as caught:
        selectors.organization_at(town, "verwaltungsrat")

    assert caught.value.message_dict == {
        "organization": ["In „Musterstadt“ gibt es kein Gremium „verwaltungsrat“."]
    }


def test_rows_of_another_municipality_are_refused_by_field() -> None:
    town, rat = municipality(), body(name="Fremder Rat")
    here = council(town)
    foreign = meeting(rat)
    stranger = person(rat.municipality)
    cases: list[tuple[str, Callable[[], object]]] = [
        ("founded_by", lambda: body(town, founded_by=rat)),
        ("claims", lambda: body(town, claims=[claim()])),
        ("originator", lambda: paper(town, originator=rat)),
        ("organization", lambda: station(paper(town), rat)),
        ("meeting", lambda: vote(here, meeting=foreign)),
        ("counts", lambda: vote(here, counts=[Counted("yes", 1, group=rat)])),
        (
            "person",
            lambda: actions.seat_member(here, person=stranger, actor=operator(), now=NOW),
        ),
    ]

    for field, act in cases:
        with pytest.raises(ValidationError) as caught:
            act()
        assert list(caught.value.message_dict) == [field]


def test_an_address_is_given_once() -> None:
    rat = body(slug="rat")
    town = rat.municipality
    meeting(rat, slug="a")
    paper(town, slug="v")
    sentence = {"slug": ["Diese Adresse ist schon vergeben."]}

    assert refused(lambda: body(town, slug="rat")) == sentence
    assert refused(lambda: meeting(rat, slug="a")) == sentence
    assert refused(lambda: paper(town, slug="v")) == sentence


@pytest.mark.parametrize("slug", ["Rat der Stadt", "rat--", "räte", ""])
def test_an_address_has_plain_letters_only(slug: str) -> None:
    town, rat = municipality(), body()

    assert "slug" in refused(lambda: body(town, slug=slug))
    assert "slug" in refused(lambda: meeting(rat, slug=slug))
    assert "slug" in refused(lambda: paper(town, slug=slug))


@pytest.mark.parametrize(("field", "fields"), [
    ("state", {"state": "vorbei"}),
    ("start_time", {"start_time": "25:00"}),
    ("number", {"number": "viele"}),
    ("name", {"name": "x" * 201}),
])  # fmt: skip
def test_other_fields_say_what_is_wrong(field: str, fields: dict[str, object]) -> None:
    rat = body()

    assert list(refused(lambda: meeting(rat, **fields))) == [field]


@pytest.mark.parametrize(("result", "reason"), [("gewonnen", ""), ("unknown", "x" * 301)])
def test_a_result_outside_the_vocabulary_is_refused(result: str, reason: str) -> None:
    top = item()

    faults = refused(
        lambda: actions.decide_agenda_item(
            top, result=result, result_reason=reason, actor=operator(), now=NOW
        )
    )

    assert set(faults) <= {"result", "result_reason"} and faults


@pytest.mark.parametrize("attended", [
    Attended(),
    Attended(label="Gäste", count=-1),
])  # fmt: skip
def test_an_attendance_says_who_and_how_many(attended: Attended) -> None:
    held = meeting()

    faults = refused(
        lambda: actions.record_attendance(held, attended=[attended], actor=operator(), now=NOW)
    )

    assert list(faults) == ["attended"]


def test_every_own_sentence_can_be_translated() -> None:
    rat = body(slug="rat")

    with pytest.raises(ValidationError) as caught:
        body(rat.municipality, slug="rat")

    (error,) = caught.value.error_dict["slug"]
    assert isinstance(error.message, Promise)
