"""The concept's rows: the concept, its nodes and states, its changes and strands, its versions."""

from fortschrift.concepts.models.concepts import (
    Concept,
    ConceptName,
    ConceptRelation,
    TargetGroup,
)
from fortschrift.concepts.models.history import Change, Manifest, Strand
from fortschrift.concepts.models.nodes import Node, NodeState, Outline, SearchEntry
from fortschrift.concepts.models.versions import (
    Lineage,
    Version,
    VersionFact,
    VersionStatus,
    VersionText,
)

__all__ = [
    "Change",
    "Concept",
    "ConceptName",
    "ConceptRelation",
    "Lineage",
    "Manifest",
    "Node",
    "NodeState",
    "Outline",
    "SearchEntry",
    "Strand",
    "TargetGroup",
    "Version",
    "VersionFact",
    "VersionStatus",
    "VersionText",
]
