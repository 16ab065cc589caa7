"""What `demo` and `serve` do and refuse before a server starts."""

from pathlib import Path

import pytest
from django.db import connection
from pytest_django import Settings

from fortschrift.accounts.append_only import expected_triggers
from fortschrift.config.commandline import preparing, serve
from fortschrift.config.commandline.options import parse
from fortschrift.config.commandline.stopping import Stop
from fortschrift.config.commandline.verbs import find


@pytest.fixture
def style_sheet(tmp_path: Path, settings: Settings) -> Path:
    sources = tmp_path / "sources"
    sources.mkdir()
    settings.STATICFILES_DIRS = [sources]
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    settings.STATIC_ROOT = tmp_path / "static"
    sheet = sources / "a.css"
    sheet.write_text("a{}")
    return sheet


def test_static_files_are_gathered_again_only_after_a_change(
    style_sheet: Path, tmp_path: Path
) -> None:
    preparing.collect_static()
    gathered = tmp_path / "static" / "a.css"
    assert gathered.read_text() == "a{}"

    gathered.unlink()
    preparing.collect_static()
    assert not gathered.exists()

    style_sheet.write_text("a{color:red}")
    preparing.collect_static()
    assert gathered.read_text() == "a{color:red}"


@pytest.mark.django_db
def test_a_finished_database_has_nothing_pending_and_all_guards() -> None:
    assert preparing.pending_migrations() == []

    serve.refuse_missing_guards()


@pytest.mark.django_db
def test_serving_without_a_guard_is_refused_by_its_name() -> None:
    name = min(expected_triggers())
    table = name.rpartition("_no_")[0]
    on_table = f' ON "{table}"' if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        cursor.execute(f'DROP TRIGGER "{name}"{on_table}')

    with pytest.raises(Stop, match=name):
        serve.refuse_missing_guards()


def test_serving_an_older_database_is_refused_with_the_way_out() -> None:
    with pytest.raises(Stop, match=r"accounts\.0002_more.*--migrate"):
        serve._refuse_missing_migrations(["accounts.0002_more"])


def test_serving_without_a_place_for_data_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("FORTSCHRIFT_DATA", raising=False)
    monkeypatch.delenv("DATABASE_URL", raising=False)

    with pytest.raises(Stop, match="FORTSCHRIFT_DATA"):
        serve.run(parse(find("serve"), []))


def test_a_long_migration_says_how_far_it_is(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(preparing, "HEARTBEAT", 0.0)
    applied = preparing.Applied(2)

    applied.write("  Applying accounts.0001_initial...")
    applied.write(" OK\n")

    assert "1" in capsys.readouterr().out.splitlines()[-1]
