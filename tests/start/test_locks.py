"""The locks: every wish is locked with hashes, no download host is named, both locks agree."""

import re

import pytest

from fortschrift.config.commandline.places import ROOT

FOLDER = ROOT / "requirements"
PIN = re.compile(r"^([a-z0-9-]+)(?:\[[^]]*\])?==([^ ;\\]+)", re.MULTILINE)
WISH = re.compile(r"^([A-Za-z0-9][A-Za-z0-9-]*)", re.MULTILINE)


def pins(name: str) -> dict[str, str]:
    return dict(PIN.findall((FOLDER / f"{name}.txt").read_text(encoding="utf-8")))


def wishes(name: str) -> set[str]:
    text = (FOLDER / f"{name}.in").read_text(encoding="utf-8")
    return {wish.lower() for wish in WISH.findall(text)}


@pytest.mark.parametrize("name", ["run", "test"])
def test_every_wish_is_locked(name: str) -> None:
    assert wishes(name) <= set(pins(name))


def test_tests_run_with_exactly_what_people_run_with() -> None:
    locked_for_tests = pins("test")

    assert {name: locked_for_tests.get(name) for name in pins("run")} == pins("run")


@pytest.mark.parametrize("name", ["run", "test"])
def test_every_lock_has_hashes_and_names_no_host(name: str) -> None:
    text = (FOLDER / f"{name}.txt").read_text(encoding="utf-8")

    blocks = re.split(r"^(?=[a-z0-9])", text, flags=re.MULTILINE)[1:]
    assert all("--hash=sha256:" in block for block in blocks)
    assert "://" not in text
    assert "--index-url" not in text


def test_every_wish_has_its_reason_written_down() -> None:
    reasons = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")

    missing = {wish for wish in wishes("run") | wishes("test") if f"`{wish}`" not in reasons}

    assert missing == set()
