"""What sources adds to the workplace: the way to take a picture in."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from fortschrift.accounts.models import Municipality, User
from fortschrift.sources.permissions import may_keep_sources


def tools(towns: Sequence[Municipality], request: HttpRequest) -> Mapping[Any, SafeString]:
    """Offer the tools of this app in each municipality in which the user may use them."""
    user = request.user if isinstance(request.user, User) else None
    return {
        town.pk: render_to_string("sources/workplace.html", {"municipality": town})
        for town in towns
        if may_keep_sources(user, town)
    }
