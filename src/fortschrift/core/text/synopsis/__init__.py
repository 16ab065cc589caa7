"""Two texts side by side, in rows: what stands here, what stood here, where the rest went.

`row` is the shape, `order` the order of reading, `continued` finds texts that were split or
joined, `naming` says what an element is called.
"""

from fortschrift.core.text.synopsis.content import BLOCK_LABELS
from fortschrift.core.text.synopsis.naming import BLOCK_NAMES, Naming
from fortschrift.core.text.synopsis.row import HAPPENINGS, Change, Happening, Row, ShownRelation
from fortschrift.core.text.synopsis.rows import synopsis

__all__ = [
    "BLOCK_LABELS",
    "BLOCK_NAMES",
    "HAPPENINGS",
    "Change",
    "Happening",
    "Naming",
    "Row",
    "ShownRelation",
    "synopsis",
]
