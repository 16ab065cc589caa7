"""Since when something holds: one field for all forms of concepts, with one hint and one check."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fortschrift.concepts.desk.values import Unreadable, read
from fortschrift.core.partial_date import ImpossibleDate, PartialDate
from fortschrift.core.text import AttributeType, IntakeError
from fortschrift.web.dates import date_words

_DATE = AttributeType("day", "Tag", "date")


class SinceField(forms.CharField):
    """A day, month or year that has begun, or a span as sources have it; nothing for not known.

    A date after today is a slip of the hand: what is planned is no status yet.  Acts take any date,
    as they record what sources say.
    """

    def __init__(self, **kwargs: Any) -> None:
        """Ask the same question with the same hint everywhere."""
        given: dict[str, Any] = {
            "label": gettext_lazy("Seit wann?"), "required": False, "max_length": 30,
            "help_text": gettext_lazy("So genau wie bekannt: 2024, 5.2024 oder 17.5.2024."),
        }  # fmt: skip
        super().__init__(**{**given, **kwargs})

    def clean(self, value: Any) -> PartialDate:
        """Read "17.5.2024", "5.2024", "2024" or the text form of a partial date."""
        day = _read(super().clean(value))
        today = timezone.localdate()
        if not day.has_begun(today):
            raise forms.ValidationError(
                _("Das liegt in der Zukunft: %(day)s. Möglich ist jeder Tag bis heute, %(today)s,"
                  " oder ein Monat oder Jahr, das schon begonnen hat.")
                % {"day": date_words(day), "today": date_words(PartialDate.of(today))},
                code="future",
            )  # fmt: skip
        return day


def _read(words: str) -> PartialDate:
    try:
        if ".." in words:
            return PartialDate.parse(words.strip())
        return PartialDate.parse(str(read(words, _DATE) or ""))
    except (Unreadable, ImpossibleDate, IntakeError):
        raise forms.ValidationError(
            _("Das ist kein Datum. Möglich sind zum Beispiel 2027, 3.2027 oder 15.3.2027.")
        ) from None
