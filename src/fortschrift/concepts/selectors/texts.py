"""Reads on what versions say: one version's text whole, or which text each version has."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from django.db.models import OuterRef, QuerySet, Subquery

from fortschrift.concepts import repository
from fortschrift.concepts.models import Concept, Version, VersionText
from fortschrift.concepts.repository import StoredText
from fortschrift.concepts.selectors.asked import AskedText
from fortschrift.core.text import NodeId, NodeState

Completeness = VersionText.Completeness


@dataclass(frozen=True)
class ShownText(AskedText):
    """What a version says, ready to be asked: the row, the tree, numbers and findings.

    The text itself is read by the first question that needs it; a page kept earlier asks none.
    """

    row: VersionText

    @cached_property
    def stored(self) -> StoredText:  # type: ignore[override]
        """The tree and the rows behind it; 1 query."""
        return repository.load(self.row.manifest)

    @property
    def is_complete(self) -> bool:
        """Whether a node that is not here is surely not part of the version."""
        return self.row.completeness == Completeness.COMPLETE

    def path(self, node: NodeId) -> list[NodeState]:
        """Return what stands above a node from the top down, without the concept itself."""
        above = [state for state in self.tree.ancestors(node) if state.id != self.tree.root]
        return above[::-1]

    def children(self, node: NodeId) -> tuple[NodeState, ...]:
        return self.tree.children(node)


def shown_text(version: Version) -> ShownText | None:
    """Read what a version says, or None when it has no text here; 2 queries with the text."""
    return _read(_texts().filter(version=version).order_by("-order").first())


def text_by_hash(version: Version, start: str) -> ShownText | None:
    """Read the text of a version that is cited by its hash or the beginning of it."""
    if len(start) < 12:
        return None
    return _read(_texts().filter(version=version, hash__startswith=start).order_by("order").first())


def texts_of(version: Version) -> QuerySet[VersionText]:
    """Return all texts a version ever had with their sources, the one shown first."""
    return version.texts.prefetch_related("claims__source").order_by("-order")


def shown_texts(concept: Concept) -> Mapping[UUID, VersionText]:
    """Return for each version that has a text the one shown, by version; 1 query.

    With the manifest's list of states and its outline, but without canonical bytes.
    """
    return shown_texts_of(VersionText.objects.filter(version__concept=concept))


def shown_texts_of(texts: QuerySet[VersionText]) -> Mapping[UUID, VersionText]:
    """Return the shown one of each version among the given texts; 1 query."""
    newest = VersionText.objects.filter(version=OuterRef("version")).order_by("-order")
    rows = texts.filter(pk=Subquery(newest.values("pk")[:1])).select_related("manifest__outline")
    return {row.version_id: row for row in rows.defer("manifest__canonical")}


def _texts() -> QuerySet[VersionText]:
    return VersionText.objects.select_related("manifest__outline", "change").defer(
        "manifest__canonical"
    )


def _read(row: VersionText | None) -> ShownText | None:
    return None if row is None else ShownText(row)
