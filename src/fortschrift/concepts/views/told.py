"""Changes of a draft as a list tells them: who, when, why, and in a few words what and where."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from fortschrift.concepts import selectors
from fortschrift.concepts.desk.said import Deed, deeds
from fortschrift.concepts.models import Change
from fortschrift.concepts.selectors import DraftText, HistoryOfStrand
from fortschrift.concepts.views.room import Room
from fortschrift.core.text import BLOCKS, OPERATIONS, NodeId
from fortschrift.web.concept_text import label


@dataclass(frozen=True, slots=True)
class ToldChange:
    """A change in a list; `lines` say what it did and where."""

    url: str
    who: str
    when: datetime
    kind: str
    reason: str
    lines: Sequence[str]
    more: int
    is_back: bool


#: So many places of one change are named, the others counted.
PLACES = 3


def told_changes(
    room: Room, changes: Sequence[Change], text: DraftText, history: HistoryOfStrand
) -> list[ToldChange]:
    """Tell changes; names come from the text as it is now, else from what stood there last."""
    done = {each.pk: deeds(OPERATIONS.from_bytes(each.operations.encode())) for each in changes}
    gone = {deed.node for each in done.values() for deed in each if deed.node not in text.tree}
    headings = selectors.headings_of(list(gone)) if gone else {}
    return [
        _told(room, change, _lines(done[change.pk], text, headings), history) for change in changes
    ]


def _told(room: Room, change: Change, lines: list[str], history: HistoryOfStrand) -> ToldChange:
    kind = "" if change.kind == Change.Kind.EDIT else str(change.get_kind_display())
    return ToldChange(
        room.url("desk_change", change=change.pk), who(change), change.recorded, kind,
        change.reason, lines[:PLACES], max(len(lines) - PLACES, 0), change.pk in history.back,
    )  # fmt: skip


def _lines(done: Sequence[Deed], text: DraftText, headings: dict[NodeId, str]) -> list[str]:
    """Say what happened at each element, its passages with it."""
    by_place: dict[str, dict[str, None]] = {}
    for deed in done:
        place, is_passage = _place(deed.node, text, headings)
        words = by_place.setdefault(place, {})
        for each in deed.what:
            words[_WORDS[_AT_PASSAGE.get(each, each) if is_passage else each]()] = None
    lines = [f"{place}: {', '.join(words)}" for place, words in by_place.items()]
    return lines or [_("Gliederung geändert")]


def who(change: Change) -> str:
    """Name who wrote a change: as printed, else who entered it."""
    return change.author or (change.actor.name if change.actor else "")


def _place(node: NodeId, text: DraftText, headings: dict[NodeId, str]) -> tuple[str, bool]:
    """Name the element that a node is or stands in, and tell whether it is a passage of it."""
    tree = text.tree
    if node not in tree:
        heading = headings.get(node, "")
        return heading or _("nicht mehr im Text"), not heading
    element = next(each for each in tree.upwards(node) if tree[each].kind not in BLOCKS)
    if element == tree.root:
        return _("Konzept"), node != element
    named = label(tree, tree[element], text.numbers) or text.level_name(tree[element])
    return f"{named} {tree[element].title}".strip(), node != element


#: What is done to a passage is told as done to the text of its element.
_AT_PASSAGE = {"inserted": "added_to", "struck": "cut", "moved": "reordered", "kind": "text",
               "attributes": "text"}  # fmt: skip
_WORDS = {
    "inserted": lambda: _("hinzugefügt"),
    "added_to": lambda: _("Text ergänzt"),
    "cut": lambda: _("Text gekürzt"),
    "reordered": lambda: _("Text umgestellt"),
    "struck": lambda: _("gestrichen"),
    "moved": lambda: _("verschoben"),
    "text": lambda: _("Text geändert"),
    "formatted": lambda: _("anders ausgezeichnet"),
    "heading": lambda: _("umbenannt"),
    "split": lambda: _("Absatz geteilt"),
    "joined": lambda: _("Absätze verbunden"),
    "kind": lambda: _("andere Ebene"),
    "attributes": lambda: _("Angaben geändert"),
    "number": lambda: _("Nummer geändert"),
    "relations": lambda: _("Beziehungen geändert"),
}
