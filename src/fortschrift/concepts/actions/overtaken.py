"""What people did with an amendment while its adoption was taken back, where that undo is left out.

On a strand said again without the undo the adoption was never taken back.  What was done because
it was does not hold there: the amendment stands in the text, as it was adopted.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Set
from typing import NamedTuple, TypeAlias
from uuid import UUID

from fortschrift.concepts import repository
from fortschrift.concepts.ancestry import standing
from fortschrift.concepts.models import Adoption, Change, Placement, Strand, Wording

Labels: TypeAlias = frozenset[str]
#: How a wording that is one whole is called among the labels of parts.
_WHOLE = ""


class Holding(NamedTuple):
    """A placement that holds on the new strand, but for the parts that stand in the text there."""

    placed: Placement
    taken: Labels = frozenset()


class Adoptions:
    """The adoptions of amendments on a strand, and which of them stand on the one it becomes.

    ``changes`` are those that say old ones again, ``heads`` where the new strand was then.
    """

    def __init__(
        self, strand: Strand, fresh: Strand, changes: Mapping[UUID | None, Change],
        heads: Mapping[UUID, UUID],
    ) -> None:  # fmt: skip
        self._ancestry = repository.ancestry_of(strand.concept_id)
        self._stand, self._heads = self._stood(fresh.head_id), heads
        self._made: dict[UUID, set[tuple[UUID, UUID, str]]] = defaultdict(set)
        rows = Adoption.objects.filter(
            wording__amendment__in=strand.current_wordings.values("amendment"), into__isnull=True
        )
        names = ("wording__amendment_id", "change_id", "part__label")
        for amendment, change, label in rows.values_list(*names):
            again = changes[change].pk if change in changes else change
            self._made[amendment].add((change, again, label or _WHOLE))

    def holding(self, placements: Iterable[Placement]) -> list[Holding]:
        """Leave out placements, in their order, that only an undo that is left out allowed."""
        found: list[Holding] = []
        last: dict[UUID, Wording] = {}
        for each in placements:
            before = last.get(each.amendment_id)
            taken = self._taken(each, before) if before else frozenset()
            if not taken or taken < _labels(each.wording):
                last[each.amendment_id] = each.wording
                found.append(Holding(each, taken))
        return found

    def _taken(self, placed: Placement, before: Wording) -> Labels:
        """Give the parts that stand on the new strand, and did not where this was placed."""
        made = self._made.get(placed.amendment_id)
        if not made:
            return frozenset()
        there = self._stood(placed.at_id)
        here = self._stood(self._heads.get(placed.at_id, placed.at_id)) & self._stand
        stand = [each for each in made if each[1] in here]
        anyway = {label for change, _again, label in stand if change not in there}
        if not anyway:
            return frozenset()
        own, all_here = _labels(placed.wording), {label for _change, _again, label in stand}
        is_whole = _WHOLE in anyway or _labels(before) <= all_here
        return own if is_whole else own & anyway

    def _stood(self, at: UUID) -> Set[UUID]:
        """Give the changes whose doing stood in the text that a change has left."""
        return standing(self._ancestry.line(at)).keys()


def _labels(wording: Wording) -> Labels:
    return frozenset(wording.parts.values_list("label", flat=True)) or frozenset({_WHOLE})
