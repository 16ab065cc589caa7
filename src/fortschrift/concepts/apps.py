"""Wires concepts into Django and into the navigation."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ConceptsConfig(AppConfig):
    name = "fortschrift.concepts"
    label = "concepts"
    verbose_name = _("Konzepte")

    def ready(self) -> None:
        from fortschrift.web.registry import register_nav

        register_nav(20, _("Konzepte"), "concepts:concepts")
