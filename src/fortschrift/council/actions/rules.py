"""Acts on rules: what a body decides by beside the law, and hints that somebody has checked."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import pydantic
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from fortschrift.accounts.journal import Entry, action
from fortschrift.accounts.models import User
from fortschrift.accounts.results import require
from fortschrift.core.partial_date import UNKNOWN, PartialDate
from fortschrift.core.rules.parameters import RuleFault
from fortschrift.core.rules.rule import check_settings
from fortschrift.council.actions.checks import check_belonging, read_dates
from fortschrift.council.findings import of_vote
from fortschrift.council.models import CheckedFinding, Meeting, Organization, RuleSet, VoteEvent
from fortschrift.council.permissions import may_keep_bodies, may_record_meetings
from fortschrift.council.rules import own_rules, own_settings
from fortschrift.council.rules.words import fault_words, subject_words
from fortschrift.sources.models import Claim


@action(_("{actor} hat für „{organization}“ Regeln festgehalten: {title} ({subjects})."))
def set_rules(
    entry: Entry,
    organization: Organization,
    *,
    title: str,
    actor: User | None,
    now: datetime,
    values: Mapping[str, Any] | None = None,
    ready: str = "",
    layer: str = RuleSet.Layer.STANDING_ORDERS,
    meeting: Meeting | None = None,
    valid_from: PartialDate | str = UNKNOWN,
    valid_to: PartialDate | str = UNKNOWN,
    mark: str = RuleSet.Mark.DRAFT,
    note: str = "",
    claims: Sequence[Claim] = (),
) -> RuleSet:
    """Record by which rules a body decides; ``ready`` names a set that is copied and added to.

    What a wider layer does not leave to it is kept all the same; it decides nothing then.
    """
    require(may_keep_bodies(actor, organization.municipality))
    check_belonging(organization.municipality, meeting=meeting, claims=claims)
    _check_meeting(organization, layer, meeting)
    rules = RuleSet(
        organization=organization, meeting=meeting, layer=layer, title=title, mark=mark, note=note,
        values={**_ready_values(ready), **(values or {})},
        **read_dates(valid_from=valid_from, valid_to=valid_to),
    )  # fmt: skip
    rules.clean_fields(exclude=["organization", "meeting"])
    _check_values(rules)
    entry.create_many(RuleSet, [rules])
    entry.link(rules.claims, claims)
    subjects = dict.fromkeys(subject_words(parameter) for parameter in rules.values)
    entry.tell(organization=organization, title=title, subjects=", ".join(subjects))
    return rules


@action(_("{actor} hat festgehalten, dass „{title}“ für „{organization}“ bis {until} galt."))
def end_rules(
    entry: Entry,
    rules: RuleSet,
    *,
    valid_to: PartialDate | str,
    actor: User | None,
    now: datetime,
) -> None:
    """Record until when a set of rules held; votes before are judged by it still."""
    require(may_keep_bodies(actor, rules.municipality))
    dates = read_dates(valid_to=valid_to)
    if dates["valid_to"].surely_before(rules.valid_from):
        raise ValidationError({"valid_to": _("Das Ende liegt vor dem Beginn.")})
    entry.save(rules, **dates)
    entry.tell(organization=rules.organization, title=rules.title, until=dates["valid_to"])


@action(_("{actor} hat einen Hinweis zur Abstimmung „{subject}“ als geprüft vermerkt: {remark}"))
def mark_finding_checked(
    entry: Entry,
    vote_event: VoteEvent,
    *,
    code: str,
    remark: str,
    actor: User | None,
    now: datetime,
) -> CheckedFinding:
    """Silence a hint on a vote, with a remark on what was found; the vote stays as recorded."""
    require(may_record_meetings(actor, vote_event.municipality))
    if not remark.strip():
        raise ValidationError({"remark": _("Bitte schreiben Sie dazu, was Sie geprüft haben.")})
    if code not in {finding.code for finding in of_vote(vote_event)}:
        raise ValidationError({"code": _("Diesen Hinweis gibt es zu der Abstimmung nicht.")})
    if vote_event.checked_findings.filter(code=code).exists():
        raise ValidationError({"code": _("Diesen Hinweis hat jemand schon geprüft.")})
    entry.tell(subject=vote_event.subject, remark=remark)
    return entry.create(
        CheckedFinding, vote_event=vote_event, code=code, remark=remark, checked_by=actor,
        checked=now,
    )  # fmt: skip


def _check_meeting(organization: Organization, layer: str, meeting: Meeting | None) -> None:
    """A ruling belongs to a meeting of this body, everything else to none."""
    if (layer == RuleSet.Layer.RULING) != (meeting is not None):
        raise ValidationError(
            {"meeting": _("Nur eine Festlegung in der Sitzung gehört zu einer Sitzung.")}
        )
    if meeting is not None and meeting.organization != organization:
        raise ValidationError({"meeting": _("Das ist keine Sitzung dieses Gremiums.")})


def _ready_values(key: str) -> Mapping[str, Any]:
    if not key:
        return {}
    if key not in own_rules():
        raise ValidationError({"ready": _("Diese Regeln zur Auswahl gibt es nicht.")})
    return own_rules()[key].values


def _check_values(rules: RuleSet) -> None:
    """Refuse values that cannot be meant, and a second text for the same matter and time."""
    others = rules.organization.rule_sets.filter(layer=rules.layer, meeting=rules.meeting)
    try:
        settings = own_settings(rules)
        check_settings([*(line for other in others for line in own_settings(other)), *settings])
    except RuleFault as fault:
        reason = f"{fault.parameter}: {fault_words(fault)}"
        raise ValidationError({"values": reason}) from fault
    except pydantic.ValidationError as error:
        raise ValidationError(
            {"values": _("Eine Regel hat einen Wert und höchstens Fundstelle und Spielraum.")}
        ) from error
