"""Acts on readings: calling a body, or the public, to read and to propose; ending the call."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from fortschrift.accounts.journal import Entry, action
from fortschrift.accounts.models import User
from fortschrift.accounts.results import require
from fortschrift.concepts.models import Concept, Node, Version
from fortschrift.core.partial_date import UNKNOWN, PartialDate
from fortschrift.council.actions.checks import check_belonging, checked, identity, read_dates
from fortschrift.council.models import Meeting, Organization
from fortschrift.participation.bad_input import check_reason, check_same_concept
from fortschrift.participation.models import Reading, ReadingTopic
from fortschrift.participation.occasions import day_of
from fortschrift.participation.permissions import may_hold_readings
from fortschrift.sources.models import Claim, Visibility


@action(_("{actor} hat zu „{concept}“ eröffnet: {reading}."))
def open_reading(
    entry: Entry,
    concept: Concept,
    *,
    number: int,
    actor: User | None,
    now: datetime,
    organization: Organization | None = None,
    version: Version | None = None,
    version_reason: str = "",
    meeting: Meeting | None = None,
    opens: PartialDate | str = UNKNOWN,
    closes: PartialDate | str = UNKNOWN,
    date_note: str = "",
    asked_for: str = "",
    proposals_reason: str = "",
    introduction: str = "",
    allows_unnamed: bool = False,
    visibility: str = Visibility.PUBLIC,
    claims: Sequence[Claim] = (),
    id: UUID | None = None,
) -> Reading:
    """Call a body to read and to propose; without ``organization`` the public is called.

    A reading begins on the day of its ``meeting`` unless ``opens`` is given.
    ``version`` may be missing with a ``version_reason``; ``proposals_reason`` says why no
    proposals are recorded ("Wortlaut nicht öffentlich").  Raises ValidationError for a number
    that is taken, for rows of another concept or town, and for an end before the beginning.
    """
    require(may_hold_readings(actor, concept.municipality))
    check_belonging(concept.municipality, organization=organization, meeting=meeting, claims=claims)
    check_same_concept(concept, version=version)
    check_reason("version_reason", version, version_reason)
    _check_free_number(concept, number)
    dates = read_dates(opens=opens, closes=closes)
    dates["opens"] = day_of(dates["opens"], meeting)
    _check_order(**dates)
    reading = entry.create(
        Reading, concept=concept, number=number, organization=organization, version=version,
        version_reason=version_reason, meeting=meeting, date_note=date_note, asked_for=asked_for,
        proposals_reason=proposals_reason, introduction=introduction,
        allows_unnamed=allows_unnamed, visibility=visibility, **dates, **identity(id),
    )  # fmt: skip
    entry.link(reading.claims, claims)
    entry.tell(concept=concept, reading=reading)
    return reading


@action(_("{actor} hat zu „{concept}“ beendet: {reading}."))
def close_reading(
    entry: Entry,
    reading: Reading,
    *,
    closes: PartialDate | str,
    actor: User | None,
    now: datetime,
    proposals_reason: str = "",
) -> Reading:
    """End a reading; ``proposals_reason`` says why no proposals are recorded, if none are."""
    require(may_hold_readings(actor, reading.municipality))
    dates = read_dates(closes=closes)
    _check_order(opens=reading.opens, **dates)
    reason = proposals_reason or reading.proposals_reason
    entry.save(reading, **checked(reading, proposals_reason=reason), **dates)
    entry.tell(concept=reading.concept, reading=reading)
    return reading


@action(_("{actor} hat für „{reading}“ Themen genannt: {number}."))
def name_topics(
    entry: Entry,
    reading: Reading,
    *,
    topics: Mapping[str, Sequence[Node]],
    actor: User | None,
    now: datetime,
) -> list[ReadingTopic]:
    """Name doors to the text, in their order, each with the elements it leads to.

    They stand in place of those named before.  Raises ValidationError for a topic without an
    element, and for elements of another concept.
    """
    require(may_hold_readings(actor, reading.municipality))
    for title, nodes in topics.items():
        check_same_concept(reading.concept, topics=nodes)
        if not title.strip() or not nodes:
            raise ValidationError(
                {"topics": _("Jedes Thema braucht einen Namen und wenigstens ein Element.")}
            )
    for topic in reading.topics.all():
        entry.unlink(topic.nodes)
        entry.remove(topic)
    made = []
    for order, (title, nodes) in enumerate(topics.items(), start=1):
        topic = entry.create(ReadingTopic, reading=reading, order=order, title=title.strip())
        entry.link(topic.nodes, nodes)
        made.append(topic)
    entry.tell(reading=reading, number=len(made))
    return made


def _check_free_number(concept: Concept, number: int) -> None:
    if concept.readings.filter(number=number).exists():
        raise ValidationError(
            {"number": _("Eine Durchsicht Nr. %(n)d gibt es schon.") % {"n": number}}
        )


def _check_order(opens: PartialDate, closes: PartialDate) -> None:
    if closes.surely_before(opens):
        raise ValidationError({"closes": _("Das Ende liegt vor dem Beginn.")})
