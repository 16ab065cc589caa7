"""What the desk shows beside its forms: what is recorded on each item already."""

from collections.abc import Sequence
from dataclasses import dataclass

from fortschrift.council.models import AdvanceRemark, AgendaItem, Meeting
from fortschrift.council.permissions import Readable
from fortschrift.council.selectors import with_numbers
from fortschrift.council.selectors.votes import visible_votes
from fortschrift.council.shown.votes import VoteShown, vote_shown
from fortschrift.web.source_numbers import SourceNumbers


@dataclass(frozen=True, slots=True)
class RecordedLine:
    """An item with the votes that stand."""

    item: AgendaItem
    votes: Sequence[VoteShown]

    @property
    def is_open(self) -> bool:
        """Whether neither a result nor a vote is recorded."""
        return self.item.result == AgendaItem.Result.UNKNOWN and not self.votes


def recorded_lines(meeting: Meeting, readable: Readable) -> list[RecordedLine]:
    """Show every item with what is recorded of it; constant queries."""
    votes: dict[int | None, list[VoteShown]] = {}
    marks = SourceNumbers()
    for event in with_numbers(visible_votes(meeting.vote_events.all(), readable)):
        votes.setdefault(event.agenda_item_id, []).append(vote_shown(event, marks, readable))
    items = meeting.agenda_items.filter(visibility__in=readable).order_by("order")
    return [RecordedLine(item, votes.get(item.pk, [])) for item in items]


def remarks_of(item: AgendaItem) -> list[AdvanceRemark]:
    """Return what absent members handed in on an item."""
    return list(item.remarks.select_related("person").order_by("pk"))
