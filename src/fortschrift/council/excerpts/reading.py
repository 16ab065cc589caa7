"""Reading a paste from top to bottom, line by line, item by item.

A line is a label with a value, the beginning of an item, a row of a table, or words; of words only
results and numbers are read.  What stands under "Beschlussvorschlag" is never a result.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from fortschrift.council.excerpts import headings
from fortschrift.council.excerpts.lines import Line, lines_of
from fortschrift.council.excerpts.numbers import number_alone, numbers_in, option_of
from fortschrift.council.excerpts.shapes import Excerpt, Found, ReadItem
from fortschrift.council.excerpts.words import Said, begins_with_a_result, said_in

#: Longer than the minutes of any meeting; nobody looks through more before confirming.
LONGEST = 200_000
#: What says less than another result, and so does not speak against it.
_WEAKER = {
    "adopted": {"adopted_amended", "recommended", "recommended_amended"},
    "rejected": {"rejected_tie"},
    "recommended": {"recommended_amended", "adopted"},
}
#: What is printed of a result at the most, as VoteEvent keeps it.
_LONGEST_VERBATIM = 400


class TooLong(ValueError):
    """More text than anybody looks through; carries how much."""

    def __init__(self, size: int) -> None:
        super().__init__(f"{size} characters")
        self.size = size


def read(text: str) -> Excerpt:
    """Read an excerpt from minutes; raises TooLong.

    >>> found = read("TOP 5 Konzept: einstimmig\\nJa: 28, Nein: 0")
    >>> {option: number.value for option, number in found.items[0].numbers.items()}
    {'yes': 28, 'no': 0}
    """
    if len(text) > LONGEST:
        raise TooLong(len(text))
    reader = _Reader(Excerpt(text))
    lines = list(lines_of(text))
    place = 0
    while place < len(lines):
        place += reader.take(lines, place)
    reader.close(len(text))
    return reader.excerpt


@dataclass
class _Reader:
    """What was read so far, and where we are: in an item, under a resolution or a proposal."""

    excerpt: Excerpt
    item: ReadItem | None = None
    block: str = ""
    title_above: Found[str] | None = None
    columns: list[str] = field(default_factory=list)

    def take(self, lines: Sequence[Line], place: int) -> int:
        """Read a line, and as many after it as belong to it; give how many these were."""
        line = lines[place]
        if self._is_row(line):
            self._take_row(line)
            return 1
        self.columns = _columns(line)
        if self.columns:
            return 1
        after = lines[place + 1] if place + 1 < len(lines) else None
        option = option_of(line.text)
        if option and after and (number := number_alone(after)):
            self._number(option, number, line.start)
            return 2
        if not self._understands(line):
            self._leave(line)
        return 1

    def close(self, end: int) -> None:
        """End the last item where the text ends."""
        if self.item is not None:
            self.item.end = end

    # Kinds of lines

    def _understands(self, line: Line) -> bool:
        return (
            self._take_labelled(line)
            or self._take_item(line)
            or self._take_head(line)
            or self._take_words(line)
        )

    def _take_labelled(self, line: Line) -> bool:
        found = headings.labelled(line)
        if found is None:
            return False
        self.block = found.meaning if found.meaning in ("resolution", "proposal") else ""
        taken = self._value(found.meaning, found.value)
        return taken or not found.value.text or found.meaning == "nothing"

    def _value(self, meaning: str, value: Line) -> bool:
        """Put what stands behind a label where it belongs; False when it says nothing of it."""
        if not value.text:
            return True
        takers = {
            "body": self._take_body,
            "date": self._take_day,
            "number": self._take_number,
            "title": self._take_title,
            "reference": self._take_reference,
            "result": self._take_words,
            "resolution": self._take_resolution,
        }
        return meaning in takers and takers[meaning](value)

    def _take_body(self, value: Line) -> bool:
        self.excerpt.body = self.excerpt.body or value.found()
        return True

    def _take_title(self, value: Line) -> bool:
        self._open_item(value).title = value.found()
        return True

    def _take_reference(self, value: Line) -> bool:
        reference = headings.reference_alone(value)
        if reference is not None:
            self._open_item(value).reference = reference
        return reference is not None

    def _take_number(self, value: Line) -> bool:
        """Begin the item of a line "TOP: Ö 7"; a title may stand behind the number."""
        number = headings.number_in(value)
        if number is None:
            return False
        self._begin(value, number, None)
        return True

    def _take_item(self, line: Line) -> bool:
        found = headings.item_in(line)
        if found is None:
            return False
        number, rest = found
        title, *cells = rest.cells() if rest.text else [rest]
        self._begin(line, number, title if title.text else None)
        for cell in cells:
            if cell.text and not self._take_words(cell):
                self._leave(cell)
        return True

    def _take_head(self, line: Line) -> bool:
        """Read what stands above the items: the meeting, its day, the head of the paper."""
        above = headings.title_above(line)
        if above is not None:
            self.title_above = self.title_above or above
            return True
        if headings.speaks_of_a_meeting(line) and self.item is None:
            body, day = headings.body_in(line), headings.date_in(line)
            self.excerpt.body = self.excerpt.body or body
            self.excerpt.date = self.excerpt.date or day
            return body is not None or day is not None
        return headings.is_head(line) or (self.item is None and self._take_day(line))

    def _take_day(self, line: Line) -> bool:
        day = headings.date_in(line) if self.excerpt.date is None else None
        self.excerpt.date = self.excerpt.date or day
        return day is not None

    def _take_words(self, line: Line) -> bool:
        """Read results and numbers from words, unless they are those of a resolution."""
        if self.block and not begins_with_a_result(line) and not numbers_in(line):
            return self.block == "resolution" and self._take_resolution(line)
        numbers, said = numbers_in(line), said_in(line)
        reference = headings.reference_in(line)
        if reference is not None and self.item is not None and self.item.reference is None:
            self.item.reference = reference[0]
        if not numbers and not said:
            return reference is not None
        self.block = ""
        for option, number in numbers:
            self._number(option, number, line.start)
        if said:
            self._say(said, line)
        return True

    def _take_resolution(self, line: Line) -> bool:
        """Take the first line under "Beschluss"; a word for the result is none of its text."""
        if begins_with_a_result(line):
            self.block = ""
            return self._take_words(line)
        item = self._open_item(line)
        if item.resolution is None:
            item.resolution = line.found()
        else:
            start = item.resolution.start
            item.resolution = Found(self.excerpt.text[start : line.end], start, line.end)
        return True

    # Tables

    def _is_row(self, line: Line) -> bool:
        return bool(self.columns) and ("\t" in line.text or len(self.columns) == 1)

    def _take_row(self, line: Line) -> None:
        """Read a row by the heads of its columns; a row with a number of its own is an item."""
        for meaning, cell in zip(self.columns, line.cells(), strict=False):
            if cell.text and not self._cell(meaning, cell, line):
                self._leave(cell)

    def _cell(self, meaning: str, cell: Line, line: Line) -> bool:
        if meaning == "number" and (number := headings.number_in(cell)):
            self._begin(line, number, None)
            return True
        if meaning.startswith("option:"):
            value = number_alone(cell)
            if value is not None:
                self._number(meaning.removeprefix("option:"), value, line.start)
            return value is not None
        if meaning == "resolution":
            meaning = "result"
        return meaning == "nothing" or self._value(meaning, cell)

    # Where it is put

    def _begin(self, line: Line, number: Found[str], title: Line | None) -> None:
        """Begin an item; one that was only opened by its title is the same."""
        is_open = self.item is not None and self.item.number is None
        if self.item is not None and not is_open:
            self.item.end = line.start
        if self.item is None or not is_open:
            self.item = ReadItem(line.start, line.end)
            self.excerpt.items.append(self.item)
        self.block, self.item.number = "", number
        if title is None:
            self.item.title = self.item.title or self.title_above
            return
        reference = headings.reference_in(title)
        if reference is not None:
            self.item.reference, begins = reference
            title = title.part(0, begins)
        self.item.title = title.found() if title.text else None

    def _open_item(self, line: Line) -> ReadItem:
        """Give the item we are in, or one without a number."""
        if self.item is None:
            self.item = ReadItem(line.start, line.end, title=self.title_above)
            self.excerpt.items.append(self.item)
        return self.item

    def _number(self, option: str, number: Found[int], start: int) -> None:
        item = self._open_item(Line("", start))
        standing = item.numbers.setdefault(option, number)
        if standing.value != number.value:
            item.again.append((option, number))

    def _say(self, said: Said, line: Line) -> None:
        item = self._open_item(line)
        if said.result is not None:
            self._say_result(item, said.result, said.outcome)
        if said.outcome is not None and item.outcome is None:
            item.outcome = said.outcome
        if said.manner is not None and (item.manner is None or item.manner.value == "as_printed"):
            item.manner = said.manner
        elif item.manner is None and item.outcome is not None:
            item.manner = Found("as_printed", item.outcome.start, item.outcome.end)
        if item.verbatim is None:
            item.verbatim = line.part(0, _LONGEST_VERBATIM).found()

    def _say_result(self, item: ReadItem, result: Found[str], outcome: Found[str] | None) -> None:
        standing = item.result
        if standing is None or result.value in _WEAKER.get(standing.value, ()):
            item.result = result
            item.outcome = outcome or item.outcome
        elif result.value != standing.value and standing.value not in _WEAKER.get(result.value, ()):
            item.again.append(("result", result))

    def _leave(self, line: Line) -> None:
        self.excerpt.not_understood.append(line.found())


def _columns(line: Line) -> list[str]:
    """Read the heads of a table: at least two cells, all but one of them known."""
    cells = [cell.text for cell in line.cells()] if "\t" in line.text else []
    known = [
        f"option:{option}" if (option := option_of(cell)) else headings.meaning_of(cell)
        for cell in cells
    ]
    return known if sum(map(bool, known)) >= max(2, len(cells) - 1) else []
