"""A table of contents that somebody typed: plain lines that lead to the numbers of pages."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from fortschrift.concepts.manuscripts.manuscript import Block, Line

_HEADINGS = frozenset(("inhalt", "inhaltsverzeichnis", "inhaltsübersicht"))
_ENTRY = re.compile(
    r"(?P<title>.*?\S)\s*(?:\t|(?:[.·…_]\s?){3,}|…)[\s.·…_]*(?P<page>\d{1,4}|[ivxlc]{1,6})",
    re.DOTALL,
)
_MANY = 3  # entries in a row; below a heading that says so, two are enough
_LONGEST = 300
_WORD = re.compile(r"\w+")


class _Entry(NamedTuple):
    position: int
    line: Line
    title: tuple[str, ...] | None
    """The words that lead to a page; None for a line that leads to none."""


def contents_in(blocks: Sequence[Block]) -> Iterator[int]:
    """Give the positions of the lines of tables of contents, and of their headings.

    A row of lines that lead to pages is one where most of them come again as lines of their own.
    """
    entries = [
        _Entry(at, each, _title(each))
        for at, each in enumerate(blocks)
        if isinstance(each, Line) and each.text().strip()
    ]
    last = {_words(f"{each.line.number} {each.line.text()}"): each.position for each in entries}
    last |= {_words(each.line.text()): each.position for each in entries}
    heading: _Entry | None = None
    for leads, row in groupby(entries, key=lambda each: each.title is not None):
        group = list(row)
        if leads and _is_contents(group, last, is_named=heading is not None):
            yield from (each.position for each in group)
            if heading is not None:
                yield heading.position
        heading = group[-1] if not leads and _is_heading(group[-1].line) else None
    yield from (e.position for e in entries if e.line.level is not None and _is_heading(e.line))


def _is_contents(
    row: Sequence[_Entry], last: dict[tuple[str, ...], int], *, is_named: bool
) -> bool:
    again = sum(last.get(each.title or (), -1) > row[-1].position for each in row)
    return len(row) >= (2 if is_named else _MANY) and 2 * again >= len(row)


def _title(line: Line) -> tuple[str, ...] | None:
    said = line.text().strip()
    found = _ENTRY.fullmatch(said) if len(said) <= _LONGEST else None
    return _words(f"{line.number} {found['title']}") if found else None


def _is_heading(line: Line) -> bool:
    return line.text().strip().lower().rstrip(":") in _HEADINGS


def _words(said: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(said.casefold()))
