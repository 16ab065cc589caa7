"""What generated files say, token by token, and what of it a manuscript has."""

import random
import re
from collections import Counter
from collections.abc import Iterable

from fortschrift.concepts.manuscripts.manuscript import Block, Line, Manuscript, Picture

_TOKEN = re.compile(r"w\d+w")


class Tokens(random.Random):
    """A source of chance and of words of which each comes once."""

    count = 0

    def word(self) -> str:
        """Give the next word."""
        self.count += 1
        return f"w{self.count}w"

    def text(self) -> str:
        """Give some words, with white space as files have it."""
        space = self.choice((" ", "\n   ", "\t"))
        return space.join(self.word() for _ in range(self.randint(1, 4)))

    def chance(self, share: float) -> bool:
        """Throw a coin."""
        return self.random() < share

    @property
    def all(self) -> Counter[str]:
        """Count what was given."""
        return Counter(f"w{at}w" for at in range(1, self.count + 1))


def tokens_of(manuscript: Manuscript) -> Counter[str]:
    """Count the words of a manuscript, wherever they stand."""
    texts = list(_texts(manuscript.blocks))
    for blocks in manuscript.notes.values():
        texts += _texts(blocks)
    texts += [aside.text for aside in manuscript.asides]
    texts += [comment.text for comment in manuscript.comments.values()]
    return Counter(token for text in texts for token in _TOKEN.findall(text))


def mutated(data: bytes, chance: random.Random) -> bytes:
    """Damage a file: some bytes changed, cut off, doubled."""
    damaged = bytearray(data)
    for _ in range(chance.randint(1, 20)):
        damaged[chance.randrange(len(damaged))] = chance.randrange(256)
    if chance.random() < 0.3:
        del damaged[chance.randrange(len(damaged)) :]
    if chance.random() < 0.3:
        at = chance.randrange(len(damaged) + 1)
        damaged[at:at] = data[at : at + chance.randrange(400)]
    return bytes(damaged)


def _texts(blocks: Iterable[Block]) -> Iterable[str]:
    for block in blocks:
        if isinstance(block, Line):
            yield block.number
            yield "".join(words.text for words in block.words)
        elif isinstance(block, Picture):
            yield block.description
        else:
            for row in block.rows:
                for cell in row.cells:
                    yield from _texts(cell.blocks)
