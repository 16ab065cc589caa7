"""Origins of words, seen on small texts."""

from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from fortschrift.core.text import (
    BOLD,
    ChangeKind,
    FormatError,
    Insert,
    Join,
    Move,
    NodeId,
    NodeState,
    NotCanonical,
    Operation,
    Place,
    Reformat,
    Repeal,
    Retitle,
    SetAttribute,
    Splice,
    Split,
    Substitute,
    Tree,
    UnknownNode,
    WrongRange,
    apply,
    digest,
    inline,
    inverse_of_all,
    plain,
)
from fortschrift.core.text.canonical.schema_origins import ORIGINS
from fortschrift.core.text.canonical.serialize import canonical
from fortschrift.core.text.origins.carried import (
    NOT_GIVEN,
    Carried,
    Given,
    carried,
    first_origins,
    given_for,
    operations_of,
)
from fortschrift.core.text.origins.node_origins import NodeOrigins
from fortschrift.core.text.origins.spans import Origin, Spans, dealt, laid, overlaid, piece, span
from fortschrift.core.text.origins.told_by_words import told_by_words
from tests.core.text.growing import node_id

GOLDEN = Path(__file__).parent / "golden"
ROOT, GOAL, ONE, TWO, NEW = map(node_id, range(1, 6))
FIRST, SECOND, THIRD = (UUID(int=number) for number in (1, 2, 3))
PARTNERS = ("AWO", "VHS", "Jobcenter")


def tree(one: str = "Die Stadt fördert Kurse.", two: str = "Sie berichtet.") -> Tree:
    """A goal with two paragraphs."""
    return Tree.of(
        [
            NodeState(ROOT, "concept", inline("Konzept"), children=(GOAL,)),
            NodeState(
                GOAL,
                "goal",
                inline("Sprache"),
                attributes=(("cost", 5000), ("partners", PARTNERS), ("start", "Herbst 2018")),
                children=(ONE, TWO),
            ),
            NodeState(ONE, "paragraph", text=inline(one)),
            NodeState(TWO, "paragraph", text=inline(two)),
        ],
        root=ROOT,
    )


def changed(before: Tree, *operations: Operation, given: Given | None = None) -> Carried:
    """Change a text that the first change brought in, by the second."""
    return carried(first_origins(before, FIRST), before, operations, SECOND, given or {})


def told(text: str, spans: Spans) -> list[tuple[str, int, int]]:
    """Say who wrote what: the words, the number of the change, the operation."""
    found = []
    at = 0
    for length, origin in spans:
        found.append((text[at : at + length], origin.change.int, origin.operation))
        at += length
    return found


def told_of_text(
    before: Tree, *operations: Operation, node: NodeId = ONE
) -> list[tuple[str, int, int]]:
    """Say who wrote what of a paragraph after operations."""
    after = apply(operations, before)
    return told(plain(after[node].text), changed(before, *operations).changed[node].text)


def whole(old: str, new: str) -> tuple[Tree, Substitute]:
    """Replace a whole text by another one."""
    return tree(old), Substitute.whole(ONE, inline(old), inline(new))


def test_a_text_from_outside_comes_from_its_root_change() -> None:
    origins = first_origins(tree(), FIRST)

    everything = Origin(FIRST, 0)
    assert origins[GOAL] == NodeOrigins(
        ((7, everything),),
        (),
        (
            ("cost", ((1, everything),)),
            ("partners", ((3, everything),)),
            ("start", ((11, everything),)),
        ),
    )
    assert operations_of(origins)[ONE] == {everything}


def test_new_words_come_from_the_operation_and_the_others_keep_their_origin() -> None:
    before, rewrite = whole("Die Stadt fördert Kurse.", "Die Stadt fördert gute Kurse.")

    assert told_of_text(before, Retitle.whole(GOAL, inline("Sprache"), ()), rewrite) == [
        ("Die Stadt fördert ", 1, 0),
        ("gute ", 2, 1),
        ("Kurse.", 1, 0),
    ]


def test_a_number_stays_whole_or_not_at_all_but_a_date_keeps_its_month() -> None:
    before, rewrite = whole("Ab 2. März 2018: 15.000 Euro.", "Ab 9. März 2018: 12.000 Euro.")

    assert told_of_text(before, rewrite) == [
        ("Ab ", 1, 0),
        ("9", 2, 0),
        (". März 2018: ", 1, 0),
        ("12.000 ", 2, 0),
        ("Euro.", 1, 0),
    ]


