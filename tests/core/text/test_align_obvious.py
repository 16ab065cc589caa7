"""What anybody sees who lays two texts side by side is found without weighing all of it."""

from fortschrift.core.text.align.obvious import obvious_pairs, rare_words
from fortschrift.core.text.align.passage import Passage

_SUBJECTS = [
    "Sprachkurse",
    "Kita",
    "Grundschule",
    "Ganztag",
    "Berufsschule",
    "Jugendzentrum",
    "Wohnungsbau",
    "Nahverkehr",
    "Radwege",
    "Sportverein",
    "Schwimmbad",
    "Bücherei",
    "Museum",
    "Theater",
    "Stadtpark",
    "Klinik",
    "Hausarzt",
    "Pflege",
    "Feuerwehr",
    "Wochenmarkt",
]


def _passages(texts: list[str]) -> list[Passage]:
    return [Passage((text,), text) for text in texts]


def _found(old: list[str], new: list[str]) -> list[tuple[int, int]]:
    one, other = _passages(old), _passages(new)
    rare = rare_words((*one, *other))
    return list(obvious_pairs(one, other, rare, range(len(old)), range(len(new))))


def _text(subject: str) -> str:
    return f"Die Stadt fördert {subject} mit {subject}plan, {subject}rat und {subject}fonds."


OLD = [_text(subject) for subject in _SUBJECTS]


def test_edited_passages_at_much_the_same_place_are_obvious() -> None:
    new = [text.replace("Die Stadt", "Der Landkreis") for text in OLD if "Kita" not in text]

    assert _found(OLD, new) == [(at + (at > 0), at) for at in range(len(new))]


def test_among_passages_that_look_alike_nothing_is_obvious() -> None:
    new = OLD.copy()
    new[5:6] = [OLD[5], OLD[5].replace("Stadt", "Gemeinde")]

    assert {i for i, _ in _found(OLD, new)} == {*range(len(OLD))} - {5}


def test_what_was_moved_is_not_obvious() -> None:
    new = [*OLD[1:], OLD[0]]

    assert _found(OLD, new) == [(at + 1, at) for at in range(len(new) - 1)]


def test_in_a_short_text_nothing_is_obvious() -> None:
    assert _found(OLD[:3], OLD[:3]) == []


def test_passages_of_two_sorts_are_not_one() -> None:
    one = _passages(OLD)
    other = [Passage((text,), text, sort="element") for text in OLD]
    rare = rare_words((*one, *other))

    assert list(obvious_pairs(one, other, rare, range(len(OLD)), range(len(OLD)))) == []
