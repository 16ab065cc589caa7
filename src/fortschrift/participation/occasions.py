"""The meeting behind a reading, a mandate or a decision: its day, and its name in a life line."""

from fortschrift.core.partial_date import PartialDate
from fortschrift.council.models import Meeting
from fortschrift.sources.life_line import occasion_key
from fortschrift.sources.models import Visibility


def day_of(date: PartialDate, meeting: Meeting | None) -> PartialDate:
    """Return the date given or, where none is, the day of the meeting at which it happened."""
    return date if date.is_known or meeting is None else meeting.date


def occasions_of(meeting: Meeting | None) -> list[str]:
    """Name a public meeting as the occasion of a station; empty where there is none to show."""
    if meeting is None or meeting.visibility != Visibility.PUBLIC:
        return []
    return [occasion_key("meeting", meeting.pk)]
