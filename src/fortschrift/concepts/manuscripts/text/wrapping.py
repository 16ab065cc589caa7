"""Lines of plain text, and whether their ends mean anything: in mails and PDF they do not."""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from fortschrift.concepts.manuscripts.hyphens import joint

_ENDS = re.compile(r"\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
_HYPHENS = ("-", "\u2010", "\u00ad")
_WIDEST = 110  # characters; longer lines are paragraphs
_FEWEST = 4  # lines from which a width can be told
_FULL = 0.75  # of the width: about as long as a full line is at least


class TextLine(NamedTuple):
    """A line as it stands, with its number from 1."""

    number: int
    text: str

    @property
    def said(self) -> str:
        """Give it without blanks at its ends."""
        return self.text.strip()

    @property
    def indent(self) -> int:
        """Count the blanks in front; a tab goes to the next eighth place."""
        expanded = self.text.expandtabs(8)
        return len(expanded) - len(expanded.lstrip())


class Wrapping(NamedTuple):
    """How wide lines are wrapped, 0 for not at all; whether blank lines part the paragraphs."""

    width: int
    is_parted: bool

    def goes_on(self, line: str, following: str) -> bool:
        """Tell whether a paragraph goes on in the following line, by their look alone."""
        if self.width and (self.is_parted or line.endswith(_HYPHENS)):
            return True
        return self.is_filled(line, following)

    def is_filled(self, line: str, following: str) -> bool:
        """Tell whether a line has no room for the first word of the one that follows."""
        if not self.width or not line or not following:
            return False
        return len(line) + 1 + len(following.split(maxsplit=1)[0]) > 0.92 * self.width


def lines_of(text: str) -> list[TextLine]:
    """Part a text into its lines."""
    return [TextLine(number, line) for number, line in enumerate(_ENDS.split(text), start=1)]


def wrapping_of(lines: Sequence[TextLine]) -> Wrapping:
    """Tell how a text is wrapped: most lines that another one follows are about equally long."""
    followed = [
        len(line.said)
        for line, following in pairwise(lines)
        if line.said and following.said and not ("\t" in line.said or "|" in line.said)
    ]
    said = [at for at, line in enumerate(lines) if line.said]
    blank = said[-1] - said[0] + 1 - len(said) if said else 0
    is_parted = 25 * blank >= len(said)
    if len(followed) < _FEWEST:
        return Wrapping(0, is_parted)
    width = sorted(followed)[int(0.98 * len(followed))]
    full = sum(_FULL * width <= length for length in followed)
    is_wrapped = 30 <= width <= _WIDEST and 2 * full > len(followed)
    return Wrapping(width if is_wrapped else 0, is_parted)


def ends_in_word(line: str) -> bool:
    """Tell whether a hyphen at the end parts a word, which no title ends with.

    >>> ends_in_word("Sprach-"), ends_in_word("Kurse -")
    (True, False)
    """
    return line.endswith(_HYPHENS) and line[-2:-1].isalpha()


def paragraph_of(lines: Sequence[str]) -> str:
    """Join the lines of a paragraph; hyphens that only part a word at its end are undone.

    >>> paragraph_of(["Die Stadt fördert Klima-", "schutz und", "Kultur."])
    'Die Stadt fördert Klimaschutz und Kultur.'
    """
    parts = [lines[0].strip()]
    for each in lines[1:]:
        following = each.strip()
        if parts[-1].endswith("\u00ad"):
            parts[-1] = parts[-1][:-1] + "-"
        end, between = joint(parts[-1], following)
        parts[-1] = end + between
        parts.append(following)
    return "".join(parts)
