"""Wires deliberation into Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DeliberationConfig(AppConfig):
    name = "fortschrift.deliberation"
    label = "deliberation"
    verbose_name = _("Aufträge und Beschlüsse")
