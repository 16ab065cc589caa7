"""What keeps carrying cheap is as good as asking the engine about every amendment."""

from random import Random
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from fortschrift.concepts.amending import read, written
from fortschrift.concepts.shifting import Shifter
from fortschrift.concepts.touching import changed_by, named_by
from fortschrift.core.text import (
    NodeId,
    NodeState,
    Operation,
    Repeal,
    Retitle,
    Splice,
    Split,
    Substitute,
    Tree,
    apply,
    inline,
    new_states,
)
from fortschrift.core.text.errors import Unfit
from fortschrift.core.text.merging.proposal import Proposal
from fortschrift.core.text.merging.rebase import Carrier, rebase
from tests.core.text.changing import minted_anew, some_operations, some_splices
from tests.core.text.strategies import edits, proposals, seeds, trees

Case = tuple[Tree, tuple[Proposal, ...]]
Edit = tuple[Tree, tuple[Operation, ...]]


@st.composite
def rewordings(draw: st.DrawFn) -> tuple[Tree, tuple[Operation, ...], tuple[Operation, ...]]:
    """A tree, an amendment that replaces words, and a change, often of the same words."""
    tree, chance = draw(trees), Random(draw(seeds))
    worded = [state for state in tree if state.text or state.heading]
    chosen = chance.sample(worded, min(len(worded), chance.randint(1, 3)))
    mine = tuple(_reworded(chance, state) for state in chosen)
    change = tuple(_reworded(chance, state) for state in chosen if chance.random() < 0.8)
    more = some_operations(chance, apply(change, tree), 2) if chance.random() < 0.4 else ()
    return tree, mine, minted_anew((*change, *more), 2)


def _reworded(chance: Random, state: NodeState) -> Operation:
    if state.text:
        return Substitute(state.id, some_splices(chance, state.text))
    return Retitle(state.id, some_splices(chance, state.heading))


@given(edits(most=5))
def test_no_node_that_a_change_alters_is_missed(edit: Edit) -> None:
    before, operations = edit

    after = apply(operations, before)

    altered = {state.id for state in new_states(before, after)} & before.nodes.keys()
    assert altered | (before.nodes.keys() - after.nodes.keys()) <= changed_by(operations, before)


@given(proposals(most=2))
def test_an_amendment_that_shares_no_node_with_a_change_stands_unread_on_the_new_text(
    case: Case,
) -> None:
    base, given_ones = case
    mine, adopted = given_ones[-1].operations, given_ones[0].operations
    if not named_by(mine, base).isdisjoint(changed_by(adopted, base)):
        return

    after = apply(adopted, base)

    assert apply(mine, after) == apply(rebase(mine, adopted, base), after)


@given(rewordings())
def test_words_moved_in_stored_data_are_those_the_engine_carries(
    case: tuple[Tree, tuple[Operation, ...], tuple[Operation, ...]],
) -> None:
    base, mine, change = case
    carrier = Carrier(base, change)

    found = Shifter(carrier.adopted, base, carrier.after).shifted(written(mine))

    if found is None:
        return
    (moved,) = read([found])
    assert moved == mine or written(moved) != written(mine)
    assert apply(moved, carrier.after) == apply(carrier.carry(mine), carrier.after)


@given(rewordings())
def test_what_no_longer_fits_is_never_moved(
    case: tuple[Tree, tuple[Operation, ...], tuple[Operation, ...]],
) -> None:
    base, mine, change = case
    carrier = Carrier(base, change)
    try:
        carrier.carry(mine)
    except Unfit:
        assert Shifter(carrier.adopted, base, carrier.after).shifted(written(mine)) is None


ROOT, PARAGRAPH, NEW = (NodeId(UUID(int=number)) for number in (1, 2, 3))
TEXT = "Die Stadt fördert Kurse für Kinder."


def shifted(mine: Operation, *change: Operation) -> tuple[Operation, ...] | None:
    """Carry words of one paragraph in stored data."""
    root = NodeState(ROOT, "concept", children=(PARAGRAPH,))
    base = Tree.of([root, NodeState(PARAGRAPH, "paragraph", text=inline(TEXT))], root=ROOT)
    carrier = Carrier(base, change)
    found = Shifter(carrier.adopted, base, carrier.after).shifted(written((mine,)))
    return None if found is None else read([found])[0]


def words(start: int, old: str, new: str) -> Substitute:
    assert TEXT[start:].startswith(old)
    return Substitute(PARAGRAPH, (Splice(start, inline(old), inline(new)),))


def test_words_behind_a_change_move_by_what_it_adds_and_words_before_it_stay() -> None:
    longer = words(10, "fördert", "fördert und begleitet")

    (behind,) = shifted(words(28, "Kinder", "Familien"), longer) or ()
    (before,) = shifted(words(0, "Die", "Unsere"), longer) or ()

    assert behind == Substitute(PARAGRAPH, (Splice(42, inline("Kinder"), inline("Familien")),))
    assert before == words(0, "Die", "Unsere")


def test_words_that_meet_or_border_on_a_change_are_left_to_the_engine() -> None:
    change = words(10, "fördert", "stärkt")

    assert shifted(words(10, "fördert", "bezahlt"), change) is None
    assert shifted(words(4, "Stadt ", "Verwaltung "), change) is None
    assert shifted(words(17, "", " gern"), change) is None
    assert shifted(words(28, "Kinder", "Familien"), Split(PARAGRAPH, 3, (), NEW)) is None
    assert shifted(words(28, "Kinder", "Familien"), Repeal(PARAGRAPH)) is None
    assert shifted(Repeal(PARAGRAPH), change) is None
