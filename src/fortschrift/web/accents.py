"""City colours a municipality can choose; static/fortschrift/tokens.css gives each its hue."""

from django.utils.translation import gettext_lazy as _

ACCENTS = {
    "blue": _("Blau"),
    "teal": _("Petrol"),
    "green": _("Grün"),
    "red": _("Rot"),
    "violet": _("Violett"),
    "slate": _("Schiefer"),
}
DEFAULT_ACCENT = "blue"
