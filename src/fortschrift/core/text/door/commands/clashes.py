"""List who clashes with whom, each smallest set of amendments that cannot stand together.

Most sets are of two. The kind tells how they clash, the place where: a paragraph, what of
it, and for words from where to where in its text of the base.
"""

from typing import Any

from fortschrift.core.text.canonical.codec import Member
from fortschrift.core.text.door.amendments import Amendments, clash_data
from fortschrift.core.text.door.documents import document
from fortschrift.core.text.door.names import Names
from fortschrift.core.text.door.request import ANYTHING, object_of
from fortschrift.core.text.merging.merge import clashes

EXAMPLE: Any = {
    "base": [{"id": "1", "text": "Gute Kurse für alle."}],
    "amendments": [
        {"id": "Ä1", "changes": [{"para": "1", "text": "Gute Kurse für viele."}]},
        {"id": "Ä2", "changes": [{"para": "1", "text": "Gute Kurse für Kinder."}]},
    ],
}

_REQUEST = object_of({"base": Member(ANYTHING), "amendments": Member(ANYTHING)})


def answer(request: Any, names: Names) -> Any:
    """Give the clashes."""
    given = _REQUEST.read(request)
    base = document(given["base"], "base", names)
    amendments = Amendments(given["amendments"], base, names)
    found = amendments.decided(clashes)
    return {
        "clashes": [
            {"amendments": amendments.all_named(each.proposals), **clash_data(each, names)}
            for each in found
        ]
    }
