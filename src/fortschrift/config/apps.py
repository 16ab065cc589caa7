"""The top of the house: checks that look at all apps together."""

from django.apps import AppConfig


class FortschriftConfig(AppConfig):
    name = "fortschrift.config"
    label = "config"
