"""A table of ours among the files that are brought in: the way to where its changes are shown."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from fortschrift.accounts.models import Municipality
from fortschrift.concepts import manuscript_drafts
from fortschrift.concepts.addresses import drafts_url, table_url
from fortschrift.concepts.manuscript_returning import Home
from fortschrift.concepts.models import ManuscriptDraft
from fortschrift.concepts.outlook_shown import stems_from
from fortschrift.concepts.selectors.outlines import open_drafts
from fortschrift.concepts.views.bringing_in import crumbs, draft_url
from fortschrift.web.content import content
from fortschrift.web.shapes import Link


def own_table(
    request: HttpRequest, town: Municipality, draft: ManuscriptDraft, home: Home
) -> HttpResponse:
    """Name the text that a table is of, and the drafts into which its changes can be taken."""
    if request.method == "POST":
        manuscript_drafts.read_like_any_other(draft)
        return HttpResponseRedirect(request.path)
    concept = home.concept
    drafts = [
        Link(content(each.name), f"{table_url(each)}?datei={draft.pk}")
        for each in open_drafts(concept)
    ]
    return render(
        request,
        "concepts/bringing_in/own_table.html",
        {
            "municipality": town, "draft": draft, "concept": concept, "step": 2, "is_ours": True,
            "stems_from": stems_from(home), "drafts": drafts, "all_drafts": drafts_url(concept),
            "give_up": draft_url(town, draft.pk, "give_up_manuscript"),
            "crumbs": crumbs(town, Link(draft.file_name)),
        },
    )  # fmt: skip
