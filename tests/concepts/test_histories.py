"""P11 and P13 on the database: whatever happens to a text, what is stored is what it should be.

Every text of a random history is held byte for byte to the one in memory, and its origins character
for character to a slow replay.  ``HISTORIES`` names the number of them.  What undo, taking over and
replay bring has its origin by the words alone in ``test_word_histories``.
"""

import os
from collections import Counter

import pytest

from tests.concepts.histories import ACTS, History

pytestmark = pytest.mark.django_db

HISTORIES = int(os.environ.get("HISTORIES", "8"))
STEPS = 18
PLAYED: list[Counter[str]] = []


@pytest.mark.parametrize("seed", range(HISTORIES))
def test_what_is_stored_is_what_a_slow_replay_finds(seed: int) -> None:
    history = History.begun(seed)
    PLAYED.append(history.done)

    for number in range(1, STEPS + 1):
        history.step(number)
        history.check()

    history.memory.check_all(history.version.concept)


def test_the_histories_hold_what_may_happen_to_a_text() -> None:
    if len(PLAYED) < max(HISTORIES, 8):
        pytest.skip("asked for some histories only")

    shares = {act: sum(bool(done[act]) for done in PLAYED) / HISTORIES for act in sorted({*ACTS})}

    print({act: f"{share:.0%}" for act, share in shares.items()})
    assert all(shares.values())
