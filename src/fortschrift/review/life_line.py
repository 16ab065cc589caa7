"""Reviews, their meetings and the plan of the next one in a concept's life line."""

from collections.abc import Iterable
from dataclasses import replace

from django.urls import reverse
from django.utils.translation import gettext as _

from fortschrift.concepts.models import Concept
from fortschrift.council.life_line import of_meetings
from fortschrift.review.models import Review, ReviewOutcome, ReviewPlan
from fortschrift.review.outcomes import put_together
from fortschrift.review.wording import summary
from fortschrift.sources.life_line import LifeLineEntry
from fortschrift.web.content import content, joined
from fortschrift.web.shapes import Badge

#: On the same day: behind its meetings, before the version that came out of it is handed on.
REVIEW_RANK = 55


def life_line_entries(concept: Concept) -> list[LifeLineEntry]:
    """Return the public reviews of a concept, their meetings, its plans; constant queries."""
    reviews = list(Review.objects.filter(concept=concept).public().with_content().order_by("date"))
    outcomes = list(
        ReviewOutcome.objects.filter(review__concept=concept).public().select_related("node")
    )
    plans = ReviewPlan.objects.filter(concept=concept).prefetch_related("claims__source")
    return [
        *(entry for review in reviews for entry in _meetings(review)),
        *(_review(review, [o for o in outcomes if o.review_id == review.pk]) for review in reviews),
        *(_plan(plan) for plan in plans.order_by("pk")),
    ]


def review_url(review: Review) -> str:
    """Return the review's page; the concept must come with its municipality."""
    return reverse(
        "review:review",
        kwargs={
            "municipality": review.concept.municipality.slug,
            "concept": review.concept.slug,
            "review": review.slug,
        },
    )


def _meetings(review: Review) -> list[LifeLineEntry]:
    """Place meetings whose day nobody published where the review stands."""
    return [replace(entry, place=review.date) for entry in of_meetings(review.meetings.all())]


def _review(review: Review, outcomes: Iterable[ReviewOutcome]) -> LifeLineEntry:
    return LifeLineEntry(
        kind="review",
        title=content(review.name),
        date=review.date,
        url=review_url(review),
        detail=joined(" · ", [content(review.reason), summary(put_together(outcomes))]),
        badge=Badge(_("Überprüfung"), "info", "compare"),
        claims=tuple(review.claims.all()),
        rank=REVIEW_RANK,
    )


def _plan(plan: ReviewPlan) -> LifeLineEntry:
    return LifeLineEntry(
        kind="review_plan",
        title=_("Weitere Überprüfung: %(rhythm)s") % {"rhythm": plan.get_rhythm_display()},
        date=plan.next_review,
        detail=joined(" · ", map(content, [plan.triggers, plan.note])),
        badge=Badge(str(plan.get_binding_display()), "open"),
        planned=True,
        claims=tuple(plan.claims.all()),
        rank=REVIEW_RANK,
    )
