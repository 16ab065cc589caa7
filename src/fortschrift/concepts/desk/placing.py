"""The text with the flow of one element written anew; who stays who is kept.

The flow is aligned by itself: below a root of its own old and new passages meet, those whose claim
holds by their id, the others by their words.  What the editor did not touch keeps its very state.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from fortschrift.concepts.desk.identity import believed
from fortschrift.concepts.desk.markup import as_read, is_header
from fortschrift.concepts.desk.passages import Flow, Passage, Written, cited_in, flow_of
from fortschrift.core.text import (
    BLOCKS,
    ROOT_KIND,
    InlineText,
    NodeId,
    NodeState,
    Tree,
    attributes,
    footnotes,
)
from fortschrift.core.text.align import identified

Mint = Callable[[], NodeId]
States = dict[NodeId, NodeState]


def rewritten(tree: Tree, element: NodeId, written: Written, mint: Mint) -> Tree:
    """Give the text in which the passages of an element are those that came back.

    Sub-elements stay where they are between the passages.  Notes that nothing cites any more go.
    """
    flow = flow_of(tree, element)
    old = _local(tree, element, flow)
    grown = _Growing(tree, flow, mint).grow(written)
    new = _with_notes(grown, element, tree, flow, written)
    aligned = identified(old, new)
    states = {state.id: _as_it_was(state, old, aligned) for state in _at_home(aligned, old)}
    return _put_back(tree, element, flow, states)


class _Growing:
    """Makes states of passages, under the identities that are believed."""

    def __init__(self, tree: Tree, flow: Flow, mint: Mint) -> None:
        self.tree, self.flow, self.mint = tree, flow, mint
        self.states: States = {}
        self.order: list[NodeId] = []

    def grow(self, written: Written) -> "_Growing":
        ids = believed(written.passages, self.flow)
        numbered = {
            id(passage): ids.get(number)
            for number, passage in enumerate(
                each for top in written.passages for each in top.walk()
            )
        }
        kept: set[NodeId] = set()
        for passage in written.passages:
            if (node := self._grown(passage, numbered, kept)) is not None:
                self.order.append(node)
        return self

    def _grown(
        self, passage: Passage, ids: Mapping[int, NodeId | None], kept: set[NodeId]
    ) -> NodeId | None:
        if passage.kept:
            return self._kept(passage.claims, kept)
        node = ids[id(passage)] or self.mint()
        children = (self._grown(child, ids, kept) for child in passage.children)
        self.states[node] = NodeState(
            node, passage.kind, passage.heading, passage.text, passage.attributes,
            tuple(child for child in children if child is not None),
        )  # fmt: skip
        return node

    def _kept(self, node: NodeId | None, kept: set[NodeId]) -> NodeId | None:
        """Take a block over as it stands, once, with all that is in it."""
        if node is None or node in kept or node in self.states:
            return None
        kept.add(node)
        self.states |= {state.id: state for state in self.tree.walk(node)}
        return node


def _local(tree: Tree, element: NodeId, flow: Flow) -> Tree:
    """Give the flow of an element as a text of its own."""
    tops = [state for state in tree.children(element) if state.kind in BLOCKS]
    root = NodeState(element, ROOT_KIND, children=tuple(state.id for state in tops))
    below = [state for top in tops for state in tree.walk(top.id)]
    return Tree.of([root, *below], root=element)


def _with_notes(grown: _Growing, element: NodeId, tree: Tree, flow: Flow, written: Written) -> Tree:
    """Let each note stand where it stood, a new one under the words that cite it first."""
    states, tops = dict(grown.states), list(grown.order)
    placed = {child for state in states.values() for child in state.children}
    was_cited = set(cited_in(tree, flow))
    for note, citing in _citations(states, tops, tree).items():
        known = flow.notes.get(note)
        if note in placed or (known is None and note not in written.notes):
            continue
        states |= _note_states(note, written.notes.get(note), known, tree)
        placed.add(note)
        if known is not None and tree.parent_of(note) == element:
            tops.append(note)
        else:
            states[citing] = replace(states[citing], children=(*states[citing].children, note))
    for note in flow.notes.keys() - was_cited - states.keys():
        states |= {state.id: state for state in tree.walk(note)}
        tops.append(note)  # a heading or a caption cites it, or nothing ever did
    root = NodeState(element, ROOT_KIND, children=tuple(tops))
    return Tree.of([root, *states.values()], root=element)


def _citations(
    states: Mapping[NodeId, NodeState], tops: Iterable[NodeId], tree: Tree
) -> dict[NodeId, NodeId]:
    """Give for each note that is cited who holds it: who did before, else who cites it first."""
    found: dict[NodeId, NodeId] = {}
    pending = list(tops)[::-1]
    while pending:
        state = states[pending.pop()]
        if state.kind == "note":
            continue
        for _, note in footnotes(state.text):
            if note not in found or (note in tree and tree.parent_of(note) == state.id):
                found[note] = state.id
        pending += reversed(state.children)
    return found


def _note_states(
    note: NodeId, text: InlineText | None, known: NodeState | None, tree: Tree
) -> States:
    """Give a note as it was written; one that is only cited says what it said."""
    if known is None:
        return {note: NodeState(note, "note", text=text or ())}
    below = {state.id: state for state in tree.walk(note)}
    if text is not None and text != as_read(known.text):
        below[note] = replace(known, text=text)
    return below


def _at_home(new: Tree, old: Tree) -> Iterator[NodeState]:
    """Give the states with each known note under whom it stood, if that one still cites it.

    Only now is it known who is who; before, a note went to the first words that cite it, and one
    that no words cite to the end.  With what it stood under that one is gone.
    """
    children = {state.id: list(state.children) for state in new}
    gone: set[NodeId] = set()
    for note in (each.id for each in new if each.kind == "note" and each.id in old):
        home, now = old.parent_of(note), new.parent_of(note)
        if home is None or now is None or home in (now, old.root):
            continue
        if home in new and note in _held_by(home, old, new):
            children[now].remove(note)
            children[home].append(note)
        elif home not in new and now == new.root:
            children[now].remove(note)
            gone |= {state.id for state in new.walk(note)}
    for state in new:
        if state.id not in gone:
            yield replace(state, children=_ordered(children[state.id], old, state.id))


def _held_by(node: NodeId, old: Tree, new: Tree) -> set[NodeId]:
    """Tell which notes a passage cites, by its words or by a caption that reads as it did."""
    cited = {note for _, note in footnotes(new[node].text)}
    if new[node].title == old[node].title:
        cited |= {note for _, note in footnotes(old[node].heading)}
    return cited


def _ordered(children: list[NodeId], old: Tree, node: NodeId) -> tuple[NodeId, ...]:
    """Keep notes among the blocks where they stood, if nothing else came or went."""
    before = old[node].children if node in old and node != old.root else ()
    is_note = {each for each in children if each in old and old[each].kind == "note"}
    blocks = [each for each in children if each not in is_note]
    if set(children) == set(before) and blocks == [each for each in before if each not in is_note]:
        return before
    return tuple(children)


def _as_it_was(state: NodeState, old: Tree, new: Tree) -> NodeState:
    """Keep of a passage what no editor shows, and its words where they read the same."""
    if state.id not in old or state.kind == ROOT_KIND:
        return state
    before = old[state.id]
    kept = replace(state, relations=before.relations, printed_number=before.printed_number)
    if before.kind != state.kind:
        return kept
    if as_read(before.text) == state.text:
        kept = replace(kept, text=before.text)
    if state.title == " ".join(before.title.split()):
        kept = replace(kept, heading=before.heading)
    if _seen(before, old) == _seen(state, new):
        return replace(kept, attributes=before.attributes)
    return kept


def _seen(state: NodeState, tree: Tree) -> object:
    """Give the attributes as an editor shows them: a row is a header row if all its cells are."""
    values = dict(state.attributes)
    if state.kind == "cell":
        parent = tree.parent_of(state.id)
        values["header"] = is_header(state) or (parent is not None and _heads(tree[parent], tree))
    elif state.kind == "row":
        values["header"] = _heads(state, tree)
    elif state.kind == "list" and state.attribute("ordered") is not True:
        values = {}
    return attributes(values)


def _heads(row: NodeState, tree: Tree) -> bool:
    cells = [each for each in tree.children(row.id) if each.kind == "cell"]
    return is_header(row) or (bool(cells) and all(map(is_header, cells)))


def _put_back(tree: Tree, element: NodeId, flow: Flow, states: Mapping[NodeId, NodeState]) -> Tree:
    """Put a new flow in the place of the old one."""
    tops = states[element].children
    nodes = {
        state.id: state
        for state in tree
        if state.id not in flow.states and state.id not in _all_notes(tree, flow)
    }
    nodes |= {node: state for node, state in states.items() if node != element}
    children = tuple(_interleaved(tree, element, states, tops))
    nodes[element] = replace(tree[element], children=children)
    return Tree(tree.root, nodes, tree.outline)


def _all_notes(tree: Tree, flow: Flow) -> set[NodeId]:
    return {state.id for note in flow.notes for state in tree.walk(note)}


def _interleaved(
    tree: Tree, element: NodeId, states: Mapping[NodeId, NodeState], tops: Sequence[NodeId]
) -> Iterator[NodeId]:
    """Order the children: passages in the order written, elements between the same passages."""
    before, elements = _stretches(tree, element)
    following = _followers(tree, element, states, tops)
    passages = [node for node in tops if states[node].kind != "note"]
    stretches: dict[int, list[NodeId]] = defaultdict(list)
    at = min((before[node] for node in passages if node in before), default=0)
    at = min([at, *before.values()]) if before else 0
    for node in passages:
        at = max(at, before.get(node, at))
        stretches[at] += (node, *following.pop(node, ()))
    loose = [note for notes in following.values() for note in notes]
    stretches[min(stretches, default=0)] += loose
    for number in range(len(elements) + 1):
        yield from stretches.get(number, ())
        yield from elements[number : number + 1]


def _stretches(tree: Tree, element: NodeId) -> tuple[dict[NodeId, int], list[NodeId]]:
    """Tell for each passage how many sub-elements stand before it; and list these."""
    before: dict[NodeId, int] = {}
    elements: list[NodeId] = []
    for child in tree.children(element):
        if child.kind not in BLOCKS:
            elements.append(child.id)
        elif child.kind != "note":
            before[child.id] = len(elements)
    return before, elements


def _followers(
    tree: Tree, element: NodeId, states: Mapping[NodeId, NodeState], tops: Sequence[NodeId]
) -> dict[NodeId, list[NodeId]]:
    """Give the notes that stand among the passages, by the passage that they follow."""
    left = {node for node in tops if states[node].kind == "note"}
    found: dict[NodeId, list[NodeId]] = defaultdict(list)
    last: NodeId | None = None
    for child in tree.children(element):
        if child.kind == "note":
            if child.id in left and last is not None:
                found[last].append(child.id)
                left.discard(child.id)
        elif child.kind in BLOCKS:
            last = child.id if child.id in states else None
    for note in (node for node in tops if node in left):
        found[tops[0]].append(note)
    return found
