"""What LibreOffice made of our Word file is read as what it truly says (files/README.md)."""

from pathlib import Path

import pytest
from benchmarks._concept_pieces import AUTHORS, Exchanged, Text, concept
from benchmarks._import_scores import brought_in, right_share, words_lost

from fortschrift.concepts.manuscripts.manuscript import Manuscript
from fortschrift.concepts.manuscripts.opening import read
from fortschrift.core.text import plain

MADE = concept(56, fields=2, goals=3)


def office(kind: str) -> Manuscript:
    return read((Path(__file__).parent / "files" / f"office.{kind}").read_bytes())


@pytest.mark.parametrize("kind", ["docx", "odt", "html", "pdf"])
def test_elements_stand_on_their_level_under_their_parent(kind: str) -> None:
    assert right_share(MADE.elements, brought_in(office(kind))) == 1


@pytest.mark.parametrize("kind", ["docx", "odt", "html", "pdf"])
def test_no_word_is_lost(kind: str) -> None:
    found = office(kind)

    assert not words_lost(found, brought_in(found))


@pytest.mark.parametrize("kind", ["docx", "odt", "html", "pdf"])
def test_notes_and_sheets_come_along(kind: str) -> None:
    found = brought_in(office(kind))

    notes = [each.note for each in MADE.pieces if isinstance(each, Text) and each.note]
    there = [state for state in found.tree if state.kind == "note"]
    said = ["".join(plain(each.text) for each in found.tree.children(state.id)) for state in there]
    assert sorted(said) == sorted(notes)
    leads = [state for state in found.tree if state.attribute("federfuehrung")]
    assert len(leads) == sum(each.level == 3 for each in MADE.elements)
    assert {state.attribute("kosten") for state in leads} == {500000}


@pytest.mark.parametrize("kind", ["docx", "odt"])
def test_tracked_changes_keep_their_authors_and_both_texts(kind: str) -> None:
    changes = [each for each in MADE.pieces if isinstance(each, Exchanged)]

    found = [
        (words.tracked.kind, words.tracked.author, words.text)
        for line in office(kind).lines()
        for words in line.words
        if words.tracked
    ]

    assert changes and {author for _, author, _ in found} <= set(AUTHORS)
    assert [each for each in found if each[0] == "inserted"] == [
        ("inserted", each.author, each.new) for each in changes
    ]
    assert [each for each in found if each[0] == "deleted"] == [
        ("deleted", each.author, each.old) for each in changes
    ]
