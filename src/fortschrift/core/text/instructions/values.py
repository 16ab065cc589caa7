"""Attributes, numbers and relations as sentences."""

from collections import Counter
from collections.abc import Sequence

from fortschrift.core.text.comparison.shown import in_words
from fortschrift.core.text.comparison.words import tokens
from fortschrift.core.text.instructions.citing import Cited
from fortschrift.core.text.instructions.clause import TextName
from fortschrift.core.text.instructions.grammar import ended, enumerated, quoted, will
from fortschrift.core.text.instructions.rewording import reworded
from fortschrift.core.text.instructions.structure import done
from fortschrift.core.text.node import AttributeValue, same_value
from fortschrift.core.text.operations import Relate, SetAttribute, SetPrintedNumber, Unrelate
from fortschrift.core.text.outline import RELATION, ValueType
from fortschrift.core.text.runs import Run
from fortschrift.core.text.synopsis.content import value_label, value_type

_LONG = 12  # words from which on a value is told as a text


def attribute_set(operation: SetAttribute, names: Cited) -> str:
    """Tell a new, changed or dropped attribute."""
    state, cited = names.state(operation.node), names.cite(operation.node)
    label = f"die Angabe {quoted(value_label(state, operation.key, names.outline))}"
    kind = value_type(state, operation.key, names.outline)
    old, new = operation.old, operation.new
    if same_value(old, new):
        return ended(f"{cited.beside} bleibt {label} unverändert")
    if old is None or new is None:
        done = "ergänzt" if old is None else "gestrichen"
        said = _said(old if new is None else new, kind)
        return ended(f"{cited.beside} wird {label} ({said}) {done}")
    if isinstance(old, tuple) and isinstance(new, tuple):
        return ended(f"{cited.beside} {_items_changed(label, old, new)}")
    if isinstance(old, str) and isinstance(new, str) and _is_long(old, new, kind):
        whole = f"{label} {cited.of}"
        name = TextName(f"In der{whole.removeprefix('die')}", whole, whole)
        return reworded(name, names.value(operation.node, operation.key), (Run(new),))
    return ended(
        f"{cited.beside} wird {label} von {_said(old, kind)} in {_said(new, kind)} geändert"
    )


def number_set(operation: SetPrintedNumber, names: Cited) -> str:
    """Tell a number as printed."""
    cited = names.cite(operation.node)
    old, new = operation.old, operation.new
    if old == new:
        return ended(f"{cited.beside} bleibt die Nummer unverändert")
    if new is None:
        entry = quoted(old or "")
        return ended(
            f"{cited.beside} entfällt die Nummer {entry}; gezählt wird nach der Gliederung"
        )
    noun = "Nummer" if any(map(str.isdigit, new)) else "Bezeichnung"
    instead = f" statt {quoted(old)}" if old is not None else ""
    return done(cited, "erhält", f"die {noun} {quoted(new)}{instead}")


def related(operation: Relate | Unrelate, names: Cited) -> str:
    """Tell a new or dropped relation."""
    done_to = "ergänzt" if isinstance(operation, Relate) else "gestrichen"
    word = names.outline.term(RELATION, operation.kind)
    to = f"der Bezug {quoted(word)} auf {names.target(operation.target)}"
    return ended(f"{names.cite(operation.node).beside} wird {to} {done_to}")


def _said(value: AttributeValue | None, kind: ValueType | None) -> str:
    """Quote a value in words."""
    return enumerated([quoted(word) for word in in_words(value, kind)]) if value is not None else ""


def _is_long(old: str, new: str, kind: ValueType | None) -> bool:
    """Tell whether a value is a text, of which the words are told that changed."""
    return kind == "long_text" or min(len(tokens(old)), len(tokens(new))) > _LONG


def _items_changed(label: str, old: tuple[str, ...], new: tuple[str, ...]) -> str:
    """Tell which items of a list came and went; the whole list if the others do not stay so."""
    gone = list((Counter(old) - Counter(new)).elements())
    come = list((Counter(new) - Counter(old)).elements())
    at = f"bei der{label.removeprefix('die')}"
    if not (gone or come):
        order = ", ".join(map(quoted, new))
        return f"werden die Einträge {at.removeprefix('bei ')} neu geordnet: {order}"
    if (*_without(old, gone), *come) != new:
        return f"wird {label} wie folgt gefasst: {', '.join(map(quoted, new))}"
    if gone and come:
        verb = will(len(come) > 1)
        again = "" if verb == will(len(gone) > 1) else f"{verb} "
        return f"{_items(gone, at)} gestrichen und {again}{_entries(come)} ergänzt"
    return f"{_items(gone or come, at)} {'gestrichen' if gone else 'ergänzt'}"


def _without(items: Sequence[str], gone: Sequence[str]) -> list[str]:
    """Take items out of a list, each once."""
    left = list(items)
    for each in gone:
        left.remove(each)
    return left


def _items(items: Sequence[str], at: str) -> str:
    """Name items behind their verb."""
    return f"{will(len(items) > 1)} {at} {_entries(items)}"


def _entries(items: Sequence[str]) -> str:
    noun = "die Einträge" if len(items) > 1 else "der Eintrag"
    return f"{noun} {enumerated(list(map(quoted, items)))}"
