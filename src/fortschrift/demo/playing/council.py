"""Playing bodies, seats, meetings, papers and votes."""

from collections.abc import Sequence
from typing import Any

from fortschrift.council.actions import (
    Attended,
    Cast,
    ContactDetails,
    Counted,
    add_agenda_item,
    add_consultation,
    add_contact,
    assign_consultation,
    begin_term,
    convene_meeting,
    decide_agenda_item,
    found_organization,
    hand_over_contact,
    lay_paper,
    name_organization,
    name_person,
    record_attendance,
    record_vote,
    seat_member,
    set_rules,
)
from fortschrift.demo.playing.stage import Stage, play
from fortschrift.demo.schema import council as shape

_RESULT = ("result", "result_reason", "resolution_text")


@play.register
def play_term(item: shape.Term, stage: Stage) -> None:
    stage.act(begin_term, stage.municipality, item)


@play.register
def play_organization(item: shape.Organization, stage: Stage) -> None:
    organization = stage.act(
        found_organization, stage.municipality, item, without=("names", "rules")
    )
    for name in item.names:
        stage.act(name_organization, organization, name)
    for rules in item.rules:
        stage.act(set_rules, organization, rules)


@play.register
def play_person(item: shape.Person, stage: Stage) -> None:
    stage.act(name_person, stage.municipality, item)


@play.register
def play_membership(item: shape.Membership, stage: Stage) -> None:
    organization = stage.row(item.organization)
    stage.act(seat_member, organization, item, without=("organization",))


@play.register
def play_contact(item: shape.Contact, stage: Stage) -> None:
    """Add a contact, or let it take over from the one before it."""
    said = ("function", "email", "telephone", "postal_address", "language", "valid_from", "note")
    details = ContactDetails(**{name: getattr(item, name) for name in said})
    without = (*said, "organization", "follows")
    if item.follows is None:
        stage.act(
            add_contact, stage.row(item.organization), item, without=without, details=details
        )  # fmt: skip
        return
    stage.act(
        hand_over_contact, stage.row(item.follows), item, without=(*without, "deputy_of"),
        details=details, since=item.valid_from,
    )  # fmt: skip


@play.register
def play_meeting(item: shape.Meeting, stage: Stage) -> None:
    """Convene a meeting with its agenda, the results of items, and who took part."""
    times = {"start_time": item.start_time or None, "end_time": item.end_time or None}
    meeting = stage.act(
        convene_meeting,
        stage.row(item.organization),
        item,
        without=("organization", "agenda_items", "attendances", *times),
        **times,
    )
    for each in item.agenda_items:
        _play_agenda_item(each, meeting, stage)
    for attendance in item.attendances:
        _play_attendance(attendance, meeting, stage)


def _play_agenda_item(item: shape.AgendaItem, meeting: Any, stage: Stage) -> None:
    row = stage.act(add_agenda_item, meeting, item, without=_RESULT)
    if item.result == "unknown" and not item.result_reason:
        return
    with stage.at(item):
        decide_agenda_item(
            row,
            result=item.result,
            result_reason=item.result_reason,
            resolution_text=item.resolution_text,
            actor=stage.actors.of(decide_agenda_item),
            now=stage.now,
        )


def _play_attendance(item: shape.Attendance, meeting: Any, stage: Stage) -> None:
    attended = Attended(
        group=stage.row(item.group),
        person=stage.row(item.person),
        label=item.label,
        count=item.count,
        was_present=item.was_present,
        note=item.note,
    )
    stage.act(
        record_attendance,
        meeting,
        item,
        without=tuple(shape.Attendance.model_fields),
        attended=[attended],
    )


@play.register
def play_paper(item: shape.Paper, stage: Stage) -> None:
    """Lay a paper with its stations; a station is the authoritative one when it decides."""
    paper = stage.act(lay_paper, stage.municipality, item, without=("consultations",))
    for station in item.consultations:
        stage.act(add_consultation, paper, station)


@play.register
def play_station_held(item: shape.StationHeld, stage: Stage) -> None:
    station = stage.row(item.consultation)
    stage.act(assign_consultation, station, item, without=("consultation",))


@play.register
def play_vote(item: shape.Vote, stage: Stage) -> None:
    """Record a vote that no decision on a concept belongs to."""
    record(item, stage.row(item.organization), stage)


def record(item: shape.Vote, organization: Any, stage: Stage, **more: Any) -> Any:
    """Record a vote of this body; ``more`` gives what the decision around it knows."""
    return stage.act(
        record_vote,
        organization,
        item,
        without=("organization", "counts", "votes"),
        counts=counted(item.counts, stage),
        votes=cast(item.votes, stage),
        **more,
    )


def counted(counts: Sequence[shape.Count], stage: Stage) -> list[Counted]:
    return [
        Counted(
            option=count.option,
            value=count.value,
            group=stage.row(count.group),
            group_label=count.group_label,
            reason=count.reason,
            note=count.note,
        )
        for count in counts
    ]


def cast(votes: Sequence[shape.NamedVote], stage: Stage) -> list[Cast]:
    return [
        Cast(voter=stage.row(vote.voter), option=vote.option, group=stage.row(vote.group))
        for vote in votes
    ]
