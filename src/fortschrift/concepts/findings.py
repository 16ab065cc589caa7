"""Findings of the text engine as sentences: quiet hints for the desk, never an obstacle."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fortschrift.concepts.selectors.asked import AskedText
from fortschrift.core.text import Finding, Outline

SENTENCES: Mapping[str, str | Promise] = {
    "unknown_level": gettext_lazy("Die Gliederung kennt die Ebene „{level}“ nicht."),
    "wrong_parent": gettext_lazy(
        "Die Gliederung sieht die Ebene „{level}“ an dieser Stelle nicht vor ({parent})."
    ),
    "place_unknown": gettext_lazy("Keine Quelle sagt, wo dieses Element im Konzept steht."),
    "no_heading": gettext_lazy("Dieses Element hat keine Überschrift."),
    "unknown_attribute": gettext_lazy(
        "Für „{level}“ ist das Merkmal „{attribute}“ nicht vorgesehen."
    ),
    "attribute_type": gettext_lazy(
        "Das Merkmal „{attribute}“ hat eine andere Form als vorgesehen."
    ),
    "attribute_missing": gettext_lazy("Es fehlt die Angabe „{attribute}“."),
    "expected_missing": gettext_lazy("Darunter steht noch nichts von: {expected}."),
    "unknown_option": gettext_lazy("„{value}“ ist für „{attribute}“ nicht vorgesehen."),
    "code_missing": gettext_lazy("Für die Nummer fehlt das Merkmal „{attribute}“."),
    "number_differs": gettext_lazy("Gedruckt ist „{printed}“, gezählt wäre es „{computed}“."),
    "number_twice": gettext_lazy("Die Nummer „{number}“ kommt zweimal vor."),
    "note_missing": gettext_lazy("Eine Fußnote, auf die verwiesen wird, fehlt."),
    "note_unused": gettext_lazy("Auf diese Fußnote verweist nichts im Text."),
}


@dataclass(frozen=True, slots=True)
class ShownFinding:
    """A finding as the page lists it; ``anchor`` leads to the place in the text."""

    sentence: str
    where: str
    anchor: str


def shown_findings(text: AskedText) -> list[ShownFinding]:
    """Put what is to be looked at into words, in document order."""
    return [_shown(finding, text) for finding in text.findings]


def sentence_of(finding: Finding, *outlines: Outline) -> str:
    """Say what is to be looked at with the names of levels and attributes.

    The first outline that knows one names it: what is gone from the new one is told by the old.
    """
    detail = dict(finding.detail)
    named = {key: _named(key, value, detail, outlines) for key, value in detail.items()}
    return str(SENTENCES[finding.code]).format_map(named)


def _shown(finding: Finding, text: AskedText) -> ShownFinding:
    state = text.tree[finding.node]
    number, title = text.number(finding.node), state.title or text.level_name(state)
    return ShownFinding(
        sentence=sentence_of(finding, text.tree.outline),
        where=" ".join(filter(None, [number, title])),
        anchor=text.row_of(finding.node).slug,
    )


def _named(key: str, value: str, detail: Mapping[str, str], outlines: Sequence[Outline]) -> str:
    """Use the names people gave; an empty parent is the top of the concept."""
    if key == "parent" and not value:
        return _("ganz oben")
    if key in ("level", "parent", "expected"):
        return ", ".join(_level_name(each, outlines) for each in value.split())
    if key == "attribute":
        levels = filter(None, (each.level(detail.get("level", "")) for each in outlines))
        known = filter(None, (level.attribute(value) for level in levels))
        return next((each.label for each in known), value)
    return value


def _level_name(key: str, outlines: Sequence[Outline]) -> str:
    levels = filter(None, (each.level(key) for each in outlines))
    return next((level.singular for level in levels), key)
