"""Having a PDF read by another process, which may die, hang or grow without harm to this one."""

import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from unicodedata import normalize

from fortschrift.concepts.manuscripts.errors import Unreadable
from fortschrift.concepts.manuscripts.package import LARGEST_FILE
from fortschrift.concepts.manuscripts.pdf.page import Page, Remark, Rule, Word

MOST_SECONDS = 900
"""By the clock, on however busy a machine; its work is bounded by the program itself."""

_PROGRAM = Path(__file__).with_name("letters.py")
_END = b"%%EOF"
_NEAR = 2048  # bytes at the ends of a file in which other programs, too, look for its signs
_SOFT_HYPHEN = "\u00ad"
_LIGATURES = {code: normalize("NFKC", chr(code)) for code in range(0xFB00, 0xFB07)}
_NOT_SHOWN = dict.fromkeys((0x200B, 0x2060, 0xFEFF))


def pages_of(data: bytes) -> tuple[str, tuple[Page, ...]]:
    """Give the title that the file has and its pages; raises Unreadable."""
    _look_at(data)
    said = _read(data)
    pages = tuple(_page(number, each) for number, each in enumerate(said["pages"], start=1))
    return _clean(said["title"]).strip(), pages


def _look_at(data: bytes) -> None:
    if not data:
        raise Unreadable("empty")
    if len(data) > LARGEST_FILE:
        raise Unreadable("too_large")
    if b"%PDF-" not in data[:_NEAR]:
        raise Unreadable("unknown")
    if _END not in data[-_NEAR:]:
        raise Unreadable("broken", "end")


def _read(data: bytes) -> Mapping[str, Any]:
    try:
        done = subprocess.run(
            [sys.executable, "-P", str(_PROGRAM)],
            input=data, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, timeout=MOST_SECONDS,
            check=True,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        raise Unreadable("broken", "time") from None
    except subprocess.CalledProcessError:
        raise Unreadable("broken") from None
    said: Mapping[str, Any] = json.loads(done.stdout)
    if "refused" in said:
        raise Unreadable(said["refused"])
    return said


def _page(number: int, said: Mapping[str, Any]) -> Page:
    return Page(
        number, said["width"], said["height"],
        tuple(word for each in said["words"] for word in _words(each, said["links"])),
        tuple(Rule(*each) for each in said["rules"]),
        said["pictures"],
        tuple(Remark(*(_clean(part) for part in each)) for each in said["remarks"]),
    )  # fmt: skip


def _words(said: list[Any], links: list[list[Any]]) -> tuple[Word, ...]:
    word = Word(*said)
    text = _clean(word.text)
    if not text:
        return ()
    x, y = (word.left + word.right) / 2, word.base - 0.3 * word.size
    link = next((to for (le, hi, ri, lo, to) in links if le <= x <= ri and hi <= y <= lo), "")
    return (word._replace(text=text, link=link),)


def _clean(text: str) -> str:
    """Resolve ligatures, take out what is not shown; a soft hyphen is shown at an end only."""
    if text.endswith(_SOFT_HYPHEN):
        text = text[:-1] + "-"
    text = text.replace(_SOFT_HYPHEN, "").translate(_LIGATURES).translate(_NOT_SHOWN)
    return normalize("NFC", text)
