"""Carried wordings in bulk: thousands of rows by one statement, and where they hold by another."""

from collections.abc import Iterable
from typing import Any

from django.db import connection

from fortschrift.concepts.models import Change, CurrentWording, Strand, Wording
from fortschrift.concepts.repository.bulk import as_json, column_of, taken_apart, value_at

#: The wording before, the operations as they are stored, the wording they are written on if any.
Row = tuple[int, str, int | None]

#: What a carried wording shares with the one before it the database looks up itself.
_CARRIED = """\
INSERT INTO {table} ({columns})
SELECT before.{amendment}, before.{id}, before.{language},
       (SELECT MAX(earlier.{order}) + 1 FROM {table} earlier
        WHERE earlier.{amendment} = before.{amendment}),
       {operations}, {base_wording}, CASE WHEN {base_wording} IS NULL THEN {change} END,
       %s, '', '', '', %s
FROM {rows} JOIN {table} before ON before.{id} = {key}
RETURNING {previous}, {id}
"""
_COLUMNS = (
    "amendment", "previous", "language", "order", "operations", "base_wording", "base", "kind",
    "original", "consent", "reason", "recorded",
)  # fmt: skip
#: A join and no subquery for each row: PostgreSQL would read all new rows for each of them.
_LET_HOLD = """\
UPDATE {pointers} SET {wording} = new.{id} FROM {table} new
WHERE new.{previous} = {pointers}.{wording} AND new.{amendment} = {pointers}.{amendment}
  AND {pointers}.{strand} = %s AND new.{id} >= %s
"""


def insert_carried(change: Change, rows: Iterable[Row]) -> dict[int, int]:
    """Write carried wordings on the text that a change has left, in the language they had.

    Gives the keys of the new ones by those of the wordings before.  The amendments must be held:
    no other wording may be written in between.
    """
    listed = list(rows)
    if not listed:
        return {}
    statement = _CARRIED.format(
        **_names(), rows=taken_apart(),
        columns=", ".join(column_of(Wording, name) for name in _COLUMNS),
        key=value_at(Wording, "previous", 0), operations=value_at(Wording, "operations", 1),
        base_wording=value_at(Wording, "base_wording", 2),
        change="%s::uuid" if connection.vendor == "postgresql" else "%s",
    )  # fmt: skip
    given = [
        _prepared("base", change.pk), Wording.Kind.CARRIED.value,
        _prepared("recorded", change.recorded), as_json(listed),
    ]  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(statement, given)
        return dict(cursor.fetchall())


def let_hold(strand: Strand, first: int) -> None:
    """Let the wordings from a key on hold on a strand, in the place of those before them."""
    statement = _LET_HOLD.format(
        **_names(), pointers=connection.ops.quote_name(CurrentWording._meta.db_table),
        wording=column_of(CurrentWording, "wording"), strand=column_of(CurrentWording, "strand"),
    )  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(statement, [strand.pk, first])


def _names() -> dict[str, str]:
    names = ("amendment", "language", "order", "previous")
    return {
        "table": connection.ops.quote_name(Wording._meta.db_table),
        "id": column_of(Wording, "pk"),
        **{name: column_of(Wording, name) for name in names},
    }


def _prepared(name: str, value: Any) -> Any:
    field: Any = Wording._meta.get_field(name)
    return field.get_db_prep_save(value, connection)
