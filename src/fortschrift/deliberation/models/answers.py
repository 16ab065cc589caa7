"""What the office adds in its own words to what became of a proposal."""

from typing import ClassVar

from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.utils.translation import gettext_lazy as _

from fortschrift.accounts.append_only import AppendOnly
from fortschrift.accounts.models import Municipality, User
from fortschrift.deliberation.models.considerations import Consideration
from fortschrift.participation.models import Submission


class ReplyQuerySet(models.QuerySet["Reply"]):
    """Which reply counts."""

    def current(self) -> "ReplyQuerySet":
        """The last on each submission from each consideration."""
        later = Reply.objects.filter(
            consideration=OuterRef("consideration"), submission=OuterRef("submission")
        ).order_by("-order")
        return self.filter(order=Subquery(later.values("order")[:1]))


class Reply(AppendOnly):
    """Words of the office to whoever sent a submission, beside the result; the last one counts.

    They are read by whoever knows the short code, and hold no name but the one that is shown:
    rows that only grow could not forget it.
    """

    consideration = models.ForeignKey(
        Consideration, models.PROTECT, related_name="replies", db_index=False
    )
    submission = models.ForeignKey(Submission, models.PROTECT, related_name="replies")
    order = models.PositiveIntegerField()
    words = models.TextField(_("Antwort"), max_length=5000)
    actor = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    recorded = models.DateTimeField(_("erfasst"))

    objects = ReplyQuerySet.as_manager()

    class Meta:
        verbose_name = _("Antwort der Stelle auf einen Vorschlag")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["consideration", "submission", "order"], name="reply_order_once"
            ),
            models.CheckConstraint(condition=~Q(words=""), name="reply_says_something"),
        ]

    def __str__(self) -> str:
        return f"{self.submission}: {self.words[:60]}"

    @property
    def municipality(self) -> Municipality:
        return self.submission.municipality
