"""How well a produced difference agrees with one that a person marked.

Pure functions: the code under test brings its answer in the form of the file (README.md)
and gets a Score. A text is scored as a document of one paragraph, so there is one way
for both shapes. Blanks never count: nobody cares to which word a blank belongs.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

Segment = tuple[str, str]
"""A sign (`=` kept, `-` out, `+` in, `~` other format) and the text under it."""

_WORD = re.compile(r"\S+")
_JOINER = re.compile(
    r"(?<=\d)[.,:](?=\d)"  # 15.000 · 12.03.2018 · 10:30
    r"|(?<=[^\W\d_])(?:[:*_·]|/-)(?=[^\W\d_])"  # Bürger:innen · Schüler/-innen
    r"|(?<=[^\W\d_])/(?=in(?:nen)?\b)"  # Schüler/innen
)


@dataclass(frozen=True, slots=True)
class Row:
    """Old paragraphs that became new ones (either may be none) and what changed in them."""

    old: tuple[int, ...]
    new: tuple[int, ...]
    marks: tuple[Segment, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two wordings and every difference between them that a person would accept.

    `old` and `new` are as in the file: a string, runs, or a list of paragraphs.
    """

    id: str
    about: str
    shape: str
    old: Any
    new: Any
    answers: tuple[tuple[Row, ...], ...]


@dataclass(frozen=True, slots=True)
class Score:
    """What is right and wrong about an answer, against the allowed one it is nearest to."""

    f1: float
    """Agreement on the marked words of both sides, 0 to 1; 0 if nothing can be rebuilt."""
    rows: float
    """Agreement on which paragraph became which, 0 to 1; always 1 for a single text."""
    cuts: int
    """Borders of a change that fall inside a word, a number or a gender form."""
    unseen: bool
    """The texts differ and the answer shows nothing."""
    rebuilds: bool
    """Both wordings can be put together again from the answer."""
    patchwork: int
    """Changes beyond those of the allowed answer."""
    answer: int
    """Which of the allowed answers it is nearest to."""


def pair_of(data: dict[str, Any]) -> Pair:
    """Take a pair from its JSON form."""
    answers = tuple(rows_of(data["shape"], answer) for answer in data["answers"])
    return Pair(data["id"], data["about"], data["shape"], data["old"], data["new"], answers)


def rows_of(shape: str, answer: Sequence[Any]) -> tuple[Row, ...]:
    """Take an answer from its JSON form; that of a single text becomes one row."""
    if shape == "text":
        return (Row((0,), (0,), _segments(answer)),)
    return tuple(
        Row(tuple(row["old"]), tuple(row["new"]), _segments(row["marks"])) for row in answer
    )


def plain(shape: str, side: Any) -> tuple[str, ...]:
    """Give the paragraphs of one side of a pair, without marks."""
    if shape == "paragraphs":
        return tuple(side)
    runs = [side] if isinstance(side, str) else side
    return ("".join(run if isinstance(run, str) else run["text"] for run in runs),)


def score(pair: Pair, produced: Sequence[Any]) -> Score:
    """Compare an answer in its JSON form with the allowed ones; the nearest counts."""
    rows = rows_of(pair.shape, produced)
    against = [_against(pair, rows, allowed, number) for number, allowed in enumerate(pair.answers)]
    return max(against, key=lambda one: (one.f1 + one.rows, -one.patchwork))


def rebuilds(pair: Pair, rows: Sequence[Row]) -> bool:
    """Say whether each paragraph of both sides is in exactly one row, letter by letter."""
    for dropped, whole in (("+", pair.old), ("-", pair.new)):
        paragraphs = plain(pair.shape, whole)
        places = [_places(row, dropped) for row in rows]
        if sorted(place for some in places for place in some) != list(range(len(paragraphs))):
            return False
        for row, some in zip(rows, places, strict=True):
            if _side(row.marks, dropped)[0] != "\n".join(paragraphs[place] for place in some):
                return False
    return True


def cuts(marks: Sequence[Segment]) -> int:
    """Count the borders of changes that fall inside a word, a number or a gender form.

    A border of format alone is none: part of a word may well be set in bold.
    """
    return sum(_cuts_of_side(*_side(marks, dropped)) for dropped in "+-")


