"""Amendments: the matter, its wordings, and which wording holds on which strand.

An amendment knows no body and no person: at most an author's name as printed.  Who moves it for
whom stands in ``participation``, what was decided about it in ``deliberation``.
"""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from fortschrift.accounts.append_only import AppendOnly
from fortschrift.accounts.models import Municipality
from fortschrift.concepts.models.concepts import Concept
from fortschrift.concepts.models.history import Change, Strand
from fortschrift.concepts.models.nodes import Node
from fortschrift.sources.fields import PartialDateField
from fortschrift.sources.models import Sourced


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


class Amendment(Sourced):
    """A matter that somebody wants changed in the text; what it says stands in its wordings.

    ``number`` counts within the concept and decides the order at a shared place; ``label`` is
    what is printed on the paper.  ``amends`` is the amendment whose wording this one changes.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    concept = models.ForeignKey(Concept, models.PROTECT, related_name="amendments")
    number = models.PositiveIntegerField(_("Nr."))
    label = models.CharField(_("Bezeichnung"), max_length=120, blank=True)
    author = models.CharField(_("verfasst von"), max_length=200, blank=True)
    amends = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="amended_by"
    )
    happened = PartialDateField(_("wann"))
    recorded = models.DateTimeField(_("erfasst"))

    class Meta:
        verbose_name = _("Vorschlag zum Text")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["concept", "number"], name="amendment_number_once"),
            models.CheckConstraint(condition=~Q(amends=F("id")), name="amendment_amends_another"),
        ]

    def __str__(self) -> str:
        return self.label or str(_("Vorschlag %(number)d") % {"number": self.number})

    @property
    def municipality(self) -> Municipality:
        return self.concept.municipality


class AmendmentAlternative(AppendOnly):
    """Two amendments declared alternatives: where one is adopted the other lapses."""

    first = models.ForeignKey(Amendment, models.PROTECT, related_name="alternatives_after")
    second = models.ForeignKey(Amendment, models.PROTECT, related_name="alternatives_before")

    class Meta:
        verbose_name = _("Alternative zu einem Vorschlag")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["first", "second"], name="alternative_once"),
            models.CheckConstraint(
                condition=Q(first__lt=F("second")), name="alternative_in_one_spelling"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first} / {self.second}"

    @property
    def municipality(self) -> Municipality:
        return self.first.municipality


class AmendmentReplacement(AppendOnly):
    """A joint text stands for earlier amendments, which are credited when it is adopted."""

    amendment = models.ForeignKey(Amendment, models.PROTECT, related_name="replacements")
    replaced = models.ForeignKey(Amendment, models.PROTECT, related_name="replaced_by")

    class Meta:
        verbose_name = _("Ersetzung eines Vorschlags")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["amendment", "replaced"], name="replacement_once"),
            models.CheckConstraint(
                condition=~Q(amendment=F("replaced")), name="replacement_of_another"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.amendment} → {self.replaced}"

    @property
    def municipality(self) -> Municipality:
        return self.amendment.municipality


class Wording(AppendOnly):
    """What an amendment says at one time; the submitted one stays whatever follows.

    ``operations`` is the canonical JSON of ``core.text``, empty for a wish that has no wording
    yet; each votable part can be applied to the base by itself.  The base is the text as a
    change left it, or that text with another amendment's wording applied.  ``original`` keeps
    what was handed in, as it came.  ``consent`` and ``reason`` belong to a rewording.
    """

    class Kind(models.TextChoices):
        SUBMITTED = "submitted", _("eingereicht")
        TRANSLATED = "translated", _("übersetzt")
        CARRIED = "carried", _("fortgeschrieben")
        AMENDED = "amended", _("geändert")
        JOINT = "joint", _("gemeinsam")
        WORKED_OUT = "worked_out", _("dem Sinn nach ausgearbeitet")

    class Consent(models.TextChoices):
        GIVEN = "given", _("zugestimmt")
        NOT_ASKED = "not_asked", _("nicht gefragt")
        NOT_NEEDED = "not_needed", _("nicht nötig")
        UNKNOWN = "unknown", _("nicht bekannt")

    # No index of its own: the one of wording_order_once begins with the amendment.
    amendment = models.ForeignKey(
        Amendment, models.PROTECT, related_name="wordings", db_index=False
    )
    order = models.PositiveIntegerField()
    # Asked for by the amendment only, so the key needs no index of its own.
    previous = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="next", db_index=False
    )
    kind = models.CharField(_("Art"), max_length=20, choices=Kind)
    base = models.ForeignKey(Change, models.PROTECT, null=True, blank=True, related_name="wordings")
    base_wording = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="wordings_on_it",
        db_index=False,
    )  # fmt: skip
    operations = models.TextField(blank=True)
    original = models.TextField(_("wie eingereicht"), blank=True)
    language = models.CharField(_("Sprache"), max_length=35, default="de")
    consent = models.CharField(_("Zustimmung"), max_length=20, choices=Consent, blank=True)
    reason = models.TextField(_("Begründung"), blank=True)
    recorded = models.DateTimeField(_("erfasst"))

    class Meta:
        verbose_name = _("Wortlaut eines Vorschlags")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["amendment", "order"], name="wording_order_once"),
            models.CheckConstraint(
                condition=Q(base__isnull=True) ^ Q(base_wording__isnull=True),
                name="wording_one_base",
            ),
            models.CheckConstraint(
                condition=Q(order=1, previous__isnull=True, kind__in=["submitted", "joint"])
                | Q(order__gt=1, previous__isnull=False) & ~Q(kind="submitted"),
                name="wording_submitted_once",
            ),
            models.CheckConstraint(
                condition=~Q(operations="") | ~Q(original=""), name="wording_says_something"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["submitted", "carried"], consent="")
                | Q(kind__in=["translated", "amended", "joint", "worked_out"]) & ~Q(consent=""),
                name="wording_consent_to_rewording",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.amendment}: {self.get_kind_display()}"

    @property
    def municipality(self) -> Municipality:
        return self.amendment.municipality


class AmendmentPart(AppendOnly):
    """A part of a wording that can be voted on by itself: a set of its operations.

    ``ordinals`` is a JSON list of positions in the wording's operations; each belongs to exactly
    one part.  A part keeps order and label from wording to wording.
    """

    wording = models.ForeignKey(Wording, models.PROTECT, related_name="parts", db_index=False)
    order = models.PositiveIntegerField()
    label = models.CharField(_("Teil"), max_length=80)
    ordinals = models.TextField()

    class Meta:
        verbose_name = _("Teil eines Vorschlags")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["wording", "order"], name="part_order_once"),
            models.UniqueConstraint(fields=["wording", "label"], name="part_label_once"),
        ]

    def __str__(self) -> str:
        return f"{self.wording.amendment} {self.label}"

    @property
    def municipality(self) -> Municipality:
        return self.wording.municipality


class AmendmentTouch(AppendOnly):
    """A node that a wording of an amendment names; for a place, the parent.

    So that a change finds the amendments it touches by one query.  It may name too many, never
    too few.
    """

    amendment = models.ForeignKey(Amendment, models.PROTECT, related_name="touches")
    node = models.ForeignKey(Node, models.PROTECT, related_name="touches", db_index=False)

    class Meta:
        verbose_name = _("berührtes Element")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["node", "amendment"], name="touch_once"),
        ]

    def __str__(self) -> str:
        return f"{self.amendment}: {self.node}"

    @property
    def municipality(self) -> Municipality:
        return self.amendment.municipality


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
