"""Reads that begin with the hash of a text, or the beginning of one."""

import re

from django.db.models import Prefetch

from fortschrift.accounts.models import Municipality
from fortschrift.concepts import repository
from fortschrift.concepts.models import Strand, VersionText
from fortschrift.core.text import TREE, digest

#: So many signs of a hash must be known, so that trying a few does not list what there is.
SHORTEST = 8
MOST = 20
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
    """Return the drafts whose text begins with this hash now; reads each draft."""
    rows = Strand.objects.filter(concept__municipality=municipality, replaced_by=None)
    strands = rows.select_related("concept__municipality", "outline").order_by("pk")[:MOST]
    return [
        each
        for each in strands
        if digest(TREE.to_bytes(repository.load(each).tree)).startswith(start)
    ]
