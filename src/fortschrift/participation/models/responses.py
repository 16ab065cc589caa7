"""What others say to a proposal: that they support it, remarks, questions and their answers.

None of it is a vote, and no page shows it as one.
"""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from fortschrift.accounts.append_only import AppendOnly
from fortschrift.accounts.models import Municipality, User
from fortschrift.participation.models.invitations import Invitation
from fortschrift.participation.models.submissions import Submission

#: How it is known who supports a proposal; of each row exactly one is set.
SUPPORTERS = ("invitation", "user", "visitor")


def _one_of(*names: str) -> Q:
    found = Q()
    for name in names:
        found |= Q(**{f"{each}__isnull": each != name for each in names})
    return found


class Support(AppendOnly):
    """That somebody supports a proposal: once by invitation, account or browser, until removed.

    ``visitor`` is the hash of a word that only the browser's session knows.
    """

    erasable = True

    submission = models.ForeignKey(Submission, models.PROTECT, related_name="supports")
    invitation = models.ForeignKey(
        Invitation, models.PROTECT, null=True, blank=True, related_name="supports"
    )
    user = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="supports")
    visitor = models.CharField(max_length=64, null=True, blank=True)  # noqa: DJ001
    recorded = models.DateTimeField(_("erfasst"))

    class Meta:
        verbose_name = _("Unterstützung eines Vorschlags")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["submission", "invitation"], name="support_once_by_invitation"
            ),
            models.UniqueConstraint(fields=["submission", "user"], name="support_once_by_account"),
            models.UniqueConstraint(
                fields=["submission", "visitor"], name="support_once_by_browser"
            ),
            models.CheckConstraint(condition=_one_of(*SUPPORTERS), name="support_of_one"),
        ]

    def __str__(self) -> str:
        return str(self.submission)

    @property
    def municipality(self) -> Municipality:
        return self.submission.municipality


def _has(status: str) -> Exists:
    return Exists(CommentStatus.objects.filter(comment=OuterRef("pk"), status=status))


class CommentQuerySet(models.QuerySet["Comment"]):
    """Which remarks and questions may be seen, and which the office has to look at."""

    def public(self) -> "CommentQuerySet":
        return self.filter(_has("released"), ~_has("withheld"))

    def waiting(self) -> "CommentQuerySet":
        """Those nobody has released or held back."""
        return self.filter(~_has("released"), ~_has("withheld"))

    def unanswered(self) -> "CommentQuerySet":
        """Questions that are shown and have no answer."""
        return self.public().filter(kind=Comment.Kind.QUESTION, answers__isnull=True)


class Comment(AppendOnly):
    """A remark on a proposal or a question about it, as it came; released before it is shown."""

    class Kind(models.TextChoices):
        COMMENT = "comment", _("Anmerkung")
        QUESTION = "question", _("Frage")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    submission = models.ForeignKey(Submission, models.PROTECT, related_name="comments")
    kind = models.CharField(_("Art"), max_length=20, choices=Kind)
    words = models.TextField(_("Text"), max_length=5000)
    shown_name = models.CharField(_("Name, der gezeigt wird"), max_length=200, blank=True)
    invitation = models.ForeignKey(
        Invitation, models.PROTECT, null=True, blank=True, related_name="comments"
    )
    user = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="comments")
    recorded = models.DateTimeField(_("erfasst"))

    objects = CommentQuerySet.as_manager()

    class Meta:
        verbose_name = _("Anmerkung oder Frage zu einem Vorschlag")

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.submission}"

    @property
    def municipality(self) -> Municipality:
        return self.submission.municipality


class CommentStatus(AppendOnly):
    """That a remark or question was released or held back; each at most once."""

    class Status(models.TextChoices):
        RELEASED = "released", _("freigegeben")
        WITHHELD = "withheld", _("nicht gezeigt")

    comment = models.ForeignKey(Comment, models.PROTECT, related_name="statuses")
    status = models.CharField(_("Stand"), max_length=20, choices=Status)
    recorded = models.DateTimeField(_("erfasst"))

    class Meta:
        verbose_name = _("Stand einer Anmerkung oder Frage")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["comment", "status"], name="comment_status_once"),
        ]

    def __str__(self) -> str:
        return f"{self.comment}: {self.get_status_display()}"

    @property
    def municipality(self) -> Municipality:
        return self.comment.municipality


class Answer(AppendOnly):
    """What the office answers to a question; a better answer stands beneath the first one."""

    question = models.ForeignKey(Comment, models.PROTECT, related_name="answers")
    words = models.TextField(_("Antwort"), max_length=5000)
    recorded = models.DateTimeField(_("erfasst"))

    class Meta:
        verbose_name = _("Antwort auf eine Frage")

    def __str__(self) -> str:
        return str(self.question)

    @property
    def municipality(self) -> Municipality:
        return self.question.municipality
