"""Tell what differs between two texts, or between two documents.

Two texts give hunks: where they begin and end, in code points, and their words; "way" is
"readable" (for people) or "least" (as few words as possible). Two documents give pairs of what
is the same, the operations from the old one to the new one, and the words these mark.
"""

from collections.abc import Iterator
from typing import Any

from fortschrift.core.text.canonical.codec import Member, exactly
from fortschrift.core.text.door.names import Names
from fortschrift.core.text.door.request import ANYTHING, checked, object_of, under
from fortschrift.core.text.errors import FormatError

EXAMPLE: Any = {"old": "Die Stadt fördert Kurse.", "new": "Die Stadt fördert gute Kurse."}

_TEXT = Member(exactly(str))
_TEXTS = object_of({"old": _TEXT, "new": _TEXT, "way": Member(exactly(str), "readable")})
_DOCUMENTS = object_of({"old": Member(ANYTHING), "new": Member(ANYTHING)})


def answer(request: Any, names: Names) -> Any:
    """Give hunks of two texts, or pairs, operations and marks of two documents."""
    if type(request) is dict and type(request.get("old")) is str:
        return {"hunks": list(_hunks(**_TEXTS.read(request)))}
    given = _DOCUMENTS.read(request)
    from fortschrift.core.text.door.differing import difference

    return difference(given, names)


def _hunks(old: str, new: str, way: str = "readable") -> Iterator[dict[str, Any]]:
    from fortschrift.core.text.comparison.hunks import least_hunks, readable_hunks

    ways = {"readable": readable_hunks, "least": least_hunks}
    if way not in ways:
        raise FormatError("way", f"one of {', '.join(ways)} expected")
    old, new = under("old", lambda: _taken_in(old)), under("new", lambda: _taken_in(new))
    for start, end, new_start, new_end in ways[way](old, new):
        yield {
            "old": [start, end],
            "new": [new_start, new_end],
            "deleted": old[start:end],
            "inserted": new[new_start:new_end],
        }


def _taken_in(text: str) -> str:
    from fortschrift.core.text.intake import intake

    return intake(checked(text))
