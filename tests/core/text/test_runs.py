"""Inline text: what may come in, normal form, cutting."""

from unicodedata import combining, normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fortschrift.core.text import (
    BOLD,
    ITALIC,
    SUBSCRIPT,
    SUPERSCRIPT,
    EmptyRun,
    InlineText,
    Mark,
    RefusedCharacter,
    RefusedLink,
    RefusedMarks,
    Run,
    WrongRange,
    cut,
    footnote,
    footnotes,
    inline,
    intake,
    intake_runs,
    joined,
    length,
    link,
    marked,
    normal,
    plain,
)
from fortschrift.core.text.runs import is_normal
from tests.core.text.growing import node_id
from tests.core.text.strategies import any_text, inline_texts, is_char

ADMITTED = "".join(chr(code) for code in range(0x110000) if is_char(code))
REFUSED = [code for code in range(0x110000) if not is_char(code) and code != 0xD]


def test_every_character_of_xml_is_admitted_and_means_nothing_but_itself() -> None:
    given = "x".join(ADMITTED)  # no letter carries many signs

    taken = intake(given)

    assert taken == normalize("NFC", given)
    assert plain(inline(given)) == taken


def test_every_other_character_is_refused_with_its_position() -> None:
    for code in REFUSED:
        with pytest.raises(RefusedCharacter) as caught:
            intake(f"Ziel\r\n{chr(code)}")
        assert (caught.value.position, caught.value.code_point) == (6, code)
        with pytest.raises(RefusedCharacter):
            Run(f"Ziel{chr(code)}")


@given(any_text)
def test_intake_is_done_once_for_all(text: str) -> None:
    try:
        taken = intake(text)
    except RefusedCharacter as error:
        assert text[error.position] == chr(error.code_point)
        assert not is_char(error.code_point)
        assert all(is_char(ord(sign)) or sign == "\r" for sign in text[: error.position])
    else:
        assert intake(taken) == taken
        assert "\r" not in taken


@given(st.lists(st.tuples(any_text, st.sampled_from([(), (BOLD,), (BOLD, ITALIC)])), max_size=4))
def test_text_in_pieces_comes_in_as_the_same_text_in_one(
    pieces: list[tuple[str, tuple[Mark, ...]]],
) -> None:
    whole = "".join(text for text, _ in pieces)
    try:
        wanted = intake(whole)
    except RefusedCharacter:
        with pytest.raises(RefusedCharacter) as caught:
            intake_runs(pieces)
        assert whole[caught.value.position] == chr(caught.value.code_point)
    else:
        taken = intake_runs(pieces)
        assert normalize("NFC", plain(taken)) == wanted
        assert is_normal(taken)


@pytest.mark.parametrize(
    ("letter", "rest", "wanted", "left"),
    [
        ("Fo", "\u0308rderung", "Fö", "rderung"),  # composes with its letter
        ("\u0645", "\u064f\u0650\u0647", "\u0645\u064f\u0650", "\u0647"),  # never composes
        ("\u1112", "\u1161\u11ab\u1100", "\ud55c", "\u1100"),  # letters that compose
    ],
)
def test_signs_at_the_start_of_a_piece_join_the_letter_before_them(
    letter: str, rest: str, wanted: str, left: str
) -> None:
    taken = intake_runs([(letter, (BOLD,)), (rest, ())])

    assert taken == (Run(wanted, (BOLD,)), Run(left))


@pytest.mark.parametrize(
    ("texts", "wanted"),
    [
        (("a\r", "\nb"), ("a\n", "b")),
        (("a\r", "", "\n", "b"), ("a\n", "b")),
        (("a\r", "b\r", "\n\n"), ("a\n", "b\n", "\n")),
    ],
)
def test_a_line_end_in_two_pieces_is_one_line_end(texts: tuple[str], wanted: tuple[str]) -> None:
    marks = [(BOLD,) if at % 2 else () for at, _ in enumerate(texts)]

    taken = intake_runs(zip(texts, marks, strict=True))

    assert plain(taken) == intake("".join(texts)) == "".join(wanted)
    assert tuple(run.text for run in taken) == wanted


#: A letter with 30 signs, written in several ways.
LOADED = (
    "a" + "\u0301\u0323" * 15,
    "\u1ed9" + "\u0301\u0323" * 14,  # o with two signs
    "a" + "\u0344" * 15,  # two signs in one
    "\u0f40" + "\u0f73" * 15,  # two signs in one that does not count as any
    "\u0958" + "\u0301" * 29,  # taken apart by normal form C
)


