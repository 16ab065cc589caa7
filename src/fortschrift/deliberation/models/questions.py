"""Questions: what is put to the vote, written before it."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from fortschrift.accounts.models import Municipality
from fortschrift.concepts.models import AmendmentPart, Concept, Conflict, Version, Wording
from fortschrift.council.models import AgendaItem, Paper
from fortschrift.deliberation.models.mandates import Mandate
from fortschrift.participation.models import Reading
from fortschrift.sources.models import Sourced, Visibility


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
            "wording__amendment",
            "part",
        ).prefetch_related("claims__source", "results__decision")


class Question(Sourced):
    """What is put to the vote: a version, exact words, or a matter "as stated, text not public".

    ``wording`` is what was proposed as it read before the body, ``part`` the part of it that was
    voted on by itself, ``conflict`` an overlap that a decision resolves; ``consideration`` where
    it was put.
    """

    class Subject(models.TextChoices):
        VERSION = "version", _("eine Fassung")
        AMENDMENT = "amendment", _("ein Vorschlag im Wortlaut")
        CONFLICT = "conflict", _("eine Überschneidung")
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
    wording = models.ForeignKey(
        Wording, models.PROTECT, null=True, blank=True, related_name="questions"
    )
    part = models.ForeignKey(
        AmendmentPart, models.PROTECT, null=True, blank=True, related_name="questions"
    )
    consideration = models.ForeignKey(
        "Consideration", models.PROTECT, null=True, blank=True, related_name="questions"
    )
    conflict = models.ForeignKey(
        Conflict, models.PROTECT, null=True, blank=True, related_name="questions"
    )
    text_reason = models.CharField(_("warum ohne Text"), max_length=300, blank=True)
    visibility = models.CharField(max_length=20, choices=Visibility, default=Visibility.PUBLIC)

    objects = QuestionQuerySet.as_manager()

    class Meta:
        verbose_name = _("Frage zur Entscheidung")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(subject="version", version__isnull=False)
                | Q(subject="amendment", wording__isnull=False, consideration__isnull=False)
                | Q(subject="conflict", conflict__isnull=False)
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
