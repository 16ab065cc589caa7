"""The places where this process keeps: its own memory, and the folder all processes share."""

from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings

from fortschrift.web.keeping.folder import Folder
from fortschrift.web.keeping.memory import Memory
from fortschrift.web.keeping.stamp import stamp

MEBIBYTE = 1024 * 1024
#: Of each memory in each process: about a hundred long texts, or a thousand pages.
MEMORY = 16 * MEBIBYTE

_memories: dict[str, Memory[Any]] = {}


def memory(name: str) -> Memory[Any]:
    """Give this process's memory of this name."""
    return _memories.setdefault(name, Memory(MEMORY))


def kept_bytes(key: str) -> bytes | None:
    folder = _folder()
    return folder.read(key) if folder else None


def remember_bytes(key: str, content: bytes) -> None:
    folder = _folder()
    if folder:
        folder.write(key, content)


def forget() -> None:
    """Forget what this process has in memory, and where its folder is; for tests."""
    for each in _memories.values():
        each.forget()
    _folder.cache_clear()
    stamp.cache_clear()


@cache
def _folder() -> Folder | None:
    path: Path | None = settings.KEPT_FOLDER
    return None if path is None else Folder(path, settings.KEPT_MEBIBYTES * MEBIBYTE)
