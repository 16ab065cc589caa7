"""Each operation as a sentence, by the numbers of the text before all of them."""

from collections.abc import Iterable, Iterator
from typing import TypeAlias, TypeGuard, assert_never

from fortschrift.core.text.apply import apply_one
from fortschrift.core.text.blocks import BLOCKS
from fortschrift.core.text.draft import Draft
from fortschrift.core.text.errors import TextError
from fortschrift.core.text.instructions.citing import Cited
from fortschrift.core.text.instructions.clause import TextName
from fortschrift.core.text.instructions.naming import Citation, Names
from fortschrift.core.text.instructions.outlines import outline_changed
from fortschrift.core.text.instructions.passage import Passage
from fortschrift.core.text.instructions.recounted import History
from fortschrift.core.text.instructions.rewording import reworded
from fortschrift.core.text.instructions.structure import (
    done,
    inserted,
    joined,
    kind_changed,
    moved,
    repealed,
    split,
)
from fortschrift.core.text.instructions.values import attribute_set, number_set, related
from fortschrift.core.text.node import NodeState
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
from fortschrift.core.text.runs import plain
from fortschrift.core.text.splices import spliced
from fortschrift.core.text.tree import Tree


def instructions(operations: Iterable[Operation], base: Tree) -> tuple[str, ...]:
    """Put operations on a text into words, one string of whole sentences for each.

    Each does to the text what the ones before have left of it, but cites passages, sentences
    and words by the base; only what came with the list has the number it has by then, "Absatz 3
    (neu)". Raises like `apply`, with the position of the operation that does not fit.
    """
    return tuple(_told(operations, base))


def _told(operations: Iterable[Operation], base: Tree) -> Iterator[str]:
    draft = Draft(base)
    nodes, parents = base.copied_parts()
    in_base, history = Names(base), History()
    names = Cited(Tree.trusted(base.root, nodes, base.outline, parents), in_base, history)
    for position, operation in enumerate(operations):
        try:
            apply_one(operation, draft)
        except TextError as error:
            error.operation = position
            raise
        if _keeps_names(operation, draft):
            yield _sentence(operation, names, names)
            nodes[operation.node] = draft[operation.node]
        else:
            nodes = {state.id: state for state in draft.walk(draft.root)}
            parents = {child: state.id for state in nodes.values() for child in state.children}
            after = Cited(Tree.trusted(draft.root, nodes, draft.outline, parents), in_base, history)
            yield _sentence(operation, names, after)
            names = after


_Still: TypeAlias = Substitute | Reformat | Relate | Unrelate | SetAttribute


def _keeps_names(operation: Operation, draft: Draft) -> TypeGuard[_Still]:
    """Tell whether every passage is called the same afterwards; it saves looking at them all."""
    if isinstance(operation, SetAttribute):
        patterns = (level.numbering.pattern for level in draft.outline.levels)
        return not any("{attribute." in pattern for pattern in patterns)
    return isinstance(operation, Substitute | Reformat | Relate | Unrelate)


def _sentence(operation: Operation, before: Cited, after: Cited) -> str:  # noqa: PLR0911, PLR0912
    """Tell one operation; the type checker counts the cases."""
    match operation:
        case Insert():
            return inserted(operation, before, after)
        case Repeal():
            return repealed(operation, before)
        case Move():
            return moved(operation, before)
        case Substitute(node, splices) | Reformat(node, splices):
            state = before.state(node)
            new = spliced(state.text, splices)
            return reworded(_text_name(state, before), before.text(node), new)
        case Retitle():
            return _retitled(operation, before)
        case Split():
            return split(operation, before, after)
        case Join():
            return joined(operation, before)
        case ChangeKind():
            return kind_changed(operation, before, after)
        case SetAttribute():
            return attribute_set(operation, before)
        case SetPrintedNumber():
            return number_set(operation, before)
        case Relate() | Unrelate():
            return related(operation, before)
        case ChangeOutline():
            return outline_changed(operation)
        case _:
            assert_never(operation)


def _text_name(state: NodeState, names: Cited) -> TextName:
    """Tell how a node's text is spoken of."""
    cited = names.cite(state.id)
    if state.kind == "image":
        return _part_name("die Bildbeschreibung", cited)
    if state.kind in BLOCKS:
        return TextName(cited.within, cited.whole, f"der Wortlaut {cited.of}", cited.inner)
    if any(child.kind in BLOCKS for child in names.children(state.id)):
        return _part_name("die Einleitung", cited)
    return TextName(cited.within, f"der Text {cited.of}", f"der Text {cited.of}")


def _retitled(operation: Retitle, names: Cited) -> str:
    state = names.state(operation.node)
    cited = names.cite(operation.node)
    noun = "die Überschrift" if cited.element else "den Titel"
    if state.kind in BLOCKS:
        noun = "die Beschriftung"
    new = spliced(state.heading, operation.splices)
    if plain(new).strip() and not plain(state.heading).strip():
        return done(cited, "erhält", f"{noun} {Passage(new).quoted()}")
    title = TextName("Im Titel", "der Titel", "der Titel")
    name = _part_name(noun, cited) if cited.element else title
    return reworded(name, names.heading(operation.node), new)


def _part_name(noun: str, cited: Citation) -> TextName:
    """Speak of a part of a passage that has the feminine name."""
    whole = f"{noun} {cited.of}"
    return TextName(f"In der{whole.removeprefix('die')}", whole, whole)
