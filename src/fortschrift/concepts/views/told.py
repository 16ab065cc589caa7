"""Changes of a draft as a list tells them: who, when, why, and in a few words what and where."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from fortschrift.concepts import repository, selectors
from fortschrift.concepts.desk.said import Deed, deeds, element_of, homes
from fortschrift.concepts.models import Change, Strand
from fortschrift.concepts.selectors import DraftText, HistoryOfStrand
from fortschrift.concepts.views.room import Room
from fortschrift.core.text import OPERATIONS, NodeId
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
    places = Places.of(room.strand, text, gone, history)
    return [_told(room, change, _lines(done[change.pk], places), history) for change in changes]


@dataclass(frozen=True, slots=True)
class Places:
    """Where things happened: the text as it is, and of what is gone the headings and homes."""

    text: DraftText
    headings: Mapping[NodeId, str]
    homes: Mapping[NodeId, NodeId]

    @classmethod
    def of(
        cls, strand: Strand, text: DraftText, gone: set[NodeId], history: HistoryOfStrand
    ) -> "Places":
        """Read what is to be known of nodes that are gone; the same few queries for any number."""
        if not gone:
            return cls(text, {}, {})
        begun = repository.text_at(strand.begun_at).tree
        found = {child: state.id for state in begun for child in state.children}
        wrote = selectors.changes_that_wrote(list(gone))
        since = [each for each in reversed(history.changes) if each in wrote]
        found |= homes(repository.operations_of_changes(since))
        above = {home for node in gone for home in _climbed(node, found)}
        return cls(text, selectors.headings_of([*gone, *above - text.tree.nodes.keys()]), found)

    def name(self, node: NodeId) -> tuple[str, bool]:
        """Name the element that a node is or stands in, and tell whether it is a passage of it."""
        tree = self.text.tree
        for above in (node, *_climbed(node, self.homes)):
            if above in tree:
                element = element_of(tree, above)
                return self._said(element), node != element
            if self.headings.get(above):
                return self.headings[above], node != above
        return _("nicht mehr im Text"), True

    def _said(self, element: NodeId) -> str:
        tree = self.text.tree
        if element == tree.root:
            return _("Konzept")
        named = label(tree, tree[element], self.text.numbers)
        return f"{named or self.text.level_name(tree[element])} {tree[element].title}".strip()


def _climbed(node: NodeId, homes: Mapping[NodeId, NodeId]) -> Iterator[NodeId]:
    """Walk up from a node over where things stood, each once."""
    met = {node}
    while (above := homes.get(node)) is not None and above not in met:
        yield above
        met.add(above)
        node = above


def _told(room: Room, change: Change, lines: list[str], history: HistoryOfStrand) -> ToldChange:
    kind = "" if change.kind == Change.Kind.EDIT else str(change.get_kind_display())
    return ToldChange(
        room.url("desk_change", change=change.pk), who(change), change.recorded, kind,
        change.reason, lines[:PLACES], max(len(lines) - PLACES, 0), change.pk in history.back,
    )  # fmt: skip


def _lines(done: Sequence[Deed], places: Places) -> list[str]:
    """Say what happened at each element, its passages with it."""
    by_place: dict[str, dict[str, None]] = {}
    for deed in done:
        place, is_passage = places.name(deed.node)
        words = by_place.setdefault(place, {})
        for each in deed.what:
            words[_WORDS[_AT_PASSAGE.get(each, each) if is_passage else each]()] = None
    lines = [f"{place}: {', '.join(words)}" for place, words in by_place.items()]
    return lines or [_("Gliederung geändert")]


def who(change: Change) -> str:
    """Name who wrote a change: as printed, else who entered it."""
    return change.author or (change.actor.name if change.actor else "")


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
