"""What every page of a consideration begins with: the town, the body, who asks."""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from fortschrift.accounts.models import Municipality, User
from fortschrift.accounts.results import require
from fortschrift.accounts.scope import home_crumb, municipality_or_404
from fortschrift.concepts.addresses import concept_url, concepts_url
from fortschrift.concepts.models import Amendment, Concept
from fortschrift.concepts.permissions import may_see_drafts
from fortschrift.deliberation import selectors
from fortschrift.deliberation.addresses import consideration_url
from fortschrift.deliberation.models import Consideration, ProposalLine
from fortschrift.deliberation.permissions import may_advise, may_record_decisions
from fortschrift.participation.addresses import reading_url
from fortschrift.web.content import content
from fortschrift.web.shapes import Link


@dataclass(frozen=True, slots=True)
class Room:
    """A consideration as somebody of the staff sees it."""

    town: Municipality
    consideration: Consideration
    user: User

    @property
    def concept(self) -> Concept:
        return self.consideration.concept

    @property
    def may_advise(self) -> bool:
        return bool(may_advise(self.user, self.town))

    @property
    def may_decide(self) -> bool:
        return bool(may_record_decisions(self.user, self.town))

    @property
    def acting(self) -> dict[str, Any]:
        """Give who acts and when, as every act takes it."""
        return {"actor": self.user, "now": timezone.now()}

    def url(self, name: str = "desk", **more: object) -> str:
        return consideration_url(self.consideration, name, **more)

    def context(self, *crumbs: Link, **more: object) -> dict[str, Any]:
        """Give what every page of it shows, with the way here."""
        reading = self.consideration.reading
        body = content(str(self.consideration.organization))
        way = [
            home_crumb(self.town),
            Link(_("Konzepte"), concepts_url(self.town.slug)),
            Link(content(self.concept.name), concept_url(self.concept)),
            Link(str(reading), reading_url(reading)),
            Link(_("Beratung: %(body)s") % {"body": body}, self.url() if crumbs else ""),
        ]
        return {
            "municipality": self.town, "concept": self.concept, "reading": reading,
            "consideration": self.consideration, "body": body, "room": self,
            "desk_url": self.url(), "crumbs": [*way, *crumbs], **more,
        }  # fmt: skip

    def line_or_404(self, number: int) -> ProposalLine:
        found = selectors.line_of(self.consideration, number)
        if found is None:
            raise Http404(_("Ein Vorschlag mit dieser Nummer liegt dem Gremium nicht vor."))
        return found


def room_or_404(
    request: HttpRequest, municipality: str, concept: str, number: int, body: str
) -> Room:
    """Find a consideration for somebody who may see drafts and what is prepared on them."""
    assert isinstance(request.user, User)
    town = municipality_or_404(municipality)
    require(may_see_drafts(request.user, town))
    found = selectors.consideration(town, concept, number, body)
    if found is None:
        raise Http404(_("Diese Beratung ist hier nicht verzeichnet."))
    return Room(town, found, request.user)


def numbers_in(values: list[str]) -> list[int]:
    """Read the numbers of proposals from an address or a form; what is none is left out."""
    return list(dict.fromkeys(int(each) for each in values if each.isdecimal()))


def amendments_by_number(room: Room, numbers: list[int]) -> list[Amendment]:
    """Find proposals before the body in the order asked for; raises ValidationError for none."""
    found = {
        line.amendment.number: line.amendment
        for line in selectors.lines_by_number(room.consideration, numbers)
    }
    if not found:
        raise ValidationError(_("Bitte wählen Sie mindestens einen Vorschlag."))
    return [found[each] for each in numbers if each in found]
