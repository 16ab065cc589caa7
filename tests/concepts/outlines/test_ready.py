"""The files of ready outlines: read, checked, every fault with its place."""

import re
import shutil
from pathlib import Path

import pytest

from fortschrift.concepts.outlines import (
    DamagedOutlines,
    OutlineFault,
    read_outlines,
    ready_outlines,
    usual_forces,
)
from fortschrift.concepts.outlines.ready import FOLDER

GOOD = """\
title: Probe
kind: Konzept
known: Nichts.
sources:
  - title: Seite
    url: "https://example.org/"
outline:
  roots: [ziel]
  levels:
    - key: ziel
      singular: Ziel
      plural: Ziele
      numbering: {pattern: "{n}"}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "towns").mkdir()
    shutil.copy(FOLDER / "usual.yaml", tmp_path)
    return tmp_path


def faults_in(folder: Path, *files: str) -> list[OutlineFault]:
    for number, text in enumerate(files):
        (folder / "towns" / f"stadt-{number}.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(DamagedOutlines) as caught:
        read_outlines(folder)
    return caught.value.faults


def test_at_least_the_seven_structures_asked_for_are_ready() -> None:
    wanted = {"wolfsburg", "wolfenbuettel", "muenster", "detmold", "frankfurt", "lengerich",
              "leichlingen"}  # fmt: skip

    assert wanted <= ready_outlines().keys()
    assert next(iter(ready_outlines())) == "einfach", "ours stands first"


@pytest.mark.parametrize("key", ready_outlines())
def test_an_outline_of_a_town_says_where_it_is_known_from_and_what_is_not(key: str) -> None:
    ready = ready_outlines()[key]

    assert bool(ready.sources) == (key != "einfach")
    assert ready.known.endswith(".")
    if not any(level.numbering.pattern for level in ready.outline.levels):
        assert re.search("Nummern sind keine bekannt|hat das Leitbild keine", ready.known)


def test_usual_attributes_are_added_where_a_file_asks_for_them(folder: Path) -> None:
    (folder / "towns" / "stadt.yaml").write_text(f"{GOOD}usual_attributes: [ziel]\n")

    (ready,) = read_outlines(folder)

    labels = [each.label for each in ready.outline.levels[0].attributes]
    assert labels[:3] == ["Zuständig", "Mitwirkende", "Zielgruppe"]
    assert next(each.key for each in usual_forces()) == "for_execution"


@pytest.mark.parametrize(
    ("exchange", "wanted"),
    [
        (("title: Probe", "title:"), (1, "title", "Hier fehlt ein Text.")),
        (("kind: Konzept\n", ""), (1, "kind", "Hier fehlt ein Text.")),
        (("known:", "bekannt: x\nknown:"), (3, "bekannt", "Dieses Feld gibt es nicht.")),
        (("    url: ", "    uri: "), (5, "sources[0]", "Eine Quelle hat einen Titel")),
        (("https://", "file://"), (5, "sources[0]", "Eine Quelle hat einen Titel")),
        (("singular: Ziel", "# x"), (10, "outline.levels[0].singular", "Dieses Feld fehlt.")),
        (("plural:", "viele: x\n      plural:"),
         (12, "outline.levels[0].viele", "Dieses Feld gibt es nicht.")),
        (("key: ziel", "key: Ziel"), (10, "outline.levels[0]", "„Ziel“ ist kein Schlüssel")),
        (("key: ziel", "key: table"), (10, "outline.levels[0]", "„table“ ist schon der Name")),
        (("[ziel]", "[zeil]"), (7, "outline", "„zeil“ ist keine Ebene dieser Gliederung.")),
        (("[ziel]", "[]"), (8, "outline.roots", "Keine Ebene steht ganz oben.")),
        (("{n}", "{m}"), (13, "outline.levels[0].numbering", "„{m}“ gibt es nicht.")),
        (("{n}", "{attribute.x}{n}"),
         (13, "outline.levels[0].numbering", "Die Nummer braucht die Angabe „x“.")),
        (("outline:", "gliederung:"), (1, "outline", "Dieses Feld fehlt.")),
        (("  levels:", "  levels:\n    - 7"),
         (10, "outline.levels[0]", "Das hat nicht die erwartete Form")),
        (("title: Probe", "title: ["), (3, "", "Das ist kein gültiges YAML")),
    ],
)  # fmt: skip
def test_a_fault_is_named_with_file_line_and_field(
    folder: Path, exchange: tuple[str, str], wanted: tuple[int, str, str]
) -> None:
    assert exchange[0] in GOOD

    fault = faults_in(folder, GOOD.replace(*exchange, 1))[0]

    assert (fault.line, fault.field) == wanted[:2]
    assert fault.reason.startswith(wanted[2])
    assert str(fault).startswith(f"stadt-0.yaml, Zeile {fault.line}")


def test_a_level_that_can_stand_nowhere_is_a_fault(folder: Path) -> None:
    lost = GOOD + "    - {key: anhang, singular: Anhang, plural: Anhänge}\n"

    (fault,) = faults_in(folder, lost)

    assert (fault.line, fault.field) == (14, "outline.levels[1]")


def test_a_wish_for_usual_attributes_of_an_unknown_level_is_a_fault(folder: Path) -> None:
    (fault,) = faults_in(folder, GOOD + "usual_attributes: [massnahme]\n")

    assert (fault.line, fault.field) == (14, "usual_attributes[0]")


def test_the_faults_of_all_files_come_together(folder: Path) -> None:
    found = faults_in(folder, GOOD.replace("title: Probe", "title:"), "- keine Felder\n", "\x00")

    assert [each.file for each in found] == ["stadt-0.yaml", "stadt-1.yaml", "stadt-2.yaml"]


def test_a_file_in_another_encoding_is_a_fault(folder: Path) -> None:
    (folder / "towns" / "stadt.yaml").write_bytes("title: Münster".encode("latin-1"))

    with pytest.raises(DamagedOutlines, match="UTF-8"):
        read_outlines(folder)
