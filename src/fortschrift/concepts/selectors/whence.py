"""Reads for "Woher kommt dieser Text?": passages of a frozen text with what each character is from.

A text is one row; beside it only the states that are shown are read, with the changes, proposals
and sources that they name.
"""

import json
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from uuid import UUID

from fortschrift.concepts import repository
from fortschrift.concepts.ancestry import since
from fortschrift.concepts.models import (
    Amendment,
    Change,
    ChangeSource,
    Concept,
    Node,
    Strand,
    Version,
    VersionText,
    Wording,
)
from fortschrift.core.text import (
    BLOCKS,
    OPERATIONS,
    TREE,
    AttributeValue,
    InlineText,
    NodeId,
    NodeState,
    Operation,
    Run,
    Tree,
    cut,
    inline,
    length,
)
from fortschrift.core.text.node import Attributes
from fortschrift.core.text.origins.node_origins import NodeOrigins
from fortschrift.core.text.origins.spans import Origin, Spans
from fortschrift.core.text.synopsis.content import value_in_words, value_label


@dataclass(frozen=True)
class CitedText:
    """A frozen text to ask for origins: its tree and the key of each node's state."""

    row: VersionText
    tree: Tree
    keys: Mapping[NodeId, int]

    @property
    def version(self) -> Version:
        return self.row.version


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words of one operation that stand side by side; a list's items are words of their own."""

    words: InlineText
    origin: Origin


@dataclass(frozen=True, slots=True)
class Field:
    """A heading, a text or an attribute (``label`` is what that is called) in stretches."""

    name: str
    label: str
    stretches: Sequence[Stretch]


@dataclass(frozen=True)
class Source:
    """What an operation is: its change, what it did, the proposals behind it.

    ``is_public`` is False for a change of a draft that no version ever said: its words were taken
    over, its reason was not.  ``texts`` are what it brought in from outside, with their claims;
    ``version`` is the first that says it.
    """

    origin: Origin
    change: Change
    is_public: bool
    operation: Operation | None = None
    amendments: Sequence[Amendment] = ()
    texts: Sequence[VersionText] = ()
    version: Version | None = None


@dataclass(frozen=True)
class Whence:
    """A passage: the node's address and state, its fields, and each source once, in order."""

    slug: str
    state: NodeState
    fields: Sequence[Field]
    sources: Sequence[Source]


def cited_text(version: Version, start: str = "") -> CitedText | None:
    """Read the text of a version that is asked for, the latest if none is; 1 query."""
    texts = VersionText.objects.filter(version=version).select_related("manifest", "change")
    if start:
        row = texts.filter(hash__startswith=start).order_by("order").first()
    else:
        row = texts.order_by("-order").first()
    if row is None:
        return None
    row.version = version
    canonical = zlib.decompress(bytes(row.manifest.canonical)).decode()
    (tree,) = TREE.from_stored([canonical])
    keys = repository.state_keys(row.manifest)
    return CitedText(row, tree, {state.id: key for state, key in zip(tree, keys, strict=True)})


def node_in(cited: CitedText, slug: str) -> NodeId | None:
    """Find a node of the text by its address; 1 query."""
    nodes = Node.objects.filter(slug=slug, municipality=cited.version.concept.municipality_id)
    key = nodes.values_list("pk", flat=True).first()
    return NodeId(key) if key is not None and NodeId(key) in cited.tree else None


def passages(tree: Tree) -> list[NodeState]:
    """List the nodes that say something, in document order."""
    return [state for state in tree if state.heading or state.text or _told(state)]


def whence(cited: CitedText, nodes: Sequence[NodeId]) -> list[Whence]:
    """Tell where the words of nodes come from; the same few queries for one and for fifty."""
    rows = repository.origins_and_slugs(cited.keys[node] for node in nodes)
    fields = {node: list(_fields(cited.tree[node], cited.tree, rows[node][1])) for node in nodes}
    named = dict.fromkeys(
        stretch.origin
        for listed in fields.values()
        for field in listed
        for stretch in field.stretches
    )
    sources = _sources(cited, list(named))
    return [
        Whence(
            rows[node][0], cited.tree[node], fields[node],
            [sources[origin] for origin in _once(fields[node])],
        )
        for node in nodes
    ]  # fmt: skip


def _once(fields: Iterable[Field]) -> list[Origin]:
    return list(dict.fromkeys(stretch.origin for field in fields for stretch in field.stretches))


def _fields(state: NodeState, tree: Tree, origins: NodeOrigins) -> Iterator[Field]:
    if state.heading:
        yield Field("heading", "", _cut(state.heading, origins.heading))
    if state.text:
        yield Field("text", "", _cut(state.text, origins.text))
    for (key, value), (_, spans) in zip(state.attributes, origins.attributes, strict=True):
        if (key, value) not in _told(state):
            continue
        said = value_in_words(state, key, tree.outline)
        yield Field(key, value_label(state, key, tree.outline), _value(said, value, spans))


