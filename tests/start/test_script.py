"""The root file itself: what an old Python is told, and that it reaches the command line."""

import sys
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from types import ModuleType

import pytest

from fortschrift.config.commandline.places import ROOT


@pytest.fixture
def script(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.setattr("sys.dont_write_bytecode", True)
    loader = SourceFileLoader("start_script", str(ROOT / "fortschrift"))
    specification = spec_from_loader(loader.name, loader)
    assert specification is not None
    module = module_from_spec(specification)
    loader.exec_module(module)
    return module


def test_an_old_python_is_told_which_one_is_needed(script: ModuleType) -> None:
    refusal = script.too_old((3, 9, 2))

    assert "3.11" in refusal
    assert "3.9" in refusal


def test_the_oldest_supported_and_newer_pythons_are_accepted(script: ModuleType) -> None:
    assert script.too_old((3, 11, 0)) is None
    assert script.too_old((3, 13, 1)) is None


def test_an_old_python_ends_with_the_sentence_and_not_with_a_traceback(
    script: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(script.sys, "version_info", (3, 8, 10))

    assert script.main(["demo"]) == 1
    assert "3.8" in capsys.readouterr().err


def test_the_script_hands_its_arguments_to_the_command_line(
    script: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.path", [*sys.path])

    assert script.main(["help"]) == 0
    assert "demo" in capsys.readouterr().out


def test_the_script_stays_readable_for_python_2_and_early_3() -> None:
    text = (ROOT / "fortschrift").read_text(encoding="ascii")

    assert text.startswith("#!/usr/bin/env python3\n")
    assert 'f"' not in text
    assert "->" not in text
