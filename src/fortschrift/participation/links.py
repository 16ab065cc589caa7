"""Making personal links, and finding from a short code of a letter what it opens.

Higher apps with links of their own add a door, so that one page takes the codes of all letters.
"""

from collections.abc import Callable, Collection, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from fortschrift.accounts.journal import database_now
from fortschrift.accounts.models import Municipality
from fortschrift.council.models import Contact
from fortschrift.participation.codes import hash_of, new_code

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

#: Groups of three signs in a key; four hold 60 bits, more than anybody can try.
KEY_GROUPS = 4
#: Days a key opens after the end of its matter, so that one can still look at what was sent.
AFTER_THE_END = 30

#: Gives the address that a short code opens in a town, or None.
Door = Callable[[Municipality, str], str | None]
_doors: list[Door] = []


def new_key(*, until: date | None) -> tuple[str, dict[str, Any]]:
    """Mint a key; gives it with the fields of the link that keep what may be known of it."""
    key = new_code(KEY_GROUPS)
    expires = until + timedelta(days=AFTER_THE_END) if until else date.max
    return key, {"key_hash": hash_of(key), "expires": expires, "recorded": database_now()}


def check_reachable(
    contacts: Sequence[Contact],
    asked: Collection[UUID],
    today: date,
    *,
    twice: "_StrPromise | str",
) -> None:
    """Refuse contacts that have ended, and those ``asked`` already; ``twice`` says so."""
    rows = Contact.objects.filter(pk__in=[each.pk for each in contacts])
    lasting = set(rows.holding_on(today).values_list("pk", flat=True))
    for each in contacts:
        if each.pk not in lasting:
            said = _("„%(contact)s“ gilt nicht mehr.") % {"contact": each}
            raise ValidationError({"contacts": said})
        if each.pk in asked:
            raise ValidationError({"contacts": twice % {"contact": each}})


def add_door(door: Door) -> None:
    """Let letters of another kind be opened by their short code."""
    if door not in _doors:
        _doors.append(door)


def address_behind(town: Municipality, code: str) -> str | None:
    """Return what a short code opens in a town, None for none."""
    return next((found for door in _doors if (found := door(town, code))), None)
