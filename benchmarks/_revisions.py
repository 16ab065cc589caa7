"""A whole concept written anew, with the truth about each paragraph and each word.

Every kept paragraph is edited, many are dropped, some split, joined, moved to another field or
added; list items are nested. The new text has ids of its own, as when it comes back from a word
processor, so what belongs together has to be found by content.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

from benchmarks._german_concepts import SEED, Paragraph, Writer
from benchmarks._german_words import ADJECTIVES, GROUPS, NOUNS

Source: TypeAlias = tuple[str, int]
#: A word and where it stood in the old text: paragraph and number of the word; None for a new one.
TrueWord: TypeAlias = tuple[str, Source | None]

#: A paragraph is split only if each part keeps at least so many words.
LEAST_PART = 8


@dataclass(frozen=True, slots=True)
class Amounts:
    """How much a revision does to a concept besides editing every paragraph that it keeps."""

    dropped: int = 120
    split: int = 16
    joined: int = 16
    moved: int = 24
    added: int = 0


@dataclass(frozen=True, slots=True)
class Revision:
    """The old and the new text, and for each new paragraph its words and the old ones it is of."""

    old: list[Paragraph]
    new: list[Paragraph]
    words: dict[str, list[TrueWord]]
    came_from: dict[str, tuple[str, ...]]

    def pairs(self) -> set[tuple[str, str]]:
        """Give each old paragraph with each new one that it went into."""
        return {(old, new) for new, origins in self.came_from.items() for old in origins}


@dataclass(frozen=True, slots=True)
class Piece:
    """A paragraph in the making."""

    kind: str
    depth: int
    words: tuple[TrueWord, ...]
    origins: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """Which positions of the old text are dropped, split, joined with the next one, or moved."""

    dropped: frozenset[int]
    split: frozenset[int]
    joined: frozenset[int]
    moved: frozenset[int]


def revision(
    share: float, *, paragraphs: int = 400, amounts: Amounts = Amounts(), seed: int = SEED
) -> Revision:
    """Write a concept and its revision, in each kept paragraph this share of the words new."""
    writer = Writer(seed)
    old = nested(writer.document(paragraphs), writer)
    pieces = [_piece(paragraph) for paragraph in old]
    plan = _plan(pieces, amounts, writer)
    written = _with_moved(list(_rewritten(pieces, plan)), pieces, plan, writer)
    written = [replace(each, words=reworded(each.words, share, writer)) for each in written]
    written = _with_sound_depths(_with_added(written, amounts.added, writer))
    ids = [f"n{number:05d}" for number in range(len(written))]
    return Revision(
        old,
        [_paragraph(new_id, piece) for new_id, piece in zip(ids, written, strict=True)],
        {new_id: list(piece.words) for new_id, piece in zip(ids, written, strict=True)},
        {new_id: piece.origins for new_id, piece in zip(ids, written, strict=True)},
    )


def nested(document: list[Paragraph], writer: Writer) -> list[Paragraph]:
    """Give each list item a depth: 1 for the first of a list, 1 or 2 for the others."""
    made, before = [], ""
    for paragraph in document:
        if paragraph["kind"] == "li":
            depth = writer.chance.choice((1, 2)) if before == "li" else 1
            made.append({**paragraph, "depth": depth})
        else:
            made.append(paragraph)
        before = paragraph["kind"]
    return made


def reworded(words: tuple[TrueWord, ...], share: float, writer: Writer) -> tuple[TrueWord, ...]:
    """Replace exactly this share of the words, at least one, in runs of 1-3 neighbours."""
    made = list(words)
    left = max(1, round(share * len(words)))
    fresh = _fresh_words(writer)
    while left:
        start = writer.chance.randrange(len(made))
        for at in range(start, min(len(made), start + writer.chance.choice((1, 1, 2, 3)))):
            if left and made[at][1] is not None:
                made[at] = (_instead_of(made[at][0], fresh), None)
                left -= 1
    return tuple(made)


def _piece(paragraph: Paragraph) -> Piece:
    node = paragraph["id"]
    words = tuple((word, (node, at)) for at, word in enumerate(paragraph["text"].split()))
    return Piece(paragraph["kind"], paragraph.get("depth", 0), words, (node,))


def _plan(pieces: list[Piece], amounts: Amounts, writer: Writer) -> Plan:
    """Draw the positions; none has two roles, except that what is joined takes the next one."""
    chance = writer.chance
    texts = [at for at, piece in enumerate(pieces) if piece.kind in ("p", "li")]
    dropped = set(chance.sample(texts, amounts.dropped))
    free = set(texts) - dropped
    neighbours = [
        at for at in sorted(free)
        if at + 1 in free and pieces[at].kind == pieces[at + 1].kind == "p"
    ]  # fmt: skip
    joined = _apart(chance.sample(neighbours, len(neighbours)), amounts.joined)
    free -= joined | {at + 1 for at in joined}
    long = [at for at in sorted(free) if _middle(pieces[at].words)]
    split = set(chance.sample(long, amounts.split))
    moved = set(chance.sample(sorted(free - split), amounts.moved))
    return Plan(frozenset(dropped), frozenset(split), frozenset(joined), frozenset(moved))


def _apart(positions: list[int], number: int) -> set[int]:
    """Take so many positions of which no two are neighbours."""
    taken: set[int] = set()
    for at in positions:
        if len(taken) < number and not {at - 1, at, at + 1} & taken:
            taken.add(at)
    return taken


def _rewritten(pieces: list[Piece], plan: Plan) -> Iterator[Piece]:
    """Go through what stays at its place."""
    away = plan.dropped | plan.moved | {at + 1 for at in plan.joined}
    for at, piece in enumerate(pieces):
        if at in plan.split:
            middle = _middle(piece.words)
            yield replace(piece, words=piece.words[:middle])
            yield replace(piece, words=piece.words[middle:])
        elif at in plan.joined:
            following = pieces[at + 1]
            yield replace(
                piece,
                words=piece.words + following.words,
                origins=piece.origins + following.origins,
            )
        elif at not in away:
            yield piece


def _middle(words: tuple[TrueWord, ...]) -> int:
    """Find the end of a sentence nearest to the middle, 0 where a part would be too short."""
    ends = [at + 1 for at, (word, _) in enumerate(words) if word.endswith(".") and len(word) > 3]
    fitting = [at for at in ends if LEAST_PART <= at <= len(words) - LEAST_PART]
    return min(fitting, key=lambda at: abs(2 * at - len(words)), default=0)


def _with_moved(
    written: list[Piece], pieces: list[Piece], plan: Plan, writer: Writer
) -> list[Piece]:
    for at in sorted(plan.moved):
        home = _fields(pieces)[at]
        fields = _fields(written)
        behind = ("li",) if pieces[at].kind == "li" else ("h3", "p")
        places = [
            place + 1 for place, piece in enumerate(written)
            if piece.kind in behind and fields[place] != home
        ]  # fmt: skip
        written.insert(writer.chance.choice(places), pieces[at])
    return written


def _fields(pieces: list[Piece]) -> list[str]:
    """Tell for each piece the old id of the field that it stands in."""
    fields, field = [], ""
    for piece in pieces:
        if piece.kind == "h2":
            (field,) = piece.origins
        fields.append(field)
    return fields


def _with_added(written: list[Piece], number: int, writer: Writer) -> list[Piece]:
    for _ in range(number):
        places = [at + 1 for at, piece in enumerate(written) if piece.kind in ("h3", "p")]
        words: tuple[TrueWord, ...] = tuple((word, None) for word in writer.text().split())
        written.insert(writer.chance.choice(places), Piece("p", 0, words, ()))
    return written


def _with_sound_depths(written: list[Piece]) -> list[Piece]:
    """Let no item stand two steps deeper than what precedes it."""
    made: list[Piece] = []
    for piece in written:
        above = made[-1].depth if made else 0
        made.append(replace(piece, depth=min(piece.depth, above + 1)))
    return made


def _fresh_words(writer: Writer) -> Iterator[str]:
    while True:
        yield from writer.pick((*NOUNS, *ADJECTIVES, *GROUPS)).split()


def _instead_of(word: str, fresh: Iterator[str]) -> str:
    """Take a new word and keep the point or comma behind the old one."""
    tail = word[len(word.rstrip(".,;:")) :]
    return next(new + tail for new in fresh if new + tail != word)


def _paragraph(new_id: str, piece: Piece) -> Paragraph:
    text = " ".join(word for word, _ in piece.words)
    made: dict[str, Any] = {"id": new_id, "kind": piece.kind, "text": text}
    return {**made, "depth": piece.depth} if piece.kind == "li" else made
