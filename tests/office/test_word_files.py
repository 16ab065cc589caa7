"""LibreOffice opens our Word files, takes or refuses all changes, and saves them again."""

from random import Random

from fortschrift.concepts.manuscripts.manuscript import Table, lines_in
from fortschrift.concepts.manuscripts.opening import read
from fortschrift.concepts.rendering.docx import document, tracked_document
from fortschrift.concepts.returning.returned import returned
from fortschrift.concepts.returning.seen import everything, nothing
from fortschrift.core.text import (
    BOLD,
    TREE,
    Insert,
    NodeState,
    Place,
    Repeal,
    SetAttribute,
    Tree,
    apply,
    inline,
    marked,
    plain,
)
from fortschrift.core.text.difference.diff import diff
from fortschrift.core.text.synopsis import synopsis
from tests.concepts.exports.pictured import BILD, PICTURES, pictured
from tests.concepts.exports.test_pdf import one_of
from tests.concepts.exports.test_word_pictures import shown
from tests.concepts.exports.test_word_spans import SPANNED, laid, some_table
from tests.concepts.returning.test_returned import STAMP, minting
from tests.core.text.cases import edit
from tests.core.text.growing import node_id, some_tree
from tests.office.office import ACCEPT, RECORD, REJECT, Office, office

__all__ = ["office"]

CASES = 20


def pairs() -> list[tuple[Tree, Tree]]:
    found = []
    for number in range(CASES):
        chance = Random(number)
        old, operations = edit(chance.randbytes(8), chance.choice((1, 2, 2, 3)), 6)
        found.append((old, apply(operations, old)))
    return found


def said(data: bytes) -> list[str]:
    """List the words of a file line by line, and how many rows each table has."""
    lines: list[str] = []
    for block in read(data).blocks:
        if isinstance(block, Table):
            lines.append(f"{len(block.rows)} rows")
        lines += (" ".join(line.text().split()) for line in lines_in((block,)))
    return [line for line in lines if line]


def test_taking_all_changes_is_the_new_text_and_taking_none_the_old_one(office: Office) -> None:
    waiting = []
    for old, new in pairs():
        tracked = tracked_document(synopsis(old, new), author="Rat", stamp=STAMP)
        for command, tree in ((ACCEPT, new), (REJECT, old)):
            plain_file = tracked_document(synopsis(tree, tree), author="", stamp=STAMP)
            waiting.append((office.job(tracked, command), office.job(plain_file)))

    office.run()

    for number, (decided, wanted) in enumerate(waiting):
        assert said(decided.read_bytes()) == said(wanted.read_bytes()), number


def test_a_file_that_was_only_saved_is_the_same_text_with_the_same_ids(office: Office) -> None:
    trees = [some_tree(Random(number).randbytes(8), 2) for number in range(CASES)] + [SPANNED]
    saved = [office.job(document(tree, STAMP, PICTURES)) for tree in trees]

    office.run()

    for number, (tree, file) in enumerate(zip(trees, saved, strict=True)):
        sent = read(document(tree, STAMP, PICTURES))
        found = returned(tree, sent, read(file.read_bytes()), minting())
        assert TREE.to_bytes(found.tree) == TREE.to_bytes(tree), number


def hyphenated() -> Tree:
    """Make a text with hyphens that are shown at the end of a line only, or never end one."""
    said = "Straßen\u00adbegleit\u00adgrün, E\u2011Mail und Nord\u00adstadt\u2011Büro\u00ad"
    bold = marked(inline(said), 3, 12, BOLD)
    title = inline(f"Ver\u00adkehr\u2011{said}")
    return one_of(
        NodeState(node_id(2), "feld", title), NodeState(node_id(3), "paragraph", text=bold)
    )


def test_hyphens_and_merged_cells_are_the_same_when_a_file_was_only_saved(office: Office) -> None:
    trees = [hyphenated(), *(some_table(Random(number)) for number in range(CASES))]
    saved = [office.job(document(tree, STAMP)) for tree in trees]

    office.run()

    for number, (tree, file) in enumerate(zip(trees, saved, strict=True)):
        sent = read(document(tree, STAMP))
        found = returned(tree, sent, read(file.read_bytes()), minting())
        assert TREE.to_bytes(found.tree) == TREE.to_bytes(tree), number
        assert not found.not_taken, number


def test_pictures_that_came_and_went_are_taken_and_refused(office: Office) -> None:
    first, second = pictured(), pictured("foto-2", "Ein Bus.")
    bare = apply((Repeal(BILD),), first)
    waiting = []
    for old, new in ((bare, first), (first, bare), (first, second)):
        tracked = tracked_document(synopsis(old, new), author="Rat", stamp=STAMP, pictures=PICTURES)
        waiting += [(office.job(tracked, ACCEPT), new), (office.job(tracked, REJECT), old)]

    office.run()

    for number, (file, tree) in enumerate(waiting):
        assert shown(file.read_bytes()) == shown(document(tree, STAMP, PICTURES)), number


def test_cells_over_rows_are_merged_as_they_were_taken_or_refused(office: Office) -> None:
    old = SPANNED
    row = next(state.id for state in old if state.kind == "row" and len(state.children) == 3)
    cell = old[row].children[0]
    below = old.parent_of(row)
    assert below is not None
    more = NodeState(node_id(30), "row", children=(node_id(31), node_id(32)))
    cells = (NodeState(node_id(31), "cell", text=inline("Sport")), NodeState(node_id(32), "cell"))
    new = apply((SetAttribute(cell, "rows", 2, 3), Insert(Place(below, row), (more, *cells))), old)
    tracked = tracked_document(synopsis(old, new), author="Rat", stamp=STAMP)
    waiting = [(office.job(tracked, ACCEPT), new), (office.job(tracked, REJECT), old)]

    office.run()

    for file, tree in waiting:
        assert laid(file.read_bytes()) == laid(document(tree, STAMP))


def test_words_replaced_with_changes_recorded_come_back_as_the_change_of_a_person(
    office: Office,
) -> None:
    tree = some_tree(Random(4).randbytes(8), 2)
    sent = document(tree, STAMP)
    saved = office.job(sent, RECORD, replaced=(("Stadt", "Gemeinde"),))

    office.run()

    came_back = read(saved.read_bytes())
    after, before = (
        returned(tree, read(sent), came_back, minting(), taken=taken).tree
        for taken in (everything, nothing)
    )
    assert TREE.to_bytes(before) == TREE.to_bytes(tree)
    assert [plain(state.text) for state in after] == [
        plain(state.text).replace("Stadt", "Gemeinde") for state in tree
    ]
    assert len(diff(tree, after)) == sum("Stadt" in words(state) for state in tree)


def words(state: NodeState) -> str:
    return plain(state.heading) + plain(state.text)
