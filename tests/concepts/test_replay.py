"""A corrected decision: all other changes are said again on a fresh strand, the old one stays."""

import pytest
from django.core.exceptions import ValidationError

from fortschrift.accounts.selectors import journal_of
from fortschrift.concepts import actions, repository
from fortschrift.concepts.models import Change, NodeState, Strand
from fortschrift.concepts.selectors.origins import what_is_left
from fortschrift.core.text import (
    OPERATIONS,
    Insert,
    Operation,
    Place,
    Repeal,
    Splice,
    Substitute,
    inline,
    plain,
)
from fortschrift.core.text import NodeState as State
from tests.accounts.factories import NOW, operator
from tests.concepts.factories import change, node_id, strand, text, undo
from tests.concepts.test_origins import words

pytestmark = pytest.mark.django_db

WORDS = "Die Stadt fördert Kurse. Sie sind offen."


def evening() -> Strand:
    """Begin the strand of a meeting."""
    part = ("hf", "field", "Bildung", ("p", "paragraph", WORDS), ("q", "paragraph", "Ende."))
    return strand(text(None, part).version, name="Sitzung")


def put(of: Strand, start: int, old: str, new: str) -> Operation:
    p = node_id(of.concept, "p")
    return Substitute(p, (Splice(start, inline(old), inline(new)),))


def replay(of: Strand, *without: Change, name: str = "Sitzung, berichtigt") -> Strand:
    return actions.replay_strand(of, without=without, name=name, actor=operator(), now=NOW)


def says(of: Strand, key: str = "p") -> str:
    return plain(repository.load(of).tree[node_id(of.concept, key)].text)


def line(of: Strand) -> list[Change]:
    """Give the changes of a strand since it was begun, oldest first."""
    found, at = [], of.head
    while at != of.begun_at:
        found.append(at)
        at = Change.objects.get(pk=at.parent_id)
    return found[::-1]


def test_all_changes_but_one_are_said_again_with_the_origins_they_had() -> None:
    of = evening()
    first = change(of, put(of, 4, "Stadt", "Gemeinde"), reason="Nr. 1", author="CDU-Fraktion")
    wrong = change(of, put(of, 21, "Kurse", "Sprachkurse"), reason="Nr. 2")
    third = change(of, put(of, 43, "offen", "kostenlos"), reason="Nr. 3", happened="2026-11-20")

    fresh = replay(of, wrong)

    assert says(fresh) == "Die Gemeinde fördert Kurse. Sie sind kostenlos."
    assert [words(what_is_left(each, fresh)) for each in (first, wrong, third)] == [
        ["Gemeinde"], [], ["kostenlos"],
    ]  # fmt: skip
    again = line(fresh)
    assert [list(each.sources.all()) for each in again] == [[first], [third]]
    assert [(each.reason, each.author, str(each.happened)) for each in again] == [
        ("Nr. 1", "CDU-Fraktion", str(first.happened)), ("Nr. 3", "", str(third.happened)),
    ]  # fmt: skip


def test_the_old_strand_stays_as_it_was_and_is_not_written_any_more() -> None:
    of = evening()
    wrong = change(of, put(of, 4, "Stadt", "Gemeinde"))
    head = of.head

    fresh = replay(of, wrong)

    of.refresh_from_db()
    assert (of.head, says(of)) == (head, "Die Gemeinde fördert Kurse. Sie sind offen.")
    assert (fresh.replaces, of.replaced_by, fresh.begun_at) == (of, fresh, of.begun_at)
    with pytest.raises(ValidationError, match="Sitzung, berichtigt"):
        change(of, put(of, 18, "Kurse", "Sprachkurse"))


def test_what_comes_before_the_first_left_out_keeps_its_very_states() -> None:
    of = evening()
    change(of, put(of, 4, "Stadt", "Gemeinde"))
    wrong = change(of, Repeal(node_id(of.concept, "q")))
    states = NodeState.objects.count()

    fresh = replay(of, wrong)

    assert says(fresh) == says(of) and says(fresh, "q") == "Ende."
    assert NodeState.objects.count() == states


def test_a_change_that_builds_on_a_later_kept_one_is_carried_as_well() -> None:
    of = evening()
    wrong = change(of, put(of, 0, "Die", "Unsere"))
    kept = change(of, put(of, 21, "Kurse", "Sprachkurse und Treffen"))
    change(of, put(of, 37, "Treffen", "Begegnungen"))

    fresh = replay(of, wrong)

    assert says(fresh) == "Die Stadt fördert Sprachkurse und Begegnungen. Sie sind offen."
    assert words(what_is_left(kept, fresh)) == ["Sprachkurse und "]


