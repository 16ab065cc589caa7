"""Real footnotes of a Word file: which notes can be one, and what they say.

A note that no text of the body calls, or only another note, stays a paragraph where it stands:
Word knows no footnotes without a sign and none in footnotes.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from uuid import UUID

from fortschrift.concepts.rendering.anchors import SIGN, name_of
from fortschrift.concepts.rendering.package import field as word_field
from fortschrift.concepts.rendering.pictures import NO_PICTURES, Pictures, spoken
from fortschrift.concepts.rendering.tracked import Tracked, Tracker
from fortschrift.core.text.ids import NodeId
from fortschrift.core.text.runs import footnotes
from fortschrift.core.text.tree import Tree


@dataclass(slots=True)
class FootnotesOf:
    """The notes that are written as footnotes, and those that are written."""

    called: frozenset[NodeId] = frozenset()
    written: list[str] = field(default_factory=list)

    @classmethod
    def tree(cls, tree: Tree, pictures: Pictures = NO_PICTURES) -> "FootnotesOf":
        """Find the notes that the body of a text calls; the description of a picture calls none."""
        return cls(frozenset(note for note in _called(tree, pictures) if _is_note(tree, note)))

    def add(self, number: int, content: str) -> None:
        """Write down what a footnote says."""
        self.written.append(f'<w:footnote w:id="{number}">{content}</w:footnote>')


def _called(tree: Tree, pictures: Pictures) -> Iterator[NodeId]:
    in_note: set[NodeId] = set()
    for state in tree:
        parent = tree.parent_of(state.id)
        if state.kind == "note" or parent in in_note:
            in_note.add(state.id)
            continue
        for text in spoken(state, pictures):
            yield from (note for _, note in footnotes(text))


def _is_note(tree: Tree, node: NodeId) -> bool:
    return node in tree and tree[node].kind == "note"


@dataclass(slots=True)
class FootnoteTracker(Tracker):
    """Writes the signs of notes as footnotes; a second sign of a note refers to the first."""

    in_footnote: bool = False
    _placed: set[int] = field(default_factory=set)

    def number(self, number: int, tracked: Tracked, *, behind: str = "") -> str:
        """Write the sign of a note: at its call or, with a blank behind, before its text."""
        if behind and self.in_footnote:
            return f"<w:r>{_RAISED}<w:footnoteRef/></w:r>"
        if behind or number not in self.footnote_numbers:
            return Tracker.number(self, number, tracked, behind=behind)
        if self.in_footnote or number in self._placed:
            return word_field(f"NOTEREF {self._sign_of(number)} \\h", str(number), _RAISED)
        self._placed.add(number)
        mark = self.next_id()
        return (
            f'<w:bookmarkStart w:id="{mark}" w:name="{self._sign_of(number)}"/>'
            f'<w:r>{_RAISED}<w:footnoteReference w:id="{number}"/></w:r>'
            f'<w:bookmarkEnd w:id="{mark}"/>'
        )

    def _sign_of(self, number: int) -> str:
        """Name the sign, so that a note is known where its own bookmark got lost."""
        note = next(note for note, each in self.notes.items() if each == number)
        return name_of(NodeId(UUID(note)), SIGN)

    footnote_numbers: frozenset[int] = frozenset()


_RAISED = '<w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr>'
