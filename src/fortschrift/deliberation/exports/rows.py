"""What a list of proposals says of each: where, who, which words, the advice and the result."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from fortschrift.concepts import repository
from fortschrift.concepts.amending import pieces_of, whole
from fortschrift.concepts.models import CurrentWording, Wording
from fortschrift.core.text import Operation, TextError, Tree
from fortschrift.core.text.instructions import instructions
from fortschrift.council.models.votes import Option
from fortschrift.deliberation.exports.marking import Piece, marked
from fortschrift.deliberation.models import Consideration, Decision, ProposalLine, QuestionResult
from fortschrift.deliberation.selectors import results_on
from fortschrift.deliberation.shown import Advice, who
from fortschrift.deliberation.wording import vote_words
from fortschrift.web.dates import date_words

#: So many are read at once: SQLite takes no list of thousands of keys.
_AT_ONCE = 400
Passages = Sequence[Sequence[Piece]]


@dataclass(frozen=True, slots=True)
class Listed:
    """A proposal as a list names it; `marked` are its passages with what would come and go."""

    number: int
    place: str
    who: str
    kind: str
    words: str
    marked: Passages
    advice: str
    reason: str
    overlaps: str
    result: str
    vote: str


def listed(consideration: Consideration, lines: QuerySet[ProposalLine]) -> Iterator[Listed]:
    """Read all that a list says of some proposals, in their order; queries for 400 at a time."""
    texts = _Texts(consideration)
    for begin in range(0, lines.count(), _AT_ONCE):
        some = list(lines[begin : begin + _AT_ONCE])
        keys = [each.amendment_id for each in some]
        words, results = texts.words(keys), _results(consideration, keys)
        reasons = _reasons(consideration, keys)
        for line in some:
            yield _listed(line, words.get(line.amendment_id), reasons, results)


def _listed(
    line: ProposalLine, words: tuple[str, Passages] | None, reasons: Mapping[UUID, str],
    results: Mapping[UUID, list[QuestionResult]],
) -> Listed:  # fmt: skip
    sent = list(line.amendment.submissions.all())
    said, passages = words or (line.said, ())
    advice = line.advice  # type: ignore[attr-defined]
    decided = results.get(line.amendment_id, [])
    votes = dict.fromkeys(filter(None, (_vote(each.decision) for each in decided)))
    return Listed(
        line.amendment.number, line.place or _("Zum ganzen Text"), who(line.amendment.author, sent),
        str(sent[0].get_kind_display()) if sent else "", said or line.said, passages,
        str(Advice(advice).label) if advice else "", reasons.get(line.amendment_id, ""),
        ", ".join(map(str, json.loads(line.overlapping))),
        "; ".join(map(_result, decided)), "; ".join(votes),
    )  # fmt: skip


def _reasons(consideration: Consideration, keys: Sequence[UUID]) -> dict[UUID, str]:
    rows = consideration.recommendations.filter(amendment__in=keys).order_by("order")
    return dict(rows.values_list("amendment", "reason"))  # the last one counts


def _results(
    consideration: Consideration, keys: Sequence[UUID]
) -> dict[UUID, list[QuestionResult]]:
    """Find the last result of each proposal, or of each of its parts."""
    rows = results_on(consideration).filter(question__wording__amendment__in=keys)
    related = ("question__wording", "question__part", "decision__vote_event", "decision__meeting")
    found: dict[UUID, dict[str, QuestionResult]] = {}
    counted = rows.select_related(*related).prefetch_related("decision__vote_event__counts")
    for row in counted.order_by("pk"):
        wording, part = row.question.wording, row.question.part
        assert wording is not None  # asked for by it
        found.setdefault(wording.amendment_id, {})[part.label if part else ""] = row
    return {key: list(parts.values()) for key, parts in found.items()}


def _result(row: QuestionResult) -> str:
    part = f"{row.question.part.label}: " if row.question.part else ""
    when = date_words(row.decision.date, unknown="")
    return f"{part}{row.get_result_display()}" + (f", {when}" if when else "")


def _vote(decision: Decision) -> str:
    """Say how it was voted, in words and in numbers, as far as it is known."""
    event = decision.vote_event
    if event is None:
        return ""
    counts = [
        f"{each.value} {Option(each.option).label}"
        for each in event.counts.all() if not each.group_label
    ]  # fmt: skip
    return ", ".join(filter(None, [vote_words(decision), *counts]))


@dataclass
class _Texts:
    """The texts that wordings are written on, each read once."""

    consideration: Consideration
    known: dict[UUID | None, Tree] = field(default_factory=dict)

    def words(self, keys: Sequence[UUID]) -> dict[UUID, tuple[str, Passages]]:
        """Put the wordings that hold into sentences, and mark them in the text."""
        rows = self.consideration.strand.current_wordings.filter(amendment__in=keys)
        pointers = list(rows.select_related("wording__amendment", "wording__base"))
        pieces = pieces_of([each.wording for each in pointers])
        found: dict[UUID, tuple[str, Passages]] = {}
        for each in pointers:
            wording = each.wording
            if wording.base is None or not pieces[wording.pk]:
                found[each.amendment_id] = (wording.original, ())
                continue
            tree = self._under(each, wording)
            found[each.amendment_id] = _said(whole(pieces[wording.pk], tree), tree)
        return found

    def _under(self, pointer: CurrentWording, wording: Wording) -> Tree:
        """Read the draft for what is open, else the text that the wording is written on."""
        is_open = pointer.state == CurrentWording.State.OPEN
        key = None if is_open else wording.base_id
        if key not in self.known:
            strand, base = self.consideration.strand, wording.base
            assert base is not None  # what amends another is told as it came
            stored = repository.load(strand) if is_open else repository.text_at(base)
            self.known[key] = stored.tree
        return self.known[key]


def _said(operations: Sequence[Operation], tree: Tree) -> tuple[str, Passages]:
    try:
        return " ".join(instructions(operations, tree)), marked(operations, tree)
    except TextError:
        return "", ()  # it fits no longer; what it said first is told
