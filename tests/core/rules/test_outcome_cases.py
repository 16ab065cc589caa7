"""The cases written down beforehand: each vote comes out as its source says, for that reason."""

import pytest

from fortschrift.core.rules.outcome import Verdict, outcome
from tests.core.rules.answers import CASES, Case, read


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.says)
def test_a_vote_comes_out_as_its_source_says(case: Case) -> None:
    found = outcome(case.rule, case.tally, case.circumstances)

    assert found.verdict == case.answer
    assert case.because <= {reason.code for reason in found.reasons}
    if case.missing is not None:
        assert found.missing == case.missing


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.says)
def test_every_answer_has_a_reason_that_names_its_source(case: Case) -> None:
    found = outcome(case.rule, case.tally, case.circumstances)

    assert case.source
    assert found.reasons
    assert all(setting.source for reason in found.reasons for setting in reason.settings)
    assert bool(found.missing) == (found.verdict is Verdict.OPEN)


REASONS = read("reasons.yaml")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.says)
def test_an_answer_is_explained_by_settings_and_numbers(case: Case) -> None:
    found = outcome(case.rule, case.tally, case.circumstances)

    assert [
        [reason.code, [setting.parameter for setting in reason.settings], dict(reason.values)]
        for reason in found.reasons
    ] == REASONS[case.says]
