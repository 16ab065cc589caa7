"""What a line of a returned file says: as text with its notes, as a number, as a value."""

import re
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal, InvalidOperation
from typing import NamedTuple
from uuid import UUID

from fortschrift.concepts.manuscripts.inlines import inline_of, without_start
from fortschrift.concepts.manuscripts.manuscript import Words
from fortschrift.concepts.returning.seen import SeenLine
from fortschrift.core.partial_date import ImpossibleDate, PartialDate
from fortschrift.core.text import InlineText, NodeId, footnote, marked, plain
from fortschrift.core.text.node import AttributeValue
from fortschrift.core.text.outline import AttributeType

NoteOf = Callable[[str], object]
"""Gives what a note is by its key in the file: its node, or the key itself for a new one."""


def same(one: SeenLine, other: SeenLine, note: NoteOf, other_note: NoteOf) -> bool:
    """Tell whether two lines say the same with the same marks."""
    return _signs(one.words, note) == _signs(other.words, other_note)


def _signs(words: Iterable[Words], note: NoteOf) -> list[object]:
    signs: list[object] = []
    for each in words:
        if each.note:
            signs.append(note(each.note))
        signs += ((sign, each.styles, each.link) for sign in each.text)
    return signs


def text_of(
    words: Sequence[Words], note: Callable[[str], NodeId | None], before: InlineText = ()
) -> InlineText:
    """Take words in; a note lies on as many words as it did before, where these still stand."""
    said = inline_of(words, note)
    for mark_value, lay_on in _noted(before).items():
        ends = [end for end, value in _ends(said) if value == mark_value]
        for end in ends:
            if plain(said)[:end].endswith(lay_on):
                mark = footnote(NodeId(UUID(mark_value)))
                said = marked(said, end - len(lay_on), end, mark)
    return said


def _noted(text: InlineText) -> dict[str, str]:
    """Give the words that each note lies on at its last place."""
    found: dict[str, str] = {}
    lying: dict[str, bool] = {}
    for run in text:
        here = {mark.value for mark in run.marks if mark.kind == "footnote"}
        for value in here:
            found[value] = found.get(value, "") + run.text if lying.get(value) else run.text
        lying = dict.fromkeys(here, True)
    return found


def _ends(text: InlineText) -> list[tuple[int, str]]:
    at, ends = 0, {}
    for run in text:
        at += len(run.text)
        ends.update({mark.value: at for mark in run.marks if mark.kind == "footnote"})
    return [(end, value) for value, end in ends.items()]


def behind(words: Sequence[Words], start: str) -> tuple[Words, ...] | None:
    """Leave out what a line begins with, None where it does not begin so."""
    if not "".join(each.text for each in words).startswith(start):
        return None
    return tuple(without_start(words, len(start))) if start else tuple(words)


class Unsaid(NamedTuple):
    """A value that could not be read as what it should be."""

    label: str
    text: str


def value_of(
    said: Sequence[str], before: AttributeValue | None, known: AttributeType | None
) -> AttributeValue | Unsaid | None:
    """Read a value from its lines, as the type it should have; None where nothing is said."""
    lines = [line.strip() for line in said if line.strip()]
    text = "\n".join(lines)
    if not lines:
        return None
    kind = known.type if known else _kind_of(before)
    if kind == "list":
        return tuple(lines)
    reader = _READERS.get(kind)
    if kind == "choice" and known and text not in known.options:
        return Unsaid(known.label, text)
    value = reader(text) if reader else text
    label = known.label if known else ""
    return Unsaid(label, text) if value is None else value


def _kind_of(before: AttributeValue | None) -> str:
    if isinstance(before, bool):
        return "flag"
    if isinstance(before, tuple):
        return "list"
    return "number" if isinstance(before, int) else "text"


_NUMBER = re.compile(r"[+-]?(\d{1,3}(\.\d{3})+|\d+)(,\d+)?")
_MONTHS = {
    name: place
    for place, name in enumerate(
        (
            *("januar", "februar", "märz", "april", "mai", "juni", "juli", "august"),
            *("september", "oktober", "november", "dezember"),
        ),
        start=1,
    )
}


def _decimal(text: str) -> Decimal | None:
    if not _NUMBER.fullmatch(text):
        return None
    try:
        return Decimal(text.replace(".", "").replace(",", "."))
    except InvalidOperation:
        return None


def _money(text: str) -> int | None:
    """Read an amount in cents: "12.500,50 Euro"."""
    amount = _decimal(re.sub(r"\s*(€|Euro|EUR)\s*", "", text.strip()))
    cents = amount * 100 if amount is not None else None
    return int(cents) if cents is not None and cents == int(cents) else None


def _number(text: str) -> AttributeValue | None:
    found = _decimal(text)
    if found is None:
        return text
    return int(found) if found == int(found) and "," not in text else str(found)


def _flag(text: str) -> bool | None:
    return {"ja": True, "nein": False, "x": True, "wahr": True, "falsch": False}.get(text.lower())


def _date(text: str) -> str | None:
    """Read a date as precisely as it is said: "1. März 2027", "03.2027", "2027"."""
    found = re.fullmatch(r"(?:(\d{1,2})\.\s*)?([A-Za-zäÄ]+)\s+(\d{4})", text)
    if found and (month := _MONTHS.get(found[2].lower())):
        day = f"-{int(found[1]):02}" if found[1] else ""
        return _checked(f"{found[3]}-{month:02}{day}")
    found = re.fullmatch(r"(?:(\d{1,2})\.)?(\d{1,2})\.(\d{4})", text)
    if found:
        day = f"-{int(found[1]):02}" if found[1] else ""
        return _checked(f"{found[3]}-{int(found[2]):02}{day}")
    return _checked(text) or text


def _checked(said: str) -> str | None:
    try:
        PartialDate.parse(said)
    except ImpossibleDate:
        return None
    return said


_READERS: dict[str, Callable[[str], AttributeValue | None]] = {
    "money": _money, "number": _number, "flag": _flag, "date": _date,
}  # fmt: skip
