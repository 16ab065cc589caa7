"""Which open amendments touch each other, grouped by passage: what an agenda is built from."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from fortschrift.concepts import repository
from fortschrift.concepts.amending import Piece, Proposed, apart, made_whole, pieces_of, proposed
from fortschrift.concepts.models import Amendment, CurrentWording, Strand
from fortschrift.concepts.repository import StoredText
from fortschrift.concepts.touching import changed_by
from fortschrift.core.text import NodeId, Tree
from fortschrift.core.text.merging.clash import Clash
from fortschrift.core.text.merging.merge import clashes


@dataclass(frozen=True, slots=True)
class Overlap:
    """Amendments of which not all can be adopted, and why: the engine's clash with the rows."""

    clash: Clash
    amendments: Sequence[Amendment]


@dataclass(frozen=True, slots=True)
class Passage:
    """A node, the open amendments that change it, by number, and those that overlap there."""

    node: NodeId
    amendments: Sequence[Amendment]
    overlaps: Sequence[Overlap]


@dataclass(frozen=True, slots=True)
class Agenda:
    """The passages with open amendments in document order.

    ``elsewhere`` are overlaps that no single passage has: alternatives, moves in a circle.
    ``wishes`` have no wording yet.
    """

    text: StoredText
    passages: Sequence[Passage]
    elsewhere: Sequence[Overlap]
    wishes: Sequence[Amendment]


def agenda(strand: Strand) -> Agenda:
    """Group the open amendments of a strand by the passages they change; 7 queries."""
    text = repository.load(strand)
    pointers = strand.current_wordings.filter(state=CurrentWording.State.OPEN)
    rows = list(pointers.select_related("wording__amendment").order_by("amendment__number"))
    pieces = pieces_of([row.wording for row in rows])
    amendments = {row.amendment_id: row.wording.amendment for row in rows}
    amended = {each.on for group in pieces.values() for each in group if each.on}
    taken = [
        each
        for row in rows
        for each in _pieces(pieces[row.wording_id], row.amendment_id in amended, text.tree)
    ]
    put = proposed(taken, apart(amendments))
    found = [_overlap(clash, put, amendments) for clash in clashes(text.tree, put.proposals)]
    at = _by_node(found)
    return Agenda(
        text,
        [
            Passage(node, [amendments[key] for key in keys], at.get(node, ()))
            for node, keys in _touched(taken, text)
        ],
        at.get(None, ()),
        [row.wording.amendment for row in rows if not pieces[row.wording_id]],
    )


def _pieces(pieces: list[Piece], is_amended: bool, base: Tree) -> list[Piece]:
    return made_whole(pieces, base) if is_amended else pieces


def _overlap(clash: Clash, put: Proposed, amendments: Mapping[UUID, Amendment]) -> Overlap:
    keys = dict.fromkeys(put.pieces[number].amendment for number in clash.proposals)
    return Overlap(clash, [amendments[key] for key in keys])


def _by_node(overlaps: Sequence[Overlap]) -> dict[NodeId | None, list[Overlap]]:
    found: dict[NodeId | None, list[Overlap]] = defaultdict(list)
    for overlap in overlaps:
        found[overlap.clash.node].append(overlap)
    return found


def _touched(pieces: Sequence[Piece], text: StoredText) -> Iterator[tuple[NodeId, list[UUID]]]:
    """List the nodes that pieces change with their amendments, by number, in document order."""
    found: dict[NodeId, dict[UUID, None]] = defaultdict(dict)
    for piece in sorted(pieces, key=lambda each: each.number):
        for node in changed_by(piece.operations, text.tree):
            found[node][piece.amendment] = None
    yield from ((state.id, list(found[state.id])) for state in text.tree if state.id in found)
