"""The act by which the office adds words of its own to what became of proposals."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from fortschrift.accounts.journal import Entry, action, database_now
from fortschrift.accounts.models import User
from fortschrift.accounts.results import require
from fortschrift.deliberation.models import Consideration, Reply
from fortschrift.deliberation.permissions import may_answer
from fortschrift.participation.models import Submission


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """What is said to whoever sent a submission."""

    submission: Submission
    words: str


@action(_("{actor} hat auf {number} Vorschläge geantwortet ({consideration})."))
def answer_submissions(
    entry: Entry,
    consideration: Consideration,
    *,
    answered: Sequence[Answered],
    actor: User | None,
    now: datetime,
) -> list[Reply]:
    """Answer senders beside the result; what was said before stays, the last one counts.

    Raises ValidationError for none, for one named twice or of another reading, for empty words,
    and where the body sits in private: what it decided is nobody's to tell.
    """
    require(may_answer(actor, consideration.municipality))
    _check(consideration, answered)
    last = dict(
        Reply.objects.filter(
            consideration=consideration, submission__in=[each.submission for each in answered]
        ).order_by().values_list("submission").annotate(Max("order"))
    )  # fmt: skip
    entry.tell(consideration=consideration, number=len(answered))
    return [
        entry.create(
            Reply, consideration=consideration, submission=each.submission,
            order=last.get(each.submission.pk, 0) + 1, words=each.words.strip(), actor=actor,
            recorded=database_now(),
        )
        for each in answered
    ]  # fmt: skip


def _check(consideration: Consideration, answered: Sequence[Answered]) -> None:
    if consideration.organization.meets_in_public is False:
        raise ValidationError(
            _("Dieses Gremium tagt nicht öffentlich. Was es entscheidet, wird nicht mitgeteilt.")
        )
    if not answered:
        raise ValidationError(_("Bitte wählen Sie mindestens einen Vorschlag."))
    seen = set()
    for each in answered:
        words = {"submission": each.submission}
        if each.submission.reading_id != consideration.reading_id:
            raise ValidationError(_("„%(submission)s“ liegt dem Gremium nicht vor.") % words)
        if each.submission.pk in seen:
            raise ValidationError(_("„%(submission)s“ ist zweimal genannt.") % words)
        if not each.words.strip():
            raise ValidationError(_("Die Antwort auf „%(submission)s“ ist leer.") % words)
        seen.add(each.submission.pk)
