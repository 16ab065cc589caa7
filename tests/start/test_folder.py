"""The demo's folder: its own, never somebody else's, one run at a time."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from fortschrift.config.commandline import folder as demo_folder
from fortschrift.config.commandline.folder import note_address, open_demo
from fortschrift.config.commandline.stopping import Stop

Release = Callable[[], None]


@pytest.fixture
def release(monkeypatch: pytest.MonkeyPatch) -> Iterator[Release]:
    """Let a test end "the process" that holds a folder, as the system does at a real end."""
    held: list[int] = []
    opened = os.open

    def remember(path: Path, *arguments: Any, **more: Any) -> int:
        descriptor = opened(path, *arguments, **more)
        if Path(path).name == demo_folder.HOLD:
            held.append(descriptor)
        return descriptor

    def end() -> None:
        while held:
            try:
                os.close(held.pop())
            except OSError:  # a refused run has closed its own
                continue

    monkeypatch.setattr(demo_folder.os, "open", remember)
    yield end
    end()


def test_a_new_folder_is_made_and_recognised_again(tmp_path: Path, release: Release) -> None:
    folder = tmp_path / "new" / "demo"
    open_demo(folder, fresh=False)
    (folder / "fortschrift.sqlite3").touch()
    release()

    open_demo(folder, fresh=False)

    assert (folder / "fortschrift.sqlite3").exists()


def test_fresh_empties_a_demo(tmp_path: Path, release: Release) -> None:
    open_demo(tmp_path, fresh=False)
    (tmp_path / "fortschrift.sqlite3").touch()
    (tmp_path / "media").mkdir()
    (tmp_path / "media" / "picture.png").touch()
    release()

    open_demo(tmp_path, fresh=True)

    assert {path.name for path in tmp_path.iterdir()} == {demo_folder.MARK, demo_folder.HOLD}


@pytest.mark.parametrize("fresh", [False, True])
def test_a_folder_with_other_things_is_refused_and_left_alone(tmp_path: Path, fresh: bool) -> None:
    (tmp_path / "letters.odt").write_text("dear council")

    with pytest.raises(Stop, match=str(tmp_path)):
        open_demo(tmp_path, fresh=fresh)

    assert [path.name for path in tmp_path.iterdir()] == ["letters.odt"]


@pytest.mark.skipif(os.name != "posix", reason="Windows has no flock")
def test_a_running_demo_keeps_a_second_one_out_and_tells_where_it_is(
    tmp_path: Path, release: Release
) -> None:
    open_demo(tmp_path, fresh=False)
    note_address(tmp_path, "http://127.0.0.1:8003/")

    with pytest.raises(Stop, match="8003"):
        open_demo(tmp_path, fresh=True)


@pytest.mark.skipif(os.name != "posix", reason="Windows has no such modes")
def test_others_on_the_machine_cannot_look_into_the_folder(
    tmp_path: Path, release: Release
) -> None:
    open_demo(tmp_path / "demo", fresh=False)

    assert (tmp_path / "demo").stat().st_mode & 0o077 == 0
