"""What the council's acts refuse before anything is written, each with a sentence on its field.

Only input that cannot be meant is refused: a day the calendar lacks, an address taken twice, a row
of another municipality.  What is merely odd is stored and becomes a finding.
"""

from collections.abc import Iterable
from typing import Any, cast

from django.core.exceptions import ValidationError
from django.db.models import Field, Model, QuerySet
from django.utils.translation import gettext_lazy as _

from fortschrift.accounts.models import Municipality
from fortschrift.core.partial_date import ImpossibleDate, PartialDate
from fortschrift.sources.fields import date_fault


def read_dates(**values: PartialDate | str) -> dict[str, PartialDate]:
    """Read each date given as text; raises ValidationError naming every field that is no date."""
    dates, faults = {}, {}
    for name, value in values.items():
        try:
            dates[name] = value if isinstance(value, PartialDate) else PartialDate.parse(value)
        except ImpossibleDate as error:
            faults[name] = date_fault(error)
    if faults:
        raise ValidationError(faults)
    return dates


def check_belonging(
    municipality: Municipality, **rows: Model | Iterable[Model | None] | None
) -> None:
    """Refuse rows of another municipality, each under the name of its field."""
    faults = {
        name: _("„%(row)s“ gehört zu einer anderen Kommune.") % {"row": stranger}
        for name, given in rows.items()
        for stranger in _each(given)
        if stranger.municipality != municipality
    }
    if faults:
        raise ValidationError(faults)


def _each(given: Model | Iterable[Model | None] | None) -> list[Any]:
    rows = [given] if given is None or isinstance(given, Model) else given
    return [row for row in rows if row is not None]


def check_free_address(taken: QuerySet[Any]) -> None:
    """Refuse a second row at an address (slug) within its list."""
    if taken.exists():
        raise ValidationError({"slug": _("Diese Adresse ist schon vergeben.")})


def checked(row: Model, **changes: Any) -> dict[str, Any]:
    """Check new values for an existing row; returns them as the row will keep them."""
    values, faults = {}, {}
    for name, value in changes.items():
        try:
            values[name] = cast("Field[Any, Any]", row._meta.get_field(name)).clean(value, row)
        except ValidationError as error:
            faults[name] = error
    if faults:
        raise ValidationError(faults)
    return values


#: Values that say nothing yet, so that something can be filled in for them.
SAYS_NOTHING = frozenset({"", "None", "unknown", "not_said"})


class NeedsCorrection(ValidationError):
    """What is on record says something else; it is corrected with a reason, not written over."""


def check_unsaid(row: Model, changes: dict[str, Any], *, names: Iterable[str]) -> None:
    """Refuse to write over what a row says already; what says nothing yet may be filled in."""
    faults = {
        name: _("Das ist schon festgehalten: „%(said)s“. Bitte berichtigen Sie es mit Grund.")
        % {"said": said_words(row, name)}
        for name in names
        if name in changes and says(getattr(row, name)) and getattr(row, name) != changes[name]
    }
    if faults:
        raise NeedsCorrection(faults)


def says(value: Any) -> bool:
    """Whether a recorded value tells anything at all."""
    return str(value) not in SAYS_NOTHING


def said_words(row: Model, name: str) -> str:
    """Say the value of a field as pages show it."""
    value = getattr(row, name)
    if isinstance(value, bool):
        return str(_("ja") if value else _("nein"))
    display = getattr(row, f"get_{name}_display", None)
    return str(display() if display else "" if value is None else value)


def identity(id: Any) -> dict[str, Any]:
    """Return the given primary key as a field, or nothing, so that the model mints one."""
    return {"id": id} if id else {}


def next_place(taken: set[int]) -> int:
    """Return the place behind all that are taken; places begin at 1."""
    return max(taken, default=0) + 1
