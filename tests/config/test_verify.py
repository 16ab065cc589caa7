"""``./fortschrift verify`` tells anyone whether the record was changed."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from fortschrift.accounts.selectors import journal_head
from fortschrift.config.checks import guards_are_in_place
from tests.accounts.factories import municipality, officer

pytestmark = pytest.mark.django_db


def verify(*arguments: str) -> str:
    out = StringIO()
    call_command("verify_journal", *arguments, stdout=out)
    return out.getvalue()


def test_an_unchanged_record_is_said_to_be_unchanged() -> None:
    town = municipality(slug="musterstadt")
    head = journal_head(town)
    assert head is not None

    answer = verify("musterstadt", "--noted", f"{head.sequence}:{head.head[:12]}")

    assert f"musterstadt: 1:{head.head[:16]}" in answer
    assert "nichts wurde verändert" in answer


def test_what_was_noted_and_is_gone_is_found() -> None:
    town = municipality(slug="musterstadt")
    officer(town)

    with pytest.raises(CommandError, match="wurde verändert") as failed:
        verify("musterstadt", "--noted", "7:9f3c41d2e0ab")

    assert failed.value.returncode == 1


@pytest.mark.parametrize("noted", ["x", "12", "12:", "a:b", "12:abc"])
def test_a_note_that_cannot_be_read_is_explained(noted: str) -> None:
    municipality(slug="musterstadt")

    with pytest.raises(CommandError, match="Anzahl und Prüfsumme"):
        verify("musterstadt", "--noted", noted)


def test_a_town_that_is_not_here_is_said_so() -> None:
    with pytest.raises(CommandError, match="keinen Änderungsverlauf"):
        verify("nirgendwo")


def test_starting_with_a_missing_guard_is_an_error_that_names_it() -> None:
    assert guards_are_in_place(databases=["default"]) == []
    with connection.cursor() as cursor:
        on = " ON concepts_versiontext" if connection.vendor == "postgresql" else ""
        cursor.execute(f"DROP TRIGGER concepts_versiontext_no_delete{on}")

    (error,) = guards_are_in_place(databases=["default"])

    assert "concepts_versiontext_no_delete" in error.msg
