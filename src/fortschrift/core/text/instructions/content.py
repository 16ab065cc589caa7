"""What is inserted, in words: every text of it with the place it gets."""

from collections.abc import Iterator

from fortschrift.core.text.blocks import BLOCKS
from fortschrift.core.text.ids import NodeId
from fortschrift.core.text.instructions.grammar import enumerated, quoted
from fortschrift.core.text.instructions.marks import remark
from fortschrift.core.text.instructions.naming import Names
from fortschrift.core.text.node import NodeState
from fortschrift.core.text.outline import RELATION, Outline
from fortschrift.core.text.runs import InlineText, plain
from fortschrift.core.text.synopsis.content import (
    BLOCK_LABELS,
    value_in_words,
    value_label,
    value_type,
)


def content(names: Names, top: NodeId) -> list[str]:
    """Tell a subtree of the new text, line by line: 'Absatz 1: „…“'.

    The text of a block at the top comes first and without its own name.
    """
    lines: list[str] = []
    for state, path in _walk(names, top):
        lines += _lines(names, state, path)
    return lines


def _walk(names: Names, top: NodeId) -> Iterator[tuple[NodeState, str]]:
    """Give the nodes of a subtree, blocks with their place below the nearest element."""
    pending = [(top, "")]
    while pending:
        node, path = pending.pop()
        state = names.state(node)
        is_block = state.kind in BLOCKS
        if is_block and node != top:
            path = " ".join(filter(None, (path, names.counted(node))))
        yield state, path
        pending += [(child, path if is_block else "") for child in reversed(state.children)]


def _lines(names: Names, state: NodeState, path: str) -> Iterator[str]:
    if state.kind not in BLOCKS:
        yield names.titled(state.id) + remark(state.heading)
    elif state.heading:
        yield _named(path, "Beschriftung", state.heading)
    if state.text:
        label = {"image": "Bildbeschreibung"}.get(state.kind, "")
        own = "Einleitung" if state.kind not in BLOCKS else label
        yield _named(path, own, state.text)
    elif state.kind in ("paragraph", "list_item", "note", "cell") and path and not state.children:
        yield f"{path}: ohne Text"
    yield from _told(names, state, path)


def _named(path: str, label: str, text: InlineText) -> str:
    """Put a text behind what it is; a text of blanks only is no wording."""
    name = " ".join(filter(None, (path, label)))
    said = plain(text).strip()
    wording = quoted(said) + remark(text) if said else "ohne Text"
    return f"{name}: {wording}" if name else wording


def _told(names: Names, state: NodeState, path: str) -> Iterator[str]:
    """Tell attributes and relations."""
    before = f"{path} " if path else ""
    for key, value in state.attributes:
        label = _label(state, key, names.outline)
        if isinstance(value, bool) and state.kind in BLOCKS:
            yield ": ".join(filter(None, (path, label if value else f"nicht {label}")))
            continue
        words = map(quoted, value_in_words(state, key, names.outline))
        yield f"{before}{label}: {enumerated(list(words))}"
    for kind, target in state.relations:
        word = names.outline.term(RELATION, kind)
        yield f"{before}Bezug {quoted(word)} auf {names.target(target)}"
    if state.parent_unknown:
        yield "der richtige Platz im Text ist nicht bekannt"


def _label(state: NodeState, key: str, outline: Outline) -> str:
    """Name an attribute; a key that has no label is quoted."""
    known = key in BLOCK_LABELS or value_type(state, key, outline)
    return value_label(state, key, outline) if known else f"Angabe {quoted(key)}"
