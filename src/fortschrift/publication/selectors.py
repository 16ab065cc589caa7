"""Reads across all apps for the public pages."""

from django.db.models import Count, QuerySet

from fortschrift.accounts.models import Municipality


def municipalities_with_counts() -> QuerySet[Municipality]:
    """Return all municipalities with the numbers of their concepts and bodies."""
    return Municipality.objects.annotate(
        concept_count=Count("concepts", distinct=True),
        body_count=Count("organizations", distinct=True),
    ).order_by("is_fictional", "name")
