"""How a text came about: changes with one parent each, strands that name a change, manifests."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from fortschrift.accounts.append_only import AppendOnly
from fortschrift.accounts.models import Municipality, User, slug_validator
from fortschrift.concepts.models.concepts import Concept
from fortschrift.concepts.models.nodes import Node, Outline
from fortschrift.sources.fields import PartialDateField


class Manifest(AppendOnly):
    """A frozen text: the keys of its node states in document order, and its canonical bytes.

    Versions with the same text of the same origin share it.  ``states`` is a JSON list of
    ``NodeState`` keys; where each stands follows from the child lists of the states.  ``canonical``
    is the zlib-compressed canonical form, whose SHA-256 is ``digest``; origins are no part of it,
    so two manifests may have one digest, told apart by that of ``states``.
    """

    concept = models.ForeignKey(Concept, models.PROTECT, related_name="manifests")
    outline = models.ForeignKey(Outline, models.PROTECT, related_name="manifests")
    digest = models.CharField(max_length=64)
    states = models.TextField()
    states_digest = models.CharField(max_length=64)
    canonical = models.BinaryField()

    class Meta:
        verbose_name = _("Textstand")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["concept", "digest", "states_digest"], name="manifest_once"
            ),
        ]

    def __str__(self) -> str:
        return self.digest[:12]

    @property
    def municipality(self) -> Municipality:
        return self.concept.municipality


class Change(AppendOnly):
    """Operations relative to one parent; a root change brings a text in or begins from nothing.

    ``operations`` is the canonical JSON of ``core.text`` with its schema version.  ``placed`` is a
    JSON list of the ``NodeState`` keys the change put in place, so that the text it left can be
    read without doing the operations again; a root change that brings a text in lists none, its
    text is kept whole, and one that begins from nothing lists the bare root.  ``outline`` stands
    where the change replaced it, or began with it.

    ``undoes`` is the change taken back; ``sources`` are changes of another strand this one was
    taken over from; ``credits`` (JSON, may be empty) says for each operation which wordings it
    comes from.  ``author`` is a name as printed; who moved it for whom stands in
    ``participation``.
    """

    class Kind(models.TextChoices):
        EDIT = "edit", _("Bearbeitung")
        IMPORT = "import", _("Übernahme von außen")
        TRANSCRIPTION = "transcription", _("bessere Abschrift")
        ERRATUM = "erratum", _("Berichtigung")
        UNDO = "undo", _("Rücknahme")
        TAKEN_OVER = "taken_over", _("Übernahme aus einem anderen Strang")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    concept = models.ForeignKey(Concept, models.PROTECT, related_name="changes")
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children"
    )
    kind = models.CharField(_("Art"), max_length=20, choices=Kind, default=Kind.EDIT)
    operations = models.TextField()
    placed = models.TextField(default="[]")
    outline = models.ForeignKey(
        Outline, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    undoes = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="undone_by"
    )
    sources: models.ManyToManyField["Change", "ChangeSource"] = models.ManyToManyField(
        "self", through="ChangeSource", symmetrical=False, related_name="taken_over_as"
    )
    credits = models.TextField(blank=True)
    author = models.CharField(_("verfasst von"), max_length=200, blank=True)
    actor = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    reason = models.TextField(_("Grund"), blank=True)
    happened = PartialDateField(_("wann"))
    recorded = models.DateTimeField(_("erfasst"))

    class Meta:
        verbose_name = _("Änderung")

    def __str__(self) -> str:
        return self.reason or str(self.pk)

    @property
    def municipality(self) -> Municipality:
        return self.concept.municipality


class ChangeSource(AppendOnly):
    """A change, and one of another strand that it was taken over from."""

    # No index of its own: the one of change_source_once begins with the change.
    change = models.ForeignKey(Change, models.PROTECT, related_name="+", db_index=False)
    source = models.ForeignKey(Change, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("übernommene Änderung")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["change", "source"], name="change_source_once"),
        ]

    def __str__(self) -> str:
        return f"{self.source} → {self.change}"

    @property
    def municipality(self) -> Municipality:
        return self.change.municipality


class OperationNode(AppendOnly):
    """A node that holds, or once held, characters of an operation.

    Tells where to look for what is left of it; what is left stands in the origins of the states.
    """

    # The index of operation_node_once begins with the node.
    node = models.ForeignKey(Node, models.PROTECT, related_name="operations", db_index=False)
    change = models.ForeignKey(Change, models.PROTECT, related_name="operation_nodes")
    ordinal = models.PositiveIntegerField()

    class Meta:
        verbose_name = _("Fundstelle einer Änderung")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["node", "change", "ordinal"], name="operation_node_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.change} {self.ordinal}: {self.node}"

    @property
    def municipality(self) -> Municipality:
        return self.node.municipality


class Strand(models.Model):
    """A named pointer to a change: working draft, alternative text of a body, errata.

    It was begun at a change, with the text of a version or with none; ``slug`` is its address at
    the desk.  A strand that ``replaces`` another one says again what that one said, but for what
    should not have been decided; the other one stays and is not written any more.

    ``states`` lists the node states of the head as a manifest does.  The head is no manifest,
    because a draft of hundreds of changes would keep hundreds of whole texts that nobody cites;
    canonical bytes are kept once it is frozen.
    """

    class Kind(models.TextChoices):
        DRAFT = "draft", _("Arbeitsentwurf")
        ALTERNATIVE = "alternative", _("Gegenentwurf")
        ERRATA = "errata", _("Berichtigungen")

    concept = models.ForeignKey(Concept, models.PROTECT, related_name="strands")
    slug = models.CharField(max_length=80, validators=[slug_validator])
    name = models.CharField(_("Bezeichnung"), max_length=120)
    kind = models.CharField(_("Art"), max_length=20, choices=Kind, default=Kind.DRAFT)
    head = models.ForeignKey(Change, models.PROTECT, related_name="strands")
    begun_at = models.ForeignKey(Change, models.PROTECT, related_name="strands_begun")
    replaces = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="replaced_by"
    )
    outline = models.ForeignKey(Outline, models.PROTECT, related_name="strands")
    states = models.TextField()

    class Meta:
        verbose_name = _("Strang")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["concept", "name"], name="strand_name_once"),
            models.UniqueConstraint(fields=["concept", "slug"], name="strand_slug_once"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def municipality(self) -> Municipality:
        return self.concept.municipality


class ErratumReply(AppendOnly):
    """What was done in a draft about an erratum of an earlier text; the latest counts.

    ``change`` is the erratum, ``taken_as`` the change of the draft that took it over.
    """

    class Reply(models.TextChoices):
        TAKEN_OVER = "taken_over", _("übernommen")
        ALREADY_THERE = "already_there", _("steht schon so da")
        NOT_WANTED = "not_wanted", _("nicht gewünscht")

    change = models.ForeignKey(Change, models.PROTECT, related_name="replies")
    strand = models.ForeignKey(Strand, models.PROTECT, related_name="erratum_replies")
    reply = models.CharField(_("Antwort"), max_length=20, choices=Reply)
    taken_as = models.ForeignKey(Change, models.PROTECT, null=True, blank=True, related_name="+")
    note = models.TextField(_("Bemerkung"), blank=True)
    actor = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    recorded = models.DateTimeField(_("erfasst"))

    class Meta:
        verbose_name = _("Antwort auf eine Berichtigung")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(reply="taken_over") ^ Q(taken_as__isnull=True),
                name="erratum_reply_taken_as",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.strand}: {self.get_reply_display()}"

    @property
    def municipality(self) -> Municipality:
        return self.strand.municipality
