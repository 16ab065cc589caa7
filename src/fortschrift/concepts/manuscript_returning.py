"""Our own Word files brought back: the text that a file stems from, and what it says otherwise.

A file names the text by its hash, which is only a question to the record: the file is read as one
of ours where the chosen concept has that text, and like any other file where it has not.
"""

from dataclasses import dataclass
from typing import Literal
from uuid import uuid4

from fortschrift.accounts.models import Municipality
from fortschrift.concepts import repository
from fortschrift.concepts.crediting import credits_between
from fortschrift.concepts.file_pictures import pictures_in
from fortschrift.concepts.manuscripts.errors import Unreadable
from fortschrift.concepts.manuscripts.kinds import kind_of
from fortschrift.concepts.manuscripts.manuscript import Manuscript
from fortschrift.concepts.manuscripts.opening import read
from fortschrift.concepts.manuscripts.package import opened
from fortschrift.concepts.models import (
    Change,
    Concept,
    ManuscriptDraft,
    Strand,
    VersionText,
)
from fortschrift.concepts.rendering.docx import document, tracked_document
from fortschrift.concepts.returning.brought_back import BroughtBack, Fate, brought_back
from fortschrift.concepts.returning.embedded import Told, told_by
from fortschrift.concepts.selectors.by_hash import drafts_with_hash, texts_with_hash
from fortschrift.concepts.selectors.comparisons import Side
from fortschrift.core.text import NodeId, Tree
from fortschrift.core.text.synopsis import synopsis


@dataclass(frozen=True, slots=True)
class Home:
    """The text of the record that a file stems from; ``old`` the one it is compared with."""

    of: VersionText | Strand
    old: VersionText | Strand | None = None

    @property
    def base(self) -> Change:
        """Give the change on whose text the file is written."""
        return self.of.head if isinstance(self.of, Strand) else self.of.change

    @property
    def concept(self) -> Concept:
        return self.of.concept if isinstance(self.of, Strand) else self.of.version.concept

    @property
    def reference(self) -> str:
        """Name the version or draft as forms do."""
        if isinstance(self.of, Strand):
            return f"strand:{self.of.pk}"
        return f"version:{self.of.version_id}"


@dataclass(frozen=True, slots=True)
class Origin:
    """What is known of where a file stems from.

    ``state`` is "here" for a text of the chosen concept, "elsewhere" for one of another concept,
    "unknown" for a file of ours whose text nobody knows here, "" for a file that is none of ours.
    """

    state: Literal["", "here", "elsewhere", "unknown"] = ""
    home: Home | None = None

    @property
    def home_here(self) -> Home | None:
        """Give the text of the chosen concept that the file stems from."""
        return self.home if self.state == "here" else None


def told_of(data: bytes) -> Told:
    """Read what a file tells of the text in it; a damaged telling is none."""
    if kind_of(data) != "word":
        return Told()
    try:
        with opened(data) as package:
            return told_by(package)
    except Unreadable:
        return Told()


def origin_of(draft: ManuscriptDraft, manuscript: Manuscript) -> Origin:
    """Ask the record for the text that a file names."""
    if not manuscript.hash:
        return Origin()
    town = draft.municipality
    found = _with_hash(town, manuscript.hash)
    homes = [Home(each, _old(town, manuscript, each)) for each in found]
    for home in reversed(homes):  # the newest of those that say the same
        knows_both = not manuscript.compared or home.old is not None
        if draft.concept is not None and home.concept.pk == draft.concept.pk and knows_both:
            return Origin("here", home)
    elsewhere = [home for home in homes if draft.concept is None or home.concept != draft.concept]
    return Origin("elsewhere", elsewhere[0]) if elsewhere else Origin("unknown")


def home_of(draft: ManuscriptDraft, manuscript: Manuscript) -> Home | None:
    """Give the text of the chosen concept that a file stems from."""
    return origin_of(draft, manuscript).home_here


def read_back(
    home: Home, manuscript: Manuscript, *, tracked: Fate = "amendments"
) -> tuple[Tree, BroughtBack]:
    """Read a file as one that stems from a text; give that text as well."""
    base = _tree_of(home.of)
    found = brought_back(base, _went_out(home, base), manuscript, _mint, tracked=tracked)
    return base, found


def _with_hash(town: Municipality, hash: str) -> list[VersionText] | list[Strand]:
    return texts_with_hash(town, hash) or drafts_with_hash(town, hash)


def _old(
    town: Municipality, manuscript: Manuscript, new: VersionText | Strand
) -> VersionText | Strand | None:
    if not manuscript.compared:
        return None
    concept = Home(new).concept
    found = _with_hash(town, manuscript.compared)
    return next((each for each in found if Home(each).concept == concept), None)


def _went_out(home: Home, base: Tree) -> Manuscript:
    """Make the file anew; one of two texts with the same credits as it went out with."""
    concept = home.concept
    town = concept.municipality
    if home.old is None:
        return read(document(base, pictures=pictures_in(town, base)))
    old = _tree_of(home.old)
    credits = credits_between(concept, _side(home.old, old), _side(home.of, base))
    return read(
        tracked_document(
            synopsis(old, base), author=town.name, credits=credits,
            pictures=pictures_in(town, old, base),
        )
    )  # fmt: skip


def _side(of: VersionText | Strand, tree: Tree) -> Side:
    if isinstance(of, Strand):
        return Side(tree, strand=of)
    return Side(tree, version=of.version, text=of)


def _tree_of(of: VersionText | Strand) -> Tree:
    return repository.load(of if isinstance(of, Strand) else of.manifest).tree


def _mint() -> NodeId:
    return NodeId(uuid4())
