"""Changes by paragraphs, with their new text, as operations.

A change replaces the text of a paragraph, deletes it with all that stands below it, or
inserts a paragraph or list item after it. The paragraph is named by its id, or by its
position from 0 in a base that was given as paragraphs.
"""

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from fortschrift.core.text.canonical.codec import Member, exactly, listed
from fortschrift.core.text.comparison.compare import least
from fortschrift.core.text.door.documents import Document
from fortschrift.core.text.door.flat import KINDS
from fortschrift.core.text.door.names import Names
from fortschrift.core.text.door.request import ANYTHING, object_of, text, under
from fortschrift.core.text.errors import FormatError, UnknownNode, WrongPlace
from fortschrift.core.text.ids import NodeId
from fortschrift.core.text.node import NodeState
from fortschrift.core.text.operations import Insert, Operation, Repeal, Retitle, Substitute
from fortschrift.core.text.runs import InlineText, length
from fortschrift.core.text.tree import Place, Tree

_STR = exactly(str)
_CHANGES = listed(
    object_of(
        {
            "para": Member(ANYTHING),
            "op": Member(_STR, "replace"),
            "text": Member(ANYTHING, None),
            "kind": Member(_STR, None),
            "what": Member(_STR, ""),
        },
    )
)
_OPERATIONS = ("replace", "delete", "insert_after")
_READ_BY = {"text": ("replace", "insert_after"), "kind": ("insert_after",)}
_NEW_KINDS = ("p", "li")


MOST_COMPARED = 100_000_000
"""Characters of all paragraphs that are replaced and of what they are replaced by."""


class Compared:
    """How many characters were compared for one request."""

    def __init__(self) -> None:
        """Begin with none."""
        self._characters = 0

    def add(self, *texts: InlineText) -> None:
        """Count texts that will be compared; raises FormatError if they are too many."""
        self._characters += sum(map(length, texts))
        if self._characters > MOST_COMPARED:
            raise FormatError("", f"more than {MOST_COMPARED} characters to be compared in all")


def changing(
    data: Any, base: Document, tree: Tree, names: Names, *, called: str, compared: Compared
) -> tuple[Operation, ...]:
    """Write changes of a tree as operations; `called` is what new paragraphs are called after.

    `tree` is the base, or what an amended amendment makes of it. Raises FormatError with
    the path.
    """
    changes = _Changes(base, tree, names, called=called, compared=compared)
    given = _CHANGES.read(data)
    made: list[Operation] = []
    for at, each in enumerate(given):
        made += under(f"[{at}]", partial(changes.operations, each, at + 1))
    return tuple(_in_order_of_giving(made))


def _in_order_of_giving(made: list[Operation]) -> Iterator[Operation]:
    """Turn insertions at one place round: each pushes what stands there further down."""
    inserted: dict[Place, list[Insert]] = {}
    for each in made:
        if isinstance(each, Insert):
            inserted.setdefault(each.place, []).append(each)
    for each in made:
        yield inserted[each.place].pop() if isinstance(each, Insert) else each


class _Changes:
    def __init__(
        self, base: Document, tree: Tree, names: Names, *, called: str, compared: Compared
    ) -> None:
        self.base, self.tree, self.names, self.called = base, tree, names, called
        self.compared = compared
        self.replaced: set[NodeId] = set()

    def operations(self, change: Mapping[str, Any], number: int) -> list[Operation]:
        """Give the operation of a change; none where the text stays as it is."""
        node = under("para", lambda: self._node(change["para"]))
        wanted = change["op"]
        if wanted not in _OPERATIONS:
            raise FormatError("op", f"one of {', '.join(_OPERATIONS)} expected")
        for name, wanting in _READ_BY.items():
            if change[name] is not None and wanted not in wanting:
                raise FormatError(name, f"not read by {wanted}")
        if wanted == "delete":
            return [Repeal(node)]
        said = under("text", lambda: text(change["text"]))
        if wanted == "replace":
            if node in self.replaced:
                raise FormatError("para", "replaced already")
            self.replaced.add(node)
            return self._replaced(self.tree[node], said)
        kind = self._kind_behind(node) if change["kind"] is None else change["kind"]
        return [under("kind", lambda: self._inserted(kind, said, node, number))]

    def _node(self, given: Any) -> NodeId:
        if type(given) is int and self.base.is_flat:
            if not 0 <= given < len(self.base.nodes):
                raise FormatError("", f"no such paragraph; there are {len(self.base.nodes)}")
            node = self.base.nodes[given]
        else:
            node = self.names.given(given)
        if node not in self.tree:
            raise UnknownNode(node)
        return node

    def _replaced(self, state: NodeState, said: InlineText) -> list[Operation]:
        is_heading = bool(state.heading) or state.kind not in KINDS.values()
        before = state.heading if is_heading else state.text
        self.compared.add(before, said)
        splices = least(before, said)
        if not splices:
            return []
        return [Retitle(state.id, splices) if is_heading else Substitute(state.id, splices)]

    def _kind_behind(self, node: NodeId) -> str:
        return "li" if self.tree[node].kind == "list_item" else "p"

    def _inserted(self, kind: str, said: InlineText, behind: NodeId, number: int) -> Operation:
        if kind not in _NEW_KINDS:
            raise FormatError("", f"one of {', '.join(_NEW_KINDS)} expected")
        name = f"{self.called}/{number}"
        fresh = NodeState(self.names.id_of(name), KINDS[kind], text=said)
        place = self._place(behind, fresh)
        if kind == "p" or self.tree[place.parent].kind == "list":
            return Insert(place, (fresh,))
        around = NodeState(self.names.id_of(f"{name}/list"), "list", children=(fresh.id,))
        return Insert(place, (around, fresh))

    def _place(self, behind: NodeId, fresh: NodeState) -> Place:
        """Give the place behind a paragraph, or below a heading; an item joins a list there."""
        parent = self.tree.parent_of(behind)
        if parent is None or self.tree[behind].kind not in ("paragraph", "list_item"):
            place = Place(behind)
        elif self.tree[parent].kind == "list" and fresh.kind != "list_item":
            raise WrongPlace(fresh.id, parent, "kind")
        else:
            place = Place(parent, behind)
        siblings = self.tree[place.parent].children
        at = siblings.index(place.after) + 1 if place.after else 0
        if fresh.kind == "list_item" and [self.tree[x].kind for x in siblings[at : at + 1]] == [
            "list"
        ]:
            return Place(siblings[at])
        return place
