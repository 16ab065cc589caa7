"""Bringing a file in: choosing it, and seeing that it is understood as it is meant.

Its last step, taking it in, is in `taking_in`.
"""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from django_htmx.http import HttpResponseClientRedirect

from fortschrift.accounts import jobs
from fortschrift.accounts.models import Job, Municipality, User
from fortschrift.accounts.results import require
from fortschrift.accounts.scope import home_crumb, municipality_or_404
from fortschrift.concepts import manuscript_drafts, selectors
from fortschrift.concepts.addresses import concepts_url
from fortschrift.concepts.forms.bringing_in import (
    NEW,
    FileForm,
    ForConceptForm,
    FormsForm,
    LineForm,
    PasteForm,
    level_choices,
    with_tables,
)
from fortschrift.concepts.manuscript_returning import Home, Origin, origin_of
from fortschrift.concepts.manuscripts.kinds import claimed_ending
from fortschrift.concepts.manuscripts.manuscript import Table
from fortschrift.concepts.manuscripts.outlook import chosen_at, forms_in, lines_in, summary_from
from fortschrift.concepts.manuscripts.understanding import Understanding
from fortschrift.concepts.models import FileKind, ManuscriptDraft
from fortschrift.concepts.outlook_shown import (
    key_numbers,
    origin_words,
    preview,
    stems_from,
    sum_of,
)
from fortschrift.concepts.permissions import may_bring_in_files
from fortschrift.concepts.tasks.manuscripts import read_manuscript
from fortschrift.sources.uploads import LARGEST_UPLOAD
from fortschrift.web.pagination import paginate
from fortschrift.web.shapes import Link, Tab

LINES_A_PAGE = 100
EVERYTHING = "alles"
PASTED = "pasted"  # the button that sends a text instead of a file


@login_required
def bring_in(request: HttpRequest, municipality: str) -> HttpResponse:
    """Choose a file or paste a text; it is read in the background."""
    town, user = town_for(request, municipality)
    file, paste = _choosing(request, town)
    sent = paste if PASTED in request.POST else file
    if request.method == "POST":
        if _is_too_large(request):
            sent.add_error("file", _("Die Datei ist zu groß. Erlaubt sind 25 Megabyte."))
        elif sent.is_valid():
            return HttpResponseRedirect(draft_url(town, _begin(town, user, sent).pk))
    return render(
        request,
        "concepts/bringing_in/bring_in.html",
        {
            "municipality": town,
            "file": file,
            "paste": paste,
            "sent": sent,
            "step": 1,
            "drafts": [
                (each, draft_url(town, each.pk))
                for each in selectors.manuscript_drafts_of(user, town)[:10]
            ],
            "crumbs": crumbs(town),
        },
        status=422 if sent.is_bound and sent.errors else 200,
    )


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
        return HttpResponseClientRedirect(request.path)
    origin = origin_now(found)
    if origin.home_here is not None:
        return _show_ours(request, town, found, origin.home_here)
    if request.method == "POST":
        return _correct(request, town, found)
    return _show(request, town, found, origin=origin)


@login_required
@require_POST
def give_up_manuscript(request: HttpRequest, municipality: str, draft: UUID) -> HttpResponse:
    """Throw the file away; nothing of it is left."""
    town, user = town_for(request, municipality)
    manuscript_drafts.give_up(draft_or_404(user, town, draft))
    return HttpResponseRedirect(reverse("concepts:bring_in", args=[town.slug]))


def town_for(request: HttpRequest, municipality: str) -> tuple[Municipality, User]:
    """Return the municipality and whoever works here; refuses everybody else."""
    town = municipality_or_404(municipality)
    assert isinstance(request.user, User)
    require(may_bring_in_files(request.user, town))
    return town, request.user


def draft_or_404(user: User, town: Municipality, key: UUID) -> ManuscriptDraft:
    """Return a file that was read and is not taken in yet."""
    found = selectors.manuscript_draft(user, town, key)
    if found is None or not found.manuscript:
        raise Http404(_("Diese Datei liegt hier nicht, oder jemand anderes hat sie geschickt."))
    return found


def home_now(draft: ManuscriptDraft) -> Home | None:
    """Give the text that a file stems from, as the record knows it now."""
    return origin_now(draft).home_here


def origin_now(draft: ManuscriptDraft) -> Origin:
    """Ask where a file stems from; counts again what it comes to where that has changed."""
    origin = origin_of(draft, manuscript_drafts.manuscript_of(draft))
    home = origin.home_here
    if (home is not None) != summary_from(draft.summary).is_ours:
        manuscript_drafts.look_again(draft)
    return origin


def draft_url(town: Municipality, key: object, name: str = "manuscript") -> str:
    return reverse(f"concepts:{name}", kwargs={"municipality": town.slug, "draft": key})


