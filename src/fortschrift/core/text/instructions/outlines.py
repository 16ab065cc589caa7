"""A changed outline as sentences: levels, their names, numbers and attributes."""

from collections.abc import Iterator, Sequence

from fortschrift.core.text.instructions.grammar import enumerated, quoted
from fortschrift.core.text.operations import ChangeOutline
from fortschrift.core.text.outline import BINDING_FORCE, AttributeType, Level, Outline
from fortschrift.core.text.pattern import Numbering, attributes_in, parse, render

_SCOPES = {
    "parent": "innerhalb des übergeordneten Teils",
    "document": "durch das ganze Konzept",
    "code": "für jedes Kürzel",
}
_TYPES = {
    "text": "Text",
    "long_text": "längerer Text",
    "list": "Liste",
    "date": "Datum",
    "money": "Geldbetrag",
    "number": "Zahl",
    "choice": "Auswahl",
    "choices": "Auswahl von mehreren",
    "flag": "ja oder nein",
}


def outline_changed(operation: ChangeOutline) -> str:
    """Tell each difference of two outlines."""
    told = list(outline_differences(operation.old, operation.new))
    if not told:
        return "Die Gliederung bleibt unverändert."
    if len(told) > 1:
        told = [f"{number}. {each}" for number, each in enumerate(told, start=1)]
    return f"Die Gliederung wird wie folgt geändert: {' '.join(told)}"


def outline_differences(old: Outline, new: Outline) -> Iterator[str]:
    """Tell what is different, a sentence each."""
    for level in old.levels:
        if new.level(level.key) is None:
            yield f"Die Ebene {quoted(level.singular)} entfällt."
    for level in new.levels:
        before = old.level(level.key)
        if before is None:
            yield f"Die Ebene {quoted(level.singular)} kommt hinzu."
        yield from _level(before or Level(level.key, level.singular, level.plural), level, new)
    kept = [level.key for level in old.levels if new.level(level.key)]
    if kept != [level.key for level in new.levels if old.level(level.key)]:
        yield f"Die Ebenen werden neu geordnet: {_named([each.key for each in new.levels], new)}."
    if old.roots != new.roots:
        yield f"Auf der obersten Stufe {_may_stand(new.roots, new)}."
    if old.vocabularies != new.vocabularies:
        yield "Die Wörter für Verbindlichkeit, Beziehungen und Sachstände werden neu gefasst."


def _level(old: Level, new: Level, outline: Outline) -> Iterator[str]:
    """Tell what is different about a level."""
    name = f"Ebene {quoted(new.singular)}"
    if (old.singular, old.plural) != (new.singular, new.plural):
        both = f"{quoted(new.singular)} (Mehrzahl {quoted(new.plural)})"
        yield f"Die Ebene {quoted(old.singular)} heißt nun {both}."
    if old.numbering != new.numbering:
        yield f"Die {name} wird {_numbering(new.numbering)}."
    if old.may_contain != new.may_contain:
        yield f"Unter der {name} {_may_stand(new.may_contain, outline)}."
    yield from _attributes(name, old, new)
    if old.tracked != new.tracked:
        yield f"Die Umsetzung der {name} wird {'nun' if new.tracked else 'nicht mehr'} verfolgt."
    if old.expects != new.expects:
        yield f"Unter der {name} {_is_expected(new.expects, outline)}."
    if old.binding_force != new.binding_force:
        word = outline.term(BINDING_FORCE, new.binding_force)
        force = f"ist nun {quoted(word)}" if new.binding_force else "entfällt"
        yield f"Die Festlegung zur Verbindlichkeit der {name} {force}."


def _numbering(numbering: Numbering) -> str:
    """Show the form of a number by an example."""
    parts = parse(numbering.pattern)
    if not parts:
        return "nicht mehr nummeriert"
    codes = dict.fromkeys(attributes_in(parts), "…")
    example = render(parts, 3, parent="2", attributes=codes)
    return f"nun in der Form {quoted(example)} nummeriert, gezählt {_SCOPES[numbering.scope]}"


def _may_stand(keys: Sequence[str], outline: Outline) -> str:
    if not keys:
        return "sind keine Ebenen mehr vorgesehen"
    if len(keys) == 1:
        return f"steht nun die Ebene {_named(keys, outline)}"
    return f"stehen nun die Ebenen {_named(keys, outline)}"


def _is_expected(keys: Sequence[str], outline: Outline) -> str:
    if not keys:
        return "wird nichts mehr erwartet"
    return f"wird nun erwartet: {_named(keys, outline)}"


def _named(keys: Sequence[str], outline: Outline) -> str:
    levels = (outline.level(key) for key in keys)
    return enumerated([quoted(level.singular) for level in levels if level])


def _attributes(name: str, old: Level, new: Level) -> Iterator[str]:
    """Tell which attributes a level lost and got, and which are others now."""
    for each in old.attributes:
        if new.attribute(each.key) is None:
            yield f"Bei der {name} entfällt die Angabe {quoted(each.label)}."
    for each in new.attributes:
        before = old.attribute(each.key)
        if before is None:
            yield f"Die {name} erhält die Angabe {quoted(each.label)} ({_type(each)})."
        elif before != each:
            yield _attribute(name, before, each)
    kept = [each.key for each in old.attributes if new.attribute(each.key)]
    if kept != [each.key for each in new.attributes if old.attribute(each.key)]:
        yield f"Die Angaben der {name} werden neu geordnet."


def _attribute(name: str, old: AttributeType, new: AttributeType) -> str:
    said = []
    if old.label != new.label:
        said.append(f"heißt nun {quoted(new.label)}")
    if (old.type, old.options) != (new.type, new.options):
        said.append(f"ist nun von der Art {quoted(_type(new))}")
    if old.unit != new.unit:
        said.append(f"zählt nun in {quoted(new.unit)}" if new.unit else "hat keine Einheit mehr")
    if old.required != new.required:
        said.append("wird nun erwartet" if new.required else "ist nun freigestellt")
    return f"Die Angabe {quoted(old.label)} der {name} {enumerated(said)}."


def _type(attribute: AttributeType) -> str:
    if not attribute.options:
        return _TYPES[attribute.type]
    return f"{_TYPES[attribute.type]} aus {enumerated(list(attribute.options))}"
