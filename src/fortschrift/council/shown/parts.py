"""Small pieces that several pages share: periods, links, cells with marks, states."""

from collections.abc import Iterable
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from fortschrift.core.partial_date import PartialDate
from fortschrift.council.addresses import organization_url
from fortschrift.council.models import Meeting, Organization
from fortschrift.sources.models import Claim
from fortschrift.sources.shown import marks
from fortschrift.web.content import content
from fortschrift.web.dates import date_words
from fortschrift.web.pieces import show, source_marks
from fortschrift.web.shapes import Badge, Link
from fortschrift.web.source_numbers import SourceNumbers

State = Meeting.State
STATE_TONES = {State.PLANNED: "open", State.INVITED: "open", State.HELD: "neutral"}
STATE_ICONS = {State.PLANNED: "calendar", State.INVITED: "calendar", State.HELD: "check"}


def period_words(start: PartialDate, end: PartialDate) -> str:
    """Write a period out as far as it is known; empty when neither end is."""
    if start.is_known and end.is_known:
        return _("%(start)s bis %(end)s") % {"start": date_words(start), "end": date_words(end)}
    if start.is_known:
        return _("seit %(start)s") % {"start": date_words(start)}
    if end.is_known:
        return _("bis %(end)s") % {"end": date_words(end)}
    return ""


def organization_link(organization: Organization, when: PartialDate | None = None) -> Link:
    """Lead to a body, under the name it bore then when its names are loaded."""
    label = organization.name if when is None else organization.name_at(when)
    return Link(content(label), organization_url(organization))


def state_badge(meeting: Meeting) -> Badge:
    state = State(meeting.state)
    return Badge(
        str(state.label),
        STATE_TONES.get(state, "warning" if state == State.CANCELLED else "neutral"),  # type: ignore[arg-type]
        STATE_ICONS.get(state, "close" if state == State.CANCELLED else "question"),
    )


def with_marks(value: Any, numbers: SourceNumbers, claims: Iterable[Claim]) -> SafeString:
    """Put source marks behind the value of a table cell."""
    return format_html("{}{}", show(value), source_marks(marks(numbers, claims)))
