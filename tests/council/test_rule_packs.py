"""The shipped rules say what was written down beforehand, and a damaged file is refused plainly."""

from pathlib import Path
from typing import Any

import pytest

from fortschrift.core.rules.outcome import outcome
from fortschrift.core.rules.parameters import PARAMETERS, read_value
from fortschrift.core.rules.rule import Layer, Mark, resolve
from fortschrift.council.rules.packs import (
    DamagedPacks,
    land_rules,
    own_rules,
    read_lands,
    read_own,
)
from fortschrift.council.rules.words import SUBJECTS, subject_words
from tests.core.rules.answers import CASES, Case, read

WANTED = read("niedersachsen.yaml")
DRAFTS = {
    "Baden-Württemberg", "Bayern", "Brandenburg", "Hessen", "Mecklenburg-Vorpommern",
    "Nordrhein-Westfalen", "Rheinland-Pfalz", "Saarland", "Sachsen", "Schleswig-Holstein",
    "Thüringen",
}  # fmt: skip


@pytest.mark.parametrize("parameter", PARAMETERS)
def test_niedersachsen_says_of_each_parameter_what_its_source_says(parameter: str) -> None:
    wanted = WANTED[parameter]
    (found,) = (s for s in land_rules()["Niedersachsen"].settings if s.parameter == parameter)

    value = read_value(parameter, wanted["value"]) if "value" in wanted else None
    assert found.value == value
    assert wanted["cites"] in found.source
    assert found.mark is Mark(wanted["mark"])
    assert found.leaves_to == frozenset(map(Layer, wanted.get("left_to", ())))
    assert found.bodies == frozenset(wanted.get("bodies", ()))
    assert found.value is not None or found.leaves_to or found.note


@pytest.mark.parametrize(
    "case", [c for c in CASES if c.rule_name == "niedersachsen"], ids=lambda case: case.says
)
def test_the_shipped_law_answers_the_cases_of_niedersachsen(case: Case) -> None:
    law = resolve(land_rules()["Niedersachsen"].settings, body="main_committee")

    found = outcome(law, case.tally, case.circumstances)

    assert found.verdict == case.answer
    assert case.because <= {reason.code for reason in found.reasons}


@pytest.mark.parametrize("case", [
    c for c in CASES if c.rule_name in ("hessen", "schleswig_holstein") and not c.also
], ids=lambda case: case.says)  # fmt: skip
def test_the_second_set_of_laws_answers_its_cases(case: Case) -> None:
    land = {"hessen": "Hessen", "schleswig_holstein": "Schleswig-Holstein"}[case.rule_name]

    found = outcome(resolve(land_rules()[land].settings), case.tally, case.circumstances)

    assert found.verdict == case.answer


def test_the_other_laender_are_there_with_what_is_known() -> None:
    assert land_rules().keys() == DRAFTS | {"Niedersachsen"}
    for land in DRAFTS:
        rules = land_rules()[land]
        assert rules.law and rules.title and rules.known
        assert {setting.parameter for setting in rules.settings} < PARAMETERS.keys()


def test_what_bodies_may_take_over_can_be_read() -> None:
    assert own_rules().keys() == {"runder-tisch", "arbeitsgruppe"}
    for rules in own_rules().values():
        assert rules.title and rules.known
        for parameter, value in rules.values.items():
            read_value(parameter, value)


def test_every_parameter_has_a_word() -> None:
    assert {parameter.partition(".")[0] for parameter in PARAMETERS} == SUBJECTS.keys()
    assert subject_words("quorum.floor.share") == "Beschlussfähigkeit"


GOOD = """land: Testland
law: TestG
title: Testgesetz
known: Nichts.
settings:
  - {parameter: majority.basis, value: yes_no, source: § 1 TestG, mark: draft}
"""


@pytest.mark.parametrize(("old", "new", "place", "reason"), [
    ("majority.basis", "majority.farbe", "Eintrag 1 (majority.farbe)", "Diese Regel gibt es nicht"),
    ("yes_no", "ja_nein", "Eintrag 1 (majority.basis)", "„ja_nein“ ist hier kein möglicher Wert"),
    ("mark: draft", "mark: sicher", "settings.1.mark", "nicht die erwartete Form"),
    ("mark: draft", "mark: draft, farbe: rot", "settings.1.farbe", "Dieses Feld gibt es nicht"),
    ("source: § 1 TestG, ", "", "settings.1.source", "Dieses Feld fehlt"),
    ("mark: draft", "mark: draft, bodies: [stammtisch]", "settings.1.bodies",
     "Diese Art von Gremium gibt es nicht"),
    ("mark: draft", "mark: draft, leaves_to: [stammtisch]", "settings.1.leaves_to", "Form"),
    ("mark: draft}", "mark: draft, valid_from: 2022-01-02, valid_to: 2022-01-01}",
     "Eintrag 1 (majority.basis)", "Das Ende liegt vor dem Beginn"),
    ("mark: draft}", "mark: draft}\n  - {parameter: majority.basis, value: voting, source: § 2, "
     "mark: draft}", "majority.basis", "steht hier schon etwas (§ 1 TestG)"),
    ("known: Nichts.", "known: Nichts.\ncomplete: true", "settings",
     "es fehlt: majority.threshold"),
    ("law: TestG\n", "", "law", "Dieses Feld fehlt"),
    ("settings:", "settings: [", "Zeile", "kein gültiges YAML"),
    (GOOD, "nur Text", "", "nicht die erwartete Form"),
])  # fmt: skip
def test_a_damaged_file_is_refused_with_what_and_where(
    tmp_path: Path, old: str, new: str, place: str, reason: str
) -> None:
    assert GOOD.count(old) == 1
    (tmp_path / "testland.yaml").write_text(GOOD.replace(old, new), encoding="utf-8")

    with pytest.raises(DamagedPacks) as refused:
        read_lands(tmp_path)

    fault = refused.value.faults[0]
    assert fault.file == "testland.yaml"
    assert fault.place.startswith(place) and reason in fault.reason
    assert "testland.yaml" in str(refused.value) and reason in str(refused.value)


def test_the_faults_of_all_files_are_told_at_once(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(GOOD.replace("yes_no", "x"), encoding="utf-8")
    (tmp_path / "b.yaml").write_bytes(b"land: \xff")
    (tmp_path / "c.yaml").write_text(GOOD, encoding="utf-8")
    (tmp_path / "d.yaml").write_text(GOOD, encoding="utf-8")

    with pytest.raises(DamagedPacks) as refused:
        read_lands(tmp_path)

    assert [(fault.file, fault.place) for fault in refused.value.faults] == [
        ("a.yaml", "Eintrag 1 (majority.basis)"), ("b.yaml", ""), ("d.yaml", "land"),
    ]  # fmt: skip


@pytest.mark.parametrize(("content", "place"), [
    ("{title: X, known: Y, values: {majority.basis: ja}}", "values.majority.basis"),
    ("{title: X, known: Y, values: {majority.farbe: rot}}", "values.majority.farbe"),
    ("{title: X, known: Y, values: {}}", "values"),
    ("{title: X, values: {majority.basis: yes_no}}", "known"),
])  # fmt: skip
def test_damaged_rules_to_take_over_are_refused_as_well(
    tmp_path: Path, content: str, place: Any
) -> None:
    (tmp_path / "tisch.yaml").write_text(content, encoding="utf-8")

    with pytest.raises(DamagedPacks) as refused:
        read_own(tmp_path)

    assert [fault.place for fault in refused.value.faults] == [place]
