"""Reads that begin with the hash of a text, or the beginning of one."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from fortschrift.accounts.models import Municipality
from fortschrift.concepts import repository
from fortschrift.concepts.models import Change, Concept, Strand, VersionText
from fortschrift.core.text import TREE, digest

#: So many signs of a hash must be known, so that trying a few does not list what there is.
SHORTEST = 8
MOST = 20
#: So many earlier texts of a draft are made again where a file does not name its change.
FURTHEST = 40
_CODE = re.compile(rf"[0-9a-f]{{{SHORTEST},64}}")


def code_in(typed: str) -> str:
    """Read a short code as people type it: with blanks, hyphens, capitals; "" where it is none.

    >>> code_in(" AB12-cd34 ef56"), code_in("Fassung 2")
    ('ab12cd34ef56', '')
    """
    code = re.sub(r"[\s\-\u2010-\u2015.]", "", typed.strip().lower()).removeprefix("kennung")
    return code if _CODE.fullmatch(code) else ""


def texts_with_hash(municipality: Municipality, start: str) -> list[VersionText]:
    """Return the frozen texts of a municipality whose hash begins so; 5 queries.

    Each with its version's statuses and texts, and with the other versions of its concept.
    """
    texts = VersionText.objects.only("version_id", "order")
    rows = (
        VersionText.objects.filter(version__concept__municipality=municipality)
        .filter(hash__startswith=start)
        .select_related("version__concept__municipality", "manifest__outline")
        .prefetch_related(
            "version__statuses", Prefetch("version__texts", texts), "version__concept__versions"
        )
        .order_by("version__concept__name", "version__order", "order")
    )
    return list(rows.defer("manifest__canonical")[:MOST])


def drafts_with_hash(municipality: Municipality, start: str) -> list[Strand]:
    """Return the drafts whose text begins with this hash now; reads each draft once."""
    strands = _drafts(municipality).order_by("pk")[:MOST]
    return [each for each in strands if hash_of_change(each.head_id).startswith(start)]


def earlier_drafts_with_hash(
    concept: Concept, start: str, *, named: str = ""
) -> list[tuple[Strand, Change]]:
    """Return the drafts of a concept that once said a text, each with the change that left it.

    ``named`` is the key of that change, as a file tells it and nobody need believe.  Without one,
    or with one that left another text, the last `FURTHEST` texts of each draft are read.
    """
    strands = list(_drafts(concept.municipality).filter(concept=concept).order_by("pk")[:MOST])
    if not strands:
        return []
    ancestry = repository.ancestry_of(concept.pk)
    found = [
        (strand, change)
        for strand in strands
        if (change := _left(list(_own(ancestry, strand)), start, named))
    ]
    changes = repository.changes([change for _, change in found])
    return [(strand, changes[change]) for strand, change in found]


@lru_cache(maxsize=4096)
def hash_of_change(key: UUID) -> str:
    """Give the hash of the text as a change left it, which stays the same for ever."""
    return digest(TREE.to_bytes(repository.text_at(Change.objects.get(pk=key)).tree))


def _drafts(municipality: Municipality) -> QuerySet[Strand]:
    rows = Strand.objects.filter(concept__municipality=municipality, replaced_by=None)
    return rows.select_related("concept__municipality", "outline", "head")


def _own(ancestry: repository.Ancestry, strand: Strand) -> Iterator[UUID]:
    """Give the changes of a draft from its head to the one it was begun at, newest first."""
    for change in ancestry.line(strand.head_id):
        yield change
        if change == strand.begun_at_id:
            return


def _left(line: Sequence[UUID], start: str, named: str) -> UUID | None:
    """Find the change of a draft that left a text."""
    known = [each for each in line if str(each) == named]
    tried = (*known, *line[:FURTHEST])
    return next((each for each in tried if hash_of_change(each).startswith(start)), None)
