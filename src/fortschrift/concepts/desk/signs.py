r"""Words with marks in plain signs, for a text field: what a keyboard has and people can learn.

`**bold**`, `_italic_`, `^superscript^`, `~subscript~`, `[words](https://...)`, and `[words][^1]`
for words with footnote 1.  A sign with a backslash before it is only a sign; one without a partner
as well, so that nobody loses words for not knowing this.

>>> written((Run("Deutsch "), Run("lernen", (BOLD,))), {})
'Deutsch **lernen**'
>>> read(r"2 \* 3 = **sechs**", {})
(Run(text='2 * 3 = ', marks=()), Run(text='sechs', marks=(Mark(kind='bold', value=''),)))
"""

import re
from collections.abc import Mapping
from contextlib import suppress

from fortschrift.core.text import (
    BOLD,
    ITALIC,
    SUBSCRIPT,
    SUPERSCRIPT,
    InlineText,
    Mark,
    NodeId,
    footnote,
    intake_runs,
    link,
)
from fortschrift.core.text.errors import IntakeError
from fortschrift.core.text.runs import Piece

Marks = tuple[Mark, ...]

_SIGN_OF = {"bold": "**", "italic": "_", "superscript": "^", "subscript": "~"}
_PAIRS = {"**": BOLD, "_": ITALIC, "^": SUPERSCRIPT, "~": SUBSCRIPT}
_SIGNS = re.compile(r"[\\*_^~\[\]]")
_TOKEN = re.compile(
    r"\\(?P<plain>[\\*_^~\[\]{}|.)(#-])|(?P<sign>\*\*|_|\^|~)|(?P<open>\[)"
    r"|(?P<close>\](?:\((?P<href>[^\s()<>]*(?:\([^\s()<>]*\)[^\s()<>]*)*)\)|\[\^(?P<note>\d{1,4})\]))"
)
_OUTER = ("link", "footnote", "bold", "italic", "superscript", "subscript")


def written(text: InlineText, numbers: Mapping[NodeId, int]) -> str:
    """Write words with their marks; `numbers` are those of the notes."""
    said: list[str] = []
    open_: list[Mark] = []
    names = {str(note): number for note, number in numbers.items()}
    for run in (*text, None):
        marks = _ordered(run.marks, names) if run else []
        while marks[: len(open_)] != open_:
            said.append(_closing(open_.pop(), names))
        for mark in marks[len(open_) :]:
            said.append(_opening(mark))
            open_.append(mark)
        said.append(_SIGNS.sub(r"\\\g<0>", run.text) if run else "")
    return "".join(said)


def read(text: str, notes: Mapping[int, NodeId]) -> InlineText:
    """Read words with signs; `notes` are the notes by their numbers.

    Raises RefusedCharacter for what is no text.
    """
    return intake_runs(_Reader(text, notes).pieces())


def _ordered(marks: Marks, names: Mapping[str, int]) -> list[Mark]:
    known = (each for each in marks if each.kind != "footnote" or each.value in names)
    return sorted(known, key=lambda each: (_OUTER.index(each.kind), each.value))


def _opening(mark: Mark) -> str:
    return _SIGN_OF.get(mark.kind, "[")


def _closing(mark: Mark, names: Mapping[str, int]) -> str:
    if mark.kind == "link":
        return f"]({mark.value})"
    if mark.kind == "footnote":
        return f"][^{names[mark.value]}]"
    return _SIGN_OF[mark.kind]


class _Reader:
    """Finds the partner of each sign; what has none is a word like any other."""

    def __init__(self, text: str, notes: Mapping[int, NodeId]) -> None:
        self.text, self.notes = text, notes
        self.tokens = list(_TOKEN.finditer(text))
        self.marks: dict[int, tuple[int, Mark]] = {}

    def pieces(self) -> list[Piece]:
        self._pair()
        pieces: list[Piece] = []
        open_: list[tuple[int, Mark]] = []
        at = 0
        for number, token in enumerate(self.tokens):
            pieces.append((self.text[at : token.start()], _of(open_)))
            at = token.end()
            if token["plain"]:
                pieces.append((token["plain"], _of(open_)))
            elif number in self.marks:
                partner, mark = self.marks[number]
                if partner > number:
                    open_.append((partner, mark))
                else:
                    open_ = [each for each in open_ if each[0] != number]
            else:
                pieces.append((token.group(), _of(open_)))
        pieces.append((self.text[at:], _of(open_)))
        return pieces

    def _pair(self) -> None:
        """Pair opening and closing signs; what crosses another pair closes that one first."""
        pending: list[tuple[str, int]] = []
        for number, token in enumerate(self.tokens):
            if token["open"]:
                pending.append(("[", number))
            elif token["close"]:
                self._close("[", number, self._mark_of(token), pending)
            elif sign := token["sign"]:
                if any(each == sign for each, _ in pending):
                    self._close(sign, number, _PAIRS[sign], pending)
                else:
                    pending.append((sign, number))

    def _close(
        self, sign: str, number: int, mark: Mark | None, pending: list[tuple[str, int]]
    ) -> None:
        places = [at for at, (each, _) in enumerate(pending) if each == sign]
        if not places or mark is None:
            return
        _, opening = pending[places[-1]]
        del pending[places[-1] :]
        self.marks[opening] = (number, mark)
        self.marks[number] = (opening, mark)

    def _mark_of(self, token: re.Match[str]) -> Mark | None:
        if token["note"]:
            note = self.notes.get(int(token["note"]))
            return footnote(note) if note is not None else None
        with suppress(IntakeError):
            return link(token["href"])
        return None


def _of(open_: list[tuple[int, Mark]]) -> Marks:
    """Give the marks that lie here; of two that exclude each other the inner one."""
    found: dict[str, Mark] = {}
    for _, mark in open_:
        if mark in (SUBSCRIPT, SUPERSCRIPT):
            found["script"] = mark
        else:
            found[mark.kind + (mark.value if mark.kind == "footnote" else "")] = mark
    return tuple(found.values())
