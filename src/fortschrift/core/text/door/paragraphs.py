"""Trees as paragraphs one after another, where nothing is lost by that.

Only where one list ends and the next begins is not said: paragraphs know no lists.
"""

from itertools import pairwise
from typing import Any

from fortschrift.core.text.door.flat import HEADINGS, KINDS
from fortschrift.core.text.door.names import Names
from fortschrift.core.text.node import NodeState
from fortschrift.core.text.outline import NO_OUTLINE
from fortschrift.core.text.runs import InlineText
from fortschrift.core.text.tree import Tree

NAMES_OF_KINDS = {kind: name for name, kind in KINDS.items()}
_ANYWHERE = ("paragraph", "list")


def paragraphs(tree: Tree, names: Names) -> list[dict[str, Any]] | None:
    """Write a tree as paragraphs; None if they would not lead to the same tree again."""
    if tree.outline != NO_OUTLINE:
        return None
    depths = {tree.root: 0}
    written: list[dict[str, Any]] = []
    for state in tree:
        if not _can_be_flat(state, tree):
            return None
        inner = depths[state.id] + (state.kind == "list")
        depths.update(dict.fromkeys(state.children, inner))
        if state.kind in NAMES_OF_KINDS:
            written.append(_paragraph(state, inner, names))
    return written


def text_data(text: InlineText) -> Any:
    """Write a text as a string, or as runs if it has marks."""
    if len(text) < 2 and not any(run.marks for run in text):
        return text[0].text if text else ""
    from fortschrift.core.text.canonical.schema import TEXT

    return TEXT.write(text)


def _paragraph(state: NodeState, depth: int, names: Names) -> dict[str, Any]:
    kind = NAMES_OF_KINDS[state.kind]
    deep = {"depth": depth} if kind == "li" and depth > 1 else {}
    text = text_data(state.heading or state.text)
    return {"id": names.name_of(state.id), "kind": kind, **deep, "text": text}


def _can_be_flat(state: NodeState, tree: Tree) -> bool:
    """Tell whether reading one paragraph after another puts what is below a node there again."""
    below = [child.kind for child in tree.children(state.id)]
    if not _says_no_more(state):
        return False
    if state.kind == "list":
        return bool(below)
    if state.kind == "paragraph":
        return not below
    if state.kind == "list_item":
        return all(kind == "list" for kind in below)
    return all(_may_follow(state.kind, *two) for two in pairwise(("", *below)))


def _says_no_more(state: NodeState) -> bool:
    """Tell whether a node says only what a paragraph can say."""
    more = (state.attributes, state.relations, state.printed_number, state.parent_unknown)
    if any(more):
        return False
    if state.kind in HEADINGS:
        return not state.text
    return state.kind in ("concept", "list", "paragraph", "list_item") and not state.heading


def _may_follow(parent: str, before: str, kind: str) -> bool:
    """Tell whether a child of this kind is read as one behind the child before it."""
    if kind in HEADINGS:
        return kind > (parent if parent in HEADINGS else "") and (
            before not in HEADINGS or kind <= before
        )
    return kind in _ANYWHERE and before not in HEADINGS
