"""Wires concepts into Django and into the navigation."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ConceptsConfig(AppConfig):
    name = "fortschrift.concepts"
    label = "concepts"
    verbose_name = _("Konzepte")
