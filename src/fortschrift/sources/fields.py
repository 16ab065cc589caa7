"""The database field for partial dates, and the words for a date that is not precise."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from fortschrift.core.partial_date import UNKNOWN, ImpossibleDate, PartialDate

DATE_FAULTS = {
    "not_a_date": _("„%(text)s“ ist kein Datum. Möglich sind 2017, 2017-09 oder 2017-09-13."),
    "no_such_day": _("Den Tag „%(text)s“ gibt es im Kalender nicht."),
    "reversed": _("In „%(text)s“ liegt das Ende vor dem Anfang."),
}


def date_fault(error: ImpossibleDate) -> ValidationError:
    """Turn the core's error into the sentence a person reads."""
    return ValidationError(DATE_FAULTS[error.code], code=error.code, params={"text": error.text})


class PartialDateField(models.CharField):  # type: ignore[type-arg]
    """Stores a PartialDate in its text form, which sorts by the earliest possible day.

    An unknown date is the empty text; sort with ``models.F("date").asc()`` after excluding it, or
    use the position among its siblings.
    """

    description = "A date as precise as its source"
    #: The empty text is a value too (an unknown date), so Django must not pass it over.
    empty_values = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 22)
        kwargs.setdefault("blank", True)
        kwargs.setdefault("default", UNKNOWN)
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        del kwargs["max_length"], kwargs["blank"], kwargs["default"]
        return name, path, args, kwargs

    def from_db_value(self, value: str | None, *args: Any) -> PartialDate | None:
        return None if value is None else PartialDate.parse(value)

    def to_python(self, value: Any) -> Any:
        if value is None or isinstance(value, PartialDate):
            return value
        try:
            return PartialDate.parse(str(value))
        except ImpossibleDate as error:
            raise date_fault(error) from error

    def get_prep_value(self, value: Any) -> str | None:
        return None if value is None else str(self.to_python(value))

    def value_to_string(self, obj: models.Model) -> str:
        return str(self.value_from_object(obj))

    def clean(self, value: Any, model_instance: models.Model | None) -> PartialDate:
        # CharField's own checks measure text; a PartialDate was checked when it was read.
        return self.to_python(value)  # type: ignore[no-any-return]
