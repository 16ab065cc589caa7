"""A text as PDF: sound by an independent validator, repeatable, and with the stored text inside."""

import re
import unicodedata
from dataclasses import replace
from datetime import date

import page
import pypdfium2
import pytest
from hypothesis import given

from fortschrift.concepts.rendering.pdf.setting import pdf_of
from fortschrift.concepts.rendering.pdf.signs import covered
from fortschrift.concepts.rendering.stamp import Stamp
from fortschrift.core.text import (
    BOLD,
    TREE,
    InlineText,
    NodeState,
    Tree,
    attributes,
    footnote,
    inline,
    joined,
)
from fortschrift.core.text.runs import ITALIC
from tests.concepts.rendering_cases import tried
from tests.core.text.growing import OUTLINE, node_id
from tests.core.text.strategies import trees

STAMP = Stamp(
    "Vielfalt leben", "Musterstadt", "Fassung 2026", "beschlossen", date(2026, 3, 1),
    "https://beispiel.example/musterstadt/", "ab12" * 16,
)  # fmt: skip


def failures(data: bytes) -> list[str]:
    """List the rules of both standards that a file breaks."""
    found = []
    for profile in (page.ValidationProfile.PDF_UA_1, page.ValidationProfile.PDF_A_3A):
        report = page.validate_pdf_bytes(data, profile=profile)
        found += [f"{each.rule_id}: {each.message}" for each in report.failures]
    return found


def words(data: bytes) -> list[str]:
    """Read the words of each page."""
    document = pypdfium2.PdfDocument(data)
    return [each.get_textpage().get_text_range() for each in document]


def one_of(*states: NodeState) -> Tree:
    root = NodeState(
        node_id(1), "concept", inline("Konzept"), children=tuple(s.id for s in states if _top(s))
    )
    return Tree.of([root, *states], root=root.id, outline=OUTLINE)


def _top(state: NodeState) -> bool:
    return state.kind in ("feld", "paragraph", "table")


@tried(25)
@given(trees)
def test_any_text_is_sound_by_both_standards_and_the_same_bytes_again(tree: Tree) -> None:
    stamp = replace(STAMP, embedded=TREE.to_bytes(tree))

    data = pdf_of(tree, stamp)

    assert failures(data) == []
    assert pdf_of(tree, stamp) == data
    attached = pypdfium2.PdfDocument(data).get_attachment(0)
    assert bytes(attached.get_data()) == TREE.to_bytes(tree)


def test_each_page_says_which_version_it_is_and_where_it_stands_in_the_whole() -> None:
    tree = one_of(NodeState(node_id(2), "feld", inline("Bildung"), printed_number="15b"))

    pages = words(pdf_of(tree, STAMP))

    assert len(pages) == 3
    for number, said in enumerate(pages, start=1):
        assert "Fassung 2026" in said and "Kennung ab12 ab12 ab12" in said
        assert f"Seite {number} von 3" in said
    assert "Handlungsfeld 15b Bildung" in pages[2]


def test_what_looks_like_code_is_only_text() -> None:
    said = '#import "@preview/x:1.0.0" $x$ *nicht fett* `#read("/etc/hostname")` \\u{41}'
    tree = one_of(NodeState(node_id(2), "paragraph", text=inline(said)))

    (_, page_of_text) = words(pdf_of(tree, STAMP))

    assert "".join(said.split()) in "".join(page_of_text.split())


def test_a_sign_that_no_font_has_is_named_instead_of_left_out() -> None:
    tree = one_of(NodeState(node_id(2), "paragraph", text=inline("Ziel erreicht 🎯")))

    data = pdf_of(tree, STAMP)

    cover, text = words(data)
    assert "Ziel erreicht [U+1F3AF]" in text
    assert "durch ihre Nummer in Unicode ersetzt: [U+1F3AF]" in " ".join(cover.split())
    assert failures(data) == []


@pytest.mark.parametrize(
    "said",
    [
        "Größe, „Maß“ – §\u202f5 … 12 €, ½ m², z.\u202fB. Öffnung", "Türkçe İzin ığşç ÖÜ",
        "Українська мова ґєії ЄІЇҐ", "اللغة العربية، ٢٠٢٦", "فارسی پچژگ", "Kurdî êîşûç ÊÎŞÛ",
        "Polski ąćęłńóśźż", "Română ăâîșț", "Tiếng Việt ạảấầ", "Ελληνικά άέή", "Քարտեզ ქართული",
        "← ↑ → ↓ ↔ ⇒ ➔ ► ▪ ■ □ ● ○ ★", "≤ ≥ ≠ ≈ ± × ÷ − ∑ √ ∞ ⅓ ⅔", "✓ ✔ ✗ ✘ ☐ ☑ ☒ ☎ ✉ ⚠ ♀ ♂",
    ],
)  # fmt: skip
def test_what_concepts_are_written_in_is_shown_sign_by_sign_in_every_style(said: str) -> None:
    runs = (inline(said), inline(said, BOLD), inline(said, ITALIC), inline(said, BOLD, ITALIC))
    tree = one_of(NodeState(node_id(2), "paragraph", text=joined(*runs)))

    data = pdf_of(tree, STAMP)

    cover, text = words(data)
    assert "[U+" not in text and "Unicode" not in cover
    shown = unicodedata.normalize("NFKC", text)
    signs = set(unicodedata.normalize("NFKC", said)) - set(" \u00a0\u202f")
    assert [each for each in signs if each not in shown] == []


