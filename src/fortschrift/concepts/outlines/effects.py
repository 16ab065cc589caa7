"""What another outline does to a text: what it would leave behind, what numbers and hints become.

Nothing is ever struck because its level or attribute is gone.  Who takes away what is in use says
what becomes of it; until then it stays as it is and is a hint.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from fortschrift.core.text import (
    ChangeKind,
    ChangeOutline,
    Finding,
    Level,
    NodeId,
    Operation,
    Outline,
    SetAttribute,
    Tree,
    apply,
    findings,
    numbers,
    shown_number,
)

#: Answers beside the key of a level or attribute that takes over.
STAYS, STRUCK = "bleibt", "streichen"


@dataclass(frozen=True, slots=True)
class InUse:
    """Something taken away that the text uses; ``attribute`` is "" where a whole level goes."""

    level: Level
    attribute: str
    where: tuple[NodeId, ...]

    @property
    def name(self) -> str:
        """Give the name under which its answer is asked for."""
        return f"{self.level.key}-{self.attribute}" if self.attribute else self.level.key

    @property
    def label(self) -> str:
        """Give what people call it."""
        known = self.level.attribute(self.attribute)
        return known.label if known else self.level.singular


@dataclass(frozen=True, slots=True)
class Renumbered:
    """An element whose number changes; "" where it had none or gets none."""

    node: NodeId
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Inherited:
    """An element whose number begins with one that is counted above and printed otherwise there."""

    node: NodeId
    number: str
    above: NodeId
    printed: str
    counted: str


@dataclass(frozen=True, slots=True)
class Effect:
    """What becomes of a text: the text itself, numbers, and hints that come and go.

    ``kept`` are elements that would be counted otherwise and keep the number they were printed
    with, ``inherited`` those below them whose own number does not begin with that.
    """

    after: Tree
    renumbered: tuple[Renumbered, ...]
    kept: tuple[NodeId, ...]
    inherited: tuple[Inherited, ...]
    come: tuple[Finding, ...]
    gone: tuple[Finding, ...]


def left_behind(tree: Tree, new: Outline) -> list[InUse]:
    """List levels and attributes that the text uses and the new outline no longer has."""
    return list(_left_behind(tree, new))


def operations_for(tree: Tree, new: Outline, answers: Mapping[str, str]) -> list[Operation]:
    """Write what changes the outline, and before it what becomes of what is in use."""
    done: list[Operation] = []
    for use in left_behind(tree, new):
        answer = answers.get(use.name, STAYS)
        if answer != STAYS:
            done.extend(_carried_out(tree, use, answer))
    if tree.outline != new:
        done.append(ChangeOutline(tree.outline, new))
    return done


def effect_of(tree: Tree, operations: list[Operation]) -> Effect:
    """Show what operations do; the text itself is left alone."""
    after = apply(operations, tree)
    before_found, after_found = findings(tree), findings(after)
    return Effect(
        after,
        tuple(_renumbered(tree, after)),
        tuple(_kept(tree, after)),
        tuple(_inherited(after)),
        come=_without(after_found, before_found),
        gone=_without(before_found, after_found),
    )


def _left_behind(tree: Tree, new: Outline) -> Iterator[InUse]:
    for level in tree.outline.levels:
        elements = [state for state in tree if state.kind == level.key]
        stays = new.level(level.key)
        if stays is None:
            if elements:
                yield InUse(level, "", tuple(each.id for each in elements))
            continue
        for kind in level.attributes:
            using = tuple(each.id for each in elements if each.attribute(kind.key) is not None)
            if using and stays.attribute(kind.key) is None:
                yield InUse(level, kind.key, using)


def _carried_out(tree: Tree, use: InUse, answer: str) -> Iterator[Operation]:
    for node in use.where:
        if not use.attribute:
            yield ChangeKind(node, use.level.key, answer)
            continue
        value = tree[node].attribute(use.attribute)
        if answer != STRUCK:
            if tree[node].attribute(answer) is not None:
                continue  # something is said there already: both stay, one as a hint
            yield SetAttribute(node, answer, None, value)
        yield SetAttribute(node, use.attribute, value, None)


def _renumbered(before: Tree, after: Tree) -> Iterator[Renumbered]:
    old, new = numbers(before), numbers(after)
    for state in after:
        was, now = shown_number(before[state.id], old), shown_number(state, new)
        if was != now:
            yield Renumbered(state.id, was, now)


def _kept(before: Tree, after: Tree) -> Iterator[NodeId]:
    old, new = numbers(before), numbers(after)
    for state in after:
        if state.printed_number is not None and old.get(state.id) != new.get(state.id):
            yield state.id


def _inherited(tree: Tree) -> Iterator[Inherited]:
    """Find the numbers that are written with the count above, where something else is printed."""
    counted = numbers(tree)
    with_above = {
        level.key for level in tree.outline.levels if "{parent}" in level.numbering.pattern
    }
    for state in tree:
        if state.kind not in with_above or state.printed_number is not None:
            continue
        above = next((each for each in tree.ancestors(state.id) if each.id in counted), None)
        if above is None or above.printed_number in (None, counted[above.id]):
            continue
        if state.id in counted:
            yield Inherited(
                state.id, counted[state.id], above.id, above.printed_number or "",
                counted[above.id],
            )  # fmt: skip


def _without(some: tuple[Finding, ...], others: tuple[Finding, ...]) -> tuple[Finding, ...]:
    known = set(others)
    return tuple(each for each in some if each not in known)
