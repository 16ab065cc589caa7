"""The proposals desk: all that lies before a body by passage, advice and groups for several."""

from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fortschrift.concepts import selectors as texts
from fortschrift.concepts.actions import declare_alternatives
from fortschrift.concepts.addresses import desk_url
from fortschrift.deliberation import actions, selectors, shown
from fortschrift.deliberation.actions import Advised
from fortschrift.deliberation.forms.desk import AdviceForm, FilterForm
from fortschrift.deliberation.selectors import STANDS
from fortschrift.deliberation.views.room import (
    Room,
    amendments_by_number,
    numbers_in,
    room_or_404,
)
from fortschrift.participation.addresses import reading_url
from fortschrift.web.pagination import PARAMETER, paginate
from fortschrift.web.shapes import Link, Tab


@login_required
def desk(
    request: HttpRequest, municipality: str, concept: str, number: int, body: str
) -> HttpResponse:
    """List proposals by passage; a post advises on those that are ticked, or groups them."""
    room = room_or_404(request, municipality, concept, number, body)
    if request.method == "POST":
        return _handle(request, room)
    stand = request.GET.get("stand", "")
    stand = stand if stand in STANDS else "open"
    form = FilterForm(request.GET, places=selectors.places_in(room.consideration))
    page = paginate(request, selectors.lines_in(room.consideration, form.wanted(stand)))
    context = room.context(
        page=page, rows=shown.proposals(page, room.consideration), form=form, stand=stand,
        tabs=_tabs(room, stand), here=request.get_full_path(), advice=AdviceForm(),
        late=selectors.missing_in(room.consideration).count(),
        conflicts=len(texts.open_conflicts(room.consideration.strand)),
        undisputed=selectors.undisputed_in(room.consideration).count() if room.may_decide else 0,
        files=_files(request, room, stand), decide_url=room.url("decide"),
        merge_url=room.url("merge"),
        draft_url=desk_url(room.consideration.strand), answers_url=room.url("answers"),
        inbox_url=reading_url(room.consideration.reading, "inbox"),
    )  # fmt: skip
    return render(request, "deliberation/desk.html", context)


def _files(request: HttpRequest, room: Room, stand: str) -> list[Link]:
    """Offer the list as files, by the filter in the address."""
    asked = request.GET.copy()
    asked.pop(PARAMETER, None)
    asked["stand"] = stand
    return [
        Link(kind, f"{room.url('list', ending=ending)}?{asked.urlencode()}")
        for ending, kind in (("xlsx", "Excel"), ("docx", "Word"), ("pdf", "PDF"))
    ]


def _tabs(room: Room, stand: str) -> list[Tab]:
    counts = selectors.counts_in(room.consideration)
    words = {
        "open": _("Zu entscheiden"), "unmerged": _("Noch nicht eingearbeitet"),
        "decided": _("Entschieden"), "all": _("Alle"),
    }  # fmt: skip
    return [
        Tab(words[each], f"{room.url()}?stand={each}", each == stand, str(counts[each]))
        for each in STANDS
    ]


def _handle(request: HttpRequest, room: Room) -> HttpResponse:
    """Do for those that are ticked what was asked; what is refused is said, nothing is lost."""
    numbers = numbers_in(request.POST.getlist("nr"))
    do = request.POST.get("do", "")
    if do == "decide":
        query = urlencode([("nr", each) for each in numbers])
        return HttpResponseRedirect(f"{room.url('decide')}?{query}")
    try:
        messages.success(request, _DOING.get(do, _nothing)(request, room, numbers))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return HttpResponseRedirect(request.get_full_path())


def _recommend(request: HttpRequest, room: Room, numbers: list[int]) -> str:
    form = AdviceForm(request.POST)
    if not form.is_valid():
        raise ValidationError(_("Bitte wählen Sie eine Empfehlung."))
    advised = [
        Advised(amendment=each, **form.cleaned_data) for each in amendments_by_number(room, numbers)
    ]
    actions.recommend(room.consideration, advised=advised, **room.acting)
    return ngettext(
        "Die Empfehlung zu %(n)d Vorschlag ist festgehalten.",
        "Die Empfehlung zu %(n)d Vorschlägen ist festgehalten.", len(advised),
    ) % {"n": len(advised)}  # fmt: skip


def _group(request: HttpRequest, room: Room, numbers: list[int]) -> str:
    chosen = amendments_by_number(room, numbers)
    if len(chosen) < 2:
        raise ValidationError(_("Bitte wählen Sie mindestens zwei Vorschläge."))
    leader, *others = chosen
    actions.group_proposals(room.consideration, leader=leader, amendments=others, **room.acting)
    return _("Abgestimmt wird über „%(leader)s“; die anderen gehen mit.") % {"leader": leader}


def _ungroup(request: HttpRequest, room: Room, numbers: list[int]) -> str:
    actions.ungroup_proposals(
        room.consideration, amendments=amendments_by_number(room, numbers), **room.acting,
    )  # fmt: skip
    return _("Darüber wird wieder einzeln entschieden.")


def _set_apart(request: HttpRequest, room: Room, numbers: list[int]) -> str:
    """Declare that of those ticked at most one can be adopted: each apart from all others."""
    chosen = amendments_by_number(room, numbers)
    if len(chosen) < 2:
        raise ValidationError(_("Bitte wählen Sie mindestens zwei Vorschläge."))
    with transaction.atomic():
        for at, one in enumerate(chosen[:-1], start=1):
            declare_alternatives(one, others=chosen[at:], **room.acting)
    return _("Von diesen Vorschlägen kann nur einer angenommen werden; die anderen entfallen dann.")


def _lay_late(request: HttpRequest, room: Room, numbers: list[int]) -> str:
    laid = actions.lay_late_proposals(room.consideration, **room.acting)
    return ngettext(
        "%(n)d Vorschlag ist hinzugekommen.", "%(n)d Vorschläge sind hinzugekommen.", len(laid)
    ) % {"n": len(laid)}


def _nothing(request: HttpRequest, room: Room, numbers: list[int]) -> str:
    raise ValidationError(_("Das lässt sich hier nicht tun."))


_DOING = {"recommend": _recommend, "group": _group, "ungroup": _ungroup, "apart": _set_apart,
          "late": _lay_late}  # fmt: skip
