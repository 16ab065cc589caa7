"""Reads on drafts: which there are, what one says now, how it came about."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from django.db.models import QuerySet

from fortschrift.accounts.models import Municipality
from fortschrift.concepts import repository
from fortschrift.concepts.ancestry import since, taken_back
from fortschrift.concepts.models import Change, Concept, Node, Strand, Version, VersionText
from fortschrift.concepts.models import NodeState as StateRow
from fortschrift.concepts.repository import StoredText
from fortschrift.concepts.selectors.asked import AskedText
from fortschrift.core.text import NodeId


@dataclass(frozen=True)
class DraftText(AskedText):
    """What a draft says now, or said at a change; ready to be asked."""

    stored: StoredText

    @cached_property
    def by_slug(self) -> dict[str, NodeId]:
        """The nodes by their addresses."""
        return {row.slug: node for node, row in self.stored.rows.items()}


@dataclass(frozen=True, slots=True)
class HistoryOfStrand:
    """The changes of a draft since it was begun, newest first, and which are taken back."""

    changes: Sequence[UUID]
    back: frozenset[UUID]


def strands_of(concept: Concept) -> QuerySet[Strand]:
    """Return the drafts of a concept, those changed last first; each knows the concept."""
    return (
        concept.strands.all()
        .select_related("head__actor", "begun_at", "replaced_by")
        .defer("states", "head__operations", "head__placed", "begun_at__operations",
               "begun_at__placed")
        .order_by("-head__recorded", "pk")
    )  # fmt: skip


def strands_in(municipality: Municipality) -> QuerySet[Strand]:
    """Return the drafts of a municipality that are written on, with their concepts."""
    return (
        Strand.objects.filter(concept__municipality=municipality, replaced_by=None)
        .select_related("concept__municipality", "head")
        .defer("states", "head__operations", "head__placed")
        .order_by("-head__recorded", "pk")
    )


def strand(municipality: Municipality, concept: str, slug: str) -> Strand | None:
    """Return a draft by the slugs of its address."""
    rows = Strand.objects.select_related(
        "concept__municipality", "head__actor", "begun_at", "outline", "replaced_by"
    )
    return rows.filter(concept__municipality=municipality, concept__slug=concept, slug=slug).first()


def draft_text(strand: Strand) -> DraftText:
    """Read what a draft says now; 1 query."""
    return DraftText(repository.load(strand))


def history_of_strand(strand: Strand) -> HistoryOfStrand:
    """Tell how a draft came about; 1 query."""
    line = repository.ancestry_of(strand.concept_id).line(strand.head_id)
    return HistoryOfStrand(since(line, strand.begun_at_id)[::-1], frozenset(taken_back(line)))


def changes_with_operations(keys: Sequence[UUID]) -> list[Change]:
    """Read changes with what they did and who did it, in the order given; 1 query."""
    rows = Change.objects.select_related("actor", "undoes").filter(pk__in=keys).defer("placed")
    found = {row.pk: row for row in rows}
    return [found[key] for key in keys if key in found]


def begun_from(strands: Sequence[Strand]) -> dict[UUID, Version]:
    """Tell of which version the text is that drafts began with, by change; 1 query."""
    texts = VersionText.objects.select_related("version__concept").filter(
        change__in={each.begun_at_id for each in strands}
    )
    return {text.change_id: text.version for text in texts.order_by("-order")}


def headings_of(nodes: Sequence[NodeId]) -> dict[NodeId, str]:
    """Give the newest heading of nodes that a text does not hold any more; 1 query."""
    rows = StateRow.objects.filter(node__in=nodes).order_by("pk")
    return {NodeId(node): heading for node, heading in rows.values_list("node_id", "heading")}


def changes_that_wrote(nodes: Sequence[NodeId]) -> set[UUID]:
    """Name the changes that wrote states of nodes; 1 query."""
    rows = StateRow.objects.filter(node__in=nodes)
    return set(rows.order_by().values_list("change_id", flat=True).distinct())


def once_stood_in(strand: Strand, node: Node) -> bool:
    """Tell whether a node ever stood in the text of a draft; 2 queries."""
    line = repository.ancestry_of(strand.concept_id).line(strand.head_id)
    written = StateRow.objects.filter(node=node).values_list("change_id", flat=True)
    return any(change in line for change in written)
