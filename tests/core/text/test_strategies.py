"""The cases that properties are tried on are hard often enough."""

from collections import Counter

from hypothesis import Phase, given, settings

from fortschrift.core.text import Insert, Move, NodeId, NodeState, Operation, Repeal, Tree
from tests.core.text.strategies import edits

HARD = ("nested list", "table", "footnote", "unknown place", "move", "insert", "repeal")


def hard_in(tree: Tree, operations: tuple[Operation, ...]) -> set[str]:
    """Name what is hard about a case."""
    shapes = {(state.kind, parent.kind) for state in tree for parent in _parents(tree, state.id)}
    made = {type(operation) for operation in operations}
    signs = {
        "nested list": ("list", "list_item") in shapes,
        "table": any(kind == "table" for kind, _ in shapes),
        "footnote": any(kind == "note" for kind, _ in shapes),
        "unknown place": any(state.parent_unknown for state in tree),
        "move": Move in made,
        "insert": Insert in made,
        "repeal": Repeal in made,
    }
    return {name for name, present in signs.items() if present}


def _parents(tree: Tree, node: NodeId) -> tuple[NodeState, ...]:
    parent = tree.parent_of(node)
    return () if parent is None else (tree[parent],)


def test_each_hard_case_comes_up_in_a_tenth_of_the_cases() -> None:
    seen: Counter[str] = Counter()

    @settings(max_examples=400, derandomize=True, database=None, phases=[Phase.generate])
    @given(edits(most=1))
    def count(edit: tuple[Tree, tuple[Operation, ...]]) -> None:
        seen.update({"cases", *hard_in(*edit)})

    count()

    shares = {name: seen[name] / seen["cases"] for name in HARD}
    print("shares of hard cases:", {name: f"{share:.0%}" for name, share in shares.items()})
    assert all(share >= 0.1 for share in shares.values()), shares
