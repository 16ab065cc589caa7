"""Decisions: one vote at most, each question with its own result, operative points."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from fortschrift.accounts.models import Municipality
from fortschrift.concepts.models import Concept, Version
from fortschrift.council.models import Meeting, Organization, VoteEvent
from fortschrift.deliberation.models.mandates import Mandate
from fortschrift.deliberation.models.questions import Question
from fortschrift.sources.fields import PartialDateField
from fortschrift.sources.models import Sourced, Visibility


class DecisionQuerySet(models.QuerySet["Decision"]):
    """Which decisions may be seen, and what a page about them needs."""

    def public(self) -> "DecisionQuerySet":
        """Leave out what a meeting or vote hides, even where the decision itself says public."""
        return self.filter(
            Q(meeting__isnull=True) | Q(meeting__visibility=Visibility.PUBLIC),
            Q(vote_event__isnull=True) | Q(vote_event__visibility=Visibility.PUBLIC),
            visibility=Visibility.PUBLIC,
        ).exclude(organization__meets_in_public=False)

    def in_order(self) -> "DecisionQuerySet":
        """Order by date; on one day as the agenda has them, then as they were decided."""
        on_agenda = models.F("vote_event__agenda_item__order").asc(nulls_last=True)
        return self.order_by("date", on_agenda, "order", "pk")

    def with_content(self) -> "DecisionQuerySet":
        """Fetch body, vote with counts, results, points and sources along; constant queries."""
        results = QuestionResult.objects.select_related(
            "question__version", "question__mandate", "question__paper", "question__reading"
        ).prefetch_related("question__claims")
        points = OperativePoint.objects.select_related("version", "mandate").order_by("number")
        return self.select_related(
            "concept__municipality",
            "organization__municipality",
            "meeting__organization__municipality",
            "vote_event__agenda_item",
            "corrected_by",
        ).prefetch_related(
            "organization__names",
            models.Prefetch("results", results.order_by("question__order", "pk")),
            models.Prefetch("operative_points", points),
            "claims__source",
            "vote_event__counts__group",
            "vote_event__claims__source",
            "vote_event__correction__replacement__counts__group",
        )


class Decision(Sourced):
    """What a body decided: one vote event at most, n questions, each with its own result.

    ``corrects`` is the record of the same decision that was wrong, ``correction`` says in what;
    the wrong one stays, and counts no longer.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    concept = models.ForeignKey(Concept, models.PROTECT, related_name="decisions")
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="decisions")
    meeting = models.ForeignKey(
        Meeting, models.PROTECT, null=True, blank=True, related_name="decisions"
    )
    vote_event = models.OneToOneField(
        VoteEvent, models.PROTECT, null=True, blank=True, related_name="decision"
    )
    order = models.PositiveIntegerField()
    title = models.CharField(_("Gegenstand"), max_length=300)
    date = PartialDateField(_("wann"))
    date_note = models.CharField(_("zum Datum"), max_length=300, blank=True)
    note = models.TextField(_("Bemerkung"), blank=True)
    corrects = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="corrected_by"
    )
    correction = models.TextField(_("Was berichtigt wurde"), blank=True)
    visibility = models.CharField(max_length=20, choices=Visibility, default=Visibility.PUBLIC)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("Beschluss")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(corrects__isnull=True, correction="")
                | Q(corrects__isnull=False) & ~Q(correction=""),
                name="decision_correction_says_what",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def municipality(self) -> Municipality:
        return self.concept.municipality

    @property
    def vote(self) -> VoteEvent | None:
        """The vote as it stands: a corrected one by what replaced it, a struck one not at all.

        A record that was itself corrected keeps the vote that it was recorded with.
        """
        event = self.vote_event
        while not self.is_corrected and event is not None:
            correction = getattr(event, "correction", None)
            if correction is None:
                return event
            event = correction.replacement
        return event

    @property
    def is_corrected(self) -> bool:
        """Whether another record stands in its place; ``with_content`` fetches it along."""
        return getattr(self, "corrected_by", None) is not None

    @property
    def is_public(self) -> bool:
        """Whether anybody may know it: marked so, and decided by a body that sits in public."""
        closed = self.organization.meets_in_public is False
        return self.visibility == Visibility.PUBLIC and not closed


class QuestionResult(models.Model):
    """The result of one question of a decision."""

    class Result(models.TextChoices):
        ADOPTED = "adopted", _("angenommen")
        ADOPTED_AMENDED = "adopted_amended", _("mit Änderung angenommen")
        ADOPTED_IN_SUBSTANCE = "adopted_in_substance", _("dem Sinn nach angenommen")
        PARTLY = "partly", _("teils angenommen, teils nicht")
        REJECTED = "rejected", _("nicht angenommen")
        LAPSED = "lapsed", _("entfällt")
        OPEN = "open", _("noch offen")
        UNKNOWN = "unknown", _("nicht bekannt")

    decision = models.ForeignKey(Decision, models.PROTECT, related_name="results")
    question = models.ForeignKey(Question, models.PROTECT, related_name="results")
    result = models.CharField(_("Ergebnis"), max_length=30, choices=Result)
    reason = models.TextField(_("Begründung"), blank=True)

    class Meta:
        verbose_name = _("Ergebnis einer Frage")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["decision", "question"], name="question_result_once"),
        ]

    def __str__(self) -> str:
        return f"{self.question}: {self.get_result_display()}"

    @property
    def municipality(self) -> Municipality:
        return self.decision.municipality


class OperativePoint(models.Model):
    """A numbered part of a decision with its verb (adopts, notes, instructs ...)."""

    class Verb(models.TextChoices):
        ADOPTS = "adopts", _("beschließt")
        NOTES = "notes", _("nimmt zur Kenntnis")
        APPROVES = "approves", _("stimmt zu")
        RECOMMENDS = "recommends", _("empfiehlt")
        INSTRUCTS = "instructs", _("beauftragt")
        REFERS = "refers", _("überweist")
        REQUESTS = "requests", _("bittet")
        CONFIRMS = "confirms", _("bestätigt")
        RESERVES = "reserves", _("stellt unter Vorbehalt")
        REJECTS = "rejects", _("lehnt ab")
        OTHER = "other", _("Beschlusspunkt")

    decision = models.ForeignKey(Decision, models.PROTECT, related_name="operative_points")
    number = models.PositiveIntegerField(_("Nummer"))
    verb = models.CharField(_("Verb"), max_length=20, choices=Verb)
    text = models.TextField(_("Text"))
    text_is_restated = models.BooleanField(_("von uns zusammengefasst"), default=False)
    version = models.ForeignKey(
        Version, models.PROTECT, null=True, blank=True, related_name="operative_points"
    )
    mandate = models.ForeignKey(
        Mandate, models.PROTECT, null=True, blank=True, related_name="operative_points"
    )

    class Meta:
        verbose_name = _("Beschlusspunkt")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["decision", "number"], name="operative_point_once"),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.get_verb_display()}"

    @property
    def municipality(self) -> Municipality:
        return self.decision.municipality
