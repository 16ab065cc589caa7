"""What somebody has typed at the desk and not saved yet: scratch, no part of the record."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from fortschrift.accounts.models import Municipality, User
from fortschrift.concepts.models.history import Change, Strand
from fortschrift.concepts.models.nodes import Node


class Scratch(models.Model):
    """The fields of one form as they were typed, by person, element of a draft and window.

    ``base`` is the change that the writing began on; ``fields`` is JSON; ``window`` is what the
    form was given when it was opened, so that two windows never write over each other.
    """

    strand = models.ForeignKey(Strand, models.PROTECT, related_name="scratches")
    node = models.ForeignKey(Node, models.PROTECT, related_name="scratches")
    user = models.ForeignKey(User, models.PROTECT, related_name="scratches")
    base = models.ForeignKey(Change, models.PROTECT, related_name="+")
    fields = models.TextField()
    window = models.CharField(max_length=32, blank=True, default="")
    kept = models.DateTimeField(_("zuletzt gemerkt"), auto_now=True)

    class Meta:
        verbose_name = _("noch nicht Gespeichertes")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["strand", "node", "user", "window"], name="scratch_once_in_window"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.strand}: {self.node}"

    @property
    def municipality(self) -> Municipality:
        return self.strand.concept.municipality
