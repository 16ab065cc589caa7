"""What the council's pages show of reviews: which review a workshop was part of."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from fortschrift.council.models import Meeting
from fortschrift.review.life_line import review_url
from fortschrift.review.selectors import reviews_with


def reviewed_in_meetings(
    meetings: Sequence[Meeting], request: HttpRequest
) -> Mapping[Any, SafeString]:
    """Show on a meeting's page the reviews it belongs to."""
    found: dict[Any, list[dict[str, Any]]] = defaultdict(list)
    for review in reviews_with(meetings):
        for meeting in review.meetings.all():
            found[meeting.pk].append({"row": review, "url": review_url(review)})
    shown = {meeting.pk for meeting in meetings} & found.keys()
    return {
        key: render_to_string("review/meeting.html", {"reviews": found[key]}, request)
        for key in shown
    }
