"""Give a text the ids of the one that it comes from."""

from dataclasses import replace
from uuid import UUID

from fortschrift.core.text.align.alignment import Alignment
from fortschrift.core.text.align.trees import align
from fortschrift.core.text.ids import NodeId
from fortschrift.core.text.node import NodeState
from fortschrift.core.text.runs import InlineText, Mark, normal
from fortschrift.core.text.tree import Tree


def identified(old: Tree, new: Tree, alignment: Alignment[NodeId] | None = None) -> Tree:
    """Rename the nodes of *new* that are nodes of *old* to what they are called there.

    Children, footnote marks and relations follow. What is not in *old* keeps its id, so
    that the two can be compared by ids. Aligns the texts unless an alignment is given.
    """
    found = align(old, new) if alignment is None else alignment
    names = {after: before for after, before in found.pairs.items() if after != before}
    if not names:
        return new
    states = [_renamed(state, names) for state in new]
    return Tree.of(states, root=names.get(new.root, new.root), outline=new.outline)


Names = dict[NodeId, NodeId]


def _renamed(state: NodeState, names: Names) -> NodeState:
    return replace(
        state,
        id=names.get(state.id, state.id),
        heading=_with_notes(state.heading, names),
        text=_with_notes(state.text, names),
        children=tuple(names.get(child, child) for child in state.children),
        relations=tuple(
            sorted({(kind, names.get(target, target)) for kind, target in state.relations})
        ),
    )


def _with_notes(text: InlineText, names: Names) -> InlineText:
    """Let the footnote marks of a text lead to the renamed notes."""
    if not any(mark.kind == "footnote" for run in text for mark in run.marks):
        return text
    return normal((run.text, tuple(_with_note(mark, names) for mark in run.marks)) for run in text)


def _with_note(mark: Mark, names: Names) -> Mark:
    if mark.kind != "footnote":
        return mark
    note = NodeId(UUID(mark.value))
    return Mark("footnote", str(names.get(note, note)))
