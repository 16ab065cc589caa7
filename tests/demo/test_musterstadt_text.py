"""The written concept of Musterstadt: large enough, well formed, and nobody real in it.

Reads the files as they are, without the loader, so that a mistake of the authors is named even
when the loader would forgive it.
"""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

import fortschrift

FOLDER = Path(fortschrift.__file__).parent / "demo" / "musterstadt"
BLOCKS = {"paragraph", "list", "list_item", "table", "row", "cell", "note"}
INSIDE_BLOCKS = {
    "list": {"list_item"},
    "list_item": {"list"},
    "table": {"row"},
    "row": {"cell"},
}
CITATION = re.compile(r"\[\^([a-z0-9-]+)\]")
ABBREVIATIONS = re.compile(r"\b(e\. V\.|z\. B\.|\d+\.)")

Node = dict[str, Any]


def _read(name: str) -> Any:
    return yaml.safe_load((FOLDER / name).read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def concept() -> Node:
    """konzept.yaml with the included files put in their places."""
    document: Node = _read("konzept.yaml")
    text: list[Node] = []
    for entry in document["text"]:
        text.extend(_read(entry["include"])["text"] if "include" in entry else [entry])
    return document | {"text": text}


@pytest.fixture(scope="module")
def nodes(concept: Node) -> list[Node]:
    return list(_walk(concept["text"]))


def _walk(nodes: list[Node]) -> Iterator[Node]:
    for node in nodes:
        yield node
        yield from _walk(node.get("children", []))


def _of_kind(nodes: list[Node], kind: str) -> list[Node]:
    return [node for node in nodes if node["kind"] == kind]


def _levels(concept: Node) -> dict[str, Node]:
    return {level["key"]: level for level in concept["outline"]["levels"]}


def _sentences(text: str) -> list[str]:
    shielded = ABBREVIATIONS.sub(lambda match: match.group().replace(".", "\0"), text)
    parts = re.split(r"(?<=[.!?])\s+", CITATION.sub("", shielded))
    return [part.replace("\0", ".").strip() for part in parts if part.strip()]


@pytest.mark.parametrize(
    ("kind", "least"),
    [
        ("handlungsfeld", 6),
        ("leitziel", 22),
        ("massnahme", 66),
        ("paragraph", 180),
        ("list", 5),
        ("table", 2),
        ("note", 8),
    ],
)
def test_the_concept_is_as_large_as_a_real_one(nodes: list[Node], kind: str, least: int) -> None:
    assert len(_of_kind(nodes, kind)) >= least


def test_every_file_of_a_field_is_included_once(concept: Node) -> None:
    included = [entry["include"] for entry in _read("konzept.yaml")["text"] if "include" in entry]

    assert sorted(included) == sorted(path.name for path in FOLDER.glob("[0-9]*.yaml"))


def test_keys_are_unique_and_fit_for_an_address(nodes: list[Node]) -> None:
    keys = Counter(node["key"] for node in nodes)

    assert [key for key, count in keys.items() if count > 1] == []
    assert [key for key in keys if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", key)] == []


def test_every_node_stands_where_the_outline_allows_it(concept: Node) -> None:
    levels = _levels(concept)
    misplaced = [node["key"] for node in concept["text"] if node["kind"] not in _roots(concept)]
    for node in _walk(concept["text"]):
        for child in node.get("children", []):
            if not _allowed(levels, node["kind"], child["kind"]):
                misplaced.append(child["key"])

    assert misplaced == []


def _roots(concept: Node) -> list[str]:
    roots: list[str] = concept["outline"]["roots"]
    return roots


def _allowed(levels: dict[str, Node], parent: str, child: str) -> bool:
    if parent not in levels:
        return child in INSIDE_BLOCKS.get(parent, set())
    if child in {"paragraph", "list", "table", "note"}:
        return True
    return child in levels[parent].get("may_contain", [])


def test_levels_have_headings_and_blocks_have_text(nodes: list[Node]) -> None:
    for node in nodes:
        if node["kind"] in {"paragraph", "list_item", "cell", "note"}:
            assert node["text"].strip(), node["key"]
        elif node["kind"] not in BLOCKS:
            assert node["heading"].strip(), node["key"]
            assert node["children"], node["key"]


def test_tables_are_rectangular_with_one_header_row_and_one_list_is_nested(
    nodes: list[Node],
) -> None:
    for table in _of_kind(nodes, "table"):
        assert len({len(row["children"]) for row in table["children"]}) == 1, table["key"]
        assert [bool(row.get("header")) for row in table["children"]].index(True) == 0
        assert sum(bool(row.get("header")) for row in table["children"]) == 1

    assert any("children" in item for item in _of_kind(nodes, "list_item"))


def test_every_footnote_is_cited_once_in_the_block_before_it(nodes: list[Node]) -> None:
    cited = Counter(key for node in nodes for key in CITATION.findall(node.get("text", "")))
    notes = [node["key"] for node in _of_kind(nodes, "note")]

    assert sorted(cited) == sorted(notes)
    assert set(cited.values()) == {1}
    for parent in nodes:
        _assert_notes_follow_their_citation(parent.get("children", []))


def _assert_notes_follow_their_citation(children: list[Node]) -> None:
    for place, node in enumerate(children):
        if node["kind"] == "note":
            before = [block for block in children[:place] if block["kind"] != "note"]
            texts = [block.get("text", "") for block in _walk(before[-1:])]
            assert any(f"[^{node['key']}]" in text for text in texts), node["key"]


def test_inline_marks_are_closed(nodes: list[Node]) -> None:
    for node in nodes:
        text = node.get("text", "")
        assert text.count("*") % 2 == 0, node["key"]
        assert text.count("[") == text.count("]"), node["key"]
        assert text.count("„") == text.count("“"), node["key"]


def test_every_goal_has_text_and_at_least_two_measures(nodes: list[Node]) -> None:
    for goal in _of_kind(nodes, "leitziel"):
        kinds = Counter(child["kind"] for child in goal["children"])
        assert kinds["massnahme"] >= 2, goal["key"]
        assert 1 <= kinds["paragraph"] <= 3, goal["key"]


def test_measures_use_only_the_attributes_of_the_outline_in_their_type(
    concept: Node, nodes: list[Node]
) -> None:
    types = {item["key"]: item["type"] for item in _levels(concept)["massnahme"]["attributes"]}
    for measure in _of_kind(nodes, "massnahme"):
        for key, value in measure["attributes"].items():
            assert _fits(types[key], value), (measure["key"], key)


def _fits(kind: str, value: object) -> bool:
    if kind == "money":
        return isinstance(value, int) and value >= 0
    if kind == "list":
        return isinstance(value, list) and all(isinstance(item, str) and item for item in value)
    if kind == "date":
        return isinstance(value, str) and bool(re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", value))
    return isinstance(value, str) and bool(value)


def test_gaps_are_those_of_a_real_concept(nodes: list[Node]) -> None:
    measures = [measure["attributes"] for measure in _of_kind(nodes, "massnahme")]

    assert sum("kosten" not in attributes for attributes in measures) == 3
    assert sum("federfuehrung" not in attributes for attributes in measures) == 1
    assert all("amount_eur" in attributes for attributes in measures if "kosten" in attributes)
    assert all(attributes["zielgruppe"] for attributes in measures)


def test_the_last_amount_named_in_the_costs_is_the_amount(nodes: list[Node]) -> None:
    for measure in _of_kind(nodes, "massnahme"):
        costs, amount = (measure["attributes"].get(key) for key in ("kosten", "amount_eur"))
        if costs and not costs.startswith("keine"):
            named = re.findall(r"(\d{1,3}(?:\.\d{3})*) Euro", costs)[-1]
            assert int(named.replace(".", "")) == amount, measure["key"]


def test_the_funding_overview_adds_up_to_the_costs_of_the_measures(nodes: list[Node]) -> None:
    overview, years = (_table(nodes, key) for key in ("anh-finanzen-t1", "anh-finanzen-t2"))
    sums = overview.pop("Summe")

    for field in _of_kind(nodes, "handlungsfeld"):
        measures = _of_kind(list(_walk(field["children"])), "massnahme")
        total = sum(measure["attributes"].get("amount_eur", 0) for measure in measures)
        assert overview[field["heading"]][0] == total, field["key"]
    assert all(total == town + others for total, town, others in overview.values())
    assert sums == [sum(column) for column in zip(*overview.values(), strict=True)]
    assert sum(amount for (amount,) in years.values()) == sums[1]


def _table(nodes: list[Node], key: str) -> dict[str, list[int]]:
    """The numbers of a table by the word in the first cell of their row, header left out."""
    (table,) = (node for node in nodes if node["key"] == key)
    rows = [[cell["text"] for cell in row["children"]] for row in table["children"][1:]]
    return {first: [int(cell.replace(".", "")) for cell in rest] for first, *rest in rows}


def test_no_sentence_occurs_twice(nodes: list[Node]) -> None:
    read = (node for node in nodes if node["kind"] != "cell")
    prose = Counter(
        sentence
        for node in read
        for sentence in _sentences(node.get("heading", "")) + _sentences(node.get("text", ""))
    )

    assert [sentence for sentence, count in prose.items() if count > 1] == []


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.yaml")), ids=lambda path: path.name)
def test_no_address_or_telephone_number_of_anybody_real(path: Path) -> None:
    source = path.read_text(encoding="utf-8")

    mail = re.findall(r"[\w.+-]+@([\w.-]+\w)", source)
    links = re.findall(r"https?://([^/)\s\"…]+)", source)
    assert set(mail) | set(links) <= {"example.org"}
    assert re.findall(r"(?<!\d)(?:\+49|0\d{2,5})[ /-]\d[\d -]{3,}", source) == []
    assert re.findall(r"\b(?:Tel|Telefon|Fax)\b\.?:?\s*\d", source) == []
    assert re.findall(r"\b(?:Herr|Frau)\s+(?:Dr\. )?[A-ZÄÖÜ]\w+", source) == []
