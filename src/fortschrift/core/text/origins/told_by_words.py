"""Origins of versions of which nothing is recorded but their words.

Where changes are recorded, `carried` follows what was done. A history that comes as texts alone
(older printed versions, the door's `blame`) tells no more than which words are new; that needs no
operations, and so is done in half the time.
"""

from collections import ChainMap
from uuid import UUID

from fortschrift.core.text.difference.differing import Differing, differing
from fortschrift.core.text.difference.reshape import reshaped
from fortschrift.core.text.node import NodeState
from fortschrift.core.text.origins.carried import Carried, carried
from fortschrift.core.text.origins.kept import exchanged, rewritten
from fortschrift.core.text.origins.node_origins import NodeOrigins, Origins, known, of_one
from fortschrift.core.text.origins.spans import Origin
from fortschrift.core.text.runs import plain
from fortschrift.core.text.tree import Tree


def told_by_words(origins: Origins, before: Tree, after: Tree, change: UUID) -> Carried:
    """Tell the origins of a text from those of the text before it, and from both texts.

    Nodes are told by their ids. What a text was split into or joined from keeps its origins; all
    that is new comes from operation 0 of the change. Raises UnknownNode for a node without
    origins.
    """
    found = differing(before, after)
    parted, reached = reshaped(before, after, found)
    if not parted:
        return _told(origins, found, Origin(change, 0))
    made = carried(origins, before, parted, change)
    then = _told(
        ChainMap(dict(made.changed), dict(origins)), differing(reached, after), Origin(change, 0)
    )
    changed = {node: each for node, each in made.changed.items() if node not in then.gone}
    return Carried({**changed, **then.changed}, made.gone | (then.gone & before.nodes.keys()))


def _told(origins: Origins, found: Differing, origin: Origin) -> Carried:
    changed = {state.id: of_one(state, origin) for state in found.fresh}
    for before, after in found.changed:
        was = known(origins, before.id)
        now = _rewritten(was, before, after, origin)
        if now != was:
            changed[after.id] = now
    return Carried(changed, frozenset(state.id for state in found.gone))


def _rewritten(
    was: NodeOrigins, before: NodeState, after: NodeState, origin: Origin
) -> NodeOrigins:
    heading, text, values = was.heading, was.text, was.attributes
    if before.heading != after.heading:
        heading = rewritten(heading, plain(before.heading), plain(after.heading), origin)
    if before.text != after.text:
        text = rewritten(text, plain(before.text), plain(after.text), origin)
    if before.attributes != after.attributes:
        old, spans = dict(before.attributes), dict(values)
        values = tuple(
            (key, exchanged(spans.get(key, ()), old.get(key), value, origin))
            for key, value in after.attributes
        )
    return NodeOrigins(heading, text, values)
