"""What became of each element from one text to the other; plain Python, no rows.

Every element of the old text and every element of the new one stands in exactly one line, so the
counts kind by kind add up to the elements of both sides.  What a text that is not complete lacks is
*unknown*, never dropped.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple, get_args

from fortschrift.core.text import BLOCKS, NodeId, NodeState, Tree, plain
from fortschrift.core.text.comparison.words import tokens_without_blanks
from fortschrift.core.text.numbering import numbers, shown_number

Became = Literal[
    "unchanged",
    "renamed",
    "extended",
    "amended",
    "moved",
    "joined",
    "split",
    "added",
    "dropped",
    "handed_on",
    "unknown",
]
KINDS: tuple[Became, ...] = get_args(Became)

#: What is worth a word beside the kind.
Besides = Literal["renamed", "moved", "renumbered", "formatted", "wording_unknown", "recorded"]

Extent = Literal["complete", "partial", "titles_only"]


class Link(NamedTuple):
    """A recorded descent: kinds are those of ``Lineage``; either end may be missing."""

    source: NodeId | None
    target: NodeId | None
    kind: str


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the list: the elements it speaks of on each side, in the order of the texts."""

    kind: Became
    old: tuple[NodeId, ...] = ()
    new: tuple[NodeId, ...] = ()
    besides: frozenset[Besides] = frozenset()
    links: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Totals:
    """How many elements of each side stand under each kind."""

    old: Mapping[Became, int]
    new: Mapping[Became, int]

    @property
    def elements(self) -> tuple[int, int]:
        return sum(self.old.values()), sum(self.new.values())


def totals(lines: Iterable[Line]) -> Totals:
    """Count the elements of either side by kind; kinds nobody has are left out."""
    old: Counter[Became] = Counter()
    new: Counter[Became] = Counter()
    for line in lines:
        old[line.kind] += len(line.old)
        new[line.kind] += len(line.new)
    return Totals(+old, +new)


def elements(tree: Tree) -> list[NodeState]:
    """Give the elements of a text (what its outline calls by a name) in document order."""
    return [state for state in tree if state.kind not in BLOCKS and state.id != tree.root]


def became(
    old: Tree,
    new: Tree,
    *,
    moved: frozenset[NodeId] = frozenset(),
    links: Sequence[Link] = (),
    extents: tuple[Extent, Extent] = ("complete", "complete"),
) -> list[Line]:
    """Tell what became of each element, in the order of the new text, what went at its old place.

    ``moved`` are the nodes that stand elsewhere (the synopsis knows them), ``links`` what is
    recorded of descent.  Linear in the nodes and links.
    """
    sides = _Side.of(old, extents[0]), _Side.of(new, extents[1])
    found = [_line(group, sides, moved=moved, links=links) for group in _groups(sides, links)]
    return _in_order(found, sides)


@dataclass(frozen=True, slots=True)
class _Side:
    tree: Tree
    extent: Extent
    position: Mapping[NodeId, int]
    numbers: Mapping[NodeId, str]

    @classmethod
    def of(cls, tree: Tree, extent: Extent) -> "_Side":
        computed = numbers(tree)
        listed = elements(tree)
        return cls(
            tree, extent,
            {state.id: place for place, state in enumerate(listed)},
            {state.id: shown_number(state, computed) for state in listed},
        )  # fmt: skip

    @property
    def is_complete(self) -> bool:
        return self.extent == "complete"


_Sides = tuple[_Side, _Side]


@dataclass(slots=True)
class _Group:
    """Elements of both sides that belong together, and the links that say so."""

    old: list[NodeId] = field(default_factory=list)
    new: list[NodeId] = field(default_factory=list)
    links: list[int] = field(default_factory=list)


def _groups(sides: _Sides, links: Sequence[Link]) -> list[_Group]:
    """Join what is the same or descends from each other; a link counts in both directions."""
    old, new = sides
    leader: dict[tuple[int, NodeId], tuple[int, NodeId]] = {}

    def find(key: tuple[int, NodeId]) -> tuple[int, NodeId]:
        while leader[key] != key:
            leader[key] = key = leader[leader[key]]
        return key

    for number, side in enumerate(sides):
        leader |= {(number, node): (number, node) for node in side.position}
    pairs = [((0, node), (1, node)) for node in old.position if node in new.position]
    told = [(ends, number) for number, link in enumerate(links) for ends in _ends(link, sides)]
    for one, other in [*pairs, *(ends for ends, _ in told)]:
        leader[find(other)] = find(one)
    groups: dict[tuple[int, NodeId], _Group] = defaultdict(_Group)
    for number, node in list(leader):
        group = groups[find((number, node))]
        (group.new if number else group.old).append(node)
    for (one, _), number in told:
        groups[find(one)].links.append(number)
    for number, link in enumerate(links):
        for key in _single_ends(link, sides):
            groups[find(key)].links.append(number)
    return list(groups.values())


def _ends(link: Link, sides: _Sides) -> Iterator[tuple[tuple[int, NodeId], tuple[int, NodeId]]]:
    """Give the pair that a link joins: source before, target after, or the other way round.

    Where both ends stand in both texts, they descended from each other at another time.
    """
    if link.source is None or link.target is None or link.kind in ("handed_on", "unknown"):
        return
    before, after = sides[0].position, sides[1].position
    for one, other in ((link.source, link.target), (link.target, link.source)):
        if one in before and other in after and (one not in after or other not in before):
            yield (0, one), (1, other)
            return


