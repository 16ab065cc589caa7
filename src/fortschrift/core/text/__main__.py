"""`python -m fortschrift.core.text`: the engine as a process of its own, see `door`."""

import sys

from fortschrift.core.text.door.command import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
