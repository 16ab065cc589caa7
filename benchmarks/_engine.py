"""The door of the measurements to the text engine: thin functions, plain names in and out.

Paragraphs and amendments are called by the names that the generator gave them. Besides this only
`_engine_trees` (its shapes) knows the engine, and for hand-marked pairs the tests that hold them.
"""

import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, TypeAlias
from uuid import UUID

from benchmarks._german_concepts import Paragraph
from benchmarks._scores import Hunk, ink
from fortschrift.core.text import apply
from fortschrift.core.text.align import align, identified
from fortschrift.core.text.comparison.compare import least, readable_hunks
from fortschrift.core.text.difference.diff import diff
from fortschrift.core.text.errors import Unfit
from fortschrift.core.text.merging.merge import clashes, in_turn, merge
from fortschrift.core.text.merging.proposal import Proposal
from fortschrift.core.text.merging.rebase import Carrier
from fortschrift.core.text.origins.carried import Carried, carried, first_origins
from fortschrift.core.text.origins.told_by_words import told_by_words
from fortschrift.core.text.synopsis import synopsis

Tree: TypeAlias = Any
Operations: TypeAlias = Any
Written: TypeAlias = tuple[str, Operations]


def document(paragraphs: Sequence[Paragraph]) -> Tree:
    """Build the tree of a generated document."""
    from benchmarks._engine_trees import tree_of

    return tree_of(paragraphs)


def word_difference(old: str, new: str) -> list[Hunk]:
    """Compare two paragraphs for people."""
    return readable_hunks(old, new)


@dataclass(frozen=True, slots=True)
class Whole:
    """A difference of two documents: which paragraph went into which, and what is marked."""

    pairs: set[tuple[str, str]]
    ink: int


@dataclass(frozen=True, slots=True)
class Adopted:
    """What a meeting gave: adopted ones in order, those that another order would have dropped."""

    adopted: list[str]
    depending_on_order: list[str]
    texts: list[str]


@dataclass(frozen=True, slots=True)
class MergedSet:
    """What a merge of a set gave: who is in, who stands against whom, and the text."""

    taken: list[str]
    conflicts: list[list[str]]
    texts: list[str]


def whole_difference(old: Tree, new: Tree) -> Any:
    """Align two documents without common ids and lay them side by side."""
    alignment = align(old, new)
    return alignment, synopsis(old, identified(old, new, alignment))


def read_whole(difference: Any, old: Sequence[Paragraph], new: Sequence[Paragraph]) -> Whole:
    """Read pairs and marked ink from a difference."""
    from benchmarks._engine_trees import node_id

    alignment, rows = difference
    names = {node_id(each["id"]): each["id"] for each in (*old, *new)}
    pairs = {(before, after) for after, before in alignment.pairs.items()}
    pairs |= {(before, after) for before, parts in alignment.splits for after in parts}
    pairs |= {(before, after) for parts, after in alignment.joins for before in parts}
    named = {(names[one], names[other]) for one, other in pairs if {one, other} <= names.keys()}
    marked = [
        run.text
        for row in rows
        for each in (*row.heading, *row.text)
        if each.kind not in ("kept", "formatted")
        for run in (*each.old, *each.new)
    ]
    return Whole(named, sum(map(ink, marked)))


def written(tree: Tree, amendments: Sequence[Mapping[str, Any]]) -> list[Written]:
    """Compare what each amendment wants with the document: its ranges, as they are stored."""
    from benchmarks._engine_trees import operations_of

    return [(each["id"], operations_of(tree, each, least)) for each in amendments]


def adopt_one_after_another(tree: Tree, amendments: Sequence[Written]) -> Adopted:
    """Adopt by number, each carried over those before; what does not fit is dropped."""
    merged = in_turn(tree, _proposals(amendments))
    after = apply(merged.operations, tree)
    return Adopted(_named(merged.adopted), _named(merged.dependent), _texts(after))


def merge_as_set(tree: Tree, amendments: Sequence[Written]) -> MergedSet:
    """Merge all at once on the one document."""
    merged = merge(tree, _proposals(amendments))
    after = apply(merged.operations, tree)
    conflicts = [_named(each.proposals) for each in merged.conflicts]
    return MergedSet(_named(merged.adopted), conflicts, _texts(after))


