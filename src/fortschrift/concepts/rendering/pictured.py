"""The paragraphs of an image whose picture is shown: picture, caption, whose it is.

What a picture shows is said by the picture itself. Where only that has changed, the picture is
struck and put in again, since nothing else can be tracked, and a line of ours shows the change.
"""

from collections.abc import Iterator
from dataclasses import replace

from fortschrift.concepts.rendering.anchors import LEFT, PICTURE, name_of
from fortschrift.concepts.rendering.drawings import Drawn
from fortschrift.concepts.rendering.lines import Line, Places, heading_line, text_line
from fortschrift.concepts.rendering.pictures import (
    Drawable,
    Pictures,
    media_of,
    picture_of,
)
from fortschrift.concepts.rendering.said import exchanged, standing
from fortschrift.concepts.rendering.tracked import Properties, Segment, flat
from fortschrift.core.text import NodeState, plain
from fortschrift.core.text.comparison.shown import Pieces
from fortschrift.core.text.synopsis import Row

_OWN = Properties("OwnLine")
_PICTURE = Properties("Picture")
_CREDIT = Properties("PictureCredit")


def is_pictured(row: Row, pictures: Pictures) -> bool:
    """Tell whether a row is an image that is shown on any side."""
    return any(picture_of(state, pictures) for state in (row.old, row.new))


def picture_lines(row: Row, text: Pieces, places: Places, pictures: Pictures) -> Iterator[Line]:
    """Give the paragraphs of such a row; the side without a picture says its text instead."""
    old, new = (picture_of(state, pictures) for state in (row.old, row.new))
    yield _sided(_PICTURE, list(_drawn(row, old, new)), old, new)
    yield heading_line(row, places)
    said = exchanged(*(each.credit if each else "" for each in (old, new)))
    yield _sided(_CREDIT, list(flat(said)), old, new)
    if old and new:
        yield from _described_anew(row, text)
        return
    yield _only_where_unshown(text_line(row, text, places), old, new)


def _sided(
    style: Properties, segments: list[Segment], old: Drawable | None, new: Drawable | None
) -> Line:
    """Give a paragraph that stands where a picture does, unless it says nothing."""
    was, now = (style if each and segments else None for each in (old, new))
    return Line(segments, was, now)


def _drawn(row: Row, old: Drawable | None, new: Drawable | None) -> Iterator[Segment]:
    """Give the picture once where both sides have it, else as it was and as it is."""
    node = row.state.id
    name, left = name_of(node, PICTURE), name_of(node, PICTURE, begun=LEFT)
    was = _shown(row.old) if old else None
    now = _shown(row.new) if new else None
    if was and was == now:
        yield Segment("", (), (), drawn=Drawn(*was, name, left))
        return
    if was:
        yield Segment("", (), None, drawn=Drawn(*was, left if row.new else name))
    if now:
        yield Segment("", None, (), drawn=Drawn(*now, name))


def _shown(state: NodeState | None) -> tuple[str, str]:
    assert state is not None
    return media_of(state), plain(state.text)


def _described_anew(row: Row, text: Pieces) -> Iterator[Line]:
    """Show in words how the description has changed."""
    assert row.old is not None and row.new is not None
    if plain(row.old.text) == plain(row.new.text):
        return
    bare = [
        Segment(each.text, None if each.old is None else (), None if each.new is None else ())
        for each in flat(text)
    ]
    yield Line([*flat(standing("Bildbeschreibung: ", "kept")), *bare], _OWN, _OWN)


def _only_where_unshown(line: Line, old: Drawable | None, new: Drawable | None) -> Line:
    segments = [
        replace(each, old=None if old else each.old, new=None if new else each.new)
        for each in line.segments
    ]
    left = [each for each in segments if each.old is not None or each.new is not None]
    return replace(
        line, segments=left, old=None if old else line.old, new=None if new else line.new
    )
