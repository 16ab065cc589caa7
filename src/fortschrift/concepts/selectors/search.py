"""Finding elements by heading or words, also by headings and words they no longer have."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias
from uuid import UUID

from django.db.models import Case, Max, Min, Prefetch, Q, Value, When

from fortschrift.accounts.models import Municipality
from fortschrift.concepts import repository
from fortschrift.concepts.models import (
    Node,
    NodeState,
    SearchEntry,
    Version,
    VersionStatus,
    VersionText,
)
from fortschrift.concepts.selectors.texts import shown_texts_of
from fortschrift.concepts.standing import speaking
from fortschrift.core import text

LIMIT = 25
#: More words than this make no search narrower, only slower.
_WORDS = 8

#: Shown texts, each with the keys of its states.
Texts: TypeAlias = Sequence[tuple[VersionText, frozenset[int]]]


@dataclass(frozen=True, slots=True)
class NodeHit:
    """An element that was found.

    ``heading``, ``level`` and ``state`` are those of today, as they stand in ``version``.
    ``matched`` is the state that has the words, in ``matched_in``; when its heading is another
    one than today's and has the words, it is the ``former_heading``.
    """

    node: Node
    version: Version
    heading: str
    level: str
    state: text.NodeState
    matched: text.NodeState
    matched_in: Version
    former_heading: str = ""


def search_nodes(municipality: Municipality, query: str, *, limit: int = LIMIT) -> list[NodeHit]:
    """Find elements and blocks that have, or once had, all the words; 4 queries.

    Headings come first, then words.  Only texts that a version shows are searched: no drafts, no
    transcriptions that were replaced.
    """
    words = repository.searchable(query).split()[:_WORDS]
    if not words:
        return []
    nodes = _nodes(municipality, words, limit)
    states = _states(nodes)
    texts = _texts({row.node.concept_id for row in states})
    hits = (_hit(node, [row for row in states if row.node_id == node], texts, words)
            for node in nodes)  # fmt: skip
    return sorted(filter(None, hits), key=lambda hit: bool(hit.former_heading))


def _nodes(municipality: Municipality, words: Sequence[str], limit: int) -> list[UUID]:
    entries = SearchEntry.objects.filter(_has("words", words), municipality=municipality)
    in_title = Max(Case(When(_has("title", words), then=Value(1)), default=Value(0)))
    # States were stored in document order, so their keys keep it.
    best = entries.values("node").annotate(in_title=in_title, first=Min("state"))
    best = best.order_by("-in_title", "first")
    return [row["node"] for row in best[:limit]]


def _has(field: str, words: Sequence[str]) -> Q:
    return Q(*(Q(**{f"{field}__contains": word}) for word in words))


def _states(nodes: Sequence[UUID]) -> list[NodeState]:
    rows = NodeState.objects.filter(node__in=nodes, search_entry__isnull=False).defer("origins")
    return list(rows.select_related("search_entry", "node__concept__municipality").order_by("pk"))


def _texts(concepts: set[UUID]) -> Texts:
    """Return the shown texts of the concepts in the order of their versions."""
    statuses = Prefetch("version__statuses", VersionStatus.objects.order_by("pk"))
    texts = VersionText.objects.filter(version__concept__in=concepts)
    found = shown_texts_of(texts.select_related("version").prefetch_related(statuses)).values()
    in_order = sorted(found, key=lambda row: row.version.order)
    return [(row, frozenset(repository.state_keys(row.manifest))) for row in in_order]


def _hit(
    node: UUID, states: Sequence[NodeState], texts: Texts, words: Sequence[str]
) -> NodeHit | None:
    standing = dict(_standing(states, texts))
    matching = {v: s for v, s in standing.items() if _matches(s.search_entry.words, words)}
    if not matching:
        return None
    today = speaking([each.version for each in standing])
    text_today = next(each for each in standing if each.version == today)
    state = standing[text_today]
    found_in = text_today if text_today in matching else list(matching)[-1]
    matched = matching[found_in]
    former = matched.heading != state.heading and _matches(matched.search_entry.title, words)
    return _shaped(text_today, state, found_in, matched, former=former)


def _standing(states: Sequence[NodeState], texts: Texts) -> Iterator[tuple[VersionText, NodeState]]:
    """Pair each text in which an element stands with its state there."""
    rows: Mapping[int, NodeState] = {row.pk: row for row in states}
    for text_row, keys in texts:
        yield from ((text_row, rows[key]) for key in rows.keys() & keys)


def _matches(folded: str, words: Sequence[str]) -> bool:
    return all(word in folded for word in words)


def _shaped(
    today: VersionText, state: NodeState, found_in: VersionText, matched: NodeState, *, former: bool
) -> NodeHit:
    now, then = repository.decoded([state.content, matched.content])
    level = repository.outline_of(today.manifest.outline).level(now.kind)
    return NodeHit(
        node=state.node, version=today.version, heading=state.heading,
        level=level.singular if level else "", state=now, matched=then,
        matched_in=found_in.version, former_heading=matched.heading if former else "",
    )  # fmt: skip
