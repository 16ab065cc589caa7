"""Light, dark, or as the device is set: kept in a cookie, so that it needs no JavaScript."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

COOKIE = "theme"
COOKIE_AGE = 365 * 24 * 3600

# value: (word, icon)
THEMES = {
    "light": (_("Hell"), "sun"),
    "system": (_("Wie das Gerät"), "auto"),
    "dark": (_("Dunkel"), "moon"),
}


def chosen_theme(request: HttpRequest) -> str:
    """Read the reader's choice; "system" unless a known other one was made."""
    theme = request.COOKIES.get(COOKIE, "system")
    return theme if theme in THEMES else "system"
