"""Merging as a set and one after another: nothing lost, conflicts are records, credits to all."""

from collections.abc import Callable

import pytest
from django.core.exceptions import ValidationError

from fortschrift.concepts import actions, repository, selectors
from fortschrift.concepts.errors import StaleHead
from fortschrift.concepts.models import (
    Amendment,
    Change,
    Conflict,
    ConflictResolution,
    CurrentWording,
    MergeNote,
    Strand,
    Wording,
)
from tests.accounts.factories import NOW, operator
from tests.concepts.amendments import (
    adding,
    adopt,
    amending,
    amendment,
    credited,
    draft,
    frozen,
    in_parts,
    inserting,
    merge,
    pointer,
    replacing,
    striking,
    words,
)
from tests.concepts.factories import change, strand

pytestmark = pytest.mark.django_db

State = CurrentWording.State


def in_conflict(conflict: Conflict) -> set[Amendment]:
    return {
        member.wording.amendment
        for clash in conflict.clashes.all()
        for member in clash.members.all()
    }


def resolve(conflict: Conflict, kind: str, **fields: object) -> ConflictResolution:
    return actions.resolve_conflict(conflict, kind=kind, actor=operator(), now=NOW, **fields)


# As a set


def test_two_amendments_on_one_paragraph_with_different_words_are_both_merged() -> None:
    of = draft()
    one = amendment(of, replacing(of, "kurse", "Kurse", "Sprachkurse"), label="eins")
    other = amendment(of, replacing(of, "kurse", "berät", "informiert"), label="zwei")

    done = merge(of, one, other)

    assert "Sprachkurse" in words(of, "kurse") and "informiert" in words(of, "kurse")
    assert {name for names in credited(done.change) for name in names} == {"eins", "zwei"}
    assert {pointer(each, of).state for each in (one, other)} == {State.ADOPTED}
    assert not done.conflicts.exists()


def test_the_same_words_are_one_conflict_with_both_wordings_and_keep_the_base() -> None:
    of = draft()
    base = of.head
    one = amendment(of, replacing(of, "kurse", "Kurse", "Sprachkurse"))
    other = amendment(of, replacing(of, "kurse", "Kurse", "Angebote"))
    free = amendment(of, replacing(of, "raeume", "12", "14"))

    done = merge(of, one, other, free)

    conflict = done.conflicts.get()
    assert in_conflict(conflict) == {one, other} and conflict.base == base
    assert "fördert Kurse" in words(of, "kurse") and "14" in words(of, "raeume")
    assert [pointer(each, of).state for each in (one, other)] == [State.OPEN, State.OPEN]
    assert list(selectors.open_conflicts(of)) == [conflict]


def test_when_nothing_can_be_merged_the_text_stays_and_the_conflict_is_listed() -> None:
    of = draft()
    head = of.head_id
    one = amendment(of, replacing(of, "raeume", "12", "14"))
    other = amendment(of, replacing(of, "raeume", "12", "20"))

    done = merge(of, one, other)

    of.refresh_from_db()
    assert of.head_id == head and done.change is None
    assert in_conflict(done.conflicts.get()) == {one, other}


def test_an_insertion_into_a_passage_that_another_one_strikes_is_not_lost() -> None:
    of = draft()
    one = amendment(of, inserting(of, "raeume", "12", " oder 13"))
    other = amendment(of, striking(of, "raeume"))

    done = merge(of, one, other)

    assert in_conflict(done.conflicts.get()) == {one, other}
    assert {pointer(each, of).state for each in (one, other)} == {State.OPEN}


def test_a_list_item_dropped_and_another_one_added_are_both_merged() -> None:
    of = draft()
    one = amendment(of, striking(of, "punkt-1"))
    other = amendment(of, adding(of, "punkt-2", "punkt-3", "Lesepaten", kind="list_item"))

    merge(of, one, other)

    tree = repository.load(Strand.objects.get(pk=of.pk)).tree
    items = [state.text[0].text for state in tree if state.kind == "list_item"]
    assert items == ["Elterncafés", "Lesepaten"]


def test_equal_amendments_count_once_and_both_are_credited() -> None:
    of = draft()
    same = replacing(of, "kurse", "Kurse", "Sprachkurse")
    one, other = amendment(of, same, label="eins"), amendment(of, same, label="zwei")

    done = merge(of, one, other)

    assert credited(done.change) == [["eins", "zwei"]]
    assert words(of, "kurse").count("Sprachkurse") == 1


