"""Acts on what others say to a proposal: supporting it, remarks, questions and their answers."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from fortschrift.accounts.journal import Entry, action, database_now
from fortschrift.accounts.models import User
from fortschrift.accounts.results import require
from fortschrift.participation.models import (
    Answer,
    Comment,
    CommentStatus,
    Invitation,
    Reading,
    Submission,
    Support,
)
from fortschrift.participation.permissions import (
    may_handle_submissions,
    may_hold_readings,
    may_respond,
)

Status = CommentStatus.Status


@action(_("{actor} hat für „{reading}“ eingestellt, was möglich ist: {on}."))
def switch_responses(
    entry: Entry,
    reading: Reading,
    *,
    support: bool,
    comments: bool,
    questions: bool,
    actor: User | None,
    now: datetime,
) -> Reading:
    """Say what others may do with the proposals of a reading; nothing unless it is said here.

    What was said before stays when it is switched off, and is no longer shown.
    """
    require(may_hold_readings(actor, reading.municipality))
    chosen = {"takes_support": support, "takes_comments": comments, "takes_questions": questions}
    entry.save(reading, **chosen)
    words = (_("Unterstützen"), _("Anmerkungen"), _("Fragen"))
    on = [str(word) for word, is_on in zip(words, chosen.values(), strict=True) if is_on]
    entry.tell(reading=reading, on=", ".join(on) or str(_("nichts davon")))
    return reading


@action(_("Unterstützt wird: {submission}."))
def support_submission(
    entry: Entry,
    submission: Submission,
    *,
    actor: User | None,
    now: datetime,
    invitation: Invitation | None = None,
    visitor: str = "",
) -> Support:
    """Say that one supports a proposal; said again it stays as it was.

    One is known by the ``invitation``, else by the account, else by the ``visitor``, the hash of
    what only one's browser knows.
    """
    _require_may(submission, "support", actor, now, invitation)
    one = _one(actor, invitation, visitor)
    entry.tell(submission=submission)
    found = Support.objects.filter(submission=submission, **one).first()
    return found or entry.create(Support, submission=submission, recorded=database_now(), **one)


@action(_("Nicht mehr unterstützt wird: {submission}."))
def end_support(
    entry: Entry,
    submission: Submission,
    *,
    actor: User | None,
    now: datetime,
    invitation: Invitation | None = None,
    visitor: str = "",
) -> None:
    """Support a proposal no longer; nothing of it is left."""
    _require_may(submission, "support", actor, now, invitation)
    found = Support.objects.filter(submission=submission, **_one(actor, invitation, visitor))
    entry.tell(submission=submission)
    for each in found:
        entry.remove(each)


@action(_("Zu {submission} ist eingegangen: {kind}."))
def comment_on(
    entry: Entry,
    submission: Submission,
    *,
    kind: str,
    words: str,
    actor: User | None,
    now: datetime,
    shown_name: str = "",
    invitation: Invitation | None = None,
) -> Comment:
    """Leave a remark or a question on a proposal; it is shown when the office has released it.

    Raises ValidationError for no words, and for no name where the reading wants one.
    """
    _require_may(submission, kind, actor, now, invitation)
    reading = submission.reading
    assert reading is not None  # responses belong to readings
    if not words.strip():
        raise ValidationError({"words": _("Bitte schreiben Sie etwas.")})
    if not shown_name.strip() and not reading.allows_unnamed:
        raise ValidationError({"shown_name": _("Bitte sagen Sie, welcher Name gezeigt wird.")})
    comment = entry.create(
        Comment, submission=submission, kind=kind, words=words.strip(), user=actor,
        shown_name=shown_name.strip(), invitation=invitation, recorded=database_now(),
    )  # fmt: skip
    entry.tell(submission=submission, kind=comment.get_kind_display())
    return comment


@action(_("{actor} hat freigegeben: {comment}."))
def release_comment(
    entry: Entry, comment: Comment, *, actor: User | None, now: datetime
) -> CommentStatus:
    """Show a remark or a question."""
    return _mark(entry, comment, Status.RELEASED, actor)


@action(_("{actor} zeigt nicht: {comment}."))
def withhold_comment(
    entry: Entry, comment: Comment, *, actor: User | None, now: datetime
) -> CommentStatus:
    """Keep a remark or a question from being shown, also after it was."""
    return _mark(entry, comment, Status.WITHHELD, actor)


@action(_("{actor} hat geantwortet: {question}."))
def answer_question(
    entry: Entry, question: Comment, *, words: str, actor: User | None, now: datetime
) -> Answer:
    """Answer a question; the answer is shown with it.  Raises ValidationError for a remark."""
    require(may_handle_submissions(actor, question.municipality))
    if question.kind != Comment.Kind.QUESTION:
        raise ValidationError({"question": _("Das ist keine Frage.")})
    if not words.strip():
        raise ValidationError({"words": _("Bitte schreiben Sie eine Antwort.")})
    entry.tell(question=question)
    return entry.create(Answer, question=question, words=words.strip(), recorded=database_now())


def _require_may(
    submission: Submission,
    kind: str,
    actor: User | None,
    now: datetime,
    invitation: Invitation | None,
) -> None:
    require(may_respond(actor, submission, kind, timezone.localdate(now), invitation))
    if not Submission.objects.filter(pk=submission.pk).standing("released").exists():
        raise ValidationError({"submission": _("Dieser Vorschlag wird zurzeit nicht gezeigt.")})


def _one(actor: User | None, invitation: Invitation | None, visitor: str) -> Mapping[str, Any]:
    """Say by what it is known who supports; raises ValidationError for nobody."""
    if invitation is not None:
        return {"invitation": invitation}
    if actor is not None:
        return {"user": actor}
    if not visitor:
        raise ValidationError({"visitor": _("Bitte erlauben Sie dieser Seite ein Cookie.")})
    return {"visitor": visitor}


def _mark(entry: Entry, comment: Comment, status: str, actor: User | None) -> CommentStatus:
    require(may_handle_submissions(actor, comment.municipality))
    for found in comment.statuses.filter(status__in={status, Status.WITHHELD}).order_by("-pk"):
        raise ValidationError(
            _("„%(comment)s“ ist schon %(status)s.")
            % {"comment": comment, "status": found.get_status_display()}
        )
    entry.tell(comment=comment)
    return entry.create(CommentStatus, comment=comment, status=status, recorded=database_now())
