"""The properties notice a fault of the engine: each of those in `faults` turns one of them red.

Without the fault the same property is green on the same cases. Cases are numbered, so the
same ones are tried every time.
"""

from functools import cache

import pytest

from tests.core.text import kinds
from tests.core.text.faults import FAULTS, Fault, planted

CASES = 400
"""How many cases are tried at most; most faults are noticed within ten."""


def test_there_are_thirty_faults_and_each_is_another_one() -> None:
    changes = {(fault.where, fault.right, fault.wrong) for fault in FAULTS}

    assert len({fault.name for fault in FAULTS}) == len(changes) == len(FAULTS)
    assert len(FAULTS) >= 30


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_a_fault_is_noticed(fault: Fault) -> None:
    noticed = next(filter(None, (_noticed(fault, name) for name in fault.caught_by)), None)

    assert noticed is not None, f"none of {fault.caught_by} is red in {CASES} cases"
    name, number = noticed
    assert _is_green(name, number)


def _noticed(fault: Fault, name: str) -> tuple[str, int] | None:
    """Give the first case in which a property is red with the fault."""
    kind, body = kinds.found(name)
    with_cases = ((number, kinds.case(kind, number)) for number in range(CASES))
    for number, case in with_cases:
        with planted(fault):
            if not _holds(body, case):
                return name, number
    return None


@cache
def _is_green(name: str, number: int) -> bool:
    """Tell whether a property holds in a case when nothing is wrong."""
    kind, body = kinds.found(name)
    return _holds(body, kinds.case(kind, number))


def _holds(body: kinds.Property, case: kinds.Case) -> bool:
    try:
        body(*case)
    except Exception:
        return False
    return True
