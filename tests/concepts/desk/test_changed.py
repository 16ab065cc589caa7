"""What changed is shown with what it stands under, and nothing else is even laid side by side."""

from typing import Any

import pytest
from hypothesis import given

from fortschrift.concepts.desk import changed
from fortschrift.concepts.desk.changed import changed_rows, is_changed
from fortschrift.core.text import Operation, Tree, apply, numbers
from fortschrift.core.text.synopsis import Row, synopsis
from tests.core.text.growing import node_id
from tests.core.text.strategies import edits
from tests.core.text.test_synopsis import concept

__all__ = ["concept"]


@given(edits(most=4))
def test_the_same_rows_come_as_from_the_whole_texts(
    edit: tuple[Tree, tuple[Operation, ...]],
) -> None:
    before, operations = edit
    after = apply(operations, before)

    rows = changed_rows(before, after, numbers=numbers(before))

    assert [shown(row) for row in rows if is_changed(row)] == [
        shown(row) for row in synopsis(before, after) if is_changed(row)
    ]


def shown(row: Row) -> Row:
    """Leave out how deep it stands, which is counted from what is shown, and the children."""
    states = [each and each.id for each in (row.old, row.new)]
    return row._replace(depth=0, old=None, new=None, elsewhere=f"{row.elsewhere} {states}")


def test_only_passages_that_differ_are_laid_side_by_side(
    concept: Tree, monkeypatch: pytest.MonkeyPatch
) -> None:
    laid: list[int] = []

    def counting(a: Tree, b: Tree, *names: Any) -> tuple[Row, ...]:
        laid.append(len(a))
        return synopsis(a, b, *names)

    monkeypatch.setattr(changed, "synopsis", counting)
    edited = concept.nodes[node_id(7)]
    nodes = dict(concept.nodes) | {edited.id: type(edited)(edited.id, edited.kind)}

    changed_rows(concept, Tree(concept.root, nodes, concept.outline))

    assert laid == [4], "the root, the field, the goal and the paragraph"
