"""Pieces of a text as HTML: what went and came, to be seen and to be heard.

What is said about the words is in the language of the page; the words stay in theirs.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fortschrift.concepts.rendering.said import segments
from fortschrift.core.text.comparison.shown import Piece, Pieces
from fortschrift.core.text.runs import InlineText, Mark, Marks
from fortschrift.web.content import interface_lang

_TAGS = {"bold": "strong", "italic": "em", "superscript": "sup", "subscript": "sub"}
_NAMES = {
    "bold": gettext_lazy("fett"),
    "italic": gettext_lazy("kursiv"),
    "superscript": gettext_lazy("hochgestellt"),
    "subscript": gettext_lazy("tiefgestellt"),
    "footnote": gettext_lazy("mit Fußnote"),
}
_HEARD = {
    "deleted": ("del", gettext_lazy("gestrichen:")),
    "inserted": ("ins", gettext_lazy("eingefügt:")),
    "moved_away": ("del", gettext_lazy("an andere Stelle verschoben:")),
    "moved_here": ("ins", gettext_lazy("von anderer Stelle hierher verschoben:")),
}


@dataclass(frozen=True, slots=True)
class InlineWriter:
    """Writes pieces; `notes` numbers the footnotes by the id of their node."""

    notes: Mapping[str, int]
    prefix: str

    def write(self, pieces: Pieces, anchor: str) -> str:
        """Write a text; `anchor` begins the ids at the ends of moved words."""
        calls = _last_calls(pieces)
        before = (None, *pieces)
        return "".join(
            _seam(previous, piece) + self._piece(piece, anchor, calls.get(number, {}))
            for number, (previous, piece) in enumerate(zip(before, pieces, strict=False))
        )

    def _piece(self, piece: Piece, anchor: str, calls: "Calls") -> str:
        if piece.kind == "kept":
            return self._runs(piece.new, calls)
        if piece.kind == "formatted":
            return self._formatted(piece, calls)
        tag, heard = _HEARD[piece.kind]
        inside = heard_only(f"{heard} ") + self._runs(piece.old or piece.new, calls)
        attributes = ""
        if piece.move is not None:
            attributes, link = _ends_of_move(piece, anchor)
            inside += link
        end = heard_only(f" {_('(Ende)')} ")
        return f"<{tag}{attributes}>{inside}{end}</{tag}>"

    def _formatted(self, piece: Piece, calls: "Calls") -> str:
        """Write words under their new marks, and say which marks they had."""
        written = []
        for number, (text, old, new) in enumerate(segments(piece)):
            before = _("vorher %(marks)s") % {"marks": _said(old)}
            heard = heard_only(f"{_('anders formatiert')}, {before}: ")
            marks = escape(json.dumps([[mark.kind, mark.value] for mark in old]))
            inside = self._run(text, new, calls.get(number, []))
            written.append(
                f'<span class="fs-formatted" title="{escape(before)}"'
                f' data-old-marks="{marks}">{heard}{inside}</span>'
            )
        return "".join(written)

    def _runs(self, text: InlineText, calls: "Calls") -> str:
        return "".join(
            self._run(run.text, run.marks, calls.get(number, [])) for number, run in enumerate(text)
        )

    def _run(self, text: str, marks: Marks, calls: list[str]) -> str:
        written = escape(text).replace("\n", "<br>")
        for mark in marks:
            written = _marked(mark, written)
        return written + "".join(self._call(note) for note in calls if note in self.notes)

    def _call(self, note: str) -> str:
        number = self.notes[note]
        called = _("Fußnote %(number)d") % {"number": number}
        return (
            f'<sup class="fs-call"><a href="#{self.prefix}{note}"{interface_lang()}'
            f' aria-label="{escape(called)}">{number}</a></sup>'
        )


def _seam(before: Piece | None, after: Piece) -> str:
    """Part words that went from words that came in their place; the space is no part of either."""
    if before is None or not {before.kind, after.kind} <= _HEARD.keys():
        return ""
    last, first = _words(before)[-1:], _words(after)[:1]
    return "" if last.isspace() or first.isspace() else '<span class="fs-seam"> </span>'


def _words(piece: Piece) -> str:
    return "".join(run.text for run in piece.old or piece.new)


def heard_only(words: str) -> str:
    """Write words for screen readers, which pass over ins and del in silence."""
    return f'<span class="kern-sr-only"{interface_lang()}>{escape(words)}</span>'


Calls = dict[int, list[str]]


def _last_calls(pieces: Pieces) -> dict[int, Calls]:
    """Find where each footnote is called: behind the last words that carry it."""
    last: dict[str, tuple[int, int]] = {}
    for number, piece in enumerate(pieces):
        shown = (
            [marks for _, _, marks in segments(piece)]
            if piece.kind == "formatted"
            else [run.marks for run in piece.new or piece.old]
        )
        for place, marks in enumerate(shown):
            last |= {mark.value: (number, place) for mark in marks if mark.kind == "footnote"}
    calls: dict[int, Calls] = {}
    for note, (number, place) in last.items():
        calls.setdefault(number, {}).setdefault(place, []).append(note)
    return calls


def _marked(mark: Mark, written: str) -> str:
    if mark.kind == "link":
        return f'<a href="{escape(mark.value)}">{written}</a>'
    if mark.kind == "footnote":
        return f'<span data-note="{escape(mark.value)}">{written}</span>'
    return f"<{_TAGS[mark.kind]}>{written}</{_TAGS[mark.kind]}>"


def _said(marks: Marks) -> str:
    """Name marks."""
    names = [
        str(_NAMES[mark.kind]) if mark.kind in _NAMES else _("Link auf %(to)s") % {"to": mark.value}
        for mark in marks
    ]
    return ", ".join(names) or _("ohne Auszeichnung")


def _ends_of_move(piece: Piece, anchor: str) -> tuple[str, str]:
    """Give the attributes of one end of moved words, and the link to the other end."""
    away, here = f"{anchor}-weg-{piece.move}", f"{anchor}-hierher-{piece.move}"
    own, other, words = (
        (away, here, _("neue Stelle"))
        if piece.kind == "moved_away"
        else (here, away, _("alte Stelle"))
    )
    link = f' <a class="fs-partner" href="#{other}"{interface_lang()}>{escape(words)}</a>'
    return f' class="fs-moved" id="{own}"', link
