"""A stage of the checks: its count, and that no failure is ever lost on the way to the end."""

import sys
import tempfile
from pathlib import Path

import pytest

from fortschrift.config.commandline import browser, checking, stages
from fortschrift.config.commandline.places import ROOT
from fortschrift.config.commandline.stages import Result, Stage, closing_line, table

REPORT = (
    "import sys, pathlib; "
    "path = [a for a in sys.argv if a.startswith('--junitxml=')][0].split('=', 1)[1]; "
    "pathlib.Path(path).write_text({xml!r}); sys.exit({code})"
)


def pytest_like(xml: str, code: int) -> Stage:
    command = [sys.executable, "-c", REPORT.format(xml=xml, code=code)]
    return Stage("tests", command, counts=True)


def test_a_check_counts_as_one() -> None:
    good = stages.run(Stage("a", [sys.executable, "-c", ""]), missing_fails=True)
    bad = stages.run(Stage("b", [sys.executable, "-c", "raise SystemExit(3)"]), missing_fails=True)

    assert (good.passed, good.failed) == (1, 0)
    assert (bad.passed, bad.failed) == (0, 1)


def test_tests_are_counted_one_by_one() -> None:
    xml = '<testsuites><testsuite tests="10" failures="2" errors="1" skipped="3"/></testsuites>'

    result = stages.run(pytest_like(xml, 1), missing_fails=True)

    assert (result.passed, result.failed, result.skipped) == (4, 3, 3)


def test_a_run_that_ends_badly_without_a_failed_test_is_a_failure() -> None:
    xml = '<testsuites><testsuite tests="10" failures="0" errors="0" skipped="0"/></testsuites>'

    result = stages.run(pytest_like(xml, 3), missing_fails=True)

    assert result.failed == 1


def test_a_run_without_any_report_is_a_failure() -> None:
    crashed = Stage("tests", [sys.executable, "-c", "raise SystemExit(1)"], counts=True)

    assert stages.run(crashed, missing_fails=False).failed == 1


@pytest.mark.parametrize(("in_ci", "failed"), [(True, 1), (False, 0)])
def test_a_missing_server_or_browser_fails_only_in_ci(in_ci: bool, failed: int) -> None:
    result = stages.run(Stage("browser", [], missing="no Chromium"), missing_fails=in_ci)

    assert (result.passed, result.failed, result.remark) == (0, failed, "no Chromium")


@pytest.mark.parametrize("path", checking.WITHOUT_A_DATABASE)
def test_what_runs_once_asks_no_database(path: str) -> None:
    files = list((ROOT / path).rglob("*.py"))

    assert files
    assert not [file for file in files if "django_db" in file.read_text(encoding="utf-8")]


def test_a_stage_sets_and_takes_away_variables(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgres://somewhere/real")
    asked = "import os; raise SystemExit('DATABASE_URL' in os.environ or os.environ['X'] != '1')"
    stage = Stage("a", [sys.executable, "-c", asked], {"DATABASE_URL": None, "X": "1"})

    assert stages.run(stage, missing_fails=True).failed == 0


def test_stages_side_by_side_come_back_in_order_with_what_they_printed() -> None:
    meeting = "import pathlib, sys, time; here, other = map(pathlib.Path, sys.argv[1:]); "
    meeting += "here.touch(); [time.sleep(0.05) for _ in range(200) if not other.exists()]; "
    meeting += "print('met' if other.exists() else 'alone'); raise SystemExit(int(here.name))"
    with tempfile.TemporaryDirectory() as folder:
        one, other = f"{folder}/0", f"{folder}/1"
        planned = [
            Stage("a", [sys.executable, "-c", meeting, one, other]),
            Stage("b", [sys.executable, "-c", meeting, other, one]),
            Stage("c", [], missing="no Chromium"),
        ]

        found = list(stages.run_beside(planned, missing_fails=True))

    assert [result.title for result, _ in found] == ["a", "b", "c"]
    assert [result.failed for result, _ in found] == [0, 1, 1]
    assert [output.strip() for _, output in found] == ["met", "met", ""]


def test_the_end_shows_every_stage_and_hides_no_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    results = [
        Result("ruff", passed=1),
        Result("tests", passed=90, failed=2, skipped=1, seconds=12.5),
        Result("browser", remark="no Chromium"),
    ]

    text = table(results)

    assert "FAILED (2)" in text
    assert "not checked" in text
    assert closing_line(results) == "91 passed, 2 failed"


def test_a_named_chromium_is_taken_and_a_wrong_name_is_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chromium = tmp_path / "my-chromium"
    chromium.touch()
    monkeypatch.setenv("FORTSCHRIFT_CHROMIUM", str(chromium))
    assert browser.find_chromium() == chromium

    monkeypatch.setenv("FORTSCHRIFT_CHROMIUM", str(tmp_path / "none"))
    assert browser.find_chromium() is None
