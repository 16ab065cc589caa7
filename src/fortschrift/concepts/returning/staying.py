"""What of a text is still in a file that came back, and what stands where it stood."""

from dataclasses import replace

from fortschrift.concepts.rendering.anchors import HEADING, TEXT, Anchor
from fortschrift.concepts.returning.building import Building
from fortschrift.concepts.returning.pictures import is_picture
from fortschrift.concepts.returning.places import Places, standing
from fortschrift.core.text import NodeId, NodeState, Tree
from fortschrift.core.text.blocks import BLOCKS, ROOT_KIND


def living_in(base: Tree, then: Places, now: Places) -> frozenset[NodeId]:
    """Find the nodes that still have a line, and those that never had one."""
    alive: set[NodeId] = set()
    for state in reversed(list(base)):
        if state.id == base.root or _has_line(state, then, now) or _holds(state, alive, then):
            alive.add(state.id)
    return _with_living_parents(base, alive, then)


def _has_line(state: NodeState, then: Places, now: Places) -> bool:
    said = then.said.get(Anchor(state.id, TEXT))
    if state.kind == "image" and said is not None and is_picture(said.line):
        return Anchor(state.id, TEXT) in now.said  # a caption alone is no picture
    if state.kind in BLOCKS or state.kind == ROOT_KIND:
        return state.id in now.first
    return Anchor(state.id, HEADING) in now.said


def _holds(state: NodeState, alive: set[NodeId], then: Places) -> bool:
    """Tell whether what never had a line still holds something, or never did."""
    if state.id in then.first:
        return False
    return not state.children or any(child in alive for child in state.children)


def _with_living_parents(base: Tree, alive: set[NodeId], then: Places) -> frozenset[NodeId]:
    """Leave out what never had a line and stood in something that is gone."""
    for state in base:
        parent = base.parent_of(state.id)
        unseen = state.id not in then.first
        if unseen and parent is not None and parent not in alive and not state.children:
            alive.discard(state.id)
    return frozenset(alive)


def stay(text: Building) -> list[NodeId]:
    """Put the living nodes that stand where they stood there; give those that stand elsewhere."""
    moved: list[NodeId] = []
    for state in text.base:
        if state.id not in text.living:
            continue
        text.nodes[state.id] = replace(state, children=())
        text.keys[state.id] = state.id
        parent = text.base.parent_of(state.id)
        if parent is None:
            continue
        if parent in text.living and not _is_moved(text, state, parent):
            text.below.setdefault(parent, []).append(state.id)
        else:
            moved.append(state.id)
    for parent in list(text.below):
        _in_order_of_file(text, parent)
    return moved


def _is_moved(text: Building, state: NodeState, parent: NodeId) -> bool:
    if state.kind in ("row", "cell"):  # they stand where their table does
        return False
    now, then = standing(text.base, state.id, text.now), standing(text.base, state.id, text.then)
    if now is None or _looks_other(text, state.id):
        return now is not None
    above = text.base[parent]
    if above.kind in BLOCKS and then == standing(text.base, parent, text.then):
        return now != standing(text.base, parent, text.now)
    return now != then


def _looks_other(text: Building, node: NodeId) -> bool:
    """Tell whether an item lost its sign or a paragraph got one."""
    if text.base[node].kind not in ("paragraph", "list_item"):
        return False
    line = text.now.said.get(Anchor(node, TEXT))
    was = text.then.said.get(Anchor(node, TEXT))
    return bool(line and was and (line.line.item is None) != (was.line.item is None))


def _in_order_of_file(text: Building, parent: NodeId) -> None:
    """Let those that have a place in the file change places, the others stay."""
    children = text.below[parent]
    now = {node: at for node in children if (at := text.at(node, text.now)) is not None}
    before = {node: text.at(node, text.then) or 0 for node in now}
    placed = sorted(now, key=lambda node: now[node])
    if placed == sorted(now, key=lambda node: before[node]):
        return
    in_turn = iter(placed)
    text.below[parent] = [next(in_turn) if node in now else node for node in children]
