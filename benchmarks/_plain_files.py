"""Generated concepts as text: as Word pastes it, as a mail wraps it, as Markdown."""

import textwrap
from collections.abc import Iterator

from benchmarks._concept_pieces import TITLE, Concept, Exchanged, Heading, Items, Sheet, Text

_WIDTH = 76


def as_pasted(made: Concept) -> str:
    """Write a paragraph a line, cells parted by tabs, notes at the end."""
    entries = (f"{each}\t{place // 5 + 3}" for place, each in enumerate(made.contents))
    return "\r\n".join([TITLE, *entries, *_lines(made), *_notes(made), ""])


def as_mail(made: Concept) -> str:
    """Wrap the lines, part paragraphs by blank lines."""
    wrapped = [
        [each] if "\t" in each else textwrap.wrap(each, _WIDTH, subsequent_indent=_indent(each))
        for each in (TITLE, *_lines(made), *_notes(made))
    ]
    written: list[str] = []
    for lines, following in zip(wrapped, [*wrapped[1:], [""]], strict=True):
        written += lines
        if not _stay_together(lines[0], following[0]):
            written.append("")
    return "\n".join(written)


def as_markdown(made: Concept) -> str:
    """Write Markdown."""
    written = [f"# {TITLE}"]
    notes: list[str] = []
    for piece in made.pieces:
        match piece:
            case Heading():
                number = f"{piece.number} " if piece.number else ""
                written.append(f"{'#' * (piece.level + 1)} {number}{piece.text}")
            case Text():
                notes += [piece.note] if piece.note else []
                written.append(piece.text + (f"[^{len(notes)}]" if piece.note else ""))
            case Exchanged():
                written.append(_after(piece))
            case Items():
                written.append("\n".join(f"- {each}" for each in piece.texts))
            case Sheet():
                rows = [f"| {name} | {said} |" for name, said in piece.rows]
                written.append("\n".join(["| | |", "|---|---|", *rows]))
    written += [f"[^{number}]: {each}" for number, each in enumerate(notes, start=1)]
    return "\n\n".join(written)


def _lines(made: Concept) -> Iterator[str]:
    count = 0
    for piece in made.pieces:
        match piece:
            case Heading():
                yield f"{piece.number} {piece.text}" if piece.number else piece.text
            case Text():
                count += bool(piece.note)
                yield piece.text + (f"[{count}]" if piece.note else "")
            case Exchanged():
                yield _after(piece)
            case Items():
                yield from (f"• {each}" for each in piece.texts)
            case Sheet():
                yield from (f"{name}\t{said}" for name, said in piece.rows)


def _notes(made: Concept) -> list[str]:
    notes = [each.note for each in made.pieces if isinstance(each, Text) and each.note]
    return [f"[{number}] {each}" for number, each in enumerate(notes, start=1)]


def _after(piece: Exchanged) -> str:
    return f"{piece.before} {piece.new} {piece.behind}".strip()


def _indent(line: str) -> str:
    return "  " if line.startswith("•") else ""


def _stay_together(line: str, following: str) -> bool:
    return ("\t" in line and "\t" in following) or (
        line.startswith("•") and following.startswith("•")
    )
