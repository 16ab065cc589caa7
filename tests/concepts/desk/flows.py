"""What an editor may do to the passages of an element, as HTML: at random, with the truth beside.

A document is a list of blocks as the browser holds them: an identity or none, and words.  Each edit
does what the editor does with identities (the first part of a split keeps it, a joined one keeps
the first) and notes for each block who it truly is.
"""

from dataclasses import dataclass, field
from html import escape
from itertools import count
from random import Random
from uuid import UUID

from fortschrift.core.text import NodeId, NodeState, Tree, inline

SUBJECTS = ("Die Volkshochschule", "Das Jobcenter", "Jede Grundschule", "Der Runde Tisch",
            "Die Stadt", "Das Sozialamt", "Der Sportbund", "Die Kinderklinik")  # fmt: skip
VERBS = ("bietet", "plant", "bezahlt", "erprobt", "verlängert", "verdoppelt", "begleitet", "prüft")
OBJECTS = ("Sprachkurse am Abend", "eine Beratung in sieben Sprachen", "Wohnungen für Familien",
           "Praktika im Handwerk", "Schwimmkurse für Mädchen", "ein Verzeichnis der Vereine",
           "Fahrten zur Ausländerbehörde", "Impfungen in den Unterkünften")  # fmt: skip
ENDS = ("bis zum Jahr 2027", "in allen Stadtteilen", "ohne Gebühren", "mit eigenem Geld",
        "mit dem Landkreis", "vom Herbst an", "an jedem Dienstag", "auf Antrag")  # fmt: skip
ROOT, GOAL = (NodeId(UUID(int=number)) for number in (1, 2))


def sentence(chance: Random) -> str:
    parts = (chance.choice(each) for each in (SUBJECTS, VERBS, OBJECTS, ENDS))
    return f"{' '.join(parts)}."


def paragraphs(chance: Random, number: int) -> list[str]:
    """Make paragraphs of two or three sentences, none like another."""
    found: list[str] = []
    while len(found) < number:
        words = " ".join(sentence(chance) for _ in range(chance.randint(2, 3)))
        if words not in found:
            found.append(words)
    return found


def tree_of(texts: list[str]) -> Tree:
    """Build a concept with one goal that holds these paragraphs; ids count from 100."""
    states = [NodeState(NodeId(UUID(int=100 + at)), "paragraph", text=inline(words))
              for at, words in enumerate(texts)]  # fmt: skip
    goal = NodeState(GOAL, "goal", inline("Sprache"), children=tuple(each.id for each in states))
    root = NodeState(ROOT, "concept", inline("Konzept"), children=(GOAL,))
    return Tree.of([root, goal, *states], root=ROOT)


@dataclass
class Block:
    """A block in the browser: the identity it carries, its words, and who it truly is."""

    carries: NodeId | None
    words: str
    truly: NodeId | None


@dataclass
class Page:
    """The blocks of an editor; `edited` are those whose words somebody changed."""

    blocks: list[Block]
    chance: Random
    edited: set[NodeId] = field(default_factory=set)

    @classmethod
    def of(cls, tree: Tree, chance: Random) -> "Page":
        states = tree.children(GOAL)
        return cls([Block(each.id, "".join(run.text for run in each.text), each.id)
                    for each in states], chance)  # fmt: skip

    def html(self, *, with_identities: bool = True) -> str:
        return "".join(
            f'<p data-node="{block.carries}">{escape(block.words)}</p>'
            if block.carries and with_identities else f"<p>{escape(block.words)}</p>"
            for block in self.blocks
        )  # fmt: skip

    def edit(self) -> None:
        """Do one thing that people do."""
        deeds = (self.reword, self.split, self.join, self.move, self.insert, self.remove)
        self.chance.choice(deeds)()

    def reword(self) -> None:
        block = self.chance.choice(self.blocks)
        words = block.words.split(" ")
        words[self.chance.randrange(len(words))] = self.chance.choice(("neu", "sofort", "künftig"))
        block.words = " ".join(words)

    def split(self) -> None:
        at = self.chance.randrange(len(self.blocks))
        block = self.blocks[at]
        first, dot, second = block.words.partition(". ")
        if dot and len(second) > 20:
            block.words = first + "."
            self.blocks.insert(at + 1, Block(None, second, None))

    def join(self) -> None:
        if len(self.blocks) > 2:
            at = self.chance.randrange(len(self.blocks) - 1)
            gone = self.blocks.pop(at + 1)
            self.blocks[at].words += " " + gone.words

    def move(self) -> None:
        block = self.blocks.pop(self.chance.randrange(len(self.blocks)))
        self.blocks.insert(self.chance.randint(0, len(self.blocks)), block)

    def insert(self) -> None:
        place = self.chance.randint(0, len(self.blocks))
        words = "Ganz anders ist es mit " + " ".join(
            self.chance.choice(("Museen", "Gärten", "Brücken", "Archiven")) for _ in range(4)
        )
        self.blocks.insert(place, Block(None, words, None))

    def remove(self) -> None:
        if len(self.blocks) > 2:
            self.blocks.pop(self.chance.randrange(len(self.blocks)))


def minted(start: int = 10_000):  # type: ignore[no-untyped-def]
    numbers = count(start)
    return lambda: NodeId(UUID(int=next(numbers)))
