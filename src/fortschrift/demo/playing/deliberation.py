"""Playing how a body goes through proposals: laid before it, advised on, decided, made text.

Acts give rows and the demo reads no text, so the stage goes along: what a body adopts is written on
the text its draft has by then, in the words of the files.  Where the engine and the stage came to
differ, the next edit would not fit, and the town would not load.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from django.utils.translation import gettext as _

from fortschrift.concepts.actions import (
    declare_alternatives,
    lay_amendments,
    set_aside_amendment,
)
from fortschrift.core.text import Operation
from fortschrift.deliberation.actions import (
    Advised,
    Ballot,
    Occasion,
    Ruling,
    correct_decision,
    decide_overlap,
    decide_proposals,
    group_proposals,
    lay_late_proposals,
    merge_decided,
    open_consideration,
    recommend,
    work_out,
)
from fortschrift.demo.drafting import Written, written
from fortschrift.demo.faults import DemoFault
from fortschrift.demo.identity import identity
from fortschrift.demo.playing import council
from fortschrift.demo.playing.stage import Stage, play
from fortschrift.demo.schema import deliberation as shape
from fortschrift.demo.schema.base import Strict
from fortschrift.demo.schema.drafts import Edit
from fortschrift.participation.actions import withdraw_submission

#: What becomes text as it is worded.
_TAKEN_IN = ("adopted", "adopted_amended")


@play.register
def play_consideration(item: shape.Consideration, stage: Stage) -> None:
    strand = stage.row(item.strand)
    stage.act(open_consideration, stage.row(item.reading), item, without=("reading", "carries"))
    if item.carries:
        with stage.at(item):
            lay_amendments(
                strand, amendments=[stage.row(each) for each in item.carries], **_office(stage)
            )
    stage.rows["strand of", item.key] = str(item.strand)
    stage.rows["begun", str(item.strand)] = stage.rows["tree of strand", str(item.strand)]
    stage.rows["taken in", str(item.strand)] = []
    stage.rows["waiting", item.key] = []


@play.register
def play_late_proposals(item: shape.LateProposals, stage: Stage) -> None:
    with stage.at(item):
        lay_late_proposals(_table(item.consideration, stage), **_office(stage))


@play.register
def play_advice(item: shape.Advice, stage: Stage) -> None:
    advised = [
        Advised(
            amendment=stage.row(proposal), advice=each.advice, reason=each.reason,
            is_undisputed=each.is_undisputed,
        )
        for each in item.advised
        for proposal in each.proposals
    ]  # fmt: skip
    with stage.at(item):
        recommend(_table(item.consideration, stage), advised=advised, **_office(stage))


@play.register
def play_grouping(item: shape.Grouping, stage: Stage) -> None:
    with stage.at(item):
        group_proposals(
            _table(item.consideration, stage), leader=stage.row(item.leader),
            amendments=[stage.row(each) for each in item.proposals], **_office(stage),
        )  # fmt: skip


@play.register
def play_alternatives(item: shape.Alternatives, stage: Stage) -> None:
    first, *others = (stage.row(each) for each in item.proposals)
    with stage.at(item):
        declare_alternatives(first, others=others, **_office(stage))


@play.register
def play_withdrawal(item: shape.Withdrawal, stage: Stage) -> None:
    """Take a proposal back, and off the table of the body."""
    with stage.at(item):
        withdraw_submission(
            stage.rows["submission", str(item.proposal)], reason=item.reason, **_office(stage)
        )
        set_aside_amendment(
            stage.row(item.proposal), strand=stage.row(item.strand), reason=item.reason,
            **_office(stage),
        )  # fmt: skip


@play.register
def play_ruling(item: shape.Ruling, stage: Stage) -> None:
    """Record a decision as it fell; what it adopts is text from then on, or waits."""
    taken_in = [(item.key, edits) for edits in _taken_in(item, stage)]
    with stage.at(item):
        stage.rows["ruling", item.key] = decide_proposals(
            _table(item.consideration, stage), rulings=_rulings(item.rulings, item, stage),
            occasion=_occasion(item, stage), title=item.title, note=item.note,
            is_merged=item.is_merged, id=identity(stage.town.name, item.key), **_clerk(stage),
        )  # fmt: skip
    stage.rows["consideration of", item.key] = str(item.consideration)
    if item.is_merged:
        _take_in(item.consideration, taken_in, stage)
    else:
        stage.rows["waiting", str(item.consideration)].extend(taken_in)


@play.register
def play_merging(item: shape.Merging, stage: Stage) -> None:
    with stage.at(item):
        merge_decided(_table(item.consideration, stage), **_clerk(stage))
    waiting = stage.rows["waiting", str(item.consideration)]
    _take_in(item.consideration, waiting, stage)
    waiting.clear()


@play.register
def play_worked_out(item: shape.WorkedOut, stage: Stage) -> None:
    table = _table(item.consideration, stage)
    result = stage.reader.result(table, stage.row(item.proposal))
    if result is None:
        raise _fault(item, _("Darüber ist noch nicht entschieden."))
    with stage.at(item):
        work_out(
            result,
            operations=_operations(item.consideration, item.edits, stage), consent=item.consent,
            reason=item.reason, **_office(stage),
        )  # fmt: skip
    _take_in(item.consideration, [("", item.edits)], stage)


@play.register
def play_overlap(item: shape.Overlap, stage: Stage) -> None:
    table = _table(item.consideration, stage)
    conflict = stage.reader.overlap(table, [stage.row(each) for each in item.proposals])
    if conflict is None:
        raise _fault(item, _("Zwischen diesen Vorschlägen ist keine Überschneidung offen."))
    with stage.at(item):
        decide_overlap(
            table, conflict, kind=item.kind,
            amendment=stage.row(item.chosen), consent=item.consent, title=item.title,
            operations=_operations(item.consideration, item.edits, stage), reason=item.reason,
            occasion=_occasion(item, stage), **_office(stage),
        )  # fmt: skip
    edits = stage.rows["edits", str(item.chosen)] if item.chosen else item.edits
    _take_in(item.consideration, [("", edits)] if edits else [], stage)


@play.register
def play_correction(item: shape.Correction, stage: Stage) -> None:
    """Put a record right; the text is said again without what the wrong one had brought in."""
    consideration = stage.rows["consideration of", str(item.corrects)]
    with stage.at(item):
        correct_decision(
            stage.row(item.corrects), rulings=_rulings(item.rulings, item, stage),
            correction=item.correction, occasion=_occasion(item, stage), **_office(stage),
        )  # fmt: skip
    strand = stage.rows["strand of", consideration]
    stands = [each for each in stage.rows["taken in", strand] if each[0] != item.corrects]
    stage.rows["tree of strand", strand] = stage.rows["begun", strand]
    stage.rows["taken in", strand] = []
    _take_in(consideration, stands, stage)
    right = [("", edits) for edits in _taken_in(item, stage)]
    _take_in(consideration, right, stage)


def _fault(item: Strict, reason: str) -> DemoFault:
    return item.spot.document.fault(item.spot.trail, reason)


def _table(key: str, stage: Stage) -> Any:
    return stage.reader.consideration(identity(stage.town.name, str(key)))


def _office(stage: Stage) -> Any:
    return {"actor": stage.actors.officer, "now": stage.now}


def _clerk(stage: Stage) -> Any:
    return {"actor": stage.actors.clerk, "now": stage.now}


def _rulings(
    ruled: Sequence[shape.Ruled], item: shape.Ruling | shape.Correction, stage: Stage
) -> list[Ruling]:
    consideration = getattr(item, "consideration", None)
    if consideration is None:
        consideration = stage.rows["consideration of", str(getattr(item, "corrects", ""))]
    return [
        Ruling(
            amendment=stage.row(proposal), result=each.result, part=each.part, reason=each.reason,
            operations=_operations(consideration, each.edits, stage),
        )
        for each in ruled
        for proposal in each.proposals
    ]  # fmt: skip


def _occasion(item: shape.Held, stage: Stage) -> Occasion:
    ballot = None if item.ballot is None else _ballot(item.ballot, stage)
    return Occasion(ballot=ballot, agenda_item=stage.row(item.agenda_item), date=item.date)


def _ballot(item: shape.Ballot, stage: Stage) -> Ballot:
    return Ballot(
        outcome=item.outcome, manner=item.manner, verbatim=item.verbatim, form=item.form,
        requirement=item.requirement, present=item.present, counts_reason=item.counts_reason,
        note=item.note, counts=council.counted(item.counts, stage),
        votes=council.cast(item.votes, stage),
    )  # fmt: skip


def _taken_in(item: shape.Ruling | shape.Correction, stage: Stage) -> Iterator[tuple[Edit, ...]]:
    """Give the words that the decision lets become text, in its order."""
    left_out = getattr(item, "left_out", ())
    for each in item.rulings:
        for proposal in each.proposals:
            if each.result in _TAKEN_IN and proposal not in left_out:
                key = f"{proposal}/{each.part}" if each.part else str(proposal)
                yield each.edits or stage.rows["edits", key]


def _operations(consideration: str, edits: Sequence[Edit], stage: Stage) -> Sequence[Operation]:
    tree = stage.rows["tree of strand", stage.rows["strand of", str(consideration)]]
    return written(stage.town, edits, tree).operations


def _take_in(
    consideration: str, wanted: Sequence[tuple[str, tuple[Edit, ...]]], stage: Stage
) -> None:
    """Go along with the text of a body's draft, and keep the draft's row as it is now."""
    strand = stage.rows["strand of", str(consideration)]
    for ruling, edits in wanted:
        done: Written = written(stage.town, edits, stage.rows["tree of strand", strand])
        stage.rows["tree of strand", strand] = done.tree
        stage.rows["taken in", strand].append((ruling, edits))
        for key, node in done.ids.items():
            stage.rows["node id", key] = node
    stage.rows["strand", strand] = _table(consideration, stage).strand
