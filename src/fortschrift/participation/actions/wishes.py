"""Acts on wishes left between readings: leaving one, and making a proposal of it."""

from datetime import datetime
from typing import Unpack

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from fortschrift.accounts.journal import Entry, action
from fortschrift.accounts.models import User
from fortschrift.accounts.results import require
from fortschrift.concepts.models import Version, VersionStatus, Wording
from fortschrift.concepts.selectors import ShownText, shown_text
from fortschrift.core.text import NodeId
from fortschrift.participation.actions.handing_in import (
    HandedIn,
    Sender,
    Wanted,
    mark,
    take_in,
    tell,
)
from fortschrift.participation.bad_input import check_same_concept
from fortschrift.participation.carrying import carried, in_words
from fortschrift.participation.models import Reading, Submission, SubmissionStatus
from fortschrift.participation.permissions import may_handle_submissions, may_wish
from fortschrift.participation.selectors import first_wordings

Kind = Submission.Kind
Status = SubmissionStatus.Status


@action(_("In den Themenspeicher zu „{of}“ ist eingegangen: {submission} ({kind}, {channel})."))
def submit_wish(
    entry: Entry,
    version: Version,
    *,
    actor: User | None,
    now: datetime,
    **handed_in: Unpack[HandedIn],
) -> Submission:
    """Leave a wish on an adopted version, at any time, for its next review.

    Every wish waits until it is released.  Raises ValidationError for a version that nobody
    adopted.
    """
    require(may_wish(actor, version))
    if not version.statuses.filter(status=VersionStatus.Status.ADOPTED).exists():
        raise ValidationError(
            {"version": _("Wünsche sammelt der Themenspeicher nur zu beschlossenen Fassungen.")}
        )
    submission = take_in(entry, version, user=actor, **handed_in)
    tell(entry, submission, of=version)
    return submission


@action(_("{actor} hat einen Wunsch in „{of}“ übernommen: {wish} als {submission}."))
def take_over_wish(
    entry: Entry, wish: Submission, reading: Reading, *, actor: User | None, now: datetime
) -> Submission:
    """Make a proposal of a reading out of a wish, which stays where it is and is linked.

    Words wanted of the older text are carried to the text that is read now; where they no longer
    fit there, they are told in words.  Raises ValidationError for what is no wish, is not shown or
    is taken over already, and for a reading of another concept or without a text.
    """
    require(may_handle_submissions(actor, reading.municipality))
    check_same_concept(reading.concept, wish=wish)
    before, after = _texts(wish, reading)
    _check_can_be_taken_over(wish, reading)
    wordings = first_wordings(list(wish.amendments.all()))
    wanted = [_wanted(wordings[each.pk], before, after) for each in wish.amendments.all()]
    has_place = wish.node_id is not None and NodeId(wish.node_id) in after.tree
    assert reading.version is not None  # its text has just been read
    submission = take_in(
        entry, reading.version, reading=reading, user=None, wish=wish, wanted=wanted,
        kind=wish.kind if any(each.operations for each in wanted) else Kind.OWN_WORDS,
        channel=wish.channel, node=wish.node if has_place else None, happened=wish.happened,
        sender=Sender(
            shown_as=wish.shown_as, shown_name=wish.shown_name, organization=wish.organization
        ),
    )  # fmt: skip
    mark(entry, submission, Status.RELEASED)
    entry.tell(of=reading, wish=wish, submission=submission)
    return submission


def _wanted(wording: Wording, before: ShownText, after: ShownText) -> Wanted:
    operations = carried(wording, before, after)
    original = wording.original if operations or wording.original else in_words(wording, before)
    return Wanted(
        operations=operations, original=original, language=wording.language, reason=wording.reason
    )


def _texts(wish: Submission, reading: Reading) -> tuple[ShownText, ShownText]:
    before = shown_text(wish.version)
    after = shown_text(reading.version) if reading.version else None
    if before is None or after is None:
        raise ValidationError({"reading": _("Zu dieser Durchsicht liegt hier kein Text vor.")})
    return before, after


def _check_can_be_taken_over(wish: Submission, reading: Reading) -> None:
    if wish.reading_id is not None:
        raise ValidationError({"wish": _("Das ist kein Wunsch aus dem Themenspeicher.")})
    if {each.status for each in wish.statuses.all()} != {Status.RELEASED}:
        raise ValidationError({"wish": _("Übernehmen lässt sich nur, was gezeigt wird.")})
    if wish.taken_over.filter(reading=reading).exists():
        raise ValidationError({"wish": _("Dieser Wunsch ist schon übernommen.")})
