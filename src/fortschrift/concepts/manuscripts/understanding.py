"""A manuscript as somebody wants it understood: which lines are what, and the text it becomes.

Titles are looked for in all lines, those that were put in and those that were taken out, so that
a choice holds whichever of the tracked changes are taken.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from fortschrift.concepts.manuscripts.account import Account, account, without_pictures
from fortschrift.concepts.manuscripts.corrections import Corrections, corrected
from fortschrift.concepts.manuscripts.manuscript import Manuscript, Picture, Tracked
from fortschrift.concepts.manuscripts.mapping import LevelMapping
from fortschrift.concepts.manuscripts.placed import Placed, placed
from fortschrift.concepts.manuscripts.proposing import proposed
from fortschrift.concepts.manuscripts.tracking import (
    Marked,
    Resolved,
    Taken,
    marked_in,
    resolved,
)
from fortschrift.core.text import NodeId, Tree
from fortschrift.core.text.outline import NO_OUTLINE, Outline


@dataclass(frozen=True, slots=True)
class Understanding:
    """A manuscript with its mapping.

    ``lines`` is the manuscript with every tracked word, put in or taken out; its blocks stand
    where those of ``manuscript`` do.
    """

    manuscript: Manuscript
    pictures: tuple[Picture, ...]
    lines: Manuscript
    mapping: LevelMapping
    marked: tuple[Marked, ...]

    def resolved(self, taken: Taken) -> Resolved:
        """Take some of the tracked changes, and leave out the others."""
        return resolved(self.manuscript, taken)

    def placed(self, found: Resolved, mint: Callable[[], NodeId]) -> Placed:
        """Build the text; `mint` gives a new id at each call."""
        return placed(found.manuscript, _moved(self.mapping, found.positions), mint)

    def account(self, text: Resolved, found: Placed, taken: Taken, *, amending: bool) -> Account:
        """Count what became of every word; changes not in the text are amendments, or listed.

        Formatting that no text can say is listed in any case.
        """
        outside = [each for each in self.marked if not _stands(each, taken)]
        inserted = [each for each in outside if each.tracked.kind == "inserted"]
        inside = [each for each in self.marked if amending or _stands(each, taken)]
        unsaid = [each._replace(what=each.unsaid) for each in inside if each.unsaid]
        return account(
            self.manuscript, text.manuscript, found, pictures=self.pictures,
            amending=inserted if amending else (),
            dropped=unsaid if amending else [*outside, *unsaid],
            named=self.mapping.root not in text.positions,
        )  # fmt: skip


def understood(
    manuscript: Manuscript,
    outline: Outline | None,
    corrections: Corrections,
    *,
    known: Tree | None = None,
) -> Understanding:
    """Propose what the lines are and apply what somebody corrected.

    With an outline, which is that of the concept, no level is added; ``known`` is its text.
    """
    bare, pictures = without_pictures(manuscript)
    lines = resolved(bare, everything).manuscript
    keep = outline is not None and bool(outline.levels)
    mapping = corrected(
        proposed(lines, outline or NO_OUTLINE, known=known), corrections, lines, keep_outline=keep
    )
    return Understanding(bare, tuple(pictures), lines, mapping, tuple(marked_in(bare)))


def everything(position: int, tracked: Tracked) -> bool:
    """Keep what was put in and what was taken out, as it looks now."""
    return tracked.kind != "deleted"


def before(position: int, tracked: Tracked) -> bool:
    """Take no change."""
    return False


def after(position: int, tracked: Tracked) -> bool:
    """Take every change."""
    return True


def _stands(marked: Marked, taken: Taken) -> bool:
    return taken(marked.position, marked.tracked) == (marked.tracked.kind != "deleted")


def _moved(mapping: LevelMapping, positions: tuple[int, ...]) -> LevelMapping:
    """Say of a manuscript whose blocks stood elsewhere what was said of them there."""
    lines = {new: mapping.lines[old] for new, old in enumerate(positions) if old in mapping.lines}
    root = positions.index(mapping.root) if mapping.root in positions else None
    return replace(mapping, lines=lines, root=root)
