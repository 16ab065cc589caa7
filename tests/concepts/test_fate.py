"""What becomes of amendments when decisions are taken back, made again, or laid on other texts."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError

from fortschrift.concepts import actions, selectors
from fortschrift.concepts.models import (
    Amendment,
    Change,
    Conflict,
    ConflictResolution,
    CurrentWording,
    Strand,
)
from fortschrift.core.text import Splice, Substitute, inline, plain
from tests.accounts.factories import NOW, operator
from tests.concepts.amendments import (
    COURSES,
    adding,
    adopt,
    amending,
    amendment,
    draft,
    frozen,
    in_parts,
    inserting,
    merge,
    pointer,
    replacing,
    words,
)
from tests.concepts.factories import change, node_id, strand, undo, version
from tests.concepts.test_replay import replay

pytestmark = pytest.mark.django_db

State = CurrentWording.State


def parts_open(one: Amendment, of: Strand) -> list[str]:
    """Name the parts of an amendment that are open; one without parts has the empty name."""
    page = selectors.amendment_page(one, of)
    assert page.current is not None
    return [each.label for each in page.pieces] if page.current.state == State.OPEN else []


def state(one: Amendment, of: Strand) -> str:
    return pointer(one, of).state


def reads(one: Amendment, of: Strand, key: str = "kurse") -> str:
    """Read a paragraph as it would be with an amendment."""
    of.refresh_from_db()
    page = selectors.amendment_page(one, of)
    assert page.after is not None
    return plain(page.after[node_id(of.concept, key)].text)


def lay(of: Strand, *amendments: Amendment) -> None:
    of.refresh_from_db()
    actions.lay_amendments(of, amendments=amendments, actor=operator(), now=NOW)


def reword(one: Amendment, of: Strand | None, *operations: Any, **fields: Any) -> None:
    actions.reword_amendment(
        one, kind="amended", consent="given", strand=of, operations=operations, actor=operator(),
        now=NOW, **fields,
    )  # fmt: skip


def set_aside(one: Amendment, of: Strand) -> None:
    actions.set_aside_amendment(one, strand=of, reason="abgelehnt", actor=operator(), now=NOW)


# Taking back


def test_what_was_carried_already_is_not_carried_a_second_time() -> None:
    of = draft()
    first = amendment(of, replacing(of, "kurse", "Kurse", "Sprachkurse"))
    other = in_parts(
        of, ("a)", replacing(of, "kurse", "Kurse", "Angebote")),
        ("b)", inserting(of, "kurse", "berät", " gern")),
    )  # fmt: skip
    adopted = adopt(first, of)
    change(of, replacing(of, "kurse", "Die Stadt", "Die alte Stadt"))

    undo(of, adopted)

    assert parts_open(other, of) == ["a)", "b)"]
    adopt(other, of)
    said = words(of, "kurse")
    assert said.startswith("Die alte Stadt fördert Angebote für") and "berät gern dazu" in said


def test_what_replaces_words_further_on_survives_the_undo_too() -> None:
    of = draft()
    first = amendment(of, replacing(of, "kurse", "Kurse", "Sprachkurse"))
    other = in_parts(
        of, ("a)", replacing(of, "kurse", "Kurse", "Angebote")),
        ("b)", replacing(of, "kurse", "berät", "informiert")),
    )  # fmt: skip
    adopted = adopt(first, of)
    change(of, replacing(of, "kurse", "Die Stadt", "Die große Stadt Wolfsburg"))

    undo(of, adopted)

    assert (state(first, of), parts_open(other, of)) == (State.OPEN, ["a)", "b)"])
    assert "Angebote" in reads(other, of) and "Jobcenter informiert dazu" in reads(other, of)


def test_an_adoption_is_taken_back_after_a_replay_without_an_earlier_edit() -> None:
    of = draft()
    one = amendment(of, inserting(of, "kurse", "berät", " gern"))
    edit = change(of, replacing(of, "kurse", "Die Stadt", "Die alte Stadt"))
    adopt(one, of)
    fresh = replay(of, edit)

    undo(fresh, fresh.head)

    adopt(one, fresh)
    assert words(fresh, "kurse") == COURSES.replace("berät", "berät gern")


def test_parts_adopted_one_by_one_and_taken_back_one_by_one_are_all_open_again() -> None:
    of = draft()
    one = in_parts(
        of, ("a)", replacing(of, "kurse", "Kurse", "Sprachkurse")),
        ("b)", replacing(of, "raeume", "12", "14")),
    )  # fmt: skip
    first, second = adopt(one, of, part="a)"), adopt(one, of, part="b)")

    undo(of, first)
    assert parts_open(one, of) == ["a)"]

    undo(of, second)
    assert parts_open(one, of) == ["a)", "b)"]


def test_a_part_that_an_adoption_had_unseated_is_open_again_without_a_note() -> None:
    of = draft()
    first = amendment(of, replacing(of, "kurse", "Kurse", "Sprachkurse"))
    other = in_parts(
        of, ("a)", replacing(of, "kurse", "Kurse", "Angebote")),
        ("b)", replacing(of, "raeume", "12", "14")),
    )  # fmt: skip
    adopted = adopt(first, of)
    assert (parts_open(other, of), pointer(other, of).misfit) == (["b)"], "words")

    undo(of, adopted)

    assert (parts_open(other, of), pointer(other, of).misfit) == (["a)", "b)"], "")


def test_a_part_unseated_first_comes_back_though_another_was_unseated_later() -> None:
    of = draft()
    one = in_parts(
        of, ("a)", replacing(of, "kurse", "Kurse", "Sprachkurse")),
        ("b)", replacing(of, "raeume", "12", "14")),
        ("c)", replacing(of, "kurse", "Kinder", "Familien")),
    )  # fmt: skip
    first = change(of, replacing(of, "kurse", "Kurse", "Angebote"))
    change(of, replacing(of, "raeume", "12", "20"))

    undo(of, first)

    assert (parts_open(one, of), pointer(one, of).reason) == (["a)", "c)"], "Teil „b)“")


def test_what_a_change_had_done_already_is_to_be_done_again_after_its_undo() -> None:
    of = draft()
    one = amendment(
        of, replacing(of, "kurse", "Kurse", "Sprachkurse"), replacing(of, "raeume", "12", "14")
    )
    made = change(of, replacing(of, "kurse", "Kurse", "Sprachkurse"))

    undo(of, made)

    assert "Sprachkurse" in reads(one, of) and "14" in reads(one, of, "raeume")


def test_a_rewording_of_the_rest_outlives_the_undo_and_the_part_is_open_again() -> None:
    of = draft()
    one = in_parts(
        of, ("a)", replacing(of, "kurse", "Kurse", "Sprachkurse")),
        ("b)", replacing(of, "raeume", "12", "14")),
    )  # fmt: skip
    adopted = adopt(one, of, part="a)")
    reword(one, of, replacing(of, "raeume", "12", "99"))

    undo(of, adopted)

    assert "Sprachkurse" in reads(one, of) and "99" in reads(one, of, "raeume")
    redone = undo(of, of.head)
    assert "Sprachkurse" in words(of, "kurse") and parts_open(one, of) == [""]
    undo(of, redone)
    adopt(one, of)
    assert "Sprachkurse" in words(of, "kurse") and "99" in words(of, "raeume")


def test_a_rest_that_was_set_aside_stays_so_and_only_the_part_is_open_again() -> None:
    of = draft()
    one = in_parts(
        of, ("a)", replacing(of, "kurse", "Kurse", "Sprachkurse")),
        ("b)", replacing(of, "raeume", "12", "14")),
    )  # fmt: skip
    adopted = adopt(one, of, part="a)")
    set_aside(one, of)

    undone = undo(of, adopted)
    assert parts_open(one, of) == ["a)"]

    undo(of, undone)
    assert (state(one, of), pointer(one, of).reason) == (State.SET_ASIDE, "abgelehnt")


def test_an_amendment_to_an_amendment_is_on_that_one_again_when_its_adoption_is_taken_back() -> (
    None
):
    of = draft()
    outer = amendment(of, replacing(of, "kurse", "Kurse", "Sprachkurse"))
    inner = amending(outer, of, "kurse", "Sprachkurse", "gute Sprachkurse")
    adopted = adopt(outer, of)
    assert pointer(inner, of).wording.base_wording is None

    undo(of, adopted)

    assert pointer(inner, of).wording.base_wording == pointer(outer, of).wording
    adopt(inner, of)
    adopt(outer, of)
    assert "fördert gute Sprachkurse für" in words(of, "kurse")


def test_what_amends_an_alternative_is_open_again_with_it() -> None:
    of = draft()
    first = amendment(of, replacing(of, "kurse", "Kurse", "Sprachkurse"))
    other = amendment(of, replacing(of, "raeume", "12", "14"), alternatives=[first])
    inner = amending(other, of, "raeume", "14", "15")
    adopted = adopt(first, of)
    assert [state(each, of) for each in (other, inner)] == [State.LAPSED] * 2

    undo(of, adopted)

    assert [state(each, of) for each in (first, other, inner)] == [State.OPEN] * 3


# Making again


def test_an_adoption_made_again_lets_its_alternative_lapse_again() -> None:
    of = draft()
    first = amendment(of, replacing(of, "kurse", "Kurse", "Sprachkurse"))
    other = amendment(of, replacing(of, "raeume", "12", "14"), alternatives=[first])

    redone = undo(of, undo(of, adopt(first, of)))

    assert (state(first, of), state(other, of)) == (State.ADOPTED, State.LAPSED)
    with pytest.raises(ValidationError):
        adopt(other, of)
    undo(of, redone)
    assert (state(first, of), state(other, of)) == (State.OPEN, State.OPEN)


def test_taking_back_what_was_made_again_opens_the_amendment_whatever_the_depth() -> None:
    of = draft()
    one = amendment(of, replacing(of, "kurse", "Kurse", "Sprachkurse"))
    made = adopt(one, of)

    for depth in range(1, 6):
        made = undo(of, made)
        stands = depth % 2 == 0
        assert state(one, of) == (State.ADOPTED if stands else State.OPEN)
        assert ("Sprachkurse" in words(of, "kurse")) is stands

    adopt(one, of)
    assert "Sprachkurse" in words(of, "kurse")


def test_an_adoption_is_not_made_again_beside_an_alternative_that_stands() -> None:
    of = draft()
    first = amendment(of, replacing(of, "kurse", "Kurse", "Sprachkurse"))
    other = amendment(of, replacing(of, "raeume", "12", "14"), alternatives=[first])
    undone = undo(of, adopt(first, of))
    adopt(other, of)
    changes = Change.objects.count()

    with pytest.raises(ValidationError, match="kann nicht neben"):
        undo(of, undone)

    of.refresh_from_db()
    assert Change.objects.count() == changes and "Sprachkurse" not in words(of, "kurse")


# Laying


def test_a_change_and_its_undo_leave_no_trace_in_what_is_laid_afterwards() -> None:
    version_text = frozen()
    early = amendment(version_text, replacing(version_text, "kurse", "Kurse", "Sprachkurse"))
    of = strand(version_text.version, name="Abend")
    undo(of, change(of, replacing(of, "kurse", "Kurse", "Angebote")))

    lay(of, early)
    late = amendment(of, replacing(of, "kurse", "Kurse", "Treffen"), base=of.begun_at_id)

    assert [state(each, of) for each in (early, late)] == [State.OPEN, State.OPEN]


def test_a_change_and_its_undo_leave_no_trace_though_others_came_in_between() -> None:
    version_text = frozen()
    one = amendment(version_text, replacing(version_text, "kurse", "Kurse", "Sprachkurse"))
    of = strand(version_text.version, name="Abend")
    made = change(of, replacing(of, "kurse", "Kurse", "Angebote"))
    change(of, replacing(of, "kurse", "Die Stadt", "Die alte Stadt"))
    undo(of, made)

    lay(of, one)
    adopt(one, of)

    assert words(of, "kurse").startswith("Die alte Stadt fördert Sprachkurse für")


def test_on_another_strand_all_parts_are_laid_whatever_was_adopted_elsewhere() -> None:
    of = draft()
    one = in_parts(
        of, ("a)", replacing(of, "kurse", "Kurse", "Sprachkurse")),
        ("b)", replacing(of, "kurse", "berät", "informiert")),
    )  # fmt: skip
    change(of, replacing(of, "raeume", "12", "14"))
    second = version(of.concept, label="2")
    actions.freeze_version(of, version=second, actor=operator(), now=NOW)
    adopt(one, of, part="a)")
    other = strand(second, name="Gegenentwurf")

    lay(other, one)

    assert parts_open(one, other) == ["a)", "b)"]


def test_what_was_adopted_into_the_text_below_is_laid_as_adopted_and_its_alternative_lapses() -> (
    None
):
    version_text = frozen()
    first = amendment(version_text, replacing(version_text, "kurse", "Kurse", "Sprachkurse"))
    other = amendment(
        version_text, replacing(version_text, "raeume", "12", "14"), alternatives=[first]
    )
    of = strand(version_text.version, name="Abend")
    lay(of, first, other)
    adopted = adopt(first, of)
    second = version(of.concept, label="2")
    actions.freeze_version(of, version=second, actor=operator(), now=NOW)
    later = strand(second, name="Nächste Fassung")

    lay(later, first, other)

    assert (pointer(first, later).state, pointer(first, later).change) == (State.ADOPTED, adopted)
    assert (pointer(other, later).state, pointer(other, later).cause) == (State.LAPSED, first)


def test_what_does_not_fit_when_laid_names_the_very_change_that_unseats_it() -> None:
    version_text = frozen()
    one = amendment(version_text, replacing(version_text, "kurse", "Kurse", "Sprachkurse"))
    of = strand(version_text.version, name="Abend")
    cause = change(of, replacing(of, "kurse", "Kurse", "Angebote"))
    change(of, replacing(of, "raeume", "12", "14"))

    lay(of, one)
    assert (pointer(one, of).state, pointer(one, of).change) == (State.UNFIT, cause)

    undo(of, cause)
    assert state(one, of) == State.OPEN


def test_an_amendment_to_other_words_than_those_laid_is_carried_to_them_or_lapses() -> None:
    version_text = frozen()
    outer = amendment(
        version_text, replacing(version_text, "kurse", "Kurse", "Sprachkurse und Treffen")
    )
    after = selectors.amendment_page(outer).after
    assert after is not None
    node = node_id(version_text.version.concept, "kurse")
    at = plain(after[node].text).index("Treffen")
    inner = actions.amend_amendment(
        outer, actor=operator(), now=NOW,
        operations=[Substitute(node, (Splice(at, inline("Treffen"), inline("Cafés")),))],
    )  # fmt: skip
    reword(outer, None, replacing(version_text, "kurse", "Kurse", "Angebote"))
    of = strand(version_text.version, name="Abend")

    lay(of, outer, inner)

    assert (state(outer, of), state(inner, of)) == (State.OPEN, State.LAPSED)
    adopt(outer, of)
    assert words(of, "kurse") == COURSES.replace("Kurse", "Angebote")


# Conflicts


def clashing(of: Strand) -> tuple[Amendment, Amendment]:
    first = amendment(of, replacing(of, "kurse", "Kurse", "Sprachkurse"))
    return first, amendment(of, replacing(of, "kurse", "Kurse", "Angebote"))


def lists(of: Strand) -> tuple[int, list[str], int]:
    """Count open conflicts, name what depended on the order, count places to look at."""
    of.refresh_from_db()
    return (
        selectors.open_conflicts(of).count(),
        [str(each) for each in selectors.dependent_on_order(of)],
        selectors.notes_to_check(of).count(),
    )


def resolve(conflict: Conflict, kind: str, **fields: Any) -> ConflictResolution:
    return actions.resolve_conflict(conflict, kind=kind, actor=operator(), now=NOW, **fields)


def test_a_conflict_goes_with_its_change_and_comes_back_with_it() -> None:
    of = draft()
    first, _other = clashing(of)
    adopted = adopt(first, of)
    assert lists(of) == (1, [str(first)], 0)

    undone = undo(of, adopted)
    assert lists(of) == (0, [], 0)

    undo(of, undone)
    assert lists(of) == (1, [str(first)], 0)


def test_a_conflict_is_open_again_when_its_joint_text_is_taken_back_and_solved_anew() -> None:
    of = draft()
    first, other = clashing(of)
    conflict = merge(of, first, other).conflicts.get()
    joint = amendment(
        of, replacing(of, "kurse", "Kurse", "Sprachkurse und Angebote"),
        replaces=[first, other], consent="given",
    )  # fmt: skip
    resolve(conflict, "joint", amendment=joint)
    assert lists(of)[0] == 0

    undo(of, of.head)
    assert lists(of)[0] == 1
    assert [state(each, of) for each in (first, other, joint)] == [State.OPEN] * 3

    resolve(conflict, "chosen", amendment=first)
    assert lists(of)[0] == 0
    assert [state(each, of) for each in (first, other)] == [State.ADOPTED, State.LAPSED]
    with pytest.raises(ValidationError, match="schon gelöst"):
        resolve(conflict, "kept")


def test_what_gave_way_to_a_chosen_one_gives_way_again_when_that_is_made_again() -> None:
    of = draft()
    first, other = clashing(of)
    resolve(merge(of, first, other).conflicts.get(), "chosen", amendment=first)
    of.refresh_from_db()

    undone = undo(of, of.head)
    assert [state(each, of) for each in (first, other)] == [State.OPEN, State.OPEN]

    undo(of, undone)
    assert [state(each, of) for each in (first, other)] == [State.ADOPTED, State.LAPSED]
    assert (pointer(other, of).cause, lists(of)[0]) == (first, 0)


def test_a_conflict_of_which_every_amendment_is_decided_is_open_no_more() -> None:
    of = draft()
    first, other = clashing(of)
    merge(of, first, other)

    set_aside(first, of)
    adopt(other, of)

    assert lists(of)[0] == 0


def test_a_replay_keeps_conflicts_their_solutions_places_to_look_at_and_the_order() -> None:
    of = draft()
    wrong = adopt(amendment(of, replacing(of, "raeume", "12", "14")), of)
    first, other = clashing(of)
    third = amendment(of, replacing(of, "raeume", "barrierefrei", "offen"))
    fourth = amendment(of, replacing(of, "raeume", "barrierefrei", "frei"))
    blocks = [amendment(of, adding(of, "kurse", key, f"{key}.")) for key in ("eins", "zwei")]
    cause = adopt(first, of)
    merge(of, third, fourth, *blocks)
    before = lists(of)
    assert before == (2, [str(first)], 1)

    fresh = replay(of, wrong)

    assert lists(fresh) == before
    unseated_by = pointer(other, fresh).change
    assert unseated_by is not None and list(unseated_by.sources.all()) == [cause]
    both = [each for each in selectors.open_conflicts(fresh) if each.merge_id]
    resolve(both[0], "kept")
    assert lists(fresh)[0] == 1
    actions.check_merge_note(selectors.notes_to_check(fresh).get(), actor=operator(), now=NOW)
    with pytest.raises(ValidationError, match="ersetzt"):
        actions.check_merge_note(selectors.notes_to_check(of).get(), actor=operator(), now=NOW)


def test_a_replay_keeps_what_was_reworded_and_set_aside_during_the_meeting() -> None:
    of = draft()
    edit = change(of, replacing(of, "kurse", "Die Stadt", "Die alte Stadt"))
    reworded = amendment(of, replacing(of, "kurse", "Kurse", "Sprachkurse"))
    reword(reworded, of, replacing(of, "kurse", "Kurse", "Deutschkurse"))
    aside = amendment(of, replacing(of, "raeume", "12", "14"))
    set_aside(aside, of)
    outer = amendment(of, inserting(of, "kurse", "berät", " gern"))
    inner = amending(outer, of, "kurse", "gern", "immer gern")

    fresh = replay(of, edit)

    assert (state(aside, fresh), pointer(aside, fresh).reason) == (State.SET_ASIDE, "abgelehnt")
    adopt(reworded, fresh)
    adopt(inner, fresh)
    adopt(outer, fresh)
    assert words(fresh, "kurse") == (
        COURSES.replace("Kurse", "Deutschkurse").replace("berät", "berät immer gern")
    )


def test_what_an_amendment_had_taken_in_stays_in_it_when_its_adoption_is_not_said_again() -> None:
    of = draft()
    outer = amendment(of, replacing(of, "kurse", "Kurse", "Sprachkurse und Treffen"))
    inner = amending(outer, of, "kurse", "Treffen", "Cafés")
    adopt(inner, of)
    wrong = adopt(outer, of)
    adopt(amendment(of, replacing(of, "raeume", "12", "14")), of)

    fresh = replay(of, wrong)

    assert (state(outer, fresh), state(inner, fresh)) == (State.OPEN, State.ADOPTED)
    assert pointer(inner, fresh).into == pointer(outer, fresh).wording
    adopt(outer, fresh)
    assert "Sprachkurse und Cafés" in words(fresh, "kurse")


# Amendments to amendments


def test_what_amends_a_new_block_stays_when_another_block_comes_to_the_same_place() -> None:
    of = draft()
    outer = amendment(of, adding(of, "kurse", "neu-1", "Absatz eins."))
    other = amendment(of, adding(of, "kurse", "neu-2", "Absatz zwei."))
    inner = amending(outer, of, "neu-1", "eins", "1")

    adopt(other, of)

    assert (state(outer, of), state(inner, of)) == (State.OPEN, State.OPEN)
    adopt(inner, of)
    adopt(outer, of)
    assert (words(of, "neu-1"), words(of, "neu-2")) == ("Absatz 1.", "Absatz zwei.")


def test_what_amends_a_new_sentence_is_never_said_to_lapse_with_one_that_is_open() -> None:
    of = draft()
    outer = amendment(of, inserting(of, "kurse", "Kinder.", " Sie informiert."))
    other = amendment(of, inserting(of, "kurse", "Kinder.", " Sie hilft."))
    inner = amending(outer, of, "kurse", "informiert", "berichtet")

    adopt(other, of)

    assert state(outer, of) == State.OPEN
    found = pointer(inner, of)
    assert found.state == State.OPEN or (found.state, bool(found.misfit)) == (State.UNFIT, True)
    if found.state == State.OPEN:
        adopt(inner, of)
        adopt(outer, of)
        assert "Sie berichtet." in words(of, "kurse") and "Sie hilft." in words(of, "kurse")


def test_what_amends_one_part_stays_when_another_part_fits_no_more() -> None:
    of = draft()
    outer = in_parts(
        of, ("a)", replacing(of, "kurse", "Kurse", "Sprachkurse")),
        ("b)", replacing(of, "raeume", "12", "14")),
    )  # fmt: skip
    inner = amending(outer, of, "raeume", "14", "15")
    unseated = amending(outer, of, "kurse", "Sprachkurse", "gute Sprachkurse")

    change(of, replacing(of, "kurse", "Kurse", "Angebote"))

    assert (state(inner, of), state(unseated, of)) == (State.OPEN, State.LAPSED)
    adopt(inner, of)
    adopt(outer, of)
    assert "15 Stadtteilen" in words(of, "raeume")


def test_a_replay_takes_back_what_a_change_became_there_and_no_more() -> None:
    of = draft()
    one = amendment(of, inserting(of, "kurse", "Stadt", " gern"))
    other = amendment(of, inserting(of, "kurse", "Die", " große"))
    first = undo(of, adopt(one, of))
    undo(of, merge(of, one, other).change)

    fresh = replay(of, first)

    assert "große" not in words(fresh, "kurse")
    assert ("Stadt gern" in words(fresh, "kurse")) == (state(one, fresh) == State.ADOPTED)
    assert state(one, fresh) == State.ADOPTED
