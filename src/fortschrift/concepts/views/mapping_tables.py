"""A single table of a file: all of it, what it is, and what its columns mean."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from fortschrift.concepts import manuscript_drafts
from fortschrift.concepts.forms.mapping_tables import ColumnsForm, TableForm
from fortschrift.concepts.manuscript_words import place_words
from fortschrift.concepts.manuscripts.forms import ROWS
from fortschrift.concepts.manuscripts.from_tables import becomes_elements
from fortschrift.concepts.manuscripts.outlook import chosen_at, columns_of, table_at
from fortschrift.concepts.manuscripts.understanding import Understanding
from fortschrift.concepts.models import ManuscriptDraft
from fortschrift.concepts.outlook_shown import shown_rows
from fortschrift.concepts.tables_shown import ShownElement, shown_elements
from fortschrift.concepts.views.bringing_in import (
    crumbs,
    draft_or_404,
    draft_url,
    home_now,
    town_for,
)
from fortschrift.concepts.views.mapping import ALL_LEVELS, EVERYTHING, offer_for
from fortschrift.web.pagination import paginate
from fortschrift.web.shapes import Link

ROWS_A_PAGE = 50
ELEMENTS = 20
"""How many of the elements are shown that a table becomes."""
COLUMNS = "columns"  # the button that sends what columns mean, and not what the table is


@login_required
def manuscript_table(
    request: HttpRequest, municipality: str, draft: UUID, position: int
) -> HttpResponse:
    """Show a table and say what it is; what a name means holds for all tables of the file."""
    town, user = town_for(request, municipality)
    upload = draft_or_404(user, town, draft)
    if home_now(upload) is not None:
        return HttpResponseRedirect(draft_url(town, upload.pk))
    found = manuscript_drafts.understanding_of(upload)
    table = table_at(found, position)
    if table is None:
        raise Http404(_("An dieser Stelle der Datei steht keine Tabelle."))
    kind, meanings = _forms(request, upload, found, position)
    wanted = manuscript_drafts.corrections_of(upload)
    if kind.is_valid():
        wanted = wanted.with_line(position, kind.cleaned_data["choice"])
    elif meanings.is_valid():
        for name, use in meanings.changed().items():
            wanted = wanted.with_use(name, use)
    else:
        return _show(request, upload, found, kind, meanings)
    manuscript_drafts.correct(upload, wanted)
    return HttpResponseRedirect(f"{request.get_full_path()}#spalten")


def _forms(
    request: HttpRequest, draft: ManuscriptDraft, found: Understanding, position: int
) -> tuple[TableForm, ColumnsForm]:
    """Make both forms; only the one that was sent is filled."""
    sent = request.POST if request.method == "POST" else None
    is_columns = COLUMNS in request.POST
    outline, offer = found.mapping.outline, offer_for(draft, request)
    initial = {"position": position, "choice": chosen_at(found, position)}
    return (
        TableForm(None if is_columns else sent, initial=initial, outline=outline, offer=offer),
        ColumnsForm(
            sent if is_columns else None, columns=columns_of(found, position), outline=outline,
            offer=offer,
        ),
    )  # fmt: skip


def _show(
    request: HttpRequest,
    draft: ManuscriptDraft,
    found: Understanding,
    kind: TableForm,
    meanings: ColumnsForm,
) -> HttpResponse:
    town, position = draft.municipality, kind.initial["position"]
    table = table_at(found, position)
    assert table is not None
    becomes = _becomes(found, kind)
    page = paginate(request, table.rows, per_page=ROWS_A_PAGE)
    preview = f"{draft_url(town, draft.pk)}?zeige={EVERYTHING}"
    is_list = kind.initial["choice"] == ROWS
    return render(
        request,
        "concepts/bringing_in/table.html",
        {
            "municipality": town,
            "draft": draft,
            "place": place_words(table.place),
            "kind": kind,
            "columns": meanings,
            "lacks_title": is_list and not meanings.has_title,
            "more": f"?{ALL_LEVELS}={EVERYTHING}" if offer_for(draft, request) == "usual" else "",
            "becomes": becomes[:ELEMENTS],
            "more_elements": max(len(becomes) - ELEMENTS, 0),
            "page": page,
            "rows": shown_rows(page),
            "back": f"{preview}#z{position}",
            "step": 2,
            "crumbs": crumbs(town, Link(draft.file_name, preview), Link(_("Tabelle"))),
        },
        status=422 if kind.is_bound or meanings.is_bound else 200,
    )


def _becomes(found: Understanding, kind: TableForm) -> list[ShownElement]:
    """Show what the table becomes as it is chosen now."""
    position = kind.initial["position"]
    if not becomes_elements(kind.initial["choice"]):
        return []
    tables = manuscript_drafts.tables_at(found, [position])
    return shown_elements(tables, position) if tables else []
