"""The concept's rows: concept, nodes, changes and strands, versions, amendments and merges."""

from fortschrift.concepts.models.amendments import (
    Adoption,
    Amendment,
    AmendmentAlternative,
    AmendmentPart,
    AmendmentReplacement,
    AmendmentTouch,
    CurrentWording,
    Misfit,
    Placement,
    Wording,
)
from fortschrift.concepts.models.concepts import (
    Concept,
    ConceptName,
    ConceptRelation,
    TargetGroup,
)
from fortschrift.concepts.models.history import (
    Change,
    ChangeSource,
    ErratumReply,
    Manifest,
    OperationNode,
    Strand,
)
from fortschrift.concepts.models.merging import (
    Clash,
    Conflict,
    ConflictMember,
    ConflictResolution,
    Merge,
    MergeNote,
    MergeNoteCheck,
    MergeNoteMember,
)
from fortschrift.concepts.models.nodes import Node, NodeState, Outline, SearchEntry
from fortschrift.concepts.models.translations import Translation
from fortschrift.concepts.models.versions import (
    Lineage,
    Version,
    VersionFact,
    VersionStatus,
    VersionText,
)

__all__ = [
    "Adoption",
    "Amendment",
    "AmendmentAlternative",
    "AmendmentPart",
    "AmendmentReplacement",
    "AmendmentTouch",
    "Change",
    "ChangeSource",
    "Clash",
    "Concept",
    "ConceptName",
    "ConceptRelation",
    "Conflict",
    "ConflictMember",
    "ConflictResolution",
    "CurrentWording",
    "ErratumReply",
    "Lineage",
    "Manifest",
    "Merge",
    "MergeNote",
    "MergeNoteCheck",
    "MergeNoteMember",
    "Misfit",
    "Node",
    "NodeState",
    "OperationNode",
    "Outline",
    "Placement",
    "SearchEntry",
    "Strand",
    "TargetGroup",
    "Translation",
    "Version",
    "VersionFact",
    "VersionStatus",
    "VersionText",
    "Wording",
]
