"""Pages for those who sign in: workplace, journal, access, and work in the background."""

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.decorators import login_required
from django.contrib.auth.forms import PasswordChangeForm
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from fortschrift.accounts import actions, jobs, selectors
from fortschrift.accounts.forms import GiveRoleForm
from fortschrift.accounts.journal import sentence_of
from fortschrift.accounts.models import Job, Municipality, User
from fortschrift.accounts.permissions import may_administer, may_see_internal
from fortschrift.accounts.results import require
from fortschrift.accounts.scope import home_crumb, municipality_or_404
from fortschrift.accounts.tasks import verify_chain
from fortschrift.web.pagination import paginate
from fortschrift.web.registry import prefetch_slots, tasks_for
from fortschrift.web.shapes import Link


def _signed_in(request: HttpRequest) -> User:
    assert isinstance(request.user, User)
    return request.user


@login_required
def workplace(request: HttpRequest) -> HttpResponse:
    """Show what I can do today, in each municipality in which I have a role."""
    user = _signed_in(request)
    towns = selectors.workplaces_of(user)
    return render(
        request,
        "accounts/workplace.html",
        {
            "places": [(town, roles, tasks_for(user, town)) for town, roles in towns],
            "jobs": selectors.recent_jobs(user),
            "administered": {town.pk for town, _ in towns if may_administer(user, town)},
            "slots": prefetch_slots(
                {"accounts.workplace": [town for town, _roles in towns]}, request=request
            ),
        },
    )


@login_required
def journal(request: HttpRequest, municipality: str) -> HttpResponse:
    """List every recorded act, newest first."""
    town = municipality_or_404(municipality)
    require(may_see_internal(_signed_in(request), town))
    page = paginate(request, selectors.journal_of(town))
    return render(
        request,
        "accounts/journal.html",
        {
            "municipality": town,
            "page": page,
            "lines": [(entry, sentence_of(entry)) for entry in page],
            "head": selectors.journal_head(town),
            "may_verify": bool(may_administer(_signed_in(request), town)),
            "crumbs": [home_crumb(town), Link(_("Änderungsverlauf"))],
        },
    )


@login_required
@require_POST
def verify_journal(request: HttpRequest, municipality: str) -> HttpResponse:
    """Start the check of the journal in the background and lead to its progress."""
    town = municipality_or_404(municipality)
    user = _signed_in(request)
    require(may_administer(user, town))
    job = jobs.start(town, verify_chain, title=_("Änderungsverlauf prüfen"), actor=user)
    return HttpResponseRedirect(reverse("accounts:job", kwargs={"job": job.pk}))


@login_required
def job(request: HttpRequest, job: str) -> HttpResponse:
    """Show how far a job is; asked by htmx, only the bar."""
    found = Job.objects.filter(pk=job, started_by=_signed_in(request)).first()
    if found is None:
        raise Http404(_("Diesen Vorgang gibt es nicht, oder jemand anderes hat ihn begonnen."))
    template = "web/components/progress.html" if _is_htmx(request) else "accounts/job.html"
    return render(request, template, {"job": found, "progress": jobs.progress_of(found)})


@login_required
def access(request: HttpRequest, municipality: str) -> HttpResponse:
    """Show who has which role here, and give a role."""
    town = municipality_or_404(municipality)
    user = _signed_in(request)
    require(may_administer(user, town))
    form = GiveRoleForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _give_role(form, town, user):
        messages.success(request, _("Die Rolle ist vergeben."))
        return HttpResponseRedirect(request.path)
    return render(
        request,
        "accounts/access.html",
        {
            "municipality": town,
            "form": form,
            "page": paginate(request, selectors.roles_in(town)),
            "crumbs": [home_crumb(town), Link(_("Zugang"))],
        },
    )


def _give_role(form: GiveRoleForm, town: Municipality, user: User) -> bool:
    """Give the role; what is refused stands in the form."""
    try:
        actions.give_role(town, actor=user, now=timezone.now(), **form.cleaned_data)
    except ValidationError as error:
        form.add_error(None, error)
        return False
    return True


@login_required
@require_POST
def withdraw_role(request: HttpRequest, municipality: str, role: int) -> HttpResponse:
    """Take a role away; the account stays."""
    town = municipality_or_404(municipality)
    assignment = selectors.roles_in(town).filter(pk=role).first()
    if assignment is None:
        raise Http404(_("Diese Rolle gibt es nicht mehr."))
    actions.withdraw_role(assignment, actor=_signed_in(request), now=timezone.now())
    messages.success(request, _("Die Rolle ist entzogen."))
    return HttpResponseRedirect(reverse("accounts:access", args=[town.slug]))


@login_required
def change_password(request: HttpRequest) -> HttpResponse:
    """Let somebody who knows the old password choose another one, and stay signed in."""
    user = _signed_in(request)
    form = PasswordChangeForm(user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.change_own_password(
            password=form.cleaned_data["new_password1"], actor=user, now=timezone.now()
        )
        update_session_auth_hash(request, user)
        messages.success(request, _("Das Kennwort ist geändert."))
        return HttpResponseRedirect(reverse("accounts:workplace"))
    return render(
        request,
        "accounts/change_password.html",
        {"form": form, "crumbs": [Link(_("Arbeitsplatz"), reverse("accounts:workplace")),
                                  Link(_("Kennwort ändern"))]},
    )  # fmt: skip


def _is_htmx(request: HttpRequest) -> bool:
    return bool(getattr(request, "htmx", False))
