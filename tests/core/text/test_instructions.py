"""Operations as sentences, as a council office would write them."""

import re
from dataclasses import replace
from typing import get_args

import pytest
from hypothesis import given

from fortschrift.core.text import (
    BOLD,
    ITALIC,
    SUBSCRIPT,
    AttributeType,
    AttributeValue,
    ChangeKind,
    ChangeOutline,
    InlineText,
    Insert,
    Join,
    Level,
    Move,
    NodeId,
    NodeState,
    Numbering,
    Operation,
    Outline,
    Place,
    Reformat,
    Relate,
    Repeal,
    Retitle,
    SetAttribute,
    SetPrintedNumber,
    Splice,
    Split,
    Stale,
    Substitute,
    Term,
    Tree,
    Unrelate,
    Vocabulary,
    apply,
    attributes,
    footnote,
    inline,
    joined,
    link,
)
from fortschrift.core.text.instructions import instructions
from tests.core.text.growing import node_id
from tests.core.text.strategies import edits

Edit = tuple[Tree, tuple[Operation, ...]]

OUTLINE = Outline(
    (
        Level("feld", "Handlungsfeld", "Handlungsfelder", ("ziel",), Numbering("{n}")),
        Level("ziel", "Leitziel", "Leitziele", ("massnahme",), Numbering("{parent}.{n}")),
        Level(
            "massnahme",
            "Maßnahme",
            "Maßnahmen",
            (),
            Numbering("{parent}.{n}"),
            (
                AttributeType("kosten", "Kosten", "money"),
                AttributeType("beginn", "Beginn", "date"),
                AttributeType("laufend", "läuft bereits", "flag"),
                AttributeType("partner", "Mitwirkende", "list"),
                AttributeType("ziel", "Zielgruppe", "long_text"),
            ),
        ),
    ),
    ("feld",),
)
ROOT, VORWORT, BILDUNG, WOHNEN, KULTUR = (node_id(n) for n in range(1, 6))
SPRACHE, SCHULE, KURSE, NAMENLOS, FESTE = (node_id(n) for n in range(6, 11))
EINS, ZWEI, DREI, LISTE, PUNKT, WEITERER = (node_id(n) for n in range(11, 17))
TABELLE, KOPF, ZELLE, BILD, NOTE, BESUCH = (node_id(n) for n in range(17, 23))
NEU, NEUES = node_id(30), node_id(31)

S1 = "Die Stadt berichtet jährlich im Ausschuss."
S2 = "Der Runde Tisch tagt, und er lädt Gäste ein."
S3 = "Gäste sind willkommen."
TEXT_1 = "Sprache ist der Schlüssel."
TEXT_2 = f"{S1} {S2} {S3}"
TEXT_3 = "Kinder und Eltern und Großeltern kommen."
TARGET = "Kinder und Jugendliche aus allen Stadtteilen. Ihre Eltern."


@pytest.fixture
def concept() -> Tree:
    """Three fields; in the first two goals, in the first of them what blocks there are."""
    said = attributes(
        {
            "kosten": 1_000_000,
            "beginn": "2026-09",
            "laufend": False,
            "partner": ("AWO", "VHS"),
            "ziel": TARGET,
        }
    )
    states = [
        NodeState(ROOT, "concept", inline("Vielfalt leben"),
                  children=(VORWORT, BILDUNG, WOHNEN, KULTUR)),
        NodeState(VORWORT, "paragraph", text=inline(f"{S1} {S3}")),
        NodeState(BILDUNG, "feld", inline("Bildung"), children=(SPRACHE, SCHULE)),
        NodeState(SPRACHE, "ziel", inline("Sprache und Schrift"),
                  children=(EINS, ZWEI, DREI, LISTE, TABELLE, BILD, KURSE)),
        NodeState(EINS, "paragraph", text=inline(TEXT_1), children=(NOTE,)),
        NodeState(NOTE, "note", text=inline("Stand 2026")),
        NodeState(ZWEI, "paragraph", text=inline(TEXT_2)),
        NodeState(DREI, "paragraph", text=inline(TEXT_3)),
        NodeState(LISTE, "list", children=(PUNKT, WEITERER)),
        NodeState(PUNKT, "list_item", text=inline("Kurse für alle")),
        NodeState(WEITERER, "list_item", text=inline("Feste im Quartier")),
        NodeState(TABELLE, "table", inline("Plätze"), children=(KOPF,)),
        NodeState(KOPF, "row", children=(ZELLE,)),
        NodeState(ZELLE, "cell", text=inline("15.000")),
        NodeState(BILD, "image", text=inline("Ein Kind liest."), attributes=(("media", "foto"),)),
        NodeState(KURSE, "massnahme", inline("Kurse"), attributes=said),
        NodeState(SCHULE, "ziel", inline("Schule"), text=inline(f"{S1} {S3}"),
                  relations=(("dient", SPRACHE),)),
        NodeState(WOHNEN, "feld", inline("Wohnen"), children=(NAMENLOS, BESUCH)),
        NodeState(NAMENLOS, "abschnitt", inline("Nachbarschaft")),
        NodeState(BESUCH, "ziel", inline("Besuche")),
        NodeState(KULTUR, "feld", inline("Kultur"), children=(FESTE,)),
        NodeState(FESTE, "abschnitt", inline("Nachbarschaft")),
    ]  # fmt: skip
    return Tree.of(states, root=ROOT, outline=OUTLINE)


def words(node: NodeId, old: str, new: str) -> Operation:
    """Replace a whole text."""
    return Substitute.whole(node, inline(old), inline(new))


def marked(node: NodeId, start: int, old: InlineText, new: InlineText) -> Operation:
    return Reformat(node, (Splice(start, old, new),))


def value(key: str, old: AttributeValue | None, new: AttributeValue | None) -> Operation:
    return SetAttribute(KURSE, key, old, new)


def paragraph(text: str, node: NodeId = NEU) -> NodeState:
    return NodeState(node, "paragraph", text=inline(text))


