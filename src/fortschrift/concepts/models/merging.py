"""What merging amendments leaves behind: conflicts, their resolution, places to look at.

A conflict never blocks: the base wording stays, the conflict is listed, and a row that points to
it resolves it later or never.
"""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from fortschrift.accounts.append_only import AppendOnly
from fortschrift.accounts.models import Municipality, User
from fortschrift.concepts.models.amendments import Amendment, AmendmentPart, Wording
from fortschrift.concepts.models.fates import Misfit
from fortschrift.concepts.models.history import Change, Strand
from fortschrift.concepts.models.nodes import Node


class Merge(AppendOnly):
    """Amendments merged as a set on one base; ``change`` is missing when none could be adopted."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    strand = models.ForeignKey(Strand, models.PROTECT, related_name="merges")
    base = models.ForeignKey(Change, models.PROTECT, related_name="merges_on_it")
    change = models.ForeignKey(Change, models.PROTECT, null=True, blank=True, related_name="merges")
    actor = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    reason = models.TextField(_("Grund"), blank=True)
    recorded = models.DateTimeField(_("erfasst"))

    class Meta:
        verbose_name = _("Einarbeitung")

    def __str__(self) -> str:
        return self.reason or str(self.pk)

    @property
    def municipality(self) -> Municipality:
        return self.strand.municipality


class Conflict(AppendOnly):
    """Wordings that cannot stand together; clashes that share one of them are one conflict.

    ``base`` is the change whose text they were written on.  ``change`` is set where the other
    side stands in the text already: an adopted amendment, or an edit at the desk.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    strand = models.ForeignKey(Strand, models.PROTECT, related_name="conflicts")
    merge = models.ForeignKey(
        Merge, models.PROTECT, null=True, blank=True, related_name="conflicts"
    )
    base = models.ForeignKey(Change, models.PROTECT, related_name="conflicts_on_it")
    change = models.ForeignKey(
        Change, models.PROTECT, null=True, blank=True, related_name="conflicts"
    )
    recorded = models.DateTimeField(_("erfasst"))

    class Meta:
        verbose_name = _("Überschneidung")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(merge__isnull=True) ^ Q(change__isnull=True),
                name="conflict_in_merge_or_with_change",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def municipality(self) -> Municipality:
        return self.strand.municipality


class Clash(AppendOnly):
    """One place of a conflict: a smallest set that cannot stand together, and why.

    ``field`` is as in ``core.text.Clash``; ``start`` and ``end`` are code points of the text of
    the conflict's base.
    """

    conflict = models.ForeignKey(Conflict, models.PROTECT, related_name="clashes", db_index=False)
    order = models.PositiveIntegerField()
    kind = models.CharField(_("Art"), max_length=20, choices=Misfit)
    node = models.ForeignKey(Node, models.PROTECT, null=True, blank=True, related_name="clashes")
    field = models.CharField(max_length=200, blank=True)
    start = models.PositiveIntegerField(null=True, blank=True)
    end = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        verbose_name = _("Stelle einer Überschneidung")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["conflict", "order"], name="clash_order_once"),
            models.CheckConstraint(
                condition=Q(start__isnull=True, end__isnull=True)
                | Q(start__isnull=False, end__gte=F("start"), node__isnull=False),
                name="clash_range",
            ),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()

    @property
    def municipality(self) -> Municipality:
        return self.conflict.municipality


