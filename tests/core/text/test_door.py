"""The open door: what docs/door.md promises, and that nothing that comes in breaks it."""

import io
import json
import os
import re
import subprocess
import sys
from importlib import import_module
from math import isqrt
from pathlib import Path
from random import Random
from typing import Any
from unicodedata import is_normalized

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import fortschrift.core.text as engine
from fortschrift.core.text import OPERATIONS, TREE, Tree, apply, intake
from fortschrift.core.text.door.amendments import MOST_AMENDMENTS, MOST_PAIRS
from fortschrift.core.text.door.changes import MOST_COMPARED
from fortschrift.core.text.door.command import COMMANDS, main
from fortschrift.core.text.door.request import MOST_ALIGNED, MOST_CHARACTERS, MOST_NODES
from tests.core.text.growing import SENTENCES
from tests.core.text.strategies import related_trees, seeds

SOURCES = Path(engine.__file__).parents[3]
PAGE = SOURCES.parent / "docs" / "door.md"
EXAMPLE = re.compile(
    r"```sh\npython -m fortschrift\.core\.text (\w+) <<'JSON'\n(.*?)\nJSON\n```\n\n"
    r"```json\n(.*?)```",
    re.DOTALL,
)
EXAMPLES = EXAMPLE.findall(PAGE.read_text("utf-8"))
Run = Any
#: As they come out: normalised.
TEXTS = tuple(map(intake, SENTENCES))
BASE = [
    {"id": "1", "text": "Gute Kurse für alle."},
    {"id": "2", "kind": "h2", "text": "Sprache"},
    {"id": "3", "text": "Der Rat berichtet."},
    {"id": "4", "kind": "h3", "text": "Kitas"},
    {"id": "5", "kind": "li", "text": "Bücher"},
    {"id": "6", "kind": "li", "text": "Spiele"},
]


class _Bytes(io.TextIOWrapper):
    """A stream as a process has it: text with bytes below."""

    def __init__(self, data: bytes = b"") -> None:
        super().__init__(io.BytesIO(data), "utf-8", write_through=True)

    def said(self) -> bytes:
        """Give what was written."""
        below = self.buffer
        assert isinstance(below, io.BytesIO)
        return below.getvalue()


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command as a process does; give exit code, answer and error."""

    def run(command: str, request: Any, *arguments: str) -> tuple[int, Any, Any]:
        return _run(monkeypatch, command, request, *arguments)

    return run


def _run(
    patch: pytest.MonkeyPatch, command: str, request: Any, *arguments: str
) -> tuple[int, Any, Any]:
    given = request if isinstance(request, bytes) else json.dumps(request).encode()
    out, errors = _Bytes(), _Bytes()
    patch.setattr(sys, "stdin", _Bytes(given))
    patch.setattr(sys, "stdout", out)
    patch.setattr(sys, "stderr", errors)
    code = main([command, *arguments])
    answer, error = (json.loads(each.said() or b"null") for each in (out, errors))
    return code, answer, error


def answer_of(command: str, request: Any) -> Any:
    """Run a command that must not refuse."""
    with pytest.MonkeyPatch.context() as patch:
        code, answer, error = _run(patch, command, request)
    assert (code, error) == (0, None)
    return answer


def process(
    *arguments: str,
    given: bytes = b"",
    code: int = 0,
    encoding: str = "ascii",
    out: Any = subprocess.PIPE,
) -> "subprocess.CompletedProcess[bytes]":
    """Run the door as a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "fortschrift.core.text", *arguments],
        input=given,
        stdout=out,
        stderr=subprocess.PIPE,
        check=False,
        env={"PYTHONPATH": str(SOURCES), "PYTHONIOENCODING": encoding},
    )
    assert done.returncode == code, done.stderr
    return done


@pytest.mark.parametrize(("command", "request_text", "expected"), EXAMPLES)
def test_the_examples_of_the_page_are_true(
    run: Run, command: str, request_text: str, expected: str
) -> None:
    code, answer, error = run(command, request_text.encode())

    assert (error if code else answer) == json.loads(expected)


def test_what_several_insert_alike_stands_once_and_what_one_inserts_twice_stands_twice() -> None:
    def inserting(id: str, *texts: str) -> dict[str, Any]:
        changes = [{"para": "1", "op": "insert_after", "text": text} for text in texts]
        return {"id": id, "changes": changes}

    answer = answer_of("merge", {
        "base": [{"id": "1", "text": "Gute Kurse."}],
        "amendments": [inserting("Ä1", "Neu."), inserting("Ä2", "Neu."),
                       inserting("Ä3", "Doppelt.", "Doppelt.")],
    })  # fmt: skip

    assert [each["text"] for each in answer["text"]] == [
        "Gute Kurse.", "Neu.", "Doppelt.", "Doppelt.",
    ]  # fmt: skip
    assert answer["credits"] == [["Ä1", "Ä2"], ["Ä3"], ["Ä3"]]
    assert answer["text"][1]["id"].startswith("Ä1")


