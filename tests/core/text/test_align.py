"""Text that comes back without ids is found again by what it says and where it stands."""

from dataclasses import replace

from fortschrift.core.text import Tree, footnote, footnotes, inline
from fortschrift.core.text.align import Alignment, align, identified
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
    fresh,
    items,
    missing,
    paragraph,
    pasted,
    table,
)


def test_an_unchanged_text_has_all_its_nodes_again() -> None:
    old = concept(
        (
            "feld",
            "Bildung",
            paragraph(COURSES),
            items("Kita", ("list_item", "Schule", items("Ganztag"))),
        ),
        ("feld", "Wohnen", paragraph(HOUSING), table("Jahr|Plätze", "2026|120"), paragraph("")),
        ("feld", "", items(), ("table", "", ("row", "")), items()),
    )

    assert identified(old, pasted(old)) == old


def test_edited_paragraphs_are_found() -> None:
    old = concept(("feld", "Bildung", paragraph(COURSES), paragraph(SCHOOLS), paragraph(HOUSING)))
    edited = "Die Volkshochschule baut alle Sprachkurse bis 2030 auf 18.000 Plätze aus."
    new = concept(
        ("feld", "Bildung und Sprache", paragraph(edited), paragraph(SCHOOLS), paragraph(HOUSING)),
        first=100,
    )

    assert found(old, new) == {"Bildung und Sprache": "Bildung", edited: COURSES}
    assert missing(old, new) == (set(), set())


def test_reordered_and_moved_paragraphs_are_found() -> None:
    old = concept(
        ("feld", "Bildung", paragraph(COURSES), paragraph(SCHOOLS)),
        ("feld", "Wohnen", paragraph(HOUSING), paragraph(SPORT)),
    )
    new = concept(
        (
            "feld",
            "Bildung",
            paragraph(SPORT.replace("junge", "alle")),
            paragraph(SCHOOLS),
            paragraph(COURSES),
        ),
        ("feld", "Wohnen", paragraph(HOUSING)),
        first=100,
    )

    assert found(old, new) == {SPORT.replace("junge", "alle"): SPORT}
    assert missing(old, new) == (set(), set())


def test_a_dropped_paragraph_is_not_taken_for_a_new_one_in_its_place() -> None:
    old = concept(("feld", "Bildung", paragraph(COURSES), paragraph(SCHOOLS), paragraph(WORK)))
    new = concept(
        ("feld", "Bildung", paragraph(COURSES), paragraph(HEALTH), paragraph(WORK)), first=100
    )

    assert missing(old, new) == ({SCHOOLS}, {HEALTH})


def test_elements_with_other_printed_numbers_are_found_by_their_headings() -> None:
    old = _numbered(concept(("feld", "Deutschkurse"), ("feld", "Elterncafé"), ("feld", "Sport")))
    new = _numbered(concept(("feld", "Elterncafé"), ("feld", "Sport"), first=100))

    assert found(old, new) == {}
    assert missing(old, new) == ({"Deutschkurse"}, set())


def _numbered(tree: Tree) -> Tree:
    """Print a number before each child of the root."""
    numbers = {child: str(number) for number, child in enumerate(tree[tree.root].children, 1)}
    states = [replace(state, printed_number=numbers.get(state.id)) for state in tree]
    return Tree.of(states, root=tree.root, outline=tree.outline)


def test_sentences_in_another_order_are_the_same_paragraph() -> None:
    old = concept(("feld", "Bildung", paragraph(" ".join((COURSES, SCHOOLS, SPORT, WORK)))))
    turned = " ".join((WORK, SPORT, SCHOOLS, COURSES))
    new = concept(("feld", "Lernen", paragraph(turned)), first=100)

    assert align(old, new).pairs[node_id(102)] == node_id(3)


def test_a_field_that_moves_takes_along_what_can_hardly_be_told() -> None:
    moved = ("Nord", paragraph(COURSES), paragraph("Siehe oben, Seite 3"), paragraph(SCHOOLS))
    others = [
        ("feld", f"Feld {name}", *map(paragraph, (HOUSING, SPORT, WORK, HEALTH))) for name in "AB"
    ]
    old = concept(("feld", *moved), *others)
    moved_now = (
        "Nord",
        paragraph(COURSES),
        paragraph("Siehe oben auf Seite 4"),
        paragraph(SCHOOLS),
    )
    new = concept(*others, ("feld", *moved_now), first=100)

    assert found(old, new) == {"Siehe oben auf Seite 4": "Siehe oben, Seite 3"}
    assert missing(old, new) == (set(), set())


