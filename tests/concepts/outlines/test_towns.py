"""A small concept in the outline of each town: its numbers, its hints, its own shape.

All texts are our own; of the towns there is only what levels are called and how they are numbered.
"""

from collections.abc import Callable

import pytest

from fortschrift.concepts import repository
from fortschrift.concepts.outlines import ready_outlines
from fortschrift.core.text import BINDING_FORCE, OUTLINE, RELATION, TREE, ChangeKind, Repeal
from tests.concepts.outlines.building import Built

pytestmark = pytest.mark.django_db

#: What our proposal for measures asks and these small concepts do not say.
UNSAID = "attribute_missing"
SAID = {"zustaendig": "Amt 50", "beginn": "2027", "kosten": 5_000_00}


def wolfsburg() -> Built:
    built = Built("wolfsburg").add("handlungsfeld", "Lernen")
    built.add("leitziel", "Früh beginnen", under="Lernen")
    return built.add("massnahme", "Lesepaten", under="Früh beginnen", **SAID)


def test_wolfsburg_has_three_levels_without_numbers() -> None:
    built = wolfsburg()
    assert (built.numbers, built.hints) == ({}, [])

    built.add("leitziel", "Weiterlernen", under="Lernen", after="")
    built.print_as("Weiterlernen", "Ziel A")
    built.move("Lesepaten", under="Weiterlernen")

    assert built.numbers == {"Weiterlernen": "Ziel A"}
    assert built.hints == [("Früh beginnen", "expected_missing")]


def test_wolfsburg_a_measure_that_stands_under_a_field_is_a_hint_and_stays() -> None:
    built = wolfsburg()

    built.move("Lesepaten", under="Lernen")

    assert ("Lesepaten", "wrong_parent") in built.hints
    assert built.tree.parent_of(built.id("Lesepaten")) == built.id("Lernen")


def wolfenbuettel() -> Built:
    built = Built("wolfenbuettel").add("dimension", "Soziales")
    built.add("handlungsfeld", "Nachbarschaft", under="Soziales")
    built.add("massnahme", "Hoffest", under="Nachbarschaft", **SAID)
    built.add("handlungsfeld", "Arbeit")
    return built.add("massnahme", "Praktika", under="Arbeit", **SAID)


def test_wolfenbuettel_a_field_stands_with_or_without_a_dimension() -> None:
    built = wolfenbuettel()
    assert (built.numbers, built.hints) == ({}, [])

    built.move("Arbeit", under="Soziales")
    assert built.hints == []

    built.move("Nachbarschaft", after="")
    built.move("Praktika", under="Soziales")
    assert built.hints == [("Arbeit", "expected_missing"), ("Praktika", "wrong_parent")]


def muenster() -> Built:
    built = Built("muenster").add("leitbild", "Miteinander")
    built.add("leitziel", "Teilhaben", under="Miteinander")
    built.add("teilziel", "Mitreden", under="Teilhaben")
    return built.add("massnahme", "Stadtteilrunde", under="Mitreden", **SAID)


def test_muenster_has_four_levels_and_none_may_be_skipped_unnoticed() -> None:
    built = muenster()
    assert (built.numbers, built.hints) == ({}, [])

    built.move("Stadtteilrunde", under="Teilhaben")

    assert built.hints == [("Mitreden", "expected_missing"), ("Stadtteilrunde", "wrong_parent")]


def detmold() -> Built:
    built = Built("detmold").add("themenfeld", "Wege").add("leitlinie", "Leise", under="Wege")
    built.add("strategisches_ziel", "Mehr Rad", under="Leise", ziele_der_un=("13 Klima",))
    built.add("operatives_ziel", "Radnetz 2030", under="Mehr Rad",
              ziele_der_un=("11 Nachhaltige Städte und Gemeinden",
                            "13 Maßnahmen zum Klimaschutz"))  # fmt: skip
    return built.add("massnahme", "Radweg am Fluss", under="Radnetz 2030", **SAID)


def test_detmold_has_five_levels_and_goals_name_those_of_the_united_nations() -> None:
    built = detmold()
    assert built.numbers == {}
    assert built.hints == [("Mehr Rad", "unknown_option")]

    built.set("Mehr Rad", "ziele_der_un", ("13 Maßnahmen zum Klimaschutz",))
    assert built.hints == []

    built.set("Radnetz 2030", "ziele_der_un", None)
    assert built.hints == [("Radnetz 2030", "attribute_missing")]


