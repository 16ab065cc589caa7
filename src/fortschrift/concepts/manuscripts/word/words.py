"""The words of a paragraph of a Word file: runs, links, fields, notes, tracked changes.

Read from left to right, whatever is nested: a link may stand in an insertion and an insertion
in a link. Of a field (a page number, a table of contents) the words count that it shows.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple
from xml.etree import ElementTree as ET

from fortschrift.concepts.manuscripts.manuscript import Tracked, Words
from fortschrift.concepts.manuscripts.package import child, local, value
from fortschrift.concepts.manuscripts.word.changes import CHANGES, tracked
from fortschrift.concepts.manuscripts.word.formats import changed_words
from fortschrift.concepts.manuscripts.word.styles import Styles, is_on

_SIGNS = {
    "tab": "\t",
    "cr": "\n",
    "noBreakHyphen": "\u2011",
    "ptab": "\t",
    "softHyphen": "\u00ad",
}
_TEXTS = {"t", "delText"}
_OUR_ANCHORS = ("fs_", "fo_")
_OF_SIGNS = "_n"
_BREAKS_OF_LINES = (None, "textWrapping")


class Around(NamedTuple):
    """What holds for the words that are being read."""

    link: str = ""
    tracked: Tracked | None = None


class Drawn(NamedTuple):
    """A picture in a paragraph: the part of its bytes, what is said of it, our name for it."""

    media: str
    said: str
    name: str = ""
    tracked: Tracked | None = None


@dataclass
class Found:
    """What was found in a paragraph besides its words."""

    words: list[Words] = field(default_factory=list)
    pictures: list[Drawn] = field(default_factory=list)
    boxes: list[ET.Element] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)
    commented: dict[str, list[str]] = field(default_factory=dict)
    anchors: list[str] = field(default_factory=list)
    in_contents: bool = False


class WordsReader:
    """Reads the words of paragraphs; fields and comments may span several of them."""

    def __init__(self, styles: Styles, target: Callable[[str], str]) -> None:
        """Begin at the start of a document; `target` gives what a relation leads to."""
        self._styles = styles
        self._target = target
        self._fields: list[_Field] = []
        self._open_comments: dict[str, None] = {}
        self._sign = ""
        self.signs: dict[str, str] = {}

    @property
    def _in_contents(self) -> bool:
        """Tell whether a table of contents is being read."""
        return any(each.code.split()[:1] in (["TOC"], ["INDEX"]) for each in self._fields)

    def read(self, paragraph: ET.Element) -> Found:
        """Read one paragraph."""
        found = Found(in_contents=self._in_contents)
        for each in paragraph:
            self._read(each, Around(), found)
        return found

    def _read(self, element: ET.Element, around: Around, found: Found) -> None:
        name = local(element.tag)
        if name == "r":
            self._run(element, around, found)
        elif name in CHANGES:
            around = around._replace(tracked=tracked(element))
            self._inner(element, around, found)
        elif name == "hyperlink":
            target = self._target(value(element, "id") or "")
            self._inner(element, around._replace(link=target or around.link), found)
        elif name == "fldSimple":
            link = _link_of_field(value(element, "instr") or "")
            self._inner(element, around._replace(link=link or around.link), found)
        elif name == "commentRangeStart":
            self._open_comments[value(element, "id") or ""] = None
        elif name == "commentRangeEnd":
            self._open_comments.pop(value(element, "id") or "", None)
        elif name == "bookmarkStart":
            self._anchor(element, found)
        elif name == "AlternateContent":
            self._inner(next(iter(element), element), around, found)
        elif name in ("oMath", "oMathPara"):
            said = "".join(each.text or "" for each in element.iter() if local(each.tag) == "t")
            self._say(said, None, around, found)
        elif name not in ("pPr", "rPr", "sdtPr", "sdtEndPr"):
            self._inner(element, around, found)

    def _anchor(self, element: ET.Element, found: Found) -> None:
        """Note a bookmark of ours; one around the sign of a note is the note's."""
        for name in anchor_in(element):
            if name.endswith(_OF_SIGNS):
                self._sign = name
            else:
                found.anchors.append(name)

    def _inner(self, element: ET.Element, around: Around, found: Found) -> None:
        for each in element:
            self._read(each, around, found)

    def _run(self, run: ET.Element, around: Around, found: Found) -> None:
        properties = child(run, "rPr")
        if is_on(child(properties, "vanish")):
            found.hidden.append("".join(each.text or "" for each in run if local(each.tag) == "t"))
            return
        for each in run:
            self._piece(each, properties, around, found)

    def _piece(
        self, element: ET.Element, properties: ET.Element | None, around: Around, found: Found
    ) -> None:
        name = local(element.tag)
        text = _text_of(element)
        if text:
            self._say(text, properties, around, found)
        elif name in ("footnoteReference", "endnoteReference"):
            note = f"{name.removesuffix('Reference')}-{value(element, 'id')}"
            if self._sign:
                self.signs[note], self._sign = self._sign, ""
            found.words.append(Words("", note=note, tracked=around.tracked))
        elif name == "commentReference":
            found.comments.append(value(element, "id") or "")
        elif name == "fldChar":
            self._field_sign(value(element, "fldCharType") or "")
            found.in_contents = found.in_contents or self._in_contents
        elif name == "instrText":
            self._code(element.text or "")
        elif name == "AlternateContent":
            for each in next(iter(element), ()):
                self._piece(each, properties, around, found)
        elif name in ("drawing", "pict", "object"):
            _drawn(element, around, found, self._target)

    def _say(self, text: str, properties: ET.Element | None, around: Around, found: Found) -> None:
        if not text or any(not each.shows or each.is_our_sign for each in self._fields):
            return
        link = next((each.link for each in reversed(self._fields) if each.link), around.link)
        styles = self._styles.of_words(properties)
        formatted = changed_words(properties, self._styles)
        found.words.append(Words(text, styles, link, "", around.tracked, formatted))
        for comment in self._open_comments:
            found.commented.setdefault(comment, []).append(text)

    def _code(self, said: str) -> None:
        if self._fields and not self._fields[-1].shows:
            self._fields[-1].code += said

    def _field_sign(self, sign: str) -> None:
        if sign == "begin":
            self._fields.append(_Field())
        elif sign == "separate" and self._fields:
            self._fields[-1].shows = True
        elif sign == "end" and self._fields:
            self._fields.pop()