def test_pictures_of_signs_become_the_sign_they_show() -> None:
    tree = one_of(NodeState(node_id(2), "paragraph", text=inline("✅ da ❌ fehlt \uf0b7 Punkt")))

    cover, text = words(pdf_of(tree, STAMP))

    assert "✔ da ✘ fehlt • Punkt" in text and "Unicode" not in cover


def test_every_sign_of_the_list_can_be_set_in_every_style() -> None:
    begins, ends = covered()
    signs = [chr(code) for first, last in zip(begins, ends, strict=True)
             for code in range(max(first, 32), last + 1)]  # fmt: skip
    runs = [inline(f"a{sign}b ", *marks)
            for marks in ((), (BOLD,), (ITALIC,), (BOLD, ITALIC)) for sign in signs]  # fmt: skip
    nodes = [
        NodeState(node_id(10 + n), "paragraph", text=joined(*runs[n * 500 : n * 500 + 500]))
        for n in range(len(runs) // 500 + 1)
    ]

    assert pdf_of(one_of(*nodes), STAMP)  # the typesetter refuses a file with a sign it lacks


def noted(number: int, text: InlineText) -> list[NodeState]:
    """Make a paragraph that calls a note behind its first words, and the note."""
    note = node_id(1000 + number)
    return [
        NodeState(node_id(100 + number), "paragraph", text=text, children=(note,)),
        NodeState(note, "note", text=inline(f"Anmerkung {number:03}")),
    ]


def calling(number: int, words: str, rest: str) -> InlineText:
    return joined(inline(words, footnote(node_id(1000 + number))), inline(rest))


def test_every_note_is_printed_behind_its_number_in_the_order_of_the_calls() -> None:
    nodes = [each for n in range(30) for each in noted(n, calling(n, f"Satz {n}.", " Weiter."))]

    data = pdf_of(one_of(*nodes), STAMP)

    text = "\n".join(words(data)[1:])
    printed = re.findall(r"(?m)^\W*(\d+)\W*Anmerkung (\d+)", text)
    assert printed == [(str(n + 1), f"{n:03}") for n in range(30)]
    called = re.findall(r"Satz (\d+)\.\W*(\d+) Weiter", text)
    assert called == [(str(n), str(n + 1)) for n in range(30)]
    assert failures(data) == []


@pytest.mark.parametrize("end", ["", " ", "!", " –", "…", "\u200b", "-", "“"])
def test_the_number_of_a_note_never_begins_a_line(end: str) -> None:
    nodes = [
        each
        for n in range(80)
        for each in noted(n, calling(n, f"{'i' * n} Die Stadt fördert Sprachkurse in den Ortsteilen"
                          f" und berichtet dann jährlich Plätze{end}", " Danach geht es weiter."))
    ]  # fmt: skip

    pages = words(pdf_of(one_of(*nodes), STAMP))

    lines = [line for page in pages for line in page.splitlines()]
    assert sum("Danach" in line or line.endswith("Da") for line in lines) > 40
    assert [line for line in lines if re.match(r"[\s\u2060]*\d+ Da", line)] == []


def test_a_note_that_is_called_twice_is_printed_once() -> None:
    call = footnote(node_id(3))
    text = joined(inline("Kurse", call), inline(" und "), inline("Plätze", call))
    tree = one_of(
        NodeState(node_id(2), "paragraph", text=text, children=(node_id(3),)),
        NodeState(node_id(3), "note", text=inline("Stand Oktober")),
    )

    data = pdf_of(tree, STAMP)

    assert words(data)[-1].count("Stand Oktober") == 1
    assert failures(data) == []


@pytest.mark.parametrize("header", [True, False])
def test_cells_over_several_rows_and_columns_keep_their_place(header: bool) -> None:
    wide, high, *rest = (node_id(n) for n in range(10, 15))
    cells = [
        NodeState(wide, "cell", text=inline("breit"), attributes=attributes({"columns": 2})),
        NodeState(high, "cell", text=inline("hoch"), attributes=attributes({"rows": 9})),
        *(NodeState(node, "cell", text=inline(f"Zelle {n}")) for n, node in enumerate(rest)),
    ]
    rows = [
        NodeState(node_id(20), "row", children=(wide,),
                  attributes=attributes({"header": True}) if header else ()),
        NodeState(node_id(21), "row", children=(high, rest[0])),
        NodeState(node_id(22), "row", children=(rest[1], rest[2])),
    ]  # fmt: skip
    table = NodeState(node_id(2), "table", inline("Plätze"), children=tuple(r.id for r in rows))

    data = pdf_of(one_of(table, *rows, *cells), STAMP)

    assert failures(data) == []
    said = words(data)[-1]
    assert all(each in said for each in ("breit", "hoch", "Zelle 0", "Zelle 1", "Zelle 2"))
