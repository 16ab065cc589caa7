"""Lay two documents side by side, in rows.

Every paragraph of the old document is on the old side of one row, every one of the new
document on the new side of one row. Where something moved away, a row points to it.
"""

from typing import Any

from fortschrift.core.text.canonical.codec import Member
from fortschrift.core.text.comparison.shown import Piece, ShownValue
from fortschrift.core.text.door.documents import Followed, two_documents
from fortschrift.core.text.door.names import Names
from fortschrift.core.text.door.paragraphs import NAMES_OF_KINDS, text_data
from fortschrift.core.text.door.request import ANYTHING, object_of
from fortschrift.core.text.ids import NodeId
from fortschrift.core.text.synopsis import Row, ShownRelation, synopsis

EXAMPLE: Any = {
    "old": [{"id": "1", "text": "Gute Kurse für alle."}],
    "new": [{"id": "1", "text": "Gute Kurse für viele."}, {"id": "2", "text": "Und Feste."}],
}

_REQUEST = object_of({"old": Member(ANYTHING), "new": Member(ANYTHING)})
_WORDS = ("old_name", "new_name", "elsewhere", "former_kind")


def answer(request: Any, names: Names) -> Any:
    """Give the rows; of paragraphs, those of the lists and the root are left out."""
    old, new, same = two_documents(_REQUEST.read(request), names)
    ids = {own: node for node, own in same.own.items()}
    shown = {*old.nodes, *(ids.get(node, node) for node in new.nodes)}
    rows = synopsis(old.tree, same.tree)
    return {"rows": [_row(row, same, names) for row in rows if _node(row) in shown]}


def _node(row: Row) -> NodeId:
    return row.points_to if row.points_to is not None else row.state.id


def _row(row: Row, same: Followed, names: Names) -> dict[str, Any]:
    """Write what a row says; what it does not say is left out."""
    said: dict[str, Any] = {"depth": row.depth}
    if row.old:
        said["old"] = names.name_of(row.old.id)
    if row.new:
        said["new"] = names.name_of(same.own.get(row.new.id, row.new.id))
    if row.points_to is None:
        said["kind"] = NAMES_OF_KINDS.get(row.state.kind, row.state.kind)
    more = {
        "happened": list(row.happened),
        "heading": [_piece(each) for each in row.heading],
        "text": [_piece(each) for each in row.text],
        "values": [_value(each) for each in row.values],
        "relations": [_relation(each, names) for each in row.relations],
        "continues": row.continues and names.name_of(row.continues),
        "points_to": row.points_to and names.name_of(row.points_to),
        **{name: getattr(row, name) for name in _WORDS},
    }
    return {**said, **{name: value for name, value in more.items() if value}}


def _piece(piece: Piece) -> list[Any]:
    """Write a piece as kind and text; what was formatted as kind, old text and new text."""
    if piece.kind == "formatted":
        return [piece.kind, text_data(piece.old), text_data(piece.new)]
    text = text_data(piece.new or piece.old)
    return [piece.kind, text] if piece.move is None else [piece.kind, text, piece.move]


def _value(value: ShownValue) -> dict[str, Any]:
    return {
        "key": value.key,
        "old_label": value.old_label,
        "new_label": value.new_label,
        "items": [[_piece(piece) for piece in item] for item in value.items],
    }


def _relation(relation: ShownRelation, names: Names) -> dict[str, Any]:
    return {
        "kind": relation.kind,
        "target": names.name_of(relation.target),
        "name": relation.name,
        "change": relation.change,
    }
