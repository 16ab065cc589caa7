"""Playing what comes in to a reading: invitations, proposals, the office's wording of them."""

from typing import Any

from django.utils.translation import gettext as _

from fortschrift.concepts.actions import reword_amendment
from fortschrift.concepts.amending import Part
from fortschrift.demo.drafting import written
from fortschrift.demo.identity import identity
from fortschrift.demo.playing.stage import Stage, play
from fortschrift.demo.schema import participation as shape
from fortschrift.participation.actions import (
    Sender,
    Wanted,
    answer_question,
    comment_on,
    invite,
    note_reminder,
    open_invitation,
    release_comment,
    release_submission,
    submit_proposal,
    submit_wish,
    support_submission,
    wish_nothing,
    withdraw_submission,
    withhold_submission,
)

#: What can happen by the link of an invitation.
ByLink = shape.Invitations | shape.Proposal | shape.Support | shape.Remark


@play.register
def play_invitations(item: shape.Invitations, stage: Stage) -> None:
    """Invite contacts; a link is opened by whoever answers."""
    reading = stage.row(item.reading)
    who: Any = {"actor": stage.actors.officer, "now": stage.on(item.date)}
    with stage.at(item):
        invited = invite(reading, contacts=[stage.row(each) for each in item.contacts], **who)
        found = dict(zip(item.contacts, invited, strict=True))
        for contact, each in found.items():
            stage.rows["invitation", _invitation_key(item.reading, contact)] = each
        if item.reminded:
            reminded = [found[contact].invitation for contact in item.reminded]
            note_reminder(reading, invitations=reminded, **who)
        for contact in item.no_wishes:
            opened = _opened(str(item.reading), contact, stage, item)
            wish_nothing(opened, actor=None, now=stage.on(item.date))


@play.register
def play_proposal(item: shape.Proposal, stage: Stage) -> None:
    """Hand a proposal in as it came, and let the office do with it what it did."""
    own, now = item.is_sent_by_themselves, stage.on(item.happened)
    with stage.at(item):
        submission = _handed_in(item, stage, actor=None if own else stage.actors.officer, now=now)
        office: Any = {"actor": stage.actors.officer, "now": now}
        # The office's own entries are shown at once; a wish always waits until it is released.
        if (own or item.version) and not (item.waits or item.withheld):
            release_submission(submission, **office)
        if item.withheld:
            withhold_submission(submission, reason=item.withheld, **office)
        if item.withdrawn:
            withdraw_submission(
                submission, code=submission.code, reason=item.withdrawn, actor=None, now=now
            )
    amendment = stage.reader.amendment(identity(stage.town.name, item.key))
    stage.rows["submission", item.key] = submission
    stage.rows["reading of", item.key] = str(item.reading)
    stage.rows["proposal", item.key] = amendment
    stage.rows["edits", item.key] = item.edits


@play.register
def play_rewording(item: shape.Rewording, stage: Stage) -> None:
    """Give a proposal other words on the text it was written for, or on that of a body."""
    strand = stage.row(item.strand)
    where = ("tree of strand", str(item.strand)) if strand else ("tree of", str(item.proposal))
    done = written(stage.town, item.edits, stage.rows[where])
    with stage.at(item):
        reword_amendment(
            stage.row(item.proposal), kind=item.kind, consent=item.consent, strand=strand,
            operations=done.operations, reason=item.reason, actor=stage.actors.officer,
            now=stage.now,
        )  # fmt: skip
    stage.rows["edits", str(item.proposal)] = item.edits


@play.register
def play_support(item: shape.Support, stage: Stage) -> None:
    for contact in item.contacts:
        with stage.at(item):
            support_submission(
                stage.rows["submission", str(item.proposal)], actor=None,
                now=stage.on(item.happened),
                invitation=_opened_for(contact, item, stage),
            )  # fmt: skip


@play.register
def play_remark(item: shape.Remark, stage: Stage) -> None:
    """Leave a remark or a question; the office shows it and answers."""
    now = stage.on(item.happened)
    office: Any = {"actor": stage.actors.officer, "now": now}
    with stage.at(item):
        remark = comment_on(
            stage.rows["submission", str(item.proposal)], kind=item.kind, words=item.words,
            shown_name=item.shown_name, actor=None, now=now,
            invitation=_opened_for(item.contact, item, stage),
        )  # fmt: skip
        release_comment(remark, **office)
        if item.answer:
            answer_question(remark, words=item.answer, **office)


def _handed_in(item: shape.Proposal, stage: Stage, **by: Any) -> Any:
    given: Any = {
        "wanted": [_wanted(item, stage)], "kind": item.kind, "sender": _sender(item, stage),
        "channel": item.channel, "node": stage.row(item.node), "happened": item.happened,
        "id": identity(stage.town.name, f"{item.key}-eingang"), **by,
    }  # fmt: skip
    if item.version:
        return submit_wish(stage.row(item.version), **given)
    invitation = _invitation(item, stage)
    return submit_proposal(stage.row(item.reading), invitation=invitation, **given)


def _wanted(item: shape.Proposal, stage: Stage) -> Wanted:
    kind, key = ("version", item.version) if item.version else ("reading", item.reading)
    tree = stage.noted(
        f"tree of {kind}", str(key), item, missing=_("Dazu liegt hier kein Text vor.")
    )
    stage.rows["tree of", item.key] = tree
    parts = []
    for part in item.parts:
        operations = written(stage.town, part.edits, tree).operations
        parts.append(Part(part.label, tuple(operations)))
        stage.rows["edits", f"{item.key}/{part.label}"] = part.edits
    return Wanted(
        operations=written(stage.town, item.edits, tree).operations, parts=parts,
        original=item.original, language=item.language, reason=item.reason, number=item.number,
        id=identity(stage.town.name, item.key),
    )  # fmt: skip


def _sender(item: shape.Proposal, stage: Stage) -> Sender:
    if item.shown_name:
        organization = stage.row(item.organization)
        return Sender(shown_as="pseudonym", shown_name=item.shown_name, organization=organization)
    if item.organization:
        return Sender(shown_as="organization", organization=stage.row(item.organization))
    return Sender()


def _invitation(item: shape.Proposal, stage: Stage) -> Any:
    if item.contact is None:
        return None
    return _opened(str(item.reading), item.contact, stage, item)


def _opened_for(contact: str | None, item: shape.Support | shape.Remark, stage: Stage) -> Any:
    """Open the invitation of a contact to the reading in which a proposal came."""
    if contact is None:
        return None
    return _opened(stage.rows["reading of", str(item.proposal)], contact, stage, item)


def _opened(reading: str, contact: str, stage: Stage, item: ByLink) -> Any:
    found = stage.noted(
        "invitation", _invitation_key(reading, contact), item,
        missing=_("Zu dieser Durchsicht ist „{contact}“ nicht eingeladen.").format(contact=contact),
    )  # fmt: skip
    day = item.date if isinstance(item, shape.Invitations) else item.happened
    return open_invitation(found.invitation, key=found.key, actor=None, now=stage.on(day))


def _invitation_key(reading: str, contact: str) -> str:
    return f"{reading}/{contact}"
