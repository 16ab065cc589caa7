"""Paragraphs that were split or joined: the first part stays what it was."""

from dataclasses import replace

import pytest

from fortschrift.core.text import Tree, inline
from fortschrift.core.text.align import align
from tests.core.text.growing import node_id
from tests.core.text.pasted import (
    COURSES,
    HEALTH,
    HOUSING,
    SCHOOLS,
    SPORT,
    WORK,
    Spec,
    concept,
    fresh,
    items,
    paragraph,
    pasted,
    table,
)


def test_the_first_part_of_a_split_paragraph_is_the_paragraph() -> None:
    old = concept(
        (
            "feld",
            "Bildung",
            paragraph(SPORT),
            paragraph(f"{COURSES} {SCHOOLS} {HOUSING}"),
            paragraph(WORK),
        )
    )
    new = concept(
        (
            "feld",
            "Bildung",
            paragraph(SPORT),
            paragraph(COURSES),
            paragraph(SCHOOLS),
            paragraph(HOUSING),
            paragraph(WORK),
        ),
        first=100,
    )

    alignment = align(old, new)

    assert alignment.splits == ((node_id(4), (node_id(103), node_id(104), node_id(105))),)
    assert alignment.pairs[node_id(103)] == node_id(4)
    assert {node_id(104), node_id(105)}.isdisjoint(alignment.pairs)


def test_the_first_of_joined_paragraphs_stays() -> None:
    old = concept(
        (
            "feld",
            "Bildung",
            paragraph(SPORT),
            paragraph(COURSES),
            paragraph(SCHOOLS),
            paragraph(WORK),
        )
    )
    new = concept(
        ("feld", "Bildung", paragraph(SPORT), paragraph(f"{COURSES} {SCHOOLS}"), paragraph(WORK)),
        first=100,
    )

    alignment = align(old, new)

    assert alignment.joins == (((node_id(4), node_id(5)), node_id(103)),)
    assert alignment.pairs[node_id(103)] == node_id(4)


def test_a_split_is_seen_where_the_first_part_kept_its_id() -> None:
    old = concept(("feld", "Bildung", paragraph(f"{COURSES} {SCHOOLS}"), paragraph(WORK)))
    new = pasted(
        concept(("feld", "Bildung", paragraph(COURSES), paragraph(SCHOOLS), paragraph(WORK))),
        keep=(node_id(1), node_id(2), node_id(3)),
    )

    assert align(old, new).splits == ((node_id(3), (node_id(3), fresh(node_id(4)))),)


def test_a_part_that_kept_the_id_stays_the_paragraph() -> None:
    old = concept(("feld", "Bildung", paragraph(f"{COURSES} {SCHOOLS}"), paragraph(WORK)))
    new = concept(("feld", "Bildung", paragraph(SCHOOLS), paragraph(WORK)))
    first = replace(new[node_id(3)], id=node_id(9), text=inline(COURSES))
    field = replace(new[node_id(2)], children=(node_id(9), node_id(3), node_id(4)))
    new = Tree.of([new[new.root], field, first, *new.children(node_id(2))], root=new.root)

    alignment = align(old, new)

    assert alignment.splits == ()
    assert alignment.pairs[node_id(3)] == node_id(3)


def test_something_else_may_come_between_two_parts() -> None:
    old = concept(("feld", "Bildung", paragraph(f"{COURSES} {SCHOOLS}"), paragraph(WORK)))
    new = concept(("feld", "Bildung", *map(paragraph, (COURSES, HEALTH, SCHOOLS, WORK))), first=100)

    assert align(old, new).splits == ((node_id(3), (node_id(102), node_id(104))),)


@pytest.mark.parametrize(
    ("apart", "joint"),
    [
        ((items(COURSES), items(SCHOOLS)), items(f"{COURSES} {SCHOOLS}")),
        ((table(f"{COURSES}|{SCHOOLS}"),), table(f"{COURSES} {SCHOOLS}")),
        ((paragraph(COURSES), items(SCHOOLS)), paragraph(f"{COURSES} {SCHOOLS}")),
        ((paragraph(SCHOOLS), paragraph(COURSES)), paragraph(f"{COURSES} {SCHOOLS}")),
    ],
)
def test_only_siblings_of_one_kind_and_in_order_are_joined(
    apart: tuple[Spec, ...], joint: Spec
) -> None:
    old = concept(("feld", "Bildung", *apart))
    new = concept(("feld", "Bildung", joint), first=100)

    assert align(old, new).joins == ()
    assert align(new, old).splits == ()


def test_a_part_is_in_no_pair_though_something_speaks_for_one() -> None:
    like = "An jeder Grundschule tagt ein Elternrat, den das Schulamt berät."
    old = concept(("feld", "Bildung", paragraph(f"{COURSES} {SCHOOLS}"), paragraph(like)))
    new = concept(("feld", "Bildung", paragraph(COURSES), paragraph(SCHOOLS)), first=100)

    alignment = align(old, new)

    assert alignment.splits == ((node_id(3), (node_id(102), node_id(103))),)
    assert node_id(4) not in alignment.pairs.values()


def test_of_two_that_say_the_same_the_one_was_split_that_stood_there() -> None:
    whole = paragraph(f"{COURSES} {SCHOOLS}")
    apart = paragraph(COURSES), paragraph(SCHOOLS)
    old = concept(("feld", "Bildung", whole), ("feld", "Arbeit", whole))
    new = concept(("feld", "Arbeit", *apart), ("feld", "Sport", whole), first=100)

    split, joined = align(old, new), align(new, old)

    there, parts = node_id(5), (node_id(102), node_id(103))
    assert split.splits == ((there, parts),)
    assert split.pairs[parts[0]] == there
    assert joined.joins == ((parts, there),)
    assert joined.pairs[there] == parts[0]


def test_a_first_part_that_is_said_elsewhere_too_is_known_by_the_other_one() -> None:
    more = tuple(map(paragraph, (SPORT, WORK, HEALTH)))
    whole, apart = paragraph(f"{COURSES} {SCHOOLS}"), (paragraph(COURSES), paragraph(SCHOOLS))
    old = concept(("feld", "Bildung", *more), ("feld", "Arbeit", whole))
    new = concept(
        ("feld", "Bildung", *apart, *more), ("feld", "Arbeit", paragraph(COURSES)), first=100
    )

    alignment = align(old, new)

    assert alignment.splits == ((node_id(7), (node_id(102), node_id(103))),)
    assert alignment.pairs[node_id(102)] == node_id(7)
    assert node_id(108) not in alignment.pairs