def test_a_sign_is_not_the_word_before_it() -> None:
    before, rewrite = whole("Wir lernen (gern).", "Wir lernen, und gern.")

    assert told_of_text(before, rewrite) == [
        ("Wir lernen", 1, 0),
        (", und ", 2, 0),
        ("gern.", 1, 0),
    ]


def test_a_sentence_that_moves_within_an_operation_keeps_its_origin() -> None:
    before = tree("Kurse kosten nichts. Die Stadt zahlt alles.")
    moved = Substitute(
        ONE,
        (
            Splice(0, (), inline("Die Stadt zahlt alles. ")),
            Splice(20, inline(" Die Stadt zahlt alles."), ()),
        ),
    )

    assert told_of_text(before, moved) == [
        ("Die Stadt zahlt alles.", 1, 0),
        (" ", 2, 0),
        ("Kurse kosten nichts.", 1, 0),
    ]


def test_marks_kind_and_place_change_no_origin() -> None:
    made = changed(
        tree(),
        Reformat(ONE, (Splice(0, inline("Die"), inline("Die", BOLD)),)),
        Substitute(TWO, (Splice(0, inline("Sie"), inline("Sie", BOLD)),)),
        Move(TWO, Place(GOAL)),
        ChangeKind(GOAL, "goal", "field"),
    )

    assert made == Carried({}, frozenset())


def test_a_split_cuts_and_a_join_lays_end_to_end_with_its_own_blank() -> None:
    before = tree("Erst dies. Dann das.")
    split = Split(ONE, 10, inline(" "), NEW)

    parts = changed(before, split).changed
    assert told("Erst dies.", parts[ONE].text) == [("Erst dies.", 1, 0)]
    assert told("Dann das.", parts[NEW].text) == [("Dann das.", 1, 0)]
    assert told_of_text(before, split, Join(ONE, NEW, inline("\n"))) == [
        ("Erst dies.", 1, 0),
        ("\n", 2, 1),
        ("Dann das.", 1, 0),
    ]


def test_words_alone_tell_what_stayed_also_of_a_text_that_was_split() -> None:
    before = tree("Erst dies. Dann das.")
    operations = (
        Split(ONE, 10, inline(" "), NEW),
        Substitute.whole(NEW, inline("Dann das."), inline("Dann gern das.")),
        Repeal(TWO),
        SetAttribute(GOAL, "partners", PARTNERS, (*PARTNERS, "VHS")),
    )
    after = apply(operations, before)

    made = told_by_words(first_origins(before, FIRST), before, after, SECOND)

    assert told("Dann gern das.", made.changed[NEW].text) == [
        ("Dann ", 1, 0),
        ("gern ", 2, 0),
        ("das.", 1, 0),
    ]
    assert told("Erst dies.", made.changed[ONE].text) == [("Erst dies.", 1, 0)]
    assert made.changed[GOAL].attributes[1][1] == ((3, Origin(FIRST, 0)), (1, Origin(SECOND, 0)))
    assert made.gone == {TWO}


def test_words_alone_tell_that_what_is_new_comes_from_the_first_operation() -> None:
    before = tree()
    after = apply([Substitute(TWO, (Splice(4, (), inline("stets ")),))], before)

    made = told_by_words(first_origins(before, FIRST), before, after, SECOND)

    assert told("Sie stets berichtet.", made.changed[TWO].text) == [
        ("Sie ", 1, 0),
        ("stets ", 2, 0),
        ("berichtet.", 1, 0),
    ]
    assert made.gone == frozenset()


def test_what_is_repealed_is_gone_and_what_left_it_is_not() -> None:
    made = changed(tree(), Move(TWO, Place(ROOT)), Repeal(GOAL))

    assert made == Carried({}, frozenset({GOAL, ONE}))


def test_what_comes_and_goes_within_a_change_is_not_told() -> None:
    new = NodeState(NEW, "paragraph", text=inline("Neu."))

    assert changed(tree(), Insert(Place(GOAL), (new,)), Repeal(NEW)) == Carried({}, frozenset())


