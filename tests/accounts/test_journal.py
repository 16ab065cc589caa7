"""The journal keeps every act, cannot be changed, and says where somebody tried."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import translation

from fortschrift.accounts import actions, append_only
from fortschrift.accounts.journal import Entry, action, sentence_of
from fortschrift.accounts.models import JournalChain, JournalEntry, Municipality, User
from fortschrift.accounts.results import NotAllowed
from fortschrift.accounts.selectors import journal_head, journal_of
from fortschrift.accounts.verification import Noted, faults
from tests.accounts.factories import NOW, municipality, officer, operator, outsider

pytestmark = pytest.mark.django_db
SOURCE = Path(__file__).resolve().parents[2] / "src"


def tamper(table: str, statement: str) -> None:
    """Change a guarded table as somebody with full power over the database could."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
            cursor.execute(statement)
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
        else:
            cursor.execute(f"DROP TRIGGER IF EXISTS {table}_no_update")
            cursor.execute(f"DROP TRIGGER IF EXISTS {table}_no_delete")
            cursor.execute(f"DROP TRIGGER IF EXISTS {table}_no_replace")
            cursor.execute(statement)
            append_only.install()


def three_entries() -> tuple[Municipality, JournalChain]:
    town = municipality()
    officer(town)
    officer(town)
    chain = journal_head(town)
    assert chain is not None and chain.sequence == 3
    return town, chain


def test_an_act_writes_exactly_one_entry_that_renders_to_a_sentence() -> None:
    town = municipality(name="Musterstadt")

    (entry,) = journal_of(town)

    assert sentence_of(entry) == "Betrieb hat die Kommune „Musterstadt“ angelegt."
    assert json.loads(entry.subjects) == {"accounts.municipality": [str(town.pk)]}


def test_a_refused_act_leaves_no_trace() -> None:
    town = municipality()
    before = journal_of(town).count()

    with pytest.raises(NotAllowed):
        officer_of_nowhere = outsider()
        actions.give_role(
            town, email="x@example.org", name="X", role="clerk", actor=officer_of_nowhere, now=NOW
        )

    assert journal_of(town).count() == before
    assert not User.objects.filter(email="x@example.org").exists()


def test_an_act_inside_an_act_hands_its_subjects_up() -> None:
    town = municipality()

    @action("{actor} tat zweierlei.")
    def do_both(entry: Entry, municipality: Municipality, *, actor: User, now: object) -> None:
        for name in ("eins", "zwei"):
            actions.give_role(
                municipality, email=f"{name}@example.org", name=name, role="clerk",
                actor=actor, now=NOW,
            )  # fmt: skip

    do_both(town, actor=operator(), now=NOW)

    newest = journal_of(town).first()
    assert newest is not None
    assert newest.verb == "do_both" and newest.sequence == 2
    assert len(json.loads(newest.subjects)["accounts.roleassignment"]) == 2


def test_the_record_is_german_whatever_language_the_actor_reads() -> None:
    town = municipality()

    with translation.override("en"):
        officer(town)

    newest = journal_of(town).first()
    assert newest is not None
    assert "die Rolle „Integrationsstelle“ gegeben" in sentence_of(newest)


def test_every_act_has_its_sentence_in_a_process_that_only_starts() -> None:
    names = "import django; django.setup(); from fortschrift.accounts.journal import ACTS; "
    answer = subprocess.run(
        [sys.executable, "-c", names + "print(*sorted(ACTS))"],
        env={**os.environ, "PYTHONPATH": str(SOURCE)}, capture_output=True, text=True, check=True,
    )  # fmt: skip

    assert {"record_vote", "open_concept", "decide", "record_outcome", "open_reading"} <= set(
        answer.stdout.split()
    )


def test_the_journal_is_dated_by_the_database_not_by_the_caller() -> None:
    town = municipality()

    entry = journal_of(town).get()

    assert entry.recorded != NOW


@pytest.mark.parametrize("statement", [
    "UPDATE accounts_journalentry SET verb = 'x'",
    "DELETE FROM accounts_journalentry",
    "UPDATE accounts_journalpayload SET content = '{}'",
])  # fmt: skip
def test_the_database_refuses_to_change_the_journal(statement: str) -> None:
    municipality()

    refused = pytest.raises(DatabaseError, match="append-only")

    with refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL has no INSERT OR REPLACE")
