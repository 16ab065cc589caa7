"""Documents that were given, and which node of one is which node of the next.

A document is a list of paragraphs (`flat`), or an object: a tree as the engine stores it.
Ids that both documents have are the same thing. Where a paragraph has none, or where no
paragraph is in both documents, they are aligned by what they say.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from fortschrift.core.text.door.flat import Homes, laid_out
from fortschrift.core.text.door.names import Names
from fortschrift.core.text.door.paragraphs import paragraphs
from fortschrift.core.text.door.request import MOST_ALIGNED, MOST_NODES, under
from fortschrift.core.text.errors import FormatError
from fortschrift.core.text.ids import NodeId
from fortschrift.core.text.tree import Tree

if TYPE_CHECKING:
    from fortschrift.core.text.align import Alignment


class Document(NamedTuple):
    """A document: its tree, and its nodes as they were given: paragraphs, or all nodes.

    `homes` tells the list of each item, None for a document that was given as a tree.
    """

    tree: Tree
    nodes: tuple[NodeId, ...]
    named: bool = True
    homes: Homes | None = None

    @property
    def is_flat(self) -> bool:
        """Tell whether it was given as paragraphs."""
        return self.homes is not None


class Followed(NamedTuple):
    """A document under the ids of the one before it.

    `own` tells what its nodes are called in the document itself where that is another id.
    """

    tree: Tree
    own: Mapping[NodeId, NodeId] = MappingProxyType({})
    alignment: "Alignment[NodeId] | None" = None


def document(data: Any, where: str, names: Names, before: Document | None = None) -> Document:
    """Read a document that follows another one; raises FormatError with the path."""
    if type(data) is list:
        _check_size(data, where)
        laying = laid_out(data, where, names, before.tree.nodes if before else {})
        tree, homes = under(where, lambda: laying.tree((before and before.homes) or {}))
        return Document(tree, tuple(laying.paragraphs), laying.named, homes)
    if type(data) is not dict:
        raise FormatError(where, f"paragraphs or a tree expected, {type(data).__name__} found")
    return under(where, lambda: _tree(data, names))


def _tree(data: Any, names: Names) -> Document:
    from fortschrift.core.text.canonical.schema_outline2 import TREE
    from fortschrift.core.text.door.renaming import tree_with_ids
    from fortschrift.core.text.door.wording import check_tree

    _check_size(data.get("nodes"), "nodes")
    tree = TREE.read(tree_with_ids(data, names))
    check_tree(tree)
    return Document(tree, tuple(state.id for state in tree))


def _check_size(given: Any, path: str) -> None:
    if type(given) is list and len(given) > MOST_NODES:
        raise FormatError(path, f"more than {MOST_NODES} nodes")


def followed(before: Tree, named: bool, after: Document) -> Followed:
    """Find the nodes of a document again in the next one; raises FormatError."""
    known = named and after.named and before.root == after.tree.root
    if known and any(node in before for node in after.nodes):
        return Followed(after.tree)
    if max(len(before), len(after.tree)) > MOST_ALIGNED:
        raise FormatError("", f"more than {MOST_ALIGNED} nodes to be aligned, as ids are missing")
    from fortschrift.core.text.align import align, identified

    alignment = align(before, after.tree)
    tree = identified(before, after.tree, alignment)
    own = {was: node for node, was in alignment.pairs.items() if node != was}
    return Followed(tree, own, alignment)


def two_documents(given: Mapping[str, Any], names: Names) -> tuple[Document, Document, Followed]:
    """Read an old and a new document, and find the nodes of the old one in the new one."""
    old = document(given["old"], "old", names)
    new = document(given["new"], "new", names, old)
    return old, new, under("new", lambda: followed(old.tree, old.named, new))


def written(tree: Tree, like: Document, names: Names) -> Any:
    """Write a tree as the document it comes from, as a tree if paragraphs cannot say it."""
    flat = paragraphs(tree, names) if like.is_flat else None
    if flat is not None:
        return flat
    from fortschrift.core.text.canonical.schema_outline2 import TREE
    from fortschrift.core.text.door.renaming import tree_with_names

    return tree_with_names(TREE.write(tree), names)
