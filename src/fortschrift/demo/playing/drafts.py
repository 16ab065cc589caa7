"""Playing drafts: changes with their reasons, amendments, what became of them, the freezing.

Acts give rows and the demo reads none, so the stage keeps the text of each draft as it goes.
"""

from typing import Any

from fortschrift.concepts.actions import (
    begin_strand,
    change_text,
    freeze_version,
    merge_amendments,
    record_amendment,
)
from fortschrift.core.text import apply
from fortschrift.demo.drafting import Written, written
from fortschrift.demo.playing.stage import Stage, play
from fortschrift.demo.schema import drafts as shape


@play.register
def play_draft(item: shape.Draft, stage: Stage) -> None:
    stage.act(begin_strand, stage.row(item.version), item, without=("version",))
    stage.rows["tree of strand", item.key] = stage.rows["tree of version", str(item.version)]


@play.register
def play_change(item: shape.DraftChange, stage: Stage) -> None:
    strand, done = stage.row(item.strand), _written(item, stage)
    stage.act(
        change_text, strand, item, without=("strand", "edits"),
        operations=done.operations, base=strand.head_id, slugs=done.slugs,
    )  # fmt: skip
    _keep(item.strand, done, stage)


@play.register
def play_amendment(item: shape.Proposed, stage: Stage) -> None:
    strand, done = stage.row(item.strand), _written(item, stage)
    stage.act(
        record_amendment, strand, item, without=("strand", "edits"), operations=done.operations
    )
    stage.rows["written", item.key] = done


@play.register
def play_merge(item: shape.TakenIn, stage: Stage) -> None:
    """Merge amendments; the files give them so that none gets in the way of another."""
    strand = stage.row(item.strand)
    wanted: list[Written] = [stage.rows["written", str(key)] for key in item.amendments]
    slugs = {node: slug for each in wanted for node, slug in each.slugs.items()}
    stage.act(merge_amendments, strand, item, without=("strand",), slugs=slugs)
    tree: Any = stage.rows["tree of strand", str(item.strand)]
    for each in wanted:
        tree = apply(each.operations, tree)
        _keep(item.strand, Written(tree, ids=each.ids), stage)


@play.register
def play_freezing(item: shape.Freezing, stage: Stage) -> None:
    version = stage.row(item.version)
    stage.act(freeze_version, stage.row(item.strand), item, without=("strand",), version=version)
    stage.rows["tree of version", str(item.version)] = stage.rows[
        "tree of strand", str(item.strand)
    ]


def _written(item: shape.DraftChange | shape.Proposed, stage: Stage) -> Written:
    return written(stage.town, item.edits, stage.rows["tree of strand", str(item.strand)])


def _keep(strand: str, done: Written, stage: Stage) -> None:
    stage.rows["tree of strand", str(strand)] = done.tree
    for key, node in done.ids.items():
        stage.rows["node id", key] = node
