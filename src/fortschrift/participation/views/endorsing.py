""" "Wir tragen das mit": what partners carry of a version, saying so, confirming, taking back."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from fortschrift.accounts.models import Municipality, User
from fortschrift.accounts.scope import home_crumb, municipality_or_404
from fortschrift.concepts.addresses import concept_url, concepts_url, version_url
from fortschrift.concepts.models import Node, Version
from fortschrift.concepts.selectors import ShownText, shown_text, version_only
from fortschrift.concepts.shown import title as title_of
from fortschrift.core.text import BLOCKS
from fortschrift.council.models import Organization
from fortschrift.participation import actions, selectors
from fortschrift.participation.addresses import endorsements_url
from fortschrift.participation.forms import EndorsementForm
from fortschrift.participation.models import Endorsement, EndorsementStatus, Invitation
from fortschrift.participation.permissions import may_handle_submissions
from fortschrift.participation.views.inbox import ids
from fortschrift.participation.views.room import invited_as
from fortschrift.web.concept_text import label
from fortschrift.web.content import content, joined
from fortschrift.web.shapes import Link

Status = EndorsementStatus.Status


@dataclass(frozen=True)
class Room:
    """A version that partners can carry, as somebody comes to it."""

    town: Municipality
    version: Version
    text: ShownText
    user: User | None
    invitation: Invitation | None

    @cached_property
    def is_office(self) -> bool:
        return bool(may_handle_submissions(self.user, self.town))

    @cached_property
    def own(self) -> list[Organization]:
        """The organizations that whoever asks speaks for."""
        if self.invitation is not None:
            return [self.invitation.contact.organization]
        return selectors.organizations_of(self.user, self.town, timezone.localdate())

    @property
    def offered(self) -> list[Organization]:
        """The organizations for which something can be said here."""
        if self.own or not self.is_office:
            return self.own
        return list(selectors.partners_of(self.town))

    @property
    def acting(self) -> dict[str, Any]:
        return {"actor": self.user, "now": timezone.now(), "invitation": self.invitation}

    @property
    def url(self) -> str:
        return endorsements_url(self.version, self.version.concept)


@never_cache
def endorsements(
    request: HttpRequest, municipality: str, concept: str, version: str
) -> HttpResponse:
    """List what partners carry and want seen; let them say, confirm and take back their own."""
    room = _room_or_404(request, municipality, concept, version)
    do = request.POST.get("do", "")
    if request.method == "POST" and do != "endorse":
        return _act(request, room, do)
    form = _form(room, request.POST if do else None)
    if do and form is not None and form.is_valid() and _endorse(request, room, form):
        return HttpResponseRedirect(room.url)
    status = 422 if form is not None and form.is_bound else 200
    return render(request, "participation/endorsements.html", _context(room, form), status=status)


def _context(room: Room, form: EndorsementForm | None) -> dict[str, Any]:
    concept = room.version.concept
    rows = list(selectors.endorsements_of(room.version))
    own = {each.pk for each in room.own}
    return {
        "municipality": room.town, "concept": concept, "version": room.version, "form": form,
        "title": title_of(room.version), "invitation": room.invitation,
        "version_url": version_url(room.version, concept),
        "shown": [_shown(each, room) for each in rows if each.has(Status.SHOWN)],
        "own": [_shown(each, room) for each in rows if each.organization_id in own],
        "waiting": [
            _shown(each, room) for each in rows if room.is_office and not each.has(Status.SHOWN)
        ],
        "crumbs": [
            home_crumb(room.town), Link(_("Konzepte"), concepts_url(room.town.slug)),
            Link(content(concept.name), concept_url(concept)),
            Link(title_of(room.version), version_url(room.version, concept)),
            Link(_("Wir tragen das mit")),
        ],
    }  # fmt: skip


def _shown(row: Endorsement, room: Room) -> dict[str, Any]:
    place = ""
    if row.node is not None and row.node_id in room.text.tree:
        state = room.text.tree[row.node_id]  # type: ignore[index]
        place = joined(" ", [label(room.text.tree, state, room.text.numbers), content(state.title)])
    return {
        "row": row, "who": content(str(row.organization)), "place": place,
        "said": content(row.words) if row.words else row.get_role_display(),
        "is_confirmed": row.has(Status.CONFIRMED), "is_shown": row.has(Status.SHOWN),
    }  # fmt: skip


def _form(room: Room, data: Any) -> EndorsementForm | None:
    if not room.offered:
        return None
    elements = [
        (room.text.row_of(state.id).slug, f"{room.text.number(state.id)} {state.title}".strip())
        for state in room.text.tree.walk()
        if state.kind not in BLOCKS and state.title and state.id != room.text.tree.root
    ]
    return EndorsementForm(data, organizations=room.offered, elements=elements,
                           speaks_itself=bool(room.own))  # fmt: skip


def _endorse(request: HttpRequest, room: Room, form: EndorsementForm) -> bool:
    given = dict(form.cleaned_data)
    organization = next(each for each in room.offered if str(each.pk) == given.pop("organization"))
    slug = given.pop("element")
    node = Node.objects.get(municipality=room.town, slug=slug) if slug else None
    try:
        actions.endorse(room.version, organization=organization, node=node, **given, **room.acting)
    except ValidationError as error:
        named = set(getattr(error, "error_dict", {})) & set(form.fields)
        form.add_error(next(iter(named), None), ValidationError(error.messages))
        return False
    if room.own:
        messages.success(request, _("Danke. Das ist festgehalten."))
    else:
        messages.success(request, _("Eingetragen. Gezeigt wird es, wenn es bestätigt ist."))
    return True


def _act(request: HttpRequest, room: Room, do: str) -> HttpResponse:
    keys = ids([request.POST.get("endorsement", "")])
    found = selectors.endorsements_of(room.version).filter(pk__in=keys).first()
    if found is None:
        raise Http404(_("Das ist hier nicht festgehalten."))
    try:
        if do == "withdraw":
            actions.withdraw_endorsement(found, **room.acting)
            messages.success(request, _("Das ist zurückgezogen und wird nicht mehr gezeigt."))
        elif do in ("confirm", "show"):
            actions.confirm_endorsement(found, is_shown=do == "show", **room.acting)
            messages.success(request, _("Danke. Das ist bestätigt."))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return HttpResponseRedirect(room.url)


def _room_or_404(request: HttpRequest, municipality: str, concept: str, version: str) -> Room:
    town = municipality_or_404(municipality)
    found = version_only(town, concept, version)
    text = shown_text(found) if found else None
    if found is None or text is None:
        raise Http404(_("Diese Fassung ist hier nicht verzeichnet."))
    user = request.user if isinstance(request.user, User) else None
    return Room(town, found, text, user, _invited(request, found))


def _invited(request: HttpRequest, version: Version) -> Invitation | None:
    """Find the invitation that this browser opened for a reading of the version."""
    if not request.COOKIES:
        return None
    today = timezone.localdate()
    opened = (invited_as(request, each, today) for each in selectors.readings_on(version))
    return next(filter(None, opened), None)
