"""What every row is given: the input, a folder for files, and in how many rounds to run."""

from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from benchmarks._german_changes import Input, text_input
from benchmarks._measure import ROUNDS


@dataclass
class Bench:
    """One run of the measurements."""

    folder: Path
    rounds: int = ROUNDS
    #: git needs about 12 s for the merge, so it is run in fewer rounds than the others.
    slow_rounds: int = 3
    _folders: int = field(default=0, init=False)

    @cached_property
    def input(self) -> Input:
        """The generated document, amendments and versions, made once."""
        return text_input()

    def new_folder(self) -> Path:
        """Make an empty folder that is gone when the run ends."""
        self._folders += 1
        folder = self.folder / str(self._folders)
        folder.mkdir()
        return folder