def test_what_builds_on_what_is_left_out_is_named_with_place_and_reason() -> None:
    of = evening()
    wrong = change(of, put(of, 18, "Kurse", "Sprachkurse"))
    change(of, put(of, 18, "Sprachkurse", "Deutschkurse"), reason="Nr. 2: Deutschkurse")
    strands, changes = Strand.objects.count(), Change.objects.count()

    with pytest.raises(ValidationError) as refused:
        replay(of, wrong)

    assert "Nr. 2: Deutschkurse" in refused.value.messages[0]
    assert "Die Stadt fördert" in refused.value.messages[0]
    assert (Strand.objects.count(), Change.objects.count()) == (strands, changes)


def test_what_takes_back_a_change_that_is_left_out_is_left_out_as_well() -> None:
    of = evening()
    wrong = change(of, put(of, 4, "Stadt", "Gemeinde"))
    undo(of, wrong)
    change(of, put(of, 18, "Kurse", "Sprachkurse"))

    fresh = replay(of, wrong)

    assert says(fresh) == says(of)
    assert [each.kind for each in line(fresh)] == [Change.Kind.EDIT]


def test_an_undo_that_is_said_again_takes_back_the_change_of_the_fresh_strand() -> None:
    of = evening()
    wrong = change(of, put(of, 34, "offen", "kostenlos"))
    made = change(of, put(of, 4, "Stadt", "Gemeinde"))
    undo(of, made)

    fresh = replay(of, wrong)

    again, back = line(fresh)
    assert says(fresh) == WORDS
    assert (back.kind, back.undoes) == (Change.Kind.UNDO, again)


def test_a_strand_that_was_corrected_can_be_corrected_again() -> None:
    of = evening()
    first = change(of, put(of, 4, "Stadt", "Gemeinde"))
    change(of, put(of, 21, "Kurse", "Sprachkurse"))
    third = change(of, put(of, 43, "offen", "kostenlos"))
    once = replay(of, first)
    same_again = line(once)[1]
    assert list(same_again.sources.all()) == [third]

    twice = replay(once, same_again, name="Sitzung, noch einmal berichtigt")

    assert says(twice) == "Die Stadt fördert Sprachkurse. Sie sind offen."
    assert twice.replaces == once


def test_new_nodes_keep_their_identity_on_the_fresh_strand() -> None:
    of = evening()
    wrong = change(of, put(of, 4, "Stadt", "Gemeinde"))
    new = State(node_id(of.concept, "neu"), "paragraph", text=inline("Neu."))
    change(of, Insert(Place(node_id(of.concept, "hf"), node_id(of.concept, "p")), (new,)))

    assert says(replay(of, wrong), "neu") == "Neu."


def test_insertions_into_one_gap_keep_an_order_when_one_between_them_is_left_out() -> None:
    of = evening()
    gap = 24
    change(of, put(of, gap, "", " Eins."))
    wrong = change(of, put(of, gap, "", " Zwei."))
    change(of, put(of, gap, "", " Drei."))
    change(of, put(of, 4, "Stadt", "Gemeinde"))

    fresh = replay(of, wrong)

    assert sorted(says(fresh).split(". ")[1:3]) == ["Drei", "Eins"]
    assert says(fresh).startswith("Die Gemeinde") and "Zwei" not in says(fresh)


def test_open_amendments_go_on_with_the_fresh_strand_as_they_were_written() -> None:
    of = evening()
    p = node_id(of.concept, "p")
    proposal = actions.record_amendment(
        of.begun_at.version_texts.get(), number=7, actor=operator(), now=NOW,
        operations=[Substitute(p, (Splice(34, inline("offen"), inline("kostenlos")),))],
    )  # fmt: skip
    actions.lay_amendments(of, amendments=[proposal], actor=operator(), now=NOW)
    wrong = change(of, put(of, 4, "Stadt", "Gemeinde"))
    change(of, put(of, 21, "Kurse", "Sprachkurse"))

    fresh = replay(of, wrong)

    pointer = fresh.current_wordings.get()
    assert (pointer.amendment, pointer.state) == (proposal, "open")
    (carried,) = OPERATIONS.from_bytes(pointer.wording.operations.encode())
    assert isinstance(carried, Substitute) and carried.splices[0].start == 40


def test_a_replay_says_what_to_leave_out_and_how_to_call_itself() -> None:
    of = evening()
    made = change(of, put(of, 4, "Stadt", "Gemeinde"))

    with pytest.raises(ValidationError, match="was entfallen soll"):
        replay(of)
    with pytest.raises(ValidationError, match="gehört nicht zu diesem Strang"):
        replay(of, of.begun_at)
    with pytest.raises(ValidationError, match="gibt es schon"):
        replay(of, made, name="Sitzung")


def test_the_journal_names_both_strands_and_what_was_left_out() -> None:
    of = evening()
    wrong = change(of, put(of, 4, "Stadt", "Gemeinde"), reason="Nr. 17")

    replay(of, wrong)

    entry = journal_of(of.municipality).first()
    assert entry is not None and entry.verb == "replay_strand"
    for told in ("Sitzung, berichtigt", "Nr. 17"):
        assert told in entry.payload.content
