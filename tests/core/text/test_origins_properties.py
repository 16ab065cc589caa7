"""P11: every character has one origin, and it is the one that the slow replay finds.

The replay (`naive_origins`) moves single characters and shares no code with the engine.

Faults planted in the engine to see these tests fail, each found: the blank behind a kept
word is new; a split keeps its gap, a join forgets its own; of equally long scripts another
one is taken; nothing ever moves; a node that left a repealed one goes with it; an undo makes
new origins; what is given to an Insert is dealt out backwards; an item in another place of
its list is new; True stays when it becomes 1; equal neighbours are not joined.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import count
from random import Random
from typing import Any, TypeVar
from uuid import UUID

from hypothesis import given

from fortschrift.core.text import (
    AttributeValue,
    InlineText,
    Insert,
    Join,
    Move,
    NodeId,
    Operation,
    Repeal,
    SetAttribute,
    Split,
    Substitute,
    TextError,
    Tree,
    apply,
    inline,
    inverse_of_all,
    is_level,
    plain,
)
from fortschrift.core.text.canonical.schema_origins import ORIGINS
from fortschrift.core.text.comparison.compare import readable
from fortschrift.core.text.origins.carried import (
    Carried,
    Given,
    carried,
    first_origins,
    given_for,
)
from fortschrift.core.text.origins.node_origins import NodeOrigins, sizes
from fortschrift.core.text.origins.spans import Origin, Spans, is_normal, total
from fortschrift.core.text.origins.told_by_words import told_by_words
from tests.core.text.changing import some_operation, some_operations
from tests.core.text.growing import SENTENCES
from tests.core.text.naive_origins import Naive, begun, in_lengths, replayed
from tests.core.text.strategies import seeds, trees

K = TypeVar("K")
V = TypeVar("V")


def change_id(number: int) -> UUID:
    """Name a change."""
    return UUID(int=number + 1)


@dataclass(frozen=True)
class Text:
    """A text with its origins, as the engine and as the slow replay have them."""

    tree: Tree
    origins: Mapping[NodeId, NodeOrigins]
    naive: Naive

    @classmethod
    def first(cls, tree: Tree) -> "Text":
        """Bring a text in from outside."""
        return cls(tree, first_origins(tree, change_id(0)), begun(tree, change_id(0)))

    def carried(
        self, operations: tuple[Operation, ...], change: UUID, given: Given | None = None
    ) -> Carried:
        """Let the engine carry the origins."""
        return carried(self.origins, self.tree, operations, change, given or {})

    def changed(self, operations: tuple[Operation, ...], change: UUID) -> "Text":
        """Make a change."""
        naive, _ = replayed(self.naive, operations, change)
        return self.after(operations, self.carried(operations, change), naive)

    def after(self, operations: tuple[Operation, ...], made: Carried, naive: Naive) -> "Text":
        """Put what the engine carried beside what the replay says."""
        kept = {node: each for node, each in self.origins.items() if node not in made.gone}
        return Text(apply(operations, self.tree), {**kept, **made.changed}, naive)

    def undone(self, operations: tuple[Operation, ...], before: "Text", change: UUID) -> "Text":
        """Take the last change back; for the replay it has never been."""
        undoing = inverse_of_all(operations, before.tree)
        given = given_for(undoing, self.tree, before.origins)
        return self.after(undoing, self.carried(undoing, change, given), before.naive)


def said(spans: Spans) -> list[tuple[int, tuple[UUID, int]]]:
    """Say spans as the replay says them."""
    return [(length, (origin.change, origin.operation)) for length, origin in spans]


def assert_sound(text: Text) -> None:
    """Each character has one origin, in normal form, and it is the one of the replay."""
    assert text.origins.keys() == text.tree.nodes.keys() == text.naive.keys()
    for node, origins in text.origins.items():
        fields = origins.fields()
        assert [key for key, _ in origins.attributes] == [
            key for key, _ in text.tree[node].attributes
        ]
        assert tuple(map(total, fields)) == sizes(text.tree[node])
        assert all(map(is_normal, fields))
        assert [said(spans) for spans in fields] == [
            in_lengths(pairs) for pairs in text.naive[node].fields()
        ]


def some_change(chance: Random, tree: Tree) -> tuple[Operation, ...]:
    """Give up to four operations; many of them rewrite a text or a value as people do."""
    chosen: list[Operation] = []
    for _ in range(chance.randint(1, 4)):
        make = chance.choice((some_rewriting, some_rewriting, some_other_value, some_operation))
        chosen.append(make(chance, tree) or some_operation(chance, tree))
        tree = apply(chosen[-1:], tree)
    return tuple(chosen)


def some_rewriting(chance: Random, tree: Tree) -> Operation | None:
    """Move, drop, add and reword sentences of a text, marked as people would or as a whole."""
    texts = [state for state in tree if state.text]
    if not texts:
        return None
    state = chance.choice(texts)
    new = inline(rewritten(chance, state.text))
    if new == state.text or not new:
        return None
    if chance.random() < 0.5:
        return Substitute.whole(state.id, state.text, new)
    return Substitute(state.id, readable(state.text, new))


def some_other_value(chance: Random, tree: Tree) -> Operation | None:
    """Give an attribute a value that is much like the one it has."""
    there = [
        (state.id, key, value)
        for state in tree
        if is_level(state.kind)
        for key, value in state.attributes
    ]
    if not there:
        return None
    node, key, old = chance.choice(there)
    return SetAttribute(node, key, old, like(chance, old))


def like(chance: Random, value: AttributeValue) -> AttributeValue:
    """Give the same words or items in another order, or what is equal to Python only."""
    if isinstance(value, str):
        return rewritten(chance, inline(value)) or "neu"
    if isinstance(value, tuple):
        items = (*value, chance.choice(SENTENCES), chance.choice(value))
        return tuple(chance.sample(items, chance.randint(1, len(items))))
    return chance.choice((True, 1, False, 0, int(value) + 1))


def rewritten(chance: Random, text: InlineText) -> str:
    """Give other words for a text, many of them its own."""
    words = plain(text).split(" ")
    for _ in range(chance.randint(1, 3)):
        start = chance.randint(0, len(words))
        end = min(len(words), start + chance.choice((0, 1, 2, 6, 9)))
        piece = words[start:end]
        if chance.random() < 0.7:
            del words[start:end]
        to = chance.randint(0, len(words))
        words[to:to] = piece if chance.random() < 0.6 else chance.choice(SENTENCES).split(" ")
    return " ".join(words)


@given(trees, seeds)
def test_p11_stored_origins_are_those_of_a_replay_character_by_character(
    tree: Tree, seed: bytes
) -> None:
    chance = Random(seed)
    text = Text.first(tree)

    assert_sound(text)
    for number in range(1, 4):
        text = text.changed(some_change(chance, text.tree), change_id(number))
        assert_sound(text)


@given(trees, seeds)
def test_p11_words_alone_tell_of_each_character_where_it_comes_from(
    tree: Tree, seed: bytes
) -> None:
    chance = Random(seed)
    origins = first_origins(tree, change_id(0))
    for number in range(1, 4):
        after = apply(some_change(chance, tree), tree)
        made = told_by_words(origins, tree, after, change_id(number))
        kept = {node: each for node, each in origins.items() if node not in made.gone}
        then = {**kept, **made.changed}

        assert then.keys() == after.nodes.keys()
        assert all(tuple(map(total, then[state.id].fields())) == sizes(state) for state in after)
        assert all(is_normal(spans) for each in then.values() for spans in each.fields())
        new = Origin(change_id(number), 0)
        stays = Counter(each for each in units(after, then) if each[1].change != new.change)
        assert stays <= Counter(units(tree, origins))
        same = {state.id for state in tree if after.nodes.get(state.id) == state}
        assert same.isdisjoint(made.changed)
        tree, origins = after, then


def units(tree: Tree, origins: Mapping[NodeId, NodeOrigins]) -> Iterator[tuple[Any, Origin]]:
    """Walk every character of headings and texts with its origin."""
    for state in tree:
        for words, spans in zip(
            (state.heading, state.text), origins[state.id].fields(), strict=False
        ):
            marks = (origin for length, origin in spans for _ in range(length))
            yield from zip(plain(words), marks, strict=True)


@given(trees, seeds)
def test_p2_an_undo_restores_the_origins_and_so_does_its_undo(tree: Tree, seed: bytes) -> None:
    chance = Random(seed)
    text = Text.first(tree)
    done: list[tuple[tuple[Operation, ...], Text]] = []
    for number in range(1, 6):
        if done and chance.random() < 0.5:
            operations, before = done.pop()
            undoing = inverse_of_all(operations, before.tree)
            undone = text.undone(operations, before, change_id(number))
            assert_sound(undone)
            assert undone.origins == before.origins

            again = undone.undone(undoing, text, change_id(number + 10))
            assert_sound(again)
            assert again.origins == text.origins
            text = undone
        else:
            operations = some_change(chance, text.tree)
            done.append((operations, text))
            text = text.changed(operations, change_id(number))
    assert_sound(text)


@given(trees, seeds)
def test_p11_what_is_taken_over_from_another_strand_keeps_its_first_origin(
    tree: Tree, seed: bytes
) -> None:
    chance = Random(seed)
    base = Text.first(tree)
    here = base.changed(some_operations(chance, tree, 3), change_id(1))
    operations = some_that_fit_both(chance, base.tree, here.tree)
    there = base.changed(operations, change_id(2))

    given = given_for(operations, base.tree, there.origins)
    made = here.carried(operations, change_id(3), given)

    naive = taken_over_slowly(base, there, here, operations)
    assert_sound(here.after(operations, made, naive))


def taken_over_slowly(
    base: Text, there: Text, here: Text, operations: tuple[Operation, ...]
) -> Naive:
    """Replay what is taken over: characters that stood in no text before are new here."""
    _, brought = replayed(base.naive, operations, change_id(2))
    numbers = count()
    names = [[(change_id(9), next(numbers)) for _ in marks] for marks in brought]
    by_name, _ = replayed(base.naive, operations, change_id(9), names)
    first = {
        name: origin
        for node, named in by_name.items()
        for one, other in zip(named.fields(), there.naive[node].fields(), strict=True)
        for (_, name), (_, origin) in zip(one, other, strict=True)
    }
    given = [
        [first.get(name, (change_id(3), ordinal)) for name in named]
        for ordinal, named in enumerate(names)
    ]
    return replayed(here.naive, operations, change_id(3), given)[0]


def some_that_fit_both(chance: Random, one: Tree, other: Tree) -> tuple[Operation, ...]:
    """Choose operations on one text that can be applied to the other one as well."""
    chosen: list[Operation] = []
    for _ in range(6):
        operation = some_operation(chance, one)
        try:
            other_after = apply([operation], other)
        except TextError:
            continue
        one, other = apply([operation], one), other_after
        chosen.append(operation)
    return tuple(chosen)


@given(trees, seeds)
def test_only_what_differs_is_told_and_what_is_gone_is_gone(tree: Tree, seed: bytes) -> None:
    text = Text.first(tree)
    operations = some_change(Random(seed), tree)

    made = text.carried(operations, change_id(1))

    after = apply(operations, tree)
    assert made.gone == tree.nodes.keys() - after.nodes.keys()
    assert not made.changed.keys() & made.gone
    assert all(text.origins.get(node) != each for node, each in made.changed.items())
    assert made.changed.keys() >= after.nodes.keys() - tree.nodes.keys()


class Watched(Mapping[K, V]):
    """A mapping that notes what is asked of it."""

    def __init__(self, of: Mapping[K, V], asked: set[K]) -> None:
        self.of, self.asked = of, asked

    def __getitem__(self, key: K) -> V:
        self.asked.add(key)
        return self.of[key]

    def __iter__(self) -> Iterator[K]:
        raise AssertionError("nobody walks over the whole text")

    def __len__(self) -> int:
        raise AssertionError("nobody counts the whole text")


@given(trees, seeds)
def test_nothing_is_read_but_what_the_operations_touch(tree: Tree, seed: bytes) -> None:
    operations = some_change(Random(seed), tree)
    origins = first_origins(tree, change_id(0))
    asked: set[NodeId] = set()
    parents = {child: state.id for state in tree for child in state.children}
    watched = Tree.trusted(
        tree.root, Watched(tree.nodes, asked), tree.outline, Watched(parents, asked)
    )

    made = carried(Watched(origins, asked), watched, operations, change_id(1))

    assert made == carried(origins, tree, operations, change_id(1))
    assert asked <= touched(operations, tree)


def touched(operations: tuple[Operation, ...], tree: Tree) -> set[NodeId]:
    """List the nodes that operations name, those above them and those below repealed ones."""
    found: set[NodeId] = set()
    for operation in operations:
        named = named_by(operation)
        found |= named
        found |= {parent for node in named if node in tree and (parent := tree.parent_of(node))}
        if isinstance(operation, Repeal) and operation.node in tree:
            found |= {state.id for state in tree.walk(operation.node)}
        tree = apply([operation], tree)
    return found


def named_by(operation: Any) -> set[NodeId]:
    """List the nodes that an operation names."""
    match operation:
        case Insert(place, states):
            return {place.parent, *(state.id for state in states)}
        case Move(node, place):
            return {node, place.parent}
        case Split(node, _, _, new, children):
            return {node, new, *children}
        case Join(node, other):
            return {node, other}
        case _:
            return {operation.node} if hasattr(operation, "node") else set()


@given(trees, seeds)
def test_a_change_of_nothing_changes_nothing_and_a_move_keeps_all(tree: Tree, seed: bytes) -> None:
    text = Text.first(tree)
    moves = tuple(
        operation
        for operation in some_operations(Random(seed), tree, 6)[:1]
        if isinstance(operation, Move)
    )

    assert text.carried((), change_id(1)) == Carried({}, frozenset())
    assert text.carried(moves, change_id(1)) == Carried({}, frozenset())


@given(trees, seeds)
def test_p13_origins_come_back_from_their_one_spelling(tree: Tree, seed: bytes) -> None:
    text = Text.first(tree).changed(some_change(Random(seed), tree), change_id(1))

    stored = [ORIGINS.to_bytes(each) for each in text.origins.values()]

    assert [ORIGINS.from_bytes(data) for data in stored] == list(text.origins.values())
    assert ORIGINS.from_stored(map(bytes.decode, stored)) == tuple(text.origins.values())
