"""What pages of the council show of concepts: what a meeting or an item of it decided.

The council knows no concept, so its pages offer named slots that are filled here.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from fortschrift.council.models import AgendaItem, Meeting
from fortschrift.deliberation import selectors
from fortschrift.deliberation.models import Decision, Mandate
from fortschrift.deliberation.wording import decision_word, result_badge
from fortschrift.participation.models import Reading
from fortschrift.sources.models import Source


def decided_on_items(items: Sequence[AgendaItem], request: HttpRequest) -> Mapping[Any, SafeString]:
    """Show under each agenda item what was decided on which concept."""
    by_item = selectors.decisions_by_agenda_item(items)
    return {key: _rendered(request, decisions=rows) for key, rows in by_item.items()}


def done_in_meetings(meetings: Sequence[Meeting], request: HttpRequest) -> Mapping[Any, SafeString]:
    """Show what a meeting did for a concept beside its agenda items."""
    decisions = selectors.decisions_by_meeting(meetings)
    mandates = _by_meeting(selectors.mandates_in(meetings))
    readings = _by_meeting(selectors.readings_in(meetings))
    return {
        key: _rendered(
            request,
            decisions=decisions.get(key, []),
            mandates=mandates.get(key, []),
            readings=readings.get(key, []),
        )
        for key in {*decisions, *mandates, *readings}
    }


def _by_meeting(rows: Iterable[Any]) -> Mapping[Any, list[Any]]:
    found: dict[Any, list[Any]] = defaultdict(list)
    for row in rows:
        found[row.meeting_id].append(row)
    return found


def _rendered(
    request: HttpRequest,
    *,
    decisions: Sequence[Decision],
    mandates: Sequence[Mandate] = (),
    readings: Sequence[Reading] = (),
) -> SafeString:
    context = {
        "decisions": [_shown(decision) for decision in decisions],
        "mandates": mandates,
        "readings": readings,
    }
    return render_to_string("deliberation/done.html", context, request)


def _shown(decision: Decision) -> dict[str, Any]:
    results = [(result, result_badge(result)) for result in decision.results.all()]
    return {
        "row": decision,
        "word": decision_word(decision),
        "results": results,
        "points": list(decision.operative_points.all()),
        "sources": _sources(decision),
    }


def _sources(decision: Decision) -> list[Source]:
    return list({claim.source_id: claim.source for claim in decision.claims.all()}.values())
