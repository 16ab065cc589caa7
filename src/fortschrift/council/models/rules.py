"""By which rules a body decides beside the law, and which hints on a vote somebody has checked."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from fortschrift.accounts.models import Municipality, User
from fortschrift.council.models.meetings import Meeting
from fortschrift.council.models.organizations import Organization
from fortschrift.council.models.votes import VoteEvent
from fortschrift.sources.fields import PartialDateField
from fortschrift.sources.models import Sourced


class RuleSet(Sourced):
    """A text by which a body decides: by-law, standing orders, its own rules, a ruling.

    ``values`` are parameters with values as rule packs write them, or each with ``value``,
    ``place`` in the text and ``leaves_to``.  The law of the Land is no row but a file.
    """

    class Layer(models.TextChoices):
        CHARTER = "charter", _("Hauptsatzung")
        STANDING_ORDERS = "standing_orders", _("Geschäftsordnung oder eigene Regeln")
        RULING = "ruling", _("Festlegung in der Sitzung")

    class Mark(models.TextChoices):
        VERIFIED = "verified", _("am Text geprüft")
        DRAFT = "draft", _("nicht geprüft")

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="rule_sets")
    meeting = models.ForeignKey(
        Meeting, models.PROTECT, null=True, blank=True, related_name="rulings"
    )
    layer = models.CharField(_("Ebene"), max_length=20, choices=Layer)
    title = models.CharField(_("Bezeichnung"), max_length=300)
    valid_from = PartialDateField(_("gilt seit"))
    valid_to = PartialDateField(_("gilt bis"))
    mark = models.CharField(_("geprüft"), max_length=20, choices=Mark, default=Mark.DRAFT)
    values = models.JSONField(_("Regeln"))
    note = models.TextField(_("Bemerkung"), blank=True)

    class Meta:
        verbose_name = _("Regeln eines Gremiums")
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(layer="ruling", meeting__isnull=False)
                | (~Q(layer="ruling") & Q(meeting__isnull=True)),
                name="rule_set_ruling_in_meeting",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def municipality(self) -> Municipality:
        return self.organization.municipality


class CheckedFinding(models.Model):
    """A hint on a vote that somebody looked into; it is silent from then on."""

    vote_event = models.ForeignKey(VoteEvent, models.PROTECT, related_name="checked_findings")
    code = models.CharField(max_length=60)
    remark = models.TextField(_("Bemerkung"))
    checked_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    checked = models.DateTimeField(_("geprüft am"))

    class Meta:
        verbose_name = _("geprüfter Hinweis")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["vote_event", "code"], name="finding_checked_once"),
        ]

    def __str__(self) -> str:
        return self.remark

    @property
    def municipality(self) -> Municipality:
        return self.vote_event.municipality
