"""Where the council desk works: a body and one of its meetings, for those who keep its record."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef
from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from fortschrift.accounts.models import Municipality, User
from fortschrift.accounts.results import Denied, require
from fortschrift.accounts.scope import home_crumb, municipality_or_404
from fortschrift.council import selectors
from fortschrift.council.addresses import meeting_url, organization_url
from fortschrift.council.models import AgendaItem, Meeting, Organization, VoteEvent
from fortschrift.council.permissions import (
    CLOSED_SESSION,
    Readable,
    may_record_meetings,
    readable,
    shows_content_of,
)
from fortschrift.council.words import meeting_title
from fortschrift.web.content import content
from fortschrift.web.shapes import Link, Tab

#: What was typed was not saved, and stands in the page.
NOT_SAVED = 422


@dataclass(frozen=True, slots=True)
class Room:
    """Who works here, on which body and meeting, and what they may read."""

    town: Municipality
    user: User
    readable: Readable
    organization: Organization
    found: Meeting | None = None

    @property
    def meeting(self) -> Meeting:
        assert self.found is not None, "this page is about a meeting"
        return self.found

    @property
    def is_led_elsewhere(self) -> bool:
        leading = Organization.LeadingSystem.COUNCIL_SYSTEM
        return self.organization.leading_system == leading

    def url(self, name: str, **parts: Any) -> str:
        """Give the address of a page of this body, or of this meeting."""
        given = {"municipality": self.town.slug, "organization": self.organization.slug}
        if self.found is not None and name not in OF_BODY:
            given["meeting"] = self.found.slug
        return reverse(f"council:{name}", kwargs=given | parts)

    def items(self) -> list[tuple[AgendaItem, bool]]:
        """Return the items that may be read here, in order, and whether something came of each."""
        votes = VoteEvent.objects.filter(agenda_item=OuterRef("pk"))
        found = self.meeting.agenda_items.filter(visibility__in=self.readable)
        unknown = AgendaItem.Result.UNKNOWN
        return [
            (item, item.result != unknown or item.has_votes)
            for item in found.annotate(has_votes=Exists(votes)).order_by("order")
        ]

    def item_or_404(self, pk: int) -> AgendaItem:
        found = self.meeting.agenda_items.filter(pk=pk, visibility__in=self.readable).first()
        if found is None:
            raise Http404(_("Diesen TOP gibt es in der Sitzung nicht."))
        found.meeting = self.meeting
        return found

    def tabs(self, current: str) -> list[Tab]:
        """Lead from one part of the desk to the others."""
        names = {
            "record_results": _("Ergebnisse erfassen"), "edit_agenda": _("Tagesordnung"),
            "edit_attendance": _("Wer da war"), "edit_meeting": _("Angaben"),
        }  # fmt: skip
        return [Tab(label, self.url(name), name == current) for name, label in names.items()]

    def context(self, *last: Link, **given: Any) -> dict[str, Any]:
        """Give what every page of the desk shows."""
        body = Link(content(self.organization.name), organization_url(self.organization))
        crumbs = [home_crumb(self.town), body]
        if self.found is not None:
            title = content(self.found.name) or meeting_title(self.found)
            crumbs.append(Link(title, meeting_url(self.found)))
            given |= {"meeting": self.found, "meeting_url": meeting_url(self.found),
                      "meeting_title": title}  # fmt: skip
        return {
            "municipality": self.town, "organization": self.organization, "room": self,
            "crumbs": [*crumbs, *last], **given,
        }  # fmt: skip


#: Pages that belong to the body alone.
OF_BODY = {"new_meeting", "paste_excerpt", "organization", "record_station"}


def room_or_404(
    request: HttpRequest, municipality: str, organization: str, meeting: str = ""
) -> Room:
    """Find body and meeting for whoever may keep their record; raises NotAllowed otherwise."""
    town = municipality_or_404(municipality)
    user = request.user
    assert isinstance(user, User)
    require(may_record_meetings(user, town))
    allowed = readable(user, town)
    body = selectors.organizations(town, readable=allowed).filter(slug=organization).first()
    if body is None:
        raise Http404(_("Dieses Gremium ist hier nicht verzeichnet."))
    if not shows_content_of(body, allowed):
        require(Denied(CLOSED_SESSION))
    if not meeting:
        return Room(town, user, allowed, body)
    found = (
        selectors.meetings(town, organization=body, readable=allowed).filter(slug=meeting).first()
    )
    if found is None:
        raise Http404(_("Diese Sitzung ist hier nicht verzeichnet."))
    return Room(town, user, allowed, body, found)
