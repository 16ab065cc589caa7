"""`load_demo` as people meet it: its refusals, and what it says when files have changed."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from fortschrift.accounts.actions import open_operator_account
from fortschrift.config.management.commands import load_demo
from fortschrift.demo.accounts import demo_accounts, sign_ins
from tests.accounts.factories import NOW
from tests.demo.towns import COUNTY, contents, copy_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def only_the_county(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Let the command find a copy of the smallest place, and nothing else."""
    folder = copy_of(COUNTY, tmp_path)
    monkeypatch.setenv("LANG", "de_DE.UTF-8")
    monkeypatch.delenv("LC_ALL", raising=False)
    monkeypatch.delenv("LC_MESSAGES", raising=False)
    monkeypatch.setattr(load_demo, "FOLDER", tmp_path)
    monkeypatch.setattr(load_demo, "TOWNS", (COUNTY,))
    return folder


def said() -> list[str]:
    out = StringIO()
    call_command("load_demo", stdout=out)
    return out.getvalue().splitlines()


def test_it_says_what_was_loaded_and_how_to_sign_in() -> None:
    first, second = said(), said()

    assert first[0].startswith("  Landkreis Wolfenbüttel: 3 Quellen, 2 Gremien und Stellen, ")
    assert first[1:] == second
    for label, email, password in sign_ins():
        assert f"  {label}  {email}  {password}" in second
    assert len(sign_ins()) == len(demo_accounts()) == len({a.email for a in demo_accounts()})


def test_it_never_puts_its_known_password_beside_real_accounts() -> None:
    open_operator_account(
        email="it@example.org", name="IT", password="ein langes Kennwort", actor=None, now=NOW
    )
    before = contents()

    with pytest.raises(CommandError, match="gibt es schon Konten"):
        said()

    assert contents() == before


def test_a_damaged_file_ends_it_with_the_place_and_without_a_trace(only_the_county: Path) -> None:
    path = only_the_county / "ereignisse.yaml"
    path.write_text(path.read_text("utf-8").replace("valid_from: 2017", "valid_from: 2017-02-30"))
    before = contents()

    with pytest.raises(CommandError) as caught:
        said()

    assert str(caught.value).startswith(f"{COUNTY}/ereignisse.yaml, Zeile ")
    assert str(caught.value).endswith("Feld „valid_from“: „2017-02-30“ gibt es im Kalender nicht.")
    assert contents() == before


def test_files_that_changed_since_are_said_to_have_changed_and_change_nothing(
    only_the_county: Path,
) -> None:
    said()
    before = contents()
    (only_the_county / "weiteres.yaml").write_text("history: []\n", "utf-8")

    lines = said()

    assert "Die Dateien haben sich seit dem Laden geändert" in lines[0]
    assert contents() == before
