"""What is new in a file that came back, or stands elsewhere: where to put it."""

from dataclasses import dataclass, field, replace

from fortschrift.concepts.manuscripts.blocks import Growing
from fortschrift.concepts.manuscripts.forms import title_in
from fortschrift.concepts.rendering.anchors import HEADING
from fortschrift.concepts.returning.building import Building
from fortschrift.concepts.returning.places import Met, Where, seen_in
from fortschrift.concepts.returning.rows import put_rows, table_of
from fortschrift.concepts.returning.saying import behind, text_of
from fortschrift.concepts.returning.seen import SeenLine, SeenTable
from fortschrift.core.text import NodeId, NodeState, may_stand_under
from fortschrift.core.text.blocks import BLOCKS, ROOT_KIND


def come(text: Building, moved: list[NodeId]) -> None:
    """Place what is new, and what was moved, in the order of the file."""
    _Coming(text, moved).come()


@dataclass
class _Coming:
    """Walks through the file and remembers what stands last: below what, where, in which list."""

    text: Building
    moved: list[NodeId]
    last: dict[NodeId, NodeId] = field(default_factory=dict)
    latest: dict[Where, NodeId] = field(default_factory=dict)
    items: list[tuple[int, NodeId]] = field(default_factory=list)
    levels: dict[int, str] = field(default_factory=dict)

    def come(self) -> None:
        """Place what is new or moved, in the order of the file."""
        whole: dict[int, list[NodeId]] = {}
        for node in self.moved:
            if node not in self.text.now.first and (met := self._first_in(node)):
                whole.setdefault(met.at, []).append(node)
        moved = {node for node in self.moved if self.text.base[node].kind not in ("row", "cell")}
        for met in self.text.now.met:
            for node in whole.get(met.at, ()):
                if node in moved and not self.text.is_placed(node):
                    self._put_moved(node, met)
            if met.node is None:
                self._put_new(met)
            elif met.node in moved and self.text.now.first[met.node] is met:
                self._put_moved(met.node, met)
            self._pass(met)
        for node in self.moved:  # what stands in no line: notes whose text is gone, empty lists
            if node in self.text.nodes and not self.text.is_placed(node):
                self._put_back(node)

    def _first_in(self, node: NodeId) -> Met | None:
        found = [
            self.text.now.first[each.id]
            for each in seen_in(self.text.base, self.text.base[node])
            if each.id in self.text.now.first
        ]
        return min(found, key=lambda met: met.at, default=None)

    def _pass(self, met: Met) -> None:
        """Note what stands last, so that what comes next is put behind it."""
        node = self.text.keys.get(met.key)
        if node is None or not self.text.is_placed(node):
            return
        if isinstance(met.seen, SeenLine) and met.seen.line.item is not None:
            depth = met.seen.line.item.depth
            self.items = [each for each in self.items if each[0] < depth]
            if self.text.nodes[node].kind == "list_item":
                self.items.append((depth, node))
        else:
            self.items = []
        is_heading = met.level is not None and met.node is not None
        self.latest[met.key if is_heading else met.where] = node
        above = self.text.parents.get(node)
        while above is not None:
            self.last[above] = node
            node, above = above, self.text.parents.get(above)

    def _put(self, node: NodeId, parent: NodeId) -> None:
        """Put a node behind the last one that was passed below this parent, else before all."""
        children = self.text.below.setdefault(parent, [])
        last = self.last.get(parent)
        first = next((at for at, each in enumerate(children) if self._is_seen(each)), len(children))
        children.insert(children.index(last) + 1 if last in children else first, node)
        self.text.parents[node] = parent
        self.last[parent] = node

    def _is_seen(self, node: NodeId) -> bool:
        return node not in self.text.base or self.text.at(node, self.text.now) is not None

    def _put_moved(self, node: NodeId, met: Met) -> None:
        kind = self.text.nodes[node].kind
        line = met.seen if isinstance(met.seen, SeenLine) else None
        if kind in ("paragraph", "list_item") and line is not None:
            kind = "list_item" if line.line.item is not None else "paragraph"
            self.text.nodes[node] = replace(self.text.nodes[node], kind=kind)
        item = line.line.item if line is not None else None
        if kind == "list_item" and line is not None:
            self._put_item(node, line, met.where)
        elif kind == "list" and item and (above := self._item_above(item.depth)):
            self._put(node, above)
        else:
            self._put(node, self._holder(kind, met.where))
        if self.text.nodes[node].parent_unknown and self.text.parents[node] != self.text.base.root:
            self.text.nodes[node] = replace(self.text.nodes[node], parent_unknown=False)

    def _item_above(self, depth: int) -> NodeId | None:
        """Find the item that a deeper list stands in."""
        return next((node for at, node in reversed(self.items) if at < depth), None)

    def _put_back(self, node: NodeId) -> None:
        kind = self.text.nodes[node].kind
        parent = self.text.base.parent_of(node)
        while parent is not None and not (
            parent in self.text.nodes
            and self.text.is_placed(parent)
            and may_stand_under(kind, self.text.nodes[parent].kind)
        ):
            parent = self.text.base.parent_of(parent)
        if parent is None:
            del self.text.nodes[node]
            return
        self.text.below.setdefault(parent, []).append(node)
        self.text.parents[node] = parent

    def _holder(self, kind: str, where: Where) -> NodeId:
        """Find what may hold a kind: what the last thing there stands in, or the thing itself."""
        inside = self.text.keys.get(where, self.text.base.root)
        last = self.latest.get(where, inside)
        is_block = self.text.nodes[last].kind in BLOCKS and last != inside
        node = self.text.parents.get(last) if is_block and kind in BLOCKS else inside
        while node is not None and not self._may_hold(kind, node, inside):
            node = self.text.parents.get(node)
        return self.text.base.root if node is None else node

    def _may_hold(self, kind: str, node: NodeId, inside: NodeId) -> bool:
        own = self.text.nodes[node].kind
        return may_stand_under(kind, own) and (own not in BLOCKS or node == inside)

    def _put_item(self, node: NodeId, line: SeenLine, where: Where) -> None:
        """Put an item into the list that it goes on, or into a new one."""
        item = line.line.item
        assert item is not None
        open_items = [each for each in self.items if each[0] <= item.depth]
        if open_items and open_items[-1][0] == item.depth:
            self._put(node, self.text.parents[open_items[-1][1]])
            return
        holder = open_items[-1][1] if open_items else self._holder("list", where)
        made = NodeState(self.text.mint(), "list")
        if item.ordered:
            made = replace(made, attributes=(("ordered", True),))
        self.text.nodes[made.id] = made
        self._put(made.id, holder)
        self._put(node, made.id)

    def _put_new(self, met: Met) -> None:
        seen_now = met.seen
        if isinstance(seen_now, SeenTable):
            self._put_table(met, seen_now)
        elif isinstance(seen_now, SeenLine):
            self._put_line(met, seen_now)
        else:
            for grown in self.text.blocks.flow([seen_now]):  # type: ignore[list-item]
                self._grow(grown, self._holder("image", met.where))

    def _put_line(self, met: Met, line: SeenLine) -> None:
        node = self.text.mint()
        self.text.keys[met.key] = node
        if met.level is not None and (level := self._level(met)):
            title = title_in(replace(line.line, words=line.words), self.text.names)
            begun = len(line.text.rstrip()) - len(title.text)
            words = behind(line.words, line.text[:begun]) or line.words
            self.text.nodes[node] = NodeState(
                node, level, text_of(words, self.text.note_in(node)),
                printed_number=title.number or None,
            )  # fmt: skip
            self._put(node, self._holder(level, met.where))
            return
        kind = "list_item" if line.line.item is not None else "paragraph"
        self.text.nodes[node] = NodeState(node, kind)
        if kind == "list_item":
            self._put_item(node, line, met.where)
        else:
            self._put(node, self._holder(kind, met.where))
        text = text_of(line.words, self.text.note_in(node))
        self.text.nodes[node] = replace(self.text.nodes[node], text=text)

    def _level(self, met: Met) -> str:
        """Tell of which level a new heading is: by its name, its rank, or what may stand there."""
        named = {level.singular: level.key for level in self.text.base.outline.levels}
        if isinstance(met.seen, SeenLine):
            title = title_in(replace(met.seen.line, words=met.seen.words), self.text.names)
            if title.name in named:
                return named[title.name]
        if not self.levels:
            for anchor, line in self.text.then.said.items():
                rank = line.line.level
                if (
                    anchor.part == HEADING
                    and rank
                    and self.text.base[anchor.node].kind not in BLOCKS
                ):
                    self.levels.setdefault(rank, self.text.base[anchor.node].kind)
        own = self.levels.get(met.level or 0)
        above = self.text.keys.get(met.where, self.text.base.root)
        kind = self.text.nodes[above].kind
        below = self.text.base.outline.may_contain(None if kind == ROOT_KIND else kind)
        return own or next(iter(below), "")

    def _grow(self, grown: Growing, parent: NodeId) -> None:
        self.text.take(grown)
        self._put(grown.id, parent)

    def _put_table(self, met: Met, seen: SeenTable) -> None:
        """Put a new table, or the rows and cells of one that is known."""
        grown = next(iter(self.text.blocks.flow([seen.table])))
        table = table_of(self.text, seen)
        if table is None and not any(cell.says for row in seen.rows for cell in row):
            return  # our own files have such a one where a table has lost all its cells
        if table is None:
            self._grow(grown, self._holder("table", met.where))
            return
        if not self.text.is_placed(table):
            self._put_moved(table, met)
        put_rows(self.text, table, seen, grown)
