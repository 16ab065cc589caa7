"""Every act of every app journals truly: the tables it writes are the subjects it names."""

import importlib
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext

from fortschrift.accounts.journal import ACTS, sentence_of
from fortschrift.accounts.models import JournalEntry

ROOT = Path(__file__).resolve().parents[2]
APPS = [
    path.parent.name
    for path in sorted((ROOT / "src" / "fortschrift").glob("*/apps.py"))
    if (path.parent / "actions.py").exists() or (path.parent / "actions").is_dir()
]
JOURNAL = {"accounts.journalchain", "accounts.journalentry", "accounts.journalpayload"}
WRITES = re.compile(r'^(?:INSERT(?: OR \w+)? INTO|UPDATE|DELETE FROM) "?(\w+)"?', re.IGNORECASE)


def registered() -> set[str]:
    for app in APPS:
        importlib.import_module(f"fortschrift.{app}.actions")
    return {
        verb for verb, act in ACTS.items() if act.function.__module__.startswith("fortschrift.")
    }


def plays() -> dict[str, Callable[[], object]]:
    """Collect one play for each verb from ``tests/<app>/plays.py``."""
    found: dict[str, Callable[[], object]] = {}
    for app in APPS:
        found |= importlib.import_module(f"tests.{app}.plays").PLAYS
    return found


def label_of(table: str) -> str:
    for model in apps.get_models(include_auto_created=True):
        if model._meta.db_table == table:
            return model._meta.label_lower
    raise AssertionError(f"no model owns the table {table}")


def written_per_entry(queries: list[dict[str, str]]) -> list[set[str]]:
    """Split the writes at each journal entry: an act writes its entry last."""
    per_entry: list[set[str]] = [set()]
    for query in queries:
        if match := WRITES.match(query["sql"]):
            table = label_of(match[1])
            if table == "accounts.journalentry":
                per_entry.append(set())
            elif table not in JOURNAL or query["sql"].startswith("DELETE"):
                per_entry[-1].add(table)
    assert per_entry.pop() == set(), "something was written after the last entry"
    return per_entry


def test_every_registered_act_has_a_play() -> None:
    assert registered() - plays().keys() == set()


@pytest.mark.django_db
@pytest.mark.parametrize("verb", sorted(registered()))
def test_an_act_writes_what_its_entry_names_and_reads_as_a_sentence(verb: str) -> None:
    newest = JournalEntry.objects.order_by("-pk").values_list("pk", flat=True).first() or 0

    with CaptureQueriesContext(connection) as captured:
        plays()[verb]()

    entries = list(
        JournalEntry.objects.filter(pk__gt=newest).select_related("payload").order_by("pk")
    )
    named = [set(json.loads(entry.subjects)) for entry in entries]
    assert verb in {entry.verb for entry in entries}
    assert written_per_entry(captured.captured_queries) == named
    for entry in (entry for entry in entries if hasattr(entry, "payload")):
        assert "[…]" not in sentence_of(entry)
        assert sentence_of(entry) != entry.verb
