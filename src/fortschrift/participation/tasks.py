"""Forgetting in the background what was begun and never sent."""

from datetime import UTC, datetime

from django_tasks import task

from fortschrift.participation import drafts


@task()
def forget_old_drafts() -> None:
    """Forget what its time is over for, and come back when the next one's is."""
    drafts.clean_up(datetime.now(UTC))
    forget_in_time()


def forget_in_time() -> None:
    """Have drafts forgotten when their time is over, by whatever can wait that long."""
    over = drafts.next_end()
    if over is not None and forget_old_drafts.get_backend().supports_defer:
        forget_old_drafts.using(run_after=over).enqueue()
