"""What a concept knows already of a manuscript: lines that are elements of it, or text in it.

A further file of a concept says mostly the same again. Whatever somebody once decided of a line,
it is not asked again: what stands there as a goal is a goal.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from unicodedata import normalize

from fortschrift.concepts.manuscripts.forms import TEXT, Choice, Form, title_in
from fortschrift.concepts.manuscripts.manuscript import Block, Line, Side, Table, lines_in
from fortschrift.core.text import NodeId, NodeState, Tree, is_level, numbers, plain, shown_number


def choices_there(
    known: Tree,
    blocks: Sequence[Block],
    forms: Mapping[int, Form],
    names: Iterable[str],
    side: Side = "after",
) -> dict[int, Choice]:
    """Say of lines and tables by their position what they are in a text that is there.

    ``forms`` are those of the lines that look like titles. Any other line counts as a title only
    where no such line is that element.
    """
    finding = _Finding(known, tuple(names), side)
    likely = [(at, each) for at, each in enumerate(blocks) if at in forms]
    found = dict(finding.titles(likely))
    plain_lines = [
        (at, each) for at, each in enumerate(blocks) if isinstance(each, Line) and at not in forms
    ]
    others = dict(finding.titles(plain_lines))
    return {**others, **found, **dict(_kept_tables(known, blocks, side))}


@dataclass
class _Finding:
    known: Tree
    names: tuple[str, ...]
    side: Side
    seen: set[NodeId] = field(default_factory=set)

    def __post_init__(self) -> None:
        counted = numbers(self.known)
        self.elements = [each for each in self.known if is_level(each.kind)]
        self.places = {each.id: at for at, each in enumerate(self.elements)}
        self.numbers = {each.id: shown_number(each, counted).rstrip(". ") for each in self.elements}
        self.by_heading: dict[str, list[NodeState]] = {}
        for each in self.elements:
            self.by_heading.setdefault(_same(plain(each.heading)), []).append(each)
        self.by_heading.pop("", None)
        self.texts = {_same(plain(each.text)) for each in self.known if each.text}

    def titles(self, lines: Iterable[tuple[int, Block]]) -> Iterator[tuple[int, Choice]]:
        """Go through lines in order: the level of those that are elements, and what is text."""
        last = -1
        for position, line in lines:
            if not isinstance(line, Line):
                continue
            element = self._element(line, last)
            if element is not None:
                self.seen.add(element.id)
                last = self.places[element.id]
                yield position, element.kind
            elif _same(f"{line.number} {line.text(self.side)}") in self.texts:
                yield position, TEXT

    def _element(self, line: Line, last: int) -> NodeState | None:
        """Find the element with the number and heading of a line, else one below what was found."""
        title = title_in(line, self.names, self.side)
        alike = [
            each
            for said in dict.fromkeys((_same(title.text), _same(line.text(self.side))))
            for each in self.by_heading.get(said, ())
            if each.id not in self.seen
        ]
        same = [each for each in alike if title.number and self.numbers[each.id] == title.number]
        found = same or [each for each in alike if self._is_below_found(each)]
        later = (each for each in found if self.places[each.id] > last)
        return next(later, found[0] if found else None)

    def _is_below_found(self, element: NodeState) -> bool:
        above = self.known.parent_of(element.id)
        return above is None or above == self.known.root or above in self.seen


def _kept_tables(known: Tree, blocks: Sequence[Block], side: Side) -> Iterator[tuple[int, Choice]]:
    """Name the tables that are tables in the text as well."""
    there = {
        _same(" ".join(plain(each.text) for each in known.walk(table.id)))
        for table in known
        if table.kind == "table"
    }
    for position, block in enumerate(blocks):
        if isinstance(block, Table) and there:
            said = _same(" ".join(line.text(side) for line in lines_in((block,))))
            if said in there:
                yield position, TEXT


def _same(said: str) -> str:
    """Write words so that the same ones are equal, whatever the spaces and letters."""
    return " ".join(normalize("NFC", said).casefold().split())
