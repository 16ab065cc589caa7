"""Words for a date that is only as precise as its source."""

from datetime import date, datetime
from functools import lru_cache

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from fortschrift.core.partial_date import PartialDate, Precision


def date_words(value: PartialDate, *, unknown: str | None = None) -> str:
    """Write a date out: "13. September 2017", "September 2017", "2017", "zwischen … und …".

    An unknown date gives ``unknown``, by default the words "Datum nicht bekannt".
    """
    if value.earliest is None or value.latest is None:
        return _("Datum nicht bekannt") if unknown is None else unknown
    if value.precision is Precision.BETWEEN:
        return _("zwischen %(first)s und %(last)s") % {
            "first": _day(value.earliest),
            "last": _day(value.latest),
        }
    if value.precision is Precision.DAY:
        return _day(value.earliest)
    if value.precision is Precision.MONTH:
        return _written(value.earliest, "YEAR_MONTH_FORMAT", get_language())
    return str(value.earliest.year)


def day_words(moment: datetime) -> str:
    """Write out the day of a moment, as it was here."""
    return _day(localtime(moment).date())


def weekday_words(value: PartialDate) -> str:
    """Write the weekday of a date known to the day; empty otherwise."""
    return date_format(value.day, "l") if value.day else ""


def _day(day: date) -> str:
    return _written(day, "DATE_FORMAT", get_language())


@lru_cache(maxsize=4096)
def _written(day: date, format: str, language: str | None) -> str:
    """Write a day out; the same days stand on many pages, and each costs what a paragraph costs."""
    return date_format(day, format)
