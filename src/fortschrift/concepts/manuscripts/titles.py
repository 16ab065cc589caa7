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
    ("Dimension", "Dimensionen"), ("Säule", "Säulen"), ("Aufgabenbereich", "Aufgabenbereiche"),
    ("Themenfeld", "Themenfelder"), ("Handlungsfeld", "Handlungsfelder"),
    ("Entwicklungsziel", "Entwicklungsziele"), ("Strategisches Ziel", "Strategische Ziele"),
    ("Leitziel", "Leitziele"), ("Ziel", "Ziele"), ("Handlungsziel", "Handlungsziele"),
    ("Operatives Ziel", "Operative Ziele"), ("Teilziel", "Teilziele"),
    ("Einzelziel", "Einzelziele"), ("Handlungslinie", "Handlungslinien"),
    ("Strategie", "Strategien"), ("Leitprojekt", "Leitprojekte"), ("Projekt", "Projekte"),
    ("Maßnahmenvorschlag", "Maßnahmenvorschläge"), ("Maßnahmenblatt", "Maßnahmenblätter"),
    ("Maßnahmensteckbrief", "Maßnahmensteckbriefe"), ("Maßnahme", "Maßnahmen"),
    ("Aufgabe", "Aufgaben"),
)  # fmt: skip
"""Names of levels in concepts of towns, singular and plural, from the top down."""

_CODE = r"[A-ZÄÖÜ]{1,4}[-. ]?\d{1,3}[a-z]?(?:[-./][A-ZÄÖÜ]{0,4}\d{1,3}[a-z]?)*"
_LETTERED = r"[IVX]{1,4}-[A-Z]-\d{1,3}"
_DECIMAL = r"\d{1,3}(?:\.\d{1,3})*[a-z]?"
_ROMAN = r"[IVXLC]{1,6}"
_LETTER = r"[A-Z]"
_NUMBER = rf"(?:{_LETTERED}|{_CODE}|{_DECIMAL})"
_AFTER_NAME = rf"(?:Nr\. ?)?(?P<number>{_NUMBER}|{_ROMAN}|{_LETTER})(?![\w.]\w)"
_IN_FRONT = re.compile(
    rf"(?P<number>{_LETTERED}|{_CODE}|{_DECIMAL}(?=[.):\t ])|(?:{_ROMAN}|{_LETTER})(?=[.):]))"
    r"(?P<sign>[.):]|\s*[:–—]|\t|(?=\s))\s*(?P<title>\S.*)?",
    re.DOTALL,
)
_BEHIND = r"(?P<sign>\.?\s*[:–—]|\.(?=\s|$)|\s+-(?=\s)|(?=\s|$))\s*(?P<title>.*)"


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
    >>> title_of("Kurse für alle", names)
    Title(name='', number='', text='Kurse für alle')
    """
    said = line.strip()
    named = _named(tuple(names)).fullmatch(said)
    if named and (heading or named["number"] or ":" in named["sign"]):
        return Title(named["name"], named["number"] or "", named["title"].strip())
    numbered = _IN_FRONT.fullmatch(said)
    if heading and numbered and numbered["title"]:
        return Title("", numbered["number"], numbered["title"].strip())
    return Title("", "", said)


def depth_of(number: str) -> int:
    """Count how deep a number says that its element stands.

    >>> depth_of("2"), depth_of("2.3"), depth_of("HF1-Z2-M3"), depth_of("VW-08")
    (1, 2, 3, 1)
    """
    if re.fullmatch(r"[A-ZÄÖÜ]{1,4}[-. ]?\d{1,3}[a-z]?", number):
        return 1
    return len(re.findall(r"\d+", number)) or 1


@lru_cache(maxsize=64)
def _named(names: tuple[str, ...]) -> re.Pattern[str]:
    """Recognise the names of levels; the longest first, so that no other one begins it."""
    ordered = sorted(names, key=len, reverse=True)
    either = "|".join(map(re.escape, ordered)) or r"(?!)"
    return re.compile(
        rf"(?P<name>{either})(?:\s+{_AFTER_NAME})?{_BEHIND}", re.DOTALL | re.IGNORECASE
    )
