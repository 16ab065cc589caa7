"""What every page begins with on which something is proposed: the town, who asks, the text.

One proposes in a reading, or leaves a wish on an adopted version between readings; the pages for
both are the same and ask the room for what differs.
"""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Unpack

from django.http import Http404, HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from fortschrift.accounts.models import Municipality, User
from fortschrift.accounts.permissions import may_see_internal
from fortschrift.accounts.results import Result, require
from fortschrift.accounts.scope import home_crumb, municipality_or_404
from fortschrift.concepts.addresses import concept_url, concepts_url, version_url
from fortschrift.concepts.models import Concept, Version
from fortschrift.concepts.selectors import ShownText, shown_text, version_only
from fortschrift.concepts.shown import title as title_of
from fortschrift.core.text import NodeId
from fortschrift.participation import actions, selectors
from fortschrift.participation.actions import HandedIn
from fortschrift.participation.addresses import endorsements_url, reading_url, wishes_url
from fortschrift.participation.models import Invitation, Reading, Submission, SubmissionQuerySet
from fortschrift.participation.permissions import may_handle_submissions, may_submit, may_wish
from fortschrift.participation.visitors import visitor_of
from fortschrift.sources.models import Visibility
from fortschrift.web.content import content
from fortschrift.web.shapes import Link


@dataclass(frozen=True, kw_only=True)
class Room(ABC):
    """Where something can be proposed, as somebody sees it today; each thing is asked once."""

    town: Municipality
    user: User | None
    today: date
    invitation: Invitation | None = None

    @property
    @abstractmethod
    def concept(self) -> Concept: ...

    @property
    @abstractmethod
    def version(self) -> Version | None: ...

    @property
    @abstractmethod
    def title(self) -> str: ...

    @property
    @abstractmethod
    def received(self) -> SubmissionQuerySet:
        """All that was handed in here, whoever may see it."""

    @property
    @abstractmethod
    def may_submit(self) -> Result: ...

    @abstractmethod
    def url(self, name: str = "", **more: str) -> str: ...

    @property
    @abstractmethod
    def text_url(self) -> str:
        """Where the text is read."""

    @abstractmethod
    def submit(self, **handed_in: Unpack[HandedIn]) -> Submission: ...

    @property
    def allows_unnamed(self) -> bool:
        """Whether something may be handed in without any name."""
        return True

    @property
    def waits_always(self) -> bool:
        """Whether even what comes with an account is shown only after release."""
        return False

    @cached_property
    def text(self) -> ShownText | None:
        return shown_text(self.version) if self.version else None

    @cached_property
    def is_office(self) -> bool:
        """Whether whoever asks enters for others what came by other ways."""
        return bool(may_handle_submissions(self.user, self.town))

    @property
    def own_way(self) -> str:
        """On which way something comes from whoever asks."""
        return Submission.Channel.LINK if self.invitation else Submission.Channel.PAGE

    def passage_url(self, text: ShownText, node: NodeId) -> str:
        """Where a passage is read; the root stands for the whole text."""
        return (
            self.text_url if node == text.tree.root else f"{self.text_url}#{text.row_of(node).slug}"
        )

    def context(self, *crumbs: Link, **more: object) -> dict[str, object]:
        here = Link(self.title, self.url() if crumbs else "")
        way = [
            home_crumb(self.town),
            Link(_("Konzepte"), concepts_url(self.town.slug)),
            Link(content(self.concept.name), concept_url(self.concept)),
        ]
        return {
            "municipality": self.town, "concept": self.concept, "room": self,
            "invitation": self.invitation, "crumbs": [*way, here, *crumbs], **more,
        }  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class ReadingRoom(Room):
    """A reading as somebody sees it."""

    reading: Reading
    visitor: str = ""

    @property
    def concept(self) -> Concept:
        return self.reading.concept

    @property
    def version(self) -> Version | None:
        return self.reading.version

    @property
    def title(self) -> str:
        return str(self.reading)

    @property
    def received(self) -> SubmissionQuerySet:
        return Submission.objects.filter(reading=self.reading)

    @cached_property
    def may_submit(self) -> Result:
        return may_submit(self.user, self.reading, self.today, self.invitation)

    @property
    def allows_unnamed(self) -> bool:
        return self.reading.allows_unnamed

    @property
    def text_url(self) -> str:
        return self.url("text")

    def url(self, name: str = "", **more: str) -> str:
        return reading_url(self.reading, name or "reading", **more)

    def submit(self, **handed_in: Unpack[HandedIn]) -> Submission:
        return actions.submit_proposal(
            self.reading, actor=self.user, now=timezone.now(), invitation=self.invitation,
            **handed_in,
        )  # fmt: skip

    def context(self, *crumbs: Link, **more: object) -> dict[str, object]:
        own: dict[str, object] = {"reading": self.reading, "answer_url": self.url("answer")}
        if self.version is not None:
            own["endorsements_url"] = endorsements_url(self.version, self.concept)
        return super().context(*crumbs, **own, **more)


@dataclass(frozen=True, kw_only=True)
class WishRoom(Room):
    """The standing list of wishes on an adopted version, as somebody sees it."""

    adopted: Version

    @property
    def concept(self) -> Concept:
        return self.adopted.concept

    @property
    def version(self) -> Version:
        return self.adopted

    @property
    def title(self) -> str:
        return _("Themenspeicher zu: %(version)s") % {"version": title_of(self.adopted)}

    @property
    def received(self) -> SubmissionQuerySet:
        return Submission.objects.filter(version=self.adopted, reading__isnull=True)

    @property
    def waits_always(self) -> bool:
        return True

    @cached_property
    def may_submit(self) -> Result:
        return may_wish(self.user, self.adopted)

    @property
    def text_url(self) -> str:
        return version_url(self.adopted, self.concept)

    def url(self, name: str = "", **more: str) -> str:
        return wishes_url(self.adopted, self.concept, name, **more)

    def submit(self, **handed_in: Unpack[HandedIn]) -> Submission:
        return actions.submit_wish(self.adopted, actor=self.user, now=timezone.now(), **handed_in)


def room_or_404(
    request: HttpRequest, municipality: str, concept: str, number: int, *, key: str = ""
) -> ReadingRoom:
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
    return ReadingRoom(
        town=town, user=user, today=today, reading=found, invitation=invitation,
        visitor=visitor_of(request, found),
    )  # fmt: skip


def wish_room_or_404(
    request: HttpRequest, municipality: str, concept: str, version: str
) -> WishRoom:
    """Find the list of wishes of a version; only adopted ones have one."""
    town = municipality_or_404(municipality)
    found = version_only(town, concept, version)
    if found is None or not selectors.takes_wishes(found):
        raise Http404(_("Zu dieser Fassung gibt es keinen Themenspeicher."))
    user = request.user if isinstance(request.user, User) else None
    return WishRoom(town=town, user=user, today=timezone.localdate(), adopted=found)


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
    """Read the text that is proposed on."""
    if room.text is None:
        raise Http404(_("Der Text zu dieser Durchsicht liegt hier nicht vor."))
    return room.text


def node_or_404(text: ShownText, slug: str) -> NodeId:
    """Find a passage of the text by its slug."""
    found = next((key for key, row in text.stored.rows.items() if row.slug == slug), None)
    if found is None or found not in text.tree:
        raise Http404(_("Diese Textstelle steht nicht in dieser Fassung."))
    return found
