"""What pages show of submissions: who, when, at which passage, what is wanted, how it stands."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from textwrap import shorten
from types import MappingProxyType
from uuid import UUID

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from fortschrift.concepts.amending import read
from fortschrift.concepts.models import Amendment, Wording
from fortschrift.concepts.selectors import ShownText
from fortschrift.concepts.views.marked import marked
from fortschrift.core.text import BLOCKS, Move, NodeId, Operation, apply
from fortschrift.core.text.synopsis import Naming
from fortschrift.participation import moving, selectors
from fortschrift.participation.addresses import reading_url
from fortschrift.participation.models import Submission, SubmissionStatus
from fortschrift.web.concept_text import label
from fortschrift.web.concept_text import shown_text as shown_part
from fortschrift.web.content import content, joined
from fortschrift.web.dates import date_words
from fortschrift.web.prose import Block, render_prose
from fortschrift.web.shapes import Badge, Tone

Status = SubmissionStatus.Status
_TONES: Mapping[str, Tone] = {
    Status.WITHHELD: "warning",
    Status.WITHDRAWN: "neutral",
}


#: So long a name stands in a list of places.
LONGEST_NAME = 70


@dataclass(frozen=True, slots=True)
class Shown:
    """One submission, ready for a page; ``page_url`` is its own page, if it has one."""

    submission: Submission
    who: str
    when: str
    place: str
    url: str
    page_url: str
    badges: Sequence[Badge]
    wanted: Sequence["ShownWanted"]
    responses: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class ShownWanted:
    """One thing wanted: the marked difference, or what was said in one's own words."""

    amendment: Amendment
    moves: Sequence[str]
    difference: SafeString
    original: str
    language: str
    reason: str


def submissions(
    rows: Sequence[Submission],
    text: ShownText | None,
    text_url: str,
    responses: Mapping[UUID, Sequence[str]] = MappingProxyType({}),
) -> list[Shown]:
    """Make a list ready to be shown, on a text at an address; 1 query for the wordings of all."""
    amendments = [each for row in rows for each in row.amendments.all()]
    wordings = selectors.first_wordings(amendments)
    found = [_shown(row, text, text_url, wordings) for row in rows]
    return [replace(each, responses=responses.get(each.submission.pk, ())) for each in found]


def status_badges(row: Submission) -> list[Badge]:
    """Say how it stands, where that is more than shown."""
    steps = {each.status: each for each in row.statuses.all()}
    for status in (Status.WITHDRAWN, Status.WITHHELD):
        if status in steps:
            return [Badge(steps[status].get_status_display(), _TONES[status])]
    return [] if Status.RELEASED in steps else [Badge(_("wartet auf Freigabe"), "open")]


def place_name(text: ShownText, node: NodeId | None) -> str:
    """Name the passage a proposal is about by the element it stands in: "Leitziel 1.3 Sprache"."""
    if node is None or node not in text.tree:
        return ""
    state = text.tree[node]
    if state.kind in BLOCKS:
        state = next(each for each in text.tree.ancestors(node) if each.kind not in BLOCKS)
    return joined(" ", [label(text.tree, state, text.numbers), content(state.title)])


def targets(text: ShownText, node: NodeId) -> list[tuple[str, str]]:
    """List the places to which a passage can go, each in words, deeper ones further in."""
    names = Naming.of(text.tree, text.numbers)
    words: Mapping[moving.Side, str] = {
        "first": _("am Anfang von „%(name)s“"), "after": _("hinter „%(name)s“"),
        "last": _("am Ende des Textes von „%(name)s“"),
    }  # fmt: skip
    return [
        (str(each), "\u2003" * each.depth + words[each.side] % {"name": _name(each.node, names)})
        for each in moving.targets(text.tree, node)
    ]


def _name(node: NodeId, names: Naming) -> str:
    """Name an element with its heading, a block by how it begins."""
    state = names.tree[node]
    return shorten(names.called(node) or state.title, LONGEST_NAME, placeholder=" …")


def standing(text: ShownText, node: NodeId) -> SafeString:
    """Show a passage as it stands, of an element its own text without the elements below."""
    found = shown_part(text.tree, start=node, computed=text.numbers)
    own = [replace(block, facts=(), children=_own(block)) for block in found.blocks]
    return render_prose(own, found.footnotes, heading_level=3)


def moves(wording: Wording, text: ShownText) -> list[Move]:
    """Give what a wording moves; nothing where the text has been replaced by a better one since."""
    if not wording.operations or wording.base_id != text.row.change_id:
        return []
    (operations,) = read([wording.operations])
    return [each for each in operations if isinstance(each, Move)]


def told_moves(operations: Sequence[Operation], text: ShownText) -> list[str]:
    """Say where passages are to stand: "Leitziel 1.2 soll hinter Leitziel 1.4 stehen."."""
    names = Naming.of(text.tree, text.numbers)
    return [
        f"{names.called(each.node)} {where_to(each, names)}."
        for each in operations if isinstance(each, Move)
    ]  # fmt: skip


def where_to(move: Move, names: Naming) -> str:
    """Say where a passage that everybody sees is to stand: "soll hinter Leitziel 1.4 stehen"."""
    words = {"parent": names.called(move.place.parent)}
    after = move.place.after
    if after is None or _only_stands_before(after, move.node, names):
        return _("soll am Anfang von „%(parent)s“ stehen") % words
    words["after"] = names.called(after)
    if names.tree.parent_of(move.node) == move.place.parent:
        return _("soll hinter %(after)s stehen") % words
    return _("soll in „%(parent)s“ stehen, hinter %(after)s") % words


def _only_stands_before(after: NodeId, node: NodeId, names: Naming) -> bool:
    """Tell whether an element comes behind a text of its parent, which is the beginning to all."""
    return names.tree[after].kind in BLOCKS and names.tree[node].kind not in BLOCKS


def _own(block: Block) -> list[Block]:
    return [each for each in block.children if each.kind != "section"]


def _shown(
    row: Submission, text: ShownText | None, text_url: str, wordings: Mapping[UUID, Wording]
) -> Shown:
    anchor = f"#{row.node.slug}" if row.node else ""
    node = NodeId(row.node_id) if row.node_id else None
    return Shown(
        row, content(row.shown_name) or _("ohne Namen"), date_words(row.happened, unknown=""),
        place_name(text, node) if text else "", f"{text_url}{anchor}", _page_url(row),
        [Badge(str(row.get_kind_display()), "neutral"), *status_badges(row)],
        [_wanted(each, wordings[each.pk], text) for each in row.amendments.all()],
    )  # fmt: skip


def _page_url(row: Submission) -> str:
    """Address the page of a proposal by the number of its first amendment; a wish has none."""
    number = min((each.number for each in row.amendments.all()), default=None)
    if row.reading is None or number is None:
        return ""
    return reading_url(row.reading, "proposal", proposal=str(number))


def _wanted(amendment: Amendment, wording: Wording, text: ShownText | None) -> ShownWanted:
    return ShownWanted(
        amendment, told_moves(moves(wording, text), text) if text else (),
        _difference(wording, text), wording.original, wording.language, wording.reason,
    )  # fmt: skip


def _difference(wording: Wording, text: ShownText | None) -> SafeString:
    """Mark the difference; nothing where the text has been replaced by a better one since."""
    if text is None or not wording.operations or wording.base_id != text.row.change_id:
        return SafeString("")
    (operations,) = read([wording.operations])
    after = apply(operations, text.tree)
    return marked(text.tree, after, numbers=text.numbers, prefix=f"v{wording.pk}-")
