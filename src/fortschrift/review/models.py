"""Review plans, reviews, and what became of each element: proposed by whom, decided by whom."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from fortschrift.accounts.models import Municipality, slug_validator
from fortschrift.concepts.models import Concept, Node, Version
from fortschrift.council.models import Meeting, Organization
from fortschrift.deliberation.models import Decision, Mandate
from fortschrift.sources.fields import PartialDateField
from fortschrift.sources.models import Sourced, Visibility


class ReviewPlan(Sourced):
    """How often a concept is to be gone through, and how binding that is."""

    class Rhythm(models.TextChoices):
        YEARLY = "yearly", _("jährlich")
        EVERY_TWO_YEARS = "every_two_years", _("alle zwei Jahre")
        EVERY_THREE_YEARS = "every_three_years", _("alle drei Jahre")
        EVERY_FIVE_YEARS = "every_five_years", _("alle fünf Jahre")
        AS_NEEDED = "as_needed", _("bei Bedarf")
        UNKNOWN = "unknown", _("nicht bekannt")

    class Binding(models.TextChoices):
        DECIDED = "decided", _("beschlossen")
        REQUIRED = "required", _("gesetzlich vorgeschrieben")
        AIMED_AT = "aimed_at", _("angestrebt")
        ANNOUNCED = "announced", _("angekündigt")
        UNKNOWN = "unknown", _("nicht bekannt")

    concept = models.ForeignKey(Concept, models.PROTECT, related_name="review_plans")
    version = models.ForeignKey(
        Version, models.PROTECT, null=True, blank=True, related_name="review_plans"
    )
    rhythm = models.CharField(_("Turnus"), max_length=20, choices=Rhythm)
    binding = models.CharField(_("Verbindlichkeit"), max_length=20, choices=Binding)
    triggers = models.TextField(_("Anlässe"), blank=True)
    next_review = PartialDateField(_("nächste Überprüfung"))
    decision = models.ForeignKey(
        Decision, models.PROTECT, null=True, blank=True, related_name="review_plans"
    )
    note = models.TextField(_("Bemerkung"), blank=True)

    class Meta:
        verbose_name = _("Plan der Überprüfung")

    def __str__(self) -> str:
        return f"{self.get_rhythm_display()}, {self.get_binding_display()}"

    @property
    def municipality(self) -> Municipality:
        return self.concept.municipality


class ReviewQuerySet(models.QuerySet["Review"]):
    """Which reviews may be seen, and what a page about them needs."""

    def public(self) -> "ReviewQuerySet":
        return self.filter(visibility=Visibility.PUBLIC)

    def with_content(self) -> "ReviewQuerySet":
        """Fetch versions, mandate, public meetings and sources along; constant queries."""
        meetings = (
            Meeting.objects.filter(visibility=Visibility.PUBLIC)
            .select_related("organization__municipality")
            .prefetch_related("organization__names", "claims__source")
            .order_by("date", "number", "slug")
        )
        return self.select_related(
            "concept__municipality",
            "from_version",
            "to_version",
            "mandate__organization__municipality",
        ).prefetch_related("claims__source", models.Prefetch("meetings", meetings))


class Review(Sourced):
    """One passage through the concept, from one version to the next."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    concept = models.ForeignKey(Concept, models.PROTECT, related_name="reviews")
    slug = models.CharField(max_length=80, validators=[slug_validator])
    name = models.CharField(_("Bezeichnung"), max_length=200)
    from_version = models.ForeignKey(Version, models.PROTECT, related_name="reviews_from")
    to_version = models.ForeignKey(
        Version, models.PROTECT, null=True, blank=True, related_name="reviews_to"
    )
    mandate = models.ForeignKey(
        Mandate, models.PROTECT, null=True, blank=True, related_name="reviews"
    )
    meetings: models.ManyToManyField[Meeting, models.Model] = models.ManyToManyField(
        Meeting, blank=True, related_name="reviews"
    )
    reason = models.TextField(_("Anlass"), blank=True)
    date = PartialDateField(_("wann"))
    note = models.TextField(_("Bemerkung"), blank=True)
    visibility = models.CharField(max_length=20, choices=Visibility, default=Visibility.PUBLIC)

    objects = ReviewQuerySet.as_manager()

    class Meta:
        verbose_name = _("Überprüfung")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["concept", "slug"], name="review_slug_once"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def municipality(self) -> Municipality:
        return self.concept.municipality


