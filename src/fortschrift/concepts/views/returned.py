"""What a file of ours says otherwise than the text it stems from, marked, before it is taken in."""

from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter

from django.utils.safestring import SafeString

from fortschrift.concepts.manuscript_returning import Home, read_back
from fortschrift.concepts.manuscripts.manuscript import Manuscript
from fortschrift.concepts.views.marked import first_places
from fortschrift.core.text import apply

#: So many changed passages, and so many proposals, are shown; the others are counted.
MOST_SHOWN = 30


@dataclass(frozen=True, slots=True)
class Marked:
    """Changes as they are marked; ``further`` counts those that are not shown."""

    shown: SafeString | None
    places: int
    further: int


@dataclass(frozen=True, slots=True)
class OfAuthor:
    """The proposals of one person, as far as they are shown; ``number`` counts all of them."""

    author: str
    number: int
    shown: list[SafeString]

    @property
    def further(self) -> int:
        return self.number - len(self.shown)


@dataclass(frozen=True, slots=True)
class Otherwise:
    """What a file changes without tracking it, and what is tracked in it, by author."""

    untracked: Marked
    authors: list[OfAuthor]


def otherwise(home: Home, manuscript: Manuscript) -> Otherwise:
    """Compare a file with the text it stems from."""
    base, back = read_back(home, manuscript)
    shown, places = first_places(base, back.tree, MOST_SHOWN, prefix="u-")
    untracked = Marked(shown or None, places, max(places - MOST_SHOWN, 0))
    authors: list[OfAuthor] = []
    left = MOST_SHOWN
    proposals = sorted(back.proposals, key=attrgetter("author"))
    for author, group in groupby(proposals, key=attrgetter("author")):
        theirs = list(group)
        marked = [
            first_places(
                back.tree, apply(each.operations, back.tree), MOST_SHOWN,
                prefix=f"v{len(authors)}-{number}-", heading_level=4,
            )[0]
            for number, each in enumerate(theirs[:left])
        ]  # fmt: skip
        left -= len(marked)
        authors.append(OfAuthor(author, len(theirs), marked))
    return Otherwise(untracked, authors)
