"""Reading a line as the title of an element: the name of its level, its number, the title.

"Handlungsfeld 1: Sprache", "Leitziel 2.3", "Maßnahme HF1-Z2-M3 – Kurse", "VW-08 Solardächer".
A number counts as one only where it stands in front of a title or behind the name of a level,
so that "2030 werden alle Kinder ..." stays a sentence.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

NAMES = (
    ("Leitbild", "Leitbilder"), ("Leitlinie", "Leitlinien"), ("Leitsatz", "Leitsätze"),
    ("Grundsatz", "Grundsätze"), ("Stufe", "Stufen"), ("Dimension", "Dimensionen"),
    ("Säule", "Säulen"), ("Aufgabenbereich", "Aufgabenbereiche"), ("Bereich", "Bereiche"),
    ("Themenfeld", "Themenfelder"), ("Aktionsfeld", "Aktionsfelder"),
    ("Handlungsfeld", "Handlungsfelder"), ("Handlungsbereich", "Handlungsbereiche"),
    ("Handlungsschwerpunkt", "Handlungsschwerpunkte"),
    ("Entwicklungsziel", "Entwicklungsziele"), ("Oberziel", "Oberziele"),
    ("Strategisches Ziel", "Strategische Ziele"), ("Leitziel", "Leitziele"), ("Ziel", "Ziele"),
    ("Handlungsziel", "Handlungsziele"), ("Operatives Ziel", "Operative Ziele"),
    ("Teilziel", "Teilziele"), ("Unterziel", "Unterziele"), ("Einzelziel", "Einzelziele"),
    ("Handlungslinie", "Handlungslinien"), ("Handlungsempfehlung", "Handlungsempfehlungen"),
    ("Strategie", "Strategien"), ("Leitprojekt", "Leitprojekte"), ("Projekt", "Projekte"),
    ("Vorhaben", "Vorhaben"),
    ("Maßnahmenvorschlag", "Maßnahmenvorschläge"), ("Maßnahmenblatt", "Maßnahmenblätter"),
    ("Maßnahmensteckbrief", "Maßnahmensteckbriefe"), ("Maßnahme", "Maßnahmen"),
    ("Aufgabe", "Aufgaben"), ("Teilmaßnahme", "Teilmaßnahmen"),
)  # fmt: skip
"""Names of levels in concepts of towns, singular and plural, from the top down."""

ALL_NAMES = tuple(dict.fromkeys(name for pair in NAMES for name in pair))

_OPENINGS = frozenset((
    "vorwort", "vorworte", "geleitwort", "grußwort", "grußworte", "präambel", "vorbemerkung",
    "vorbemerkungen", "einleitung", "einführung", "anlass", "ausgangslage", "hintergrund",
    "zusammenfassung", "kurzfassung", "inhalt", "inhaltsverzeichnis", "impressum",
))  # fmt: skip
_ABBREVIATIONS = {
    "HF": "Handlungsfeld", "TF": "Themenfeld", "LL": "Leitlinie", "LZ": "Leitziel",
    "SZ": "Strategisches Ziel", "OZ": "Operatives Ziel", "HZ": "Handlungsziel", "TZ": "Teilziel",
    "Z": "Ziel", "HL": "Handlungslinie", "LP": "Leitprojekt", "P": "Projekt", "M": "Maßnahme",
    "MN": "Maßnahme", "TM": "Teilmaßnahme",
}  # fmt: skip
_PLURALS = frozenset(many.lower() for one, many in NAMES if one != many)
_CODE = r"[A-ZÄÖÜ]{1,4}[-. ]?\d{1,3}[a-z]?(?:[-./][A-ZÄÖÜ]{0,4}\d{1,3}[a-z]?)*"
_LETTERED = r"[IVX]{1,4}[-.][A-Z][-.]\d{1,3}"
_DECIMAL = r"\d{1,3}(?:\.\d{1,3})*(?:\.?[a-z])?"
_ROMAN = r"[IVXLC]{1,6}"
_LETTER = r"[A-Z]"
_NUMBER = rf"(?:{_LETTERED}|{_CODE}|{_DECIMAL})"
_AFTER_NAME = rf"(?:Nr\.? ?)?(?P<number>{_NUMBER}|{_ROMAN}|{_LETTER})(?![\w.]\w|\w)"
_IN_FRONT = re.compile(
    rf"(?P<number>{_LETTERED}|{_CODE}|{_DECIMAL}(?=[.):\t ])|(?:{_ROMAN}|{_LETTER})(?=[.):]))"
    r"(?!\.?\d)(?P<sign>[.):]{1,2}|\s*[:–—]|\t|(?=\s))\s*(?P<title>\S.*)?",
    re.DOTALL,
)
_BEHIND = r"(?P<sign>[.)]?\s*[:–—]|[.)](?=\s|$)|\s+-(?=\s)|(?=\s|$))\s*(?P<title>.*)"


class Title(NamedTuple):
    """A line taken apart: `name` of the level as printed, `number` as printed, the rest."""

    name: str
    number: str
    text: str


def title_of(line: str, names: Iterable[str], *, heading: bool = True) -> Title:
    """Take a line apart; in one that is no heading a name counts only with a number or colon.

    >>> names = ("Handlungsfeld", "Maßnahme")
    >>> title_of("Handlungsfeld 1: Sprache und Bildung", names)
    Title(name='Handlungsfeld', number='1', text='Sprache und Bildung')
    >>> title_of("Maßnahme HF1-Z2-M3 – Kurse", names)
    Title(name='Maßnahme', number='HF1-Z2-M3', text='Kurse')
    >>> title_of("2.3 Kurse für alle", names)
    Title(name='', number='2.3', text='Kurse für alle')
    >>> title_of("2. Maßnahme: Kurse", names)
    Title(name='Maßnahme', number='2', text='Kurse')
    >>> title_of("Kurse für alle", names)
    Title(name='', number='', text='Kurse für alle')
    """
    said = line.strip()
    named = _named(tuple(names)).fullmatch(said)
    if named and _is_meant(named, heading):
        return Title(named["name"], named["number"] or "", named["title"].strip())
    numbered = _IN_FRONT.fullmatch(said)
    if not numbered or not numbered["title"]:
        return Title("", "", said)
    inner = _named(tuple(names)).fullmatch(numbered["title"])
    if inner and not inner["number"] and _is_meant(inner, heading):
        return Title(inner["name"], numbered["number"], inner["title"].strip())
    if heading:
        return Title("", numbered["number"], numbered["title"].strip())
    return Title("", "", said)


def opens(line: str) -> bool:
    """Tell a line that begins a text and is never the title of the whole.

    >>> opens("Vorwort"), opens("Handlungsfeld Sprache"), opens("Integrationskonzept")
    (True, True, False)
    """
    return line.strip().lower() in _OPENINGS or bool(title_of(line, ALL_NAMES).name)


def _is_meant(named: re.Match[str], heading: bool) -> bool:
    """Tell the name of a level from the word: "Ziel der Stadt", "Maßnahmen" are no elements."""
    if named["number"]:
        return True
    is_plural = named["name"].lower() in _PLURALS
    if named["sign"].strip() and named["title"]:
        return not is_plural and (heading or ":" in named["sign"])
    begins = named["title"][:1]
    return heading and not is_plural and not begins.islower()


def depth_of(number: str) -> int:
    """Count how deep a number says that its element stands.

    >>> depth_of("2"), depth_of("2.3"), depth_of("HF1-Z2-M3"), depth_of("VW-08"), depth_of("II.3")
    (1, 2, 3, 1, 2)
    """
    counts = len(re.findall(r"\d+", number)) or 1
    return (
        counts
        + bool(re.match(rf"(?:{_ROMAN}|{_LETTER})\.\d", number))
        + bool(re.search(r"\d\.[a-z]$", number))
    )


def name_in(number: str) -> str:
    """Give the name of the level that a number tells by its letters, "" where it tells none.

    >>> name_in("HF1-Z2-M3"), name_in("HF 1"), name_in("VW-08"), name_in("M-01")
    ('Maßnahme', 'Handlungsfeld', '', '')
    """
    letters = re.findall(r"[A-ZÄÖÜ]+(?=[-. ]?\d)", number)
    if not letters or (len(letters) == 1 and len(letters[0]) == 1):
        return ""  # one letter may be that of a theme
    return _ABBREVIATIONS.get(letters[-1], "")


def singular_of(name: str) -> str:
    """Give the singular of the name of a level, in whichever case it is printed."""
    lowered = name.lower()
    return next((one for one, many in NAMES if lowered in (one.lower(), many.lower())), name)


def key_of(name: str) -> str:
    """Make the key of a level or attribute from its name.

    >>> key_of("Strategisches Ziel"), key_of("Maßnahme")
    ('strategisches_ziel', 'massnahme')
    """
    signs = {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"}
    plain = "".join(signs.get(sign, sign) for sign in name.lower())
    return "".join(sign if sign.isascii() and sign.isalnum() else "_" for sign in plain)[:64]


@lru_cache(maxsize=64)
def _named(names: tuple[str, ...]) -> re.Pattern[str]:
    """Recognise the names of levels; the longest first, so that no other one begins it."""
    ordered = sorted(names, key=len, reverse=True)
    either = "|".join(map(re.escape, ordered)) or r"(?!)"
    return re.compile(
        rf"(?P<name>{either})(?:\s+{_AFTER_NAME})?{_BEHIND}", re.DOTALL | re.IGNORECASE
    )
