"""Counting what a read costs: statements sent and rows handed out by the database."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from unittest.mock import patch

from django.db import connection
from django.db.models.sql.compiler import SQLCompiler
from django.test.utils import CaptureQueriesContext


@dataclass
class Cost:
    """What was spent inside the block; ``queries`` is filled in at its end."""

    queries: int = 0
    rows: int = 0


@contextmanager
def counted() -> Iterator[Cost]:
    cost, results_iter = Cost(), SQLCompiler.results_iter

    def counting(self: SQLCompiler, *args: Any, **kwargs: Any) -> Iterator[Any]:
        for row in results_iter(self, *args, **kwargs):
            cost.rows += 1
            yield row

    with patch.object(SQLCompiler, "results_iter", counting):
        with CaptureQueriesContext(connection) as captured:
            yield cost
        cost.queries = len(captured)
