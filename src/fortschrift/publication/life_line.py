"""The whole life of a concept in one line, read from all apps."""

from collections.abc import Sequence

from fortschrift.concepts.life_line import of_versions
from fortschrift.concepts.models import Concept, Version
from fortschrift.deliberation.life_line import life_line_entries as deliberated
from fortschrift.participation.life_line import life_line_entries as read
from fortschrift.review.life_line import life_line_entries as reviewed
from fortschrift.sources.event_stations import of_events
from fortschrift.sources.life_line import LifeLineEntry, in_order, without_bare_occasions


def life_line(concept: Concept, versions: Sequence[Version]) -> list[LifeLineEntry]:
    """Return every public station of a concept in the order of its dates.

    Constant number of queries; the versions must come with ``statuses__claim__source``.
    """
    events = concept.events.prefetch_related("claims__source")
    entries = [
        *read(concept),
        *deliberated(concept),
        *reviewed(concept),
        *of_versions(concept, versions),
        *of_events(events),
    ]
    return in_order(without_bare_occasions(entries))
