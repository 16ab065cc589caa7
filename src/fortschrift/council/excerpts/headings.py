"""What stands above the votes: the meeting's body and day, items, papers, and known labels."""

import re
from dataclasses import dataclass
from datetime import date

from fortschrift.council.excerpts.lines import Line
from fortschrift.council.excerpts.shapes import Found

_MONTHS = ("januar", "februar", "märz", "april", "mai", "juni", "juli", "august", "september",
           "oktober", "november", "dezember")  # fmt: skip
_DATE = re.compile(
    r"(?<!\d)(?:(?P<iso>\d{4}-\d{2}-\d{2})"
    r"|(?P<day>\d{1,2})\.\s?(?:(?P<month>\d{1,2})\.\s?(?P<year>\d{4}|\d{2})"
    rf"|(?P<word>{'|'.join(_MONTHS)})\s(?P<long>\d{{4}})))(?!\d)",
    re.IGNORECASE,
)
_BODY = re.compile(
    r"sitzung\s(?:des|der|vom)\s(?P<body>[^\d,;:]{2,120}?)(?=\s*[,;:]|\s+(?:vom|am)(?!\w)|\s*\Z)",
    re.IGNORECASE,
)
_NUMBER = r"(?:(?:Ö|NÖ|N)\s?)?\d{1,3}(?:\.\d{1,3}){0,3}[a-z]?(?![\w/])"
_ITEM = re.compile(
    rf"(?:(?:TOP|Top|Tagesordnungspunkt)\s*:?\s*(?P<number>{_NUMBER})"
    r"|(?P<marked>(?:Ö|NÖ|N)\s?\d{1,3}(?:\.\d{1,3}){0,3})(?![\w/]))"
    r"\s*[:.)–-]?\s*(?P<title>.*)\Z",
    re.DOTALL,
)
_REFERENCE = re.compile(
    r"(?<!\w)(?:vorlagen?(?:-?nr\.?|nummer)?|drucksachen?(?:-?nr\.?|nummer)?|beschlussvorlage|drs\.?"
    r"|ds|bv)(?:\snr\.?)?\s?:?\s?(?P<reference>\w{1,12}(?:[/-]\w{1,12}){1,4})(?!\w)",
    re.IGNORECASE,
)
_PLAIN_REFERENCE = re.compile(r"[\w]{1,12}(?:[/-]\w{1,12}){0,4}\Z")
_LABEL = re.compile(r"(?P<label>[^\W\d][^:\t]{1,40}?)\s*(?::|\t+)\s*(?P<value>.*)\Z", re.DOTALL)
_TITLE_ABOVE = re.compile(r"(?:beschluss)?auszug\s[–-]\s(?P<title>.+)\Z", re.IGNORECASE)
_HEAD = re.compile(
    r"(?:beschlussauszug|auszug|niederschrift|protokoll)(?:\s(?:aus|über|der|die|von)(?!\w).*)?\Z",
    re.IGNORECASE,
)

#: The labels of council systems, by what stands behind them.
_LABELS = {
    "body": ("gremium", "ausschuss", "sitzungsgremium"),
    "date": ("datum", "sitzung am", "sitzungsdatum", "sitzungstermin", "termin", "sitzung vom"),
    "number": ("top", "tagesordnungspunkt", "top-nr.", "top-nr"),
    "title": ("betreff", "titel", "gegenstand", "bezeichnung", "beratungsgegenstand"),
    "reference": ("vorlage", "vorlagennummer", "vorlagen-nr.", "vorlagen-nr", "drucksache",
                  "drucksachennummer", "drucksachen-nr.", "vorlage nr.", "drs."),
    "result": ("beschlussart", "ergebnis", "abstimmungsergebnis", "abstimmung",
               "abstimmergebnis", "beschlussergebnis", "votum", "empfehlung"),
    "resolution": ("beschluss", "beschlusstext", "der rat beschließt"),
    "proposal": ("beschlussvorschlag", "beschlussempfehlung", "beschlussentwurf"),
    "nothing": ("status", "sitzungsort", "ort", "raum", "zeit", "uhrzeit", "beginn", "ende",
                "federführend", "bearbeiter", "verfasser", "anlass", "anlagen"),
}  # fmt: skip
_MEANINGS = {label: meaning for meaning, labels in _LABELS.items() for label in labels}


@dataclass(frozen=True, slots=True)
class Labelled:
    """A line of the kind "Gremium: Rat": what its label means, and what stands behind it."""

    meaning: str
    value: Line


def labelled(line: Line) -> Labelled | None:
    """Read a line that begins with a label of a council system."""
    match = _LABEL.match(line.text)
    if match is None:
        return None
    meaning = meaning_of(match["label"])
    return Labelled(meaning, line.group(match, "value")) if meaning else None


def meaning_of(label: str) -> str:
    """Say what a label or the head of a column stands for, "" for any other words."""
    return _MEANINGS.get(" ".join(label.lower().rstrip(":").split()), "")


def item_in(line: Line) -> tuple[Found[str], Line] | None:
    """Read the beginning of an agenda item: its number, and what stands behind that."""
    match = _ITEM.match(line.text)
    if match is None:
        return None
    number = line.group(match, "number" if match["number"] else "marked")
    return number.found(), line.group(match, "title")


def number_in(cell: Line) -> Found[str] | None:
    """Read a cell that holds nothing but the number of an item."""
    return cell.found() if re.fullmatch(_NUMBER, cell.text) else None


def reference_in(line: Line) -> tuple[Found[str], int] | None:
    """Read the number of a paper, and where what belongs to it begins in the line."""
    match = _REFERENCE.search(line.text)
    if match is None or not any(sign.isdigit() for sign in match["reference"]):
        return None
    begins = match.start()
    while begins and line.text[begins - 1] in " ([,–-":
        begins -= 1
    return line.group(match, "reference").found(), begins


def reference_alone(cell: Line) -> Found[str] | None:
    """Read a cell that holds nothing but the number of a paper."""
    has_digit = any(sign.isdigit() for sign in cell.text)
    return cell.found() if has_digit and _PLAIN_REFERENCE.match(cell.text) else None


def title_above(line: Line) -> Found[str] | None:
    """Read the head of an excerpt of one item: "Auszug - Integrationskonzept"."""
    match = _TITLE_ABOVE.match(line.text)
    return line.group(match, "title").found() if match else None


def body_in(line: Line) -> Found[str] | None:
    """Read whose meeting a line speaks of, in the words and the case that stand there."""
    match = _BODY.search(line.text)
    return line.group(match, "body").found() if match else None


def speaks_of_a_meeting(line: Line) -> bool:
    return "sitzung" in line.text.lower()


def is_head(line: Line) -> bool:
    """Whether a line only says what kind of paper this is."""
    return bool(_HEAD.match(line.text))


def date_in(line: Line) -> Found[str] | None:
    """Read the first day of a line that the calendar has, as ISO text."""
    for match in _DATE.finditer(line.text):
        day = _day(match)
        if day is not None:
            return Found(day.isoformat(), line.start + match.start(), line.start + match.end())
    return None


def _day(match: "re.Match[str]") -> date | None:
    try:
        if match["iso"]:
            return date.fromisoformat(match["iso"])
        year = int(match["long"] or match["year"])
        month = int(match["month"]) if match["month"] else _MONTHS.index(match["word"].lower()) + 1
        return date(year + 2000 if year < 100 else year, month, int(match["day"]))
    except ValueError:
        return None
