"""What deliberation adds to the workplace: proposals that a body has still to decide."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fortschrift.accounts.models import Municipality, User
from fortschrift.deliberation.addresses import consideration_url
from fortschrift.deliberation.permissions import may_record_decisions
from fortschrift.deliberation.selectors import considerations_with_work
from fortschrift.web.registry import Task


def tasks(user: User, town: Municipality) -> Iterator[Task]:
    """Offer each consideration in which something is to be decided or merged; 1 query."""
    if not may_record_decisions(user, town):
        return
    for row, undecided, unmerged in considerations_with_work(town):
        if undecided:
            words = ngettext(
                "%(n)d Vorschlag entscheiden", "%(n)d Vorschläge entscheiden", undecided
            ) % {"n": undecided}  # fmt: skip
            yield Task(words, consideration_url(row), detail=str(row))
        if unmerged:
            yield Task(
                _("Beschlossenes einarbeiten"), consideration_url(row, "merge"), detail=str(row)
            )
