"""Canonical bytes: one spelling, strict reading, old files for ever."""

import json
from pathlib import Path
from typing import Any, get_args

import pytest

from fortschrift.core.text import (
    NODE,
    OPERATIONS,
    OUTLINE,
    TEXT,
    TREE,
    ChangeOutline,
    Format,
    FormatError,
    NotCanonical,
    Operation,
    TextError,
    UnknownSchema,
    apply,
    digest,
    inline,
    inverse_of_all,
)
from fortschrift.core.text.canonical.schema2 import MEMBERS
from fortschrift.core.text.canonical.serialize import canonical
from tests.core.text.golden import sample

GOLDEN = Path(__file__).parent / "golden"
STORED: list[tuple[str, Format[Any], Any, str]] = [
    ("tree", TREE, sample.TREE, "f66954ab2015f5bdd744200fe0e9815522f78bc5d6445dc56170d18073c64b81"),
    (
        "operations",
        Format("operations", {1: OPERATIONS.codecs[1]}),
        sample.OPERATIONS_1,
        "6c27ed371343f69c51db765ee0e6d2ebef0e4993424fd90686b9ae0fd7a7b70c",
    ),
    (
        "outline",
        OUTLINE,
        sample.OUTLINE,
        "158e5eab974fca1740fde4d629283d431f2dcda3cf52e45acb7d7b24902c475d",
    ),
    (
        "node",
        NODE,
        sample.TREE[sample.GOAL],
        "a76430286ca792450cde11474c4f412bfeee587f76b270b154f3287314951dcc",
    ),
    (
        "text",
        TEXT,
        sample.TREE[sample.TEXT].text,
        "724f39ce49101eecb3dbba179f165a9374b6bbb69698f28ab4844d96b4fa2d65",
    ),
]


@pytest.mark.parametrize(("name", "format_", "value", "wanted"), STORED)
def test_schema_1_is_read_and_written_as_it_always_was(
    name: str, format_: Format[Any], value: Any, wanted: str
) -> None:
    stored = (GOLDEN / f"schema1-{name}.json").read_bytes()

    assert format_.from_bytes(stored) == value
    assert format_.to_bytes(value) == stored
    assert digest(stored) == wanted


def test_schema_2_of_operations_is_read_and_written_as_it_always_was() -> None:
    stored = (GOLDEN / "schema2-operations.json").read_bytes()

    assert OPERATIONS.from_bytes(stored) == sample.OPERATIONS
    assert OPERATIONS.to_bytes(sample.OPERATIONS) == stored
    assert digest(stored) == "33163652abc67c0801940f1ee1815d4b3ddee20cb33cbdc959f4d22f951f9e4e"


NEWER: list[tuple[str, Format[Any], Any, str]] = [
    (
        "schema2-outline",
        OUTLINE,
        sample.OUTLINE_2,
        "80c67d16c1a97ff174bb8250366930480fc01d89d7d713d5f7fdcd5de0422cbf",
    ),
    (
        "schema2-tree",
        TREE,
        sample.TREE_2,
        "ad9e36d7d08fdac7488b63e852251c74173323c6ddbf654ca83f8522c2dfb071",
    ),
    (
        "schema3-operations",
        OPERATIONS,
        sample.OPERATIONS_3,
        "acc6c5f670c00aed326b212c6a5fd643991853a0fb7b4040b03c0c63f28d6107",
    ),
]


@pytest.mark.parametrize(("name", "format_", "value", "wanted"), NEWER)
def test_what_an_outline_says_since_schema_2_is_read_and_written_as_it_always_was(
    name: str, format_: Format[Any], value: Any, wanted: str
) -> None:
    stored = (GOLDEN / f"{name}.json").read_bytes()

    assert format_.from_bytes(stored) == value
    assert format_.to_bytes(value) == stored
    assert digest(stored) == wanted


@pytest.mark.parametrize(("name", "format_", "value", "wanted"), NEWER)
def test_a_value_the_older_schema_can_say_has_no_second_spelling_in_the_newer_one(
    name: str, format_: Format[Any], value: Any, wanted: str
) -> None:
    olds = {"outline": sample.OUTLINE, "tree": sample.TREE, "operations": sample.OPERATIONS}
    old: Any = olds[format_.name]
    newer = canonical({"schema": format_.version, format_.name: format_.to_data(old)})

    assert f'"schema":{format_.version - 1}'.encode() in format_.to_bytes(old)
    with pytest.raises(NotCanonical):
        format_.from_bytes(newer)


def test_an_older_program_is_told_that_it_does_not_know_the_schema() -> None:
    of_then = Format("outline", {1: OUTLINE.codecs[1]})

    with pytest.raises(UnknownSchema):
        of_then.from_bytes(OUTLINE.to_bytes(sample.OUTLINE_2))


