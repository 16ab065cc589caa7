"""How a draft came about: the list of its changes, one of them in full, taking it back."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from fortschrift.concepts import actions, repository, selectors
from fortschrift.concepts.errors import StaleHead
from fortschrift.concepts.forms.drafting import ReasonForm
from fortschrift.concepts.models import Change
from fortschrift.concepts.views.entrance import at_desk
from fortschrift.concepts.views.marked import marked
from fortschrift.concepts.views.room import Room, base_of, room_or_404
from fortschrift.concepts.views.told import told_changes, who
from fortschrift.web.pagination import paginate
from fortschrift.web.shapes import Link


@at_desk
def history(request: HttpRequest, municipality: str, concept: str, strand: str) -> HttpResponse:
    """List the changes of a draft, newest first."""
    room = room_or_404(request, municipality, concept, strand)
    told = selectors.history_of_strand(room.strand)
    page = paginate(request, told.changes)
    changes = selectors.changes_with_operations(list(page))
    text = selectors.draft_text(room.strand)
    context = room.context(
        Link(_("Verlauf")), page=page, changes=told_changes(room, changes, text, told),
        origin=selectors.begun_from([room.strand]).get(room.strand.begun_at_id),
    )  # fmt: skip
    return render(request, "concepts/desk/history.html", context)


@at_desk
def change(
    request: HttpRequest, municipality: str, concept: str, strand: str, change: UUID
) -> HttpResponse:
    """Show one change with what it changed, and take it back."""
    room = room_or_404(request, municipality, concept, strand)
    told = selectors.history_of_strand(room.strand)
    if change not in told.changes:
        raise Http404(_("Diese Änderung gehört nicht zu diesem Entwurf."))
    (found,) = selectors.changes_with_operations([change])
    form, faults = ReasonForm(request.POST or None), list[str]()
    if request.method == "POST" and form.is_valid():
        faults = _undo(request, room, found, form.cleaned_data["reason"])
        if not faults:
            messages.success(request, _("Die Änderung ist zurückgenommen."))
            return HttpResponseRedirect(room.url("desk_history"))
    assert found.parent is not None
    before, after = repository.text_at(found.parent).tree, repository.text_at(found).tree
    context = room.context(
        Link(_("Verlauf"), room.url("desk_history")), Link(_("Änderung")), change=found,
        who=who(found), difference=marked(before, after, heading_level=2), form=form, faults=faults,
        is_back=change in told.back, base=room.strand.head_id,
        url=room.url("desk_change", change=change),
    )  # fmt: skip
    return render(
        request, "concepts/desk/change.html", context, status=422 if form.is_bound else 200
    )


def _undo(request: HttpRequest, room: Room, change: Change, reason: str) -> list[str]:
    """Take a change back; gives what stands in the way."""
    try:
        actions.undo_change(
            room.strand, change=change, base=base_of(request, room).pk, actor=room.user,
            now=timezone.now(), reason=reason,
        )  # fmt: skip
    except StaleHead:
        room.strand.refresh_from_db()
        return [_("Der Entwurf ist inzwischen geändert worden. Wenn Sie noch einmal zurücknehmen,"
                  " bleibt stehen, was andere geändert haben.")]  # fmt: skip
    except ValidationError as error:
        return error.messages
    return []
