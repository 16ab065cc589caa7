"""The text of a version as its page shows it: blocks, notes, outline, what stands in the margin.

Elements whose place in the concept no source states stand under a heading of their own, so that
nobody takes their order for the concept's.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from django.http import HttpRequest
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from fortschrift.concepts.addresses import element_addresses
from fortschrift.concepts.models import Concept
from fortschrift.concepts.selectors import ShownText
from fortschrift.core.text import BLOCKS, NodeId, NodeState
from fortschrift.web.concept_text import Surroundings, shown_outline, shown_text
from fortschrift.web.prose import Block, Footnote, Run
from fortschrift.web.registry import prefetch_slots, slot_pieces
from fortschrift.web.shapes import OutlineItem

#: How deep the navigation goes; what is deeper is found in the text.
DEPTH = 3
UNPLACED = "stellung-nicht-bekannt"
MARGIN_SLOT = "concepts.node_margin"


@dataclass(frozen=True, slots=True)
class Reading:
    """A text ready for `{% prose %}` and `{% outline %}`."""

    blocks: Sequence[Block]
    footnotes: Sequence[Footnote]
    outline: Sequence[OutlineItem]


def reading(text: ShownText, concept: Concept, request: HttpRequest) -> Reading:
    """Show a version's text; each element links to its permanent address."""
    address = element_addresses(concept.municipality.slug)
    surroundings = Surroundings(
        anchor=lambda node: text.row_of(node).slug,
        href=lambda node: _href(text, node, address(text.row_of(node).slug)),
        margins=_margins(text, request),
    )
    prose = shown_text(text.tree, surroundings)
    return Reading(_blocks(text, prose.blocks), prose.footnotes, _outline(text))


def _href(text: ShownText, node: NodeId, address: str) -> str:
    """Link elements only: a thousand links beside paragraphs would bury every other one."""
    return "" if text.tree[node].kind in BLOCKS else address


def _margins(text: ShownText, request: HttpRequest) -> Mapping[NodeId, SafeString]:
    """Collect what higher apps have to say on each passage; they get the stored states."""
    passages = list(text.stored.rows.values())
    slots = prefetch_slots({MARGIN_SLOT: passages}, request=request)
    return {
        passage.pk: format_html_join("", "{}", ((piece,) for piece in pieces))
        for passage in passages
        if (pieces := slot_pieces(slots, MARGIN_SLOT, passage))
    }


def _blocks(text: ShownText, blocks: Sequence[Block]) -> list[Block]:
    """Part the blocks below the root into those with a known place and the others."""
    below = [state for state in _below_root(text) if state.kind != "note"]
    own = list(blocks[: len(blocks) - len(below)])
    paired = list(zip(below, blocks[len(own) :], strict=True))
    placed = [block for state, block in paired if not state.parent_unknown]
    unplaced = [replace(block, note="") for state, block in paired if state.parent_unknown]
    return [*own, *placed, *_under_own_heading(unplaced)]


def _under_own_heading(blocks: Sequence[Block]) -> Iterator[Block]:
    if blocks:
        yield Block("section", [Run(_unplaced_title())], blocks, anchor=UNPLACED)


def _outline(text: ShownText) -> list[OutlineItem]:
    items = shown_outline(text.tree, lambda node: f"#{text.row_of(node).slug}", depth=DEPTH)
    elements = [state for state in _below_root(text) if state.kind not in BLOCKS]
    paired = list(zip(elements, items, strict=True))
    placed = [item for state, item in paired if not state.parent_unknown]
    unplaced = [item for state, item in paired if state.parent_unknown]
    if unplaced:
        placed.append(OutlineItem(_unplaced_title(), f"#{UNPLACED}", children=unplaced))
    return placed


def _below_root(text: ShownText) -> Iterable[NodeState]:
    return text.children(text.tree.root)


def _unplaced_title() -> str:
    return _("Stellung im Konzept nicht bekannt")
