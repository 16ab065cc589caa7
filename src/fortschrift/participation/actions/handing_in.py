"""Handing something in: its shape, and the rows it becomes, for the acts that take it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Required, TypedDict, Unpack
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from fortschrift.accounts.journal import Entry, database_now
from fortschrift.accounts.models import User
from fortschrift.concepts.actions import enter_amendment
from fortschrift.concepts.amending import Part
from fortschrift.concepts.models import Amendment, Node, Version, VersionText
from fortschrift.concepts.selectors import shown_text
from fortschrift.core.partial_date import UNKNOWN, PartialDate
from fortschrift.core.text import Operation
from fortschrift.council.actions.checks import check_belonging, identity
from fortschrift.council.models import Organization
from fortschrift.participation.bad_input import check_same_concept
from fortschrift.participation.codes import new_code
from fortschrift.participation.models import (
    Invitation,
    Reading,
    Submission,
    SubmissionSender,
    SubmissionStatus,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is wanted of the text, as it is handed in: operations, or words of one's own.

    ``label`` is what is printed on the paper, ``original`` what was said, in its ``language``.
    """

    operations: Sequence[Operation] = ()
    parts: Sequence[Part] = ()
    original: str = ""
    language: str = "de"
    reason: str = ""
    label: str = ""
    number: int | None = None
    id: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sender:
    """Who hands it in: what is shown of them, and what is kept only to answer them."""

    shown_as: str = Submission.ShownAs.UNNAMED
    shown_name: str = ""
    organization: Organization | None = None
    name: str = field(default="", repr=False)
    email: str = field(default="", repr=False)
    telephone: str = field(default="", repr=False)


class HandedIn(TypedDict, total=False):
    """What somebody hands in, in a reading or between readings, on whatever way it came."""

    wanted: Required[Sequence[Wanted]]
    kind: Required[str]
    sender: Required[Sender]
    channel: str
    node: Node | None
    happened: PartialDate | str
    code: str
    id: UUID | None


def take_in(
    entry: Entry,
    version: Version,
    *,
    user: User | None,
    reading: Reading | None = None,
    invitation: Invitation | None = None,
    wish: Submission | None = None,
    **handed_in: Unpack[HandedIn],
) -> Submission:
    """Write what is handed in: its amendments, the submission itself, and who sent it."""
    concept, sender, node = version.concept, handed_in["sender"], handed_in.get("node")
    check_belonging(concept.municipality, organization=sender.organization)
    check_same_concept(concept, node=node)
    shown, happened = _shown_name(sender), handed_in.get("happened", UNKNOWN)
    amendments = _amendments(entry, version, handed_in["wanted"], shown, str(happened))
    submission = entry.create(
        Submission, concept=concept, reading=reading, version=version, node=node, wish=wish,
        kind=handed_in["kind"], channel=handed_in.get("channel", Submission.Channel.PAGE),
        organization=sender.organization, user=user, invitation=invitation,
        shown_as=sender.shown_as, shown_name=shown, code=handed_in.get("code") or new_code(),
        happened=happened, recorded=database_now(), **identity(handed_in.get("id")),
    )  # fmt: skip
    entry.link(submission.amendments, amendments)
    if sender.name or sender.email or sender.telephone:
        entry.create(
            SubmissionSender, submission=submission, name=sender.name, email=sender.email,
            telephone=sender.telephone,
        )  # fmt: skip
    return submission


def mark(entry: Entry, submission: Submission, status: str, reason: str = "") -> SubmissionStatus:
    """Record how a submission stands now."""
    return entry.create(
        SubmissionStatus, submission=submission, status=status, reason=reason,
        recorded=database_now(),
    )  # fmt: skip


def tell(entry: Entry, submission: Submission, *, of: Reading | Version) -> None:
    """Keep the words for the sentence on what came in."""
    entry.tell(
        of=of, submission=submission, kind=submission.get_kind_display(),
        channel=submission.get_channel_display(),
    )  # fmt: skip


def _amendments(
    entry: Entry, version: Version, wanted: Sequence[Wanted], author: str, happened: str
) -> list[Amendment]:
    text = _text_of(version)
    if not wanted:
        raise ValidationError({"wanted": _("Bitte sagen Sie, was geändert werden soll.")})
    return [
        enter_amendment(
            entry, text, operations=each.operations, parts=each.parts, original=each.original,
            language=each.language, reason=each.reason, label=each.label, number=each.number,
            id=each.id, author=author, happened=happened,
        )
        for each in wanted
    ]  # fmt: skip


def _text_of(version: Version) -> VersionText:
    text = shown_text(version)
    if text is None:
        raise ValidationError({"version": _("Von dieser Fassung liegt hier kein Text vor.")})
    return text.row


def _shown_name(sender: Sender) -> str:
    """Say under which name it is shown; raises ValidationError where that is not clear."""
    as_ = Submission.ShownAs
    if sender.shown_as == as_.UNNAMED:
        return ""
    if sender.shown_as == as_.ORGANIZATION and sender.organization is None:
        raise ValidationError({"organization": _("Bitte nennen Sie die Organisation.")})
    name = sender.shown_name.strip()
    if not name and sender.shown_as == as_.ORGANIZATION:
        name = str(sender.organization)
    if not name and sender.shown_as == as_.NAME:
        name = sender.name.strip()
    if not name:
        raise ValidationError({"shown_name": _("Bitte sagen Sie, welcher Name gezeigt wird.")})
    return name
