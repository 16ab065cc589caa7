"""Who clashes with whom: the smallest sets of proposals on one base that cannot stand together.

Two proposals clash where they want the same words, value or node to be different things,
where one takes out what the other works on, or where both reshape the same texts. Equal
wishes do not clash. `cycles` finds moves that only together stand in a circle.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import Any, Literal

from fortschrift.core.text.comparison.words import is_boundary
from fortschrift.core.text.effects.effect import Break, Effect, TextKey, attribute_of
from fortschrift.core.text.ids import NodeId
from fortschrift.core.text.merging.touching import (
    Range,
    Role,
    Touch,
    kinds_changed,
    near,
    shape,
    shift,
    touches,
    worked,
)
from fortschrift.core.text.runs import plain
from fortschrift.core.text.splices import Splice
from fortschrift.core.text.tree import Tree

ClashKind = Literal[
    "words", "order", "deleted", "value", "structure", "cycle", "kind", "alternative"
]


@dataclass(frozen=True, slots=True)
class Clash:
    """A smallest set of proposals that cannot stand together, and where.

    `proposals` are two or more, ascending. `start` and `end` are code points of the base
    text where words clash; `field` is "text", "heading", or the value that is wanted to be
    two things ("kind", "printed_number", "outline" or an attribute's key).
    """

    proposals: tuple[int, ...]
    kind: ClashKind
    node: NodeId | None = None
    field: str | None = None
    start: int | None = None
    end: int | None = None


#: Which roles get in each other's way at one key, and how; both ways round.
_MEETING: Mapping[Role, tuple[tuple[Role, ClashKind], ...]] = {
    "shaped": (("shifted", "structure"),),
    "shifted": (("shaped", "structure"),),
    "sharing": (("under", "structure"),),
    "under": (("sharing", "structure"),),
    "ends": (("noted", "structure"),),
    "noted": (("ends", "structure"),),
    "seam": (("filled", "structure"),),
    "filled": (("seam", "structure"),),
}
#: Where one role meets itself: only different wishes clash.
_WISHING: Mapping[Role, ClashKind] = {
    "value": "value",
    "goes": "order",
    "fresh": "structure",
    "shaped": "structure",
}


def all_clashes(
    base: Tree,
    effects: Mapping[int, Effect],
    *,
    in_turn: bool = False,
    noting: Mapping[int, Sequence[Touch]] | None = None,
) -> tuple[Clash, ...]:
    """List every clash of two among proposals on one base, by place and number.

    Words by one sweep over each text, all else by looking up what meets at one key. Takes
    n log n steps for n touches and one for each pair that meets. `noting` is what the
    proposals touch, where that is known already.
    """
    noting = noting or {number: tuple(touches(each, base)) for number, each in effects.items()}
    index = Index(base, in_turn=in_turn)
    words: dict[TextKey, list[tuple[Range, int]]] = defaultdict(list)
    found: dict[Clash, None] = {}
    for number, effect in sorted(effects.items()):
        noted = noting[number]
        for role, key, wish in noted:
            if role == "words":
                words[key].append((wish, number))
        rest = tuple(each for each in noted if each[0] != "words")
        found |= dict.fromkeys(index.met(number, effect, rest))
        index.note(number, effect, rest)
    found |= dict.fromkeys(_word_clashes(words, base, in_turn=in_turn))
    return tuple(found)


class Index:
    """Which proposals touch what of one base.

    `in_turn` takes a gap that two want to fill for no clash: what is adopted stands first.
    """

    def __init__(self, base: Tree, *, in_turn: bool = False) -> None:
        """Begin with no proposal."""
        self.base = base
        self.in_turn = in_turn
        self.effects: dict[int, Effect] = {}
        self._at: dict[tuple[Role, Any], list[tuple[Any, int]]] = defaultdict(list)
        self._gone: set[NodeId] = set()
        self._kinds: dict[NodeId, list[int]] = defaultdict(list)

    def add(self, number: int, effect: Effect) -> None:
        """Note what a proposal touches."""
        self.note(number, effect, touches(effect, self.base))

    def note(self, number: int, effect: Effect, noted: Iterable[Touch]) -> None:
        """Note a proposal with what it touches."""
        self.effects[number] = effect
        for role, key, wish in noted:
            self._at[role, key].append((wish, number))
        self._gone |= effect.repealed
        for node in kinds_changed(effect):
            self._kinds[node].append(number)

    def clashes(self, number: int, effect: Effect) -> tuple[Clash, ...]:
        """List how a proposal clashes with those noted, each pair and place once."""
        return tuple(dict.fromkeys(self.met(number, effect, touches(effect, self.base))))

    def met(self, number: int, effect: Effect, noted: Iterable[Touch]) -> Iterator[Clash]:
        """List how what a proposal touches clashes with those noted."""
        for role, key, wish in noted:
            if role == "words":
                yield from self._words(number, key, wish)
            elif role in ("gone", "at"):
                yield from self._taken_out(number, effect, role, key)
            for other_role, kind in _MEETING.get(role, ()):
                for other in self._numbers(other_role, key, number):
                    if not _want_the_same(role, key, effect, self.effects[other]):
                        yield Clash(_pair(number, other), kind, _node(key))
            if role in _WISHING:
                for other_wish, other in self._at.get((role, key), ()):
                    if other != number and not _same_wish(role, wish, other_wish):
                        pair = _pair(number, other)
                        yield Clash(pair, _WISHING[role], _node(key), _field(role, key))

    def near_kinds(self, number: int, effect: Effect) -> set[int]:
        """Give the proposals whose changes of kind may not go with this one, or this one's."""
        kinds, mine = kinds_changed(effect), near(effect, self.base) if self._kinds else set()
        found = {other for node in mine | kinds for other in self._kinds.get(node, ())}
        if kinds:
            others = self.effects.items()
            found |= {other for other, each in others if kinds & near(each, self.base)}
        return found - {number}

    def _taken_out(self, number: int, effect: Effect, role: Role, key: Any) -> Iterator[Clash]:
        """Find who takes out what another one works on, whichever of the two this is."""
        if role == "gone":
            for node in (state.id for state in self.base.walk(key)):
                for other in self._numbers("at", node, number):
                    if self._is_hit(key, effect, self.effects[other]):
                        yield Clash(_pair(number, other), "deleted", key)
        elif self._gone:
            for node in self.base.upwards(key):
                if node not in self._gone:
                    continue
                for other in self._numbers("gone", node, number):
                    if self._is_hit(node, self.effects[other], effect):
                        yield Clash(_pair(number, other), "deleted", node)

    def _numbers(self, role: Role, key: Any, number: int) -> Iterator[int]:
        return (other for _, other in self._at.get((role, key), ()) if other != number)

    def _is_hit(self, top: NodeId, gone: Effect, working: Effect) -> bool:
        """Tell whether the one works on what the other takes out and does not move away.

        Who takes the same out as well, and lets the same move away, works on nothing there.
        """
        if gone == working:
            return False
        if top in working.repealed:
            return self._spared(top, gone) != self._spared(top, working)
        return not gone.moved or any(
            self._goes(node, top, gone) for node in worked(working) if node in self.base
        )

    def _goes(self, node: NodeId, top: NodeId, gone: Effect) -> bool:
        """Tell whether a node is taken out with one above it, or moves away before."""
        way = takewhile(lambda above: above not in gone.moved, self.base.upwards(node))
        return top in way

    def _spared(self, top: NodeId, effect: Effect) -> set[NodeId]:
        """Give what a proposal moves out of something that it takes out."""
        moved = (node for node in effect.moved if node in self.base)
        return {node for node in moved if top in self.base.upwards(node)}

    def _words(self, number: int, key: TextKey, found: Range) -> Iterator[Clash]:
        for other_range, other in self._at.get(("words", key), ()):
            if other != number and _collide(self.base, key, found, other_range, self.in_turn):
                yield word_clash(_pair(number, other), key, found, other_range)


def _word_clashes(
    entries: Mapping[TextKey, Iterable[tuple[Range, int]]], base: Tree, *, in_turn: bool
) -> Iterator[Clash]:
    """List all pairs whose ranges of words clash, from left to right in each text."""
    for key, found in entries.items():
        active: list[tuple[Range, int]] = []
        ordered = sorted(found, key=lambda each: (each[0].start, each[0].end, each[1]))
        for one, number in ordered:
            active = [each for each in active if each[0].end >= one.start]
            for other, other_number in active:
                if number != other_number and _collide(base, key, other, one, in_turn):
                    yield word_clash(_pair(number, other_number), key, one, other)
            active.append((one, number))


def _collide(base: Tree, key: TextKey, one: Range, other: Range, in_turn: bool) -> bool:
    node, name = key
    if not ranges_collide(one, other):
        return False
    is_shared = one.start == one.end == other.start == other.end and not (one.parts or other.parts)
    return not is_shared or not (in_turn or may_share(plain(getattr(base[node], name)), one, other))


def ranges_collide(one: Range, other: Range) -> bool:
    """Tell whether two wishes want the same words, or the same gap."""
    if one.wish == other.wish:
        return False
    if one.parts or other.parts:
        parting, filling = (one, other) if one.parts else (other, one)
        at = parting.start
        if isinstance(filling.wish, Break):
            return filling.start <= at <= filling.end
        return filling.start <= at < max(filling.end, filling.start + 1)
    if one.start == one.end and other.start == other.end:
        return one.start == other.start
    return one.start < other.end and other.start < one.end


def may_share(text: str, one: Range, other: Range) -> bool:
    """Tell whether two insertions into one gap can both be taken: whole sentences can."""
    wishes = (one.wish, other.wish)
    return _between_sentences(text, one.start) and all(
        isinstance(wish, Splice) and _is_whole(plain(wish.new)) for wish in wishes
    )


def word_clash(pair: tuple[int, ...], key: TextKey, one: Range, other: Range) -> Clash:
    """Name a clash of words by the stretch of the base that both want."""
    start, end = min(one.start, other.start), max(one.end, other.end)
    return Clash(pair, "words", key[0], key[1], start, end)


def _between_sentences(text: str, at: int) -> bool:
    """Tell whether a sentence ends or begins at an offset, before or behind the blank."""
    behind = at + len(text) - at - len(text[at:].lstrip())
    return is_boundary(text, at) or is_boundary(text, behind)


def _is_whole(words: str) -> bool:
    """Tell whether a text consists of whole sentences."""
    return words.rstrip("\"'“”»«) \n\t").endswith((".", "!", "?", ":", "…"))


def _want_the_same(role: Role, key: Any, one: Effect, other: Effect) -> bool:
    """Tell whether two that meet want the same there, so that neither is in the other's way."""
    if role in ("shaped", "shifted"):
        return (shape(one, key), shift(one, key)) == (shape(other, key), shift(other, key))
    return one == other


def _same_wish(role: Role, one: Any, other: Any) -> bool:
    if role == "shaped":
        return one == other or _may_both_split(one, other)
    return type(one) is type(other) and one == other


def _may_both_split(one: Any, other: Any) -> bool:
    """Tell whether two wishes are only to split a text, with no children to share out."""
    return all(
        breaks and ended is None and not into and not any(each.children for each in breaks)
        for breaks, ended, into in (one, other)
    )


def _pair(one: int, other: int) -> tuple[int, int]:
    return (one, other) if one < other else (other, one)


def _node(key: Any) -> NodeId | None:
    if isinstance(key, tuple):
        return NodeId(key[0])
    return NodeId(getattr(key, "parent", key))


def _field(role: Role, key: Any) -> str | None:
    if role != "value":
        return None
    return attribute_of(key[1]) or key[1]
