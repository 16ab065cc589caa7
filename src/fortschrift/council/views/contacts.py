"""The register of contacts: the list and its file, one contact, handing over, ending, erasing."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from fortschrift.accounts.models import Municipality, User
from fortschrift.accounts.results import require
from fortschrift.accounts.scope import home_crumb, municipality_or_404
from fortschrift.core.partial_date import PartialDate
from fortschrift.council import actions, selectors
from fortschrift.council.addresses import contact_url
from fortschrift.council.forms.contacts import (
    ContactFilter,
    ContactForm,
    DeputyForm,
    EndForm,
    HandOverForm,
    NewContactForm,
)
from fortschrift.council.models import Contact
from fortschrift.council.organization_names import KnownNames
from fortschrift.council.permissions import may_keep_contacts
from fortschrift.council.shown import contacts as shown
from fortschrift.web.content import content
from fortschrift.web.pagination import paginate
from fortschrift.web.shapes import Link
from fortschrift.web.workbook import EXCEL, list_as_workbook

NOT_SAVED = 422


@login_required
@never_cache
def contacts(request: HttpRequest, municipality: str) -> HttpResponse:
    """List contacts by organization; filter and search stand in the address."""
    town, _user = town_for(request, municipality)
    form, found = _filtered(request, town)
    page = paginate(request, found)
    file_url = reverse("council:contacts_file", args=[town.slug])
    return render(
        request,
        "council/contacts/contacts.html",
        {
            "municipality": town,
            "form": form,
            "page": page,
            "table": shown.contacts_table(page, localdate()),
            "is_filtered": any(request.GET.get(name) for name in form.fields),
            "file_url": f"{file_url}?{request.GET.urlencode()}" if request.GET else file_url,
            "crumbs": [*crumbs(town)[:-1], Link(_("Kontakte"))],
        },
    )


@login_required
@never_cache
def contacts_file(request: HttpRequest, municipality: str) -> HttpResponse:
    """Give the contacts of the list as a workbook, by the same filter."""
    town, _user = town_for(request, municipality)
    _form, found = _filtered(request, town)
    rows = map(shown.file_row, found)
    data = list_as_workbook(_("Kontakte"), shown.file_columns(), rows, created=timezone.now())
    return HttpResponse(
        data,
        content_type=EXCEL,
        headers={"Content-Disposition": f'attachment; filename="kontakte-{town.slug}.xlsx"'},
    )


@login_required
@never_cache
def new_contact(request: HttpRequest, municipality: str) -> HttpResponse:
    """Add one contact; an organization that is new here comes in with it."""
    town, user = town_for(request, municipality)
    organizations = list(selectors.all_organizations(town))
    asked = request.GET.get("gremium", "")
    initial = {"organization": next((o.name for o in organizations if o.slug == asked), "")}
    form = NewContactForm(request.POST or None, names=KnownNames(organizations), initial=initial)
    if request.method == "POST" and form.is_valid() and (made := _add(form, town, user)):
        messages.success(request, _("Der Kontakt ist aufgenommen."))
        return HttpResponseRedirect(contact_url(made))
    return render(
        request,
        "council/contacts/new.html",
        {
            "municipality": town,
            "form": form,
            "organizations": organizations,
            "crumbs": [*crumbs(town), Link(_("Neuer Kontakt"))],
        },
        status=NOT_SAVED if form.errors else 200,
    )


def _add(form: NewContactForm, town: Municipality, user: User) -> Contact | None:
    said, now = form.cleaned_data, timezone.now()
    try:
        if said["found"] is None:
            listed = [actions.ListedContact(said["organization"], form.details())]
            return actions.take_in_contacts(town, listed=listed, actor=user, now=now)[0]
        return actions.add_contact(said["found"], details=form.details(), actor=user, now=now)
    except ValidationError as error:
        form.take(error)
        return None


@login_required
@never_cache
def contact(request: HttpRequest, municipality: str, contact: UUID) -> HttpResponse:
    """Show a contact in its form, and beside it what can be done with it."""
    town, user = town_for(request, municipality)
    found = _contact_or_404(town, contact)
    form = ContactForm(request.POST) if request.method == "POST" else ContactForm.of(found)
    meanwhile: list[Any] = []
    seen = request.POST.get("seen", "") or found.fingerprint
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_contact(
                found, details=form.details(), seen=seen, actor=user, now=timezone.now()
            )
            messages.success(request, _("Der Kontakt ist gespeichert."))
            return HttpResponseRedirect(contact_url(found))
        except actions.ChangedMeanwhile as changed:
            seen = changed.contact.fingerprint
            meanwhile = shown.differences(form.cleaned_data, changed.contact)
        except ValidationError as error:
            form.take(error)
    return _contact_page(request, town, found, form, seen=seen, meanwhile=meanwhile)


def _contact_page(
    request: HttpRequest,
    town: Municipality,
    contact: Contact,
    form: ContactForm,
    *,
    seen: str = "",
    meanwhile: list[Any] | None = None,
    end: EndForm | None = None,
    deputy: DeputyForm | None = None,
) -> HttpResponse:
    today = localdate()
    refused = form.errors or meanwhile or (end and end.errors) or (deputy and deputy.errors)
    return render(
        request,
        "council/contacts/contact.html",
        {
            "municipality": town,
            "contact": contact,
            "form": form,
            "seen": seen or contact.fingerprint,
            "meanwhile": meanwhile,
            "facts": shown.contact_facts(contact, today),
            "end": end or EndForm(initial={"until": contact.valid_to or PartialDate.of(today)}),
            "deputy": deputy or _deputy_form(contact),
            "crumbs": [*crumbs(town), Link(content(str(contact)))],
        },
        status=NOT_SAVED if refused else 200,
    )


@login_required
@never_cache
def hand_over(request: HttpRequest, municipality: str, contact: UUID) -> HttpResponse:
    """Say who goes on, and from when."""
    town, user = town_for(request, municipality)
    found = _contact_or_404(town, contact)
    if found.is_erased or found.successor_id:
        return HttpResponseRedirect(contact_url(found))
    form = HandOverForm(request.POST) if request.method == "POST" else HandOverForm.after(
        found, PartialDate.of(localdate())
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        try:
            new = actions.hand_over_contact(
                found, since=form.cleaned_data["since"], details=form.details(), actor=user,
                now=timezone.now(),
            )  # fmt: skip
            messages.success(request, _("Der Kontakt ist übergeben."))
            return HttpResponseRedirect(contact_url(new))
        except ValidationError as error:
            form.take(error)
    return render(
        request,
        "council/contacts/hand_over.html",
        {
            "municipality": town,
            "contact": found,
            "contact_url": contact_url(found),
            "form": form,
            "crumbs": [
                *crumbs(town), Link(content(str(found)), contact_url(found)), Link(_("Übergeben")),
            ],
        },
        status=NOT_SAVED if form.errors else 200,
    )  # fmt: skip


@login_required
@require_POST
def end(request: HttpRequest, municipality: str, contact: UUID) -> HttpResponse:
    """Say until when a contact holds."""
    town, user = town_for(request, municipality)
    found, form = _contact_or_404(town, contact), EndForm(request.POST)
    if form.is_valid():
        try:
            until = form.cleaned_data["until"]
            actions.end_contact(found, until=until, actor=user, now=timezone.now())
            messages.success(request, _("Das Ende ist festgehalten."))
            return HttpResponseRedirect(contact_url(found))
        except ValidationError as error:
            form.add_error("until", error.messages)
    return _contact_page(request, town, found, ContactForm.of(found), end=form)


@login_required
@require_POST
def deputy(request: HttpRequest, municipality: str, contact: UUID) -> HttpResponse:
    """Say for whom a contact stands in."""
    town, user = town_for(request, municipality)
    found = _contact_or_404(town, contact)
    form = _deputy_form(found, request.POST)
    if form.is_valid():
        actions.set_deputy(found, of=form.of(), actor=user, now=timezone.now())
        messages.success(request, _("Die Vertretung ist geregelt."))
        return HttpResponseRedirect(contact_url(found))
    return _contact_page(request, town, found, ContactForm.of(found), deputy=form)


@login_required
@never_cache
def erase(request: HttpRequest, municipality: str, contact: UUID) -> HttpResponse:
    """Ask once more, then empty what the contact says of a person."""
    town, user = town_for(request, municipality)
    found = _contact_or_404(town, contact)
    if request.method == "POST" and not found.is_erased:
        actions.erase_contact(found, actor=user, now=timezone.now())
        messages.success(request, _("Die Angaben zu diesem Kontakt sind gelöscht."))
    if request.method == "POST" or found.is_erased:
        return HttpResponseRedirect(contact_url(found))
    return render(
        request,
        "council/contacts/erase.html",
        {
            "municipality": town,
            "contact": found,
            "contact_url": contact_url(found),
            "crumbs": [
                *crumbs(town), Link(content(str(found)), contact_url(found)), Link(_("Löschen")),
            ],
        },
    )  # fmt: skip


def town_for(request: HttpRequest, municipality: str) -> tuple[Municipality, User]:
    """Give the municipality and who asks; raises NotAllowed for those who may not see contacts."""
    town = municipality_or_404(municipality)
    assert isinstance(request.user, User)
    require(may_keep_contacts(request.user, town))
    return town, request.user


def crumbs(town: Municipality) -> list[Link]:
    """Lead from the workplace to the contacts."""
    return [
        Link(_("Arbeitsplatz"), reverse("accounts:workplace")),
        home_crumb(town),
        Link(_("Kontakte"), reverse("council:contacts", args=[town.slug])),
    ]


def _filtered(request: HttpRequest, town: Municipality) -> tuple[ContactFilter, Any]:
    form = ContactFilter(request.GET)
    if not form.is_valid():
        raise Http404(_("Diese Auswahl gibt es in der Liste nicht."))
    return form, selectors.contacts(town, today=localdate(), **form.chosen())


def _contact_or_404(town: Municipality, contact: UUID) -> Contact:
    found = selectors.contact_at(town, contact)
    if found is None:
        raise Http404(_("Diesen Kontakt gibt es hier nicht."))
    return found


def _deputy_form(contact: Contact, data: Any = None) -> DeputyForm:
    others = selectors.may_stand_in_for(contact, localdate())
    return DeputyForm(data, others=others, initial={"of": str(contact.deputy_of_id or "")})
