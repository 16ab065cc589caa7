"""Generated concepts as lists of measures in Excel files, written by openpyxl."""

from io import BytesIO

from openpyxl import Workbook

from benchmarks._concept_pieces import NAMES, Concept, Heading, Sheet


def as_excel(made: Concept) -> bytes:
    """Write a row for each measure; fields and goals stand only in their first row."""
    file = Workbook(write_only=True)
    sheet = file.create_sheet("Maßnahmen")
    sheet.append(["Maßnahmenliste der Stadt Musterstadt"])
    names: list[str] = []
    waiting = ["", "", ""]
    for piece in made.pieces:
        if isinstance(piece, Heading):
            waiting[piece.level - 1] = f"{piece.number} {piece.text}".strip()
        elif isinstance(piece, Sheet):
            if not names:
                names = [*NAMES, *(name for name, _ in piece.rows)]
                sheet.append(names)
            sheet.append([*waiting, *(said for _, said in piece.rows)])
            waiting = ["", "", ""]
    packed = BytesIO()
    file.save(packed)
    return packed.getvalue()
