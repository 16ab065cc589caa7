"""What names in tables mean: "Federführung", "Kosten (in €)", "Maßnahmen-Nr."."""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Literal, NamedTuple

from fortschrift.concepts.manuscripts.titles import NAMES, key_of
from fortschrift.core.text.blocks import is_key
from fortschrift.core.text.outline import AttributeType, Outline

LONGEST_NAME = 60  # characters


class Use(NamedTuple):
    """What stands under a name: a title on a level, its number, an attribute, text, or nothing.

    ``key`` is that of the level or attribute; ``is_known`` tells that the word is one of those
    that concepts of towns or the outline have.
    """

    kind: Literal["level", "title", "number", "attribute", "text", "none"]
    key: str = ""
    is_known: bool = True


KNOWN: tuple[tuple[AttributeType, tuple[str, ...]], ...] = (
    (AttributeType("federfuehrung", "Federführung"), (
        "zuständigkeit", "zuständig", "zuständige stelle", "zuständiges amt", "verantwortlich",
        "verantwortlichkeit", "verantwortung", "verantwortliche", "verantwortliche stelle",
        "verantwortliche institution", "verantwortliche institutionen", "umsetzungsverantwortung",
        "federführend", "federführendes amt", "federführende stelle", "hauptverantwortlich",
        "träger", "maßnahmenträger", "projektträger", "projektleitung", "initiator",
        "ansprechpartner", "ansprechstelle", "wer",
    )),
    (AttributeType("mitwirkung", "Mitwirkung", "list"), (
        "beteiligte", "beteiligung", "mitwirkende", "mitwirkend", "partner", "akteure",
        "kooperationspartner", "kooperation", "kooperationen", "weitere beteiligte",
        "weitere akteure", "zu beteiligende", "partner und beteiligte", "unterstützung",
        "projektpartner", "beteiligte akteure", "beteiligte stellen",
    )),
    (AttributeType("zielgruppe", "Zielgruppe", "list"), (
        "zielgruppen", "adressaten", "adressatinnen und adressaten", "für wen",
    )),
    (AttributeType("beginn", "Beginn", "date"), (
        "start", "startdatum", "anfang", "umsetzungsbeginn", "projektbeginn", "von", "ab",
        "maßnahmenbeginn", "beginn der umsetzung", "start der umsetzung",
    )),
    (AttributeType("ende", "Ende", "date"), (
        "abschluss", "enddatum", "umsetzungsende", "projektende", "bis", "fertigstellung",
        "geplanter abschluss", "frist", "termin", "bis wann",
    )),
    (AttributeType("zeitraum", "Zeitraum"), (
        "laufzeit", "umsetzungszeitraum", "zeitplan", "zeitrahmen", "zeithorizont", "dauer",
        "zeitliche umsetzung", "zeit", "zeitplanung", "umsetzung bis", "wann",
    )),
    (AttributeType("kosten", "Kosten", "money"), (
        "gesamtkosten", "kostenschätzung", "kostenrahmen", "geschätzte kosten", "sachkosten",
        "projektkosten", "finanzbedarf", "budget", "finanzieller aufwand", "aufwand", "betrag",
    )),
    (AttributeType("finanzierung", "Finanzierung"), (
        "finanzierungsquelle", "finanzierungsquellen", "förderung", "fördermittel", "mittel",
        "finanzielle mittel", "kostenträger", "haushaltsmittel", "finanzierungsmöglichkeiten",
        "fördermöglichkeiten", "förderprogramm", "haushaltsstelle", "finanzierung durch",
    )),
    (AttributeType("personal", "Personal"), (
        "personalbedarf", "personalaufwand", "personelle ressourcen", "personalressourcen",
        "stellenanteil", "stellenanteile", "personalkosten", "stellen",
    )),
    (AttributeType("ressourcen", "Ressourcen"), ("ressourcenbedarf", "benötigte ressourcen")),
    (AttributeType("kennzahl", "Kennzahl"), (
        "indikator", "indikatoren", "kennzahlen", "erfolgsindikator", "erfolgsindikatoren",
        "messgröße", "messgrößen", "zielindikator", "erfolgskriterien", "messbarkeit",
    )),
    (AttributeType("zielwert", "Zielwert"), ("zielwerte", "sollwert", "zielgröße")),
    (AttributeType("status", "Status"), (
        "umsetzungsstand", "stand", "stand der umsetzung", "sachstand", "bearbeitungsstand",
        "realisierungsstand", "ampel", "umsetzungsstatus",
    )),
    (AttributeType("prioritaet", "Priorität"), ("prio", "priorisierung", "dringlichkeit", "rang")),
    (AttributeType("erster_schritt", "Erster Schritt"), (
        "erste schritte", "nächster schritt", "nächste schritte",
    )),
    (AttributeType("verbindlichkeit", "Verbindlichkeit"), ()),
    (AttributeType("ort", "Ort"), ("stadtteil", "standort", "räumlicher bezug", "quartier")),
)  # fmt: skip
"""Attributes that measures in concepts of towns have, with the other names they go by."""

