"""Where proposals before a body stand in the text, how far they reach, and whom they overlap.

Kept as rows, because to find it the text and every proposal have to be read; a list is then paged
by the database.  What depends on the proposal alone is found once, the rest whenever the text or
what lies before the body is another.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from fortschrift.concepts import repository
from fortschrift.concepts.amending import read
from fortschrift.concepts.desk.said import called, element_of
from fortschrift.concepts.models import AmendmentAlternative, Placement, Wording
from fortschrift.concepts.selectors import Agenda, agenda
from fortschrift.core.text import Insert, NodeId, Operation, Tree
from fortschrift.core.text.instructions import instructions
from fortschrift.core.text.synopsis import Naming
from fortschrift.deliberation.models import Consideration, ProposalLine
from fortschrift.deliberation.reach import reach
from fortschrift.participation.models import Submission

_MOST_SAID = 400
#: SQLite takes no list of thousands of keys.
_MOST_APART = 500


class Said(NamedTuple):
    """What depends on the proposal alone: at which passage, how far it reaches, in a sentence."""

    node: UUID | None
    reach: int
    said: str


def keep_lines(consideration: Consideration) -> None:
    """Bring the lines of a consideration up to date, if the text or the proposals are others."""
    stamp = _stamp(consideration)
    if consideration.lines_stamp == stamp:
        return
    found = agenda(consideration.strand)
    with transaction.atomic():
        # Two who look at once would both write the same rows.
        Consideration.objects.select_for_update().get(pk=consideration.pk)
        known = {row.amendment_id: row for row in consideration.lines.all()}
        _write(consideration, known, list(_lines(consideration, found, known)))
        consideration.lines_stamp = stamp
        consideration.save(update_fields=["lines_stamp"])


def _write(
    consideration: Consideration, known: Mapping[UUID, ProposalLine], rows: list[ProposalLine]
) -> None:
    """Write the rows that are others than before; many are written anew in one go."""
    changed = [row for row in rows if _told(row) != _told(known.get(row.amendment_id))]
    gone = known.keys() - {row.amendment_id for row in rows}
    stale = gone | {row.amendment_id for row in changed}
    if len(stale) <= _MOST_APART:
        consideration.lines.filter(amendment__in=stale).delete()
    else:
        consideration.lines.all().delete()
        changed = rows
    ProposalLine.objects.bulk_create(changed)


def _told(row: ProposalLine | None) -> tuple[object, ...]:
    if row is None:
        return ()
    return (row.position, row.place, row.node_id, row.reach, row.said, row.overlapping)


def _stamp(consideration: Consideration) -> str:
    """Tell one state of text and proposals from another; 2 queries."""
    strand = consideration.strand
    placed = Placement.objects.filter(strand=strand).aggregate(last=Max("pk"))["last"]
    apart = AmendmentAlternative.objects.filter(first__concept=strand.concept_id)
    return f"{strand.head_id}.{placed or 0}.{apart.aggregate(last=Max('pk'))['last'] or 0}"


def _lines(
    consideration: Consideration, found: Agenda, known: Mapping[UUID, ProposalLine]
) -> Iterable[ProposalLine]:
    tree = found.text.tree
    position = {state.id: at for at, state in enumerate(tree)}
    overlaps = _overlaps(found)
    laid = list(
        consideration.strand.current_wordings.order_by("amendment__number").values_list(
            "amendment_id", flat=True
        )
    )
    said = _said(consideration)
    names = Naming.of(tree)
    places: dict[NodeId | None, str] = {}
    for key in laid:
        row = known.get(key)
        own = Said(row.node_id, row.reach, row.said) if row else said[key]
        at = NodeId(own.node) if own.node in position else None
        if at not in places:
            places[at] = _place(at, names)
        yield ProposalLine(
            consideration=consideration, amendment_id=key, node_id=own.node, reach=own.reach,
            said=own.said,
            position=position[at] if at else 0, place=places[at],
            overlapping=json.dumps(overlaps.get(key, [])), is_overlapping=key in overlaps,
        )  # fmt: skip


def _overlaps(found: Agenda) -> dict[UUID, list[int]]:
    """Give for each open proposal the numbers of those it cannot stand together with."""
    met: dict[UUID, set[int]] = defaultdict(set)
    everywhere = (each for passage in found.passages for each in passage.overlaps)
    for overlap in (*everywhere, *found.elsewhere):
        for one in overlap.amendments:
            met[one.pk] |= {other.number for other in overlap.amendments if other.pk != one.pk}
    return {key: sorted(numbers) for key, numbers in met.items()}


def _said(consideration: Consideration) -> dict[UUID, Said]:
    """Read what proposals want as they were submitted; one text for all on the same base.

    Asked for by the strand: SQLite takes no list of thousands of keys.
    """
    laid = consideration.strand.current_wordings.values("amendment")
    first = Wording.objects.filter(amendment__in=laid, order=1)
    rows = list(
        first.exclude(amendment__in=consideration.lines.values("amendment"))
        .select_related("base", "base_wording__base")
    )  # fmt: skip
    about = _about(consideration) if rows else {}
    texts: dict[UUID, Tree] = {}
    found = {}
    for row, operations in zip(rows, read([row.operations for row in rows]), strict=True):
        base = row.base or (row.base_wording.base if row.base_wording else None)
        assert base is not None  # what amends an amendment is amended no further
        if base.pk not in texts:
            texts[base.pk] = repository.text_at(base).tree
        node = about.get(row.amendment_id)
        found[row.amendment_id] = _said_by(row, node, operations, texts[base.pk])
    return found


def _about(consideration: Consideration) -> dict[UUID, UUID | None]:
    """Tell at which passage each proposal of the reading was handed in."""
    sent = Submission.objects.filter(reading=consideration.reading, node__isnull=False)
    return dict(sent.order_by("-pk").values_list("amendments", "node"))


def _said_by(
    row: Wording, node: UUID | None, operations: tuple[Operation, ...], tree: Tree
) -> Said:
    if not operations or row.base is None:
        return Said(node, 0, _short(row.original or row.reason))
    sentences = " ".join(instructions(operations, tree))
    return Said(node or _anchor(operations[0]), reach(operations, tree), _short(sentences))


def _anchor(operation: Operation) -> UUID | None:
    if isinstance(operation, Insert):
        return operation.place.after or operation.place.parent
    return getattr(operation, "node", None)


def _short(words: str) -> str:
    return words if len(words) <= _MOST_SAID else words[: _MOST_SAID - 1].rsplit(" ", 1)[0] + "…"


def _place(node: NodeId | None, names: Naming) -> str:
    """Name the element a passage stands in."""
    return "" if node is None else called(element_of(names.tree, node), names)[:1000]
