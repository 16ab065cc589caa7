"""Wires council into Django and into the navigation."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CouncilConfig(AppConfig):
    name = "fortschrift.council"
    label = "council"
    verbose_name = _("Gremien und Sitzungen")
