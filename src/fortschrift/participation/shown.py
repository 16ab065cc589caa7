"""What pages show of submissions: who, when, at which passage, what is wanted, how it stands."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from fortschrift.concepts.amending import read
from fortschrift.concepts.models import Amendment, Wording
from fortschrift.concepts.selectors import ShownText
from fortschrift.concepts.views.marked import marked
from fortschrift.core.text import BLOCKS, NodeId, apply
from fortschrift.participation import selectors
from fortschrift.participation.addresses import reading_url
from fortschrift.participation.models import Reading, Submission, SubmissionStatus
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


@dataclass(frozen=True, slots=True)
class Shown:
    """One submission, ready for a page."""

    submission: Submission
    who: str
    when: str
    place: str
    url: str
    badges: Sequence[Badge]
    wanted: Sequence["ShownWanted"]


@dataclass(frozen=True, slots=True)
class ShownWanted:
    """One thing wanted: the marked difference, or what was said in one's own words."""

    amendment: Amendment
    difference: SafeString
    original: str
    language: str
    reason: str


def submissions(
    rows: Sequence[Submission], text: ShownText | None, reading: Reading
) -> list[Shown]:
    """Make a list ready to be shown; 1 query for the wordings of all."""
    amendments = [each for row in rows for each in row.amendments.all()]
    wordings = selectors.first_wordings(amendments)
    return [_shown(row, text, reading, wordings) for row in rows]


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


def standing(text: ShownText, node: NodeId) -> SafeString:
    """Show a passage as it stands, of an element its own text without the elements below."""
    found = shown_part(text.tree, start=node, computed=text.numbers)
    own = [replace(block, facts=(), children=_own(block)) for block in found.blocks]
    return render_prose(own, found.footnotes, heading_level=3)


def _own(block: Block) -> list[Block]:
    return [each for each in block.children if each.kind != "section"]


def _shown(
    row: Submission, text: ShownText | None, reading: Reading, wordings: Mapping[UUID, Wording]
) -> Shown:
    anchor = f"#{row.node.slug}" if row.node else ""
    node = NodeId(row.node_id) if row.node_id else None
    return Shown(
        row, content(row.shown_name) or _("ohne Namen"), date_words(row.happened, unknown=""),
        place_name(text, node) if text else "", f"{reading_url(reading, 'text')}{anchor}",
        [Badge(str(row.get_kind_display()), "neutral"), *status_badges(row)],
        [_wanted(each, wordings[each.pk], text) for each in row.amendments.all()],
    )  # fmt: skip


def _wanted(amendment: Amendment, wording: Wording, text: ShownText | None) -> ShownWanted:
    return ShownWanted(
        amendment, _difference(wording, text), wording.original, wording.language, wording.reason
    )


def _difference(wording: Wording, text: ShownText | None) -> SafeString:
    """Mark the difference; nothing where the text has been replaced by a better one since."""
    if text is None or not wording.operations or wording.base_id != text.row.change_id:
        return SafeString("")
    (operations,) = read([wording.operations])
    after = apply(operations, text.tree)
    return marked(text.tree, after, numbers=text.numbers, prefix=f"v{wording.pk}-")
