"""What a cell says as the value of an attribute: dates, money, lists; else as it is printed."""

import re
from collections.abc import Callable, Mapping

from fortschrift.core.text import AttributeValue
from fortschrift.core.text.outline import AttributeType, ValueType

_MONTHS = (
    "januar", "februar", "märz", "april", "mai", "juni", "juli", "august", "september", "oktober",
    "november", "dezember",
)  # fmt: skip
_MONTH = rf"(?P<name>{'|'.join(_MONTHS)})"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_DATES = (
    re.compile(_YEAR),
    re.compile(rf"{_YEAR}-(?P<month>\d\d)(?:-(?P<day>\d\d))?"),
    re.compile(rf"(?:(?P<day>\d\d?)\.\s?)?(?P<month>\d\d?)[./]\s?{_YEAR}"),
    re.compile(rf"(?:(?P<day>\d\d?)\.\s?)?{_MONTH}\s{_YEAR}", re.IGNORECASE),
)
_MONEY = re.compile(
    r"(?:€|EUR|Euro)?\s*(-?\d{1,3}(?:[.\s\u202f]\d{3})+|-?\d{1,12})(?:,(\d\d?|-|–))?\s*"
    r"(?:€|EUR|Euro)?",
    re.IGNORECASE,
)
_UNIT = re.compile(r"€|\bEUR\b|\bEuro\b", re.IGNORECASE)
_THOUSANDS = re.compile(r"T\s?€|\bT(?:EUR|sd)\b|tausend|\bMio\b|Million", re.IGNORECASE)
_NUMBER = re.compile(r"(-?\d{1,3}(?:\.\d{3})+|-?\d{1,12})(?:,(\d{1,9}))?")
_FLAGS = {"ja": True, "x": True, "✓": True, "nein": False}
_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_ITEMS = re.compile(r"\s*[\n;•]\s*")
_DASH = re.compile(r"^[-–•*]\s+")


def value_of(said: str, attribute: AttributeType, name: str = "") -> AttributeValue:
    """Read a value after its type; what does not fit stays a text as printed.

    ``name`` is that of the value as printed, which may tell the unit: a number is money only
    where the file says of which currency.

    >>> value_of("5.000 €", AttributeType("k", "Kosten", "money"))
    500000
    >>> value_of("5.000", AttributeType("k", "Kosten", "money"))
    '5.000'
    >>> value_of("5.000", AttributeType("k", "Kosten", "money"), "Kosten (in €)")
    500000
    >>> value_of("März 2026", AttributeType("b", "Beginn", "date"))
    '2026-03'
    >>> value_of("ab sofort", AttributeType("b", "Beginn", "date"))
    'ab sofort'
    """
    if attribute.type == "choice":
        return next((o for o in attribute.options if o.lower() == said.lower()), said)
    value = _read(said, attribute.type, name)
    return said if value is None else value


def fits(said: str, type_: ValueType, name: str = "") -> bool:
    """Tell whether a value can be read after a type, under its name as printed."""
    return type_ not in _READERS or _read(said, type_, name) is not None


def _read(said: str, type_: ValueType, name: str) -> AttributeValue | None:
    if type_ == "money" and not _tells_unit(said, name):
        return None
    read = _READERS.get(type_)
    return None if read is None else read(said)


def _tells_unit(said: str, name: str) -> bool:
    """Tell whether an amount is said to be in Euro, and not in thousands of them."""
    return bool(_UNIT.search(said) or (_UNIT.search(name) and not _THOUSANDS.search(name)))


def _date(said: str) -> str | None:
    for pattern in _DATES:
        found = pattern.fullmatch(said)
        if found:
            return _in_calendar(found.groupdict())
    return None


def _in_calendar(parts: Mapping[str, str | None]) -> str | None:
    name = parts.get("name")
    month = _MONTHS.index(name.lower()) + 1 if name else int(parts.get("month") or 0)
    day = int(parts.get("day") or 0)
    if month > 12 or (day and not month) or (month and day > _DAYS[month - 1]):
        return None
    if not month:
        return parts["year"]
    return f"{parts['year']}-{month:02}" + (f"-{day:02}" if day else "")


def _money(said: str) -> int | None:
    found = _MONEY.fullmatch(said)
    if not found:
        return None
    euros = int(re.sub(r"[^\d-]", "", found[1]))
    cents = int(found[2].ljust(2, "0")) if found[2] and found[2].isdigit() else 0
    return euros * 100 + (-cents if euros < 0 else cents)


def _number(said: str) -> int | str | None:
    found = _NUMBER.fullmatch(said)
    if not found:
        return None
    whole, fraction = found[1].replace(".", ""), (found[2] or "").rstrip("0")
    return f"{int(whole)}.{fraction}" if fraction else int(whole)


def _list(said: str) -> tuple[str, ...] | None:
    """Part a list at lines and semicolons; at commas only where no part is a phrase."""
    parts = [_DASH.sub("", each).strip() for each in _ITEMS.split(said)]
    parts = [each for each in parts if each]
    if len(parts) == 1 and not re.search(r"\b(?:und|sowie|oder)\b|\(", said):
        by_comma = [each.strip() for each in said.split(",") if each.strip()]
        parts = by_comma if all(each[:1].isupper() for each in by_comma) else parts
    return tuple(parts) or None


def _flag(said: str) -> bool | None:
    return _FLAGS.get(said.lower())


_READERS: Mapping[ValueType, Callable[[str], AttributeValue | None]] = {
    "date": _date, "money": _money, "number": _number, "list": _list, "flag": _flag,
}  # fmt: skip
