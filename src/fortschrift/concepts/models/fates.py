"""What becomes of an amendment on a strand: which wording holds, who placed it, what took it in.

The wordings themselves know no strand; one wording may be open in a draft and adopted in another.
"""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from fortschrift.accounts.append_only import AppendOnly
from fortschrift.accounts.models import Municipality
from fortschrift.concepts.models.amendments import Amendment, AmendmentPart, Wording
from fortschrift.concepts.models.history import Change, Strand
from fortschrift.concepts.models.nodes import Node


class Misfit(models.TextChoices):
    """Why changes cannot stand together: the kinds of ``core.text.Clash``."""

    WORDS = "words", _("dieselben Wörter")
    ORDER = "order", _("dieselbe Lücke in einem Satz")
    DELETED = "deleted", _("hier gestrichen, dort geändert")
    VALUE = "value", _("dieselbe Angabe")
    STRUCTURE = "structure", _("derselbe Aufbau")
    CYCLE = "cycle", _("stünde unter sich selbst")
    KIND = "kind", _("an dieser Stelle nicht möglich")
    ALTERNATIVE = "alternative", _("als Alternativen erklärt")
    AMENDED = "amended", _("der geänderte Vorschlag ist nicht mehr offen")


class CurrentWording(models.Model):
    """Which wording of an amendment holds on a strand, and what became of it there.

    ``change`` is the one that adopted it, made it unfit or let it lapse; ``into`` the wording of
    the amended amendment that took it in.  ``misfit`` and the place say why it, or one of its
    parts while others stay open, no longer fits; ``start`` and ``end`` are code points of the
    text before ``change``.  ``cause`` is the amendment because of which it lapsed.
    """

    class State(models.TextChoices):
        OPEN = "open", _("offen")
        ADOPTED = "adopted", _("übernommen")
        UNFIT = "unfit", _("Textstelle hat sich geändert")
        LAPSED = "lapsed", _("entfällt")
        SET_ASIDE = "set_aside", _("nicht weiter verfolgt")

    # No index of its own: the one of current_wording_once begins with the strand.
    strand = models.ForeignKey(
        Strand, models.PROTECT, related_name="current_wordings", db_index=False
    )
    amendment = models.ForeignKey(Amendment, models.PROTECT, related_name="current_wordings")
    wording = models.ForeignKey(Wording, models.PROTECT, related_name="current_on")
    state = models.CharField(_("Stand"), max_length=20, choices=State, default=State.OPEN)
    change = models.ForeignKey(Change, models.PROTECT, null=True, blank=True, related_name="+")
    into = models.ForeignKey(Wording, models.PROTECT, null=True, blank=True, related_name="+")
    cause = models.ForeignKey(Amendment, models.PROTECT, null=True, blank=True, related_name="+")
    misfit = models.CharField(_("warum"), max_length=20, choices=Misfit, blank=True)
    node = models.ForeignKey(Node, models.PROTECT, null=True, blank=True, related_name="+")
    field = models.CharField(max_length=200, blank=True)
    start = models.PositiveIntegerField(null=True, blank=True)
    end = models.PositiveIntegerField(null=True, blank=True)
    reason = models.TextField(_("Grund"), blank=True)

    class Meta:
        verbose_name = _("geltender Wortlaut")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["strand", "amendment"], name="current_wording_once"),
            models.CheckConstraint(
                condition=Q(state="open", change__isnull=True, cause__isnull=True, misfit="")
                | Q(state__in=["open", "unfit"], change__isnull=False) & ~Q(misfit="")
                | Q(state="unfit", cause__isnull=False) & ~Q(misfit="")
                | Q(state="adopted", misfit="") & (Q(change__isnull=True) ^ Q(into__isnull=True))
                | Q(state="lapsed", misfit="") & (Q(change__isnull=False) | Q(cause__isnull=False))
                | Q(state="set_aside", change__isnull=True, misfit="") & ~Q(reason=""),
                name="current_wording_says_why",
            ),
            models.CheckConstraint(
                condition=Q(state="adopted") | Q(into__isnull=True),
                name="current_wording_into_if_adopted",
            ),
            models.CheckConstraint(
                condition=Q(start__isnull=True, end__isnull=True)
                | Q(start__isnull=False, end__gte=F("start"), node__isnull=False),
                name="current_wording_range",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.amendment}: {self.get_state_display()}"

    @property
    def municipality(self) -> Municipality:
        return self.strand.municipality


class Placement(AppendOnly):
    """An amendment brought to a strand, or given other words or an end there by somebody.

    Only what people did: what changes of the text made of it since is derived from here, along
    the changes that last.  ``at`` is the change on whose text the wording is to be read, and
    ``state`` what it was to be there; an amendment may be placed many times, the last one counts.
    A strand said again may place one that does not fit its text: ``misfit`` says why, and its
    wording is not to be read there.
    """

    strand = models.ForeignKey(Strand, models.PROTECT, related_name="placements")
    amendment = models.ForeignKey(Amendment, models.PROTECT, related_name="placements")
    wording = models.ForeignKey(Wording, models.PROTECT, related_name="+", db_index=False)
    at = models.ForeignKey(Change, models.PROTECT, related_name="+")
    state = models.CharField(_("Stand"), max_length=20, choices=CurrentWording.State)
    into = models.ForeignKey(Wording, models.PROTECT, null=True, blank=True, related_name="+")
    misfit = models.CharField(_("warum"), max_length=20, choices=Misfit, blank=True)
    reason = models.TextField(_("Grund"), blank=True)
    recorded = models.DateTimeField(_("erfasst"))

    class Meta:
        verbose_name = _("Vorlage eines Vorschlags")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state="adopted") ^ Q(into__isnull=True),
                name="placement_into_if_adopted",
            ),
            models.CheckConstraint(
                condition=Q(state="unfit") ^ Q(misfit=""), name="placement_unfit_says_why"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.amendment}: {self.get_state_display()}"

    @property
    def municipality(self) -> Municipality:
        return self.strand.municipality


class Adoption(AppendOnly):
    """A wording, or one part of it, taken into the text by a change, or into another wording.

    Which operations of the change come from it say the change's credits.
    """

    wording = models.ForeignKey(Wording, models.PROTECT, related_name="adoptions")
    part = models.ForeignKey(
        AmendmentPart, models.PROTECT, null=True, blank=True, related_name="adoptions"
    )
    strand = models.ForeignKey(Strand, models.PROTECT, related_name="adoptions")
    change = models.ForeignKey(
        Change, models.PROTECT, null=True, blank=True, related_name="adoptions"
    )
    into = models.ForeignKey(
        Wording, models.PROTECT, null=True, blank=True, related_name="adoptions_into_it"
    )
    recorded = models.DateTimeField(_("erfasst"))

    class Meta:
        verbose_name = _("Übernahme eines Vorschlags")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(change__isnull=True) ^ Q(into__isnull=True), name="adoption_one_place"
            ),
        ]

    def __str__(self) -> str:
        return str(self.part or self.wording)

    @property
    def municipality(self) -> Municipality:
        return self.strand.municipality
