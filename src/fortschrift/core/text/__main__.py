"""`python -m fortschrift.core.text`: the engine as a process of its own, see `door`."""

import gc
import sys

if __name__ == "__main__":
    gc.disable()  # values hold no cycles, and a process that answers once does not live long
    from fortschrift.core.text.door.command import main

    code = main(sys.argv[1:])
    gc.freeze()  # nor need Python look for any when it ends
    sys.exit(code)
