"""What a text says in another language, tied to the very words that were translated."""

from typing import ClassVar

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from fortschrift.accounts.append_only import AppendOnly
from fortschrift.accounts.models import Municipality, User
from fortschrift.concepts.models.nodes import Node

#: BCP 47 in small letters: "en", "ar", "sr-latn", "de-simple".
language_validator = RegexValidator(
    r"\A[a-z]{2,3}(?:-[a-z0-9]{2,8})*\Z", _("Bitte geben Sie die Sprache als Kürzel an, etwa „en“.")
)


class Translation(AppendOnly):
    """Words of a node in another language; the latest for a wording counts.

    ``text_hash`` is over the plain words that were translated: a move or a change of marks leaves
    a translation as good as it was, a change of wording makes it stale.
    """

    class Field(models.TextChoices):
        HEADING = "heading", _("Überschrift")
        TEXT = "text", _("Text")
        ATTRIBUTE = "attribute", _("Merkmal")

    # No index of its own: the one of translation_of begins with the node.
    node = models.ForeignKey(Node, models.PROTECT, related_name="translations", db_index=False)
    field = models.CharField(_("Feld"), max_length=20, choices=Field)
    #: Which attribute, "" for heading and text.
    key = models.CharField(_("Merkmal"), max_length=60, blank=True)
    text_hash = models.CharField(max_length=64)
    language = models.CharField(_("Sprache"), max_length=35, validators=[language_validator])
    text = models.TextField(_("Übersetzung"))
    actor = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    recorded = models.DateTimeField(_("erfasst"))

    class Meta:
        verbose_name = _("Übersetzung")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(field="attribute") ^ Q(key=""), name="translation_key_of_attribute"
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["node", "language", "field", "key", "text_hash"], name="translation_of"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.node} {self.language}: {self.text[:40]}"

    @property
    def municipality(self) -> Municipality:
        return self.node.municipality