def test_detmold_a_measure_serves_many_goals_and_a_goal_many_measures() -> None:
    built = detmold()
    built.add("operatives_ziel", "Weniger Lärm", under="Mehr Rad", ziele_der_un=("1 Keine Armut",))
    built.add("massnahme", "Tempo 30", under="Weniger Lärm", **SAID)

    built.relate("Radweg am Fluss", "dient", "Weniger Lärm")
    built.relate("Tempo 30", "dient", "Radnetz 2030")

    tree = built.tree
    assert tree.outline.term(RELATION, "dient") == "dient"
    assert tree[built.id("Tempo 30")].relations == (("dient", built.id("Radnetz 2030")),)
    built.move("Tempo 30", under="Radnetz 2030")
    assert built.tree[built.id("Tempo 30")].relations == (("dient", built.id("Radnetz 2030")),)


def frankfurt() -> Built:
    built = Built("frankfurt").add("kapitel", "Stadt").add("kapitel", "Haus")
    built.add("ziel", "Zuhören", under="Stadt").add("ziel", "Erklären", under="Stadt")
    built.add("handlungslinie", "Sprechstunden", under="Stadt")
    built.add("ziel", "Fortbilden", under="Haus")
    return built.add("handlungslinie", "Kurse", under="Haus")


def test_frankfurt_counts_goals_and_lines_each_through_the_whole_text() -> None:
    built = frankfurt()
    assert built.numbers == {
        "Zuhören": "1", "Erklären": "2", "Sprechstunden": "1", "Fortbilden": "3", "Kurse": "2",
    }  # fmt: skip

    built.add("ziel", "Fragen", under="Stadt", after="Zuhören")
    assert [built.numbers[title] for title in ("Fragen", "Erklären", "Fortbilden")] == list("234")

    built.print_as("Fortbilden", "37")
    built.move("Haus", after="")
    assert built.numbers["Fortbilden"] == "37", "a printed number stays with its goal"
    assert (built.numbers["Kurse"], built.numbers["Sprechstunden"]) == ("1", "2")
    assert ("Fortbilden", "number_differs") in built.hints


def test_frankfurt_two_goals_of_one_number_are_a_hint() -> None:
    built = frankfurt()

    built.print_as("Erklären", "1")

    assert ("Erklären", "number_twice") in built.hints


def lengerich() -> Built:
    built = Built("lengerich").add("leitbild", "Unsere Stadt")
    built.add("leitlinie", "Nah beieinander", under="Unsere Stadt")
    built.add("leitprojekt", "Markt für alle", under="Nah beieinander")
    built.add("entwicklungsziel", "Belebte Mitte")
    said = {"prioritaet": "I (bis 2022)"}
    built.add("massnahme", "Bänke", under="Belebte Mitte", thema="Q", **said)
    built.add("massnahme", "Wege", under="Belebte Mitte", thema="W", **said)
    return built.add("massnahme", "Bäume", under="Belebte Mitte", thema="Q", **said)


def test_lengerich_two_trees_stand_side_by_side_and_codes_count_by_letter() -> None:
    built = lengerich()

    assert built.numbers == {"Bänke": "I-Q-1", "Wege": "I-W-1", "Bäume": "I-Q-2"}
    assert built.hints == []
    top = [built.tree[child].kind for child in built.tree[built.tree.root].children]
    assert top == ["leitbild", "entwicklungsziel"]


def test_lengerich_another_letter_gives_another_code_and_a_printed_one_stays() -> None:
    built = lengerich()

    built.print_as("Bäume", "I-Q-2")
    built.set("Bänke", "thema", "W")
    assert built.numbers == {"Bänke": "I-W-1", "Wege": "I-W-2", "Bäume": "I-Q-2"}
    assert built.hints == [("Bäume", "number_differs")]

    built.set("Wege", "thema", "X")
    built.set("Bänke", "thema", None)
    assert "Bänke" not in built.numbers
    assert {("Wege", "unknown_option"), ("Bänke", "code_missing")} <= set(built.hints)


def test_lengerich_a_measure_of_one_tree_in_the_other_is_a_hint() -> None:
    built = lengerich()

    built.move("Bäume", under="Unsere Stadt")

    assert ("Bäume", "wrong_parent") in built.hints
    assert built.numbers["Bäume"] == "I-Q-1", "the count runs through both trees"


def leichlingen() -> Built:
    built = Built("leichlingen").add("leitsatz_stadtgesellschaft", "Wir fahren weniger")
    built.add("leitsatz_verwaltung", "Wir gehen voran")
    for title in ("Dienstrad", "Strom", "Papier"):
        built.add("massnahme", title, under="Wir gehen voran", kuerzel="VW", **SAID)
    return built.add("massnahme", "Lastenrad", under="Wir fahren weniger", kuerzel="MO", **SAID)


