"""Acts on concepts, by subject: concept, versions, texts, files, drafts, amendments, descent."""

from fortschrift.concepts.actions.adopting import adopt_amendment
from fortschrift.concepts.actions.amendments import (
    amend_amendment,
    enter_amendment,
    record_amendment,
)
from fortschrift.concepts.actions.beginning import begin_concept, begin_draft
from fortschrift.concepts.actions.bringing_in import (
    File,
    NewVersion,
    Tracked,
    bring_in_amendments,
    bring_in_concept,
    bring_in_file,
)
from fortschrift.concepts.actions.concepts import (
    connect_events,
    name_concept,
    name_target_group,
    open_concept,
    record_phase,
    relate_concept,
)
from fortschrift.concepts.actions.elements import part_element, unite_elements
from fortschrift.concepts.actions.freezing import freeze_as_version
from fortschrift.concepts.actions.lineage import record_lineage
from fortschrift.concepts.actions.merging import merge_amendments
from fortschrift.concepts.actions.pictures import insert_picture
from fortschrift.concepts.actions.replaying import replay_strand
from fortschrift.concepts.actions.resolving import check_merge_note, resolve_conflict
from fortschrift.concepts.actions.rewording import (
    declare_alternatives,
    lay_amendments,
    reword_amendment,
    set_aside_amendment,
)
from fortschrift.concepts.actions.strands import (
    begin_strand,
    branch_strand,
    change_text,
    freeze_version,
)
from fortschrift.concepts.actions.taking_over import answer_erratum, take_over_change
from fortschrift.concepts.actions.taking_up import take_up_amendment
from fortschrift.concepts.actions.texts import bring_in_text
from fortschrift.concepts.actions.translations import translate
from fortschrift.concepts.actions.undoing import undo_change
from fortschrift.concepts.actions.versions import bring_in_version, record_status, state_fact

__all__ = [
    "File",
    "NewVersion",
    "Tracked",
    "adopt_amendment",
    "amend_amendment",
    "answer_erratum",
    "begin_concept",
    "begin_draft",
    "begin_strand",
    "branch_strand",
    "bring_in_amendments",
    "bring_in_concept",
    "bring_in_file",
    "bring_in_text",
    "bring_in_version",
    "change_text",
    "check_merge_note",
    "connect_events",
    "declare_alternatives",
    "enter_amendment",
    "freeze_as_version",
    "freeze_version",
    "insert_picture",
    "lay_amendments",
    "merge_amendments",
    "name_concept",
    "name_target_group",
    "open_concept",
    "part_element",
    "record_amendment",
    "record_lineage",
    "record_phase",
    "record_status",
    "relate_concept",
    "replay_strand",
    "resolve_conflict",
    "reword_amendment",
    "set_aside_amendment",
    "state_fact",
    "take_over_change",
    "take_up_amendment",
    "translate",
    "undo_change",
    "unite_elements",
]
