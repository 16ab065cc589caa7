"""Setting a text as PDF: one file that is PDF/UA-1 and PDF/A-3a, always the same bytes.

Nothing is read but what lies in this folder: no fonts of the machine, no packages of the net.
The text as it is stored is attached, so that a program needs no reader of PDF to have it.
"""

import json
import re
import subprocess
import sys
from bisect import bisect_right
from functools import cache
from pathlib import Path
from typing import Any

from fortschrift.concepts.rendering.pdf.data import Data, blocks_of
from fortschrift.concepts.rendering.pdf.streams import with_clear_ends
from fortschrift.concepts.rendering.stamp import Stamp
from fortschrift.core.text import Tree

_HERE = Path(__file__).parent
_FONTS = _HERE / "fonts"
_WITHIN = 120  # seconds; a text of 2,400 nodes takes two and a half
_NAMELESS = "Ohne Titel"


def pdf_of(tree: Tree, stamp: Stamp, *, hint: str = "") -> bytes:
    """Set a text; `hint` stands at the foot of the cover. Raises ValueError without a day.

    PDF/A wants a date in each file, and today's would make other bytes every day.
    """
    if stamp.day is None:
        raise ValueError("a PDF file needs a day")
    title = tree[tree.root].title or stamp.title or _NAMELESS
    blocks = blocks_of(tree)
    data = {
        "meta": _meta(stamp, title, hint),
        "has_contents": any(each["kind"] == "heading" for each in blocks),
        "blocks": blocks,
    }
    inputs = {"data": json.dumps(_printable(data), ensure_ascii=False)}
    if stamp.embedded:
        inputs["canonical"] = stamp.embedded.decode()
    return _compiled("text.typ", inputs)


class NotSet(Exception):
    """A text that the typesetter could not set, with its own words."""


def _compiled(template: str, inputs: dict[str, str]) -> bytes:
    try:
        made = _once(template, inputs)
    except NotSet:  # its only known fault, at links in hyphenated words: see `text.typ`
        made = _once(template, {**inputs, "hyphenate": "no"})
    return with_clear_ends(made)


def _once(template: str, inputs: dict[str, str]) -> bytes:
    """Set a file in a process of its own; raises NotSet, also when that takes too long."""
    wanted = json.dumps({"template": template, "inputs": inputs}).encode()
    command = [sys.executable, str(_HERE / "child.py")]
    try:
        done = subprocess.run(
            command, input=wanted, capture_output=True, timeout=_WITHIN, check=False
        )
    except subprocess.TimeoutExpired:
        raise NotSet("timeout") from None
    if done.returncode:
        raise NotSet(done.stderr.decode(errors="replace")[-500:])
    return done.stdout


def _meta(stamp: Stamp, title: str, hint: str) -> Data:
    facts = (
        ("Stand", stamp.standing), ("Textstand", stamp.date_in_words), ("Kennung", stamp.code),
        ("Adresse", stamp.address),
    )  # fmt: skip
    day = f"Textstand {stamp.date_in_words}" if stamp.day else ""
    foot = (stamp.version, day, stamp.standing, f"Kennung {stamp.code}" if stamp.hash else "")
    return {
        "title": " ".join(title.split()),
        "publisher": stamp.publisher,
        "version": stamp.version,
        "code": stamp.hash,
        "day": [stamp.day.year, stamp.day.month, stamp.day.day] if stamp.day else None,
        "facts": [fact for fact in facts if fact[1]],
        "foot": " · ".join(each for each in foot if each),
        "head": " · ".join(each for each in (stamp.publisher, " ".join(title.split())) if each),
        "hint": hint,
        "file": stamp.hash[:12] or "text",
    }


def _printable(value: Any) -> Any:
    """Name the signs that the fonts do not have, instead of leaving them out."""
    if isinstance(value, str):
        return _OUTSIDE.sub(_named, value).replace("\t", _TAB)
    if isinstance(value, list | tuple):
        return [_printable(each) for each in value]
    if isinstance(value, dict):
        return {key: _printable(each) for key, each in value.items()}
    return value


_TAB = " \N{NO-BREAK SPACE} "  # the typesetter takes a tab for a blank
_OUTSIDE = re.compile(r"[^\n\t -~]")


def _named(found: re.Match[str]) -> str:
    sign = found[0]
    return sign if _is_covered(ord(sign)) else f"[U+{ord(sign):04X}]"


def _is_covered(code: int) -> bool:
    begins, ends = _covered()
    place = bisect_right(begins, code) - 1
    return place >= 0 and code <= ends[place]


@cache
def _covered() -> tuple[list[int], list[int]]:
    """Read which signs the fonts have: lines of first and last code point."""
    lines = (_FONTS / "signs.txt").read_text().split("\n")
    spans = [line.split("-") for line in lines if line and not line.startswith("#")]
    return [int(first, 16) for first, _ in spans], [int(last, 16) for _, last in spans]
