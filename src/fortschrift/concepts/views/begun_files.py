"""Files that somebody began to bring in: all of them, and giving some of them up."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from fortschrift.concepts import manuscript_drafts, selectors
from fortschrift.concepts.forms.bringing_in import GivingUpForm
from fortschrift.concepts.views.bringing_in import crumbs, draft_or_404, draft_url, town_for
from fortschrift.web.pagination import paginate
from fortschrift.web.shapes import Link

FILES_A_PAGE = 50


@login_required
def begun_files(request: HttpRequest, municipality: str) -> HttpResponse:
    """List all files that somebody began to bring in, and give up those that are ticked."""
    town, user = town_for(request, municipality)
    begun = selectors.manuscript_drafts_of(user, town)
    sent = request.POST if request.method == "POST" else None
    form = GivingUpForm(sent, drafts=begun)
    if form.is_valid():
        number = manuscript_drafts.give_up_several(form.cleaned_data["draft"])
        said = ngettext("%(n)d Datei ist aufgegeben.", "%(n)d Dateien sind aufgegeben.", number)
        messages.success(request, said % {"n": number})
        return HttpResponseRedirect(request.path)
    page = paginate(request, begun, per_page=FILES_A_PAGE)
    return render(
        request,
        "concepts/bringing_in/begun.html",
        {
            "municipality": town,
            "form": form,
            "page": page,
            "drafts": [
                (each, draft_url(town, each.pk), manuscript_drafts.kept_until(each))
                for each in page
            ],
            "days": manuscript_drafts.KEPT_FOR.days,
            "step": 1,
            "crumbs": crumbs(town, Link(_("Angefangene Dateien"))),
        },
        status=422 if form.is_bound else 200,
    )


@login_required
@require_POST
def give_up_manuscript(request: HttpRequest, municipality: str, draft: UUID) -> HttpResponse:
    """Throw the file away; nothing of it is left."""
    town, user = town_for(request, municipality)
    manuscript_drafts.give_up(draft_or_404(user, town, draft))
    return HttpResponseRedirect(reverse("concepts:bring_in", args=[town.slug]))
