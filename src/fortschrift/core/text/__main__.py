"""`python -m fortschrift.core.text`: the engine as a process of its own, see `door`."""

import gc
import sys

gc.disable()  # values hold no cycles, and a process that answers once does not live long enough

from fortschrift.core.text.door.command import main  # noqa: E402

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
