"""What taking in a list would do, row by row, before anything is written."""

import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from fortschrift.accounts.field_checks import check_rows
from fortschrift.accounts.models import Municipality
from fortschrift.council import selectors
from fortschrift.council.actions import ListedContact
from fortschrift.council.actions.contact_lists import contact_key
from fortschrift.council.actions.contacts import fields_of
from fortschrift.council.contact_lists.cells import ReadRow, read_row
from fortschrift.council.contact_lists.columns import Column, columns_of, is_head, once
from fortschrift.council.contact_lists.reading import (
    MOST_COLUMNS,
    MOST_ROWS,
    Grid,
    TooLarge,
    read,
    written,
)
from fortschrift.council.models import Contact, Organization
from fortschrift.council.organization_names import KnownNames, name_key
from fortschrift.web.content import CONTENT_LANGUAGE


class Outcome(StrEnum):
    """What will happen to a row."""

    NEW = "new"
    KNOWN = "known"
    DOUBLE = "double"
    MISTAKE = "mistake"


@dataclass
class PlannedRow:
    """A row with what will become of it; ``key`` finds it again when rows around it change."""

    number: int
    cells: Sequence[str]
    organization: Organization | str
    read: ReadRow
    outcome: Outcome
    reason: str = ""
    remarks: list[str] = field(default_factory=list)
    left_out: bool = False

    @property
    def key(self) -> str:
        return _digest(self.cells)[:12]

    @property
    def named(self) -> str:
        """The organization as the list names it, or as it was named for all rows without one."""
        return self.read.organization or str(self.organization)

    @property
    def raw(self) -> str:
        """All that was typed, on one line."""
        return " · ".join(cell for cell in self.cells if cell)

    @property
    def said(self) -> list[str]:
        """What is read out of the cells, for the eye."""
        details = self.read.details
        said = [details.name, details.function, details.email, details.telephone,
                details.postal_address, details.note]  # fmt: skip
        return [each for each in said if each]

    @property
    def is_taken(self) -> bool:
        return self.outcome in (Outcome.NEW, Outcome.KNOWN) and not self.left_out


@dataclass
class Plan:
    """All rows of a list and how its columns are understood."""

    columns: Sequence[Column]
    head: Sequence[str]
    rows: Sequence[PlannedRow]

    @property
    def digest(self) -> str:
        """Name what was shown, so that nothing else is taken in."""
        said = [f"{row.key} {row.outcome} {row.organization!s} {row.reason}" for row in self.rows]
        return _digest([*(column.meaning for column in self.columns), *said])

    def listed(self) -> list[ListedContact]:
        """Give what is taken in."""
        return [
            ListedContact(row.organization, row.read.details) for row in self.rows if row.is_taken
        ]

    def remaining(self) -> str:
        """Write the rows that are mistaken, to be put right."""
        mistaken = [row.cells for row in self.rows
                    if row.outcome is Outcome.MISTAKE and not row.left_out]  # fmt: skip
        return written([self.head, *mistaken] if self.head else mistaken) if mistaken else ""

    def count(self, outcome: Outcome) -> int:
        return sum(row.outcome is outcome and not row.left_out for row in self.rows)

    @property
    def new_organizations(self) -> int:
        names = {name_key(str(row.organization)) for row in self.rows
                 if row.outcome is Outcome.NEW and not row.left_out}  # fmt: skip
        return len(names)


def plan_list(
    municipality: Municipality,
    text: str,
    *,
    meanings: Mapping[int, str] | None = None,
    otherwise: str = "",
    left_out: Collection[str] = (),
) -> Plan:
    """Say what a pasted list would do; 3 queries for any number of rows.

    ``meanings`` are columns as somebody corrected them, ``otherwise`` names the organization of
    rows that name none.  Raises ValidationError for a list that is empty or too long.
    """
    grid = _grid(text)
    head = grid.rows[0] if grid.rows and not grid.are_addresses and is_head(grid.rows[0]) else ()
    cells = grid.rows[1:] if head else grid.rows
    if not cells:
        raise ValidationError({"text": _("In diesem Text steht keine Zeile mit einem Kontakt.")})
    names = KnownNames(selectors.all_organizations(municipality))
    columns = _columns(grid, head, cells, names, meanings or {})
    rows = [
        _planned(number, row, read_row(row, columns), otherwise, names)
        for number, row in enumerate(cells, start=1)
    ]
    for row in rows:
        row.left_out = row.key in left_out
    _mark_doubles(rows)
    return Plan(columns, head, rows)


