"""What a row shows: pieces of heading and text, values, relations, names, what happened."""

from collections.abc import Iterator

from fortschrift.core.text.comparison.shown import (
    Pieces,
    ShownValue,
    in_words,
    shown_items,
    shown_text,
)
from fortschrift.core.text.node import NodeState, same_value
from fortschrift.core.text.outline import RELATION, AttributeType, Outline, ValueType
from fortschrift.core.text.runs import plain
from fortschrift.core.text.synopsis.continued import Continued
from fortschrift.core.text.synopsis.naming import Naming
from fortschrift.core.text.synopsis.row import HAPPENINGS, Change, Happening, Row, ShownRelation

BLOCK_LABELS = {
    "ordered": "nummeriert",
    "start": "erste Nummer",
    "header": "Kopf",
    "columns": "Spalten",
    "rows": "Zeilen",
    "media": "Bilddatei",
}
"""What the attributes of blocks are called."""

Names = tuple[Naming, Naming]


def with_content(row: Row, parts: Continued, names: Names) -> Row:
    """Fill in what a row shows."""
    if row.points_to is not None:
        return row._replace(happened=("pointer",))
    old, new = row.old, row.new
    filled = row._replace(
        heading=shown_text(old.heading if old else (), new.heading if new else ()),
        text=_text(row, parts),
        values=tuple(_values(old, new, names)),
        relations=tuple(_relations(old, new, names)),
        old_name=names[0].label(old) if old else "",
        new_name=names[1].label(new) if new else "",
        former_kind=names[0].kind(old.kind) if old and new and old.kind != new.kind else "",
    )
    happened = {*row.happened, *_happened(filled, parts)}
    return filled._replace(happened=tuple(each for each in HAPPENINGS if each in happened))


def value_in_words(state: NodeState, key: str, outline: Outline) -> tuple[str, ...]:
    """Write an attribute of a node in words as its level wants it; () where it has none."""
    value, known = state.attribute(key), _type(state, key, outline)
    words = () if value is None else in_words(value, known.type if known else None)
    is_counted = known is not None and known.unit and known.type == "number"
    return tuple(f"{each} {known.unit}" for each in words) if known and is_counted else words


def value_type(state: NodeState, key: str, outline: Outline) -> ValueType | None:
    """Tell how a value is to be read, None where the level does not know the attribute."""
    known = _type(state, key, outline)
    return known.type if known else None


def value_label(state: NodeState, key: str, outline: Outline) -> str:
    """Give the name of an attribute, its key where the level does not know it."""
    known = _type(state, key, outline)
    return known.label if known else BLOCK_LABELS.get(key, key)


def _type(state: NodeState, key: str, outline: Outline) -> AttributeType | None:
    level = outline.level(state.kind)
    return level.attribute(key) if level else None


def _text(row: Row, parts: Continued) -> Pieces:
    found = parts.texts.get(row.state.id)
    if found is not None:
        return found
    return shown_text(row.old.text if row.old else (), row.new.text if row.new else ())


def _values(old: NodeState | None, new: NodeState | None, names: Names) -> Iterator[ShownValue]:
    """Show the attributes of either side, in the order of the level, others last."""
    outlines = [naming.tree.outline for naming in names]
    sides = [(state, outline) for state, outline in zip((old, new), outlines, strict=True) if state]
    keys = dict.fromkeys(key for state, outline in reversed(sides) for key in _keys(state, outline))
    for key in keys:
        was = value_in_words(old, key, outlines[0]) if old else ()
        now = value_in_words(new, key, outlines[1]) if new else ()
        old_label = value_label(old, key, outlines[0]) if old and was else ""
        new_label = value_label(new, key, outlines[1]) if new and now else ""
        yield ShownValue(key, old_label, new_label, shown_items(was, now))


def _keys(state: NodeState, outline: Outline) -> Iterator[str]:
    """List the attributes a node has, in the order of its level, then those it does not know."""
    given = dict(state.attributes)
    level = outline.level(state.kind) if given else None
    for known in level.attributes if level else ():
        if known.key in given:
            yield known.key
    yield from given


def _relations(
    old: NodeState | None, new: NodeState | None, names: Names
) -> Iterator[ShownRelation]:
    was = old.relations if old else ()
    now = new.relations if new else ()
    for kind, target in sorted({*was, *now}):
        name = next((each.name(target) for each in reversed(names) if target in each.tree), "")
        stays = (kind, target) in was and (kind, target) in now
        gone_or_new: Change = "deleted" if (kind, target) in was else "inserted"
        outline = names[1 if (kind, target) in now else 0].tree.outline
        word = outline.term(RELATION, kind)
        yield ShownRelation(kind, target, name, "kept" if stays else gone_or_new, word)


def _happened(row: Row, parts: Continued) -> Iterator[Happening]:
    """Tell what happened to a node, apart from moves."""
    old, new = row.old, row.new
    divided = row.state.id in parts.texts
    if old and new:
        if divided:
            yield "split" if new.id in parts.splits else "joined"
        yield from _happened_to_both(row, old, new)
    elif row.continues is None:
        yield "new" if new else "gone"
    else:
        yield "split" if new else "joined"
    if row.continues or (old and new):
        yield from _reworded(row.heading + row.text, besides_blanks=divided)


def _happened_to_both(row: Row, old: NodeState, new: NodeState) -> Iterator[Happening]:
    if old.kind != new.kind:
        yield "kind"
    if len(old.attributes) != len(new.attributes) or not all(
        key == other and same_value(value, changed)
        for (key, value), (other, changed) in zip(old.attributes, new.attributes, strict=True)
    ):
        yield "attributes"
    if old.relations != new.relations:
        yield "relations"
    if row.old_name != row.new_name:
        yield "number"
    if old.parent_unknown != new.parent_unknown:
        yield "place"


def _reworded(pieces: Pieces, *, besides_blanks: bool) -> Iterator[Happening]:
    """Tell whether words changed; where a text is divided, blanks go and come with its ends."""
    changed = [piece for piece in pieces if piece.kind not in ("kept", "formatted")]
    if besides_blanks:
        changed = [each for each in changed if plain(each.old + each.new).strip()]
    if changed:
        yield "changed"
    elif any(piece.kind == "formatted" for piece in pieces):
        yield "formatted"
