"""A passage: something with words of its own, in the form that alignment reads it in."""

from collections.abc import Hashable
from dataclasses import dataclass

from fortschrift.core.text.comparison.words import tokens


@dataclass(frozen=True, slots=True)
class Passage:
    """The words of a heading, paragraph, cell. Only passages of one sort are ever paired.

    What has an equal `key` looks the same. `ahead` is the position of the passage that
    this one could be joined with, None where there is none.
    """

    words: tuple[str, ...]
    key: Hashable
    sort: str = ""
    ahead: int | None = None


def words_of(text: str) -> tuple[str, ...]:
    """Give the words of a text in small letters, without blanks and punctuation.

    >>> words_of("Die Stadt (§ 36) fördert Bürger:innen.")
    ('die', 'stadt', '§ 36', 'fördert', 'bürger:innen')
    """
    found = tokens(text.lower())
    return tuple(word for word in found if word[0].isalnum() or word[-1].isalnum())
