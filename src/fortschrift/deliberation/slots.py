"""What lower pages show of decisions: on the council's pages what was decided on concepts, on the
pages of concepts who decided on the words.

Neither knows the other, so their pages offer named slots that are filled here.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString

from fortschrift.accounts.models import User
from fortschrift.concepts.addresses import concept_url, version_url
from fortschrift.concepts.models import Amendment, Concept, Version
from fortschrift.council.addresses import organization_url
from fortschrift.council.models import AgendaItem, Meeting, Organization, Paper
from fortschrift.council.shown.votes import vote_result
from fortschrift.deliberation import selectors
from fortschrift.deliberation.addresses import consideration_url, cosignature_url
from fortschrift.deliberation.models import Decision, Mandate, QuestionResult, Referral
from fortschrift.deliberation.permissions import may_ask_for_cosignature, may_record_decisions
from fortschrift.deliberation.wording import (
    decision_badge,
    decision_word,
    result_badge,
    vote_words,
)
from fortschrift.participation.models import Reading
from fortschrift.sources.shown import certainty_word, source_links
from fortschrift.web.content import content
from fortschrift.web.dates import date_words
from fortschrift.web.shapes import Link
from fortschrift.web.vote_bar import count_words

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


def decided_on_words(origins: Sequence[Any], request: HttpRequest) -> Pieces:
    """Show beside words who decided on the proposal they come from, and on the version.

    Each origin has the ``change`` that put them in, its ``amendments``, and ``versions``, the first
    that says it before the one that is read; the first of them that somebody decided on is told.
    """
    enacted = selectors.enacted_by([origin.change.pk for origin in origins])
    versions = list({each.pk: each for origin in origins for each in origin.versions}.values())
    decided = selectors.decisions_on_versions(versions)
    lines = {
        version.pk: [_line(decision, version) for decision in decided.get(version.pk, ())]
        for version in versions
    }
    pieces = {}
    for origin in origins:
        own = [
            _result_line(each)
            for each in enacted.get(origin.change.pk, ())
            if _is_about(each, origin.amendments)
        ]
        found = next(filter(None, (lines[each.pk] for each in origin.versions)), [])
        if own or found:
            pieces[origin.pk] = _rendered("origin", request, own=own, decisions=found)
    return pieces


def _is_about(result: QuestionResult, amendments: Sequence[Amendment]) -> bool:
    """Whether a result is on one of these proposals, or on an overlap that made them one text."""
    wording = result.question.wording
    return wording is None or wording.amendment in amendments


def recorded_on_versions(versions: Sequence[Version], request: HttpRequest) -> Pieces:
    """Lead whoever records decisions from a version to handing it over and to its decision."""
    user = request.user if isinstance(request.user, User) else None
    pieces = {}
    for each in versions:
        if may_record_decisions(user, each.municipality):
            parts = [each.municipality.slug, each.concept.slug, each.slug]
            pieces[each.pk] = _rendered(
                "version_tools", request,
                hand_over_url=reverse("deliberation:hand_over", args=parts),
                decide_url=reverse("deliberation:decide_version", args=parts),
            )  # fmt: skip
    return pieces


def considered_in_readings(readings: Sequence[Reading], request: HttpRequest) -> Pieces:
    """Lead the office from a reading to the bodies that consider what it brought in."""
    user = request.user if isinstance(request.user, User) else None
    pieces = {}
    for each in readings:
        if may_record_decisions(user, each.municipality):
            parts = [each.municipality.slug, each.concept.slug, each.number]
            begun = [
                Link(content(str(row.organization)), consideration_url(row))
                for row in selectors.considerations_of(each)
            ]
            pieces[each.pk] = _rendered(
                "reading", request, begun=begun, open_url=reverse("deliberation:open", args=parts)
            )
    return pieces


def cosigning_of_versions(versions: Sequence[Version], request: HttpRequest) -> Pieces:
    """Lead the office from a version to its co-signatures, and say what is missing of them."""
    user = request.user if isinstance(request.user, User) else None
    towns = {each.municipality for each in versions}
    if not any(may_ask_for_cosignature(user, town) for town in towns):
        return {}
    missing = selectors.missing_cosignatures(versions)
    return {
        each.pk: _rendered(
            "cosigning_link", request, url=cosignature_url(each),
            missing=[str(row) for row in missing.get(each.pk, ())],
        )
        for each in versions
    }  # fmt: skip


def decided_on_version(versions: Sequence[Version], request: HttpRequest) -> Pieces:
    """Show over a comparison who decided on the new version."""
    decided = selectors.decisions_on_versions(versions)
    named = {version.pk: version for version in versions}
    return {
        key: _rendered("comparison", request, decisions=[_line(row, named[key]) for row in rows])
        for key, rows in decided.items()
    }


def _result_line(result: QuestionResult) -> Shown:
    """Say in one line how a body decided on a proposal."""
    line = _line(result.decision, None)
    return line | {"badge": result_badge(result), "about": content(result.question.as_stated)}


def _line(decision: Decision, version: Version | None) -> Shown:
    """Say in one line which body decided, when and how it was voted; on what, if on a version."""
    event = decision.vote
    counts = vote_result(event).counts if event else ()
    known = [count_words(each.key, each.value) for each in counts if each.value is not None]
    return {
        "word": decision_word(decision),
        "body": content(decision.organization.name_at(decision.date)),
        "body_url": organization_url(decision.organization),
        "date": date_words(decision.date, unknown=""),
        "badge": decision_badge(decision),
        "vote": vote_words(decision),
        "counts": " · ".join(known),
        "version": content(version.label) if version else "",
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
