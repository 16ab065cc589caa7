"""A child process ends when its parent does, even when the parent was killed outright.

The parent holds one end of a pipe (multiprocessing makes it); its closing is the only news of a
kill -9 that every system delivers.
"""

import os
import signal
import threading
import time
from multiprocessing import parent_process

PATIENCE = 10.0


def end_with_parent() -> None:
    """Watch the parent from a thread, and end this process soon after it is gone."""
    threading.Thread(target=_wait, name="lifeline", daemon=True).start()


def _wait() -> None:
    parent = parent_process()
    if parent is None:
        return
    parent.join()
    if os.name == "posix":
        # The gentle way first: the running request or task may finish.
        os.kill(os.getpid(), signal.SIGTERM)
        time.sleep(PATIENCE)
    os._exit(1)
