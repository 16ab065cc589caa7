"""A workbook of ours coming back: which cells were changed, and what that makes of the text.

Three tables are compared: the cells as they went out (kept in the file), as they came back, and
as the text says them now. A cell that was changed on both sides is told and never overwritten.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from io import BytesIO
from typing import Any, Literal, NamedTuple
from uuid import UUID

from openpyxl import load_workbook

from fortschrift.concepts.manuscripts.errors import Unreadable
from fortschrift.concepts.manuscripts.package import LARGEST_PACKAGE, is_package, opened
from fortschrift.concepts.rendering.workbook.table import (
    CUT,
    HEADING,
    Column,
    attribute_type,
    table_of,
)
from fortschrift.concepts.rendering.workbook.writing import (
    ABOUT,
    ELEMENTS,
    HASH,
    ID,
    OF_KIND,
    WENT_OUT,
)
from fortschrift.concepts.returning.saying import Unsaid, value_of
from fortschrift.core.text import NodeId, NodeState, Tree, inline, joined, length, plain
from fortschrift.core.text.comparison.shown import in_words
from fortschrift.core.text.errors import TextError
from fortschrift.core.text.node import with_attribute
from fortschrift.core.text.outline import ValueType
from fortschrift.core.text.runs import InlineText, cut

WORKBOOK = "xl/workbook.xml"
"""The part that makes a package a workbook."""
MOST_ROWS, MOST_COLUMNS = 20_000, 500


class Changed(NamedTuple):
    """A cell that was changed outside, in which row of the sheet, and how it went out."""

    node: NodeId
    key: str
    before: str
    after: str
    row: int = 0


@dataclass(frozen=True, slots=True)
class ReturnedWorkbook:
    """What a workbook says: which text it is of, its changed cells, what is missing or strange.

    `missing` are elements that went out and have no row any more, `strange` the numbers of rows
    that name no element.
    """

    hash: str
    changed: tuple[Changed, ...]
    missing: tuple[NodeId, ...]
    strange: tuple[int, ...]


def read_workbook(data: bytes) -> ReturnedWorkbook:
    """Read a workbook of ours; raises Unreadable for anything else."""
    if not is_package(data):
        raise Unreadable("other_format")
    with opened(data) as package:
        if WORKBOOK not in package:
            raise Unreadable("other_format")
        if package.told_size > LARGEST_PACKAGE:
            raise Unreadable("too_large")
    try:
        book = load_workbook(BytesIO(data), read_only=True, data_only=True)
        return _read(book)
    except Unreadable:
        raise
    except Exception:  # openpyxl raises whatever a damaged part makes it stumble over
        raise Unreadable("broken") from None


def _read(book: Any) -> ReturnedWorkbook:
    if not {ELEMENTS, WENT_OUT} <= set(book.sheetnames):
        raise Unreadable("unknown")
    about = {str(row[0]): str(row[1]) for row in _rows(book[ABOUT]) if len(row) > 1 and row[0]} if (
        ABOUT in book.sheetnames
    ) else {}  # fmt: skip
    keys, went_out = _kept(_rows(book[WENT_OUT]))
    titles, *rows = list(_rows(book[ELEMENTS])) or [()]
    if not titles or titles[0] != ID:
        raise Unreadable("unknown")
    return _compared(about.get(HASH, ""), keys, went_out, rows)


def _compared(
    hash: str,
    keys: Sequence[tuple[str, str]],
    went_out: Mapping[NodeId, dict[str, str]],
    rows: Sequence[Sequence[Any]],
) -> ReturnedWorkbook:
    changed: list[Changed] = []
    strange: list[int] = []
    seen: set[NodeId] = set()
    for number, row in enumerate(rows, start=2):
        node = _node(row[0]) if row else None
        if node is None or node not in went_out or node in seen:
            if any(cell not in (None, "") for cell in row):
                strange.append(number)
            continue
        seen.add(node)
        before = went_out[node]
        for place, (key, kind) in enumerate(keys, start=1):
            raw = row[place] if place < len(row) else None
            was, now = before.get(key, ""), _said(raw, kind)
            if now != was:
                changed.append(Changed(node, key, was, now, number))
    missing = tuple(node for node in went_out if node not in seen)
    return ReturnedWorkbook(hash, tuple(changed), missing, tuple(strange))


def _rows(sheet: Any) -> Iterator[tuple[Any, ...]]:
    yield from sheet.iter_rows(max_row=MOST_ROWS, max_col=MOST_COLUMNS, values_only=True)


def _kept(
    rows: Iterator[tuple[Any, ...]],
) -> tuple[list[tuple[str, str]], dict[NodeId, dict[str, str]]]:
    head = next(rows, ())
    named = (str(each).partition(OF_KIND) for each in head[1:] if each)
    keys = [(key, kind) for key, _, kind in named]
    kept: dict[NodeId, dict[str, str]] = {}
    for row in rows:
        node = _node(row[0]) if row else None
        if node is not None:
            kept[node] = {
                key: str(cell)
                for (key, _), cell in zip(keys, row[1:], strict=False)
                if cell is not None
            }
    return keys, kept


def _node(said: Any) -> NodeId | None:
    try:
        return NodeId(UUID(str(said)))
    except ValueError:
        return None


def _said(raw: Any, kind: str) -> str:
    """Write a cell as words, as the table does that goes out."""
    if raw is None:
        return ""
    if isinstance(raw, bool):
        return "ja" if raw else "nein"
    if isinstance(raw, datetime | date):
        return in_words(raw.strftime("%Y-%m-%d"), "date")[0]
    if isinstance(raw, int | float):
        return _number_said(raw, kind)
    return str(raw).replace("\r\n", "\n").replace("_x000D_", "").strip()


def _number_said(raw: float, kind: str) -> str:
    """Write a number: an amount of money, or with as many places as it has."""
    try:
        number = Decimal(repr(raw))
        if kind == "money":
            return in_words(int((number * 100).to_integral_value()), "money")[0]
        if number == number.to_integral_value():
            return in_words(int(number), "number" if kind == "number" else None)[0]
    except (InvalidOperation, OverflowError, ValueError):
        return str(raw)
    return f"{number.normalize():f}".replace(".", ",")


# ---- into the text

Fate = Literal["taken", "same", "meanwhile", "gone", "fixed", "unreadable", "unfitting"]


class Judged(NamedTuple):
    """What becomes of a changed cell; `now` is what the text says there now."""

    cell: Changed
    fate: Fate
    now: str = ""


@dataclass(frozen=True, slots=True)
class Taken:
    """The text with all changes that can be taken, and what becomes of each."""

    tree: Tree
    judged: tuple[Judged, ...]


def taken_into(tree: Tree, changed: Sequence[Changed]) -> Taken:
    """Take changed cells into a text as far as it has not changed there itself."""
    table = table_of(tree)
    columns = {column.key: column for column in table.columns}
    now = {row.node: row.cells for row in table.rows}
    nodes = dict(tree.nodes)
    judged: list[Judged] = []
    for cell in changed:
        found = _judged(tree, cell, now, columns)
        if found.fate == "taken":
            state = _with_cell(tree, nodes[cell.node], cell)
            if state is None:
                found = found._replace(fate="unreadable")
            else:
                nodes[cell.node] = state
        judged.append(found)
    return Taken(Tree.of(nodes.values(), root=tree.root, outline=tree.outline), tuple(judged))


def _judged(
    tree: Tree, cell: Changed, now: Mapping[NodeId, dict[str, str]], columns: Mapping[str, Column]
) -> Judged:
    if cell.node not in now:
        return Judged(cell, "gone")
    said = now[cell.node].get(cell.key, "")
    column = columns.get(cell.key)
    if column is not None and column.kind == "fixed":
        return Judged(cell, "fixed", said)
    if said == cell.after:
        return Judged(cell, "same", said)
    if said != cell.before or said.endswith(CUT):
        return Judged(cell, "meanwhile", said)
    if not said and not _has(tree, tree[cell.node], cell.key):
        return Judged(cell, "unfitting", said)
    return Judged(cell, "taken", said)


def _has(tree: Tree, state: NodeState, key: str) -> bool:
    """Tell whether an element can say something in a column; a level that nobody knows can."""
    if key == HEADING or tree.outline.level(state.kind) is None:
        return True
    return attribute_type(tree, state, key) is not None


def _with_cell(tree: Tree, state: NodeState, cell: Changed) -> NodeState | None:
    """Let an element say what a cell says; None where that cannot be read."""
    try:
        if cell.key == HEADING:
            return replace(state, heading=_reworded(state.heading, cell.after))
        known = attribute_type(tree, state, cell.key)
        value = value_of(_lines(cell.after, known.type if known else None),
                         state.attribute(cell.key), known)  # fmt: skip
        if isinstance(value, Unsaid):
            return None
        return replace(state, attributes=with_attribute(state.attributes, cell.key, value))
    except TextError:
        return None


def _lines(said: str, kind: ValueType | None) -> list[str]:
    """Part a cell into lines; amounts may have been typed without their unit."""
    if kind == "money" and said and said.replace(".", "").replace(",", "").isdecimal():
        return [f"{said} Euro"]
    return said.split("\n")


def _reworded(before: InlineText, words: str) -> InlineText:
    """Put in other words and keep the marks of those at both ends that stay."""
    old, new = plain(before), plain(inline(words))
    start = 0
    while start < min(len(old), len(new)) and old[start] == new[start]:
        start += 1
    end = 0
    while end < min(len(old), len(new)) - start and old[-1 - end] == new[-1 - end]:
        end += 1
    total = length(before)
    return joined(
        cut(before, 0, start), inline(new[start : len(new) - end]), cut(before, total - end, total)
    )
