"""Reads on readings."""

from fortschrift.concepts.models import Concept
from fortschrift.participation.models import Reading, ReadingQuerySet


def readings_of(concept: Concept) -> ReadingQuerySet:
    """Return the public readings of a concept by number, with what their page needs."""
    return Reading.objects.filter(concept=concept).public().with_content().order_by("number")
