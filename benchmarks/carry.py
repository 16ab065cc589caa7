"""Carrying on: one change lands on a strand with thousands of open amendments.

    ./fortschrift bench carry

A concept of 1,000 nodes, 5,000 open amendments (most replace, insert or strike words; some move or
add paragraphs), one change that touches a share of them.  CPU time of this process, median of the
rounds, each of which is rolled back; on PostgreSQL elapsed time stands beside it, because its work
happens in another process.  *Carry* is what the amendments cost, *act* the whole of adopting one
amendment with everything else that a change writes.
"""

import statistics
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from random import Random
from typing import Any
from uuid import UUID

NODES, AMENDMENTS = 1_000, 5_000
SHARES = (0.05, 0.1, 0.2, 0.4, 0.8, 1.0)
ROUNDS = 5
GOAL = 1.0
#: Operations that rework one element of a text.
Rework = Callable[[Any, UUID], Iterator[Any]]


def _measure(vendor: str) -> None:
    from benchmarks._measure import growth

    scene = Scene()
    print(f"\n{vendor}: {NODES:,} nodes, {AMENDMENTS:,} open amendments")
    print(f"{'touched':>8} | {'written':>8} | {'unfit':>6} | {'queries':>8} | {'carry ms':>9} | "
          f"{'act ms':>9} | {'elapsed':>9}")  # fmt: skip
    found = [scene.run(share) for share in SHARES]
    for each in found:
        print(f"{each['touched']:>8,} | {each['written']:>8,} | {each['unfit']:>6,} | "
              f"{each['queries']:>8} | {each['carry'] * 1000:>9,.0f} | {each['act'] * 1000:>9,.0f} "
              f"| {each['elapsed'] * 1000:>9,.0f}")  # fmt: skip
    exponent = growth([each["touched"] for each in found], [each["carry"] for each in found])
    print(f"growth with those touched: {exponent:.2f}")
    unseated = scene.run(1.0, rewritten)
    print(f"all paragraphs rewritten: {unseated['unfit']:,} no longer fit, each with its place in "
          f"one conflict, carry {unseated['carry'] * 1000:,.0f} ms")  # fmt: skip
    most = max(each["carry"] for each in found)
    print(f"{most:.2f} s at most, goal {GOAL:.0f} s: {'reached' if most <= GOAL else 'MISSED'}")
    print(f"queries of an amendment page: {scene.page_queries()}")


class Scene:
    """A strand under thousands of open amendments, and changes to adopt on it."""

    def __init__(self) -> None:
        from benchmarks._concept_trees import concept_tree
        from fortschrift.accounts.actions import found_municipality, open_operator_account
        from fortschrift.accounts.journal import database_now
        from fortschrift.concepts.actions import (
            begin_strand,
            bring_in_text,
            bring_in_version,
            open_concept,
        )

        self.now = database_now()
        self.actor = open_operator_account(
            email="bench@example.org", name="Messung", password=None, actor=None, now=self.now
        )
        who: dict[str, Any] = {"actor": self.actor, "now": self.now}
        town = found_municipality(
            slug="messstadt", name="Messstadt", kind="town", state="Niedersachsen", **who
        )
        concept = open_concept(town, slug="konzept", name="Messung", kind="Konzept", **who)
        version = bring_in_version(concept, slug="1", label="1", **who)
        self.tree = concept_tree(NODES)
        bring_in_text(version, tree=self.tree, completeness="complete", **who)
        self.strand = begin_strand(version, name="Sitzung", **who)
        self.fill()

    def fill(self) -> None:
        """Lay the amendments straight into the rows: what is measured comes after."""
        from fortschrift.concepts.amending import written
        from fortschrift.concepts.models import (
            Amendment,
            AmendmentTouch,
            CurrentWording,
            Wording,
        )
        from fortschrift.concepts.touching import named_by

        wanted = list(some_amendments(self.tree, AMENDMENTS))
        self.named = [named_by(operations, self.tree) for operations in wanted]
        amendments = Amendment.objects.bulk_create(
            Amendment(concept=self.strand.concept, number=number, recorded=self.now)
            for number in range(1, len(wanted) + 1)
        )
        wordings = Wording.objects.bulk_create(
            Wording(
                amendment=amendment, order=1, kind="submitted", base=self.strand.head,
                operations=written(operations), recorded=self.now,
            )
            for amendment, operations in zip(amendments, wanted, strict=True)
        )  # fmt: skip
        AmendmentTouch.objects.bulk_create(
            AmendmentTouch(amendment=amendment, node_id=node)
            for amendment, nodes in zip(amendments, self.named, strict=True)
            for node in nodes
        )
        CurrentWording.objects.bulk_create(
            CurrentWording(strand=self.strand, amendment=wording.amendment, wording=wording)
            for wording in wordings
        )

    def run(self, share: float, how: Rework | None = None) -> dict[str, Any]:
        """Adopt one amendment that touches such a share of the others, several times over."""
        rounds = [self.once(share, how or reworked) for _ in range(ROUNDS)]
        typical = {
            key: statistics.median(each[key] for each in rounds)
            for key in ("carry", "act", "elapsed")
        }
        return {**rounds[0], **typical}

    def once(self, share: float, how: Rework) -> dict[str, Any]:
        from django.db import connection, transaction

        from fortschrift.concepts.actions import adopt_amendment, landing, record_amendment
        from fortschrift.concepts.models import CurrentWording, Wording

        operations = self.change(share, how)
        spent: dict[str, Any] = {}
        original = landing.carry_on

        def counted(execute: Any, *arguments: Any) -> Any:
            spent["queries"] += 1
            return execute(*arguments)

        def timed(*args: Any, **kwargs: Any) -> None:
            spent["queries"], start = 0, time.process_time()
            with connection.execute_wrapper(counted):
                original(*args, **kwargs)
            spent["carry"] = time.process_time() - start

        with transaction.atomic():
            who: dict[str, Any] = {"actor": self.actor, "now": self.now}
            one = record_amendment(self.strand, operations=operations, **who)
            wordings = Wording.objects.count()
            landing.carry_on = timed
            start, began = time.process_time(), time.perf_counter()
            adopt_amendment(one, strand=self.strand, **who)
            spent["act"] = time.process_time() - start
            spent["elapsed"] = time.perf_counter() - began
            landing.carry_on = original
            spent["written"] = Wording.objects.count() - wordings
            spent["unfit"] = CurrentWording.objects.filter(state="unfit").count()
            transaction.set_rollback(True)
        self.strand.refresh_from_db()
        return {**spent, "touched": self.touched(operations)}

    def touched(self, operations: Sequence[Any]) -> int:
        from fortschrift.concepts.touching import changed_by

        nodes = changed_by(operations, self.tree)
        return sum(not nodes.isdisjoint(named) for named in self.named)

    def change(self, share: float, how: Rework) -> list[Any]:
        """Rework measures until enough amendments are touched."""
        operations: list[Any] = []
        for measure in self.measures():
            if self.touched(operations) >= share * AMENDMENTS:
                break
            operations += how(self.tree, measure)
        return operations

    def measures(self) -> list[UUID]:
        found = [state.id for state in self.tree if state.kind != "paragraph"]
        Random(7).shuffle(found)
        return found

    def page_queries(self) -> int:
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        from fortschrift.concepts.models import Amendment
        from fortschrift.concepts.selectors import amendment_page

        one = Amendment.objects.select_related("concept").order_by("number")[17]
        with CaptureQueriesContext(connection) as captured:
            amendment_page(one, self.strand)
        return len(captured)


