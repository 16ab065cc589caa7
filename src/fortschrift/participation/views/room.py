"""What every page of a reading begins with: the town, the reading, who asks, the text."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.http import Http404, HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from fortschrift.accounts.models import Municipality, User
from fortschrift.accounts.permissions import may_see_internal
from fortschrift.accounts.results import Result, require
from fortschrift.accounts.scope import home_crumb, municipality_or_404
from fortschrift.concepts.addresses import concept_url, concepts_url
from fortschrift.concepts.models import Concept
from fortschrift.concepts.selectors import ShownText, shown_text
from fortschrift.participation import selectors
from fortschrift.participation.addresses import reading_url
from fortschrift.participation.models import Invitation, Reading
from fortschrift.participation.permissions import may_handle_submissions, may_submit
from fortschrift.sources.models import Visibility
from fortschrift.web.content import content
from fortschrift.web.shapes import Link


@dataclass(frozen=True)
class Room:
    """A reading as somebody sees it today; what they may do is asked once."""

    town: Municipality
    reading: Reading
    user: User | None
    today: date
    invitation: Invitation | None = None

    @property
    def concept(self) -> Concept:
        return self.reading.concept

    @cached_property
    def may_submit(self) -> Result:
        return may_submit(self.user, self.reading, self.today, self.invitation)

    @cached_property
    def is_office(self) -> bool:
        """Whether whoever asks enters for others what came by other ways."""
        return bool(may_handle_submissions(self.user, self.town))

    def url(self, name: str = "reading", **more: str) -> str:
        return reading_url(self.reading, name, **more)

    def context(self, *crumbs: Link, **more: object) -> dict[str, object]:
        here = Link(str(self.reading), self.url() if crumbs else "")
        way = [
            home_crumb(self.town),
            Link(_("Konzepte"), concepts_url(self.town.slug)),
            Link(content(self.concept.name), concept_url(self.concept)),
        ]
        return {
            "municipality": self.town, "concept": self.concept, "reading": self.reading,
            "room": self, "invitation": self.invitation, "answer_url": self.url("answer"),
            "crumbs": [*way, here, *crumbs], **more,
        }  # fmt: skip


def room_or_404(
    request: HttpRequest, municipality: str, concept: str, number: int, *, key: str = ""
) -> Room:
    """Find a reading that the one who asks may see; the ``key`` of an invitation opens it."""
    town = municipality_or_404(municipality)
    found = selectors.reading(town, concept, number)
    if found is None:
        raise Http404(_("Diese Durchsicht ist hier nicht verzeichnet."))
    user = request.user if isinstance(request.user, User) else None
    today = timezone.localdate()
    invitation = invited_as(request, found, today)
    if found.visibility != Visibility.PUBLIC and not (invitation or _opens(key, found)):
        require(may_see_internal(user, town))
    return Room(town, found, user, today, invitation)


def _opens(key: str, reading: Reading) -> bool:
    return bool(key) and selectors.invitation_by_key(reading, key) is not None


def invited_as(request: HttpRequest, reading: Reading, today: date) -> Invitation | None:
    """Find the invitation that this browser opened for the reading, if it still holds."""
    key = request.session.get(session_key(reading)) if request.COOKIES else None
    found = selectors.invitation(reading, key) if key else None
    return found if found and found.holds_on(today) else None


def session_key(reading: Reading) -> str:
    """Name where a session keeps as whom it reads; the reading's address tells nobody else."""
    return f"invitation-{reading.pk}"


def text_or_404(room: Room) -> ShownText:
    """Read the text that the reading is about."""
    text = shown_text(room.reading.version) if room.reading.version else None
    if text is None:
        raise Http404(_("Der Text zu dieser Durchsicht liegt hier nicht vor."))
    return text
