"""Line breaks next to changed words: they are told where they do not stay as they are."""

from dataclasses import replace
from typing import NamedTuple, TypeAlias

from fortschrift.core.text.instructions.passage import Change, Passage, Range

_Sides: TypeAlias = tuple[int, int]
_NONE: _Sides = (0, 0)
_LINES = {
    _NONE: "ohne Zeilenumbruch",
    (1, 0): "in einer neuen Zeile",
    (0, 1): "mit einem Zeilenumbruch dahinter",
    (1, 1): "in einer eigenen Zeile",
}


class Breaks(NamedTuple):
    """How many line breaks stand before and behind what changed, formerly and now.

    Where nothing stood, or is left, all of them are behind.
    """

    old: _Sides
    new: _Sides

    @property
    def begins_line(self) -> bool:
        """Tell whether what is put in comes to stand in the line of what follows it."""
        return self.old[1] > 0 and self.new == (self.old[1], 0)

    def said(self) -> str:
        """Say how sentences stand among the lines, if otherwise than expected."""
        if self.old == self.new or self.begins_line:
            return ""
        before, behind = self.new
        counted = f" mit Zeilenumbrüchen ({before} davor, {behind} dahinter)"
        return f" {_LINES[self.new]}" if self.new in _LINES else counted

    def struck(self) -> str:
        """Say what becomes of the breaks around struck sentences, if otherwise than expected."""
        if self.new[1] == max(self.old):
            return ""
        return f" bis auf {self.new[1]} Zeilenumbrüche" if self.new[1] else " samt Zeilenumbruch"


def breaks(change: Change, old: Passage, new: Passage) -> Breaks:
    """Count the line breaks around a change."""
    before, after = _with_blanks(change, old, new)
    return Breaks(_around(old, change.old, before), _around(new, change.new, after))


def with_breaks(change: Change, old: Passage, new: Passage) -> Change:
    """Take the line breaks that differ to the words that changed."""
    before, after = _with_blanks(change, old, new)
    sides = _told(change, breaks(change, old, new))
    return replace(
        change,
        old=_wider(old, change.old, before, sides),
        new=_wider(new, change.new, after, sides),
    )


def _told(change: Change, found: Breaks) -> tuple[bool, bool]:
    """Tell on which sides of a change the breaks must be told for it to be exact."""
    if change.old and change.new:
        return found.old[0] != found.new[0], found.old[1] != found.new[1]
    if change.new and found.old[1] == found.new[1]:
        return found.new[0] > 0, False
    told = found.new[1] != max(found.old) or bool(change.new)
    return told, told


def _with_blanks(change: Change, old: Passage, new: Passage) -> tuple[Range, Range]:
    """Take all blanks around a change to it, on both sides."""
    start, end, new_start, new_end = change.hunk
    before = len(old.text[:start]) - len(old.text[:start].rstrip())
    behind = len(old.text[end:]) - len(old.text[end:].lstrip())
    return Range(start - before, end + behind), Range(new_start - before, new_end + behind)


def _around(text: Passage, core: Range, wide: Range) -> _Sides:
    if not core:
        return 0, text.said(wide).count("\n")
    before, behind = Range(wide.start, core.start), Range(core.end, wide.end)
    return text.said(before).count("\n"), text.said(behind).count("\n")


def _wider(text: Passage, core: Range, wide: Range, sides: tuple[bool, bool]) -> Range:
    """Widen words up to the outermost breaks next to them."""
    first = text.text.find("\n", wide.start, core.start if core else wide.end)
    last = text.text.rfind("\n", core.end if core else wide.start, wide.end)
    if not core:
        return Range(first, last + 1) if sides[1] and first >= 0 else core
    return Range(
        first if sides[0] and first >= 0 else core.start,
        last + 1 if sides[1] and last >= 0 else core.end,
    )
