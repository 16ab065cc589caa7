"""Pictures in a Word file of ours that comes back: the same picture, and what is said of it."""

import re
from collections.abc import Callable

import pytest
from hypothesis import example, given

from fortschrift.concepts.manuscripts.opening import read
from fortschrift.concepts.manuscripts.package import opened
from fortschrift.concepts.rendering.anchors import PICTURE, name_of
from fortschrift.concepts.rendering.docx import document, tracked_document
from fortschrift.concepts.rendering.package import packed
from fortschrift.concepts.returning.brought_back import BroughtBack, brought_back
from fortschrift.concepts.returning.returned import returned
from fortschrift.concepts.returning.seen import nothing
from fortschrift.core.text import (
    TREE,
    NodeState,
    Repeal,
    Tree,
    apply,
    attributes,
    inline,
    plain,
)
from fortschrift.core.text.synopsis import synopsis
from tests.concepts.exports.pictured import BEHIND, BILD, FELD, PICTURES, drawable, pictured
from tests.concepts.exports.test_pdf import one_of
from tests.concepts.rendering_cases import tried
from tests.concepts.returning.test_proposals import EDITOR, edited
from tests.concepts.returning.test_returned import STAMP, minting
from tests.concepts.test_rendering_docx import Edit
from tests.core.text import cases
from tests.core.text.growing import node_id
from tests.core.text.strategies import edits, trees

TREE_OF_PICTURE = pictured()
SENT = document(TREE_OF_PICTURE, STAMP, PICTURES)


def part(pattern: str) -> str:
    """Find the XML of a part of the file that went out."""
    with opened(SENT) as package:
        xml = package.bytes_of("word/document.xml").decode()
    found = re.search(pattern, xml, re.DOTALL)
    assert found is not None
    return found[0]


IMAGE = part(r'<w:p><w:pPr><w:pStyle w:val="Picture"/>.*?</w:p>')
DRAWING = part(r"<w:r><w:drawing>.*?</w:drawing></w:r>")
LAST = part(r'<w:p><w:pPr><w:pStyle w:val="Normal"/></w:pPr>(?:(?!<w:p>).)*Was danach.*?</w:p>')


def back(change: Callable[[bytes], bytes]) -> BroughtBack:
    found = brought_back(TREE_OF_PICTURE, read(SENT), read(change(SENT)), minting())
    assert found.account.adds_up
    return found


@tried(60)
@given(trees)
def test_an_untouched_file_with_pictures_is_the_same_text(tree: Tree) -> None:
    data = document(tree, STAMP, PICTURES)

    found = returned(tree, read(data), read(data), minting())

    assert TREE.to_bytes(found.tree) == TREE.to_bytes(tree)
    assert found.not_taken == ()


@tried(200)
@example(cases.edit(b"\x00\x8c\x01\xb6#\xca\x01U", 1, 6))  # a picture that moved
@example(cases.edit(b"\x00\x8c\x01\xb6#\x00\x01U", 1, 6))  # one that was struck
@example(cases.edit(b".h\x07\xf9sa\xe2\x7f", 1, 6))  # a goal that moved
@example(cases.edit(b"N\x04\x8c\xe6\xea\xf0(n\xcd\xa8\xa7\xd0", 2, 6))  # and a table without cells
@example(cases.edit(b".Q(\xf0\xb6\x84\xb2Hgn{\x92", 1, 6))  # a measure that became an image
@given(edits(most=6))
def test_an_untouched_tracked_file_with_pictures_is_both_its_texts(edit: Edit) -> None:
    old, operations = edit
    new = apply(operations, old)
    data = tracked_document(synopsis(old, new), author="Rat", stamp=STAMP, pictures=PICTURES)

    after = returned(new, read(data), read(data), minting())
    before = returned(old, read(data), read(data), minting(), taken=nothing)

    assert TREE.to_bytes(after.tree) == TREE.to_bytes(new)
    assert TREE.to_bytes(before.tree) == TREE.to_bytes(old)


def test_the_picture_of_an_untouched_file_is_the_one_that_is_kept_and_none_is_left_out() -> None:
    found = back(lambda data: data)

    assert found.tree == TREE_OF_PICTURE
    assert found.pictures == ()
    assert "own_credit" in {each.why for each in found.account.listed}


def test_another_description_is_another_text_of_the_image() -> None:
    found = back(
        lambda data: edited(data, (IMAGE, IMAGE.replace("Kinder lesen.", "Eltern lesen.")))
    )

    assert plain(found.tree[BILD].text) == "Eltern lesen."
    assert found.tree[BILD].attribute("media") == "foto-1"


def test_another_caption_is_taken_with_the_same_picture() -> None:
    found = back(lambda data: edited(data, (">Lesefest<", ">Vorlesetag<")))

    assert plain(found.tree[BILD].heading) == "Vorlesetag"
    assert found.tree[BILD].text == TREE_OF_PICTURE[BILD].text


