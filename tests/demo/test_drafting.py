"""Drafts in the demo's files: edits become operations, and one that does not fit names its line."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from pydantic import ValidationError

import fortschrift
from fortschrift.core.text import (
    Insert,
    Join,
    Move,
    Reformat,
    Repeal,
    Retitle,
    SetAttribute,
    Split,
    Substitute,
    plain,
)
from fortschrift.demo.drafting import Written, written
from fortschrift.demo.faults import DamagedDemo, DemoFault
from fortschrift.demo.identity import node_identity
from fortschrift.demo.schema.drafts import DraftChange, Proposed, Reword, Shift
from fortschrift.demo.texts import build
from fortschrift.demo.towns import Town, read_town
from tests.demo.towns import copy_of

FOLDER = Path(fortschrift.__file__).parent / "demo" / "musterstadt"
FILE = "fortschreibung-2026.yaml"


@pytest.fixture(scope="module")
def town() -> Town:
    return read_town(FOLDER)


@pytest.fixture(scope="module")
def done(town: Town) -> Written:
    """Write all changes of the draft, one after another."""
    tree = build(town, "konzept.yaml", title="Zusammen in Musterstadt", root="k").tree
    everything = Written(tree)
    for item in changes_in(town):
        each = written(town, item.edits, everything.tree)
        everything.operations += each.operations
        everything.tree = each.tree
    return everything


def changes_in(town: Town) -> list[DraftChange]:
    return [item for item in town.items() if isinstance(item, DraftChange)]


def text_of(done: Written, key: str) -> str:
    return plain(done.tree[node_identity("musterstadt", key)].text)


def test_the_draft_has_changes_of_all_kinds_each_with_a_reason(town: Town, done: Written) -> None:
    changes = changes_in(town)

    assert 10 <= len(changes) <= 20 and all(each.reason and each.author for each in changes)
    assert {type(each) for each in done.operations} >= {
        Insert, Join, Move, Reformat, Repeal, Retitle, SetAttribute, Split, Substitute,
    }  # fmt: skip


def test_words_are_joined_and_parted_with_their_blanks(done: Written) -> None:
    for key in (
        "m-einfache-briefe-p1",
        "m-sprachpaten-p1",
        "m-kurskoordination-p1",
        "praeambel-p2",
    ):
        said = text_of(done, key)
        assert said == said.strip() and "  " not in said and ".J" not in said

    assert text_of(done, "m-kurskoordination-p1b").startswith("Die Koordinationsstelle erkennt")


def test_what_is_said_at_the_end_of_a_text_is_a_sentence_of_its_own(
    town: Town, done: Written
) -> None:
    proposal = next(i for i in town.items() if isinstance(i, Proposed) and "mosaik" in i.key)

    after = written(town, proposal.edits, done.tree)

    assert "vertrauen. Jede Kita" in text_of(after, "lz-kita-p2")


def test_what_goes_out_takes_the_blank_before_it_along(town: Town) -> None:
    tree = build(town, "konzept.yaml", title="Zusammen in Musterstadt", root="k").tree
    last = {"does": "reword", "node": "m-ferienschule-p2", "old": "So gewinnen beide Seiten."}

    after = written(town, [Reword.model_validate(last)], tree)

    assert text_of(after, "m-ferienschule-p2").endswith("Praktikum ableisten.")


@pytest.mark.parametrize(
    "change",
    [
        {"does": "reword", "node": "praeambel-p1", "old": "gibt es nicht", "new": "x"},
        {"does": "reword", "node": "praeambel-p1", "old": "e", "new": "x"},
        {"does": "retitle", "node": "praeambel", "old": "Falsch", "new": "x"},
    ],
)
def test_an_edit_that_does_not_fit_names_its_place(tmp_path: Path, change: dict[str, Any]) -> None:
    folder = copy_of("musterstadt", tmp_path)
    path = folder / FILE
    values = yaml.safe_load(path.read_text("utf-8"))
    first = next(step for step in values["history"] if step["step"] == "change")
    first["edits"] = [change]
    path.write_text(yaml.safe_dump(values, allow_unicode=True, sort_keys=False), "utf-8")
    town = read_town(folder)
    item = next(each for each in changes_in(town) if each.strand == "mu-fortschreibung")
    tree = build(town, "konzept.yaml", title="Zusammen in Musterstadt", root="k").tree

    with pytest.raises((DemoFault, DamagedDemo)) as refused:
        written(town, item.edits, tree)

    assert FILE in str(refused.value)


def test_exactly_one_place_is_named() -> None:
    with pytest.raises(ValidationError):
        Shift(does="move", node="a", after="b", first_in="c")  # type: ignore[arg-type]
