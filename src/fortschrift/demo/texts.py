"""The texts of versions: from nested nodes in files to the text engine's tree."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from fortschrift.concepts.errors import text_fault
from fortschrift.core.text import (
    ROOT_KIND,
    AttributeType,
    AttributeValue,
    InlineText,
    Level,
    NodeError,
    NodeId,
    NodeState,
    Numbering,
    Outline,
    RefusedLink,
    TextError,
    Tree,
    attributes,
    inline,
)
from fortschrift.demo.faults import DemoFault
from fortschrift.demo.identity import node_identity
from fortschrift.demo.inline import inline_text, notes_in
from fortschrift.demo.schema import concepts as shape
from fortschrift.demo.schema.base import Strict
from fortschrift.demo.towns import Town


@dataclass(frozen=True, slots=True)
class BuiltText:
    """A tree, the address of each node, and the target groups its nodes name."""

    tree: Tree
    ids: Mapping[str, NodeId]
    slugs: Mapping[NodeId, str]
    target_groups: Mapping[str, tuple[NodeId, ...]]


def nodes_of(town: Town, file: str) -> Iterator[shape.Node]:
    """Walk all nodes of a text in document order, included files in their place."""
    for node in town.texts[file].text:
        yield from _walk(town, node)


def build(town: Town, file: str, *, title: str, root: str) -> BuiltText:
    """Make the tree of a text; ``root`` is the key of the concept, whose node is the root.

    Raises DemoFault with the line of the node that the engine refuses.
    """
    builder = _Builder(town, _outline(town, file))
    root_id = builder.id(root)
    children = builder.add_all(town.texts[file].text)
    head = NodeState(root_id, ROOT_KIND, heading=inline(title), children=children)
    tree = builder.tree(head)
    slugs = {root_id: root, **builder.slugs}
    return BuiltText(tree, builder.ids, slugs, builder.target_groups)


def build_part(
    town: Town, nodes: tuple[shape.Node, ...], outline: Outline
) -> tuple[list[tuple[NodeState, ...]], dict[str, NodeId], dict[NodeId, str]]:
    """Make the subtrees of nodes that come new into a text, with the ids and addresses of all.

    Raises DemoFault with the line of the node that the engine refuses.
    """
    builder = _Builder(town, outline)
    return [builder.below(top) for top in builder.add_all(nodes)], builder.ids, builder.slugs


def _walk(town: Town, node: shape.Node) -> Iterator[shape.Node]:
    if node.include:
        yield from nodes_of(town, node.include)
        return
    yield node
    for child in node.children:
        yield from _walk(town, child)


class _Builder:
    """Collects states while it walks; one instance for one text."""

    def __init__(self, town: Town, outline: Outline) -> None:
        self._town = town
        self._outline = outline
        self._states: dict[NodeId, NodeState] = {}
        self._nodes: dict[NodeId, shape.Node] = {}
        self.target_groups: dict[str, tuple[NodeId, ...]] = {}

    @property
    def slugs(self) -> dict[NodeId, str]:
        return {id: node.slug or str(node.key) for id, node in self._nodes.items()}

    @property
    def ids(self) -> dict[str, NodeId]:
        return {str(node.key): id for id, node in self._nodes.items()}

    def id(self, key: str) -> NodeId:
        return node_identity(self._town.name, key)

    def add_all(self, nodes: tuple[shape.Node, ...]) -> tuple[NodeId, ...]:
        """Add siblings; a note goes under the sibling that refers to it, as the engine has it."""
        ids: list[NodeId] = []
        for node in nodes:
            if node.include:
                ids.extend(self.add_all(self._town.texts[node.include].text))
            elif node.kind == "note":
                self._attach_note(node, ids)
            else:
                ids.append(self._add(node))
        return tuple(ids)

    def below(self, top: NodeId) -> tuple[NodeState, ...]:
        """Give a state and all below it, in document order."""
        return tuple(self._states[id] for id in self._below(top))

    def _add(self, node: shape.Node) -> NodeId:
        id = self.id(str(node.key))
        self._nodes[id] = node
        children = self.add_all(node.children)
        try:
            self._states[id] = NodeState(
                id,
                node.kind,
                heading=self._inline(node, "heading"),
                text=self._inline(node, "text"),
                attributes=attributes(self._attributes(node)),
                children=children,
                printed_number=node.printed_number,
                parent_unknown=node.parent_unknown,
            )
        except TextError as error:
            raise refused(node, error) from error
        for group in node.target_groups:
            self.target_groups[group] = (*self.target_groups.get(group, ()), id)
        return id

    def _attach_note(self, note: shape.Node, siblings: list[NodeId]) -> None:
        id = self._add(note)
        for sibling in reversed(siblings):
            for citing in self._below(sibling):
                if note.key in notes_in(self._nodes[citing].text):
                    state = self._states[citing]
                    self._states[citing] = replace(state, children=(*state.children, id))
                    return
        spot = note.spot
        raise spot.document.fault(spot.trail, _("Auf diese Fußnote verweist kein Text davor."))

    def _below(self, id: NodeId) -> Iterator[NodeId]:
        yield id
        for child in self._states[id].children:
            yield from self._below(child)

    def _inline(self, node: shape.Node, field: str) -> InlineText:
        try:
            return inline_text(getattr(node, field), self.id)
        except TextError as error:
            raise refused(node, error, field=field) from error

    def _attributes(self, node: shape.Node) -> dict[str, AttributeValue]:
        """Take over attributes; the files write money in euros, the engine counts cents."""
        level = self._outline.level(node.kind)
        values: dict[str, AttributeValue] = {}
        for key, value in node.attributes.items():
            kind = level.attribute(key) if level else None
            is_money = kind is not None and kind.type == "money" and isinstance(value, int)
            values[key] = value * 100 if is_money and isinstance(value, int) else value
        for key in ("header", "ordered"):
            flag = getattr(node, key)
            if flag is not None:
                values[key] = flag
        return values

    def tree(self, head: NodeState) -> Tree:
        """Join everything under the root, naming the node that stands wrongly."""
        try:
            return Tree.of([head, *self._states.values()], root=head.id, outline=self._outline)
        except TextError as error:
            node = self._nodes.get(getattr(error, "node", head.id))
            raise refused(node or self._town.texts[next(iter(self._town.texts))], error) from error


def refused(part: Strict, error: TextError, *, field: str = "") -> DemoFault:
    """Say where in the files the engine refused something, in the words the pages use."""
    if isinstance(error, RefusedLink):
        sentence = _("„{href}“ ist kein Link, den die Seiten öffnen.").format(href=error.href)
    else:
        sentence = " ".join(text_fault(error).messages)
    if isinstance(error, NodeError):
        unnamed = _("Das Element %(id)s") % {"id": error.node}
        sentence = sentence.replace(unnamed, f"„{getattr(part, 'key', '')}“")
    field = field or str(getattr(error, "field_name", "kind"))
    spot = part.spot
    return spot.document.fault((*spot.trail, field), sentence, field=field)


def _outline(town: Town, file: str) -> Outline:
    text = town.texts[file]
    if text.outline is None:
        if text.outline_from:
            return _outline(town, text.outline_from)
        spot = text.spot
        raise spot.document.fault(spot.trail, _("Dieses Feld fehlt."), field="outline")
    try:
        levels = tuple(_level(level) for level in text.outline.levels)
        return Outline(levels, roots=text.outline.roots)
    except TextError as error:
        raise refused(text.outline, error) from error


def _level(level: shape.Level) -> Level:
    return Level(
        level.key,
        level.singular,
        level.plural,
        level.may_contain,
        Numbering(level.numbering, level.numbering_scope),
        tuple(
            AttributeType(each.key, each.label, each.type, each.options, each.unit, each.required)
            for each in level.attributes
        ),
        level.tracked,
        level.binding_force,
        level.expects,
    )
