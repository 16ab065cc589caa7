"""Days of the week beside dates: what is printed, what the calendar says.

Dates taken over by hand slip by a day or a year; the weekday printed beside them gives it away.
"""

import re
from datetime import date

SUNDAY = 6

#: German weekdays as printed, in the order of ``date.weekday``.
_PRINTED = ("montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonntag")
_ALSO = {"sonnabend": 5}
_WORD = re.compile(rf"\b({'|'.join((*_PRINTED, *_ALSO))})\b", re.IGNORECASE)


def printed_weekday(text: str) -> int | None:
    """Return the only weekday a text names (0 is Monday), or None when it names none or several.

    >>> printed_weekday("am Mittwoch, 13. September")
    2
    >>> printed_weekday("Montag oder Dienstag") is None
    True
    """
    found = {_number(word.lower()) for word in _WORD.findall(text)}
    return found.pop() if len(found) == 1 else None


def differs_from_print(day: date, text: str) -> int | None:
    """Return the printed weekday when it is not that of ``day``, otherwise None.

    >>> differs_from_print(date(2017, 9, 13), "Mittwoch") is None
    True
    >>> differs_from_print(date(2017, 9, 13), "Sonntag, 13. September")
    6
    """
    printed = printed_weekday(text)
    return None if printed in (None, day.weekday()) else printed


def _number(word: str) -> int:
    return _ALSO[word] if word in _ALSO else _PRINTED.index(word)
