"""Pictures in our Word files: embedded, described, no wider than the page, tracked like words."""

import io
import zipfile
from collections.abc import Iterator
from xml.etree.ElementTree import Element

import pytest
from hypothesis import given

from fortschrift.concepts.rendering.docx import document, tracked_document
from fortschrift.concepts.rendering.pictures import HIGHEST, MEASURE, Pictures
from fortschrift.core.text import (
    Insert,
    Move,
    NodeState,
    Place,
    Repeal,
    SetAttribute,
    Splice,
    Substitute,
    Tree,
    apply,
    attributes,
    footnote,
    inline,
    joined,
)
from fortschrift.core.text.synopsis import synopsis
from tests.concepts.exports.pictured import (
    BEHIND,
    BILD,
    FELD,
    PICTURES,
    drawable,
    drawn,
    pictured,
)
from tests.concepts.exports.test_pdf import STAMP, one_of
from tests.concepts.rendering_cases import tried
from tests.concepts.test_rendering_docx import LEFT_OUT, Edit, File, Side, W
from tests.core.text.growing import node_id
from tests.core.text.strategies import edits

EMU = 635
LESEN = ("foto-1", "Kinder lesen.")


def shown(data: bytes, side: Side = "new") -> list[tuple[str, str]]:
    """List the pictures of one side in order: which it is, and what is said of it."""
    file = File.of(data)
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        media = {
            name.removeprefix("word/"): packed.read(name)
            for name in packed.namelist()
            if name.startswith("word/media/")
        }
    keys = {picture.data: key for key, picture in PICTURES.items()}
    return [
        (keys[media[part]], said)
        for said, part, _ in drawn(File({"word/document.xml": of_side(file, side)}, file.links))
    ]


def of_side(file: File, side: Side) -> Element:
    """Take out what a side has not."""
    root = file.parts["word/document.xml"]
    for parent in list(root.iter()):
        for child in list(parent):
            gone = child.tag in {f"{W}{each}" for each in LEFT_OUT[side]}
            mark = child.find(f"{W}trPr") if child.tag == f"{W}tr" else None
            if mark is not None:
                gone = any(mark.find(f"{W}{each}") is not None for each in LEFT_OUT[side])
            if gone:
                parent.remove(child)
    return root


def paragraphs(data: bytes) -> Iterator[tuple[str, str]]:
    """Give style and words of each paragraph from the first heading on."""
    for each in File.of(data).body.iter(f"{W}p"):
        style = each.find(f"{W}pPr/{W}pStyle")
        assert style is not None
        yield style.attrib[f"{W}val"], "".join(text.text or "" for text in each.iter(f"{W}t"))


def test_a_picture_stands_with_its_description_above_its_caption_and_whose_it_is() -> None:
    data = document(pictured(), STAMP, PICTURES)

    assert shown(data) == [LESEN]
    lines = list(paragraphs(data))
    at = lines.index(("Picture", ""))
    assert lines[at + 1 : at + 4] == [
        ("Caption", "Lesefest"), ("PictureCredit", "Bild: Stadt Musterstadt, CC BY 4.0"),
        ("Normal", "Was danach kommt."),
    ]  # fmt: skip


@pytest.mark.parametrize("size", [(300, 200), (4000, 1000), (1000, 6000)])
def test_a_picture_keeps_its_shape_and_fits_the_page(size: tuple[int, int]) -> None:
    pictures: Pictures = {"foto-1": drawable(size)}

    ((_, _, extent),) = drawn(File.of(document(pictured(), STAMP, pictures)))

    wide, high = int(extent.attrib["cx"]), int(extent.attrib["cy"])
    assert wide <= MEASURE * EMU and high <= HIGHEST * EMU
    assert wide / high == pytest.approx(size[0] / size[1], rel=0.01)
    assert (
        (wide, high) == (300 * 9525, 200 * 9525)
        or MEASURE * EMU in (wide, wide)
        or (high == HIGHEST * EMU)
    )


