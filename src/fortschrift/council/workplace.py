"""What the council adds to the workplace: what is to be recorded, and the way to the contacts."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from fortschrift.accounts.models import Municipality, User
from fortschrift.council import selectors
from fortschrift.council.models import Meeting, Organization
from fortschrift.council.permissions import may_keep_contacts, may_record_meetings, readable
from fortschrift.council.words import meeting_title
from fortschrift.web.registry import Task

#: More meetings than anybody records in a day.
MOST = 10


def tasks(user: User, municipality: Municipality) -> Iterable[Task]:
    """List the meetings whose day has come and of which results are missing; 2 queries."""
    if not may_record_meetings(user, municipality):
        return []
    found = selectors.meetings_to_record(
        municipality, today=localdate(), readable=readable(user, municipality)
    )
    return [_task(meeting) for meeting in found[:MOST]]


def _task(meeting: Meeting) -> Task:
    body = meeting.organization
    parts = {"municipality": body.municipality.slug, "organization": body.slug}
    if body.leading_system == Organization.LeadingSystem.COUNCIL_SYSTEM:
        url = reverse("council:paste_excerpt", kwargs=parts) + f"?sitzung={meeting.slug}"
    else:
        url = reverse("council:record_results", kwargs=parts | {"meeting": meeting.slug})
    return Task(
        _("Heute noch festzuhalten: %(body)s") % {"body": body.name}, url,
        due=meeting.when.day, detail=meeting_title(meeting),
    )  # fmt: skip


def tools(towns: Sequence[Municipality], request: HttpRequest) -> Mapping[Any, SafeString]:
    """Lead to the contacts of each municipality in which the user may keep them."""
    user = request.user if isinstance(request.user, User) else None
    return {
        town.pk: render_to_string("council/workplace.html", {"municipality": town})
        for town in towns
        if may_keep_contacts(user, town)
    }
