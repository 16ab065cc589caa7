"""How texts lie in the database: time to read any version, and bytes for what is added.

    ./fortschrift bench store

Works on a temporary SQLite database, and on PostgreSQL too if DATABASE_URL names a server (in a
database of its own that is dropped again).  On SQLite times are CPU time, median of the rounds; on
PostgreSQL, whose work happens in another process, elapsed time, the least of the rounds, because
it counts other work on the machine too.  Bytes are those of the whole database on disk, indexes
and journal included.
"""

import math
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

SIZES = (250, 500, 1_000, 2_000)
VERSIONS = (5, 10, 20, 40)
ROUNDS = 9
CHANGED = 0.02
UNCHANGED = 40


def _measure(vendor: str) -> None:
    bench = Bench(vendor)
    print(
        f"\n{vendor}: {len(SIZES)} sizes, 10 versions, {CHANGED:.0%} of the nodes reworded in each"
    )
    rows = [bench.size(nodes) for nodes in SIZES]
    _table(
        ("nodes", "queries", "read ms", "÷ bytes", "change ms", "freeze ms", "B/node unchanged",
         "B/changed node", "B/node else"), rows,
    )  # fmt: skip
    print(f"growth with the nodes: read {_exponent(SIZES, [row[2] for row in rows]):.2f}, "
          f"change of one node {_exponent(SIZES, [row[4] for row in rows]):.2f}")  # fmt: skip
    reads = [bench.versions(number) for number in VERSIONS]
    _table(("versions", "read ms"), list(zip(VERSIONS, reads, strict=True)))
    print(f"growth with the versions of 1,000 nodes: read {_exponent(VERSIONS, reads):.2f}")


