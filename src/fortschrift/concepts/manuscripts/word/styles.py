"""What the styles of a Word file say of paragraphs and words (ECMA-376 part 1, 17.7)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from xml.etree import ElementTree as ET

from fortschrift.concepts.manuscripts.manuscript import Style
from fortschrift.concepts.manuscripts.package import child, local, number, value

_OFF = {"0", "false", "off", "none"}
_TOGGLES: Mapping[str, Style] = {"b": "bold", "i": "italic"}
_RAISED: Mapping[str, Style] = {"superscript": "superscript", "subscript": "subscript"}
_BODY_TEXT = 9  # an outline level that is none


def is_on(element: ET.Element | None) -> bool | None:
    """Tell what a switch says, None where it is not there."""
    if element is None:
        return None
    return (value(element) or "true").lower() not in _OFF


@dataclass(frozen=True, slots=True)
class ParagraphStyle:
    """A style by its name on the screen, with what it says of outline and lists."""

    name: str
    based_on: str | None
    outline: int | None
    list_number: int | None
    list_depth: int | None


@dataclass(frozen=True)
class Styles:
    """The styles of a file by their ids."""

    paragraphs: Mapping[str, ParagraphStyle] = field(default_factory=dict)
    words: Mapping[str, Mapping[Style, bool]] = field(default_factory=dict)
    default: str = ""

    def of(self, style: str) -> Iterator[ParagraphStyle]:
        """Go from a style to those that it is based on."""
        seen: set[str] = set()
        found = self.paragraphs.get(style)
        while found is not None and style not in seen:
            yield found
            seen.add(style)
            style = found.based_on or ""
            found = self.paragraphs.get(style)

    def name_of(self, style: str) -> str:
        """Give the name of a style as people see it."""
        return next((each.name for each in self.of(style)), style)

    def level_of(self, style: str, properties: ET.Element | None) -> int | None:
        """Tell the rank of a heading, from 1; None for other text."""
        own = number(child(properties, "outlineLvl"))
        found = own if own is not None else self._outlines.get(style or self.default)
        return found + 1 if found is not None and 0 <= found < _BODY_TEXT else None

    @cached_property
    def _outlines(self) -> dict[str, int]:
        found = {
            style: next((each.outline for each in self.of(style) if each.outline is not None), None)
            for style in self.paragraphs
        }
        return {style: level for style, level in found.items() if level is not None}

    def list_of(self, style: str) -> tuple[int | None, int | None]:
        """Give the list that a style numbers its paragraphs in, and how deep."""
        for each in self.of(style or self.default):
            if each.list_number is not None:
                return each.list_number, each.list_depth
        return None, None

    def of_words(self, properties: ET.Element | None) -> frozenset[Style]:
        """Tell how words look beside what stands around them."""
        if properties is None:
            return frozenset()
        found: dict[Style, bool] = dict(
            self.words.get(value(child(properties, "rStyle")) or "", {})
        )
        found |= _said_of_words(properties)
        return frozenset(style for style, on in found.items() if on)


def read_styles(root: ET.Element | None) -> Styles:
    """Read the part of the styles; a file may be without."""
    paragraphs: dict[str, ParagraphStyle] = {}
    words: dict[str, Mapping[Style, bool]] = {}
    default = ""
    for element in root if root is not None else ():
        name = value(element, "styleId")
        if local(element.tag) != "style" or name is None:
            continue
        if value(element, "type") == "character":
            words[name] = _said_of_words(child(element, "rPr"))
        elif value(element, "type") == "paragraph":
            paragraphs[name] = _paragraph_style(name, element)
            if value(element, "default") not in (None, *_OFF):
                default = name
    return Styles(paragraphs, words, default)


def _paragraph_style(name: str, element: ET.Element) -> ParagraphStyle:
    properties = child(element, "pPr")
    numbering = child(properties, "numPr")
    return ParagraphStyle(
        name=value(child(element, "name")) or name,
        based_on=value(child(element, "basedOn")),
        outline=number(child(properties, "outlineLvl")),
        list_number=number(child(numbering, "numId")),
        list_depth=number(child(numbering, "ilvl")),
    )


def _said_of_words(properties: ET.Element | None) -> dict[Style, bool]:
    found: dict[Style, bool] = {}
    for element in properties if properties is not None else ():
        name = local(element.tag)
        if name in _TOGGLES:
            found[_TOGGLES[name]] = bool(is_on(element))
        elif name == "vertAlign":
            found["superscript"] = found["subscript"] = False
            raised = _RAISED.get(value(element) or "")
            if raised is not None:
                found[raised] = True
    return found
