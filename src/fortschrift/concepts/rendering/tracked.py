"""WordprocessingML with tracked changes: runs and paragraphs (ECMA-376 part 1, 17.3 and 17.13.5).

A change that stands on one side only is a run inside `w:ins` or `w:del`; a paragraph that
stands on one side only has its mark tracked as well, so that accepting or rejecting all
leaves no empty line. Moved words are `w:moveFrom` and `w:moveTo`; their ranges get names
in the end, when it is known that both ends were written.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import count
from typing import Literal
from unicodedata import bidirectional
from xml.sax.saxutils import escape, quoteattr

from fortschrift.concepts.rendering.credits import Credit, Credits
from fortschrift.concepts.rendering.drawings import Drawings, Drawn
from fortschrift.concepts.rendering.said import segments
from fortschrift.core.text.comparison.shown import Piece
from fortschrift.core.text.ids import NodeId
from fortschrift.core.text.runs import Marks

Tracked = Literal["", "ins", "del", "moveTo", "moveFrom"]
"""How a run or the mark of a paragraph stands: "" is on both sides."""

OneSide = Literal["old", "new"]
Side = OneSide | Literal["both"]
SIDES: tuple[OneSide, OneSide] = ("old", "new")


@dataclass(frozen=True, slots=True)
class Segment:
    """Characters with their marks on each side, None where they do not stand there.

    Where a picture is `drawn` there are none.
    """

    text: str
    old: Marks | None
    new: Marks | None
    move: str = ""
    drawn: Drawn | None = None


@dataclass(frozen=True, slots=True)
class Properties:
    """What a paragraph is: its style, and for list items the list and how deep it is."""

    style: str
    numbering: tuple[int, int] | None = None


def flat(pieces: Iterable[Piece], moves: str = "") -> Iterator[Segment]:
    """Cut pieces into segments with the same marks; `moves` begins the names of moves."""
    for piece in pieces:
        if piece.kind == "formatted":
            for text, old, new in segments(piece):
                yield Segment(text, old, new)
            continue
        name = f"{moves}-{piece.move}" if piece.move is not None else ""
        for run in piece.new or piece.old:
            old_marks = run.marks if piece.old else None
            yield Segment(run.text, old_marks, run.marks if piece.new else None, name)


@dataclass(slots=True)
class Tracker:
    """Writes runs and paragraphs; counts the changes and collects the addresses of links."""

    author: str
    date: str
    notes: dict[str, int]
    links: dict[str, str] = field(default_factory=dict)
    credits: Credits = field(default_factory=dict)
    comments: list[str] = field(default_factory=list)
    drawings: Drawings = field(default_factory=Drawings)
    _credit: Credit | None = None
    _told: set[Credit] = field(default_factory=set)
    _ids: Iterator[int] = field(default_factory=lambda: count(1))

    def turn_to(self, node: NodeId) -> None:
        """Let the changes that follow be those of a node; a reason is told at the first."""
        self._credit = self.credits.get(node)

    def change(self) -> str:
        """Give the attributes of one tracked change."""
        return self.numbered(self.next_id())

    def next_id(self) -> int:
        """Count on."""
        return next(self._ids)

    def numbered(self, number: int) -> str:
        """Give the attributes of the change of this number."""
        author = self._credit.author if self._credit else ""
        told = self._credit.date if self._credit else self.date
        date = f' w:date="{told}"' if told else ""
        return f'w:id="{number}" w:author={quoteattr(author or self.author)}{date}'

    def paragraph(
        self,
        content: str,
        mark: Tracked,
        properties: Properties,
        before: Properties | None = None,
        *,
        runs_leftwards: bool = False,
        anchor: str = "",
    ) -> str:
        """Write a paragraph; `before` is what it was, where that is tracked."""
        bidi = "<w:bidi/>" if runs_leftwards else ""
        mark_properties = f"<w:rPr><w:{mark} {self.change()}/></w:rPr>" if mark else ""
        changed = ""
        if before is not None and before != properties:
            former = f"<w:pPr>{_properties(before)}{bidi}</w:pPr>"
            changed = f"<w:pPrChange {self.change()}>{former}</w:pPrChange>"
        own = f"<w:pPr>{_properties(properties)}{bidi}{mark_properties}{changed}</w:pPr>"
        if "w:author=" in own or "w:author=" in content:
            content = self._commented(content)
        return f"<w:p>{own}{self._bookmarked(content, anchor)}</w:p>"

    def _bookmarked(self, content: str, name: str) -> str:
        if not name:
            return content
        number = self.next_id()
        return (
            f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{content}'
            f'<w:bookmarkEnd w:id="{number}"/>'
        )

    def _commented(self, content: str) -> str:
        """Tell the reason of the change whose turn it is, once."""
        credit = self._credit
        if credit is None or not credit.reason or credit in self._told:
            return content
        self._told.add(credit)
        number = len(self.comments)
        self.comments.append(_comment(number, credit))
        return (
            f'<w:commentRangeStart w:id="{number}"/>{content}<w:commentRangeEnd w:id="{number}"/>'
            f'<w:r><w:commentReference w:id="{number}"/></w:r>'
        )

    def runs(
        self,
        segments: list[Segment],
        side: Side,
        moved: Tracked = "",
        later: frozenset[tuple[OneSide, str]] = frozenset(),
    ) -> str:
        """Write segments as one side has them, or both.

        `moved` is how words stand that are on both sides, where only one is written; `later`
        are notes that a side calls in a later paragraph.
        """
        old_calls, new_calls = _calls(segments, "old"), _calls(segments, "new")
        written = []
        for place, segment in enumerate(segments):
            written.append(self._segment(segment, side, moved))
            was = _now(old_calls.get(place, []), "old", later) if side != "new" else []
            now = _now(new_calls.get(place, []), "new", later) if side != "old" else []
            for note in dict.fromkeys((*was, *now)):
                written.append(self._call(note, _standing(note in was, note in now, side, moved)))
        return "".join(written)

    def _segment(self, segment: Segment, side: Side, moved: Tracked) -> str:
        old = segment.old if side != "new" else None
        new = segment.new if side != "old" else None
        if old is not None and new is not None:
            if segment.drawn:
                return self._drawing(segment.drawn, "", side)
            if _links(old) != _links(new):
                return self._run(segment.text, old, "del") + self._run(segment.text, new, "ins")
            return self._run(segment.text, new, "", old)
        if old is None and new is None:
            return ""
        is_shared = segment.old is not None and segment.new is not None
        one_sided: Tracked = "ins" if new is not None else "del"
        if segment.drawn:
            return self._drawing(segment.drawn, moved if is_shared else one_sided, side)
        if segment.move and side == "both":
            one_sided = "moveTo" if new is not None else "moveFrom"
        run = self._run(segment.text, new or old or (), moved if is_shared else one_sided)
        return in_move(one_sided, segment.move, run) if segment.move and side == "both" else run

    def _drawing(self, drawn: Drawn, tracked: Tracked, side: Side) -> str:
        drawing = self.drawings.xml(drawn, self.next_id(), has_left=side == "old")
        run = f"<w:r>{drawing}</w:r>"
        return f"<w:{tracked} {self.change()}>{run}</w:{tracked}>" if tracked else run

    def _run(self, text: str, marks: Marks, tracked: Tracked, before: Marks | None = None) -> str:
        """Write one run; with `before` and other marks, its formatting is tracked."""
        leftwards = runs_leftwards(text)
        properties = _marks(marks, leftwards=leftwards)
        if before is not None and _marks(before, leftwards=leftwards) != properties:
            former = f"<w:rPr>{_marks(before, leftwards=leftwards)}</w:rPr>"
            properties += f"<w:rPrChange {self.change()}>{former}</w:rPrChange>"
        properties = f"<w:rPr>{properties}</w:rPr>" if properties else ""
        run = f"<w:r>{properties}{_text(text, tracked)}</w:r>"
        if tracked:
            run = f"<w:{tracked} {self.change()}>{run}</w:{tracked}>"
        for address in _links(marks):
            relation = self.links.setdefault(address, f"link{len(self.links) + 1}")
            run = f'<w:hyperlink r:id="{relation}">{run}</w:hyperlink>'
        return run

    def _call(self, note: str, tracked: Tracked) -> str:
        """Write the number of a note, which is ours and no part of the text."""
        number = self.notes.get(note)
        return self.number(number, tracked) if number is not None else ""

    def number(self, number: int, tracked: Tracked, *, behind: str = "") -> str:
        """Write the number of a note, at its call or before its text."""
        text = _text(f"[{number}]{behind}", tracked)
        run = f'<w:r><w:rPr><w:rStyle w:val="NoteCall"/></w:rPr>{text}</w:r>'
        return f"<w:{tracked} {self.change()}>{run}</w:{tracked}>" if tracked else run


def _comment(number: int, credit: Credit) -> str:
    """Write a comment, a paragraph for each line of the reason."""
    date = f' w:date="{credit.date}"' if credit.date else ""
    lines = "".join(
        '<w:p><w:pPr><w:pStyle w:val="CommentText"/></w:pPr><w:r><w:t xml:space="preserve">'
        f"{escape(line)}</w:t></w:r></w:p>"
        for line in credit.reason.split("\n")
    )
    initials = "".join(word[0] for word in credit.author.split())[:3]
    return (
        f'<w:comment w:id="{number}" w:author={quoteattr(credit.author)}{date}'
        f" w:initials={quoteattr(initials)}>{lines}</w:comment>"
    )


_RANGE = "\0"  # no text has it, see `core.text.intake`


def in_move(tracked: Tracked, name: str, content: str) -> str:
    """Note that content is one end of a move."""
    end = "To" if tracked == "moveTo" else "From"
    return f"{_RANGE}{end} {name}{_RANGE}{content}{_RANGE}/{end} {name}{_RANGE}"


def with_ranges(document: str, tracker: Tracker) -> str:
    """Name the ranges of moves of which both ends were written, and forget the others."""
    noted = re.compile(f"{_RANGE}(/?)(To|From) ([^{_RANGE}]*){_RANGE}")
    ends: dict[str, set[str]] = {}
    for _, end, name in noted.findall(document):
        ends.setdefault(name, set()).add(end)
    ids: dict[tuple[str, str], int] = {}
    short = {name: f"move{number}" for number, name in enumerate(ends, start=1)}

    def written(found: re.Match[str]) -> str:
        closing, end, name = found.groups()
        if len(ends[name]) < 2:
            return ""
        if closing:
            return f'<w:move{end}RangeEnd w:id="{ids[end, name]}"/>'
        ids[end, name] = number = tracker.next_id()
        return f'<w:move{end}RangeStart {tracker.numbered(number)} w:name="{short[name]}"/>'

    return noted.sub(written, document)


def runs_leftwards(text: str) -> bool:
    """Tell whether the first letter with a direction is Arabic or Hebrew."""
    directions = (bidirectional(sign) for sign in text)
    return next((each in ("R", "AL") for each in directions if each in ("L", "R", "AL")), False)


def _standing(was: bool, now: bool, side: Side, moved: Tracked) -> Tracked:
    if side != "both":
        return moved
    return "" if was and now else "ins" if now else "del"


def _calls(segments: list[Segment], side: Literal["old", "new"]) -> dict[int, list[str]]:
    """Find where each note is called on a side: behind the last words that carry it."""
    last: dict[str, int] = {}
    for place, segment in enumerate(segments):
        for mark in (segment.old if side == "old" else segment.new) or ():
            if mark.kind == "footnote":
                last[mark.value] = place
    calls: dict[int, list[str]] = {}
    for note, place in last.items():
        calls.setdefault(place, []).append(note)
    return calls


def _now(notes: list[str], side: OneSide, later: frozenset[tuple[OneSide, str]]) -> list[str]:
    return [note for note in notes if (side, note) not in later]


def _links(marks: Marks) -> list[str]:
    return [mark.value for mark in marks if mark.kind == "link"]


def _marks(marks: Marks, *, leftwards: bool) -> str:
    """Write run properties in the order of the schema."""
    kinds = {mark.kind for mark in marks}
    written = {
        "bold": "<w:b/><w:bCs/>",
        "italic": "<w:i/><w:iCs/>",
        "link": '<w:color w:val="0563C1"/><w:u w:val="single"/>',
        "superscript": '<w:vertAlign w:val="superscript"/>',
        "subscript": '<w:vertAlign w:val="subscript"/>',
    }
    return "".join(xml for kind, xml in written.items() if kind in kinds) + (
        "<w:rtl/>" if leftwards else ""
    )


def _properties(properties: Properties) -> str:
    numbering = ""
    if properties.numbering:
        number, depth = properties.numbering
        numbering = f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>'
    return f'<w:pStyle w:val="{properties.style}"/>{numbering}'


def _text(text: str, tracked: Tracked) -> str:
    tag = "w:delText" if tracked == "del" else "w:t"
    parts = re.split(r"([\n\t])", text)
    written = {"\n": "<w:br/>", "\t": "<w:tab/>"}
    return "".join(
        written.get(part) or f'<{tag} xml:space="preserve">{escape(part)}</{tag}>'
        for part in parts
        if part
    )