@pytest.mark.parametrize(
    ("key", "old", "new", "wanted"),
    [
        ("start", "Herbst 2018", "Herbst 2019", [(7, 1), (4, 2)]),
        ("start", "Herbst 2018", ("Herbst 2018",), [(1, 2)]),
        ("start", "Herbst 2018", None, None),
        ("cost", 5000, 6000, [(1, 2)]),
        ("cost", 5000, True, [(1, 2)]),
        ("cost", 5000, "5000", [(4, 2)]),
        ("partners", PARTNERS, ("VHS", "Sportbund", "AWO"), [(1, 1), (1, 2), (1, 1)]),
        ("partners", PARTNERS, ("VHS", "VHS"), [(1, 1), (1, 2)]),
        ("level", None, "hoch", [(4, 2)]),
        ("open", None, False, [(1, 2)]),
    ],
)
def test_of_a_value_words_and_items_stay_but_no_part_of_a_number(
    key: str, old: Any, new: Any, wanted: list[tuple[int, int]] | None
) -> None:
    made = changed(tree(), SetAttribute(GOAL, key, old, new))

    spans = dict(made.changed[GOAL].attributes).get(key)
    assert wanted == (spans and [(length, origin.change.int) for length, origin in spans])


def test_a_value_that_only_python_takes_for_equal_is_another_one() -> None:
    before = tree()
    origins = first_origins(before, FIRST)
    once = carried(origins, before, [SetAttribute(GOAL, "open", None, True)], SECOND)
    with_flag = apply([SetAttribute(GOAL, "open", None, True)], before)

    made = carried(
        {**origins, **once.changed}, with_flag, [SetAttribute(GOAL, "open", True, 1)], THIRD
    )

    assert dict(made.changed[GOAL].attributes)["open"] == ((1, Origin(THIRD, 0)),)


def test_an_undo_brings_the_same_origins_back_and_makes_none() -> None:
    before, rewrite = whole("Die Stadt fördert Kurse.", "Niemand fördert Kurse.")
    operations = (rewrite, Repeal(TWO), SetAttribute(GOAL, "cost", 5000, None))
    origins = first_origins(before, FIRST)
    made = carried(origins, before, operations, SECOND)
    after = apply(operations, before)
    there = {node: each for node, each in origins.items() if node not in made.gone} | made.changed

    undoing = inverse_of_all(operations, before)
    given = given_for(undoing, after, origins)
    undone = carried(there, after, undoing, THIRD, given)

    assert undone.changed == {node: origins[node] for node in (ONE, TWO, GOAL)}
    assert undone.gone == frozenset()


def test_words_taken_over_by_other_operations_keep_their_first_origin() -> None:
    before = tree()
    first = (
        Substitute(ONE, (Splice(4, inline("Stadt"), inline("Gemeinde")),)),
        Substitute(ONE, (Splice(13, (), inline("sehr ")),)),
    )
    as_one = (
        Substitute(
            ONE, (Splice(4, inline("Stadt"), inline("Gemeinde")), Splice(10, (), inline("sehr ")))
        ),
    )
    after = changed(before, *first).changed

    taken_over = carried(
        first_origins(before, FIRST), before, as_one, THIRD, given_for(as_one, before, after)
    )

    assert apply(as_one, before) == apply(first, before)
    assert taken_over.changed == after


def test_words_that_stood_in_no_text_are_new_where_they_are_taken_over() -> None:
    before = tree()
    operations = (Retitle.whole(GOAL, inline("Sprache"), inline("Reden")), Repeal(GOAL))
    given = given_for(operations, before, first_origins(before, FIRST))

    taken_over = changed(before, operations[0], given=given)

    assert given == {0: ((5, NOT_GIVEN),)}
    assert taken_over.changed[GOAL].heading == ((5, Origin(SECOND, 0)),)


def test_given_spans_must_measure_what_is_brought_in() -> None:
    join = Join(ONE, TWO, inline(" "))

    with pytest.raises(WrongRange):
        changed(tree(), join, given={0: ((2, Origin(THIRD, 0)),)})


def test_a_node_without_origins_is_named() -> None:
    with pytest.raises(UnknownNode) as caught:
        carried({}, tree(), [Retitle.whole(ONE, (), inline("x"))], SECOND)
    with pytest.raises(UnknownNode):
        changed(tree(), Repeal(ONE), Retitle.whole(ONE, (), inline("x")))

    assert caught.value.node == ONE


