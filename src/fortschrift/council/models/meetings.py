"""When and where: meetings, their agenda, who took part (OParl Meeting, AgendaItem)."""

import uuid
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from fortschrift.accounts.append_only import AppendOnly
from fortschrift.accounts.models import Municipality, slug_validator
from fortschrift.core.partial_date import PartialDate
from fortschrift.council.models.organizations import Organization, Person
from fortschrift.sources.fields import PartialDateField
from fortschrift.sources.models import Sourced, Visibility
from fortschrift.web.dates import date_words


class Quorum(models.TextChoices):
    """What was said on the quorum: of a meeting at its start, of a vote before it."""

    NOT_SAID = "not_said", _("dazu ist nichts festgehalten")
    ESTABLISHED = "established", _("Beschlussfähigkeit festgestellt")
    DOUBTED = "doubted", _("Beschlussfähigkeit angezweifelt")
    LACKING = "lacking", _("nicht beschlussfähig")


class Meeting(Sourced):
    """A meeting of one body; planned and held dates are kept apart and both may be unknown."""

    class State(models.TextChoices):
        PLANNED = "planned", _("geplant")
        INVITED = "invited", _("eingeladen")
        HELD = "held", _("durchgeführt")
        CANCELLED = "cancelled", _("ausgefallen")
        UNKNOWN = "unknown", _("Verlauf nicht bekannt")

    class Minutes(models.TextChoices):
        PUBLISHED = "published", _("veröffentlicht")
        PARTLY = "partly", _("nur in Teilen veröffentlicht")
        NOT_PUBLIC = "not_public", _("nicht öffentlich")
        UNKNOWN = "unknown", _("nicht bekannt")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="meetings")
    slug = models.CharField(max_length=80, validators=[slug_validator])
    number = models.PositiveIntegerField(_("Nummer"), null=True, blank=True)
    name = models.CharField(_("Bezeichnung"), max_length=200, blank=True)
    date = PartialDateField(_("wann"))
    date_note = models.CharField(_("zum Datum"), max_length=300, blank=True)
    planned_date = PartialDateField(_("geplant für"))
    start_time = models.TimeField(_("Beginn"), null=True, blank=True)
    end_time = models.TimeField(_("Ende"), null=True, blank=True)
    place = models.CharField(_("Ort"), max_length=200, blank=True)
    state = models.CharField(_("Stand"), max_length=20, choices=State)
    visibility = models.CharField(max_length=20, choices=Visibility, default=Visibility.PUBLIC)
    summary = models.TextField(_("Worum es ging"), blank=True)
    minutes = models.CharField(max_length=20, choices=Minutes, default=Minutes.UNKNOWN)
    minutes_note = models.CharField(_("zur Niederschrift"), max_length=300, blank=True)
    url = models.URLField(max_length=1000, blank=True)
    #: How it was convened; None is not known.  A second meeting on the same matter has rules of
    #: its own, for which the invitation must say so (NKomVG s. 65 (2)).
    quorum = models.CharField(
        _("Beschlussfähigkeit"), max_length=20, choices=Quorum, default=Quorum.NOT_SAID
    )
    properly_convened = models.BooleanField(_("ordnungsgemäß geladen"), null=True, blank=True)
    is_second = models.BooleanField(_("zweite Sitzung zur selben Sache"), null=True, blank=True)
    hint_given = models.BooleanField(_("in der Ladung darauf hingewiesen"), null=True, blank=True)
    notice_days = models.PositiveIntegerField(_("Ladungsfrist in Tagen"), null=True, blank=True)

    class Meta:
        verbose_name = _("Sitzung")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organization", "slug"], name="meeting_slug_once"),
        ]

    def __str__(self) -> str:
        if self.name:
            return self.name
        when = date_words(self.when, unknown=f"Nr. {self.number}" if self.number else "")
        return ", ".join(part for part in (str(self.organization), when) if part)

    @property
    def when(self) -> PartialDate:
        """The day it was held, or, when that is not known, the day it was planned for."""
        held: PartialDate = self.date
        planned: PartialDate = self.planned_date
        return held if held.is_known else planned

    @property
    def municipality(self) -> Municipality:
        return self.organization.municipality


