"""Reads on concepts, by subject: concepts and versions, what a version says, nodes in time."""

from fortschrift.concepts.selectors.agenda import Agenda, Overlap, Passage, agenda
from fortschrift.concepts.selectors.amendments import (
    AmendmentPage,
    amendment_page,
    amendments_at,
    amendments_on,
    amendments_to,
    credits_of,
    dependent_on_order,
    notes_to_check,
    open_conflicts,
)
from fortschrift.concepts.selectors.concepts import (
    concept,
    concepts_of,
    version,
    versions_of,
)
from fortschrift.concepts.selectors.errata import OpenErratum, open_errata
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
from fortschrift.concepts.selectors.origins import (
    Left,
    TextOrigins,
    left_of,
    origins_of_text,
    what_is_left,
)
from fortschrift.concepts.selectors.search import NodeHit, search_nodes
from fortschrift.concepts.selectors.texts import (
    ShownText,
    shown_text,
    shown_texts,
    text_by_hash,
    texts_of,
)
from fortschrift.concepts.selectors.translations import (
    TranslatedText,
    translations_in,
    translations_of,
)

__all__ = [
    "Agenda",
    "AmendmentPage",
    "Comparison",
    "History",
    "InVersion",
    "Left",
    "NodeHit",
    "OpenErratum",
    "Overlap",
    "Passage",
    "Presence",
    "ShownText",
    "TextOrigins",
    "TranslatedText",
    "agenda",
    "amendment_page",
    "amendments_at",
    "amendments_on",
    "amendments_to",
    "compare_presence",
    "concept",
    "concepts_of",
    "credits_of",
    "dependent_on_order",
    "history_of",
    "left_of",
    "lineage_of",
    "node",
    "notes_to_check",
    "open_conflicts",
    "open_errata",
    "origins_of_text",
    "search_nodes",
    "shown_text",
    "shown_texts",
    "text_by_hash",
    "texts_of",
    "translations_in",
    "translations_of",
    "version",
    "versions_of",
    "what_is_left",
]
