"""Reading a file that was sent in, and taking it in, in the background."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django_tasks import task

from fortschrift.accounts.jobs import reporting
from fortschrift.concepts import manuscript_drafts
from fortschrift.concepts.manuscript_returning import told_of
from fortschrift.concepts.manuscript_taking import STEPS, prepared, wishes_from
from fortschrift.concepts.manuscript_words import refusal
from fortschrift.concepts.manuscripts.errors import Unreadable
from fortschrift.concepts.manuscripts.manuscript import Manuscript
from fortschrift.concepts.manuscripts.opening import read, read_clipboard
from fortschrift.concepts.manuscripts.outlook import summary_from
from fortschrift.concepts.models import FileKind, ManuscriptDraft
from fortschrift.core.text import TextError

_READING_STEPS = 2


@task()
def read_manuscript(*, job_id: str) -> None:
    """Read a file; of one that is refused nothing is left but the sentence that says why."""
    with reporting(job_id) as progress:
        draft = ManuscriptDraft.objects.select_related("municipality", "concept").get(
            pk=UUID(job_id)
        )
        try:
            progress.at(0, _READING_STEPS, _("Die Datei wird gelesen."))
            manuscript = _read(draft)
            progress.at(1, _READING_STEPS, _("Überschriften und Tabellen werden erkannt."))
            manuscript_drafts.keep_read(draft, manuscript)
            _forget_in_time(draft)
        except (Unreadable, TextError) as error:
            manuscript_drafts.give_up(draft)
            raise ValidationError(refusal(error, draft.file_name)) from error
        except Exception:
            manuscript_drafts.give_up(draft)
            raise
        progress.ends_at(
            reverse(
                "concepts:manuscript",
                kwargs={"municipality": draft.municipality.slug, "draft": draft.pk},
            ),
            _said_of(draft),
        )


def _said_of(draft: ManuscriptDraft) -> str:
    """Say what is left to do with a file that was read."""
    if summary_from(draft.summary).is_ours:
        return _("Die Datei ist gelesen und erkannt; zuzuordnen ist nichts.")
    if draft.data:
        return _("Die Tabelle ist gelesen und erkannt.")
    return _("Die Datei ist gelesen. Bitte prüfen Sie jetzt die Gliederung.")


def _read(draft: ManuscriptDraft) -> Manuscript:
    data = bytes(draft.data)
    if draft.kind == FileKind.PASTED:
        return read_clipboard(data.decode())
    told = told_of(data)
    return replace(read(data), hash=told.hash, compared=told.compared, change=told.change)


@task()
def forget_old_manuscripts() -> None:
    """Throw away the files that nobody took in for so long."""
    manuscript_drafts.clean_up(datetime.now(UTC))


def _forget_in_time(draft: ManuscriptDraft) -> None:
    """Have a file thrown away when its time is over, by whatever can wait that long."""
    if forget_old_manuscripts.get_backend().supports_defer:
        over = manuscript_drafts.kept_until(draft)
        forget_old_manuscripts.using(run_after=over).enqueue()


@task()
def take_manuscript_in(*, job_id: str, draft: str, wishes: dict[str, Any]) -> None:
    """Take a file in as somebody wished; nothing of the upload is left then."""
    with reporting(job_id) as progress:
        assert progress.job is not None
        found = ManuscriptDraft.objects.select_related("municipality", "concept").filter(
            pk=UUID(draft)
        )
        upload = found.defer("data").first()
        if upload is None:
            raise ValidationError(_("Diese Datei ist schon übernommen oder aufgegeben."))
        progress.at(0, STEPS, _("Der Text wird aufgebaut und verglichen."))
        act = prepared(upload, wishes_from(wishes), lambda done: progress.at(done, STEPS))
        with transaction.atomic():
            record = act(actor=progress.job.started_by, now=datetime.now(UTC))
            manuscript_drafts.give_up(upload)
        progress.ends_at(
            reverse(
                "concepts:manuscript_record",
                kwargs={"municipality": upload.municipality.slug, "record": record.pk},
            ),
            _("„%(file)s“ ist übernommen.") % {"file": record.file_name},
        )
