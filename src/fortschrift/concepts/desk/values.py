"""Attributes as people write them, and back: dates, money, lists of names.

>>> kind = AttributeType("cost", "Kosten", "money")
>>> read("1.234,50 €", kind)
123450
>>> shown(123450, kind)
'1.234,50'
"""

import re
from collections.abc import Callable

from fortschrift.core.partial_date import ImpossibleDate, PartialDate
from fortschrift.core.text import AttributeType, AttributeValue, ValueType
from fortschrift.core.text.comparison.shown import MONTHS
from fortschrift.core.text.intake import intake

_MONEY = re.compile(r"(?P<euro>\d{1,3}(?:[. \u00a0]\d{3})+|\d+)(?:,(?P<cent>\d{2}))?(?:,-)?")
_NUMBER = re.compile(r"-?(\d{1,3}(?:\.\d{3})+|\d+)(?:,\d+)?")
_NAMES = {name.lower(): f"{number}." for number, name in enumerate(MONTHS, start=1)}
_GERMAN = re.compile(r"(?:(?:(?P<day>\d{1,2})\.)?\s*(?P<month>\d{1,2})[./])?\s*(?P<year>\d{4})")


class Unreadable(ValueError):
    """What was written is no value of this type; `args[0]` is the type."""


def shown(value: AttributeValue | None, kind: AttributeType) -> str:
    """Write a value for a form field; a list one entry a line."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nein"
    if isinstance(value, tuple):
        return "\n".join(value)
    if isinstance(value, int):
        return _money(value) if kind.type == "money" else str(value)
    if kind.type == "date":
        return _date(value)
    return value.replace(".", ",") if kind.type == "number" else value


def read(text: str, kind: AttributeType) -> AttributeValue | None:
    """Read what was written, None for nothing; raises Unreadable, RefusedCharacter."""
    words = intake(text).strip()
    if not words:
        return None
    chosen = _list(words) if kind.type == "choices" else (words,)
    if kind.options and not set(chosen) <= set(kind.options):
        raise Unreadable(kind.type)
    reader = _READERS.get(kind.type)
    return words if reader is None else reader(words)


def _list(words: str) -> tuple[str, ...]:
    entries = (line.strip() for line in words.split("\n"))
    return tuple(dict.fromkeys(entry for entry in entries if entry))


def _flag(words: str) -> bool:
    if words not in ("ja", "nein"):
        raise Unreadable("flag")
    return words == "ja"


def _read_money(words: str) -> int:
    bare = re.sub(r"\s*(€|Euro|EUR)\s*$", "", words, flags=re.IGNORECASE)
    found = _MONEY.fullmatch(bare)
    if found is None:
        raise Unreadable("money")
    euros = int(re.sub(r"\D", "", found["euro"]))
    return euros * 100 + int(found["cent"] or 0)


def _money(cents: int) -> str:
    euros, rest = divmod(cents, 100)
    grouped = f"{euros:,}".replace(",", ".")
    return f"{grouped},{rest:02}" if rest else grouped


def _read_number(words: str) -> int | str:
    if _NUMBER.fullmatch(words) is None:
        raise Unreadable("number")
    whole, _, part = words.replace(".", "").partition(",")
    part = part.rstrip("0")
    return f"{int(whole)}.{part}" if part else int(whole)


def _read_date(words: str) -> str:
    """Read "2027", "3/2027", "März 2027", "15.3.2027" or an ISO date to a day, month or year."""
    numbered = re.sub(r"[^\W\d_]+", lambda name: _NAMES.get(name[0].lower(), name[0]), words)
    found = _GERMAN.fullmatch(numbered)
    iso = "-".join(
        part.zfill(2) for part in (found["year"], found["month"], found["day"]) if part
    ) if found else words  # fmt: skip
    try:
        PartialDate.parse(iso)
    except ImpossibleDate:
        raise Unreadable("date") from None
    if re.fullmatch(r"\d{4}(-\d{2}){0,2}", iso) is None:
        raise Unreadable("date")
    return iso


def _date(value: str) -> str:
    return ".".join(reversed(value.split("-"))) if re.fullmatch(r"[\d-]+", value) else value


_READERS: dict[ValueType, Callable[[str], AttributeValue]] = {
    "list": _list, "choices": _list, "flag": _flag, "money": _read_money,
    "number": _read_number, "date": _read_date,
}  # fmt: skip
