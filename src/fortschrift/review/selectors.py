"""Reads on reviews; only what is public."""

from collections.abc import Sequence
from uuid import UUID

from django.db.models import QuerySet

from fortschrift.accounts.models import Municipality
from fortschrift.concepts.models import Concept, Lineage, Node, Version, VersionStatus
from fortschrift.council.models import Meeting
from fortschrift.review.models import (
    Review,
    ReviewOutcome,
    ReviewOutcomeQuerySet,
    ReviewPlan,
    ReviewQuerySet,
)
from fortschrift.review.outcomes import Result, put_together
from fortschrift.review.titles import titles_in


def review(municipality: Municipality, concept: str, slug: str) -> Review | None:
    """Return a review by the slugs of its address; its versions, mandate, meetings, sources."""
    reviews = Review.objects.filter(
        concept__municipality=municipality, concept__slug=concept, slug=slug
    )
    return reviews.public().with_content().first()


def reviews_of(concept: Concept) -> ReviewQuerySet:
    return Review.objects.filter(concept=concept).public().with_content().order_by("date", "slug")


def reviews_with(meetings: Sequence[Meeting]) -> ReviewQuerySet:
    """Return the reviews that any of these meetings was part of."""
    keys = [meeting.pk for meeting in meetings]
    reviews = Review.objects.filter(meetings__in=keys).distinct()
    return reviews.public().with_content().order_by("date", "slug")


def plans_of(concept: Concept) -> QuerySet[ReviewPlan]:
    """Return how often the concept is to be reviewed, the plan recorded last at the end."""
    plans = ReviewPlan.objects.filter(concept=concept).select_related("version", "decision")
    return plans.prefetch_related("claims__source").order_by("pk")


def result_of(review: Review) -> Result:
    """Return what a review found of each element, with the titles before and after; 6 queries."""
    outcomes = list(
        ReviewOutcome.objects.filter(review=review).public().with_content().order_by("order")
    )
    nodes = {outcome.node_id for outcome in outcomes if outcome.node_id is not None}
    return put_together(
        outcomes,
        old=titles_in(review.from_version, nodes),
        new=titles_in(review.to_version, nodes),
    )


def outcomes_between(old: Version, new: Version, nodes: Sequence[UUID]) -> ReviewOutcomeQuerySet:
    """Return what reviews that led from one version to another say of elements, in their order."""
    between = ReviewOutcome.objects.filter(
        review__from_version=old, review__to_version=new, node__in=nodes
    )
    rows = (
        between.public()
        .with_content()
        .select_related(
            "review__concept__municipality", "node", "organization", "decision__organization"
        )
    )
    return rows.order_by("review__date", "order")


def outcomes_of_node(node: Node) -> ReviewOutcomeQuerySet:
    """Return what all reviews of the concept say of one element, the earliest review first.

    Each comes with its review, the mandate behind it, the versions before and after and the
    statuses of the latter.
    """
    outcomes = ReviewOutcome.objects.filter(node=node).public().with_content()
    return (
        outcomes.select_related(
            "review__concept__municipality",
            "review__from_version",
            "review__to_version",
            "review__mandate__organization",
        )
        .prefetch_related("review__to_version__statuses")
        .order_by("review__date", "review", "order")
    )


def statuses_of(version: Version | None) -> set[str]:
    """Return what was ever recorded of the version after a review."""
    statuses = VersionStatus.objects.filter(version=version).values_list("status", flat=True)
    return set(statuses) if version else set()


def unknown_successions(review: Review) -> QuerySet[Lineage]:
    """Return where it is recorded that nobody knows how elements go on after this review."""
    return (
        Lineage.objects.filter(
            concept=review.concept,
            kind=Lineage.Kind.UNKNOWN,
            from_version=review.to_version_id,
            from_version__isnull=False,
            to_version__isnull=False,
        )
        .select_related("from_version", "to_version", "from_node")
        .prefetch_related("claims__source")
        .order_by("pk")
    )