TABLE: list[tuple[Operation, str]] = [
    (
        words(EINS, TEXT_1, "Sprache ist ein Schlüssel."),
        "In Leitziel 1.1 wird in Absatz 1 das Wort „der“ durch das Wort „ein“ ersetzt.",
    ),
    (
        words(ZWEI, TEXT_2, TEXT_2.replace("jährlich", "zweimal im Jahr")),
        "In Leitziel 1.1 wird in Absatz 2 Satz 1 das Wort „jährlich“ durch die Wörter "
        "„zweimal im Jahr“ ersetzt.",
    ),
    (
        words(ZWEI, TEXT_2, TEXT_2.replace("tagt, und er lädt", "tagt und lädt")),
        "In Leitziel 1.1 werden in Absatz 2 Satz 2 das Komma und das Wort „er“ gestrichen.",
    ),
    (
        words(ZWEI, TEXT_2, f"{S1} {S3}"),
        "In Leitziel 1.1 wird Absatz 2 Satz 2 gestrichen.",
    ),
    (
        words(ZWEI, TEXT_2, S1),
        "In Leitziel 1.1 werden in Absatz 2 die Sätze 2 und 3 gestrichen.",
    ),
    (
        words(ZWEI, TEXT_2, f"{S1} Neu ist das. {S2} {S3}"),
        "In Leitziel 1.1 wird nach Absatz 2 Satz 1 folgender Satz eingefügt: „Neu ist das.“",
    ),
    (
        words(ZWEI, TEXT_2, f"{TEXT_2} Auch das ist neu. Und das."),
        "In Leitziel 1.1 werden nach Absatz 2 Satz 3 folgende Sätze angefügt: „Auch das ist"
        " neu. Und das.“",
    ),
    (
        words(ZWEI, TEXT_2, f"{S1} Er hört zu. {S3}"),
        "In Leitziel 1.1 erhält Absatz 2 Satz 2 folgende Fassung: „Er hört zu.“",
    ),
    (
        words(
            ZWEI,
            TEXT_2,
            f"{TEXT_2} ".replace("jährlich ", "").replace("Gäste ein", "alle ein").strip(),
        ),
        "In Leitziel 1.1 wird in Absatz 2 Satz 1 das Wort „jährlich“ gestrichen sowie in "
        "Satz 2 das Wort „Gäste“ durch das Wort „alle“ ersetzt.",
    ),
    (
        words(
            ZWEI,
            TEXT_2,
            TEXT_2.replace("jährlich", "monatlich").replace("sind willkommen", "kommen gern"),
        ),
        "In Leitziel 1.1 werden in Absatz 2 Satz 1 das Wort „jährlich“ durch das Wort "
        "„monatlich“ und in Satz 3 die Wörter „sind willkommen“ durch die Wörter „kommen "
        "gern“ ersetzt.",
    ),
    (
        words(ZWEI, TEXT_2, f"{S1} Neu ist das. {S2} {S3}".replace("jährlich", "monatlich")),
        "Leitziel 1.1 Absatz 2 wird wie folgt geändert: a) In Satz 1 wird das Wort "
        "„jährlich“ durch das Wort „monatlich“ ersetzt. b) Nach Satz 1 wird folgender Satz "
        "eingefügt: „Neu ist das.“",
    ),
    (
        words(ZWEI, TEXT_2, TEXT_2.replace("Gäste", "Besucher")),
        "In Leitziel 1.1 wird in Absatz 2 jeweils das Wort „Gäste“ durch das Wort "
        "„Besucher“ ersetzt.",
    ),
    (
        words(DREI, TEXT_3, TEXT_3.replace("und Großeltern", "sowie Großeltern")),
        "In Leitziel 1.1 wird in Absatz 3 das Wort „und“ (2. Vorkommen) durch das Wort "
        "„sowie“ ersetzt.",
    ),
    (
        words(DREI, TEXT_3, "Niemand bleibt heute gern daheim."),
        "In Leitziel 1.1 erhält Absatz 3 folgende Fassung: „Niemand bleibt heute gern daheim.“",
    ),
    (
        words(DREI, TEXT_3, ""),
        "Der Wortlaut von Leitziel 1.1 Absatz 3 wird gestrichen.",
    ),
    (
        words(VORWORT, f"{S1} {S3}", f"{S1}"),
        "In Absatz 1 wird Satz 2 gestrichen.",
    ),
    (
        words(SCHULE, f"{S1} {S3}", f"{S1} {S3}".replace("jährlich", "monatlich")),
        "In Leitziel 1.2 wird in Satz 1 das Wort „jährlich“ durch das Wort „monatlich“ ersetzt.",
    ),
    (
        words(PUNKT, "Kurse für alle", "Kurse für alle Frauen"),
        "In Leitziel 1.1 wird in Liste 1 Punkt 1 nach dem Wort „alle“ das Wort „Frauen“ eingefügt.",
    ),
    (
        words(ZELLE, "15.000", "20.000"),
        "In Leitziel 1.1 erhält Tabelle 1 Zeile 1 Zelle 1 folgende Fassung: „20.000“.",
    ),
    (
        words(BILD, "Ein Kind liest.", "Ein Mädchen liest."),
        "In der Bildbeschreibung von Leitziel 1.1 Bild 1 wird das Wort „Kind“ durch das "
        "Wort „Mädchen“ ersetzt.",
    ),
    (
        words(NOTE, "Stand 2026", "Stand 2027"),
        "In Leitziel 1.1 wird in Absatz 1 Fußnote 1 die Angabe „2026“ durch die Angabe "
        "„2027“ ersetzt.",
    ),
    (
        Retitle.whole(SPRACHE, inline("Sprache und Schrift"), inline("Sprache, Schrift")),
        "In der Überschrift von Leitziel 1.1 wird das Wort „und“ durch ein Komma ersetzt.",
    ),
    (
        Retitle.whole(SCHULE, inline("Schule"), inline("Frühe Bildung")),
        "Die Überschrift von Leitziel 1.2 erhält folgende Fassung: „Frühe Bildung“.",
    ),
    (
        Retitle.whole(NAMENLOS, inline("Nachbarschaft"), ()),
        "Die Überschrift von Abschnitt „Nachbarschaft“ in Handlungsfeld 2 wird gestrichen.",
    ),
    (
        Retitle.whole(ROOT, inline("Vielfalt leben"), inline("Vielfalt gestalten")),
        "Im Titel wird das Wort „leben“ durch das Wort „gestalten“ ersetzt.",
    ),
    (
        Retitle.whole(TABELLE, inline("Plätze"), inline("Zahl der Plätze")),
        "In der Beschriftung von Leitziel 1.1 Tabelle 1 werden vor dem Wort „Plätze“ die "
        "Wörter „Zahl der“ eingefügt.",
    ),
    (
        marked(EINS, 0, inline("Sprache"), inline("Sprache", BOLD)),
        "In Leitziel 1.1 wird in Absatz 1 das Wort „Sprache“ fett gesetzt.",
    ),
    (
        marked(ZWEI, 0, inline("Die Stadt"), joined(inline("Die ", ITALIC), inline("Stadt", BOLD))),
        "In Leitziel 1.1 werden in Absatz 2 Satz 1 die Wörter „Die Stadt“ („Die“ kursiv "
        "gesetzt; „Stadt“ fett gesetzt) anders ausgezeichnet.",
    ),
    (
        marked(PUNKT, 0, inline("Kurse"), inline("Kurse", link("https://vhs.example/"))),
        "In Leitziel 1.1 wird in Liste 1 Punkt 1 das Wort „Kurse“ mit einem Link auf "
        "https://vhs.example/ versehen.",
    ),
    (
        marked(EINS, 0, inline("Sprache"), inline("Sprache", footnote(NOTE))),
        "In Leitziel 1.1 wird in Absatz 1 das Wort „Sprache“ mit einer Fußnote versehen.",
    ),
    (
        Insert(Place(SPRACHE, ZWEI), (paragraph("Neu ist das."),)),
        "In Leitziel 1.1 wird nach Absatz 2 folgender Absatz eingefügt: „Neu ist das.“",
    ),
    (
        Insert(Place(SPRACHE), (paragraph("Neu ist das."),)),
        "In Leitziel 1.1 wird vor Absatz 1 folgender Absatz eingefügt: „Neu ist das.“",
    ),
    (
        Insert(Place(KULTUR, FESTE), (paragraph(""),)),
        "Nach Abschnitt „Nachbarschaft“ in Handlungsfeld 3 wird ein leerer Absatz eingefügt.",
    ),
    (
        Insert(Place(WOHNEN, BESUCH), (NodeState(NEU, "ziel", inline("Miteinander")),)),
        "Nach Leitziel 2.1 wird Folgendes eingefügt: Leitziel 2.2 „Miteinander“.",
    ),
    (
        Insert(
            Place(SCHULE),
            (
                NodeState(
                    NEU,
                    "massnahme",
                    inline("Lesen"),
                    children=(NEUES,),
                    attributes=(("kosten", 250_000),),
                ),
                paragraph("Alle lesen.", NEUES),
            ),
        ),
        "In Leitziel 1.2 wird Folgendes eingefügt: Maßnahme 1.2.1 „Lesen“; Kosten: „2.500 "
        "Euro“; Absatz 1: „Alle lesen.“",
    ),
    (
        Insert(Place(LISTE, PUNKT), (NodeState(NEU, "list_item", text=inline("Reisen")),)),
        "In Leitziel 1.1 wird nach Liste 1 Punkt 1 folgender Punkt eingefügt: „Reisen“.",
    ),
    (
        Insert(
            Place(BESUCH),
            (
                NodeState(NEU, "list", children=(NEUES,), attributes=(("ordered", True),)),
                NodeState(NEUES, "list_item", text=inline("Tee")),
            ),
        ),
        "In Leitziel 2.1 wird folgende Liste eingefügt: nummeriert; Punkt 1: „Tee“.",
    ),
    (
        Repeal(ZWEI),
        "In Leitziel 1.1 wird Absatz 2 gestrichen.",
    ),
    (
        Repeal(VORWORT),
        "Absatz 1 wird gestrichen.",
    ),
    (
        Repeal(SCHULE),
        "Leitziel 1.2 wird gestrichen.",
    ),
    (
        Repeal(BILDUNG),
        "Handlungsfeld 1 wird mit allem, was dazugehört, gestrichen.",
    ),
    (
        Repeal(NAMENLOS),
        "Abschnitt „Nachbarschaft“ in Handlungsfeld 2 wird gestrichen.",
    ),
    (
        Move(SCHULE, Place(KULTUR, FESTE)),
        "Leitziel 1.2 wird in Handlungsfeld 3 hinter Abschnitt „Nachbarschaft“ verschoben.",
    ),
    (
        Move(SCHULE, Place(WOHNEN, BESUCH)),
        "Leitziel 1.2 wird in Handlungsfeld 2 hinter Leitziel 2.1 verschoben.",
    ),
    (
        Move(KURSE, Place(BESUCH)),
        "Maßnahme 1.1.1 wird in Leitziel 2.1 verschoben.",
    ),
    (
        Move(DREI, Place(BILDUNG, SPRACHE)),
        "Leitziel 1.1 Absatz 3 wird in Handlungsfeld 1 hinter Leitziel 1.1 verschoben.",
    ),
    (
        Move(DREI, Place(ROOT)),
        "Leitziel 1.1 Absatz 3 wird an den Anfang des Konzepts verschoben.",
    ),
    (
        Move(NOTE, Place(ZWEI)),
        "In Leitziel 1.1 wird Absatz 1 Fußnote 1 in Absatz 2 verschoben.",
    ),
    (
        Move(SCHULE, Place(BILDUNG)),
        "Leitziel 1.2 wird vor Leitziel 1.1 verschoben.",
    ),
    (
        Move(DREI, Place(SPRACHE, EINS)),
        "In Leitziel 1.1 wird Absatz 3 hinter Absatz 1 verschoben.",
    ),
    (
        Move(DREI, Place(SCHULE)),
        "Leitziel 1.1 Absatz 3 wird in Leitziel 1.2 verschoben.",
    ),
    (
        Move(SCHULE, Place(WOHNEN)),
        "Leitziel 1.2 wird an den Anfang von Handlungsfeld 2 verschoben.",
    ),
    (
        Move(EINS, Place(ROOT, VORWORT)),
        "Leitziel 1.1 Absatz 1 wird auf die oberste Ebene hinter Absatz 1 verschoben.",
    ),
    (
        Move(BESUCH, Place(ROOT, KULTUR), parent_unknown=True),
        "Leitziel 2.1 wird auf die oberste Ebene hinter Handlungsfeld 3 verschoben. Bei "
        "Leitziel 2.1 wird vermerkt, dass der richtige Platz im Text nicht bekannt ist.",
    ),
    (
        Split(ZWEI, len(S1), inline(" "), NEU),
        "In Leitziel 1.1 wird Absatz 2 nach Satz 1 geteilt; die Sätze 2 und 3 werden neuer "
        "Absatz 3.",
    ),
    (
        Split(ZWEI, len(S1) + 1 + len(S2), inline(" "), NEU),
        "In Leitziel 1.1 wird Absatz 2 nach Satz 2 geteilt; Satz 3 wird neuer Absatz 3.",
    ),
    (
        Split(EINS, 7, inline(" "), NEU, (NOTE,)),
        "In Leitziel 1.1 wird Absatz 1 nach dem Wort „Sprache“ geteilt; der Rest (mit "
        "Fußnote 1) wird neuer Absatz 2.",
    ),
    (
        Split(VORWORT, len(S1), inline(" "), NEU),
        "Absatz 1 wird nach Satz 1 geteilt; Satz 2 wird neuer Absatz 2.",
    ),
    (
        Join(EINS, ZWEI, inline(" ")),
        "In Leitziel 1.1 werden Absatz 1 und Absatz 2 zu einem Absatz verbunden.",
    ),
    (
        Join(PUNKT, WEITERER, ()),
        "In Leitziel 1.1 werden Liste 1 Punkt 1 und Punkt 2 ohne Leerzeichen dazwischen zu "
        "einem Punkt verbunden.",
    ),
    (
        ChangeKind(SCHULE, "ziel", "massnahme"),
        "Leitziel 1.2 wird zu Maßnahme 1.1.",
    ),
    (
        ChangeKind(NAMENLOS, "abschnitt", "ziel"),
        "Abschnitt „Nachbarschaft“ in Handlungsfeld 2 wird zu Leitziel 2.1.",
    ),
    (
        ChangeKind(DREI, "paragraph", "list_item"),
        "In Leitziel 1.1 wird Absatz 3 zu einem Punkt.",
    ),
    (
        value("kosten", 1_000_000, 1_200_000),
        "Bei Maßnahme 1.1.1 wird die Angabe „Kosten“ von „10.000 Euro“ in „12.000 Euro“ geändert.",
    ),
    (
        value("beginn", "2026-09", "2027-03-01"),
        "Bei Maßnahme 1.1.1 wird die Angabe „Beginn“ von „September 2026“ in „1. März 2027“"
        " geändert.",
    ),
    (
        value("laufend", False, True),
        "Bei Maßnahme 1.1.1 wird die Angabe „läuft bereits“ von „nein“ in „ja“ geändert.",
    ),
    (
        value("partner", ("AWO", "VHS"), ("AWO", "DRK", "Caritas")),
        "Bei Maßnahme 1.1.1 wird bei der Angabe „Mitwirkende“ der Eintrag „VHS“ gestrichen "
        "und werden die Einträge „DRK“ und „Caritas“ ergänzt.",
    ),
    (
        value("partner", ("AWO", "VHS"), ("AWO",)),
        "Bei Maßnahme 1.1.1 wird bei der Angabe „Mitwirkende“ der Eintrag „VHS“ gestrichen.",
    ),
    (
        SetAttribute(BILDUNG, "dauer", None, 5),
        "Bei Handlungsfeld 1 wird die Angabe „dauer“ („5“) ergänzt.",
    ),
    (
        value("kosten", 1_000_000, None),
        "Bei Maßnahme 1.1.1 wird die Angabe „Kosten“ („10.000 Euro“) gestrichen.",
    ),
    (
        SetPrintedNumber(SCHULE, None, "15b"),
        "Leitziel 1.2 erhält die Nummer „15b“.",
    ),
    (
        SetPrintedNumber(SCHULE, None, "entfallen"),
        "Leitziel 1.2 erhält die Bezeichnung „entfallen“.",
    ),
    (
        Relate(KURSE, "dient", SCHULE),
        "Bei Maßnahme 1.1.1 wird der Bezug „dient“ auf Leitziel 1.2 ergänzt.",
    ),
    (
        Relate(KURSE, "dient", node_id(99)),
        "Bei Maßnahme 1.1.1 wird der Bezug „dient“ auf einen Teil eines anderen Konzepts ergänzt.",
    ),
    (
        Unrelate(SCHULE, "dient", SPRACHE),
        "Bei Leitziel 1.2 wird der Bezug „dient“ auf Leitziel 1.1 gestrichen.",
    ),
    (
        ChangeOutline(OUTLINE, replace(OUTLINE, roots=("feld", "ziel"))),
        "Die Gliederung wird wie folgt geändert: Auf der obersten Stufe stehen nun die "
        "Ebenen „Handlungsfeld“ und „Leitziel“.",
    ),
    (
        marked(PUNKT, 0, inline("Kurse"), inline("Kurse", BOLD, ITALIC)),
        "In Leitziel 1.1 wird in Liste 1 Punkt 1 das Wort „Kurse“ fett und kursiv gesetzt.",
    ),
    (
        Substitute(ZWEI, ()),
        "In Leitziel 1.1 bleibt Absatz 2 unverändert.",
    ),
    (
        words(EINS, TEXT_1, "Sprache ist  der Schlüssel."),
        "In Leitziel 1.1 werden in Absatz 1 zwischen dem Wort „ist“ und dem Wort „der“ nur "
        "Leerzeichen geändert.",
    ),
    (
        words(DREI, TEXT_3, "Kinder und Eltern, Großeltern kommen."),
        "In Leitziel 1.1 wird in Absatz 3 das Wort „und“ (2. Vorkommen) durch ein Komma ersetzt.",
    ),
    (
        words(DREI, TEXT_3, "Alle Kinder und Eltern und Großeltern kommen."),
        "In Leitziel 1.1 wird in Absatz 3 vor dem Wort „Kinder“ das Wort „Alle“ eingefügt.",
    ),
    (
        words(VORWORT, f"{S1} {S3}", f"{S3} {S1} {S3}"),
        "In Absatz 1 wird vor Satz 1 folgender Satz eingefügt: „Gäste sind willkommen.“",
    ),
    (
        words(ZWEI, TEXT_2, f"{S1} Ganz neu. {S3}".replace("jährlich", "monatlich")),
        "Leitziel 1.1 Absatz 2 wird wie folgt geändert: a) In Satz 1 wird das Wort "
        "„jährlich“ durch das Wort „monatlich“ ersetzt. b) Satz 2 erhält folgende Fassung: "
        "„Ganz neu.“",
    ),
    (
        words(DREI, TEXT_3, "„Kinder“ und Eltern und Großeltern kommen."),
        "In Leitziel 1.1 werden in Absatz 3 vor dem Wort „Kinder“ ein öffnendes "
        "Anführungszeichen und nach dem Wort „Kinder“ ein schließendes Anführungszeichen "
        "eingefügt.",
    ),
    (
        Move(DREI, Place(SPRACHE, ZWEI)),
        "In Leitziel 1.1 bleibt Absatz 3 an der bisherigen Stelle.",
    ),
    (
        Split(DREI, 3, (), NEU),
        "In Leitziel 1.1 wird Absatz 3 im Wort „Kinder“ hinter „Kin“ geteilt; der Rest wird"
        " neuer Absatz 4.",
    ),
    (
        Split(ZWEI, len(TEXT_2), (), NEU),
        "In Leitziel 1.1 wird nach Absatz 2 ein leerer Absatz eingefügt.",
    ),
    (
        Join(EINS, ZWEI, inline(" und ")),
        "In Leitziel 1.1 werden Absatz 1 und Absatz 2 mit „und“ dazwischen zu einem Absatz "
        "verbunden.",
    ),
    (
        value("ziel", TARGET, TARGET.replace("allen", "vielen")),
        "In der Angabe „Zielgruppe“ von Maßnahme 1.1.1 wird in Satz 1 das Wort „allen“ "
        "durch das Wort „vielen“ ersetzt.",
    ),
    (
        value("partner", ("AWO", "VHS"), ("VHS", "AWO")),
        "Bei Maßnahme 1.1.1 werden die Einträge der Angabe „Mitwirkende“ neu geordnet: "
        "„VHS“, „AWO“.",
    ),
    (
        value("partner", ("AWO", "VHS"), ("VHS", "AWO", "DRK")),
        "Bei Maßnahme 1.1.1 wird die Angabe „Mitwirkende“ wie folgt gefasst: „VHS“, „AWO“, „DRK“.",
    ),
    (
        value("partner", ("AWO", "VHS"), ("DRK", "AWO", "VHS")),
        "Bei Maßnahme 1.1.1 wird die Angabe „Mitwirkende“ wie folgt gefasst: „DRK“, „AWO“, „VHS“.",
    ),
    (
        value("partner", ("AWO", "VHS"), ("AWO", "VHS", "DRK")),
        "Bei Maßnahme 1.1.1 wird bei der Angabe „Mitwirkende“ der Eintrag „DRK“ ergänzt.",
    ),
    (
        value("laufend", False, False),
        "Bei Maßnahme 1.1.1 bleibt die Angabe „läuft bereits“ unverändert.",
    ),
    (
        SetPrintedNumber(SCHULE, None, None),
        "Bei Leitziel 1.2 bleibt die Nummer unverändert.",
    ),
    (
        SetAttribute(LISTE, "ordered", None, True),
        "Bei Leitziel 1.1 Liste 1 wird die Angabe „nummeriert“ („ja“) ergänzt.",
    ),
    (
        ChangeOutline(OUTLINE, OUTLINE),
        "Die Gliederung bleibt unverändert.",
    ),
    (
        ChangeOutline(
            OUTLINE,
            Outline(
                (
                    replace(
                        OUTLINE.levels[0],
                        singular="Feld",
                        plural="Felder",
                        numbering=Numbering("{n:I}", "document"),
                    ),
                    *OUTLINE.levels[1:],
                ),
                ("feld",),
            ),
        ),
        "Die Gliederung wird wie folgt geändert: 1. Die Ebene „Handlungsfeld“ heißt nun "
        "„Feld“ (Mehrzahl „Felder“). 2. Die Ebene „Feld“ wird nun in der Form „III“ "
        "nummeriert, gezählt durch das ganze Konzept.",
    ),
    (
        ChangeOutline(
            OUTLINE,
            Outline((replace(OUTLINE.levels[0], may_contain=()), OUTLINE.levels[2]), ("feld",)),
        ),
        "Die Gliederung wird wie folgt geändert: 1. Die Ebene „Leitziel“ entfällt. 2. Unter"
        " der Ebene „Handlungsfeld“ sind keine Ebenen mehr vorgesehen.",
    ),
    (
        ChangeOutline(
            OUTLINE,
            replace(
                OUTLINE,
                levels=(
                    replace(
                        OUTLINE.levels[0],
                        expects=("ziel",),
                        binding_force="pool",
                        attributes=(
                            AttributeType("n", "Plätze", "number", unit="Plätze", required=True),
                        ),
                    ),
                    *OUTLINE.levels[1:],
                ),
                vocabularies=(Vocabulary("binding_force", (Term("pool", "Vorrat"),)),),
            ),
        ),
        "Die Gliederung wird wie folgt geändert: 1. Die Ebene „Handlungsfeld“ erhält die Angabe"
        " „Plätze“ (Zahl). 2. Unter der Ebene „Handlungsfeld“ wird nun erwartet: „Leitziel“. 3. Die"
        " Festlegung zur Verbindlichkeit der Ebene „Handlungsfeld“ ist nun „Vorrat“. 4. Die Wörter"
        " für Verbindlichkeit, Beziehungen und Sachstände werden neu gefasst.",
    ),
    (
        ChangeOutline(OUTLINE, replace(OUTLINE, roots=())),
        "Die Gliederung wird wie folgt geändert: Auf der obersten Stufe sind keine Ebenen mehr "
        "vorgesehen.",
    ),
    (
        value("partner", ("AWO", "VHS"), ("AWO", "Caritas")),
        "Bei Maßnahme 1.1.1 wird bei der Angabe „Mitwirkende“ der Eintrag „VHS“ gestrichen "
        "und der Eintrag „Caritas“ ergänzt.",
    ),
    (
        value("partner", ("AWO", "VHS"), ("DRK", "Caritas")),
        "Bei Maßnahme 1.1.1 werden bei der Angabe „Mitwirkende“ die Einträge „AWO“ und „VHS“ "
        "gestrichen und die Einträge „DRK“ und „Caritas“ ergänzt.",
    ),
    (
        value("foo_bar", None, 5),
        "Bei Maßnahme 1.1.1 wird die Angabe „foo_bar“ („5“) ergänzt.",
    ),
    (
        Insert(
            Place(WOHNEN, BESUCH),
            (
                NodeState(
                    NEU,
                    "ziel",
                    inline("Lesen"),
                    children=(NEUES,),
                    attributes=(("foo_bar", 5), ("neu", True)),
                ),
                NodeState(NEUES, "list", attributes=(("ordered", False),)),
            ),
        ),
        "Nach Leitziel 2.1 wird Folgendes eingefügt: Leitziel 2.2 „Lesen“; Angabe „foo_bar“: „5“; "
        "Angabe „neu“: „ja“; Liste 1: nicht nummeriert.",
    ),
]


