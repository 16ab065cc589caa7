"""Work on accounts that runs in the background."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django_tasks import task

from fortschrift.accounts.jobs import reporting
from fortschrift.accounts.models import JournalChain
from fortschrift.accounts.selectors import journal_head
from fortschrift.accounts.verification import Fault, faults

FAULT_SENTENCES = {
    "gap": _("Eintrag %(sequence)s fehlt."),
    "broken_link": _("Eintrag %(sequence)s schließt nicht an den vorigen an."),
    "changed": _("Eintrag %(sequence)s wurde nachträglich verändert."),
    "changed_payload": _("Der Inhalt von Eintrag %(sequence)s wurde nachträglich verändert."),
    "erased": _("Der Inhalt von Eintrag %(sequence)s fehlt, ohne dass ein Löschen vermerkt ist."),
    "cut_off": _("Ab Eintrag %(sequence)s ist der Verlauf abgeschnitten."),
    "head": _("Das vermerkte Ende passt nicht zu Eintrag %(sequence)s."),
    "not_as_noted": _("Eintrag %(sequence)s hat nicht die vermerkte Prüfsumme."),
}


def fault_sentence(fault: Fault) -> str:
    """Say in words what is wrong and where."""
    return str(FAULT_SENTENCES[fault.code]) % {"sequence": fault.sequence}


@task()
def verify_chain(*, job_id: str) -> None:
    """Check a municipality's journal from its first entry and say what was found."""
    with reporting(job_id) as progress:
        assert progress.job is not None
        town = progress.job.municipality
        chain = journal_head(town)
        found = faults(chain, report=progress.at) if chain else []
        count = chain.sequence if chain else 0
        progress.ends_at(
            reverse("accounts:journal", kwargs={"municipality": town.slug}),
            " ".join(map(fault_sentence, found[:20])) or _unbroken(count, chain),
        )


def _unbroken(count: int, chain: JournalChain | None) -> str:
    return ngettext(
        "%(count)s Eintrag geprüft, nichts wurde verändert. Prüfsumme: %(hash)s",
        "%(count)s Einträge geprüft, nichts wurde verändert. Prüfsumme: %(hash)s",
        count,
    ) % {"count": count, "hash": chain.head[:16] if chain else "–"}
