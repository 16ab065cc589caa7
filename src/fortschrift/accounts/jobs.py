"""Long work in the background: starting it, telling how far it is, ending it well or badly.

A module of its own because every app that imports, exports or checks needs the same three things.
Progress is written outside the work's own transaction, else nobody would see it.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django_tasks.base import Task

from fortschrift.accounts.models import Job, Municipality, User
from fortschrift.web import shapes

logger = logging.getLogger(__name__)


class Progress:
    """How a running job reports; also usable where nobody watches (``Progress(None)``)."""

    def __init__(self, job: Job | None) -> None:
        self.job = job

    def at(self, done: int, total: int | None = None, message: str = "") -> None:
        """Say that ``done`` of ``total`` steps are behind; total None means not known."""
        if self.job is not None:
            Job.objects.filter(pk=self.job.pk).update(done=done, total=total, message=message)

    def ends_at(self, url: str, message: str = "") -> None:
        """Say where the result can be seen."""
        if self.job is not None:
            self.job.url, self.job.message = url, message


def start(
    municipality: Municipality, task: Task[..., Any], *, title: str, actor: User, **arguments: Any
) -> Job:
    """Put a task in the queue; it gets ``job_id`` and the arguments, which must be JSON."""
    job = Job.objects.create(municipality=municipality, started_by=actor, title=title)
    transaction.on_commit(lambda: task.enqueue(job_id=str(job.pk), **arguments))
    return job


@contextmanager
def reporting(job_id: str) -> Iterator[Progress]:
    """Run a job's work: marks it running, and finished or failed with a sentence for people."""
    job = Job.objects.select_related("municipality", "started_by").get(pk=UUID(job_id))
    _mark(job, Job.State.RUNNING)
    progress = Progress(job)
    try:
        yield progress
    except (ValidationError, PermissionDenied) as error:
        _fail(job, _sentence(error))
    except Exception:
        logger.exception("job %s failed", job_id)
        _fail(
            job, _("Das hat nicht geklappt. Der Fehler ist festgehalten; nichts wurde verändert.")
        )
        raise
    else:
        job.state = Job.State.FINISHED
        job.save(update_fields=["state", "url", "message"])


def progress_of(job: Job, poll_url: str = "") -> shapes.Progress:
    """Show where a job stands; the bar asks again at ``poll_url``, else at the job's own page."""
    ended = {Job.State.FINISHED: "finished", Job.State.FAILED: "failed"}
    return shapes.Progress(
        key="vorgang",
        label=job.title,
        done=job.done,
        total=job.total,
        message=job.message,
        poll_url=poll_url or reverse("accounts:job", kwargs={"job": job.pk}),
        result_url=job.url,
        state=ended.get(Job.State(job.state), "running"),  # type: ignore[arg-type]
    )


def _mark(job: Job, state: str) -> None:
    job.state = state
    job.save(update_fields=["state"])


def _fail(job: Job, message: str) -> None:
    job.state, job.message = Job.State.FAILED, message
    job.save(update_fields=["state", "message"])


def _sentence(error: ValidationError | PermissionDenied) -> str:
    if isinstance(error, ValidationError):
        return " ".join(error.messages)
    return str(error)