def test_the_order_of_giving_does_not_matter() -> None:
    of = frozen()
    given = [
        amendment(of, replacing(of, "kurse", "Kurse", "Sprachkurse")),
        amendment(of, replacing(of, "kurse", "Kurse", "Angebote")),
        amendment(of, adding(of, "kurse", "neu-1", "Eins.")),
        amendment(of, adding(of, "kurse", "neu-2", "Zwei.")),
    ]
    trees = []
    for order in (given, given[::-1]):
        evening = strand(of.version, name=f"Abend {len(trees)}")
        actions.lay_amendments(evening, amendments=order, actor=operator(), now=NOW)
        merge(evening, *order)
        trees.append(repository.load(evening).tree)

    assert trees[0] == trees[1]


def test_whole_blocks_at_one_place_are_all_taken_by_number_and_somebody_confirms_the_order() -> (
    None
):
    of = draft()
    second = amendment(of, adding(of, "kurse", "zwei", "Zwei."), number=2)
    first = amendment(of, adding(of, "kurse", "eins", "Eins."), number=1)

    merge(of, second, first)

    tree = repository.load(Strand.objects.get(pk=of.pk)).tree
    assert [state.text[0].text for state in tree if state.text][1:3] == ["Eins.", "Zwei."]
    note = selectors.notes_to_check(of).get()
    assert note.kind == MergeNote.Kind.ORDER
    assert [member.wording.amendment for member in note.members.all()] == [first, second]
    actions.check_merge_note(note, remark="so beschlossen", actor=operator(), now=NOW)
    assert not selectors.notes_to_check(of).exists()
    with pytest.raises(ValidationError, match="schon bestätigt"):
        actions.check_merge_note(note, actor=operator(), now=NOW)


def test_a_sentence_that_two_amendments_changed_is_to_be_read_once_more() -> None:
    of = draft()
    before = words(of, "kurse")
    one = amendment(of, replacing(of, "kurse", "Kurse", "Sprachkurse"))
    other = amendment(of, replacing(of, "kurse", "Kinder", "Jugendliche"))

    merge(of, one, other)

    note = selectors.notes_to_check(of).get()
    assert note.kind == MergeNote.Kind.SENTENCE
    assert before[note.start : note.end].startswith("Die Stadt fördert Kurse")


def test_declared_alternatives_in_one_set_are_a_conflict_without_a_shared_passage() -> None:
    of = draft()
    one = amendment(of, replacing(of, "kurse", "Kurse", "Sprachkurse"))
    other = amendment(of, replacing(of, "raeume", "12", "14"), alternatives=[one])

    done = merge(of, one, other)

    assert [clash.kind for clash in done.conflicts.get().clashes.all()] == ["alternative"]
    assert done.change is None


def with_an_alternative_to_an_amending_one(of: Strand) -> tuple[Amendment, Amendment, Amendment]:
    """Record an amendment, one that amends it, and another one declared an alternative to that."""
    one = amendment(of, replacing(of, "kurse", "Kurse", "Sprachkurse"))
    more = amending(one, of, "kurse", "Sprachkurse", "viele Sprachkurse")
    beside = amendment(of, replacing(of, "raeume", "12", "14"))
    actions.declare_alternatives(more, others=[beside], actor=operator(), now=NOW)
    return one, more, beside


def test_an_alternative_to_an_amendment_to_an_amendment_is_in_conflict_with_both() -> None:
    of = draft()
    one, more, beside = with_an_alternative_to_an_amending_one(of)

    done = merge(of, one, more, beside)

    conflict = done.conflicts.get()
    assert [clash.kind for clash in conflict.clashes.all()] == ["alternative"]
    assert in_conflict(conflict) == {one, more, beside}
    assert done.change is None
    assert {pointer(each, of).state for each in (one, more, beside)} == {State.OPEN}


def test_without_its_alternative_an_amendment_to_an_amendment_is_merged_and_that_one_lapses() -> (
    None
):
    of = draft()
    one, more, beside = with_an_alternative_to_an_amending_one(of)

    merge(of, one, more)

    assert "viele Sprachkurse" in words(of, "kurse")
    assert (pointer(beside, of).state, pointer(beside, of).cause) == (State.LAPSED, more)


