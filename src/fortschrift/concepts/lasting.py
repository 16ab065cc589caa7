"""Which of what was recorded about a strand still counts: what was taken back does not.

A conflict whose change is taken back is none any more; a resolution whose change is taken back
has resolved nothing.
"""

from collections.abc import Set
from uuid import UUID

from fortschrift.concepts import repository
from fortschrift.concepts.ancestry import standing
from fortschrift.concepts.models import Conflict, ConflictResolution, Strand


def standing_changes(strand: Strand) -> Set[UUID]:
    """Give the changes of a strand's text whose doing stands; 1 query."""
    return standing(repository.ancestry_of(strand.concept_id).line(strand.head_id)).keys()


def standing_resolution(conflict: Conflict) -> ConflictResolution | None:
    """Give the resolution of a conflict that counts, the latest whose change stands."""
    changes = standing_changes(conflict.strand)
    for each in conflict.resolutions.order_by("-pk"):
        if each.change_id is None or each.change_id in changes:
            return each
    return None
