"""A text under work while operations are folded: what they reshape, and what comes of it all.

The counterpart of `draft`, which holds the whole text. `places` knows where nodes stand,
`sayings` what they say; both look at the base for all that no operation has touched.
"""

from fortschrift.core.text.blocks import DIVISIBLE
from fortschrift.core.text.composition.flow import Untold
from fortschrift.core.text.composition.placing import Placing, present
from fortschrift.core.text.composition.sayings import Sayings
from fortschrift.core.text.effects.effect import KIND, Effect, Exchange, ValueKey
from fortschrift.core.text.errors import DuplicateNode, Stale, WrongPlace, WrongValue
from fortschrift.core.text.ids import NodeId
from fortschrift.core.text.node import NodeState
from fortschrift.core.text.operations import Join, Split
from fortschrift.core.text.runs import cut, joined, length
from fortschrift.core.text.splices import Splice, in_order
from fortschrift.core.text.tree import Place, Tree


class Folding(Sayings):
    """What operations have done so far; `position` counts the one being folded."""

    def __init__(self, base: Tree, *, reshaping: bool = True) -> None:
        """Begin with nothing done; without `reshaping` no text is said to be split or joined."""
        super().__init__(base)
        self.reshaping = reshaping
        self.position = 0

    def repeal(self, node: NodeId) -> None:
        """Take a subtree out; raises UnknownNode, RootTouched, Untold."""
        self.check_no_root(node)
        self.detach(node)
        for each in tuple(self.below(node)):
            if each in self.parts or each in self.flows.breaks or each in self.ended.values():
                raise Untold
            self.forget(each)

    def split(self, operation: Split) -> None:
        """Split a text; raises UnknownNode, DuplicateNode, WrongPlace, Stale, Untold."""
        node, new = operation.node, operation.new
        self.check(node)
        if self.is_here(new):
            raise DuplicateNode(new)
        self._check_divisible(node)
        slots, going = self.children(node), operation.children
        children = present(slots)
        if tuple(children[max(len(children) - len(going), 0) :]) != going:
            raise WrongPlace(going[0], node, "not_last")
        if not self.reshaping:
            self._part(operation)
            return
        if node in self.fresh or new in self.base:
            raise Untold
        rest = slots.index(going[0]) if going else len(slots)
        if node in self.ended.values() and (slots or node in self.moved):
            raise Untold  # whose children go along, or what else has moved with it, is not told
        source = self.parts[new] = self.flows.split(node, operation.at, operation.gap, new).source
        for other in self.ended:
            self.ended[other] = self.flows.seams[other].node
        kind = self.value(node, KIND)
        if kind != self.base[source].kind:
            self.values[new, KIND] = Exchange(self.base[source].kind, kind)
        self.attach(new, Place(self.parent(node), node))
        self.kids[node], self.kids[new] = slots[:rest], slots[rest:]
        self.parents.update(dict.fromkeys(going, new))

    def join(self, operation: Join) -> None:
        """Join two texts; raises UnknownNode, WrongPlace, Untold."""
        node, other = operation.node, operation.other
        self.check(node)
        self.check(other)
        self._check_divisible(node)
        self._check_divisible(other)
        if self.place(other).after != node or self.parent(node) != self.parent(other):
            raise WrongPlace(other, self.parent(other), "not_next")
        if self.value(node, KIND) != self.value(other, KIND):
            raise Stale(other, "kind", self.value(node, KIND), self.value(other, KIND))
        if self.value(other, "printed_number") is not None or self.relations_of(other):
            raise WrongValue(other, "printed_number", "")
        if self.is_unknown(node) != self.is_unknown(other):
            raise WrongPlace(other, self.parent(other), "unknown_but_placed")
        if not self.reshaping:
            self._append(operation)
            return
        if {node, other} & self.fresh.keys() or other in self.parts:
            raise Untold
        if node in self.parts and (self.children(node) or self.children(other)):
            raise Untold
        self.flows.join(node, other, operation.gap)
        self.ended[other] = node
        self.detach(other)
        joining = self.children(other)
        self.children(node).extend(joining)
        self.parents.update(dict.fromkeys(present(joining), node))

    def effect(self) -> Effect:
        """Tell what was done, relative to the base; raises Untold."""
        self.flows.check_breaks()
        shape = Placing(
            self.base,
            self.kids,
            self.moved,
            self.fresh,
            self.parts,
            self.flows.breaks,
            self.flows.seams,
        ).shape()
        apart = self.texts()
        texts = {key: in_order(splices) for key, splices in apart.items()}
        return Effect(
            texts=texts,
            pieces={key: each for key, each in apart.items() if len(each) > len(texts[key])},
            breaks=shape.breaks,
            seams=dict(self.flows.seams),
            values={**self.values, **self._kinds_of_joined()},
            relations=dict(self.relations),
            repealed=frozenset(self.topmost_gone()),
            placed=shape.placed,
            moved=shape.moved,
            fresh=shape.fresh,
        )

    def _part(self, operation: Split) -> None:
        """Split a text by striking its end and putting that into a new node."""
        node, new, text = operation.node, operation.new, self.text(operation.node)
        behind = operation.at + length(operation.gap)
        struck = cut(text, operation.at, length(text))
        if cut(struck, 0, min(length(operation.gap), length(struck))) != operation.gap:
            raise Stale(node, "text", operation.gap, struck, operation.at)
        if struck:
            self.reword(node, "text", (Splice(operation.at, struck),))
        kind, rest = self.value(node, KIND), cut(text, behind, length(text))
        state = NodeState(new, kind, text=rest, parent_unknown=self.is_unknown(node))
        self.insert(Place(self.parent(node), node), (state,))
        self.bring(operation.children, new, None)

    def _append(self, operation: Join) -> None:
        """Join two texts by adding the words of the one that is taken out."""
        node, other = operation.node, operation.other
        words = joined(operation.gap, self.text(other))
        if words:
            self.reword(node, "text", (Splice(length(self.text(node)), (), words),))
        last = present(self.children(node))
        self.bring(present(self.children(other)), node, last[-1] if last else None)
        self.repeal(other)

    def _kinds_of_joined(self) -> dict[ValueKey, Exchange]:
        """Let what ends in another text become what that one becomes."""
        kinds: dict[ValueKey, Exchange] = {}
        for other, seam in self.flows.seams.items():
            was, becomes = self.base[other].kind, self.value(seam.node, KIND)
            if becomes not in DIVISIBLE:
                raise Untold
            if was != becomes:
                kinds[other, KIND] = Exchange(was, becomes)
        return kinds

    def _check_divisible(self, node: NodeId) -> None:
        """Raise where a text could not be split or joined as it stands in the base.

        A text that only becomes a paragraph by these operations is told by what comes out.
        """
        if self.value(node, KIND) not in DIVISIBLE:
            raise WrongPlace(node, None, "indivisible")
        if node in self.fresh or not self.reshaping:
            return
        if self.base[self.parts.get(node, node)].kind not in DIVISIBLE:
            raise Untold
