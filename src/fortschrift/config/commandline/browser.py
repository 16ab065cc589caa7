"""Finding a Chromium for the browser tests; none is ever downloaded."""

import os
import shutil
import sys
from pathlib import Path

from fortschrift.config.commandline.language import say

COMMANDS = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "microsoft-edge",
)
MAC = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)
WINDOWS = (
    r"Google\Chrome\Application\chrome.exe",
    r"Chromium\Application\chrome.exe",
    r"Microsoft\Edge\Application\msedge.exe",
)


def find_chromium() -> Path | None:
    """Return a Chromium or one of its relatives; FORTSCHRIFT_CHROMIUM names one outright."""
    named = os.environ.get("FORTSCHRIFT_CHROMIUM")
    if named:
        return Path(named) if Path(named).is_file() else None
    found = next((path for path in map(shutil.which, COMMANDS) if path), None)
    if found:
        return Path(found)
    return next((path for path in _usual_places() if path.is_file()), None)


def _usual_places() -> list[Path]:
    if sys.platform == "darwin":
        return [Path(path) for path in MAC]
    if sys.platform == "win32":
        roots = (os.environ.get(name) for name in ("PROGRAMFILES", "PROGRAMFILES(X86)"))
        return [Path(root) / tail for root in roots if root for tail in WINDOWS]
    return []


def how_to_get_it() -> str:
    """Return the line that tells how to get a Chromium."""
    return say(
        de="Chromium fehlt (Debian, Ubuntu: apt install chromium; sonst Chrome oder Edge)",
        en="Chromium is missing (Debian, Ubuntu: apt install chromium; else Chrome or Edge)",
    )
