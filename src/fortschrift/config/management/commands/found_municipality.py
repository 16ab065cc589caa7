"""``./fortschrift manage found_municipality``: a place for a town on this installation."""

from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from fortschrift.accounts.actions import found_municipality
from fortschrift.accounts.models import Municipality, User


class Command(BaseCommand):
    help = "Give a municipality its place; the operator's account must exist."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("slug", help="its part of the address, e.g. musterstadt")
        parser.add_argument("name")
        parser.add_argument("--kind", choices=Municipality.Kind.values, default="town")
        parser.add_argument("--state", default="Niedersachsen", help="the Land")
        parser.add_argument("--host", default="", help="a host name of its own")

    def handle(self, *args: Any, **options: Any) -> None:
        words = {key: options[key] for key in ("slug", "name", "kind", "state", "host")}
        try:
            found_municipality(
                **words, actor=User.objects.filter(is_operator=True).first(), now=timezone.now()
            )
        except (ValidationError, PermissionDenied) as error:
            raise CommandError(" ".join(getattr(error, "messages", [str(error)]))) from error
        self.stdout.write(_("Die Kommune ist angelegt."))
