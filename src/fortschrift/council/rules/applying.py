"""The rules of a body at the time of a vote, and the vote judged by them."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from fortschrift.core.partial_date import UNKNOWN, PartialDate
from fortschrift.core.rules.ballots import Ballot, count_ballots
from fortschrift.core.rules.circumstances import (
    Asked,
    Circumstances,
    Conflicted,
    Form,
    QuorumState,
)
from fortschrift.core.rules.outcome import ComputedOutcome, outcome
from fortschrift.core.rules.parameters import read_value
from fortschrift.core.rules.rule import Layer, Mark, Rule, Setting, resolve
from fortschrift.core.rules.tally import Tally
from fortschrift.council.models import Count, Meeting, RuleSet, VoteEvent
from fortschrift.council.rules.packs import land_rules
from fortschrift.council.rules.shapes import LocalShape


def computed(event: VoteEvent) -> ComputedOutcome | None:
    """Judge a recorded vote, or None where no rule of its body is known.

    Counts, votes, body, meeting and rule sets may be prefetched.
    """
    rule = rule_of(event)
    if not rule.settings:
        return None
    return outcome(rule, _counted(rule, event), _circumstances(event))


def rule_of(event: VoteEvent) -> Rule:
    """Put together what held for a vote: law, the body's own rules, rulings of its meeting."""
    organization = event.organization
    when = event.meeting.when if event.meeting else UNKNOWN
    sets = [
        rules
        for rules in organization.rule_sets.all()
        if rules.meeting_id in (None, event.meeting_id)
    ]
    settings = [setting for rules in sets for setting in own_settings(rules)]
    if organization.is_statutory:
        law = land_rules().get(organization.municipality.state)
        settings.extend(law.settings if law else ())
    return resolve(settings, when=when, body=organization.classification)


def own_settings(rules: RuleSet) -> list[Setting]:
    """Read a body's own set of rules; raises RuleFault or pydantic's ValidationError."""
    return settings_from(
        rules.values, title=rules.title, layer=rules.layer, mark=rules.mark,
        valid_from=rules.valid_from, valid_to=rules.valid_to,
    )  # fmt: skip


def settings_from(
    values: Mapping[str, Any],
    *,
    title: str,
    layer: str,
    mark: str,
    valid_from: PartialDate,
    valid_to: PartialDate,
) -> list[Setting]:
    """Read values as they are kept: plain, or with place and to whom they are left."""
    found = []
    for parameter, given in values.items():
        shape = LocalShape.model_validate(given if isinstance(given, dict) else {"value": given})
        found.append(
            Setting(
                parameter=parameter,
                value=read_value(parameter, shape.value),
                source=", ".join(part for part in (title, shape.place) if part),
                mark=Mark(mark),
                layer=Layer(layer),
                valid_from=valid_from.earliest,
                valid_to=valid_to.latest,
                leaves_to=shape.leaves_to,
            )
        )
    return found


def tally_of(event: VoteEvent, counts: Iterable[Count]) -> Tally:
    """Return the recorded totals of a vote; what nobody recorded stays unknown.

    Those who are named as excluded are counted where no number of them is given.
    """
    totals = {c.option: c.value for c in counts if c.group_id is None and not c.group_label}
    if totals.get("excluded") is None:
        left = sum(not each.took_part for each in event.exclusions.all())
        totals["excluded"] = left or None
    return Tally(**totals, present=event.present, members=event.organization.voting_member_count)


def _counted(rule: Rule, event: VoteEvent) -> Tally:
    """Take the totals; a roll call without any is counted by the unit that has a vote."""
    totals = tally_of(event, event.counts.all())
    known = (totals.yes, totals.no, totals.abstain)
    votes = list(event.votes.all()) if event.form == VoteEvent.Form.BY_NAME else []
    if any(number is not None for number in known) or not votes:
        return totals
    ballots = [Ballot(str(v.voter_id), v.option, str(v.group_id or "")) for v in votes]
    called = count_ballots(ballots, str(rule.value("voting.unit") or "person"))
    return Tally(
        yes=called.yes, no=called.no, abstain=called.abstain, excluded=called.excluded,
        invalid=called.invalid, present=totals.present, members=totals.members,
    )  # fmt: skip


def _circumstances(event: VoteEvent) -> Circumstances:
    """Take what is recorded around a vote; what is not stays as the rule presumes it."""
    members, meeting = event.organization.voting_member_count, event.meeting
    around = Circumstances(
        asked=Asked(event.requirement),
        form=Form(event.form),
        statutory_members=members if event.organization.is_statutory else None,
        quorum=QuorumState(event.quorum),
        conflicted=_conflicted(event),
        objected=event.objected,
        chair=event.chair_vote,
    )
    return around if meeting is None else _in_meeting(around, meeting)


def _in_meeting(around: Circumstances, meeting: Meeting) -> Circumstances:
    """Add how the meeting was convened; what was said at its start holds until somebody doubts."""
    of_vote = around.quorum is not QuorumState.NOT_SAID
    return replace(
        around,
        quorum=around.quorum if of_vote else QuorumState(meeting.quorum),
        properly_convened=meeting.properly_convened,
        second_meeting=bool(meeting.is_second),
        hint_given=meeting.hint_given,
        notice_days=meeting.notice_days,
    )


def _conflicted(event: VoteEvent) -> Conflicted:
    """Count those who voted although a conflict of interest should have kept them from it."""
    voted = Counter(each.took_part for each in event.exclusions.all() if each.took_part)
    return Conflicted(**voted)
