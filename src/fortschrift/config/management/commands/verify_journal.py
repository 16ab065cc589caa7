"""``./fortschrift verify``: checks every chain of the journal, or one against what was noted."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from fortschrift.accounts.journal import INSTALLATION
from fortschrift.accounts.models import JournalChain, Municipality
from fortschrift.accounts.tasks import fault_sentence
from fortschrift.accounts.verification import Noted, faults


class Command(BaseCommand):
    help = "Check the journal: every hash, the order, the head, and what somebody noted earlier."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("municipality", nargs="?", help="slug; all chains without it")
        parser.add_argument(
            "--noted", metavar="COUNT:HASH", help="entry count and hash from an adoption document"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        names = {town.pk.hex: town.slug for town in Municipality.objects.all()}
        noted = _noted(options["noted"])
        chains = [
            chain
            for chain in JournalChain.objects.order_by("key")
            if options["municipality"] in (None, names.get(chain.key))
        ]
        if not chains:
            raise CommandError(_("Dazu gibt es keinen Änderungsverlauf."))
        broken = [chain for chain in chains if not self._check(chain, names, noted)]
        if broken:
            raise CommandError(_("Der Änderungsverlauf wurde verändert."), returncode=1)

    def _check(self, chain: JournalChain, names: dict[str, str], noted: Noted | None) -> bool:
        found = faults(chain, noted)
        name = names.get(chain.key, INSTALLATION)
        self.stdout.write(f"{name}: {chain.sequence}:{chain.head[:16]}")
        for fault in found:
            self.stdout.write(f"  {fault.sequence}: {fault_sentence(fault)}")
        if not found:
            self.stdout.write("  " + _("nichts wurde verändert"))
        return not found


def _noted(text: str | None) -> Noted | None:
    if text is None:
        return None
    count, colon, digest = text.partition(":")
    if not (count.isdecimal() and colon and len(digest) >= 8):
        raise CommandError(
            _("--noted erwartet Anzahl und Prüfsumme, zum Beispiel 214:9f3c41d2e0ab.")
        )
    return Noted(int(count), digest)
