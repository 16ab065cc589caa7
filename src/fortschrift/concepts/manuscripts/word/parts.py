"""The parts of a Word file, and which leads to which (ECMA-376 part 2, 9.3)."""

import posixpath
from typing import NamedTuple
from xml.etree import ElementTree as ET

from fortschrift.concepts.manuscripts.errors import Unreadable
from fortschrift.concepts.manuscripts.package import Package, value


class Relation(NamedTuple):
    """What a part leads to: of which kind, by which name or address, and whether outside."""

    kind: str = ""
    target: str = ""
    outside: bool = True


class Parts:
    """The parts that belong to the document of a package."""

    def __init__(self, package: Package) -> None:
        """Find the document; raises Unreadable where there is none."""
        self.package = package
        self._relations: dict[str, dict[str, Relation]] = {}
        self.main = self._main()

    def _main(self) -> str:
        for relation in self.package.xml_of("_rels/.rels"):
            if (value(relation, "Type") or "").endswith("/officeDocument"):
                return (value(relation, "Target") or "").lstrip("/")
        raise Unreadable("broken", "_rels/.rels")

    def relation(self, part: str, name: str) -> Relation:
        """Give what a part leads to under a name; targets inside are names of parts."""
        found = self._of(part).get(name, Relation())
        return found if found.outside else found._replace(target=_inside(part, found.target))

    def of_kind(self, kind: str) -> list[str]:
        """List the parts of a kind that the document leads to."""
        found = self._of(self.main).values()
        return [_inside(self.main, each.target) for each in found if each[::2] == (kind, False)]

    def roots(self, kind: str) -> list[tuple[str, ET.Element]]:
        """Read the parts of a kind, each with its name; those that are missing are left out."""
        named = ((part, self.package.xml_if_there(part)) for part in self.of_kind(kind))
        return [(part, root) for part, root in named if root is not None]

    def root(self, kind: str) -> ET.Element | None:
        """Read the first part of a kind; a document may be without."""
        return next((root for _, root in self.roots(kind)), None)

    def _of(self, part: str) -> dict[str, Relation]:
        if part not in self._relations:
            folder, name = posixpath.split(part)
            root = self.package.xml_if_there(f"{folder}/_rels/{name}.rels")
            self._relations[part] = {
                value(each, "Id") or "": Relation(
                    (value(each, "Type") or "").rpartition("/")[2],
                    value(each, "Target") or "",
                    value(each, "TargetMode") == "External",
                )
                for each in (root if root is not None else ())
            }
        return self._relations[part]


def _inside(part: str, target: str) -> str:
    """Give the name of a part that another one leads to."""
    if target.startswith("/"):
        return target[1:]
    return posixpath.normpath(posixpath.join(posixpath.dirname(part), target))
