"""The small inline notation of the demo's texts, turned into runs with marks.

``*kursiv*``, ``**fett**``, ``[Linktext](https://…)`` and ``[^key]``, the reference to a footnote;
a backslash takes the meaning from the sign behind it.  The notation lives in the demo's files
only: the text model keeps marks as properties.
"""

import re
from collections.abc import Callable, Iterator

from fortschrift.core.text import (
    BOLD,
    ITALIC,
    InlineText,
    Mark,
    NodeId,
    footnote,
    intake_runs,
    link,
)

Piece = tuple[str, tuple[Mark, ...]]

_TOKEN = re.compile(
    r"\\(?P<plain>[*\[\]\\])"
    r"|\*\*(?P<bold>[^*]+)\*\*"
    r"|\*(?P<italic>[^*]+)\*"
    r"|\[\^(?P<note>[a-z0-9-]+)\]"
    r"|\[(?P<label>[^\]]+)\]\((?P<href>[^)\s]+)\)"
)
_LAST_WORD = re.compile(r"\S+\Z")


def inline_text(text: str, note_id: Callable[[str], NodeId]) -> InlineText:
    """Read one text; raises IntakeError for links and characters that cannot stand.

    >>> [(run.text, [mark.kind for mark in run.marks]) for run in inline_text("a *b*", print)]
    [('a ', []), ('b', ['italic'])]
    """
    pieces: list[Piece] = []
    for kind, content, target in _tokens(text):
        if kind == "note":
            pieces = _with_note(pieces, footnote(note_id(content)))
        else:
            marks = {"bold": (BOLD,), "italic": (ITALIC,)}.get(kind, ())
            pieces.append((content, (link(target),) if kind == "label" else marks))
    return intake_runs(pieces)


def notes_in(text: str) -> list[str]:
    """List the keys of the footnotes a text refers to."""
    return [match["note"] for match in _TOKEN.finditer(text) if match["note"]]


def _tokens(text: str) -> Iterator[tuple[str, str, str]]:
    at = 0
    for match in _TOKEN.finditer(text):
        if match.start() > at:
            yield "plain", text[at : match.start()], ""
        kind = next(name for name in match.groupdict() if match[name] is not None)
        yield kind, match[kind], match["href"] or ""
        at = match.end()
    if at < len(text):
        yield "plain", text[at:], ""


def _with_note(pieces: list[Piece], mark: Mark) -> list[Piece]:
    """Lay the mark of a footnote on the last word, because a mark needs characters to lie on."""
    if not pieces:
        return []
    text, marks = pieces[-1]
    word = _LAST_WORD.search(text)
    start = word.start() if word else 0
    head: list[Piece] = [(text[:start], marks)] if start else []
    return [*pieces[:-1], *head, (text[start:], (*marks, mark))]
