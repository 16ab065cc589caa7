"""Ready outlines, read from their files and checked before anybody is offered one."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from django.utils.translation import gettext as _

from fortschrift.concepts.outlines.documents import (
    DamagedOutlines,
    Document,
    OutlineFault,
    read_document,
)
from fortschrift.core.text import (
    BINDING_FORCE,
    OUTLINE,
    AttributeType,
    FormatError,
    Level,
    Outline,
    OutlineError,
    Term,
)
from fortschrift.core.text.canonical.codec import Codec, listed
from fortschrift.core.text.canonical.schema_outline2 import ATTRIBUTE_TYPE, TERM
from fortschrift.core.text.pattern import attributes_in, parse

FOLDER = Path(__file__).parent
#: The one that is ours stands first, whatever the towns are called.
OWN = "einfach"

T = TypeVar("T")

_TEXTS = ("title", "kind", "known")
_REASONS: Mapping[str, str] = {
    "key": "ist kein Schlüssel (kleine Buchstaben, Ziffern, Unterstriche)",
    "reserved": "ist schon der Name eines Bausteins",
    "duplicate": "steht zweimal",
    "unknown_level": "ist keine Ebene dieser Gliederung",
    "unknown_term": "steht nicht unter den Wörtern dafür",
    "name": "hat keinen lesbaren Namen",
    "type": "gibt es nicht",
    "options": "hat keine, doppelte oder überflüssige Auswahl",
    "unit": "hat keine lesbare Einheit",
}


@dataclass(frozen=True, slots=True)
class KnownFrom:
    """A public page that tells how a town's concept is built."""

    title: str
    url: str


@dataclass(frozen=True, slots=True)
class ReadyOutline:
    """An outline to choose; ``known`` says what of it is documented and what is not."""

    key: str
    title: str
    kind: str
    known: str
    sources: tuple[KnownFrom, ...]
    outline: Outline


@lru_cache(maxsize=1)
def ready_outlines() -> Mapping[str, ReadyOutline]:
    """Give the outlines of this release by their keys, ours first, then by town."""
    found = sorted(read_outlines(FOLDER), key=lambda each: (each.key != OWN, each.title))
    return {each.key: each for each in found}


def usual_forces() -> tuple[Term, ...]:
    """Give the words for binding forces that we propose."""
    return _usual(FOLDER)[1]


def read_outlines(folder: Path) -> list[ReadyOutline]:
    """Read all outlines of a folder; raises DamagedOutlines with the faults of all files."""
    usual, _forces = _usual(folder)
    found: list[ReadyOutline] = []
    faults: list[OutlineFault] = []
    for path in sorted((folder / "towns").glob("*.yaml")):
        try:
            found.append(_ready(path.stem, read_document(path), usual))
        except DamagedOutlines as damage:
            faults.extend(damage.faults)
    if faults:
        raise DamagedOutlines(faults)
    return found


def _usual(folder: Path) -> tuple[tuple[AttributeType, ...], tuple[Term, ...]]:
    document = read_document(folder / "usual.yaml")
    attributes = _read(document, "attributes", listed(ATTRIBUTE_TYPE))
    return attributes, _read(document, BINDING_FORCE, listed(TERM))


def _ready(key: str, document: Document, usual: tuple[AttributeType, ...]) -> ReadyOutline:
    faults = list(_faults_around(document))
    if faults:
        raise DamagedOutlines(faults)
    values = document.values
    outline = _read(document, "outline", Codec(OUTLINE.to_data, OUTLINE.from_data))
    faults = list(_faults_inside(document, outline))
    if faults:
        raise DamagedOutlines(faults)
    asked = values.get("usual_attributes", ())
    levels = tuple(_asking(level, usual) if level.key in asked else level
                   for level in outline.levels)  # fmt: skip
    sources = tuple(KnownFrom(each["title"], each["url"]) for each in values.get("sources", ()))
    texts = {name: values[name] for name in _TEXTS}
    return ReadyOutline(key=key, sources=sources, outline=replace(outline, levels=levels), **texts)


def _asking(level: Level, usual: tuple[AttributeType, ...]) -> Level:
    """Add what most concepts ask, but for what the level asks already."""
    new = (each for each in usual if level.attribute(each.key) is None)
    return replace(level, attributes=(*level.attributes, *new))


def _faults_around(document: Document) -> Iterator[OutlineFault]:
    """Find what is wrong with the fields around the outline."""
    values = document.values
    for name in _TEXTS:
        if not isinstance(values.get(name), str) or not values[name]:
            yield document.fault(name, _("Hier fehlt ein Text."))
    if "outline" not in values:
        yield document.fault("outline", _("Dieses Feld fehlt."))
    for name in values.keys() - {*_TEXTS, "outline", "sources", "usual_attributes"}:
        yield document.fault(name, _("Dieses Feld gibt es nicht."))
    sources = values.get("sources", [])
    for place, each in enumerate(sources if isinstance(sources, list) else [None]):
        if not _is_source(each):
            reason = _("Eine Quelle hat einen Titel und eine Adresse im Netz.")
            yield document.fault(f"sources[{place}]", reason)


def _is_source(value: Any) -> bool:
    return (
        isinstance(value, dict)
        and value.keys() == {"title", "url"}
        and all(isinstance(each, str) for each in value.values())
        and value["url"].startswith(("https://", "http://"))
    )


def _faults_inside(document: Document, outline: Outline) -> Iterator[OutlineFault]:
    """Find what an outline may hold and nobody could use."""
    if not outline.roots:
        yield document.fault("outline.roots", _("Keine Ebene steht ganz oben."))
    reached = _reached(outline)
    for place, level in enumerate(outline.levels):
        path = f"outline.levels[{place}]"
        if level.key not in reached:
            yield document.fault(path, _("Diese Ebene steht nirgends darunter und nicht oben."))
        for key in attributes_in(parse(level.numbering.pattern)):
            if level.attribute(key) is None:
                reason = _("Die Nummer braucht die Angabe „%(key)s“.") % {"key": key}
                yield document.fault(f"{path}.numbering", reason)
    asked = document.values.get("usual_attributes", [])
    for place, key in enumerate(asked if isinstance(asked, list) else [asked]):
        if not isinstance(key, str) or outline.level(key) is None:
            reason = _("Diese Ebene gibt es hier nicht.")
            yield document.fault(f"usual_attributes[{place}]", reason)


def _reached(outline: Outline) -> set[str]:
    """List the levels that can stand anywhere in a text."""
    reached: set[str] = set()
    pending = list(outline.roots)
    while pending:
        key = pending.pop()
        if key not in reached:
            reached.add(key)
            pending.extend(outline.may_contain(key))
    return reached


def _read(document: Document, name: str, codec: Codec[T]) -> T:
    """Read a part of a document; raises DamagedOutlines naming line and path."""
    try:
        return codec.read(document.values.get(name))
    except FormatError as error:
        reason = _reason(error)
        raise DamagedOutlines([document.fault(error.under(name).path, reason)]) from error


def _reason(error: FormatError) -> str:
    """Say in German what the outline's own rules refuse; a wrong shape is said as it comes."""
    cause: object = error.__cause__
    if isinstance(cause, OutlineError):
        return f"„{cause.key}“ {_REASONS[cause.reason]}."
    if error.reason == "missing":
        return _("Dieses Feld fehlt.")
    if error.reason == "unknown":
        return _("Dieses Feld gibt es nicht.")
    return _("Das hat nicht die erwartete Form (%(reason)s).") % {"reason": error.reason}