@pytest.mark.parametrize("loaded", LOADED)
@pytest.mark.parametrize("sign", ["\u0301", "\u0344", "\u0f71"])
def test_a_letter_carries_thirty_signs_and_the_next_one_is_refused(loaded: str, sign: str) -> None:
    before = "Ä\u0301\r\n…"
    assert intake(intake(before + loaded)) == intake(before + loaded)

    for taking in (
        lambda: intake(before + loaded + sign * 2000 + "ß"),
        lambda: intake_runs([(before, ()), (loaded, (BOLD,)), *[(sign, ())] * 2000]),
    ):
        with pytest.raises(RefusedCharacter) as caught:
            taking()
        assert caught.value.position == len(before + loaded)
        assert caught.value.code_point == ord(sign)


def test_signs_are_counted_alike_in_every_normal_form() -> None:
    for sign in ADMITTED:
        parts = normalize("NFD", sign)
        signs = sum(map(bool, map(combining, parts)))
        # What the search for rows of signs takes for granted.
        assert signs <= (2 if combining(parts[0]) else 3)
        assert not (combining(parts[0]) and (sign.isalnum() or sign.isspace()))


@given(inline_texts(), st.data())
def test_cutting_keeps_each_character_with_its_marks(text: InlineText, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, length(text)))
    end = data.draw(st.integers(start, length(text)))

    before, within, after = cut(text, 0, start), cut(text, start, end), cut(text, end, length(text))

    assert _characters(within) == _characters(text)[start:end]
    assert joined(before, within, after) == text


@given(inline_texts())
def test_normal_form_is_one_value_for_one_text(text: InlineText) -> None:
    torn = [(sign, tuple(reversed(marks))) for sign, marks in _characters(text)]

    assert normal(torn) == text
    assert is_normal(text)


@given(inline_texts(), st.data())
def test_a_mark_lies_on_its_range_and_nowhere_else(text: InlineText, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, length(text)))
    end = data.draw(st.integers(start, length(text)))
    bare = normal((run.text, ()) for run in text)

    bold = marked(bare, start, end, BOLD)

    carries = [marks == (BOLD,) for _, marks in _characters(bold)]
    assert carries == [start <= position < end for position in range(length(text))]


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (3, 2), (0, 8)])
def test_a_range_outside_the_text_is_refused(start: int, end: int) -> None:
    with pytest.raises(WrongRange) as caught:
        cut(inline("Bildung"), start, end)

    assert (caught.value.start, caught.value.end, caught.value.length) == (start, end, 7)


@pytest.mark.parametrize(
    ("given_link", "wanted"),
    [
        ("https://www.wolfenbuettel.de/Büro?a=1#x", "https://www.wolfenbuettel.de/Büro?a=1#x"),
        (" HTTP://example.org ", "http://example.org"),
        ("mailto:integration@example.org", "mailto:integration@example.org"),
    ],
)
def test_links_to_pages_and_mailboxes_are_taken(given_link: str, wanted: str) -> None:
    assert link(given_link) == Mark("link", wanted)


@pytest.mark.parametrize(
    "href",
    [
        "javascript:alert(1)",
        "java\nscript:alert(1)",
        "data:text/html,x",
        "ftp://example.org",
        "//example.org",
        "/seite",
        "https:",
        "https://",
        "https:///x",
        'https://example.org/"onclick',
        "https://example.org/<b>",
        "https://example.org\\@evil",
        "https://exam ple.org",
        "mailto:",
        "mailto:nobody",
        "",
    ],
)
def test_other_links_are_refused(href: str) -> None:
    with pytest.raises(RefusedLink):
        link(href)


@pytest.mark.parametrize(
    "marks",
    [
        (ITALIC, BOLD),
        (BOLD, BOLD),
        (SUBSCRIPT, SUPERSCRIPT),
        (link("https://a.example"), link("https://b.example")),
    ],
)
def test_marks_that_cannot_stand_together_are_refused(marks: tuple[Mark, ...]) -> None:
    with pytest.raises(RefusedMarks):
        Run("x", marks)


@pytest.mark.parametrize("value", [("bold", "x"), ("link", ""), ("footnote", "7"), ("blink", "")])
def test_marks_that_do_not_exist_are_refused(value: tuple[str, str]) -> None:
    with pytest.raises(RefusedMarks):
        Mark(*value)  # type: ignore[arg-type]


def test_an_empty_run_is_refused() -> None:
    with pytest.raises(EmptyRun):
        Run("")
    assert inline("") == ()


def test_a_footnote_is_printed_where_its_last_word_ends() -> None:
    one, other = footnote(node_id(1)), footnote(node_id(2))
    text = joined(
        inline("Wer "), inline("ein", one, BOLD), inline("wandert", one), inline(" bleibt", other)
    )

    assert footnotes(text) == ((14, node_id(1)), (21, node_id(2)))


def _characters(text: InlineText) -> list[tuple[str, tuple[Mark, ...]]]:
    return [(sign, run.marks) for run in text for sign in run.text]
