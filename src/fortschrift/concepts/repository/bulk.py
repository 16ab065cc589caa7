"""Thousands of rows by one statement: the database takes them out of one JSON text itself.

Django builds an instance of each row and a parameter for each of its fields, which costs eight
times as much.  Only where a change may touch all amendments of a strand is that worth it.  The
rows come unchecked; constraints and triggers of the table hold as ever.  (SQLite needs 3.35 for
this, which is of 2021.)
"""

import json
from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Model

#: How each database takes an array of JSON arrays apart.
_ROWS = {
    "sqlite": "json_each(%s) AS given",
    "postgresql": "json_array_elements(%s::json) AS given(value)",
}
_INSERT = "INSERT INTO {table} ({columns}) SELECT {values} FROM {rows} RETURNING {columns_back}"
_UPDATE = "UPDATE {table} SET {changes} FROM {rows} WHERE {table}.{id} = {key}"


def insert_rows(
    model: type[Model], fields: Sequence[str], rows: Iterable[Sequence[object]],
    *, returning: Sequence[str] = (),
) -> list[tuple[Any, ...]]:  # fmt: skip
    """Insert rows of the named fields; gives the key of each, then the fields asked for."""
    listed = list(rows)
    if not listed:
        return []
    statement = _INSERT.format(
        table=_quoted(model._meta.db_table),
        columns=", ".join(column_of(model, name) for name in fields),
        values=", ".join(value_at(model, name, at) for at, name in enumerate(fields)),
        columns_back=", ".join(column_of(model, name) for name in ("pk", *returning)),
        rows=taken_apart(),
    )
    return _executed(statement, [as_json(listed)], fetch=True)


def update_rows(
    model: type[Model], fields: Sequence[str], rows: Iterable[Sequence[object]]
) -> None:
    """Set the named fields of rows; each row begins with its key."""
    listed = list(rows)
    if not listed:
        return
    statement = _UPDATE.format(
        table=_quoted(model._meta.db_table), id=column_of(model, "pk"), rows=taken_apart(),
        key=value_at(model, "pk", 0),
        changes=", ".join(
            f"{column_of(model, name)} = {value_at(model, name, at)}"
            for at, name in enumerate(fields, start=1)
        ),
    )  # fmt: skip
    _executed(statement, [as_json(listed)])


def taken_apart() -> str:
    """Give what stands for the rows in a statement; it takes them as one parameter."""
    return _ROWS[connection.vendor]


def value_at(model: type[Model], field: str, at: int) -> str:
    """Give the expression for one value of a row, of the type that its column has."""
    if connection.vendor == "sqlite":
        return f"json_extract(given.value, '$[{at}]')"
    return f"(given.value->>{at})::{_field(model, field).rel_db_type(connection)}"


def column_of(model: type[Model], field: str) -> str:
    return _quoted(_field(model, field).column)


def as_json(rows: Iterable[Sequence[object]]) -> str:
    """Write rows as one JSON text; identities as both databases read them."""
    return json.dumps(list(rows), ensure_ascii=False, separators=(",", ":"), default=_plain)


def _plain(value: object) -> object:
    if isinstance(value, UUID):
        return value.hex
    raise TypeError(f"{type(value).__name__} is not written in bulk")


def _field(model: type[Model], name: str) -> Any:
    return model._meta.pk if name == "pk" else model._meta.get_field(name)


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)


def _executed(statement: str, parameters: list[Any], *, fetch: bool = False) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return cursor.fetchall() if fetch else []
