"""What became of the words of a file, as it is kept with what was brought in, and read again."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from fortschrift.concepts.manuscripts.account import Account, Listed
from fortschrift.concepts.manuscripts.manuscript import Comment, Manuscript, Picture, Place


class NotedPicture(NamedTuple):
    """A picture that was not taken: where it stands, and what the file says it shows."""

    place: Place
    description: str


@dataclass(frozen=True, slots=True)
class KeptAccount:
    """Numbers of words, passages that were not taken, remarks of readers, pictures.

    ``is_proposal`` tells that the text of the file is an amendment to another one, and no version.
    """

    words: int
    placed: int
    amending: int
    listed: Sequence[Listed]
    comments: Sequence[Comment]
    pictures: Sequence[NotedPicture]
    is_proposal: bool = False

    @property
    def left_over(self) -> int:
        """Count the words that are listed."""
        return sum(each.words for each in self.listed)

    @property
    def own(self) -> int:
        """Count the words that are listed because a file of ours came with them."""
        return sum(each.words for each in self.listed if each.is_own)

    @property
    def adds_up(self) -> bool:
        """Tell whether each word is somewhere, once."""
        return self.words == self.placed + self.amending + self.left_over


def kept(
    account: Account, manuscript: Manuscript, pictures: Sequence[Picture], *,
    is_proposal: bool = False,
) -> KeptAccount:  # fmt: skip
    """Bring together what is to be kept of a file."""
    return KeptAccount(
        account.words, account.placed, account.amending, account.listed,
        tuple(manuscript.comments.values()), tuple(_noted(pictures)),
        is_proposal,
    )  # fmt: skip


def written(account: KeptAccount) -> str:
    """Write an account as JSON."""
    return json.dumps(
        {
            "words": account.words,
            "placed": account.placed,
            "amending": account.amending,
            "listed": [list(each) for each in account.listed],
            "comments": [list(each) for each in account.comments],
            "pictures": [list(each) for each in account.pictures],
            "is_proposal": account.is_proposal,
        },
        separators=(",", ":"),
    )


def read(content: str) -> KeptAccount:
    """Read what `written` wrote."""
    found: dict[str, Any] = json.loads(content)
    return KeptAccount(
        found["words"], found["placed"], found["amending"],
        [Listed(Place(*place), *rest) for place, *rest in found["listed"]],
        [Comment(Place(*place), *rest) for place, *rest in found["comments"]],
        [NotedPicture(Place(*place), *rest) for place, *rest in found["pictures"]],
        found["is_proposal"],
    )  # fmt: skip


def _noted(pictures: Sequence[Picture]) -> Iterator[NotedPicture]:
    for each in pictures:
        yield NotedPicture(each.place, each.description)
