"""Where the ids of the demo's rows come from: the town and the fact's key, nothing else.

So a fact keeps its id and its address when the files are edited or put into another order.
"""

from uuid import UUID, uuid5

from fortschrift.core.text import NodeId

_DEMO = UUID("3d7f0f0e-6f0b-5f57-9d5c-6b1c1c6f5a11")


def identity(town: str, key: str) -> UUID:
    """Mint the id of a fact."""
    return uuid5(_DEMO, f"{town}/{key}")


def node_identity(town: str, key: str) -> NodeId:
    """Mint the id of a node: the same in every version that has the node."""
    return NodeId(uuid5(_DEMO, f"{town}/node/{key}"))
