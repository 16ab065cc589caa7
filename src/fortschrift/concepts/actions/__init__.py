"""Acts on concepts, by subject: the concept, its versions, their texts, drafts, descent."""

from fortschrift.concepts.actions.concepts import (
    connect_events,
    name_concept,
    name_target_group,
    open_concept,
    record_phase,
    relate_concept,
)
from fortschrift.concepts.actions.lineage import record_lineage
from fortschrift.concepts.actions.strands import begin_strand, change_text, freeze_version
from fortschrift.concepts.actions.texts import bring_in_text
from fortschrift.concepts.actions.versions import bring_in_version, record_status, state_fact

__all__ = [
    "begin_strand",
    "bring_in_text",
    "bring_in_version",
    "change_text",
    "connect_events",
    "freeze_version",
    "name_concept",
    "name_target_group",
    "open_concept",
    "record_lineage",
    "record_phase",
    "record_status",
    "relate_concept",
    "state_fact",
]
