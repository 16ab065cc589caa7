"""What the council adds to the workplace: the way to the contacts."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from fortschrift.accounts.models import Municipality, User
from fortschrift.council.permissions import may_keep_contacts


def tools(towns: Sequence[Municipality], request: HttpRequest) -> Mapping[Any, SafeString]:
    """Lead to the contacts of each municipality in which the user may keep them."""
    user = request.user if isinstance(request.user, User) else None
    return {
        town.pk: render_to_string("council/workplace.html", {"municipality": town})
        for town in towns
        if may_keep_contacts(user, town)
    }
