"""Wires sources into Django and into the navigation."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SourcesConfig(AppConfig):
    name = "fortschrift.sources"
    label = "sources"
    verbose_name = _("Quellen")

    def ready(self) -> None:
        from fortschrift.sources.workplace import tools
        from fortschrift.web.registry import fill_slot, register_nav

        register_nav(80, _("Ereignisse"), "sources:events")
        register_nav(90, _("Quellen"), "sources:sources")
        fill_slot("accounts.workplace", tools)
