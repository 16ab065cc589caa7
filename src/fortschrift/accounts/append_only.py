"""Tables that only grow: the abstract model and the triggers that guard it on both databases.

A module of its own because the guard must hold for every app, and because Django's table remakes
on SQLite drop triggers without a word: they are laid anew after every ``migrate``.
"""

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


def expected_triggers() -> set[str]:
    return {name for model in guarded_models() for name, _ in _guards(model)}


def missing_triggers(using: str = "default") -> set[str]:
    """Return the names of guards that the database lacks; empty when all is well."""
    return expected_triggers() - _present(connections[using])


def install(using: str = "default") -> None:
    """Lay every guard of every table that exists; safe to repeat."""
    connection = connections[using]
    tables = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(_POSTGRES_FUNCTION)
        for model in guarded_models():
            if model._meta.db_table in tables:
                for name, event in _guards(model):
                    for statement in _statements(connection, model._meta.db_table, name, event):
                        cursor.execute(statement)


def install_after_migrate(using: str = "default", **kwargs: Any) -> None:
    install(using)


def _guards(model: type[AppendOnly]) -> list[tuple[str, str]]:
    events = ["update"] if model.erasable else ["update", "delete"]
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


def _statements(connection: BaseDatabaseWrapper, table: str, name: str, event: str) -> list[str]:
    if connection.vendor == "postgresql":
        # TRUNCATE fires no row trigger, so the delete guard covers it with a second one.
        truncate = [
            f'DROP TRIGGER IF EXISTS "{name}_truncate" ON "{table}"',
            f'CREATE TRIGGER "{name}_truncate" BEFORE TRUNCATE ON "{table}" '
            "FOR EACH STATEMENT EXECUTE FUNCTION fortschrift_append_only()",
        ]
        return [
            f'DROP TRIGGER IF EXISTS "{name}" ON "{table}"',
            f'CREATE TRIGGER "{name}" BEFORE {event.upper()} ON "{table}" '
            "FOR EACH ROW EXECUTE FUNCTION fortschrift_append_only()",
            *(truncate if event == "delete" else []),
        ]
    return [
        f'DROP TRIGGER IF EXISTS "{name}"',
        f'CREATE TRIGGER "{name}" BEFORE {event.upper()} ON "{table}" '
        f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END",
    ]


_POSTGRES_FUNCTION = """
CREATE OR REPLACE FUNCTION fortschrift_append_only() RETURNS trigger AS $$
BEGIN
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME;
END
$$ LANGUAGE plpgsql
"""
