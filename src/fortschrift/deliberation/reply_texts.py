"""Texts of replies with places to be filled in, and filling them in for one submission.

What became of it stands above every reply already, so that the texts offered do not repeat it.
German as data: they are the beginning of what the office writes, not words of the interface.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from fortschrift.deliberation.answers import Fate
from fortschrift.participation.models import Submission

#: What can be filled in. The name is the one that is shown, never the one kept for answering.
PLACES = ("name", "ergebnis", "gremium", "datum", "begruendung", "satz")
_OF_A_DECISION = frozenset({"ergebnis", "gremium", "datum"})
_PLACE = re.compile(r"[ \t]?\{([^{}]*)\}")


@dataclass(frozen=True, slots=True)
class Offered:
    """A text to begin with; ``key`` stands in the address."""

    key: str
    name: str
    text: str


OFFERED = (
    Offered(
        "angenommen", "Angenommen",
        "Guten Tag {name},\n\nvielen Dank für Ihren Vorschlag. Er bringt das Konzept weiter.\n\n"
        "Wie es mit dem Konzept weitergeht, lesen Sie auf der Seite, zu der Ihr Kurzcode führt.",
    ),
    Offered(
        "abgelehnt", "Nicht angenommen",
        "Guten Tag {name},\n\nvielen Dank für Ihren Vorschlag. Er ist diesmal nicht aufgenommen"
        " worden. {begruendung}\n\nWir behalten ihn für die nächste Überprüfung im Blick.",
    ),
    Offered(
        "kurz", "Kurz",
        "Guten Tag {name},\n\nzu Ihrem Vorschlag: {ergebnis}. {begruendung}",
    ),
)  # fmt: skip


def offered(key: str) -> Offered | None:
    return next((each for each in OFFERED if each.key == key), None)


def filled(text: str, submission: Submission, fate: Fate) -> str:
    """Fill in the places of a text for one submission; a place without a value takes its blank.

    Raises ValidationError for a place that does not exist, and for the result of what is not
    decided, or not in public.
    """
    check_places(text)
    lead = fate.lead
    values: Mapping[str, str] = {
        "name": submission.shown_name, "ergebnis": lead.result_word, "gremium": lead.body,
        "datum": lead.date, "begruendung": lead.reason, "satz": fate.sentence,
    }  # fmt: skip
    asked = set(_PLACE.findall(text))
    if asked & _OF_A_DECISION and not lead.is_decided:
        raise ValidationError(_("Darüber ist noch nicht öffentlich entschieden."))
    return _PLACE.sub(lambda place: _value(place, values), text).strip()


def check_places(text: str) -> None:
    """Raise ValidationError naming a place that does not exist."""
    for name in _PLACE.findall(text):
        if name not in PLACES:
            raise ValidationError(
                _("Den Platzhalter {%(name)s} gibt es nicht. Möglich sind: %(places)s.")
                % {"name": name, "places": ", ".join(f"{{{each}}}" for each in PLACES)}
            )


def _value(place: "re.Match[str]", values: Mapping[str, str]) -> str:
    value, blank = values[place[1]], place[0][: place[0].index("{")]
    return f"{blank}{value}" if value else ""
