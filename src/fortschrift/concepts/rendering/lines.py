"""The paragraphs of one node in a Word file: heading, text, values, relations."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from fortschrift.concepts.rendering.anchors import HEADING, LEFT, TEXT, name_of, part_of
from fortschrift.concepts.rendering.package import NumberedList
from fortschrift.concepts.rendering.said import exchanged, relation, standing, told_values
from fortschrift.concepts.rendering.tracked import SIDES, OneSide, Properties, Segment, flat
from fortschrift.core.text.blocks import BLOCKS, ROOT_KIND
from fortschrift.core.text.comparison.shown import Pieces
from fortschrift.core.text.ids import NodeId
from fortschrift.core.text.node import NodeState
from fortschrift.core.text.synopsis import Row

_DEEPEST = 8  # Word knows nine levels of headings and of lists
_ALWAYS = frozenset({"paragraph", "list_item", "note", "cell"})


@dataclass(frozen=True, slots=True)
class Place:
    """Where a node stands on one side: below how many elements and lists, in which list."""

    elements: int = 0
    lists: int = 0
    number: int | None = None


@dataclass(slots=True)
class Lists:
    """The lists of a document; a list that was numbered otherwise is another one to Word."""

    known: dict[tuple[NodeId, int], NumberedList] = field(default_factory=dict)

    def below(self, place: Place, state: NodeState | None) -> Place:
        """Give the place of a node's children."""
        if state is None:
            return place
        if state.kind not in BLOCKS:
            return Place(place.elements + 1)
        if state.kind == "list":
            return Place(place.elements, place.lists + 1, self._number(state))
        return replace(place, number=None)

    def _number(self, state: NodeState) -> int:
        start = state.attribute("start")
        begins = (start if isinstance(start, int) else 1) if state.attribute("ordered") else 0
        known = NumberedList(len(self.known) + 1, begins)
        return self.known.setdefault((state.id, begins), known).number


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph to be written; it has no properties on a side where it does not stand.

    `note` is the number of the note whose text it is, `anchor` the name under which the
    paragraph is found again and `left` the one where it stood before it moved. `later` are the
    notes that a side calls only behind words of this text which stand in a later paragraph.
    """

    segments: list[Segment]
    old: Properties | None
    new: Properties | None
    note: str = ""
    anchor: str = ""
    left: str = ""
    later: frozenset[tuple[OneSide, str]] = frozenset()


@dataclass(frozen=True, slots=True)
class Told:
    """Something that an element tells besides its text: its name, and what is said."""

    label: Line
    said: Sequence[Line]


Places: TypeAlias = tuple[Place, Place]
"""Where a node stands on the old and on the new side."""


def lines(row: Row, text: Pieces, places: Places) -> Iterator[Line]:
    """Give the paragraphs of a node, whose text may be that of several rows."""
    yield heading_line(row, places)
    yield text_line(row, text, places)
    if row.state.kind in BLOCKS:
        for label, pieces, _ in _told(row):
            yield _value_line((*label, *pieces))


def heading_line(row: Row, places: Places) -> Line:
    """Give the paragraph of a node's heading."""
    heading = _heading(row)
    old, new = _properties(row, places, heading, _heading_style)
    return _anchored(Line(heading, old, new), row, HEADING)


def told(row: Row) -> Iterator[Told]:
    """Give what an element tells besides its text; blocks tell it among their lines."""
    if row.state.kind in BLOCKS:
        return
    for label, items in _grouped(row):
        key = items[0][1]
        said = [_value_line(pieces) for pieces, _ in items]
        if key:
            said[0] = _anchored(said[0], row, part_of(key))
        yield Told(_label_line(label, said), said)


def text_line(row: Row, text: Pieces, places: Places) -> Line:
    """Give the paragraph of a node's text."""
    whose = row.continues or row.state.id  # moved words may come from another part
    segments = list(flat(text, f"{whose}-text"))
    old, new = _properties(row, places, segments, _text_style)
    note = str(row.state.id) if row.state.kind == "note" else ""
    return _anchored(Line(segments, old, new, note), row, TEXT)


