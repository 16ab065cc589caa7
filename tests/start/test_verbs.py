"""The verbs: each has a module, a help text in both languages, and reads its options."""

import importlib.util
from pathlib import Path

import pytest

from fortschrift.config.commandline import overview
from fortschrift.config.commandline.options import parse, parser_for
from fortschrift.config.commandline.start import main
from fortschrift.config.commandline.stopping import Stop
from fortschrift.config.commandline.verbs import VERBS, Verb, find

EXPECTED = ["demo", "serve", "test", "bench", "verify", "manage", "help"]
LOCALES = ["de_DE.UTF-8", "en_GB.UTF-8"]


def test_there_are_exactly_the_promised_verbs() -> None:
    assert [verb.name for verb in VERBS] == EXPECTED


@pytest.mark.parametrize("verb", VERBS, ids=lambda verb: verb.name)
def test_every_verb_has_a_module_that_runs_it(verb: Verb) -> None:
    name = f"fortschrift.config.commandline.{verb.module}"
    specification = importlib.util.find_spec(name)

    assert specification is not None
    assert specification.origin is not None
    assert "def run(" in Path(specification.origin).read_text(encoding="utf-8")


@pytest.mark.parametrize("locale", LOCALES)
def test_the_overview_names_every_verb_with_its_summary(
    locale: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", locale)

    text = overview.overview()

    for verb in VERBS:
        assert f"  {verb.name}" in text
        assert verb.summary in text


def test_the_two_languages_differ_in_every_summary() -> None:
    assert all(verb.de != verb.en for verb in VERBS)


@pytest.mark.parametrize("verb", VERBS, ids=lambda verb: verb.name)
@pytest.mark.parametrize(("locale", "word"), [(LOCALES[0], "Aufruf:"), (LOCALES[1], "Usage:")])
def test_every_verb_explains_itself_in_both_languages(
    verb: Verb, locale: str, word: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", locale)

    text = parser_for(verb).format_help()

    assert text.startswith(word)
    assert verb.summary[1:] in " ".join(text.split())


@pytest.mark.parametrize("locale", LOCALES)
def test_a_mistyped_verb_names_the_one_that_was_meant(
    locale: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LC_ALL", locale)

    assert main(["dmeo"]) == 2

    assert "demo" in capsys.readouterr().err


def test_an_unknown_verb_lists_all(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["xyzzy"]) == 2

    said = capsys.readouterr().err
    assert all(name in said for name in EXPECTED)


def test_a_wrong_option_is_refused_before_anything_is_installed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def never(name: str) -> Path:
        raise AssertionError(name)

    monkeypatch.setattr("fortschrift.config.commandline.start.prepare", never)

    assert main(["demo", "--prot", "9000"]) == 2
    assert "--port" not in capsys.readouterr().out


@pytest.mark.parametrize("port", ["0", "65536", "-1", "http"])
def test_a_port_must_be_a_port(port: str) -> None:
    with pytest.raises(Stop):
        parse(find("demo"), ["--port", port])


def test_demo_reads_its_options() -> None:
    options = parse(find("demo"), ["--data", "x", "--port", "9000", "--host", "::1", "--fresh"])

    assert (options.data, options.port, options.host, options.fresh) == (
        Path("x"),
        9000,
        "::1",
        True,
    )


def test_test_passes_everything_to_pytest() -> None:
    assert parse(find("test"), ["-k", "x", "tests/start"]).rest == ["-k", "x", "tests/start"]
    assert parse(find("test"), []).rest == []


def test_manage_keeps_the_options_of_the_command() -> None:
    options = parse(find("manage"), ["--data", "d", "migrate", "--fake", "--data", "theirs"])

    assert options.data == Path("d")
    assert options.rest == ["migrate", "--fake", "--data", "theirs"]


def test_verify_takes_what_an_adoption_document_says() -> None:
    options = parse(find("verify"), ["wolfsburg", "--data", "d", "--noted", "214:9f3c41d2e0ab"])

    assert options.data == Path("d")
    assert (options.municipality, options.noted) == ("wolfsburg", "214:9f3c41d2e0ab")


def test_ctrl_c_ends_with_a_word_and_the_usual_code(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted(name: str) -> Path:
        raise KeyboardInterrupt

    monkeypatch.setattr("fortschrift.config.commandline.start.prepare", interrupted)

    assert main(["demo"]) == 130
    assert "Traceback" not in capsys.readouterr().err
