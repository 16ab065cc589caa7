"""P11 with amendments on the database: each word has the origin it was first brought in with.

Random histories in which no word stands twice, so that nothing needs to be read back to know what
is right.  ``HISTORIES`` names the number of them.
"""

import os
from collections import Counter

import pytest

from tests.concepts.word_histories import WordHistory

pytestmark = pytest.mark.django_db

HISTORIES = int(os.environ.get("HISTORIES", "10"))
STEPS = 20
PLAYED: list[Counter[str]] = []
SHOWN = (
    "adopt", "adopt_twice", "adopt_amended", "merge", "amend", "resolve", "undo_earlier",
    "take_over", "replay",
)  # fmt: skip


@pytest.mark.parametrize("seed", range(HISTORIES))
def test_each_word_has_the_origin_it_was_first_brought_in_with(seed: int) -> None:
    history = WordHistory.begun(seed)
    PLAYED.append(history.done)

    for _ in range(STEPS):
        history.step()

    history.known.check_all()


def test_the_histories_hold_what_may_happen_to_amendments() -> None:
    if len(PLAYED) < max(HISTORIES, 8):
        pytest.skip("asked for some histories only")

    shares = {act: sum(bool(done[act]) for done in PLAYED) / HISTORIES for act in SHOWN}

    print({act: f"{share:.0%}" for act, share in shares.items()}, sum(PLAYED, Counter()))
    assert all(shares.values())
