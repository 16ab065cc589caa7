"""Revisions of a whole concept: the truth that comes with them is the truth."""

from itertools import pairwise

import pytest
from benchmarks._german_concepts import Writer
from benchmarks._revisions import Amounts, Revision, revision, reworded

AMOUNTS = Amounts(added=20)
SHARES = (0.05, 0.25, 0.5)


@pytest.fixture(scope="module", params=SHARES, ids=str)
def made(request: pytest.FixtureRequest) -> tuple[float, Revision]:
    return request.param, revision(request.param, amounts=AMOUNTS)


Made = tuple[float, Revision]


def test_the_same_seed_gives_the_same_revision() -> None:
    one, other = revision(0.25, seed=7), revision(0.25, seed=7)

    assert one == other
    assert one != revision(0.25, seed=8)


def test_the_words_of_the_truth_are_the_new_text(made: Made) -> None:
    _, texts = made

    for paragraph in texts.new:
        words = [word for word, _ in texts.words[paragraph["id"]]]
        assert " ".join(words) == paragraph["text"]


def test_a_kept_word_is_the_one_that_stood_where_it_came_from(made: Made) -> None:
    _, texts = made
    old = {each["id"]: each["text"].split() for each in texts.old}
    sources = [(new, word, at) for new, words in texts.words.items() for word, at in words if at]

    assert all(old[node][at] == word for _, word, (node, at) in sources)
    assert all(node in texts.came_from[new] for new, _, (node, _) in sources)
    assert len({source for _, _, source in sources}) == len(sources)


def test_every_kept_paragraph_is_edited_by_its_share(made: Made) -> None:
    share, texts = made

    for new, origins in texts.came_from.items():
        words = texts.words[new]
        fresh = sum(source is None for _, source in words)
        assert fresh == (max(1, round(share * len(words))) if origins else len(words))


def test_a_new_word_is_another_one() -> None:
    writer = Writer()
    before = tuple((word, ("p", at)) for at, word in enumerate(writer.text(30, 30).split()))

    after = reworded(before, 1.0, writer)

    assert all(old != new for (old, _), (new, _) in zip(before, after, strict=True))


def test_as_many_are_dropped_split_joined_and_added_as_told(made: Made) -> None:
    _, texts = made
    used = [old for origins in texts.came_from.values() for old in origins]

    assert len(texts.old) - len(set(used)) == AMOUNTS.dropped
    assert len(used) - len(set(used)) == AMOUNTS.split
    assert sum(len(origins) == 2 for origins in texts.came_from.values()) == AMOUNTS.joined
    assert sum(not origins for origins in texts.came_from.values()) == AMOUNTS.added


def test_some_stand_in_another_field_than_before(made: Made) -> None:
    _, texts = made
    before = _fields([(each["id"], each["kind"], each["id"]) for each in texts.old])
    after = _fields(
        [
            (each["id"], each["kind"], next(iter(texts.came_from[each["id"]]), ""))
            for each in texts.new
        ]
    )

    elsewhere = [new for old, new in texts.pairs() if before[old] != after[new]]

    assert len(elsewhere) == AMOUNTS.moved


def test_lists_are_nested_and_no_item_hangs_in_the_air(made: Made) -> None:
    _, texts = made

    for side in (texts.old, texts.new):
        depths = [each.get("depth", 0) for each in side]
        assert 2 in depths
        assert all(after <= before + 1 for before, after in pairwise([0, *depths]))


def _fields(paragraphs: list[tuple[str, str, str]]) -> dict[str, str]:
    fields, field = {}, ""
    for node, kind, name in paragraphs:
        field = name if kind == "h2" else field
        fields[node] = field
    return fields
