"""A row of a synopsis."""

from typing import Literal, NamedTuple, get_args

from fortschrift.core.text.comparison.shown import Pieces, ShownValue
from fortschrift.core.text.ids import NodeId
from fortschrift.core.text.node import NodeState

Happening = Literal[
    "new",
    "gone",
    "split",
    "joined",
    "moved",
    "changed",
    "formatted",
    "kind",
    "attributes",
    "relations",
    "number",
    "place",
    "pointer",
]
HAPPENINGS: tuple[Happening, ...] = get_args(Happening)
"""In the order in which a row names them; of a node that stayed the same none is named.

*changed* is other words in heading or text, *formatted* only other marks; *number* another
name or number ("Ziel 2.3"), *place*: it is now known, or no longer known, where it belongs.
"""


Change = Literal["kept", "deleted", "inserted"]


class ShownRelation(NamedTuple):
    """A relation to another node; `name` is what that one is called, "" outside this text.

    `word` is what the outline calls this kind of relation, the kind itself where it does not.
    """

    kind: str
    target: NodeId
    name: str
    change: Change
    word: str


class Row(NamedTuple):
    """What became of one node.

    `depth` says under which row it stands: the nearest one above that is less deep. Where a
    text was split, its later parts have no old node, and where texts were joined, the later
    ones have no new node; `continues` names the node they are told apart from or have
    joined, whose row is the nearest above at the same depth that has both sides. The
    pieces of all these rows, one after another, are the pieces of that node.

    A pointer stands where a moved node stood; it has no content, only `points_to` and, in
    `called`, the name that node had. The row of the node itself stands where it is now.
    `elsewhere` names the element where it was (in the pointer: where it went). `former_kind`
    says in German what a node was that is now something else.
    """

    depth: int
    old: NodeState | None = None
    new: NodeState | None = None
    happened: tuple[Happening, ...] = ()
    heading: Pieces = ()
    text: Pieces = ()
    values: tuple[ShownValue, ...] = ()
    relations: tuple[ShownRelation, ...] = ()
    old_name: str = ""
    new_name: str = ""
    continues: NodeId | None = None
    points_to: NodeId | None = None
    elsewhere: str = ""
    former_kind: str = ""
    called: str = ""

    @property
    def state(self) -> NodeState:
        """The node as it is now, or was; not for pointers."""
        state = self.new or self.old
        assert state is not None
        return state
