"""Changes that somebody tracked in a file: listing them, and the text with some of them taken.

The end of a paragraph can be tracked as well: where it is gone, what follows stands in the same
paragraph, which looks like the second of the two, as in the programs that write such files.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple, TypeAlias

from fortschrift.concepts.manuscripts.manuscript import (
    Block,
    Line,
    Manuscript,
    Place,
    Row,
    Table,
    Tracked,
    Words,
    joined,
    lines_in,
)

Taken: TypeAlias = Callable[[int, Tracked], bool]
"""Whether a change is taken into the text, by the position of its block and what is tracked."""


class Marked(NamedTuple):
    """Words that somebody put in, took out or formatted; none for the end of a paragraph.

    ``position`` is that of the block they stand in. Of formatting ``what`` names the properties,
    ``unsaid`` those of them that a text cannot say; ``is_paragraph`` tells that it is that of a
    whole paragraph.
    """

    position: int
    place: Place
    tracked: Tracked
    text: str
    note: str = ""
    what: tuple[str, ...] = ()
    unsaid: tuple[str, ...] = ()
    is_paragraph: bool = False

    @property
    def is_formatting(self) -> bool:
        """Tell whether only the looks have changed; its words stand in the text in any case."""
        return self.tracked.kind == "formatted"


@dataclass(frozen=True, slots=True)
class Resolved:
    """A manuscript without tracked changes, and where each of its blocks stood before."""

    manuscript: Manuscript
    positions: tuple[int, ...]


def marked_in(manuscript: Manuscript) -> Iterator[Marked]:
    """List the tracked changes of the running text in order, those in tables as well.

    Of a row that was put in or taken out all words were.
    """
    for position, block in enumerate(manuscript.blocks):
        for line, row in _lines(block, None):
            for words in line.words:
                tracked = words.tracked or row
                if tracked is not None:
                    yield Marked(position, line.place, tracked, words.text, words.note)
                if (formatted := words.formatted) is not None:
                    yield Marked(
                        position, line.place, formatted.tracked, words.text,
                        what=formatted.what, unsaid=formatted.unsaid,
                    )  # fmt: skip
            if line.end is not None:
                yield Marked(position, line.place, line.end, "")
            if (reshaped := line.reshaped) is not None:
                yield Marked(
                    position, line.place, reshaped.tracked, line.text(),
                    what=reshaped.what, unsaid=reshaped.what, is_paragraph=True,
                )  # fmt: skip


def _lines(block: Block, row: Tracked | None) -> Iterator[tuple[Line, Tracked | None]]:
    """Go through the lines of a block, each with what is tracked of the row that it stands in."""
    if isinstance(block, Line):
        yield block, row
    elif isinstance(block, Table):
        for each in block.rows:
            for cell in each.cells:
                for inside in cell.blocks:
                    yield from _lines(inside, each.tracked or row)


def resolved(manuscript: Manuscript, taken: Taken) -> Resolved:
    """Take some of the changes, and leave out the others."""
    found = list(_blocks(enumerate(manuscript.blocks), taken))
    blocks = tuple(block for _, block in found)
    notes = {
        key: tuple(block for _, block in _blocks(((-1, each) for each in inside), taken))
        for key, inside in manuscript.notes.items()
    }
    left_out = _noted(manuscript.blocks) - _noted(blocks)
    kept = {key: inside for key, inside in notes.items() if key not in left_out}
    return Resolved(
        replace(manuscript, blocks=blocks, notes=kept), tuple(position for position, _ in found)
    )


_Placed: TypeAlias = tuple[int, Block]


def _blocks(blocks: Iterable[_Placed], taken: Taken) -> Iterator[_Placed]:
    held: list[tuple[int, Line]] = []  # lines whose end is gone
    for position, block in blocks:
        if isinstance(block, Line):
            held.append((position, _settled(position, block, taken)))
            if block.end is not None and not _stays(position, block.end, taken):
                continue
            yield from _together(held, block)
        else:
            yield from _together(held, None)
            yield position, _table(position, block, taken) if isinstance(block, Table) else block
        held = []
    yield from _together(held, None)


def _together(held: Sequence[tuple[int, Line]], last: Line | None) -> Iterator[_Placed]:
    """Make one line of those whose ends are gone; none where all its words are gone."""
    if not held:
        return
    position, like = held[-1]
    if len(held) == 1 and like is last:
        yield position, like  # nothing of it was tracked
        return
    first = next((line for _, line in held if line.words), like)
    words = joined(each for _, line in held for each in line.words)
    comments = tuple(dict.fromkeys(each for _, line in held for each in line.comments))
    anchors = tuple(dict.fromkeys(each for _, line in held for each in line.anchors))
    if words or (len(held) == 1 and last is not None and not last.words):
        yield (
            position,
            replace(like, place=first.place, words=words, comments=comments, anchors=anchors),
        )


def _settled(position: int, line: Line, taken: Taken) -> Line:
    """Take or leave what was tracked of a line; what kind of paragraph it is now stays."""
    if not line.is_tracked:
        return line
    words = joined(
        looking(each, lambda tracked: taken(position, tracked))._replace(tracked=None)
        for each in line.words
        if each.tracked is None or _stays(position, each.tracked, taken)
    )
    return replace(line, words=words, end=None, reshaped=None)


def looking(words: Words, taken: Callable[[Tracked], bool]) -> Words:
    """Let words look as they do if tracked formatting is taken, or as they did before."""
    formatted = words.formatted
    if formatted is None:
        return words
    is_taken = taken(formatted.tracked)
    return words._replace(styles=words.styles if is_taken else formatted.styles, formatted=None)


def _table(position: int, table: Table, taken: Taken) -> Table:
    if not any(row.tracked for row in table.rows) and not any(
        line.is_tracked for line in lines_in((table,))
    ):
        return table
    return replace(
        table,
        rows=tuple(
            _row(position, row, taken)
            for row in table.rows
            if row.tracked is None or _stays(position, row.tracked, taken)
        ),
    )


def _has_tracked_lines(table: Table) -> bool:
    return any(line.is_tracked for line in lines_in((table,)))


def _row(position: int, row: Row, taken: Taken) -> Row:
    cells = tuple(
        replace(
            cell,
            blocks=tuple(
                block for _, block in _blocks(((position, each) for each in cell.blocks), taken)
            ),
        )
        for cell in row.cells
    )
    return replace(row, cells=cells, tracked=None)


def _stays(position: int, tracked: Tracked, taken: Taken) -> bool:
    """Tell whether what is tracked is in the text: put in and taken, or taken out and not."""
    return taken(position, tracked) == (tracked.kind == "inserted")


def _noted(blocks: tuple[Block, ...]) -> set[str]:
    return {words.note for line in lines_in(blocks) for words in line.words if words.note}
