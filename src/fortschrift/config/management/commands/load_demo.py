"""`manage load_demo`: bring the example towns in, once; a second time changes nothing.

It lives here and not in the demo because it reads: which towns are there already, who operates
the installation, which row a node has.  The demo itself only acts.
"""

import os
import time
from collections.abc import Iterable
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils import timezone, translation

from fortschrift.accounts.models import User
from fortschrift.accounts.selectors import imported_digest
from fortschrift.config.commandline.language import is_german, say
from fortschrift.config.demo_rows import DemoRows
from fortschrift.demo import accounts
from fortschrift.demo.faults import DamagedDemo
from fortschrift.demo.loading import (
    FOLDER,
    TOWNS,
    Loaded,
    bundle,
    load_town,
    open_operator,
    read_towns,
)
from fortschrift.demo.towns import digest_of


class Command(BaseCommand):
    """All towns that are missing, in one transaction: all of them or none."""

    loaded: dict[str, Loaded]

    help = "Load the example towns; loading them again changes nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--no-accounts",
            action="store_false",
            dest="accounts",
            help="do not print with which accounts one can sign in",
        )

    def handle(self, *args: Any, accounts: bool, **options: Any) -> None:
        self.loaded = {}
        missing = [name for name in TOWNS if self._is_missing(name)]
        if missing:
            self._load(missing)
        if accounts:
            self._tell_accounts()

    def _is_missing(self, name: str) -> bool:
        known = imported_digest(bundle(name))
        if known is not None and known != digest_of(FOLDER / name):
            self._say(
                say(
                    de=f"  {name}: Die Dateien haben sich seit dem Laden geändert. Neu beginnen "
                    "können Sie mit ./fortschrift demo --fresh.",
                    en=f"  {name}: the files have changed since they were loaded. You can begin "
                    "anew with ./fortschrift demo --fresh.",
                )
            )
        return known is None

    def _load(self, names: Iterable[str]) -> None:
        # Faults are said in the reader's language, but what is recorded stays German.
        try:
            with translation.override("de" if is_german(os.environ) else "en"):
                towns = read_towns(FOLDER, tuple(names))
            with translation.override("de"), transaction.atomic():
                operator = self._operator()
                for town in towns:
                    began = time.monotonic()
                    self.loaded[town.name] = load_town(
                        town,
                        operator=operator,
                        now=timezone.now(),
                        reader=DemoRows(),
                        earlier=self.loaded,
                    )
                    self._tell_town(self.loaded[town.name], time.monotonic() - began)
        except DamagedDemo as damage:
            raise CommandError(str(damage)) from damage

    def _operator(self) -> User:
        """Find or open the demo's operator; never beside the accounts of a real installation."""
        found = User.objects.filter(email=accounts.OPERATOR.email, is_operator=True).first()
        if found is None and User.objects.exists():
            raise CommandError(
                say(
                    de="Auf dieser Installation gibt es schon Konten. Die Beispielstädte und ihr "
                    "bekanntes Kennwort gehören in eine eigene.",
                    en="This installation has accounts already. The example towns and their "
                    "well-known password belong into one of their own.",
                )
            )
        return found or open_operator(now=timezone.now())

    def _tell_town(self, town: Loaded, seconds: float) -> None:
        counts = town.counts
        words = [
            (counts["source"], say(de="Quellen", en="sources")),
            (counts["organization"], say(de="Gremien und Stellen", en="bodies and offices")),
            (counts["meeting"], say(de="Sitzungen", en="meetings")),
            (counts["decision"], say(de="Beschlüsse", en="decisions")),
            (counts["version"], say(de="Fassungen", en="versions")),
            (counts["node id"], say(de="Textelemente", en="elements of text")),
            (counts["event"], say(de="Ereignisse", en="events")),
        ]
        said = ", ".join(f"{number} {word}" for number, word in words)
        self._say(f"  {town.municipality.name}: {said} ({seconds:.1f} s)")

    def _tell_accounts(self) -> None:
        self._say(say(de="Zum Anmelden (Rolle, Adresse, Kennwort):", en="To sign in:"))
        for label, email, password in accounts.sign_ins():
            self._say(f"  {label}  {email}  {password}")

    def _say(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()
