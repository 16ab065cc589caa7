"""Pages on bodies, their meetings and papers: read by everyone, more of it by the staff."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from fortschrift.accounts.models import Municipality, User
from fortschrift.accounts.scope import home_crumb, municipality_or_404
from fortschrift.council import actions, findings, selectors
from fortschrift.council.addresses import organization_url
from fortschrift.council.forms.bodies import MeetingFilter, OrganizationSearch
from fortschrift.council.models import Meeting, Organization
from fortschrift.council.permissions import (
    CLOSED_SESSION,
    Readable,
    may_keep_bodies,
    may_keep_contacts,
    may_record_meetings,
    readable,
    shows_content_of,
)
from fortschrift.council.shown import meetings as shown_meetings
from fortschrift.council.shown import organizations as shown_organizations
from fortschrift.council.shown import papers as shown_papers
from fortschrift.council.shown.parts import organization_link
from fortschrift.council.words import meeting_title, meetings_heading
from fortschrift.sources.models import Visibility
from fortschrift.web.content import content, told
from fortschrift.web.pagination import paginate
from fortschrift.web.registry import prefetch_slots
from fortschrift.web.shapes import Link, Table
from fortschrift.web.source_numbers import SourceNumbers

#: Kinds of bodies that do not meet as one: nobody plans a meeting of a department here.
_NO_MEETINGS = {"parliamentary_group", "administration", "department", "partner"}
MEETING_BODIES = set(Organization.Classification.values) - _NO_MEETINGS
#: So many of a body's meetings stand on its own page; the rest is in the list.
LATEST = 8


def organizations(request: HttpRequest, municipality: str) -> HttpResponse:
    """List all bodies in their groups, or those one of whose names holds the words sought."""
    town = municipality_or_404(municipality)
    form = OrganizationSearch(request.GET)
    sought = form.cleaned_data["name"] if form.is_valid() else ""
    allowed = _readable(request, town)
    found = selectors.organizations(town, readable=allowed)
    if sought:
        found = selectors.find_organizations(town, sought, readable=allowed)
    return render(
        request,
        "council/organizations.html",
        {
            "municipality": town,
            "form": form,
            "sought": sought,
            "groups": [
                (group, [shown_organizations.card(body) for body in group.organizations])
                for group in selectors.grouped_organizations(found)
            ],
            "crumbs": [home_crumb(town), Link(_("Gremien"))],
        },
    )


def organization(request: HttpRequest, municipality: str, organization: str) -> HttpResponse:
    """Show a body: its names over time, who sits in it, its latest meetings."""
    town = municipality_or_404(municipality)
    allowed = _readable(request, town)
    record = selectors.organization_record(town, organization, readable=allowed)
    if record is None:
        raise Http404(_("Dieses Gremium ist hier nicht verzeichnet."))
    body, marks = record.organization, SourceNumbers()
    is_internal = body.visibility != Visibility.PUBLIC
    meetings = list(selectors.meetings(town, organization=body, readable=allowed)[: LATEST + 1])
    return render(
        request,
        "council/organization.html",
        {
            "municipality": town,
            "organization": body,
            "shown": shown_organizations.organization_shown(
                record, marks, allowed, today=localdate()
            ),
            "meetings": _latest(meetings, allowed, meetings_heading(body)),
            "meetings_heading": meetings_heading(body),
            "all_meetings_url": _meetings_url(town, body.slug) if len(meetings) > LATEST else "",
            "contacts_url": _contacts_url(request, body),
            **_desk(request, body, allowed),
            "may_publish": bool(may_keep_bodies(_reader(request), town)) if is_internal else False,
            "source_notes": marks.notes,
            "contradictions": selectors.contradictions(record.claims()),
            "slots": prefetch_slots({"council.organization": [body]}, request=request),
            "crumbs": [home_crumb(town), _organizations_crumb(town), Link(content(body.name))],
        },
    )


@login_required
@require_POST
def publish_organization(
    request: HttpRequest, municipality: str, organization: str
) -> HttpResponse:
    """Let everybody read of an organization that came in with a list of contacts."""
    town = municipality_or_404(municipality)
    found = selectors.all_organizations(town).filter(slug=organization).first()
    if found is None:
        raise Http404(_("Dieses Gremium ist hier nicht verzeichnet."))
    actions.publish_organization(found, actor=_reader(request), now=timezone.now())
    messages.success(request, _("„%(name)s“ ist jetzt öffentlich.") % {"name": found.name})
    return HttpResponseRedirect(organization_url(found))


def meetings(request: HttpRequest, municipality: str) -> HttpResponse:
    """List meetings by year and body, newest first."""
    town = municipality_or_404(municipality)
    allowed = _readable(request, town)
    bodies = list(selectors.organizations_with_meetings(town, readable=allowed))
    form = MeetingFilter(
        request.GET, organizations=bodies,
        years=selectors.meeting_years(town, readable=allowed),
    )  # fmt: skip
    page = paginate(request, selectors.meetings(town, readable=allowed, **_chosen(form, bodies)))
    return render(
        request,
        "council/meetings.html",
        {
            "municipality": town,
            "form": form,
            "page": page,
            "table": shown_meetings.meetings_table(page, allowed, caption=_("Sitzungen")),
            "crumbs": [home_crumb(town), Link(_("Sitzungen und Beschlüsse"))],
        },
    )


def _chosen(form: MeetingFilter, bodies: Sequence[Any]) -> dict[str, Any]:
    """Read the filter; an unknown body or year in the address leads to a page not found."""
    if not form.is_valid():
        raise Http404(_("Dieses Gremium oder dieses Jahr gibt es in der Liste nicht."))
    body = next((b for b in bodies if b.slug == form.organization_slug), None)
    return {"organization": body, "year": form.year}


def meeting(
    request: HttpRequest, municipality: str, organization: str, meeting: str
) -> HttpResponse:
    """Show a meeting with agenda and results, or the step alone when the body sits in private."""
    town = municipality_or_404(municipality)
    marks, allowed = SourceNumbers(), _readable(request, town)
    record = selectors.meeting_record(town, organization, meeting, readable=allowed)
    if record is None:
        raise Http404(_("Diese Sitzung ist hier nicht verzeichnet."))
    found = record.meeting
    shown = shown_meetings.meeting_shown(record, marks, allowed)
    items = [line.item for line in record.agenda]
    return render(
        request,
        "council/meeting.html",
        {
            "municipality": town,
            "meeting": found,
            "title": _page_title(found),
            "marked_title": told(
                "%(body)s: %(title)s",
                body=content(found.organization.name_at(found.when)),
                title=content(found.name) or meeting_title(found),
            ),
            "record": record,
            **_desk(request, found.organization, allowed),
            "shown": shown,
            "findings": findings.for_reader(shown.findings, allowed),
            "closed_reason": CLOSED_SESSION,
            "source_notes": marks.notes,
            "contradictions": selectors.contradictions(record.claims()),
            "slots": prefetch_slots(
                {"council.meeting": [found], "council.agenda_item": items}, request=request
            ),
            "crumbs": [
                home_crumb(town),
                _organizations_crumb(town),
                organization_link(found.organization),
                Link(content(found.name) or meeting_title(found)),
            ],
        },
    )


def _page_title(meeting: Meeting) -> str:
    return f"{meeting.organization.name_at(meeting.when)}: {meeting_title(meeting)}"


def papers(request: HttpRequest, municipality: str) -> HttpResponse:
    """List papers, newest first."""
    town = municipality_or_404(municipality)
    page = paginate(request, selectors.papers(town, readable=_readable(request, town)))
    return render(
        request,
        "council/papers.html",
        {
            "municipality": town,
            "page": page,
            "table": shown_papers.papers_table(page, caption=_("Vorlagen")),
            "crumbs": [home_crumb(town), _meetings_crumb(town), Link(_("Vorlagen"))],
        },
    )


def paper(request: HttpRequest, municipality: str, paper: str) -> HttpResponse:
    """Show a paper with the stations of its deliberation."""
    town = municipality_or_404(municipality)
    marks, allowed = SourceNumbers(), _readable(request, town)
    record = selectors.paper_record(town, paper, readable=allowed)
    if record is None:
        raise Http404(_("Diese Vorlage ist hier nicht verzeichnet."))
    shown = shown_papers.paper_shown(record, marks, allowed)
    return render(
        request,
        "council/paper.html",
        {
            "municipality": town,
            "paper": record.paper,
            "shown": shown,
            "findings": findings.for_reader(shown.findings, allowed),
            "source_notes": marks.notes,
            "contradictions": selectors.contradictions(record.claims()),
            "slots": prefetch_slots({"council.paper": [record.paper]}, request=request),
            "crumbs": [
                home_crumb(town),
                Link(_("Vorlagen"), reverse("council:papers", args=[town.slug])),
                Link(content(record.paper.title)),
            ],
        },
    )


def _reader(request: HttpRequest) -> User | None:
    return request.user if isinstance(request.user, User) else None


def _readable(request: HttpRequest, town: Municipality) -> Readable:
    return readable(_reader(request), town)


def _contacts_url(request: HttpRequest, body: Organization) -> str:
    """Lead to the contacts of a body, "" for readers who may not see them."""
    if not may_keep_contacts(_reader(request), body.municipality):
        return ""
    return f"{reverse('council:contacts', args=[body.municipality.slug])}?gremium={body.slug}"


def _desk(request: HttpRequest, body: Organization, allowed: Readable) -> dict[str, bool]:
    """Say whether the reader may keep the record of this body, and where it is kept."""
    reader = _reader(request)
    may_record = (
        reader is not None
        and body.classification in MEETING_BODIES
        and shows_content_of(body, allowed)
        and bool(may_record_meetings(reader, body.municipality))
    )
    leading = Organization.LeadingSystem.COUNCIL_SYSTEM
    return {"may_record": may_record, "is_led_elsewhere": body.leading_system == leading}


def _latest(meetings: Sequence[Meeting], allowed: Readable, caption: str) -> Table | None:
    if not meetings:
        return None
    return shown_meetings.meetings_table(
        meetings[:LATEST], allowed, caption=caption, of_one_body=True
    )


def _meetings_url(town: Municipality, body: str = "") -> str:
    url = reverse("council:meetings", args=[town.slug])
    return f"{url}?gremium={body}" if body else url


def _organizations_crumb(town: Municipality) -> Link:
    return Link(_("Gremien"), reverse("council:organizations", args=[town.slug]))


def _meetings_crumb(town: Municipality) -> Link:
    return Link(_("Sitzungen und Beschlüsse"), _meetings_url(town))
