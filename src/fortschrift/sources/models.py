"""Sources and claims, media, figures, dated events that are no meeting, contact points."""

import uuid
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from fortschrift.accounts.models import Municipality, slug_validator
from fortschrift.sources.fields import PartialDateField


class Visibility(models.TextChoices):
    """Who may see a row.  What is not public may still be a public *step* without its content."""

    INTERNAL = "internal", _("intern")
    BODY = "body", _("nur für das Gremium")
    PUBLIC = "public", _("öffentlich")


class Source(models.Model):
    """A document or page that says something, with its address."""

    class Kind(models.TextChoices):
        PRESS_RELEASE = "press_release", _("Pressemitteilung")
        NEWS = "news", _("Pressebericht")
        WEB_PAGE = "web_page", _("Internetseite")
        MINUTES = "minutes", _("Niederschrift")
        RULES = "rules", _("Satzung oder Geschäftsordnung")
        COURT = "court", _("Gerichtsentscheidung")
        COUNCIL_SYSTEM = "council_system", _("Ratsinformationssystem")
        DOCUMENT = "document", _("Dokument")

    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="sources")
    slug = models.CharField(max_length=80, validators=[slug_validator])
    title = models.CharField(_("Titel"), max_length=400)
    kind = models.CharField(_("Art"), max_length=30, choices=Kind)
    publisher = models.CharField(_("Herausgeber"), max_length=200, blank=True)
    url = models.URLField(_("Adresse"), max_length=1000, blank=True)
    published = PartialDateField(_("erschienen"))
    note = models.TextField(_("Bemerkung"), blank=True)

    class Meta:
        verbose_name = _("Quelle")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["municipality", "slug"], name="source_slug_once"),
        ]

    def __str__(self) -> str:
        return self.title


class Claim(models.Model):
    """What one source says on one matter; the fact that relies on it points here."""

    class Certainty(models.TextChoices):
        STATED = "stated", _("so angegeben")
        PLANNED = "planned", _("angekündigt")
        INFERRED = "inferred", _("erschlossen")

    source = models.ForeignKey(Source, models.PROTECT, related_name="claims")
    what = models.CharField(_("worüber"), max_length=300)
    as_printed = models.TextField(_("im Wortlaut"), blank=True)
    certainty = models.CharField(max_length=20, choices=Certainty, default=Certainty.STATED)
    note = models.TextField(_("Bemerkung"), blank=True)

    class Meta:
        verbose_name = _("Angabe")

    def __str__(self) -> str:
        return self.what

    @property
    def municipality(self) -> Municipality:
        return self.source.municipality


class Contradiction(models.Model):
    """Claims that cannot all be right, side by side until somebody decides and sets ``held``."""

    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="contradictions")
    about = models.CharField(_("worüber"), max_length=300)
    claims: models.ManyToManyField[Claim, models.Model] = models.ManyToManyField(
        Claim, related_name="contradictions"
    )
    held = models.ForeignKey(Claim, models.PROTECT, null=True, blank=True, related_name="+")
    explanation = models.TextField(_("Erläuterung"), blank=True)

    class Meta:
        verbose_name = _("Widerspruch zwischen Quellen")

    def __str__(self) -> str:
        return self.about


class Sourced(models.Model):
    """Mixin of every recorded fact: the claims it rests on."""

    claims: models.ManyToManyField[Claim, models.Model] = models.ManyToManyField(
        Claim, blank=True, related_name="+"
    )

    class Meta:
        abstract = True


class Media(Sourced):
    """A picture with its rights; the file may be missing when the rights are not ours."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="media")
    file = models.FileField(_("Datei"), upload_to="original/", blank=True)
    preview = models.FileField(upload_to="preview/", blank=True)
    width = models.PositiveIntegerField(null=True, blank=True)
    height = models.PositiveIntegerField(null=True, blank=True)
    caption = models.CharField(_("Bildunterschrift"), max_length=400, blank=True)
    alternative_text = models.TextField(_("Bildbeschreibung"))
    credit = models.CharField(_("Bildnachweis"), max_length=200)
    licence = models.CharField(_("Lizenz oder Rechte"), max_length=200)
    is_symbolic = models.BooleanField(_("Symbolbild"), default=False)

    class Meta:
        verbose_name = _("Bild")

    def __str__(self) -> str:
        return self.caption or self.alternative_text[:60]


class Event(Sourced):
    """Something dated that is no meeting: a press release, a foundation, a report."""

    class Kind(models.TextChoices):
        PRESS_RELEASE = "press_release", _("Pressemitteilung")
        PUBLICATION = "publication", _("Veröffentlichung")
        FOUNDATION = "foundation", _("Gründung")
        RENAMING = "renaming", _("Umbenennung")
        REPORT = "report", _("Bericht")
        PUBLIC_EVENT = "public_event", _("Veranstaltung")
        ANNIVERSARY = "anniversary", _("Jubiläum")
        MOTION = "motion", _("Antrag")
        APPOINTMENT = "appointment", _("Besetzung")
        START = "start", _("Beginn")
        ACTIVITY = "activity", _("Tätigkeit")

    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="events")
    slug = models.CharField(max_length=80, validators=[slug_validator])
    kind = models.CharField(_("Art"), max_length=30, choices=Kind)
    title = models.CharField(_("Titel"), max_length=300)
    text = models.TextField(_("Text"), blank=True)
    date = PartialDateField(_("wann"))
    date_note = models.CharField(_("zum Datum"), max_length=300, blank=True)
    place = models.CharField(_("Ort"), max_length=200, blank=True)
    media: models.ManyToManyField[Media, models.Model] = models.ManyToManyField(
        Media, blank=True, related_name="events"
    )

    class Meta:
        verbose_name = _("Ereignis")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["municipality", "slug"], name="event_slug_once"),
        ]

    def __str__(self) -> str:
        return self.title


class Figure(Sourced):
    """A number about a municipality as a source gives it."""

    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="figures")
    what = models.CharField(_("was"), max_length=200)
    value = models.BigIntegerField(_("Wert"))
    unit = models.CharField(_("Einheit"), max_length=60, blank=True)
    date = PartialDateField(_("Stand"))
    date_note = models.CharField(_("zum Stand"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("Zahl")

    def __str__(self) -> str:
        return f"{self.what}: {self.value}"


class ContactPoint(Sourced):
    """Whom to ask: an office, never a private person."""

    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="contact_points")
    name = models.CharField(_("Stelle"), max_length=200)
    address = models.TextField(_("Anschrift"), blank=True)
    email = models.EmailField(_("E-Mail-Adresse"), blank=True)
    phone = models.CharField(_("Telefon"), max_length=60, blank=True)
    url = models.URLField(_("Adresse im Netz"), max_length=1000, blank=True)

    class Meta:
        verbose_name = _("Ansprechstelle")

    def __str__(self) -> str:
        return self.name
