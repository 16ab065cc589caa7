"""Rows for the nodes of a text: identities come in from outside, addresses stay for ever."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence, Set

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from fortschrift.accounts.journal import Entry
from fortschrift.accounts.models import slug_validator
from fortschrift.concepts import repository
from fortschrift.concepts.misfits import name_of
from fortschrift.concepts.models import Concept, Node
from fortschrift.concepts.models import NodeState as StateRow
from fortschrift.core.text import (
    NODE,
    Insert,
    NodeId,
    NodeState,
    Operation,
    Relate,
    Split,
    Tree,
    digest,
)

#: Digits of a node's id that make the address of one for which no slug was given.
_DIGITS = 12

Slugs = Mapping[NodeId, str]


def take_in_nodes(
    entry: Entry, concept: Concept, tree: Tree, nodes: Iterable[NodeId], slugs: Slugs
) -> None:
    """Make rows for those of the nodes that are new.

    Raises ValidationError for an identity that belongs to another concept, and for an address
    that is taken or no address; addresses of known nodes do not change.
    """
    wanted = list(nodes)
    known = repository.known_nodes(wanted)
    for node, owner in known.items():
        if owner != concept.pk:
            raise _foreign(tree[node].title or node)
    new = {node: slugs.get(node) or node.hex[:_DIGITS] for node in wanted if node not in known}
    _check_slugs(concept, list(new.values()))
    repository.store_nodes(entry, concept, new)


def check_identities(
    concept: Concept,
    operations: Sequence[Operation],
    base: Tree,
    *,
    own: Collection[NodeId] = (),
) -> None:
    """Refuse to give what is new the identity of something else (P10); at most 2 queries.

    Undoing and taking over bring the same thing back and are not asked.  By hand it can be
    brought back word for word; with other words it would be another thing.  ``own`` are those that
    the same matter has made before.  Raises ValidationError that names the element.
    """
    inserted = {
        state.id: state for each in operations if isinstance(each, Insert) for state in each.states
    }
    parts = {each.new for each in operations if isinstance(each, Split)}
    known = repository.known_nodes((inserted.keys() | parts) - base.nodes.keys() - set(own))
    for node, owner in known.items():
        if owner != concept.pk:
            raise _foreign(node)
    again = {node for node in inserted if node in known or node in base.nodes}
    said = _ever_said(inserted[node] for node in again)
    for node in again | (parts & known.keys()):
        if node not in said:
            raise ValidationError(
                _("„%(node)s“ steht schon für etwas anderes; Neues braucht eine eigene Kennung.")
                % {"node": node},
                code="known_node",
            )


def check_relations(concept: Concept, operations: Sequence[Operation], base: Tree) -> None:
    """Refuse relations to what is no other element of the municipality; 1 query if any leads out.

    A target stands in the text, stood in one before, belongs to another concept of the same
    municipality, or is made by the same operations.  Raises ValidationError that names both ends.
    """
    here = base.nodes.keys() | {node for each in operations for node in new_in(each)}
    out = _leading_out((pair for each in operations for pair in _related_by(each)), here, base)
    known = repository.nodes_of(concept.municipality, out) if out else set()
    for target, node in out.items():
        if target not in known:
            raise _no_target(node, target, base)


def check_relations_in(concept: Concept, tree: Tree) -> None:
    """Refuse relations of a whole text to elements of another municipality; 2 queries at most.

    What is not known yet may be brought in later.  Raises like `check_relations`.
    """
    related = ((state.id, target) for state in tree for _kind, target in state.relations)
    out = _leading_out(related, tree.nodes.keys(), tree)
    known = repository.known_nodes(out).keys() if out else set()
    own = repository.nodes_of(concept.municipality, known) if known else set()
    for target in known - own:
        raise _no_target(out[target], target, tree)


def _leading_out(
    related: Iterable[tuple[NodeId, NodeId]], here: Set[NodeId], base: Tree
) -> dict[NodeId, NodeId]:
    """Give who is related to what stands elsewhere, by target."""
    out: dict[NodeId, NodeId] = {}
    for node, target in related:
        if node == target:
            raise ValidationError(
                _("%(node)s: Ein Element steht nicht in Beziehung zu sich selbst.")
                % {"node": name_of(node, base)},
                code="own_target",
            )
        if target not in here:
            out[target] = node
    return out


def _no_target(node: NodeId, target: NodeId, base: Tree) -> ValidationError:
    return ValidationError(
        _("%(node)s: Das Element %(target)s, zu dem eine Beziehung bestehen soll,"
          " gibt es hier nicht.")
        % {"node": name_of(node, base), "target": target},
        code="unknown_target",
    )  # fmt: skip


def new_in(operation: Operation) -> list[NodeId]:
    """Give the identities that an operation brings in."""
    if isinstance(operation, Insert):
        return [state.id for state in operation.states]
    return [operation.new] if isinstance(operation, Split) else []


def _related_by(operation: Operation) -> Iterator[tuple[NodeId, NodeId]]:
    if isinstance(operation, Relate):
        yield operation.node, operation.target
    elif isinstance(operation, Insert):
        for state in operation.states:
            yield from ((state.id, target) for _kind, target in state.relations)


def _ever_said(states: Iterable[NodeState]) -> set[NodeId]:
    """Tell which of these states their nodes have had at some time."""
    digests = {digest(NODE.to_bytes(state)): state.id for state in states}
    rows = StateRow.objects.filter(digest__in=digests, node__in=digests.values())
    return {
        NodeId(node) for node, said in rows.values_list("node", "digest") if digests[said] == node
    }


def _foreign(node: object) -> ValidationError:
    return ValidationError(
        _("„%(node)s“ gehört zu einem anderen Konzept und kann hier nicht stehen.") % {"node": node}
    )


def _check_slugs(concept: Concept, slugs: list[str]) -> None:
    for slug in slugs:
        slug_validator(slug)
    twice = [slug for slug, times in Counter(slugs).items() if times > 1]
    taken = Node.objects.filter(municipality=concept.municipality_id, slug__in=slugs)
    for slug in twice or taken.values_list("slug", flat=True)[:1]:
        raise ValidationError(
            {"slug": _("Die Adresse „%(slug)s“ hat schon ein anderes Element.") % {"slug": slug}}
        )
