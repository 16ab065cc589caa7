"""The demo's own data folder: made, recognised, held by one run at a time, emptied on request."""

import os
import shutil
from pathlib import Path

from fortschrift.config.commandline.language import say
from fortschrift.config.commandline.places import PROGRAM
from fortschrift.config.commandline.stopping import Stop

MARK = "fortschrift-demo"
HOLD = "running"


def open_demo(folder: Path, *, fresh: bool) -> None:
    """Make the folder a demo's folder, emptied before if `fresh`.

    Raises Stop when it holds something else (nothing foreign is ever deleted), when another
    demo runs in it, or when it cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        _refuse_foreign(folder)
        (folder / MARK).touch()
        _hold(folder)
        if fresh:
            _empty(folder)
    except OSError as error:
        raise Stop(
            say(
                de=f"In {folder} kann nicht geschrieben werden ({error.strerror}). "
                f"Nennen Sie einen anderen Ordner: {PROGRAM} demo --data ORDNER",
                en=f"{folder} cannot be written to ({error.strerror}). "
                f"Name another folder: {PROGRAM} demo --data FOLDER",
            )
        ) from error


def note_address(folder: Path, url: str) -> None:
    """Write down where the demo answers, for whoever starts it a second time."""
    (folder / HOLD).write_text(url + "\n", encoding="utf-8")


def _refuse_foreign(folder: Path) -> None:
    if (folder / MARK).exists() or not any(folder.iterdir()):
        return
    raise Stop(
        say(
            de=f"{folder} ist nicht leer und gehört zu keiner Vorführung. Nennen Sie einen "
            "leeren Ordner mit --data.",
            en=f"{folder} is not empty and belongs to no demo. Name an empty folder with --data.",
        )
    )


def _hold(folder: Path) -> None:
    """Keep a locked file open for the life of this process (on Windows nothing guards this)."""
    if os.name != "posix":
        return
    import fcntl

    descriptor = os.open(folder / HOLD, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(descriptor)
        url = (folder / HOLD).read_text("utf-8").strip() or "…"
        raise Stop(
            say(
                de=f"In {folder} läuft schon eine Vorführung: {url}\nBeenden Sie sie mit "
                "Strg-C, oder nennen Sie einen anderen Ordner mit --data.",
                en=f"A demo is already running in {folder}: {url}\nEnd it with Ctrl-C, or name "
                "another folder with --data.",
            )
        ) from None
    os.ftruncate(descriptor, 0)  # the address of the last run


def _empty(folder: Path) -> None:
    for path in folder.iterdir():
        if path.name in (MARK, HOLD):
            continue
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink()
