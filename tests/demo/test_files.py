"""What can be wrong with files as files, and with the company a town is loaded in."""

from pathlib import Path

import pytest

from fortschrift.demo.faults import DamagedDemo
from fortschrift.demo.loading import read_towns
from tests.accounts.factories import operator
from tests.demo.towns import COUNTY, contents, copy_of, line_of, load


def faults_of(folder: Path) -> list[str]:
    with pytest.raises(DamagedDemo) as caught:
        read_towns(folder.parent, [folder.name])
    return str(caught.value).splitlines()


@pytest.fixture
def county(tmp_path: Path) -> Path:
    return copy_of(COUNTY, tmp_path)


def test_broken_yaml_is_named_with_its_line(county: Path) -> None:
    (county / "stadt.yaml").write_text("municipality:\n  name: [offen\nsources: {}\n", "utf-8")

    (fault,) = faults_of(county)

    assert fault.startswith(f"{COUNTY}/stadt.yaml, Zeile 3: Das ist kein gültiges YAML (")


def test_a_file_without_fields_is_named(county: Path) -> None:
    (county / "leer.yaml").write_text("# nichts\n", "utf-8")

    assert faults_of(county) == [f"{COUNTY}/leer.yaml, Zeile 1: Die Datei enthält keine Felder."]


def test_a_file_in_another_encoding_is_named(county: Path) -> None:
    (county / "alt.yaml").write_bytes("history: []  # für".encode("latin-1"))

    assert faults_of(county) == [
        f"{COUNTY}/alt.yaml, Zeile 1: Die Datei ist nicht in UTF-8 geschrieben."
    ]


def test_a_text_that_no_step_brings_in_is_named(county: Path) -> None:
    (county / "rest.yaml").write_text("text: []\n", "utf-8")

    assert faults_of(county) == [
        f"{COUNTY}/rest.yaml, Zeile 1: Diesen Text bringt kein Schritt ein."
    ]


def test_a_folder_without_data_is_named(tmp_path: Path) -> None:
    (tmp_path / "leer").mkdir()

    assert faults_of(tmp_path / "leer")[0].endswith("In diesem Ordner liegen keine Daten.")


def test_a_town_must_be_named_once(county: Path) -> None:
    further = "municipality: {slug: x, name: X, kind: county, state: Y}\n"
    (county / "zwei.yaml").write_text(further, "utf-8")

    assert faults_of(county) == [
        f"{COUNTY}/zwei.yaml, Zeile 1, Feld „municipality“: Die Kommune steht schon in einer "
        "anderen Datei."
    ]
    (county / "zwei.yaml").unlink()
    events = (county / "ereignisse.yaml").read_text("utf-8")
    for path in county.glob("*.yaml"):
        path.unlink()
    (county / "ereignisse.yaml").write_text(events, "utf-8")
    assert any("Keine Datei nennt die Kommune." in fault for fault in faults_of(county))


def test_a_step_may_not_refer_to_what_happens_later(county: Path) -> None:
    path = county / "ereignisse.yaml"
    text = path.read_text("utf-8").replace("history:\n", "history:\n" + EARLY, 1)
    path.write_text(text, "utf-8")

    assert faults_of(county) == [
        f"{COUNTY}/ereignisse.yaml, Zeile {line_of(path, 'version: lkwf-v2017 # early')}, "
        "Feld „version“: „lkwf-v2017“ steht erst weiter unten (Zeile "
        f"{line_of(path, '- step: version')})."
    ]


EARLY = """\
  - step: status
    key: zu-frueh
    version: lkwf-v2017 # early
    status: draft
"""


def test_all_faults_of_all_files_are_said_at_once(county: Path) -> None:
    for name, old, new in (
        ("stadt.yaml", "value: 7356", "value: viele"),
        ("ereignisse.yaml", "valid_to: 2022", "valid_to: 2022-13"),
    ):
        path = county / name
        path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")

    assert [fault.split(",")[0] for fault in faults_of(county)] == [
        f"{COUNTY}/ereignisse.yaml", f"{COUNTY}/stadt.yaml"
    ]  # fmt: skip


def test_a_footnote_must_be_referred_to(county: Path) -> None:
    path = county / "saeulen.yaml"
    note = "  - {key: fn-allein, kind: note, text: Niemand verweist hierher.}\n"
    path.write_text(path.read_text("utf-8") + note, "utf-8")

    line = line_of(path, "fn-allein")
    assert faults_of(county) == [
        f"{COUNTY}/saeulen.yaml, Zeile {line}: Auf diese Fußnote verweist kein Text davor."
    ]


@pytest.mark.django_db
def test_a_town_in_a_county_waits_for_the_county(tmp_path: Path) -> None:
    folder = copy_of("wolfenbuettel", tmp_path)
    runs_the_demo = operator()
    before = contents()

    with pytest.raises(DamagedDemo) as caught:
        load(folder, by=runs_the_demo)

    line = line_of(folder / "stadt.yaml", "part_of: landkreis-wolfenbuettel")
    assert str(caught.value) == (
        f"wolfenbuettel/stadt.yaml, Zeile {line}, Feld „part_of“: Diese Kommune ist nicht vorher "
        "geladen worden."
    )
    assert contents() == before


@pytest.mark.django_db
def test_a_fault_in_the_last_step_takes_everything_back(county: Path) -> None:
    path = county / "stadt.yaml"
    text = path.read_text("utf-8").replace("held: c5-sieben", "held: c5-drei")
    path.write_text(text, "utf-8")
    events = county / "ereignisse.yaml"
    third = (
        "            as_printed: sechs Säulen\n          - {key: c5-drei, source: lkwf-beschluss}\n"
    )
    events.write_text(
        events.read_text("utf-8").replace("            as_printed: sechs Säulen\n", third), "utf-8"
    )
    runs_the_demo = operator()
    before = contents()

    with pytest.raises(DamagedDemo) as caught:
        load(county, by=runs_the_demo)

    assert str(caught.value).endswith(
        "Feld „held“: Die befolgte Angabe gehört nicht zum Widerspruch."
    )
    assert contents() == before
