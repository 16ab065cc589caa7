"""One play of each act on readings."""

from collections.abc import Callable

from fortschrift.participation import actions
from tests.accounts.factories import NOW, operator
from tests.concepts.factories import version
from tests.council.factories import meeting, round_table
from tests.participation.factories import reading
from tests.sources.factories import claim, source


def open_reading() -> None:
    of = version()
    table = round_table(of.municipality)
    reading(
        of.concept, version=of, organization=table, meeting=meeting(table), opens="2017-03-30",
        asked_for="Änderungen und Ergänzungen", claims=[claim(source(of.municipality))],
    )  # fmt: skip


def close_reading() -> None:
    actions.close_reading(
        reading(opens="2017-03-30"), closes="2017-05-15", actor=operator(), now=NOW
    )


PLAYS: dict[str, Callable[[], object]] = {
    "open_reading": open_reading,
    "close_reading": close_reading,
}
