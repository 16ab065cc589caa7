"""Seeing that a file is understood as it is meant: how far its reading is, then what it says."""

from dataclasses import replace
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django_htmx.http import HttpResponseClientRedirect

from fortschrift.accounts import jobs
from fortschrift.accounts.models import Job, Municipality
from fortschrift.concepts import manuscript_drafts, selectors
from fortschrift.concepts.forms.mapping import FormsForm, LineForm, Offer, level_choices
from fortschrift.concepts.manuscript_returning import Home, Origin
from fortschrift.concepts.manuscripts.kinds import claimed_ending
from fortschrift.concepts.manuscripts.outlook import (
    chosen_at,
    forms_in,
    levels_at,
    lines_in,
    summary_from,
)
from fortschrift.concepts.manuscripts.understanding import Understanding
from fortschrift.concepts.models import FileKind, ManuscriptDraft
from fortschrift.concepts.outlook_shown import (
    key_numbers,
    origin_words,
    preview,
    stems_from,
    sum_of,
)
from fortschrift.concepts.views.bringing_in import crumbs, draft_url, origin_now, town_for
from fortschrift.concepts.views.own_table import own_table
from fortschrift.concepts.views.returned import otherwise
from fortschrift.web.pagination import paginate
from fortschrift.web.shapes import Link, Tab

LINES_A_PAGE = 100
EVERYTHING = "alles"
ONWARD = "weiter"
ALL_LEVELS = "ebenen"
"""The parameter that asks for all levels that are known, not only the usual ones."""


@login_required
def manuscript(request: HttpRequest, municipality: str, draft: UUID) -> HttpResponse:
    """Show how far the reading is, then how the file is understood, and correct that."""
    town, user = town_for(request, municipality)
    found = selectors.manuscript_draft(user, town, draft)
    job = found.job if found else selectors.reading_job(user, town, draft)
    if job is None:
        raise Http404(_("Diese Datei liegt hier nicht, oder jemand anderes hat sie geschickt."))
    if found is None or job.state != Job.State.FINISHED:
        return _not_read(request, town, job, found)
    if getattr(request, "htmx", False) and request.GET.get("lesen"):
        return _onward(request, job, request.path)
    origin = origin_now(found)
    if origin.home_here is not None:
        return _show_ours(request, town, found, origin.home_here)
    if origin.is_table and origin.home is not None:
        return own_table(request, town, found, origin.home)
    if request.method == "POST":
        return _correct(request, town, found)
    return _show(request, town, found, origin=origin)


def _onward(request: HttpRequest, job: Job, url: str) -> HttpResponse:
    """Lead from the bar to the page once: the bar stops asking before the page begins to load."""
    if request.GET.get("lesen") == ONWARD:
        return HttpResponseClientRedirect(url)
    bar = replace(
        jobs.progress_of(job), state="running", message=_("Fertig. Die Seite wird geöffnet …"),
        onward_url=f"{url}?lesen={ONWARD}",
    )  # fmt: skip
    return render(request, "web/components/progress.html", {"progress": bar})


def _not_read(
    request: HttpRequest, town: Municipality, job: Job, draft: ManuscriptDraft | None
) -> HttpResponse:
    """Show the bar while the file is read, or why it was not."""
    if job.state == Job.State.FINISHED:
        raise Http404(_("Diese Datei ist schon übernommen oder nicht mehr da."))
    here = draft_url(town, job.pk)
    progress = jobs.progress_of(job, f"{here}?lesen=1")
    is_part = getattr(request, "htmx", False)
    if is_part and progress.state == "failed":
        return _onward(request, job, here)
    template = "web/components/progress.html" if is_part else "concepts/bringing_in/reading.html"
    context = {
        "municipality": town, "job": job, "progress": progress, "here": here, "step": 1,
        "crumbs": crumbs(town, Link(job.title)),
    }  # fmt: skip
    return render(request, template, context)


def _correct(request: HttpRequest, town: Municipality, draft: ManuscriptDraft) -> HttpResponse:
    """Keep a correction and show what it makes of the file."""
    found = manuscript_drafts.understanding_of(draft)
    wanted = manuscript_drafts.corrections_of(draft)
    anchor = "zuordnung"
    if "reset" in request.POST:
        wanted = type(wanted)()
    elif "position" in request.POST:
        line = _line_form(found, draft, request, _number(request.POST["position"]) or 0)
        if not line.is_valid():
            return _show(request, town, draft, found=found, line=line)
        position = line.cleaned_data["position"]
        wanted, anchor = wanted.with_line(position, line.cleaned_data["choice"]), f"z{position}"
    else:
        forms = _forms_form(found, draft, request)
        if not forms.is_valid():
            return _show(request, town, draft, found=found, forms=forms)
        for form, choice in forms.changed().items():
            wanted = wanted.with_form(form, choice)
    manuscript_drafts.correct(draft, wanted)
    kept = {key: request.GET[key] for key in ("zeige", "seite", ALL_LEVELS) if key in request.GET}
    query = f"?{urlencode(kept)}" if kept else ""
    return HttpResponseRedirect(f"{request.path}{query}#{anchor}")


