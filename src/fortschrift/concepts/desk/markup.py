"""The flow of an element as HTML for the rich editor, and a strict reader of what comes back.

Each block carries its identity (`data-node`), words with a footnote that of the note
(`data-note`); the notes stand behind the flow.  What comes back is read tag by tag: a tag that is
not known here loses itself and keeps its words, nothing else of it is looked at.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from html import escape
from uuid import UUID

from fortschrift.concepts.desk.passages import Flow, Passage, Written, cited_in
from fortschrift.concepts.manuscripts.html.tree import Node, read_tree
from fortschrift.core.text import (
    BOLD,
    ITALIC,
    SUBSCRIPT,
    SUPERSCRIPT,
    Attributes,
    InlineText,
    Mark,
    NodeId,
    NodeState,
    Tree,
    attributes,
    footnote,
    footnotes,
    inline,
    intake_runs,
    link,
    normal,
    plain,
)
from fortschrift.core.text.errors import IntakeError
from fortschrift.core.text.runs import Piece

Mint = Callable[[], NodeId]

_TAGS = {"bold": "strong", "italic": "em", "superscript": "sup", "subscript": "sub"}
_MARKS = {
    "strong": BOLD, "b": BOLD, "em": ITALIC, "i": ITALIC, "sup": SUPERSCRIPT, "sub": SUBSCRIPT,
}  # fmt: skip
_BLOCKS = {"p", "ul", "ol", "table", "div", "aside", "h1", "h2", "h3", "h4", "h5", "h6",
           "blockquote", "pre", "section", "article", "figure"}  # fmt: skip
_UNSEEN = {"script", "style", "template", "head", "title", "noscript"}
_NO_WORDS: InlineText = ()
_BLANKS = re.compile(r"[ \t\r\n\f]+")
_UNSETTLED = re.compile(r"^[ \t\n]|[ \t\n]$|\t|  | \n|\n ")
# Words, the first of several blanks between them, and a line break without the blanks at it.
_SETTLED = re.compile(r"[^ \t\n]+|(?<=[^ \t\n])[ \t](?=[ \t]*[^ \t\n])|\n(?=[\s\S]*[^ \t\n])")


# ---- out


def flow_html(tree: Tree, flow: Flow, label: Callable[[NodeState], str]) -> str:
    """Write a flow for the editor; `label` says what a block is that is only kept."""
    writer = _Writer(tree, label)
    blocks = "".join(writer.block(block) for block in flow.blocks)
    notes = "".join(
        f'<aside data-note="{note}">{inline_html(flow.notes[note].text)}</aside>'
        for note in cited_in(tree, flow)
    )
    return blocks + notes


def inline_html(text: InlineText) -> str:
    """Write words with their marks."""
    return "".join(_run(run.text, run.marks) for run in text)


def _run(text: str, marks: Iterable[Mark]) -> str:
    written = escape(text).replace("\n", "<br>")
    for mark in marks:
        if mark.kind == "link":
            written = f'<a href="{escape(mark.value)}">{written}</a>'
        elif mark.kind == "footnote":
            written = f'<span data-note="{escape(mark.value)}">{written}</span>'
        else:
            written = f"<{_TAGS[mark.kind]}>{written}</{_TAGS[mark.kind]}>"
    return written


class _Writer:
    def __init__(self, tree: Tree, label: Callable[[NodeState], str]) -> None:
        self.tree, self.label = tree, label

    def block(self, state: NodeState) -> str:
        own = f' data-node="{state.id}"'
        if state.kind == "paragraph":
            return f"<p{own}>{inline_html(state.text)}</p>"
        if state.kind == "list":
            return self._list(state, own)
        if state.kind == "table":
            rows = "".join(self._row(row) for row in self._inside(state, "row"))
            caption = f' data-caption="{escape(plain(state.heading))}"' if state.heading else ""
            return f"<table{own}{caption}><tbody>{rows}</tbody></table>"
        return f'<div data-kept="{state.id}">{escape(self.label(state))}</div>'

    def _list(self, state: NodeState, own: str) -> str:
        tag = "ol" if state.attribute("ordered") is True else "ul"
        start = state.attribute("start")
        given = f' start="{start}"' if tag == "ol" and start else ""
        items = "".join(self._item(item) for item in self._inside(state, "list_item"))
        return f"<{tag}{own}{given}>{items}</{tag}>"

    def _item(self, state: NodeState) -> str:
        return f'<li data-node="{state.id}">{self._holding(state)}</li>'

    def _row(self, state: NodeState) -> str:
        cells = "".join(self._cell(cell, state) for cell in self._inside(state, "cell"))
        return f'<tr data-node="{state.id}">{cells}</tr>'

    def _cell(self, state: NodeState, row: NodeState) -> str:
        tag = "th" if is_header(state) or is_header(row) else "td"
        spans = (("colspan", state.attribute("columns")), ("rowspan", state.attribute("rows")))
        given = "".join(f' {name}="{value}"' for name, value in spans if value)
        return f'<{tag} data-node="{state.id}"{given}>{self._holding(state)}</{tag}>'

    def _holding(self, state: NodeState) -> str:
        """Write what says a text and holds blocks: the text is a paragraph without identity."""
        below = (child for child in self.tree.children(state.id) if child.kind != "note")
        return f"<p>{inline_html(state.text)}</p>" + "".join(map(self.block, below))

    def _inside(self, state: NodeState, kind: str) -> Iterator[NodeState]:
        return (child for child in self.tree.children(state.id) if child.kind == kind)


def is_header(state: NodeState) -> bool:
    return state.attribute("header") is True


# ---- back


def read_flow(html: str, *, known: Flow, mint: Mint) -> Written:
    """Read what the rich editor gives back; ids that are none of the known ones are not taken.

    Raises RefusedCharacter for what is no text.
    """
    reader = _Reader(known, mint)
    root = read_tree(html)
    for aside in [node for node in root.walk() if _is_note(node)]:
        reader.note_of(aside.get("data-note"))
    passages = tuple(reader.blocks(root))
    notes = {
        reader.note_of(node.get("data-note")): reader.words(node.children)
        for node in root.walk()
        if _is_note(node)
    }
    return Written(passages, notes)


def _is_note(node: Node) -> bool:
    return node.tag == "aside" and bool(node.get("data-note"))


class _Reader:
    def __init__(self, known: Flow, mint: Mint) -> None:
        self.known, self.mint = known, mint
        self.notes: dict[str, NodeId] = {}
        cited = {note for each in known.states.values() for _, note in footnotes(each.text)}
        self.elsewhere = cited - known.notes.keys()

    def note_of(self, key: str) -> NodeId:
        """Give the note that a key stands for; one that is not known gets an id of ours."""
        if key not in self.notes:
            found = _id(key)
            is_known = found is not None and found in self.known.notes
            self.notes[key] = found if found is not None and is_known else self.mint()
        return self.notes[key]

    def blocks(self, node: Node) -> Iterator[Passage]:
        """Read the blocks in an element; words that stand loose are a paragraph."""
        loose: list[Node | str] = []
        for child in node.children:
            if isinstance(child, Node) and child.tag in _UNSEEN:
                continue
            if isinstance(child, Node) and _holds_blocks(child):
                yield from self._paragraph(loose, None)
                loose = []
                yield from self._block(child)
            else:
                loose.append(child)
        yield from self._paragraph(loose, None)

    def _block(self, node: Node) -> Iterator[Passage]:
        if _is_note(node):
            return
        if node.get("data-kept"):
            claims = _id(node.get("data-kept"))
            if claims is not None and claims in self.known.states:
                yield Passage(self.known.states[claims].kind, claims=claims, kept=True)
        elif node.tag in ("ul", "ol"):
            yield from self._list(node)
        elif node.tag == "table":
            yield from self._table(node)
        elif any(isinstance(each, Node) and _holds_blocks(each) for each in node.children):
            yield from self.blocks(node)
        else:
            yield from self._paragraph(node.children, self._claim(node))

    def _paragraph(self, children: list[Node | str], claims: NodeId | None) -> Iterator[Passage]:
        if text := self.words(children):
            yield Passage("paragraph", text, claims=claims)

    def _list(self, node: Node) -> Iterator[Passage]:
        items = tuple(
            item for child in node.children if isinstance(child, Node) for item in self._item(child)
        )
        given: dict[str, int | bool] = {}
        if node.tag == "ol":
            given["ordered"] = True
            start = node.get("start")
            if start.isascii() and start.isdigit() and int(start[:6]) > 1:
                given["start"] = int(start[:6])
        if items:
            yield Passage("list", attributes=attributes({**given}), children=items,
                          claims=self._claim(node))  # fmt: skip

    def _item(self, node: Node) -> Iterator[Passage]:
        found = self._holding("list_item", node, ())
        if found.text or found.children:
            yield found

    def _table(self, node: Node) -> Iterator[Passage]:
        rows = tuple(self._row(each) for each in node.walk() if each.tag == "tr")
        if any(row.children for row in rows):
            yield Passage("table", heading=inline(" ".join(node.get("data-caption").split())),
                          children=tuple(row for row in rows if row.children),
                          claims=self._claim(node))  # fmt: skip

    def _row(self, node: Node) -> Passage:
        cells = [each for each in node.children if isinstance(each, Node)
                 and each.tag in ("td", "th")]  # fmt: skip
        header = bool(cells) and all(cell.tag == "th" for cell in cells)
        return Passage(
            "row", attributes=attributes({"header": True} if header else {}),
            children=tuple(self._cell(cell, in_header=header) for cell in cells),
            claims=self._claim(node),
        )  # fmt: skip

    def _cell(self, node: Node, *, in_header: bool) -> Passage:
        given: dict[str, int | bool] = {}
        if node.tag == "th" and not in_header:
            given["header"] = True
        for name, said in (("columns", node.get("colspan")), ("rows", node.get("rowspan"))):
            if said.isascii() and said.isdigit() and int(said[:4]) > 1:
                given[name] = int(said[:4])
        return self._holding("cell", node, attributes({**given}))

    def _holding(self, kind: str, node: Node, given: Attributes) -> Passage:
        """Read an item or a cell: its first paragraph is its text, what follows stands in it."""
        blocks = [each for block in self.blocks(node) for each in _without_table(block)]
        claims, text = self._claim(node), _NO_WORDS
        if blocks and blocks[0].kind == "paragraph":
            first, *blocks = blocks
            text, claims = first.text, claims or first.claims
        return Passage(kind, text, (), given, tuple(blocks), claims)

    def words(self, children: Iterable[Node | str]) -> InlineText:
        """Read words with their marks, blanks as a browser shows them."""
        pieces: list[Piece] = []
        self._say(children, (), pieces)
        return settled(intake_runs(pieces))

    def _say(
        self, children: Iterable[Node | str], marks: tuple[Mark, ...], pieces: list[Piece]
    ) -> None:
        for child in children:
            if isinstance(child, str):
                pieces.append((_BLANKS.sub(" ", child), marks))
            elif child.tag == "br":
                pieces.append(("\n", marks))
            elif child.tag not in _UNSEEN:
                self._say(child.children, self._marks(child, marks), pieces)

    def _marks(self, node: Node, marks: tuple[Mark, ...]) -> tuple[Mark, ...]:
        if node.tag in _MARKS:
            mark = _MARKS[node.tag]
            other = {SUBSCRIPT: SUPERSCRIPT, SUPERSCRIPT: SUBSCRIPT}.get(mark)
            return (*(each for each in marks if each != other), mark)
        if node.tag == "a":
            with suppress(IntakeError):  # of an address that is not opened here the words stay
                return (*(each for each in marks if each.kind != "link"), link(node.get("href")))
        if node.tag == "span" and (key := node.get("data-note")):
            return (*marks, *self._citing(key))
        return marks

    def _citing(self, key: str) -> tuple[Mark, ...]:
        """Mark words with a note of this flow, or with one elsewhere that they cited before."""
        found = _id(key)
        if key in self.notes:
            return (footnote(self.note_of(key)),)
        return (footnote(found),) if found is not None and found in self.elsewhere else ()

    def _claim(self, node: Node) -> NodeId | None:
        found = _id(node.get("data-node"))
        return found if found in self.known.states else None


def _holds_blocks(node: Node) -> bool:
    return node.tag in _BLOCKS


def _without_table(block: Passage) -> Iterator[Passage]:
    """Give the lines of a table where none may stand; those in a cell are rows of the outer one."""
    if block.kind != "table" or block.kept:
        yield block
        return
    for cell in (each for each in block.walk() if each.kind == "cell" and each.text):
        yield Passage("paragraph", cell.text)


def _id(value: str) -> NodeId | None:
    try:
        return NodeId(UUID(value))
    except ValueError:
        return None


def as_read(text: InlineText) -> InlineText:
    """Give a text as it comes back when nobody touched it."""
    return settled(intake_runs((run.text, run.marks) for run in text))


def settled(text: InlineText) -> InlineText:
    """Leave out blanks at both ends, around line breaks, and where one is enough.

    >>> settled((Run(" eins  zwei "),))
    (Run(text='eins zwei', marks=()),)
    """
    joint = plain(text)
    if not _UNSETTLED.search(joint):
        return text
    kept = [False] * len(joint)
    for row in _SETTLED.finditer(joint):
        kept[row.start() : row.end()] = [True] * len(row.group())
    pieces: list[Piece] = []
    start = 0
    for run in text:
        here = kept[start : start + len(run.text)]
        words = "".join(sign for sign, stays in zip(run.text, here, strict=True) if stays)
        pieces.append((words.replace("\t", " "), run.marks))
        start += len(run.text)
    return normal(pieces)
