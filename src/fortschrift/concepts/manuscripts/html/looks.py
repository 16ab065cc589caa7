"""What elements of HTML say of the words in them, by their names and their own styles."""

import re
from collections.abc import Mapping
from urllib.parse import unquote

from fortschrift.concepts.manuscripts.html.tree import Node
from fortschrift.concepts.manuscripts.manuscript import AsideKind, Style, Tracked

_TAGS: Mapping[str, Style] = {
    "b": "bold", "strong": "bold", "i": "italic", "em": "italic", "cite": "italic",
    "dfn": "italic", "var": "italic", "sup": "superscript", "sub": "subscript",
}  # fmt: skip
_BOLD = {"bold": True, "bolder": True, "normal": False, "lighter": False}
_HEADING = re.compile(r"h([1-6])")
_HIDDEN_TAGS = {
    "template", "noscript", "noframes", "iframe", "object", "video", "audio", "canvas",
    "annotation",
}  # fmt: skip
_ROLES: Mapping[str, AsideKind] = {
    "nav": "other", "navigation": "other", "header": "head", "banner": "head", "footer": "foot",
    "contentinfo": "foot",
}  # fmt: skip
_OF_WORD: Mapping[str, AsideKind] = {
    "comment-list": "comment", "header": "head", "footer": "foot",
}  # fmt: skip
_LIST_STYLES = {
    "lower-alpha": "a", "lower-latin": "a", "upper-alpha": "A", "upper-latin": "A",
    "lower-roman": "i", "upper-roman": "I", "decimal-leading-zero": "02", "decimal": "",
}  # fmt: skip
_DEEPEST_LEVEL = 9


def css(node: Node) -> dict[str, str]:
    """Read the style that an element says of itself.

    >>> css(Node("p", {"style": "Color: RED; mso-list:l0 level1 lfo1"}))
    {'color': 'red', 'mso-list': 'l0 level1 lfo1'}
    """
    said = (each.partition(":") for each in node.get("style").split(";"))
    return {name.strip().lower(): value.strip().lower() for name, _, value in said if value}


def styles_in(node: Node, around: frozenset[Style]) -> frozenset[Style]:
    """Tell how words look in an element."""
    said: dict[Style, bool] = {}
    if node.tag in _TAGS:
        said[_TAGS[node.tag]] = True
    if node.get("style"):
        said |= _said(css(node))
    if not said:
        return around
    return (around | {s for s, is_on in said.items() if is_on}) - {
        s for s, is_on in said.items() if not is_on
    }


def tracked_by(node: Node, around: Tracked | None) -> Tracked | None:
    """Tell what put an element in or took it out; Word says who as an address."""
    if node.tag not in ("ins", "del"):
        return around
    cite = node.get("cite")
    author = unquote(cite.removeprefix("mailto:")).strip() if cite.startswith("mailto:") else ""
    return Tracked("inserted" if node.tag == "ins" else "deleted", author, node.get("datetime"))


def is_hidden(node: Node) -> bool:
    """Tell whether nobody sees it on the page."""
    if node.tag in _HIDDEN_TAGS or "hidden" in node.attributes:
        return True
    said = css(node) if node.get("style") else {}
    return (
        said.get("display") == "none"
        or said.get("visibility") == "hidden"
        or said.get("mso-hide") == "all"
    )


def aside_kind(node: Node, *, is_inner: bool) -> AsideKind | None:
    """Tell what stands aside; the head of a section is text, that of the page is none."""
    if node.get("style"):
        of_word = _OF_WORD.get(css(node).get("mso-element", ""))
        if of_word is not None:
            return of_word
    if re.match(r"msotoc\d", node.get("class").lower()) or node.get("id").startswith("Table of C"):
        return "contents"
    if "msocomanchor" in node.get("class").lower():
        return "comment"
    if node.tag == "div" and node.get("title") in ("header", "footer"):  # as LibreOffice has it
        return _ROLES[node.get("title")]
    kind = _ROLES.get(node.get("role")) or _ROLES.get(node.tag)
    return None if is_inner and kind in ("head", "foot") else kind


def level_of(node: Node) -> int | None:
    """Tell the rank of a heading, from 1."""
    found = _HEADING.fullmatch(node.tag)
    if found is not None:
        return int(found.group(1))
    if node.get("role") != "heading":
        return None
    return min(max(whole(node.get("aria-level")) or 2, 1), _DEEPEST_LEVEL)


def counting(node: Node) -> str:
    """Give the style of `counted` for an ordered list."""
    if node.get("type") in ("a", "A", "i", "I"):
        return node.get("type")
    said = css(node) if node.get("style") else {}
    return _LIST_STYLES.get(said.get("list-style-type") or said.get("list-style", ""), "")


def whole(said: str) -> int | None:
    """Read a whole number as browsers do.

    >>> whole(" 12px"), whole("-3"), whole("x")
    (12, -3, None)
    """
    found = re.match(r"\s*(-?[0-9]{1,9})(?![0-9])", said)
    return int(found.group(1)) if found is not None else None


def _said(css: Mapping[str, str]) -> dict[Style, bool]:
    said: dict[Style, bool] = {}
    weight = css.get("font-weight", "")
    if weight in _BOLD or re.fullmatch(r"[1-9]00", weight):
        said["bold"] = _BOLD.get(weight, weight >= "600")
    if css.get("font-style") in ("italic", "oblique", "normal"):
        said["italic"] = css["font-style"] != "normal"
    if css.get("vertical-align") in ("super", "sub", "baseline"):
        said["superscript"] = css["vertical-align"] == "super"
        said["subscript"] = css["vertical-align"] == "sub"
    return said