def test_the_page_has_an_example_of_each_command() -> None:
    assert {command for command, _, _ in EXAMPLES} == set(COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_the_help_shows_a_request_that_works(command: str, run: Run) -> None:
    example = import_module(f"fortschrift.core.text.door.commands.{command}").EXAMPLE

    said = process(command, "--help", encoding="utf-8").stdout.decode()
    code, answer, _ = run(command, example)

    shown = said.split("<<'JSON'\n")[1].split("\nJSON")[0]
    assert json.loads(shown) == example
    assert code == 0
    assert answer


def test_the_help_names_all_commands() -> None:
    said = process("--help").stdout.decode()

    for command, what in COMMANDS.items():
        assert command in said
        assert what in said


def test_a_process_reads_a_file_and_writes_the_same_bytes_each_time(tmp_path: Path) -> None:
    request = json.dumps({"old": [{"text": "Tür"}], "new": [{"text": "Türe"}, {"text": "„x“"}]})
    (tmp_path / "request.json").write_text(request, "utf-8")

    from_file = process("synopsis", str(tmp_path / "request.json")).stdout
    from_input = process("synopsis", given=request.encode()).stdout

    assert from_file == from_input
    assert "„x“" in from_file.decode()


def test_a_process_that_refuses_ends_with_2_and_one_object() -> None:
    done = process("diff", given=b'{"old": "a", "new": "\\ud800"}', code=2)

    assert done.stdout == b""
    assert json.loads(done.stderr)["error"] == {
        "class": "RefusedCharacter",
        "path": "new",
        "reason": "A character that is no text there; position in code points as submitted.",
        "position": 0,
        "code_point": 0xD800,
    }


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_an_answer_that_cannot_be_written_is_told_in_one_line() -> None:
    request = b'{"old": "a", "new": "b"}'

    with Path("/dev/full").open("wb") as full:
        done = process("diff", given=request, code=1, out=full)

    assert done.stderr.startswith(b"cannot write the answer: ")
    assert done.stderr.count(b"\n") == 1


def test_an_answer_that_nobody_reads_ends_the_process_quietly() -> None:
    reading, writing = os.pipe()
    os.close(reading)

    with os.fdopen(writing, "wb") as pipe:
        done = process("diff", given=b'{"old": "a", "new": "b"}', code=1, out=pipe)

    assert done.stderr == b""


@pytest.mark.parametrize(
    ("closed", "code", "said"),
    [(0, 2, b'{"error": '), (1, 1, b"cannot write the answer: "), (2, 0, b"")],
)
def test_a_closed_stream_is_no_reason_to_fail(closed: int, code: int, said: bytes) -> None:
    line = f"exec {closed}>&-; {sys.executable} -m fortschrift.core.text diff"

    done = subprocess.run(
        ["sh", "-c", line],
        input=b'{"old": "a", "new": "b"}',
        capture_output=True,
        check=False,
        env={"PYTHONPATH": str(SOURCES)},
    )

    assert (done.returncode, done.stderr.count(b"\n")) == (code, bool(said))
    assert done.stderr.startswith(said)


def test_a_process_that_compares_loads_neither_merging_nor_origins() -> None:
    code = (
        "import io, sys; sys.argv[1:] = ['synopsis'];"
        'sys.stdin = io.TextIOWrapper(io.BytesIO(b\'{"old":[{"id":"1","text":"a"}],'
        '"new":[{"id":"1","text":"b"}]}\'));'
        "from fortschrift.core.text.door.command import main; main(sys.argv[1:]);"
        "print(*sys.modules)"
    )
    said = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        check=True,
        text=True,
        env={"PYTHONPATH": str(SOURCES)},
    ).stdout.split()

    assert "fortschrift.core.text.synopsis" in said
    for module in ("merge", "origins", "align", "operations", "serialize"):
        assert f"fortschrift.core.text.{module}" not in said
    for module in ("argparse", "hashlib"):
        assert module not in said


def operations(*made: Any) -> Any:
    """Give a request to merge one amendment."""
    return {"base": BASE, "amendments": [{"operations": list(made)}]}


def change(**members: Any) -> Any:
    """Give a request to merge one change of a paragraph."""
    return {"base": BASE, "amendments": [{"changes": [members]}]}


def substitute(node: str, start: int, old: str, new: str) -> Any:
    """Give an operation."""
    return {
        "op": "substitute",
        "node": node,
        "splices": [{"start": start, "old": [old], "new": [new]}],
    }


def insert(parent: str, *states: Any) -> Any:
    """Give an operation."""
    return {"op": "insert", "place": {"parent": parent}, "states": list(states)}


def tree(**members: Any) -> Any:
    """Give a request that has a tree of a root and one goal."""
    goal = {"id": "z", "kind": "ziel", **members}
    nodes = [{"id": "r", "kind": "concept", "children": ["z"]}, goal]
    return {"old": {"root": "r", "nodes": nodes}, "new": []}


def number(word: str, old: str | None = None) -> Any:
    """Give an operation."""
    return {"op": "set_printed_number", "node": "2", "old": old, "new": word}


