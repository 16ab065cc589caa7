"""The help texts: all verbs at a glance, or one verb with its options."""

import argparse
import textwrap

from fortschrift.config.commandline.language import say
from fortschrift.config.commandline.options import parser_for
from fortschrift.config.commandline.places import PROGRAM
from fortschrift.config.commandline.verbs import VERBS, find


def run(options: argparse.Namespace) -> int:
    """Print the overview, or the help of the verb that is named."""
    print(parser_for(find(options.verb)).format_help() if options.verb else overview())
    return 0


def overview() -> str:
    """Return the help text that names every verb."""
    lines = [f"  {verb.name:<8}{verb.summary}" for verb in VERBS]
    head = say(
        de="Fortschrift: kommunale Konzepte, Satz für Satz nachvollziehbar.",
        en="Fortschrift: municipal concepts, traceable sentence by sentence.",
    )
    usage = say(de=f"Aufruf: {PROGRAM} VERB [Angaben]", en=f"Usage: {PROGRAM} VERB [options]")
    first = textwrap.dedent(
        say(
            de=f"""\
            Zum Kennenlernen:     {PROGRAM} demo
            Angaben eines Verbs:  {PROGRAM} help demo""",
            en=f"""\
            To look around:       {PROGRAM} demo
            Options of a verb:    {PROGRAM} help demo""",
        )
    )
    return "\n".join([head, "", usage, "", *lines, "", first])
