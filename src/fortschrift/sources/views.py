"""Pages on sources: the list, what one says, dated events, pictures and how they are taken in."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from fortschrift.accounts import jobs
from fortschrift.accounts.models import Municipality, User
from fortschrift.accounts.results import require
from fortschrift.accounts.scope import home_crumb, municipality_or_404
from fortschrift.sources import selectors, uploads
from fortschrift.sources.event_stations import of_events
from fortschrift.sources.forms import PictureForm
from fortschrift.sources.life_line import as_shown
from fortschrift.sources.models import Claim
from fortschrift.sources.permissions import may_keep_sources
from fortschrift.sources.shown import figure
from fortschrift.sources.tasks import take_picture_in
from fortschrift.web.content import content
from fortschrift.web.pagination import paginate
from fortschrift.web.shapes import Badge, Link, Tone
from fortschrift.web.source_numbers import SourceNumbers

WORDS = ("alternative_text", "caption", "credit", "licence")
#: What a source states is the normal case and wears no badge.
CERTAINTY_TONES: dict[str, Tone] = {
    Claim.Certainty.PLANNED: "open",
    Claim.Certainty.INFERRED: "warning",
}


def sources(request: HttpRequest, municipality: str) -> HttpResponse:
    """List all sources of a municipality, and where they disagree."""
    town = municipality_or_404(municipality)
    return render(
        request,
        "sources/sources.html",
        {
            "municipality": town,
            "sources": selectors.sources_of(town),
            "contradictions": selectors.contradictions_of(town),
            "crumbs": [home_crumb(town), Link(_("Quellen"))],
        },
    )


def source(request: HttpRequest, municipality: str, source: str) -> HttpResponse:
    """Show one source and every statement taken from it."""
    town, numbers = municipality_or_404(municipality), SourceNumbers()
    found = selectors.source(town, source)
    if found is None:
        raise Http404(_("Diese Quelle ist hier nicht verzeichnet."))
    return render(
        request,
        "sources/source.html",
        {
            "municipality": town,
            "source": found,
            "claims": [(claim, _certainty_badge(claim)) for claim in found.claims.all()],
            "contradictions": selectors.contradictions_about(found),
            "events": as_shown(of_events(selectors.events_from(found)), numbers),
            "source_notes": numbers.notes,
            "crumbs": [
                home_crumb(town),
                Link(_("Quellen"), reverse("sources:sources", args=[town.slug])),
                Link(content(found.title)),
            ],
        },
    )


def events(request: HttpRequest, municipality: str) -> HttpResponse:
    """List what happened in a municipality beside its meetings, in order of date."""
    town, numbers = municipality_or_404(municipality), SourceNumbers()
    page = paginate(request, selectors.events_of(town))
    return render(
        request,
        "sources/events.html",
        {
            "municipality": town,
            "page": page,
            "entries": as_shown(of_events(page), numbers),
            "source_notes": numbers.notes,
            "crumbs": [home_crumb(town), Link(_("Ereignisse"))],
        },
    )


def media(request: HttpRequest, municipality: str, media: UUID) -> HttpResponse:
    """Show one picture with its rights, and where it is used."""
    town = municipality_or_404(municipality)
    found = selectors.media(town, media)
    if found is None:
        raise Http404(_("Dieses Bild ist hier nicht verzeichnet."))
    return render(
        request,
        "sources/media.html",
        {
            "municipality": town,
            "media": found,
            "figure": figure(found) if found.preview else None,
            "crumbs": [home_crumb(town), Link(_("Bild"))],
        },
    )


def media_file(request: HttpRequest, name: str) -> FileResponse:
    """Hand out a recorded picture's preview; other files of the storage have no address."""
    found = selectors.media_by_preview(f"preview/{name}")
    if found is None:
        raise Http404(_("Dieses Bild gibt es nicht."))
    response = FileResponse(default_storage.open(str(found.preview.name)))
    response["Cache-Control"] = "public, max-age=31536000, immutable"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


@login_required
def take_picture(request: HttpRequest, municipality: str) -> HttpResponse:
    """Take a picture in: checked at once, drawn anew in the background."""
    town = municipality_or_404(municipality)
    assert isinstance(request.user, User)
    require(may_keep_sources(request.user, town))
    form = PictureForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            incoming = uploads.keep_incoming(form.cleaned_data["file"])
        except ValidationError as error:
            form.add_error("file", error)
        else:
            return HttpResponseRedirect(_start(town, request.user, form, incoming))
    return render(
        request,
        "sources/take_picture.html",
        {
            "municipality": town,
            "form": form,
            "crumbs": [home_crumb(town), Link(_("Bild aufnehmen"))],
        },
    )


def _start(town: Municipality, user: User, form: PictureForm, incoming: str) -> str:
    words = {key: form.cleaned_data[key] for key in WORDS}
    job = jobs.start(
        town, take_picture_in, title=_("Bild aufnehmen"), actor=user, incoming=incoming,
        words=words, symbolic=form.cleaned_data["is_symbolic"],
    )  # fmt: skip
    return reverse("accounts:job", kwargs={"job": job.pk})


def _certainty_badge(claim: Claim) -> Badge | None:
    tone = CERTAINTY_TONES.get(claim.certainty)
    return Badge(str(claim.get_certainty_display()), tone) if tone else None
