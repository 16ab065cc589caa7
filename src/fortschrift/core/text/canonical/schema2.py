"""Schema version 2 of operations: words are replaced by ranges; texts can be split and joined.

What version 1 could say is written as there, but for `substitute` and `retitle`, which
named the whole text before and after. Like version 1 this never changes its meaning.
"""

from typing import Any

from fortschrift.core.text.canonical.codec import Codec, Member, exactly, listed, record, tagged
from fortschrift.core.text.canonical.schema import ID, OPERATION_MEMBERS, TEXT
from fortschrift.core.text.operations import (
    Join,
    Operation,
    Reformat,
    Retitle,
    Split,
    Substitute,
)
from fortschrift.core.text.splices import Splice

INT = exactly(int)

SPLICE: Codec[Splice] = record(
    Splice, {"start": Member(INT), "old": Member(TEXT, ()), "new": Member(TEXT, ())}
)
_WORDS = {"node": Member(ID), "splices": Member(listed(SPLICE))}

MEMBERS: dict[str, tuple[type[Any], dict[str, Member]]] = {
    **OPERATION_MEMBERS,
    "substitute": (Substitute, _WORDS),
    "reformat": (Reformat, _WORDS),
    "retitle": (Retitle, _WORDS),
    "split": (
        Split,
        {
            "node": Member(ID),
            "at": Member(INT),
            "gap": Member(TEXT),
            "new": Member(ID),
            "children": Member(listed(ID), ()),
        },
    ),
    "join": (Join, {"node": Member(ID), "other": Member(ID), "gap": Member(TEXT)}),
}
OPERATION: Codec[Operation] = tagged(
    "op", {name: (kind, record(kind, members)) for name, (kind, members) in MEMBERS.items()}
)
