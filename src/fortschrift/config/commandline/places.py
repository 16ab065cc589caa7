"""Where things stand: the checkout, its environments, and how a person calls the start script."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[4]
SOURCE = ROOT / "src"
PROGRAM = "python fortschrift" if os.name == "nt" else "./fortschrift"


def environments() -> Path:
    """Return the folder that holds `.venv` and `.venv-test`.

    FORTSCHRIFT_ENV_DIR moves it, for a checkout that may not be written to.
    """
    chosen = os.environ.get("FORTSCHRIFT_ENV_DIR")
    return Path(chosen).expanduser().resolve() if chosen else ROOT
