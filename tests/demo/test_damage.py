"""A damaged file is named with file, line, field and reason, and the database stays as it was."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from fortschrift.demo.faults import DamagedDemo
from tests.accounts.factories import operator
from tests.demo.towns import COUNTY, contents, copy_of, load


@dataclass(frozen=True)
class Damage:
    """In ``file``, ``old`` becomes ``new``; ``mark`` stands on the line that must be named."""

    file: str
    old: str
    new: str
    mark: str
    said: str

    def do(self, folder: Path) -> str:
        """Damage the file and return the message that is expected."""
        path = folder / self.file
        text = path.read_text("utf-8")
        assert self.old in text, "the damage must hit something"
        damaged = text.replace(self.old, self.new, 1)
        path.write_text(damaged, "utf-8")
        line = damaged[: damaged.index(self.mark)].count("\n") + 1
        return f"{COUNTY}/{self.file}, Zeile {line}{self.said}"


EVENTS, TOWN, PILLARS = "ereignisse.yaml", "stadt.yaml", "saeulen.yaml"

SHAPES = {
    "a day the calendar lacks": Damage(
        EVENTS, "valid_from: 2017", "valid_from: 2017-02-30", "valid_from",
        ", Feld „valid_from“: „2017-02-30“ gibt es im Kalender nicht.",
    ),
    "no date at all": Damage(
        EVENTS, "valid_from: 2017", "valid_from: neulich", "valid_from",
        ", Feld „valid_from“: „neulich“ ist kein Datum. Möglich sind 2017, 2017-09, 2017-09-13 "
        "oder 2017-05-15..2017-08-10.",
    ),
    "an end before the beginning": Damage(
        EVENTS, "valid_from: 2017", "valid_from: 2019..2017", "valid_from",
        ", Feld „valid_from“: In „2019..2017“ liegt das Ende vor dem Anfang.",
    ),
    "an unknown field": Damage(
        TOWN, "state: Niedersachsen", "state: Niedersachsen\n  colour: red", "colour",
        ", Feld „colour“: Dieses Feld gibt es hier nicht.",
    ),
    "a missing field": Damage(
        TOWN, "    classification: council\n", "", "- key: lkwf-kreistag",
        ", Feld „classification“: Dieses Feld fehlt.",
    ),
    "an unknown certainty": Damage(
        EVENTS, "certainty: inferred", "certainty: geraten", "certainty: geraten",
        ", Feld „certainty“: „geraten“ ist nicht vorgesehen. Möglich sind: stated, planned or "
        "inferred.",
    ),
    "no step": Damage(
        EVENTS, "  - step: paper\n    key", "  - key", "- key: lkwf-vorlage",
        ", Feld „step“: Dieses Feld fehlt.",
    ),
    "a number that is none": Damage(
        TOWN, "value: 7356", "value: viele", "value: viele",
        ", Feld „value“: „viele“ ist keine ganze Zahl.",
    ),
    "a key that is no address": Damage(
        TOWN, "key: lkwf-asgi", "key: LKWF_asgi", "key: LKWF_asgi",
        ", Feld „key“: „LKWF_asgi“: nur Kleinbuchstaben, Ziffern und einzelne Bindestriche.",
    ),
    "a list where words should stand": Damage(
        TOWN, "title: Landkreis bringt Integrations- und Teilhabekonzept auf den Weg",
        "title: [Landkreis, bringt]", "title: [",
        ", Feld „title“: Hier muss ein Text stehen.",
    ),
    "words where a list should stand": Damage(
        TOWN, "claims: [c5-sechs, c5-sieben]", "claims: c5-sechs", "claims: c5-sechs",
        ", Feld „claims“: Hier muss eine Liste stehen.",
    ),
    "a source that is none": Damage(
        EVENTS, "- key: c5-sechs\n            source: lkwf-beschluss", "- key: c5-sechs",
        "- key: c5-sechs",
        ", Feld „sources“: Genau eines dieser Felder muss dastehen: source, claim.",
    ),
    "a field that stands twice": Damage(
        TOWN, "  kind: county", "  kind: county\n  kind: town", "kind: town",
        ", Feld „kind“: Dieses Feld steht zweimal da.",
    ),
}  # fmt: skip

CONTRADICTIONS = {
    "an unknown body": Damage(
        EVENTS, "organization: lkwf-asgi", "organization: lkwf-rat", "organization: lkwf-rat",
        ", Feld „organization“: „lkwf-rat“ ist nicht bekannt; gesucht wird: ein Gremium oder eine "
        "Stelle.",
    ),
    "an unknown source": Damage(
        EVENTS, "source: lkwf-beschluss", "source: lkwf-geruecht", "source: lkwf-geruecht",
        ", Feld „source“: „lkwf-geruecht“ ist nicht bekannt; gesucht wird: eine Quelle.",
    ),
    "an unknown source in short form": Damage(
        TOWN, "sources: [lkwf-kosten]", "sources: [lkwf-geruecht]", "sources: [lkwf-geruecht]",
        ", Feld „source“: „lkwf-geruecht“ ist nicht bekannt; gesucht wird: eine Quelle.",
    ),
    "an unknown claim": Damage(
        TOWN, "held: c5-sieben", "held: c9", "held: c9",
        ", Feld „held“: „c9“ ist nicht bekannt; gesucht wird: eine Angabe einer Quelle.",
    ),
    "an unknown version": Damage(
        EVENTS, "version: lkwf-v2017", "version: lkwf-v2018", "version: lkwf-v2018",
        ", Feld „version“: „lkwf-v2018“ ist nicht bekannt; gesucht wird: eine Fassung.",
    ),
    "a key that stands twice in one file": Damage(
        EVENTS, "key: lkwf-station-kreistag", "key: lkwf-station-ausschuss\n",
        "key: lkwf-station-ausschuss\n\n",
        ", Feld „key“: Den Schlüssel „lkwf-station-ausschuss“ gibt es schon "
        "(landkreis-wolfenbuettel/ereignisse.yaml, Zeile 55).",
    ),
    "a key that stands in another file": Damage(
        EVENTS, "key: lkwf-vorlage", "key: lkwf-asgi", "key: lkwf-asgi",
        ", Feld „key“: Den Schlüssel „lkwf-asgi“ gibt es schon "
        "(landkreis-wolfenbuettel/stadt.yaml, Zeile 46).",
    ),
    "an element that stands twice": Damage(
        PILLARS, "key: lkwf-saeule-bildung", "key: lkwf-saeule-sprache", "slug: bildung",
        ", Feld „key“: Den Schlüssel „lkwf-saeule-sprache“ gibt es schon "
        "(landkreis-wolfenbuettel/saeulen.yaml, Zeile 11).",
    ),
    "a text that is not there": Damage(
        EVENTS, "file: saeulen.yaml", "file: pfeiler.yaml", "file: pfeiler.yaml",
        ", Feld „file“: Eine Datei „pfeiler.yaml“ mit einem Text gibt es nicht.",
    ),
}  # fmt: skip

REFUSED = {
    "a kind that does not exist": Damage(
        EVENTS, "paper_type: resolution", "paper_type: wunsch", "paper_type: wunsch",
        ", Feld „paper_type“: Wert 'wunsch' ist keine gültige Option.",
    ),
    "an address of the net that is none": Damage(
        TOWN, "slug: kreistag", "slug: kreistag\n    url: nichts", "url: nichts",
        ", Feld „url“: Bitte eine gültige Adresse eingeben.",
    ),
    "a contradiction of one claim": Damage(
        TOWN, "claims: [c5-sechs, c5-sieben]", "claims: [c5-sieben]", "claims: [c5-sieben]",
        ", Feld „claims“: Ein Widerspruch braucht mindestens zwei Angaben.",
    ),
    "an element under a wrong parent": Damage(
        PILLARS, "kind: saeule, heading: Bildung", "kind: cell, text: Bildung", "kind: cell",
        ", Feld „kind“: „lkwf-saeule-bildung“ kann an dieser Stelle nicht stehen.",
    ),
    "a fact without value and reason": Damage(
        EVENTS, "        reason: In den Quellen, die wir lesen konnten, nicht enthalten.\n", "",
        "- label: Wortlaut",
        ", Feld „reason“: Bitte sagen Sie, warum der Inhalt der Angabe nicht bekannt ist.",
    ),
    "an address that another body has": Damage(
        TOWN, "slug: ausschuss-fuer-arbeit-soziales-gesundheit-und-integration", "slug: kreistag",
        "slug: kreistag\n    name: Auss", ", Feld „slug“: Diese Adresse ist schon vergeben.",
    ),
    "a field that elements of this kind do not have": Damage(
        PILLARS, "kind: saeule, heading: Bildung", "kind: list, text: Bildung", "kind: list",
        ", Feld „text“: Bei „lkwf-saeule-bildung“ ist diese Angabe nicht möglich: Text.",
    ),
    "a link nobody should open": Damage(
        PILLARS, "heading: Bildung", "heading: \"[Bildung](javascript:1)\"", "javascript",
        ", Feld „heading“: „javascript:1“ ist kein Link, den die Seiten öffnen.",
    ),
    "an outcome that does not exist": Damage(
        EVENTS, "outcome: carried", "outcome: knapp", "outcome: knapp",
        ", Feld „outcome“: Wert 'knapp' ist keine gültige Option.",
    ),
    "an address of the installation": Damage(
        TOWN, "slug: landkreis-wolfenbuettel", "slug: hilfe", "slug: hilfe",
        ", Feld „slug“: Diese Adresse gehört der Installation.",
    ),
}  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize("name", [*SHAPES, *CONTRADICTIONS, *REFUSED])
def test_damage_is_named_and_the_database_stays_as_it_was(tmp_path: Path, name: str) -> None:
    folder = copy_of(COUNTY, tmp_path)
    expected = {**SHAPES, **CONTRADICTIONS, **REFUSED}[name].do(folder)
    runs_the_demo = operator()
    before = contents()

    with pytest.raises(DamagedDemo) as caught:
        load(folder, by=runs_the_demo)

    assert expected in str(caught.value).splitlines()
    assert contents() == before
