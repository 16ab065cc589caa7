"""The top of the house: checks that look at all apps together."""

from django.apps import AppConfig


class FortschriftConfig(AppConfig):
    name = "fortschrift.config"
    label = "config"

    def ready(self) -> None:
        from fortschrift.config import checks  # noqa: F401 - registers them