def _told(state: NodeState) -> Attributes:
    """Give the attributes that say something; that a list is numbered, a table shows itself."""
    return () if state.kind in BLOCKS else state.attributes


def _cut(text: InlineText, spans: Spans) -> list[Stretch]:
    starts = accumulate((size for size, _ in spans), initial=0)
    return [
        Stretch(cut(text, start, start + size), origin)
        for start, (size, origin) in zip(starts, spans, strict=False)
    ]


def _value(said: Sequence[str], value: AttributeValue, spans: Spans) -> list[Stretch]:
    """Cut an attribute: a list item by item, a string by its characters, else as a whole."""
    if isinstance(value, str) and list(said) == [value]:
        return _cut(inline(value), spans)
    if isinstance(value, tuple):
        return [
            Stretch((Run(item),), origin) for item, origin in zip(value, _each(spans), strict=False)
        ]
    words = inline(", ".join(said))
    return [Stretch(words, spans[0][1])] if spans and length(words) else []


def _each(spans: Spans) -> Iterator[Origin]:
    for size, origin in spans:
        yield from (origin for _ in range(size))


def _sources(cited: CitedText, origins: Sequence[Origin]) -> dict[Origin, Source]:
    """Read the changes that origins name, what they did, what stands behind; 8 or 9 queries."""
    changes = Change.objects.defer("placed").in_bulk({origin.change for origin in origins})
    histories = _Histories.of(cited.version.concept)
    credited = _credited(changes.values())
    texts = _texts_brought_in(changes.values())
    return {
        origin: Source(
            origin, change, origin.change in histories.first,
            operation=_operation(change, origin.operation),
            amendments=credited.get(origin, ()),
            texts=texts.get(origin.change, ()),
            version=histories.first.get(origin.change),
        )
        for origin in origins
        if (change := changes.get(origin.change)) is not None
    }  # fmt: skip


@dataclass(frozen=True)
class _Histories:
    """The first version that says what a change left; changes no version says are not there."""

    first: Mapping[UUID, Version]

    @classmethod
    def of(cls, concept: Concept) -> "_Histories":
        texts = (
            VersionText.objects.filter(version__concept=concept)
            .select_related("version")
            .order_by("version__order", "order")
        )
        ancestry = repository.ancestry_of(concept.pk)
        first: dict[UUID, Version] = {}
        for text in texts:
            for change in ancestry.line(text.change_id):
                if change in first:
                    break
                first[change] = text.version
        _add_said_again(concept, ancestry, first)
        return cls(first)


def _add_said_again(
    concept: Concept, ancestry: repository.Ancestry, first: dict[UUID, Version]
) -> None:
    """Let what was said again after a correction count as what it was said as; 1 query, or 2.

    Words keep their first origin, a change of a strand that another one replaces by now: a version
    says that change where it says the one that repeats it.
    """
    strands = Strand.objects.filter(concept=concept, replaced_by__isnull=False)
    replaced = {
        change
        for head, begun_at in strands.values_list("head", "begun_at")
        for change in since(ancestry.line(head), begun_at)
    }
    if not replaced:
        return
    rows = ChangeSource.objects.filter(source__in=replaced).order_by("-pk")
    for change, source in rows.values_list("change", "source"):
        if change in first:
            first.setdefault(source, first[change])


def _credited(changes: Iterable[Change]) -> dict[Origin, list[Amendment]]:
    listed = {each.pk: json.loads(each.credits) for each in changes if each.credits}
    keys = {key for rows in listed.values() for row in rows for key in row}
    wordings = Wording.objects.filter(pk__in=keys).select_related("amendment").in_bulk()
    return {
        Origin(change, number): sorted(
            {wordings[key].amendment for key in row if key in wordings},
            key=lambda amendment: amendment.number,
        )
        for change, rows in listed.items()
        for number, row in enumerate(rows)
    }


def _texts_brought_in(changes: Iterable[Change]) -> dict[UUID, list[VersionText]]:
    """Give the texts that a change brought in from outside, with their sources."""
    kinds = (Change.Kind.IMPORT, Change.Kind.TRANSCRIPTION, Change.Kind.ERRATUM)
    keys = [each.pk for each in changes if each.kind in kinds]
    rows = (
        VersionText.objects.filter(change__in=keys)
        .select_related("version")
        .prefetch_related("claims__source")
        .order_by("order")
    )
    found: dict[UUID, list[VersionText]] = {}
    for row in rows:
        found.setdefault(row.change_id, []).append(row)
    return found


def _operation(change: Change, ordinal: int) -> Operation | None:
    """Read one operation of a change; a text brought in from outside has none."""
    operations = OPERATIONS.from_stored([change.operations])[0]
    return operations[ordinal] if ordinal < len(operations) else None
