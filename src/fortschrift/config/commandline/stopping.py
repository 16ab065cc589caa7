"""How a verb ends early: with one sentence for the person, never with a traceback for a mishap."""

import sys
from collections.abc import Callable

from fortschrift.config.commandline.language import say

INTERRUPTED = 130  # 128 + SIGINT, what shells expect


class Stop(Exception):
    """The command cannot go on; carries the sentence that says why and what to do."""

    def __init__(self, sentence: str, *, code: int = 1) -> None:
        super().__init__(sentence)
        self.code = code


def ended(run: Callable[[], int]) -> int:
    """Run a command and turn a Stop or Ctrl-C into a message and an exit code."""
    try:
        return run()
    except Stop as stop:
        print(stop, file=sys.stderr, flush=True)
        return stop.code
    except KeyboardInterrupt:
        print(say(de="\nAbgebrochen.", en="\nInterrupted."), file=sys.stderr, flush=True)
        return INTERRUPTED
