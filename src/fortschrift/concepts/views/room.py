"""What every page of the desk begins with: the town, the draft, the person who may write."""

from dataclasses import dataclass
from uuid import UUID

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from fortschrift.accounts.models import Municipality, User
from fortschrift.accounts.results import require
from fortschrift.accounts.scope import home_crumb, municipality_or_404
from fortschrift.concepts import selectors
from fortschrift.concepts.addresses import concept_url, concepts_url
from fortschrift.concepts.models import Change, Concept, Strand
from fortschrift.concepts.permissions import may_edit_text
from fortschrift.concepts.scratch import LONGEST_KEY, Window
from fortschrift.concepts.selectors.strands import DraftText
from fortschrift.core.text import BLOCKS, NodeId
from fortschrift.web.content import content
from fortschrift.web.shapes import Link


@dataclass(frozen=True, slots=True)
class Room:
    """A draft on the desk of somebody who may write it."""

    town: Municipality
    strand: Strand
    user: User

    @property
    def concept(self) -> Concept:
        return self.strand.concept

    def url(self, name: str = "desk", node: str = "", **more: object) -> str:
        """Return the address of a page of this draft."""
        parts = {"municipality": self.town.slug, "concept": self.concept.slug,
                 "strand": self.strand.slug, **more}  # fmt: skip
        return reverse(f"concepts:{name}", kwargs=parts | ({"node": node} if node else {}))

    def row_url(self, node: str) -> str:
        """Return the address of an element, at its row of the structure."""
        return f"{self.url('desk_element', node)}#g-{node}"

    def crumbs(self, *more: Link) -> list[Link]:
        """Return the way to this draft and further."""
        here = Link(content(self.strand.name), self.url() if more else "")
        return [*drafts_crumbs(self.town, self.concept), here, *more]

    def context(self, *crumbs: Link, **more: object) -> dict[str, object]:
        return {
            "municipality": self.town, "concept": self.concept, "strand": self.strand,
            "room": self, "crumbs": self.crumbs(*crumbs), **more,
        }  # fmt: skip


#: Fields of the forms that are no part of what is typed.
_CARRIED = {"csrfmiddlewaretoken", "base", "since", "do", "reason", "step", "target", "where",
            "start", "window", "knew"}  # fmt: skip


def typed(request: HttpRequest) -> dict[str, str]:
    """Take what was typed out of a form."""
    return {
        name: "\n".join(map(str, values)).replace("\r\n", "\n")
        for name, values in request.POST.lists()
        if name not in _CARRIED and not name.startswith("neu-")
    }


def window_of(request: HttpRequest) -> Window:
    """Tell in which window a form was sent."""
    key, knew = request.POST.get("window", ""), request.POST.get("knew", "")
    return Window(key if key.isalnum() and len(key) <= LONGEST_KEY else "", knew)


def drafts_crumbs(town: Municipality, concept: Concept) -> list[Link]:
    drafts = reverse("concepts:drafts", args=[town.slug, concept.slug])
    return [
        home_crumb(town),
        Link(_("Konzepte"), concepts_url(town.slug)),
        Link(content(concept.name), concept_url(concept)),
        Link(_("Entwürfe"), drafts),
    ]


def writer(request: HttpRequest, town: Municipality) -> User:
    """Return who asks, if that is somebody who may write; raises NotAllowed."""
    assert isinstance(request.user, User)
    require(may_edit_text(request.user, town))
    return request.user


def room_or_404(request: HttpRequest, municipality: str, concept: str, strand: str) -> Room:
    town = municipality_or_404(municipality)
    user = writer(request, town)
    found = selectors.strand(town, concept, strand)
    if found is None:
        raise Http404(_("Diesen Entwurf gibt es hier nicht."))
    return Room(town, found, user)


class NotInDraft(Http404):
    """No node of this address stands in the draft; `args` are the slug."""


def node_or_404(text: DraftText, slug: str) -> NodeId:
    """Return the element of this address; raises Http404 for blocks, NotInDraft without any."""
    node = text.by_slug.get(slug)
    if node is None:
        raise NotInDraft(slug)
    if not is_element(text, node):
        raise Http404(_("Dieses Element steht nicht in diesem Entwurf."))
    return node


def is_element(text: DraftText, node: NodeId) -> bool:
    return text.tree[node].kind not in BLOCKS


def base_of(request: HttpRequest, room: Room) -> Change:
    """Return the change that a form was written on; raises Http404 for none of this concept."""
    try:
        key = UUID(request.POST.get("base", ""))
    except ValueError:
        raise Http404(_("Diesem Formular fehlt, worauf es sich bezieht.")) from None
    if key == room.strand.head_id:
        return room.strand.head
    found = Change.objects.filter(pk=key, concept=room.strand.concept_id).first()
    if found is None:
        raise Http404(_("Diesem Formular fehlt, worauf es sich bezieht."))
    return found
