"""Merge amendments into the text they were written on.

With the mode "set" the answer holds every amendment that clashes with no other one; with
"in_turn" they are adopted one after another by number, as in a meeting, and what does not fit
what stands already is dropped. Conflicts say who stands against whom, and where.
"""

from typing import Any

from fortschrift.core.text.apply import apply
from fortschrift.core.text.canonical.codec import Member, exactly
from fortschrift.core.text.door.amendments import Amendments, clash_data
from fortschrift.core.text.door.documents import document, written
from fortschrift.core.text.door.names import Names
from fortschrift.core.text.door.renaming import operations_data
from fortschrift.core.text.door.request import ANYTHING, object_of
from fortschrift.core.text.errors import FormatError
from fortschrift.core.text.merging.merge import in_turn, merge
from fortschrift.core.text.merging.proposal import Conflict, SharedPlace, SharedSentence

EXAMPLE: Any = {
    "base": [{"id": "1", "text": "Gute Kurse für alle."}],
    "amendments": [
        {"id": "Ä1", "changes": [{"para": "1", "text": "Gute Kurse für viele."}]},
        {"id": "Ä2", "changes": [{"para": "1", "text": "Bessere Kurse für alle."}]},
    ],
}

_WAYS = {"set": merge, "in_turn": in_turn}
_REQUEST = object_of(
    {
        "base": Member(ANYTHING),
        "amendments": Member(ANYTHING),
        "mode": Member(exactly(str), "set"),
    },
)


def answer(request: Any, names: Names) -> Any:
    """Give what is adopted and what is not, the text, and who wrote what of the operations."""
    given = _REQUEST.read(request)
    mode = given["mode"]
    if mode not in _WAYS:
        raise FormatError("mode", f"one of {', '.join(_WAYS)} expected")
    base = document(given["base"], "base", names)
    amendments = Amendments(given["amendments"], base, names)
    merged = amendments.decided(_WAYS[mode])
    named = amendments.all_named
    return {
        "adopted": named(merged.adopted),
        "conflicts": [_conflict(each, amendments, names) for each in merged.conflicts],
        "lapsed": named(merged.lapsed),
        "dependent": named(merged.dependent),
        "text": written(apply(merged.operations, base.tree), base, names),
        "operations": operations_data(merged.operations, names),
        "credits": [named(each) for each in merged.credits],
        "places": [_place(each, amendments, names) for each in merged.places],
        "sentences": [_sentence(each, amendments, names) for each in merged.sentences],
    }


def _conflict(conflict: Conflict, amendments: Amendments, names: Names) -> dict[str, Any]:
    named = amendments.all_named
    return {
        "amendments": named(conflict.proposals),
        "clashes": [
            {"amendments": named(each.proposals), **clash_data(each, names)}
            for each in conflict.clashes
        ],
    }


def _place(shared: SharedPlace, amendments: Amendments, names: Names) -> dict[str, Any]:
    """Write a place that several fill: behind a node of a parent, or at an offset of a text."""
    said: dict[str, Any] = {"amendments": amendments.all_named(shared.proposals)}
    if shared.place is not None:
        after = shared.place.after and names.name_of(shared.place.after)
        return {**said, "parent": names.name_of(shared.place.parent), "after": after}
    node = shared.node and names.name_of(shared.node)
    return {**said, "id": node, "field": shared.field, "at": shared.at}


def _sentence(shared: SharedSentence, amendments: Amendments, names: Names) -> dict[str, Any]:
    return {
        "amendments": amendments.all_named(shared.proposals),
        "id": names.name_of(shared.node),
        "field": shared.field,
        "start": shared.start,
        "end": shared.end,
    }