@pytest.mark.parametrize("is_beside_first", [True, False])
def test_one_after_another_an_alternative_to_an_amending_amendment_never_stands_beside_it(
    is_beside_first: bool,
) -> None:
    of = draft()
    one, more, beside = with_an_alternative_to_an_amending_one(of)

    one_after_another(of, [beside, more, one] if is_beside_first else [more, one, beside])

    states = [pointer(each, of).state for each in (one, more, beside)]
    if is_beside_first:
        assert states == [State.ADOPTED, State.LAPSED, State.ADOPTED]
        assert "fördert Sprachkurse" in words(of, "kurse") and "14" in words(of, "raeume")
    else:
        assert states == [State.ADOPTED, State.ADOPTED, State.LAPSED]
        assert "viele Sprachkurse" in words(of, "kurse") and "12" in words(of, "raeume")


def test_amendments_to_amendments_are_folded_and_lapse_where_that_one_is_not_in_the_set() -> None:
    of = draft()
    one = amendment(of, adding(of, "kurse", "neu", "Patenschaften werden gefördert."))
    more = amending(one, of, "neu", "Patenschaften", "Viele Patenschaften")
    lonely = amendment(of, replacing(of, "raeume", "12", "14"))
    other = amending(lonely, of, "raeume", "14 Stadtteilen", "14 Ortsteilen")

    done = merge(of, one, more, other)

    assert words(of, "neu") == "Viele Patenschaften werden gefördert."
    merged = [pointer(each, of) for each in (one, more)]
    assert {(each.state, each.cause) for each in merged} == {(State.ADOPTED, None)}
    note = done.notes.get()
    assert note.kind == MergeNote.Kind.LAPSED
    assert note.members.get().wording.amendment == other
    assert pointer(other, of).state == State.OPEN


def test_an_amendment_to_an_amendment_in_conflict_takes_part_in_the_conflict() -> None:
    of = draft()
    one = amendment(of, replacing(of, "kurse", "Kurse", "Sprachkurse"))
    more = amending(one, of, "kurse", "Sprachkurse", "viele Sprachkurse")
    other = amendment(of, replacing(of, "kurse", "Kurse", "Angebote"))

    done = merge(of, one, more, other)

    assert in_conflict(done.conflicts.get()) == {one, more, other}


def test_a_part_is_merged_whole_or_not_at_all_and_what_is_left_stays_open() -> None:
    of = draft()
    one = in_parts(
        of, ("a)", replacing(of, "kurse", "Kurse", "Sprachkurse")),
        ("b)", replacing(of, "raeume", "12", "14")),
    )  # fmt: skip
    other = amendment(of, replacing(of, "kurse", "Kurse", "Angebote"))

    done = merge(of, one, other)

    assert "14" in words(of, "raeume") and "fördert Kurse" in words(of, "kurse")
    conflict = done.conflicts.get()
    parts = [member.part for member in conflict.clashes.get().members.all()]
    assert [part.label for part in parts if part] == ["a)"]
    found = pointer(one, of)
    assert found.state == State.OPEN
    assert [part.label for part in found.wording.parts.all()] == ["a)"]


def test_alternatives_outside_the_set_lapse_and_what_is_left_is_carried_on() -> None:
    of = draft()
    one = amendment(of, replacing(of, "kurse", "Kurse", "viele Sprachkurse"))
    outside = amendment(of, replacing(of, "raeume", "12", "14"), alternatives=[one])
    left = amendment(of, replacing(of, "kurse", "berät", "informiert"))

    done = merge(of, one)

    assert (pointer(outside, of).state, pointer(outside, of).cause) == (State.LAPSED, one)
    assert pointer(outside, of).change == done.change
    adopt(left, of)
    assert "informiert dazu" in words(of, "kurse")


def test_what_cannot_be_merged_is_named_before_anything_is_stored() -> None:
    of = draft()
    one = amendment(of, replacing(of, "kurse", "Kurse", "Sprachkurse"))
    wish = amendment(of, original="Mehr davon!", label="Wunsch")
    gone = amendment(of, striking(of, "raeume"), label="erledigt")
    actions.set_aside_amendment(gone, strand=of, reason="zurückgezogen", actor=operator(), now=NOW)
    head, changes = of.head_id, Change.objects.count()

    with pytest.raises(ValidationError, match="„Wunsch“ hat noch keinen Wortlaut"):
        merge(of, one, wish)
    with pytest.raises(ValidationError, match="„erledigt“ ist nicht mehr offen"):
        merge(of, one, gone)
    with pytest.raises(ValidationError, match="mindestens einen"):
        merge(of)
    change(of, replacing(of, "raeume", "12", "13"))
    with pytest.raises(StaleHead):
        merge(of, one, base=head)

    assert Change.objects.count() == changes + 1 and pointer(one, of).state == State.OPEN


