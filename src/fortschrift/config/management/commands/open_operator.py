"""``./fortschrift manage open_operator``: the account that runs an installation, the first one."""

import getpass
from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from fortschrift.accounts.actions import open_operator_account
from fortschrift.accounts.models import User


class Command(BaseCommand):
    help = "Open the account that runs this installation; asks for its password."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email")
        parser.add_argument("name", help="a name or an office")

    def handle(self, *args: Any, **options: Any) -> None:
        password = getpass.getpass(_("Kennwort (mindestens 12 Zeichen): "))
        try:
            open_operator_account(
                email=options["email"], name=options["name"], password=password,
                actor=User.objects.filter(is_operator=True).first(), now=timezone.now(),
            )  # fmt: skip
        except (ValidationError, PermissionDenied) as error:
            raise CommandError(" ".join(getattr(error, "messages", [str(error)]))) from error
        self.stdout.write(_("Das Konto ist angelegt."))
