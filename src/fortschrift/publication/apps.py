"""Wires publication into Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PublicationConfig(AppConfig):
    name = "fortschrift.publication"
    label = "publication"
    verbose_name = _("Öffentlicher Bereich")
