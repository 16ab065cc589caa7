"""Our own Word files brought back: the text that a file stems from, and what it says otherwise.

A file names the text by its hash, which is only a question to the record: the file is read as one
of ours where the chosen concept has that text, and like any other file where it has not.
"""

from dataclasses import dataclass, replace
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
    FileKind,
    ManuscriptDraft,
    Strand,
    VersionText,
)
from fortschrift.concepts.rendering.docx import document, tracked_document
from fortschrift.concepts.returning.brought_back import BroughtBack, Fate, brought_back
from fortschrift.concepts.returning.embedded import Told, told_by
from fortschrift.concepts.returning.workbook import read_workbook
from fortschrift.concepts.selectors.by_hash import (
    drafts_with_hash,
    earlier_drafts_with_hash,
    texts_with_hash,
)
from fortschrift.concepts.selectors.comparisons import Side
from fortschrift.core.text import NodeId, Tree
from fortschrift.core.text.synopsis import synopsis


@dataclass(frozen=True, slots=True)
class Home:
    """The text of the record that a file stems from; ``old`` the one it is compared with.

    ``earlier`` is the change that left this text, where a draft was written on since.
    """

    of: VersionText | Strand
    old: "Home | None" = None
    earlier: Change | None = None

    @property
    def base(self) -> Change:
        """Give the change on whose text the file is written."""
        if self.earlier is not None:
            return self.earlier
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
    A table of ours is no text of its own: what was changed in it is taken in at the desk.
    """

    state: Literal["", "here", "elsewhere", "unknown"] = ""
    home: Home | None = None
    is_table: bool = False

    @property
    def home_here(self) -> Home | None:
        """Give the text of the chosen concept that the file stems from."""
        return self.home if self.state == "here" and not self.is_table else None


def told_of(data: bytes) -> Told:
    """Read what a file tells of the text in it; a damaged telling is none."""
    kind = kind_of(data)
    if kind not in ("word", "sheet"):
        return Told()
    try:
        if kind == "sheet":
            return Told(read_workbook(data).hash)
        with opened(data) as package:
            return told_by(package)
    except Unreadable:
        return Told()


def origin_of(draft: ManuscriptDraft, manuscript: Manuscript) -> Origin:
    """Ask the record for the text that a file names."""
    if not manuscript.hash:
        return Origin()
    found = _origin_of(draft, manuscript)
    return replace(found, is_table=draft.kind == FileKind.SHEET)


def _origin_of(draft: ManuscriptDraft, manuscript: Manuscript) -> Origin:
    town, concept = draft.municipality, draft.concept
    homes = [Home(each) for each in _with_hash(town, manuscript.hash)]
    here = [each for each in homes if each.concept == concept]
    if concept is not None and not here:
        here = _left_behind(concept, manuscript.hash, manuscript.change)
    for home in reversed(here):  # the newest of those that say the same
        old = _old(home, manuscript)
        if old is not None or not manuscript.compared:
            return Origin("here", replace(home, old=old))
    elsewhere = [home for home in homes if home.concept != concept]
    return Origin("elsewhere", elsewhere[0]) if elsewhere else Origin("unknown")


def home_of(draft: ManuscriptDraft, manuscript: Manuscript) -> Home | None:
    """Give the text of the chosen concept that a file stems from."""
    return origin_of(draft, manuscript).home_here


def read_back(
    home: Home, manuscript: Manuscript, *, tracked: Fate = "amendments"
) -> tuple[Tree, BroughtBack]:
    """Read a file as one that stems from a text; give that text as well."""
    base = _tree_of(home)
    found = brought_back(base, _went_out(home, base), manuscript, _mint, tracked=tracked)
    return base, found


def _with_hash(town: Municipality, hash: str) -> list[VersionText] | list[Strand]:
    return texts_with_hash(town, hash) or drafts_with_hash(town, hash)


def _left_behind(concept: Concept, hash: str, change: str = "") -> list[Home]:
    """Find the drafts that said a text and were written on since."""
    found = earlier_drafts_with_hash(concept, hash, named=change)
    return [Home(strand, earlier=at) for strand, at in found]


def _old(new: Home, manuscript: Manuscript) -> Home | None:
    if not manuscript.compared:
        return None
    concept = new.concept
    homes = [Home(each) for each in _with_hash(concept.municipality, manuscript.compared)]
    here = [each for each in homes if each.concept == concept]
    return next(iter(here or _left_behind(concept, manuscript.compared)), None)


def _went_out(home: Home, base: Tree) -> Manuscript:
    """Make the file anew; one of two texts with the same credits as it went out with."""
    concept = home.concept
    town = concept.municipality
    if home.old is None:
        return read(document(base, pictures=pictures_in(town, base)))
    old = _tree_of(home.old)
    credits = credits_between(concept, _side(home.old, old), _side(home, base))
    return read(
        tracked_document(
            synopsis(old, base), author=town.name, credits=credits,
            pictures=pictures_in(town, old, base),
        )
    )  # fmt: skip


def _side(home: Home, tree: Tree) -> Side:
    if isinstance(home.of, Strand):
        return Side(tree, strand=home.of, at=home.base.pk)
    return Side(tree, version=home.of.version, text=home.of)


def _tree_of(home: Home) -> Tree:
    if home.earlier is not None:
        return repository.text_at(home.earlier).tree
    of = home.of
    return repository.load(of if isinstance(of, Strand) else of.manifest).tree


def _mint() -> NodeId:
    return NodeId(uuid4())
