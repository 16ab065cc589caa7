"""Which status holds, and which version speaks for a concept or an element today.

Statuses are recorded in any order and all stay, so "what holds" is a question, not a column.
"""

from collections.abc import Iterable, Sequence

from fortschrift.concepts.models import Version, VersionStatus
from fortschrift.core.partial_date import UNKNOWN, PartialDate

Status = VersionStatus.Status

#: Nobody has decided on these, or it was decided against them.
UNDECIDED = frozenset({Status.DRAFT, Status.PROPOSED, None})
REFUSED = frozenset({Status.REJECTED})


def current_status(statuses: Iterable[VersionStatus]) -> VersionStatus | None:
    """Return the status that holds: the one recorded last, unless it surely happened earlier.

    An older station that becomes known afterwards does not take back a newer one.
    """
    current: VersionStatus | None = None
    for status in sorted(statuses, key=lambda status: status.pk):
        if current is None or not status.happened.surely_before(current.happened):
            current = status
    return current


def date_of(statuses: Iterable[VersionStatus]) -> PartialDate:
    """Return when the status that holds came about or, if unknown, the latest day that is known."""
    statuses = list(statuses)
    current = current_status(statuses)
    known: list[PartialDate] = [s.happened for s in statuses if s.happened.is_known]
    today: PartialDate = current.happened if current else UNKNOWN
    if today.is_known:
        return today
    return max(known, key=lambda day: (str(day.latest), str(day.earliest)), default=UNKNOWN)


def speaking(versions: Sequence[Version]) -> Version | None:
    """Return the version to show first of versions in order, each with ``statuses`` prefetched.

    The last one that was decided, or of which nobody knows whether it was; else the last that
    was not refused; else the last.
    """
    return (
        _last(versions, without=UNDECIDED | REFUSED)
        or _last(versions, without=REFUSED)
        or (versions[-1] if versions else None)
    )


def status_of(version: Version) -> str | None:
    current = current_status(version.statuses.all())
    return current.status if current else None


def _last(versions: Sequence[Version], *, without: frozenset[str | None]) -> Version | None:
    return next((each for each in reversed(versions) if status_of(each) not in without), None)
