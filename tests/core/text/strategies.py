"""Hypothesis strategies for texts, trees and what is done to them.

Inline texts are drawn character by character; trees and all that is done to them come from
`cases` by a drawn seed and size.
"""

from random import Random
from typing import Any

from hypothesis import strategies as st

from fortschrift.core.text import InlineText, Outline, Tree, inline, length, marked
from tests.core.text import cases
from tests.core.text.growing import MARKS, SENTENCES, some_outline, some_tree

# Bytes, because whole numbers would be drawn small and often the same.
seeds = st.binary(min_size=8, max_size=8)
sizes = st.sampled_from(cases.SIZES)


def is_char(code_point: int) -> bool:
    """Tell what XML 1.0 s. 2.2 calls a Char, carriage return aside."""
    return (
        code_point in (0x9, 0xA)
        or 0x20 <= code_point <= 0xD7FF
        or 0xE000 <= code_point <= 0xFFFD
        or code_point >= 0x10000
    )


any_text = st.text(st.characters() | st.characters(categories=("Cc", "Cs", "Mn", "Lo")), max_size=8)
plain_texts = st.sampled_from(SENTENCES) | any_text.map(
    lambda text: "".join(sign for sign in text if is_char(ord(sign)))
)


@st.composite
def inline_texts(draw: Any) -> InlineText:
    """A text with up to three marks that may overlap."""
    text = inline(draw(plain_texts))
    for mark in draw(st.lists(st.sampled_from(MARKS), max_size=3, unique=True)):
        start = draw(st.integers(0, length(text)))
        text = marked(text, start, draw(st.integers(start, length(text))), mark)
    return text


trees: st.SearchStrategy[Tree] = st.builds(some_tree, seeds, sizes)
outlines: st.SearchStrategy[Outline] = st.builds(Random, seeds).map(some_outline)
related_trees: st.SearchStrategy[cases.Pair] = st.builds(cases.related, seeds, sizes)
amended_proposals: st.SearchStrategy[cases.Proposed] = st.builds(cases.amended, seeds, sizes)


def edits(*, most: int = 1) -> st.SearchStrategy[cases.Edit]:
    """A tree and operations that can be applied to it one after another."""
    anywhere = st.builds(cases.edit, seeds, sizes, st.just(most))
    if most == 1:
        return anywhere
    return st.one_of(anywhere, anywhere, st.builds(cases.steps_in_a_row, seeds, sizes))


def proposals(*, most: int = 4) -> st.SearchStrategy[cases.Proposed]:
    """A tree and proposals on it, each with new ids of its own; many want the same place."""
    anywhere = st.builds(cases.wordings, seeds, sizes, st.just(most))
    return st.one_of(anywhere, anywhere, st.builds(cases.wordings_in_a_row, seeds, sizes))


def successions() -> st.SearchStrategy[cases.Succession]:
    """A tree, operations on it, and two changes of it one after the other."""
    return st.builds(cases.succession, seeds, sizes)