def clashing(tree: Tree, amendments: Sequence[Written]) -> list[list[str]]:
    """List every smallest set, mostly two, that cannot stand together."""
    found = clashes(tree, _proposals(amendments))
    return [_named(each) for each in dict.fromkeys(clash.proposals for clash in found)]


def falls_behind(tree: Tree, amendment: Written, other: Written) -> bool:
    """Decide on two, the other one first, and tell whether this one is dropped."""
    merged = in_turn(tree, [Proposal(1, other[1]), Proposal(2, amendment[1])])
    return 2 not in merged.adopted


def adopted_operations(tree: Tree, amendments: Sequence[Written]) -> Operations:
    """Adopt these and give what was done, over which the others have to be carried."""
    merged = in_turn(tree, _proposals(amendments))
    if len(merged.adopted) < len(amendments):
        raise RuntimeError(f"only {len(merged.adopted)} of {len(amendments)} could be adopted")
    return merged.operations


def rebase_open(tree: Tree, over: Operations, amendments: Sequence[Written]) -> list[str]:
    """Carry open amendments over what was adopted, each by itself: those that still fit."""
    carrying = Carrier(tree, over)
    fitting = []
    for name, operations in amendments:
        try:
            carrying.carry(operations)
        except Unfit:
            continue
        fitting.append(name)
    return fitting


def _proposals(amendments: Sequence[Written]) -> list[Any]:
    return [Proposal(int(name.removeprefix("Ä")), operations) for name, operations in amendments]


def _named(numbers: Sequence[int]) -> list[str]:
    return [f"Ä{number}" for number in numbers]


def _texts(tree: Tree) -> list[str]:
    from benchmarks._engine_trees import texts_in

    return [text for _, text in texts_in(tree)]


def history(versions: Sequence[Sequence[Paragraph]]) -> list[Tree]:
    """Build the trees of a history; lists stay the same from version to version."""
    from benchmarks._engine_trees import Lists, tree_of

    lists = Lists()
    made: list[Tree] = []
    for paragraphs in versions:
        made.append(tree_of(paragraphs, lists, made[-1] if made else None))
    return made


def blame(versions: Sequence[Tree]) -> Any:
    """Tell the origin of every character of the last version, from the first one on.

    Only the texts are given, as they are to git; what was done is found by comparing them.
    """
    origins = first_origins(versions[0], UUID(int=0))
    for number, (old, new) in enumerate(pairwise(versions), start=1):
        made = told_by_words(origins, old, new, UUID(int=number))
        origins.update(made.changed)
        for node in made.gone:
            del origins[node]
    return origins


def origins_with(origins: Any, old: Tree, new: Tree, number: int) -> Any:
    """Tell the origins after one more version."""
    return _kept(origins, told_by_words(origins, old, new, UUID(int=number)))


def carried_origins(origins: Any, old: Tree, operations: Operations, number: int) -> Any:
    """Tell the origins after one more version of which the operations are known."""
    return _kept(origins, carried(origins, old, operations, UUID(int=number)))


def _kept(origins: Any, made: Carried) -> Any:
    kept = {**origins, **made.changed}
    for node in made.gone:
        kept.pop(node, None)
    return kept


def operations_between(versions: Sequence[Tree]) -> list[Operations]:
    """Give what was done from version to version."""
    return [diff(old, new) for old, new in pairwise(versions)]


def read_origins(origins: Any, last: Sequence[Paragraph]) -> dict[str, list[int]]:
    """Read from the origins the number of the version for each character of each paragraph."""
    from benchmarks._engine_trees import node_id

    fields = {each["id"]: origins[node_id(each["id"])] for each in last}
    return {
        name: [
            origin.change.int
            for length, origin in (found.heading or found.text)
            for _ in range(length)
        ]
        for name, found in fields.items()
    }


def door(verb: str, old: Sequence[Paragraph], new: Sequence[Paragraph]) -> tuple[list[str], bytes]:
    """Give the command of the engine as a whole process, and what it reads."""
    given = json.dumps({"old": list(old), "new": list(new)}, ensure_ascii=False).encode()
    return [sys.executable, "-m", "fortschrift.core.text", verb], given
