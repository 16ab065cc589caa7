"""White space as OpenDocument and HTML have it: any stretch of it is one space."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from fortschrift.concepts.manuscripts.manuscript import Words, joined

_SPACE = re.compile(r"[ \t\n\r\f]+")


class Piece(NamedTuple):
    """Words with their white space as the file has it; ``kept`` tells that it means itself."""

    words: Words
    kept: bool = False


def settled(pieces: Iterable[Piece]) -> tuple[Words, ...]:
    """Make the words of a paragraph of its pieces: no space at its ends, none twice."""
    words: list[Words] = []
    last = "\n"
    for each, kept in pieces:
        text = each.text if kept else _SPACE.sub(" ", each.text)
        if not kept and text.startswith(" ") and last in " \n":
            text = text[1:]
        if text or each.note:
            words.append(each._replace(text=text))
            last = text[-1:] or "|"
    if words and not words[-1].note and last in " \n":
        words[-1] = words[-1]._replace(text=words[-1].text.rstrip(" \n"))
    return joined(each for each in words if each.text or each.note)
