"""The concept: the thing with a name that lives for decades."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from fortschrift.accounts.models import Municipality, slug_validator
from fortschrift.sources.models import ContactPoint, Event, Sourced


class Concept(Sourced):
    """A municipal concept; name and kind are two things ("Vielfalt leben", Integrationskonzept)."""

    class Phase(models.TextChoices):
        DRAFTING = "drafting", _("in Erarbeitung")
        DECIDING = "deciding", _("in der Beratungsfolge")
        IMPLEMENTING = "implementing", _("in Umsetzung")
        REVIEWING = "reviewing", _("in Überprüfung")
        ENDED = "ended", _("beendet")
        UNKNOWN = "unknown", _("nicht bekannt")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="concepts")
    slug = models.CharField(max_length=80, validators=[slug_validator])
    name = models.CharField(_("Name"), max_length=200)
    kind = models.CharField(_("Art"), max_length=80)
    summary = models.TextField(_("Worum es geht"), blank=True)
    aim = models.TextField(_("Ziel"), blank=True)
    phase = models.CharField(_("Stand"), max_length=20, choices=Phase, default=Phase.UNKNOWN)
    phase_note = models.CharField(max_length=300, blank=True)
    lead = models.CharField(_("Federführung"), max_length=200, blank=True)
    contact_point = models.ForeignKey(
        ContactPoint, models.PROTECT, null=True, blank=True, related_name="concepts"
    )
    #: Dated events that belong to its life: press releases, publications, reports.
    events: models.ManyToManyField[Event, models.Model] = models.ManyToManyField(
        Event, blank=True, related_name="concepts"
    )

    class Meta:
        verbose_name = _("Konzept")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["municipality", "slug"], name="concept_slug_once"),
        ]

    def __str__(self) -> str:
        return self.name


class ConceptName(Sourced):
    """A spelling or earlier name of a concept, as a source prints it."""

    concept = models.ForeignKey(Concept, models.PROTECT, related_name="names")
    name = models.CharField(_("Name"), max_length=200)
    note = models.CharField(_("Bemerkung"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("Namensform")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["concept", "name"], name="concept_name_once"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def municipality(self) -> Municipality:
        return self.concept.municipality


class ConceptRelation(Sourced):
    """How a concept stands to another one, here or known by its title only."""

    class Kind(models.TextChoices):
        PART_OF = "part_of", _("Teil von")
        BESIDE = "beside", _("steht neben")
        BASED_ON = "based_on", _("beruht auf")
        EMBEDDED_IN = "embedded_in", _("eingebettet in")

    concept = models.ForeignKey(Concept, models.PROTECT, related_name="relations")
    kind = models.CharField(_("Art"), max_length=20, choices=Kind)
    other = models.ForeignKey(
        Concept, models.PROTECT, null=True, blank=True, related_name="relations_to"
    )
    other_title = models.CharField(_("Titel"), max_length=200, blank=True)
    note = models.TextField(_("Bemerkung"), blank=True)

    class Meta:
        verbose_name = _("Beziehung")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(other__isnull=False) ^ ~Q(other_title=""),
                name="relation_concept_or_title",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.other or self.other_title}"

    @property
    def municipality(self) -> Municipality:
        return self.concept.municipality


class TargetGroup(models.Model):
    """People a concept or an element of it means; an object of its own, so that it can be found."""

    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="target_groups")
    name = models.CharField(_("Zielgruppe"), max_length=200)
    nodes = models.ManyToManyField("concepts.Node", blank=True, related_name="target_groups")
    versions = models.ManyToManyField("concepts.Version", blank=True, related_name="target_groups")

    class Meta:
        verbose_name = _("Zielgruppe")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["municipality", "name"], name="target_group_once"),
        ]

    def __str__(self) -> str:
        return self.name
