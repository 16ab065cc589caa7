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


def identity(id: Any) -> dict[str, Any]:
    """Return the given primary key as a field, or nothing, so that the model mints one."""
    return {"id": id} if id else {}


def next_place(taken: set[int]) -> int:
    """Return the place behind all that are taken; places begin at 1."""
    return max(taken, default=0) + 1
