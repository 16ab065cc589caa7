"""Lists, tables, rows and elements are known by what they hold."""

from fortschrift.core.text.align import align
from tests.core.text.growing import node_id
from tests.core.text.pasted import (
    COURSES,
    HEALTH,
    HOUSING,
    SCHOOLS,
    SPORT,
    WORK,
    concept,
    found,
    items,
    missing,
    paragraph,
    table,
)


def test_a_list_is_known_by_its_items() -> None:
    deeper = ("list_item", "Schule", items("Ganztag", "Hausaufgabenhilfe", "Elternabende"))
    old = concept(
        ("feld", "Bildung", items("Wohnraum", "Umzug"), paragraph(WORK), items("Kita", deeper))
    )
    deeper_now = ("list_item", "Schulen", items("Ganztag", "Elternabende"))
    new = concept(("feld", "Bildung", paragraph(WORK), items("Kita", deeper_now)), first=100)

    pairs = align(old, new).pairs

    assert pairs[node_id(103)] == node_id(7)  # the list
    assert pairs[node_id(105)] == node_id(9)  # its item, reworded
    assert pairs[node_id(106)] == node_id(10)  # the list in it
    assert missing(old, new)[0] == {"list", "Wohnraum", "Umzug", "Hausaufgabenhilfe"}


def test_a_table_loses_a_row_and_each_cell_stays_in_its_row_and_column() -> None:
    old = concept(
        ("feld", "Zahlen", table("Jahr|Plätze|belegt", "2025|100|ja", "2026|120|ja", "2027|140|ja"))
    )
    new = concept(
        ("feld", "Zahlen", table("Jahr|Plätze|belegt", "2026|125|ja", "2027|140|nein")), first=100
    )

    pairs = align(old, new).pairs

    rows = {node: new[node].children for node in pairs if new[node].kind == "row"}
    assert len(rows) == 3
    for row, cells in rows.items():
        assert tuple(pairs[cell] for cell in cells) == old[pairs[row]].children
    assert found(old, new) == {"125": "120", "nein": "ja"}


def test_a_heading_that_changed_entirely_is_known_by_what_stands_below() -> None:
    old = concept(
        ("feld", "Arbeit", paragraph(WORK)),
        ("feld", "Bildung", paragraph(COURSES), paragraph(SCHOOLS)),
    )
    new = concept(
        ("feld", "Arbeit", paragraph(WORK)),
        ("feld", "Lernen", paragraph(COURSES), paragraph(SCHOOLS)),
        first=100,
    )

    assert found(old, new) == {"Lernen": "Bildung"}


def test_a_heading_that_stayed_is_known_whatever_stands_below() -> None:
    old = concept(
        ("feld", "Arbeit", paragraph(WORK)),
        ("feld", "Bildung", paragraph(COURSES), paragraph(SCHOOLS)),
    )
    new = concept(
        ("feld", "Arbeit", paragraph(WORK)), ("feld", "Bildung", paragraph(HEALTH)), first=100
    )

    assert missing(old, new) == ({COURSES, SCHOOLS}, {HEALTH})


def test_headings_that_recur_go_with_their_contents() -> None:
    old = concept(
        ("feld", "Bildung", ("ziel", "Ziele", paragraph(COURSES))),
        ("feld", "Wohnen", ("ziel", "Ziele", paragraph(HOUSING))),
    )
    new = concept(
        ("feld", "Wohnen", ("ziel", "Ziele", paragraph(HOUSING))),
        ("feld", "Bildung", ("ziel", "Ziele", paragraph(COURSES))),
        first=100,
    )

    pairs = align(old, new).pairs

    assert pairs[node_id(102)] == node_id(6)
    assert pairs[node_id(105)] == node_id(3)


def test_headings_that_stand_but_once_outvote_their_contents() -> None:
    old = concept(
        ("feld", "Bildung", paragraph(COURSES), paragraph(SCHOOLS)),
        ("feld", "Wohnen", paragraph(HOUSING), paragraph(SPORT)),
    )
    new = concept(
        ("feld", "Wohnen", paragraph(COURSES), paragraph(SCHOOLS)),
        ("feld", "Bildung", paragraph(HOUSING), paragraph(SPORT)),
        first=100,
    )

    assert found(old, new) == {}


def test_a_new_goal_is_not_the_dropped_one_of_which_it_has_a_paragraph() -> None:
    dropped = ("ziel", "Sprache", *map(paragraph, (COURSES, SCHOOLS, HOUSING, SPORT, WORK)))
    old = concept(("feld", "Bildung", dropped))
    new = concept(("feld", "Bildung", ("ziel", "Freizeit", paragraph(SPORT))), first=100)

    assert "Freizeit" in missing(old, new)[1]
    assert SPORT not in missing(old, new)[1]
