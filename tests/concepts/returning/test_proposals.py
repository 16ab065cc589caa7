"""What others do to our Word files comes back as operations on the nodes that were meant."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import NamedTuple

import pytest

from fortschrift.concepts.manuscripts.opening import read
from fortschrift.concepts.manuscripts.package import opened
from fortschrift.concepts.rendering.docx import document
from fortschrift.concepts.rendering.package import packed
from fortschrift.concepts.returning.brought_back import BroughtBack, brought_back
from fortschrift.concepts.returning.embedded import told_by
from fortschrift.concepts.returning.returned import returned
from fortschrift.concepts.returning.saying import Unsaid
from fortschrift.concepts.returning.seen import nothing
from fortschrift.core.text import (
    BOLD,
    TREE,
    Insert,
    Move,
    NodeState,
    Operation,
    Place,
    Repeal,
    SetAttribute,
    SetPrintedNumber,
    Substitute,
    Tree,
    apply,
    attributes,
    digest,
    footnote,
    inline,
    joined,
    marked,
    plain,
)
from fortschrift.core.text.difference.diff import diff
from tests.concepts.returning.test_returned import STAMP, minting
from tests.core.text.growing import OUTLINE, node_id

ROOT, FELD, EINS, ZWEI, NOTE, LISTE, PUNKT, ZIEL, KURSE, TABELLE, ZEILE, ZELLE = (
    node_id(n) for n in range(1, 13)
)
EDITOR = 'w:id="9001" w:author="Erika Muster" w:date="2026-05-04T10:00:00Z"'


@pytest.fixture
def concept() -> Tree:
    call = marked(inline("Alle Kinder lernen Deutsch."), 19, 26, footnote(NOTE))
    states = [
        NodeState(ROOT, "concept", inline("Konzept"), children=(FELD,)),
        NodeState(FELD, "feld", inline("Bildung"), children=(EINS, ZWEI, LISTE, TABELLE, ZIEL)),
        NodeState(EINS, "paragraph", text=joined(inline("Wir ", BOLD), inline("beginnen früh."))),
        NodeState(ZWEI, "paragraph", text=call, children=(NOTE,)),
        NodeState(NOTE, "note", text=inline("Stand 2025")),
        NodeState(LISTE, "list", children=(PUNKT,)),
        NodeState(PUNKT, "list_item", text=inline("Kurse für alle")),
        NodeState(TABELLE, "table", children=(ZEILE,)),
        NodeState(ZEILE, "row", children=(ZELLE,)),
        NodeState(ZELLE, "cell", text=inline("Plätze")),
        NodeState(ZIEL, "ziel", inline("Sprache"), children=(KURSE,)),
        NodeState(
            KURSE, "massnahme", inline("Sprachkurse"), printed_number="15b",
            attributes=attributes({"kosten": 1_000_00, "partner": ("AWO", "DRK")}),
        ),
    ]  # fmt: skip
    return Tree.of(states, root=ROOT, outline=OUTLINE)


def edited(data: bytes, *changes: tuple[str, str], part: str = "word/document.xml") -> bytes:
    """Change the XML of a file as Word would."""
    with opened(data) as package:
        files = {name: package.bytes_of(name) for name in sorted(package.names)}
    xml = files[part].decode()
    for old, new in changes:
        assert xml.count(old) == 1, (old, xml.count(old))
        xml = xml.replace(old, new)
    files[part] = xml.encode()
    return packed(files)


class Proposed(NamedTuple):
    """What a file proposes; ``author`` is None for what was changed untracked."""

    author: str | None
    operations: Sequence[Operation]
    not_taken: Sequence[Unsaid] = ()


def proposals(base: Tree, change: Callable[[bytes], bytes]) -> tuple[Proposed, ...]:
    sent = read(document(base, STAMP))
    came_back = read(change(document(base, STAMP)))
    text = returned(base, sent, came_back, minting(), taken=nothing)
    found = brought_back(base, sent, came_back, minting())
    assert found.account.adds_up, found.account
    untracked = Proposed(None, diff(base, text.tree), text.not_taken)
    tracked = [Proposed(each.author, each.operations) for each in found.proposals]
    return tuple(each for each in (untracked, *tracked) if each.operations or each.not_taken)


def only(base: Tree, *changes: tuple[str, str], part: str = "word/document.xml") -> Proposed:
    (found,) = proposals(base, lambda data: edited(data, *changes, part=part))
    return found


def paragraph(words: str, style: str = "Normal", more: str = "") -> str:
    properties = f'<w:pPr><w:pStyle w:val="{style}"/>{more}</w:pPr>'
    return f"<w:p>{properties}<w:r><w:t>{words}</w:t></w:r></w:p>"


def whole(data: bytes, words: str) -> str:
    """Give the paragraph of a file that holds these words."""
    with opened(data) as package:
        xml = package.bytes_of("word/document.xml").decode()
    before, behind = xml[: xml.index(words)], xml[xml.index(words) :]
    return before[before.rindex("<w:p>") :] + behind[: behind.index("</w:p>") + 6]


def test_a_file_that_nobody_touched_proposes_nothing(concept: Tree) -> None:
    assert proposals(concept, lambda data: data) == ()


def test_other_words_are_a_substitution_of_just_these_words(concept: Tree) -> None:
    found = only(concept, ("beginnen früh.", "fangen früh an."))

    (operation,) = found.operations
    assert isinstance(operation, Substitute) and operation.node == EINS
    text = apply(found.operations, concept)[EINS].text
    assert text == joined(inline("Wir ", BOLD), inline("fangen früh an."))
    assert found.author is None


def test_a_tracked_change_is_the_proposal_of_its_author(concept: Tree) -> None:
    old = '<w:r><w:t xml:space="preserve">beginnen früh.</w:t></w:r>'
    new = (
        '<w:r><w:t xml:space="preserve">beginnen </w:t></w:r>'
        f"<w:del {EDITOR}><w:r><w:delText>früh</w:delText></w:r></w:del>"
        f"<w:ins {EDITOR}><w:r><w:t>sofort</w:t></w:r></w:ins><w:r><w:t>.</w:t></w:r>"
    )

    found = only(concept, (old, new))

    assert found.author == "Erika Muster"
    assert plain(apply(found.operations, concept)[EINS].text) == "Wir beginnen sofort."


def test_each_author_has_a_proposal_of_their_own(concept: Tree) -> None:
    other = EDITOR.replace("9001", "9002").replace("Erika Muster", "Max Beispiel")
    first = ("beginnen früh.", f"beginnen</w:t></w:r><w:del {EDITOR}><w:r><w:delText> früh."
             "</w:delText></w:r></w:del><w:r><w:t>")  # fmt: skip
    second = ("Kurse für alle</w:t></w:r>", "Kurse für alle</w:t></w:r>"
              f"<w:ins {other}><w:r><w:t> Frauen</w:t></w:r></w:ins>")  # fmt: skip

    found = proposals(concept, lambda data: edited(data, first, second))

    assert [each.author for each in found] == ["Erika Muster", "Max Beispiel"]
    texts = [apply(each.operations, concept) for each in found]
    assert [plain(text[EINS].text) for text in texts] == ["Wir beginnen", "Wir beginnen früh."]
    assert [plain(text[PUNKT].text) for text in texts] == [
        "Kurse für alle", "Kurse für alle Frauen",
    ]  # fmt: skip


def test_a_new_paragraph_is_inserted_where_it_stands(concept: Tree) -> None:
    sent = document(concept, STAMP)
    first = whole(sent, "beginnen früh.")

    found = only(concept, (first, first + paragraph("Das ist neu.")))

    (operation,) = found.operations
    assert isinstance(operation, Insert) and operation.place == Place(FELD, EINS)
    assert plain(operation.states[0].text) == "Das ist neu."


def test_a_deleted_paragraph_is_repealed(concept: Tree) -> None:
    first = whole(document(concept, STAMP), "beginnen früh.")

    assert only(concept, (first, "")).operations == (Repeal(EINS),)


def test_a_paragraph_put_elsewhere_is_moved_and_stays_the_same_thing(concept: Tree) -> None:
    sent = document(concept, STAMP)
    first, goal = whole(sent, "beginnen früh."), whole(sent, ">Sprache<")

    found = only(concept, (first, ""), (goal, goal + first))

    assert found.operations == (Move(EINS, Place(ZIEL)),)


def test_a_note_with_other_words_is_that_note(concept: Tree) -> None:
    found = only(concept, ("Stand 2025", "Stand 2026"), part="word/footnotes.xml")

    (operation,) = found.operations
    assert isinstance(operation, Substitute) and operation.node == NOTE


def test_words_before_a_note_may_change_and_it_still_lies_where_it_lay(concept: Tree) -> None:
    found = only(concept, ("Alle Kinder lernen ", "Alle lernen "))

    text = apply(found.operations, concept)[ZWEI].text
    assert text == marked(inline("Alle lernen Deutsch."), 12, 19, footnote(NOTE))


def test_a_value_in_the_sheet_is_the_attribute(concept: Tree) -> None:
    found = only(concept, ("1.000 Euro", "1.250,50 Euro"))

    (operation,) = found.operations
    assert isinstance(operation, SetAttribute)
    assert (operation.node, operation.key, operation.new) == (KURSE, "kosten", 1_250_50)


def test_a_value_that_is_none_is_told_and_not_taken(concept: Tree) -> None:
    found = only(concept, ("1.000 Euro", "viel Geld"))

    assert found.operations == ()
    assert [(each.label, each.text) for each in found.not_taken] == [("Kosten", "viel Geld")]


def test_a_number_printed_otherwise_is_the_number(concept: Tree) -> None:
    found = only(concept, (">Maßnahme 15b<", ">Maßnahme 16<"))

    assert found.operations == (SetPrintedNumber(KURSE, "15b", "16"),)


def test_a_cell_with_other_words_is_that_cell(concept: Tree) -> None:
    found = only(concept, ("Plätze", "Plätze 2027"))

    (operation,) = found.operations
    assert isinstance(operation, Substitute) and operation.node == ZELLE


def test_a_new_item_and_a_new_heading_get_their_places(concept: Tree) -> None:
    sent = document(concept, STAMP)
    item, last = whole(sent, "Kurse für alle"), whole(sent, ">Maßnahme 15b<")
    more = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'

    found = only(
        concept,
        (item, item + paragraph("Noch einer", "ListParagraph", more)),
        (last, paragraph("Maßnahme 14 Treffpunkt", "Heading3") + last),
    )

    text = apply(found.operations, concept)
    assert [plain(each.text) for each in text.children(LISTE)] == ["Kurse für alle", "Noch einer"]
    new, known = text.children(ZIEL)
    assert (new.kind, new.printed_number, plain(new.heading)) == ("massnahme", "14", "Treffpunkt")
    assert known.id == KURSE


def test_the_text_that_a_file_carries_counts_only_with_its_hash(concept: Tree) -> None:
    stored = TREE.to_bytes(concept)
    stamp = replace(STAMP, hash=digest(stored), embedded=stored)
    sent = document(concept, stamp)
    forged = edited(sent, ("Sprachkurse", "Kochkurse"), part="customXml/item1.xml")

    with opened(sent) as one, opened(forged) as other:
        found = [told_by(package) for package in (one, other)]

    assert found[0].tree == concept
    assert found[1].hash == digest(stored) and found[1].tree is None


def came_back(base: Tree, *changes: tuple[str, str]) -> BroughtBack:
    sent = document(base, STAMP)
    found = brought_back(base, read(sent), read(edited(sent, *changes)), minting())
    assert found.account.adds_up
    return found


def test_words_that_somebody_made_bold_with_recording_on_are_a_proposal(concept: Tree) -> None:
    before = '<w:r><w:t xml:space="preserve">beginnen früh.</w:t></w:r>'
    change = f"<w:rPr><w:b/><w:rPrChange {EDITOR}><w:rPr/></w:rPrChange></w:rPr>"

    found = came_back(concept, (before, before.replace("<w:r>", f"<w:r>{change}")))

    (proposal,) = found.proposals
    assert found.tree == concept
    assert proposal.author == "Erika Muster"
    changed = apply(proposal.operations, concept)[EINS].text
    assert changed == inline("Wir beginnen früh.", BOLD)


def test_a_paragraph_that_somebody_took_out_of_a_list_is_a_proposal(concept: Tree) -> None:
    with opened(document(concept, STAMP)) as package:
        xml = package.bytes_of("word/document.xml").decode()
    (item,) = re.findall(r"<w:pPr><w:pStyle w:val=\"ListParagraph\"/><w:numPr>.*?</w:pPr>", xml)
    now = f'<w:pPr><w:pStyle w:val="Normal"/><w:pPrChange {EDITOR}>{item}</w:pPrChange></w:pPr>'

    found = came_back(concept, (item, now))

    (proposal,) = found.proposals
    assert found.tree == concept
    assert apply(proposal.operations, concept)[PUNKT].kind == "paragraph"
    assert not [each for each in found.account.listed if each.why == "reshaped"]


def test_how_a_paragraph_is_set_is_listed_and_no_proposal(concept: Tree) -> None:
    style = '<w:pPr><w:pStyle w:val="Normal"/></w:pPr><w:bookmarkStart w:id="3"'
    change = f'<w:jc w:val="center"/><w:pPrChange {EDITOR}><w:pPr/></w:pPrChange></w:pPr>'

    found = came_back(concept, (style, style.replace("</w:pPr>", change)))

    assert found.tree == concept and found.proposals == ()
    (listed,) = (each for each in found.account.listed if each.why == "reshaped")
    assert (listed.author, listed.what, listed.words) == ("Erika Muster", "jc", 0)