def test_the_database_refuses_to_replace_an_entry_by_an_insert() -> None:
    _, chain = three_entries()
    second = chain.entries.get(sequence=2)
    refused = pytest.raises(DatabaseError, match="append-only")

    with refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "INSERT OR REPLACE INTO accounts_journalentry "
            "SELECT id, sequence, recorded, 'nothing', subjects, payload_hash, previous_hash, "
            "hash, actor_id, chain_id FROM accounts_journalentry WHERE id = %s",
            [second.pk],
        )

    assert chain.entries.get(sequence=2).verb == second.verb


def test_an_untouched_chain_has_no_fault() -> None:
    _, chain = three_entries()

    assert faults(chain) == []
    assert faults(chain, Noted(3, chain.head[:12])) == []


@pytest.mark.parametrize(("statement", "code"), [
    ("UPDATE accounts_journalentry SET verb = 'nothing' WHERE sequence = 2 AND chain_id = {0}",
     "changed"),
    ("UPDATE accounts_journalentry SET hash = 'f' WHERE sequence = 2 AND chain_id = {0}",
     "changed"),
])  # fmt: skip
def test_a_changed_entry_is_found_where_it_stands(statement: str, code: str) -> None:
    _, chain = three_entries()

    tamper("accounts_journalentry", statement.format(chain.pk))

    assert (2, code) in {(fault.sequence, fault.code) for fault in faults(chain)}


def test_a_changed_payload_is_found_where_it_stands() -> None:
    _, chain = three_entries()
    entry = chain.entries.get(sequence=2)

    tamper(
        "accounts_journalpayload",
        f"UPDATE accounts_journalpayload SET content = '{{}}' WHERE entry_id = {entry.pk}",
    )

    assert [(f.sequence, f.code) for f in faults(chain)] == [(2, "changed_payload")]


def cut_off(chain: JournalChain, *, hide: Callable[[JournalChain], None]) -> None:
    last = chain.entries.get(sequence=3)
    tamper(
        "accounts_journalpayload", f"DELETE FROM accounts_journalpayload WHERE entry_id={last.pk}"
    )
    tamper("accounts_journalentry", f"DELETE FROM accounts_journalentry WHERE id={last.pk}")
    hide(chain)
    chain.refresh_from_db()


def test_a_cut_off_tail_is_found_by_the_head() -> None:
    _, chain = three_entries()

    cut_off(chain, hide=lambda chain: None)

    assert [(f.sequence, f.code) for f in faults(chain)] == [(3, "cut_off")]


def test_a_tail_cut_off_with_its_head_is_found_by_what_was_noted() -> None:
    _, chain = three_entries()
    noted = Noted(chain.sequence, chain.head)

    def hide(chain: JournalChain) -> None:
        second = chain.entries.get(sequence=2)
        JournalChain.objects.filter(pk=chain.pk).update(sequence=2, head=second.hash)

    cut_off(chain, hide=hide)

    assert faults(chain) == []
    assert [(f.sequence, f.code) for f in faults(chain, noted)] == [(3, "cut_off")]


def test_words_can_be_erased_and_the_chain_stays_whole() -> None:
    town, chain = three_entries()
    second = chain.entries.get(sequence=2)

    actions.erase_payload(
        town, journal_entry=second, reason="Löschantrag", actor=operator(), now=NOW
    )

    chain.refresh_from_db()
    assert faults(chain) == []
    erased = JournalEntry.objects.get(pk=second.pk)
    assert sentence_of(erased) == "[…] hat „[…]“ die Rolle „[…]“ gegeben."


def test_words_that_vanish_without_an_act_are_a_fault() -> None:
    _, chain = three_entries()
    second = chain.entries.get(sequence=2)

    tamper(
        "accounts_journalpayload",
        f"DELETE FROM accounts_journalpayload WHERE entry_id = {second.pk}",
    )

    assert [(f.sequence, f.code) for f in faults(chain)] == [(2, "erased")]


def test_every_guard_is_in_the_database_after_all_migrations() -> None:
    assert append_only.expected_triggers()
    assert append_only.missing_triggers() == set()


def test_a_table_remake_that_drops_a_guard_is_noticed_and_mended() -> None:
    with connection.cursor() as cursor:
        on = " ON accounts_journalentry" if connection.vendor == "postgresql" else ""
        cursor.execute(f"DROP TRIGGER accounts_journalentry_no_update{on}")

    assert append_only.missing_triggers() == {"accounts_journalentry_no_update"}
    append_only.install()
    assert append_only.missing_triggers() == set()
