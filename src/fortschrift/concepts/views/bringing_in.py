"""Bringing a file in: choosing it, and what the further steps share.

Those are `mapping`, where one sees that it is understood as it is meant, and `taking_in`.
"""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from fortschrift.accounts.models import Municipality, User
from fortschrift.accounts.results import require
from fortschrift.accounts.scope import home_crumb, municipality_or_404
from fortschrift.concepts import manuscript_drafts, selectors
from fortschrift.concepts.addresses import concepts_url
from fortschrift.concepts.forms.bringing_in import (
    NEW,
    FileForm,
    ForConceptForm,
    PasteForm,
)
from fortschrift.concepts.manuscript_returning import Home, Origin, origin_of
from fortschrift.concepts.manuscripts.outlook import summary_from
from fortschrift.concepts.models import ManuscriptDraft
from fortschrift.concepts.permissions import may_bring_in_files
from fortschrift.concepts.tasks.manuscripts import read_manuscript
from fortschrift.sources.uploads import LARGEST_UPLOAD
from fortschrift.web.shapes import Link

NEWEST = 5
"""So many begun files stand below the form."""
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
    begun = list(selectors.manuscript_drafts_of(user, town)[:NEWEST])
    return render(
        request,
        "concepts/bringing_in/bring_in.html",
        {
            "municipality": town,
            "file": file,
            "paste": paste,
            "sent": sent,
            "step": 1,
            "drafts": [(each, draft_url(town, each.pk)) for each in begun],
            "begun": reverse("concepts:begun_files", args=[town.slug]),
            "crumbs": crumbs(town),
        },
        status=422 if sent.is_bound and sent.errors else 200,
    )


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
