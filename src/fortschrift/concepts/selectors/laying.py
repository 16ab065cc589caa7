"""Reads on what can be laid before a draft: proposals on the texts it goes back to, not on it yet.

A proposal written on the text of a version lies on no draft until somebody lays it.  What was
decided on any draft, adopted, set aside or lapsed, is not offered again.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet

from fortschrift.concepts import repository
from fortschrift.concepts.models import Amendment, Concept, CurrentWording, Strand, Wording

State = CurrentWording.State
Key = TypeVar("Key", UUID, int)
_DECIDED = (State.ADOPTED, State.LAPSED, State.SET_ASIDE)


def layable_at(concept: Concept, heads: Iterable[UUID]) -> dict[UUID, list[Amendment]]:
    """List for texts (by change) what a draft that begins there can be given; 3 queries."""
    undecided = list(_undecided(concept))
    return _fitting(concept, {head: (head, undecided) for head in heads}) if undecided else {}


def missing_on(strands: Sequence[Strand]) -> dict[int, list[Amendment]]:
    """List for drafts of one concept what can be laid on them and is not there yet; 4 queries."""
    if not strands:
        return {}
    on_them = Q(current_wordings__strand__in=[each.pk for each in strands])
    rows = _undecided(strands[0].concept).annotate(there=Count("current_wordings", filter=on_them))
    undecided = list(rows.filter(there__lt=len(strands)))
    if not undecided:
        return {}
    pointers = CurrentWording.objects.filter(strand__in=strands, amendment__in=undecided)
    there = set(pointers.values_list("strand", "amendment"))
    wanted = {
        each.pk: (each.head_id, [one for one in undecided if (each.pk, one.pk) not in there])
        for each in strands
    }
    return _fitting(strands[0].concept, wanted)


def nearest(amendments: Sequence[Amendment], line: Sequence[UUID]) -> dict[UUID, Wording]:
    """Give for each amendment the wording to lay: agreed to, with the base nearest to the head.

    What was only carried along some strand is taken where nothing else is written on the line;
    what an adoption of a part had left there is none, on another strand nothing was adopted.
    """
    return _nearest(_wordings(amendments), line)


def base_of(wording: Wording) -> UUID:
    """Give the change on whose text a wording is written, be it with another one applied."""
    under = wording.base_wording or wording
    assert under.base_id is not None  # what amends an amendment is amended no further
    return under.base_id


def _undecided(concept: Concept) -> QuerySet[Amendment]:
    decided = CurrentWording.objects.filter(amendment__concept=concept, state__in=_DECIDED)
    rows = Amendment.objects.filter(concept=concept).exclude(pk__in=decided.values("amendment"))
    return rows.order_by("number")


def _fitting(
    concept: Concept, wanted: Mapping[Key, tuple[UUID, Sequence[Amendment]]]
) -> dict[Key, list[Amendment]]:
    """Leave what is written on the line of a change, and what it amends goes with it."""
    wordings = _wordings([one for _head, each in wanted.values() for one in each])
    ancestry = repository.ancestry_of(concept.pk)
    found = {}
    for key, (head, amendments) in wanted.items():
        mine = {each.pk for each in amendments}
        chosen = _nearest(
            [each for each in wordings if each.amendment_id in mine], list(ancestry.line(head))
        )
        found[key] = [
            each for each in amendments if each.pk in chosen
            and (chosen[each.pk].base_wording is None or each.amends_id in chosen)
        ]  # fmt: skip
    return found


def _wordings(amendments: Sequence[Amendment]) -> list[Wording]:
    """Read the wordings that can be laid, those carried on where a part was adopted left out."""
    same_base = Q(previous__base=F("base")) | Q(previous__base_wording=F("base_wording"))
    rows = Wording.objects.filter(amendment__in={each.pk for each in amendments})
    rows = rows.select_related("base_wording").order_by("order")
    return list(rows.exclude(same_base, kind=Wording.Kind.CARRIED))


def _nearest(wordings: Iterable[Wording], line: Sequence[UUID]) -> dict[UUID, Wording]:
    place = {change: position for position, change in enumerate(line)}
    found: dict[UUID, tuple[tuple[bool, int, int], Wording]] = {}
    for each in wordings:
        base = base_of(each)
        if base not in place:
            continue
        rank = (each.kind != Wording.Kind.CARRIED, -place[base], each.order)
        if each.amendment_id not in found or rank > found[each.amendment_id][0]:
            found[each.amendment_id] = (rank, each)
    return {amendment: wording for amendment, (_rank, wording) in found.items()}
