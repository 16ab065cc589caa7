"""Reads on outlines: those a municipality has, and the drafts that can get another one."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from fortschrift.accounts.models import Municipality
from fortschrift.concepts import repository
from fortschrift.concepts.models import Change, Concept, Strand, VersionText
from fortschrift.concepts.models import Outline as OutlineRow
from fortschrift.concepts.repository import StoredText
from fortschrift.core.text import NO_OUTLINE, Outline


def open_drafts(concept: Concept) -> QuerySet[Strand]:
    """Return the drafts of a concept that can be changed, newest first; 1 query."""
    return (
        Strand.objects.filter(concept=concept, replaced_by=None)
        .select_related("concept__municipality", "head", "outline")
        .order_by("-pk")
    )


def text_of_draft(strand: Strand) -> StoredText:
    """Read what a draft says now; 1 query."""
    return repository.load(strand)


def outline_before(strand: Strand, change: UUID) -> Outline | None:
    """Read the outline as a change of this draft's line left it; None for another's change."""
    line = repository.line_of(strand.head)
    if change not in line:
        return None
    return repository.text_at(Change.objects.get(pk=change)).tree.outline


def changes_since(strand: Strand, change: UUID) -> list[Change]:
    """Return what was changed in a draft after a change, oldest first; 2 queries."""
    line = repository.line_of(strand.head)
    since = line[: line.index(change)] if change in line else []
    found = Change.objects.defer("operations", "placed").select_related("actor").in_bulk(since)
    return [found[each] for each in reversed(since)]


def outlines_of(municipality: Municipality) -> Sequence[tuple[Concept, Outline]]:
    """Return the concepts that have an outline, each with its latest one; 2 queries.

    The latest is that of the newest draft, or of the newest version with a text.
    """
    drafts = Strand.objects.filter(concept=OuterRef("pk")).order_by("-pk").values("outline")[:1]
    texts = (
        VersionText.objects.filter(version__concept=OuterRef("pk"))
        .order_by("-version__order", "-order")
        .values("manifest__outline")[:1]
    )
    concepts = list(
        Concept.objects.filter(municipality=municipality)
        .annotate(latest_outline=Coalesce(Subquery(drafts), Subquery(texts)))
        .order_by("name", "pk")
    )
    rows: Mapping[int, OutlineRow] = OutlineRow.objects.in_bulk(
        [key for each in concepts if (key := each.latest_outline)]
    )
    found = [(each, rows[each.latest_outline]) for each in concepts if each.latest_outline in rows]
    read = [(concept, repository.outline_of(row)) for concept, row in found]
    return [(concept, outline) for concept, outline in read if outline != NO_OUTLINE]


def slugs_of(municipality: Municipality) -> set[str]:
    """Return the addresses that concepts of the municipality have."""
    return set(Concept.objects.filter(municipality=municipality).values_list("slug", flat=True))
