"""What lower pages show of reviews: the workshops of one, what it said of elements compared."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from fortschrift.concepts.models import Version, VersionStatus
from fortschrift.council.models import Meeting
from fortschrift.review.life_line import review_url
from fortschrift.review.models import ReviewOutcome
from fortschrift.review.outcomes import put_together
from fortschrift.review.selectors import outcomes_between, reviews_with
from fortschrift.review.wording import kind_badge, stage_words


def reviewed_in_meetings(
    meetings: Sequence[Meeting], request: HttpRequest
) -> Mapping[Any, SafeString]:
    """Show on a meeting's page the reviews it belongs to."""
    found: dict[Any, list[dict[str, Any]]] = defaultdict(list)
    for review in reviews_with(meetings):
        for meeting in review.meetings.all():
            found[meeting.pk].append({"row": review, "url": review_url(review)})
    shown = {meeting.pk for meeting in meetings} & found.keys()
    return {
        key: render_to_string("review/meeting.html", {"reviews": found[key]}, request)
        for key in shown
    }


def reviewed_between(elements: Sequence[Any], request: HttpRequest) -> Mapping[Any, SafeString]:
    """Show beside elements of a comparison what a review from one version to the other said.

    ``elements`` have a key of a node (``pk``) and the versions ``old`` and ``new``, which are the
    same for all and may be None for a draft.
    """
    first = elements[0]
    if first.old is None or first.new is None:
        return {}
    found: dict[Any, list[ReviewOutcome]] = defaultdict(list)
    for row in outcomes_between(first.old, first.new, [each.pk for each in elements]):
        found[row.node_id].append(row)
    statuses = _statuses(first.new) if found else set()
    return {key: _compared(rows, statuses, request) for key, rows in found.items()}


def _statuses(version: Version) -> set[str]:
    return set(VersionStatus.objects.filter(version=version).values_list("status", flat=True))


def _compared(
    rows: Sequence[ReviewOutcome], statuses: set[str], request: HttpRequest
) -> SafeString:
    (reviewed,) = put_together(rows).reviewed
    alone = len(reviewed.kinds) == 1
    said = [part for row in reviewed.current for part in (row.detail, row.reason) if part]
    context = {
        "badges": [kind_badge(kind, alone=alone) for kind in reviewed.kinds],
        "stage": stage_words(reviewed, statuses),
        "said": " ".join(dict.fromkeys(said)),
        "url": review_url(rows[0].review),
    }
    return render_to_string("review/compared.html", context, request)
