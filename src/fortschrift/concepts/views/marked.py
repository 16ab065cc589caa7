"""A difference of two texts as the pages of the desk show it."""

from django.utils.safestring import SafeString, mark_safe

from fortschrift.concepts.desk.changed import changed_rows, is_changed
from fortschrift.concepts.rendering.html import comparison
from fortschrift.core.text import NodeId, Numbers, Tree


def marked(
    before: Tree,
    after: Tree,
    *,
    below: NodeId | None = None,
    numbers: Numbers | None = None,
    prefix: str = "d-",
    heading_level: int = 3,
) -> SafeString:
    """Write what changed with what it stands under; "" where nothing did.

    Ids begin with the prefix, so that a page can hold two; `heading_level` is the highest one.
    `numbers` are those of the text before, where a page has them for many differences.
    """
    rows = changed_rows(before, after, below=below, numbers=numbers)
    if not rows:
        return SafeString("")
    return mark_safe(comparison(rows, prefix=prefix, heading_level=heading_level))


def first_places(
    before: Tree, after: Tree, most: int, *, prefix: str = "d-", heading_level: int = 3
) -> tuple[SafeString, int]:
    """Write the first changed passages with what they stand under, and count all of them."""
    rows = changed_rows(before, after)
    changed = [at for at, row in enumerate(rows) if is_changed(row)]
    if not changed:
        return SafeString(""), 0
    shown = rows[: changed[:most][-1] + 1]
    written = comparison(shown, prefix=prefix, heading_level=heading_level)
    return mark_safe(written), len(changed)
