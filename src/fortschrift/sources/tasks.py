"""Work on sources that runs in the background."""

from datetime import UTC, datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django_tasks import task

from fortschrift.accounts.jobs import reporting
from fortschrift.sources.actions import record_media
from fortschrift.sources.uploads import store_picture

STEPS = 2


@task()
def take_picture_in(*, job_id: str, incoming: str, words: dict[str, str], symbolic: bool) -> None:
    """Draw an uploaded picture anew and record it with its rights."""
    with reporting(job_id) as progress:
        assert progress.job is not None
        progress.at(0, STEPS, _("Das Bild wird gelesen und ohne Ortsangaben gespeichert."))
        stored = store_picture(incoming)
        progress.at(1, STEPS, _("Das Bild wird verzeichnet."))
        media = record_media(
            progress.job.municipality,
            alternative_text=words["alternative_text"],
            credit=words["credit"],
            licence=words["licence"],
            caption=words["caption"],
            is_symbolic=symbolic,
            file=stored.name,
            preview=stored.preview,
            width=stored.width,
            height=stored.height,
            actor=progress.job.started_by,
            now=datetime.now(UTC),
        )
        town = progress.job.municipality
        progress.ends_at(
            reverse("sources:media", kwargs={"municipality": town.slug, "media": media.pk}),
            _("Das Bild ist aufgenommen."),
        )
