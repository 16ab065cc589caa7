"""Two texts side by side: every node once, in reading order, with what happened to it."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given

from fortschrift.core.text import (
    BOLD,
    NO_OUTLINE,
    ChangeKind,
    ChangeOutline,
    Insert,
    Join,
    Move,
    NodeId,
    NodeState,
    Operation,
    Place,
    Reformat,
    Relate,
    Repeal,
    Retitle,
    SetAttribute,
    SetPrintedNumber,
    Splice,
    Split,
    Substitute,
    Tree,
    UnknownNode,
    apply,
    inline,
    plain,
)
from fortschrift.core.text.comparison.shown import new_side, old_side
from fortschrift.core.text.synopsis import Row, synopsis
from tests.core.text.growing import OUTLINE, node_id
from tests.core.text.strategies import edits, trees

Edit = tuple[Tree, tuple[Operation, ...]]
ROOT, BILDUNG, WOHNEN, ZIEL, EINS, ZWEI, DREI, NOTE = (node_id(n) for n in range(1, 9))
NEW = node_id(20)
SATZ_1 = "Die Stadt fördert Sprachkurse in allen Stadtteilen."
SATZ_2 = "Der Runde Tisch berichtet jährlich im Ausschuss."


@pytest.fixture
def concept() -> Tree:
    """Two fields; in the first a goal with three paragraphs, the first with a footnote."""
    states = [
        NodeState(ROOT, "concept", inline("Konzept"), children=(BILDUNG, WOHNEN)),
        NodeState(BILDUNG, "feld", inline("Bildung"), children=(ZIEL,)),
        NodeState(ZIEL, "ziel", inline("Sprache"), children=(EINS, ZWEI, DREI)),
        NodeState(EINS, "paragraph", text=inline("Ein Satz."), children=(NOTE,)),
        NodeState(NOTE, "note", text=inline("Eine Anmerkung.")),
        NodeState(ZWEI, "paragraph", text=inline(f"{SATZ_1} {SATZ_2}")),
        NodeState(DREI, "paragraph", text=inline("Dritter Absatz.")),
        NodeState(WOHNEN, "feld", inline("Wohnen")),
    ]
    return Tree.of(states, root=ROOT, outline=OUTLINE)


def compared(tree: Tree, *operations: Operation) -> tuple[Row, ...]:
    return synopsis(tree, apply(operations, tree))


def row_of(rows: tuple[Row, ...], node: NodeId) -> Row:
    """Find the row on whose new side, or else on whose old side, a node stands."""
    return next(row for row in rows if row.points_to is None and row.state.id == node)


def test_a_text_beside_itself_shows_that_nothing_happened(concept: Tree) -> None:
    rows = synopsis(concept, concept)

    assert [row.new for row in rows] == list(concept)
    assert all(row.old == row.new and row.happened == () for row in rows)
    assert [row.depth for row in rows] == [concept.depth(state.id) for state in concept]


def test_texts_of_different_concepts_are_refused(concept: Tree) -> None:
    other = Tree.of([NodeState(NEW, "concept")], root=NEW)

    with pytest.raises(UnknownNode):
        synopsis(concept, other)


@pytest.mark.parametrize(
    ("operation", "node", "happened"),
    [
        (Substitute.whole(DREI, inline("Dritter Absatz."), inline("Neu.")), DREI, ("changed",)),
        (Retitle.whole(ZIEL, inline("Sprache"), inline("Sprachen")), ZIEL, ("changed",)),
        (
            Reformat(DREI, (Splice(0, inline("Dritter"), inline("Dritter", BOLD)),)),
            DREI,
            ("formatted",),
        ),
        (Repeal(DREI), DREI, ("gone",)),
        (Insert(Place(WOHNEN), (NodeState(NEW, "paragraph"),)), NEW, ("new",)),
        (Move(ZIEL, Place(WOHNEN)), ZIEL, ("moved", "number")),
        (ChangeKind(ZIEL, "ziel", "massnahme"), ZIEL, ("kind", "number")),
        (SetAttribute(ZIEL, "kosten", None, 5), ZIEL, ("attributes",)),
        (SetPrintedNumber(ZIEL, None, "15b"), ZIEL, ("number",)),
        (Relate(ZIEL, "dient", WOHNEN), ZIEL, ("relations",)),
        (ChangeOutline(OUTLINE, NO_OUTLINE), ZIEL, ("number",)),
        (
            Move(WOHNEN, Place(ROOT, BILDUNG), parent_unknown=True),
            WOHNEN,
            ("number", "place"),
        ),
    ],
)
def test_a_row_says_what_happened(
    concept: Tree, operation: Operation, node: NodeId, happened: tuple[str, ...]
) -> None:
    rows = compared(concept, operation)

    assert row_of(rows, node).happened == happened


def test_a_moved_and_reworded_node_says_both_and_where_it_was(concept: Tree) -> None:
    rows = compared(
        concept,
        Move(DREI, Place(WOHNEN)),
        Substitute(DREI, (Splice(0, inline("Dritter"), inline("Erster")),)),
    )

    assert row_of(rows, DREI).happened == ("moved", "changed")
    assert row_of(rows, DREI).elsewhere == "Leitziel 1.1"
    (pointer,) = [row for row in rows if row.points_to]
    assert pointer.points_to == DREI
    assert pointer.elsewhere == "Handlungsfeld 2"
    assert pointer.called == "Absatz „Dritter Absatz.“"
    assert rows.index(pointer) == rows.index(row_of(rows, ZWEI)) + 1


def test_what_is_gone_stands_where_it_stood_and_before_what_is_new(concept: Tree) -> None:
    rows = compared(
        concept, Repeal(ZWEI), Insert(Place(ZIEL, EINS), (NodeState(NEW, "paragraph"),))
    )

    assert [row.state.id for row in rows] == [
        *(ROOT, BILDUNG, ZIEL, EINS, NOTE, ZWEI, NEW, DREI, WOHNEN)
    ]


def test_one_of_many_siblings_that_leaves_its_order_is_the_only_one_moved(concept: Tree) -> None:
    rows = compared(concept, Move(EINS, Place(ZIEL, DREI)))

    moved = [row.state.id for row in rows if "moved" in row.happened]
    assert moved == [EINS]


def test_what_stands_below_a_moved_node_is_not_moved_itself(concept: Tree) -> None:
    rows = compared(concept, Move(ZIEL, Place(WOHNEN)))

    assert row_of(rows, ZWEI).happened == ()
    assert len([row for row in rows if row.points_to]) == 1


def test_a_split_text_shows_no_word_as_changed(concept: Tree) -> None:
    rows = compared(concept, Split(ZWEI, len(SATZ_1), inline(" "), NEW))

    first, second = row_of(rows, ZWEI), row_of(rows, NEW)
    assert (first.happened, second.happened) == (("split",), ("split",))
    assert second.continues == ZWEI
    assert second.old is None
    assert [(piece.kind, plain(piece.old)) for piece in (*first.text, *second.text)] == [
        *(("kept", SATZ_1), ("deleted", " "), ("kept", SATZ_2))
    ]


def test_a_split_and_reworded_text_shows_the_words_only(concept: Tree) -> None:
    rows = compared(
        concept,
        Split(ZWEI, len(SATZ_1), inline(" "), NEW),
        Substitute(NEW, (Splice(26, inline("jährlich"), inline("monatlich")),)),
    )

    second = row_of(rows, NEW)
    assert second.happened == ("split", "changed")
    assert [plain(piece.old) for piece in second.text if piece.kind == "deleted"] == ["jährlich"]


def test_a_text_split_twice_is_one_text_with_two_line_ends(concept: Tree) -> None:
    other = node_id(21)
    rows = compared(
        concept,
        Split(ZWEI, len(SATZ_1), inline(" "), NEW),
        Split(NEW, len("Der Runde Tisch berichtet"), inline(" "), other),
    )

    assert [row_of(rows, node).continues for node in (ZWEI, NEW, other)] == [None, ZWEI, ZWEI]


def test_a_new_paragraph_behind_a_split_one_is_new(concept: Tree) -> None:
    other = NodeState(node_id(21), "paragraph", text=inline("Etwas ganz anderes steht hier."))
    rows = compared(
        concept, Split(ZWEI, len(SATZ_1), inline(" "), NEW), Insert(Place(ZIEL, NEW), (other,))
    )

    assert row_of(rows, NEW).happened == ("split",)
    assert row_of(rows, other.id).happened == ("new",)


def test_joined_texts_show_no_word_as_changed(concept: Tree) -> None:
    rows = compared(concept, Join(EINS, ZWEI, inline(" ")))

    first, second = row_of(rows, EINS), row_of(rows, ZWEI)
    assert (first.happened, second.happened) == (("joined",), ("joined",))
    assert second.continues == EINS
    assert second.new is None
    assert [(piece.kind, plain(piece.new)) for piece in (*first.text, *second.text)] == [
        *(("kept", "Ein Satz."), ("inserted", " "), ("kept", f"{SATZ_1} {SATZ_2}"))
    ]


def test_children_that_went_with_the_second_part_have_not_moved(concept: Tree) -> None:
    rows = compared(concept, Split(EINS, 3, inline(" "), NEW, (NOTE,)))

    assert row_of(rows, NEW).continues == EINS
    assert row_of(rows, NOTE).happened == ()
    assert rows.index(row_of(rows, NOTE)) == rows.index(row_of(rows, NEW)) + 1


def test_joined_texts_that_moved_leave_a_pointer_each(concept: Tree) -> None:
    rows = compared(concept, Join(EINS, ZWEI, inline(" ")), Move(EINS, Place(WOHNEN)))

    assert [row.points_to for row in rows if row.points_to] == [EINS, ZWEI]


def test_a_new_paragraph_behind_a_changed_one_is_no_part_of_it(concept: Tree) -> None:
    rows = compared(
        concept,
        Substitute(DREI, (Splice(0, inline("Dritter"), inline("Letzter")),)),
        Insert(Place(ZIEL, DREI), (NodeState(NEW, "paragraph", text=inline("Noch etwas.")),)),
    )

    assert row_of(rows, NEW).happened == ("new",)


def test_attributes_are_shown_in_words_and_in_the_order_of_the_level(concept: Tree) -> None:
    rows = compared(
        concept,
        ChangeKind(ZIEL, "ziel", "massnahme"),
        SetAttribute(ZIEL, "zusatz", None, "ja"),
        SetAttribute(ZIEL, "kosten", None, 1_000_000),
        SetAttribute(ZIEL, "beginn", None, "2027-03"),
    )

    shown = [(value.new_label, *map(new_side, value.items)) for value in row_of(rows, ZIEL).values]
    assert shown == [
        ("Beginn", inline("März 2027")),
        ("Kosten", inline("10.000 Euro")),
        ("zusatz", inline("ja")),
    ]


@given(edits(most=6))
def test_p14_each_node_stands_once_on_its_side_and_in_order(edit: Edit) -> None:
    old, operations = edit
    new = apply(operations, old)

    rows = synopsis(old, new)

    olds = Counter(row.old.id for row in rows if row.old)
    news = [row.new.id for row in rows if row.new]
    assert olds == Counter(old.nodes.keys())
    assert news == [state.id for state in new]
    shared = {row.old.id for row in rows if row.old and row.new and row.old.id == row.new.id}
    assert shared == old.nodes.keys() & new.nodes.keys()


@given(edits(most=6))
def test_p14_pointers_carry_no_content_and_lead_to_what_moved(edit: Edit) -> None:
    old, operations = edit

    rows = synopsis(old, apply(operations, old))

    moved = Counter(row.old.id for row in rows if row.old and "moved" in row.happened)
    pointers = [row for row in rows if row.points_to]
    assert Counter(row.points_to for row in pointers) == moved
    for row in pointers:
        assert row == Row(
            row.depth,
            happened=("pointer",),
            points_to=row.points_to,
            elsewhere=row.elsewhere,
            called=row.called,
        )


@given(edits(most=6))
def test_p14_the_old_text_is_read_by_following_the_pointers(edit: Edit) -> None:
    old, operations = edit

    rows = synopsis(old, apply(operations, old))

    assert list(_old_order(rows)) == [state.id for state in old]


@given(edits(most=6))
def test_p3_the_pieces_of_each_node_are_its_old_and_its_new_words(edit: Edit) -> None:
    old, operations = edit
    new = apply(operations, old)

    rows = synopsis(old, new)

    for state in old:
        shown = [row for row in rows if _is_told(row, state.id, "old")]
        assert old_side(piece for row in shown for piece in row.text) == state.text
        assert old_side(piece for row in shown for piece in row.heading) == state.heading
    for state in new:
        shown = [row for row in rows if _is_told(row, state.id, "new")]
        assert new_side(piece for row in shown for piece in row.text) == state.text
        assert new_side(piece for row in shown for piece in row.heading) == state.heading


@given(edits(most=6))
def test_a_node_that_says_the_same_has_nothing_marked(edit: Edit) -> None:
    old, operations = edit

    rows = synopsis(old, apply(operations, old))

    for row in rows:
        if row.old and row.new and not row.happened:
            assert {piece.kind for piece in (*row.heading, *row.text)} <= {"kept"}
            assert row.old_name == row.new_name
            assert replace(row.old, children=()) == replace(row.new, children=())


@given(trees, trees)
def test_p14_holds_for_any_two_texts_whatever_their_ids_say(old: Tree, new: Tree) -> None:
    rows = synopsis(old, new)  # grown apart, so the same ids are other things elsewhere

    assert Counter(row.old.id for row in rows if row.old) == Counter(old.nodes.keys())
    assert [row.new.id for row in rows if row.new] == [state.id for state in new]
    assert list(_old_order(rows)) == [state.id for state in old]


@given(trees, trees)
def test_texts_that_have_nothing_in_common_are_all_gone_and_all_new(old: Tree, new: Tree) -> None:
    strange = _under_other_ids(new, old.root)

    rows = synopsis(old, strange)

    assert len(rows) == len(old) + len(new) - 1


def _is_told(row: Row, node: NodeId, side: str) -> bool:
    """Tell whether a row shows words of a node: its own, or a later part's that are its too."""
    own = row.old if side == "old" else row.new
    return own.id == node if own else row.continues == node


