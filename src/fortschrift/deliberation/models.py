"""Mandates, what is put to the vote, what was decided, and the hand-over into the council.

Each row has its own visibility, and no public read shows what a body decided that sits in private:
that it had its turn is public as a station of the council's papers, the content stays with it.
"""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from fortschrift.accounts.models import Municipality
from fortschrift.concepts.models import Concept, Version
from fortschrift.council.models import (
    AgendaItem,
    Consultation,
    Meeting,
    Organization,
    Paper,
    VoteEvent,
)
from fortschrift.participation.models import Reading
from fortschrift.sources.fields import PartialDateField
from fortschrift.sources.models import Sourced, Visibility


class MandateQuerySet(models.QuerySet["Mandate"]):
    """Which mandates may be seen, and what a page about them needs."""

    def public(self) -> "MandateQuerySet":
        return self.filter(visibility=Visibility.PUBLIC).exclude(
            organization__meets_in_public=False
        )

    def with_content(self) -> "MandateQuerySet":
        """Fetch giver, addressee, meeting and sources along; 4 queries."""
        return self.select_related(
            "concept__municipality",
            "organization__municipality",
            "addressee",
            "meeting__organization__municipality",
        ).prefetch_related("organization__names", "claims__source")


class Mandate(Sourced):
    """An instruction to make or to review a concept; it may be dated after the first draft."""

    class Kind(models.TextChoices):
        CREATE = "create", _("Konzept erarbeiten")
        REVIEW = "review", _("Konzept überprüfen")
        OTHER = "other", _("anderer Auftrag")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    concept = models.ForeignKey(Concept, models.PROTECT, related_name="mandates")
    kind = models.CharField(_("Art"), max_length=20, choices=Kind)
    organization = models.ForeignKey(
        Organization, models.PROTECT, null=True, blank=True, related_name="mandates_given"
    )
    organization_reason = models.CharField(max_length=300, blank=True)
    addressee = models.ForeignKey(
        Organization, models.PROTECT, null=True, blank=True, related_name="mandates_received"
    )
    meeting = models.ForeignKey(
        Meeting, models.PROTECT, null=True, blank=True, related_name="mandates"
    )
    as_printed = models.CharField(_("wie gedruckt"), max_length=200, blank=True)
    text = models.TextField(_("Auftrag"), blank=True)
    date = PartialDateField(_("wann"))
    date_note = models.CharField(_("zum Datum"), max_length=300, blank=True)
    visibility = models.CharField(max_length=20, choices=Visibility, default=Visibility.PUBLIC)

    objects = MandateQuerySet.as_manager()

    class Meta:
        verbose_name = _("Auftrag")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(organization__isnull=False) | ~Q(organization_reason=""),
                name="mandate_giver_or_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.concept}"

    @property
    def municipality(self) -> Municipality:
        return self.concept.municipality

    @property
    def is_public(self) -> bool:
        """Whether anybody may know it: marked so, and not given by a body that sits in private."""
        closed = self.organization is not None and self.organization.meets_in_public is False
        return self.visibility == Visibility.PUBLIC and not closed


class QuestionQuerySet(models.QuerySet["Question"]):
    """Which questions may be seen, and what a page about them needs."""

    def public(self) -> "QuestionQuerySet":
        """Leave out what an agenda hides, even where the question itself says public."""
        return self.filter(
            Q(agenda_item__isnull=True) | Q(agenda_item__visibility=Visibility.PUBLIC),
            visibility=Visibility.PUBLIC,
        ).exclude(agenda_item__meeting__organization__meets_in_public=False)

    def with_content(self) -> "QuestionQuerySet":
        """Fetch what is asked about, the results and the sources along; 4 queries."""
        return self.select_related(
            "concept__municipality",
            "agenda_item__meeting__organization",
            "version",
            "reading",
            "mandate",
            "paper",
        ).prefetch_related("claims__source", "results__decision")


