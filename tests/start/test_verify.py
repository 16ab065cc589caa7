"""`verify` from the command line, before the check itself begins."""

from pathlib import Path

import pytest

from fortschrift.config.commandline import verify
from fortschrift.config.commandline.options import parse
from fortschrift.config.commandline.stopping import Stop
from fortschrift.config.commandline.verbs import find


def test_a_mistyped_folder_is_refused_and_not_made(tmp_path: Path) -> None:
    missing = tmp_path / "srv" / "fortschritt"

    with pytest.raises(Stop, match="fortschritt"):
        verify.run(parse(find("verify"), ["--data", str(missing)]))

    assert not missing.exists()
