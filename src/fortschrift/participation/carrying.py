"""What was wanted of an older text, carried to a newer one, or told in words."""

from fortschrift.concepts.amending import read
from fortschrift.concepts.models import Wording
from fortschrift.concepts.selectors import ShownText
from fortschrift.core.text import Operation, TextError, apply
from fortschrift.core.text.difference.diff import diff
from fortschrift.core.text.instructions import instructions
from fortschrift.core.text.merging.rebase import rebase


def carried(wording: Wording, before: ShownText, after: ShownText) -> tuple[Operation, ...]:
    """Give the operations for the newer text; none where they no longer fit or there are none."""
    if not wording.operations or wording.base_id != before.row.change_id:
        return ()
    (operations,) = read([wording.operations])
    try:
        found = rebase(operations, diff(before.tree, after.tree), before.tree)
        apply(found, after.tree)
    except TextError:
        return ()
    return tuple(found)


def in_words(wording: Wording, before: ShownText) -> str:
    """Say in German what was wanted of the older text: "In Absatz 2 wird …"."""
    (operations,) = read([wording.operations])
    return "\n".join(instructions(operations, before.tree))
