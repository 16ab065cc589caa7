"""A folder of kept bytes that all processes of an installation share, of bounded size.

Files and not a table: reading a page must not write to the database, and what can be made again at
any time does not belong into its backup.
"""

import hashlib
import logging
import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

logger = logging.getLogger(__name__)

DIGEST = 32
#: A reading moves a file to the end of the queue, but not more often than this many seconds.
QUEUE_STEP = 3600


class Folder:
    """Bytes by key, each with its own digest, so that a damaged file is as good as none.

    ``most`` bounds the bytes; each process sweeps when it has added an eighth of that, so the
    folder holds at most ``most`` and an eighth for each process.
    """

    def __init__(self, path: Path, most: int) -> None:
        self.path = path
        self.most = most
        self._until_sweep = 0

    def read(self, key: str) -> bytes | None:
        path = self._place(key)
        try:
            data = path.read_bytes()
        except OSError:
            return None
        digest, content = data[:DIGEST], data[DIGEST:]
        if hashlib.sha256(content).digest() != digest:
            return None
        with suppress(OSError):
            if time.time() - path.stat().st_mtime > QUEUE_STEP:
                os.utime(path)
        return content

    def write(self, key: str, content: bytes) -> None:
        """Keep the bytes; a full or read-only disk costs time, not the page."""
        if len(content) > self.most // 8:
            return
        try:
            self._write(self._place(key), hashlib.sha256(content).digest() + content)
            self._until_sweep -= len(content)
            if self._until_sweep <= 0:
                self.sweep()
        except OSError as error:
            logger.warning("nothing can be kept in %s: %s", self.path, error)

    def sweep(self) -> None:
        """Forget the files not used for longest, until three quarters of the room are left."""
        self._until_sweep = self.most // 8
        files = sorted(self._files())
        total = sum(size for _, size, _ in files)
        if total <= self.most:
            return
        for _, size, path in files:
            if total <= self.most * 3 // 4:
                return
            with suppress(OSError):  # another process may have been quicker
                path.unlink()
            total -= size

    def _place(self, key: str) -> Path:
        return self.path / key[:2] / key[2:]

    def _write(self, path: Path, data: bytes) -> None:
        """Write beside and rename, so that nobody reads half a file."""
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle, name = tempfile.mkstemp(dir=path.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
            Path(name).replace(path)
        except OSError:
            Path(name).unlink(missing_ok=True)
            raise

    def _files(self) -> Iterator[tuple[float, int, Path]]:
        for path in self.path.glob("*/*"):
            with suppress(OSError):
                found = path.stat()
                yield found.st_mtime, found.st_size, path
