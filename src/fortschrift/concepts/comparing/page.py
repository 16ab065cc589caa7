"""What one page of a comparison shows: marked text, two columns, or the list of elements."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.http import HttpRequest
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from fortschrift.concepts.addresses import element_addresses
from fortschrift.concepts.comparing import words
from fortschrift.concepts.comparing.became import (
    KINDS,
    Became,
    Line,
    Link,
    Totals,
    became,
)
from fortschrift.concepts.comparing.choice import Change, Kind, Laid, Shown, without_claims
from fortschrift.concepts.comparing.laying import extent
from fortschrift.concepts.models import Concept, Lineage, Version
from fortschrift.concepts.rendering.html import Beside, comparison
from fortschrift.concepts.rendering.moves import Ends, row_id
from fortschrift.concepts.rendering.side_by_side import Aside, Heads, missing, side_by_side
from fortschrift.concepts.selectors.comparisons import (
    Reason,
    Side,
    descent_between,
    reasons_between,
    slugs_of,
)
from fortschrift.core.text import BLOCKS, NodeId, Tree
from fortschrift.core.text.synopsis import Naming
from fortschrift.web.content import content, interface_lang
from fortschrift.web.registry import prefetch_slots, slot_pieces
from fortschrift.web.shapes import Badge
from fortschrift.web.shapes import Link as WebLink

SLOT = "concepts.compared"


@dataclass(frozen=True, slots=True)
class Compared:
    """A node of a comparison, for higher apps to say what they know of it between two versions."""

    pk: NodeId
    old: Version | None
    new: Version | None


@dataclass(frozen=True)
class Pair:
    """Both sides and their synopsis."""

    concept: Concept
    old: Side
    new: Side
    laid: Laid

    @cached_property
    def names(self) -> tuple[Naming, Naming]:
        return Naming.of(self.trees[0]), Naming.of(self.trees[1])

    @property
    def trees(self) -> tuple[Tree, Tree]:
        assert self.old.tree is not None and self.new.tree is not None
        return self.old.tree, self.new.tree

    def beside(self, nodes: Iterable[NodeId], request: HttpRequest) -> Mapping[NodeId, SafeString]:
        """Collect what higher apps have to say on nodes."""
        asked = [Compared(node, self.old.version, self.new.version) for node in nodes]
        slots = prefetch_slots({SLOT: asked}, request=request)
        return {
            each.pk: format_html_join("", "{}", ((piece,) for piece in pieces))
            for each in asked
            if (pieces := slot_pieces(slots, SLOT, each))
        }


def inline_page(
    pair: Pair, shown: Sequence[Shown], request: HttpRequest, pages: Mapping[str, str]
) -> SafeString:
    """Write the text once, with what went and came marked in it.

    ``pages`` holds the query of the page for each end of a move that is not shown here.
    """
    why, ends = _why(pair, shown, request), Ends.among((each.row for each in shown), pages=pages)
    rows = [without_claims(each.row, pair.laid.extents) if "unknown" in each.kinds else each.row
            for each in shown]  # fmt: skip
    beside = [
        Beside(
            mark=_mark(each, why, ends), before=words.skipped(each.skipped),
            classes=classes_of(each, "fs-passage"),
        )
        for each in shown
    ]  # fmt: skip
    return mark_safe(comparison(rows, heading_level=1, beside=beside, ends=ends))


def synopsis_page(
    pair: Pair, shown: Sequence[Shown], request: HttpRequest, pages: Mapping[str, str]
) -> SafeString:
    """Write the text twice, side by side, and in a third column why it changed."""
    why, ends = _why(pair, shown, request), Ends.among((each.row for each in shown), pages=pages)
    rows = [without_claims(each.row, pair.laid.extents) if "unknown" in each.kinds else each.row
            for each in shown]  # fmt: skip
    asides = [
        Aside(
            classes=classes_of(each, "fs-synopsis__row"), before=words.skipped(each.skipped),
            third=_mark(each, why, ends), missing=missing(_("steht hier nicht")),
        )
        for each in shown
    ]  # fmt: skip
    heads = Heads(_("Alt"), _("Neu"), _("Grund und Beschluss"), _("Alter und neuer Text"))
    return mark_safe(side_by_side(rows, asides, heads, ends=ends))


def anchors(shown: Sequence[Shown]) -> list[tuple[int, str]]:
    """Give number and address in the page of each change, in order."""
    return [(each.change.number, row_id(each.row)) for each in shown if each.change]


@dataclass(frozen=True, slots=True)
class ElementRow:
    """A line of the list of elements, in words."""

    old: Sequence[WebLink]
    new: Sequence[WebLink]
    badge: Badge
    besides: str
    note: str
    why: SafeString


def lines_of(pair: Pair) -> tuple[list[Line], list[Lineage]]:
    """Tell what became of each element; the recorded descent with it."""
    old, new = pair.trees
    one_sided = old.nodes.keys() ^ new.nodes.keys()
    here = [node for node in one_sided if _is_element(node, pair)]
    recorded = descent_between(here) if here else []
    links = [Link(_node(row.from_node_id), _node(row.to_node_id), row.kind) for row in recorded]
    moved = frozenset(
        row.state.id for row in pair.laid.rows if not row.points_to and "moved" in row.happened
    )
    lines = became(old, new, moved=moved, links=links, extents=(extent(pair.old), extent(pair.new)))
    return lines, recorded


def element_rows(
    pair: Pair, lines: Sequence[Line], recorded: Sequence[Lineage], request: HttpRequest
) -> list[ElementRow]:
    """Put lines into words, with links to the elements and with what is known of the reasons."""
    nodes = [node for line in lines for node in (*line.old, *line.new)]
    slugs = slugs_of(nodes)
    changed = _changed_in(pair.laid)
    asked = {node: [node, *changed.get(node, ())] for node in nodes if node in changed}
    why = reasons_between(pair.old, pair.new, [each for own in asked.values() for each in own])
    beside = pair.beside(dict.fromkeys(nodes), request)
    address = element_addresses(pair.concept.municipality.slug)

    def named(side: int, ids: Iterable[NodeId]) -> list[WebLink]:
        return [WebLink(_name(pair, side, node), address(slugs[node])) for node in ids]

    return [
        ElementRow(
            named(0, line.old), named(1, line.new), words.became_badge(line.kind),
            words.besides(line),
            content(" ".join(filter(None, (recorded[each].note for each in line.links)))),
            _said(_all_of(line, asked), why, beside),
        )
        for line in lines
    ]  # fmt: skip


def _changed_in(laid: Laid) -> Mapping[NodeId, list[NodeId]]:
    """Give for each element what changed in it: itself and its blocks, not elements below."""
    found: dict[NodeId, list[NodeId]] = {}
    owners: list[NodeId | None] = []
    for row, above, kinds in zip(laid.rows, laid.above, laid.kinds, strict=True):
        owner = owners[above] if above is not None else None
        if not row.points_to and row.state.kind not in BLOCKS:
            owner = row.state.id
        owners.append(owner)
        if owner is not None and kinds - {"number"} and not row.points_to:
            found.setdefault(owner, []).append(row.state.id)
    return found


def _all_of(line: Line, asked: Mapping[NodeId, list[NodeId]]) -> list[NodeId]:
    elements = dict.fromkeys((*line.new, *line.old))
    return list(dict.fromkeys(node for each in elements for node in asked.get(each, [each])))


def total_rows(found: Totals) -> list[tuple[Badge, Became, int, int]]:
    """List the kinds that there are with their counts on either side."""
    return [
        (words.became_badge(kind), kind, found.old.get(kind, 0), found.new.get(kind, 0))
        for kind in KINDS
        if kind in found.old or kind in found.new
    ]


def first_level(pair: Pair) -> list[tuple[NodeId, str]]:
    """List the elements of the first level of either text with their names, in order."""
    found: dict[NodeId, str] = {}
    for row in pair.laid.rows:
        if row.depth == 1 and not row.points_to and row.state.kind not in BLOCKS:
            found[row.state.id] = _name(pair, 1 if row.new else 0, row.state.id)
    return list(found.items())


def within(lines: Iterable[Line], pair: Pair, field: NodeId) -> list[Line]:
    """Choose the lines of elements that stand within one of the first level, on either side."""
    old, new = pair.trees

    def inside(node: NodeId, tree: Tree) -> bool:
        return node == field or any(each.id == field for each in tree.ancestors(node))

    return [
        line
        for line in lines
        if any(inside(node, new) for node in line.new)
        or any(inside(node, old) for node in line.old)
    ]


def _why(pair: Pair, shown: Sequence[Shown], request: HttpRequest) -> Mapping[int, SafeString]:
    """Say for each change, by its number, why it was made and what higher apps know of it."""
    changes = [each.change for each in shown if each.change]
    nodes = {change.number: _nodes_of(change, pair.laid) for change in changes}
    everything = list(dict.fromkeys(node for listed in nodes.values() for node in listed))
    reasons = reasons_between(pair.old, pair.new, everything)
    beside = pair.beside(everything, request)
    return {number: _said(listed, reasons, beside) for number, listed in nodes.items()}


def _nodes_of(change: Change, laid: Laid) -> list[NodeId]:
    """Name the nodes a change is about; all below what came or went as a whole is not asked for."""
    rows = [laid.rows[index] for index in change.rows]
    whole = change.kinds <= {"new", "gone", "unknown"} and change.head in change.rows
    asked = [laid.rows[change.head]] if whole else rows
    return [row.points_to or row.state.id for row in asked]


def _said(
    nodes: Iterable[NodeId],
    reasons: Mapping[NodeId, Sequence[Reason]],
    beside: Mapping[NodeId, SafeString],
) -> SafeString:
    listed = list(nodes)
    found = {each.change.pk: each for node in listed for each in reasons.get(node, ())}
    pieces = [beside[node] for node in listed if node in beside]
    return format_html("{}{}", words.reasons(list(found.values())), mark_safe("".join(pieces)))


def _mark(shown: Shown, why: Mapping[int, SafeString], ends: Ends) -> SafeString:
    """Write what stands over a change: its number, what happened, why."""
    if shown.change is None:
        return SafeString("")
    kinds: frozenset[Kind] = shown.change.kinds
    detail = words.unknown_sentence(shown.row) if kinds == {"unknown"} else ends.origin(shown.row)
    return format_html(
        '<div class="fs-change" data-change="{}"{}><p class="fs-change__what">'
        '<span class="kern-sr-only">{} </span>{}<span class="fs-change__detail">{}</span></p>'
        "{}</div>",
        shown.change.number, interface_lang(), _("Änderung %(n)d:") % {"n": shown.change.number},
        words.badges(kinds), detail, why.get(shown.change.number, ""),
    )  # fmt: skip


def classes_of(shown: Shown, base: str) -> str:
    """Give the classes of a row: what happened to it, and whether it only surrounds a change."""
    if shown.is_context:
        return f"{base} {base}--context"
    if not shown.kinds - {"number"}:
        return base
    marks = " ".join(f"{base}--{kind}" for kind in sorted(shown.kinds - {"number"}))
    return f"{base} {base}--marked {marks}{f' {base}--first' if shown.change else ''}"


def _name(pair: Pair, side: int, node: NodeId) -> str:
    """Name an element by number and heading."""
    return content(pair.names[side].called(node))


def _is_element(node: NodeId, pair: Pair) -> bool:
    old, new = pair.trees
    return (old.nodes.get(node) or new[node]).kind not in BLOCKS


def _node(key: Any) -> NodeId | None:
    return NodeId(key) if key else None
