"""Pictures of ours in a file that came back: lines that say what the picture shows.

So the description of an image is compared, struck, put in and moved like the words of any node.
Pictures of others stay pictures.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from fortschrift.concepts.manuscripts.manuscript import (
    Block,
    Line,
    Manuscript,
    Picture,
    Row,
    Table,
    Words,
)
from fortschrift.concepts.rendering.anchors import PICTURE, TEXT, read_anchor
from fortschrift.concepts.rendering.styles import PICTURE_LINES


def with_pictures_as_lines(manuscript: Manuscript, went_out: Manuscript) -> Manuscript:
    """Let each picture that the file went out with be a line with its description."""
    ours = {each.name for each in _ours(went_out)}

    def flow(blocks: Iterable[Block]) -> Iterator[Block]:
        for block in blocks:
            if isinstance(block, Picture) and block.name in ours:
                yield _line(block)
            elif isinstance(block, Table):
                yield replace(block, rows=tuple(map(row, block.rows)))
            else:
                yield block

    def row(given: Row) -> Row:
        cells = (replace(cell, blocks=tuple(flow(cell.blocks))) for cell in given.cells)
        return replace(given, cells=tuple(cells))

    notes = {key: tuple(flow(inside)) for key, inside in manuscript.notes.items()}
    return replace(manuscript, blocks=tuple(flow(manuscript.blocks)), notes=notes)


def exchanged_pictures(went_out: Manuscript, came_back: Manuscript) -> list[Picture]:
    """Find the pictures of ours that are no longer those that went out.

    Whose another picture is, no file says; so it is not taken. One that a program only made
    smaller looks like another.
    """
    sent = {each.name: each.digest for each in _ours(went_out)}
    return [
        each
        for each in _pictures(came_back.blocks)
        if sent.get(each.name, each.digest) != each.digest
    ]


def _ours(went_out: Manuscript) -> Iterator[Picture]:
    for blocks in (went_out.blocks, *went_out.notes.values()):
        for each in _pictures(blocks):
            if (anchor := read_anchor(each.name)) and anchor.part == PICTURE:
                yield each


def _pictures(blocks: Iterable[Block]) -> Iterator[Picture]:
    for block in blocks:
        if isinstance(block, Picture):
            yield block
        elif isinstance(block, Table):
            for cell in (cell for row in block.rows for cell in row.cells):
                yield from _pictures(cell.blocks)


def _line(picture: Picture) -> Line:
    words = Words(picture.description, tracked=picture.tracked)
    name = picture.name.removesuffix(PICTURE) + TEXT
    return Line(picture.place, (words,), PICTURE_LINES, anchors=(name,))


def is_picture(line: Line) -> bool:
    """Tell whether a line is a picture of ours."""
    return line.style == PICTURE_LINES and any(name.endswith(f"_{TEXT}") for name in line.anchors)
