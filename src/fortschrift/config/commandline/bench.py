"""`./fortschrift bench NAME`: run one measurement of `benchmarks/`, each a script of its own."""

import argparse
import subprocess
import sys
from pathlib import Path

from fortschrift.config.commandline.language import say
from fortschrift.config.commandline.places import ROOT
from fortschrift.config.commandline.stopping import Stop
from fortschrift.config.commandline.verbs import WRONG_USAGE

FOLDER = ROOT / "benchmarks"


def run(options: argparse.Namespace) -> int:
    """Run the measurement in a process of its own; without a name, list what there is."""
    if options.name is None:
        print("\n".join(sorted(measurements())) or say(de="Noch keine.", en="None yet."))
        return 0
    script = measurements().get(options.name)
    if script is None:
        raise Stop(_unknown(options.name), code=WRONG_USAGE)
    command = [sys.executable, str(script), *options.rest]
    return subprocess.run(command, cwd=ROOT, check=False).returncode


def measurements() -> dict[str, Path]:
    """Return the scripts of `benchmarks/` by name; those beginning with _ only serve others."""
    return {path.stem: path for path in FOLDER.glob("[!_]*.py")}


def _unknown(name: str) -> str:
    names = ", ".join(sorted(measurements())) or say(de="noch keine", en="none yet")
    return say(
        de=f"Die Messung „{name}“ gibt es nicht. Es gibt: {names}",
        en=f"There is no measurement “{name}”. There are: {names}",
    )
