"""Seeded German concept texts of any size as trees: fields, goals, measures, paragraphs.

The same arguments give the same tree on every machine.
"""

from dataclasses import replace
from random import Random
from uuid import UUID

from fortschrift.core.text import (
    AttributeType,
    AttributeValue,
    Level,
    NodeId,
    NodeState,
    Numbering,
    Outline,
    Tree,
    attributes,
    inline,
)

OUTLINE = Outline(
    (
        Level("field", "Handlungsfeld", "Handlungsfelder", ("goal",), Numbering("{n}")),
        Level("goal", "Leitziel", "Leitziele", ("measure",), Numbering("{parent}.{n}")),
        Level(
            "measure", "Maßnahme", "Maßnahmen", (), Numbering("{parent}.{n}"),
            attributes=(
                AttributeType("responsible", "Federführung"),
                AttributeType("partners", "Mitwirkung", "list"),
                AttributeType("start", "Beginn", "date"),
            ),
            tracked=True,
        ),
    ),
    roots=("field",),
)  # fmt: skip
#: Nodes of one measure with its paragraphs, measures of a goal, goals of a field.
PARAGRAPHS, MEASURES, GOALS = 4, 5, 6

WHO = ("Die Stadt", "Das Jobcenter", "Die Volkshochschule", "Der Runde Tisch", "Das Jugendamt")
DOES = ("richtet", "baut", "stellt", "entwickelt", "begleitet")
WHAT = (
    "mehrsprachige Beratungsangebote", "wohnortnahe Sprachkurse", "verlässliche Patenschaften",
    "Begegnungsorte in allen Stadtteilen", "Fortbildungen für Ehrenamtliche",
)  # fmt: skip
WHOM = (
    "für Familien mit Zuwanderungsgeschichte", "für neu zugewanderte Kinder",
    "für Menschen mit geringen Deutschkenntnissen", "für Geflüchtete", "für Alleinerziehende",
)  # fmt: skip
HOW = ("dauerhaft ein", "schrittweise aus", "ab 2025 bereit", "gemeinsam weiter", "verbindlich")


def concept_tree(nodes: int, *, seed: int = 1) -> Tree:
    """Grow a concept of exactly so many nodes, the root included."""
    chance, ids = Random(seed), iter(range(1, nodes))
    states: dict[NodeId, NodeState] = {}
    root = NodeState(node_id(seed, 0), "concept", heading=inline("Zusammen leben"))
    states[root.id] = root
    above = {"concept": root.id}
    for number in ids:
        kind = _kind(number - 1)
        parent = above[
            {"field": "concept", "goal": "field", "measure": "goal"}.get(kind, "measure")
        ]
        state = _state(chance, node_id(seed, number), kind)
        states[state.id] = state
        states[parent] = replace(states[parent], children=(*states[parent].children, state.id))
        above[kind] = state.id
    return Tree(root.id, states, OUTLINE)


def reworded(tree: Tree, share: float, *, seed: int) -> Tree:
    """Give the text with new words in so many of its paragraphs, at least one."""
    chance = Random(seed)
    paragraphs = [state for state in tree if state.kind == "paragraph"]
    chosen = chance.sample(paragraphs, max(1, round(share * len(tree.nodes))))
    changed = {state.id: replace(state, text=inline(_sentences(chance))) for state in chosen}
    return Tree(tree.root, {**tree.nodes, **changed}, tree.outline)


def node_id(seed: int, number: int) -> NodeId:
    """Give the identity of a node, scattered like real ones."""
    return NodeId(UUID(int=Random(f"{seed}/{number}").getrandbits(128)))


def _kind(place: int) -> str:
    measure = PARAGRAPHS + 1
    goal = 1 + MEASURES * measure
    place %= 1 + GOALS * goal
    if place == 0:
        return "field"
    place = (place - 1) % goal
    if place == 0:
        return "goal"
    return "measure" if (place - 1) % measure == 0 else "paragraph"


def _state(chance: Random, node: NodeId, kind: str) -> NodeState:
    if kind == "paragraph":
        return NodeState(node, kind, text=inline(_sentences(chance)))
    heading = inline(f"{chance.choice(WHAT)} {chance.choice(WHOM)}")
    if kind != "measure":
        return NodeState(node, kind, heading=heading)
    values: dict[str, AttributeValue] = {
        "responsible": chance.choice(WHO),
        "partners": tuple(chance.sample(WHO, 2)),
        "start": "2025-03",
    }
    return NodeState(node, kind, heading=heading, attributes=attributes(values))


def _sentences(chance: Random) -> str:
    return " ".join(_sentence(chance) for _ in range(chance.randint(2, 5)))


def _sentence(chance: Random) -> str:
    parts = (WHO, DOES, WHAT, WHOM, HOW)
    return " ".join(chance.choice(part) for part in parts) + "."
