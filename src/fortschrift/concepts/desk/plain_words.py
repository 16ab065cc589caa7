"""What was typed in the rich editor as plain words, for a place that its blocks stand no more."""

from collections.abc import Iterator
from uuid import uuid4

from fortschrift.concepts.desk.markup import read_flow
from fortschrift.concepts.desk.passages import Flow, Passage
from fortschrift.concepts.manuscripts.html.tree import read_tree
from fortschrift.core.text import NodeId, TextError, plain

_NOWHERE = Flow((), {}, {})


def plain_words(html: str) -> str:
    """Give the words: blocks a blank line apart, items with a dash, the cells of a row by bars.

    Footnotes stand at the end.  What is no text is given as it stands: nothing is lost here.

    >>> plain_words("<p>eins</p><ul><li><p>zwei</p></li></ul>")
    'eins\\n\\n- zwei'
    """
    try:
        written = read_flow(html, known=_NOWHERE, mint=lambda: NodeId(uuid4()))
    except TextError:
        return read_tree(html).text
    blocks = ["\n".join(_lines(each)) for each in written.passages]
    return "\n\n".join([*blocks, *map(plain, written.notes.values())])


def _lines(passage: Passage) -> Iterator[str]:
    """Write a block line by line; what stands in an item is set in."""
    if passage.heading:
        yield plain(passage.heading)
    if passage.kind == "row":
        yield " | ".join(" ".join(_lines(cell)) for cell in passage.children)
        return
    if passage.text:
        yield plain(passage.text)
    for child in passage.children:
        lead = "- " if child.kind == "list_item" else ""
        for at, line in enumerate("\n".join(_lines(child)).split("\n")):
            yield (lead if at == 0 else " " * len(lead)) + line
