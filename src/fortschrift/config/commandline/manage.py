"""`./fortschrift manage COMMAND`: Django's management commands, on the chosen data folder."""

import argparse
import os
from collections.abc import Sequence
from pathlib import Path

from fortschrift.config.commandline.places import PROGRAM


def run(options: argparse.Namespace) -> int:
    """Run the command; without one, Django lists what there is."""
    choose_data(options.data)
    return run_command(options.rest)


def choose_data(folder: Path | None) -> None:
    """Make the settings use this folder; None leaves them to the surroundings."""
    if folder is not None:
        os.environ["FORTSCHRIFT_DATA"] = str(folder.expanduser().resolve())


def run_command(arguments: Sequence[str]) -> int:
    """Run a management command as Django's own manage.py would; SystemExit on its errors."""
    from django.core.management import execute_from_command_line

    execute_from_command_line([f"{PROGRAM} manage", *arguments])
    return 0
