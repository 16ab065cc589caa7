"""The small notation of the demo's texts becomes marks, and nothing else does."""

from uuid import UUID

import pytest

from fortschrift.core.text import NodeId, RefusedLink, footnotes, plain
from fortschrift.demo.inline import inline_text, notes_in

NOTE = NodeId(UUID(int=7))


def marks(text: str) -> list[tuple[str, list[str]]]:
    return [
        (run.text, [mark.kind for mark in run.marks]) for run in inline_text(text, lambda key: NOTE)
    ]


@pytest.mark.parametrize(("text", "expected"), [
    ("schlicht", [("schlicht", [])]),
    ("*kursiv* und **fett**", [("kursiv", ["italic"]), (" und ", []), ("fett", ["bold"])]),
    ("die [Seite](https://example.org/a)", [("die ", []), ("Seite", ["link"])]),
    ("5 * 3 = 15", [("5 * 3 = 15", [])]),
    (r"\*kein Kursiv\*", [("*kein Kursiv*", [])]),
    ("ein Sprung.[^fn] Weiter", [("ein ", []), ("Sprung.", ["footnote"]), (" Weiter", [])]),
    ("**fett**[^fn]", [("fett", ["bold", "footnote"])]),
    ("", []),
])  # fmt: skip
def test_marks(text: str, expected: list[tuple[str, list[str]]]) -> None:
    assert marks(text) == expected


def test_a_footnote_lies_on_the_word_before_it() -> None:
    text = inline_text("Ein Drittel.[^fn-a] Und mehr.", lambda key: NOTE)

    assert plain(text) == "Ein Drittel. Und mehr."
    assert footnotes(text) == ((len("Ein Drittel."), NOTE),)
    assert notes_in("Ein Drittel.[^fn-a] Und[^fn-b]") == ["fn-a", "fn-b"]


def test_a_link_that_runs_code_is_refused() -> None:
    with pytest.raises(RefusedLink):
        inline_text("[hier](javascript:alert(1))", lambda key: NOTE)
