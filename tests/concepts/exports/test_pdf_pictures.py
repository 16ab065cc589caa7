"""Pictures in our PDF files: shown, described for who does not see them, sound."""

from collections.abc import Iterator

import pypdfium2
import pytest
from hypothesis import given
from pypdfium2 import raw

from fortschrift.concepts.rendering.pdf.setting import pdf_of
from fortschrift.core.text import NodeState, Tree, attributes, footnote, inline, joined
from tests.concepts.exports.pictured import BILD, PICTURES, drawable, pictured
from tests.concepts.exports.test_pdf import STAMP, failures, one_of, words
from tests.concepts.rendering_cases import tried
from tests.core.text.growing import node_id
from tests.core.text.strategies import trees

PAGE = 595 - (24 + 22) / 25.4 * 72
"""The width of the text in points."""


def images(data: bytes) -> Iterator[tuple[float, float]]:
    """Give width and height of each picture, in points."""
    for page in pypdfium2.PdfDocument(data):
        for each in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE]):
            left, bottom, right, top = each.get_bounds()
            yield right - left, top - bottom


def descriptions(data: bytes) -> list[str]:
    """List what is read out in place of the pictures, by the structure of the pages."""
    found = []
    document = pypdfium2.PdfDocument(data)
    for page in document:
        tree = raw.FPDF_StructTree_GetForPage(page)
        pending = [
            raw.FPDF_StructTree_GetChildAtIndex(tree, at)
            for at in range(raw.FPDF_StructTree_CountChildren(tree))
        ]
        while pending:
            element = pending.pop(0)
            size = raw.FPDF_StructElement_GetAltText(element, None, 0)
            buffer = bytearray(size)
            room = (raw.c_ubyte * size).from_buffer(buffer)
            raw.FPDF_StructElement_GetAltText(element, room, size)
            found.append(buffer.decode("utf-16-le").rstrip("\0"))
            count = raw.FPDF_StructElement_CountChildren(element)
            below = (raw.FPDF_StructElement_GetChildAtIndex(element, at) for at in range(count))
            pending += [each for each in below if each]
        raw.FPDF_StructTree_Close(tree)
    return [each for each in found if each]


def test_a_picture_is_shown_with_description_caption_and_whose_it_is() -> None:
    data = pdf_of(pictured(), STAMP, pictures=PICTURES)

    cover, *_, text = words(data)
    assert [(round(w), round(h)) for w, h in images(data)] == [(225, 150)]
    assert descriptions(data) == ["Kinder lesen."]
    assert "Lesefest" in text and "Bild: Stadt Musterstadt, CC BY 4.0" in text
    assert "ersetzt" not in cover
    assert failures(data) == []


@pytest.mark.parametrize("size", [(4000, 1000), (1000, 6000)])
def test_a_large_picture_keeps_its_shape_and_fits_the_page(size: tuple[int, int]) -> None:
    data = pdf_of(pictured(), STAMP, pictures={"foto-1": drawable(size, kind="JPEG")})

    ((wide, high),) = images(data)
    assert wide <= PAGE + 1 and high <= 600 + 1
    assert wide / high == pytest.approx(size[0] / size[1], rel=0.01)
    assert failures(data) == []


@tried(15)
@given(trees)
def test_any_text_with_pictures_is_sound_and_the_same_bytes_again(tree: Tree) -> None:
    data = pdf_of(tree, STAMP, pictures=PICTURES)

    assert failures(data) == []
    assert pdf_of(tree, STAMP, pictures=PICTURES) == data
    assert len(list(images(data))) == sum(state.kind == "image" for state in tree)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA"])
def test_pictures_of_every_kind_are_sound(mode: str) -> None:
    data = pdf_of(pictured(), STAMP, pictures={"foto-1": drawable(mode=mode)})

    assert failures(data) == [] and len(list(images(data))) == 1


@pytest.mark.parametrize(
    ("said", "caption", "read"),
    [("", "Lesefest", "Lesefest"), ("", "", "Bild ohne Beschreibung"), ("Ziel 🎯", "", "Ziel 🎯")],
)
def test_a_picture_always_has_words_to_read_out(said: str, caption: str, read: str) -> None:
    data = pdf_of(pictured(said=said, caption=caption), STAMP, pictures=PICTURES)

    assert descriptions(data) == [read]
    assert "[U+" not in words(data)[0]
    assert failures(data) == []


def test_a_picture_in_a_cell_is_no_wider_than_the_cell() -> None:
    image = NodeState(
        BILD, "image", text=inline("Kinder"), attributes=attributes({"media": "foto-1"})
    )
    cells = [
        NodeState(node_id(10), "cell", children=(BILD,)),
        NodeState(node_id(11), "cell", text=inline("x")),
    ]
    row = NodeState(node_id(6), "row", children=tuple(each.id for each in cells))
    table = NodeState(node_id(5), "table", children=(row.id,))

    data = pdf_of(
        one_of(table, row, *cells, image), STAMP, pictures={"foto-1": drawable((2000, 300))}
    )

    ((wide, _),) = images(data)
    assert 100 < wide < PAGE / 2
    assert failures(data) == []


def test_a_picture_that_is_not_there_is_told_in_words_and_the_cover_says_so() -> None:
    data = pdf_of(pictured("foto-9"), STAMP, pictures=PICTURES)

    cover, *_, text = words(data)
    told = "durch Bildunterschrift und Bildbeschreibung ersetzt: 1 von 1."
    assert told in " ".join(cover.split())
    assert "Bild: Kinder lesen." in text and "Lesefest" in text
    assert list(images(data)) == [] and failures(data) == []


def test_a_note_that_only_a_description_calls_is_still_in_the_file() -> None:
    note = NodeState(node_id(8), "note", text=inline("Aufnahme von 2025"))
    said = joined(inline("Kinder"), inline(" lesen", footnote(note.id)))

    data = pdf_of(pictured(text=said, notes=(note,)), STAMP, pictures=PICTURES)

    assert "Aufnahme von 2025" in words(data)[-1]
    assert descriptions(data) == ["Kinder lesen"]
