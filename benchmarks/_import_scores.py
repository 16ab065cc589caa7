"""Truth: which share of the elements of a file came in on their level under their parent."""

from collections import Counter
from collections.abc import Sequence
from itertools import count
from uuid import UUID

from benchmarks._concept_pieces import Concept, Element, said_in
from fortschrift.concepts.manuscripts.manuscript import Manuscript, Side
from fortschrift.concepts.manuscripts.mapping import LevelMapping
from fortschrift.concepts.manuscripts.placed import Placed, placed
from fortschrift.concepts.manuscripts.proposing import proposed
from fortschrift.core.text import NodeId, plain


def brought_in(
    manuscript: Manuscript, mapping: LevelMapping | None = None, side: Side = "after"
) -> Placed:
    """Make a text of a manuscript, as it is proposed unless told otherwise."""
    numbers = count(1)
    mapping = mapping or proposed(manuscript, side=side)
    return placed(manuscript, mapping, lambda: NodeId(UUID(int=next(numbers))), side=side)


def right_share(elements: Sequence[Element], found: Placed) -> float:
    """Tell which share of the true elements is there, once, on its level under its parent.

    Elements that are there and not true count against it.
    """
    tree = found.tree
    levels = {level.key: place for place, level in enumerate(tree.outline.levels, start=1)}
    states = {state.id: state for state in tree if state.kind in levels}
    said = Counter(
        (levels[state.kind], _shown(state.printed_number or "", plain(state.heading)),
         _shown(parent.printed_number or "", plain(parent.heading))
         if (parent := states.get(tree.parent_of(state.id) or tree.root)) else "")
        for state in states.values()
    )  # fmt: skip
    true = Counter(
        (each.level, _shown(each.number, each.title),
         _shown(elements[each.above].number, elements[each.above].title)
         if each.above is not None else "")
        for each in elements
    )  # fmt: skip
    return (said & true).total() / max(true.total(), said.total())


def words_lost(manuscript: Manuscript, found: Placed, side: Side = "after") -> Counter[str]:
    """Count the words that came in and are neither in the text nor listed, or are there twice."""
    came = Counter(w for line in manuscript.lines() for w in line.text(side).split())
    came.update(w for each in manuscript.asides for w in each.text.split())
    came.update(w for each in manuscript.comments.values() for w in each.text.split())
    there = words_of(found)
    return (came - there) + (there - came)


def words_missing(made: Concept, found: Placed) -> Counter[str]:
    """Count the words that a concept truly says after all changes, and that are not there."""
    return Counter(said_in(made).split()) - words_of(found)


def words_of(found: Placed) -> Counter[str]:
    """Count the words of a text, those that titles and tables gave away, and those listed."""
    levels = {level.key for level in found.tree.outline.levels}
    texts = [each.text for each in (*found.told, *found.not_taken)]
    for state in found.tree:
        texts += plain(state.heading), plain(state.text)
        if state.kind in levels:
            texts.append(found.titles.get(state.id, ""))
    return Counter(word for text in texts for word in text.split())


def _shown(number: str, title: str) -> str:
    return f"{number.rstrip('.')} {title}"
