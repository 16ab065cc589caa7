"""Changed marks as clauses: "in Satz 1", "wird", "das Wort „a“", "fett gesetzt"."""

from collections.abc import Iterator
from itertools import groupby

from fortschrift.core.text.comparison.compare import readable
from fortschrift.core.text.instructions.clause import Clause
from fortschrift.core.text.instructions.grammar import enumerated, quoted, will
from fortschrift.core.text.instructions.passage import Passage
from fortschrift.core.text.runs import InlineText, Mark, Marks
from fortschrift.core.text.splices import Splice

_SET = {"bold": "fett", "italic": "kursiv"}
_DONE = {
    "superscript": "hochgestellt",
    "subscript": "tiefgestellt",
    "footnote": "mit einer Fußnote versehen",
}


def reformatted(old: InlineText, new: InlineText, passage: Passage) -> Iterator[tuple[int, Clause]]:
    """Tell where only marks changed, with the offset of each; `passage` is the old text."""
    for splice in readable(old, new):
        part = passage.stripped(splice.start, splice.end)
        if splice.only_marks and part:
            words = passage.phrase(part)
            place = passage.cited(passage.touched(part))
            yield (
                splice.start,
                Clause(will(words.plural), _done_to(splice), "in", place, words.subject),
            )


def _done_to(splice: Splice) -> str:
    """Say what is done to the marks of some words; if not the same to all, word by word."""
    done = [(said, "".join(signs)) for said, signs in _stretches(splice)]
    if len(done) == 1:
        return done[0][0]
    each = "; ".join(
        f"{quoted(text.strip())} {said}" for said, text in done if text.strip() and said
    )
    return f"({each}) anders ausgezeichnet"


def _stretches(splice: Splice) -> Iterator[tuple[str, list[str]]]:
    """Cut the words of a splice where something else is done to their marks."""
    old = ((sign, run.marks) for run in splice.old for sign in run.text)
    new = (run.marks for run in splice.new for _ in run.text)
    signs = ((_done(was, now), sign) for (sign, was), now in zip(old, new, strict=True))
    for said, group in groupby(signs, key=lambda each: each[0]):
        yield said, [sign for _, sign in group]


def _done(old: Marks, new: Marks) -> str:
    """Say which marks come and which go."""
    come = [mark for mark in new if mark not in old]
    gone = [mark for mark in old if mark not in new]
    links = [mark for mark in (*come, *gone) if mark.kind == "link"]
    if len(links) == 2:
        come, gone = ([mark for mark in marks if mark.kind != "link"] for marks in (come, gone))
        other = [f"mit einem Link auf {links[0].value} statt auf {links[1].value} versehen"]
    else:
        other = []
    return enumerated([*_said(come), *other, *(f"nicht mehr {said}" for said in _said(gone))])


def _said(marks: list[Mark]) -> Iterator[str]:
    """Say what gives words these marks."""
    typefaces = [_SET[mark.kind] for mark in marks if mark.kind in _SET]
    if typefaces:
        yield f"{enumerated(typefaces)} gesetzt"
    for mark in marks:
        if mark.kind not in _SET:
            yield _DONE.get(mark.kind) or f"mit einem Link auf {mark.value} versehen"