class Bench:
    """One database under measurement; every concept is its own, of one town."""

    def __init__(self, vendor: str) -> None:
        from fortschrift.accounts.actions import found_municipality, open_operator_account
        from fortschrift.accounts.journal import database_now

        self.vendor = vendor
        on_sqlite = vendor == "sqlite"
        self.clock = time.process_time if on_sqlite else time.perf_counter
        self.typical: Callable[[list[float]], float] = statistics.median if on_sqlite else min
        self.now = database_now()
        self.actor = open_operator_account(
            email="bench@example.org", name="Messung", password=None, actor=None, now=self.now
        )
        self.town = found_municipality(
            slug="messstadt", name="Messstadt", kind="town", state="Niedersachsen",
            actor=self.actor, now=self.now,
        )  # fmt: skip
        self.concepts = 0

    def size(self, nodes: int) -> list[Any]:
        """Measure one size: reading, writing, and what is added for what."""
        from benchmarks._concept_trees import concept_tree, reworded

        concept, tree = self.concept(), concept_tree(nodes, seed=self.concepts)
        versions = [self.version(concept, tree, "0")]
        for number in range(1, 10):
            tree = reworded(tree, CHANGED, seed=number)
            versions.append(self.version(concept, tree, str(number)))
        read = statistics.median(self.read(version) for version in versions)
        unchanged = self.unchanged(concept, tree) / nodes
        changed, rest = self.per_changed_node(concept, tree)
        return [
            nodes, self.queries(versions[5]), read, read / self.read_bytes(versions[5]),
            self.change(versions[-1]), self.freeze(versions[-1]), unchanged, changed, rest / nodes,
        ]  # fmt: skip

    def versions(self, number: int) -> float:
        """Read a version of 1,000 nodes that stands among so many."""
        from benchmarks._concept_trees import concept_tree, reworded

        concept, tree = self.concept(), concept_tree(1_000, seed=self.concepts)
        made = []
        for each in range(number):
            tree = reworded(tree, CHANGED, seed=each)
            made.append(self.version(concept, tree, str(each)))
        return statistics.median(self.read(each) for each in made[:: max(1, number // 5)])

    def concept(self) -> Any:
        from fortschrift.concepts.actions import open_concept

        self.concepts += 1
        return open_concept(
            self.town, slug=f"konzept-{self.concepts}", name="Messung", kind="Konzept",
            actor=self.actor, now=self.now,
        )  # fmt: skip

    def version(self, concept: Any, tree: Any, label: str) -> Any:
        from fortschrift.concepts.actions import bring_in_text, bring_in_version

        version = bring_in_version(
            concept, slug=label, label=label, based_on=concept.versions.order_by("order").last(),
            actor=self.actor, now=self.now,
        )  # fmt: skip
        bring_in_text(version, tree=tree, completeness="complete", actor=self.actor, now=self.now)
        return version

    def read(self, version: Any) -> float:
        from fortschrift.concepts.models import Version
        from fortschrift.concepts.selectors import shown_text

        return self.timed(lambda: shown_text(Version.objects.get(pk=version.pk)))

    def read_bytes(self, version: Any) -> float:
        """Time the same text from its canonical bytes in memory, the least there can be."""
        from fortschrift.concepts.repository import canonical_bytes
        from fortschrift.core.text import TREE

        data = canonical_bytes(version.texts.get().manifest)
        return self.timed(lambda: TREE.from_bytes(data))

    def queries(self, version: Any) -> int:
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        from fortschrift.concepts.models import Version
        from fortschrift.concepts.selectors import shown_text

        with CaptureQueriesContext(connection) as captured:
            shown_text(Version.objects.get(pk=version.pk))
        return len(captured)

    def change(self, version: Any) -> float:
        """Time a change of one paragraph of a draft."""
        from fortschrift.concepts.actions import begin_strand, change_text
        from fortschrift.concepts.selectors import shown_text
        from fortschrift.core.text import Substitute, inline

        strand = begin_strand(version, name="Messung", actor=self.actor, now=self.now)
        text = shown_text(version)
        assert text is not None
        paragraph = next(state for state in text.tree if state.kind == "paragraph")
        words = [paragraph.text]

        def change_once() -> None:
            new = inline(f"Satz {len(words)}.")
            change_text(
                strand, operations=[Substitute.whole(paragraph.id, words[-1], new)],
                base=strand.head_id, actor=self.actor, now=self.now,
            )  # fmt: skip
            words.append(new)

        return self.timed(change_once)

    def freeze(self, version: Any) -> float:
        """Time freezing a draft that differs from every text so far."""
        from fortschrift.concepts.actions import bring_in_version, freeze_version

        strand = version.concept.strands.get()
        target = bring_in_version(
            version.concept, slug="neu", label="neu", actor=self.actor, now=self.now
        )
        start = self.clock()
        freeze_version(strand, version=target, actor=self.actor, now=self.now)
        return (self.clock() - start) * 1000

    def unchanged(self, concept: Any, tree: Any) -> float:
        """Weigh a further version that says the same."""
        before = self.bytes()
        for number in range(UNCHANGED):
            self.version(concept, tree, f"gleich-{number}")
        return (self.bytes() - before) / UNCHANGED

    def per_changed_node(self, concept: Any, tree: Any) -> tuple[float, float]:
        """Weigh versions that change few and many nodes: (per changed node, the rest of each)."""
        from benchmarks._concept_trees import reworded

        weights, counts = [], []
        for share in (0.05, 0.4):
            before, changed = self.bytes(), 0
            for number in range(5):
                after = reworded(tree, share, seed=number)
                changed += sum(tree[state.id] != state for state in after)
                self.version(concept, after, f"neu-{share:.0%}-{number}".replace("%", ""))
                tree = after
            weights.append((self.bytes() - before) / 5)
            counts.append(changed / 5)
        each = (weights[1] - weights[0]) / (counts[1] - counts[0])
        return each, weights[0] - each * counts[0]

    def bytes(self) -> int:
        from django.db import connection

        with connection.cursor() as cursor:
            if self.vendor == "sqlite":
                cursor.execute("PRAGMA page_count")
                (pages,) = cursor.fetchone()
                cursor.execute("PRAGMA page_size")
                return int(pages * cursor.fetchone()[0])
            cursor.execute("SELECT pg_database_size(current_database())")
            return int(cursor.fetchone()[0])

    def timed(self, work: Callable[[], object]) -> float:
        """Give the typical time of some rounds in milliseconds."""
        times = []
        for _ in range(ROUNDS):
            start = self.clock()
            work()
            times.append((self.clock() - start) * 1000)
        return self.typical(times)


def _exponent(sizes: Sequence[float], times: Sequence[float]) -> float:
    """Give the slope of the least-squares line through the logarithms."""
    xs, ys = [math.log(size) for size in sizes], [math.log(each) for each in times]
    mean_x, mean_y = statistics.fmean(xs), statistics.fmean(ys)
    rise = sum((x - mean_x) * (y - mean_y) for x, y in zip(xs, ys, strict=True))
    return rise / sum((x - mean_x) ** 2 for x in xs)


def _table(heads: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    print(" | ".join(f"{head:>8}" for head in heads))
    for row in rows:
        cells = [f"{cell:,.1f}" if isinstance(cell, float) else f"{cell:,}" for cell in row]
        print(
            " | ".join(
                f"{cell:>{max(8, len(head))}}" for cell, head in zip(cells, heads, strict=True)
            )
        )


if __name__ == "__main__":
    sys.path[:1] = [str(Path(__file__).resolve().parents[1])]  # a script finds only its siblings
    from benchmarks._databases import on_an_empty_one, on_each_database

    on_an_empty_one(_measure) if "--measure" in sys.argv else on_each_database(__file__)
