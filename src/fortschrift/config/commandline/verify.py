"""`./fortschrift verify`: is the journal whole?  The check itself is `manage verify_journal`."""

import argparse
import os
from pathlib import Path

from fortschrift.config.commandline.language import is_german, say
from fortschrift.config.commandline.manage import choose_data, run_command
from fortschrift.config.commandline.setup import set_up
from fortschrift.config.commandline.stopping import Stop


def run(options: argparse.Namespace) -> int:
    """Check every chain, or one; ends with an exit code other than 0 when one is damaged."""
    _refuse_nothing(options.data)
    choose_data(options.data)
    set_up()
    from django.db import DatabaseError
    from django.utils import translation

    translation.activate("de" if is_german(os.environ) else "en")
    named = [options.municipality] if options.municipality else []
    noted = ["--noted", options.noted] if options.noted else []
    try:
        return run_command(["verify_journal", *named, *noted])
    except DatabaseError as error:
        raise Stop(_unreadable(error)) from error


def _refuse_nothing(folder: Path | None) -> None:
    """A mistyped folder must not be made, found empty and called intact."""
    if folder is None or folder.expanduser().is_dir():
        return
    raise Stop(say(de=f"Den Ordner {folder} gibt es nicht.", en=f"There is no folder {folder}."))


def _unreadable(error: Exception) -> str:
    reason = str(error).strip().splitlines()[0]
    return say(
        de=f"Der Änderungsverlauf ist nicht lesbar: {reason}",
        en=f"The journal cannot be read: {reason}",
    )
