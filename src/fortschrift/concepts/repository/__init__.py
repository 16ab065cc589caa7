"""Rows <-> tree: the one place that knows how a text lies in the database.

A state is stored once per node, content and origins; a manifest (and the head of a strand) lists
the keys of its states in document order, a change the keys of those it put in place.  So a further
version costs a key per unchanged node, an equal text costs nothing, and any version is read by two
queries whatever the number of versions.  Origins lie beside the content and are read only when
somebody asks.
"""

from fortschrift.concepts.repository.bulk import insert_rows, update_rows
from fortschrift.concepts.repository.origins import (
    StoredOrigins,
    origins_and_slugs,
    origins_in,
    origins_of,
    with_origins,
    with_origins_of,
)
from fortschrift.concepts.repository.reading import (
    Ancestry,
    Keys,
    StoredState,
    StoredText,
    ancestry_of,
    canonical_bytes,
    changes,
    decoded,
    known_nodes,
    line_of,
    load,
    load_tree,
    nodes_of,
    operations_of_changes,
    outline_of,
    root_of,
    state_keys,
    states_by_key,
    text_at,
)
from fortschrift.concepts.repository.storing import (
    hold,
    listed,
    searchable,
    store_manifest,
    store_nodes,
    store_outline,
    store_places,
    store_states,
)
from fortschrift.concepts.repository.wordings import insert_carried, let_hold

__all__ = [
    "Ancestry",
    "Keys",
    "StoredOrigins",
    "StoredState",
    "StoredText",
    "ancestry_of",
    "canonical_bytes",
    "changes",
    "decoded",
    "hold",
    "insert_carried",
    "insert_rows",
    "known_nodes",
    "let_hold",
    "line_of",
    "listed",
    "load",
    "load_tree",
    "nodes_of",
    "operations_of_changes",
    "origins_and_slugs",
    "origins_in",
    "origins_of",
    "outline_of",
    "root_of",
    "searchable",
    "state_keys",
    "states_by_key",
    "store_manifest",
    "store_nodes",
    "store_outline",
    "store_places",
    "store_states",
    "text_at",
    "update_rows",
    "with_origins",
    "with_origins_of",
]
