"""A table that comes back: what was changed in it, and saving that as one change of the draft."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fortschrift.concepts import actions, manuscript_drafts, selectors
from fortschrift.concepts.addresses import desk_url, draft_file_url
from fortschrift.concepts.errors import StaleHead
from fortschrift.concepts.forms.files import (
    TableChangesForm,
    TableFileForm,
    refusal_of,
    written,
)
from fortschrift.concepts.manuscripts.errors import Unreadable
from fortschrift.concepts.models import ManuscriptDraft
from fortschrift.concepts.rendering.workbook.table import table_of
from fortschrift.concepts.returning.workbook import (
    Changed,
    ReturnedWorkbook,
    Taken,
    read_workbook,
    taken_into,
)
from fortschrift.concepts.selectors import DraftText
from fortschrift.concepts.views.entrance import at_desk
from fortschrift.concepts.views.room import Room, room_or_404
from fortschrift.core.text import NodeId
from fortschrift.core.text.difference.diff import diff
from fortschrift.web.content import content
from fortschrift.web.shapes import Column, Download, Link, Table

CONFLICT, REFUSED = 409, 422


@at_desk
def table(request: HttpRequest, municipality: str, concept: str, strand: str) -> HttpResponse:
    """Offer the table, show what was changed in one that comes back, and save it."""
    room = room_or_404(request, municipality, concept, strand)
    text = selectors.draft_text(room.strand)
    if request.method == "POST" and "cells" in request.POST:
        return _save(request, room, text)
    upload = _upload(request, room)
    if request.method == "GET" and upload is not None:
        return _show(request, room, text, read_workbook(bytes(upload.data)))
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = TableFileForm(*sent)
    if form.is_bound and form.is_valid():
        try:
            found = read_workbook(bytes(form.cleaned_data["file"].read()))
        except Unreadable as error:
            otherwise = _("Das ist keine Tabelle, die hier heruntergeladen wurde.")
            form.add_error("file", refusal_of(error.reason, otherwise))
        else:
            return _show(request, room, text, found)
    context = room.context(
        Link(_("Tabelle")), form=form,
        file=Download(_("Tabelle aller Elemente"), draft_file_url(room.strand, "xlsx"), "Excel"),
    )  # fmt: skip
    return render(
        request, "concepts/files/table.html", context, status=REFUSED if form.is_bound else 200
    )


def _upload(request: HttpRequest, room: Room) -> ManuscriptDraft | None:
    """Give the table that was sent where files are brought in, if one is named."""
    try:
        key = UUID(request.GET.get("datei", ""))
    except ValueError:
        return None
    found = selectors.manuscript_draft(room.user, room.town, key)
    return found if found is not None and found.data else None


def _show(
    request: HttpRequest, room: Room, text: DraftText, found: ReturnedWorkbook
) -> HttpResponse:
    """Show what was changed before anything is saved."""
    taken = taken_into(text.tree, found.changed)
    form = TableChangesForm(initial={"cells": written(_wanted(taken)), "base": room.strand.head_id})
    told = _told(text, taken)
    missing = [_name(text, node) for node in found.missing if node in text.tree]
    return _page(request, room, form, told, missing=missing, strange=list(found.strange))


def _save(request: HttpRequest, room: Room, text: DraftText) -> HttpResponse:
    """Save the cells that were shown; what has changed since then is shown again instead."""
    form = TableChangesForm(request.POST)
    if not form.is_valid():
        return _page(request, room, form, {}, status=REFUSED)
    cells: list[Changed] = form.cleaned_data["cells"]
    taken = taken_into(text.tree, cells)
    told = _told(text, taken)
    if any(each.fate in ("meanwhile", "gone") for each in taken.judged):
        return _again(request, room, form, taken, told)
    operations = diff(text.tree, taken.tree)
    number = len(_wanted(taken))
    try:
        actions.change_text(
            room.strand, operations=operations, base=room.strand.head_id, actor=room.user,
            now=timezone.now(),
            reason=form.cleaned_data["reason"] or _("Angaben aus einer Tabelle übernommen"),
        )  # fmt: skip
    except StaleHead:
        room.strand.refresh_from_db()
        now = selectors.draft_text(room.strand)
        taken = taken_into(now.tree, cells)
        return _again(request, room, form, taken, _told(now, taken))
    except ValidationError as error:
        form.add_error(None, error)
        return _page(request, room, form, told, status=REFUSED)
    upload = _upload(request, room)
    if upload is not None:
        manuscript_drafts.give_up(upload)
    messages.success(
        request,
        ngettext("%(n)d Angabe ist übernommen.", "%(n)d Angaben sind übernommen.", number)
        % {"n": number},
    )
    return HttpResponseRedirect(desk_url(room.strand))


def _again(
    request: HttpRequest, room: Room, form: TableChangesForm, taken: Taken, told: dict[str, Any]
) -> HttpResponse:
    """Show what can still be saved, because somebody has changed the draft meanwhile."""
    fresh = TableChangesForm(
        initial={
            "cells": written(_wanted(taken)), "base": room.strand.head_id,
            "reason": form.cleaned_data["reason"],
        }
    )  # fmt: skip
    return _page(request, room, fresh, told, status=CONFLICT, is_late=True)


def _page(
    request: HttpRequest, room: Room, form: TableChangesForm, told: dict[str, Any],
    *, status: int = 200, **more: object,
) -> HttpResponse:  # fmt: skip
    here = Link(_("Geänderte Tabelle"))
    context = room.context(here, form=form, **told, **more)
    return render(request, "concepts/files/table_changes.html", context, status=status)


def _wanted(taken: Taken) -> list[Changed]:
    return [each.cell for each in taken.judged if each.fate == "taken"]


def _told(text: DraftText, taken: Taken) -> dict[str, Any]:
    """Sort the changed cells by what becomes of them, each with the element it belongs to."""
    return {
        "taken": _table(text, taken, "taken", _("Was übernommen wird")),
        "meanwhile": _table(text, taken, "meanwhile", _("Inzwischen geändert")),
        "unreadable": _table(text, taken, "unreadable", _("Nicht lesbar")),
        "unfitting": _table(text, taken, "unfitting", _("Wird nicht übernommen")),
        "fixed": _table(text, taken, "fixed", _("Nur zum Lesen")),
        "gone": _gone(taken),
        "same": sum(each.fate == "same" for each in taken.judged),
    }


def _table(text: DraftText, taken: Taken, fate: str, caption: str) -> Table | None:
    """Show cells with what stood there and what stands there now, if there are any."""
    labels = {column.key: column.title for column in table_of(text.tree).columns}
    found = [each for each in taken.judged if each.fate == fate]
    columns = [Column(_("Element")), Column(_("Angabe")), Column(_("Alt"))]
    shows_now = fate == "meanwhile"
    columns += [Column(_("Jetzt im Entwurf"))] if shows_now else []
    rows = [
        (
            _name(text, each.cell.node), content(labels.get(each.cell.key, each.cell.key)),
            _said(each.cell.before), *((_said(each.now),) if shows_now else ()),
            _said(each.cell.after),
        )
        for each in found
    ]  # fmt: skip
    return Table(caption, [*columns, Column(_("Neu"))], rows, caption_hidden=True) if rows else None


def _said(words: str) -> SafeString | str:
    """Show what stands in a cell, line by line."""
    if not words:
        return format_html('<span class="fs-soft">{}</span>', _("leer"))
    return format_html_join(
        mark_safe("<br>"), "{}", ((content(each),) for each in words.split("\n"))
    )


def _name(text: DraftText, node: NodeId) -> str:
    """Name an element as the desk does: level, number, heading."""
    state = text.tree[node]
    words = (text.level_name(state), text.number(node), state.title)
    return content(" ".join(each for each in words if each))


def _gone(taken: Taken) -> list[dict[str, Any]]:
    """Name elements that stand no more in the draft by what they were last called."""
    gone = [each for each in taken.judged if each.fate == "gone"]
    names = selectors.headings_of([each.cell.node for each in gone]) if gone else {}
    return [
        {"element": content(names.get(each.cell.node, "")), "new": each.cell.after,
         "row": each.cell.row}
        for each in gone
    ]  # fmt: skip
