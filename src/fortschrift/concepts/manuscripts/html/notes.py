"""Footnotes, as Word, LibreOffice and converters write them: a link and an element it names."""

import re

from fortschrift.concepts.manuscripts.html.looks import css
from fortschrift.concepts.manuscripts.html.tree import Node

_IDS = re.compile(r"sd(foot|end)note\d+|fn:?\d+")
_ROLES = {"doc-endnote", "doc-footnote"}
_BACK = {"sdfootnotesym", "sdendnotesym", "footnote-back"}
_SIGN = re.compile(r"[\s\[(]*(\d{1,4}|[ivxlcdm]{1,6}|[a-z]|[^\w\s]{0,3})[\])\s\ufe0e]*", re.I)


class Notes:
    """The footnotes of a file by their ids."""

    def __init__(self, root: Node) -> None:
        """Find them."""
        self._by_id: dict[str, Node] = {}
        for node in root.walk():
            if node.get("id") and _is_note(node):
                self._by_id.setdefault(node.get("id"), node)

    def key(self, node: Node) -> str:
        """Give the key of the note that an element is, "" where it is none."""
        key = node.get("id")
        return key if key and self._by_id.get(key) is node else ""

    def led_to(self, link: Node) -> str:
        """Give the key of the note that a link leads to, "" where it leads elsewhere."""
        target = link.get("href")
        if link.tag != "a" or not target.startswith("#"):
            return ""
        names = (target[1:], target[1:].lstrip("_"), target[1:].removesuffix("sym"))
        return next((name for name in names if name in self._by_id), "")


def leads_back(link: Node) -> bool:
    """Tell the sign in front of a note, or behind it, that leads back to its place."""
    if link.tag != "a" or not link.get("href").startswith("#") or not is_sign(link.text):
        return False
    of_word = css(link)
    return (
        link.get("role") == "doc-backlink"
        or bool(_BACK & set(link.get("class").split()))
        or "mso-footnote-id" in of_word
        or "mso-endnote-id" in of_word
    )


def is_sign(text: str) -> bool:
    """Tell a sign of a note from words.

    >>> is_sign("[12]"), is_sign("*"), is_sign("siehe unten")
    (True, True, False)
    """
    return bool(_SIGN.fullmatch(text))


def _is_note(node: Node) -> bool:
    return (
        bool(_IDS.fullmatch(node.get("id")) and node.tag in ("div", "li", "p"))
        or node.get("role") in _ROLES
        or css(node).get("mso-element") in ("footnote", "endnote")
    )