def _old_order(rows: tuple[Row, ...]) -> Iterator[NodeId]:
    """Read the old side: a node stands below the row above it, a moved one at its pointer.

    Where a moved text was split, what stands below its later parts comes with it.
    """
    places = {row.old.id: at for at, row in enumerate(rows) if row.old}
    pending = [0]
    while pending:
        at = pending.pop()
        if state := rows[at].old:
            yield state.id
        below = [
            _target(rows[place], place, places)
            for place in _below(rows, at)
            if "moved" not in rows[place].happened
        ]
        pending.extend(reversed(below))


def _below(rows: tuple[Row, ...], at: int) -> Iterator[int]:
    """Give the rows one deeper, and for one that moved and was split also those of its parts."""
    top = rows[at]
    for place in range(at + 1, len(rows)):
        row = rows[place]
        is_part = not row.points_to and not row.old and row.continues == top.state.id
        if row.depth <= top.depth and not (is_part and "moved" in top.happened):
            break
        if row.depth == top.depth + 1:
            yield place


def _target(row: Row, place: int, places: dict[NodeId, int]) -> int:
    return places[row.points_to] if row.points_to else place


def _under_other_ids(tree: Tree, root: NodeId) -> Tree:
    ids = {state.id: node_id(5000 + number) for number, state in enumerate(tree)}
    ids[tree.root] = root
    states = [
        replace(state, id=ids[state.id], children=tuple(ids[child] for child in state.children))
        for state in tree
    ]
    return Tree.of(states, root=root, outline=tree.outline)
