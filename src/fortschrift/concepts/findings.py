"""Findings of the text engine as sentences: quiet hints for the desk, never an obstacle."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fortschrift.concepts.selectors import ShownText
from fortschrift.core.text import Finding

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


def shown_findings(text: ShownText) -> list[ShownFinding]:
    """Put what is to be looked at into words, in document order."""
    return [_shown(finding, text) for finding in text.findings]


def _shown(finding: Finding, text: ShownText) -> ShownFinding:
    state = text.tree[finding.node]
    detail = {key: _named(key, value, text) for key, value in finding.detail}
    number, title = text.number(finding.node), state.title or text.level_name(state)
    return ShownFinding(
        sentence=str(SENTENCES[finding.code]).format_map(detail),
        where=" ".join(filter(None, [number, title])),
        anchor=text.row_of(finding.node).slug,
    )


def _named(key: str, value: str, text: ShownText) -> str:
    """Use the names people gave to levels; an empty parent is the top of the concept."""
    if key == "parent" and not value:
        return _("ganz oben")
    if key in ("level", "parent"):
        level = text.tree.outline.level(value)
        return level.singular if level else value
    return value
