"""Reads on errata: which corrections of earlier texts a draft has not answered yet."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from uuid import UUID

from fortschrift.concepts import repository
from fortschrift.concepts.ancestry import Line, parting, since, taken_back
from fortschrift.concepts.models import (
    Change,
    ChangeSource,
    Concept,
    ErratumReply,
    Strand,
    VersionText,
)
from fortschrift.concepts.repository import Ancestry

#: Texts that are written on; a strand of errata makes them and is offered none.
_DRAFTS = {Strand.Kind.DRAFT, Strand.Kind.ALTERNATIVE}


@dataclass(frozen=True, slots=True)
class Erratum:
    """A change that corrects a text of a version, and the text that says it corrected."""

    change: UUID
    text: VersionText


@dataclass(frozen=True, slots=True)
class OpenErratum:
    """An erratum that a draft has not answered yet."""

    change: Change
    text: VersionText


def open_errata(strand: Strand) -> list[OpenErratum]:
    """List the errata of earlier texts that a draft has not answered, in their order; 6 queries.

    Earlier texts are those of the versions that the draft goes back to, by its changes or by what
    these versions are based on.
    """
    if strand.kind not in _DRAFTS:
        return []
    ancestry = repository.ancestry_of(strand.concept_id)
    texts = _texts(strand.concept_id)
    line = ancestry.line(strand.head_id)
    there = _with_sources(strand.concept_id, line)
    answered = _answered(strand)
    earlier = _goes_back_to(texts, line.keys())
    found = [
        erratum
        for erratum in _errata(texts, ancestry)
        if erratum.text.version_id in earlier
        and erratum.change not in there
        and erratum.change not in answered
    ]
    rows = repository.changes(erratum.change for erratum in found)
    return [OpenErratum(rows[erratum.change], erratum.text) for erratum in found]


def errata_of(concept: Concept) -> list[Erratum]:
    """List the changes that correct a text of the concept as errata; 2 queries."""
    return list(_errata(_texts(concept.pk), repository.ancestry_of(concept.pk)))


def said_in(strand: Strand) -> set[UUID]:
    """Give the changes of a strand and what they were taken over from, if it stands; 2 queries."""
    line = repository.ancestry_of(strand.concept_id).line(strand.head_id)
    return _with_sources(strand.concept_id, line)


def _answered(strand: Strand) -> set[UUID]:
    """Give the errata that a draft has said something to, or what it replaces for it.

    Not those taken over: they are among the sources of the changes, as long as they stand there.
    """
    strands = Strand.objects.filter(concept=strand.concept_id)
    replaces = dict(strands.values_list("pk", "replaces"))
    lives = [strand.pk]
    while (before := replaces[lives[-1]]) is not None:
        lives.append(before)
    replies = ErratumReply.objects.filter(strand__in=lives)
    said = replies.exclude(reply=ErratumReply.Reply.TAKEN_OVER)
    return set(said.values_list("change", flat=True))


def _texts(concept: UUID) -> list[VersionText]:
    texts = VersionText.objects.filter(version__concept=concept).select_related("version")
    return list(texts.order_by("version__order", "order"))


def _errata(texts: Iterable[VersionText], ancestry: Ancestry) -> Iterator[Erratum]:
    """Walk what lies between each corrected text and the one that corrects it."""
    for corrected, text in pairwise(texts):
        if text.version_id == corrected.version_id and text.kind == VersionText.Kind.ERRATUM:
            line = ancestry.line(text.change_id)
            common = parting(line, ancestry.line(corrected.change_id))
            yield from (Erratum(change, text) for change in since(line, common))


def _goes_back_to(texts: Iterable[VersionText], line: Iterable[UUID]) -> set[UUID]:
    """Give the versions with a text on the line, and those they are based on."""
    based_on = {text.version_id: text.version.based_on_id for text in texts}
    by_change = defaultdict(set)
    for text in texts:
        by_change[text.change_id].add(text.version_id)
    pending = [version for change in line for version in by_change.get(change, ())]
    found: set[UUID] = set()
    while pending:
        version = pending.pop()
        if version not in found:
            found.add(version)
            pending += filter(None, [based_on.get(version)])
    return found


def _with_sources(concept: UUID, line: Line) -> set[UUID]:
    """Give the changes of a line, and all that those not taken back were taken over from."""
    sources = defaultdict(list)
    rows = ChangeSource.objects.filter(change__concept=concept).values_list("change", "source")
    for change, source in rows:
        sources[change].append(source)
    found: set[UUID] = set()
    pending = list(line.keys() - taken_back(line))
    while pending:
        change = pending.pop()
        if change not in found:
            found.add(change)
            pending += sources.get(change, ())
    return found | line.keys()
