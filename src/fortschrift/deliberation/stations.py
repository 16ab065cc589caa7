"""Where the stations of a hand-over stand in time, as far as their order tells it.

A station without a date stands between its neighbours, the first one behind the hand-over.  Only
the place in the life line follows from this; a date that nobody recorded stays unknown.
"""

from collections.abc import Sequence

from fortschrift.core.partial_date import UNKNOWN, PartialDate, Precision
from fortschrift.council.models import Consultation
from fortschrift.deliberation.models import Referral


def places(referral: Referral, stations: Sequence[Consultation]) -> list[PartialDate]:
    """Return for each station, in order, where it stands; unknown where its own date tells it."""
    dates = [station.when for station in stations]
    return [
        UNKNOWN
        if own.is_known
        else _between([referral.date, *dates[:position]], dates[position + 1 :])
        for position, own in enumerate(dates)
    ]


def _between(before: Sequence[PartialDate], after: Sequence[PartialDate]) -> PartialDate:
    """Return the span from the last day known before to the first one known after."""
    start = max((day.latest for day in before if day.latest), default=None)
    end = min((day.earliest for day in after if day.earliest), default=None)
    if start is None or end is None or end < start:
        return UNKNOWN
    return PartialDate(start, end, Precision.BETWEEN)
