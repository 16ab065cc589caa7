"""Who changed something in a Word file with recording on, and when (ECMA-376 part 1, 17.13.5)."""

from xml.etree import ElementTree as ET

from fortschrift.concepts.manuscripts.manuscript import ChangeKind, Tracked
from fortschrift.concepts.manuscripts.package import child, local, value

_INSERTED = frozenset({"ins", "moveTo"})
_DELETED = frozenset({"del", "moveFrom"})
CHANGES = _INSERTED | _DELETED


def tracked(element: ET.Element) -> Tracked:
    """Read who put something in or took it out, and when."""
    name = local(element.tag)
    kind: ChangeKind = "inserted" if name in _INSERTED else "deleted"
    return Tracked(kind, *_who_and_when(element), name.startswith("move"))


def tracked_in(properties: ET.Element | None) -> Tracked | None:
    """Tell whether what has these properties was itself put in or taken out."""
    for name in ("ins", "del", "moveTo", "moveFrom"):
        found = child(properties, name)
        if found is not None:
            return tracked(found)
    return None


def tracked_formatting(element: ET.Element) -> Tracked:
    """Read who changed how something looks, and when."""
    return Tracked("formatted", *_who_and_when(element))


def _who_and_when(element: ET.Element) -> tuple[str, str]:
    return (value(element, "author") or "").strip(), value(element, "date") or ""
