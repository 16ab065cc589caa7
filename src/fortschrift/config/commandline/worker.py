"""The background worker as a child process of the server's main process."""

import os
from multiprocessing import get_context
from multiprocessing.process import BaseProcess
from threading import Event, Thread

from fortschrift.config.commandline.language import say
from fortschrift.config.commandline.lifeline import end_with_parent

PAUSE = 5.0
LAST_TASK = 20.0


class Worker:
    """Keeps one background worker alive until it is told to stop."""

    def __init__(self, *, verbosity: int) -> None:
        self._verbosity = verbosity
        self._ending = Event()
        self._process: BaseProcess | None = None
        self._keeper = Thread(target=self._keep, name="worker-keeper", daemon=True)

    def start(self) -> None:
        """Start the worker and its keeper."""
        self._keeper.start()

    def stop(self) -> None:
        """Let the running task finish within 20 s, then end the worker."""
        self._ending.set()
        process = self._process
        if process is None:
            return
        process.terminate()
        process.join(LAST_TASK)
        if process.is_alive():
            process.kill()

    def _keep(self) -> None:
        while not self._ending.is_set():
            # spawn: a forked copy would share the parent's database connections.
            process = get_context("spawn").Process(target=work, args=(self._verbosity,))
            process.start()
            self._process = process
            process.join()
            if not self._ending.wait(PAUSE):
                print(
                    say(
                        de="Der Hintergrunddienst war beendet und wird neu gestartet.",
                        en="The background worker had ended and is started again.",
                    ),
                    flush=True,
                )


def work(verbosity: int) -> None:
    """Run django-tasks-db's worker in this process until SIGTERM or the parent's end."""
    import django
    from django.core.management import call_command

    if hasattr(os, "setsid"):
        # Ctrl-C reaches the main process only; that one tells the worker to stop.
        os.setsid()
    end_with_parent()
    django.setup()
    call_command("db_worker", queue_name="*", reload=False, verbosity=verbosity)
