"""What somebody has begun to propose and not sent yet: scratch, no part of the record."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from fortschrift.accounts.models import Municipality, User
from fortschrift.concepts.models import Node
from fortschrift.participation.models.readings import Reading
from fortschrift.participation.models.submissions import Submission


class ProposalDraft(models.Model):
    """The fields of one form as they were typed, by person or browser, passage and window.

    ``fields`` is JSON.  Whoever has an account is known by it, everybody else by ``visitor``, the
    hash of a word that only their browser's session knows.
    """

    reading = models.ForeignKey(Reading, models.PROTECT, related_name="drafts")
    node = models.ForeignKey(Node, models.PROTECT, related_name="+")
    user = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    visitor = models.CharField(max_length=64, blank=True)
    window = models.CharField(max_length=32)
    kind = models.CharField(_("Art"), max_length=20, choices=Submission.Kind)
    fields = models.TextField()
    kept = models.DateTimeField(_("zuletzt gemerkt"))

    class Meta:
        verbose_name = _("Begonnener Vorschlag")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["reading", "node", "window"], name="proposal_draft_once_in_window"
            ),
            models.CheckConstraint(
                condition=Q(user__isnull=True) & ~Q(visitor="") | Q(user__isnull=False, visitor=""),
                name="proposal_draft_of_one",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reading}: {self.node}"

    @property
    def municipality(self) -> Municipality:
        return self.reading.municipality
