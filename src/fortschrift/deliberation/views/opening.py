"""Beginning a consideration: which body, in which draft."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fortschrift.accounts.results import require
from fortschrift.concepts.selectors import open_drafts
from fortschrift.council.models import Organization
from fortschrift.deliberation import actions, selectors
from fortschrift.deliberation.addresses import consideration_url
from fortschrift.deliberation.forms.desk import OpenForm
from fortschrift.deliberation.permissions import may_record_decisions
from fortschrift.participation.views.room import ReadingRoom, room_or_404
from fortschrift.web.shapes import Link

Kind = Organization.Classification
#: Bodies that can consider proposals; groups move them, the administration prepares.
DELIBERATING = (
    Kind.COUNCIL, Kind.MAIN_COMMITTEE, Kind.COMMITTEE, Kind.DISTRICT_COUNCIL, Kind.ADVISORY_BOARD,
    Kind.ROUND_TABLE, Kind.STEERING_GROUP, Kind.WORKING_GROUP, Kind.WORKSHOP_SERIES,
)  # fmt: skip


@login_required
def open_desk(request: HttpRequest, municipality: str, concept: str, number: int) -> HttpResponse:
    """List the bodies that consider what a reading brought in, and let the next one begin."""
    room = room_or_404(request, municipality, concept, number)
    require(may_record_decisions(room.user, room.town))
    form = _form(request, room)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.open_consideration(
                room.reading, organization=form.cleaned_data["organization"],
                strand=form.cleaned_data["strand"], actor=room.user, now=timezone.now(),
            )  # fmt: skip
        except ValidationError as error:
            named = set(getattr(error, "error_dict", {})) & set(form.fields)
            form.add_error(next(iter(named), None), ValidationError(error.messages))
        else:
            number_laid = made.strand.current_wordings.count()
            messages.success(
                request,
                ngettext("%(n)d Vorschlag liegt dem Gremium vor.",
                         "%(n)d Vorschläge liegen dem Gremium vor.", number_laid)
                % {"n": number_laid},
            )  # fmt: skip
            return HttpResponseRedirect(consideration_url(made))
    begun = selectors.considerations_of(room.reading)
    context = room.context(
        Link(_("Beratung")), form=form, waiting=selectors.proposed_in(room.reading).count(),
        begun=[(each, consideration_url(each)) for each in begun],
    )  # fmt: skip
    status = 422 if form.is_bound and not form.is_valid() else 200
    return render(request, "deliberation/open.html", context, status=status)


def _form(request: HttpRequest, room: ReadingRoom) -> OpenForm:
    bodies = Organization.objects.filter(
        municipality=room.town, classification__in=DELIBERATING
    ).order_by("name")
    return OpenForm(
        request.POST if request.method == "POST" else None, bodies=bodies,
        drafts=open_drafts(room.concept),
        initial={"organization": room.reading.organization and room.reading.organization.slug},
    )  # fmt: skip
