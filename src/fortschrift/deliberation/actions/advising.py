"""Acts by which the office prepares a vote: what it recommends, and what goes together."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from fortschrift.accounts.journal import Entry, action, database_now
from fortschrift.accounts.models import User
from fortschrift.accounts.results import require
from fortschrift.concepts.models import Amendment
from fortschrift.deliberation.models import Consideration, Grouping, Recommendation
from fortschrift.deliberation.permissions import may_advise
from fortschrift.deliberation.selectors.considerations import check_laid

_WITH_REASON = frozenset({
    Recommendation.Advice.REJECT, Recommendation.Advice.SETTLED, Recommendation.Advice.LATER,
})  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Advised:
    """What is recommended on one proposal; against it only with a reason."""

    amendment: Amendment
    advice: str
    reason: str = ""
    is_undisputed: bool = False


@action(_("{actor} hat zu {number} Vorschlägen etwas empfohlen ({consideration})."))
def recommend(
    entry: Entry,
    consideration: Consideration,
    *,
    advised: Sequence[Advised],
    actor: User | None,
    now: datetime,
) -> list[Recommendation]:
    """Advise a body on proposals before it; what was advised before stays to be read.

    Raises ValidationError for none, for one named twice or not before the body, and for advice
    against a proposal without a reason.
    """
    require(may_advise(actor, consideration.municipality))
    check_laid(consideration, [each.amendment for each in advised])
    for each in advised:
        if each.advice in _WITH_REASON and not each.reason.strip():
            raise ValidationError(
                {"reason": _("Bitte begründen Sie, warum „%(amendment)s“ nicht übernommen werden"
                             " soll: Wer es vorgeschlagen hat, liest die Begründung.")
                 % {"amendment": each.amendment}}
            )  # fmt: skip
    last = _last(consideration, Recommendation, [each.amendment for each in advised])
    entry.tell(consideration=consideration, number=len(advised))
    return [
        entry.create(
            Recommendation,
            consideration=consideration,
            amendment=each.amendment,
            order=last.get(each.amendment.pk, 0) + 1,
            advice=each.advice,
            reason=each.reason.strip(),
            is_undisputed=each.is_undisputed,
            actor=actor,
            recorded=database_now(),
        )
        for each in advised
    ]


@action(_("{actor} lässt gemeinsam entscheiden: {amendments} mit „{leader}“ ({consideration})."))
def group_proposals(
    entry: Entry,
    consideration: Consideration,
    *,
    leader: Amendment,
    amendments: Sequence[Amendment],
    actor: User | None,
    now: datetime,
) -> list[Grouping]:
    """Let proposals that want the same be decided with one of them, whose words are voted on.

    Raises ValidationError when the leading one itself goes with another, or leads others that are
    named, and for those that are not before the body.
    """
    require(may_advise(actor, consideration.municipality))
    check_laid(consideration, [leader, *amendments])
    current = consideration.groupings.current()
    if current.filter(amendment=leader).exists():
        raise ValidationError(
            {"leader": _("„%(leader)s“ wird selbst mit einem anderen Vorschlag entschieden.")
             % {"leader": leader}}
        )  # fmt: skip
    for led in current.filter(leader__in=amendments).select_related("leader"):
        raise ValidationError(
            {"amendments": _("Mit „%(leader)s“ werden schon andere Vorschläge entschieden.")
             % {"leader": led.leader}}
        )  # fmt: skip
    entry.tell(
        consideration=consideration, leader=leader,
        amendments=", ".join(f"„{each}“" for each in amendments),
    )  # fmt: skip
    return _group(entry, consideration, leader, amendments, actor)


@action(_("{actor} lässt wieder einzeln entscheiden: {amendments} ({consideration})."))
def ungroup_proposals(
    entry: Entry,
    consideration: Consideration,
    *,
    amendments: Sequence[Amendment],
    actor: User | None,
    now: datetime,
) -> list[Grouping]:
    """Let proposals stand for themselves again; raises ValidationError for those that do."""
    require(may_advise(actor, consideration.municipality))
    check_laid(consideration, amendments)
    grouped = set(consideration.groupings.current().values_list("amendment_id", flat=True))
    for each in amendments:
        if each.pk not in grouped:
            raise ValidationError(
                {"amendments": _("„%(amendment)s“ wird schon einzeln entschieden.")
                 % {"amendment": each}}
            )  # fmt: skip
    entry.tell(
        consideration=consideration, amendments=", ".join(f"„{each}“" for each in amendments)
    )
    return _group(entry, consideration, None, amendments, actor)


def _group(
    entry: Entry,
    consideration: Consideration,
    leader: Amendment | None,
    amendments: Sequence[Amendment],
    actor: User | None,
) -> list[Grouping]:
    last = _last(consideration, Grouping, amendments)
    return [
        entry.create(
            Grouping,
            consideration=consideration,
            amendment=each,
            leader=leader,
            actor=actor,
            order=last.get(each.pk, 0) + 1,
            recorded=database_now(),
        )
        for each in amendments
    ]


def _last(
    consideration: Consideration,
    model: type[Recommendation] | type[Grouping],
    amendments: Sequence[Amendment],
) -> dict[object, int]:
    """Give the number of the last row of each amendment that has one; 1 query."""
    rows = model.objects.filter(consideration=consideration, amendment__in=amendments)
    return dict(rows.order_by().values_list("amendment").annotate(Max("order")))