def test_what_is_said_twice_and_moves_once_is_found() -> None:
    old = concept(
        ("feld", "Bildung", paragraph(COURSES), paragraph("entfällt")),
        ("feld", "Wohnen", paragraph(HOUSING), paragraph("entfällt")),
        ("feld", "Arbeit", paragraph(WORK)),
    )
    new = concept(
        ("feld", "Bildung", paragraph(COURSES)),
        ("feld", "Wohnen", paragraph(HOUSING), paragraph("entfällt")),
        ("feld", "Arbeit", paragraph(WORK), paragraph("entfällt")),
        first=100,
    )

    assert missing(old, new) == (set(), set())


def test_what_is_said_again_and_again_stays_where_it_stands() -> None:
    old = concept(
        *(
            ("feld", f"Feld {name}", paragraph("entfällt"))
            for name in ("Nord", "Süd", "Ost", "West")
        )
    )
    kept = [("feld", f"Feld {name}", paragraph("entfällt")) for name in ("West", "Süd", "Ost")]
    new = concept(*kept, first=100)

    pairs = align(old, new).pairs

    for after in (101, 103, 105):
        (child,) = new[node_id(after)].children
        assert old.parent_of(pairs[child]) == pairs[node_id(after)]


def test_only_what_is_of_one_sort_is_paired() -> None:
    old = concept(("feld", COURSES, paragraph(SCHOOLS)))
    new = concept(("feld", "Bildung", paragraph(COURSES), items(SCHOOLS)), first=100)

    pairs = align(old, new).pairs

    assert node_id(102) not in pairs
    assert pairs[node_id(104)] == node_id(3)


def test_an_id_never_stands_for_another_thing() -> None:
    old = concept(("feld", "Bildung", paragraph(COURSES), paragraph(SCHOOLS)))
    new = concept(("feld", "Bildung", paragraph(SCHOOLS), paragraph(COURSES)))

    assert align(old, new).pairs == {node: node for node in old.nodes}
    assert identified(old, new) is new


def test_what_has_its_id_helps_to_find_what_has_none() -> None:
    old = concept(("feld", "Bildung", paragraph(COURSES)), ("feld", "Wohnen", paragraph(COURSES)))
    keep = {node_id(1), node_id(2), node_id(4)}
    moved = concept(("feld", "Bildung", paragraph(COURSES)), ("feld", "Wohnen", paragraph(COURSES)))
    root = replace(moved[node_id(1)], children=(node_id(4), node_id(2)))
    new = pasted(
        Tree.of([root, *(each for each in moved if each.id != root.id)], root=root.id), keep=keep
    )

    assert identified(old, new).nodes == {**old.nodes, root.id: root}


def test_a_node_known_by_its_id_is_not_found_again_by_its_words() -> None:
    nested = items("Kita")
    old = concept(("feld", "Bildung", items(("list_item", "", nested)), paragraph(COURSES)))
    item, text = node_id(4), node_id(7)
    now = replace(old[item], text=inline(COURSES))
    field = replace(old[node_id(2)], children=(node_id(3),))
    rest = [each for each in old if each.id not in (item, text, field.id)]
    new = Tree.of([now, field, *rest], root=old.root)

    assert align(old, new).pairs == {node: node for node in new.nodes}


def test_marks_and_relations_follow_the_renamed_nodes() -> None:
    old = concept(
        ("feld", "Bildung", ("paragraph", COURSES, ("note", "Stand 2026"))), ("feld", "Wohnen")
    )
    field = replace(old[node_id(2)], relations=(("dient", node_id(5)),))
    cited = replace(old[node_id(3)], text=inline(COURSES, footnote(node_id(4))))
    old = Tree.of([field, cited, *(old[node_id(number)] for number in (1, 4, 5))], root=old.root)

    again = identified(old, pasted(old))

    assert footnotes(again[node_id(3)].text) == ((len(COURSES), node_id(4)),)
    assert again[node_id(2)].relations == (("dient", node_id(5)),)


def test_an_alignment_that_a_person_corrected_is_taken_as_it_is() -> None:
    old = concept(("feld", "Bildung", paragraph(COURSES), paragraph(SCHOOLS)))
    new = pasted(old)
    corrected = Alignment({new.root: old.root, fresh(node_id(3)): node_id(4)})

    renamed = identified(old, new, corrected)

    assert renamed[node_id(4)].text == inline(COURSES)
    assert fresh(node_id(2)) in renamed
