"""Which words of a node can be translated, and the hash that ties a translation to them.

The hash is over the plain words: marks, place and number are none of a translator's business, so
a moved or newly formatted paragraph keeps its translation.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from fortschrift.concepts.models import Translation
from fortschrift.core.text import NodeId, NodeState, digest, plain

Field = Translation.Field


@dataclass(frozen=True, slots=True, order=True)
class Spot:
    """A field of a node; ``key`` names the attribute and is "" for heading and text."""

    node: NodeId
    field: str
    key: str = ""


def translatable(state: NodeState) -> Iterator[tuple[Spot, str]]:
    """Give every field that says something in words; of a list each item is a line."""
    for field, words in ((Field.HEADING, state.heading), (Field.TEXT, state.text)):
        if words:
            yield Spot(state.id, field), plain(words)
    for key, value in state.attributes:
        if isinstance(value, str):
            yield Spot(state.id, Field.ATTRIBUTE, key), value
        elif isinstance(value, tuple):
            yield Spot(state.id, Field.ATTRIBUTE, key), "\n".join(value)


def words_hash(words: str) -> str:
    return digest(words.encode())
