"""The closed set of block kinds and what may stand where: the law of the engine.

A node is either a *block* of one of these kinds or an element of a *level* that the
outline names (a field, a goal, a measure ...). Block rules are law, because a row
outside a table or a text on a list could not be shown, and what cannot be shown must
not be stored. What levels may contain is only the outline's wish: `findings`.
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Literal, NamedTuple

ROOT_KIND = "concept"
"""The kind of the root, and of nothing else; its heading is the title of the concept."""

BlockValue = Literal["flag", "count", "text"]


class Block(NamedTuple):
    """What a block of one kind has, holds and may be told."""

    heading: bool = False
    text: bool = False
    may_contain: frozenset[str] = frozenset()
    attributes: Mapping[str, BlockValue] = MappingProxyType({})


_INNER = frozenset({"paragraph", "list", "image", "note"})

BLOCKS: Mapping[str, Block] = MappingProxyType(
    {
        "paragraph": Block(text=True, may_contain=frozenset({"note"})),
        "list": Block(
            may_contain=frozenset({"list_item"}), attributes={"ordered": "flag", "start": "count"}
        ),
        "list_item": Block(text=True, may_contain=_INNER),
        # The heading of a table or an image is its caption, the text of an image what
        # it shows (alternative text).
        "table": Block(heading=True, may_contain=frozenset({"row", "note"})),
        "row": Block(may_contain=frozenset({"cell"}), attributes={"header": "flag"}),
        "cell": Block(
            text=True,
            may_contain=_INNER,
            attributes={"header": "flag", "columns": "count", "rows": "count"},
        ),
        "image": Block(
            heading=True, text=True, may_contain=frozenset({"note"}), attributes={"media": "text"}
        ),
        # A note is the body of a footnote. It stands under the node whose text or heading
        # refers to it, so that it is moved and repealed together with it.
        "note": Block(text=True, may_contain=frozenset({"paragraph", "list"})),
    }
)

ELEMENT = Block(
    heading=True, text=True, may_contain=frozenset({"paragraph", "list", "table", "image", "note"})
)
"""What the root and every element of a level have; they may contain every level, too."""

DIVISIBLE = frozenset({"paragraph", "list_item"})
"""Blocks that can be split in two and joined: they say a text, and any number may stand there."""

_KEY = re.compile(r"[a-z][a-z0-9_]{0,63}")


@lru_cache(maxsize=4096)
def is_key(text: str) -> bool:
    """Tell whether a text can be the key of a level, an attribute or a relation."""
    return _KEY.fullmatch(text) is not None


def is_level(kind: str) -> bool:
    """Tell whether nodes of this kind are elements of a level and no blocks.

    >>> is_level("guiding_goal"), is_level("paragraph"), is_level("concept")
    (True, False, False)
    """
    return kind not in BLOCKS and kind != ROOT_KIND


def rules(kind: str) -> Block:
    """Give what a node of this kind has and holds."""
    return BLOCKS.get(kind, ELEMENT)


def may_stand_under(kind: str, parent: str) -> bool:
    """Tell whether a node of this kind may ever stand under one of that kind.

    >>> may_stand_under("cell", "table"), may_stand_under("measure", "field")
    (False, True)
    """
    if kind in BLOCKS:
        return kind in rules(parent).may_contain
    return kind != ROOT_KIND and parent not in BLOCKS
