"""The smallest valid amendments, made through the acts that people use.

A concept with one field and a few paragraphs, and words of them replaced, inserted and struck.
"""

import json
from itertools import count
from typing import Any

from fortschrift.concepts import actions, repository, selectors
from fortschrift.concepts.amending import Part
from fortschrift.concepts.models import Amendment, Change, CurrentWording, Strand, VersionText
from fortschrift.core.text import (
    Insert,
    NodeState,
    Place,
    Repeal,
    Splice,
    Substitute,
    inline,
    plain,
)
from tests.accounts.factories import NOW, operator
from tests.concepts.factories import node_id, strand, text

_number = count(1)

COURSES = "Die Stadt fördert Kurse für neu zugewanderte Kinder. Das Jobcenter berät dazu."
ROOMS = "Räume stehen in 12 Stadtteilen bereit. Sie sind barrierefrei."
PARTS = (
    "bildung", "field", "Bildung",
    ("kurse", "paragraph", COURSES),
    ("raeume", "paragraph", ROOMS),
    ("liste", "list", "", ("punkt-1", "list_item", "Patenschaften"),
     ("punkt-2", "list_item", "Elterncafés")),
)  # fmt: skip


def draft(**fields: Any) -> Strand:
    """Begin a strand at a text with two paragraphs and a list."""
    return strand(frozen().version, **fields)


def frozen() -> VersionText:
    return text(None, PARTS, ("wohnen", "field", "Wohnen"))


def replacing(
    of: Strand | VersionText, key: str, old: str, new: str, *, nth: int = 0
) -> Substitute:
    """Replace the nth occurrence of some words of a paragraph."""
    words, start = _words(of, key), -1
    for _ in range(nth + 1):
        start = words.index(old, start + 1)
    return Substitute(node_id(_concept(of), key), (Splice(start, inline(old), inline(new)),))


def inserting(of: Strand | VersionText, key: str, behind: str, new: str) -> Substitute:
    """Insert words behind other ones."""
    at = _words(of, key).index(behind) + len(behind)
    return Substitute(node_id(_concept(of), key), (Splice(at, (), inline(new)),))


def adding(
    of: Strand | VersionText, behind: str, key: str, words: str, kind: str = "paragraph"
) -> Insert:
    """Add a block behind another one."""
    tree = _tree(of)
    after = node_id(_concept(of), behind)
    parent = tree.parent_of(after)
    assert parent is not None
    state = NodeState(node_id(_concept(of), key), kind, text=inline(words))
    return Insert(Place(parent, after), (state,))


def striking(of: Strand | VersionText, key: str) -> Repeal:
    return Repeal(node_id(_concept(of), key))


def amendment(of: Strand | VersionText, *operations: Any, **fields: Any) -> Amendment:
    return actions.record_amendment(
        of, operations=operations, actor=operator(), now=NOW,
        author=fields.pop("author", f"Gruppe {next(_number)}"), **fields,
    )  # fmt: skip


def in_parts(of: Strand | VersionText, *parts: tuple[str, Any], **fields: Any) -> Amendment:
    """Record an amendment in parts that can be voted on: label and operation each."""
    return amendment(of, parts=[Part(label, (each,)) for label, each in parts], **fields)


def amending(one: Amendment, on: Strand, key: str, old: str, new: str, **fields: Any) -> Amendment:
    """Record an amendment to an amendment: other words in the text as it would read with it."""
    page = selectors.amendment_page(one, on)
    assert page.after is not None
    node = node_id(on.concept, key)
    start = plain(page.after[node].text).index(old)
    operation = Substitute(node, (Splice(start, inline(old), inline(new)),))
    return actions.amend_amendment(
        one, strand=on, operations=[operation], actor=operator(), now=NOW, **fields
    )


def adopt(one: Amendment, on: Strand, **fields: Any) -> Any:
    return actions.adopt_amendment(one, strand=on, actor=operator(), now=NOW, **fields)


def merge(on: Strand, *amendments: Amendment, **fields: Any) -> Any:
    return actions.merge_amendments(on, amendments=amendments, actor=operator(), now=NOW, **fields)


def pointer(one: Amendment, on: Strand) -> CurrentWording:
    return CurrentWording.objects.select_related("wording", "cause").get(strand=on, amendment=one)


def words(of: Strand | VersionText, key: str) -> str:
    """Read what a paragraph says now."""
    return _words(of, key)


def credited(change: Change) -> list[list[str]]:
    """Name for each operation of a change the amendments it comes from."""
    return [
        [str(each.amendment) for each in selectors.credits_of(change, number)]
        for number in range(len(json.loads(change.credits or "[]")))
    ]


def _words(of: Strand | VersionText, key: str) -> str:
    return plain(_tree(of)[node_id(_concept(of), key)].text)


def _concept(of: Strand | VersionText) -> Any:
    return of.concept if isinstance(of, Strand) else of.version.concept


def _tree(of: Strand | VersionText) -> Any:
    if isinstance(of, Strand):
        of.refresh_from_db()
        return repository.load(of).tree
    return repository.load(of.manifest).tree