def calling_once(parts: Sequence[Line], side: OneSide) -> Iterator[Line]:
    """Let the side that has all parts in one paragraph call each note in the last of them only."""
    for place, line in enumerate(parts):
        behind = (segment for each in parts[place + 1 :] for segment in each.segments)
        notes = {
            (side, mark.value)
            for segment in behind
            for mark in getattr(segment, side) or ()
            if mark.kind == "footnote"
        }
        yield replace(line, later=frozenset(notes))


def _anchored(line: Line, row: Row, part: str) -> Line:
    """Name a paragraph; where it left, it has another name than where it is now."""
    node = row.state.id
    left = name_of(node, part, begun=LEFT) if row.old and row.new else ""
    return replace(line, anchor=name_of(node, part), left=left)


def _value_line(pieces: Pieces) -> Line:
    segments = list(flat(pieces))
    was, now = (Properties("Value") if _stands(segments, side) else None for side in SIDES)
    return Line(segments, was, now)


def _label_line(pieces: Pieces, said: Sequence[Line]) -> Line:
    """Write a name, which stands wherever one of its values does."""
    style = Properties("Label")
    was, now = (style if any(getattr(line, side) for line in said) else None for side in SIDES)
    return Line(list(flat(pieces)), was, now)


Style: TypeAlias = Callable[[NodeState, Place], Properties]


def _properties(
    row: Row, places: Places, segments: list[Segment], style: Style
) -> list[Properties | None]:
    """Give the properties of a paragraph on each side where it stands."""
    found: list[Properties | None] = []
    for side, state, place in zip(SIDES, (row.old, row.new), places, strict=True):
        stands = state and (_stands(segments, side) or _stands_empty(state, style))
        found.append(style(state, place) if state and stands else None)
    return found


def _stands(segments: Iterable[Segment], side: OneSide) -> bool:
    return any(getattr(segment, side) is not None for segment in segments)


def _stands_empty(state: NodeState, style: Style) -> bool:
    """Tell whether a paragraph stands there without a word: an empty item has its bullet."""
    return state.kind in _ALWAYS if style is _text_style else state.kind not in BLOCKS


def _heading(row: Row) -> list[Segment]:
    """Write name and heading with a blank between them, on each side that has both."""
    name = list(flat(exchanged(row.old_name, row.new_name)))
    heading = list(flat(row.heading, f"{row.state.id}-heading"))
    old, new = (() if _stands(name, side) and _stands(heading, side) else None for side in SIDES)
    blank = [] if old is None and new is None else [Segment(" ", old, new)]
    return [*name, *blank, *heading]


def _heading_style(state: NodeState, place: Place) -> Properties:
    if state.kind == ROOT_KIND:
        return Properties("Title")
    return Properties("Caption" if state.kind in BLOCKS else f"Heading{min(place.elements, 9)}")


def _text_style(state: NodeState, place: Place) -> Properties:
    if state.kind == "list_item" and place.number:
        return Properties("ListParagraph", (place.number, min(place.lists, _DEEPEST + 1) - 1))
    if state.kind == "note":
        return Properties("NoteText")
    return Properties("ListParagraph" if place.lists else "Normal")


_Said: TypeAlias = tuple[Pieces, Pieces, str]
"""The name of a value, what it says, and its key; relations have none."""


_SPANS = frozenset({"columns", "rows"})


def _told(row: Row) -> Iterator[_Said]:
    """Give values and relations with their names, on the sides where they stand.

    How far a cell reaches is seen: its row is written as it was and as it is.
    """
    for value in told_values(row):
        if value.key in _SPANS and row.state.kind == "cell":
            continue
        for item in value.items:
            was, now = any(piece.old for piece in item), any(piece.new for piece in item)
            labels = value.old_label if was else "", value.new_label if now else ""
            yield exchanged(*(f"{label}: " if label else "" for label in labels)), item, value.key
    for shown in row.relations:
        yield standing("Bezug ", shown.change), relation(shown), ""


def _grouped(row: Row) -> Iterator[tuple[Pieces, list[tuple[Pieces, str]]]]:
    """Take the items of one value together under its name."""
    for value in told_values(row):
        if value.items:
            items = [(item, value.key) for item in value.items]
            yield exchanged(value.old_label, value.new_label), items
    for shown in row.relations:
        yield standing("Bezug", shown.change), [(relation(shown), "")]
