"""Number the sources of one page in the order in which its marks appear."""

from dataclasses import replace

from fortschrift.web.content import content, told
from fortschrift.web.shapes import SourceMark, SourceNote


class SourceNumbers:
    """Collect the sources of a page: a view marks facts, the page lists `notes` at its foot.

    >>> numbers = SourceNumbers()
    >>> numbers.mark(SourceNote("a", "Presseinfo")).number
    1
    >>> [numbers.mark(SourceNote("b", "Satzung")).number, numbers.mark(numbers.notes[0]).ordinal]
    [2, 2]
    """

    def __init__(self) -> None:
        """Begin with no source."""
        self._notes: dict[str, SourceNote] = {}
        self._uses: dict[str, int] = {}
        self._remarks: dict[str, list[str]] = {}

    @property
    def notes(self) -> list[SourceNote]:
        """The sources in the order of their numbers, each remark once."""
        return [
            replace(note, remarks=tuple(self._remarks[key])) for key, note in self._notes.items()
        ]

    def mark(self, note: SourceNote, *, certainty: str = "", remark: str = "") -> SourceMark:
        """Give the mark for one use of a source; the same key keeps its number.

        ``certainty`` is the word for what the source does not state, ``remark`` the reason.  Show
        each mark once: the list at the foot leads back to the first use.
        """
        self._notes.setdefault(note.key, note)
        self._uses[note.key] = self._uses.get(note.key, 0) + 1
        self._remember(note.key, certainty, remark)
        number = list(self._notes).index(note.key) + 1
        return SourceMark(number, self._uses[note.key], note.title, certainty, remark)

    def _remember(self, key: str, certainty: str, remark: str) -> None:
        remarks = self._remarks.setdefault(key, [])
        words = told("%(word)s: %(remark)s", word=certainty, remark=content(remark))
        if certainty and remark and words not in remarks:
            remarks.append(words)
