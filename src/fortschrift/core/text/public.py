# mypy: implicit-reexport
# ruff: noqa: F401
"""All names that the package shows, each from the module that defines it.

The package imports this module when one of the names is first asked for. Who needs a single
module imports that one; a process that only compares two texts starts in half the time.
"""

from fortschrift.core.text.apply import apply
from fortschrift.core.text.blocks import BLOCKS, ROOT_KIND, is_level, may_stand_under
from fortschrift.core.text.canonical.serialize import (
    NODE,
    OPERATIONS,
    OUTLINE,
    TEXT,
    TREE,
    Format,
    digest,
)
from fortschrift.core.text.errors import (
    Cycle,
    DuplicateNode,
    EmptyRun,
    FormatError,
    IntakeError,
    NodeError,
    NotCanonical,
    OutlineError,
    RefusedCharacter,
    RefusedLink,
    RefusedMarks,
    RootTouched,
    Stale,
    StrayNode,
    TextError,
    UnknownNode,
    UnknownSchema,
    WrongField,
    WrongPattern,
    WrongPlace,
    WrongRange,
    WrongSplices,
    WrongValue,
)
from fortschrift.core.text.findings import Finding, findings
from fortschrift.core.text.ids import NodeId
from fortschrift.core.text.intake import intake, intake_link
from fortschrift.core.text.inverse import inverse, inverse_of_all
from fortschrift.core.text.node import (
    Attributes,
    AttributeValue,
    NodeState,
    Relations,
    attributes,
)
from fortschrift.core.text.numbering import Numbers, numbers, shown_number
from fortschrift.core.text.operations import (
    ChangeKind,
    ChangeOutline,
    Insert,
    Join,
    Move,
    Operation,
    Reformat,
    Relate,
    Repeal,
    Retitle,
    SetAttribute,
    SetPrintedNumber,
    Split,
    Substitute,
    Unrelate,
)
from fortschrift.core.text.outline import (
    BINDING_FORCE,
    NO_OUTLINE,
    RELATION,
    AttributeType,
    Level,
    Outline,
    Term,
    ValueType,
    Vocabulary,
)
from fortschrift.core.text.pattern import NOT_NUMBERED, Numbering
from fortschrift.core.text.runs import (
    BOLD,
    ITALIC,
    SUBSCRIPT,
    SUPERSCRIPT,
    InlineText,
    Mark,
    Run,
    cut,
    footnote,
    footnotes,
    inline,
    intake_runs,
    joined,
    length,
    link,
    marked,
    normal,
    plain,
)
from fortschrift.core.text.splices import (
    Splice,
    Splices,
    check_splices,
    in_order,
    spliced,
    taken_back,
)
from fortschrift.core.text.tree import Nodes, Place, Tree, new_states