def test_a_text_brought_to_a_newer_outline_and_back_has_the_bytes_it_had() -> None:
    upgraded = apply([ChangeOutline(sample.OUTLINE, sample.OUTLINE_2)], sample.TREE)

    restored = apply([ChangeOutline(sample.OUTLINE_2, sample.OUTLINE)], upgraded)

    assert TREE.to_bytes(upgraded) == TREE.to_bytes(sample.TREE_2)
    assert TREE.to_bytes(restored) == (GOLDEN / "schema1-tree.json").read_bytes()


def test_operations_of_schema_1_are_still_read_and_do_the_same() -> None:
    stored = (GOLDEN / "schema1-operations.json").read_bytes()

    operations = OPERATIONS.from_bytes(stored)

    assert apply(operations, sample.TREE) == apply(sample.OPERATIONS_1, sample.TREE)


def test_the_sample_uses_every_operation_and_can_be_taken_back() -> None:
    after = apply(sample.OPERATIONS, sample.TREE)

    restored = apply(inverse_of_all(sample.OPERATIONS, sample.TREE), after)

    assert TREE.to_bytes(restored) == TREE.to_bytes(sample.TREE)
    assert {type(operation) for operation in sample.OPERATIONS} == set(get_args(Operation))


def test_every_operation_of_the_closed_set_can_be_stored() -> None:
    stored = {kind for kind, _ in MEMBERS.values()}

    assert stored == set(get_args(Operation))


def test_each_kind_of_value_has_schema_versions_of_its_own() -> None:
    later = Format("text", {**TEXT.codecs, 2: TEXT.codecs[1]})

    assert later.to_bytes(()) == b'{"schema":2,"text":[]}'
    assert later.from_bytes(b'{"schema":1,"text":["alt"]}') == inline("alt")


def test_the_spelling_is_dense_sorted_and_in_plain_utf_8() -> None:
    data = canonical({"b": ["ä", 1, True, None], "a": {"y": "\n", "x": "😀"}})

    assert data == '{"a":{"x":"😀","y":"\\n"},"b":["ä",1,true,null]}'.encode()


def node(**said: Any) -> dict[str, Any]:
    """JSON data of a node, valid unless said otherwise."""
    return {"id": str(sample.TEXT), "kind": "paragraph", **said}


@pytest.mark.parametrize(
    ("data", "path", "reason"),
    [
        ([], "", "object expected, list found"),
        ({"kind": "paragraph"}, "id", "missing"),
        (node(color="red"), "color", "unknown"),
        (node(id=7), "id", "str expected, int found"),
        (node(id="7"), "id", "a UUID in small letters with hyphens expected"),
        (node(id=str(sample.TEXT).upper()), "id", "a UUID in small letters with hyphens expected"),
        (node(kind="Absatz"), "", "WrongValue"),
        (node(text="Satz"), "text", "array expected, str found"),
        (node(text=["a", 1]), "text[1]", "object expected, int found"),
        (node(text=["a", "b"]), "", "WrongValue"),
        (node(text=[""]), "text[0]", "EmptyRun"),
        (node(text=["a\x00"]), "text[0]", "RefusedCharacter: position=1, code_point=0"),
        (node(text=["a\ud800"]), "text[0]", "RefusedCharacter"),
        (node(text=[{"text": "a"}]), "text[0].marks", "missing"),
        (node(text=[{"marks": ["blink"], "text": "a"}]), "text[0].marks[0]", "RefusedMarks"),
        (
            node(text=[{"marks": [[]], "text": "a"}]),
            "text[0].marks[0]",
            "two strings expected, 0 found",
        ),
        (node(text=[{"marks": [7], "text": "a"}]), "text[0].marks[0]", "array expected"),
        (
            node(text=[{"marks": [["link", "javascript:x"]], "text": "a"}]),
            "text[0].marks[0]",
            "RefusedLink: href=javascript:x",
        ),
        (node(attributes=[]), "attributes", "object expected, list found"),
        (node(kind="goal", attributes={"a": None}), "attributes", "no attribute value: NoneType"),
        (node(kind="goal", attributes={"a": [1]}), "attributes[0]", "str expected, int found"),
        (node(kind="goal", attributes={"a": 0.5}), "attributes", "no attribute value: float"),
        (node(kind="goal", attributes={"a": ""}), "", "WrongValue"),
        (node(children=["x"]), "children[0]", "a UUID"),
        (node(relations=[["a"]]), "relations[0]", "two strings expected, 1 found"),
        (node(relations=[["a", "x"]]), "relations[0]", "a UUID"),
        (node(parent_unknown=1), "parent_unknown", "bool expected, int found"),
        (node(printed_number=15), "printed_number", "str expected, int found"),
    ],
)
def test_what_is_no_node_is_refused_with_path_and_reason(data: Any, path: str, reason: str) -> None:
    with pytest.raises(FormatError) as caught:
        NODE.from_data(data)

    assert caught.value.path == path
    assert caught.value.reason.startswith(reason)


