"""Amendments: the matter, its wordings and their parts, and what it replaces or stands against.

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
from fortschrift.concepts.models.history import Change
from fortschrift.concepts.models.nodes import Node
from fortschrift.sources.fields import PartialDateField
from fortschrift.sources.models import Sourced


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
