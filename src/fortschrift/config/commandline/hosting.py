"""Server and background worker under one roof: start together, end together."""

import multiprocessing
import os
import signal
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from typing import Any

from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import MPServer

from fortschrift.config.commandline.language import say
from fortschrift.config.commandline.lifeline import end_with_parent
from fortschrift.config.commandline.worker import Worker

ANSWER_WITHIN = 90.0
KILL_AFTER = 10  # seconds for requests that are being answered when the server is stopped


def host(
    *,
    address: str,
    port: int,
    processes: int = 1,
    with_worker: bool = True,
    verbosity: int = 0,
    on_answer: Callable[[int], None],
) -> int:
    """Serve until Ctrl-C or SIGTERM; return the exit code.

    `on_answer` gets the status of the first page as soon as the server answers.
    """
    # A forked server process would share the database connections of this one.
    multiprocessing.set_start_method("spawn", force=True)
    server = _server(address=address, port=port, processes=processes)
    worker = Worker(verbosity=verbosity) if with_worker else None
    arguments = (local_url(address, port), on_answer, worker)
    threading.Thread(target=_when_it_answers, args=arguments, daemon=True).start()
    try:
        server.serve(target_loader=load_application, wrap_loader=False)
    finally:
        if worker:
            worker.stop()
    return 0


def local_url(address: str, port: int) -> str:
    """Return the address under which this machine itself reaches the server."""
    name = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(address, address)
    return f"http://{f'[{name}]' if ':' in name and name[0] != '[' else name}:{port}/"


def load_application() -> Callable[..., Any]:
    """Load the WSGI application inside a server process, and tie it to its parent's life."""
    end_with_parent()
    from fortschrift.config.wsgi import application

    return application


def _server(*, address: str, port: int, processes: int) -> MPServer:
    server = MPServer(
        "fortschrift.config.wsgi:application",
        address=address,
        port=port,
        interface=Interfaces.WSGI,
        workers=processes,
        blocking_threads=2 * (os.cpu_count() or 1) + 1,
        respawn_failed_workers=True,
        workers_kill_timeout=KILL_AFTER,
        log_level=LogLevels.error,
    )
    server.on_startup(_hang_up_ends(server.signal_handler_interrupt))
    return server


def _hang_up_ends(handler: Callable[..., None]) -> Callable[[], None]:
    """Closing the terminal ends the server (granian would reload), except under nohup."""
    hang_up = getattr(signal, "SIGHUP", None)
    ignored = hang_up is not None and signal.getsignal(hang_up) is signal.SIG_IGN

    def arrange() -> None:
        if hang_up is not None:
            signal.signal(hang_up, signal.SIG_IGN if ignored else handler)

    return arrange


def _when_it_answers(url: str, on_answer: Callable[[int], None], worker: Worker | None) -> None:
    """Announce the page, then start the worker: on a small machine the page comes first."""
    status = wait_for(url, seconds=ANSWER_WITHIN)
    if worker:
        worker.start()
    if status is not None:
        on_answer(status)
        return
    print(
        say(
            de=f"Der Server antwortet seit {ANSWER_WITHIN:.0f} s nicht unter {url}",
            en=f"The server has not answered at {url} for {ANSWER_WITHIN:.0f} s",
        ),
        flush=True,
    )


def wait_for(url: str, *, seconds: float) -> int | None:
    """Ask until the server answers; return the status of the page, or None when time is up."""
    # A proxy named in the environment must not be asked for this machine's own page.
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            with opener.open(url, timeout=seconds) as answer:
                return int(answer.status)
        except urllib.error.HTTPError as error:
            return error.code
        except OSError:
            time.sleep(0.1)
    return None