def test_spans_are_cut_dealt_and_laid_in_normal_form() -> None:
    one, other = Origin(FIRST, 0), Origin(SECOND, 0)
    spans = laid(span(3, one), (), span(2, one), span(4, other))

    assert spans == ((5, one), (4, other))
    assert piece(spans, 4, 6) == ((1, one), (1, other))
    assert piece(spans, 4, 4) == piece(spans, 9, 9) == ()
    assert dealt(spans, (0, 7, 2)) == ((), ((5, one), (2, other)), ((2, other),))
    assert list(overlaid(spans, span(9, one))) == [(5, one, one), (4, other, one)]
    for start, end in ((4, 10), (-1, 2), (3, 2), (10, 10)):
        with pytest.raises(WrongRange):
            piece(spans, start, end)
    with pytest.raises(WrongRange):
        dealt(spans, (1, 2))
    with pytest.raises(WrongRange):
        list(overlaid(spans, ()))


CHANGES = [node_id(number) for number in range(50, 55)]
STORED = NodeOrigins(
    heading=((4, Origin(CHANGES[1], 7)),),
    text=(
        (10, Origin(CHANGES[0], 0)),
        (3, Origin(CHANGES[1], 1)),
        (2, Origin(CHANGES[1], 0)),
        (1, Origin(CHANGES[2], 12)),
    ),
    attributes=(("cost", ((1, Origin(CHANGES[3], 0)),)), ("start", ((7, Origin(CHANGES[4], 0)),))),
)


def test_schema_1_of_origins_is_read_and_written_as_it_always_was() -> None:
    stored = (GOLDEN / "schema1-origins.json").read_bytes()

    assert ORIGINS.from_bytes(stored) == STORED
    assert ORIGINS.to_bytes(STORED) == stored
    assert digest(stored) == "8b0d9e7695701808c70a646192f3146a49b3265d663b3c879513f3c1d56231eb"


def test_a_node_that_says_nothing_has_origins_that_say_nothing() -> None:
    assert ORIGINS.to_bytes(NodeOrigins()) == b'{"origins":{},"schema":1}'
    assert ORIGINS.from_data({}) == NodeOrigins()


CHANGE = str(FIRST)


@pytest.mark.parametrize(
    ("data", "path"),
    [
        ([], ""),
        ({"words": []}, "words"),
        ({"changes": ["x"]}, "changes[0]"),
        ({"text": [[1, 0, 0]]}, ""),
        ({"changes": [CHANGE], "text": [[1, 0]]}, ""),
        ({"changes": [CHANGE], "text": [[1, -1, 0]]}, ""),
        ({"changes": [CHANGE], "text": [[1, 0, -1]]}, ""),
        ({"changes": [CHANGE], "text": [[0, 0, 0]]}, ""),
        ({"changes": [CHANGE], "text": [[1, 0, 0], [2, 0, 0]]}, ""),
        ({"changes": [CHANGE], "text": [[1, 0, 0.5]]}, "text[0][2]"),
        ({"changes": [CHANGE], "heading": [[True, 0, 0]]}, "heading[0][0]"),
        ({"attributes": []}, "attributes"),
        ({"changes": [CHANGE], "attributes": {"a": [[0, 0, 0]]}}, ""),
    ],
)
def test_what_is_no_origins_is_refused_with_its_path(data: Any, path: str) -> None:
    with pytest.raises(FormatError) as caught:
        ORIGINS.from_data(data)

    assert caught.value.path == path


@pytest.mark.parametrize(
    "data",
    [
        {"changes": [CHANGE, str(SECOND)], "text": [[1, 0, 0]]},
        {"changes": [str(SECOND), CHANGE], "text": [[1, 0, 0], [1, 1, 0]]},
        {"changes": [CHANGE, CHANGE], "text": [[1, 0, 0], [1, 1, 1]]},
        {"changes": [CHANGE], "heading": [], "text": [[1, 0, 0]]},
    ],
)
def test_origins_have_one_spelling(data: Any) -> None:
    with pytest.raises(NotCanonical):
        ORIGINS.from_bytes(canonical({"schema": 1, "origins": data}))
