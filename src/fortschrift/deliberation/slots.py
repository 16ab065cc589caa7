"""What the council's pages show of concepts: what was decided, handed over, read, ordered.

The council knows no concept, so its pages offer named slots that are filled here.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from fortschrift.concepts.addresses import concept_url, version_url
from fortschrift.concepts.models import Concept, Version
from fortschrift.council.models import AgendaItem, Meeting, Organization, Paper
from fortschrift.deliberation import selectors
from fortschrift.deliberation.models import Decision, Mandate, Referral
from fortschrift.deliberation.wording import (
    decision_badge,
    decision_word,
    result_badge,
    vote_words,
)
from fortschrift.participation.models import Reading
from fortschrift.sources.shown import certainty_word, source_links
from fortschrift.web.content import content
from fortschrift.web.shapes import Link

Pieces = Mapping[Any, SafeString]
Shown = dict[str, Any]


def decided_on_items(items: Sequence[AgendaItem], request: HttpRequest) -> Pieces:
    """Show under each agenda item what was decided on which concept."""
    by_item = selectors.decisions_by_agenda_item(items)
    return {
        key: _rendered("decisions", request, decisions=_decisions(rows))
        for key, rows in by_item.items()
    }


def done_in_meetings(meetings: Sequence[Meeting], request: HttpRequest) -> Pieces:
    """Show what a meeting did for a concept beside its agenda items."""
    decisions = selectors.decisions_by_meeting(meetings)
    mandates = _by(selectors.mandates_in(meetings), "meeting_id")
    readings = _by(selectors.readings_in(meetings), "meeting_id")
    return {
        key: _rendered(
            "meeting",
            request,
            decisions=_decisions(decisions.get(key, [])),
            mandates=[{"row": row, **_concept(row)} for row in mandates.get(key, [])],
            readings=[_with_version(row) for row in readings.get(key, [])],
        )
        for key in {*decisions, *mandates, *readings}
    }


def concepts_of_papers(papers: Sequence[Paper], request: HttpRequest) -> Pieces:
    """Show which concept a paper brings before the bodies, and who handed it over."""
    by_paper = selectors.referrals_by_paper(papers)
    return {
        key: _rendered("paper", request, referrals=[_with_version(row) for row in rows])
        for key, rows in by_paper.items()
    }


def decided_by_organizations(bodies: Sequence[Organization], request: HttpRequest) -> Pieces:
    """Show what a body decided on concepts, the newest first."""
    by_body = _by(selectors.decisions_by(bodies), "organization_id")
    return {
        key: _rendered("organization", request, decisions=_decisions(rows))
        for key, rows in by_body.items()
    }


def _by(rows: Iterable[Any], field: str) -> Mapping[Any, list[Any]]:
    found: dict[Any, list[Any]] = defaultdict(list)
    for row in rows:
        found[getattr(row, field)].append(row)
    return found


def _rendered(name: str, request: HttpRequest, **context: Any) -> SafeString:
    return render_to_string(f"deliberation/{name}.html", context, request)


def _decisions(decisions: Iterable[Decision]) -> list[Shown]:
    return [
        {
            "row": decision,
            **_concept(decision),
            "word": decision_word(decision),
            "badge": decision_badge(decision),
            "vote": vote_words(decision),
            "results": [
                {
                    "row": result,
                    "badge": result_badge(result),
                    "certainty": certainty_word(result.question.claims.all()),
                    "version": _version(result.question.version, decision.concept),
                }
                for result in decision.results.all()
            ],
            "points": [
                {"row": point, "version": _version(point.version, decision.concept)}
                for point in decision.operative_points.all()
            ],
            "sources": _sources(decision),
        }
        for decision in decisions
    ]


def _with_version(row: Reading | Referral) -> Shown:
    return {"row": row, **_concept(row), "version": _version(row.version, row.concept)}


def _concept(row: Decision | Mandate | Reading | Referral) -> Shown:
    return {"concept": Link(content(row.concept.name), concept_url(row.concept))}


def _version(version: Version | None, concept: Concept) -> Link | None:
    return Link(content(version.label), version_url(version, concept)) if version else None


def _sources(decision: Decision) -> list[Link]:
    return source_links(decision.claims.all(), decision.concept.municipality.slug)
