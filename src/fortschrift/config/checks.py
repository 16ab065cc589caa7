"""Checks at start-up that look at the whole installation."""

from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connections
from django.db.migrations.executor import MigrationExecutor

from fortschrift.accounts.append_only import missing_triggers


@register(Tags.database)
def guards_are_in_place(
    *, databases: Sequence[str] | None = None, **kwargs: Any
) -> list[CheckMessage]:
    """Report tables that should only grow and could be changed (``check --database default``)."""
    found: list[CheckMessage] = []
    for name in databases or []:
        executor = MigrationExecutor(connections[name])
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            continue  # the guards come with the migrations that are still to run
        found += [
            Error(
                f"The guard {trigger} is missing in the database {name!r}.",
                hint="Run ./fortschrift manage migrate, which lays the guards anew.",
                id="fortschrift.E001",
            )
            for trigger in sorted(missing_triggers(name))
        ]
    return found
