"""Operations that lead from one text to another one of the same root, node by node.

A better transcription is a child of the text it corrects, so its change says what it changed.
Nodes are told by their ids; the order of the steps keeps every one of them possible: what a kind
cannot have is taken away before it changes, parents come before children, and what is gone is
repealed last, when everything that stays has left it.
"""

from collections.abc import Iterator

from fortschrift.core.text import (
    ChangeKind,
    ChangeOutline,
    Insert,
    Move,
    NodeId,
    NodeState,
    Operation,
    Place,
    Relate,
    Repeal,
    Retitle,
    SetAttribute,
    SetPrintedNumber,
    Substitute,
    Tree,
    Unrelate,
)


def rewriting(before: Tree, after: Tree) -> tuple[Operation, ...]:
    """Give operations with ``apply(operations, before) == after``; none for equal texts."""
    return (
        *_outline(before, after),
        *(step for state in before if state.id in after for step in _own(state, after[state.id])),
        *_places(before, after),
        *_repeals(before, after),
    )


def _outline(before: Tree, after: Tree) -> Iterator[Operation]:
    if before.outline != after.outline:
        yield ChangeOutline(before.outline, after.outline)


def _own(old: NodeState, new: NodeState) -> Iterator[Operation]:
    """Change what a node says by itself."""
    if old == new:
        return
    yield from _texts(old, new, emptied=True)
    yield from _attributes(old, new, taken=True)
    if old.kind != new.kind:
        yield ChangeKind(old.id, old.kind, new.kind)
    yield from _texts(old, new, emptied=False)
    yield from _attributes(old, new, taken=False)
    if old.printed_number != new.printed_number:
        yield SetPrintedNumber(old.id, old.printed_number, new.printed_number)
    yield from (Unrelate(old.id, *each) for each in old.relations if each not in new.relations)
    yield from (Relate(old.id, *each) for each in new.relations if each not in old.relations)


def _texts(old: NodeState, new: NodeState, *, emptied: bool) -> Iterator[Operation]:
    if old.heading != new.heading and emptied == (not new.heading):
        yield Retitle(old.id, old.heading, new.heading)
    if old.text != new.text and emptied == (not new.text):
        yield Substitute(old.id, old.text, new.text)


def _attributes(old: NodeState, new: NodeState, *, taken: bool) -> Iterator[Operation]:
    before, after = dict(old.attributes), dict(new.attributes)
    for key in sorted(before.keys() | after.keys()):
        one, other = before.get(key), after.get(key)
        same = type(one) is type(other) and one == other
        if not same and taken == (other is None):
            yield SetAttribute(old.id, key, one, other)


def _places(before: Tree, after: Tree) -> Iterator[Operation]:
    """Put everything where it belongs, from the top down, tracking what stands where."""
    standing = {state.id: [c for c in state.children if c in after] for state in before}
    parents = {child: parent for parent, children in standing.items() for child in children}
    for parent in after:
        previous: NodeId | None = None
        for child in parent.children:
            place, state = Place(parent.id, previous), after[child]
            if child not in before:
                yield Insert(place, (_alone(state),))
            elif _stands(standing, parents, child, place) and _same_mark(before, state):
                previous = child
                continue
            else:
                yield Move(child, place, state.parent_unknown)
                if child in parents:
                    standing[parents[child]].remove(child)
            _put(standing, parents, child, place)
            previous = child


def _repeals(before: Tree, after: Tree) -> Iterator[Operation]:
    for state in before:
        parent = before.parent_of(state.id)
        if state.id not in after and (parent is None or parent in after):
            yield Repeal(state.id)


def _stands(
    standing: dict[NodeId, list[NodeId]], parents: dict[NodeId, NodeId], child: NodeId, place: Place
) -> bool:
    """Tell whether a node stands behind its sibling already, leaving out what will be repealed."""
    if parents.get(child) != place.parent:
        return False
    siblings = standing[place.parent]
    position = siblings.index(child)
    return (siblings[position - 1] if position else None) == place.after


def _put(
    standing: dict[NodeId, list[NodeId]], parents: dict[NodeId, NodeId], child: NodeId, place: Place
) -> None:
    siblings = standing.setdefault(place.parent, [])
    siblings.insert(siblings.index(place.after) + 1 if place.after else 0, child)
    parents[child] = place.parent


def _same_mark(before: Tree, state: NodeState) -> bool:
    return before[state.id].parent_unknown == state.parent_unknown


def _alone(state: NodeState) -> NodeState:
    """The state without children, which are inserted by themselves."""
    return NodeState(
        state.id, state.kind, state.heading, state.text, state.attributes, (), state.relations,
        state.printed_number, state.parent_unknown,
    )  # fmt: skip