# Resolving


def two_in_conflict(of: Strand) -> tuple[Amendment, Amendment, Conflict]:
    one = amendment(of, replacing(of, "kurse", "Kurse", "Sprachkurse"), label="eins")
    other = amendment(of, replacing(of, "kurse", "Kurse", "Angebote"), label="zwei")
    return one, other, merge(of, one, other).conflicts.get()


def test_a_joint_text_replaces_those_in_conflict_and_credits_them() -> None:
    of = draft()
    one, other, conflict = two_in_conflict(of)
    joint = amendment(
        of, replacing(of, "kurse", "Kurse", "Sprachangebote"), replaces=[one, other],
        consent=Wording.Consent.GIVEN, label="gemeinsam",
    )  # fmt: skip

    done = resolve(conflict, "joint", amendment=joint)

    assert "Sprachangebote" in words(of, "kurse")
    assert joint.wordings.get().kind == Wording.Kind.JOINT
    assert done.change is not None and credited(done.change) == [["eins", "zwei", "gemeinsam"]]
    assert {pointer(each, of).state for each in (one, other)} == {State.LAPSED}
    assert {pointer(each, of).cause for each in (one, other)} == {joint}
    assert not selectors.open_conflicts(of).exists()
    assert Conflict.objects.get() == conflict


def test_choosing_one_lets_the_other_lapse_without_another_conflict() -> None:
    of = draft()
    one, other, conflict = two_in_conflict(of)

    done = resolve(conflict, "chosen", amendment=other)

    assert "Angebote" in words(of, "kurse") and done.change == of.head
    assert (pointer(one, of).state, pointer(one, of).cause) == (State.LAPSED, other)
    assert Conflict.objects.count() == 1


def test_keeping_the_text_sets_all_of_them_aside() -> None:
    of = draft()
    one, other, conflict = two_in_conflict(of)

    done = resolve(conflict, "kept", reason="Der Rat bleibt dabei.")

    assert done.change is None
    assert {pointer(each, of).state for each in (one, other)} == {State.SET_ASIDE}
    assert pointer(one, of).reason == "Der Rat bleibt dabei."


def test_an_editorial_resolution_is_marked_as_such() -> None:
    of = draft()
    one, other, conflict = two_in_conflict(of)
    joint = amendment(
        of, replacing(of, "kurse", "Kurse", "Sprachangebote"), replaces=[one, other],
        consent=Wording.Consent.NOT_ASKED, author="Verwaltung",
    )  # fmt: skip

    done = resolve(conflict, "editorial", amendment=joint)

    assert done.kind == ConflictResolution.Kind.EDITORIAL


def test_a_resolution_must_fit_the_conflict_and_comes_once() -> None:
    of = draft()
    one, other, conflict = two_in_conflict(of)
    stranger = amendment(of, replacing(of, "raeume", "12", "14"))

    for kind, given in (("joint", stranger), ("chosen", stranger), ("joint", None), ("kept", one)):
        with pytest.raises(ValidationError):
            resolve(conflict, kind, amendment=given)
    resolve(conflict, "chosen", amendment=one)
    with pytest.raises(ValidationError, match="schon gelöst"):
        resolve(conflict, "chosen", amendment=other)


# Two ways to decide


def one_after_another(of: Strand, amendments: list[Amendment]) -> None:
    for each in amendments:
        if pointer(each, of).state == State.OPEN:
            adopt(each, of)


def as_a_set(of: Strand, amendments: list[Amendment]) -> None:
    merge(of, *amendments)


def test_both_ways_to_decide_end_in_the_same_text_and_both_keep_a_record_of_the_rest() -> None:
    of = frozen()
    given = [
        amendment(of, replacing(of, "kurse", "Kurse", "viele Sprachkurse")),
        amendment(of, replacing(of, "kurse", "berät", "informiert")),
        amendment(of, adding(of, "kurse", "neu", "Neu hinzu kommen Patenschaften.")),
        amendment(of, striking(of, "punkt-1")),
        amendment(of, replacing(of, "raeume", "12", "14")),
    ]
    ways: list[Callable[[Strand, list[Amendment]], None]] = [one_after_another, as_a_set]
    trees = []
    for way in ways:
        evening = strand(of.version, name=way.__name__)
        actions.lay_amendments(evening, amendments=given, actor=operator(), now=NOW)
        way(evening, given)
        trees.append(repository.load(evening).tree)
        assert {pointer(each, evening).state for each in given} == {State.ADOPTED}

    assert trees[0] == trees[1]


