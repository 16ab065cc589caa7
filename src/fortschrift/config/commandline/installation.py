"""Making an environment once: Python environment, locked packages, a pointer to the source.

Nothing of the project itself is installed; a `.pth` file points at `src`, so an edit or a
`git pull` needs no new installation as long as the lock stays the same.
"""

import hashlib
import importlib.util
import os
import platform
import subprocess
import sysconfig
import time
import venv
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from fortschrift.config.commandline.language import say
from fortschrift.config.commandline.packages import install
from fortschrift.config.commandline.places import PROGRAM, ROOT, SOURCE, environments
from fortschrift.config.commandline.stopping import Stop
from fortschrift.config.commandline.verbs import EnvironmentName

FOLDERS = {"run": ".venv", "test": ".venv-test"}
STAMP = "fortschrift.stamp"


def prepare(name: EnvironmentName) -> Path:
    """Return the environment's Python, after making the environment if it is not up to date.

    Raises Stop when the folder cannot be written or the packages cannot be had.
    """
    folder = environments() / FOLDERS[name]
    lock = ROOT / "requirements" / f"{name}.txt"
    stamp = fingerprint(lock, folder)
    if not is_ready(folder, stamp):
        with _alone(folder):
            # Another start may have finished the work while this one waited.
            if not is_ready(folder, stamp):
                _build(folder, lock=lock, stamp=stamp)
    return python_of(folder)


def fingerprint(lock: Path, folder: Path) -> str:
    """Return the SHA-256 over everything that makes an environment outdated when it changes."""
    digest = hashlib.sha256(lock.read_bytes())
    for part in (platform.python_implementation(), platform.python_version(), platform.machine()):
        digest.update(part.encode() + b"\0")
    digest.update(_pointer(folder).encode())
    return digest.hexdigest()


def is_ready(folder: Path, stamp: str) -> bool:
    """Tell whether the environment was finished with this very stamp and still has its Python."""
    path = folder / STAMP
    return path.is_file() and path.read_text("ascii") == stamp and python_of(folder).exists()


def python_of(folder: Path) -> Path:
    """Return the path of an environment's interpreter."""
    return folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def _build(folder: Path, *, lock: Path, stamp: str) -> None:
    began = time.monotonic()
    name = folder.name
    print(
        say(
            de=f"Einmalige Einrichtung; beim nächsten Start entfällt sie.\n[1/2] Umgebung {name} …",
            en=f"One-time set-up; the next start skips it.\n[1/2] environment {name} …",
        ),
        flush=True,
    )
    own_pip = _create(folder)
    print(
        say(de="[2/2] Pakete laden und prüfen …", en="[2/2] loading and checking packages …"),
        flush=True,
    )
    install(lock, python=python_of(folder), own_pip=own_pip)
    (_site_packages(folder) / "fortschrift.pth").write_text(_pointer(folder) + "\n", "utf-8")
    # Last of all: an interrupted set-up has no stamp and starts over next time.
    (folder / STAMP).write_text(stamp, "ascii")
    seconds = round(time.monotonic() - began)
    print(say(de=f"      fertig nach {seconds} s", en=f"      done after {seconds} s"), flush=True)


def _create(folder: Path) -> bool:
    """Create the bare environment and tell whether it has a pip of its own.

    Debian and Ubuntu take ensurepip out of Python (package python3-venv); then the environment
    is made without pip.
    """
    if importlib.util.find_spec("ensurepip") is not None:
        try:
            venv.EnvBuilder(clear=True, symlinks=os.name != "nt", with_pip=True).create(folder)
        except subprocess.CalledProcessError:
            pass
        else:
            return True
    venv.EnvBuilder(clear=True, symlinks=os.name != "nt").create(folder)
    return False


def _site_packages(folder: Path) -> Path:
    base = str(folder)
    variables = {"base": base, "platbase": base, "installed_base": base}
    return Path(sysconfig.get_path("purelib", scheme="venv", vars=variables))


def _pointer(folder: Path) -> str:
    """Return the way to `src` as seen from site-packages.

    Relative, because Python 3.11 reads `.pth` files in the locale's encoding, where a folder
    name with an umlaut would break, and because a checkout may be moved as a whole.
    """
    try:
        return os.path.relpath(SOURCE, _site_packages(folder))
    except ValueError:  # Windows: another drive
        return str(SOURCE)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Let one start at a time build an environment (on Windows nothing guards this)."""
    try:
        # Beside the environment, not in it: building empties it.  Git ignores .venv-*/.
        locks = folder.parent / ".venv-locks"
        locks.mkdir(parents=True, exist_ok=True)
        lock = (locks / folder.name).open("w", encoding="ascii")
    except OSError as error:
        raise Stop(_not_writable(folder, error)) from error
    with lock:
        if os.name == "posix":
            import fcntl

            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _not_writable(folder: Path, error: OSError) -> str:
    return say(
        de=(
            f"In {folder.parent} kann nicht geschrieben werden ({error.strerror}). Nennen Sie "
            f"einen anderen Ordner: FORTSCHRIFT_ENV_DIR=~/fortschrift-env {PROGRAM} demo"
        ),
        en=(
            f"{folder.parent} cannot be written to ({error.strerror}). Name another folder: "
            f"FORTSCHRIFT_ENV_DIR=~/fortschrift-env {PROGRAM} demo"
        ),
    )
