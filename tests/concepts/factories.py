"""The smallest valid concepts, versions and texts, made through the acts that people use.

Texts are written as nested tuples ``(key, kind, words, *children)``: the key names the node for
ever, so that the same key in two texts is the same thing.
"""

from collections.abc import Iterable
from itertools import count
from typing import Any
from uuid import uuid5

from fortschrift.accounts.models import Municipality
from fortschrift.concepts import actions
from fortschrift.concepts.models import Change, Concept, Node, Strand, Version, VersionText
from fortschrift.core.text import (
    BLOCKS,
    AttributeType,
    Insert,
    Level,
    NodeId,
    NodeState,
    Numbering,
    Operation,
    Outline,
    Relate,
    Tree,
    inline,
)
from tests.accounts.factories import NOW, municipality, operator

_number = count(1)

OUTLINE = Outline(
    (
        Level("field", "Handlungsfeld", "Handlungsfelder", ("goal",), Numbering("{n}")),
        Level("goal", "Leitziel", "Leitziele", ("measure",), Numbering("{parent}.{n}")),
        Level(
            "measure", "Maßnahme", "Maßnahmen", (), Numbering("{parent}.{n}"),
            attributes=(
                AttributeType("responsible", "Zuständig"),
                AttributeType("partners", "Mitwirkende", "list"),
                AttributeType("cost", "Kosten", "money"),
                AttributeType("start", "Beginn", "date"),
            ),
            tracked=True,
        ),
    ),
    roots=("field",),
)  # fmt: skip

FIELD = ("bildung", "field", "Vorschulische und schulische Bildung")


def concept(town: Municipality | None = None, *, name: str = "Vielfalt leben") -> Concept:
    return actions.open_concept(
        town or municipality(), slug=f"konzept-{next(_number)}", name=name,
        kind="Integrationskonzept", actor=operator(), now=NOW,
    )  # fmt: skip


def version(of: Concept | None = None, *, label: str = "2011", **fields: Any) -> Version:
    return actions.bring_in_version(
        of or concept(), slug=fields.pop("slug", label), label=label,
        actor=operator(), now=NOW, **fields,
    )  # fmt: skip


def node_id(of: Concept, key: str) -> NodeId:
    """Give the identity of the node with this key in a concept; the root's key is empty."""
    return NodeId(uuid5(of.pk, key))


def node(of: Concept, key: str) -> Node:
    return Node.objects.get(pk=node_id(of, key))


def tree(of: Concept, *parts: tuple[Any, ...], outline: Outline = OUTLINE) -> Tree:
    """Build the text of a concept from nested tuples."""
    states = [state for part in parts for state in _states(of, part)]
    top = NodeState(
        node_id(of, ""), "concept", heading=inline(of.name),
        children=tuple(node_id(of, part[0]) for part in parts),
    )  # fmt: skip
    return Tree.of([top, *states], root=top.id, outline=outline)


def text(
    of: Version | None = None, *parts: tuple[Any, ...], completeness: str = "complete",
    **fields: Any,
) -> VersionText:  # fmt: skip
    """Bring in a text; the nodes' addresses are their keys and the concept's."""
    of = of or version()
    whole = tree(of.concept, *(parts or (FIELD,)), outline=fields.pop("outline", OUTLINE))
    return actions.bring_in_text(
        of, tree=whole, completeness=completeness, slugs=slugs(of.concept, parts or (FIELD,)),
        actor=operator(), now=NOW, **fields,
    )  # fmt: skip


def strand(of: Version | None = None, *, name: str = "Entwurf") -> Strand:
    return actions.begin_strand(of or text().version, name=name, actor=operator(), now=NOW)


def change(of: Strand, *operations: Operation, **fields: Any) -> Change:
    """Change the head of a strand as it stands now."""
    return actions.change_text(
        of, operations=operations, base=fields.pop("base", of.head_id), actor=operator(), now=NOW,
        **fields,
    )  # fmt: skip


def undo(of: Strand, taken_back: Change, **fields: Any) -> Change:
    """Take back a change of a strand as it stands now."""
    return actions.undo_change(
        of, change=taken_back, base=fields.pop("base", of.head_id), actor=operator(), now=NOW,
        **fields,
    )  # fmt: skip


def related_elsewhere(of: Concept, operations: Iterable[Operation]) -> None:
    """Let random relations lead to elements that the concept has outside the text."""
    for each in operations:
        states = each.states if isinstance(each, Insert) else ()
        targets = [target for state in states for _kind, target in state.relations]
        targets += [each.target] if isinstance(each, Relate) else []
        for target in targets:
            Node.objects.get_or_create(
                pk=target,
                defaults={"concept": of, "municipality": of.municipality, "slug": target.hex},
            )


def slugs(of: Concept, parts: tuple[Any, ...]) -> dict[NodeId, str]:
    """Give every keyed node the address ``<key>-<concept>``, the root that of the concept."""
    found = {node_id(of, ""): of.slug}
    pending = list(parts)
    while pending:
        key, _, _, *children = pending.pop()
        found[node_id(of, key)] = f"{key}-{of.slug}"
        pending.extend(children)
    return found


def _states(of: Concept, part: tuple[Any, ...]) -> list[NodeState]:
    key, kind, words, *children = part
    runs = inline(words) if isinstance(words, str) else words
    is_text = kind in BLOCKS and BLOCKS[kind].text
    state = NodeState(
        node_id(of, key), kind, heading=() if is_text else runs, text=runs if is_text else (),
        children=tuple(node_id(of, child[0]) for child in children),
    )  # fmt: skip
    return [state, *(below for child in children for below in _states(of, child))]
