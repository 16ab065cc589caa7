"""What is laid before a body: papers and their stations (OParl Paper, Consultation)."""

import uuid
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from fortschrift.accounts.models import Municipality, slug_validator
from fortschrift.core.partial_date import UNKNOWN, PartialDate
from fortschrift.council.models.meetings import AgendaItem, Meeting
from fortschrift.council.models.organizations import Organization
from fortschrift.sources.fields import PartialDateField
from fortschrift.sources.models import Sourced, Visibility


class Paper(Sourced):
    """A formal document; its number is as printed and may be unknown with a reason."""

    class PaperType(models.TextChoices):
        RESOLUTION = "resolution", _("Beschlussvorlage")
        INFORMATION = "information", _("Informationsvorlage")
        REPORT = "report", _("Bericht")
        KEY_POINTS = "key_points", _("Eckpunktepapier")
        MOTION = "motion", _("Antrag")
        AMENDMENT_MOTION = "amendment_motion", _("Änderungsantrag")
        QUESTION = "question", _("Anfrage")
        ANNEX = "annex", _("Anlage")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="papers")
    slug = models.CharField(max_length=80, validators=[slug_validator])
    reference = models.CharField(_("Nummer"), max_length=80, blank=True)
    reference_reason = models.CharField(_("warum ohne Nummer"), max_length=200, blank=True)
    title = models.CharField(_("Betreff"), max_length=400)
    title_is_restated = models.BooleanField(_("Titel von uns zusammengefasst"), default=False)
    paper_type = models.CharField(_("Art"), max_length=30, choices=PaperType)
    date = PartialDateField(_("vom"))
    visibility = models.CharField(max_length=20, choices=Visibility, default=Visibility.PUBLIC)
    originator = models.ForeignKey(
        Organization, models.PROTECT, null=True, blank=True, related_name="papers"
    )
    draft_resolution = models.TextField(_("Beschlussvorschlag"), blank=True)
    draft_resolution_reason = models.CharField(_("warum ohne Wortlaut"), max_length=200, blank=True)
    text = models.TextField(_("Inhalt"), blank=True)
    url = models.URLField(max_length=1000, blank=True)
    superordinated_paper = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="subordinated_papers"
    )

    class Meta:
        verbose_name = _("Vorlage")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["municipality", "slug"], name="paper_slug_once"),
        ]

    def __str__(self) -> str:
        return self.title


class Consultation(Sourced):
    """One station of a paper: a body's turn, planned and held, with its role.

    A station of a closed body is a public step; its content stays with the body.
    """

    class Role(models.TextChoices):
        PREPARES = "prepares", _("Vorberatung")
        HEARS = "hears", _("Anhörung")
        NOTES = "notes", _("Kenntnisnahme")
        DECIDES = "decides", _("Entscheidung")
        UNKNOWN = "unknown", _("Rolle nicht bekannt")

    paper = models.ForeignKey(Paper, models.PROTECT, related_name="consultations")
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="consultations")
    order = models.PositiveIntegerField()
    role = models.CharField(_("Rolle"), max_length=20, choices=Role)
    authoritative = models.BooleanField(_("entscheidend"), default=False)
    planned_date = PartialDateField(_("geplant für"))
    planned_as_printed = models.CharField(_("wie gedruckt"), max_length=200, blank=True)
    organization_as_printed = models.CharField(
        _("Gremium wie gedruckt"), max_length=200, blank=True
    )
    meeting = models.ForeignKey(
        Meeting, models.PROTECT, null=True, blank=True, related_name="consultations"
    )
    agenda_item = models.ForeignKey(
        AgendaItem, models.PROTECT, null=True, blank=True, related_name="consultations"
    )
    visibility = models.CharField(max_length=20, choices=Visibility, default=Visibility.PUBLIC)
    outcome_reason = models.CharField(_("warum ohne Ergebnis"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("Station der Beratungsfolge")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["paper", "order"], name="consultation_order_once"),
        ]

    def __str__(self) -> str:
        return f"{self.organization} ({self.get_role_display()})"

    @property
    def when(self) -> PartialDate:
        """The day of the meeting that dealt with it, or the day it is planned for."""
        held = self.meeting.when if self.meeting else UNKNOWN
        planned: PartialDate = self.planned_date
        return held if held.is_known else planned

    @property
    def municipality(self) -> Municipality:
        return self.paper.municipality
