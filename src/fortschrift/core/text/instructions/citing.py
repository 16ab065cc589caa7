"""How passages are cited while a list of changes goes on: by the text before all of them.

Who has the printed text in hand counts in it, whatever the changes before have struck or
put in. Only what came with the list has no number there: it is cited as "Absatz 3 (neu)",
elements by the number they have when the sentence is carried out, blocks by the one they
would have then if nothing had been struck.
"""

from fortschrift.core.text.blocks import BLOCKS
from fortschrift.core.text.ids import NodeId
from fortschrift.core.text.instructions.naming import Citation, Names
from fortschrift.core.text.instructions.passage import Passage
from fortschrift.core.text.instructions.recounted import History
from fortschrift.core.text.node import NodeState
from fortschrift.core.text.runs import inline
from fortschrift.core.text.tree import Tree

_NEW = " (neu)"


class Cited(Names):
    """The names in a text that a list of changes has reached, by its base."""

    def __init__(self, tree: Tree, base: Names, history: History) -> None:
        """Take the text as it is now, the names in the base, and what was told before."""
        super().__init__(tree)
        self._base = base
        self._history = history

    def heading(self, node: NodeId) -> Passage:
        """Give a heading, counted as in the base."""
        first, now = self.first(node).heading, self.state(node).heading
        return self._history.passage(node, "heading", first, now)

    def text(self, node: NodeId) -> Passage:
        """Give a text, counted as in the base."""
        first, now = self.first(node).text, self.state(node).text
        return self._history.passage(node, "text", first, now)

    def value(self, node: NodeId, key: str) -> Passage:
        """Give an attribute that is a text, counted as in the base."""
        first, now = (each.attribute(key) for each in (self.first(node), self.state(node)))
        text = inline(str(now))
        was = inline(first) if isinstance(first, str) else text
        return self._history.passage(node, f"attribute {key}", was, text)

    def __contains__(self, node: object) -> bool:
        """Tell whether a passage can be cited."""
        return node in self._base or super().__contains__(node)

    def first(self, node: NodeId) -> NodeState:
        """Give what a node said in the base; one that is new says only what it says now."""
        return self._base.state(node) if node in self._base else self.state(node)

    def stays(self, node: NodeId) -> bool:
        """Tell whether a node stands under the parent that it has in the base."""
        return node in self._base and self._base.parent(node) == self.parent(node)

    def came(self, node: NodeId) -> bool:
        """Tell whether a node stands under another parent than in the base."""
        return node in self._base and self._base.parent(node) != self.parent(node)

    def cite(self, node: NodeId) -> Citation:
        """Cite a node by the base, what is new by what it stands in."""
        parts: list[str] = []
        state = self.first(node)
        while state.kind in BLOCKS and state.id not in self._base:
            parts.append(self.part(state.id))
            state = self.first(self.parent(state.id) or node)
        inner = " ".join(reversed(parts))
        if state.id not in self._base:
            return Citation(self.element(state.id), inner)
        above = self._base.cite(state.id)
        is_top = not above.element or (state.kind in BLOCKS and not above.inner)
        if is_top:
            return Citation(" ".join(filter(None, (above.element, inner))))
        return Citation(above.element, " ".join(filter(None, (above.inner, inner))))

    def part(self, node: NodeId) -> str:
        """Cite a block within what it stands in."""
        return self._base.part(node) if node in self._base else self.counted(node) + _NEW

    def number(self, node: NodeId) -> int:
        """Count a block behind those that stand before it in the base, struck or not."""
        kind, last, others = self.state(node).kind, 0, 0
        for sibling in self.children(self.parent(node) or node):
            if sibling.kind == kind:
                known = self.stays(sibling.id) and self.first(sibling.id).kind == kind
                last = max(last, self._base.number(sibling.id)) if known else last
                others += not known
            if sibling.id == node:
                break
        return last + others

    def element(self, node: NodeId) -> str:
        """Name an element so that no other one is meant."""
        return self._base.element(node) if node in self._base else super().element(node)

    def _told_apart(self, name: str) -> str:
        return name + _NEW
