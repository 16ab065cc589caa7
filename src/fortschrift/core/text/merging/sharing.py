"""What adopted proposals share without clashing, for people to look at once more.

Several may put whole sentences or blocks at one place: they are all taken, by number, and
somebody confirms the order. Several may change one sentence: the result is read as a
whole.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from fortschrift.core.text.comparison.words import sentences
from fortschrift.core.text.effects.effect import Effect, TextKey
from fortschrift.core.text.merging.proposal import SharedPlace, SharedSentence
from fortschrift.core.text.runs import plain
from fortschrift.core.text.splices import Splice
from fortschrift.core.text.tree import Tree


def shared_places(effects: Mapping[int, Effect]) -> tuple[SharedPlace, ...]:
    """List the places at which several proposals put different things, in order of number."""
    blocks: dict[Any, dict[int, Any]] = defaultdict(dict)
    words: dict[Any, dict[int, Any]] = defaultdict(dict)
    for number, effect in sorted(effects.items()):
        for place, nodes in effect.placed.items():
            blocks[place][number] = nodes
        for key, splices in effect.texts.items():
            for splice in splices:
                if not splice.old:
                    words[key, splice.start][number] = splice.new
    found = [SharedPlace(tuple(by), place) for place, by in blocks.items() if _differ(by)]
    found += (
        SharedPlace(tuple(by), None, key[0], key[1], at)
        for (key, at), by in words.items()
        if _differ(by)
    )
    return tuple(found)


def _differ(wishes: Mapping[int, Any]) -> bool:
    return len(wishes) > 1 and len(set(wishes.values())) > 1


def shared_sentences(base: Tree, effects: Mapping[int, Effect]) -> tuple[SharedSentence, ...]:
    """List the sentences that several proposals changed differently, text by text."""
    by_text: dict[TextKey, list[tuple[Splice, int]]] = defaultdict(list)
    for number, effect in sorted(effects.items()):
        for key, splices in effect.texts.items():
            by_text[key] += ((splice, number) for splice in splices)
    found: list[SharedSentence] = []
    for key, wishes in by_text.items():
        if len({number for _, number in wishes}) > 1:
            found += _in_text(base, key, wishes)
    return tuple(found)


def _in_text(
    base: Tree, key: TextKey, wishes: list[tuple[Splice, int]]
) -> Iterator[SharedSentence]:
    node, name = key
    spans = sentences(plain(getattr(base[node], name)))
    starts = [start for start, _ in spans]
    touched: dict[int, dict[int, set[Splice]]] = defaultdict(lambda: defaultdict(set))
    for splice, number in wishes:
        for sentence in _touched(splice, starts):
            touched[sentence][number].add(splice)
    for sentence, by in sorted(touched.items()):
        if len(by) > 1 and len({frozenset(splices) for splices in by.values()}) > 1:
            yield SharedSentence(tuple(sorted(by)), node, name, *spans[sentence])


def _touched(splice: Splice, starts: list[int]) -> range:
    """Give the sentences in which a splice changes something; at a border it is in none."""
    if not splice.old and (splice.start in starts or not starts):
        return range(0)
    first = bisect_right(starts, splice.start) - 1
    last = bisect_right(starts, max(splice.end - 1, splice.start)) - 1
    return range(first, last + 1)
