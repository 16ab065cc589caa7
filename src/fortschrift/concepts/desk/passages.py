"""The flow of an element: its paragraphs, lists and tables, as an editor shows them.

Sub-elements are no part of it; neither are notes, which are written beside the words that cite
them.  A passage that comes back from an editor may claim to be one that went out; who it is
is decided in `identity`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from fortschrift.core.text import (
    BLOCKS,
    Attributes,
    InlineText,
    NodeId,
    NodeState,
    Tree,
    footnotes,
)


@dataclass(frozen=True, slots=True)
class Passage:
    """A block as an editor gives it back, with the identity it claims.

    `kept` stands for a block of the old text that no editor shows whole (an image): it goes where
    it stands now and says what it said, with all that is in it.
    """

    kind: str
    text: InlineText = ()
    heading: InlineText = ()
    attributes: Attributes = ()
    children: tuple["Passage", ...] = ()
    claims: NodeId | None = None
    kept: bool = False

    def walk(self) -> Iterator["Passage"]:
        """Go through this passage and all in it."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True, slots=True)
class Written:
    """What came back: passages, and what the notes say that their words cite."""

    passages: tuple[Passage, ...]
    notes: Mapping[NodeId, InlineText] = field(default_factory=dict)


class Flow(NamedTuple):
    """The passages of an element as they stand: the top ones, all blocks, its notes by id."""

    blocks: tuple[NodeState, ...]
    states: Mapping[NodeId, NodeState]
    notes: Mapping[NodeId, NodeState]


def flow_of(tree: Tree, element: NodeId) -> Flow:
    """Give the flow of an element; `states` are the blocks with all in them, notes aside."""
    own = [child for child in tree.children(element) if child.kind in BLOCKS]
    below = [state for block in own for state in tree.walk(block.id)]
    in_notes = {state.id for each in below if each.kind == "note" for state in tree.walk(each.id)}
    return Flow(
        tuple(block for block in own if block.kind != "note"),
        {state.id: state for state in below if state.id not in in_notes},
        {state.id: state for state in below if state.kind == "note"},
    )


def cited_in(tree: Tree, flow: Flow) -> list[NodeId]:
    """List the notes that the words of a flow cite, in reading order, each once.

    What only the caption of a table cites is kept with it and not shown.
    """
    cited = (
        note
        for block in flow.blocks
        for state in tree.walk(block.id)
        if state.id in flow.states
        for _, note in footnotes(state.text)
    )
    return [note for note in dict.fromkeys(cited) if note in flow.notes]