@pytest.mark.parametrize(("operation", "sentence"), TABLE)
def test_an_operation_reads_like_this(concept: Tree, operation: Operation, sentence: str) -> None:
    assert instructions([operation], concept) == (sentence,)


REWORDED: list[tuple[str, str, str]] = [
    (
        "Er ist da und hier.",
        "Er ist „Gute“ da und hier.",
        "In Leitziel 1.1 wird in Absatz 2 nach dem Wort „ist“ das Wort „‚Gute‘“ eingefügt.",
    ),
    (
        "Er ist (alle) da und hier.",
        "Er ist da und hier.",
        "In Leitziel 1.1 wird in Absatz 2 das Wort „(alle)“ gestrichen.",
    ),
    (
        "Er ist (alle Jahre) da und hier.",
        "Er ist da und hier.",
        "In Leitziel 1.1 werden in Absatz 2 die Wörter „(alle Jahre)“ gestrichen.",
    ),
    (
        "Er ist da und hier.",
        "Er ist (2026) da und hier.",
        "In Leitziel 1.1 wird in Absatz 2 nach dem Wort „ist“ die Angabe „(2026)“ eingefügt.",
    ),
    (
        "Er lädt ein, und er geht nun.",
        "Er lädt ein. Er geht nun.",
        "In Leitziel 1.1 werden in Absatz 2 das Komma und die Wörter „und er“ durch einen Punkt "
        "und das Wort „Er“ ersetzt.",
    ),
    (
        "jährlich",
        "monatlich\n",
        "In Leitziel 1.1 erhält Absatz 2 folgende Fassung: „monatlich\n“.",
    ),
    (
        f"{S1} {S2} {S1} {S3}",
        f"{S1} {S1}",
        "In Leitziel 1.1 werden Absatz 2 Satz 2 und Satz 4 gestrichen.",
    ),
    (
        "Er lädt (im Jahr 2026) Gäste ein.",
        "Er lädt im Jahr 2026 Gäste ein.",
        "In Leitziel 1.1 werden in Absatz 2 das Zeichen „(“ und das Zeichen „)“ gestrichen.",
    ),
    (
        "Angebote richten sich an Kinder, Jugendliche und Eltern in der Stadt.",
        "Angebote richten sich an Kinder in der Stadt.",
        "In Leitziel 1.1 werden in Absatz 2 das Komma und die Wörter „Jugendliche und "
        "Eltern“ gestrichen.",
    ),
    (
        "Angebote richten sich an Kinder in der Stadt.",
        "Angebote richten sich an Kinder, Jugendliche in der Stadt.",
        "In Leitziel 1.1 werden in Absatz 2 nach dem Wort „Kinder“ ein Komma und das Wort "
        "„Jugendliche“ eingefügt.",
    ),
    (
        "Die Stadt gibt dafür 1.000 Euro im Jahr.",
        "Die Stadt gibt dafür 3 Mio. Euro im Jahr.",
        "In Leitziel 1.1 wird in Absatz 2 die Angabe „1.000“ durch die Angabe „3 Mio.“ ersetzt.",
    ),
    (
        "Die Stadt gibt dafür 1.000 Euro im Jahr.",
        "Die Stadt gibt dafür im Jahr.",
        "In Leitziel 1.1 wird in Absatz 2 die Angabe „1.000 Euro“ gestrichen.",
    ),
    (
        f"{S1} {S2}",
        f"{S1}\n{S2.replace('Runde ', 'Runde  ').replace('er lädt', 'er  lädt')}",
        "In Leitziel 1.1 wird in Absatz 2 zwischen Satz 1 und Satz 2 ein Zeilenumbruch eingefügt "
        "und werden in Satz 2 zwischen dem Wort „Runde“ und dem Wort „Tisch“ und zwischen dem "
        "Wort „er“ und dem Wort „lädt“ nur Leerzeichen geändert.",
    ),
    (
        "Sie berichtet jährlich im Rat.",
        "Sie berichtet jährlich\nund im Rat.",
        "In Leitziel 1.1 werden in Absatz 2 nach dem Wort „jährlich“ ein Zeilenumbruch und das "
        "Wort „und“ eingefügt.",
    ),
    (
        "Sie berichtet jährlich im Rat.",
        "Sie berichtet jährlich\nund oft\nim Rat.",
        "In Leitziel 1.1 werden in Absatz 2 nach dem Wort „jährlich“ ein Zeilenumbruch, die Wörter "
        "„und oft“ und ein Zeilenumbruch eingefügt.",
    ),
    (
        "Sie berichtet jährlich im Rat.",
        "Sie berichtet jährlich\nim Rat.",
        "In Leitziel 1.1 wird in Absatz 2 zwischen dem Wort „jährlich“ und dem Wort „im“ ein "
        "Zeilenumbruch eingefügt.",
    ),
    (
        "Sie berichtet jährlich\nim Rat.",
        "Sie berichtet jährlich im Rat.",
        "In Leitziel 1.1 wird in Absatz 2 zwischen Satz 1 und Satz 2 der Zeilenumbruch gestrichen.",
    ),
    (
        "Sie berichtet jährlich\nim Rat.",
        "Sie berichtet jährlich\n\nim Rat.",
        "In Leitziel 1.1 wird in Absatz 2 zwischen Satz 1 und Satz 2 der Zeilenumbruch durch 2 "
        "Zeilenumbrüche ersetzt.",
    ),
    (
        "Sie berichtet jährlich\nim Rat.",
        "Sie berichtet monatlich im Rat.",
        "In Leitziel 1.1 werden in Absatz 2 Satz 1 das Wort „jährlich“ und der Zeilenumbruch durch "
        "das Wort „monatlich“ ersetzt.",
    ),
    (
        "Sie berichtet jährlich im Rat.",
        "Sie berichtet monatlich\nim Rat.",
        "In Leitziel 1.1 wird in Absatz 2 das Wort „jährlich“ durch das Wort „monatlich“ und einen "
        "Zeilenumbruch ersetzt.",
    ),
    (
        "Sie berichtet jährlich\nund oft im Rat.",
        "Sie berichtet jährlich im Rat.",
        "In Leitziel 1.1 werden in Absatz 2 Satz 1 und 2 der Zeilenumbruch und die Wörter „und "
        "oft“ gestrichen.",
    ),
    (
        "Sie berichtet jährlich.",
        "Sie berichtet jährlich.\nGut.",
        "In Leitziel 1.1 wird nach Absatz 2 Satz 1 folgender Satz in einer neuen Zeile angefügt: "
        "„Gut.“",
    ),
    (
        "Sie berichtet jährlich. Gut.",
        "Sie berichtet jährlich.\nDas.\nGut.",
        "In Leitziel 1.1 wird nach Absatz 2 Satz 1 folgender Satz in einer eigenen Zeile "
        "eingefügt: „Das.“",
    ),
    (
        "Sie berichtet jährlich.\nGut.",
        "Sie berichtet jährlich.\nDas. Gut.",
        "In Leitziel 1.1 wird vor Absatz 2 Satz 2 folgender Satz eingefügt: „Das.“",
    ),
    (
        "Sie berichtet jährlich.\nGut. So.",
        "Sie berichtet jährlich. So.",
        "In Leitziel 1.1 wird Absatz 2 Satz 2 samt Zeilenumbruch gestrichen.",
    ),
    (
        "jährlich",
        "jährlich\nund",
        "In Leitziel 1.1 wird nach Absatz 2 Satz 1 folgender Satz in einer neuen Zeile angefügt: "
        "„und“.",
    ),
]


