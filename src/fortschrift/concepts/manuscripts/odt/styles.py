"""What the styles of an OpenDocument file say of paragraphs and words (ODF 1.3 part 3, 16).

Named styles are seen by people; automatic ones hold what was formatted by hand and stand on a
named one.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple
from xml.etree import ElementTree as ET

from fortschrift.concepts.manuscripts.manuscript import Style
from fortschrift.concepts.manuscripts.package import child, local, number, value

_LONGEST_CHAIN = 50  # styles that stand on one another
_DEEPEST_LEVEL = 10
_BOLD = {"bold", "bolder", "600", "700", "800", "900"}


class Look(NamedTuple):
    """How words look beside what stands around them; None where nothing is said."""

    styles: Mapping[Style, bool] = {}
    hidden: bool | None = None

    def over(self, other: "Look") -> "Look":
        """Put this look on top of another one."""
        hidden = other.hidden if self.hidden is None else self.hidden
        return Look({**other.styles, **self.styles}, hidden)


class NamedStyle(NamedTuple):
    """A style with what it says of outline, lists and words."""

    name: str
    parent: str
    by_hand: bool
    outline: int | None
    list_style: str | None
    look: Look


@dataclass(frozen=True)
class Styles:
    """The styles of a file by family and name."""

    by_name: Mapping[tuple[str, str], NamedStyle] = field(default_factory=dict)

    def of(self, family: str, name: str) -> Iterator[NamedStyle]:
        """Go from a style to those that it stands on."""
        for _ in range(_LONGEST_CHAIN):
            found = self.by_name.get((family, name))
            if found is None:
                return
            yield found
            name = found.parent

    def name_of(self, paragraph_style: str) -> str:
        """Give the name of a style as people see it."""
        chain = self.of("paragraph", paragraph_style)
        return next((each.name for each in chain if not each.by_hand), paragraph_style)

    def level_of(self, element: ET.Element) -> int | None:
        """Tell the rank of a heading, from 1; None for other text."""
        level = number(element, "outline-level")
        if level is None:
            chain = self.of("paragraph", value(element, "style-name") or "")
            level = next((each.outline for each in chain if each.outline is not None), None)
        if local(element.tag) == "h":
            level = level or 1
        return min(level, _DEEPEST_LEVEL) if level is not None and level > 0 else None

    def list_of(self, paragraph_style: str) -> str | None:
        """Give the list style of a paragraph style: "" is none on purpose, None is not said."""
        chain = self.of("paragraph", paragraph_style)
        return next((each.list_style for each in chain if each.list_style is not None), None)

    def of_words(self, style: str) -> Look:
        """Tell how words of a style look."""
        look = Look()
        for each in self.of("text", style):
            look = look.over(each.look)
        return look

    def of_paragraph(self, style: str) -> Look:
        """Tell how a whole paragraph was formatted by hand; that a heading is bold says nothing."""
        found = self.by_name.get(("paragraph", style))
        return found.look if found is not None and found.by_hand else Look()


def read_styles(named: ET.Element | None, by_hand: ET.Element | None) -> Styles:
    """Read `office:styles` and `office:automatic-styles`; a file may be without."""
    found: dict[tuple[str, str], NamedStyle] = {}
    for root, is_by_hand in ((named, False), (by_hand, True)):
        for element in root if root is not None else ():
            name, family = value(element, "name"), value(element, "family")
            if local(element.tag) == "style" and name is not None and family is not None:
                found[family, name] = _style(name, element, is_by_hand)
    return Styles(found)


def _style(name: str, element: ET.Element, by_hand: bool) -> NamedStyle:
    return NamedStyle(
        name=value(element, "display-name") or name,
        parent=value(element, "parent-style-name") or "",
        by_hand=by_hand,
        outline=number(element, "default-outline-level"),
        list_style=value(element, "list-style-name"),
        look=_look(child(element, "text-properties")),
    )


def _look(properties: ET.Element | None) -> Look:
    if properties is None:
        return Look()
    said: dict[Style, bool] = {}
    weight = value(properties, "font-weight")
    if weight is not None:
        said["bold"] = weight in _BOLD
    slant = value(properties, "font-style")
    if slant is not None:
        said["italic"] = slant in ("italic", "oblique")
    position = (value(properties, "text-position") or "").split()
    if position:
        raised = position[0]
        said["superscript"] = raised == "super" or raised[:1] in "123456789"
        said["subscript"] = raised == "sub" or raised.startswith("-")
    display = value(properties, "display")
    return Look(said, None if display is None else display == "none")
