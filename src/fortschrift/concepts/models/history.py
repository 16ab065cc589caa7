"""How a text came about: changes with one parent each, strands that name a change, manifests."""

import uuid
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from fortschrift.accounts.append_only import AppendOnly
from fortschrift.accounts.models import Municipality, User
from fortschrift.concepts.models.concepts import Concept
from fortschrift.concepts.models.nodes import Outline
from fortschrift.sources.fields import PartialDateField


class Manifest(AppendOnly):
    """A frozen text: the keys of its node states in document order, and its canonical bytes.

    One row per different text; versions with the same text share it.  ``states`` is a JSON list of
    ``NodeState`` keys; where each stands follows from the child lists of the states.  ``canonical``
    is the zlib-compressed canonical form, whose SHA-256 is ``digest``.
    """

    concept = models.ForeignKey(Concept, models.PROTECT, related_name="manifests")
    outline = models.ForeignKey(Outline, models.PROTECT, related_name="manifests")
    digest = models.CharField(max_length=64)
    states = models.TextField()
    canonical = models.BinaryField()

    class Meta:
        verbose_name = _("Textstand")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["concept", "digest"], name="manifest_once"),
        ]

    def __str__(self) -> str:
        return self.digest[:12]

    @property
    def municipality(self) -> Municipality:
        return self.concept.municipality


class Change(AppendOnly):
    """Operations relative to one parent; a root change brings a text in from outside.

    ``operations`` is the canonical JSON of ``core.text`` with its schema version.  ``author`` is a
    name as printed; who moved it for whom stands in ``participation``.
    """

    class Kind(models.TextChoices):
        EDIT = "edit", _("Bearbeitung")
        IMPORT = "import", _("Übernahme von außen")
        TRANSCRIPTION = "transcription", _("bessere Abschrift")
        ERRATUM = "erratum", _("Berichtigung")
        UNDO = "undo", _("Rücknahme")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    concept = models.ForeignKey(Concept, models.PROTECT, related_name="changes")
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children"
    )
    kind = models.CharField(_("Art"), max_length=20, choices=Kind, default=Kind.EDIT)
    operations = models.TextField()
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


class Strand(models.Model):
    """A named pointer to a change: working draft, alternative text of a body, errata.

    ``states`` lists the node states of the head as a manifest does.  The head is no manifest,
    because a draft of hundreds of changes would keep hundreds of whole texts that nobody cites;
    canonical bytes are kept once it is frozen.
    """

    class Kind(models.TextChoices):
        DRAFT = "draft", _("Arbeitsentwurf")
        ALTERNATIVE = "alternative", _("Gegenentwurf")
        ERRATA = "errata", _("Berichtigungen")

    concept = models.ForeignKey(Concept, models.PROTECT, related_name="strands")
    name = models.CharField(_("Bezeichnung"), max_length=120)
    kind = models.CharField(_("Art"), max_length=20, choices=Kind, default=Kind.DRAFT)
    head = models.ForeignKey(Change, models.PROTECT, related_name="strands")
    outline = models.ForeignKey(Outline, models.PROTECT, related_name="strands")
    states = models.TextField()

    class Meta:
        verbose_name = _("Strang")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["concept", "name"], name="strand_name_once"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def municipality(self) -> Municipality:
        return self.concept.municipality
