"""Wires concepts into Django and into the navigation."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ConceptsConfig(AppConfig):
    name = "fortschrift.concepts"
    label = "concepts"
    verbose_name = _("Konzepte")

    def ready(self) -> None:
        from fortschrift.concepts.workplace import concept_tools, tasks, tools
        from fortschrift.web.registry import fill_slot, register_nav, register_tasks

        register_nav(20, _("Konzepte"), "concepts:concepts")
        register_nav(5, _("Welche Fassung ist das?"), "concepts:which_version", place="footer")
        register_tasks(tasks)
        fill_slot("accounts.workplace", tools)
        fill_slot("publication.concept", concept_tools)