@dataclass
class _Field:
    """A field that is being read: its code first, then what it shows."""

    code: str = ""
    shows: bool = False

    @property
    def is_our_sign(self) -> bool:
        """Tell whether it repeats the sign of a footnote in one of our own files."""
        return self.code.split()[:1] == ["NOTEREF"] and " fs_" in self.code

    @property
    def link(self) -> str:
        """Give the address that it leads to."""
        return _link_of_field(self.code)


def anchor_in(element: ET.Element) -> list[str]:
    """Give the name of a bookmark that one of our own files has, none for any other."""
    name = value(element, "name") or ""
    return [name] if name.startswith(_OUR_ANCHORS) else []


def _text_of(element: ET.Element) -> str:
    """Give the characters that an element of a run stands for, none for other elements."""
    name = local(element.tag)
    if name in _TEXTS:
        return element.text or ""
    if name == "br":
        return "\n" if value(element, "type") in _BREAKS_OF_LINES else ""
    return _symbol(element) if name == "sym" else _SIGNS.get(name, "")


def _link_of_field(code: str) -> str:
    parts = code.split('"')
    return parts[1] if parts[0].strip() == "HYPERLINK" and len(parts) > 1 else ""


def _symbol(element: ET.Element) -> str:
    """Give a character of a symbol font; those of Word's private area are bullets and arrows."""
    try:
        code = int(value(element, "char") or "", 16)
    except ValueError:
        return ""
    return "•" if 0xF000 <= code <= 0xF0FF else chr(code) if 0x20 <= code < 0xD800 else ""


def _drawn(element: ET.Element, around: Around, found: Found, target: Callable[[str], str]) -> None:
    """Find the images and text boxes of a drawing."""
    described = next((each for each in element.iter() if local(each.tag) == "docPr"), None)
    said = value(described, "descr") or value(described, "title") or ""
    for each in _outside_boxes(element, found):
        name = local(each.tag)
        relation = {"blip": "embed", "imagedata": "id"}.get(name)
        leads_to = target(value(each, relation) or "") if relation else ""
        if leads_to:
            name = next(iter(anchor_in(described)), "") if described is not None else ""
            found.pictures.append(Drawn(leads_to, said, name, around.tracked))


def _outside_boxes(element: ET.Element, found: Found) -> Iterator[ET.Element]:
    for each in element:
        if local(each.tag) == "txbxContent":
            found.boxes.append(each)
        elif local(each.tag) != "Fallback":
            yield each
            yield from _outside_boxes(each, found)
