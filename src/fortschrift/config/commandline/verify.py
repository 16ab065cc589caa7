"""`./fortschrift verify`: is the journal whole?  The check itself is `manage verify_journal`."""

import argparse

from fortschrift.config.commandline import manage


def run(options: argparse.Namespace) -> int:
    """Run verify_journal; it ends with an exit code other than 0 when the journal is damaged."""
    options.rest = ["verify_journal", *options.rest]
    return manage.run(options)
