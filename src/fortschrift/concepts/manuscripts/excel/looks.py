"""How the values of cells are printed: numbers, money, shares, dates, after their formats."""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime, time, timedelta
from math import isfinite
from typing import NamedTuple
from xml.etree import ElementTree as ET

from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900, from_excel

from fortschrift.concepts.manuscripts.package import child, local, number, value

_CURRENCY = re.compile(r"€|\bEUR\b|\bCHF\b|£|\[\$([^-\]]+)")
_DECIMALS = re.compile(r"0\.(0+)")
_QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')
_DIGITS = 12  # behind the comma, where a format says none
_LARGEST = 1e15  # from here a double does not know its last digit


class Looks(NamedTuple):
    """The formats of numbers by the styles of cells."""

    formats: Sequence[str]
    is_1904: bool = False

    def printed(self, said: str, style: int) -> str:
        """Print a number as the sheet shows it; what is no number stays as it is."""
        try:
            found = float(said)
        except ValueError:
            return said
        if not isfinite(found):
            return said
        look = self.formats[style] if 0 <= style < len(self.formats) else "General"
        if is_date_format(look):
            return _date(found, look, self.is_1904) or said
        return _number(found, look)


def read_looks(styles: ET.Element | None, *, is_1904: bool) -> Looks:
    """Read the formats of a file."""
    own: Mapping[int, str] = {
        key: value(each, "formatCode") or ""
        for each in child(styles, "numFmts") or ()
        if (key := number(each, "numFmtId")) is not None
    }
    cells = child(styles, "cellXfs")
    ids = [number(each, "numFmtId") or 0 for each in cells or () if local(each.tag) == "xf"]
    return Looks([own.get(i) or BUILTIN_FORMATS.get(i, "General") for i in ids], is_1904)


def _number(found: float, look: str) -> str:
    plain = _QUOTED.sub("", look.split(";", maxsplit=1)[0])
    if "%" in plain:
        return f"{_digits(found * 100, _places(plain), '')} %"
    separator = "." if "," in plain else ""
    printed = _digits(found, _places(plain), separator)
    currency = _CURRENCY.search(look)
    if currency is None:
        return printed
    sign = currency[1] or currency[0]
    return f"{printed} {'€' if sign == 'EUR' else sign}"


def _places(plain: str) -> int | None:
    found = _DECIMALS.search(plain)
    return len(found[1]) if found else (0 if "0" in plain else None)


def _digits(found: float, places: int | None, separator: str) -> str:
    """Write a number as in German, with so many digits behind the comma or as many as it has."""
    if abs(found) >= _LARGEST:
        return f"{found:g}"
    written = f"{found:,.{_DIGITS if places is None else places}f}"
    whole, _, fraction = written.partition(".")
    fraction = fraction.rstrip("0") if places is None else fraction
    whole = whole.replace(",", separator)
    return f"{whole},{fraction}" if fraction else whole


def _date(found: float, look: str, is_1904: bool) -> str:
    """Write a date as precise as its format; "" for numbers that are no date."""
    epoch = CALENDAR_MAC_1904 if is_1904 else CALENDAR_WINDOWS_1900
    try:
        when = from_excel(found, epoch)
    except (ValueError, OverflowError, TypeError):
        return ""
    if isinstance(when, time | timedelta) or not isinstance(when, datetime):
        return str(when) if when is not None else ""
    plain = _QUOTED.sub("", look.split(";", maxsplit=1)[0]).lower()
    if "d" in plain or "t" in plain:
        return f"{when:%d.%m.}{when.year:04}"
    return f"{when:%m.}{when.year:04}" if "m" in plain else f"{when.year:04}"
