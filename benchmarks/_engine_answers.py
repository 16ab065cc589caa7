"""What the engine says of hand-marked pairs, in the form in which people marked them.

The form is told in tests/core/text/pairs/README.md.
"""

from typing import Any, TypeAlias

from fortschrift.core.text import inline
from fortschrift.core.text.align import align_blocks
from fortschrift.core.text.canonical.schema import TEXT
from fortschrift.core.text.comparison.shown import shown_text

Places: TypeAlias = tuple[int, ...]


def text_answer(old: Any, new: Any) -> list[list[str]]:
    """Compare one hand-marked paragraph, in the form of its answers."""
    one, other = (TEXT.read([side] if isinstance(side, str) and side else side or []) for side in
                  (old, new))  # fmt: skip
    return _segments(one, other)


def paragraphs_answer(old: list[str], new: list[str]) -> list[dict[str, Any]]:
    """Compare hand-marked paragraphs, in the form of their answers."""
    found = align_blocks(old, new)
    rows: list[tuple[Places, Places]] = [((before,), parts) for before, parts in found.splits]
    rows += [(parts, (after,)) for parts, after in found.joins]
    told = {each for row in rows for each in row[1]}
    rows += [((before,), (after,)) for after, before in found.pairs.items() if after not in told]
    rows += [((at,), ()) for at in range(len(old)) if not any(at in row[0] for row in rows)]
    rows += [((), (at,)) for at in range(len(new)) if not any(at in row[1] for row in rows)]
    return [
        {
            "old": list(before),
            "new": list(after),
            "marks": _segments(
                inline("\n".join(old[at] for at in before)),
                inline("\n".join(new[at] for at in after)),
            ),
        }
        for before, after in rows
    ]


def _segments(old: Any, new: Any) -> list[list[str]]:
    signs = {
        "kept": "=", "formatted": "~", "deleted": "-", "moved_away": "-", "inserted": "+",
        "moved_here": "+",
    }  # fmt: skip
    return [
        [signs[each.kind], "".join(run.text for run in (each.new or each.old))]
        for each in shown_text(old, new)
    ]