def hunks(marks: Iterable[Segment]) -> int:
    """Count the changes: at most one stretch out and one in, with nothing kept between."""
    count, signs = 0, ""
    for sign, text in marks:
        if not text.strip():
            continue
        if sign == "=":
            signs = ""
        elif not signs or sign in signs[:-1]:
            count, signs = count + 1, sign
        elif sign != signs[-1]:
            signs += sign
    return count


def _segments(data: Iterable[Sequence[str]]) -> tuple[Segment, ...]:
    segments = tuple((sign, text) for sign, text in data)
    if strange := {sign for sign, _ in segments} - set("=-+~"):
        raise ValueError(f"no sign of a marked text: {sorted(strange)}")
    return segments


def _against(pair: Pair, rows: Sequence[Row], allowed: Sequence[Row], number: int) -> Score:
    whole = rebuilds(pair, rows)
    many = sum(hunks(row.marks) for row in rows) - sum(hunks(row.marks) for row in allowed)
    return Score(
        f1=_agreement(_marked_words(pair, rows), _marked_words(pair, allowed)) if whole else 0.0,
        rows=_agreement(_links(rows), _links(allowed)),
        cuts=sum(cuts(row.marks) for row in rows),
        unseen=pair.old != pair.new and not _shows_anything(rows),
        rebuilds=whole,
        patchwork=max(0, many),
        answer=number,
    )


def _agreement(found: set[Any], expected: set[Any]) -> float:
    """Give F1, the harmonic mean of precision and recall; 1 if there is nothing to find."""
    if not found and not expected:
        return 1.0
    return 2 * len(found & expected) / (len(found) + len(expected))


def _marked_words(pair: Pair, rows: Sequence[Row]) -> set[tuple[str, int, int, str]]:
    """Name each marked word by side, paragraph, place in it, and how it is marked."""
    found = set()
    for dropped, whole in (("+", pair.old), ("-", pair.new)):
        paragraphs = plain(pair.shape, whole)
        for row in rows:
            names = [
                (dropped, place, number)
                for place in _places(row, dropped)
                for number in range(len(paragraphs[place].split()))
            ]
            manners = _manners(*_side(row.marks, dropped))
            found |= {
                (*name, manner) for name, manner in zip(names, manners, strict=True) if manner
            }
    return found


def _manners(text: str, signs: str) -> Iterator[str]:
    """Say of each word whether its letters or only its format change, or "" for neither."""
    for word in _WORD.finditer(text):
        seen = signs[word.start() : word.end()]
        if "-" in seen or "+" in seen:
            yield "letters"
        else:
            yield "format" if "~" in seen else ""


def _links(rows: Sequence[Row]) -> set[tuple[int | None, int | None]]:
    return {(old, new) for row in rows for old in row.old or (None,) for new in row.new or (None,)}


def _shows_anything(rows: Sequence[Row]) -> bool:
    if any(sign != "=" and text for row in rows for sign, text in row.marks):
        return True
    if any((len(row.old), len(row.new)) != (1, 1) for row in rows):
        return True
    order = [row.new for row in sorted(rows, key=lambda row: row.old)]
    return any(first > second for first, second in pairwise(order))


def _places(row: Row, dropped: str) -> tuple[int, ...]:
    return row.old if dropped == "+" else row.new


def _side(marks: Sequence[Segment], dropped: str) -> tuple[str, str]:
    """Give the text of one side and, as long as it, the sign of each character."""
    kept = [(sign, text) for sign, text in marks if sign != dropped]
    return "".join(text for _, text in kept), "".join(sign * len(text) for sign, text in kept)


def _cuts_of_side(text: str, signs: str) -> int:
    holds = [_is_of_a_word(character) for character in text]
    for joiner in _JOINER.finditer(text):
        holds[joiner.start() : joiner.end()] = [True] * len(joiner[0])
    changed = [sign in "-+" for sign in signs]
    return sum(
        changed[at - 1] != changed[at] and holds[at - 1] and holds[at] for at in range(1, len(text))
    )


def _is_of_a_word(character: str) -> bool:
    """Take vowel signs and accents for letters: they must not be parted from theirs."""
    return character.isalnum() or unicodedata.category(character).startswith("M")
