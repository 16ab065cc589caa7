"""The documents lead somewhere: every file they name or link to is in the tree."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "fortschrift"
TEMPLATES = SOURCE / "templates"
LINK = re.compile(r"\]\((?!https?://|mailto:|#)([^)#\s]+)")
#: A path in backticks: at least one slash, and no sign of an address, a variable or a pattern.
NAMED = re.compile(r"`((?:[\w.-]+/)+[\w.-]*)(?:::\w+)*`")
#: Made on the machine that runs, so not in the tree.
MADE = ("data/", ".venv", ".venv-test")
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])


def named_in(document: Path) -> Iterator[tuple[str, list[Path]]]:
    """Yield each path with the places where it may be meant."""
    text = document.read_text(encoding="utf-8")
    for target in LINK.findall(text):
        yield target, [document.parent / target]
    for path in NAMED.findall(text):
        if not path.startswith(MADE):
            yield path, [place / path for place in (ROOT, SOURCE, TEMPLATES, document.parent)]


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_document_names_only_files_that_exist(document: Path) -> None:
    missing = [name for name, places in named_in(document) if not any(p.exists() for p in places)]

    assert missing == []


def test_the_check_finds_paths_at_all() -> None:
    found = {name for document in DOCUMENTS for name, _ in named_in(document)}

    assert {"accounts/journal.py", "docs/operations.md", ".ci/run"} <= found
