"""Readings: a round of one body, or of the public, on one version or on none."""

import uuid
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from fortschrift.accounts.models import Municipality
from fortschrift.concepts.models import Concept, Version
from fortschrift.council.models import Meeting, Organization
from fortschrift.sources.fields import PartialDateField
from fortschrift.sources.models import Sourced


class Reading(Sourced):
    """A call to read and to propose; the version read may be unknown, with the reason."""

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

    class Meta:
        verbose_name = _("Durchsicht")
        constraints: ClassVar = [
            models.UniqueConstraint("concept", "number", name="reading_number_once"),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {_('Durchsicht')}"

    @property
    def municipality(self) -> Municipality:
        return self.concept.municipality
