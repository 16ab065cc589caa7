"""Reading Markdown (CommonMark with tables and footnotes) by way of the HTML it stands for."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from fortschrift.concepts.manuscripts.errors import Unreadable
from fortschrift.concepts.manuscripts.html.charset import seen
from fortschrift.concepts.manuscripts.html.reading import read_made
from fortschrift.concepts.manuscripts.manuscript import Aside, Manuscript, Place

LARGEST = 2 * 2**20
"""Characters of a text; the parser looks at some of them many times."""

_DEEPEST = 60  # quotes in lists in quotes
_NOTE = re.compile(r"\[\^([^\]\s]{1,40})\]:[ \t]?")
_LEADING = re.compile(r"\[\^([^\]\s]{1,40})\]")
_SURE = re.compile(
    r"^ {0,3}#{1,6}[ \t]+\S|^ {0,3}(```|~~~)"
    r"|\]\((?:https?://|mailto:)|^\[\^[^\]\s]+\]:",
    re.MULTILINE,
)
_STRONG = re.compile(r"(?<!\w)(\*\*|__)\w[^*\n]{0,200}\1")


def is_markdown(text: str) -> bool:
    """Tell Markdown from plain text: by what nobody types without meaning it.

    A table alone tells nothing: whoever draws one in plain text numbers headings by hand as well,
    which Markdown would take for lists.

    >>> is_markdown("# Ziele"), is_markdown("1. Ziele\\n- Kurse")
    (True, False)
    """
    return bool(_SURE.search(text)) or len(_STRONG.findall(text)) > 1


def read_markdown(text: str) -> Manuscript:
    """Read Markdown, places by line; raises Unreadable for nothing, too much, nested too deep."""
    if len(text) > LARGEST:
        raise Unreadable("too_large")
    if not text.strip():
        raise Unreadable("empty")
    parser = _parser()
    known: dict[str, Any] = {}
    tokens = parser.parse(seen(text), known)
    if any(token.level > _DEEPEST for token in tokens):
        raise Unreadable("broken", "nesting")
    _number_lines(tokens)
    made = read_made(parser.renderer.render(tokens, parser.options, known))
    return replace(made, asides=(*made.asides, *_unused(text, known.get("references", {}))))


def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": True, "maxNesting": _DEEPEST + 20})
    parser.enable("table")
    parser.block.ruler.before("reference", "note", _note, {"alt": ["paragraph", "reference"]})
    parser.inline.ruler.after("image", "note", _led_to)
    return parser


def _number_lines(tokens: Sequence[Token]) -> None:
    """Say at which line each block stands; a cell stands in the line of its row."""
    row = 0
    for token in tokens:
        if token.map is not None:
            row = token.map[0] + 1
        if token.type == "html_block":
            token.content = f'<span data-line="{row}"></span>{token.content}'
        elif token.nesting >= 0 and token.block and token.type != "inline":
            token.attrSet("data-line", str(row))


def _unused(text: str, references: Mapping[str, Any]) -> Iterator[Aside]:
    """Find the addresses that are defined and that nothing leads to."""
    said = text.upper()
    for label, found in references.items():
        if said.count(f"[{label}]") < 2:
            words = " ".join(filter(None, (label, found["href"], found["title"])))
            yield Aside(Place("line", found["map"][0] + 1), "other", words)


def _note(state: StateBlock, first: int, last: int, silent: bool) -> bool:
    """Read the body of a footnote, with the indented lines that follow it."""
    start, end = state.bMarks[first] + state.tShift[first], state.eMarks[first]
    found = _NOTE.match(state.src, start, end)
    if found is None or state.is_code_block(first):
        return False
    if silent:
        return True
    state.env.setdefault("notes", set()).add(found[1])
    until = _end_of_note(state, first + 1, last)
    state.push("note_open", "div", 1).attrs = {"id": f"fn:{found[1]}", "role": "doc-footnote"}
    state.tokens[-1].map = [first, until]
    for at, line in enumerate(_lines(state, first, until)):
        text = line[found.end() - start :] if at == 0 else line.strip()
        if text.strip():
            state.push("paragraph_open", "p", 1).map = [first + at, first + at + 1]
            inline = state.push("inline", "", 0)
            inline.content, inline.map, inline.children = text.strip(), [first + at, until], []
            state.push("paragraph_close", "p", -1)
    state.push("note_close", "div", -1)
    state.line = until
    return True


def _end_of_note(state: StateBlock, line: int, last: int) -> int:
    """Find the line behind a note: blank lines count only before indented ones."""
    end = line
    for at in range(line, last):
        if state.isEmpty(at):
            continue
        if state.sCount[at] < state.blkIndent + 2:
            break
        end = at + 1
    return end


def _lines(state: StateBlock, first: int, until: int) -> Iterator[str]:
    for at in range(first, until):
        yield state.src[state.bMarks[at] + state.tShift[at] : state.eMarks[at]]


def _led_to(state: StateInline, silent: bool) -> bool:
    """Read the sign of a footnote in running text."""
    found = _LEADING.match(state.src, state.pos)
    if found is None or found[1] not in state.env.get("notes", ()):
        return False
    if not silent:
        state.push("note_sign_open", "a", 1).attrs = {"href": f"#fn:{found[1]}"}
        state.push("text", "", 0).content = "*"
        state.push("note_sign_close", "a", -1)
    state.pos = found.end()
    return True
