"""Reads on contradictions: where the sources of a page disagree."""

from collections.abc import Iterable

from django.db.models import Prefetch

from fortschrift.sources.models import Claim, Contradiction


def contradictions(claims: Iterable[Claim]) -> list[Contradiction]:
    """Return where any of these statements stands against another; 2 queries."""
    found = Contradiction.objects.filter(claims__in=[claim.pk for claim in claims])
    statements = Claim.objects.select_related("source").order_by("pk")
    return list(found.distinct().prefetch_related(Prefetch("claims", statements)).order_by("pk"))
