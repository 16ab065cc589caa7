"""Marks of new words in brackets behind them: "das Wort „a“ (fett)"."""

from collections.abc import Iterator

from fortschrift.core.text.instructions.grammar import enumerated, quoted
from fortschrift.core.text.runs import InlineText, Marks

_NAMES = {
    "bold": "fett",
    "italic": "kursiv",
    "superscript": "hochgestellt",
    "subscript": "tiefgestellt",
    "footnote": "mit einer Fußnote",
}


def remark(words: InlineText) -> str:
    """Say which marks words have, one by one if not all have the same; "" for none.

    >>> from fortschrift.core.text.runs import BOLD, inline, joined
    >>> remark(inline("Sprache", BOLD))
    ' (fett)'
    >>> remark(joined(inline("Sprache und "), inline("Schrift", BOLD)))
    ' („Schrift“ fett)'
    """
    said = [(run.text.strip(), enumerated([*_named(run.marks)])) for run in words]
    said = [(text, marks) for text, marks in said if text]
    kinds = {marks for _, marks in said}
    if kinds <= {""}:
        return ""
    if len(kinds) == 1:
        return f" ({kinds.pop()})"
    return f" ({'; '.join(f'{quoted(text)} {marks}' for text, marks in said if marks)})"


def _named(marks: Marks) -> Iterator[str]:
    for mark in marks:
        yield _NAMES.get(mark.kind) or f"mit einem Link auf {mark.value}"
