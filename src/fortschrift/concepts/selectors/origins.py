"""Reads on origins: where each character of a text comes from, and what is left of it."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from uuid import UUID

from django.db.models import QuerySet

from fortschrift.concepts import repository
from fortschrift.concepts.models import Amendment, Change, Manifest, OperationNode, Strand
from fortschrift.core import text
from fortschrift.core.text import AttributeValue, NodeId, plain
from fortschrift.core.text.origins.node_origins import NodeOrigins
from fortschrift.core.text.origins.spans import Origin, Spans


@dataclass(frozen=True, slots=True)
class TextOrigins:
    """Where the characters of a text come from: spans by node, and the changes they name."""

    nodes: Mapping[NodeId, NodeOrigins]
    changes: Mapping[UUID, Change]


@dataclass(frozen=True, slots=True)
class Passage:
    """Characters of one operation that stand side by side in a field of a node.

    ``field`` is "heading", "text" or the key of an attribute; ``start`` counts code points (in a
    list its items), ``words`` is what stands there.
    """

    origin: Origin
    field: str
    start: int
    length: int
    words: str


@dataclass(frozen=True, slots=True)
class Left:
    """What is left of a change in one node: the node's address and heading, and the passages."""

    node: NodeId
    slug: str
    heading: str
    passages: Sequence[Passage]

    @property
    def characters(self) -> int:
        return sum(passage.length for passage in self.passages)


def origins_of_text(of: Manifest | Strand) -> TextOrigins:
    """Read the origins of a frozen text or of the head of a strand; 2 queries."""
    nodes = repository.origins_of(of)
    named = {
        origin.change
        for origins in nodes.values()
        for spans in origins.fields()
        for _, origin in spans
    }
    return TextOrigins(nodes, repository.changes(named))


def what_is_left(
    change: Change, of: Manifest | Strand, *, operation: int | None = None
) -> list[Left]:
    """Tell what is left of a change, or of one operation of it, in a text; 2 queries.

    In document order; the text may be of any version or strand, as characters keep their origin
    when they are taken over.  Empty when nothing is left.
    """
    places = OperationNode.objects.filter(change=change)
    if operation is not None:
        places = places.filter(ordinal=operation)

    def wanted(origin: Origin) -> bool:
        return origin.change == change.pk and operation in (None, origin.operation)

    return _left(of, places, wanted)


def left_of(amendment: Amendment, of: Manifest | Strand) -> list[Left]:
    """Tell what is left of an amendment in a text, however it got there; 4 queries.

    Adopted by itself or in a merge, by parts, within the amendment that it amended or in a joint
    text that stands for it: all that is credited to one of its wordings.  Words keep their first
    origin, so it is the same on a strand that was built anew.  In document order; empty when
    nothing is left.
    """
    wordings = set(amendment.wordings.values_list("pk", flat=True))
    credited = {
        Origin(change, operation)
        for change, listed in _credits(amendment.concept_id)
        for operation, keys in enumerate(json.loads(listed))
        if not wordings.isdisjoint(keys)
    }
    changes = {origin.change for origin in credited}
    return _left(of, OperationNode.objects.filter(change__in=changes), credited.__contains__)


def _credits(concept: UUID) -> QuerySet[Change, tuple[UUID, str]]:
    """Give the changes of a concept that took amendments in, each with its credits."""
    taken_in = Change.objects.filter(concept=concept).exclude(credits="")
    return taken_in.values_list("pk", "credits")


def _left(
    of: Manifest | Strand,
    places: QuerySet[OperationNode],
    wanted: Callable[[Origin], bool],
) -> list[Left]:
    return [
        Left(row.pk, row.slug, row.state.title, passages)
        for row, origins in repository.with_origins(of, places.values("node"))
        if (passages := list(_passages(row.state, origins, wanted)))
    ]


def _passages(
    state: text.NodeState, origins: NodeOrigins, wanted: Callable[[Origin], bool]
) -> Iterator[Passage]:
    values: list[tuple[str, AttributeValue]] = [
        ("heading", plain(state.heading)), ("text", plain(state.text)), *state.attributes,
    ]  # fmt: skip
    for (field, value), spans in zip(values, origins.fields(), strict=True):
        for start, length, origin in _placed(spans):
            if wanted(origin):
                yield Passage(origin, field, start, length, _cut(value, start, start + length))


def _placed(spans: Spans) -> Iterator[tuple[int, int, Origin]]:
    starts = accumulate((length for length, _ in spans), initial=0)
    yield from ((start, *span) for start, span in zip(starts, spans, strict=False))


def _cut(value: AttributeValue, start: int, end: int) -> str:
    if isinstance(value, str):
        return value[start:end]
    return ", ".join(value[start:end]) if isinstance(value, tuple) else str(value)
