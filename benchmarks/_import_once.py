"""A program of its own: bring one file in and write its text, to be weighed as a whole.

Run with the folder of the project on the path.
"""

import sys
from pathlib import Path

from benchmarks._import_scores import brought_in
from fortschrift.concepts.manuscripts.opening import read
from fortschrift.core.text import TREE


def main() -> None:
    """Read the file that is named and write its canonical bytes."""
    found = brought_in(read(Path(sys.argv[1]).read_bytes()))
    sys.stdout.buffer.write(TREE.to_bytes(found.tree))


if __name__ == "__main__":
    main()
