"""Readings: a round of one body, or of the public, on one version or on none."""

import uuid
from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from fortschrift.accounts.models import Municipality
from fortschrift.concepts.models import Concept, Node, Version
from fortschrift.council.models import Meeting, Organization
from fortschrift.sources.fields import PartialDateField
from fortschrift.sources.models import Sourced, Visibility


class ReadingQuerySet(models.QuerySet["Reading"]):
    """Which readings may be seen, and what a page about them needs."""

    def public(self) -> "ReadingQuerySet":
        return self.filter(visibility=Visibility.PUBLIC)

    def with_content(self) -> "ReadingQuerySet":
        """Fetch body with its names, version, meeting and sources along; 4 queries."""
        return self.select_related(
            "concept__municipality",
            "organization__municipality",
            "version",
            "meeting__organization__municipality",
        ).prefetch_related("organization__names", "claims__source")


class Reading(Sourced):
    """A call to read and to propose; the version read may be unknown, with the reason.

    Without ``organization`` the reading is open to the public.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    concept = models.ForeignKey(Concept, models.PROTECT, related_name="readings")
    number = models.PositiveIntegerField(_("Nummer"))
    organization = models.ForeignKey(
        Organization, models.PROTECT, null=True, blank=True, related_name="readings"
    )
    version = models.ForeignKey(
        Version, models.PROTECT, null=True, blank=True, related_name="readings"
    )
    version_reason = models.CharField(_("warum ohne Fassung"), max_length=300, blank=True)
    meeting = models.ForeignKey(
        Meeting, models.PROTECT, null=True, blank=True, related_name="readings"
    )
    opens = PartialDateField(_("Beginn"))
    closes = PartialDateField(_("Ende"))
    date_note = models.CharField(_("zum Zeitraum"), max_length=300, blank=True)
    asked_for = models.CharField(_("Worum gebeten wurde"), max_length=300, blank=True)
    proposals_reason = models.CharField(_("warum ohne Vorschläge"), max_length=300, blank=True)
    introduction = models.TextField(_("Worum es geht"), blank=True)
    allows_unnamed = models.BooleanField(_("auch ohne Namen"), default=False)
    visibility = models.CharField(max_length=20, choices=Visibility, default=Visibility.PUBLIC)
    takes_support = models.BooleanField(_("Unterstützen"), default=False)
    takes_comments = models.BooleanField(_("Anmerkungen"), default=False)
    takes_questions = models.BooleanField(_("Fragen"), default=False)

    objects = ReadingQuerySet.as_manager()

    class Meta:
        verbose_name = _("Durchsicht")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["concept", "number"], name="reading_number_once"),
            models.CheckConstraint(
                condition=Q(version__isnull=False) | ~Q(version_reason=""),
                name="reading_version_or_reason",
            ),
        ]

    def __str__(self) -> str:
        if self.organization_id is None:
            return gettext("Beteiligung der Öffentlichkeit")
        return gettext("%(number)d. Durchsicht") % {"number": self.number}

    @property
    def municipality(self) -> Municipality:
        return self.concept.municipality

    @property
    def calls_everyone(self) -> bool:
        """Whether anybody may propose, and not only a body's members and whoever is invited."""
        return self.organization_id is None

    def takes(self, kind: str) -> bool:
        """Whether its proposals can be answered so: by support, a comment or a question."""
        on = {"support": self.takes_support, "comment": self.takes_comments}
        return on.get(kind, kind == "question" and self.takes_questions)

    def is_open_on(self, day: date) -> bool:
        """Whether proposals are taken that day: it has begun, and its last day is known.

        A reading whose end nobody recorded is one that was recorded afterwards.
        """
        first, last = self.opens.earliest, self.closes.latest
        return first is not None and last is not None and first <= day <= last


class ReadingTopic(models.Model):
    """A door to the text for those who will not read it all: a word of theirs, some elements."""

    reading = models.ForeignKey(Reading, models.PROTECT, related_name="topics")
    order = models.PositiveIntegerField()
    title = models.CharField(_("Thema"), max_length=120)
    nodes: models.ManyToManyField[Node, models.Model] = models.ManyToManyField(
        Node, related_name="topics"
    )

    class Meta:
        verbose_name = _("Thema einer Durchsicht")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["reading", "order"], name="topic_order_once"),
            models.UniqueConstraint(fields=["reading", "title"], name="topic_title_once"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def municipality(self) -> Municipality:
        return self.reading.municipality
