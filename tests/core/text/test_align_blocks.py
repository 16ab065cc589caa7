"""Plain paragraphs are aligned: exactly, well, and without comparing all with all."""

import doctest
from types import ModuleType

import pytest
from benchmarks._revisions import Amounts, revision

from fortschrift.core.text.align import Alignment, align_blocks, flat, passage
from fortschrift.core.text.align.evidence import Evidence
from tests.core.text.pasted import COURSES, HEALTH, HOUSING, SCHOOLS, SPORT, WORK


def test_plain_paragraphs_are_aligned_by_their_positions() -> None:
    old = [COURSES, f"{SCHOOLS} {HOUSING}", SPORT, WORK, HEALTH]
    new = [HEALTH, COURSES, SCHOOLS, HOUSING, f"{SPORT} {WORK}"]

    alignment = align_blocks(old, new)

    assert alignment.pairs == {0: 4, 1: 0, 2: 1, 4: 2}
    assert alignment.splits == ((1, (2, 3)),)
    assert alignment.joins == (((2, 3), 4),)
    assert alignment.new_of() == {4: 0, 0: 1, 1: 2, 2: 4}


def test_what_moves_takes_along_what_stands_beside_it() -> None:
    old = [COURSES, "Siehe oben, Seite 3", HOUSING, SPORT, WORK, HEALTH]
    new = [HOUSING, SPORT, WORK, HEALTH, COURSES, "Siehe unten, Seite 4"]

    assert align_blocks(old, new).pairs == {0: 2, 1: 3, 2: 4, 3: 5, 4: 0, 5: 1}


@pytest.mark.parametrize(
    ("old", "new", "pairs"),
    [
        (
            ["1. Deutschkurse", "2. Elterncafé", "3. Lernhilfe"],
            ["1. Elterncafé", "2. Lernhilfe"],
            {0: 1, 1: 2},
        ),
        (["a) Kurse", "b) Beratung", "c) Wohnen"], ["a) Kurse", "b) Wohnen"], {0: 0, 1: 2}),
        (["(1) Kurse", "(2) Wohnen"], ["(1) Sport", "(2) Kurse", "(3) Wohnen"], {1: 0, 2: 1}),
        (
            ["§ 4 Beirat", "§ 5 Vorsitz", "§ 6 Sitzung"],
            ["§ 4 Vorsitz", "§ 5 Sitzung"],
            {0: 1, 1: 2},
        ),
        (
            ["Ziel 2.3 Sprache", "Ziel 2.4 Arbeit", "Ziel 2.5 Wohnen"],
            ["Ziel 2.3 Arbeit", "Ziel 2.4 Wohnen"],
            {0: 1, 1: 2},
        ),
        (["2.1 Kurse", "2.2 Sport", "2.3 Wohnen"], ["2.1 Sport", "2.2 Wohnen"], {0: 1, 1: 2}),
        (["1. Kurse", "2. Sport", "3. Wohnen"], ["1. Wohnen", "2. Kurse"], {0: 2, 1: 0}),
    ],
)
def test_what_is_numbered_anew_is_found_by_its_words(
    old: list[str], new: list[str], pairs: dict[int, int]
) -> None:
    assert align_blocks(old, new).pairs == pairs


@pytest.mark.parametrize(
    ("old", "new", "pairs"),
    [
        (
            ["1. Quartal: 5 Kurse", "2. Quartal: 5 Kurse", "3. Quartal: 5 Kurse"],
            ["1. Quartal: 6 Kurse", "3. Quartal: 6 Kurse"],
            {0: 0, 1: 2},
        ),
        (
            ["1. Kurse", "2. Sport", "3. Wohnen"],
            ["1. Kurse", "2. Turnen", "3. Wohnen"],
            {0: 0, 1: 1, 2: 2},
        ),
        (["§ 4", "§ 5", "§ 6"], ["§ 4", "§ 6"], {0: 0, 1: 2}),
    ],
)
def test_where_words_leave_it_open_the_number_decides(
    old: list[str], new: list[str], pairs: dict[int, int]
) -> None:
    assert align_blocks(old, new).pairs == pairs


def test_texts_with_nothing_to_pair_are_no_problem() -> None:
    assert (
        align_blocks([], [])
        == align_blocks([], [COURSES])
        == align_blocks([""], [])
        == Alignment({})
    )
    assert align_blocks([""], [""]).pairs == {0: 0}
    assert align_blocks(["–"] * 3, ["–", "–"]).pairs == {0: 0, 1: 1}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (["entfällt"] * 2000, ["neu", *["entfällt"] * 1500, "auch neu"]),
        (
            [f"{COURSES} {SCHOOLS} {n % 7}" for n in range(700)],
            [f"{COURSES} {SCHOOLS} {n % 5}" for n in range(600)],
        ),
        ([f"Punkt {n}" for n in range(2000)], [f"Absatz {n}." for n in range(2000, 3000)]),
    ],
)
def test_not_everything_is_weighed_against_everything(
    old: list[str], new: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    weighed, weigh = [0], Evidence.of

    def counted(self: Evidence, i: int, j: int) -> float:
        weighed[0] += 1
        return weigh(self, i, j)

    monkeypatch.setattr(Evidence, "of", counted)

    align_blocks(old, new)

    assert weighed[0] < 50 * (len(old) + len(new))


@pytest.mark.parametrize(
    ("share", "right", "wrong"), [(0.05, 0.995, 0.01), (0.25, 0.99, 0.02), (0.5, 0.95, 0.05)]
)
def test_a_revised_concept_is_recognised(share: float, right: float, wrong: float) -> None:
    revised = revision(share, amounts=Amounts(added=20))
    old_ids = [paragraph["id"] for paragraph in revised.old]
    new_ids = [paragraph["id"] for paragraph in revised.new]

    alignment = align_blocks(_texts(revised.old), _texts(revised.new))

    pairs = {(old_ids[before], new_ids[after]) for after, before in alignment.pairs.items()}
    pairs |= {(old_ids[one], new_ids[part]) for one, parts in alignment.splits for part in parts}
    pairs |= {(old_ids[part], new_ids[one]) for parts, one in alignment.joins for part in parts}
    assert len(pairs & revised.pairs()) >= right * len(revised.pairs())
    assert len(pairs - revised.pairs()) <= wrong * len(pairs)


def _texts(paragraphs: list[dict[str, object]]) -> list[str]:
    return [str(paragraph["text"]) for paragraph in paragraphs]


@pytest.mark.parametrize("module", [flat, passage])
def test_examples_in_docstrings_are_true(module: ModuleType) -> None:
    failed, tried = doctest.testmod(module)

    assert tried > 0
    assert failed == 0
