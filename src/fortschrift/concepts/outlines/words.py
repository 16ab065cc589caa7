"""Vocabularies as people write them: one word a line, each keeping the key it once got."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from fortschrift.concepts.outlines.keys import key_for
from fortschrift.core.text import BINDING_FORCE, RELATION, Term, Vocabulary

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

STATUS = "status"
"""The vocabulary for how far a measure has come."""

#: What can be written down for a concept, with its label and what it is for.
WORDS: "Mapping[str, tuple[_StrPromise | str, _StrPromise | str]]" = {
    BINDING_FORCE: (
        _("Wörter für die Verbindlichkeit"),
        _("Jedes in einer eigenen Zeile, zum Beispiel „zur Umsetzung beschlossen“."),
    ),
    RELATION: (
        _("Wörter für Beziehungen zwischen Elementen"),
        _("Jedes in einer eigenen Zeile, zum Beispiel „dient“."),
    ),
    STATUS: (
        _("Wörter für den Stand der Umsetzung"),
        _("Jedes in einer eigenen Zeile, zum Beispiel „in Vorbereitung“."),
    ),
}


def terms_of(known: Vocabulary, lines: Sequence[str]) -> tuple[Term, ...]:
    """Make terms of lines; who renames a word in its place, or moves it, keeps its key.

    >>> known = Vocabulary("status", (Term("offen", "offen"), Term("fertig", "fertig")))
    >>> [term.key for term in terms_of(known, ["läuft", "erledigt", "fertig"])]
    ['offen', 'erledigt', 'fertig']
    """
    labels = {term.label: term.key for term in known.terms}
    wanted = list(dict.fromkeys(lines))
    kept = {label: labels[label] for label in wanted if label in labels}
    for place, label in enumerate(wanted):
        if label not in kept and place < len(known.terms):
            before = known.terms[place]
            if before.label not in wanted:
                kept[label] = before.key
    taken = {*labels.values()}
    for label in wanted:
        if label not in kept:
            kept[label] = key_for(label, taken=taken)
            taken.add(kept[label])
    return tuple(Term(kept[label], label) for label in wanted)
