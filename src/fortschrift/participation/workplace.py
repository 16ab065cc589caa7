"""What participation adds to the workplace: what waits to be released, by reading and version."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fortschrift.accounts.models import Municipality, User
from fortschrift.concepts.shown import title
from fortschrift.participation.addresses import reading_url, wishes_url
from fortschrift.participation.permissions import may_handle_submissions
from fortschrift.participation.selectors import (
    readings_with_waiting,
    readings_with_waiting_comments,
    versions_with_waiting,
)
from fortschrift.web.registry import Task


def tasks(user: User, town: Municipality) -> Iterator[Task]:
    """Offer each place in which something waits, with how much; 4 queries."""
    if not may_handle_submissions(user, town):
        return
    for reading, count in readings_with_waiting(town):
        words = ngettext(
            "%(n)d Vorschlag freigeben", "%(n)d Vorschläge freigeben", count
        ) % {"n": count}  # fmt: skip
        yield Task(words, reading_url(reading, "inbox"), detail=str(reading))
    for reading, count in readings_with_waiting_comments(town):
        words = ngettext(
            "%(n)d Anmerkung oder Frage freigeben", "%(n)d Anmerkungen und Fragen freigeben", count
        ) % {"n": count}  # fmt: skip
        yield Task(words, reading_url(reading, "comments"), detail=str(reading))
    for version, count in versions_with_waiting(town):
        words = ngettext("%(n)d Wunsch freigeben", "%(n)d Wünsche freigeben", count) % {"n": count}
        where = _("Themenspeicher zu: %(version)s") % {"version": title(version)}
        yield Task(words, wishes_url(version, version.concept, "inbox"), detail=where)
