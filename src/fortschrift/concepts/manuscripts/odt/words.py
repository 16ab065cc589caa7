"""The words of a paragraph of an OpenDocument file: spans, links, fields, notes, remarks, changes.

Read from left to right, whatever is nested. What somebody put in stands between two marks, that
may be paragraphs apart; what was taken out stands elsewhere, with a mark at its place.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import NamedTuple
from xml.etree import ElementTree as ET

from fortschrift.concepts.manuscripts.errors import Unreadable
from fortschrift.concepts.manuscripts.manuscript import Style, Tracked, Words
from fortschrift.concepts.manuscripts.media import outward
from fortschrift.concepts.manuscripts.odt.styles import Look, Styles
from fortschrift.concepts.manuscripts.package import child, local, number, value
from fortschrift.concepts.manuscripts.spaces import Piece

DRAWING = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
_DEEPEST = 100  # spans in spans
_MOST_SPACES = 200
_MOST_OPEN = 50  # remarks that stand over the same words
_UNSEEN = {"script", "title", "desc"}


class Region(NamedTuple):
    """A tracked change with what it took out."""

    tracked: Tracked
    content: tuple[ET.Element, ...] = ()


class Removal(NamedTuple):
    """That something was taken out at this place."""

    region: Region


class Beside(NamedTuple):
    """A note or remark that is still to be read, in a change or none."""

    key: str
    element: ET.Element
    tracked: Tracked | None


class Around(NamedTuple):
    """What holds for the words that are being read."""

    look: Look = Look()
    link: str = ""
    depth: int = 0


@dataclass
class Found:
    """What was found in a paragraph."""

    pieces: list[Piece | Removal] = field(default_factory=list)
    number: str | None = None
    notes: list[Beside] = field(default_factory=list)
    remarks: list[Beside] = field(default_factory=list)
    drawn: list[ET.Element] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    remarked: dict[str, list[str]] = field(default_factory=dict)


class WordsReader:
    """Reads the words of paragraphs of one part; changes and remarks may span several of them."""

    def __init__(
        self,
        root: ET.Element,
        styles: Styles,
        formula: Callable[[ET.Element], str],
        keys: set[str],
    ) -> None:
        """Begin at the start of a part; `formula` gives the words of a drawn formula.

        `keys` are those of notes and remarks in the whole file.
        """
        self.regions = dict(_regions(root))
        self._styles = styles
        self._formula = formula
        self._inserted: dict[str, Tracked] = {}
        self._within: Tracked | None = None
        self._ranges = {value(e, "name") for e in root.iter() if local(e.tag) == "annotation-end"}
        self._remarks: dict[str, str] = {}
        self._keys = keys

    @property
    def tracked(self) -> Tracked | None:
        """Give the change that what comes next stands in."""
        return self._within or next(reversed(self._inserted.values()), None)

    @contextmanager
    def within(self, tracked: Tracked | None) -> Iterator[None]:
        """Read what stands elsewhere, in a change as a whole or in none; remarks stop here."""
        before = self._within, self._remarks
        self._within, self._remarks = tracked or self._within, {}
        yield
        self._within, self._remarks = before

    def mark(self, element: ET.Element) -> Region | None:
        """Pass the mark of a change; give the region where it says that something was taken out.

        A region is given once, at its first mark.
        """
        key, name = value(element, "change-id") or "", local(element.tag)
        if name == "change-end":
            self._inserted.pop(key, None)
            return None
        found = self.regions.get(key)
        if found is not None and found.tracked.kind == "inserted":
            if name == "change-start":
                self._inserted[key] = found.tracked
            return None
        return self.regions.pop(key, None)

    def read(self, paragraph: ET.Element) -> Found:
        """Read one paragraph."""
        found = Found()
        look = self._styles.of_paragraph(value(paragraph, "style-name") or "")
        self._inner(paragraph, Around(look), found)
        return found

    def _inner(self, element: ET.Element, around: Around, found: Found) -> None:
        if around.depth > _DEEPEST:
            raise Unreadable("broken", "content.xml")
        around = around._replace(depth=around.depth + 1)
        self._say(element.text or "", around, found)
        for each in element:
            self._element(each, around, found)
            self._say(each.tail or "", around, found)

    def _element(self, element: ET.Element, around: Around, found: Found) -> None:
        name = local(element.tag)
        if name == "span":
            look = self._styles.of_words(value(element, "style-name") or "").over(around.look)
            self._inner(element, around._replace(look=look), found)
        elif name == "a":
            link = outward(value(element, "href") or "")
            self._inner(element, around._replace(link=link or around.link), found)
        elif name in ("s", "tab", "line-break"):
            self._say(_sign(element), around, found, kept=True)
        elif name in ("note", "annotation", "annotation-end"):
            self._beside(element, found)
        elif name in ("change-start", "change-end", "change"):
            region = self.mark(element)
            if region is not None:
                found.pieces.append(Removal(region))
        elif name == "number":
            found.number = (found.number or "") + "".join(element.itertext())
        elif element.tag.startswith(DRAWING):
            formula = self._formula(element)
            self._say(formula, around, found)
            if not formula:
                found.drawn.append(element)
        elif name not in _UNSEEN:
            self._inner(element, around, found)

    def _say(self, text: str, around: Around, found: Found, *, kept: bool = False) -> None:
        if not text:
            return
        if around.look.hidden:
            found.hidden.append(text)
            return
        styles: frozenset[Style] = frozenset(s for s, is_on in around.look.styles.items() if is_on)
        words = Words(text, styles, around.link, tracked=self.tracked)
        found.pieces.append(Piece(words, kept))
        for key in self._remarks.values():
            found.remarked.setdefault(key, []).append(text)

    def _beside(self, element: ET.Element, found: Found) -> None:
        """Pass a note, or the beginning or end of the words that a remark stands at."""
        name = value(element, "name") or ""
        if local(element.tag) == "note":
            kind = value(element, "note-class") or "footnote"
            key = self._key(f"{kind}-{value(element, 'id') or ''}")
            found.notes.append(Beside(key, element, self.tracked))
            found.pieces.append(Piece(Words("", note=key, tracked=self.tracked)))
        elif local(element.tag) == "annotation":
            key = self._key(name or "remark")
            found.remarks.append(Beside(key, element, self.tracked))
            if name in self._ranges and len(self._remarks) < _MOST_OPEN:
                self._remarks[name] = key
        else:
            self._remarks.pop(name, None)

    def _key(self, wished: str) -> str:
        key = wished if wished not in self._keys else f"{wished}-{len(self._keys)}"
        while key in self._keys:
            key += "'"
        self._keys.add(key)
        return key


def _regions(root: ET.Element) -> Iterator[tuple[str, Region]]:
    for element in root.iter():
        if local(element.tag) != "changed-region":
            continue
        removal, insertion = child(element, "deletion"), child(element, "insertion")
        change = removal if removal is not None else insertion
        if change is not None:
            content = tuple(e for e in change if local(e.tag) not in ("change-info", "insertion"))
            kind = "deleted" if removal is not None else "inserted"
            yield value(element, "id") or "", Region(_tracked(change, kind), content)


def _tracked(change: ET.Element, kind: str) -> Tracked:
    info = child(change, "change-info")
    who, when = said_by(info)
    return Tracked("deleted" if kind == "deleted" else "inserted", who, when)


def said_by(element: ET.Element | None) -> tuple[str, str]:
    """Tell who made a change or remark, as printed, and when."""
    who, when = child(element, "creator"), child(element, "date")
    author = "".join(who.itertext()).strip() if who is not None else ""
    return author, (when.text or "").strip() if when is not None else ""


def _sign(element: ET.Element) -> str:
    name = local(element.tag)
    if name == "s":
        count = number(element, "c")
        return " " * min(max(1 if count is None else count, 0), _MOST_SPACES)
    return "\t" if name == "tab" else "\n"
