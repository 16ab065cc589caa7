"""Considerations: a body goes through what a reading brought in, on a text of its own.

What the office advises and what it takes together are rows that only grow: the last one counts,
and what was said before stays to be read.
"""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import F, OuterRef, Q, Subquery
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from fortschrift.accounts.append_only import AppendOnly
from fortschrift.accounts.models import Municipality, User
from fortschrift.concepts.models import Amendment, Change, Concept, Node, Strand, Wording
from fortschrift.council.models import Organization
from fortschrift.deliberation.models.decisions import QuestionResult
from fortschrift.participation.models import Reading


class Consideration(models.Model):
    """A body considers the proposals of a reading; what it adopts goes into ``strand``.

    The strand is replaced when a corrected decision makes the text be said again.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    reading = models.ForeignKey(Reading, models.PROTECT, related_name="considerations")
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="considerations")
    strand = models.OneToOneField(Strand, models.PROTECT, related_name="consideration")
    recorded = models.DateTimeField(_("erfasst"))
    #: To what text and proposals `ProposalLine` rows are true; another stamp means they are not.
    lines_stamp = models.CharField(max_length=64, blank=True)

    class Meta:
        verbose_name = _("Beratung über Vorschläge")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["reading", "organization"], name="consideration_once"),
        ]

    def __str__(self) -> str:
        return gettext("%(reading)s im Gremium „%(body)s“") % {
            "reading": self.reading, "body": self.organization,
        }  # fmt: skip

    @property
    def concept(self) -> Concept:
        return self.reading.concept

    @property
    def municipality(self) -> Municipality:
        return self.reading.municipality


class RecommendationQuerySet(models.QuerySet["Recommendation"]):
    """Which recommendation counts."""

    def current(self) -> "RecommendationQuerySet":
        """The last of each amendment in each consideration."""
        later = Recommendation.objects.filter(
            consideration=OuterRef("consideration"), amendment=OuterRef("amendment")
        ).order_by("-order")
        return self.filter(order=Subquery(later.values("order")[:1]))


class Recommendation(AppendOnly):
    """What the administration advises the body on one proposal, and why; the last one counts."""

    class Advice(models.TextChoices):
        ADOPT = "adopt", _("annehmen")
        ADOPT_AMENDED = "adopt_amended", _("mit Änderung annehmen")
        ADOPT_IN_SUBSTANCE = "adopt_in_substance", _("dem Sinn nach annehmen")
        REJECT = "reject", _("nicht annehmen")
        SETTLED = "settled", _("steht schon im Text")
        LATER = "later", _("für die nächste Überprüfung vormerken")
        BODY = "body", _("das Gremium soll entscheiden")

    consideration = models.ForeignKey(
        Consideration, models.PROTECT, related_name="recommendations", db_index=False
    )
    amendment = models.ForeignKey(Amendment, models.PROTECT, related_name="recommendations")
    order = models.PositiveIntegerField()
    advice = models.CharField(_("Empfehlung"), max_length=30, choices=Advice)
    reason = models.TextField(_("Begründung"), blank=True)
    is_undisputed = models.BooleanField(_("unstrittig, im Block abzustimmen"), default=False)
    actor = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    recorded = models.DateTimeField(_("erfasst"))

    objects = RecommendationQuerySet.as_manager()

    class Meta:
        verbose_name = _("Empfehlung zu einem Vorschlag")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["consideration", "amendment", "order"], name="recommendation_order_once"
            ),
            models.CheckConstraint(
                condition=~Q(advice__in=["reject", "settled", "later"]) | ~Q(reason=""),
                name="recommendation_against_says_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.amendment}: {self.get_advice_display()}"

    @property
    def municipality(self) -> Municipality:
        return self.amendment.municipality


class GroupingQuerySet(models.QuerySet["Grouping"]):
    """Which grouping counts."""

    def current(self) -> "GroupingQuerySet":
        """The last of each amendment in each consideration, where it still goes with another."""
        later = Grouping.objects.filter(
            consideration=OuterRef("consideration"), amendment=OuterRef("amendment")
        ).order_by("-order")
        return self.filter(order=Subquery(later.values("order")[:1]), leader__isnull=False)


class Grouping(AppendOnly):
    """That a proposal is decided together with another that wants the same; the last one counts.

    Without ``leader`` it was taken out again and stands for itself.
    """

    consideration = models.ForeignKey(
        Consideration, models.PROTECT, related_name="groupings", db_index=False
    )
    amendment = models.ForeignKey(Amendment, models.PROTECT, related_name="groupings")
    leader = models.ForeignKey(
        Amendment, models.PROTECT, null=True, blank=True, related_name="groupings_led"
    )
    order = models.PositiveIntegerField()
    actor = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    recorded = models.DateTimeField(_("erfasst"))

    objects = GroupingQuerySet.as_manager()

    class Meta:
        verbose_name = _("gemeinsam entschiedener Vorschlag")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["consideration", "amendment", "order"], name="grouping_order_once"
            ),
            models.CheckConstraint(
                condition=Q(leader__isnull=True) | ~Q(leader=F("amendment")),
                name="grouping_with_another",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.amendment}: {self.leader or '–'}"

    @property
    def municipality(self) -> Municipality:
        return self.amendment.municipality


class Enactment(AppendOnly):
    """That what a body adopted became part of the text: by a change, or in another's wording.

    It is written when it is merged, which may be later than the decision, or never; it may be
    written again where a corrected decision made the text be said again.
    """

    result = models.ForeignKey(QuestionResult, models.PROTECT, related_name="enactments")
    change = models.ForeignKey(
        Change, models.PROTECT, null=True, blank=True, related_name="enactments"
    )
    into = models.ForeignKey(
        Wording, models.PROTECT, null=True, blank=True, related_name="enactments"
    )
    actor = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    recorded = models.DateTimeField(_("erfasst"))

    class Meta:
        verbose_name = _("Einarbeitung eines Beschlusses")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["result", "change"], condition=Q(change__isnull=False),
                name="enactment_change_once",
            ),
            models.UniqueConstraint(
                fields=["result", "into"], condition=Q(into__isnull=False),
                name="enactment_wording_once",
            ),
            models.CheckConstraint(
                condition=Q(change__isnull=True) ^ Q(into__isnull=True),
                name="enactment_one_place",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.result.question} → {self.change or self.into}"

    @property
    def municipality(self) -> Municipality:
        return self.result.municipality


class ProposalLine(models.Model):
    """Where a proposal stands in the text, how far it reaches, and which others it overlaps.

    Computed from the text and the proposals laid before it, kept so that a list of thousands
    need not be; `Consideration.lines_stamp` says to what they are true.
    """

    consideration = models.ForeignKey(
        Consideration, models.PROTECT, related_name="lines", db_index=False
    )
    amendment = models.ForeignKey(Amendment, models.PROTECT, related_name="+", db_index=False)
    position = models.PositiveIntegerField()
    node = models.ForeignKey(
        Node, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    place = models.CharField(max_length=1000, blank=True)
    reach = models.PositiveIntegerField()
    said = models.TextField(blank=True)
    overlapping = models.TextField(default="[]")
    is_overlapping = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("Vorschlag in der Reihenfolge des Textes")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["consideration", "amendment"], name="proposal_line_once"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["consideration", "position"], name="proposal_line_in_order"),
        ]

    def __str__(self) -> str:
        return str(self.amendment)

    @property
    def municipality(self) -> Municipality:
        return self.amendment.municipality
