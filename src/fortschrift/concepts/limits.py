"""How much one paragraph may hold: what no reader could read is a mistake of whoever pasted it."""

from collections.abc import Iterator, Sequence

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from fortschrift.concepts.misfits import name_of
from fortschrift.core.text import (
    Insert,
    NodeId,
    Operation,
    Reformat,
    Retitle,
    SetAttribute,
    Substitute,
    Tree,
    length,
)

#: Code points that one change may bring into one paragraph; a page has about 3,000.
LONGEST_TEXT = 200_000


def check_lengths(operations: Sequence[Operation], base: Tree) -> None:
    """Raise ValidationError naming the first paragraph that would get too much text."""
    for position, operation in enumerate(operations, start=1):
        for node, size in _sizes(operation):
            if size > LONGEST_TEXT:
                raise ValidationError(
                    _(
                        "%(number)d. Änderung: %(node)s würde %(size)d Zeichen auf einmal erhalten;"
                        " ein Absatz darf höchstens %(most)d haben."
                    )
                    % {
                        "number": position, "node": name_of(node, base), "size": size,
                        "most": LONGEST_TEXT,
                    },
                    code="too_long",
                )  # fmt: skip


def _sizes(operation: Operation) -> Iterator[tuple[NodeId, int]]:
    match operation:
        case Insert(_, states):
            yield from ((state.id, length(state.heading) + length(state.text)) for state in states)
        case Substitute(node, splices) | Reformat(node, splices) | Retitle(node, splices):
            yield node, sum(length(splice.new) for splice in splices)
        case SetAttribute(node, _, _, str(value)):
            yield node, len(value)
        case SetAttribute(node, _, _, tuple(values)):
            yield node, sum(map(len, values))
