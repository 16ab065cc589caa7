"""Acts that begin from nothing: a draft without text, a concept with such a draft."""

from datetime import datetime
from uuid import UUID, uuid4

from django.utils.translation import gettext_lazy as _

from fortschrift.accounts.journal import Entry, action, database_now
from fortschrift.accounts.models import Municipality, User
from fortschrift.accounts.results import require
from fortschrift.concepts import repository
from fortschrift.concepts.actions.concepts import open_concept
from fortschrift.concepts.actions.landing import operations_text
from fortschrift.concepts.actions.naming import free_address
from fortschrift.concepts.actions.nodes import take_in_nodes
from fortschrift.concepts.models import Change, Concept, Node, Strand
from fortschrift.concepts.permissions import may_edit_text
from fortschrift.core.text import ROOT_KIND, NodeId, NodeState, Outline, Tree, inline
from fortschrift.core.text.origins.carried import first_origins


@action(_("{actor} hat für „{concept}“ den Entwurf „{name}“ ohne Text begonnen."))
def begin_draft(
    entry: Entry,
    concept: Concept,
    *,
    name: str,
    outline: Outline,
    actor: User | None,
    now: datetime,
    id: UUID | None = None,
    root: NodeId | None = None,
) -> Strand:
    """Begin a draft with nothing but the concept itself and the outline it is to follow.

    Its first change is a root change that places the bare root, so no version has to have a text.
    A concept that has texts keeps the root they share; ``root`` is for one that has none, ``id``
    is the change's.  Raises ValidationError for a name that another draft has.
    """
    require(may_edit_text(actor, concept.municipality))
    repository.hold(concept)
    slug = free_address(concept, name)
    top = repository.root_of(concept) or root or NodeId(uuid4())
    bare = NodeState(top, ROOT_KIND, heading=inline(concept.name))
    change = _begin(entry, concept, Tree.of([bare], root=top, outline=outline), id, actor)
    entry.tell(concept=concept, name=name)
    return entry.create(
        Strand, concept=concept, name=name, slug=slug, head=change, begun_at=change,
        outline=change.outline, states=change.placed,
    )  # fmt: skip


@action(_("{actor} hat das Konzept „{name}“ mit dem leeren Entwurf „{draft}“ begonnen."))
def begin_concept(
    entry: Entry,
    municipality: Municipality,
    *,
    slug: str,
    name: str,
    kind: str,
    outline: Outline,
    draft: str,
    actor: User | None,
    now: datetime,
    summary: str = "",
) -> Strand:
    """Open a concept and begin its first draft, in one act: an empty concept helps nobody."""
    concept = open_concept(
        municipality, slug=slug, name=name, kind=kind, summary=summary,
        phase=Concept.Phase.DRAFTING, actor=actor, now=now,
    )  # fmt: skip
    strand = begin_draft(concept, name=draft, outline=outline, actor=actor, now=now)
    entry.tell(name=name, draft=draft)
    return strand


def _begin(
    entry: Entry, concept: Concept, tree: Tree, id: UUID | None, actor: User | None
) -> Change:
    """Write the root change of a text that is nothing but its root."""
    pk = id or uuid4()
    take_in_nodes(entry, concept, tree, tree.nodes, root_address(concept, tree.root))
    origins = first_origins(tree, pk)
    keys = repository.store_states(entry, pk, tree, origins)
    change = entry.create(
        Change, id=pk, concept=concept, operations=operations_text(()),
        placed=repository.listed(keys.values()),
        outline=repository.store_outline(entry, concept, tree.outline),
        kind=Change.Kind.EDIT, actor=actor, recorded=database_now(),
    )  # fmt: skip
    repository.store_places(entry, {}, origins)
    return change


def root_address(concept: Concept, root: NodeId) -> dict[NodeId, str]:
    """Let the root have the concept's address, unless some element has it already."""
    nodes = Node.objects.filter(municipality=concept.municipality_id, slug=concept.slug)
    return {} if nodes.exists() else {root: concept.slug}