class Question(Sourced):
    """What is put to the vote: a version, or a matter "as stated, text not public"."""

    class Subject(models.TextChoices):
        VERSION = "version", _("eine Fassung")
        PROPOSALS = "proposals", _("Vorschläge")
        REFERRAL = "referral", _("Übergabe in die Beratungsfolge")
        MANDATE = "mandate", _("ein Auftrag")
        PAPER = "paper", _("ein Papier")
        AS_STATED = "as_stated", _("wie angegeben")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    concept = models.ForeignKey(Concept, models.PROTECT, related_name="questions")
    agenda_item = models.ForeignKey(
        AgendaItem, models.PROTECT, null=True, blank=True, related_name="questions"
    )
    order = models.PositiveIntegerField(default=1)
    subject = models.CharField(_("worüber"), max_length=20, choices=Subject)
    as_stated = models.CharField(_("wie angegeben"), max_length=400)
    version = models.ForeignKey(
        Version, models.PROTECT, null=True, blank=True, related_name="questions"
    )
    reading = models.ForeignKey(
        Reading, models.PROTECT, null=True, blank=True, related_name="questions"
    )
    mandate = models.ForeignKey(
        Mandate, models.PROTECT, null=True, blank=True, related_name="questions"
    )
    paper = models.ForeignKey(
        Paper, models.PROTECT, null=True, blank=True, related_name="questions"
    )
    text_reason = models.CharField(_("warum ohne Text"), max_length=300, blank=True)
    visibility = models.CharField(max_length=20, choices=Visibility, default=Visibility.PUBLIC)

    objects = QuestionQuerySet.as_manager()

    class Meta:
        verbose_name = _("Frage zur Entscheidung")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(subject="version", version__isnull=False)
                | Q(subject="mandate", mandate__isnull=False)
                | Q(subject="paper", paper__isnull=False)
                | Q(subject="referral")
                | ~Q(text_reason=""),
                name="question_names_its_subject",
            ),
        ]

    def __str__(self) -> str:
        return self.as_stated

    @property
    def municipality(self) -> Municipality:
        return self.concept.municipality


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
        ).prefetch_related(
            "organization__names",
            models.Prefetch("results", results.order_by("question__order", "pk")),
            models.Prefetch("operative_points", points),
            "claims__source",
            "vote_event__counts__group",
            "vote_event__claims__source",
        )


class Decision(Sourced):
    """What a body decided: one vote event at most, n questions, each with its own result."""

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
    visibility = models.CharField(max_length=20, choices=Visibility, default=Visibility.PUBLIC)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("Beschluss")

    def __str__(self) -> str:
        return self.title

    @property
    def municipality(self) -> Municipality:
        return self.concept.municipality

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


class ReferralQuerySet(models.QuerySet["Referral"]):
    """Which hand-overs may be seen, and what a page about them needs."""

    def public(self) -> "ReferralQuerySet":
        return self.filter(visibility=Visibility.PUBLIC).exclude(
            handed_over_by__meets_in_public=False
        )

    def with_content(self) -> "ReferralQuerySet":
        """Fetch version, body, sources and the public stations along; constant queries."""
        stations = (
            Consultation.objects.filter(visibility=Visibility.PUBLIC)
            .select_related(
                "paper__municipality",
                "organization__municipality",
                "meeting__organization__municipality",
                "agenda_item__meeting",
            )
            .prefetch_related(
                "organization__names",
                models.Prefetch("agenda_item__vote_events", VoteEvent.objects.standing()),
                "claims__source",
            )
            .order_by("paper_id", "order")
        )
        return self.select_related(
            "concept__municipality", "version", "handed_over_by__municipality"
        ).prefetch_related(
            "handed_over_by__names", "claims__source", models.Prefetch("consultations", stations)
        )


class Referral(Sourced):
    """The hand-over of a version into the stations of the political bodies."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    concept = models.ForeignKey(Concept, models.PROTECT, related_name="referrals")
    version = models.ForeignKey(
        Version, models.PROTECT, null=True, blank=True, related_name="referrals"
    )
    handed_over_by = models.ForeignKey(
        Organization, models.PROTECT, null=True, blank=True, related_name="referrals"
    )
    decision = models.ForeignKey(
        Decision, models.PROTECT, null=True, blank=True, related_name="referrals"
    )
    date = PartialDateField(_("wann"))
    date_note = models.CharField(_("zum Datum"), max_length=300, blank=True)
    as_printed = models.CharField(_("wie gedruckt"), max_length=300, blank=True)
    consultations: models.ManyToManyField[Consultation, models.Model] = models.ManyToManyField(
        Consultation, blank=True, related_name="referrals"
    )
    stations_reason = models.CharField(_("zu den Stationen"), max_length=300, blank=True)
    visibility = models.CharField(max_length=20, choices=Visibility, default=Visibility.PUBLIC)

    objects = ReferralQuerySet.as_manager()

    class Meta:
        verbose_name = _("Übergabe in die Beratungsfolge")

    def __str__(self) -> str:
        return f"{self.concept}: {self.date}"

    @property
    def municipality(self) -> Municipality:
        return self.concept.municipality
