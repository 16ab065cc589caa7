"""An environment is made once; what makes it outdated, and what an interrupted set-up leaves."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from fortschrift.config.commandline import installation, packages
from fortschrift.config.commandline.stopping import Stop


class Machine:
    """Stands in for venv and pip, and counts how often an environment was made."""

    def __init__(self) -> None:
        self.made = 0
        self.broken = False

    def create(self, folder: Path) -> bool:
        python = installation.python_of(folder)
        python.parent.mkdir(parents=True, exist_ok=True)
        python.touch()
        installation._site_packages(folder).mkdir(parents=True, exist_ok=True)
        return True

    def install(self, lock: Path, *, python: Path, own_pip: bool) -> None:
        self.made += 1
        if self.broken:
            raise Stop("no network")


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Machine]:
    machine = Machine()
    monkeypatch.setenv("FORTSCHRIFT_ENV_DIR", str(tmp_path / "environments"))
    monkeypatch.setattr(installation, "_create", machine.create)
    monkeypatch.setattr(installation, "install", machine.install)
    return machine


def test_a_second_start_installs_nothing(machine: Machine) -> None:
    first = installation.prepare("run")
    second = installation.prepare("run")

    assert first == second
    assert machine.made == 1


def test_running_and_testing_have_environments_of_their_own(machine: Machine) -> None:
    assert installation.prepare("run") != installation.prepare("test")
    assert machine.made == 2


def test_another_python_makes_the_environment_anew(
    machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    installation.prepare("run")
    monkeypatch.setattr("platform.python_version", lambda: "3.99.0")

    installation.prepare("run")

    assert machine.made == 2


def test_a_changed_lock_has_another_stamp(tmp_path: Path) -> None:
    lock = tmp_path / "run.txt"
    lock.write_text("django==5.2.19")
    before = installation.fingerprint(lock, tmp_path / ".venv")

    lock.write_text("django==5.2.20")

    assert installation.fingerprint(lock, tmp_path / ".venv") != before


def test_a_lost_interpreter_makes_the_environment_anew(machine: Machine) -> None:
    installation.prepare("run").unlink()

    installation.prepare("run")

    assert machine.made == 2


def test_an_interrupted_set_up_starts_over(machine: Machine) -> None:
    machine.broken = True
    with pytest.raises(Stop):
        installation.prepare("run")

    machine.broken = False
    installation.prepare("run")

    assert machine.made == 2


def test_the_environment_points_at_the_source(machine: Machine) -> None:
    folder = installation.prepare("run").parents[1]
    site = installation._site_packages(folder)

    pointer = (site / "fortschrift.pth").read_text(encoding="utf-8").strip()

    assert (site / pointer).resolve() == installation.SOURCE


def test_a_folder_that_cannot_be_written_is_named_with_the_way_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("FORTSCHRIFT_ENV_DIR", str(tmp_path / "file" / "below"))

    with pytest.raises(Stop, match="FORTSCHRIFT_ENV_DIR"):
        installation.prepare("run")


@pytest.mark.parametrize(
    ("said", "advice"),
    [
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES", "hash"),
        ("ERROR: No matching distribution found for granian", "3.11"),
        ("[SSL: CERTIFICATE_VERIFY_FAILED] self-signed certificate in chain", "PIP_CERT"),
        (
            "ERROR: Could not find a version (from versions: none)\n"
            "ERROR: No matching distribution found for annotated-types",
            "HTTPS_PROXY",
        ),
        ("Temporary failure in name resolution", "HTTPS_PROXY"),
    ],
)
def test_a_failed_installation_shows_pips_words_and_what_to_do(
    said: str, advice: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")

    text = packages._failure([said])

    assert said in text
    assert advice in text
