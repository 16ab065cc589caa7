"""What nodes say while operations are folded: words, values and relations, beside the base."""

from dataclasses import replace
from typing import Any

from fortschrift.core.text.blocks import rules
from fortschrift.core.text.composition.flow import Flows, Untold
from fortschrift.core.text.composition.places import Places
from fortschrift.core.text.effects.composing import composed_apart
from fortschrift.core.text.effects.effect import (
    KIND,
    OUTLINE,
    Exchange,
    TextField,
    TextKey,
    ValueKey,
    attribute,
    attribute_of,
)
from fortschrift.core.text.errors import FieldName, Stale, WrongField
from fortschrift.core.text.ids import NodeId
from fortschrift.core.text.node import AttributeValue, same_value, with_attribute
from fortschrift.core.text.outline import Outline
from fortschrift.core.text.runs import InlineText, cut, length
from fortschrift.core.text.splices import Splices, misfit, spliced
from fortschrift.core.text.tree import Tree


class Sayings(Places):
    """What nodes say after the operations folded so far, where it is not what the base says."""

    def __init__(self, base: Tree) -> None:
        """Begin with nothing done."""
        super().__init__(base)
        self.flows = Flows(lambda node: base[node].text)
        self.headings: dict[NodeId, Splices] = {}
        self.values: dict[ValueKey, Exchange] = {}
        self.relations: dict[tuple[NodeId, str, NodeId], bool] = {}

    def reword(self, node: NodeId, name: TextField, splices: Splices) -> None:
        """Replace words; raises UnknownNode, Stale, Untold."""
        self.check(node)
        kind = self.value(node, KIND)
        if not getattr(rules(kind), name):
            raise WrongField(node, kind, name)
        if node in self.fresh:
            text = getattr(self.fresh[node], name)
            _check_words(node, name, text, splices)
            self.say(node, **{name: spliced(text, splices)})
        elif name == "text":
            self.flows.substitute(node, splices)
        elif node in self.parts:
            raise Untold
        else:
            before = self.headings.get(node, ())
            _check_words(node, name, spliced(self.base[node].heading, before), splices)
            self.headings[node] = composed_apart(before, splices)

    def exchange(self, node: NodeId, name: FieldName, old: object, new: object) -> None:
        """Change the kind or the number as printed; raises UnknownNode, RootTouched, Stale."""
        self.check(node)
        if name == KIND:
            self.check_no_root(node)
        found = self.value(node, name)
        if found != old:
            raise Stale(node, name, old, found)
        if node in self.fresh:
            self.say(node, **{name: new})
        else:
            self.set((node, name), old, new)

    def set_attribute(
        self, node: NodeId, key: str, old: AttributeValue | None, new: AttributeValue | None
    ) -> None:
        """Set an attribute; raises UnknownNode, Stale."""
        self.check(node)
        found = self.value(node, attribute(key))
        if not same_value(old, found):
            raise Stale(node, "attributes", old, found)
        if node in self.fresh:
            self.say(node, attributes=with_attribute(self.fresh[node].attributes, key, new))
        else:
            self.set((node, attribute(key)), old, new)

    def relate(self, node: NodeId, kind: str, target: NodeId, *, added: bool) -> None:
        """Add a relation or take it away; raises UnknownNode, Stale."""
        self.check(node)
        present = (kind, target) in self.relations_of(node)
        if present == added:
            raise Stale(node, "relations", () if added else (kind, target), self.relations_of(node))
        if node in self.fresh:
            others = {each for each in self.fresh[node].relations if each != (kind, target)}
            changed = {*others, (kind, target)} if added else others
            self.say(node, relations=tuple(sorted(changed)))
        elif self.relations.pop((node, kind, target), None) is None:
            self.relations[node, kind, target] = added

    def change_outline(self, old: Outline, new: Outline) -> None:
        """Replace the outline; raises Stale."""
        root = self.base.root
        before = self.values.get((root, OUTLINE))
        found = self.base.outline if before is None else before.new
        if found != old:
            raise Stale(root, "outline", old, found)
        self.set((root, OUTLINE), old, new)

    def forget(self, node: NodeId) -> None:
        """Drop all that is known of a node that is taken out."""
        if self.fresh.pop(node, None) is None:
            self.gone.add(node)
        self.moved.pop(node, None)
        self.flows.forget(node)
        self.headings.pop(node, None)
        self.values = {key: value for key, value in self.values.items() if key[0] != node}
        self.relations = {key: added for key, added in self.relations.items() if key[0] != node}
        self.kids[node] = []

    def texts(self) -> dict[TextKey, Splices]:
        """Give what is replaced in each text; what several steps put into one gap is apart."""
        texts: dict[TextKey, Splices] = {
            (node, "text"): splices for node, splices in self.flows.splices().items()
        }
        texts |= {(node, "heading"): splices for node, splices in self.headings.items() if splices}
        return texts

    def text(self, node: NodeId) -> InlineText:
        """Give a text as it is now, where no text is said to be split or joined."""
        if node in self.fresh:
            return self.fresh[node].text
        return spliced(self.base[node].text, self.flows.splices().get(node, ()))

    def value(self, node: NodeId, name: str) -> Any:
        if (node, name) in self.values:
            return self.values[node, name].new
        key = attribute_of(name)
        if node in self.parts and node not in self.fresh:
            return self.base[self.parts[node]].kind if name == KIND else None
        state = self.fresh.get(node) or self.base[node]
        return getattr(state, name) if key is None else state.attribute(key)

    def relations_of(self, node: NodeId) -> set[tuple[str, NodeId]]:
        state = self.fresh.get(node) or self.base.nodes.get(node)
        found = set(state.relations) if state else set()
        for (where, kind, target), added in self.relations.items():
            if where == node:
                (found.add if added else found.discard)((kind, target))
        return found

    def set(self, key: ValueKey, old: Any, new: Any) -> None:
        """Note a value; what ends as it began is no change."""
        first = self.values[key].old if key in self.values else old
        if same_value(first, new):
            self.values.pop(key, None)
        else:
            self.values[key] = Exchange(first, new)

    def say(self, node: NodeId, **said: Any) -> None:
        self.fresh[node] = replace(self.fresh[node], **said)


def _check_words(node: NodeId, name: FieldName, text: Any, splices: Splices) -> None:
    wrong = misfit(text, splices)
    if wrong is not None:
        total = length(text)
        found = cut(text, min(wrong.start, total), min(wrong.end, total))
        raise Stale(node, name, wrong.old, found, wrong.start)
