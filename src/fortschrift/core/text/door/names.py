"""What nodes are called by who gives a document, and by the engine.

A UUID is taken as it is. Any other name gets an id when it is first met; these ids never
leave the process, so that answers speak in the names that were given. Nor can they be
guessed from outside: a UUID that looks like one of them is a name like any other.

>>> names = Names()
>>> names.name_of(names.given("p00012"))
'p00012'
>>> names.id_of("p00012") == names.id_of("p00012") != names.id_of("p00013")
True
"""

from uuid import UUID

from fortschrift.core.text.errors import FormatError
from fortschrift.core.text.ids import NodeId
from fortschrift.core.text.intake import check_characters

LONGEST = 200
#: What no generator of UUIDs makes: version 8, which is free for anybody's use (RFC 9562).
_OURS = "d0010000-0000-8000-8000-"
_FIRST = UUID(f"{_OURS}000000000000").int


class Names:
    """The names of one request."""

    def __init__(self) -> None:
        self._ids: dict[str, NodeId] = {}
        self._names: dict[NodeId, str] = {}

    def given(self, name: object) -> NodeId:
        """Give the id of a name that comes from outside; raises FormatError, RefusedCharacter."""
        if type(name) is not str or not 0 < len(name) <= LONGEST:
            raise FormatError("", f"a name of 1 to {LONGEST} characters expected")
        if name not in self._ids:
            check_characters(name)
        return self.id_of(name)

    def id_of(self, name: str) -> NodeId:
        """Give the id of a name, a new one at its first mention."""
        node = self._ids.get(name)
        if node is None:
            node = self._ids[name] = _uuid(name) or NodeId(UUID(int=_FIRST + len(self._ids)))
            self._names[node] = name
        return node

    def name_of(self, node: UUID) -> str:
        """Give the name of an id."""
        return self._names.get(NodeId(node)) or str(node)

    def name_of_written(self, node: str) -> str:
        """Give the name of an id that is written as the engine writes it."""
        return self.name_of(UUID(node))


def _uuid(name: str) -> NodeId | None:
    """Read an id that is written as the engine writes it, unless it is one of those made here."""
    if len(name) != 36 or name[8] != "-" or name.startswith(_OURS):
        return None
    try:
        node = UUID(name)
    except ValueError:
        return None
    return NodeId(node) if str(node) == name else None