def some_amendments(tree: Any, number: int) -> Iterator[tuple[Any, ...]]:
    """Write amendments on a concept, alike on every machine."""
    from fortschrift.core.text import Insert, Move, NodeState, Place, inline

    chance = Random(20170913)
    paragraphs = [state for state in tree if state.kind == "paragraph"]
    measures = [state for state in tree if state.kind == "measure"]
    for each in range(number):
        paragraph, kind = chance.choice(paragraphs), chance.random()
        if kind < 0.9:
            yield (rewording(paragraph, chance),)
            continue
        place = Place(chance.choice(measures).id)
        if kind < 0.94:
            yield (Move(paragraph.id, place),)
        else:
            new = UUID(int=chance.getrandbits(128), version=4)
            state = NodeState(new, "paragraph", text=inline(f"Neuer Absatz {each}."))
            yield (Insert(place, (state,)),)


def rewording(paragraph: Any, chance: Random) -> Any:
    """Replace, strike or insert up to three words of a paragraph."""
    from fortschrift.core.text import Splice, Substitute, inline, plain

    words = plain(paragraph.text)
    starts = [0, *(at + 1 for at, sign in enumerate(words) if sign == " ")]
    splices = []
    for start in sorted(chance.sample(starts[1:], min(chance.choice((1, 1, 2, 3)), 3))):
        end = words.find(" ", start)
        end = len(words) if end < 0 else end
        kind = chance.random()
        old = "" if kind < 0.2 else words[start:end]
        new = "" if 0.2 <= kind < 0.3 else chance.choice(("mehrsprachige ", "verlässlich", "alle"))
        splices.append(Splice(start, inline(old), inline(new)))
    return Substitute(paragraph.id, tuple(splices))


def reworked(tree: Any, node: UUID) -> Iterator[Any]:
    """Put a word in front of each paragraph of an element and a new one behind the last."""
    from fortschrift.core.text import Insert, NodeId, NodeState, Place, Splice, Substitute, inline

    children = tree.children(NodeId(node))
    paragraphs = [state for state in children if state.kind == "paragraph"]
    for state in paragraphs:
        yield Substitute(state.id, (Splice(0, (), inline("Künftig: ")),))
    if paragraphs:
        new = NodeId(UUID(int=node.int ^ (1 << 120)))
        state = NodeState(new, "paragraph", text=inline("Darüber wird jährlich berichtet."))
        yield Insert(Place(NodeId(node), paragraphs[-1].id), (state,))


def rewritten(tree: Any, node: UUID) -> Iterator[Any]:
    """Write every paragraph of an element anew."""
    from fortschrift.core.text import NodeId, Substitute, inline

    for state in tree.children(NodeId(node)):
        if state.kind == "paragraph":
            yield Substitute.whole(state.id, state.text, inline("Das wird neu geregelt."))


if __name__ == "__main__":
    sys.path[:1] = [str(Path(__file__).resolve().parents[1])]  # a script finds only its siblings
    from benchmarks._databases import on_an_empty_one, on_each_database

    on_an_empty_one(_measure) if "--measure" in sys.argv else on_each_database(__file__)
