"""Truth: what a difference, an alignment or an origin is held against.

Nothing here is taken from the engine. Ink is what is printed: characters that are no blanks.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from difflib import SequenceMatcher

from benchmarks._revisions import Revision

#: old_start, old_end, new_start, new_end, in code points.
Hunk = tuple[int, int, int, int]


def rebuilds(old: str, new: str, hunks: Sequence[Hunk]) -> bool:
    """Tell whether the new text is the old one with the marked parts replaced, and no others."""
    made, old_at, new_at = [], 0, 0
    for old_start, old_end, new_start, new_end in hunks:
        if new_start - new_at != old_start - old_at:
            return False
        made += [old[old_at:old_start], new[new_start:new_end]]
        old_at, new_at = old_end, new_end
    return "".join([*made, old[old_at:]]) == new


def cuts(old: str, new: str, hunks: Iterable[Hunk]) -> int:
    """Count the borders of changes that fall inside a word or a number."""
    borders = ((old, new, each) for each in hunks)
    return sum(
        _inside(one, each[0]) + _inside(one, each[1]) + _inside(other, each[2])
        + _inside(other, each[3])
        for one, other, each in borders
    )  # fmt: skip


def _inside(text: str, at: int) -> bool:
    if not 0 < at < len(text):
        return False
    before, after = text[at - 1], text[at]
    if before.isalnum() and after.isalnum():
        return True
    inside_number = before in ".,:" and after.isdigit() and text[at - 2 : at - 1].isdigit()
    return inside_number or (
        before.isdigit() and after in ".,:" and text[at + 1 : at + 2].isdigit()
    )


def ink(text: str) -> int:
    """Count the characters that are no blanks."""
    return sum(map(len, text.split()))


def least_ink(old: Sequence[str], new: Sequence[str]) -> int:
    """Give the least ink of whole words that has to be marked to get from one to the other."""
    best = [0] * (len(new) + 1)
    for word in old:
        diagonal, weight = 0, len(word)
        for at, other in enumerate(new):
            above = best[at + 1]
            if word == other:
                best[at + 1] = diagonal + weight
            elif best[at] > above:
                best[at + 1] = best[at]
            diagonal = above
    return sum(map(len, old)) + sum(map(len, new)) - 2 * best[-1]


def least_ink_of(revision: Revision) -> int:
    """Give the least ink for a whole revision if every pair is known; a move costs none."""
    old = {each["id"]: each["text"].split() for each in revision.old}
    new = {each["id"]: each["text"].split() for each in revision.new}
    groups = _families(revision)
    kept = {each for group in groups for each in group[0]}
    dropped = sum(sum(map(len, words)) for node, words in old.items() if node not in kept)
    return dropped + sum(
        least_ink(
            [word for node in before for word in old[node]],
            [word for node in after for word in new[node]],
        )
        for before, after in groups
    )


def _families(revision: Revision) -> list[tuple[tuple[str, ...], list[str]]]:
    """Group old paragraphs with all the new ones of the same origins, in order; () for added."""
    families: dict[tuple[str, ...], list[str]] = {}
    added = [((), [new]) for new, origins in revision.came_from.items() if not origins]
    for new, origins in revision.came_from.items():
        if origins:
            families.setdefault(origins, []).append(new)
    return [*families.items(), *added]


def inserted_runs(old: str, new: str) -> list[str]:
    """List the stretches of words that a text has more than another one, as difflib sees it."""
    before, after = old.split(), new.split()
    said = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    return [" ".join(after[c:d]) for tag, _, _, c, d in said if tag in ("insert", "replace")]


def agreement(found: set[tuple[str, str]], true: set[tuple[str, str]]) -> float:
    """Give the share of right pairs among all found or true: missed and invented ones count."""
    return len(found & true) / len(found | true)


def origin_of_words(text: str, origins: Sequence[int]) -> list[int]:
    """Give each word the origin of most of its characters; one origin for each character."""
    words, at = [], 0
    for word in text.split():
        at = text.index(word, at)
        words.append(Counter(origins[at : at + len(word)]).most_common(1)[0][0])
        at += len(word)
    return words


def share_right(found: Mapping[str, Sequence[int]], truth: Sequence[Mapping[str, object]]) -> float:
    """Give the share of words whose origin is right; a paragraph not found is wrong as a whole."""
    right = total = 0
    for paragraph in truth:
        true, said = list(_listed(paragraph["origin"])), found.get(str(paragraph["id"]), ())
        total += len(true)
        if len(said) == len(true):
            right += sum(one == other for one, other in zip(said, true, strict=True))
    return right / total


def _listed(value: object) -> list[int]:
    assert isinstance(value, list)
    return value
