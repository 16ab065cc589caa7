"""Wires the public pages into Django and into the navigation."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PublicationConfig(AppConfig):
    name = "fortschrift.publication"
    label = "publication"
    verbose_name = _("Öffentlicher Bereich")

    def ready(self) -> None:
        from fortschrift.web.registry import register_nav

        register_nav(10, _("Barrierefreiheit"), "publication:accessibility", place="footer")
        register_nav(20, _("Datenschutz"), "publication:privacy", place="footer")
        register_nav(30, _("Impressum"), "publication:imprint", place="footer")
