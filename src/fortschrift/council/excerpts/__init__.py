"""Reading a pasted excerpt from minutes: pure text in, values with their places out.

Nothing here asks the database and nothing is made up: every value is a stretch of the pasted text
or what such a stretch says.  Reading order: shapes, lines, words, numbers, headings, reading,
contradictions.
"""

from fortschrift.council.excerpts.contradictions import contradictions
from fortschrift.council.excerpts.reading import LONGEST, TooLong, read
from fortschrift.council.excerpts.shapes import OPTIONS, Contradiction, Excerpt, Found, ReadItem

__all__ = [
    "LONGEST",
    "OPTIONS",
    "Contradiction",
    "Excerpt",
    "Found",
    "ReadItem",
    "TooLong",
    "contradictions",
    "read",
]
