"""How many cases the properties of the renderings are tried on."""

import os
from collections.abc import Callable
from typing import Any

from hypothesis import HealthCheck, settings


def tried(quickly: int) -> Callable[[Any], Any]:
    """Try so many cases in every run, and with HYPOTHESIS_PROFILE=long many more.

    A case costs fifty times what one of the core does: it is rendered and parsed.
    """
    if os.environ.get("HYPOTHESIS_PROFILE") == "long":
        cases = int(os.environ.get("HYPOTHESIS_CASES", "100000"))
        return settings(max_examples=cases, deadline=None, print_blob=True)
    slow = [HealthCheck.too_slow]
    return settings(
        max_examples=quickly, deadline=None, derandomize=True, suppress_health_check=slow
    )
