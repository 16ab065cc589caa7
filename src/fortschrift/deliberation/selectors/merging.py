"""What merging would do: the text before and after, and what would stay out."""

from collections.abc import Sequence
from dataclasses import dataclass

from fortschrift.concepts import repository
from fortschrift.concepts.amending import apart, pieces_of, proposed
from fortschrift.concepts.models import Amendment, CurrentWording
from fortschrift.core.text import Tree, apply
from fortschrift.core.text.merging.merge import merge
from fortschrift.deliberation.models import Consideration, QuestionResult
from fortschrift.deliberation.selectors.considerations import results_on

Result = QuestionResult.Result


@dataclass(frozen=True, slots=True)
class Preview:
    """The text without and with all that is adopted and not in it yet; who would clash."""

    before: Tree
    after: Tree
    amendments: Sequence[Amendment]
    clashing: Sequence[Sequence[Amendment]]


def merge_preview(consideration: Consideration) -> Preview:
    """Work out what ``merge_decided`` would do; constant queries, nothing is written.

    Parts that were adopted by themselves are previewed with the whole of their proposal left out.
    """
    text = repository.load(consideration.strand).tree
    adopted = [
        each.question.wording.amendment
        for each in results_on(consideration).exclude(question__wording=None)
        if each.question.wording and each.question.part_id is None
        and each.result in (Result.ADOPTED, Result.ADOPTED_AMENDED)
    ]  # fmt: skip
    pointers = consideration.strand.current_wordings.filter(
        state=CurrentWording.State.OPEN, amendment__in=adopted
    ).select_related("wording__amendment").exclude(wording__operations="")  # fmt: skip
    rows = list(pointers.order_by("amendment__number"))
    pieces = pieces_of([row.wording for row in rows])
    everything = [each for row in rows for each in pieces[row.wording_id]]
    put = proposed(everything, apart({row.amendment_id for row in rows}))
    merged = merge(text, put.proposals)
    by_key = {row.amendment_id: row.wording.amendment for row in rows}
    clashing = [
        [by_key[key] for key in
         dict.fromkeys(put.pieces[at].amendment for at in conflict.proposals)]
        for conflict in merged.conflicts
    ]  # fmt: skip
    return Preview(text, apply(merged.operations, text), list(by_key.values()), clashing)
