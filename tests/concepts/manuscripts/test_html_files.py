"""HTML files as wholes: their charset, what is refused, and no word is lost."""

import random
import time

import pytest

from fortschrift.concepts.manuscripts.errors import Unreadable
from fortschrift.concepts.manuscripts.html.reading import LARGEST, read_html, read_pasted
from fortschrift.concepts.manuscripts.manuscript import Manuscript
from tests.concepts.manuscripts.pages import by_chance
from tests.concepts.manuscripts.texts_of_html import lines
from tests.concepts.manuscripts.tokens import Tokens, mutated, tokens_of

# ---- files


@pytest.mark.parametrize(
    "data",
    [
        "<p>Maßnahme".encode(),
        "<p>Maßnahme".encode("utf-8-sig"),
        "<p>Maßnahme".encode("utf-16"),
        "<p>Maßnahme".encode("cp1252"),
        "<meta charset='x-unknown'><p>Maßnahme".encode("cp1252"),
        "<meta http-equiv=Content-Type content='text/html; charset=macintosh'><p>Maßnahme".encode(
            "mac-roman"
        ),
        "<meta charset=utf-8><p>Maßnahme".encode(),
    ],
)
def test_the_charset_is_found(data: bytes) -> None:
    assert [line.text() for line in read_html(data).lines()] == ["Maßnahme"]


def test_signs_that_no_page_shows_are_left_out() -> None:
    assert [line.text() for line in read_html(b"<p>a\x00b&#1;c").lines()] == ["abc"]


def test_the_head_of_a_clipboard_is_no_text() -> None:
    text = "Version:0.9\r\nStartHTML:0000\r\nEndHTML:0001\r\nSourceURL:https://e.org\r\n<p>a"

    assert [line.text() for line in lines(text)] == ["a"]


@pytest.mark.parametrize(
    ("data", "reason"), [(b"", "empty"), (b" \n", "empty"), (b"a" * (LARGEST + 1), "too_large")]
)
def test_nothing_and_too_much_are_refused(data: bytes, reason: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read_html(data)

    assert refused.value.reason == reason


@pytest.mark.parametrize(
    "piece",
    [
        "<div>", "<ul><li>", "<table><tr><td>", "<b>", "<!--", "<![x", "<!", "<a ", "<a x='", "</",
        "<?", "<p>", "&#", "<a href=#x>", "<script>", "<svg/>",
    ],
)  # fmt: skip
def test_what_never_ends_is_read_soon(piece: str) -> None:
    began = time.process_time()

    found = read_pasted("<p>first</p>" + piece * 20_000 + "last")

    assert next(found.lines()).text() == "first"
    assert time.process_time() - began < 10


# ---- nothing is lost


@pytest.mark.parametrize("seed", range(150))
def test_every_word_of_a_generated_page_comes_back_once(seed: int) -> None:
    tokens = Tokens(seed)
    text = by_chance(tokens)

    assert tokens_of(read_pasted(text)) == tokens.all


@pytest.mark.parametrize("seed", range(50))
def test_no_word_is_lost_where_elements_are_closed_wrongly(seed: int) -> None:
    chance = Tokens(seed)
    tags = [
        "p", "b", "i", "div", "ul", "ol", "li", "table", "tr", "td", "th", "h1", "h2", "span", "a",
        "ins", "del", "section", "dl", "dt", "dd", "br", "xyz",
    ]  # fmt: skip
    text = "".join(
        f" {chance.word()} <{chance.choice(('', '/'))}{chance.choice(tags)}>" for _ in range(400)
    )

    assert tokens_of(read_pasted(text)) == chance.all


def test_a_damaged_page_is_read_and_soon() -> None:
    chance = random.Random(4)
    began = time.process_time()

    for seed in range(40):
        whole = by_chance(Tokens(seed)).encode()
        for _ in range(5):
            assert _is_read(mutated(whole, chance))

    assert time.process_time() - began < 60


def _is_read(data: bytes) -> bool:
    try:
        return isinstance(read_html(data), Manuscript)
    except Unreadable as refused:
        return refused.reason == "empty"
