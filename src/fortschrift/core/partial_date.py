"""Dates as precise as their source: a day, a month, a year, a span, or not known.

The text form is that of ISO 8601-2 (EDTF level 1) as far as councils need it: ``2017-09-13``,
``2017-09``, ``2017``, ``2017-05-15..2017-08-10`` (some day in between) and the empty text for a
date that nobody published.  The text form sorts by the earliest possible day.
"""

import calendar
import re
from dataclasses import dataclass
from datetime import date
from enum import Enum

_DAY = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?\Z")


class Precision(Enum):
    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    BETWEEN = "between"
    UNKNOWN = "unknown"


class ImpossibleDate(ValueError):
    """A text that is no date; carries the text and a code for the page's sentence."""

    def __init__(self, text: str, code: str) -> None:
        super().__init__(f"{code}: {text!r}")
        self.text = text
        self.code = code


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date with the precision of its source; an unknown one has no ``earliest`` and ``latest``.

    >>> PartialDate.parse("2017-09").latest
    datetime.date(2017, 9, 30)
    >>> str(PartialDate.parse("2017-05-15..2017-08-10"))
    '2017-05-15..2017-08-10'
    >>> PartialDate.parse("").is_known
    False
    """

    earliest: date | None = None
    latest: date | None = None
    precision: Precision = Precision.UNKNOWN

    @classmethod
    def parse(cls, text: str) -> "PartialDate":
        """Read the text form.

        Raises ImpossibleDate with the code ``not_a_date``, ``no_such_day`` or ``reversed``.
        """
        if not text:
            return cls()
        first, dots, last = text.partition("..")
        if not dots:
            return cls(*_span(text))
        start, _, _ = _span(first)
        _, end, _ = _span(last)
        if end < start:
            raise ImpossibleDate(text, "reversed")
        return cls(start, end, Precision.BETWEEN)

    @classmethod
    def of(cls, day: date) -> "PartialDate":
        return cls(day, day, Precision.DAY)

    @property
    def is_known(self) -> bool:
        return self.earliest is not None

    @property
    def day(self) -> date | None:
        """The day itself, or None when the source is less precise."""
        return self.earliest if self.precision is Precision.DAY else None

    def has_begun(self, today: date) -> bool:
        """Whether some possible day of this date lies not after *today*; nothing known is no bar.

        >>> [PartialDate.parse(text).has_begun(date(2026, 3, 5)) for text in ("2026", "2026-04")]
        [True, False]
        """
        return self.earliest is None or self.earliest <= today

    def surely_before(self, other: "PartialDate") -> bool:
        """Whether every possible day of this date lies before every possible day of the other."""
        if self.latest is None or other.earliest is None:
            return False
        return self.latest < other.earliest

    def __str__(self) -> str:
        if self.earliest is None or self.latest is None:
            return ""
        if self.precision is Precision.BETWEEN:
            return f"{self.earliest.isoformat()}..{self.latest.isoformat()}"
        length = {Precision.DAY: 10, Precision.MONTH: 7, Precision.YEAR: 4}[self.precision]
        return self.earliest.isoformat()[:length]


UNKNOWN = PartialDate()


def _span(text: str) -> tuple[date, date, Precision]:
    match = _DAY.match(text)
    if match is None:
        raise ImpossibleDate(text, "not_a_date")
    year, month, day = (int(part) if part else None for part in match.groups())
    try:
        if year is None or month is None:
            return date(year or 0, 1, 1), date(year or 0, 12, 31), Precision.YEAR
        if day is None:
            last = calendar.monthrange(year, month)[1]
            return date(year, month, 1), date(year, month, last), Precision.MONTH
        return date(year, month, day), date(year, month, day), Precision.DAY
    except ValueError as error:
        raise ImpossibleDate(text, "no_such_day") from error
