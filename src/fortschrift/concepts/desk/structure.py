"""What can be done to the structure of a text at one element, as operations.

What is offered follows the outline: an element goes only where a level of its own, or one the
outline allows there, may stand; what it becomes there, all below it becomes with it. Blocks and
elements share the lists of children; "up" and "down" mean among the elements.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from fortschrift.core.text import (
    BLOCKS,
    ChangeKind,
    InlineText,
    Insert,
    Level,
    Move,
    NodeId,
    NodeState,
    Operation,
    Place,
    Repeal,
    SetAttribute,
    Tree,
)

Step = Literal["up", "down", "indent", "outdent"]
Where = Literal["before", "after", "below"]
STEPS: tuple[Step, ...] = get_args(Step)
WHERES: tuple[Where, ...] = get_args(Where)
Operations = tuple[Operation, ...]


class NotOffered(ValueError):
    """The outline, or the place, leaves no room for this step."""


@dataclass(frozen=True, slots=True)
class Addable:
    """A level that an element of may be put at a place."""

    where: Where
    level: Level


def addable(tree: Tree, element: NodeId) -> list[Addable]:
    """List what may be added before, after and below an element; below the root on top."""
    found = [Addable("below", each) for each in allowed(tree, element)]
    parent = tree.parent_of(element)
    if parent is not None:
        beside = allowed(tree, parent)
        found = [*(Addable("after", each) for each in beside),
                 *(Addable("before", each) for each in beside), *found]  # fmt: skip
    return found


def allowed(tree: Tree, parent: NodeId) -> list[Level]:
    """List the levels that may stand under an element; all where the outline names none on top."""
    outline = tree.outline
    if parent != tree.root:
        keys = outline.may_contain(tree[parent].kind)
    else:
        keys = outline.roots or tuple(level.key for level in outline.levels)
    return [level for key in keys if (level := outline.level(key)) is not None]


def added(tree: Tree, element: NodeId, where: Where, state: NodeState) -> Operations:
    """Put a new element before, after or at the end below another one; raises NotOffered."""
    offered = {(each.where, each.level.key) for each in addable(tree, element)}
    if (where, state.kind) not in offered:
        raise NotOffered
    return (Insert(place_at(tree, element, where), (state,)),)


def place_at(tree: Tree, element: NodeId, where: Where, *, moving: NodeId | None = None) -> Place:
    """Give the place before, after or at the end below an element, for one that may stand there.

    Siblings are counted without the one that is moved.
    """
    if where == "below":
        rest = [child for child in tree[element].children if child != moving]
        return Place(element, rest[-1] if rest else None)
    parent = tree.parent_of(element)
    if parent is None:
        raise NotOffered
    rest = [child for child in tree[parent].children if child != moving]
    at = rest.index(element) + (where == "after")
    return Place(parent, rest[at - 1] if at else None)


def stepped(tree: Tree, element: NodeId, step: Step) -> Operations:
    """Move an element one step; raises NotOffered where there is none."""
    target, where = _target(tree, element, step)
    return moved(tree, element, target, where)


def steps(tree: Tree, element: NodeId) -> set[Step]:
    """Tell which steps an element can take."""
    found: set[Step] = set()
    for step in STEPS:
        try:
            stepped(tree, element, step)
        except NotOffered:
            continue
        found.add(step)
    return found


def _target(tree: Tree, element: NodeId, step: Step) -> tuple[NodeId, Where]:
    parent = tree.parent_of(element)
    if parent is None:
        raise NotOffered
    siblings = [child.id for child in elements_below(tree, parent)]
    at = siblings.index(element)
    if step == "up" and at > 0:
        return siblings[at - 1], "before"
    if step == "down" and at + 1 < len(siblings):
        return siblings[at + 1], "after"
    if step == "indent" and at > 0:
        return siblings[at - 1], "below"
    if step == "outdent" and parent != tree.root:
        return parent, "after"
    raise NotOffered


def moved(tree: Tree, element: NodeId, target: NodeId, where: Where) -> Operations:
    """Move an element to a place beside or below another one; raises NotOffered.

    Where its level may not stand there, it and what is below it become what may.
    """
    if element in (tree.root, target) or element in tree.upwards(target):
        raise NotOffered
    place = place_at(tree, target, where, moving=element)
    if place == tree.place_of(element) and not tree[element].parent_unknown:
        raise NotOffered
    if place.parent == tree.parent_of(element):
        return (Move(element, place),)  # where it stands already it may stand, outline or not
    kinds = tuple(_kinds(tree, element, allowed(tree, place.parent)))
    return (Move(element, place), *kinds)


def _kinds(tree: Tree, element: NodeId, levels: Sequence[Level]) -> Iterator[ChangeKind]:
    """Say what an element and those below become under a parent that may hold these levels."""
    state = tree[element]
    keys = [level.key for level in levels]
    if not keys or tree.outline.level(state.kind) is None:
        raise NotOffered
    if state.kind in keys:
        return  # what stands below stood well, or ill, before
    yield ChangeKind(element, state.kind, keys[0])
    below = elements_below(tree, element)
    inner = [
        level
        for key in tree.outline.may_contain(keys[0])
        if (level := tree.outline.level(key)) is not None
    ]
    for child in below:
        yield from _kinds(tree, child.id, inner)


def other_levels(tree: Tree, element: NodeId) -> list[Level]:
    """List the levels that an element can become where it stands, with all that is below it."""
    parent = tree.parent_of(element)
    if parent is None or tree.outline.level(tree[element].kind) is None:
        return []
    own = tree[element].kind
    return [
        level for level in allowed(tree, parent)
        if level.key != own and _fits(tree, element, [level])
    ]  # fmt: skip


def relevelled(tree: Tree, element: NodeId, key: str) -> Operations:
    """Make an element one of another level where it stands; raises NotOffered."""
    level = next((each for each in other_levels(tree, element) if each.key == key), None)
    if level is None:
        raise NotOffered
    return tuple(_kinds(tree, element, [level]))


def _fits(tree: Tree, element: NodeId, levels: Sequence[Level]) -> bool:
    try:
        tuple(_kinds(tree, element, levels))
    except NotOffered:
        return False
    return True


def elements_below(tree: Tree, parent: NodeId) -> list[NodeState]:
    """List the elements directly under a node, blocks aside."""
    return [child for child in tree.children(parent) if child.kind not in BLOCKS]


def targets(tree: Tree, element: NodeId) -> list[tuple[NodeState, int, frozenset[Where]]]:
    """List where an element can go: a node, how deep it stands, on which sides of it.

    Whether it may stand under a parent is asked once for each parent.
    """
    own = tree.parent_of(element)
    fits: dict[NodeId, bool] = {}
    found: list[tuple[NodeState, int, frozenset[Where]]] = []
    pending: list[tuple[NodeState, int]] = [(tree[tree.root], 0)]
    while pending:
        state, depth = pending.pop()
        if state.id == element:
            continue
        fits[state.id] = state.id == own or _may_go(tree, element, state.id)
        parent = tree.parent_of(state.id)
        sides: list[Where] = ["below"] if fits[state.id] else []
        if parent is not None and fits[parent]:
            sides += ["before", "after"]
        if own in (state.id, parent):  # only here it may stand at that place already
            sides = [side for side in sides if _leads_elsewhere(tree, element, state.id, side)]
        if sides:
            found.append((state, depth, frozenset(sides)))
        below = elements_below(tree, state.id)
        pending.extend((child, depth + 1) for child in reversed(below))
    return found


def _may_go(tree: Tree, element: NodeId, parent: NodeId) -> bool:
    return _fits(tree, element, allowed(tree, parent))


def _leads_elsewhere(tree: Tree, element: NodeId, target: NodeId, where: Where) -> bool:
    try:
        moved(tree, element, target, where)
    except NotOffered:
        return False
    return True


def struck(tree: Tree, element: NodeId) -> Operations:
    if element == tree.root:
        raise NotOffered
    return (Repeal(element),)


def parts_of(tree: Tree, element: NodeId) -> list[NodeState]:
    """List the children at which an element can be parted: all but the first, notes aside."""
    children = [child for child in tree.children(element) if child.kind != "note"]
    return children[1:]


def parted(
    tree: Tree, element: NodeId, start: NodeId, new: NodeId, heading: InlineText
) -> Operations:
    """Part an element: what stands from a child on goes to a new one of the same level after it.

    Raises NotOffered where there is nothing to part.
    """
    if element == tree.root or start not in {child.id for child in parts_of(tree, element)}:
        raise NotOffered
    children = tree[element].children
    going = children[children.index(start) :]
    insert = Insert(
        place_at(tree, element, "after"), (NodeState(new, tree[element].kind, heading),)
    )
    return (insert, *_moves(going, new, None))


def following(tree: Tree, element: NodeId) -> NodeState | None:
    """Give the next element beside one, if it is of the same level."""
    parent = tree.parent_of(element)
    if parent is None:
        return None
    siblings = elements_below(tree, parent)
    at = [each.id for each in siblings].index(element) + 1
    fits = at < len(siblings) and siblings[at].kind == tree[element].kind
    return siblings[at] if fits else None


def united(tree: Tree, element: NodeId, new: NodeId) -> Operations:
    """Unite an element with the next one of its level: all that one holds goes to the first.

    Its heading goes; a wording of its own becomes a paragraph (`new`), attributes fill what the
    first one does not say, lists of names are laid together.  Raises NotOffered without a next one.
    """
    other = following(tree, element)
    if other is None or other.relations:
        raise NotOffered
    first = tree[element]
    blocks = [child.id for child in tree.children(other.id) if child.kind in BLOCKS]
    own = [child.id for child in tree.children(element) if child.kind in BLOCKS]
    last = own[-1] if own else None
    said: list[Operation] = []
    if other.text:
        said.append(Insert(Place(element, last), (NodeState(new, "paragraph", text=other.text),)))
        last = new
    said += _moves(blocks, element, last)
    lowest = [child.id for child in elements_below(tree, element)]
    after = lowest[-1] if lowest else (blocks[-1] if blocks else last)
    said += _moves([child.id for child in elements_below(tree, other.id)], element, after)
    said += _attributes(first, other)
    return (*said, Repeal(other.id))


def _moves(nodes: Sequence[NodeId], parent: NodeId, after: NodeId | None) -> Iterator[Move]:
    """Move nodes one behind the other."""
    for node in nodes:
        yield Move(node, Place(parent, after))
        after = node


def _attributes(first: NodeState, other: NodeState) -> Iterator[SetAttribute]:
    for key, value in other.attributes:
        own = first.attribute(key)
        if own is None:
            yield SetAttribute(first.id, key, None, value)
        elif isinstance(own, tuple) and isinstance(value, tuple):
            both = tuple(dict.fromkeys((*own, *value)))
            if both != own:
                yield SetAttribute(first.id, key, own, both)


def lost_by_uniting(tree: Tree, element: NodeId) -> list[str]:
    """List the keys of attributes that the second of two united elements says otherwise."""
    other = following(tree, element)
    if other is None:
        return []
    first = tree[element]
    return [
        key
        for key, value in other.attributes
        if first.attribute(key) not in (None, value)
        and not (isinstance(value, tuple) and isinstance(first.attribute(key), tuple))
    ]
