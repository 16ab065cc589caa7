"""Installing the locked packages into an environment with whatever pip the machine has."""

import math
import os
import re
import subprocess
import sys
import time
from collections import deque
from collections.abc import Iterable, Sequence
from pathlib import Path

from fortschrift.config.commandline.language import say
from fortschrift.config.commandline.stopping import Stop

OLDEST_DRIVING_PIP = (22, 3)  # the first that knows --python (pip changelog, 22.3)
TAIL = 15
HEARTBEAT = 5.0
FLAGS = (
    "--no-input",
    "--disable-pip-version-check",
    "--no-warn-script-location",
    "--progress-bar=off",
    "--require-hashes",
    "--only-binary=:all:",
)


def install(lock: Path, *, python: Path, own_pip: bool) -> None:
    """Install exactly what the lock names into the environment of `python`.

    `own_pip` says that the environment has a pip of its own; otherwise the pip of the running
    interpreter drives it from outside.  Raises Stop with the end of pip's output.
    """
    pip = [str(python), "-m", "pip"] if own_pip else _driving_pip(python)
    command = [*pip, "install", *FLAGS, "-r", str(lock)]
    tail = deque[str](maxlen=TAIL)
    if _watch(command, total=_count(lock), tail=tail) != 0:
        raise Stop(_failure(tail))


def _driving_pip(python: Path) -> list[str]:
    found = subprocess.run(
        [sys.executable, "-m", "pip", "--version"], capture_output=True, text=True, check=False
    )
    version = re.match(r"pip (\d+)\.(\d+)", found.stdout)
    if version is None or tuple(map(int, version.groups())) < OLDEST_DRIVING_PIP:
        raise Stop(
            say(
                de=(
                    "Es fehlt pip (ab 22.3). Debian und Ubuntu: apt install python3-pip. "
                    "Danach denselben Befehl noch einmal."
                ),
                en=(
                    "pip (22.3 or newer) is missing. Debian and Ubuntu: apt install python3-pip. "
                    "Then repeat the command."
                ),
            )
        )
    return [sys.executable, "-m", "pip", "--python", str(python)]


def _watch(command: Sequence[str], *, total: int, tail: deque[str]) -> int:
    """Run pip, print how far it is every few seconds, keep the end of what it said."""
    # A personal pip setting "user = true" would make every installation into a venv fail.
    surroundings = {**os.environ, "PIP_USER": "0"}
    with subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        errors="replace",
        env=surroundings,
    ) as pip:
        assert pip.stdout is not None
        _follow(pip.stdout, total=total, tail=tail)
    return pip.returncode


def _follow(lines: Iterable[str], *, total: int, tail: deque[str]) -> None:
    collected, told = 0, time.monotonic()
    for line in lines:
        tail.append(line.rstrip())
        collected += line.startswith(("Collecting ", "Processing "))
        if line.startswith("Installing collected packages"):
            print(say(de="      einrichten …", en="      setting up …"), flush=True)
            told = math.inf
        elif time.monotonic() - told >= HEARTBEAT:
            told = time.monotonic()
            print(_heartbeat(collected, total), flush=True)


def _heartbeat(collected: int, total: int) -> str:
    return say(
        de=f"      {collected} von {total} Paketen",
        en=f"      {collected} of {total} packages",
    )


def _count(lock: Path) -> int:
    text = lock.read_text(encoding="utf-8")
    return len(re.findall(r"^[a-z0-9].*==", text, flags=re.MULTILINE))


def _failure(tail: Iterable[str]) -> str:
    said = "\n".join(f"    {line}" for line in tail)
    head = say(
        de="Die Pakete konnten nicht eingerichtet werden. Zuletzt sagte pip:",
        en="The packages could not be installed. pip's last words:",
    )
    return f"{head}\n{said}\n{_advice(said)}"


def _advice(said: str) -> str:
    """Say what to do; without a connection pip, too, ends with "No matching distribution"."""
    if "DO NOT MATCH THE HASHES" in said:
        return say(
            de="Ein Paket hat nicht die erwartete Prüfsumme; es wurde nichts davon eingerichtet.",
            en="A package does not have the expected hash; it was not installed.",
        )
    if "CERTIFICATE_VERIFY_FAILED" in said:
        return say(
            de=(
                "Ein Zertifikat ist hier nicht bekannt. Prüft Ihr Netz verschlüsselte "
                "Verbindungen, so nennen Sie pip dessen Zertifikat: PIP_CERT=/pfad/zur/datei.crt"
            ),
            en=(
                "A certificate is not known here. If your network inspects encrypted "
                "connections, name its certificate to pip: PIP_CERT=/path/to/file.crt"
            ),
        )
    if "No matching distribution" in said and "(from versions: none)" not in said:
        return say(
            de=(
                "Für dieses System oder Python gibt es ein Paket nicht fertig. Erprobt sind "
                "Python 3.11 bis 3.13 auf Linux, macOS und Windows (64 Bit)."
            ),
            en=(
                "A package is not available ready-made for this system or Python. Known to work: "
                "Python 3.11 to 3.13 on Linux, macOS and Windows (64 bit)."
            ),
        )
    return say(
        de=(
            "Meist fehlt die Verbindung ins Internet, oder ein Proxy muss genannt werden "
            "(HTTPS_PROXY). Danach denselben Befehl noch einmal."
        ),
        en=(
            "Mostly there is no connection to the internet, or a proxy must be named "
            "(HTTPS_PROXY). Then repeat the command."
        ),
    )
