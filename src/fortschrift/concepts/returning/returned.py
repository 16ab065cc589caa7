"""The text of a file that came back: built on the text that went out.

What a reader of the file did not touch is taken from the text that went out, to the last mark;
what is new gets an id from `mint`. A paragraph that stands below another heading was moved, one
whose line is gone was struck, one without a name of ours is new.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from fortschrift.concepts.manuscripts.blocks import Blocks, Growing
from fortschrift.concepts.manuscripts.forms import title_in
from fortschrift.concepts.manuscripts.manuscript import Manuscript, Place, Words
from fortschrift.concepts.manuscripts.mapping import LevelMapping
from fortschrift.concepts.rendering.anchors import HEADING, TEXT, Anchor, part_of
from fortschrift.concepts.returning.places import (
    UNSEEN,
    Met,
    Places,
    Standing,
    Where,
    places,
    seen_in,
    standing,
)
from fortschrift.concepts.returning.saying import Unsaid, behind, same, text_of, value_of
from fortschrift.concepts.returning.seen import (
    SeenFile,
    SeenLine,
    SeenTable,
    Taken,
    everything,
    seen,
    settled,
)
from fortschrift.core.text import InlineText, NodeId, NodeState, Tree, may_stand_under, plain
from fortschrift.core.text.blocks import BLOCKS, ROOT_KIND, rules
from fortschrift.core.text.node import with_attribute


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
    then, now = settled(went_out, were_taken or taken), settled(came_back, taken)
    return _Return(base, seen(then), seen(now), now, mint).built()


@dataclass
class _Return:
    base: Tree
    file_then: SeenFile
    file_now: SeenFile
    manuscript: Manuscript
    mint: Callable[[], NodeId]
    nodes: dict[NodeId, NodeState] = field(default_factory=dict)
    below: dict[NodeId, list[NodeId]] = field(default_factory=dict)
    keys: dict[Where, NodeId] = field(default_factory=dict)
    levels: dict[int, str] = field(default_factory=dict)
    not_taken: list[Unsaid] = field(default_factory=list)

    def built(self) -> Returned:
        self.then = places(self.file_then, self.base)
        self.now = places(self.file_now, self.base)
        self.living = self._living()
        self.now = places(self.file_now, self.base, self.living)
        self.blocks = Blocks(self.manuscript, self.mint, "after")
        self.names = LevelMapping(self.base.outline).names
        self._stay()
        self._come()
        for node in self.living:
            self._say(node)
        states = [
            replace(state, children=tuple(self.below.get(node, ())))
            for node, state in self.nodes.items()
        ]
        self.not_taken += (Unsaid("", line.text) for line in self.now.strays if line.text.strip())
        tree = Tree.of(states, root=self.base.root, outline=self.base.outline)
        return Returned(tree, tuple(self.not_taken), dict(self._nodes_of_lines()))

    def _nodes_of_lines(self) -> Iterator[tuple[Place, NodeId]]:
        """Tell whose each line is: what was read like any file, what is new, what is known."""
        for node, place in self.blocks.places.items():
            yield place, node
        for met in self.now.met:
            if met.key in self.keys and isinstance(met.seen, SeenLine):
                yield met.seen.line.place, self.keys[met.key]
        for anchor, line in self.now.said.items():
            yield line.line.place, anchor.node
        for anchor, lines in self.now.values.items():
            yield from ((line.line.place, anchor.node) for line in lines)

    # ---- what is still there

    def _living(self) -> frozenset[NodeId]:
        """Find the nodes that still have a line, and those that never had one."""
        alive: set[NodeId] = set()
        for state in reversed(list(self.base)):
            if state.id == self.base.root or self._has_line(state) or self._holds(state, alive):
                alive.add(state.id)
        return self._with_living_parents(alive)

    def _has_line(self, state: NodeState) -> bool:
        if state.kind in BLOCKS or state.kind == ROOT_KIND:
            return state.id in self.now.first
        return Anchor(state.id, HEADING) in self.now.said

    def _holds(self, state: NodeState, alive: set[NodeId]) -> bool:
        """Tell whether what never had a line still holds something, or never did."""
        if state.id in self.then.first:
            return False
        return not state.children or any(child in alive for child in state.children)

    def _with_living_parents(self, alive: set[NodeId]) -> frozenset[NodeId]:
        """Leave out what never had a line and stood in something that is gone."""
        for state in self.base:
            parent = self.base.parent_of(state.id)
            unseen = state.id not in self.then.first
            if unseen and parent is not None and parent not in alive and not state.children:
                alive.discard(state.id)
        return frozenset(alive)

    # ---- where it stands

    def _stay(self) -> None:
        """Put the living nodes that stand where they stood where they stood."""
        self.moved: list[NodeId] = []
        for state in self.base:
            if state.id not in self.living:
                continue
            self.nodes[state.id] = replace(state, children=())
            self.keys[state.id] = state.id
            parent = self.base.parent_of(state.id)
            if parent is None:
                continue
            if parent in self.living and not self._is_moved(state, parent):
                self.below.setdefault(parent, []).append(state.id)
            else:
                self.moved.append(state.id)
        for parent in list(self.below):
            self._in_order_of_file(parent)

    def _is_moved(self, state: NodeState, parent: NodeId) -> bool:
        if state.kind in ("row", "cell"):  # they stand where their table does
            return False
        now, then = self._standing(state.id, self.now), self._standing(state.id, self.then)
        if now is None or self._looks_other(state.id):
            return now is not None
        above = self.base[parent]
        if above.kind in BLOCKS and then == self._standing(parent, self.then):
            return now != self._standing(parent, self.now)
        return now != then

    def _standing(self, node: NodeId, found: Places) -> Standing | None:
        return standing(self.base, node, found)

    def _looks_other(self, node: NodeId) -> bool:
        """Tell whether an item lost its sign or a paragraph got one."""
        if self.base[node].kind not in ("paragraph", "list_item"):
            return False
        line = self.now.said.get(Anchor(node, TEXT))
        was = self.then.said.get(Anchor(node, TEXT))
        return bool(line and was and (line.line.item is None) != (was.line.item is None))

    def _in_order_of_file(self, parent: NodeId) -> None:
        """Let those that have a place in the file change places, the others stay."""
        children = self.below[parent]
        now = {node: at for node in children if (at := self._at(node, self.now)) is not None}
        before = {node: self._at(node, self.then) or 0 for node in now}
        placed = sorted(now, key=lambda node: now[node])
        if placed == sorted(now, key=lambda node: before[node]):
            return
        in_turn = iter(placed)
        self.below[parent] = [next(in_turn) if node in now else node for node in children]

    def _at(self, node: NodeId, found: Places) -> int | None:
        """Give the place of a node in the file, or of the first that is in it."""
        met = found.first.get(node)
        if met is not None:
            return met.at
        inside = (
            found.first[each.id].at
            for each in seen_in(self.base, self.base[node])
            if each.id in found.first
        )
        return min(inside, default=None) if self.base[node].kind in UNSEEN else None

    # ---- what is new, or stands elsewhere

    def _come(self) -> None:
        """Place what is new or moved, in the order of the file."""
        whole: dict[int, list[NodeId]] = {}
        for node in self.moved:
            if node not in self.now.first and (met := self._first_in(node)):
                whole.setdefault(met.at, []).append(node)
        moved = {node for node in self.moved if self.base[node].kind not in ("row", "cell")}
        self.last: dict[NodeId, NodeId] = {}
        self.latest: dict[Where, NodeId] = {}
        self.items: list[tuple[int, NodeId]] = []
        for met in self.now.met:
            for node in whole.get(met.at, ()):
                if node in moved and not self._is_placed(node):
                    self._put_moved(node, met)
            if met.node is None:
                self._put_new(met)
            elif met.node in moved and self.now.first[met.node] is met:
                self._put_moved(met.node, met)
            self._pass(met)
        for node in self.moved:  # what stands in no line: notes whose text is gone, empty lists
            if node in self.nodes and not self._is_placed(node):
                self._put_back(node)

    def _first_in(self, node: NodeId) -> Met | None:
        found = [
            self.now.first[each.id]
            for each in seen_in(self.base, self.base[node])
            if each.id in self.now.first
        ]
        return min(found, key=lambda met: met.at, default=None)

    def _pass(self, met: Met) -> None:
        """Note what stands last, so that what comes next is put behind it."""
        node = self.keys.get(met.key)
        if node is None or not self._is_placed(node):
            return
        if isinstance(met.seen, SeenLine) and met.seen.line.item is not None:
            depth = met.seen.line.item.depth
            self.items = [each for each in self.items if each[0] < depth]
            if self.nodes[node].kind == "list_item":
                self.items.append((depth, node))
        else:
            self.items = []
        is_heading = met.level is not None and met.node is not None
        self.latest[met.key if is_heading else met.where] = node
        above = self._parents.get(node)
        while above is not None:
            self.last[above] = node
            node, above = above, self._parents.get(above)

    @cached_property
    def _parents(self) -> dict[NodeId, NodeId]:
        """Give the parent of each node that has a place; asked for when all that stay have one."""
        return {child: parent for parent, children in self.below.items() for child in children}

    def _is_placed(self, node: NodeId) -> bool:
        return node == self.base.root or node in self._parents

    def _put(self, node: NodeId, parent: NodeId) -> None:
        """Put a node behind the last one that was passed below this parent, else before all."""
        children = self.below.setdefault(parent, [])
        last = self.last.get(parent)
        first = next((at for at, each in enumerate(children) if self._is_seen(each)), len(children))
        children.insert(children.index(last) + 1 if last in children else first, node)
        self._parents[node] = parent
        self.last[parent] = node

    def _is_seen(self, node: NodeId) -> bool:
        return node not in self.base or self._at(node, self.now) is not None

    def _put_moved(self, node: NodeId, met: Met) -> None:
        kind = self.nodes[node].kind
        line = met.seen if isinstance(met.seen, SeenLine) else None
        if kind in ("paragraph", "list_item") and line is not None:
            kind = "list_item" if line.line.item is not None else "paragraph"
            self.nodes[node] = replace(self.nodes[node], kind=kind)
        item = line.line.item if line is not None else None
        if kind == "list_item" and line is not None:
            self._put_item(node, line, met.where)
        elif kind == "list" and item and (above := self._item_above(item.depth)):
            self._put(node, above)
        else:
            self._put(node, self._holder(kind, met.where))
        if self.nodes[node].parent_unknown and self._parents[node] != self.base.root:
            self.nodes[node] = replace(self.nodes[node], parent_unknown=False)

    def _item_above(self, depth: int) -> NodeId | None:
        """Find the item that a deeper list stands in."""
        return next((node for at, node in reversed(self.items) if at < depth), None)

    def _put_back(self, node: NodeId) -> None:
        kind = self.nodes[node].kind
        parent = self.base.parent_of(node)
        while parent is not None and not (
            parent in self.nodes
            and self._is_placed(parent)
            and may_stand_under(kind, self.nodes[parent].kind)
        ):
            parent = self.base.parent_of(parent)
        if parent is None:
            del self.nodes[node]
            return
        self.below.setdefault(parent, []).append(node)
        self._parents[node] = parent

    def _holder(self, kind: str, where: Where) -> NodeId:
        """Find what may hold a kind: what the last thing there stands in, or the thing itself."""
        inside = self.keys.get(where, self.base.root)
        last = self.latest.get(where, inside)
        is_block = self.nodes[last].kind in BLOCKS and last != inside
        node = self._parents.get(last) if is_block and kind in BLOCKS else inside
        while node is not None and not self._may_hold(kind, node, inside):
            node = self._parents.get(node)
        return self.base.root if node is None else node

    def _may_hold(self, kind: str, node: NodeId, inside: NodeId) -> bool:
        own = self.nodes[node].kind
        return may_stand_under(kind, own) and (own not in BLOCKS or node == inside)

    def _put_item(self, node: NodeId, line: SeenLine, where: Where) -> None:
        """Put an item into the list that it goes on, or into a new one."""
        item = line.line.item
        assert item is not None
        open_items = [each for each in self.items if each[0] <= item.depth]
        if open_items and open_items[-1][0] == item.depth:
            self._put(node, self._parents[open_items[-1][1]])
            return
        holder = open_items[-1][1] if open_items else self._holder("list", where)
        made = NodeState(self.mint(), "list")
        if item.ordered:
            made = replace(made, attributes=(("ordered", True),))
        self.nodes[made.id] = made
        self._put(made.id, holder)
        self._put(node, made.id)

    def _put_new(self, met: Met) -> None:
        seen_now = met.seen
        if isinstance(seen_now, SeenTable):
            self._put_table(met, seen_now)
        elif isinstance(seen_now, SeenLine):
            self._put_line(met, seen_now)
        else:
            for grown in self.blocks.flow([seen_now]):  # type: ignore[list-item]
                self._grow(grown, self._holder("image", met.where))

    def _put_line(self, met: Met, line: SeenLine) -> None:
        node = self.mint()
        self.keys[met.key] = node
        if met.level is not None and (level := self._level(met)):
            title = title_in(replace(line.line, words=line.words), self.names)
            begun = len(line.text.rstrip()) - len(title.text)
            words = behind(line.words, line.text[:begun]) or line.words
            self.nodes[node] = NodeState(
                node, level, text_of(words, self._note_in(node)),
                printed_number=title.number or None,
            )  # fmt: skip
            self._put(node, self._holder(level, met.where))
            return
        kind = "list_item" if line.line.item is not None else "paragraph"
        self.nodes[node] = NodeState(node, kind)
        if kind == "list_item":
            self._put_item(node, line, met.where)
        else:
            self._put(node, self._holder(kind, met.where))
        text = text_of(line.words, self._note_in(node))
        self.nodes[node] = replace(self.nodes[node], text=text)

    def _level(self, met: Met) -> str:
        """Tell of which level a new heading is: by its name, its rank, or what may stand there."""
        named = {level.singular: level.key for level in self.base.outline.levels}
        if isinstance(met.seen, SeenLine):
            title = title_in(replace(met.seen.line, words=met.seen.words), self.names)
            if title.name in named:
                return named[title.name]
        if not self.levels:
            for anchor, line in self.then.said.items():
                rank = line.line.level
                if anchor.part == HEADING and rank and self.base[anchor.node].kind not in BLOCKS:
                    self.levels.setdefault(rank, self.base[anchor.node].kind)
        own = self.levels.get(met.level or 0)
        above = self.keys.get(met.where, self.base.root)
        kind = self.nodes[above].kind
        below = self.base.outline.may_contain(None if kind == ROOT_KIND else kind)
        return own or next(iter(below), "")

    def _put_table(self, met: Met, seen_table: SeenTable) -> None:
        """Put a new table, or the rows and cells of one that is known."""
        rows = [[self._cell_of(cell.lines) for cell in row] for row in seen_table.rows]
        known = [cell for row in rows for cell in row if cell]
        grown = next(iter(self.blocks.flow([seen_table.table])))
        if not known:
            self._grow(grown, self._holder("table", met.where))
            return
        table = self._table_of(known[0])
        if not self._is_placed(table):
            self._put_moved(table, met)
        before: NodeId | None = None
        for cells, new, seen_row in zip(rows, grown.children, seen_table.rows, strict=True):
            if any(cells) or any(cell.says for cell in seen_row):
                before = self._put_row(table, cells, new, before)

    def _put_row(
        self, table: NodeId, cells: list[NodeId | None], new: Growing, before: NodeId | None
    ) -> NodeId:
        """Put the cells of a row into the one they were in, or into a new one."""
        row = next((self._row_of(cell) for cell in cells if cell), None)
        if row is None:
            self._grow_behind(new, table, before)
            return new.id
        if self._parents.get(row) != table:
            self._put_behind(row, table, before)
        last: NodeId | None = None
        for cell, grown in zip(cells, new.children, strict=False):
            if cell is None:
                self._grow_behind(grown, row, last)
            elif self._parents.get(cell) != row:
                self._put_behind(cell, row, last)
            last = cell or grown.id
        return row

    def _cell_of(self, lines: tuple[SeenLine, ...]) -> NodeId | None:
        anchors = (anchor for line in lines for anchor in line.anchors)
        return next(
            (
                anchor.node
                for anchor in anchors
                if anchor.node in self.living
                and self.base[anchor.node].kind == "cell"
                and self.now.said.get(anchor) in lines
            ),
            None,
        )

    def _row_of(self, cell: NodeId) -> NodeId:
        row = self.base.parent_of(cell)
        assert row is not None
        return row

    def _table_of(self, cell: NodeId) -> NodeId:
        table = self.base.parent_of(self._row_of(cell))
        assert table is not None
        return table

    def _put_behind(self, node: NodeId, parent: NodeId, before: NodeId | None) -> None:
        """Take a node from where it is and put it behind another one."""
        above = self._parents.get(node)
        if above is not None:
            self.below[above].remove(node)
        children = self.below.setdefault(parent, [])
        children.insert(children.index(before) + 1 if before in children else 0, node)
        self._parents[node] = parent

    def _grow_behind(self, grown: Growing, parent: NodeId, before: NodeId | None) -> None:
        self._take(grown)
        self._put_behind(grown.id, parent, before)

    def _grow(self, grown: Growing, parent: NodeId) -> None:
        self._take(grown)
        self._put(grown.id, parent)

    def _take(self, grown: Growing) -> None:
        """Take in a subtree that was read like that of any file."""
        for state in grown.states():
            self.nodes[state.id] = replace(state, children=())
            self.below[state.id] = list(state.children)
            self._parents.update(dict.fromkeys(state.children, state.id))

    # ---- what it says

    def _say(self, node: NodeId) -> None:
        """Let a node say what its lines say now."""
        state = self.nodes.get(node)
        if state is None:
            return
        for part in (HEADING, TEXT):
            state = self._part(state, Anchor(node, part))
        if node in self.then.sheets or node in self.now.sheets:
            state = self._values(state)
        self.nodes[node] = state

    def _part(self, state: NodeState, anchor: Anchor) -> NodeState:
        was, now = self.then.said.get(anchor), self.now.said.get(anchor)
        if was is None:
            return state if now is None else self._first_said(state, anchor, now)
        if now is not None and same(was, now, self._note_then, self._note_now):
            return state
        if anchor.part == HEADING:
            return self._heading(state, was, now)
        text = self._text(state, was, now, state.text)
        return replace(state, text=text)

    def _first_said(self, state: NodeState, anchor: Anchor, now: SeenLine) -> NodeState:
        """Let a node say something that it was silent about."""
        is_heading = anchor.part == HEADING
        if is_heading and not rules(state.kind).heading:
            return replace(state, printed_number=now.text.strip() or None)
        said = text_of(now.words, self._note_in(state.id))
        if not is_heading and not rules(state.kind).text:
            return state
        return replace(state, heading=said) if is_heading else replace(state, text=said)

    def _text(
        self, state: NodeState, was: SeenLine, now: SeenLine | None, before: InlineText
    ) -> InlineText:
        if now is None:
            return ()
        start = _before(was.text, plain(before))
        words = behind(now.words, start) or now.words
        return text_of(words, self._note_in(state.id), before)

    def _heading(self, state: NodeState, was: SeenLine, now: SeenLine | None) -> NodeState:
        if not rules(state.kind).heading:  # what may have none shows its number there
            return replace(state, printed_number=now.text.strip() or None if now else None)
        if now is None:
            return replace(state, heading=())
        start = _before(was.text, plain(state.heading))
        words = behind(now.words, start)
        if words is not None or not start:
            heading = text_of(words or now.words, self._note_in(state.id), state.heading)
            return replace(state, heading=heading)
        title = title_in(replace(now.line, words=now.words), self.names)
        begun = len(now.text.rstrip()) - len(title.text)
        rest = behind(now.words, now.text[:begun]) or now.words
        heading = text_of(rest, self._note_in(state.id), state.heading)
        return replace(state, heading=heading, printed_number=title.number or None)

    @cached_property
    def _valued(self) -> dict[NodeId, list[Anchor]]:
        """Give what each element tells in a sheet, in either file."""
        found: dict[NodeId, list[Anchor]] = {}
        for anchor in dict.fromkeys((*self.then.values, *self.now.values)):
            found.setdefault(anchor.node, []).append(anchor)
        return found

    def _values(self, state: NodeState) -> NodeState:
        """Let an element tell what the rows of its sheet tell now."""
        level = self.base.outline.level(state.kind)
        known = {part_of(each.key): each for each in (level.attributes if level else ())}
        keys = {part: each.key for part, each in known.items()}
        keys |= {part_of(key): key for key, _ in self.base[state.id].attributes}
        for anchor in self._valued.get(state.id, ()):
            key = keys.get(anchor.part)
            was, now = (each.values.get(anchor, ()) for each in (self.then, self.now))
            said = [line.text for line in now]
            if not key or [line.text for line in was] == said:
                continue
            value = value_of(said, state.attribute(key), known.get(anchor.part))
            if isinstance(value, Unsaid):
                self.not_taken.append(Unsaid(value.label or key, value.text))
            else:
                state = replace(state, attributes=with_attribute(state.attributes, key, value))
        return state

    # ---- notes

    def _note_then(self, key: str) -> Where:
        return self.then.notes.get(key, key)

    def _note_now(self, key: str) -> Where:
        return self.now.notes.get(key, key)

    def _note_in(self, holder: NodeId) -> Callable[[str], NodeId | None]:
        """Give the node of a note; one that is new is put below the node whose text calls it."""

        def note(key: str) -> NodeId | None:
            where = self.now.notes.get(key)
            if where in self.nodes:
                return self.keys.get(where)
            _, grown = self.blocks.inline([_call(key)])
            if not grown:
                return None
            self._take(grown[0])
            parent = self._note_holder(holder)
            self.below.setdefault(parent, []).append(grown[0].id)
            self._parents[grown[0].id] = parent
            return grown[0].id

        return note

    def _note_holder(self, node: NodeId) -> NodeId:
        above: NodeId | None = node
        while above is not None and not may_stand_under("note", self.nodes[above].kind):
            above = self._parents.get(above)
        return self.base.root if above is None else above


def _before(said: str, text: str) -> str:
    """Give what a line of ours says in front of the text."""
    return said[: len(said) - len(text)] if text and said.endswith(text) else ""


def _call(key: str) -> Words:
    return Words("", note=key)
