"""Playing concepts, their versions and the texts of versions."""

from django.utils.translation import gettext as _

from fortschrift.concepts.actions import (
    bring_in_text,
    bring_in_version,
    name_concept,
    name_target_group,
    open_concept,
    record_lineage,
    record_status,
    relate_concept,
    state_fact,
)
from fortschrift.demo.faults import DamagedDemo
from fortschrift.demo.playing.stage import Stage, play
from fortschrift.demo.schema import concepts as shape
from fortschrift.demo.texts import BuiltText, build, nodes_of


@play.register
def play_concept(item: shape.Concept, stage: Stage) -> None:
    concept = stage.act(open_concept, stage.municipality, item, without=("names", "relations"))
    for name in item.names:
        stage.act(name_concept, concept, name)
    for relation in item.relations:
        other = _elsewhere(relation.other, stage) if relation.other else None
        stage.act(relate_concept, concept, relation, without=("other",), other=other)


def _elsewhere(other: shape.ConceptElsewhere, stage: Stage) -> object:
    rows = stage.elsewhere.get(other.town, {})
    if ("concept", other.concept) not in rows:
        reason = _("Dieses Konzept ist nicht vor dieser Kommune geladen worden.")
        raise DamagedDemo([other.spot.document.fault(other.spot.trail, reason)])
    return rows["concept", other.concept]


@play.register
def play_version(item: shape.Version, stage: Stage) -> None:
    """Bring in a version with the facts told about it and the people it means."""
    version = stage.act(
        bring_in_version,
        stage.row(item.concept),
        item,
        without=("concept", "facts", "target_groups"),
    )
    for fact in item.facts:
        stage.act(state_fact, version, fact)
    with stage.at(item):
        for name in item.target_groups:
            name_target_group(
                stage.municipality,
                name=name,
                versions=[version],
                actor=stage.actors.of(name_target_group),
                now=stage.now,
            )


@play.register
def play_status(item: shape.Status, stage: Stage) -> None:
    stage.act(record_status, stage.row(item.version), item, without=("version",))


@play.register
def play_text(item: shape.BringIn, stage: Stage) -> None:
    """Bring in the text of a version and name the target groups of its elements."""
    version = stage.row(item.version)
    text = stage.town.texts[item.file]
    root = _concept_key(stage, version)
    built = build(stage.town, item.file, title=text.title or version.concept.name, root=root)
    stage.act(
        bring_in_text,
        version,
        item,
        without=("version", "file"),
        tree=built.tree,
        slugs=built.slugs,
    )
    for node in nodes_of(stage.town, item.file):
        stage.rows["node id", str(node.key)] = built.ids[str(node.key)]
    stage.rows["tree of version", str(item.version)] = built.tree
    _name_target_groups(item, built, stage)


def _concept_key(stage: Stage, version: object) -> str:
    """Find the key under which the concept of a version was played."""
    return next(
        key
        for (kind, key), row in stage.rows.items()
        if kind == "concept" and row == version.concept  # type: ignore[attr-defined]
    )


def _name_target_groups(item: shape.BringIn, built: BuiltText, stage: Stage) -> None:
    with stage.at(item):
        for name, nodes in built.target_groups.items():
            name_target_group(
                stage.municipality,
                name=name,
                nodes=[stage.reader.node(node) for node in nodes],
                actor=stage.actors.of(name_target_group),
                now=stage.now,
            )


@play.register
def play_lineage(item: shape.Lineage, stage: Stage) -> None:
    stage.act(record_lineage, stage.row(item.concept), item, without=("concept",))