def test_a_picture_in_a_cell_is_no_wider_than_the_cell() -> None:
    image = NodeState(
        BILD, "image", text=inline("Kinder"), attributes=attributes({"media": "foto-1"})
    )
    cells = [NodeState(node_id(10 + n), "cell", text=inline("x")) for n in range(3)]
    cells[1] = NodeState(cells[1].id, "cell", children=(BILD,))
    row = NodeState(node_id(6), "row", children=tuple(each.id for each in cells))
    table = NodeState(node_id(5), "table", children=(row.id,))

    data = document(one_of(table, row, *cells, image), STAMP, {"foto-1": drawable((2000, 300))})

    ((_, _, extent),) = drawn(File.of(data))
    assert 0 < int(extent.attrib["cx"]) < MEASURE // 3 * EMU


@tried(60)
@given(edits(most=5))
def test_taken_or_refused_the_pictures_are_those_of_that_text(edit: Edit) -> None:
    old, operations = edit
    new = apply(operations, old)

    data = tracked_document(synopsis(old, new), author="Rat", stamp=STAMP, pictures=PICTURES)

    for side, tree in (("old", old), ("new", new)):
        assert shown(data, side) == shown(document(tree, STAMP, PICTURES))  # type: ignore[arg-type]


NEW = NodeState(
    node_id(9), "image", text=inline("Ein Bus."), attributes=attributes({"media": "foto-2"})
)


@pytest.mark.parametrize(
    ("operation", "after"),
    [
        (Insert(Place(FELD, BILD), (NEW,)), [LESEN, ("foto-2", "Ein Bus.")]),
        (Repeal(BILD), []),
        (Move(BILD, Place(FELD, BEHIND)), [LESEN]),
        (SetAttribute(BILD, "media", "foto-1", "foto-2"), [("foto-2", "Kinder lesen.")]),
        (Substitute(BILD, (Splice(0, inline("Kinder"), inline("Eltern")),)),
         [("foto-1", "Eltern lesen.")]),
    ],
    ids=["came", "went", "moved", "other file", "other description"],
)  # fmt: skip
def test_a_picture_that_came_went_or_is_another_is_tracked(
    operation: Insert, after: list[tuple[str, str]]
) -> None:
    old = pictured()

    data = tracked_document(
        synopsis(old, apply((operation,), old)), author="Rat", stamp=STAMP, pictures=PICTURES
    )

    assert shown(data, "old") == [LESEN]
    assert shown(data, "new") == after


def test_how_a_description_has_changed_is_shown_in_words() -> None:
    old = pictured()
    splice = Splice(0, inline("Kinder"), inline("Eltern"))

    data = tracked_document(
        synopsis(old, apply((Substitute(BILD, (splice,)),), old)), author="Rat", pictures=PICTURES
    )

    (line,) = [
        each for each in File.of(data).body.iter(f"{W}p")
        if "".join(text.text or "" for text in each.iter(f"{W}t")).startswith("Bildbeschreibung: ")
    ]  # fmt: skip
    assert [each.text for each in line.iter(f"{W}delText")] == ["Kinder"]
    assert [each.text for each in line.findall(f"{W}ins/{W}r/{W}t")] == ["Eltern"]


def test_a_picture_that_is_not_there_is_told_in_words_and_the_cover_says_so() -> None:
    data = document(pictured("foto-9"), STAMP, PICTURES)

    lines = list(paragraphs(data))
    assert shown(data) == []
    assert ("Caption", "Lesefest") in lines and ("Normal", "Kinder lesen.") in lines
    (told,) = [said for style, said in lines if style == "OwnLine" and "ersetzt" in said]
    assert told.endswith("1 von 1.")


def test_a_note_that_only_a_description_calls_is_still_in_the_file() -> None:
    note = NodeState(node_id(8), "note", text=inline("Aufnahme von 2025"))
    said = joined(inline("Kinder"), inline(" lesen", footnote(note.id)))
    tree: Tree = pictured(text=said, notes=(note,))

    data = document(tree, STAMP, PICTURES)

    assert shown(data) == [("foto-1", "Kinder lesen")]
    assert ("NoteText", "[1] Aufnahme von 2025") in list(paragraphs(data))
