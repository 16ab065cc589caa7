"""Random amendments on random texts: the rows say what the engine says, whichever way is taken.

The engine's own functions are the yardstick; they are held against their properties elsewhere.
"""

from collections.abc import Iterator
from random import Random

import pytest

from fortschrift.concepts import actions, repository
from fortschrift.concepts.models import Amendment, CurrentWording, Strand, VersionText
from fortschrift.concepts.selectors import credits_of
from fortschrift.core.text import (
    Insert,
    NodeId,
    NodeState,
    Operation,
    Split,
    Substitute,
    Tree,
    apply,
    is_level,
)
from fortschrift.core.text.merging.merge import in_turn
from fortschrift.core.text.merging.merge import merge as engine_merge
from fortschrift.core.text.merging.proposal import Merged, Proposal
from tests.accounts.factories import NOW, operator
from tests.concepts.amendments import adopt, amendment, merge, pointer
from tests.concepts.factories import related_elsewhere, strand, version
from tests.core.text.changing import minted_anew, some_operations, some_splices
from tests.core.text.growing import some_tree

pytestmark = pytest.mark.django_db

State = CurrentWording.State
SEEDS = range(10)


class Scene:
    """A random text with a handful of amendments, as rows and as the engine's proposals."""

    def __init__(self, seed: int) -> None:
        self.chance = Random(f"two ways {seed}")
        self.tree = some_tree(seed.to_bytes(8, "big"), 2)
        of = version()
        self.text: VersionText = actions.bring_in_text(
            of, tree=self.tree, completeness="complete", actor=operator(), now=NOW
        )
        self.proposals = [
            Proposal(number, minted_anew(operations, number))
            for number, operations in enumerate(self.wishes(), start=1)
        ]
        for each in self.proposals:
            related_elsewhere(of.concept, each.operations)
        self.amendments: list[Amendment] = [
            amendment(self.text, *each.operations, number=each.number) for each in self.proposals
        ]

        #: Ids minted for tests begin alike, so their first digits make no addresses.
        self.slugs = {
            node: str(node) for each in self.proposals for node in new_in(each.operations)
        }

    def wishes(self) -> list[tuple[Operation, ...]]:
        """Draw amendments, half of them about the words of the same few paragraphs."""
        found: list[tuple[Operation, ...]] = []
        worded = [state for state in self.tree if state.text and not is_level(state.kind)][:3]
        for _ in range(7):
            if worded and self.chance.random() < 0.5:
                found.append((self.reworded(self.chance.choice(worded)),))
            else:
                found.append(some_operations(self.chance, self.tree, 2))
        return [each for each in found if apply(each, self.tree) != self.tree]

    def reworded(self, state: NodeState) -> Operation:
        return Substitute(state.id, some_splices(self.chance, state.text))

    def evening(self, name: str) -> Strand:
        of = strand(self.text.version, name=name)
        actions.lay_amendments(of, amendments=self.amendments, actor=operator(), now=NOW)
        return of


def new_in(operations: tuple[Operation, ...]) -> Iterator[NodeId]:
    for each in operations:
        if isinstance(each, Insert):
            yield from (state.id for state in each.states)
        elif isinstance(each, Split):
            yield each.new


def text_of(of: Strand) -> Tree:
    of.refresh_from_db()
    return repository.load(of).tree


def in_state(scene: Scene, of: Strand, *states: str) -> set[int]:
    return {each.number for each in scene.amendments if pointer(each, of).state in states}


@pytest.mark.parametrize("seed", SEEDS)
def test_as_a_set_the_rows_say_what_the_engine_says(seed: int) -> None:
    scene = Scene(seed)
    of = scene.evening("Block")
    expected: Merged = engine_merge(scene.tree, scene.proposals)

    done = merge(of, *scene.amendments, slugs=scene.slugs)

    assert in_state(scene, of, State.ADOPTED) == set(expected.adopted)
    assert in_state(scene, of, State.OPEN) == {n for c in expected.conflicts for n in c.proposals}
    if done.change is not None:
        names = [
            sorted({w.amendment.number for w in credits_of(done.change, each)})
            for each in range(len(expected.operations))
        ]
        assert names == [sorted(each) for each in expected.credits]
    recorded = [
        {
            member.wording.amendment.number
            for clash in c.clashes.all()
            for member in clash.members.all()
        }
        for c in done.conflicts.all()
    ]
    assert sorted(map(sorted, recorded)) == sorted(sorted(c.proposals) for c in expected.conflicts)


@pytest.mark.parametrize("seed", SEEDS)
def test_one_after_another_the_rows_say_what_the_engine_says(seed: int) -> None:
    scene = Scene(seed)
    of = scene.evening("Sitzung")
    expected: Merged = in_turn(scene.tree, scene.proposals)

    for each in scene.amendments:
        if pointer(each, of).state == State.OPEN:
            adopt(each, of, slugs=scene.slugs)

    # A move that would have closed a circle may not do so any more after another move: the
    # meeting sees that, as each question stands on the text of that moment.
    circles = {n for c in expected.conflicts for n in c.proposals if c.clashes[0].kind == "cycle"}
    adopted = in_state(scene, of, State.ADOPTED, State.LAPSED)
    assert adopted - circles == set(expected.adopted) - circles
    assert in_state(scene, of, State.UNFIT) - circles == (
        {each.number for each in scene.proposals} - set(expected.adopted) - circles
    )
    without_conflict = not engine_merge(scene.tree, scene.proposals).conflicts
    if without_conflict and not expected.places:
        block = scene.evening("Block")
        merge(block, *scene.amendments, slugs=scene.slugs)
        assert text_of(block) == text_of(of)
