"""How much a text may hold: what no reader could read is a mistake of whoever pasted it.

Measured twice: the operations before anything is done with them, and all that they leave new in
the text, since many small ones may make one heap.
"""

from collections.abc import Iterable, Iterator, Sequence

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from fortschrift.concepts.errors import FIELDS
from fortschrift.concepts.misfits import name_of
from fortschrift.core.text import (
    OUTLINE,
    AttributeValue,
    ChangeKind,
    ChangeOutline,
    Insert,
    Join,
    NodeId,
    NodeState,
    Operation,
    Reformat,
    Relate,
    Retitle,
    SetAttribute,
    SetPrintedNumber,
    Substitute,
    Tree,
    length,
)

#: Code points of a heading, a text, an attribute; a page has about 3,000.
LONGEST_TEXT = 200_000
#: Bytes of a file of ours that comes back or that anybody asks about.
LARGEST_OWN_FILE = 10 * 2**20
#: Code points that one change, one amendment or one text brought in may have in all.
MOST_AT_ONCE = 5_000_000


def check_lengths(operations: Sequence[Operation], base: Tree) -> None:
    """Raise ValidationError naming the first element that would get too much, or the whole."""
    total = 0
    for position, operation in enumerate(operations, start=1):
        for node, size in _sizes(operation):
            total += size
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
    _check_total(total)


def check_new_states(states: Iterable[NodeState], tree: Tree) -> None:
    """Raise ValidationError naming the first element and field that hold too much.

    ``states`` are those that are new in the tree.
    """
    total = 0
    for state in states:
        for field, size in _fields(state):
            total += size
            if size > LONGEST_TEXT:
                raise ValidationError(
                    _("%(node)s: %(field)s hätte %(size)d Zeichen; erlaubt sind %(most)d.")
                    % {
                        "node": name_of(state.id, tree), "field": FIELDS.get(field, field),
                        "size": size, "most": LONGEST_TEXT,
                    },
                    code="too_long",
                )  # fmt: skip
    _check_total(total)


def _check_total(size: int) -> None:
    if size > MOST_AT_ONCE:
        raise ValidationError(
            _("Das sind %(size)d Zeichen auf einmal; höchstens %(most)d sind möglich.")
            % {"size": size, "most": MOST_AT_ONCE},
            code="too_much",
        )


def _sizes(operation: Operation) -> Iterator[tuple[NodeId | None, int]]:
    match operation:
        case Insert(_, states):
            yield from ((state.id, sum(size for _, size in _fields(state))) for state in states)
        case Substitute(node, splices) | Reformat(node, splices) | Retitle(node, splices):
            yield node, sum(length(splice.new) for splice in splices)
        case Join(node, _, gap):
            yield node, length(gap)
        case SetAttribute(node, _, _, value):
            yield node, _size_of(value)
        case SetPrintedNumber(node, _, value):
            yield node, _size_of(value)
        case Relate(node, word, _) | ChangeKind(node, _, word):
            yield node, len(word)
        case ChangeOutline(_, new):
            yield None, len(OUTLINE.to_bytes(new))


def _fields(state: NodeState) -> Iterator[tuple[str, int]]:
    """Give the size of everything a state says, by field; for an attribute its key."""
    yield "heading", length(state.heading)
    yield "text", length(state.text)
    yield "printed_number", _size_of(state.printed_number)
    yield "relations", sum(len(kind) for kind, _ in state.relations)
    for key, value in state.attributes:
        yield key, len(key) + _size_of(value)


def _size_of(value: AttributeValue | None) -> int:
    if isinstance(value, str):
        return len(value)
    return sum(map(len, value)) if isinstance(value, tuple) else 0
