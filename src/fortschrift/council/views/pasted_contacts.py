"""Pasting a list of contacts: look at what each row will do, correct it, confirm once.

The list travels in the page, so nothing that was typed is lost at any step.
"""

import hashlib
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache

from fortschrift.accounts.models import Municipality, User
from fortschrift.council import actions, selectors
from fortschrift.council.contact_lists.columns import MEANINGS as KNOWN_MEANINGS
from fortschrift.council.contact_lists.planning import Plan, plan_list
from fortschrift.council.forms.contacts import MEANINGS, PastedListForm
from fortschrift.council.shown import contacts as shown
from fortschrift.council.views.contacts import NOT_SAVED, crumbs, town_for
from fortschrift.web.shapes import Link

COLUMN = "spalte-"


@login_required
@never_cache
def paste(request: HttpRequest, municipality: str) -> HttpResponse:
    """Take a list, show what it will do, and take it in when that was seen."""
    town, user = town_for(request, municipality)
    form = PastedListForm(request.POST or None)
    plan = _plan(form, request.POST, town) if request.method == "POST" else None
    changed = False
    if plan is not None and request.POST.get("schritt") == "aufnehmen":
        changed = request.POST.get("gesehen") != plan.digest
        if not changed and plan.listed():
            try:
                return _take_in(request, town, user, plan)
            except ValidationError:  # somebody else was quicker between looking and writing
                plan, changed = _plan(form, request.POST, town), True
    return _page(request, town, form, plan, changed=changed)


def _plan(form: PastedListForm, data: QueryDict, town: Municipality) -> Plan | None:
    if not form.is_valid():
        return None
    text = form.cleaned_data["text"]
    is_same = data.get("gelesen") == _name_of(text)
    try:
        return plan_list(
            town, text, otherwise=form.cleaned_data["otherwise"],
            meanings=_meanings(data) if is_same else {}, left_out=data.getlist("auslassen"),
        )  # fmt: skip
    except ValidationError as error:
        form.add_error(None, ValidationError(error.messages))
        return None


def _meanings(data: QueryDict) -> dict[int, str]:
    """Read the columns as somebody corrected them."""
    said = {name.removeprefix(COLUMN): data[name] for name in data if name.startswith(COLUMN)}
    return {
        int(place): meaning
        for place, meaning in said.items()
        if place.isascii() and place.isdecimal() and meaning in KNOWN_MEANINGS
    }


def _take_in(request: HttpRequest, town: Municipality, user: User, plan: Plan) -> HttpResponse:
    """Take the rows in; those that are mistaken stay on the page to be put right."""
    taken = actions.take_in_contacts(
        town, listed=plan.listed(), actor=user, now=timezone.now()
    )  # fmt: skip
    messages.success(
        request,
        ngettext("%(n)d Kontakt ist aufgenommen.", "%(n)d Kontakte sind aufgenommen.", len(taken))
        % {"n": len(taken)},
    )
    remaining = plan.remaining()
    if not remaining:
        return HttpResponseRedirect(reverse("council:contacts", args=[town.slug]))
    form = PastedListForm(initial={"text": remaining})
    return _page(request, town, form, None, is_rest=True)


def _page(
    request: HttpRequest, town: Municipality, form: PastedListForm, plan: Plan | None, **said: bool
) -> HttpResponse:
    context: dict[str, Any] = {
        "municipality": town,
        "form": form,
        "plan": plan,
        "organizations": selectors.all_organizations(town),
        "crumbs": [*crumbs(town), Link(_("Liste einfügen"))],
        **said,
    }
    if plan is not None:
        context |= {
            "read": _name_of(form.cleaned_data["text"]),
            "numbers": shown.sum_of(plan),
            "meanings": MEANINGS,
            "columns": [(f"{COLUMN}{place}", column, _sample(plan, place))
                        for place, column in enumerate(plan.columns)],
            # Heads that were recognised need no second look, guesses do.
            "columns_open": not plan.head,
            "rows": [(row, shown.outcome_badges(row)) for row in plan.rows],
            "taken": len(plan.listed()),
        }  # fmt: skip
    return render(
        request, "council/contacts/paste.html", context, status=NOT_SAVED if form.errors else 200
    )


def _sample(plan: Plan, place: int) -> str:
    """Give the first cell of a column that says something."""
    return next((row.cells[place] for row in plan.rows if row.cells[place]), "")


def _name_of(text: str) -> str:
    lines = "\n".join(text.split())
    return hashlib.sha256(lines.encode("utf-8", "surrogatepass")).hexdigest()[:16]
