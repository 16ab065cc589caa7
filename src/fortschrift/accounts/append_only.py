"""Tables that only grow: the abstract model and the triggers that guard it on both databases.

A module of its own because the guard must hold for every app, and because Django's table remakes
on SQLite drop triggers without a word: they are laid anew after every ``migrate``.
"""

import re
from typing import Any

from django.apps import apps
from django.db import connections, models
from django.db.backends.base.base import BaseDatabaseWrapper


class AppendOnly(models.Model):
    """A row that is never changed and never deleted.

    ``erasable`` rows may be deleted (personal data, payloads), but still not changed.
    """

    erasable = False

    class Meta:
        abstract = True


def guarded_models() -> list[type[AppendOnly]]:
    return [model for model in apps.get_models() if issubclass(model, AppendOnly)]


def expected_triggers(using: str = "default") -> set[str]:
    """Return the names of all guards that the database should have."""
    vendor = connections[using].vendor
    return {name for model in guarded_models() for name, _ in _guards(model, vendor)}


def missing_triggers(using: str = "default") -> set[str]:
    """Return the names of guards that the database lacks; empty when all is well."""
    return expected_triggers(using) - _present(connections[using])


def install(using: str = "default") -> None:
    """Lay every guard of every table that exists; safe to repeat."""
    connection = connections[using]
    tables = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(_POSTGRES_FUNCTION)
        for model in guarded_models():
            if model._meta.db_table in tables:
                for name, event in _guards(model, connection.vendor):
                    for statement in _statements(connection, model, name, event):
                        cursor.execute(statement)


def install_after_migrate(using: str = "default", **kwargs: Any) -> None:
    install(using)


def _guards(model: type[AppendOnly], vendor: str) -> list[tuple[str, str]]:
    """List the guards of a table as (name, event); two events need guards of their own.

    TRUNCATE fires no row trigger on PostgreSQL; INSERT OR REPLACE takes a row away on SQLite
    without firing a delete trigger.
    """
    events = ["update"] if model.erasable else ["update", "delete"]
    if vendor == "sqlite":
        events.append("replace")
    elif not model.erasable:
        events.append("truncate")
    return [(f"{model._meta.db_table}_no_{event}", event) for event in events]


def _present(connection: BaseDatabaseWrapper) -> set[str]:
    query = (
        "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal"
        if connection.vendor == "postgresql"
        else "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    )
    with connection.cursor() as cursor:
        cursor.execute(query)
        return {name for (name,) in cursor.fetchall()}


def _statements(
    connection: BaseDatabaseWrapper, model: type[AppendOnly], name: str, event: str
) -> list[str]:
    table = model._meta.db_table
    if connection.vendor == "postgresql":
        level = "STATEMENT" if event == "truncate" else "ROW"
        return [
            f'DROP TRIGGER IF EXISTS "{name}" ON "{table}"',
            f'CREATE TRIGGER "{name}" BEFORE {event.upper()} ON "{table}" '
            f"FOR EACH {level} EXECUTE FUNCTION fortschrift_append_only()",
        ]
    when = f'INSERT ON "{table}" WHEN {_stands_already(connection, model)}'
    return [
        f'DROP TRIGGER IF EXISTS "{name}"',
        f'CREATE TRIGGER "{name}" BEFORE '
        + (when if event == "replace" else f'{event.upper()} ON "{table}"')
        + f" BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END",
    ]


def _stands_already(connection: BaseDatabaseWrapper, model: type[AppendOnly]) -> str:
    """Write the condition that a new row has the key of one that is there, by any unique key."""
    table, pk = model._meta.db_table, model._meta.pk
    assert pk is not None
    keys = [f'"{pk.column}" = NEW."{pk.column}"'] + [
        _same_key(connection, model, constraint)
        for constraint in model._meta.constraints
        if isinstance(constraint, models.UniqueConstraint)
    ]
    return f'EXISTS (SELECT 1 FROM "{table}" WHERE ({") OR (".join(keys)}))'


def _same_key(
    connection: BaseDatabaseWrapper, model: type[AppendOnly], constraint: models.UniqueConstraint
) -> str:
    """Compare the key of a constraint; a partial one speaks only of rows that it holds for."""
    columns = [model._meta.get_field(field).column for field in constraint.fields]  # type: ignore[union-attr]
    same = " AND ".join(f'"{column}" = NEW."{column}"' for column in columns)
    names = {field.column for field in model._meta.fields}
    held = constraint._get_condition_sql(model, connection.schema_editor())  # type: ignore[attr-defined]
    if not held:
        return same
    of_new = _QUOTED.sub(lambda found: f"NEW.{found[0]}" if found[1] in names else found[0], held)
    return f"{same} AND ({held}) AND ({of_new})"


_QUOTED = re.compile(r'"(\w+)"')
_POSTGRES_FUNCTION = """
CREATE OR REPLACE FUNCTION fortschrift_append_only() RETURNS trigger AS $$
BEGIN
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME;
END
$$ LANGUAGE plpgsql
"""
