"""Items that Word writes as plain paragraphs, their signs in front, with and without its marks."""

import re
from typing import NamedTuple

from fortschrift.concepts.manuscripts.html.looks import css
from fortschrift.concepts.manuscripts.html.tree import Node

_MARKED = re.compile(r"(l\d+) level(\d) ")
_SPACER = re.compile(r'7(?:\.0)?pt "?times new roman"?')
_LENGTH = re.compile(r"(-?\d{1,4}(?:\.\d{1,4})?)(pt|cm|in|px)")
_POINTS = {"pt": 1.0, "cm": 28.35, "in": 72.0, "px": 0.75}
_PARAGRAPHS = {"p", "h1", "h2", "h3", "h4", "h5", "h6"}
_STEP = 36.0  # points from depth to depth, as Word has it unless told otherwise
_LONGEST_SIGN = 14
_DEEPEST = 8


class ItemOfWord(NamedTuple):
    """That a paragraph is an item: of which list, and how deep."""

    of: str
    depth: int


def item_of_word(node: Node) -> ItemOfWord | None:
    """Tell an item of a list of Word; its sign is then marked as one, to be read as a number."""
    said = css(node) if node.get("style") else {}
    marked = _MARKED.match(said.get("mso-list", "") + " ")
    if marked:
        return ItemOfWord(marked.group(1), max(int(marked.group(2)) - 1, 0))
    if node.tag not in _PARAGRAPHS or not _mark_sign(node):
        return None
    return ItemOfWord("", _depth(said.get("margin-left", "")))


def _mark_sign(node: Node) -> bool:
    """Mark the sign in front of a filtered item: what stands before blanks in small letters."""
    for at, child in enumerate(node.children):
        spacer = _spacer_in(child) if isinstance(child, Node) else None
        if spacer is None:
            continue
        parts = node.children[: at + 1]
        sign = "".join(each if isinstance(each, str) else each.text for each in parts).strip()
        if not sign or len(sign) > _LONGEST_SIGN:
            return False
        node.children[: at + 1] = [Node("span", {"style": "mso-list:ignore"}, parts)]
        return True
    return False


def _spacer_in(node: Node) -> Node | None:
    """Find the blanks by which Word sets a sign apart, with nothing behind them in the element."""
    for each in node.walk():
        if each.get("style") and _SPACER.search(css(each).get("font", "")):
            behind = node.text.rpartition(each.text)[2] if each.text else ""
            return each if not each.text.strip() and not behind.strip() else None
    return None


def _depth(margin: str) -> int:
    found = _LENGTH.match(margin)
    if found is None:
        return 0
    points = float(found.group(1)) * _POINTS[found.group(2)]
    return min(max(round(points / _STEP) - 1, 0), _DEEPEST)
