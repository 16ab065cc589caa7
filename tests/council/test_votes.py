"""A vote is recorded as it fell: nothing is computed, what does not add up is told."""

import pytest
from django.core.exceptions import ValidationError

from fortschrift.core.rules.tally import Manner, Outcome
from fortschrift.council import selectors
from fortschrift.council.actions import Cast, Counted
from fortschrift.council.findings import of_vote
from fortschrift.council.models import VoteEvent
from fortschrift.council.shown.votes import vote_result
from fortschrift.council.signals import vote_recorded
from tests.accounts.factories import NOW, municipality
from tests.council.factories import body, council, item, meeting, person, round_table, vote
from tests.council.journal import finding_codes, sentence, subjects
from tests.council.known_votes import KNOWN, Known

pytestmark = pytest.mark.django_db

REASON = "in der Quelle nicht angegeben"


def record(known: Known) -> VoteEvent:
    totals = [
        Counted(option, value, reason="" if value is not None else REASON)
        for option, value in known.numbers.items()
    ]
    parties = [
        Counted(option, value, group_label=party, reason="" if value is not None else REASON)
        for party, numbers in known.parties.items()
        for option, value in numbers.items()
    ]
    return vote(
        manner=known.manner, verbatim=known.word, present=known.present, note=known.note,
        counts=[*totals, *parties],
    )  # fmt: skip


@pytest.mark.parametrize("known", KNOWN, ids=lambda known: known.key)
def test_a_known_result_is_kept_exactly_as_its_source_gives_it(known: Known) -> None:
    record(known)

    event = selectors.votes(VoteEvent.objects.get().municipality).get()
    rows = {(c.group_label, c.option): c.value for c in event.counts.all()}
    wanted = {("", option): value for option, value in known.numbers.items()} | {
        (party, option): value
        for party, numbers in known.parties.items()
        for option, value in numbers.items()
    }
    assert (event.verbatim, event.manner) == (known.word, known.manner)
    assert (event.present, event.note) == (known.present, known.note)
    assert rows == wanted
    assert all(count.reason for count in event.counts.all() if count.value is None)


@pytest.mark.parametrize("known", KNOWN, ids=lambda known: known.key)
def test_a_known_result_is_shown_without_a_number_its_source_does_not_give(known: Known) -> None:
    result = vote_result(record(known))

    shown = {count.key: count.value for count in result.counts}
    if set(known.numbers.values()) == {None}:
        assert shown == {}
        assert result.gap is not None and result.gap.reason == REASON
    else:
        assert shown == known.numbers
        assert result.gap is None
    assert {group.name for group in result.groups} == set(known.parties)


@pytest.mark.parametrize("known", KNOWN, ids=lambda known: known.key)
def test_none_of_the_known_results_is_odd(known: Known) -> None:
    assert of_vote(record(known)) == []


def test_four_no_votes_are_known_and_the_yes_votes_are_not() -> None:
    known = next(k for k in KNOWN if k.key == "wolfenbuettel-rat")

    result = vote_result(record(known))

    assert (result.word, result.manner) == ("angenommen", "mit großer Mehrheit")
    yes, no, abstain = result.counts
    assert (yes.value, no.value, abstain.value) == (None, 4, None)
    assert yes.gap is not None and (yes.gap.kind, yes.gap.reason) == ("unknown", REASON)
    assert result.verbatim == ""  # the manner says it already


def test_a_result_in_words_of_its_own_is_quoted() -> None:
    known = next(k for k in KNOWN if k.key == "rostock")

    result = vote_result(record(known))

    assert (result.manner, result.verbatim) == ("", "ungeändert beschlossen / Angenommen")


def test_a_recorded_vote_names_body_matter_and_result_in_the_journal() -> None:
    town = municipality()
    rat = council(town)
    top = item(meeting(rat))
    news: list[dict[str, object]] = []

    def note(sender: object, **told: object) -> None:
        news.append(told)

    vote_recorded.connect(note, weak=False)
    event = vote(
        rat, agenda_item=top, subject="Konzept", manner="large_majority",
        verbatim="mit großer Mehrheit", counts=[Counted("no", 4)],
        votes=[Cast(person(town), "yes", group=body(town, name="Fraktion A"))],
    )  # fmt: skip
    vote_recorded.disconnect(note)

    assert event.meeting == top.meeting
    assert sentence(town) == (
        "Betrieb hat eine Abstimmung in „Rat“ festgehalten: Konzept – mit großer Mehrheit."
    )
    assert subjects(town) == {"council.voteevent", "council.count", "council.vote"}
    (told,) = news
    assert told["vote_event"] == event and told["now"] == NOW


def test_an_odd_vote_is_stored_with_its_findings() -> None:
    rat = council(municipality(), voting_member_count=30)

    event = vote(
        rat, manner="unanimous", present=29,
        counts=[
            Counted("yes", 28), Counted("no", 5), Counted("abstain", 0),
            Counted("no", 6, group_label="Fraktion A"),
        ],
    )  # fmt: skip

    assert VoteEvent.objects.filter(pk=event.pk).exists()
    wanted = [
        "unanimous_with_opposition", "more_than_present", "more_than_members", "groups_differ",
    ]  # fmt: skip
    assert finding_codes(rat.municipality) == wanted
    assert [finding.code for finding in of_vote(event)] == wanted


def test_findings_are_sentences_with_the_numbers() -> None:
    desk = round_table(municipality())  # no rule of it is known
    event = vote(desk, manner="majority", counts=[Counted("yes", 11), Counted("no", 11)])

    (finding,) = of_vote(event)

    assert finding.sentence == (
        "Als angenommen vermerkt; angegeben sind aber nur 11 Ja-Stimmen bei 11 Nein-Stimmen."
    )
    assert finding.subject == event


def test_a_vote_before_the_body_was_founded_is_told() -> None:
    desk = body(founded="2016-02")

    event = vote(desk, meeting=meeting(desk, date="2015-08-13"))

    assert [finding.code for finding in of_vote(event)] == ["before_foundation"]


def test_the_words_of_the_core_are_those_of_the_rows() -> None:
    assert {m.value for m in Manner} == set(VoteEvent.Manner.values)
    assert {o.value for o in Outcome} == set(VoteEvent.Outcome.values)


@pytest.mark.parametrize(("fields", "message"), [
    ({"counts": [Counted("no", 4), Counted("no", 5)]}, "zweimal angegeben"),
    ({"counts": [Counted("no", -1)]}, "nie kleiner als null"),
    ({"counts": [Counted("vielleicht", 1)]}, "keine gültige"),
    ({"outcome": "gewonnen"}, "keine gültige"),
])  # fmt: skip
def test_what_cannot_be_meant_is_refused_before_anything_is_written(
    fields: dict[str, object], message: str
) -> None:
    with pytest.raises(ValidationError, match=message):
        vote(**fields)

    assert not VoteEvent.objects.exists()


def test_nobody_votes_twice() -> None:
    town = municipality()
    voter = person(town)

    with pytest.raises(ValidationError, match="zweimal abgestimmt"):
        vote(council(town), votes=[Cast(voter, "yes"), Cast(voter, "no")])
