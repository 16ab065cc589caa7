"""What participation adds to the workplace: readings in which something waits to be released."""

from collections.abc import Iterator

from django.utils.translation import ngettext

from fortschrift.accounts.models import Municipality, User
from fortschrift.participation.addresses import reading_url
from fortschrift.participation.permissions import may_handle_submissions
from fortschrift.participation.selectors import readings_with_waiting
from fortschrift.web.registry import Task


def tasks(user: User, town: Municipality) -> Iterator[Task]:
    """Offer each reading in which something waits, with how much; 1 query."""
    if not may_handle_submissions(user, town):
        return
    for reading, count in readings_with_waiting(town):
        words = ngettext(
            "%(n)d Vorschlag freigeben", "%(n)d Vorschläge freigeben", count
        ) % {"n": count}  # fmt: skip
        yield Task(words, reading_url(reading, "inbox"), detail=str(reading))
