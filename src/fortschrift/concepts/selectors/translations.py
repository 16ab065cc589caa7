"""Reads on translations: what a text says in another language, and what went stale."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Max, QuerySet

from fortschrift.concepts.models import Translation, Version
from fortschrift.concepts.repository import StoredText
from fortschrift.concepts.selectors.texts import shown_text
from fortschrift.concepts.translating import Spot, translatable, words_hash
from fortschrift.core.text import NodeId


@dataclass(frozen=True, slots=True)
class Translated:
    """Words in another language; stale when the text says something else by now."""

    row: Translation
    is_stale: bool

    @property
    def text(self) -> str:
        return self.row.text


@dataclass(frozen=True, slots=True)
class TranslatedText:
    """A text in another language: what there is of it by field, and the fields without any."""

    found: Mapping[Spot, Translated]
    missing: Sequence[Spot]

    @property
    def stale(self) -> list[Spot]:
        return [spot for spot, translated in self.found.items() if translated.is_stale]


def translations_of(version: Version, language: str) -> TranslatedText | None:
    """Read what a version says in a language, None when it has no text here; 3 queries."""
    shown = shown_text(version)
    return None if shown is None else translations_in(shown.stored, version.concept_id, language)


def translations_in(stored: StoredText, concept: UUID, language: str) -> TranslatedText:
    """Read what any text of a concept says in a language, in document order; 1 query.

    Where the very words were not translated stands the latest translation the field ever had,
    marked as stale.
    """
    exact: dict[tuple[Spot, str], Translation] = {}
    latest: dict[Spot, Translation] = {}
    for row in _rows(concept, language):
        spot = Spot(NodeId(row.node_id), row.field, row.key)
        exact[spot, row.text_hash] = latest[spot] = row
    found: dict[Spot, Translated] = {}
    missing: list[Spot] = []
    for spot, words in (each for state in stored.tree for each in translatable(state)):
        fitting = exact.get((spot, words_hash(words)))
        if spot in latest:
            found[spot] = Translated(fitting or latest[spot], is_stale=fitting is None)
        else:
            missing.append(spot)
    return TranslatedText(found, missing)


def _rows(concept: UUID, language: str) -> QuerySet[Translation]:
    """Return the latest translation of each wording, the newest last."""
    of_language = Translation.objects.filter(node__concept=concept, language=language)
    wordings = of_language.values("node", "field", "key", "text_hash")
    return Translation.objects.filter(
        pk__in=wordings.annotate(last=Max("pk")).values("last")
    ).order_by("pk")