_TITLES = frozenset((
    "titel", "bezeichnung", "name", "maßnahmentitel", "maßnahmenname", "maßnahmenbezeichnung",
    "name der maßnahme", "titel der maßnahme", "bezeichnung der maßnahme", "projekttitel",
    "projektname", "kurztitel",
))  # fmt: skip
_NUMBERS = frozenset((
    "nr", "nummer", "lfd nr", "lfd", "laufende nummer", "code", "kürzel", "kennung", "id",
    "maßnahmennummer", "maßnahmen-nr", "maßnahmen nr", "maßnahme-nr", "maßnahme nr", "ziffer",
    "projektnummer", "projekt-nr", "m-nr", "nr der maßnahme",
))  # fmt: skip
_TEXTS = frozenset((
    "beschreibung", "kurzbeschreibung", "maßnahmenbeschreibung", "projektbeschreibung", "inhalt",
    "inhalte", "erläuterung", "erläuterungen", "begründung", "ausgangslage", "ausgangssituation",
    "handlungsbedarf", "anlass", "zielsetzung", "ziel der maßnahme", "ziele der maßnahme",
    "umsetzungsschritte", "handlungsschritte", "arbeitsschritte", "vorgehen", "umsetzung",
    "bemerkung", "bemerkungen", "anmerkung", "anmerkungen", "hinweise", "sonstiges", "kommentar",
    "erwartete wirkung", "wirkung", "ergebnisse", "beschreibung der maßnahme",
))  # fmt: skip
_SHEETS = ("steckbrief", "projektsteckbrief", "projektblatt")
_SHEETS_OF = {"maßnahmenblatt": "Maßnahme", "maßnahmensteckbrief": "Maßnahme"}
_ASIDE = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_BETWEEN = re.compile(r"\s*(?:[/,;&]|\bund\b)\s*")


def plain_name(said: str) -> str:
    """Bring a name into the form by which it is looked up.

    >>> plain_name("Kosten (in €): "), plain_name("Maßnahmen-Nr.")
    ('kosten', 'maßnahmen-nr')
    """
    without = _ASIDE.sub(" ", said.replace("\u00ad", "")).strip() or said
    return " ".join(without.lower().split()).strip(" .:*?!")


def use_of(name: str, outline: Outline) -> Use:
    """Say what stands under a name, as it is looked up, in an outline or where there is none."""
    own = _own_names(outline).get(name)
    if own is not None:
        return own
    known = _known().get(name) or next(
        (_known()[part] for part in _BETWEEN.split(name) if part in _known()), None
    )
    if known is None:
        return Use("attribute", _key(name), is_known=False)
    if known.kind == "level":
        return _in_outline(name, known, outline)
    return known


def level_of_sheet(said: str) -> str | None:
    """Give the name of the level that the head of a sheet tells, None where it is no such head."""
    name = plain_name(said)
    if name in _SHEETS:
        return ""
    return _SHEETS_OF.get(name)


def _in_outline(name: str, known: Use, outline: Outline) -> Use:
    """A level that the outline does not have is an attribute of those that it has."""
    if not outline.levels or outline.level(known.key) is not None:
        return known
    return Use("attribute", _key(name))


def _key(name: str) -> str:
    """Make the key of an attribute, "" where a name gives none."""
    key = key_of(name)
    return key if is_key(key) else ""


@lru_cache(maxsize=64)
def _own_names(outline: Outline) -> Mapping[str, Use]:
    found: dict[str, Use] = {}
    synonyms = {each.key: (plain_name(each.label), *others) for each, others in KNOWN}
    for level in outline.levels:
        for attribute in level.attributes:
            use = Use("attribute", attribute.key)
            for name in (*synonyms.get(attribute.key, ()), *_also(attribute, synonyms)):
                found.setdefault(name, use)
    for level in outline.levels:
        for attribute in level.attributes:
            found[plain_name(attribute.label)] = Use("attribute", attribute.key)
    for level in outline.levels:
        for name in (level.singular, level.plural):
            found[plain_name(name)] = Use("level", level.key)
    return found


def _also(attribute: AttributeType, synonyms: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Give the other names of an attribute that goes by one of the known names."""
    name = plain_name(attribute.label)
    return next((names for names in synonyms.values() if name in names), ())


@lru_cache(maxsize=1)
def _known() -> Mapping[str, Use]:
    found = {
        name: Use("attribute", each.key)
        for each, names in KNOWN
        for name in (plain_name(each.label), *names)
    }
    found |= dict.fromkeys(_TITLES, Use("title"))
    found |= dict.fromkeys(_NUMBERS, Use("number"))
    found |= dict.fromkeys(_TEXTS, Use("text"))
    for one, many in NAMES:
        level = _SHEETS_OF.get(one.lower(), one)
        found |= dict.fromkeys((one.lower(), many.lower()), Use("level", key_of(level)))
    return found
