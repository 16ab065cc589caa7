"""LibreOffice for the tests that only it can answer: what it makes of our Word files."""

import json
import os
import shutil
import subprocess
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

ACCEPT, REJECT, RECORD = (
    ".uno:AcceptAllTrackedChanges",
    ".uno:RejectAllTrackedChanges",
    ".uno:TrackChanges",
)
_SCRIPT = Path(__file__).with_name("in_libreoffice.py")
_WITHIN = 600


@dataclass
class Office:
    """An office that does jobs in one go, with a profile of its own."""

    folder: Path
    program: str
    python: str
    jobs: list[dict[str, Any]] = field(default_factory=list)

    def job(self, data: bytes, *commands: str, replaced: tuple[tuple[str, str], ...] = ()) -> Path:
        """Note a job; the file that comes out is there after `run`."""
        given = self.folder / f"{len(self.jobs)}-given.docx"
        saved = self.folder / f"{len(self.jobs)}-saved.docx"
        given.write_bytes(data)
        self.jobs.append(
            {"file": str(given), "commands": commands, "saved": str(saved), "replaced": replaced}
        )
        return saved

    def run(self) -> None:
        """Do all jobs."""
        pipe = f"fortschrift-{uuid4().hex}"
        program = subprocess.Popen(
            [
                self.program, "--headless", "--norestore", "--nologo", "--nofirststartwizard",
                f"-env:UserInstallation={(self.folder / 'profile').as_uri()}",
                f"--accept=pipe,name={pipe};urp;",
            ],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip
        try:
            subprocess.run(
                [self.python, str(_SCRIPT), pipe], input=json.dumps(self.jobs), text=True,
                check=True, timeout=_WITHIN, env={**os.environ, "PYTHONPATH": ""},
            )  # fmt: skip
            program.wait(timeout=60)
        finally:
            if program.poll() is None:
                os.killpg(program.pid, 15)
                program.wait(timeout=60)
        self.jobs.clear()


def python_of_office() -> str | None:
    """Find a Python that can speak to LibreOffice."""
    for name in (os.environ.get("FORTSCHRIFT_UNO_PYTHON", ""), "/usr/bin/python3"):
        if name and Path(name).is_file():
            asked = subprocess.run([name, "-c", "import uno"], capture_output=True, check=False,
                                   env={**os.environ, "PYTHONPATH": ""})  # fmt: skip
            if asked.returncode == 0:
                return name
    return None


@pytest.fixture
def office(tmp_path: Path) -> Office:
    """Give LibreOffice; without one the test is skipped, in CI it fails."""
    program, python = shutil.which("soffice"), python_of_office()
    if program is None or python is None:
        missing = pytest.fail if os.environ.get("CI") == "true" else pytest.skip
        missing("no LibreOffice with python3-uno on this machine")
    return Office(tmp_path, program, python)
