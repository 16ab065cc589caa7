"""From the cells of a row to the details of a contact; nothing that was typed is lost."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _

from fortschrift.core.names import plain_letters
from fortschrift.core.partial_date import ImpossibleDate, PartialDate
from fortschrift.council.actions import ContactDetails
from fortschrift.council.contact_lists.columns import (
    ADDRESS,
    EMAIL,
    FUNCTION,
    LANGUAGE,
    NAME,
    NOTE,
    ORGANIZATION,
    SINCE,
    TELEPHONE,
    Column,
    head_key,
)
from fortschrift.sources.fields import date_fault
from fortschrift.web.content import CONTENT_LANGUAGE

_EMAIL = re.compile(r"[^\s<>;,()]+@[^\s<>;,()]+")
_GERMAN_DAY = re.compile(r"(?:(?:(\d{1,2})\.)?(\d{1,2})[./])?(\d{4})")
#: What of a name comes first, whatever the order of the columns; all else is the family name.
_NAME_ORDER = {"titel": 0, "vorname": 1, "first-name": 1, "given-name": 1}
_BEHIND = {"hausnummer", "nr", "ort", "city", "town", "stadt", "wohnort"}


@dataclass
class ReadRow:
    """What a row says: an organization's name, a contact's details, or what is wrong."""

    organization: str
    details: ContactDetails
    faults: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)


def read_row(cells: Sequence[str], columns: Sequence[Column]) -> ReadRow:
    """Read a row by what its columns mean."""
    said: dict[str, list[tuple[str, str]]] = {}
    for cell, column in zip(cells, columns, strict=True):
        if cell:
            said.setdefault(column.meaning, []).append((head_key(column.head), cell))
    row = ReadRow(_joined(said.get(ORGANIZATION), " "), ContactDetails())
    notes = [_noted(cell, column) for cell, column in zip(cells, columns, strict=True)
             if cell and column.meaning == NOTE]  # fmt: skip
    email, name_beside = _email(said.get(EMAIL, []), row)
    row.details = ContactDetails(
        name=_name(said.get(NAME, [])) or name_beside,
        function=_joined(said.get(FUNCTION), ", "),
        email=email,
        telephone=_joined(said.get(TELEPHONE), ", "),
        postal_address=_postal_address(said.get(ADDRESS, [])),
        language=_language(_joined(said.get(LANGUAGE), " "), row, notes),
        valid_from=_since(_joined(said.get(SINCE), " "), row),
        note="\n".join(notes),
    )
    return row


def _joined(parts: list[tuple[str, str]] | None, between: str) -> str:
    return between.join(cell for _head, cell in parts or ())


def _name(parts: list[tuple[str, str]]) -> str:
    """Put title and first name before the family name, whatever the order of the columns."""
    return _joined(sorted(parts, key=lambda part: _NAME_ORDER.get(part[0], 2)), " ")


def _noted(cell: str, column: Column) -> str:
    is_plain = not column.head or head_key(column.head).startswith(("bemerk", "note", "notiz"))
    return cell if is_plain else f"{column.head.rstrip(':')}: {cell}"


def _email(parts: list[tuple[str, str]], row: ReadRow) -> tuple[str, str]:
    """Give the one address of a row, and a name that stands beside it: ``Name <a@b>``."""
    cell = _joined(parts, " ").replace("mailto:", "")
    found = list(dict.fromkeys(_EMAIL.findall(cell)))
    if cell and not found:
        row.faults.append(_("„%(cell)s“ ist keine E-Mail-Adresse.") % {"cell": cell})
    if len(found) > 1:
        row.faults.append(_("Hier stehen mehrere E-Mail-Adressen. Bitte je Zeile nur eine."))
    if len(found) != 1:
        return "", ""
    return found[0], cell.replace(found[0], "").strip(' <>"')


def _postal_address(parts: list[tuple[str, str]]) -> str:
    """Write each part on its line; house number and town go behind street and postcode."""
    address = ""
    for head, cell in parts:
        between = " " if head in _BEHIND else "\n"
        address = f"{address}{between}{cell}" if address else cell
    return address


def _language(cell: str, row: ReadRow, notes: list[str]) -> str:
    """Find the language by its code or name; one that we do not speak goes to the note."""
    if not cell:
        return CONTENT_LANGUAGE
    found = next((code for code, name in _language_names() if name == plain_letters(cell)), "")
    if found:
        return found
    notes.append(_("Sprache: %(language)s") % {"language": cell})
    row.remarks.append(_("Die Sprache „%(language)s“ kommt in die Bemerkung.") % {"language": cell})
    return CONTENT_LANGUAGE


def _language_names() -> Iterator[tuple[str, str]]:
    for code, name in settings.LANGUAGES:
        info: Any = get_language_info(code)
        for each in (code, str(name), info["name"], info["name_local"], info["name_translated"]):
            yield code, plain_letters(str(each))


def _since(cell: str, row: ReadRow) -> PartialDate:
    """Read a day as people write it (17.5.2024, 5/2024) or as we do (2024-05-17)."""
    match = _GERMAN_DAY.fullmatch(cell)
    if match:
        day, month, year = match.groups()
        cell = "-".join([year, *(part.zfill(2) for part in (month, day) if part)])
    try:
        return PartialDate.parse(cell)
    except ImpossibleDate as error:
        row.faults.extend(date_fault(error).messages)
        return PartialDate()
