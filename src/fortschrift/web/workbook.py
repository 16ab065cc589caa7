"""A list as an Excel file: a head row that stays in sight and filters, every cell a text.

Nothing becomes a formula, a number or a link, whatever somebody typed; a list that goes out can
be pasted back as it was.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from io import BytesIO

import xlsxwriter

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False,
            "strings_to_numbers": False}  # fmt: skip
_LONGEST_SHEET_NAME = 31
_LONGEST_CELL = 32_000


def list_as_workbook(
    title: str,
    columns: Sequence[tuple[str, int]],
    rows: Iterable[Sequence[str]],
    *,
    created: datetime,
    locked: int = 0,
) -> bytes:
    """Write a list; ``columns`` are heads with their width in characters.

    The head and so many first columns cannot be overwritten by mistake; there is no password.
    """
    written = BytesIO()
    with xlsxwriter.Workbook(written, _OPTIONS) as book:
        book.set_properties({"title": title, "created": created.replace(tzinfo=None)})
        wrapped = {"text_wrap": True, "valign": "top"}
        fixed, text = book.add_format(wrapped), book.add_format({**wrapped, "locked": False})
        head = book.add_format({**wrapped, "bold": True, "bg_color": "#DDE5ED", "bottom": 1})
        sheet = book.add_worksheet(title[:_LONGEST_SHEET_NAME])
        for place, (label, width) in enumerate(columns):
            sheet.set_column(place, place, width)
            sheet.write_string(0, place, label, head)
        last = 0
        for last, row in enumerate(rows, start=1):
            for place, said in enumerate(row):
                sheet.write_string(last, place, _fitting(said), fixed if place < locked else text)
        if locked:
            sheet.protect("", {"sort": True, "autofilter": True, "format_columns": True,
                               "format_rows": True})  # fmt: skip
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, max(last, 1), len(columns) - 1)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
    return written.getvalue()


def _fitting(said: str) -> str:
    """Cut what no cell can hold, and say so; it would be left out as a whole."""
    return said if len(said) <= _LONGEST_CELL else f"{said[:_LONGEST_CELL]} […]"