def crumbs(town: Municipality, *further: Link) -> list[Link]:
    """Lead from the town's page to the file."""
    here = Link(_("Datei einlesen"), reverse("concepts:bring_in", args=[town.slug]))
    return [
        home_crumb(town),
        Link(_("Konzepte"), concepts_url(town.slug)),
        *((here, *further) if further else (Link(_("Datei einlesen")),)),
    ]


def _choosing(request: HttpRequest, town: Municipality) -> tuple[FileForm, PasteForm]:
    """Make both forms; only the one that was sent is filled."""
    concepts = list(selectors.concepts_of(town))
    initial = {"concept": request.GET.get("konzept") or NEW}
    is_sent, is_pasted = request.method == "POST", PASTED in request.POST
    return (
        FileForm(
            *((request.POST, request.FILES) if is_sent and not is_pasted else (None, None)),
            concepts=concepts, initial=initial,
        ),
        PasteForm(
            request.POST if is_pasted else None, concepts=concepts, initial=initial,
            prefix="text",
        ),
    )  # fmt: skip


def _begin(town: Municipality, user: User, form: ForConceptForm) -> ManuscriptDraft:
    incoming = form.incoming()
    title = _("„%(file)s“ lesen") % {"file": incoming.name[-150:]}
    return manuscript_drafts.begin(
        town, incoming, read_manuscript, title=title, concept=form.concept_chosen(), user=user,
        now=timezone.now(),
    )  # fmt: skip


def _is_too_large(request: HttpRequest) -> bool:
    """Tell whether the upload was cut off; then no file is there, whatever was chosen."""
    length = request.META.get("CONTENT_LENGTH") or "0"
    return length.isdecimal() and int(length) > LARGEST_UPLOAD and "file" not in request.FILES


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
        return HttpResponseClientRedirect(here)
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
        line = _line_form(found, draft, request)
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
    kept = {key: request.GET[key] for key in ("zeige", "seite") if key in request.GET}
    query = f"?{urlencode(kept)}" if kept else ""
    return HttpResponseRedirect(f"{request.path}{query}#{anchor}")


def _show_ours(
    request: HttpRequest, town: Municipality, draft: ManuscriptDraft, home: Home
) -> HttpResponse:
    """Show what a file of ours comes to; nothing is left to be mapped in it."""
    return render(
        request,
        "concepts/bringing_in/returned.html",
        {"stems_from": stems_from(home), **_read(town, draft)},
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
    chosen = _chosen_line(request)
    return render(
        request,
        "concepts/bringing_in/manuscript.html",
        {
            **_read(town, draft),
            "origin": origin_words(origin) if origin else "",
            "named_otherwise": _named_otherwise(draft),
            "forms": forms or _forms_form(found, draft),
            "is_corrected": bool(manuscript_drafts.corrections_of(draft)),
            "page": page,
            "lines": preview(page, found.mapping.outline),
            "chosen": chosen,
            "line": line or (_line_form(found, draft, at=chosen) if chosen is not None else None),
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


def _forms_form(
    found: Understanding, draft: ManuscriptDraft, request: HttpRequest | None = None
) -> FormsForm:
    choices = level_choices(found.mapping.outline, more=draft.concept is None, title=False)
    data = request.POST if request else None
    return FormsForm(data, outlooks=forms_in(found), choices=choices)


def _line_form(
    found: Understanding,
    draft: ManuscriptDraft,
    request: HttpRequest | None = None,
    at: int | None = None,
) -> LineForm:
    choices = level_choices(found.mapping.outline, more=draft.concept is None, title=True)
    data = request.POST if request else None
    if _is_table(found, data.get("position", "") if data else at):
        choices = with_tables(choices)
    initial: dict[str, Any] = {"position": at, "choice": chosen_at(found, at)}
    return LineForm(data, choices=choices, most=len(found.lines.blocks), initial=initial)


def _is_table(found: Understanding, position: object) -> bool:
    said = str(position)
    at = int(said) if said.isdecimal() and len(said) < 9 else len(found.lines.blocks)
    return at < len(found.lines.blocks) and isinstance(found.lines.blocks[at], Table)


def _chosen_line(request: HttpRequest) -> int | None:
    """Read which line is to be corrected from the address."""
    said = request.GET.get("zeile", "")
    return int(said) if said.isascii() and said.isdecimal() and len(said) < 9 else None


def _tabs(request: HttpRequest, shows_all: bool) -> list[Tab]:
    return [
        Tab(_("Überschriften"), f"{request.path}#vorschau", not shows_all),
        Tab(_("Alle Zeilen"), f"{request.path}?zeige={EVERYTHING}#vorschau", shows_all),
    ]
