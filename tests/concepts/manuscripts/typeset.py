"""PDF files set by typst for tests, so that what they say is known; and what was read of them."""

import re
from collections import Counter
from collections.abc import Iterable
from functools import cache
from typing import Any

import typst

from fortschrift.concepts.manuscripts.manuscript import (
    Line,
    Manuscript,
    Table,
    lines_in,
)
from fortschrift.concepts.manuscripts.pdf.reading import read_pdf

SENTENCES = (
    "Die Gemeinde schafft gemeinsam mit den Nachbarstädten verlässliche Strukturen für offene "
    "Büroflächen und Werkstätten.",
    "Kultur- und Sportvereine erhalten Räume, die unabhängig von Herkunft und Einkommen genutzt "
    "werden können.",
    "Straßenverkehrsplanung, Klimaanpassungsmaßnahmen und Wohnraumentwicklung werden aufeinander "
    "abgestimmt.",
    "Zuständigkeiten bleiben nachvollziehbar, Haushaltsmittel werden rechtzeitig angemeldet.",
)
PROSE = " ".join(SENTENCES)
PREAMBLE = """
#set document(date: none)
#set page(paper: "a4")
#set text(lang: "de", size: 10.5pt)
"""


def set_in(body: str, preamble: str = PREAMBLE) -> bytes:
    return bytes(_set(preamble + body))


@cache
def _set(source: str) -> bytes:
    return typst.compile(source.encode(), ignore_system_fonts=True)  # type: ignore[return-value]


def read(body: str, preamble: str = PREAMBLE) -> Manuscript:
    return read_pdf(set_in(body, preamble))


def texts(manuscript: Manuscript) -> list[str]:
    return [each.text() for each in manuscript.blocks if isinstance(each, Line)]


def headings(manuscript: Manuscript) -> list[tuple[int, str]]:
    return [(e.level, e.text()) for e in manuscript.blocks if isinstance(e, Line) and e.level]


def cells(table: Any) -> list[list[str]]:
    assert isinstance(table, Table)
    return [
        [" / ".join(line.text() for line in lines_in(cell.blocks)) for cell in row.cells]
        for row in table.rows
    ]


def tokens(said: Iterable[str]) -> Counter[str]:
    """Count words; of numbers only those that are no numbers of notes."""
    return Counter(token for text in said for token in re.findall(r"\d\d+|[^\W\d]\w*", text))


def all_said(manuscript: Manuscript) -> Counter[str]:
    return tokens(
        [*(f"{line.number} {line.text()}" for line in manuscript.lines())]
        + [aside.text for aside in manuscript.asides]
    )


SHEET = (
    ("Titel", "Radnetz ausbauen"),
    ("Beschreibung", PROSE),
    ("Zuständig", "Tiefbauamt"),
    ("Beginn", "2026"),
)


def table(kind: str, rows: Iterable[Iterable[str]]) -> str:
    return f"#{kind}" + "".join(f"[{cell}]" for row in rows for cell in row) + "\n"
