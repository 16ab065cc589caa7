"""How the table of a text lies on the screen and on paper: widths, what stays in sight, pages."""

from math import ceil

from xlsxwriter.worksheet import Worksheet

from fortschrift.concepts.rendering.stamp import Stamp
from fortschrift.concepts.rendering.workbook.table import (
    HEADING,
    LEVEL,
    NUMBER,
    TEXT,
    Column,
    Table,
)

# Widths are counted in digits, as in the programs.
_LEAST = {LEVEL: 12, NUMBER: 10, HEADING: 36, TEXT: 70}
_MOST = {LEVEL: 20, NUMBER: 14, HEADING: 48, TEXT: 110}
_NARROW, _WIDE = 14, 30
_LINES = 24  # a row can show about 30 lines, whatever its cell holds
_ON_A_PAGE = 190  # across A4 at about two thirds of the size, small but to be read
_FIXED_COLUMNS = 4  # the hidden ids, level, number and heading


def widths(table: Table) -> list[int]:
    """Give each column the room that its longest cell needs, within reason."""
    return [_width(column, table) for column in table.columns]


def set_up(sheet: Worksheet, table: Table, stamp: Stamp) -> None:
    """Keep the head and the headings in sight, and print so that it can be read."""
    sheet.freeze_panes(1, _FIXED_COLUMNS)
    sheet.autofilter(0, 0, max(len(table.rows), 1), len(table.columns))
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.7)
    sheet.fit_to_pages(_pages_across(table), 0)
    sheet.repeat_rows(0)
    sheet.repeat_columns(1, _FIXED_COLUMNS - 1)
    foot = f"{stamp.version} · Kennung {stamp.code}".replace("&", "&&")
    sheet.set_footer(f"&L{foot[:200]}&RSeite &P von &N")


def _width(column: Column, table: Table) -> int:
    said = [row.cells.get(column.key, "") for row in table.rows]
    if column.key == TEXT:
        needed = max((ceil(len(each) / _LINES) for each in said), default=0)
    else:
        needed = max((len(line) for each in said for line in each.split("\n")), default=0) + 2
    least = max(_LEAST.get(column.key, _NARROW), len(column.title) + 4)
    return max(least, min(needed, _MOST.get(column.key, _WIDE)))


def _pages_across(table: Table) -> int:
    """Tell on how many pages the columns stand; level, number and heading on each of them."""
    each = widths(table)
    repeated = sum(each[: _FIXED_COLUMNS - 1])
    return max(1, ceil((sum(each) - repeated) / (_ON_A_PAGE - repeated)))