@pytest.mark.parametrize(("old", "new", "sentence"), REWORDED)
def test_a_changed_text_reads_like_this(concept: Tree, old: str, new: str, sentence: str) -> None:
    tree = apply([words(ZWEI, TEXT_2, old)], concept)

    assert instructions([words(ZWEI, old, new)], tree) == (sentence,)


MARKED: list[tuple[Operation, str]] = [
    (
        Substitute(EINS, (Splice(12, inline("der"), inline("mein", BOLD)),)),
        "In Leitziel 1.1 wird in Absatz 1 das Wort „der“ durch das Wort „mein“ (fett) ersetzt.",
    ),
    (
        Substitute(EINS, (Splice(8, (), joined(inline("auch", ITALIC, BOLD), inline(" "))),)),
        "In Leitziel 1.1 wird in Absatz 1 nach dem Wort „Sprache“ das Wort „auch“ (fett und "
        "kursiv) eingefügt.",
    ),
    (
        Substitute(VORWORT, (Splice(len(S1), (), joined(
            inline(" Siehe "), inline("hier", link("https://a.example/")), inline(".")
        )),)),
        "In Absatz 1 wird nach Satz 1 folgender Satz eingefügt: „Siehe hier.“ („hier“ mit einem "
        "Link auf https://a.example/).",
    ),
    (
        Substitute.whole(
            DREI, inline(TEXT_3),
            joined(inline("Niemand", BOLD), inline(" bleibt heute gern daheim.", footnote(NOTE))),
        ),
        "In Leitziel 1.1 erhält Absatz 3 folgende Fassung: „Niemand bleibt heute gern daheim.“ "
        "(„Niemand“ fett; „bleibt heute gern daheim.“ mit einer Fußnote).",
    ),
    (
        Substitute(ZWEI, tuple(
            Splice(TEXT_2.index(at), inline("Gäste"), inline("Besucher", BOLD))
            for at in ("Gäste ein", "Gäste sind")
        )),
        "In Leitziel 1.1 wird in Absatz 2 jeweils das Wort „Gäste“ durch das Wort „Besucher“ "
        "(fett) ersetzt.",
    ),
    (
        Insert(Place(SPRACHE, ZWEI), (NodeState(NEU, "paragraph", text=joined(
            inline("CO"), inline("2", SUBSCRIPT), inline(" sinkt.")
        )),)),
        "In Leitziel 1.1 wird nach Absatz 2 folgender Absatz eingefügt: „CO2 sinkt.“ („2“ "
        "tiefgestellt).",
    ),
    (
        Insert(Place(WOHNEN, BESUCH), (NodeState(NEU, "ziel", inline("Miteinander", BOLD)),)),
        "Nach Leitziel 2.1 wird Folgendes eingefügt: Leitziel 2.2 „Miteinander“ (fett).",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("operation", "sentence"), MARKED)
def test_marks_of_new_words_are_told(concept: Tree, operation: Operation, sentence: str) -> None:
    assert instructions([operation], concept) == (sentence,)


def test_there_is_an_example_of_every_operation() -> None:
    assert {type(operation) for operation, _ in TABLE} == set(get_args(Operation))


T3 = TEXT_3.replace("Kinder und", "Kinder,")
WITHOUT_2 = f"{S1} {S3}"
WITH_NEW = f"{S1} Neu ist das. {S2} {S3}"
WITH_OTHER = f"{S1} Er hört zu. {S3}"
OFTEN = f"{S1} {S3}".replace("jährlich", "oft")
HALVES = TEXT_2.replace(", und er", ". Er")
MANY = TARGET.replace("allen", "vielen")

LISTS: list[tuple[tuple[Operation, ...], tuple[str, ...]]] = [
    (
        (Repeal(EINS), Repeal(ZWEI)),
        ("In Leitziel 1.1 wird Absatz 1 gestrichen.", "In Leitziel 1.1 wird Absatz 2 gestrichen."),
    ),
    (
        (Repeal(SPRACHE), words(SCHULE, f"{S1} {S3}", S1), Repeal(NAMENLOS), Repeal(BESUCH)),
        (
            "Leitziel 1.1 wird mit allem, was dazugehört, gestrichen.",
            "In Leitziel 1.2 wird Satz 2 gestrichen.",
            "Abschnitt „Nachbarschaft“ in Handlungsfeld 2 wird gestrichen.",
            "Leitziel 2.1 wird gestrichen.",
        ),
    ),
    (
        (
            words(ZWEI, TEXT_2, WITHOUT_2),
            words(ZWEI, WITHOUT_2, WITHOUT_2.replace("willkommen", "gern gesehen")),
            words(ZWEI, WITHOUT_2.replace("willkommen", "gern gesehen"), S1),
        ),
        (
            "In Leitziel 1.1 wird Absatz 2 Satz 2 gestrichen.",
            "In Leitziel 1.1 wird in Absatz 2 Satz 3 das Wort „willkommen“ durch die Wörter "
            "„gern gesehen“ ersetzt.",
            "In Leitziel 1.1 wird Absatz 2 Satz 3 gestrichen.",
        ),
    ),
    (
        (
            words(ZWEI, TEXT_2, WITH_NEW),
            words(ZWEI, WITH_NEW, WITH_NEW.replace("willkommen", "gern gesehen")),
            words(
                ZWEI,
                WITH_NEW.replace("willkommen", "gern gesehen"),
                WITH_NEW.replace("willkommen", "gern gesehen").replace("Neu", "Ganz neu"),
            ),
        ),
        (
            "In Leitziel 1.1 wird nach Absatz 2 Satz 1 folgender Satz eingefügt: „Neu ist das.“",
            "In Leitziel 1.1 wird in Absatz 2 Satz 3 das Wort „willkommen“ durch die Wörter "
            "„gern gesehen“ ersetzt.",
            "In Leitziel 1.1 wird in Absatz 2 Satz 2 (neu) das Wort „Neu“ durch die Wörter "
            "„Ganz neu“ ersetzt.",
        ),
    ),
    (
        (
            words(ZWEI, TEXT_2, WITH_OTHER),
            words(ZWEI, WITH_OTHER, WITH_OTHER.replace("hört", "schaut")),
            words(ZWEI, WITH_OTHER.replace("hört", "schaut"), WITHOUT_2),
        ),
        (
            "In Leitziel 1.1 erhält Absatz 2 Satz 2 folgende Fassung: „Er hört zu.“",
            "In Leitziel 1.1 wird in Absatz 2 Satz 2 das Wort „hört“ durch das Wort „schaut“ "
            "ersetzt.",
            "In Leitziel 1.1 wird Absatz 2 Satz 2 gestrichen.",
        ),
    ),
    (
        (words(DREI, TEXT_3, T3), words(DREI, T3, T3.replace("und", "sowie"))),
        (
            "In Leitziel 1.1 wird in Absatz 3 das Wort „und“ (1. Vorkommen) durch ein Komma "
            "ersetzt.",
            "In Leitziel 1.1 wird in Absatz 3 das Wort „und“ (2. Vorkommen) durch das Wort "
            "„sowie“ ersetzt.",
        ),
    ),
    (
        (
            words(DREI, TEXT_3, TEXT_3.replace("Kinder", "Mütter und Kinder")),
            words(
                DREI,
                TEXT_3.replace("Kinder", "Mütter und Kinder"),
                TEXT_3.replace("Kinder", "Mütter sowie Kinder"),
            ),
        ),
        (
            "In Leitziel 1.1 werden in Absatz 3 vor dem Wort „Kinder“ die Wörter „Mütter und“ "
            "eingefügt.",
            "In Leitziel 1.1 wird in Absatz 3 das Wort „und“ (1. Vorkommen in der neuen Fassung) "
            "durch das Wort „sowie“ ersetzt.",
        ),
    ),
    (
        (
            words(VORWORT, f"{S1} {S3}", S1),
            words(VORWORT, S1, S1.replace("jährlich", "oft")),
            words(VORWORT, S1.replace("jährlich", "oft"), OFTEN.replace(S3, "Ende.")),
        ),
        (
            "In Absatz 1 wird Satz 2 gestrichen.",
            "In Absatz 1 wird in Satz 1 das Wort „jährlich“ durch das Wort „oft“ ersetzt.",
            "In Absatz 1 wird nach Satz 1 folgender Satz angefügt: „Ende.“",
        ),
    ),
    (
        (
            Insert(Place(SPRACHE, EINS), (paragraph("Neu ist das."),)),
            Repeal(ZWEI),
            words(NEU, "Neu ist das.", "Ganz neu ist das."),
            Insert(Place(SPRACHE, NEU), (paragraph("Auch.", NEUES),)),
            Insert(Place(SPRACHE, DREI), (paragraph("Zuletzt.", node_id(33)),)),
            Repeal(node_id(33)),
            Move(NEU, Place(SPRACHE, NEUES)),
        ),
        (
            "In Leitziel 1.1 wird nach Absatz 1 folgender Absatz eingefügt: „Neu ist das.“",
            "In Leitziel 1.1 wird Absatz 2 gestrichen.",
            "In Leitziel 1.1 wird in Absatz 2 (neu) das Wort „Neu“ durch die Wörter „Ganz neu“ "
            "ersetzt.",
            "In Leitziel 1.1 wird vor Absatz 3 folgender Absatz eingefügt: „Auch.“",
            "In Leitziel 1.1 wird nach Absatz 3 folgender Absatz eingefügt: „Zuletzt.“",
            "In Leitziel 1.1 wird Absatz 6 (neu) gestrichen.",
            "In Leitziel 1.1 wird Absatz 2 (neu) vor Absatz 3 verschoben.",
        ),
    ),
    (
        (
            Repeal(EINS),
            Split(ZWEI, len(S1), inline(" "), NEU),
            words(NEU, f"{S2} {S3}", S2),
            Join(ZWEI, NEU, inline(" ")),
            words(ZWEI, f"{S1} {S2}", f"{S1} {S2}".replace("Gäste ein", "alle ein")),
            Split(ZWEI, len(S1), inline(" "), NEUES),
        ),
        (
            "In Leitziel 1.1 wird Absatz 1 gestrichen.",
            "In Leitziel 1.1 wird Absatz 2 nach Satz 1 geteilt; die Sätze 2 und 3 werden neuer "
            "Absatz 3.",
            "In Leitziel 1.1 wird Absatz 3 (neu) Satz 2 gestrichen.",
            "In Leitziel 1.1 werden Absatz 2 und Absatz 3 (neu) zu einem Absatz verbunden.",
            "In Leitziel 1.1 wird in Absatz 2 Satz 2 das Wort „Gäste“ durch das Wort „alle“ "
            "ersetzt.",
            "In Leitziel 1.1 wird Absatz 2 nach Satz 1 geteilt; Satz 2 wird neuer Absatz 3.",
        ),
    ),
    (
        (
            words(ZWEI, TEXT_2, f"{S2} {S3}"),
            Split(ZWEI, len(S2), inline(" "), NEU),
        ),
        (
            "In Leitziel 1.1 wird Absatz 2 Satz 1 gestrichen.",
            "In Leitziel 1.1 wird Absatz 2 nach Satz 2 geteilt; Satz 3 wird neuer Absatz 3.",
        ),
    ),
    (
        (
            words(ZWEI, TEXT_2, HALVES),
            words(ZWEI, HALVES, HALVES.replace("Er lädt Gäste ein. ", "")),
        ),
        (
            "In Leitziel 1.1 werden in Absatz 2 Satz 2 das Komma und die Wörter „und er“ durch "
            "einen Punkt und das Wort „Er“ ersetzt.",
            "In Leitziel 1.1 wird Absatz 2 Satz 3 (neu) gestrichen.",
        ),
    ),
    (
        (
            words(ZWEI, TEXT_2, S1),
            words(ZWEI, S1, f"{S1} Der Tisch ist neu."),
            words(ZWEI, f"{S1} Der Tisch ist neu.", f"{S1} Der Tisch ist ganz neu."),
        ),
        (
            "In Leitziel 1.1 werden in Absatz 2 die Sätze 2 und 3 gestrichen.",
            "In Leitziel 1.1 wird nach Absatz 2 Satz 1 folgender Satz angefügt: „Der Tisch ist "
            "neu.“",
            "In Leitziel 1.1 wird in Absatz 2 Satz 2 (neu) nach dem Wort „ist“ das Wort „ganz“ "
            "eingefügt.",
        ),
    ),
    (
        (
            Move(DREI, Place(SCHULE)),
            Insert(Place(SCHULE, DREI), (paragraph("Neu."),)),
            words(DREI, TEXT_3, TEXT_3.replace("und Groß", "sowie Groß")),
            Move(ZWEI, Place(SCHULE, DREI)),
            Move(DREI, Place(SPRACHE, EINS)),
            Repeal(NEU),
        ),
        (
            "Leitziel 1.1 Absatz 3 wird in Leitziel 1.2 verschoben.",
            "In Leitziel 1.2 wird nach Leitziel 1.1 Absatz 3 (verschoben) folgender Absatz "
            "eingefügt: „Neu.“",
            "In Leitziel 1.1 wird in Absatz 3 das Wort „und“ (2. Vorkommen) durch das Wort "
            "„sowie“ ersetzt.",
            "Leitziel 1.1 Absatz 2 wird in Leitziel 1.2 hinter Leitziel 1.1 Absatz 3 (verschoben) "
            "verschoben.",
            "In Leitziel 1.1 wird Absatz 3 hinter Absatz 1 verschoben.",
            "In Leitziel 1.2 wird Absatz 2 (neu) gestrichen.",
        ),
    ),
    (
        (
            Insert(Place(BILDUNG), (NodeState(NEU, "ziel", inline("Lesen")),)),
            Retitle.whole(NEU, inline("Lesen"), inline("Lesen lernen")),
            Insert(Place(NEU), (paragraph("A. B.", NEUES),)),
            words(NEUES, "A. B.", "A."),
            Move(KURSE, Place(NEU, NEUES)),
            Relate(KURSE, "dient", NEU),
            Repeal(SPRACHE),
            Unrelate(SCHULE, "dient", SPRACHE),
        ),
        (
            "Vor Leitziel 1.1 wird Folgendes eingefügt: Leitziel 1.1 „Lesen“.",
            "In der Überschrift von Leitziel 1.1 (neu) wird nach dem Wort „Lesen“ das Wort "
            "„lernen“ eingefügt.",
            "In Leitziel 1.1 (neu) wird folgender Absatz eingefügt: „A. B.“",
            "In Leitziel 1.1 (neu) erhält Absatz 1 (neu) folgende Fassung: „A.“",
            "Maßnahme 1.1.1 wird in Leitziel 1.1 (neu) hinter Absatz 1 (neu) verschoben.",
            "Bei Maßnahme 1.1.1 wird der Bezug „dient“ auf Leitziel 1.1 (neu) ergänzt.",
            "Leitziel 1.1 wird gestrichen.",
            "Bei Leitziel 1.2 wird der Bezug „dient“ auf Leitziel 1.1 gestrichen.",
        ),
    ),
    (
        (
            Insert(Place(LISTE, PUNKT), (NodeState(NEU, "list_item", text=inline("Tee")),)),
            Repeal(WEITERER),
            words(NEU, "Tee", "Tee und Gebäck"),
            Insert(Place(ROOT, VORWORT), (NodeState(NEUES, "list"),)),
            Insert(Place(NEUES), (NodeState(node_id(33), "list_item", text=inline("Kaffee")),)),
            Insert(
                Place(NEUES, node_id(33)),
                (NodeState(node_id(34), "list_item", text=inline("Kuchen")),),
            ),
            Join(node_id(33), node_id(34), inline(" ")),
            Repeal(node_id(33)),
        ),
        (
            "In Leitziel 1.1 wird nach Liste 1 Punkt 1 folgender Punkt eingefügt: „Tee“.",
            "In Leitziel 1.1 wird Liste 1 Punkt 2 gestrichen.",
            "In Leitziel 1.1 werden in Liste 1 Punkt 2 (neu) nach dem Wort „Tee“ die Wörter „und "
            "Gebäck“ eingefügt.",
            "Nach Absatz 1 wird eine leere Liste eingefügt.",
            "In Liste 1 (neu) wird folgender Punkt eingefügt: „Kaffee“.",
            "Nach Liste 1 (neu) Punkt 1 (neu) wird folgender Punkt eingefügt: „Kuchen“.",
            "Liste 1 (neu) Punkt 1 (neu) und Punkt 2 (neu) werden zu einem Punkt verbunden.",
            "Liste 1 (neu) Punkt 1 (neu) wird gestrichen.",
        ),
    ),
    (
        (
            value("ziel", TARGET, MANY),
            value("ziel", MANY, MANY.replace("Stadtteilen", "Orten")),
            Retitle.whole(SCHULE, inline("Schule"), inline("Frühe Schule")),
            Retitle.whole(SCHULE, inline("Frühe Schule"), inline("Frühe gute Schule")),
        ),
        (
            "In der Angabe „Zielgruppe“ von Maßnahme 1.1.1 wird in Satz 1 das Wort „allen“ durch "
            "das Wort „vielen“ ersetzt.",
            "In der Angabe „Zielgruppe“ von Maßnahme 1.1.1 wird in Satz 1 das Wort „Stadtteilen“ "
            "durch das Wort „Orten“ ersetzt.",
            "In der Überschrift von Leitziel 1.2 wird vor dem Wort „Schule“ das Wort „Frühe“ "
            "eingefügt.",
            "In der Überschrift von Leitziel 1.2 wird nach dem Wort „Frühe“ das Wort „gute“ "
            "eingefügt.",
        ),
    ),
]


@pytest.mark.parametrize(("operations", "sentences"), LISTS)
def test_a_list_of_operations_cites_the_text_before_all_of_them(
    concept: Tree, operations: tuple[Operation, ...], sentences: tuple[str, ...]
) -> None:
    assert instructions(operations, concept) == sentences


def test_a_code_in_a_number_changes_the_name_of_what_is_new_at_once(concept: Tree) -> None:
    coded = replace(OUTLINE.levels[2], numbering=Numbering("{attribute.kuerzel}-{n:02}"))
    outline = Outline((*OUTLINE.levels[:2], coded), OUTLINE.roots)
    tree = apply([ChangeOutline(OUTLINE, outline)], concept)
    new = NodeState(NEU, "massnahme", inline("Lesen"))

    said = instructions(
        [
            Insert(Place(SCHULE), (new,)),
            SetAttribute(NEU, "kuerzel", None, "SP"),
            SetAttribute(NEU, "laufend", None, True),
        ],
        tree,
    )

    assert said[2] == ("Bei Maßnahme SP-01 (neu) wird die Angabe „läuft bereits“ („ja“) ergänzt.")


def test_names_that_stand_twice_are_told_apart(concept: Tree) -> None:
    twin = NodeState(NEU, "abschnitt", inline("Nachbarschaft"))
    tree = apply([Insert(Place(KULTUR, FESTE), (twin,))], concept)

    said = [instructions([Repeal(node)], tree)[0] for node in (NAMENLOS, FESTE, NEU)]

    assert said == [
        "Abschnitt „Nachbarschaft“ in Handlungsfeld 2 wird gestrichen.",
        "Abschnitt „Nachbarschaft“ (Nr. 1 mit diesem Namen) in Handlungsfeld 3 wird gestrichen.",
        "Abschnitt „Nachbarschaft“ (Nr. 2 mit diesem Namen) in Handlungsfeld 3 wird gestrichen.",
    ]


def test_a_printed_word_is_no_number_to_cite(concept: Tree) -> None:
    tree = apply([SetPrintedNumber(SCHULE, None, "entfallen")], concept)

    assert instructions([Repeal(SCHULE)], tree) == ("Leitziel „Schule“ wird gestrichen.",)


def test_quotation_marks_inside_a_quotation_are_single_ones(concept: Tree) -> None:
    new = TEXT_1.replace("der Schlüssel", "nach dem Motto „Leben“ der Schlüssel")

    (said,) = instructions([words(EINS, TEXT_1, new)], concept)

    assert "„nach dem Motto ‚Leben‘“" in said


def test_an_operation_that_does_not_fit_raises_with_its_position(concept: Tree) -> None:
    with pytest.raises(Stale) as caught:
        instructions([Repeal(ZWEI), value("kosten", 5, 6)], concept)

    assert caught.value.operation == 1


@given(edits(most=6))
def test_every_operation_is_told_in_whole_sentences(edit: Edit) -> None:
    tree, operations = edit

    said = instructions(operations, tree)

    assert len(said) == len(operations)
    for sentence in said:
        assert sentence[0].isupper()
        assert sentence.endswith((".", "!", "?", "…", "“"))
        assert "None" not in sentence
        assert "„“" not in sentence
        assert not re.search(r" [.,;:]( |$)", re.sub("„[^“]*“", "x", sentence))
