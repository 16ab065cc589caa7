"""Wires accounts into Django: triggers after every migrate, the check that they are there."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "fortschrift.accounts"
    label = "accounts"
    verbose_name = _("Konten und Änderungsverlauf")

    def ready(self) -> None:
        from fortschrift.accounts import append_only

        post_migrate.connect(append_only.install_after_migrate, dispatch_uid="append_only")