class ConflictMember(AppendOnly):
    """A wording, or one part of it, that takes part in a clash."""

    clash = models.ForeignKey(Clash, models.PROTECT, related_name="members")
    wording = models.ForeignKey(Wording, models.PROTECT, related_name="conflict_members")
    part = models.ForeignKey(AmendmentPart, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("Vorschlag in einer Überschneidung")

    def __str__(self) -> str:
        return str(self.part or self.wording)

    @property
    def municipality(self) -> Municipality:
        return self.wording.municipality


class ConflictResolution(AppendOnly):
    """How a conflict was resolved; a decision, if there was one, points here from above.

    Once its change is taken back it counts no longer, and the conflict may be resolved anew.
    """

    class Kind(models.TextChoices):
        JOINT = "joint", _("gemeinsamer Wortlaut")
        CHOSEN = "chosen", _("für einen Vorschlag entschieden")
        KEPT = "kept", _("bisheriger Wortlaut bleibt")
        EDITORIAL = "editorial", _("redaktionell durch die Verwaltung")

    conflict = models.ForeignKey(Conflict, models.PROTECT, related_name="resolutions")
    kind = models.CharField(_("Art"), max_length=20, choices=Kind)
    amendment = models.ForeignKey(
        Amendment, models.PROTECT, null=True, blank=True, related_name="resolves"
    )
    change = models.ForeignKey(
        Change, models.PROTECT, null=True, blank=True, related_name="resolutions"
    )
    actor = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    reason = models.TextField(_("Grund"), blank=True)
    recorded = models.DateTimeField(_("erfasst"))

    class Meta:
        verbose_name = _("Lösung einer Überschneidung")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(kind="kept", amendment__isnull=True, change__isnull=True)
                | ~Q(kind="kept") & Q(amendment__isnull=False, change__isnull=False),
                name="resolution_by_text_or_kept",
            ),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()

    @property
    def municipality(self) -> Municipality:
        return self.conflict.municipality


class MergeNote(AppendOnly):
    """A place that somebody should look at after a change brought amendments together.

    *Order*: whole sentences or blocks at one place, taken by number.  *Sentence*: a sentence
    that several amendments changed, to be read once more.  *Lapsed*: an amendment to one that
    was not in the set.  ``start`` and ``end`` are code points of the text before the change;
    blocks came to stand under ``node`` behind ``after``.
    """

    class Kind(models.TextChoices):
        ORDER = "order", _("Reihenfolge bestätigen")
        SENTENCE = "sentence", _("Satz noch einmal lesen")
        LAPSED = "lapsed", _("ändert einen Vorschlag, der nicht dabei war")

    strand = models.ForeignKey(Strand, models.PROTECT, related_name="merge_notes")
    change = models.ForeignKey(
        Change, models.PROTECT, null=True, blank=True, related_name="merge_notes"
    )
    merge = models.ForeignKey(Merge, models.PROTECT, null=True, blank=True, related_name="notes")
    kind = models.CharField(_("Art"), max_length=20, choices=Kind)
    node = models.ForeignKey(Node, models.PROTECT, null=True, blank=True, related_name="+")
    after = models.ForeignKey(Node, models.PROTECT, null=True, blank=True, related_name="+")
    field = models.CharField(max_length=200, blank=True)
    start = models.PositiveIntegerField(null=True, blank=True)
    end = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        verbose_name = _("Prüfstelle")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(change__isnull=False) | Q(merge__isnull=False),
                name="merge_note_has_an_origin",
            ),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()

    @property
    def municipality(self) -> Municipality:
        return self.strand.municipality


class MergeNoteMember(AppendOnly):
    """A wording, or one part of it, that a place to look at is about; in the order taken."""

    note = models.ForeignKey(MergeNote, models.PROTECT, related_name="members", db_index=False)
    order = models.PositiveIntegerField()
    wording = models.ForeignKey(Wording, models.PROTECT, related_name="merge_notes")
    part = models.ForeignKey(AmendmentPart, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("Vorschlag an einer Prüfstelle")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["note", "order"], name="merge_note_order_once"),
        ]

    def __str__(self) -> str:
        return str(self.part or self.wording)

    @property
    def municipality(self) -> Municipality:
        return self.wording.municipality


class MergeNoteCheck(AppendOnly):
    """Somebody has looked at the place and found it right, or changed it afterwards."""

    note = models.ForeignKey(MergeNote, models.PROTECT, related_name="checks", db_index=False)
    actor = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    remark = models.TextField(_("Bemerkung"), blank=True)
    recorded = models.DateTimeField(_("erfasst"))

    class Meta:
        verbose_name = _("Bestätigung einer Prüfstelle")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["note"], name="merge_note_checked_once"),
        ]

    def __str__(self) -> str:
        return self.remark or str(self.note)

    @property
    def municipality(self) -> Municipality:
        return self.note.municipality
