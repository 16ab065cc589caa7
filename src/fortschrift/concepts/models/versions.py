"""Versions: the fact, what it says, what was decided about it, and how elements descend."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from fortschrift.accounts.append_only import AppendOnly
from fortschrift.accounts.models import Municipality, slug_validator
from fortschrift.concepts.models.concepts import Concept
from fortschrift.concepts.models.history import Change, Manifest
from fortschrift.concepts.models.nodes import Node
from fortschrift.sources.fields import PartialDateField
from fortschrift.sources.models import Sourced


class Version(Sourced):
    """A version of a concept as a fact; it may have no text at all."""

    class Revision(models.TextChoices):
        NEW = "new", _("erstmals erarbeitet")
        AMENDING = "amending", _("Ergänzung und Anpassung")
        REPLACING = "replacing", _("Neufassung")
        UNKNOWN = "unknown", _("nicht bekannt")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    concept = models.ForeignKey(Concept, models.PROTECT, related_name="versions")
    slug = models.CharField(max_length=80, validators=[slug_validator])
    label = models.CharField(_("Bezeichnung"), max_length=200)
    order = models.PositiveIntegerField()
    revision = models.CharField(max_length=20, choices=Revision, default=Revision.UNKNOWN)
    based_on = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="successors"
    )
    author = models.CharField(_("erarbeitet von"), max_length=300, blank=True)
    valid_from = PartialDateField(_("Zeitraum ab"))
    valid_to = PartialDateField(_("Zeitraum bis"))
    no_text_reason = models.CharField(_("warum ohne Text"), max_length=400, blank=True)

    class Meta:
        verbose_name = _("Fassung")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["concept", "slug"], name="version_slug_once"),
            models.UniqueConstraint(fields=["concept", "order"], name="version_order_once"),
        ]

    def __str__(self) -> str:
        return f"{self.concept} {self.label}"

    @property
    def municipality(self) -> Municipality:
        return self.concept.municipality


class VersionFact(Sourced):
    """What a source tells about a version beside its text: pages, contributors, money, dimensions.

    An empty ``value`` means not known; ``reason`` then says why.
    """

    version = models.ForeignKey(Version, models.PROTECT, related_name="facts")
    order = models.PositiveIntegerField()
    label = models.CharField(_("Angabe"), max_length=200)
    value = models.TextField(_("Inhalt"), blank=True)
    reason = models.CharField(_("warum nicht bekannt"), max_length=300, blank=True)
    note = models.TextField(_("Bemerkung"), blank=True)

    class Meta:
        verbose_name = _("Angabe zu einer Fassung")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["version", "order"], name="version_fact_order_once"),
            models.CheckConstraint(
                condition=~Q(value="") | ~Q(reason=""), name="version_fact_value_or_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.label}: {self.value or self.reason}"

    @property
    def municipality(self) -> Municipality:
        return self.version.municipality


class VersionText(AppendOnly, Sourced):
    """What a version says, as far as it is known; the latest is shown, all stay citable by hash."""

    class Completeness(models.TextChoices):
        COMPLETE = "complete", _("vollständig")
        PARTIAL = "partial", _("in Teilen")
        TITLES_ONLY = "titles_only", _("nur Überschriften")

    class Kind(models.TextChoices):
        ORIGINAL = "original", _("Original")
        TRANSCRIPTION = "transcription", _("bessere Abschrift")
        ERRATUM = "erratum", _("Berichtigung")

    version = models.ForeignKey(Version, models.PROTECT, related_name="texts")
    order = models.PositiveIntegerField()
    change = models.ForeignKey(Change, models.PROTECT, related_name="version_texts")
    manifest = models.ForeignKey(Manifest, models.PROTECT, related_name="version_texts")
    hash = models.CharField(max_length=64)
    completeness = models.CharField(_("Umfang"), max_length=20, choices=Completeness)
    kind = models.CharField(_("Art"), max_length=20, choices=Kind, default=Kind.ORIGINAL)
    note = models.TextField(_("Bemerkung"), blank=True)
    recorded = models.DateTimeField(_("erfasst"))

    class Meta:
        verbose_name = _("Text einer Fassung")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["version", "order"], name="version_text_order_once"),
        ]

    def __str__(self) -> str:
        return f"{self.version} {self.hash[:12]}"

    @property
    def municipality(self) -> Municipality:
        return self.version.municipality


class VersionStatus(AppendOnly, Sourced):
    """What became of a version; adoption without amendment is a new status of the same version."""

    class Status(models.TextChoices):
        DRAFT = "draft", _("Entwurf")
        PROPOSED = "proposed", _("zur Beratung vorgelegt")
        ADOPTED = "adopted", _("beschlossen")
        VALID = "valid", _("gültig")
        SUPERSEDED = "superseded", _("durch neue Fassung abgelöst")
        REJECTED = "rejected", _("abgelehnt")
        UNKNOWN_WHETHER_ADOPTED = "unknown_whether_adopted", _("nicht bekannt, ob beschlossen")

    version = models.ForeignKey(Version, models.PROTECT, related_name="statuses")
    status = models.CharField(_("Stand"), max_length=30, choices=Status)
    happened = PartialDateField(_("seit"))
    recorded = models.DateTimeField(_("erfasst"))
    note = models.CharField(_("Bemerkung"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("Stand einer Fassung")

    def __str__(self) -> str:
        return f"{self.version}: {self.get_status_display()}"

    @property
    def municipality(self) -> Municipality:
        return self.version.municipality


class Lineage(AppendOnly, Sourced):
    """Descent of elements where the id does not say it: n:m, across levels, also from nothing."""

    class Kind(models.TextChoices):
        SPLIT = "split", _("geteilt")
        JOINED = "joined", _("zusammengeführt")
        ABSORBED = "absorbed", _("in anderem aufgegangen")
        SAME = "same", _("dasselbe, später erkannt")
        HANDED_ON = "handed_on", _("an anderes Konzept abgegeben")
        ENDED = "ended", _("beendet")
        UNKNOWN = "unknown", _("nicht bekannt")

    concept = models.ForeignKey(Concept, models.PROTECT, related_name="lineages")
    from_node = models.ForeignKey(
        Node, models.PROTECT, null=True, blank=True, related_name="lineages_from"
    )
    to_node = models.ForeignKey(
        Node, models.PROTECT, null=True, blank=True, related_name="lineages_to"
    )
    from_version = models.ForeignKey(
        Version, models.PROTECT, null=True, blank=True, related_name="lineages_from"
    )
    to_version = models.ForeignKey(
        Version, models.PROTECT, null=True, blank=True, related_name="lineages_to"
    )
    kind = models.CharField(_("Art"), max_length=20, choices=Kind)
    change = models.ForeignKey(Change, models.PROTECT, null=True, blank=True, related_name="+")
    note = models.TextField(_("Bemerkung"), blank=True)

    class Meta:
        verbose_name = _("Abstammung")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(from_node__isnull=False)
                | Q(to_node__isnull=False)
                | Q(from_version__isnull=False),
                name="lineage_says_something",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.from_node} → {self.to_node}: {self.get_kind_display()}"

    @property
    def municipality(self) -> Municipality:
        return self.concept.municipality
