"""Schema version 2 of outlines, and of what holds one: units, wishes, vocabularies.

A value that version 1 could say is written as there, byte for byte, so no hash of a text has
changed; this version is written where something new is said. Like version 1 this never
changes its meaning.
"""

from collections.abc import Iterable

from fortschrift.core.text.canonical.codec import Codec, Member, listed, record, tagged
from fortschrift.core.text.canonical.schema import FLAG, NAMES, NUMBERING, STR, tree_with
from fortschrift.core.text.canonical.schema2 import MEMBERS
from fortschrift.core.text.operations import ChangeOutline, Operation
from fortschrift.core.text.outline import AttributeType, Level, Outline, Term, Vocabulary
from fortschrift.core.text.pattern import NOT_NUMBERED
from fortschrift.core.text.tree import Tree

ATTRIBUTE_TYPE: Codec[AttributeType] = record(
    AttributeType,
    {
        "key": Member(STR),
        "label": Member(STR),
        "type": Member(STR, "text"),
        "options": Member(NAMES, ()),
        "unit": Member(STR, ""),
        "required": Member(FLAG, False),
    },
)
LEVEL: Codec[Level] = record(
    Level,
    {
        "key": Member(STR),
        "singular": Member(STR),
        "plural": Member(STR),
        "may_contain": Member(NAMES, ()),
        "numbering": Member(NUMBERING, NOT_NUMBERED),
        "attributes": Member(listed(ATTRIBUTE_TYPE), ()),
        "tracked": Member(FLAG, False),
        "binding_force": Member(STR, ""),
        "expects": Member(NAMES, ()),
    },
)
TERM: Codec[Term] = record(Term, {"key": Member(STR), "label": Member(STR)})
VOCABULARY: Codec[Vocabulary] = record(
    Vocabulary, {"key": Member(STR), "terms": Member(listed(TERM), ())}
)
OUTLINE: Codec[Outline] = record(
    Outline,
    {
        "levels": Member(listed(LEVEL), ()),
        "roots": Member(NAMES, ()),
        "vocabularies": Member(listed(VOCABULARY), ()),
    },
)
TREE: Codec[Tree] = tree_with(OUTLINE)

OUTLINE_MEMBERS = {"old": Member(OUTLINE), "new": Member(OUTLINE)}
OPERATION: Codec[Operation] = tagged(
    "op",
    {
        name: (kind, record(kind, OUTLINE_MEMBERS if kind is ChangeOutline else members))
        for name, (kind, members) in MEMBERS.items()
    },
)


def outline_version(outline: Outline) -> int:
    """Tell the oldest schema version of outlines that can say this one."""
    return 2 if outline.vocabularies or any(map(_says_more, outline.levels)) else 1


def tree_version(tree: Tree) -> int:
    """Tell the oldest schema version of texts that can say this one."""
    return outline_version(tree.outline)


def operations_version(operations: Iterable[Operation]) -> int:
    """Tell the oldest schema version of operations, from 2 on, that can say these."""
    changed = (each for each in operations if isinstance(each, ChangeOutline))
    outlines = (outline for each in changed for outline in (each.old, each.new))
    return 1 + max(map(outline_version, outlines), default=1)


def _says_more(level: Level) -> bool:
    return bool(level.expects) or any(
        each.unit or each.required or each.type == "choices" for each in level.attributes
    )
