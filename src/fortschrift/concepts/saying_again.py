"""Operations said again on another text: an undo over what came since, a change taken over.

They make nothing new, so each character keeps its first origin.  The engine rebases the operations
and may fold several into one; here is found again, by the words, what each of them brings in.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeAlias
from uuid import UUID

from django.core.exceptions import ValidationError

from fortschrift.concepts.misfits import clash_fault
from fortschrift.core.text import (
    Insert,
    Join,
    NodeId,
    NodeState,
    Operation,
    Retitle,
    SetAttribute,
    Substitute,
    Tree,
    apply,
    plain,
)
from fortschrift.core.text.errors import Unfit
from fortschrift.core.text.merging.rebase import rebase
from fortschrift.core.text.origins.carried import Given, given_for
from fortschrift.core.text.origins.carrying import brought_in
from fortschrift.core.text.origins.node_origins import Origins
from fortschrift.core.text.origins.spans import Origin, Spans, dealt, laid, piece, span

Spot: TypeAlias = tuple[NodeId, str]
"""A field of a node: heading, text or an attribute."""


@dataclass(frozen=True, slots=True)
class Said:
    """Operations, and the origins of what they bring in where it is not theirs.

    ``text`` is what they led to, ``after`` holds the origins of what they put in place there.
    """

    operations: tuple[Operation, ...]
    given: Given
    text: Tree
    after: Origins

    @classmethod
    def of(cls, operations: Sequence[Operation], before: Tree, after: Origins) -> "Said":
        """Take over operations that once led to a text with these origins."""
        given = given_for(operations, before, after)
        return cls(tuple(operations), given, apply(operations, before), after)

    def over(self, others: Sequence[Operation], base: Tree, change: UUID) -> "Said":
        """Say the same over what others did to the base, as a change of one's own.

        Raises ValidationError that names place and reason where it does not fit any more.
        """
        if not others:
            return self
        try:
            operations = rebase(self.operations, others, base)
        except Unfit as unfit:
            raise ValidationError([clash_fault(each, base) for each in unfit.clashes]) from unfit
        return replace(self, operations=operations, given=_given_again(self, operations, change))


@dataclass(slots=True)
class _Brought:
    """All that was brought to one field, end to end, and how much of it was found again."""

    words: str = ""
    spans: Spans = ()
    at: int = 0

    def add(self, words: str, spans: Spans) -> None:
        self.words += words
        self.spans = laid(self.spans, spans)

    def find(self, words: str) -> Spans | None:
        """Give the spans of words, the next ones first."""
        at = self.words.find(words, self.at)
        at = self.words.find(words) if at < 0 else at
        if at < 0:
            return None
        self.at = at + len(words)
        return piece(self.spans, at, self.at)


@dataclass(slots=True)
class _Known:
    """What operations brought in: by field, and what went elsewhere as a whole."""

    fields: dict[Spot, _Brought] = field(default_factory=dict)
    pieces: dict[object, Spans] = field(default_factory=dict)

    def add(self, spot: Spot, value: object, spans: Spans) -> None:
        if isinstance(value, str):
            self.fields.setdefault(spot, _Brought()).add(value, spans)
        self.pieces.setdefault((type(value), value), spans)

    def find(self, spot: Spot, value: object) -> Spans | None:
        there = self.fields.get(spot)
        found = there.find(value) if there and isinstance(value, str) else None
        return self.pieces.get((type(value), value)) if found is None else found


def _given_again(said: Said, operations: Sequence[Operation], change: UUID) -> Given:
    """Tell what origins operations bring in that say the same as others before them."""
    known = _known(said, change, (node for each in operations for (node, _), _ in _brought(each)))
    given: dict[int, Spans] = {}
    for ordinal, operation in enumerate(operations):
        sizes = brought_in(operation)
        found = [known.find(spot, value) for spot, value in _brought(operation)]
        if any(found):
            own = Origin(change, ordinal)
            given[ordinal] = laid(
                *(
                    span(size, own) if part is None else part
                    for size, part in zip(sizes, found, strict=True)
                )
            )
    return given


def _known(said: Said, change: UUID, nodes: Iterable[NodeId]) -> _Known:
    """Gather what was brought in, and behind it all that these nodes said in the end.

    The latter is needed where the engine says a split or a move as a new node.
    """
    known = _Known()
    for ordinal, operation in enumerate(said.operations):
        sizes = brought_in(operation)
        spans = said.given.get(ordinal) or span(sum(sizes), Origin(change, ordinal))
        for (spot, value), part in zip(_brought(operation), dealt(spans, sizes), strict=True):
            known.add(spot, value, part)
    for node in dict.fromkeys(nodes):
        if node in said.text and node in said.after:
            spoken = zip(_said_by(said.text[node]), said.after[node].fields(), strict=True)
            for (spot, value), part in spoken:
                known.add(spot, value, part)
    return known


def _brought(operation: Operation) -> Iterator[tuple[Spot, object]]:
    """Give what an operation brings in, piece by piece like ``brought_in``, and to which field."""
    match operation:
        case Insert(_, states):
            for state in states:
                yield from _said_by(state)
        case Substitute(node, splices):
            yield from (((node, "text"), plain(splice.new)) for splice in splices)
        case Retitle(node, splices):
            yield from (((node, "heading"), plain(splice.new)) for splice in splices)
        case Join(node, _, gap):
            yield (node, "text"), plain(gap)
        case SetAttribute(node, key, _, new) if new is not None:
            yield (node, f"attribute {key}"), new


def _said_by(state: NodeState) -> Iterator[tuple[Spot, object]]:
    yield (state.id, "heading"), plain(state.heading)
    yield (state.id, "text"), plain(state.text)
    yield from (((state.id, f"attribute {key}"), value) for key, value in state.attributes)
