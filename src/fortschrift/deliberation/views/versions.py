"""A frozen version on its way: handed over to the bodies, decided on by one of them."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from fortschrift.accounts.models import Municipality, User
from fortschrift.accounts.results import require
from fortschrift.accounts.scope import home_crumb, municipality_or_404
from fortschrift.concepts.addresses import concept_url, concepts_url, version_url
from fortschrift.concepts.models import Version
from fortschrift.concepts.selectors import open_drafts, version_only
from fortschrift.concepts.shown import title as title_of
from fortschrift.council.models import Organization
from fortschrift.deliberation import actions
from fortschrift.deliberation.actions import Occasion, Station
from fortschrift.deliberation.forms.versions import HandOverForm, VersionForm
from fortschrift.deliberation.models import Decision
from fortschrift.deliberation.permissions import may_record_decisions
from fortschrift.deliberation.views.opening import DELIBERATING
from fortschrift.web.content import content
from fortschrift.web.shapes import Link


@dataclass(frozen=True, slots=True)
class Room:
    """A version, for somebody who records what bodies do with it."""

    town: Municipality
    version: Version
    user: User

    @property
    def acting(self) -> dict[str, Any]:
        return {"actor": self.user, "now": timezone.now()}

    @property
    def url(self) -> str:
        return version_url(self.version, self.version.concept)

    @property
    def bodies(self) -> Any:
        rows = Organization.objects.filter(municipality=self.town, classification__in=DELIBERATING)
        return rows.order_by("name")

    def context(self, *crumbs: Link, **more: object) -> dict[str, object]:
        concept = self.version.concept
        return {
            "municipality": self.town, "concept": concept, "version": self.version,
            "title": title_of(self.version), "version_url": self.url,
            "crumbs": [
                home_crumb(self.town), Link(_("Konzepte"), concepts_url(self.town.slug)),
                Link(content(concept.name), concept_url(concept)),
                Link(title_of(self.version), self.url), *crumbs,
            ], **more,
        }  # fmt: skip


@login_required
def hand_over(request: HttpRequest, municipality: str, concept: str, version: str) -> HttpResponse:
    """Ask for paper and stations, and hand the version over."""
    room = _room_or_404(request, municipality, concept, version)
    decisions = Decision.objects.filter(concept=room.version.concept, corrected_by=None)
    form = HandOverForm(
        request.POST if request.method == "POST" else None, bodies=room.bodies,
        decisions=decisions.order_by("-date", "-order"),
        initial={"title": _("Beschluss über %(name)s") % {"name": room.version.concept.name}},
    )  # fmt: skip
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        try:
            actions.hand_over(
                room.version, title=given["title"], reference=given["reference"],
                draft_resolution=given["draft_resolution"], decision=given["decision"],
                handed_over_by=given["handed_over_by"], date=given["date"],
                stations=[
                    Station(organization=body, role=role) for body, role in form.stations(given)
                ],
                **room.acting,
            )  # fmt: skip
        except ValidationError as error:
            form.add_error(None, ValidationError(error.messages))
        else:
            messages.success(request, _("Die Fassung ist zur Beratung vorgelegt."))
            return HttpResponseRedirect(room.url)
    context = room.context(Link(_("Übergeben")), form=form, rows=form.rows())
    return _answer(request, "deliberation/hand_over.html", context, form)


@login_required
def decide(request: HttpRequest, municipality: str, concept: str, version: str) -> HttpResponse:
    """Ask how a body decided on the version, and record it."""
    room = _room_or_404(request, municipality, concept, version)
    form = VersionForm(
        request.POST if request.method == "POST" else None, bodies=room.bodies,
        drafts=open_drafts(room.version.concept),
        initial={"verb_0": "adopts", "text_0": _("Das Konzept wird beschlossen.")},
    )  # fmt: skip
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        try:
            actions.decide_version(
                room.version, organization=given["organization"], result=given["result"],
                points=form.points(room.version), strand=given["strand"], label=given["label"],
                reason=given["reason"],
                occasion=Occasion(
                    ballot=form.ballot([given["result"]]), meeting=given["meeting"],
                    date=given["date"],
                ),
                **room.acting,
            )  # fmt: skip
        except ValidationError as error:
            form.add_error(None, ValidationError(error.messages))
        else:
            messages.success(request, _("Der Beschluss ist festgehalten."))
            return HttpResponseRedirect(room.url)
    context = room.context(Link(_("Beschluss")), form=form, rows=form.rows())
    return _answer(request, "deliberation/decide_version.html", context, form)


def _room_or_404(request: HttpRequest, municipality: str, concept: str, version: str) -> Room:
    assert isinstance(request.user, User)
    town = municipality_or_404(municipality)
    require(may_record_decisions(request.user, town))
    found = version_only(town, concept, version)
    if found is None:
        raise Http404(_("Diese Fassung ist hier nicht verzeichnet."))
    return Room(town, found, request.user)


def _answer(request: HttpRequest, template: str, context: Any, form: Any) -> HttpResponse:
    return render(request, template, context, status=422 if form.is_bound else 200)
