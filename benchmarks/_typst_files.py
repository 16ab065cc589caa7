"""Generated concepts as PDF, set by typst about as an agency sets them."""

import re

import typst

from benchmarks._concept_pieces import (
    HEAD,
    TITLE,
    Concept,
    Exchanged,
    Heading,
    Items,
    Piece,
    Sheet,
    Text,
)

_LOOK = f"""
#set document(title: "{TITLE}", date: none)
#set page(paper: "a4", header: [{HEAD}], footer: context align(center, counter(page).display()))
#set text(lang: "de", size: 10.5pt, hyphenate: true)
#set par(justify: true)
#show heading: set block(above: 1.6em, below: 0.9em)
#text(26pt)[*{TITLE}*]
#pagebreak()
#outline(title: [Inhalt])
#pagebreak()
"""


def as_pdf(made: Concept) -> bytes:
    """Set a concept."""
    source = _LOOK + "\n\n".join(_set(each) for each in made.pieces)
    return bytes(typst.compile(source.encode(), ignore_system_fonts=True))  # type: ignore[arg-type]


def _set(piece: Piece) -> str:
    match piece:
        case Heading():
            number = f"{piece.number} " if piece.number else ""
            return f"{'=' * piece.level} {_said(number + piece.text)}"
        case Text():
            return _said(piece.text) + (f"#footnote[{_said(piece.note)}]" if piece.note else "")
        case Exchanged():
            return _said(f"{piece.before} {piece.new} {piece.behind}".strip())
        case Items():
            return "\n".join(f"- {_said(each)}" for each in piece.texts)
        case Sheet():
            cells = "".join(f"[{_said(each)}]" for row in piece.rows for each in row)
            return f"#table(columns: (4cm, 1fr)){cells}"


def _said(text: str) -> str:
    return re.sub(r"([\\#$*_`<>@=\-+/\[\]~])", r"\\\1", text)