class ReviewOutcomeQuerySet(models.QuerySet["ReviewOutcome"]):
    """Which outcomes may be seen, and what a page about them needs."""

    def public(self) -> "ReviewOutcomeQuerySet":
        """Leave out what rests on a decision that is not public."""
        return self.filter(
            Q(decision__isnull=True) | Q(decision__visibility=Visibility.PUBLIC),
            review__visibility=Visibility.PUBLIC,
            visibility=Visibility.PUBLIC,
        ).exclude(decision__organization__meets_in_public=False)

    def with_content(self) -> "ReviewOutcomeQuerySet":
        """Fetch element, body, decision and sources along; 3 queries."""
        return self.select_related(
            "node", "organization", "decision__organization"
        ).prefetch_related("claims__source")


class ReviewOutcome(Sourced):
    """What a review says of one element, or of a whole group of them that no source lists.

    Several outcomes may hold for one element (confirmed, renamed and extended).  ``stage`` tells
    what was proposed from what was decided; "confirmed" is a decision like any other.
    """

    class Kind(models.TextChoices):
        CONFIRMED = "confirmed", _("unverändert bestätigt")
        RENAMED = "renamed", _("umbenannt")
        EXTENDED = "extended", _("erweitert")
        AMENDED = "amended", _("angepasst")
        ADDED = "added", _("neu")
        JOINED = "joined", _("zusammengeführt")
        SPLIT = "split", _("geteilt")
        MOVED = "moved", _("verschoben")
        DONE = "done", _("erledigt")
        PERMANENT = "permanent", _("in Daueraufgabe übergegangen")
        DROPPED = "dropped", _("entfällt")
        PARKED = "parked", _("zurückgestellt")
        HANDED_ON = "handed_on", _("an anderes Konzept abgegeben")
        UNKNOWN = "unknown", _("nicht bekannt")

    class Stage(models.TextChoices):
        PROPOSED = "proposed", _("vorgeschlagen")
        DECIDED = "decided", _("beschlossen")

    review = models.ForeignKey(Review, models.PROTECT, related_name="outcomes")
    order = models.PositiveIntegerField()
    kind = models.CharField(_("Ergebnis"), max_length=20, choices=Kind)
    stage = models.CharField(_("Stufe"), max_length=20, choices=Stage)
    node = models.ForeignKey(
        Node, models.PROTECT, null=True, blank=True, related_name="review_outcomes"
    )
    group = models.CharField(_("Gruppe von Elementen"), max_length=200, blank=True)
    organization = models.ForeignKey(
        Organization, models.PROTECT, null=True, blank=True, related_name="review_outcomes"
    )
    decision = models.ForeignKey(
        Decision, models.PROTECT, null=True, blank=True, related_name="review_outcomes"
    )
    date = PartialDateField(_("wann"))
    detail = models.CharField(_("Einzelheit"), max_length=400, blank=True)
    reason = models.TextField(_("Grund"), blank=True)
    visibility = models.CharField(max_length=20, choices=Visibility, default=Visibility.PUBLIC)

    objects = ReviewOutcomeQuerySet.as_manager()

    class Meta:
        verbose_name = _("Ergebnis der Überprüfung")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["review", "order"], name="outcome_order_once"),
            models.CheckConstraint(
                condition=Q(node__isnull=False) ^ ~Q(group=""), name="outcome_node_or_group"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.node or self.group}"

    @property
    def municipality(self) -> Municipality:
        return self.review.municipality
