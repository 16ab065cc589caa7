"""The rows that the demo's acts want and no act gave.

They are read here and not in the demo, which only acts.
"""

from collections.abc import Sequence
from uuid import UUID

from fortschrift.concepts.models import Amendment, Conflict, Node
from fortschrift.concepts.selectors import open_conflicts
from fortschrift.deliberation.models import Consideration, QuestionResult
from fortschrift.deliberation.selectors import results_on


class DemoRows:
    """Reads one row at a time, as it is now."""

    def node(self, id: UUID) -> Node:
        return Node.objects.get(pk=id)

    def amendment(self, id: UUID) -> Amendment:
        return Amendment.objects.get(pk=id)

    def consideration(self, id: UUID) -> Consideration:
        related = ("strand__concept__municipality", "organization", "reading__concept")
        return Consideration.objects.select_related(*related).get(pk=id)

    def overlap(
        self, consideration: Consideration, amendments: Sequence[Amendment]
    ) -> Conflict | None:
        found = open_conflicts(consideration.strand)
        for each in amendments:
            found = found.filter(clashes__members__wording__amendment=each)
        return found.distinct().first()

    def result(self, consideration: Consideration, amendment: Amendment) -> QuestionResult | None:
        return results_on(consideration).filter(question__wording__amendment=amendment).last()