@pytest.mark.parametrize(
    ("data", "path"),
    [
        ([{"op": "explode", "node": str(sample.TEXT)}], "[0].op"),
        ([{"node": str(sample.TEXT)}], "[0].op"),
        ([7], "[0].op"),
        ([{"op": "repeal"}], "[0].node"),
        ([{"op": "repeal", "node": str(sample.TEXT), "why": "x"}], "[0].why"),
        ([{"op": "move", "node": str(sample.TEXT), "place": {}}], "[0].place.parent"),
        (
            [
                {
                    "op": "insert",
                    "place": {"parent": str(sample.ROOT)},
                    "states": [node(), node(kind="?")],
                }
            ],
            "[0].states[1]",
        ),
        ([{"op": "insert", "place": {"parent": str(sample.ROOT)}, "states": []}], "[0]"),
    ],
)
def test_what_is_no_operation_is_refused_with_its_path(data: Any, path: str) -> None:
    with pytest.raises(FormatError) as caught:
        OPERATIONS.from_data(data)

    assert caught.value.path == path


def test_what_is_no_tree_is_refused_with_the_path_from_the_envelope() -> None:
    broken = TREE.to_data(sample.TREE)
    broken["nodes"][3]["text"][1]["marks"].append("blink")

    with pytest.raises(FormatError) as caught:
        TREE.from_bytes(canonical({"schema": 1, "tree": broken}))
    with pytest.raises(FormatError) as stray:
        TREE.from_data({"root": str(sample.ROOT), "nodes": [node()]})

    assert caught.value.path == "tree.nodes[3].text[1].marks[3]"
    assert stray.value.reason.startswith("UnknownNode")


GOOD = TEXT.to_bytes(sample.TREE[sample.NOTE].text)


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"", FormatError),
        (b"{", FormatError),
        (b"\xff\xfe", FormatError),
        (b"[]", FormatError),
        (b'{"text":[]}', FormatError),
        (b'{"more":1,"schema":1,"text":[]}', FormatError),
        (b'{"schema":1,"text":[1.5]}', FormatError),
        (b'{"schema":1,"text":[NaN]}', FormatError),
        (b'{"schema":1.0,"text":[]}', FormatError),
        (b'{"schema":1,"text":' + b"[" * 100_000, FormatError),
        (b'{"schema":1,"text":[' + b"9" * 5_000 + b"]}", FormatError),
        (b'{"schema":2,"text":[]}', UnknownSchema),
        (b'{"schema":true,"text":[]}', UnknownSchema),
        (b'{"text":[],"schema":1}', NotCanonical),
        (b'{"schema":1, "text":[]}', NotCanonical),
        (b'{"schema":1,"schema":1,"text":[]}', NotCanonical),
        (b'{"schema":1,"text":["\\u00e4"]}', NotCanonical),
        (b'{"schema":1,"text":[{"marks":[],"text":"a"}]}', NotCanonical),
        (GOOD + b"\n", NotCanonical),
        (b"\xef\xbb\xbf" + GOOD, FormatError),
    ],
)
def test_any_other_spelling_is_refused(data: bytes, error: type[TextError]) -> None:
    with pytest.raises(error):
        TEXT.from_bytes(data)


def test_defaults_are_left_out_and_not_spelled() -> None:
    spelled = canonical({"schema": 1, "node": {**node(), "text": []}})

    with pytest.raises(NotCanonical):
        NODE.from_bytes(spelled)
    assert json.loads(NODE.to_bytes(NODE.from_data(node(text=[]))))["node"] == node()


def test_nodes_of_a_tree_are_stored_in_document_order() -> None:
    data = TREE.to_data(sample.TREE)
    data["nodes"].reverse()

    assert TREE.from_data(data) == sample.TREE
    with pytest.raises(NotCanonical):
        TREE.from_bytes(canonical({"schema": 1, "tree": data}))


def test_reading_in_bulk_refuses_what_is_no_node() -> None:
    stored = NODE.to_bytes(sample.TREE[sample.GOAL]).decode()

    with pytest.raises(FormatError):
        NODE.from_stored([stored, "{}"])
    with pytest.raises(UnknownSchema):
        NODE.from_stored([stored.replace('"schema":1', '"schema":9')])
    assert NODE.from_stored([]) == ()