class AgendaItem(Sourced):
    """One item of a meeting; what was decided on it hangs on its vote events and decisions."""

    class Result(models.TextChoices):
        ADOPTED = "adopted", _("ungeändert beschlossen")
        ADOPTED_AMENDED = "adopted_amended", _("geändert beschlossen")
        PARTLY_ADOPTED = "partly_adopted", _("teilweise beschlossen")
        RECOMMENDED = "recommended", _("empfohlen")
        RECOMMENDED_AMENDED = "recommended_amended", _("geändert empfohlen")
        WITHOUT_RECOMMENDATION = "without_recommendation", _("ohne Empfehlung")
        REJECTED = "rejected", _("abgelehnt")
        REJECTED_TIE = "rejected_tie", _("bei Stimmengleichheit abgelehnt")
        NOTED = "noted", _("zur Kenntnis genommen")
        REFERRED = "referred", _("verwiesen")
        POSTPONED = "postponed", _("vertagt")
        REMOVED = "removed_from_agenda", _("abgesetzt")
        WITHDRAWN = "withdrawn", _("zurückgezogen")
        SETTLED = "settled", _("erledigt")
        ELECTED = "elected", _("gewählt")
        NO_VOTE = "no_vote", _("ohne Abstimmung")
        UNKNOWN = "unknown", _("nicht bekannt")

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="agenda_items")
    order = models.PositiveIntegerField()
    number = models.CharField(_("TOP"), max_length=20, blank=True)
    title = models.CharField(_("Gegenstand"), max_length=400)
    title_is_restated = models.BooleanField(_("Titel von uns zusammengefasst"), default=False)
    visibility = models.CharField(max_length=20, choices=Visibility, default=Visibility.PUBLIC)
    result = models.CharField(_("Ergebnis"), max_length=30, choices=Result, default=Result.UNKNOWN)
    result_reason = models.CharField(_("warum nicht bekannt"), max_length=300, blank=True)
    resolution_text = models.TextField(_("Beschlusstext"), blank=True)
    #: The excerpt that a result without a vote was read from; with a vote it stands there.
    source_text = models.TextField(_("eingefügter Text"), blank=True)

    class Meta:
        verbose_name = _("TOP")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["meeting", "order"], name="agenda_order_once"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def municipality(self) -> Municipality:
        return self.meeting.municipality


class Attendance(Sourced):
    """Who took part, as groups or persons; ``count`` may be unknown."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="attendances")
    group = models.ForeignKey(
        Organization, models.PROTECT, null=True, blank=True, related_name="attendances"
    )
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    label = models.CharField(_("wer"), max_length=200, blank=True)
    count = models.PositiveIntegerField(_("wie viele"), null=True, blank=True)
    was_present = models.BooleanField(_("anwesend"), null=True, blank=True, default=True)
    came = models.TimeField(_("gekommen um"), null=True, blank=True)
    left = models.TimeField(_("gegangen um"), null=True, blank=True)
    note = models.CharField(_("Bemerkung"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("Teilnahme")

    def __str__(self) -> str:
        return self.label or str(self.group or self.person)

    @property
    def municipality(self) -> Municipality:
        return self.meeting.municipality


class AdvanceRemark(AppendOnly):
    """What an absent member handed in before the meeting; it stands beside and never counts."""

    agenda_item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="remarks")
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    label = models.CharField(_("von wem"), max_length=200, blank=True)
    text = models.TextField(_("Bemerkung"))
    received = PartialDateField(_("eingegangen"))
    visibility = models.CharField(max_length=20, choices=Visibility, default=Visibility.INTERNAL)

    class Meta:
        verbose_name = _("Bemerkung vorab")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(person__isnull=False) | ~models.Q(label=""),
                name="remark_of_somebody",
            ),
        ]

    def __str__(self) -> str:
        return self.label or str(self.person)

    @property
    def municipality(self) -> Municipality:
        return self.agenda_item.municipality
