"""German when the terminal is German, English otherwise."""

import pytest

from fortschrift.config.commandline.language import is_german, say


@pytest.mark.parametrize(
    ("surroundings", "german"),
    [
        ({"LANG": "de_DE.UTF-8"}, True),
        ({"LANG": "de"}, True),
        ({"LANG": "de_CH.UTF-8"}, True),
        ({"LANG": "en_US.UTF-8"}, False),
        ({"LANG": "C.UTF-8"}, False),
        ({"LC_MESSAGES": "de_DE.UTF-8", "LANG": "en_US.UTF-8"}, True),
        ({"LC_ALL": "C", "LANG": "de_DE.UTF-8"}, False),
        ({"LC_ALL": "", "LANG": "de_DE.UTF-8"}, True),
        ({}, False),
    ],
)
def test_the_first_variable_that_is_set_decides(
    surroundings: dict[str, str], german: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.platform", "linux")

    assert is_german(surroundings) is german


def test_a_sentence_is_said_in_the_language_of_the_terminal(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("LC_ALL", "de_DE.UTF-8")
    assert say(de="Guten Tag", en="Good day") == "Guten Tag"

    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    assert say(de="Guten Tag", en="Good day") == "Good day"
