"""Finding a PostgreSQL server for the tests; none is ever started."""

import os

from fortschrift.config.commandline.language import say

LOCAL = "postgres://postgres@127.0.0.1:5432/fortschrift_{pid}"
MAINTENANCE = "postgres://postgres@127.0.0.1:5432/postgres"
PREFIXES = ("postgres://", "postgresql://")


def find_postgres() -> str | None:
    """Return the DATABASE_URL to test with, or None when no server answers.

    The tests make a database of their own beside the named one ("test_" + name), so for the
    server on this machine the name holds the process number: two runs do not meet.
    """
    import psycopg

    given = os.environ.get("DATABASE_URL", "")
    chosen = given if given.startswith(PREFIXES) else ""
    try:
        with psycopg.connect(chosen or MAINTENANCE, connect_timeout=3):
            return chosen or LOCAL.format(pid=os.getpid())
    except psycopg.OperationalError:
        return None


def how_to_get_it() -> str:
    """Return the line that tells how to test on PostgreSQL."""
    return say(
        de="PostgreSQL antwortet nicht (DATABASE_URL nennen, oder 127.0.0.1:5432, Nutzer postgres)",
        en="PostgreSQL does not answer (name DATABASE_URL, or 127.0.0.1:5432, user postgres)",
    )
