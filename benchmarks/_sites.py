"""Web servers under measurement: start one, ask it, read what it spent."""

import http.client
import os
import signal
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PROC = Path("/proc")
NANOSECONDS = 1e9


@dataclass(frozen=True, slots=True)
class Answers:
    """What some requests took each, in seconds, and what the last one said."""

    cpu: float
    wall: float
    status: int
    size: int
    etag: str


class Site:
    """A running server with its processes."""

    def __init__(self, process: subprocess.Popen[bytes], port: int) -> None:
        self.process = process
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)

    def ask(self, path: str, headers: Mapping[str, str], times: int) -> Answers:
        """Ask for a page so many times over one connection, one request after the other."""
        before, start = self.cpu(), time.perf_counter()
        for _ in range(times):
            self.connection.request("GET", path, headers=dict(headers))
            answer = self.connection.getresponse()
            body = answer.read()
        wall = (time.perf_counter() - start) / times
        cpu = (self.cpu() - before) / times
        return Answers(cpu, wall, answer.status, len(body), answer.headers.get("ETag", ""))

    def cpu(self) -> float:
        """CPU time of all threads of the server and of what it started, in seconds."""
        threads = (
            path for pid in _with_children(self.process.pid)
            for path in PROC.glob(f"{pid}/task/*/schedstat")
        )  # fmt: skip
        return sum(int(path.read_text().split()[0]) for path in threads) / NANOSECONDS

    def stop(self) -> None:
        self.connection.close()
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(timeout=30)


@contextmanager
def running(command: Sequence[str], environment: Mapping[str, str]) -> Iterator[Site]:
    """Start a server; ``{port}`` in the command becomes a free one."""
    port = _free_port()
    process = subprocess.Popen(
        [part.format(port=port) for part in command], cwd=ROOT, stdout=subprocess.DEVNULL,
        env={**os.environ, **environment},
    )  # fmt: skip
    _wait_for(process, port)
    site = Site(process, port)
    try:
        yield site
    finally:
        site.stop()


def _with_children(pid: int) -> Iterator[int]:
    yield pid
    for path in PROC.glob(f"{pid}/task/*/children"):
        for child in path.read_text().split():
            yield from _with_children(int(child))


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def _wait_for(process: subprocess.Popen[bytes], port: int) -> None:
    for _ in range(900):
        if process.poll() is not None:
            raise RuntimeError(f"the server ended with {process.returncode}")
        with socket.socket() as tried:
            if tried.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise RuntimeError("the server does not answer")
