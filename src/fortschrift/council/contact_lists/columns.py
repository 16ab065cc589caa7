"""What the columns of a list say: by their heads in German or English, else by their cells."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from fortschrift.core.names import plain_word

#: What a column can say; ``note`` keeps what nothing else takes, "" leaves a column out.
ORGANIZATION, NAME, FUNCTION, EMAIL = "organization", "name", "function", "email"
TELEPHONE, ADDRESS, LANGUAGE, SINCE = "telephone", "postal_address", "language", "valid_from"
NOTE, LEFT_OUT = "note", ""
MEANINGS = (
    ORGANIZATION, NAME, FUNCTION, EMAIL, TELEPHONE, ADDRESS, LANGUAGE, SINCE, NOTE, LEFT_OUT,
)  # fmt: skip
#: Only one column can say this; a second one becomes a note.
_ONCE = frozenset({ORGANIZATION, LANGUAGE, SINCE})

_HEADS = {
    ORGANIZATION: "organisation organization einrichtung institution verein verband traeger amt "
    "dienststelle firma company partner stelle name-der-organisation organisationsname",
    NAME: "name nachname vorname titel familienname ansprechpartner ansprechpartnerin "
    "ansprechpartner-in ansprechperson kontaktperson kontakt person first-name last-name surname "
    "given-name family-name full-name contact contact-person",
    FUNCTION: "funktion rolle position aufgabe zustaendigkeit function role job-title",
    EMAIL: "e-mail email mail e-mail-adresse email-adresse mailadresse mail-adresse "
    "e-mail-address email-address",
    TELEPHONE: "telefon tel telefonnummer rufnummer handy mobil mobiltelefon durchwahl phone "
    "telephone mobile phone-number telefon-nr tel-nr",
    ADDRESS: "anschrift postanschrift adresse strasse hausnummer strasse-und-hausnummer "
    "strasse-nr plz postleitzahl ort plz-ort plz-und-ort wohnort stadt address street postcode zip "
    "zip-code city town postal-address",
    LANGUAGE: "sprache korrespondenzsprache language",
    SINCE: "seit gilt-seit gueltig-ab ab since valid-from",
    NOTE: "bemerkung bemerkungen anmerkung anmerkungen notiz notizen hinweis kommentar note notes "
    "comment comments remark remarks",
}  # fmt: skip
_MEANING_OF = {head: meaning for meaning, heads in _HEADS.items() for head in heads.split()}
_PHONE = re.compile(r"[+(]?\d[\d\s()/.–-]{4,}")


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its head as printed, "" without one, and what it says."""

    head: str
    meaning: str


def head_key(head: str) -> str:
    """Give what spellings of a head have in common.

    >>> head_key("E-Mail:"), head_key("Straße / Nr.")
    ('e-mail', 'strasse-nr')
    """
    return plain_word(head, "-")


def is_head(row: Sequence[str]) -> bool:
    """Whether a first row names columns: no address in it, and most of its cells known heads."""
    cells = [cell for cell in row if cell]
    known = sum(head_key(cell) in _MEANING_OF for cell in cells)
    return "@" not in "".join(cells) and 2 * known >= max(len(cells), 1)


def columns_of(
    head: Sequence[str], rows: Sequence[Sequence[str]], names_known: Callable[[str], bool]
) -> tuple[Column, ...]:
    """Say what the columns mean; ``names_known`` tells whether an organization bears a name."""
    width = len(rows[0]) if rows else len(head)
    heads = [head[place] if place < len(head) else "" for place in range(width)]
    meanings = _by_head(heads) if head else _by_cells(rows, width)
    if ORGANIZATION not in meanings and NAME in meanings:
        place = meanings.index(NAME)
        # A list of people may hold one organization, so one alone decides nothing.
        said = [row[place] for row in rows if row[place]]
        if said and 2 * sum(map(names_known, said)) >= len(said):
            meanings[place] = ORGANIZATION
    return tuple(map(Column, heads, meanings))


def once(columns: Sequence[Column]) -> tuple[Column, ...]:
    """Turn every further column that can be there only once into a note."""
    seen: set[str] = set()
    found = []
    for column in columns:
        again = column.meaning in _ONCE and column.meaning in seen
        seen.add(column.meaning)
        found.append(Column(column.head, NOTE) if again else column)
    return tuple(found)


def _by_head(heads: Sequence[str]) -> list[str]:
    return [_MEANING_OF.get(head_key(head), NOTE) for head in heads]


def _by_cells(rows: Sequence[Sequence[str]], width: int) -> list[str]:
    """Guess from what most cells look like; what is left is organization, name, function."""
    left = iter((ORGANIZATION, NAME, FUNCTION))
    return [_by_looks([row[place] for row in rows]) or next(left, NOTE) for place in range(width)]


def _by_looks(cells: Sequence[str]) -> str:
    said = [cell for cell in cells if cell]
    if not said:
        return NOTE
    for meaning, looks in (
        (EMAIL, lambda cell: "@" in cell),
        (TELEPHONE, lambda cell: bool(_PHONE.fullmatch(cell))),
        (ADDRESS, lambda cell: bool(re.search(r"\b\d{5}\b", cell))),
    ):
        if 2 * sum(map(looks, said)) > len(said):
            return meaning
    return ""