TREE_OF_ITSELF = {
    "root": "r",
    "nodes": [
        {"id": "r", "kind": "concept", "children": ["a"]},
        {"id": "a", "kind": "ziel", "children": ["b"]},
        {"id": "b", "kind": "ziel", "children": ["a"]},
    ],
}
LONG = "wort " * (MOST_CHARACTERS // 5 + 1)
LOADED = "a" + "\u0301\u0323" * 100
APART = "Cafe\u0301"  # one sign more than it has in normal form C
DEEP = 100_000
CROWD = isqrt(2 * MOST_PAIRS) + 2  # as many amendments are more pairs than that
REFUSED: list[tuple[str, Any, str, str]] = [
    ("diff", b"", "FormatError", ""),
    ("diff", b"no JSON", "FormatError", ""),
    ("diff", b"\xff\xfe\x00", "FormatError", ""),
    ("diff", b"[" * DEEP, "FormatError", ""),
    ("diff", b'{"old":' * DEEP, "FormatError", ""),
    ("diff", [], "FormatError", ""),
    ("diff", b"9" * 16, "FormatError", ""),
    ("diff", b'{"old": "a", "new": "b", "old": "c"}', "FormatError", "old"),
    ("diff", b'{"old": [{"text": "a"}, {"text": "a", "id": "1", "id": "2"}], "new": []}',
     "FormatError", "old[1].id"),
    ("merge", change(para=int("9" * 4300), text="a"),
     "FormatError", "amendments[0].changes[0].para"),
    ("merge", operations(substitute("1", -(10**15), "a", "b")),
     "FormatError", "amendments[0].operations[0].splices[0].start"),
    ("diff", {"old": "a"}, "FormatError", "new"),
    ("diff", {"old": "a", "new": ["b"]}, "FormatError", "new"),
    ("diff", {"old": "a", "new": "b", "more": 1}, "FormatError", "more"),
    ("diff", {"old": "a", "new": "b", "way": "fast"}, "FormatError", "way"),
    ("diff", {"old": "a\0", "new": "b"}, "RefusedCharacter", "old"),
    ("diff", {"old": 1, "new": 2}, "FormatError", "old"),
    ("diff", {"old": [3], "new": []}, "FormatError", "old[0]"),
    ("diff", {"old": [{}], "new": []}, "FormatError", "old[0].text"),
    ("diff", {"old": [{"text": 1.5}], "new": []}, "FormatError", "old[0].text"),
    ("diff", {"old": [], "new": [{"text": "a", "kind": "h9"}]}, "FormatError", "new[0].kind"),
    ("diff", {"old": [], "new": [{"text": "a", "kind": []}]}, "FormatError", "new[0].kind"),
    ("diff", {"old": [], "new": [{"text": "a", "depth": 0}]}, "FormatError", "new[0].depth"),
    ("diff", {"old": [{"text": "a\ufffe"}], "new": []}, "RefusedCharacter", "old[0].text"),
    ("diff", {"old": [{"text": ["a\ud800"]}], "new": []}, "RefusedCharacter", "old[0].text[0]"),
    ("diff", {"old": [{"text": "", "id": "\0"}], "new": []}, "RefusedCharacter", "old[0].id"),
    ("diff", {"old": [{"text": "", "id": "x" * 201}], "new": []}, "FormatError", "old[0].id"),
    ("diff", {"old": [BASE[0], BASE[0]], "new": []}, "DuplicateNode", "old[1]"),
    ("diff", {"old": [{"text": "", "id": "document"}], "new": []}, "DuplicateNode", "old[0]"),
    ("diff", {"old": {"root": "r"}, "new": []}, "FormatError", "old.nodes"),
    ("diff", {"old": {"root": "r", "nodes": []}, "new": []}, "UnknownNode", "old"),
    ("synopsis", {"old": [], "new": TREE_OF_ITSELF}, "DuplicateNode", "new"),
    ("diff", {"old": "wort " * 2_000_000, "new": ""}, "FormatError", "old"),
    ("synopsis", {"old": [{"text": "x" * 10_000_000}], "new": []}, "FormatError", "old[0].text"),
    ("synopsis", {"old": [{"text": ["x", {"text": "y" * MOST_CHARACTERS, "marks": ["bold"]}]}],
                  "new": []}, "FormatError", "old[0].text"),
    ("diff", {"old": "a" + "\u0301\u0323" * 100_000, "new": ""}, "RefusedCharacter", "old"),
    ("diff", {"old": [{"text": ["a\u0301" + "\u0323\u0301" * 10] + ["\u0323\u0301"] * 5}],
              "new": []}, "RefusedCharacter", "old[0].text"),
    ("diff", {"old": [3] * (MOST_NODES + 1), "new": []}, "FormatError", "old"),
    ("merge", {"base": BASE, "amendments": 3}, "FormatError", "amendments"),
    ("merge", {"base": BASE, "amendments": [], "mode": "x"}, "FormatError", "mode"),
    ("merge", {"base": BASE, "amendments": [{}]}, "FormatError", "amendments[0]"),
    ("merge", {"base": BASE, "amendments": [{"id": "\ud800", "changes": []}]},
     "RefusedCharacter", "amendments[0].id"),
    ("merge", {"base": BASE, "amendments": [{"id": "Ä", "changes": []}] * 2},
     "ProposalError", "amendments[1]"),
    ("merge", {"base": BASE, "amendments": [{"id": "a", "changes": [], "alternatives": ["b"]},
                                            {"id": "b", "changes": [], "alternatives": ["a", 7]}]},
     "FormatError", "amendments[1].alternatives[1]"),
    ("merge", {"base": BASE, "amendments": [{"id": "a", "amends": "b", "changes": []},
                                            {"id": "b", "amends": "a", "changes": []}]},
     "ProposalError", "amendments[0]"),
    ("merge", {"base": BASE, "amendments": [
        {"id": at, "changes": [], **({"amends": at - 1} if at else {})} for at in range(1000)
    ]}, "FormatError", "amendments[51]"),
    ("merge", {"base": BASE, "amendments": [3] * (MOST_AMENDMENTS + 1)},
     "FormatError", "amendments"),
    ("merge", {"base": [{"text": LONG[:MOST_CHARACTERS]}], "amendments": [
        {"changes": [{"para": 0, "text": LONG[:-20] + f"{at} Ende"}]} for at in range(300)
    ]}, "FormatError", f"amendments[{MOST_COMPARED // MOST_CHARACTERS // 2}].changes[0]"),
    ("merge", {"base": BASE, "amendments": [
        {"changes": [{"para": "1", "text": "Kurse"}, {"para": 0, "text": "Gute"}]}
    ]}, "FormatError", "amendments[0].changes[1].para"),
    ("clashes", {"base": BASE, "amendments": [
        {"changes": [{"para": "1", "text": f"Kurs {at}"}]} for at in range(CROWD)
    ]}, "FormatError", "amendments"),
    ("merge", {"base": BASE, "amendments": [  # each a pair with each that works below
        {"changes": [{"para": "2", "op": "delete"} if at % 2 else {"para": "5", "text": f"{at}"}]}
        for at in range(CROWD)
    ]}, "FormatError", "amendments"),
    ("clashes", {"base": BASE, "amendments": [
        {"changes": [], "alternatives": [*range(1, at)]} for at in range(1, CROWD + 1)
    ]}, "FormatError", "amendments"),
    ("diff", {"old": [{"text": "a"}] * (MOST_ALIGNED + 1), "new": []}, "FormatError", "new"),
    ("blame", {"versions": [[{"text": "a", "id": f"{at}"} for at in range(MOST_ALIGNED)],
                            [{"text": "a"}] * 9]}, "FormatError", "versions[1]"),
    ("merge", operations({"op": "fly"}), "FormatError", "amendments[0].operations[0].op"),
    ("merge", operations(3), "FormatError", "amendments[0].operations[0].op"),
    ("merge", operations(substitute("9", 0, "a", "b")), "ProposalError", "amendments[0]"),
    ("merge", operations(substitute("1", 500, "a", "b")), "ProposalError", "amendments[0]"),
    ("merge", operations(substitute("1", 0, "Schlechte", "b")), "ProposalError", "amendments[0]"),
    ("merge", operations(substitute("1", -1, "a", "b")),
     "WrongSplices", "amendments[0].operations[0].splices[0]"),
    ("merge", operations({"op": "move", "node": "2", "place": {"parent": "4"}}),
     "Cycle", "amendments[0]"),
    ("merge", operations({"op": "move", "node": "document", "place": {"parent": "4"}}),
     "RootTouched", "amendments[0]"),
    ("merge", operations(insert("2", {"id": "3", "kind": "paragraph"})),
     "DuplicateNode", "amendments[0]"),
    ("merge", operations(insert("3", {"id": "9", "kind": "paragraph"})),
     "WrongPlace", "amendments[0]"),
    ("merge", operations(insert("2", {"id": "9", "kind": "paragraph", "text": ["\ud800"]})),
     "RefusedCharacter", "amendments[0].operations[0].states[0].text[0]"),
    ("diff", tree(text=[LONG]), "FormatError", "old.nodes[1].text"),
    ("diff", tree(text=[{"text": "e", "marks": ["bold"]}, "\u0301"]),
     "FormatError", "old.nodes[1].text"),
    ("diff", tree(heading=[APART]), "FormatError", "old.nodes[1].heading"),
    ("diff", tree(heading=[LOADED]), "RefusedCharacter", "old.nodes[1].heading"),
    ("diff", tree(text=[{"text": "a", "marks": [["link", "https://a.de/" + LONG.strip().replace(
        " ", "-")]]}]), "FormatError", "old.nodes[1].text"),
    ("diff", tree(attributes={"ort": LONG}), "FormatError", "old.nodes[1].attributes.ort"),
    ("diff", tree(attributes={"ort": ["a", APART]}), "FormatError", "old.nodes[1].attributes.ort"),
    ("diff", tree(printed_number=APART), "FormatError", "old.nodes[1].printed_number"),
    ("diff", {"old": {"root": "r", "nodes": [{"id": "r", "kind": "concept"}], "outline": {
        "levels": [{"key": "ziel", "singular": APART, "plural": "Ziele"}]}}, "new": []},
     "FormatError", "old.outline.levels[0].singular"),
    ("merge", operations(substitute("1", 0, "Gute", LONG)),
     "FormatError", "amendments[0].operations[0].splices[0].new"),
    ("merge", operations(substitute("1", 0, "Gute", LOADED)),
     "RefusedCharacter", "amendments[0].operations[0].splices[0].new[0]"),
    ("merge", operations(substitute("1", 0, APART, "Gut")),
     "FormatError", "amendments[0].operations[0].splices[0].old"),
    ("merge", operations(substitute("1", 0, "Gute", "a\0")),
     "RefusedCharacter", "amendments[0].operations[0].splices[0].new[0]"),
    ("merge", operations(insert("2", {"id": "9", "kind": "paragraph", "text": [LONG]})),
     "FormatError", "amendments[0].operations[0].states[0].text"),
    ("merge", operations(insert("2", {"id": "9", "kind": "ziel", "attributes": {"ort": LOADED}})),
     "RefusedCharacter", "amendments[0].operations[0].states[0].attributes.ort"),
    ("merge", operations({"op": "join", "node": "5", "other": "6", "gap": [LONG]}),
     "FormatError", "amendments[0].operations[0].gap"),
    ("merge", operations({"op": "split", "node": "1", "at": 4, "gap": [APART], "new": "9"}),
     "FormatError", "amendments[0].operations[0].gap"),
    ("merge", operations(number(LONG)), "FormatError", "amendments[0].operations[0].new"),
    ("merge", operations(number("a", APART)), "FormatError", "amendments[0].operations[0].old"),
    ("merge", change(para="9", text="a"), "UnknownNode", "amendments[0].changes[0].para"),
    ("merge", change(para=6, text="a"), "FormatError", "amendments[0].changes[0].para"),
    ("merge", change(para="1", text="a", kind="p"), "FormatError", "amendments[0].changes[0].kind"),
    ("merge", change(para="1", op="delete", kind="p"),
     "FormatError", "amendments[0].changes[0].kind"),
    ("merge", change(para="1", op="delete", text=""),
     "FormatError", "amendments[0].changes[0].text"),
    ("merge", change(para="1", op="insert_after", text="a", kind=""),
     "FormatError", "amendments[0].changes[0].kind"),
    ("diff", {"old": [{"text": "a", "kind": "h1", "depth": 2}], "new": []},
     "FormatError", "old[0].depth"),
    ("merge", {"base": BASE, "amendments": [{"id": "a", "changes": [], "alternatives": ["a"]}]},
     "FormatError", "amendments[0].alternatives[0]"),
    ("merge", {"base": BASE, "amendments": [{"id": "2", "changes": []}, {"changes": []}]},
     "ProposalError", "amendments[1]"),
    ("clashes", {"base": BASE, "amendments": [{"id": 7, "changes": []},
                                              {"id": "7", "changes": []}]},
     "ProposalError", "amendments[1]"),
    ("rebase", {"base": BASE, "over": {"changes": []}, "open": [{"id": "over", "changes": []}]},
     "FormatError", "open[0].id"),
    ("merge", change(para="1"), "FormatError", "amendments[0].changes[0].text"),
    ("merge", change(para="1", op="fly"), "FormatError", "amendments[0].changes[0].op"),
    ("merge", change(para="1", op="insert_after", text="a", kind="h1"),
     "FormatError", "amendments[0].changes[0].kind"),
    ("merge", change(para="5", op="insert_after", text="a", kind="p"),
     "WrongPlace", "amendments[0].changes[0].kind"),
    ("clashes", {"base": BASE, "amendments": [], "mode": "set"}, "FormatError", "mode"),
    ("rebase", {"base": BASE, "over": {}, "open": []}, "FormatError", "over"),
    ("rebase", {"base": BASE, "over": {"changes": [{"para": "9", "op": "delete"}]}, "open": []},
     "UnknownNode", "over.changes[0].para"),
    ("rebase", {"base": BASE, "over": {"changes": []},
                "open": [{"operations": [{"op": "repeal", "node": "9"}]}]},
     "UnknownNode", "open[0]"),
    ("rebase", {"base": BASE, "over": {"changes": []}, "open": [{"changes": [], "amends": 1}]},
     "FormatError", "open[0].amends"),
    ("blame", {"versions": []}, "FormatError", "versions"),
    ("blame", {"versions": [BASE, "x"]}, "FormatError", "versions[1]"),
]  # fmt: skip


@pytest.mark.parametrize(("command", "request_data", "name", "path"), REFUSED)
def test_bad_input_is_refused_with_class_and_path(
    run: Run, command: str, request_data: Any, name: str, path: str
) -> None:
    code, answer, said = run(command, request_data)

    assert (code, answer) == (2, None)
    assert (said["error"]["class"], said["error"]["path"]) == (name, path)
    assert said["error"]["reason"]
    assert len(json.dumps(said)) < 5000


def test_words_are_taken_in_alike_in_whatever_shape_they_come(run: Run) -> None:
    changed = {"para": "1", "text": f"{APART} Kurse für alle."}
    amendments = [
        {"id": "spliced", "operations": [substitute("1", 0, "Gute", APART)]},
        {"id": "changed", "changes": [changed]},
        {"id": "runs", "changes": [{**changed, "text": [f"{APART} Kurse ", "für alle."]}]},
    ]
    names = [
        insert(
            "2",
            {"id": "9", "kind": "ziel", "heading": [f"{APART}\r\nNord"], "printed_number": APART},
        ),
        {"op": "set_attribute", "node": "9", "key": "ort", "old": None, "new": [APART]},
    ]

    _, answer, _ = run("merge", {"base": BASE, "amendments": amendments})
    _, named, _ = run("merge", operations(*names))

    assert answer["adopted"] == ["spliced", "changed", "runs"]
    assert answer["text"][0]["text"] == "Café Kurse für alle."
    (fresh,) = (each for each in named["text"]["nodes"] if each["id"] == "9")
    assert (fresh["heading"], fresh["printed_number"]) == (["Café\nNord"], "Café")
    assert fresh["attributes"] == {"ort": ["Café"]}


@pytest.mark.parametrize("arguments", [(), ("fly",), ("diff", "a", "b"), ("diff", "--fast")])
def test_arguments_that_are_wrong_are_refused_with_one_object(arguments: tuple[str, ...]) -> None:
    done = process(*arguments, code=2)

    assert done.stdout == b""
    assert json.loads(done.stderr)["error"]["class"] == "FormatError"


@pytest.mark.parametrize("number", range(12))
def test_an_id_that_nobody_gave_is_unknown_wherever_it_stands(run: Run, number: int) -> None:
    made = f"d0010000-0000-8000-8000-{number:012x}"
    amendments: dict[str, Any] = {
        "changes[0].para": {"changes": [{"para": made, "text": "Schlechte Kurse"}]},
        "operations": {"operations": [{"op": "repeal", "node": made}]},
        "parent": {
            "operations": [
                {
                    "op": "insert",
                    "place": {"parent": made},
                    "states": [{"id": "9", "kind": "paragraph"}],
                }
            ]
        },
    }

    for amendment in amendments.values():
        code, _, said = run("merge", {"base": BASE, "amendments": [amendment]})

        cause = said["error"].get("cause", said["error"])
        assert (code, cause["class"], cause["node"]) == (2, "UnknownNode", made)


def test_an_id_that_looks_like_one_of_ours_can_be_given(run: Run) -> None:
    made = [f"d0010000-0000-8000-8000-{number:012x}" for number in range(9)]
    base = [{"id": name, "text": f"Kurse {name}"} for name in ("a", *reversed(made), "b")]

    _, answer, _ = run("merge", {"base": base, "amendments": []})

    assert [each["id"] for each in answer["text"]] == [each["id"] for each in base]


def test_what_is_inserted_behind_one_paragraph_comes_in_the_order_of_giving(run: Run) -> None:
    def inserting(*texts: str, kind: str = "p") -> list[dict[str, str]]:
        return [
            {"para": para, "op": "insert_after", "kind": kind, "text": text}
            for text in texts
            for para in ("4", "3")
        ]

    for kind in ("p", "li"):
        together = [{"changes": inserting("Eins.", "Zwei.", "Drei.", kind=kind)}]
        apart = [{"changes": inserting(text, kind=kind)} for text in ("Eins.", "Zwei.", "Drei.")]
        in_one, in_three = (
            run("merge", {"base": BASE, "amendments": each})[1]["text"]
            for each in (together, apart)
        )

        assert [each["text"] for each in in_one] == [each["text"] for each in in_three]
        assert [each["text"] for each in in_one[3:6]] == ["Eins.", "Zwei.", "Drei."]
        assert [each["text"] for each in in_one[7:10]] == ["Eins.", "Zwei.", "Drei."]


def test_what_does_not_fit_the_base_says_what_and_where(run: Run) -> None:
    _, _, said = run(
        "merge", operations({"op": "repeal", "node": "6"}, substitute("1", 0, "a", "b"))
    )

    cause = said["error"]["cause"]
    assert (cause["class"], cause["operation"], cause["node"], cause["at"]) == ("Stale", 1, "1", 0)
    assert (cause["expected"], cause["found"]) == (["a"], ["G"])


def test_a_file_that_cannot_be_read_is_refused(run: Run, tmp_path: Path) -> None:
    code, _, said = run("diff", b"", str(tmp_path / "missing.json"))

    assert code == 2
    assert said["error"]["class"] == "FormatError"


def paragraphs(chance: Random, prefix: str = "p") -> list[dict[str, Any]]:
    """Make a document of paragraphs with ids at random."""
    kinds = [
        chance.choice(("p", "p", "li", "li", "h1", "h2", "h3")) for _ in range(chance.randint(0, 9))
    ]
    return [
        {"id": f"{prefix}{at}", "kind": kind, "text": chance.choice(TEXTS)}
        | ({"depth": chance.randint(1, 3)} if kind == "li" else {})
        for at, kind in enumerate(kinds)
    ]


def revised(chance: Random, document: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Change, drop, move and add paragraphs at random."""
    kept = [
        {
            **each,
            "text": chance.choice((each["text"], each["text"] + " " + chance.choice(TEXTS))),
        }
        for each in document
        if chance.random() < 0.8
    ]
    if chance.random() < 0.5:
        chance.shuffle(kept)
    return kept + paragraphs(chance, "q")


@st.composite
def revisions(draw: Any) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Two documents of paragraphs, with ids or without."""
    chance = Random(draw(seeds))
    old = paragraphs(chance)
    new = revised(chance, old)
    if chance.random() < 0.4:
        for each in (*old, *new):
            del each["id"]
    return old, new


def names(document: list[dict[str, Any]], where: str) -> list[str]:
    """Tell what the door calls the paragraphs."""
    return [each.get("id", f"{where}[{at}]") for at, each in enumerate(document)]


@given(revisions())
def test_a_synopsis_has_each_paragraph_once_and_hides_no_word(
    both: tuple[list[dict[str, Any]], list[dict[str, Any]]],
) -> None:
    old, new = both

    rows = answer_of("synopsis", {"old": old, "new": new})["rows"]

    for side, document, others in (
        ("old", old, ("inserted", "moved_here")),
        ("new", new, ("deleted", "moved_away")),
    ):
        called = names(document, side)
        assert sorted(row[side] for row in rows if side in row) == sorted(called)
        texts = dict.fromkeys(called, "")
        for row in rows:
            whole = next(each for each in rows if each.get("old") == row["continues"]) if (
                "continues" in row and side not in row
            ) else row  # fmt: skip
            if side in whole:
                texts[whole[side]] += words(row, others)
        assert texts == dict(zip(called, (each["text"] for each in document), strict=True))


def words(row: dict[str, Any], others: tuple[str, ...]) -> str:
    """Give what one side of a row says."""
    pieces = row.get("heading", []) + row.get("text", [])
    return "".join(piece[1] for piece in pieces if piece[0] not in others)


@given(revisions())
def test_the_operations_of_a_difference_lead_to_the_new_document(
    both: tuple[list[dict[str, Any]], list[dict[str, Any]]],
) -> None:
    old, new = both
    made = answer_of("diff", {"old": old, "new": new})["operations"]

    merged = answer_of(
        "merge", {"base": named_by_position(old), "amendments": [{"operations": made}]}
    )

    said = merged["text"]
    assert isinstance(said, list)
    assert [each["text"] for each in said] == [each["text"] for each in new]


def named_by_position(document: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Give paragraphs without ids the names that a difference calls them by."""
    called = names(document, "old")
    return [{**each, "id": name} for each, name in zip(document, called, strict=True)]


@given(seeds)
def test_paragraphs_come_back_as_they_went_in(seed: bytes) -> None:
    document = paragraphs(Random(seed))

    merged = answer_of("merge", {"base": document, "amendments": []})

    again = answer_of("merge", {"base": merged["text"], "amendments": []})
    assert again == merged
    assert [(each["id"], each["kind"], each["text"]) for each in merged["text"]] == [
        (each["id"], each["kind"], each["text"]) for each in document
    ]


@given(related_trees)
def test_trees_go_in_and_operations_come_out_as_the_engine_stores_them(
    both: tuple[Tree, Tree],
) -> None:
    old, new = both
    # Cut at random, a text may begin with a sign that belongs to the letter before.
    assume(all(is_normalized("NFC", TREE.to_bytes(tree).decode()) for tree in both))

    said = answer_of("diff", {"old": TREE.to_data(old), "new": TREE.to_data(new)})

    assert apply(OPERATIONS.from_data(said["operations"]), old) == new


@given(st.lists(seeds, min_size=2, max_size=4))
def test_blame_tells_the_version_of_every_character(chances: list[bytes]) -> None:
    versions = [paragraphs(Random(chances[0]))]
    for seed in chances[1:]:
        versions.append(revised(Random(seed), versions[-1]))
        for at, each in enumerate(versions[-1]):
            each["id"] = each["id"] if each["id"][0] == "p" else f"{len(versions)}.{at}"

    told = answer_of("blame", {"versions": versions, "each": True})["versions"]

    assert answer_of("blame", {"versions": versions})["spans"] == told[-1]
    for number, (version, spans) in enumerate(zip(versions, told, strict=True)):
        assert [each["id"] for each in spans] == [each["id"] for each in version]
        for paragraph, each in zip(version, spans, strict=True):
            found = each.get("text") or each.get("heading")
            assert sum(length for length, _ in found) == len(paragraph["text"])
            assert all(0 <= origin <= number for _, origin in found)


def test_words_that_stay_keep_their_version_without_ids(run: Run) -> None:
    first = [
        {"text": "Die Stadt fördert Kurse für alle."},
        {"text": "Der Rat berichtet jedes Jahr."},
    ]
    second = [first[1], {"text": "Die Stadt fördert gute Kurse für alle."}]

    _, answer, _ = run("blame", {"versions": [first, second]})

    assert answer["spans"] == [
        {"id": "versions[1][0]", "text": [[29, 0]]},
        {"id": "versions[1][1]", "text": [[18, 0], [5, 1], [15, 0]]},
    ]


def test_a_list_stays_the_same_when_its_first_item_is_new(run: Run) -> None:
    new = [*BASE[:4], {"id": "7", "kind": "li", "text": "Lieder"}, *BASE[4:]]

    _, answer, _ = run("synopsis", {"old": BASE, "new": new})

    assert [row["happened"] for row in answer["rows"] if "happened" in row] == [["new"]]


def test_amendments_of_amendments_are_written_on_what_they_amend(run: Run) -> None:
    amendments = [
        {
            "id": "B",
            "amends": "A",
            "changes": [{"para": "1", "text": "Sehr gute Kurse für viele."}],
        },
        {"id": "A", "changes": [{"para": "1", "text": "Gute Kurse für viele."}]},
        {"id": "C", "amends": "D", "changes": [{"para": "1", "text": "Weg"}]},
    ]

    _, answer, _ = run("merge", {"base": BASE, "amendments": amendments})

    assert (answer["adopted"], answer["lapsed"]) == (["B", "A"], ["C"])
    assert answer["text"][0]["text"] == "Sehr gute Kurse für viele."


@pytest.mark.parametrize("mode", ["set", "in_turn"])
def test_what_amends_something_that_is_not_there_lapses_whatever_it_changes(
    run: Run, mode: str
) -> None:
    amendments = [
        {"id": "a", "amends": "zz", "changes": [{"para": "zz/1", "text": "q"}]},
        {"id": "b", "amends": "a", "operations": [{"op": "repeal", "node": "zz/2"}]},
        {"id": "c", "changes": [{"para": "1", "text": "Beste Kurse für alle."}]},
    ]

    _, answer, _ = run("merge", {"base": BASE, "amendments": amendments, "mode": mode})

    assert (answer["adopted"], answer["conflicts"], answer["lapsed"]) == (["c"], [], ["a", "b"])


@pytest.mark.parametrize("mode", ["set", "in_turn"])
def test_an_alternative_to_an_amendment_of_an_amendment_is_not_adopted_with_it(
    run: Run, mode: str
) -> None:
    amendments = [
        {"id": "A", "changes": [{"para": "1", "text": "Beste Kurse für alle."}]},
        {"id": "B", "amends": "A", "alternatives": ["C"],
         "changes": [{"para": "1", "text": "Beste Feste für alle."}]},
        {"id": "C", "changes": [{"para": "2", "text": "Der Rat schweigt."}]},
    ]  # fmt: skip

    _, answer, _ = run("merge", {"base": BASE, "amendments": amendments, "mode": mode})

    if mode == "set":
        clashes = [{"amendments": ["A", "C"], "kind": "alternative"}]
        assert answer["conflicts"] == [{"amendments": ["A", "B", "C"], "clashes": clashes}]
        assert answer["adopted"] == []
    else:
        assert (answer["adopted"], answer["lapsed"]) == (["A", "B"], ["C"])


def test_as_many_amendments_as_a_request_may_have_are_decided(run: Run) -> None:
    base = [{"id": f"{at}", "text": f"Gute Kurse für {at} Kinder."} for at in range(500)]
    amendments = [
        {"changes": [{"para": at % 500, "text": f"Gute Kurse für {at % 500} oder {at} Kinder."}]}
        for at in range(MOST_AMENDMENTS)
    ]

    code, answer, _ = run("clashes", {"base": base, "amendments": amendments})

    assert code == 0
    assert len(answer["clashes"]) > 10_000


def test_in_turn_what_was_adopted_first_stands(run: Run) -> None:
    wanted = ["Gute Kurse für viele.", "Gute Kurse für Kinder.", "Gute Kurse für Frauen."]
    amendments = [
        {"number": number, "changes": [{"para": 0, "text": text}]}
        for number, text in zip((3, 2, 1), wanted, strict=True)
    ]

    _, answer, _ = run("merge", {"base": BASE, "amendments": amendments, "mode": "in_turn"})

    assert answer["adopted"] == answer["dependent"] == [1]
    assert [each["amendments"] for each in answer["conflicts"]] == [[1, 2], [1, 3]]
    assert answer["text"][0]["text"] == wanted[2]


def test_inserted_items_join_the_list_beside_them(run: Run) -> None:
    amendments = [
        {"changes": [{"para": "4", "op": "insert_after", "kind": "li", "text": "Lieder"}]},
        {"changes": [{"para": "5", "op": "insert_after", "text": "Feste"}]},
        {"changes": [{"para": "1", "op": "insert_after", "text": "Und Feste."}]},
    ]

    _, answer, _ = run("merge", {"base": BASE, "amendments": amendments})

    assert [(each["kind"], each["text"]) for each in answer["text"]] == [
        ("p", "Gute Kurse für alle."),
        ("p", "Und Feste."),
        ("h2", "Sprache"),
        ("p", "Der Rat berichtet."),
        ("h3", "Kitas"),
        ("li", "Lieder"),
        ("li", "Bücher"),
        ("li", "Feste"),
        ("li", "Spiele"),
    ]


def test_what_paragraphs_cannot_say_comes_as_a_tree_that_can_be_read_again(run: Run) -> None:
    number = {"op": "set_printed_number", "node": "2", "old": None, "new": "2a"}
    _, answer, _ = run("merge", operations(number))

    code, again, _ = run("merge", {"base": answer["text"], "amendments": []})

    assert code == 0
    assert again["text"] == answer["text"]
    assert answer["text"]["nodes"][2]["printed_number"] == "2a"


def test_what_merge_adopts_is_what_rebase_is_carried_over(run: Run) -> None:
    adopted = [{"changes": [{"para": "1", "text": "Sehr gute Kurse für alle."}]}]
    _, merged, _ = run("merge", {"base": BASE, "amendments": adopted})
    open_ones = [
        {"id": "x", "changes": [{"para": "1", "text": "Gute Kurse für viele."}]},
        {"id": "y", "changes": [{"para": "1", "text": "Schöne Kurse für alle."}]},
    ]

    _, answer, _ = run(
        "rebase", {"base": BASE, "over": {"operations": merged["operations"]}, "open": open_ones}
    )

    assert [each["amendment"] for each in answer["carried"]] == ["x"]
    assert [each["amendment"] for each in answer["unfit"]] == ["y"]
    _, again, _ = run("merge", {"base": merged["text"], "amendments": [
        {"operations": answer["carried"][0]["operations"]}
    ]})  # fmt: skip
    assert again["text"][0]["text"] == "Sehr gute Kurse für viele."