def _single_ends(link: Link, sides: _Sides) -> Iterator[tuple[int, NodeId]]:
    """Give the one side that a link speaks of where it joins no pair."""
    if any(True for _ in _ends(link, sides)):
        return
    before, after = sides[0].position, sides[1].position
    if link.source is not None and link.source in before and link.source not in after:
        yield 0, link.source
    if link.target is not None and link.target in after and link.target not in before:
        yield 1, link.target


def _line(group: _Group, sides: _Sides, *, moved: frozenset[NodeId], links: Sequence[Link]) -> Line:
    old = tuple(sorted(group.old, key=sides[0].position.__getitem__))
    new = tuple(sorted(group.new, key=sides[1].position.__getitem__))
    told = tuple(dict.fromkeys(group.links))
    recorded: frozenset[Besides] = frozenset({"recorded"} if told else ())
    if len(old) == len(new) == 1:
        kind, besides = _same(old[0], new[0], sides, is_moved=new[0] in moved)
        return Line(kind, old, new, besides | recorded, told)
    if old and new:
        return Line("joined" if len(old) >= len(new) else "split", old, new, recorded, told)
    kinds = {links[number].kind for number in told}
    return Line(_one_sided(bool(old), kinds, sides), old, new, recorded, told)


def _one_sided(is_old: bool, recorded: set[str], sides: _Sides) -> Became:
    """Say what is known of an element that stands on one side only."""
    if "unknown" in recorded:
        return "unknown"
    if is_old and "handed_on" in recorded:
        return "handed_on"
    if is_old and "ended" in recorded:
        return "dropped"
    other = sides[1] if is_old else sides[0]
    if not other.is_complete:
        return "unknown"
    return "dropped" if is_old else "added"


class _Said(NamedTuple):
    """What an element itself says, without the elements below it."""

    heading: str
    text: str
    attributes: tuple[tuple[str, object], ...]
    blocks: tuple[tuple[str, str], ...]
    marks: tuple[object, ...]

    @property
    def body(self) -> tuple[object, ...]:
        return self.text, self.attributes, self.blocks

    @property
    def has_body(self) -> bool:
        return bool(self.text or self.attributes or any(words for _, words in self.blocks))


def _same(
    old: NodeId, new: NodeId, sides: _Sides, *, is_moved: bool
) -> tuple[Became, frozenset[Besides]]:
    """Compare what one element says on both sides."""
    was, now = _said(old, sides[0].tree), _said(new, sides[1].tree)
    besides: set[Besides] = set()
    if was.heading != now.heading:
        besides.add("renamed")
    if is_moved:
        besides.add("moved")
    if sides[0].numbers[old] != sides[1].numbers[new]:
        besides.add("renumbered")
    if _wording_unknown(was, now, sides):
        besides.add("wording_unknown")
        return _but("renamed" if "renamed" in besides else "unknown", besides)
    if was.body == now.body and sides[0].tree[old].kind == sides[1].tree[new].kind:
        if was.marks != now.marks and "renamed" not in besides:
            besides.add("formatted")
        first: Became = "renamed" if "renamed" in besides else "moved" if is_moved else "unchanged"
        return _but(first, besides)
    return _but("extended" if _extends(was, now) else "amended", besides)


def _but(kind: Became, besides: set[Besides]) -> tuple[Became, frozenset[Besides]]:
    """Leave out of what stands beside a kind what the kind says itself."""
    return kind, frozenset(each for each in besides if each != kind)


def _wording_unknown(was: _Said, now: _Said, sides: _Sides) -> bool:
    """Whether nobody can know if the words changed: a side that is not complete has none."""
    return any(
        side.extent == "titles_only" or (not side.is_complete and not here.has_body
                                         and there.has_body)
        for side, here, there in ((sides[0], was, now), (sides[1], now, was))
    )  # fmt: skip


def _said(node: NodeId, tree: Tree) -> _Said:
    state = tree[node]
    blocks = list(_blocks(state, tree))
    return _Said(
        plain(state.heading), plain(state.text), state.attributes,
        tuple((each.kind, plain(each.heading + each.text)) for each in blocks),
        (state.heading, state.text, *((each.heading, each.text) for each in blocks)),
    )  # fmt: skip


def _blocks(state: NodeState, tree: Tree) -> Iterator[NodeState]:
    pending = list(reversed(tree.children(state.id)))
    while pending:
        child = pending.pop()
        if child.kind in BLOCKS:
            yield child
            pending.extend(reversed(tree.children(child.id)))


def _extends(was: _Said, now: _Said) -> bool:
    """Whether everything that was said still stands there, in its order, beside what came."""
    before = dict(was.attributes)
    after = dict(now.attributes)
    if any(key not in after or after[key] != value for key, value in before.items()):
        return False
    later = iter(_words(now))
    return all(word in later for word in _words(was))


def _words(said: _Said) -> list[str]:
    # The heading is no part of it: a renamed element may still be extended.
    whole = " ".join([said.text, *(words for _, words in said.blocks)])
    return [word for word in tokens_without_blanks(whole) if any(map(str.isalnum, word))]


def _in_order(lines: Iterable[Line], sides: _Sides) -> list[Line]:
    """Order lines by their first element in the new text; what is gone follows its predecessor."""
    places: dict[NodeId, tuple[int, int]] = {
        node: (place, -1) for node, place in sides[1].position.items()
    }
    last = -1
    for node, place in sides[0].position.items():
        if node in sides[1].position:
            last = sides[1].position[node]
        else:
            places.setdefault(node, (last, place))
    return sorted(lines, key=lambda line: places[(line.new or line.old)[0]])
