"""The elements of an HTML file, however badly it is marked up.

Elements close one another as in a browser where that matters for text: a paragraph ends where a
block begins, an item where the next one does. What is nested too deep loses its element and
keeps its words.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

_DEEPEST = 80
_END = "<!---->"
"""Ends a tag or comment that never ends, for which the parser would look from each "<" anew."""
_VOID = {
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
    "track", "wbr",
}  # fmt: skip
BLOCKS = {
    "address", "article", "aside", "blockquote", "body", "button", "caption", "center", "dd",
    "details", "dialog", "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer",
    "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "html", "legend", "li",
    "main", "menu", "nav", "ol", "optgroup", "option", "p", "pre", "search", "section", "summary",
    "table", "tbody", "td", "textarea", "tfoot", "th", "thead", "tr", "ul",
}  # fmt: skip
_CELL = ("table", "td", "th", "caption")
_ENDS_PARAGRAPH = BLOCKS - {"button", "option", "optgroup", "textarea", "html", "body"}
_CLOSED_BY = {
    **dict.fromkeys(_ENDS_PARAGRAPH, (("p",), (*_CELL, "button"))),
    "li": (("li",), ("ul", "ol", "menu", "dir", *_CELL)),
    "dt": (("dt", "dd"), ("dl", *_CELL)),
    "dd": (("dt", "dd"), ("dl", *_CELL)),
    "option": (("option",), ("select", "datalist", *_CELL)),
    "td": (("td", "th", "caption"), ("tr", "table")),
    "th": (("td", "th", "caption"), ("tr", "table")),
    "tr": (("tr", "caption"), ("table",)),
    **dict.fromkeys(
        ("thead", "tbody", "tfoot"), (("thead", "tbody", "tfoot", "caption"), ("table",))
    ),
}
_OF_TABLES = {"table", "thead", "tbody", "tfoot", "tr", "td", "th", "caption"}


@dataclass(slots=True)
class Node:
    """An element with what stands in it."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: "list[Node | str]" = field(default_factory=list)

    def get(self, name: str) -> str:
        """Give an attribute, "" where it is not there."""
        return self.attributes.get(name, "")

    def walk(self) -> "Iterator[Node]":
        """Go through this element and all in it."""
        yield self
        for child in self.children:
            if isinstance(child, Node):
                yield from child.walk()

    @property
    def text(self) -> str:
        """Give all words in it, as they stand."""
        return "".join(child if isinstance(child, str) else child.text for child in self.children)


def read_tree(text: str) -> Node:
    """Read markup; never fails."""
    builder = _Builder()
    builder.feed(text + _END)
    builder.close()
    return builder.root


class _Builder(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Node("html")
        self._open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _CLOSED_BY:
            self._close(*_CLOSED_BY[tag])
        node = self._add(tag, attrs)
        if tag not in _VOID and len(self._open) < _DEEPEST:
            self._open.append(node)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _CLOSED_BY:
            self._close(*_CLOSED_BY[tag])
        self._add(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        bounds = ("table",) if tag in _OF_TABLES else _CELL
        if not self._close((tag,), bounds) and tag in ("p", "br"):
            self._add(tag, [])

    def handle_data(self, data: str) -> None:
        if self.cdata_elem is None:  # no script, no style
            self._open[-1].children.append(data)

    def parse_marked_section(self, i: int, report: bool = True) -> int:
        """Pass Word's `<![if ...]>` as browsers do; the parser would refuse some of them."""
        return self.parse_bogus_comment(i)

    def _add(self, tag: str, attrs: list[tuple[str, str | None]]) -> Node:
        node = Node(tag, {name: said or "" for name, said in reversed(attrs)})
        self._open[-1].children.append(node)
        return node

    def _close(self, tags: Collection[str], bounds: Collection[str]) -> bool:
        """Close the innermost of these elements that is open inside the next bound."""
        for at in range(len(self._open) - 1, 0, -1):
            if self._open[at].tag in tags:
                del self._open[at:]
                return True
            if self._open[at].tag in bounds:
                return False
        return False