def test_in_one_after_another_each_amendment_that_another_order_would_have_dropped_is_listed() -> (
    None
):
    of = draft()
    first = amendment(of, replacing(of, "kurse", "Kurse", "Sprachkurse"))
    second = amendment(of, replacing(of, "kurse", "Kurse", "Angebote"))
    free = amendment(of, replacing(of, "raeume", "12", "14"))

    one_after_another(of, [first, second, free])

    assert pointer(second, of).state == State.UNFIT
    assert list(selectors.dependent_on_order(of)) == [first]
    assert in_conflict(selectors.open_conflicts(of).get()) == {first, second}


# A corrected vote


def replay(of: Strand, *without: Change) -> Strand:
    return actions.replay_strand(
        of, without=without, name="Sitzung, berichtigt", actor=operator(), now=NOW
    )


def test_a_corrected_vote_repeats_all_other_decisions_and_opens_what_had_fallen() -> None:
    text = frozen()
    rejected = amendment(text, replacing(text, "kurse", "Kurse", "Sprachkurse"), label="A")
    unseated = amendment(text, replacing(text, "kurse", "Kurse", "Angebote"), label="B")
    kept = amendment(text, replacing(text, "kurse", "berät", "informiert"), label="C")
    other = amendment(text, replacing(text, "raeume", "12", "14"), alternatives=[rejected])
    aside = amendment(text, striking(text, "raeume"))
    of = strand(text.version, name="Sitzung")
    given = [rejected, unseated, kept, other, aside]
    actions.lay_amendments(of, amendments=given, actor=operator(), now=NOW)
    wrong = adopt(rejected, of)
    adopt(kept, of)
    actions.set_aside_amendment(aside, strand=of, reason="zurückgezogen", actor=operator(), now=NOW)

    fresh = replay(of, wrong)

    states = [pointer(each, fresh).state for each in given]
    assert states == [State.OPEN, State.OPEN, State.ADOPTED, State.OPEN, State.SET_ASIDE]
    made = pointer(kept, fresh).change
    assert made == fresh.head and credited(made) == [["C"]]
    assert kept.wordings.filter(adoptions__strand=fresh, adoptions__change=made).exists()
    assert words(fresh, "kurse") == words(text, "kurse").replace("berät", "informiert")
    adopt(unseated, fresh)
    assert "Angebote" in words(fresh, "kurse")
    assert pointer(rejected, of).state == State.ADOPTED and pointer(unseated, of).state == "unfit"


def test_an_amendment_written_during_the_meeting_goes_on_with_the_corrected_strand() -> None:
    text = frozen()
    wrong_one = amendment(text, replacing(text, "kurse", "Kurse", "viele Sprachkurse"))
    of = strand(text.version, name="Sitzung")
    actions.lay_amendments(of, amendments=[wrong_one], actor=operator(), now=NOW)
    wrong = adopt(wrong_one, of)
    late = amendment(of, replacing(of, "kurse", "berät", "informiert"))
    resting = amendment(of, replacing(of, "kurse", "Sprachkurse", "Deutschkurse"))

    fresh = replay(of, wrong)

    assert pointer(late, fresh).state == State.OPEN
    assert pointer(resting, fresh).state == State.UNFIT
    adopt(late, fresh)
    assert words(fresh, "kurse") == words(text, "kurse").replace("berät", "informiert")


def test_of_an_amendment_in_parts_only_the_part_left_out_is_open_again() -> None:
    text = frozen()
    one = in_parts(
        text, ("a)", replacing(text, "kurse", "Kurse", "Sprachkurse")),
        ("b)", replacing(text, "raeume", "12", "14")),
    )  # fmt: skip
    of = strand(text.version, name="Sitzung")
    actions.lay_amendments(of, amendments=[one], actor=operator(), now=NOW)
    wrong = adopt(one, of, part="a)")
    adopt(one, of, part="b)")

    fresh = replay(of, wrong)

    found = pointer(one, fresh)
    assert found.state == State.OPEN
    assert [part.label for part in found.wording.parts.all()] == ["a)"]
    assert "14" in words(fresh, "raeume") and "fördert Kurse" in words(fresh, "kurse")
