"""Measurements on a database: each one in a process of its own, on an empty database."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def on_each_database(script: str) -> None:
    """Run a script with ``--measure`` on SQLite, and on the server that ``DATABASE_URL`` names.

    Each in a process of its own, because settings are read once a process.
    """
    for url in filter(None, ("sqlite", os.environ.get("DATABASE_URL"))):
        with tempfile.TemporaryDirectory() as folder:
            environment = {
                **os.environ, "FORTSCHRIFT_DATA": folder, "FORTSCHRIFT_DEBUG": "0",
                "DJANGO_SETTINGS_MODULE": "fortschrift.config.settings",
                "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)]),
            }  # fmt: skip
            environment.pop("DATABASE_URL", None)
            if url != "sqlite":
                environment["DATABASE_URL"] = url
            command = [sys.executable, str(Path(script).resolve()), "--measure"]
            subprocess.run(command, cwd=ROOT, env=environment, check=True)


def on_an_empty_one(measure: Callable[[str], None]) -> None:
    """Make an empty database, measure on it, given its vendor, and leave none behind."""
    import django

    django.setup()
    from django.db import connection

    name = connection.settings_dict["NAME"]
    if connection.vendor == "sqlite":
        # Django would keep its test database in memory, where bytes cannot be weighed.
        connection.settings_dict["TEST"]["NAME"] = str(Path(str(name)).with_name("bench.sqlite3"))
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        measure(connection.vendor)
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)
