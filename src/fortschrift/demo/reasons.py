"""Why a value does not fit, in the words of the person who edits the file."""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext as _
from pydantic_core import ErrorDetails


def reason(error: ErrorDetails) -> str:
    """Say in one sentence what is wrong; ``error`` is one of pydantic's."""
    said = _REASONS.get(error["type"])
    if said is not None:
        return said(error["input"], error.get("ctx", {}))
    return _("„{value}“ passt hier nicht ({code}).").format(
        value=_short(error["input"]), code=error["type"]
    )


def no_such_day(text: str) -> str:
    return _("„{text}“ gibt es im Kalender nicht.").format(text=text)


def unknown_reference(key: str, kind: str) -> str:
    return _("„{key}“ ist nicht bekannt; gesucht wird: {kind}.").format(key=key, kind=_kind(kind))


def later_reference(key: str, line: int) -> str:
    return _("„{key}“ steht erst weiter unten (Zeile {line}).").format(key=key, line=line)


def duplicate_key(key: str, file: str, line: int) -> str:
    return _("Den Schlüssel „{key}“ gibt es schon ({file}, Zeile {line}).").format(
        key=key, file=file, line=line
    )


def _short(value: object) -> str:
    text = str(value)
    return text if len(text) <= 60 else f"{text[:57]}…"


def _kind(kind: str) -> str:
    kinds = {
        "source": _("eine Quelle"),
        "claim": _("eine Angabe einer Quelle"),
        "media": _("ein Bild"),
        "contact point": _("eine Ansprechstelle"),
        "contact": _("ein Kontakt"),
        "organization": _("ein Gremium oder eine Stelle"),
        "person": _("eine Person"),
        "term": _("eine Wahlperiode"),
        "meeting": _("eine Sitzung"),
        "agenda item": _("ein Tagesordnungspunkt"),
        "paper": _("eine Vorlage"),
        "consultation": _("eine Station"),
        "concept": _("ein Konzept"),
        "version": _("eine Fassung"),
        "node": _("ein Element eines Textes"),
        "reading": _("eine Durchsicht"),
        "mandate": _("ein Auftrag"),
        "decision": _("ein Beschluss"),
    }
    return kinds[kind]


def _missing(value: object, context: Mapping[str, Any]) -> str:
    return _("Dieses Feld fehlt.")


def _extra(value: object, context: Mapping[str, Any]) -> str:
    return _("Dieses Feld gibt es hier nicht.")


def _not_a_date(value: object, context: Mapping[str, Any]) -> str:
    return _(
        "„{text}“ ist kein Datum. Möglich sind 2017, 2017-09, 2017-09-13 oder "
        "2017-05-15..2017-08-10."
    ).format(text=_short(value))


def _no_such_day(value: object, context: Mapping[str, Any]) -> str:
    return no_such_day(_short(value))


def _reversed(value: object, context: Mapping[str, Any]) -> str:
    return _("In „{text}“ liegt das Ende vor dem Anfang.").format(text=_short(value))


def _choice(value: object, context: Mapping[str, Any]) -> str:
    return _("„{value}“ ist nicht vorgesehen. Möglich sind: {choices}.").format(
        value=_short(value), choices=str(context.get("expected", "")).replace("'", "")
    )


def _step(value: object, context: Mapping[str, Any]) -> str:
    return _("Den Schritt „{value}“ gibt es nicht. Möglich sind: {choices}.").format(
        value=context.get("tag", ""), choices=str(context["expected_tags"]).replace("'", "")
    )


def _key(value: object, context: Mapping[str, Any]) -> str:
    return _("„{value}“: nur Kleinbuchstaben, Ziffern und einzelne Bindestriche.").format(
        value=_short(value)
    )


def _number(value: object, context: Mapping[str, Any]) -> str:
    return _("„{value}“ ist keine ganze Zahl.").format(value=_short(value))


def _text(value: object, context: Mapping[str, Any]) -> str:
    return _("Hier muss ein Text stehen.")


def _truth(value: object, context: Mapping[str, Any]) -> str:
    return _("Hier muss true oder false stehen.")


def _list(value: object, context: Mapping[str, Any]) -> str:
    return _("Hier muss eine Liste stehen.")


def _mapping(value: object, context: Mapping[str, Any]) -> str:
    return _("Hier müssen Felder stehen.")


def _exactly_one(value: object, context: Mapping[str, Any]) -> str:
    return _("Genau eines dieser Felder muss dastehen: {fields}.").format(fields=context["fields"])


_REASONS: Mapping[str, Callable[[object, Mapping[str, Any]], str]] = {
    "missing": _missing,
    "union_tag_not_found": _missing,
    "extra_forbidden": _extra,
    "not_a_date": _not_a_date,
    "no_such_day": _no_such_day,
    "reversed": _reversed,
    "literal_error": _choice,
    "union_tag_invalid": _step,
    "string_pattern_mismatch": _key,
    "int_parsing": _number,
    "int_type": _number,
    "string_type": _text,
    "bool_type": _truth,
    "bool_parsing": _truth,
    "tuple_type": _list,
    "model_type": _mapping,
    "model_attributes_type": _mapping,
    "dict_type": _mapping,
    "exactly_one": _exactly_one,
}
