"""Pairs of texts whose difference was marked by hand, and how an answer is scored.

README.md tells who marked which file, and its form.
"""

import json
from pathlib import Path

from tests.core.text.pairs.scoring import Pair, pair_of

HERE = Path(__file__).parent


def pairs_in(name: str) -> tuple[Pair, ...]:
    """Read the pairs of one file of this folder, for instance "own.json"."""
    return tuple(pair_of(data) for data in json.loads((HERE / name).read_text("utf-8")))
