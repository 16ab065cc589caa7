"""Putting a picture into an element of a draft."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from fortschrift.concepts import actions, selectors
from fortschrift.concepts.errors import StaleHead
from fortschrift.concepts.forms.pictures import FIRST, InsertPictureForm
from fortschrift.concepts.selectors import DraftText
from fortschrift.concepts.views.desk import name_of
from fortschrift.concepts.views.entrance import at_desk
from fortschrift.concepts.views.room import Room, node_or_404, room_or_404
from fortschrift.core.text import BLOCKS, NodeId, NodeState, plain
from fortschrift.sources.uploads import StoredPicture, keep_incoming, store_picture
from fortschrift.web.concept_text import label
from fortschrift.web.content import content
from fortschrift.web.shapes import Link

#: So many signs of a passage are shown where one chooses among them.
_SHORT = 70


@at_desk
def picture(
    request: HttpRequest, municipality: str, concept: str, strand: str, node: str
) -> HttpResponse:
    """Choose a picture, say what it shows and whose it is, and put it behind a passage."""
    room = room_or_404(request, municipality, concept, strand)
    text = selectors.draft_text(room.strand)
    element = node_or_404(text, node)
    form = InsertPictureForm(
        request.POST or None, request.FILES or None, places=_places(text, element)
    )
    if request.method == "POST" and form.is_valid() and _insert(room, element, form):
        messages.success(request, _("Das Bild ist eingefügt."))
        return HttpResponseRedirect(room.row_url(node))
    name, url = name_of(text, element), room.url("desk_element", node)
    context = room.context(
        Link(content(name), url), Link(_("Bild einfügen")), form=form, name=name, url=url,
        title=_("Bild einfügen"), level=label(text.tree, text.tree[element], text.numbers),
    )  # fmt: skip
    status = 422 if form.is_bound else 200
    return render(request, "concepts/desk/picture.html", context, status=status)


def _insert(room: Room, element: NodeId, form: InsertPictureForm) -> bool:
    """Store the picture and put it in; what is refused stands in the form, and nothing is kept.

    It goes to the text as it is now: a place among passages means the same whatever else changed.
    """
    said: dict[str, Any] = {key: value for key, value in form.cleaned_data.items()
                            if key not in ("file", "after")}  # fmt: skip
    after = form.cleaned_data["after"]
    try:
        stored = store_picture(keep_incoming(form.cleaned_data["file"]))
    except ValidationError as error:
        form.add_error("file", error)
        return False
    try:
        actions.insert_picture(
            room.strand, element=element, after=None if after == FIRST else NodeId(UUID(after)),
            picture=stored, base=room.strand.head_id, actor=room.user, now=timezone.now(), **said,
        )  # fmt: skip
    except StaleHead:
        _drop(stored)
        form.add_error(None, _("Der Entwurf ist gerade geändert worden. Bitte versuchen Sie es noch"
                               " einmal."))  # fmt: skip
        return False
    except ValidationError as error:
        _drop(stored)
        form.add_error(None, error.messages)
        return False
    return True


def _drop(stored: StoredPicture) -> None:
    for name in (stored.name, stored.preview):
        default_storage.delete(name)


def _places(text: DraftText, element: NodeId) -> list[tuple[str, str]]:
    """List where in an element a picture can stand: first, and behind each of its passages."""
    passages = [each for each in text.tree.children(element)
                if each.kind in BLOCKS and each.kind != "note"]  # fmt: skip
    return [(FIRST, _("ganz oben")), *((str(each.id), _behind(text, each)) for each in passages)]


def _behind(text: DraftText, passage: NodeState) -> str:
    words = " ".join(plain(each.heading or each.text) for each in text.tree.walk(passage.id))
    short = words if len(words) <= _SHORT else f"{words[: _SHORT - 1].rstrip()}…"
    return _("nach „%(words)s“") % {"words": short.strip()}
