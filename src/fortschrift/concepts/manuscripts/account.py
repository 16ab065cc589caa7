"""Every word that came in: how many are in the text, in amendments, or listed with their place.

Counted from the file on one side and from the text on the other, so that the sum says something.
A word is a row of letters and digits; the number in front of a title counts as well, and so does
what the name of a level says ("Leitziel 2.3: ...").
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple, get_args
from unicodedata import normalize

from fortschrift.concepts.manuscripts.manuscript import (
    Block,
    Line,
    Manuscript,
    Picture,
    Place,
    Row,
    Table,
    lines_in,
)
from fortschrift.concepts.manuscripts.placed import Placed, Why
from fortschrift.concepts.manuscripts.tracking import Marked
from fortschrift.core.text import NodeState, plain

_WORD = re.compile(r"\w+")
FILE_REASONS: frozenset[str] = frozenset(get_args(Why))


class Listed(NamedTuple):
    """Words that are not in the text: where they stand in the file, what they say, and why.

    Of a tracked change also who made it and when, as printed. Formatting that was not taken is
    listed with no words, as these are in the text; ``what`` names its properties.
    """

    place: Place
    text: str
    why: str
    words: int
    author: str = ""
    date: str = ""
    what: str = ""

    @property
    def is_own(self) -> bool:
        """Tell whether our own file came with these words, which are no part of the text."""
        return self.why.startswith("own_")


@dataclass(frozen=True, slots=True)
class Account:
    """What became of all words of a file."""

    words: int
    placed: int
    amending: int
    listed: tuple[Listed, ...]

    @property
    def left_over(self) -> int:
        """Count the words that are listed."""
        return sum(each.words for each in self.listed)

    @property
    def own(self) -> int:
        """Count the words that are listed because a file of ours came with them."""
        return sum(each.words for each in self.listed if each.is_own)

    @property
    def adds_up(self) -> bool:
        """Tell whether each word is somewhere, once."""
        return self.words == self.placed + self.amending + self.left_over


def account(
    whole: Manuscript,
    text: Manuscript,
    found: Placed,
    *,
    pictures: Sequence[Picture] = (),
    amending: Sequence[Marked] = (),
    dropped: Sequence[Marked] = (),
    named: bool = False,
) -> Account:
    """Count the words of a file, and those of the text that was made of it.

    ``text`` is the manuscript as it was placed: without pictures, and without the tracked changes,
    of which some are amendments (``amending``) and others in neither (``dropped``).
    ``named`` tells that the text has its title from what the file says of itself, not from a line.
    """
    printed = {each for _, each in _printed(text)}
    listed = [
        *(_listed(*each) for each in found.not_taken),
        *_unused_numbers(text, found),
        *_counted_otherwise(text, found),
        *(_listed(each.place, each.description, "picture") for each in pictures),
        *(listed_change(each, whole) for each in dropped),
    ]
    return Account(
        words=_in_blocks(text.blocks)
        + (words_in(text.title) if named else 0)
        + sum(_in_blocks(blocks) for blocks in text.notes.values())
        + sum(words_in(each.text) for each in text.asides)
        + sum(words_in(each.text) for each in text.comments.values())
        + sum(words_in(each.description) for each in pictures)
        + sum(words_in(said_by(each, whole)) for each in amending)
        + sum(listed_change(each, whole).words for each in dropped),
        placed=sum(_in_state(state, found, printed) for state in found.tree)
        + sum(words_in(each.text) for each in found.told),
        amending=sum(words_in(said_by(each, whole)) for each in amending),
        listed=tuple(listed),
    )


def words_in(text: str) -> int:
    """Count words.

    >>> words_in("Leitziel 2.3: Kurse für alle")
    6
    """
    return len(word_list(text))


def word_list(text: str) -> list[str]:
    """List words.

    >>> word_list("Kurse für alle, 2.3")
    ['Kurse', 'für', 'alle', '2', '3']
    """
    found: list[str] = _WORD.findall(normalize("NFC", text))
    return found


def without_pictures(manuscript: Manuscript) -> tuple[Manuscript, list[Picture]]:
    """Set pictures aside, which need a credit that no file holds; all others keep their position.

    In the place of each stands a line without words.
    """
    pictures: list[Picture] = []
    blocks = tuple(_without(manuscript.blocks, pictures))
    notes = {key: tuple(_without(inside, pictures)) for key, inside in manuscript.notes.items()}
    return replace(manuscript, blocks=blocks, notes=notes), pictures


def _without(blocks: Iterable[Block], pictures: list[Picture]) -> Iterator[Block]:
    for block in blocks:
        if isinstance(block, Picture):
            pictures.append(block)
            yield Line(block.place, ())
        elif isinstance(block, Table) and _has_pictures(block):
            yield replace(block, rows=tuple(_row_without(row, pictures) for row in block.rows))
        else:
            yield block


def _has_pictures(table: Table) -> bool:
    return any(
        isinstance(block, Picture) or (isinstance(block, Table) and _has_pictures(block))
        for row in table.rows
        for cell in row.cells
        for block in cell.blocks
    )


def _row_without(row: Row, pictures: list[Picture]) -> Row:
    cells = tuple(
        replace(cell, blocks=tuple(_without(cell.blocks, pictures))) for cell in row.cells
    )
    return replace(row, cells=cells)


def said_by(marked: Marked, whole: Manuscript) -> str:
    """Give the words of a change, with those of the footnote that it refers to."""
    inside = whole.notes.get(marked.note, ()) if marked.note else ()
    return "\n".join([marked.text, *(line.text() for line in lines_in(inside))])


def listed_change(marked: Marked, whole: Manuscript) -> Listed:
    """List a tracked change that is not taken; words that only look otherwise stay where they are.

    A paragraph is placed as it is now.
    """
    text, (_kind, author, date, *_) = said_by(marked, whole), marked.tracked
    if not marked.is_formatting:
        return Listed(marked.place, text, marked.tracked.kind, words_in(text), author, date)
    why = "reshaped" if marked.is_paragraph else "formatted"
    return Listed(marked.place, text, why, 0, author, date, " ".join(marked.what))


def _listed(place: Place, text: str, why: str) -> Listed:
    return Listed(place, text, why, words_in(text))


def _in_blocks(blocks: Iterable[Block]) -> int:
    return sum(
        words_in(line.number if _prints(line) else "") + words_in(line.text())
        for line in lines_in(tuple(blocks))
    )


def _prints(line: Line) -> bool:
    """Tell whether the number in front of a line is one of words, and no count of a list."""
    return bool(line.number) and line.item is None


def _in_state(state: NodeState, found: Placed, printed: set[tuple[Place, str]]) -> int:
    in_front = found.titles.get(state.id, "")
    number = state.printed_number or ""
    # Other numbers are counted where they stand: in front of the title, or in a cell.
    own = number if (found.places[state.id], number) in printed and number not in in_front else ""
    return sum(map(words_in, (in_front, own, state.title, plain(state.text))))


def _printed(text: Manuscript) -> Iterator[tuple[Line, tuple[Place, str]]]:
    """Go through the lines in front of which the file prints a number of its own."""
    blocks = (*text.blocks, *(each for inside in text.notes.values() for each in inside))
    for line in lines_in(blocks):
        if _prints(line):
            yield line, (line.place, line.printed_number)


def _unused_numbers(text: Manuscript, found: Placed) -> Iterator[Listed]:
    """List numbers that the file prints in front of lines which hold no element."""
    used = {
        (found.places[node], found.tree[node].printed_number)
        for node, in_front in found.titles.items()
        if (found.tree[node].printed_number or "-") not in in_front
    }
    named = {(found.places[node], in_front) for node, in_front in found.titles.items()}
    begun = {(place, in_front.partition("\t")[0].rstrip(".: ")) for place, in_front in named}
    for line, printed in _printed(text):
        if printed not in used and (printed not in begun or line.text().startswith(line.number)):
            yield _listed(line.place, line.number, "number")


def _counted_otherwise(text: Manuscript, found: Placed) -> Iterator[Listed]:
    """List the marks of lists that count with letters: a text of ours counts 1, 2, 3.

    Marks are no words, so none is missing.
    """
    marks = {
        line.place: line.number.strip()
        for line in text.lines()
        if line.item is not None and any(each.isalpha() for each in line.number)
    }
    for state in found.tree:
        places = (found.places[child] for child in state.children if state.kind == "list")
        said = [marks[place] for place in places if place in marks]
        if said:
            more = " …" if len(said) > _MARKS else ""
            yield Listed(found.places[state.id], f"{', '.join(said[:_MARKS])}{more}", "mark", 0)


_MARKS = 3  # of a list that are named
