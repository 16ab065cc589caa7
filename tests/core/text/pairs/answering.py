"""What the engine says of a pair, in the form in which people marked it (README.md)."""

from collections.abc import Sequence
from typing import Any, TypeAlias

from fortschrift.core.text.align import align_blocks
from fortschrift.core.text.canonical.schema import TEXT
from fortschrift.core.text.comparison.shown import shown_text
from fortschrift.core.text.runs import InlineText, inline, plain
from tests.core.text.pairs.scoring import Pair, Segment

Places: TypeAlias = tuple[int, ...]

_SIGNS = {
    "kept": "=",
    "formatted": "~",
    "deleted": "-",
    "moved_away": "-",
    "inserted": "+",
    "moved_here": "+",
}


def answered(pair: Pair) -> list[Any]:
    """Compare the two wordings of a pair, as a page would show them."""
    if pair.shape == "paragraphs":
        return _rows(pair.old, pair.new)
    return _segments(_text(pair.old), _text(pair.new))


def _text(side: Any) -> InlineText:
    return inline(side) if isinstance(side, str) else TEXT.read(side)


def _rows(old: Sequence[str], new: Sequence[str]) -> list[dict[str, Any]]:
    return [
        {"old": before, "new": after, "marks": _segments(_joined(old, before), _joined(new, after))}
        for before, after in _places(old, new)
    ]


def _places(old: Sequence[str], new: Sequence[str]) -> list[tuple[Places, Places]]:
    """Tell which paragraphs became which; what was dropped or added stands alone."""
    found = align_blocks(old, new)
    rows: list[tuple[Places, Places]] = [((before,), parts) for before, parts in found.splits]
    rows += [(parts, (after,)) for parts, after in found.joins]
    told = {after for row in rows for after in row[1]}
    rows += [((before,), (after,)) for after, before in found.pairs.items() if after not in told]
    rows += [((at,), ()) for at in range(len(old)) if not any(at in row[0] for row in rows)]
    rows += [((), (at,)) for at in range(len(new)) if not any(at in row[1] for row in rows)]
    return rows


def _joined(paragraphs: Sequence[str], places: Places) -> InlineText:
    return inline("\n".join(paragraphs[at] for at in places))


def _segments(old: InlineText, new: InlineText) -> list[Segment]:
    return [(_SIGNS[each.kind], plain(each.new or each.old)) for each in shown_text(old, new)]
