r"""The flow of an element as plain text for a text field, and a reader of what comes back.

A blank line begins a new paragraph, a single line break stays one.  Lines that begin with `- ` are
a list, with `1. ` a numbered one; two blanks in front put an item below the one above.  Lines in
bars are a table (`| Jahr | Kinder |`), its head is followed by `|---|`, its caption stands above
(`|= Zahlen`).  `[^1]: ` says what
footnote 1 says, `{{2: ...}}` holds the place of what cannot be written here.  Marks: `signs`.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby

from fortschrift.concepts.desk import signs
from fortschrift.concepts.desk.markup import Mint, is_header, settled
from fortschrift.concepts.desk.passages import Flow, Passage, Written, cited_in
from fortschrift.core.text import (
    InlineText,
    NodeId,
    NodeState,
    Tree,
    attributes,
    footnotes,
    inline,
)

_ITEM = re.compile(r"( *)(?:([-•*])|(\d{1,6})[.)])[ \t]+(?=\S)")
_NOTE = re.compile(r"\[\^(\d{1,4})\]:[ \t]*")
_KEPT = re.compile(r"\{\{(\d{1,4})(?::[^\n]*)?\}\}\s*")
_BAR = re.compile(r"(?<!\\)\|")
_RULE = re.compile(r"\|[\s|:-]*-[\s|:-]*\|?\s*")
#: What would be read as the beginning of something else, at the start of a line.
_BEGINS = re.compile(r"(?m)^(\s*)(?=[-•*] |\d{1,6}[.)] |\||\{\{|\[\^)(\d*)")
_INDENT = "  "


# ---- out


def flow_text(tree: Tree, flow: Flow, label: Callable[[NodeState], str]) -> str:
    """Write a flow; `label` says what a block is whose place is only held."""
    return _Writer(tree, flow, label).text()


class _Writer:
    def __init__(self, tree: Tree, flow: Flow, label: Callable[[NodeState], str]) -> None:
        self.tree, self.flow, self.label = tree, flow, label
        self.numbers = numbers_of(tree, flow)
        self.kept = {state.id: at for at, state in enumerate(kept_in(tree, flow), start=1)}

    def text(self) -> str:
        parts = [self._block(block) for block in self.flow.blocks]
        for note, number in self.numbers.items():
            if note in self.flow.notes:
                parts.append(f"[^{number}]: {self._words(self.flow.notes[note].text)}")
        return "\n\n".join(_apart(parts))

    def _block(self, state: NodeState) -> str:
        if state.id in self.kept:
            said = self.label(state).replace("\n", " ").replace("}}", "")
            return f"{{{{{self.kept[state.id]}: {said}}}}}"
        if state.kind == "list":
            return "\n".join(self._items(state, ""))
        if state.kind == "table":
            return "\n".join(self._rows(state))
        return self._escaped(self._words(state.text))

    def _items(self, state: NodeState, indent: str) -> Iterator[str]:
        ordered = state.attribute("ordered") is True
        start = state.attribute("start")
        number = start if isinstance(start, int) else 1
        for at, item in enumerate(_blocks(self.tree, state), start=number):
            sign = f"{at}." if ordered else "-"
            words = self._escaped(self._words(item.text))
            yield f"{indent}{sign} " + words.replace("\n", f"\n{indent}{_INDENT}")
            for below in _blocks(self.tree, item):
                yield from self._items(below, indent + _INDENT)

    def _rows(self, state: NodeState) -> Iterator[str]:
        if state.heading:
            yield "|= " + " ".join(state.title.split())
        for row in _blocks(self.tree, state):
            cells = _blocks(self.tree, row)
            words = (self._words(cell.text).replace("|", r"\|") for cell in cells)
            yield "| " + " | ".join(each.replace("\n", " / ") for each in words) + " |"
            if is_header(row):
                yield "|" + "---|" * len(cells)

    def _words(self, text: InlineText) -> str:
        return signs.written(settled(text), self.numbers)

    def _escaped(self, words: str) -> str:
        return _BEGINS.sub(_with_backslash, words)


def _with_backslash(row: re.Match[str]) -> str:
    return f"{row[1]}{row[2]}\\"


def _apart(parts: Sequence[str]) -> Iterator[str]:
    """Keep two lists or tables that follow one another from being read as one."""
    for before, part in zip(["", *parts], parts, strict=False):
        yield f"{{{{}}}}\n\n{part}" if _is_lines(before) and _is_lines(part) else part


def _is_lines(part: str) -> bool:
    return part.startswith("|") or _ITEM.match(part) is not None


def numbers_of(tree: Tree, flow: Flow) -> dict[NodeId, int]:
    """Number the notes that a flow cites, those that stand elsewhere last."""
    own = cited_in(tree, flow)
    cited = {note for each in flow.states.values() for _, note in footnotes(each.text)}
    elsewhere = sorted(cited - set(own))
    return {note: number for number, note in enumerate([*own, *elsewhere], start=1)}


def kept_in(tree: Tree, flow: Flow) -> list[NodeState]:
    """List the blocks whose place is only held: images, and lists and tables too rich for lines."""
    return [block for block in flow.blocks if not _is_plain(block, tree)]


def _is_plain(state: NodeState, tree: Tree) -> bool:
    if state.kind == "paragraph":
        return bool(settled(state.text))
    below = _blocks(tree, state)
    if state.kind == "list":
        return bool(below) and all(_is_plain_item(each, tree) for each in below)
    return state.kind == "table" and bool(below) and all(_is_plain_row(row, tree) for row in below)


def _is_plain_item(state: NodeState, tree: Tree) -> bool:
    inner = _blocks(tree, state)
    return (
        bool(settled(state.text))
        and len(inner) <= 1
        and all(each.kind == "list" and _is_plain(each, tree) for each in inner)
    )


def _is_plain_row(row: NodeState, tree: Tree) -> bool:
    cells = _blocks(tree, row)
    return bool(cells) and all(
        not _blocks(tree, cell)
        and not any(key in ("columns", "rows", "header") for key, _ in cell.attributes)
        and "\n" not in "".join(run.text for run in cell.text)
        for cell in cells
    )


def _blocks(tree: Tree, state: NodeState) -> list[NodeState]:
    return [child for child in tree.children(state.id) if child.kind != "note"]


# ---- back


class UnknownPlace(ValueError):
    """A line holds the place of something that is not there; `args[0]` is the line."""


def read_text(text: str, tree: Tree, flow: Flow, mint: Mint) -> Written:
    """Read what came back from a text field.

    Raises UnknownPlace for a held place that is none, RefusedCharacter for what is no text.
    """
    known = {number: note for note, number in numbers_of(tree, flow).items()}
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    groups = [list(group) for blank, group in groupby(lines, key=_is_blank) if not blank]
    said = dict(_notes(groups))
    notes = {number: known.get(number) or mint() for number in [*said, *known]}
    reader = _Reader(notes, kept_in(tree, flow))
    passages = tuple(reader.blocks(group for group in groups if not _is_note(group)))
    bodies = {notes[number]: reader.words(words) for number, words in said.items()}
    return Written(passages, bodies)


def _is_blank(line: str) -> bool:
    return not line.strip()


def _is_note(group: Sequence[str]) -> bool:
    return _NOTE.match(group[0]) is not None


def _notes(groups: Iterable[Sequence[str]]) -> Iterator[tuple[int, str]]:
    """Give what the notes say, by number; several may stand in one group of lines."""
    for group in groups:
        if not _is_note(group):
            continue
        number, words = 0, ""
        for line in group:
            found = _NOTE.match(line)
            if found:
                if number:
                    yield number, words
                number, words = int(found[1]), line[found.end() :]
            else:
                words += "\n" + line
        yield number, words


class _Reader:
    def __init__(self, notes: dict[int, NodeId], kept: Sequence[NodeState]) -> None:
        self.notes, self.kept = notes, kept

    def words(self, text: str) -> InlineText:
        return settled(signs.read(text, self.notes))

    def blocks(self, groups: Iterable[Sequence[str]]) -> Iterator[Passage]:
        for group in groups:
            for kind, lines in _stretches(group):
                yield from self._block(kind, lines)

    def _block(self, kind: str, lines: Sequence[str]) -> Iterator[Passage]:
        if kind == "kept":
            yield from self._held(lines[0])
        elif kind == "table":
            yield from self._table(lines)
        elif kind == "list":
            yield from self._lists(_items(lines))
        elif text := self.words("\n".join(lines)):
            yield Passage("paragraph", text)

    def _held(self, line: str) -> Iterator[Passage]:
        if line.strip() == "{{}}":
            return
        found = _KEPT.fullmatch(line.strip())
        number = int(found[1]) if found else 0
        if not 1 <= number <= len(self.kept):
            raise UnknownPlace(line.strip())
        state = self.kept[number - 1]
        yield Passage(state.kind, claims=state.id, kept=True)

    def _lists(self, items: Sequence["_Item"]) -> Iterator[Passage]:
        """Read items of one depth with those below; a change of sort begins another list."""
        at = 0
        while at < len(items):
            first = items[at]
            read: list[Passage] = []
            while at < len(items) and (
                items[at].depth > first.depth or items[at].ordered == first.ordered
            ):
                end = at + 1
                while end < len(items) and items[end].depth > first.depth:
                    end += 1
                below = tuple(self._lists(items[at + 1 : end]))
                words = self.words(items[at].text)
                if words or below:
                    read.append(Passage("list_item", words, children=below))
                at = end
            given: dict[str, int | bool] = {"ordered": True} if first.ordered else {}
            if first.number > 1:
                given["start"] = first.number
            if read:
                yield Passage("list", attributes=attributes({**given}), children=tuple(read))

    def _table(self, lines: Sequence[str]) -> Iterator[Passage]:
        rows: list[Passage] = []
        caption: InlineText = ()
        for line in lines:
            if line.lstrip().startswith("|="):
                caption = inline(" ".join(line.strip()[2:].split()))
                continue
            if _RULE.fullmatch(line.strip()):
                if rows:
                    rows[-1] = Passage("row", attributes=attributes({"header": True}),
                                       children=rows[-1].children)  # fmt: skip
                continue
            cells = _BAR.split(line.strip().removeprefix("|"))
            if len(cells) > 1 and not cells[-1].strip():
                cells.pop()
            rows.append(
                Passage("row", children=tuple(Passage("cell", self.words(c)) for c in cells))
            )
        if rows:
            yield Passage("table", heading=caption, children=tuple(rows))


def _stretches(group: Sequence[str]) -> Iterator[tuple[str, list[str]]]:
    """Part lines without a blank one between them: where a list or table begins and ends."""
    kind, lines = "", list[str]()
    for line in group:
        here = _kind_of(line, kind)
        if lines and (here != kind or here == "kept"):
            yield kind, lines
            lines = []
        kind = here
        lines.append(line)
    if lines:
        yield kind, lines


def _kind_of(line: str, before: str) -> str:
    if _ITEM.match(line):
        return "list"
    if line.lstrip().startswith("{{"):
        return "kept"
    if line.lstrip().startswith("|"):
        return "table"
    return "list" if before == "list" and line.startswith(_INDENT) else "paragraph"


class _Item:
    __slots__ = ("depth", "number", "ordered", "text")

    def __init__(self, depth: int, number: int, ordered: bool, text: str) -> None:
        self.depth, self.number, self.ordered, self.text = depth, number, ordered, text


def _items(lines: Sequence[str]) -> list[_Item]:
    items: list[_Item] = []
    for line in lines:
        found = _ITEM.match(line)
        if found is None:
            items[-1].text += "\n" + line.strip()
            continue
        ordered = found[3] is not None
        items.append(_Item(len(found[1]) // 2, int(found[3] or 1), ordered, line[found.end() :]))
    return items
