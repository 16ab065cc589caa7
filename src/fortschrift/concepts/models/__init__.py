"""The concept's rows: concept, nodes, changes and strands, versions, amendments, merges, files."""

from fortschrift.concepts.models.amendments import (
    Amendment,
    AmendmentAlternative,
    AmendmentPart,
    AmendmentReplacement,
    AmendmentTouch,
    Wording,
)
from fortschrift.concepts.models.concepts import (
    Concept,
    ConceptName,
    ConceptRelation,
    TargetGroup,
)
from fortschrift.concepts.models.fates import Adoption, CurrentWording, Misfit, Placement
from fortschrift.concepts.models.history import (
    Change,
    ChangeSource,
    ErratumReply,
    Manifest,
    OperationNode,
    Strand,
)
from fortschrift.concepts.models.manuscripts import (
    FileKind,
    ManuscriptDraft,
    ManuscriptRecord,
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
from fortschrift.concepts.models.scratch import Scratch
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
    "FileKind",
    "Lineage",
    "Manifest",
    "ManuscriptDraft",
    "ManuscriptRecord",
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
    "Scratch",
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
