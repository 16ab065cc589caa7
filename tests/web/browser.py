"""A Chromium for the tests that only a browser can answer, and what axe finds on a page.

Other apps' browser tests import the fixture: `from tests.web.browser import chromium`.
"""

import os
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

from fortschrift.config.commandline.browser import find_chromium

QUIET = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
PHONE, DESKTOP = 390, 1280


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """Start the machine's Chromium; without one the test is skipped, in CI it fails."""
    path = find_chromium()
    if path is None:
        missing = pytest.fail if os.environ.get("CI") == "true" else pytest.skip
        missing("no Chromium on this machine")
    # Playwright's event loop runs in this thread; Django would refuse the tests' own queries.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=QUIET)
        yield browser
        browser.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


def axe_findings(page: Page) -> list[str]:
    """List what axe objects to on the page as it stands, one line per rule and place."""
    violations = Axe().run(page).response["violations"]
    return [f"{v['id']}: {node['target']}" for v in violations for node in v["nodes"]]


def complaints(page: Page) -> list[str]:
    """Collect what the browser writes to its console (content security policy, missing files)."""
    lines: list[str] = []
    page.on("console", lambda message: lines.append(message.text))
    page.on("pageerror", lambda error: lines.append(str(error)))
    return lines
