"""Formatting that somebody changed with recording on (ECMA-376 part 1, 17.13.5.29 and 17.13.5.31).

Such a change holds all properties as they were; which of them are others now is found here. What
only tells the language or how a program is to check the words is no change that anybody sees.
"""

from xml.etree import ElementTree as ET

from fortschrift.concepts.manuscripts.manuscript import Formatted
from fortschrift.concepts.manuscripts.package import child, local
from fortschrift.concepts.manuscripts.word.changes import tracked_formatting
from fortschrift.concepts.manuscripts.word.styles import Styles

_UNSEEN = frozenset({
    *("lang", "noProof", "bCs", "iCs", "szCs", "cs", "rtl", "rPr", "rPrChange", "pPrChange"),
    *("ins", "del", "moveTo", "moveFrom", "sectPr"),
})  # fmt: skip
_SAYABLE = frozenset({"b", "i", "vertAlign", "rStyle"})
"""What a text of ours can say: bold, italic, raised and lowered, by hand or by a style."""


def changed_words(properties: ET.Element | None, styles: Styles) -> Formatted | None:
    """Tell how words looked before somebody formatted them, None where nobody did."""
    change = child(properties, "rPrChange")
    if change is None:
        return None
    former = child(change, "rPr")
    what = changed(former, properties)
    if not what:
        return None
    before = styles.of_words(former)
    said = _SAYABLE if before != styles.of_words(properties) else frozenset[str]()
    unsaid = tuple(each for each in what if each not in said)
    return Formatted(tracked_formatting(change), what, unsaid, before)


def changed(former: ET.Element | None, now: ET.Element | None) -> tuple[str, ...]:
    """Name the properties that were different, in the order of the alphabet."""
    was, is_now = _said(former), _said(now)
    return tuple(sorted(each for each in was | is_now if was.get(each) != is_now.get(each)))


def _said(properties: ET.Element | None) -> dict[str, str]:
    return {
        name: str(sorted((local(key), said) for key, said in part.attrib.items()))
        + "".join(local(each.tag) + str(sorted(each.attrib.values())) for each in part)
        for part in (properties if properties is not None else ())
        if (name := local(part.tag)) not in _UNSEEN
    }