def test_leichlingen_codes_are_letters_and_two_digits() -> None:
    built = leichlingen()
    assert built.numbers == {
        "Dienstrad": "VW-01", "Strom": "VW-02", "Papier": "VW-03", "Lastenrad": "MO-01",
    }  # fmt: skip
    assert built.hints == []

    for number in range(4, 9):
        built.add("massnahme", f"Schritt {number}", under="Wir gehen voran", kuerzel="VW", **SAID)
    assert built.numbers["Schritt 8"] == "VW-08"

    built.do(Repeal(built.id("Strom")))
    assert (built.numbers["Papier"], built.numbers["Schritt 8"]) == ("VW-02", "VW-07")
    built.print_as("Schritt 8", "VW-08")
    assert built.numbers["Schritt 8"] == "VW-08"


def test_leichlingen_principles_for_society_and_for_the_administration_are_two_trees() -> None:
    built = leichlingen()

    built.move("Wir gehen voran", under="Wir fahren weniger")

    assert ("Wir gehen voran", "wrong_parent") in built.hints


def paderborn() -> Built:
    built = Built("paderborn")
    for number in range(1, 5):
        built.add("kapitel", f"Kapitel {number}")
    for number in range(1, 5):
        built.add("handlungsfeld", f"Feld {number}", under="Kapitel 4")
    return built.add("leitziel", "Ankommen", under="Feld 4")


def test_paderborn_numbers_are_those_of_chapters() -> None:
    built = paderborn()
    assert (built.numbers["Feld 4"], built.numbers["Ankommen"]) == ("4.4", "4.4.1")

    built.do(Repeal(built.id("Feld 1")))
    assert (built.numbers["Feld 4"], built.numbers["Ankommen"]) == ("4.3", "4.3.1")
    built.print_as("Feld 4", "4.4")
    assert (built.numbers["Feld 4"], built.numbers["Ankommen"]) == ("4.4", "4.3.1")
    assert ("Feld 4", "number_differs") in built.hints
    assert ("Feld 2", "expected_missing") in built.hints


def rostock() -> Built:
    built = Built("rostock").add("kapitel", "Fünf").add("kapitel", "Sechs", under="Fünf")
    built.add("kapitel", "Drei", under="Sechs").add("strategie", "Fragen", under="Drei")
    built.add("ressource", "Zwei Stellen", under="Fragen")
    for number in range(4):
        built.add("kapitel", f"Davor {number}", after="")
    return built


def test_rostock_a_level_stands_under_itself() -> None:
    built = rostock()
    shown = [built.numbers[title] for title in ("Fünf", "Sechs", "Drei")]
    assert shown == ["5", "5.1", "5.1.1"]

    built.move("Drei", under="Fünf", after="")

    assert (built.numbers["Drei"], built.numbers["Sechs"]) == ("5.1", "5.2")
    assert built.hints == []


def bonn() -> Built:
    built = Built("bonn").add("leitlinie", "Offen").add("handlungsfeld", "Wohnen")
    built.add("bedarf", "Mehr Wohnungen", under="Wohnen")
    return built.add("vorhaben", "Beratung im Rathaus", under="Wohnen", **SAID)


def test_bonn_what_is_needed_and_what_is_planned_bind_differently() -> None:
    built = bonn()
    outline = built.tree.outline
    forces = {
        state.title: outline.term(BINDING_FORCE, level.binding_force)
        for state in built.tree
        if (level := outline.level(state.kind)) and level.binding_force
    }
    assert forces == {
        "Mehr Wohnungen": "nötig, auch von anderen",
        "Beratung im Rathaus": "von der Stadt geplant",
    }
    assert built.hints == []

    built.do(ChangeKind(built.id("Beratung im Rathaus"), "vorhaben", "bedarf"))
    assert ("Wohnen", "expected_missing") in built.hints


def maintal() -> Built:
    built = Built("maintal").add("leitziel", "Grün").add("handlungsfeld", "Parks", under="Grün")
    built.add("massnahme", "Ideen sammeln", under="Parks")
    return built.add("leitprojekt", "Uferpark", under="Parks", **SAID)


def test_maintal_the_catalogue_is_a_pool_and_only_lead_projects_are_followed_up() -> None:
    built = maintal()
    levels = {level.key: level for level in built.tree.outline.levels}

    assert (levels["massnahme"].binding_force, levels["massnahme"].tracked) == ("pool", False)
    assert (levels["leitprojekt"].binding_force, levels["leitprojekt"].tracked) == (
        "for_execution", True,
    )  # fmt: skip
    assert built.hints == []
    built.do(ChangeKind(built.id("Ideen sammeln"), "massnahme", "leitprojekt"))
    assert built.hints == [("Ideen sammeln", UNSAID)] * 3


