"""The text of a file that came back: built on the text that went out.

What a reader of the file did not touch is taken from the text that went out, to the last mark;
what is new gets an id from `mint`. A paragraph that stands below another heading was moved, one
whose line is gone was struck, one without a name of ours is new.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from fortschrift.concepts.manuscripts.blocks import Blocks
from fortschrift.concepts.manuscripts.manuscript import Manuscript, Place
from fortschrift.concepts.manuscripts.mapping import LevelMapping
from fortschrift.concepts.returning.building import Building
from fortschrift.concepts.returning.coming import come
from fortschrift.concepts.returning.pictures import with_pictures_as_lines
from fortschrift.concepts.returning.places import places
from fortschrift.concepts.returning.saying import Unsaid
from fortschrift.concepts.returning.seen import SeenLine, Taken, everything, seen, settled
from fortschrift.concepts.returning.staying import living_in, stay
from fortschrift.concepts.returning.telling import tell
from fortschrift.core.text import NodeId, Tree


@dataclass(frozen=True, slots=True)
class Returned:
    """A text as it came back, and what of the file could not be taken into it.

    ``nodes`` tells to which node each line of the file belongs.
    """

    tree: Tree
    not_taken: tuple[Unsaid, ...] = ()
    nodes: Mapping[Place, NodeId] = field(default_factory=dict)


def returned(
    base: Tree,
    went_out: Manuscript,
    came_back: Manuscript,
    mint: Callable[[], NodeId],
    *,
    taken: Taken = everything,
    were_taken: Taken | None = None,
) -> Returned:
    """Build the text that a file says with some of its tracked changes taken.

    `went_out` is the file of the base, untouched; with the changes taken that `were_taken` (the
    same, if nothing is said) it says the base.
    """
    then, now = (with_pictures_as_lines(each, went_out) for each in (went_out, came_back))
    text = _begun(base, settled(then, were_taken or taken), settled(now, taken), mint)
    come(text, stay(text))
    not_taken = [
        *tell(text),
        *(Unsaid("", line.text) for line in text.now.strays if line.text.strip()),
    ]
    return Returned(text.tree(), tuple(not_taken), dict(_nodes_of_lines(text)))


def _begun(
    base: Tree, went_out: Manuscript, came_back: Manuscript, mint: Callable[[], NodeId]
) -> Building:
    """Find where everything stood and stands; what is no longer there is looked for once more."""
    then, file_now = places(seen(went_out), base), seen(came_back)
    living = living_in(base, then, places(file_now, base))
    blocks, names = Blocks(came_back, mint, "after"), LevelMapping(base.outline).names
    return Building(base, then, places(file_now, base, living), living, blocks, names, mint)


def _nodes_of_lines(text: Building) -> Iterator[tuple[Place, NodeId]]:
    """Tell whose each line is: what was read like any file, what is new, what is known."""
    for node, place in text.blocks.places.items():
        yield place, node
    for met in text.now.met:
        if met.key in text.keys and isinstance(met.seen, SeenLine):
            yield met.seen.line.place, text.keys[met.key]
    for anchor, line in text.now.said.items():
        yield line.line.place, anchor.node
    for anchor, lines in text.now.values.items():
        yield from ((line.line.place, anchor.node) for line in lines)
