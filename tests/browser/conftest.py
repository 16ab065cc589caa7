"""The demo as a newcomer starts it, in a folder of its own, for all browser tests of a run."""

import os
import re
import socket
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.web.browser import chromium

__all__ = ["chromium"]

SOURCE = Path(__file__).resolve().parents[2] / "src"
READY_WITHIN = 240
ADDRESS = re.compile(r"http://127\.0\.0\.1:\d+/")


@dataclass(frozen=True, slots=True)
class Site:
    """A running demo: its address, and its data for looking at rows."""

    url: str
    folder: Path

    def rows(self, query: str) -> list[tuple[object, ...]]:
        """Ask the demo's database, which the server's process writes."""
        with sqlite3.connect(self.folder / "fortschrift.sqlite3") as connection:
            return connection.execute(query).fetchall()

    def at(self, path: str) -> str:
        return self.url.rstrip("/") + path


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Start `./fortschrift demo` the way people do and stop it at the end."""
    folder = tmp_path_factory.mktemp("demo")
    process = subprocess.Popen(
        [
            sys.executable, "-m", "fortschrift.config.commandline", "demo",
            "--data", str(folder), "--port", str(_free_port()),
        ],
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        env={**os.environ, "PYTHONPATH": str(SOURCE), "LANG": "de_DE.UTF-8"},
    )  # fmt: skip
    try:
        yield Site(_address(process), folder)
    finally:
        process.terminate()
        process.communicate(timeout=30)


@pytest.fixture
def reader(chromium: Browser) -> Iterator[BrowserContext]:
    """Open a German browser without any cookie."""
    context = chromium.new_context(locale="de-DE")
    yield context
    context.close()


def sign_in(page: Page, site: Site, email: str) -> None:
    """Sign in by the form, once a site and address: only so many sign-ins a minute are let in."""
    cookies = _signed_in.get((site.url, email))
    if cookies:
        page.context.add_cookies(
            [{"name": name, "value": value, "url": site.url} for name, value in cookies.items()]
        )
        page.goto(site.at("/arbeitsplatz/"))
        return
    page.goto(site.at("/konto/login/"))
    page.get_by_label("E-Mail").fill(email)
    page.get_by_label("Passwort").or_(page.get_by_label("Kennwort")).first.fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Anmelden").click()
    page.wait_for_url("**/arbeitsplatz/")
    _signed_in[site.url, email] = {
        str(each["name"]): str(each["value"]) for each in page.context.cookies()
    }


_signed_in: dict[tuple[str, str], dict[str, str]] = {}
PASSWORD = "fortschritt-demo"


def _address(process: "subprocess.Popen[str]") -> str:
    lines: list[str] = []
    found = threading.Event()

    def read() -> None:
        assert process.stdout is not None
        for line in iter(process.stdout.readline, ""):
            lines.append(line)
            if ADDRESS.search(line):
                break
        found.set()

    threading.Thread(target=read, daemon=True).start()
    found.wait(READY_WITHIN)
    address = next((match[0] for line in lines if (match := ADDRESS.search(line))), None)
    assert address, "the demo did not start:\n" + "".join(lines)
    return address


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
