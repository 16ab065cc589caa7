"""What is kept comes back as it was made, is forgotten in time, and is missed by nobody."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import override_settings
from django.utils import translation
from django.utils.safestring import SafeString

from fortschrift.web.keeping import forget, kept_fragments, stamp
from fortschrift.web.keeping.folder import Folder
from fortschrift.web.keeping.memory import Memory

KEY, OTHER = "a" * 64, "b" * 64


# In the memory of a process


def test_the_memory_never_weighs_more_than_it_may_and_keeps_what_was_used_last() -> None:
    memory = Memory[int](100)

    for number in range(50):
        memory.keep(number, number, 9)
        memory.get(0)

    assert memory.weight <= 100
    assert memory.get(0) == 0 and memory.get(49) == 49 and memory.get(30) is None


def test_keeping_the_same_again_weighs_once() -> None:
    memory = Memory[int](100)

    memory.keep("a", 1, 40)
    memory.keep("a", 2, 50)

    assert memory.weight == 50 and memory.get("a") == 2


def test_what_is_heavier_than_the_memory_pushes_nothing_out() -> None:
    memory = Memory[int](100)
    memory.keep("a", 1, 40)

    memory.keep("b", 2, 101)

    assert memory.get("a") == 1 and memory.get("b") is None


# In the folder


def test_another_process_reads_what_one_has_written(tmp_path: Path) -> None:
    Folder(tmp_path, 1000).write(KEY, b"Satz")

    assert Folder(tmp_path, 1000).read(KEY) == b"Satz"
    assert Folder(tmp_path, 1000).read(OTHER) is None


def test_the_folder_never_holds_more_than_it_may_and_an_eighth(tmp_path: Path) -> None:
    folder = Folder(tmp_path, 8000)

    for number in range(200):
        folder.write(f"{number:064}", b"x" * 200)
        held = sum(path.stat().st_size for path in tmp_path.glob("*/*"))
        assert held <= 8000 + 1000 + 232

    assert folder.read(f"{199:064}") is not None


def test_what_was_read_lately_stays_when_room_is_made(tmp_path: Path) -> None:
    folder = Folder(tmp_path, 1000)
    for number in range(6):
        folder.write(f"{number:064}", b"x" * 100)
        os.utime(folder._place(f"{number:064}"), (number, number))
    folder.read(f"{0:064}")
    folder.most = 500

    folder.sweep()

    assert folder.read(f"{0:064}") is not None
    assert folder.read(f"{1:064}") is None


@pytest.mark.parametrize("damage", [b"", b"x", b"\0" * 40])
def test_a_damaged_file_is_as_good_as_none(tmp_path: Path, damage: bytes) -> None:
    folder = Folder(tmp_path, 1000)
    folder.write(KEY, b"Satz")

    folder._place(KEY).write_bytes(damage)

    assert folder.read(KEY) is None


def test_a_place_that_cannot_be_written_is_said_and_harms_nothing(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    in_the_way = tmp_path / "datei"
    in_the_way.write_text("")

    Folder(in_the_way, 1000).write(KEY, b"Satz")

    assert "nothing can be kept" in caplog.text


# Fragments


def counting() -> tuple[list[str], Callable[[], dict[str, SafeString]]]:
    made: list[str] = []

    def make() -> dict[str, SafeString]:
        made.append("once")
        return {"text": SafeString("<p>Änderung &amp; Ergänzung</p>")}

    return made, make


def test_a_fragment_is_made_once_for_all_processes_and_comes_back_as_it_was(keeping: Path) -> None:
    made, make = counting()

    first = kept_fragments("text", KEY, make=make)
    again = kept_fragments("text", KEY, make=make)
    forget()
    elsewhere = kept_fragments("text", KEY, make=make)

    assert made == ["once"]
    assert first == again == elsewhere
    assert isinstance(elsewhere["text"], SafeString)


def test_what_is_made_of_something_else_is_another_fragment(keeping: Path) -> None:
    made, make = counting()

    for made_of in (("text", "ab", "c"), ("text", "a", "bc"), ("text", "abc"), ("synopsis", "abc")):
        kept_fragments(*made_of, make=make)

    assert len(made) == 4


def test_languages_never_share_a_fragment(keeping: Path) -> None:
    made, make = counting()

    for language in ("de", "en"):
        with translation.override(language):
            kept_fragments("text", KEY, make=make)

    assert len(made) == 2


def test_another_program_makes_its_own(keeping: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made, make = counting()
    kept_fragments("text", KEY, make=make)

    forget()
    monkeypatch.setattr(stamp, "ROOT", Path(__file__).parent)
    kept_fragments("text", KEY, make=make)

    assert len(made) == 2


def test_losing_the_folder_costs_only_the_time_to_make_it_again(keeping: Path) -> None:
    made, make = counting()
    first = kept_fragments("text", KEY, make=make)
    forget()
    for path in keeping.glob("*/*"):
        path.unlink()

    again = kept_fragments("text", KEY, make=make)

    assert first == again and len(made) == 2


def test_where_nothing_is_to_be_kept_everything_is_made_anew() -> None:
    made, make = counting()

    with override_settings(KEPT_FOLDER=None):
        kept_fragments("text", KEY, make=make)
        kept_fragments("text", KEY, make=make)

    assert len(made) == 2
