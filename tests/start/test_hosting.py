"""Server and worker end with their parent, and the address is printed when a page is there."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import pytest

from fortschrift.config.commandline.hosting import wait_for
from fortschrift.config.commandline.places import SOURCE
from fortschrift.config.commandline.ports import next_free
from fortschrift.config.commandline.welcome import welcome

PARENT = """
import multiprocessing, os, sys, time
from fortschrift.config.commandline.lifeline import end_with_parent

def child(writing):
    end_with_parent()
    os.write(writing.fileno(), b"ready\\n")
    time.sleep(40)
    print("survived", flush=True)

if __name__ == "__main__":
    reading, writing = multiprocessing.get_context("spawn").Pipe(duplex=False)
    process = multiprocessing.get_context("spawn").Process(target=child, args=(writing,))
    process.start()
    os.read(reading.fileno(), 6)
    print("child is ready", flush=True)
    time.sleep(40)
"""


@pytest.mark.skipif(os.name != "posix", reason="asks about processes as POSIX does")
def test_a_child_ends_when_its_parent_is_killed_outright(tmp_path: Path) -> None:
    script = tmp_path / "parent.py"
    script.write_text(PARENT, encoding="utf-8")
    with subprocess.Popen(
        [sys.executable, str(script)],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(SOURCE)},
    ) as parent:
        assert parent.stdout is not None
        assert parent.stdout.readline() == "child is ready\n"

        parent.send_signal(signal.SIGKILL)

        # The child, too, holds this pipe: it closes when the child is gone.
        assert parent.stdout.read() == ""


class Page(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200 if self.path == "/" else 500)
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing into the tests' output."""


@pytest.fixture
def server() -> Iterator[str]:
    with HTTPServer(("127.0.0.1", 0), Page) as http:
        thread = Thread(target=http.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{http.server_port}"
        http.shutdown()
        thread.join()


def test_the_status_of_the_first_page_is_told(server: str) -> None:
    assert wait_for(f"{server}/", seconds=30) == 200
    assert wait_for(f"{server}/broken", seconds=30) == 500


def test_a_server_that_never_answers_is_given_up() -> None:
    port = next_free("127.0.0.1", 20000)

    assert wait_for(f"http://127.0.0.1:{port}/", seconds=0.3) is None


def test_a_proxy_is_never_asked_for_the_own_page(
    server: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", "http://192.0.2.1:3128")

    assert wait_for(f"{server}/", seconds=30) == 200


def test_the_greeting_names_address_accounts_and_how_to_end(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("LC_ALL", "de_DE.UTF-8")
    account = ("Sitzungsdienst", "sitzungsdienst@musterstadt.example", "geheim")

    text = welcome("http://127.0.0.1:8000/", status=200, host="127.0.0.1", accounts=[account])

    assert "http://127.0.0.1:8000/" in text
    assert all(word in text for word in account)
    assert "Strg-C" in text
    assert "Achtung" not in text


def test_the_greeting_warns_when_the_network_can_see_the_demo() -> None:
    quiet = welcome("http://x/", status=200, host="127.0.0.1", accounts=[])
    open_to_all = welcome("http://x/", status=200, host="0.0.0.0", accounts=[])

    assert len(open_to_all.splitlines()) > len(quiet.splitlines())


def test_the_greeting_admits_that_the_first_page_is_broken() -> None:
    assert "500" in welcome("http://x/", status=500, host="127.0.0.1", accounts=[])
