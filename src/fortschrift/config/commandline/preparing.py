"""What must be done before a server can answer: database and static files, each only if needed."""

import hashlib
import io
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from fortschrift.config.commandline.language import say
from fortschrift.config.commandline.packages import HEARTBEAT


def pending_migrations() -> list[str]:
    """Return the names of the migrations that the database still lacks, in their order."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _ in plan]


def migrate(*, always: bool = False) -> None:
    """Bring the database up to date, if it is not; `always` lays missing triggers anew as well."""
    pending = pending_migrations()
    if not pending and not always:
        return
    with step(
        say(
            de=f"Datenbank einrichten ({len(pending)} Schritte)",
            en=f"setting up the database ({len(pending)} steps)",
        )
    ):
        call_command("migrate", interactive=False, stdout=Applied(len(pending)))


class Applied(io.TextIOBase):
    """Takes what `migrate` prints and says every few seconds how far it is."""

    def __init__(self, total: int) -> None:
        self._total = total
        self._done = 0
        self._told = time.monotonic()

    def write(self, text: str) -> int:
        """Count the migrations that are applied; Django says " OK" after each."""
        self._done += text.count(" OK")
        if self._total and time.monotonic() - self._told >= HEARTBEAT:
            self._told = time.monotonic()
            done, total = self._done, self._total
            print(say(de=f"      {done} von {total}", en=f"      {done} of {total}"), flush=True)
        return len(text)


def collect_static() -> None:
    """Gather style sheets, fonts and pictures, if any of them has changed since."""
    root = Path(settings.STATIC_ROOT)
    stamp_file = root.with_name(root.name + ".stamp")
    stamp = _static_fingerprint()
    if stamp_file.is_file() and stamp_file.read_text("ascii") == stamp:
        return
    with step(say(de="Schriften, Bilder und Gestaltung", en="fonts, pictures and styles")):
        call_command("collectstatic", interactive=False, clear=True, verbosity=0)
        stamp_file.write_text(stamp, "ascii")


def _static_fingerprint() -> str:
    """Hash names, sizes and times of all static files; reading them all would take longer."""
    digest = hashlib.sha256()
    for finder in get_finders():
        for name, storage in finder.list([]):
            status = Path(storage.path(name)).stat()
            digest.update(f"{name}\0{status.st_size}\0{status.st_mtime_ns}\0".encode())
    return digest.hexdigest()


@contextmanager
def step(title: str) -> Iterator[None]:
    """Print what is being done and, if it takes a second or more, how long it took."""
    print(f"{title} …", flush=True)
    began = time.monotonic()
    yield
    seconds = round(time.monotonic() - began)
    if seconds >= 1:
        print(
            say(de=f"      fertig nach {seconds} s", en=f"      done after {seconds} s"), flush=True
        )
