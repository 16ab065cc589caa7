"""Reads on concepts, by subject: concepts and versions, what a version says, nodes in time."""

from fortschrift.concepts.selectors.concepts import (
    concept,
    concepts_of,
    version,
    versions_of,
)
from fortschrift.concepts.selectors.nodes import (
    Comparison,
    History,
    InVersion,
    Presence,
    compare_presence,
    history_of,
    lineage_of,
    node,
)
from fortschrift.concepts.selectors.search import NodeHit, search_nodes
from fortschrift.concepts.selectors.texts import (
    ShownText,
    shown_text,
    shown_texts,
    text_by_hash,
    texts_of,
)

__all__ = [
    "Comparison",
    "History",
    "InVersion",
    "NodeHit",
    "Presence",
    "ShownText",
    "compare_presence",
    "concept",
    "concepts_of",
    "history_of",
    "lineage_of",
    "node",
    "search_nodes",
    "shown_text",
    "shown_texts",
    "text_by_hash",
    "texts_of",
    "version",
    "versions_of",
]
