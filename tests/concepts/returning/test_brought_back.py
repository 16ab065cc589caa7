"""A whole Word file of ours comes back: its text, who proposes what, and where each word is."""

from collections.abc import Callable

import pytest

from fortschrift.concepts.manuscripts.opening import read
from fortschrift.concepts.rendering.docx import document, tracked_document
from fortschrift.concepts.returning.brought_back import BroughtBack, Fate, brought_back
from fortschrift.core.text import (
    TREE,
    Splice,
    Substitute,
    Tree,
    apply,
    inline,
    plain,
)
from fortschrift.core.text.synopsis import synopsis
from tests.concepts.returning.test_proposals import (
    EDITOR,
    EINS,
    KURSE,
    LISTE,
    PUNKT,
    concept,
    edited,
    paragraph,
    whole,
)
from tests.concepts.returning.test_returned import STAMP, minting

__all__ = ["concept"]

OTHER = EDITOR.replace("9001", "9002").replace("Erika Muster", "Max Beispiel")
FIRST = (
    "beginnen früh.",
    f"beginnen</w:t></w:r><w:del {EDITOR}><w:r><w:delText> früh</w:delText></w:r></w:del>"
    f"<w:ins {EDITOR}><w:r><w:t> sofort</w:t></w:r></w:ins><w:r><w:t>.",
)
SECOND = (
    "Kurse für alle</w:t></w:r>",
    f"Kurse für alle</w:t></w:r><w:ins {OTHER}><w:r><w:t> Frauen</w:t></w:r></w:ins>",
)


def back(
    base: Tree, change: Callable[[bytes], bytes], sent: bytes = b"", fate: Fate = "amendments"
) -> BroughtBack:
    sent = sent or document(base, STAMP)
    return brought_back(base, read(sent), read(change(sent)), minting(), tracked=fate)


def test_an_untouched_file_is_unchanged_and_its_words_are_in_the_text_or_ours(
    concept: Tree,
) -> None:
    found = back(concept, lambda data: data)

    assert TREE.to_bytes(found.tree) == TREE.to_bytes(concept)
    assert found.proposals == ()
    assert found.account.adds_up and found.account.left_over == found.account.own > 0
    assert {each.why for each in found.account.listed} == {
        "own_front", "own_contents", "own_head", "own_foot", "own_name",
    }  # fmt: skip


def test_tracked_changes_of_two_authors_are_proposals_of_each(concept: Tree) -> None:
    found = back(concept, lambda data: edited(data, FIRST, SECOND))

    assert found.tree == concept
    assert [(each.author, each.happened) for each in found.proposals] == [
        ("Erika Muster", "2026-05-04"), ("Max Beispiel", "2026-05-04"),
    ]  # fmt: skip
    texts = [apply(each.operations, concept) for each in found.proposals]
    assert plain(texts[0][EINS].text) == "Wir beginnen sofort."
    assert plain(texts[1][PUNKT].text) == "Kurse für alle Frauen"
    assert texts[0][KURSE] == texts[1][KURSE] == concept[KURSE]
    assert [[each.text for each in one.marked] for one in found.proposals] == [
        [" früh", " sofort"], [" Frauen"],
    ]  # fmt: skip
    assert found.account.adds_up and found.account.amending == 2


def test_tracked_changes_stand_on_the_text_with_what_was_changed_untracked(concept: Tree) -> None:
    item = whole(document(concept, STAMP), "Kurse für alle")
    more = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    new = paragraph("Noch einer", "ListParagraph", more)

    found = back(concept, lambda data: edited(data, FIRST, (item, item + new)))

    (proposal,) = found.proposals
    assert [plain(each.text) for each in found.tree.children(LISTE)][1:] == ["Noch einer"]
    text = apply(proposal.operations, found.tree)
    assert plain(text[EINS].text) == "Wir beginnen sofort."
    assert len(proposal.operations) == 1, "what was untracked is none of it"
    assert found.account.adds_up


@pytest.mark.parametrize(
    ("fate", "said"), [("taken", "Wir beginnen sofort."), ("left_out", "Wir beginnen früh.")]
)
def test_tracked_changes_can_be_taken_or_left_out(concept: Tree, fate: Fate, said: str) -> None:
    found = back(concept, lambda data: edited(data, FIRST), fate=fate)

    assert plain(found.tree[EINS].text) == said
    assert found.proposals == () and found.account.adds_up


@pytest.mark.parametrize(
    "change",
    [
        ("beginnen früh.", "fangen sehr früh an."), (">Maßnahme 15b<", ">Maßnahme 16<"),
        ("1.000 Euro", "1250 Euro"), ("Plätze", "Plätze 2027"), (">Sprache<", ">Sprachen lernen<"),
    ],
)  # fmt: skip
def test_the_words_add_up_whatever_was_changed(concept: Tree, change: tuple[str, str]) -> None:
    found = back(concept, lambda data: edited(data, change))

    assert found.tree != concept
    assert found.account.adds_up, found.account


def test_a_value_that_cannot_be_read_is_listed_with_its_place(concept: Tree) -> None:
    found = back(concept, lambda data: edited(data, ("1.000 Euro", "viel Geld")))

    assert found.tree == concept and found.account.adds_up
    assert [each.text for each in found.account.listed if not each.is_own] == ["viel Geld"]


def test_changes_that_our_file_went_out_with_are_not_proposed_again(concept: Tree) -> None:
    new = apply([Substitute(PUNKT, (Splice(10, inline("alle"), inline("Frauen")),))], concept)
    sent = tracked_document(synopsis(concept, new), author="Runder Tisch", stamp=STAMP)

    found = back(new, lambda data: edited(data, FIRST), sent)

    assert found.tree == new
    assert [each.author for each in found.proposals] == ["Erika Muster"]
    assert found.account.adds_up, found.account
