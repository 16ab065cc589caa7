"""Which signs the fonts of a PDF have; a sign that none has is named instead of left out.

The list is made with the fonts (`vendoring`). What none of them has are mostly pictures.
"""

import re
from bisect import bisect_right
from functools import cache
from pathlib import Path
from typing import Any

_LIST = Path(__file__).parent / "fonts" / "signs.txt"
_OUTSIDE = re.compile(r"[^\n\t -~]")
_TAB = " \N{NO-BREAK SPACE} "  # the typesetter takes a tab for a blank
_AT_MOST = 12
_ALIKE = str.maketrans({
    "✅": "✔", "❌": "✘", "✖": "✘", "✕": "×", "⁃": "‐",  # pictures of signs that fonts have
    "\uf0b7": "•", "\uf0a7": "▪", "\uf0fc": "✓", "\uf0e0": "→",  # what Word's symbol fonts mean
})  # fmt: skip


def printable(value: Any, missing: set[str]) -> Any:
    """Name the signs in some data that no font has, and add them to `missing`."""
    if isinstance(value, str):
        written = value.translate(_ALIKE).replace("\t", _TAB)
        return _OUTSIDE.sub(lambda found: _shown(found[0], missing), written)
    if isinstance(value, list | tuple):
        return [printable(each, missing) for each in value]
    if isinstance(value, dict):
        return {key: printable(each, missing) for key, each in value.items()}
    return value


def missing_told(missing: set[str]) -> str:
    """Tell a reader what the names in the text mean; "" where there are none."""
    if not missing:
        return ""
    named = [f"[{name_of(each)}]" for each in sorted(missing)]
    more = " und andere" if len(named) > _AT_MOST else ""
    return (
        "Zeichen, die in keiner Schrift dieser Datei stehen, sind durch ihre Nummer in Unicode"
        f" ersetzt: {', '.join(named[:_AT_MOST])}{more}. Die Fassung im Netz zeigt sie."
    )


def name_of(sign: str) -> str:
    """Give the number of a sign as Unicode writes it."""
    return f"U+{ord(sign):04X}"


def _shown(sign: str, missing: set[str]) -> str:
    if is_covered(ord(sign)):
        return sign
    missing.add(sign)
    return f"[{name_of(sign)}]"


def is_covered(code: int) -> bool:
    """Tell whether the fonts have a sign in every style."""
    begins, ends = covered()
    place = bisect_right(begins, code) - 1
    return place >= 0 and code <= ends[place]


@cache
def covered() -> tuple[list[int], list[int]]:
    """Read which signs the fonts have: first and last code points of each span."""
    lines = _LIST.read_text().split("\n")
    spans = [line.split("-") for line in lines if line and not line.startswith("#")]
    return [int(first, 16) for first, _ in spans], [int(last, 16) for _, last in spans]
