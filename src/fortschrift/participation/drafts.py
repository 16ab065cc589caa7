"""What somebody begins to propose, kept while they type: no act and no part of the record.

One row for each window; who comes back is offered what they began, at the passage and on the page
of the reading.  Sending it or giving it up takes it away, the end of the reading or of a month
does so as well.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Min, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from fortschrift.accounts.field_checks import check_words
from fortschrift.accounts.models import User
from fortschrift.concepts.scratch import Window
from fortschrift.participation.models import ProposalDraft, Reading

#: How long something is kept that nobody has come back to.
KEPT_FOR = timedelta(days=30)
#: Code points of all fields together.
LONGEST = 100_000
#: So many are kept of one person in a reading; of more the oldest go.
MOST = 20


@dataclass(frozen=True, slots=True)
class Writer:
    """Who writes: by their account, or by what only their browser knows."""

    user: User | None
    visitor: str = ""

    @property
    def is_known(self) -> bool:
        return self.user is not None or bool(self.visitor)


@dataclass(frozen=True, slots=True)
class Begun:
    """What was begun: the passage, the kind, the fields, and when it was last kept."""

    node: UUID
    kind: str
    fields: Mapping[str, str]
    when: datetime
    window: str
    mark: str


def keep(
    reading: Reading,
    node: UUID,
    writer: Writer,
    *,
    kind: str,
    fields: Mapping[str, str],
    window: Window,
    now: datetime,
) -> bool:
    """Keep what somebody has typed so far; what is shown of another window is taken over.

    Tells whether it is the first of all that are kept: from then on somebody has to forget them.
    Raises ValidationError for what is no text and for too much.
    """
    content = json.dumps(dict(fields), ensure_ascii=False)
    for name, words in fields.items():
        check_words(name, words)
    if len(content) > LONGEST:
        raise ValidationError({"text": _("Das ist mehr, als sich auf einmal merken lässt.")})
    clean_up(now)
    is_first = not ProposalDraft.objects.exists()
    own = {"user": writer.user} if writer.user else {"visitor": writer.visitor}
    with transaction.atomic():
        _known(reading, node, writer, window).delete()
        mine = _rows(reading, writer).filter(node=node, window=window.key)
        if not mine.update(kind=kind, fields=content, kept=now):
            ProposalDraft.objects.create(
                reading=reading, node_id=node, window=window.key, kind=kind, fields=content,
                kept=now, **own,
            )  # fmt: skip
        latest = _rows(reading, writer).order_by("-kept", "-pk").values_list("pk", flat=True)
        _rows(reading, writer).filter(pk__in=list(latest[MOST:])).delete()
    return is_first


def begun(reading: Reading, writer: Writer, now: datetime, node: UUID | None = None) -> list[Begun]:
    """Give what somebody began in a reading, or at one passage of it, the latest first."""
    if not writer.is_known or not reading.is_open_on(timezone.localdate(now)):
        return []
    rows = _rows(reading, writer).filter(kept__gt=now - KEPT_FOR).order_by("-kept", "-pk")
    return [
        Begun(row.node_id, row.kind, json.loads(row.fields), row.kept, row.window, _mark(row))
        for row in (rows if node is None else rows.filter(node=node))
    ]


def give_up(reading: Reading, node: UUID, writer: Writer, window: Window) -> None:
    """Forget what somebody typed in a window, and what it showed of another one."""
    if writer.is_known:
        _known(reading, node, writer, window).delete()
        _rows(reading, writer).filter(node=node, window=window.key).delete()


def clean_up(now: datetime) -> None:
    """Forget what nobody came back to, and all that was begun in readings that have ended."""
    ProposalDraft.objects.filter(kept__lte=now - KEPT_FOR).delete()
    today = timezone.localdate(now)
    written_in = Reading.objects.filter(drafts__isnull=False).distinct()
    ended = [each for each in written_in if not each.is_open_on(today)]
    ProposalDraft.objects.filter(reading__in=ended).delete()


def next_end() -> datetime | None:
    """Say when something that is kept now has to be forgotten at the earliest, None for nothing."""
    oldest: datetime | None = ProposalDraft.objects.aggregate(Min("kept"))["kept__min"]
    if oldest is None:
        return None
    written_in = Reading.objects.filter(drafts__isnull=False).distinct()
    days = [each.closes.latest + timedelta(days=1) for each in written_in if each.closes.latest]
    midnights = [timezone.make_aware(datetime.combine(day, time.min)) for day in days]
    return min([oldest + KEPT_FOR, *midnights])


def _rows(reading: Reading, writer: Writer) -> QuerySet[ProposalDraft]:
    """Give what is theirs, also what they wrote in this browser before they signed in."""
    mine = Q(user=writer.user) if writer.user else Q(pk__in=[])
    if writer.visitor:
        mine |= Q(visitor=writer.visitor)
    return ProposalDraft.objects.filter(mine, reading=reading)


def _known(reading: Reading, node: UUID, writer: Writer, window: Window) -> QuerySet[ProposalDraft]:
    """Find the row whose words a window showed, if nothing was kept in it since."""
    rows = _rows(reading, writer).filter(node=node).exclude(window=window.key)
    found = [row.pk for row in rows if window.knew and _mark(row) == window.knew]
    return ProposalDraft.objects.filter(pk__in=found)


def _mark(row: ProposalDraft) -> str:
    return f"{row.pk}-{row.kept.isoformat()}"
