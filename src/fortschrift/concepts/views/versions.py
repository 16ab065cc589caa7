"""Pages on concepts: the list of a municipality, and a version to read."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from fortschrift.accounts.kept_pages import kept_page
from fortschrift.accounts.models import Municipality, User
from fortschrift.accounts.scope import home_crumb, municipality_or_404
from fortschrift.concepts import selectors, shown
from fortschrift.concepts.addresses import concept_url, concepts_url, version_url
from fortschrift.concepts.exports import version_files
from fortschrift.concepts.findings import shown_findings
from fortschrift.concepts.models import Concept, ManuscriptRecord, Version
from fortschrift.concepts.permissions import may_bring_in_files, may_keep_concepts
from fortschrift.concepts.reading import reading
from fortschrift.concepts.selectors import ShownText
from fortschrift.concepts.workplace import drafts_for
from fortschrift.sources.shown import marks
from fortschrift.web.content import content
from fortschrift.web.registry import prefetch_slots
from fortschrift.web.shapes import Link
from fortschrift.web.source_numbers import SourceNumbers


def concepts(request: HttpRequest, municipality: str) -> HttpResponse:
    """List the concepts of a municipality, each with its latest version."""
    town = municipality_or_404(municipality)
    user = request.user if isinstance(request.user, User) else None
    return render(
        request,
        "concepts/concepts.html",
        {
            "municipality": town,
            "may_bring_in": bool(user and may_bring_in_files(user, town)),
            "cards": [_card(concept) for concept in selectors.concepts_of(town)],
            "crumbs": [home_crumb(town), Link(_("Konzepte"))],
        },
    )


@kept_page("text")
def version(request: HttpRequest, municipality: str, concept: str, version: str) -> HttpResponse:
    """Show a version to read: its text as far as it is known, where it stands, its sources.

    ``?text=`` with the beginning of a hash shows exactly that text of the version.
    """
    town = municipality_or_404(municipality)
    found = selectors.version(town, concept, version)
    if found is None:
        raise Http404(_("Diese Fassung ist hier nicht verzeichnet."))
    text = _text_or_404(found, request.GET.get("text", ""))
    numbers = SourceNumbers()
    context = _record(found, town, text, numbers)
    context |= _text(found, text, numbers, request) if text else {}
    slots = prefetch_slots({"concepts.version": [found]}, request=request)
    context |= {"slots": slots, "source_notes": numbers.notes}
    context["drafts_url"] = drafts_for(request, found.concept)
    return render(request, "concepts/version.html", context)


def _card(concept: Concept) -> dict[str, Any]:
    # ``latest`` and ``version_count`` are what the selector adds to each concept.
    latest = next(iter(concept.latest), None)  # type: ignore[attr-defined]
    return {
        "concept": concept,
        "url": concept_url(concept) or (version_url(latest, concept) if latest else ""),
        "latest": latest,
        "badges": shown.standing_badges(latest) if latest else [],
    }


def _text_or_404(version: Version, start: str) -> ShownText | None:
    """Read the text that is asked for; one that is cited must be there."""
    if not start:
        return selectors.shown_text(version)
    text = selectors.text_by_hash(version, start)
    if text is None:
        raise Http404(_("Einen Text mit dieser Prüfsumme hat die Fassung nicht."))
    return text


def _record(
    version: Version, town: Municipality, text: ShownText | None, numbers: SourceNumbers
) -> dict[str, Any]:
    """Collect what is known of a version whether it has a text or not."""
    concept = version.concept
    versions = list(selectors.versions_of(concept))
    return {
        "layout": "web/reading.html" if text else "web/base.html",
        "municipality": town,
        "concept": concept,
        "version": version,
        "title": shown.title(version),
        "marked_title": shown.marked_title(version),
        "marks": marks(numbers, version.claims.all()),
        "badges": shown.badges(version, text.row if text else None),
        "standing_hint": shown.standing_hint(version),
        "tabs": shown.version_tabs(concept, versions, version) if len(versions) > 1 else [],
        "statuses": shown.statuses(version, numbers),
        "facts": shown.version_facts(version, concept),
        "told_facts": shown.told_facts(version, numbers),
        "crumbs": [
            home_crumb(town),
            Link(_("Konzepte"), concepts_url(town.slug)),
            Link(content(concept.name), concept_url(concept)),
            Link(shown.marked_title(version)),
        ],
    }


def _text(
    version: Version, text: ShownText, numbers: SourceNumbers, request: HttpRequest
) -> dict[str, Any]:
    """Collect what the page needs when there is a text."""
    concept = version.concept
    texts = list(selectors.texts_of(version))
    return {
        "text": text,
        "reading": reading(text, concept, request),
        "completeness_hint": shown.completeness_hint(text.row),
        "is_latest": texts[0].pk == text.row.pk,
        "latest_url": version_url(version, concept),
        "text_facts": shown.text_facts(text.row, texts, version, numbers),
        "files": version_files(version, text.row),
        "permanent_address": request.build_absolute_uri(shown.text_url(version, concept, text.row)),
        "findings": _findings(text, concept.municipality, request),
        "manuscript": _manuscript(text, concept.municipality, request),
    }


def _findings(text: ShownText, town: Municipality, request: HttpRequest) -> list[Any]:
    """Show hints on the text to whoever keeps it, not to the public."""
    user = request.user if isinstance(request.user, User) else None
    return shown_findings(text) if user and may_keep_concepts(user, town) else []


def _manuscript(
    text: ShownText, town: Municipality, request: HttpRequest
) -> ManuscriptRecord | None:
    """Find the file that the text was made of, for whoever keeps it."""
    user = request.user if isinstance(request.user, User) else None
    may = user and may_keep_concepts(user, town)
    return selectors.record_of_text(text.row) if may else None
