"""Align two trees: by ids, by words, by what nodes hold, and by what holds them."""

from collections.abc import Iterator

from fortschrift.core.text.align.alignment import Alignment
from fortschrift.core.text.align.holders import pair_holders
from fortschrift.core.text.align.matching import Matching
from fortschrift.core.text.align.pairs import Pairs
from fortschrift.core.text.align.passages import matched
from fortschrift.core.text.align.reading import Reading, read, said_once
from fortschrift.core.text.align.within import Within
from fortschrift.core.text.ids import NodeId
from fortschrift.core.text.tree import Tree


def align(old: Tree, new: Tree) -> Alignment[NodeId]:
    """Find the nodes of *old* again in *new*.

    A node whose id is in both texts is itself, whatever it says. Others, as in a text that
    comes back from a word processor, are found by what they say, hold and stand in; only
    within their sort: elements of any level, tables, lists, rows, images, notes, and what
    holds a text of its own (paragraph, list item, cell).
    """
    pairs = Pairs(_known(old, new))
    if old.nodes.keys() == pairs.new_of.keys() and new.nodes.keys() == pairs.old_of.keys():
        return Alignment(pairs.old_of)
    return _align(read(old, new), read(new, old), pairs)


def _known(old: Tree, new: Tree) -> dict[NodeId, NodeId]:
    """Give the pairs known by their ids, and the roots if neither is in the other text."""
    known = {node: node for node in new.nodes if node in old.nodes}
    if old.root not in new.nodes and new.root not in old.nodes:
        known[new.root] = old.root
    return known


def _align(old: Reading, new: Reading, pairs: Pairs) -> Alignment[NodeId]:
    given = {
        new.places[after]: old.places[before]
        for after, before in pairs.old_of.items()
        if after in new.places and before in old.places
    }
    matching, evidence = matched(old.passages, new.passages, given)
    found = _named(old, new, matching)
    _enter(found, pairs)
    pair_holders(old, new, pairs)
    doubtful = list(_doubtful(old, new, pairs))
    for _, after in doubtful:
        pairs.release(after)
    Within(evidence, old, new, pairs).pair_all()
    _pair_again(doubtful, new, pairs)
    in_order = {after: pairs.old_of[after] for after in new.order if after in pairs.old_of}
    return Alignment(in_order, found.splits, found.joins)


def _named(old: Reading, new: Reading, matching: Matching) -> Alignment[NodeId]:
    """Name what was matched by the ids of its nodes."""
    return Alignment(
        {new.nodes[j]: old.nodes[i] for j, i in matching.old_of.items()},
        tuple(
            (old.nodes[i], tuple(new.nodes[j] for j in parts))
            for i, parts in sorted(matching.splits.items())
        ),
        tuple(
            (tuple(old.nodes[i] for i in parts), new.nodes[j])
            for j, parts in sorted(matching.joins.items())
        ),
    )


def _enter(found: Alignment[NodeId], pairs: Pairs) -> None:
    """Take over what was found by words."""
    for after, before in found.pairs.items():
        pairs.pair(before, after)
    for _, (_, *others) in found.splits:
        pairs.keep_apart(others)
    for (_, *others), _ in found.joins:
        pairs.keep_apart(others)


def _doubtful(old: Reading, new: Reading, pairs: Pairs) -> Iterator[tuple[NodeId, NodeId]]:
    """Give pairs that may be chance, as they stand in two that are not one.

    A cell is nothing without its row, and of equal texts any may be taken for any.
    """
    once_in_old, once_in_new = said_once(old), said_once(new)
    for after, before in pairs.old_of.items():
        if after in pairs.given or after not in new.places:
            continue
        above, parent = new.tree.parent_of(after), old.tree.parent_of(before)
        if above is None or pairs.old_of.get(above) == parent:
            continue
        old_key, new_key = old.key_of(before), new.key_of(after)
        is_chance = old_key not in once_in_old or new_key not in once_in_new
        if is_chance or new.tree[after].kind == old.tree[before].kind == "cell":
            yield before, after


def _pair_again(doubtful: list[tuple[NodeId, NodeId]], new: Reading, pairs: Pairs) -> None:
    """Pair what was doubtful if nothing better was found, cells aside."""
    for before, after in doubtful:
        if new.tree[after].kind == "cell":
            continue
        if pairs.is_free_old(before) and pairs.is_free_new(after):
            pairs.pair(before, after)
