"""What the demo's tests share: a copy of a town to damage, and what a database holds."""

import shutil
from pathlib import Path
from typing import Any

from django.apps import apps
from django.db import connection

from fortschrift.accounts.models import JournalChain, User
from fortschrift.config.demo_rows import DemoRows
from fortschrift.demo.loading import FOLDER, Loaded, load_town, read_towns
from tests.accounts.factories import NOW

#: Small, and with a little of everything: bodies, a paper, a vote, a text, a contradiction.
COUNTY = "landkreis-wolfenbuettel"


def copy_of(town: str, into: Path) -> Path:
    """Copy a town's files, so that a test can damage them."""
    return Path(shutil.copytree(FOLDER / town, into / town))


def load(folder: Path, *, by: User) -> Loaded:
    """Read, check and load the town in this folder, as the command does."""
    (town,) = read_towns(folder.parent, [folder.name])
    return load_town(town, operator=by, now=NOW, reader=DemoRows())


def contents() -> dict[str, Any]:
    """Count the rows of every table and note the head of every journal."""
    tables = [model._meta.db_table for model in apps.get_models(include_auto_created=True)]
    counts = " UNION ALL ".join(f"SELECT '{table}', COUNT(*) FROM {table}" for table in tables)
    with connection.cursor() as cursor:
        cursor.execute(counts)
        rows: dict[str, Any] = dict(cursor.fetchall())
    return rows | dict(JournalChain.objects.values_list("key", "head"))


def line_of(file: Path, text: str) -> int:
    """Find the one line of a file that holds a text."""
    (number,) = (
        number
        for number, line in enumerate(file.read_text("utf-8").splitlines(), start=1)
        if text in line
    )
    return number
