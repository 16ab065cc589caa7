"""A town that used the program before origins were stored loses nothing by the upgrade.

Nor by that to amendments, which goes over its rows in the same run: what was there can be amended.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.conf import settings

from fortschrift.core.text.canonical.schema_origins import ORIGINS
from fortschrift.core.text.origins.node_origins import NodeOrigins
from fortschrift.core.text.origins.spans import Origin, span
from tests.concepts.upgrade import FIELD, LATER, ROOT, START

REPOSITORY = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Upgrade a database of our own that was filled as it was then."""
    with _empty_database(tmp_path_factory.mktemp("before")) as named:
        paths = f"{REPOSITORY / 'src'}{os.pathsep}{REPOSITORY}"
        kept = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
        told = subprocess.run(
            [sys.executable, "-m", "tests.concepts.upgrade"],
            env={
                **kept, **named, "PYTHONPATH": paths,
                "DJANGO_SETTINGS_MODULE": "fortschrift.config.settings",
            },
            cwd=REPOSITORY, capture_output=True, text=True, check=False,
        )  # fmt: skip
    assert told.returncode == 0, told.stderr
    answer: dict[str, Any] = json.loads(told.stdout)
    return answer


@contextmanager
def _empty_database(data: Path) -> Iterator[dict[str, str]]:
    """Give what names an empty database of the kind that the tests run on."""
    database = settings.DATABASES["default"]
    if not database["ENGINE"].endswith("postgresql"):
        yield {"FORTSCHRIFT_DATA": str(data)}
        return
    import psycopg

    name = f"upgrade_{os.getpid()}"
    server = "postgres://{USER}:{PASSWORD}@{HOST}:{PORT}".format(**database)
    with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
        try:
            yield {"FORTSCHRIFT_DATA": str(data), "DATABASE_URL": f"{server}/{name}"}
        finally:
            connection.execute(f"DROP DATABASE {name}")


def of_one(length: int, change: str) -> NodeOrigins:
    return NodeOrigins(heading=span(length, Origin(UUID(change), 0)))


def test_every_character_comes_from_the_change_that_wrote_its_state(found: Any) -> None:
    writers = found["writers"]

    assert writers == {"Konzept": str(START), "Bildung": str(START), "Lernen": str(LATER[0])}
    for heading, origins, digest in found["origins"]:
        assert ORIGINS.from_bytes(origins.encode()) == of_one(len(heading), writers[heading])
        assert digest == sha256(origins.encode()).hexdigest()


def test_what_is_left_of_a_change_is_found_where_its_states_stand(found: Any) -> None:
    assert sorted(found["places"]) == sorted(
        [[str(ROOT), str(START), 0], [str(FIELD), str(START), 0], [str(FIELD), str(LATER[0]), 0]]
    )


def test_every_change_lists_what_it_put_in_place(found: Any) -> None:
    assert found["placed"] == [[], ["Lernen"], [], ["Bildung"]]
    assert found["outlines"] == [False, False, True, False]


def test_a_strand_begins_where_its_text_was_brought_in(found: Any) -> None:
    assert found["begun_at"] == [str(START)]


def test_texts_keep_their_states_and_are_told_apart_by_them(found: Any) -> None:
    ((states, digest),) = found["manifests"]

    assert digest == sha256(states.encode()).hexdigest()


def test_the_guards_stand_again_after_the_upgrade(found: Any) -> None:
    for table in (
        "nodestate", "manifest", "change", "operationnode", "translation",
        "wording", "adoption", "conflict", "merge", "placement",
    ):  # fmt: skip
        assert f"concepts_{table}_no_update" in found["guards"]


def test_the_draft_of_then_has_no_amendments_and_can_be_amended(found: Any) -> None:
    amended = found["amended"]

    assert (found["amendments"], amended["adopted"]) == (0, [1])
    assert amended["heading"] == "Frühe Bildung"
    assert amended["origins"] == [[len("Frühe "), amended["change"]], [len("Bildung"), str(START)]]
    assert amended["is_credited"]
