"""What deliberation adds to the workplace: what a body has still to decide, what is to co-sign."""

from collections.abc import Iterator
from itertools import groupby

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fortschrift.accounts.models import Municipality, User
from fortschrift.accounts.permissions import may_see_internal
from fortschrift.concepts.shown import title
from fortschrift.deliberation.addresses import consideration_url, cosignature_url
from fortschrift.deliberation.permissions import may_record_decisions
from fortschrift.deliberation.selectors import considerations_with_work, open_cosignatures
from fortschrift.web.registry import Task


def tasks(user: User, town: Municipality) -> Iterator[Task]:
    """Offer what is to co-sign, and what is to decide, to merge and to ask after; 3 queries."""
    yield from _own_cosignatures(user, town)
    if not may_record_decisions(user, town):
        return
    yield from _late_cosignatures(town)
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


def _own_cosignatures(user: User, town: Municipality) -> Iterator[Task]:
    """Offer what the contact is asked for whose address the account has."""
    if not may_see_internal(user, town):
        return
    for each in open_cosignatures(town, contact__email__iexact=user.email):
        yield Task(
            _("Mitzeichnen"), cosignature_url(each.version, "answer"), due=each.deadline,
            detail=f"{each.version.concept}, {title(each.version)}",
        )  # fmt: skip


def _late_cosignatures(town: Municipality) -> Iterator[Task]:
    """Offer each version that waits for co-signatures beyond their deadline."""
    late = open_cosignatures(town, deadline__lt=timezone.localdate())
    late.sort(key=lambda each: str(each.version_id))
    for version, rows in groupby(late, key=lambda each: each.version):
        number = len(list(rows))
        words = ngettext(
            "An %(n)d Mitzeichnung erinnern", "An %(n)d Mitzeichnungen erinnern", number
        ) % {"n": number}  # fmt: skip
        yield Task(words, cosignature_url(version), detail=f"{version.concept}, {title(version)}")
