"""The text of a concept on the page: complete, escaped, readable for eye and ear."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fortschrift.web.prose import Block, Footnote, Run, render_prose, render_runs
from fortschrift.web.shapes import Fact


@given(st.text())
def test_any_text_stays_text(text: str) -> None:
    html = render_runs([Run(text)]).replace("<br>\n", "")

    assert "<" not in html
    assert ">" not in html


def test_a_line_break_is_one_in_paragraphs_items_cells_notes_and_attributes() -> None:
    run = Run("Montag\nDienstag")
    table = Block("table", children=[Block("row", children=[Block("cell", [run])])])
    listed = Block("list", children=[Block("item", [run])])
    goal = Block("section", [Run("Ziel")], facts=[Fact("Zeiten", "Montag\nDienstag")])
    blocks = [Block("paragraph", [run]), Block("wording", [run]), listed, table, goal]

    html = render_prose(blocks, [Footnote("n", [run])])

    assert html.count("Montag<br>\nDienstag") == 6


def test_headings_follow_the_depth_and_end_at_six() -> None:
    block = Block("section", [Run("innen")])
    for _ in range(7):
        block = Block("section", [Run("außen")], [block])

    html = render_prose([block])

    assert re.findall(r"<h(\d)", html) == ["2", "3", "4", "5", "6", "6", "6", "6"]


def test_footnotes_lead_there_and_back() -> None:
    text = Block("paragraph", [Run("Wort", footnote="n"), Run(" und noch einmal", footnote="n")])

    html = render_prose([text], [Footnote("n", [Run("Erklärung")])])

    assert html.count('href="#note-1"') == 2
    assert html.count('id="ruf-1"') == 1
    assert 'id="note-1"' in html
    assert 'href="#ruf-1"' in html


def test_a_note_nothing_calls_has_no_way_back() -> None:
    html = render_prose([], [Footnote("n", [Run("Erklärung")])])

    assert "Erklärung" in html
    assert "#ruf-1" not in html


def test_a_call_without_its_note_is_an_error() -> None:
    with pytest.raises(KeyError):
        render_prose([Block("paragraph", [Run("Wort", footnote="fehlt")])])


def test_changes_are_spoken() -> None:
    html = render_runs([Run("alt", frozenset({"del"})), Run("neu", frozenset({"ins"}))])

    assert '<del><span class="kern-sr-only">gestrichen: </span>alt' in html
    assert '<ins><span class="kern-sr-only">eingefügt: </span>neu' in html


def test_lists_nest_and_keep_their_first_number() -> None:
    inner = Block("list", children=[Block("item", [Run("innen")])])
    outer = Block("list", children=[Block("item", [Run("außen")], [inner])], ordered=True, start=3)

    html = render_prose([outer])

    assert html == (
        '<ol start="3" class="fs-list"><li>außen<ul class="fs-list"><li>innen</li></ul></li></ol>'
    )


def test_header_cells_say_what_they_are_the_header_of() -> None:
    head = Block("row", children=[Block("cell", [Run("Jahr")], columns=2)], header=True)
    body = Block("row", children=[Block("cell", [Run("2018")], header=True), Block("cell")])

    html = render_prose([Block("table", [Run("Kurse")], [head, body])])

    assert '<th scope="col" colspan="2">Jahr</th>' in html
    assert '<th scope="row">2018</th><td></td>' in html
    assert "<caption>Kurse</caption>" in html


def test_a_passage_in_arabic_is_set_from_right_to_left() -> None:
    html = render_prose([Block("paragraph", [Run("مرحبا")], lang="ar")])

    assert '<div class="fs-paragraph" lang="ar" dir="rtl">' in html


def test_a_number_is_a_label_before_the_heading() -> None:
    html = render_prose([Block("section", [Run("Bildung")], number="Handlungsfeld 1")])

    assert '<span class="fs-node__number">Handlungsfeld 1</span> Bildung' in html
