"""What the writing of pages depends on beside data: the program itself and some settings."""

import hashlib
import json
from functools import cache
from pathlib import Path

import django
from django.conf import settings

ROOT = Path(__file__).resolve().parents[2]
_WRITES = frozenset({".py", ".html", ".mo", ".css", ".js", ".svg", ".woff2", ".typ", ".ttf"})
_SETTINGS = (
    "FORMAT_MODULE_PATH", "INSTALLED_APPS", "LANGUAGES", "LANGUAGE_CODE", "STATIC_URL", "STORAGES",
    "TIME_ZONE",
)  # fmt: skip


@cache
def stamp() -> str:
    """Digest every file of the program that can change a page, and the settings that can.

    The whole program and not a list of modules: a list would one day lack one.  Taken when the
    server starts, so that files of a newer program are not mistaken for the one that runs.
    """
    found = hashlib.sha256(django.__version__.encode())
    for path in sorted(ROOT.rglob("*")):
        if path.suffix in _WRITES:
            found.update(path.relative_to(ROOT).as_posix().encode() + b"\0")
            found.update(hashlib.sha256(path.read_bytes()).digest())
    for name in _SETTINGS:
        found.update(repr((name, getattr(settings, name))).encode())
    return found.hexdigest()


def key_of(*made_of: str) -> str:
    """Give the key of what is made of these, by this program; 64 hexadecimal digits."""
    # As a list and not joined, so that ("ab", "c") and ("a", "bc") are two keys.
    return hashlib.sha256(json.dumps([stamp(), *made_of]).encode()).hexdigest()
