"""What is wrong with a numbering pattern as somebody typed it, and what would be right."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from fortschrift.concepts.outlines.notation import ABOVE, COUNT
from fortschrift.core.text import AttributeType, WrongPattern


def pattern_fault(error: WrongPattern, attributes: Sequence[AttributeType]) -> str:
    """Say what cannot be read, with an example of what can; `attributes` are those of the level."""
    if error.key in ("{", "}"):
        return _(
            "Zu einer geschweiften Klammer fehlt die andere. Ein Platzhalter beginnt mit { und"
            " endet mit }. Richtig ist zum Beispiel: {oben}.{Zahl}"
        )
    if error.reason == "name":
        return _("Die Nummer enthält ein Zeichen, das nicht gedruckt werden kann.")
    name, _colon, style = error.key.strip("{}").strip().partition(":")
    if style and name.casefold() in (COUNT.casefold(), "n"):
        return _(
            "„%(name)s“ sagt nicht, wie gezählt wird. Richtig sind {Zahl} für 1, 2, {Zahl:02} für"
            " 01, 02, {Zahl:a} für a, b, {Zahl:A} für A, B, {Zahl:i} für i, ii und {Zahl:I} für I,"
            " II."
        ) % {"name": f"{{{COUNT}:{style}}}"}
    if style and name.casefold() in (ABOVE, "parent"):
        return _(
            "{oben} steht ohne Zusatz: Es setzt die Nummer des Elements darüber ein, wie sie ist."
            " Richtig ist zum Beispiel: {oben}.{Zahl}"
        )
    return _unknown(error.key, attributes)


def _unknown(placeholder: str, attributes: Sequence[AttributeType]) -> str:
    names = ", ".join(f"{{{each.label}}}" for each in attributes)
    begun = _("Den Platzhalter „%(name)s“ gibt es hier nicht.") % {"name": placeholder}
    if names:
        possible = _(
            "Möglich sind {Zahl}, {oben} und die Angaben dieser Ebene: %(names)s."
        ) % {"names": names}  # fmt: skip
    else:
        possible = _("Möglich sind {Zahl} und {oben}; Angaben hat diese Ebene nicht.")
    example = _("Richtig ist zum Beispiel {oben}.{Zahl}; das ergibt unter der Nummer 2: 2.1, 2.2.")
    return f"{begun} {possible} {example}"