def _show_ours(
    request: HttpRequest, town: Municipality, draft: ManuscriptDraft, home: Home
) -> HttpResponse:
    """Show what a file of ours comes to; nothing is left to be mapped in it."""
    return render(
        request,
        "concepts/bringing_in/returned.html",
        {
            "stems_from": stems_from(home),
            "otherwise": otherwise(home, manuscript_drafts.manuscript_of(draft)),
            **_read(town, draft),
        },
    )


def _read(town: Municipality, draft: ManuscriptDraft) -> dict[str, Any]:
    """Collect what the page of a file that was read always shows."""
    summary = summary_from(draft.summary)
    return {
        "municipality": town, "draft": draft, "step": 2, "summary": summary,
        "is_ours": summary.is_ours,
        "numbers": key_numbers(summary), "sum": sum_of(summary),
        "next": draft_url(town, draft.pk, "take_manuscript"),
        "left_over": draft_url(town, draft.pk, "manuscript_left_over"),
        "give_up": draft_url(town, draft.pk, "give_up_manuscript"),
        "crumbs": crumbs(town, Link(draft.file_name)),
    }  # fmt: skip


def _show(
    request: HttpRequest,
    town: Municipality,
    draft: ManuscriptDraft,
    *,
    found: Understanding | None = None,
    forms: FormsForm | None = None,
    line: LineForm | None = None,
    origin: Origin | None = None,
) -> HttpResponse:
    found = found or manuscript_drafts.understanding_of(draft)
    shows_all = request.GET.get("zeige") == EVERYTHING
    page = paginate(request, lines_in(found, titles_only=not shows_all), per_page=LINES_A_PAGE)
    chosen = _number(request.GET.get("zeile", ""))
    return render(
        request,
        "concepts/bringing_in/manuscript.html",
        {
            **_read(town, draft),
            "origin": origin_words(origin) if origin else "",
            "named_otherwise": _named_otherwise(draft),
            "forms": forms or _forms_form(found, draft, request),
            "offers_more": offer_for(draft, request) == "usual",
            "is_corrected": bool(manuscript_drafts.corrections_of(draft)),
            "page": page,
            "lines": preview(page, found.mapping.outline, manuscript_drafts.tables_of(found, page)),
            "chosen": chosen,
            "line": line if chosen is None else line or _line_form(found, draft, request, chosen),
            "tabs": _tabs(request, shows_all),
        },
        status=422 if forms or line else 200,
    )


def _named_otherwise(draft: ManuscriptDraft) -> str:
    """Say that a file is something else than its name says, if so."""
    ending = claimed_ending(draft.file_name, draft.kind)
    if not ending:
        return ""
    if draft.kind == FileKind.TEXT:
        return _("Die Datei heißt .%(ending)s, enthält aber nur Text.") % {"ending": ending}
    return _("Die Datei heißt .%(ending)s, ist aber eine andere: %(kind)s.") % {
        "ending": ending, "kind": draft.get_kind_display(),
    }  # fmt: skip


def _forms_form(found: Understanding, draft: ManuscriptDraft, request: HttpRequest) -> FormsForm:
    choices = level_choices(found.mapping.outline, offer_for(draft, request))
    data = request.POST if request.method == "POST" else None
    return FormsForm(data, outlooks=forms_in(found), choices=choices)


def _line_form(
    found: Understanding, draft: ManuscriptDraft, request: HttpRequest, at: int
) -> LineForm:
    choices = level_choices(
        found.mapping.outline, offer_for(draft, request), fitting=levels_at(found, at), title=True
    )
    data = request.POST if request.method == "POST" else None
    initial: dict[str, Any] = {"position": at, "choice": chosen_at(found, at)}
    return LineForm(data, choices=choices, most=len(found.lines.blocks), initial=initial)


def offer_for(draft: ManuscriptDraft, request: HttpRequest) -> Offer:
    """Say which levels are offered; what was sent may be any that could have been asked for."""
    if draft.concept is not None:
        return "own"
    return "all" if request.method == "POST" or ALL_LEVELS in request.GET else "usual"


def _number(said: str) -> int | None:
    """Read the position of a line, which may be anything in an address."""
    return int(said) if said.isascii() and said.isdecimal() and len(said) < 9 else None


def _tabs(request: HttpRequest, shows_all: bool) -> list[Tab]:
    return [
        Tab(_("Überschriften"), f"{request.path}#vorschau", not shows_all),
        Tab(_("Alle Zeilen"), f"{request.path}?zeige={EVERYTHING}#vorschau", shows_all),
    ]