def heidelberg() -> Built:
    built = Built("heidelberg").add("bereich", "Kultur")
    return built.add("projekt", "Chor", under="Kultur", zielgruppe=("Familien",),
                     verantwortlich=("Musikschule",), termin="2027-09")  # fmt: skip


def test_heidelberg_a_project_says_for_whom_who_with_whom_and_when() -> None:
    built = heidelberg()
    assert built.hints == []

    built.set("Chor", "termin", "bald")
    built.set("Chor", "zielgruppe", None)

    assert built.hints == [("Chor", "attribute_type"), ("Chor", UNSAID)]


def aachen() -> Built:
    built = Built("aachen").add("handlungsfeld", "Sprache", vorrang=True)
    built.add("handlungsfeld", "Sport")
    return built.add("massnahme", "Kurse", under="Sprache", **SAID)


def test_aachen_some_fields_come_first() -> None:
    built = aachen()

    tree = built.tree
    first = [state.title for state in tree if state.attribute("vorrang") is True]
    assert first == ["Sprache"]
    assert built.hints == [("Sport", "expected_missing")]


def wuppertal() -> Built:
    built = Built("wuppertal").add("handlungsfeld", "Bauen")
    built.add("massnahme", "Dächer", under="Bauen", ausgewaehlt=True, **SAID)
    return built.add("massnahme", "Keller", under="Bauen", **SAID)


def test_wuppertal_a_subset_is_chosen_for_the_funded_years() -> None:
    built = wuppertal()

    chosen = [state.title for state in built.tree if state.attribute("ausgewaehlt")]
    assert (chosen, built.hints) == (["Dächer"], [])


def freiburg() -> Built:
    return (
        Built("freiburg").add("leitbild", "Gemeinsam").add("leitlinie", "Fair", under="Gemeinsam")
    )


def test_freiburg_has_no_measures_and_misses_none() -> None:
    built = freiburg()

    assert (built.numbers, built.hints) == ({}, [])
    assert not any(level.tracked for level in built.tree.outline.levels)


def einfach() -> Built:
    built = Built("einfach").add("kapitel", "Vorwort").add("handlungsfeld", "Lernen")
    built.add("leitziel", "Früh", under="Lernen").add("leitziel", "Später", under="Lernen")
    for title in ("Eins", "Zwei", "Drei"):
        built.add("massnahme", title, under="Später", **SAID)
    return built.add("anhang", "Zahlen")


def test_our_own_outline_has_numbers_that_name_the_way_down() -> None:
    built = einfach()
    assert built.numbers["Drei"] == "HF1-Z2-M3"
    assert built.numbers["Zahlen"] == "A"
    assert "Vorwort" not in built.numbers

    built.move("Später", under="Lernen", after="")
    assert built.numbers["Drei"] == "HF1-Z1-M3"
    built.print_as("Später", "HF1-Z2")
    assert (built.numbers["Später"], built.numbers["Drei"]) == ("HF1-Z2", "HF1-Z1-M3")


BUILT: dict[str, Callable[[], Built]] = {
    "aachen": aachen, "bonn": bonn, "detmold": detmold, "einfach": einfach,
    "frankfurt": frankfurt, "freiburg": freiburg, "heidelberg": heidelberg,
    "leichlingen": leichlingen, "lengerich": lengerich, "maintal": maintal,
    "muenster": muenster, "paderborn": paderborn, "rostock": rostock,
    "wolfenbuettel": wolfenbuettel, "wolfsburg": wolfsburg, "wuppertal": wuppertal,
}  # fmt: skip


def test_every_ready_outline_has_a_concept_built_in_it() -> None:
    assert BUILT.keys() == ready_outlines().keys()


@pytest.mark.parametrize("key", BUILT)
def test_what_is_built_in_an_outline_is_frozen_and_read_again_byte_for_byte(key: str) -> None:
    built = BUILT[key]()

    frozen = built.freeze()

    data = repository.canonical_bytes(frozen.manifest)
    tree = TREE.from_bytes(data)
    assert tree == built.tree == repository.load_tree(frozen.manifest)
    assert TREE.to_bytes(tree) == data
    ready = ready_outlines()[key].outline
    assert tree.outline == ready == OUTLINE.from_bytes(OUTLINE.to_bytes(ready))
