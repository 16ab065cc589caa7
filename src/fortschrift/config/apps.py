"""The top of the house: checks that look at all apps together."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class FortschriftConfig(AppConfig):
    name = "fortschrift.config"
    label = "config"

    def ready(self) -> None:
        from fortschrift.config import checks  # noqa: F401 - registers them

        # Every act registers its sentence when its module is read; a process that only shows the
        # journal would otherwise know but a few.
        autodiscover_modules("actions")
