"""The list of the desk as a file to take into the room."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from fortschrift.deliberation import selectors
from fortschrift.deliberation.exports import ENDINGS, proposals_file
from fortschrift.deliberation.forms.desk import FilterForm
from fortschrift.deliberation.selectors import STANDS
from fortschrift.deliberation.views.room import Room, room_or_404


@login_required
@never_cache
def proposals_list(request: HttpRequest, *, ending: str, **address: Any) -> HttpResponse:
    """Give the proposals before the body as a file, by the filter of the desk; all unless asked."""
    room = room_or_404(request, **address)
    if ending not in ENDINGS:
        raise Http404(_("Diese Datei gibt es hier nicht."))
    stand = request.GET.get("stand", "")
    form = FilterForm(request.GET, places=selectors.places_in(room.consideration))
    wanted = form.wanted(stand if stand in STANDS else "all")
    data = proposals_file(
        room.consideration, selectors.lines_in(room.consideration, wanted), ending,
        now=timezone.now(), address=request.build_absolute_uri(room.url()),
    )  # fmt: skip
    answer = HttpResponse(data, content_type=ENDINGS[ending])
    answer["Content-Disposition"] = str(content_disposition_header(True, _name(room, ending)))
    return answer


def _name(room: Room, ending: str) -> str:
    """Name the file by body, concept, reading and day."""
    town, concept, body = room.town.slug, room.concept.slug, room.consideration.organization.slug
    reading = f"durchsicht-{room.consideration.reading.number}"
    day = f"{timezone.localdate():%Y-%m-%d}"
    return slugify(f"vorschlaege-{town}-{concept}-{body}-{reading}-{day}") + f".{ending}"
