"""`./fortschrift manage COMMAND`: Django's management commands, on the chosen data folder."""

import argparse
import os
from pathlib import Path

from fortschrift.config.commandline.places import PROGRAM


def run(options: argparse.Namespace) -> int:
    """Run the command; without one, Django lists what there is."""
    choose_data(options.data)
    from django.core.management import execute_from_command_line

    execute_from_command_line([f"{PROGRAM} manage", *options.rest])
    return 0


def choose_data(folder: Path | None) -> None:
    """Make the settings use this folder; None leaves them to the surroundings."""
    if folder is not None:
        os.environ["FORTSCHRIFT_DATA"] = str(folder.expanduser().resolve())
