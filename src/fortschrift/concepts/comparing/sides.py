"""How one side of a comparison is written in an address.

``1-0`` is a version with the text it has now, ``1-0@3f2a91c07b5d`` exactly that text of it, and
``entwurf~fortschreibung-2026`` a draft.  Addresses with both texts named by their hash stay true
for ever.
"""

import re
from dataclasses import dataclass

from django.urls import reverse

from fortschrift.concepts.models import Concept, Strand
from fortschrift.concepts.selectors.comparisons import Side

#: So much of a hash is enough to tell texts apart; ``selectors.text_by_hash`` asks for as much.
SHORT = 12
_DRAFT = "entwurf~"
_WRITTEN = re.compile(
    rf"{_DRAFT}(?P<draft>[-\w]+)|(?P<slug>[-\w]+)(?:@(?P<hash>[0-9a-f]{{{SHORT},64}}))?", re.ASCII
)


@dataclass(frozen=True, slots=True)
class Asked:
    """What one side of an address asks for: a version, one text of it, or a draft."""

    slug: str = ""
    hash: str = ""
    draft: str = ""

    def __str__(self) -> str:
        if self.draft:
            return f"{_DRAFT}{self.draft}"
        return f"{self.slug}@{self.hash}" if self.hash else self.slug


class AskedConverter:
    """Reads and writes one side in an address."""

    regex = rf"(?:{_DRAFT}[-a-zA-Z0-9_]+|[-a-zA-Z0-9_]+(?:@[0-9a-f]{{{SHORT},64}})?)"

    def to_python(self, written: str) -> Asked:
        """Read a side; raises ValueError for what is none."""
        return asked(written)

    def to_url(self, value: Asked | str) -> str:
        return str(value)


def asked(written: str) -> Asked:
    """Read one side; raises ValueError for what is none."""
    match = _WRITTEN.fullmatch(written)
    if match is None:
        raise ValueError(written)
    return Asked(match["slug"] or "", match["hash"] or "", match["draft"] or "")


def address_of(side: Side, *, pinned: bool = False) -> Asked:
    """Write a side; pinned to its text where it has one."""
    if side.strand is not None:
        return Asked(draft=side.strand.slug)
    assert side.version is not None
    return Asked(side.version.slug, side.hash[:SHORT] if pinned else "")


def comparison_url(concept: Concept, old: Asked, new: Asked) -> str:
    return reverse(
        "concepts:comparison",
        kwargs={
            "municipality": concept.municipality.slug,
            "concept": concept.slug,
            "old": old,
            "new": new,
        },
    )


def choose_url(concept: Concept) -> str:
    return reverse(
        "concepts:choose_comparison",
        kwargs={"municipality": concept.municipality.slug, "concept": concept.slug},
    )


def amendments_url(concept: Concept) -> str:
    return reverse(
        "concepts:amendments",
        kwargs={"municipality": concept.municipality.slug, "concept": concept.slug},
    )


def proposals_to(strand: Strand) -> str:
    """Return the list of the amendments that lie on one draft."""
    return f"{amendments_url(strand.concept)}?entwurf={strand.pk}"


def amendment_url(concept: Concept, number: int) -> str:
    return reverse(
        "concepts:amendment",
        kwargs={
            "municipality": concept.municipality.slug,
            "concept": concept.slug,
            "number": number,
        },
    )
