"""Finding the elements of a file in the text that it is compared with, and where to ask."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID, uuid4

from fortschrift.concepts import manuscript_drafts, repository
from fortschrift.concepts.actions.texts import latest_text
from fortschrift.concepts.manuscripts.identity import Doubt, Weighed
from fortschrift.concepts.manuscripts.manuscript import Place, lines_in
from fortschrift.concepts.manuscripts.placed import Placed
from fortschrift.concepts.manuscripts.proposals import Base, base_of
from fortschrift.concepts.manuscripts.tracking import Taken
from fortschrift.concepts.manuscripts.understanding import Understanding
from fortschrift.concepts.models import Change, ManuscriptDraft, Strand, Version, VersionText
from fortschrift.concepts.rendering.anchors import HEADING, TEXT, Anchor, read_anchor
from fortschrift.core.text import NodeId, Tree
from fortschrift.core.text.align import Alignment, align, identified
from fortschrift.core.text.align.reading import sort_of


@dataclass(frozen=True, slots=True)
class Reference:
    """The text that a file is compared with."""

    of: Strand | VersionText | None
    version: Version | None
    base: Change | None
    tree: Tree | None


def reference_of(draft: ManuscriptDraft, wanted: str) -> Reference:
    """Find the text that a file is compared with, ``version:<id>`` or ``strand:<id>``."""
    kind, _sign, key = wanted.partition(":")
    if draft.concept is None:
        return Reference(None, None, None, None)
    if kind == "strand":
        strand = draft.concept.strands.select_related("head", "outline").get(pk=key)
        return Reference(strand, None, strand.head, repository.load(strand).tree)
    if not key:  # the first version of a concept that was begun with a draft
        return Reference(None, None, None, manuscript_drafts.known_text(draft.concept))
    version = draft.concept.versions.get(pk=UUID(key))
    version.concept = draft.concept
    text = latest_text(version)
    if text is None:
        return Reference(None, version, None, manuscript_drafts.known_text(draft.concept))
    text.version = version
    return Reference(text, version, text.change, repository.load(text.manifest).tree)


def doubts_about(draft: ManuscriptDraft, wanted: str, taken: Taken) -> list[Doubt]:
    """List elements of a file that may be others than they seem."""
    reference = reference_of(draft, wanted).tree
    if reference is None:
        return []
    found = manuscript_drafts.understanding_of(draft)
    made = found.placed(found.resolved(taken), _mint)
    named = dict(_named(found, made, reference))
    tree = identified(reference, made.tree, Alignment(named))
    return _weighed(reference, tree, named, ()).doubts


def identified_in(
    found: Understanding, made: Placed, reference: Tree | None, parted: Sequence[str] = ()
) -> Base:
    """Give the elements of a text the identity that they have in another one.

    A file of ours names them itself; all others are known by what they say. ``parted`` names
    elements of the other one that this one does not have.
    """
    if reference is None:
        return base_of(made, made.tree, {})
    named = dict(_named(found, made, reference))
    tree = identified(reference, made.tree, Alignment(named))
    alignment = _weighed(reference, tree, named, parted).alignment
    pairs = {node: alignment.pairs.get(name, name) for node, name in named.items()}
    return base_of(made, identified(reference, tree, alignment), {**alignment.pairs, **pairs})


def _named(found: Understanding, made: Placed, reference: Tree) -> Iterator[tuple[NodeId, NodeId]]:
    """Pair nodes with those that the bookmarks in their lines name, each once."""
    anchors: dict[Place, list[Anchor]] = {}
    for line in lines_in(found.manuscript.blocks):
        anchors.setdefault(line.place, []).extend(filter(None, map(read_anchor, line.anchors)))
    taken: set[NodeId] = set()
    for state in made.tree:
        for anchor in anchors.get(made.places[state.id], ()):
            known = reference.nodes.get(anchor.node)
            if known is None or known.id in taken or sort_of(known.kind) != sort_of(state.kind):
                continue
            if anchor.part == (TEXT if state.text else HEADING):
                taken.add(known.id)
                yield state.id, known.id
                break


def _weighed(
    reference: Tree, tree: Tree, named: Mapping[NodeId, NodeId], parted: Sequence[str]
) -> Weighed:
    pairs = align(reference, tree).pairs
    return Weighed(
        reference, tree, pairs, certain=frozenset(named.values()),
        parted=frozenset(NodeId(UUID(each)) for each in parted),
    )  # fmt: skip


def _mint() -> NodeId:
    return NodeId(uuid4())
