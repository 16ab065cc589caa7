"""The text engine: concepts as values, what is done to them, what they look like stored.

Pure Python on the standard library. No Django, no clock, no chance: ids come in from
outside, everything is a frozen value, and the same input gives the same bytes.

Read in this order:

1. `runs`, `intake`       inline text with marks, and what may become text at all
2. `blocks`, `outline`    the closed block kinds; the levels of a concept, as data
3. `node`, `tree`         a node's state; states joined to a text
4. `operations`           what can be done to a text: a closed set
5. `apply`, `inverse`     doing it (on a `draft`), taking it back
6. `pattern`, `numbering` numbers as labels, computed or as printed
7. `findings`             where a text does not follow its outline
8. `serialize`            canonical bytes (`schema` is the shape, `codec` the machinery)

`errors` is the tree of all that is refused, `ids` what a node is called. Difference,
merge, rebase and origins are built on these shapes.
"""

from fortschrift.core.text.apply import apply
from fortschrift.core.text.blocks import BLOCKS, ROOT_KIND, is_level, may_stand_under
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
    Move,
    Operation,
    Relate,
    Repeal,
    Retitle,
    SetAttribute,
    SetPrintedNumber,
    Substitute,
    Unrelate,
)
from fortschrift.core.text.outline import NO_OUTLINE, AttributeType, Level, Outline, ValueType
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
from fortschrift.core.text.serialize import (
    NODE,
    OPERATIONS,
    OUTLINE,
    TEXT,
    TREE,
    Format,
    digest,
)
from fortschrift.core.text.tree import Nodes, Place, Tree, new_states

__all__ = [
    "BLOCKS",
    "BOLD",
    "ITALIC",
    "NODE",
    "NOT_NUMBERED",
    "NO_OUTLINE",
    "OPERATIONS",
    "OUTLINE",
    "ROOT_KIND",
    "SUBSCRIPT",
    "SUPERSCRIPT",
    "TEXT",
    "TREE",
    "AttributeType",
    "AttributeValue",
    "Attributes",
    "ChangeKind",
    "ChangeOutline",
    "Cycle",
    "DuplicateNode",
    "EmptyRun",
    "Finding",
    "Format",
    "FormatError",
    "InlineText",
    "Insert",
    "IntakeError",
    "Level",
    "Mark",
    "Move",
    "NodeError",
    "NodeId",
    "NodeState",
    "Nodes",
    "NotCanonical",
    "Numbering",
    "Numbers",
    "Operation",
    "Outline",
    "OutlineError",
    "Place",
    "RefusedCharacter",
    "RefusedLink",
    "RefusedMarks",
    "Relate",
    "Relations",
    "Repeal",
    "Retitle",
    "RootTouched",
    "Run",
    "SetAttribute",
    "SetPrintedNumber",
    "Stale",
    "StrayNode",
    "Substitute",
    "TextError",
    "Tree",
    "UnknownNode",
    "UnknownSchema",
    "Unrelate",
    "ValueType",
    "WrongField",
    "WrongPattern",
    "WrongPlace",
    "WrongRange",
    "WrongValue",
    "apply",
    "attributes",
    "cut",
    "digest",
    "findings",
    "footnote",
    "footnotes",
    "inline",
    "intake",
    "intake_link",
    "intake_runs",
    "inverse",
    "inverse_of_all",
    "is_level",
    "joined",
    "length",
    "link",
    "marked",
    "may_stand_under",
    "new_states",
    "normal",
    "numbers",
    "plain",
    "shown_number",
]
