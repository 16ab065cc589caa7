"""The inner half's entry: inside the environment, run the module of the verb."""

import importlib
import os
import sys
from collections.abc import Sequence

from fortschrift.config.commandline.options import parse
from fortschrift.config.commandline.stopping import ended
from fortschrift.config.commandline.verbs import find


def main(arguments: Sequence[str]) -> int:
    """Run a verb that the start script has already checked."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fortschrift.config.settings")
    verb = find(arguments[0] if arguments else "help")
    options = parse(verb, arguments[1:])
    module = importlib.import_module(f"fortschrift.config.commandline.{verb.module}")
    return int(module.run(options))


if __name__ == "__main__":
    sys.exit(ended(lambda: main(sys.argv[1:])))
