"""The text of a version as its page shows it: blocks, notes, outline, what stands in the margin.

Elements whose place in the concept no source states stand under a heading of their own, so that
nobody takes their order for the concept's.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from django.http import HttpRequest
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from fortschrift.accounts.models import Municipality
from fortschrift.concepts.addresses import element_addresses
from fortschrift.concepts.models import Concept
from fortschrift.concepts.selectors import ShownText
from fortschrift.concepts.shown import SHORT_HASH
from fortschrift.core.text import BLOCKS, NodeId, NodeState, Tree, plain
from fortschrift.sources.selectors import media_of
from fortschrift.sources.shown import figure
from fortschrift.web.concept_text import Passage, Surroundings, shown_outline, shown_text
from fortschrift.web.content import one_language
from fortschrift.web.keeping import kept_fragments
from fortschrift.web.outline import render_outline
from fortschrift.web.prose import Block, Run, render_prose
from fortschrift.web.registry import is_filled, prefetch_slots, slot_pieces
from fortschrift.web.shapes import Figure, OutlineItem

#: How deep the navigation goes; what is deeper is found in the text.
DEPTH = 3
UNPLACED = "stellung-nicht-bekannt"
MARGIN_SLOT = "concepts.node_margin"


@dataclass(frozen=True, slots=True)
class Reading:
    """A text as HTML, and its outline; the outline is empty when the text has no elements."""

    prose: SafeString
    outline: SafeString


def reading(text: ShownText, concept: Concept, request: HttpRequest) -> Reading:
    """Show a version's text; elements link to their permanent address, passages to their origin.

    A frozen text is written once in each language and kept; then it is not even read.
    """
    margins = _margins(text, request)
    pieces = kept_fragments(
        "reading",
        text.row.manifest.digest,
        # Tells databases apart that have the same text and gave its elements other addresses.
        text.row.recorded.isoformat(),
        concept.municipality.slug,
        _cited(text, request),
        *(f"{node} {piece}" for node, piece in margins.items()),
        make=lambda: written(text, concept, margins, _cited(text, request)),
    )
    return Reading(**pieces)


def written(
    text: ShownText, concept: Concept, margins: Mapping[NodeId, SafeString], cited: str = ""
) -> Mapping[str, SafeString]:
    """Write the text and its outline anew, with what stands in the margin of its passages."""
    passage = _passages(text, element_addresses(concept.municipality.slug), cited)
    figures = figures_in(text.tree, concept.municipality)
    surroundings = Surroundings(passage=passage, margins=margins, figures=figures)
    with one_language():
        prose = shown_text(text.tree, surroundings, computed=text.numbers)
        items = _outline(text)
        return {
            "prose": render_prose(_blocks(text, prose.blocks), prose.footnotes),
            "outline": render_outline(items, _("Inhalt")) if items else SafeString(""),
        }


def figures_in(
    tree: Tree, town: Municipality, *, start: NodeId | None = None
) -> Mapping[str, Figure]:
    """Find the pictures kept here that a text, or a part of it, names; 1 query where there are any.

    What a picture shows and its caption are said by the text; whose it is, by the picture.
    """
    images = {
        str(each.attribute("media")): each
        for each in tree.walk(start or tree.root)
        if each.kind == "image"
    }
    kept = media_of(town, images) if images else {}
    return {
        key: replace(figure(media), alt=plain(images[key].text), caption=plain(images[key].heading))
        for key, media in kept.items()
    }


def _passages(
    text: ShownText, address: Callable[[str], str], cited: str
) -> Callable[[NodeState], Passage]:
    """Say where a passage is found and where its origin; relative, for a page holds a thousand.

    Elements only have a permanent address shown: so many links beside paragraphs would bury every
    other one.
    """
    rows = text.stored.rows

    def passage(state: NodeState) -> Passage:
        slug = rows[state.id].slug
        has_words = state.heading or state.text or state.attributes
        return Passage(
            slug,
            "" if state.kind in BLOCKS else address(slug),
            f"herkunft/{slug}/{cited}" if has_words else "",
        )

    return passage


def _cited(text: ShownText, request: HttpRequest) -> str:
    """Tell the text by its hash where the reader asked for it by hash."""
    return f"?text={text.row.hash[:SHORT_HASH]}" if request.GET.get("text") else ""


def _margins(text: ShownText, request: HttpRequest) -> Mapping[NodeId, SafeString]:
    """Collect what higher apps have to say on each passage; they get the stored states."""
    if not is_filled(MARGIN_SLOT):
        return {}
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
    items = shown_outline(
        text.tree, lambda node: f"#{text.row_of(node).slug}", depth=DEPTH, computed=text.numbers
    )
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
