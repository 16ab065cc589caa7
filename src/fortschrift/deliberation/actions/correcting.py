"""The act of correcting a recorded decision on proposals: the wrong record stays, a right one
follows, and the text is said again as if it had been decided so from the start."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from fortschrift.accounts.journal import Entry, action
from fortschrift.accounts.models import User
from fortschrift.accounts.results import require
from fortschrift.concepts.actions import replay_strand, take_up_amendment
from fortschrift.concepts.lasting import standing_changes
from fortschrift.concepts.models import Amendment, Change, CurrentWording
from fortschrift.council.actions import correct_vote
from fortschrift.deliberation.actions.enacting import record_enactments
from fortschrift.deliberation.actions.occasions import Acting, Occasion, said_of
from fortschrift.deliberation.actions.ruling import Ruling, decide_proposals
from fortschrift.deliberation.models import Consideration, Decision
from fortschrift.deliberation.permissions import may_correct_decisions

State = CurrentWording.State


@action(_("{actor} hat den Beschluss „{decision}“ berichtigt: {correction}"))
def correct_decision(
    entry: Entry,
    decision: Decision,
    *,
    rulings: Sequence[Ruling],
    correction: str,
    actor: User | None,
    now: datetime,
    occasion: Occasion | None = None,
) -> Decision:
    """Record rightly how a body decided on proposals, and let the text follow.

    ``occasion`` is that of the record corrected, unless it was wrong, too.  Its ballot replaces
    the vote on record, if there is one; without a ballot that vote stays with the wrong record.
    What the wrong record had put into the text is left out: all else is said again on a
    fresh draft, which replaces the old one, and then what was really adopted is merged.  What it
    had set aside is open again before the right rulings are applied.

    Raises ValidationError for a decision that is not on proposals, for one corrected already, and
    when something later rests on words that should not be there, naming it.
    """
    require(may_correct_decisions(actor, decision.municipality))
    consideration = _consideration_of(decision)
    if Decision.objects.filter(corrects=decision).exists():
        raise ValidationError({"corrects": _("Dieser Beschluss ist schon berichtigt.")})
    if not correction.strip():
        raise ValidationError({"correction": _("Bitte sagen Sie, was berichtigt wird.")})
    _leave_out(entry, consideration, decision, actor=actor, now=now)
    for amendment in _set_aside_by(consideration, decision):
        take_up_amendment(
            amendment, strand=consideration.strand, reason=correction, actor=actor, now=now
        )
    occasion = occasion or Occasion(meeting=decision.meeting, date=decision.date)
    occasion = _with_right_vote(decision, occasion, correction, Acting(actor, now))
    right = decide_proposals(
        consideration, rulings=rulings, title=decision.title, corrects=decision,
        occasion=occasion, correction=correction, actor=actor, now=now,
    )  # fmt: skip
    record_enactments(entry, consideration, actor=actor)
    entry.tell(decision=decision, correction=correction)
    return right


def _with_right_vote(
    decision: Decision, occasion: Occasion, correction: str, acting: Acting
) -> Occasion:
    """Put the right vote in the place of the wrong one, so that only one of them stands."""
    wrong = decision.vote_event
    if wrong is None or occasion.ballot is None:
        return occasion
    instead = {
        "subject": wrong.subject, "meeting": wrong.meeting, "agenda_item": wrong.agenda_item,
        "visibility": wrong.visibility, **said_of(occasion.ballot),
    }  # fmt: skip
    made = correct_vote(wrong, instead=instead, wrong=correction, reason=correction, **acting.who)
    return replace(occasion, ballot=None, vote_event=made.replacement)


def _consideration_of(decision: Decision) -> Consideration:
    found = Consideration.objects.filter(questions__results__decision=decision).first()
    if found is None:
        raise ValidationError(
            {"decision": _("Mit diesem Beschluss ist über keine Vorschläge entschieden worden.")}
        )
    return found


def _leave_out(
    entry: Entry,
    consideration: Consideration,
    decision: Decision,
    *,
    actor: User | None,
    now: datetime,
) -> None:
    """Say the text again without the changes that the decision was enacted by, if there are any."""
    strand = consideration.strand
    changes = Change.objects.filter(
        enactments__result__decision=decision, pk__in=standing_changes(strand)
    ).distinct()
    if not changes:
        return
    fresh = replay_strand(
        strand, without=list(changes), name=_name(strand.name), actor=actor, now=now
    )
    entry.save(consideration, strand=fresh)


def _name(old: str) -> str:
    begun, counted, last = old.rpartition(_t(", berichtigt "))
    if counted and last.isdecimal():
        return f"{begun}{counted}{int(last) + 1}"
    return f"{old[:100]}{_t(', berichtigt ')}1"


def _set_aside_by(consideration: Consideration, decision: Decision) -> list[Amendment]:
    asked = decision.results.values("question__wording__amendment")
    rows = consideration.strand.current_wordings.filter(state=State.SET_ASIDE, amendment__in=asked)
    return [row.amendment for row in rows.select_related("amendment").order_by("amendment__number")]
