"""Wires council into Django and into the navigation."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CouncilConfig(AppConfig):
    name = "fortschrift.council"
    label = "council"
    verbose_name = _("Gremien und Sitzungen")

    def ready(self) -> None:
        from fortschrift.council.workplace import tasks, tools
        from fortschrift.web.registry import fill_slot, register_nav, register_tasks

        register_nav(40, _("Sitzungen und Beschlüsse"), "council:meetings")
        register_nav(50, _("Gremien"), "council:organizations")
        register_tasks(tasks)
        fill_slot("accounts.workplace", tools)