def test_a_picture_that_was_put_elsewhere_moved() -> None:
    caption = part(r'<w:p><w:pPr><w:pStyle w:val="Caption"/>.*?</w:p>')

    found = back(
        lambda data: edited(data, (IMAGE, ""), (caption, ""), (LAST, LAST + IMAGE + caption))
    )

    assert found.tree[FELD].children == (BEHIND, BILD)
    assert found.tree[BILD] == TREE_OF_PICTURE[BILD]


def test_without_its_picture_a_caption_is_only_a_paragraph() -> None:
    found = back(lambda data: edited(data, (IMAGE, "")))

    assert BILD not in found.tree
    first, second = found.tree.children(FELD)
    assert (first.kind, plain(first.text), second.id) == ("paragraph", "Lesefest", BEHIND)


def test_a_picture_that_somebody_struck_is_a_proposal_to_do_without() -> None:
    struck = f"<w:del {EDITOR}>{DRAWING}</w:del>"

    found = back(lambda data: edited(data, (DRAWING, struck)))

    assert found.tree == TREE_OF_PICTURE
    (proposal,) = found.proposals
    assert proposal.author == "Erika Muster"
    assert BILD not in apply(proposal.operations, TREE_OF_PICTURE)


def test_a_picture_that_our_own_file_struck_is_no_proposal() -> None:
    new = apply((Repeal(BILD),), TREE_OF_PICTURE)
    sent = tracked_document(
        synopsis(TREE_OF_PICTURE, new), author="Rat", stamp=STAMP, pictures=PICTURES
    )

    found = brought_back(new, read(sent), read(sent), minting())

    assert found.tree == new
    assert found.proposals == () and found.pictures == ()


def test_a_picture_put_in_behind_a_paragraph_takes_nothing_of_what_follows() -> None:
    # Word tracks the end that was typed, which is that of the paragraph in front.
    ended = LAST.replace("</w:pPr>", f"<w:rPr><w:ins {EDITOR}/></w:rPr></w:pPr>", 1)
    new = IMAGE.replace(DRAWING, f"<w:ins {EDITOR}>{DRAWING}</w:ins>")
    more = "<w:p><w:r><w:t>Und noch ein Satz.</w:t></w:r></w:p>"

    found = back(lambda data: edited(data, (LAST, ended + new + more)))

    assert found.tree[BEHIND] == TREE_OF_PICTURE[BEHIND]
    assert plain(found.tree.children(FELD)[-1].text) == "Und noch ein Satz."


def test_a_picture_of_somebody_else_is_left_out_and_listed() -> None:
    foreign = IMAGE.replace('name="fs_', 'name="Grafik ').replace("Kinder", "Fremde")

    found = back(lambda data: edited(data, (LAST, LAST + foreign)))

    assert found.tree == TREE_OF_PICTURE
    assert [each.description for each in found.pictures] == ["Fremde lesen."]


def test_another_picture_in_its_place_is_not_taken_and_listed() -> None:
    with opened(SENT) as package:
        files = {name: package.bytes_of(name) for name in sorted(package.names)}
    (name,) = (name for name in files if name.startswith("word/media/"))

    found = back(lambda _: packed(files | {name: drawable(colour="black").data}))

    assert found.tree == TREE_OF_PICTURE
    assert [each.description for each in found.pictures] == ["Kinder lesen."]


def test_a_picture_of_another_text_of_ours_is_one_of_somebody_else() -> None:
    foreign = part(r'name="fs_\w+_p"')
    other = f'name="{name_of(node_id(77), PICTURE)}"'

    found = back(lambda data: edited(data, (LAST, LAST + IMAGE.replace(foreign, other))))

    assert found.tree == TREE_OF_PICTURE
    assert [each.description for each in found.pictures] == ["Kinder lesen."]


@pytest.mark.parametrize("holder", ["cell", "list_item"])
def test_pictures_in_cells_and_items_come_back_where_they_were(holder: str) -> None:
    image = NodeState(
        BILD, "image", inline("Lesefest"), inline("Kinder"), attributes({"media": "foto-1"})
    )
    inside = NodeState(node_id(10), holder, text=inline("eins"), children=(BILD,))
    other = NodeState(node_id(11), holder, text=inline("zwei"))
    if holder == "cell":
        row = NodeState(node_id(6), "row", children=(inside.id, other.id))
        tree = one_of(NodeState(node_id(5), "table", children=(row.id,)), row, inside, image, other)
    else:
        items = NodeState(node_id(5), "list", children=(inside.id, other.id))
        field = NodeState(FELD, "feld", children=(items.id,))
        tree = one_of(field, items, inside, image, other)
    sent = document(tree, STAMP, PICTURES)

    found = brought_back(tree, read(sent), read(sent), minting())

    assert found.tree == tree and found.pictures == () and found.account.adds_up
