"""A file of ours that is brought back whole: its text, its tracked changes, and all its words.

The text is that of the file without its tracked changes; these are proposals to it, for each
author and element one. A tracked change that our own file went out with is no proposal.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from fortschrift.concepts.manuscripts.account import Account, without_pictures
from fortschrift.concepts.manuscripts.manuscript import Manuscript, Picture, Tracked
from fortschrift.concepts.manuscripts.proposals import Proposal, coherent, touched_nodes
from fortschrift.concepts.manuscripts.tracking import Marked, marked_in
from fortschrift.concepts.returning.pictures import exchanged_pictures, with_pictures_as_lines
from fortschrift.concepts.returning.returned import Returned, returned
from fortschrift.concepts.returning.seen import Taken, everything, nothing
from fortschrift.concepts.returning.words import account_of
from fortschrift.core.text import NodeId, Tree
from fortschrift.core.text.align import Alignment, align, identified
from fortschrift.core.text.difference.diff import diff

Fate = Literal["amendments", "taken", "left_out"]
"""What becomes of tracked changes."""


@dataclass(frozen=True, slots=True)
class BroughtBack:
    """The text of a file, the tracked changes as proposals to it, and the account of its words."""

    tree: Tree
    proposals: tuple[Proposal, ...]
    account: Account
    marked: tuple[Marked, ...]
    pictures: tuple[Picture, ...]


def brought_back(
    base: Tree, went_out: Manuscript, came_back: Manuscript, mint: Callable[[], NodeId],
    *, tracked: Fate = "amendments",
) -> BroughtBack:  # fmt: skip
    """Read a file of ours; `went_out` is the file of the base, untouched.

    A file that went out with two texts in it says the base with all its changes taken.
    """
    exchanged = exchanged_pictures(went_out, came_back)
    bare, pictures = without_pictures(with_pictures_as_lines(came_back, went_out))
    went_out = with_pictures_as_lines(went_out, went_out)
    back = _Back(base, went_out, bare, mint)
    marked = tuple(each for each in _marked(bare) if not back.ours(each.tracked))
    taken = everything if tracked == "taken" else nothing
    text = back.text(taken)
    return BroughtBack(
        text.tree,
        tuple(_proposals(back, text, marked)) if tracked == "amendments" else (),
        account_of(
            base, went_out, bare, text, back.with_ours(taken),
            pictures=pictures,
            amending=_inserted(marked) if tracked == "amendments" else (),
            dropped=tuple(_dropped(marked, tracked)),
        ),
        marked, (*pictures, *exchanged),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Back:
    base: Tree
    went_out: Manuscript
    came_back: Manuscript
    mint: Callable[[], NodeId]

    def text(self, taken: Taken) -> Returned:
        """Build the text with the changes taken that our file went out with, and others."""
        return returned(
            self.base, self.went_out, self.came_back, self.mint,
            taken=self.with_ours(taken), were_taken=everything,
        )  # fmt: skip

    def with_ours(self, taken: Taken) -> Taken:
        return lambda tracked: self.ours(tracked) or taken(tracked)

    def ours(self, tracked: Tracked) -> bool:
        """Tell whether our file went out with this change."""
        return (tracked.author, tracked.date) in _sent(self.went_out)


def _sent(went_out: Manuscript) -> frozenset[tuple[str, str]]:
    return frozenset((each.tracked.author, each.tracked.date) for each in _marked(went_out))


def _marked(manuscript: Manuscript) -> Iterator[Marked]:
    """List the tracked changes of the running text, then those of the notes.

    What kind of paragraph a line is can be said of a text of ours.
    """
    for each in marked_in(manuscript):
        yield each._replace(unsaid=tuple(name for name in each.unsaid if name not in _SAID))
    for blocks in manuscript.notes.values():
        for each in _marked(replace(manuscript, blocks=blocks, notes={})):
            yield each._replace(position=-1)


_SAID = {"pStyle", "numPr", "outlineLvl"}


def _inserted(marked: tuple[Marked, ...]) -> tuple[Marked, ...]:
    return tuple(each for each in marked if each.tracked.kind == "inserted")


def _dropped(marked: tuple[Marked, ...], tracked: Fate) -> Iterator[Marked]:
    """Name the changes whose words or looks are neither in the text nor in a proposal."""
    for each in marked:
        is_struck = each.tracked.kind == "deleted" and tracked == "taken"
        if tracked == "left_out" or is_struck:
            yield each
        elif each.unsaid:
            yield each._replace(what=each.unsaid)


def _proposals(back: _Back, text: Returned, marked: tuple[Marked, ...]) -> Iterator[Proposal]:
    for author in dict.fromkeys(each.tracked.author for each in marked):
        theirs = back.text(_by(author))
        after = _under_its_names(back.base, text.tree, theirs.tree)
        own = tuple(each for each in marked if each.tracked.author == author)
        for node, group in coherent(diff(text.tree, after), text.tree):
            touched = touched_nodes(group, text.tree)
            near = tuple(
                each
                for each in own
                if text.nodes.get(each.place) in touched or theirs.nodes.get(each.place) in touched
            )
            yield Proposal(author, node, group, near or own)


def _by(author: str) -> Taken:
    return lambda tracked: tracked.author == author


def _under_its_names(base: Tree, text: Tree, theirs: Tree) -> Tree:
    """Give what is new in both texts, and in the base not, the same names in both."""
    if all(node in base for node in text.nodes):
        return theirs
    pairs = align(text, theirs).pairs
    new = {new: old for new, old in pairs.items() if new not in base and old not in base}
    return identified(text, theirs, Alignment(new))