def _grid(text: str) -> Grid:
    try:
        return read(text)
    except TooLarge as error:
        message = (
            _("Das sind %(rows)d Zeilen. Bitte fügen Sie höchstens %(most)d auf einmal ein.")
            % {"rows": error.rows, "most": MOST_ROWS}
            if error.rows
            else _("Das sind %(columns)d Spalten; höchstens %(most)d sind möglich.")
            % {"columns": error.columns, "most": MOST_COLUMNS}
        )
        raise ValidationError({"text": message}) from error


def _columns(
    grid: Grid,
    head: Sequence[str],
    cells: Sequence[Sequence[str]],
    names: KnownNames,
    meanings: Mapping[int, str],
) -> tuple[Column, ...]:
    guessed = columns_of(
        ("Name", "E-Mail") if grid.are_addresses else head,
        cells,
        lambda name: bool(names.find(name)),
    )
    return once([Column(column.head, meanings.get(place, column.meaning))
                 for place, column in enumerate(guessed)])  # fmt: skip


def _planned(
    number: int, cells: Sequence[str], row: ReadRow, otherwise: str, names: KnownNames
) -> PlannedRow:
    name = row.organization or otherwise
    faults = [*row.faults, *_faults(row, name)]
    found = names.find(name) if name else []
    if len(found) > 1:
        faults.append(
            _("Diesen Namen tragen hier mehrere: %(names)s.")
            % {"names": ", ".join(each.name for each in found)}
        )
    planned = PlannedRow(
        number, cells, found[0] if found else name, row,
        Outcome.KNOWN if found else Outcome.NEW, remarks=list(row.remarks),
    )  # fmt: skip
    if faults:
        planned.outcome, planned.reason = Outcome.MISTAKE, " ".join(faults)
    elif found and found[0].name != name:
        planned.remarks.append(_("hier geführt als „%(name)s“") % {"name": found[0].name})
    return planned


def _faults(row: ReadRow, organization: str) -> Iterator[str]:
    """Ask the same checks that taking in will ask."""
    if not organization:
        yield _("Die Organisation fehlt.")
    try:
        check_rows([Organization(name=organization)], names=["name"])
        contact = Contact(**fields_of(row.details))
        check_rows([contact])
        contact.clean_fields(exclude=["organization", "deputy_of", "successor"])
    except ValidationError as error:
        # What has been said of a cell already is not said again of the details made of it.
        if not row.faults:
            yield from error.messages


def _mark_doubles(rows: Sequence[PlannedRow]) -> None:
    sound = [row for row in rows if row.outcome is not Outcome.MISTAKE]
    there = {contact_key(each): each for each in _contacts_of(sound)}
    earlier: dict[tuple[str, ...], PlannedRow] = {}
    for row in sound:
        contact = Contact(**fields_of(row.read.details))
        key = contact_key(contact)
        if isinstance(row.organization, Organization):
            contact.organization = row.organization
            key = contact_key(contact)
        else:
            key = (name_key(row.organization), *key[1:])
        if key in there:
            row.outcome = Outcome.DOUBLE
            row.reason = _difference(there[key], contact)
        elif key in earlier:
            row.outcome = Outcome.DOUBLE
            row.reason = _("Steht schon in Zeile %(number)d.") % {"number": earlier[key].number}
        elif not row.left_out:
            earlier[key] = row


def _contacts_of(rows: Iterable[PlannedRow]) -> Iterable[Contact]:
    known = {row.organization.pk for row in rows if isinstance(row.organization, Organization)}
    return Contact.objects.without_end().filter(organization__in=known)


def _difference(there: Contact, listed: Contact) -> str:
    """Say what the list would tell otherwise, so that nobody misses it."""
    names = [
        str(Contact._meta.get_field(name).verbose_name)  # type: ignore[union-attr]
        for name in Contact.DETAILS
        if str(getattr(listed, name)) not in (_DEFAULTS.get(name, ""), str(getattr(there, name)))
    ]
    if not names:
        return _("Schon verzeichnet.")
    return _("Schon verzeichnet. Anders als in der Liste: %(names)s.") % {"names": ", ".join(names)}


_DEFAULTS = {"language": CONTENT_LANGUAGE}


def _digest(parts: Iterable[str]) -> str:
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()
