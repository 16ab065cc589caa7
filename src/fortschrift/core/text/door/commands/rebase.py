"""Carry open amendments over what was adopted on the same base.

The answer gives, for each amendment that still fits, its operations on the text after the
adoption, and for each that does not, what is in its way and where.
"""

from typing import Any

from fortschrift.core.text.canonical.codec import Member, record
from fortschrift.core.text.door.amendments import (
    ALONE,
    Amendment,
    Amendments,
    clash_data,
    operations_on,
)
from fortschrift.core.text.door.changes import Compared
from fortschrift.core.text.door.documents import document
from fortschrift.core.text.door.names import Names
from fortschrift.core.text.door.renaming import operations_data
from fortschrift.core.text.door.request import ANYTHING, object_of, under
from fortschrift.core.text.errors import FormatError, TextError, Unfit
from fortschrift.core.text.merging.rebase import Carrier

EXAMPLE: Any = {
    "base": [{"id": "1", "text": "Gute Kurse für alle."}],
    "over": {"changes": [{"para": "1", "text": "Sehr gute Kurse für alle."}]},
    "open": [
        {"id": "Ä1", "changes": [{"para": "1", "text": "Gute Kurse für viele."}]},
        {"id": "Ä2", "changes": [{"para": "1", "text": "Kurse für alle."}]},
    ],
}

_ADOPTED = "over"
_REQUEST = object_of({"base": Member(ANYTHING), "over": Member(ANYTHING), "open": Member(ANYTHING)})
_OVER = record(Amendment, {"operations": Member(ANYTHING, None), "changes": Member(ANYTHING, None)})


def answer(request: Any, names: Names) -> Any:
    """Give what is carried, and what does not fit any more."""
    given = _REQUEST.read(request)
    base = document(given["base"], "base", names)
    over = under(
        "over",
        lambda: operations_on(
            _OVER.read(given["over"]), base.tree, base, names, called=_ADOPTED, compared=Compared()
        ),
    )
    carrier = under("over", lambda: Carrier(base.tree, over))
    open_ones = Amendments(given["open"], base, names, where="open", shape=ALONE)
    if _ADOPTED in open_ones.labels:
        path = f"open[{open_ones.labels.index(_ADOPTED)}].id"
        raise FormatError(path, f'"{_ADOPTED}" is the name of what was adopted')
    carried: list[Any] = []
    unfit: list[Any] = []
    for at, label in enumerate(open_ones.labels):
        operations = open_ones.operations(at)
        try:
            made = carrier.carry(operations)
        except Unfit as error:
            clashes = [clash_data(each, names) for each in error.clashes]
            unfit.append({"amendment": label, "clashes": clashes})
        except TextError as error:
            raise FormatError(f"open[{at}]", "") from error
        else:
            carried.append({"amendment": label, "operations": operations_data(made, names)})
    return {"carried": carried, "unfit": unfit}
