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
    doubtful = list(_doubtful(found, old, new, pairs))
    for _, after in doubtful:
        pairs.release(after)
    Within(evidence, old, new, pairs).pair_all()
    _pair_again(doubtful, new, pairs)
    return _in_the_end(found, old, new, pairs)


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


def _doubtful(
    found: Alignment[NodeId], old: Reading, new: Reading, pairs: Pairs
) -> Iterator[tuple[NodeId, NodeId]]:
    """Give pairs that may be chance, as they stand in two that are not one.

    A cell is nothing without its row, and of equal texts any may be taken for any; not so the
    first part of one that was split or joined, which is known by the others.
    """
    once_in_old, once_in_new = said_once(old), said_once(new)
    first_in_old = {first for (first, *_), _ in found.joins}
    first_in_new = {first for _, (first, *_) in found.splits}
    for after, before in pairs.old_of.items():
        if after in pairs.given or after not in new.places:
            continue
        above, parent = new.tree.parent_of(after), old.tree.parent_of(before)
        if above is None or pairs.old_of.get(above) == parent:
            continue
        in_old = before in first_in_old or old.key_of(before) in once_in_old
        in_new = after in first_in_new or new.key_of(after) in once_in_new
        if not (in_old and in_new) or new.tree[after].kind == old.tree[before].kind == "cell":
            yield before, after


def _pair_again(doubtful: list[tuple[NodeId, NodeId]], new: Reading, pairs: Pairs) -> None:
    """Pair what was doubtful if nothing better was found, cells aside."""
    for before, after in doubtful:
        if new.tree[after].kind == "cell":
            continue
        if pairs.is_free_old(before) and pairs.is_free_new(after):
            pairs.pair(before, after)


def _in_the_end(
    found: Alignment[NodeId], old: Reading, new: Reading, pairs: Pairs
) -> Alignment[NodeId]:
    """Give the pairs that are left, and what was split and joined among them.

    If the first part was taken for that of another whole with the same words, it is that one
    which was split or joined; if for something else, nothing was.
    """
    new_of, old_of = pairs.new_of, pairs.old_of
    return Alignment(
        {after: old_of[after] for after in new.order if after in old_of},
        tuple(
            (old_of[parts[0]], parts)
            for whole, parts in found.splits
            if parts[0] in old_of and old.say_the_same(old_of[parts[0]], whole)
        ),
        tuple(
            (parts, new_of[parts[0]])
            for parts, whole in found.joins
            if parts[0] in new_of and new.say_the_same(new_of[parts[0]], whole)
        ),
    )
