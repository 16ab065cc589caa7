"""A town as read from its folder: every part checked for shape, none of it in the database yet."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from django.utils.translation import gettext as _
from pydantic import ValidationError
from pydantic_core import ErrorDetails

from fortschrift.demo.documents import Document, Trail, read_document
from fortschrift.demo.faults import DamagedDemo, DemoFault
from fortschrift.demo.reasons import reason
from fortschrift.demo.schema.base import Strict
from fortschrift.demo.schema.concepts import TextFile
from fortschrift.demo.schema.sources import Municipality
from fortschrift.demo.schema.town import TownFile

F = TypeVar("F", bound=Strict)


@dataclass(frozen=True, slots=True)
class Town:
    """All files of one folder; ``content`` is their names and bytes, which tell a change."""

    name: str
    files: tuple[TownFile, ...]
    texts: Mapping[str, TextFile]
    content: bytes

    @property
    def municipality(self) -> Municipality:
        """Return the one municipality; ``checking`` has seen that there is exactly one."""
        return next(file.municipality for file in self.files if file.municipality)

    def items(self) -> Iterator[Strict]:
        """Walk everything that is played, in the order in which it is played."""
        for section in TownFile.model_fields:
            for file in self.files:
                part = getattr(file, section)
                yield from part if isinstance(part, tuple) else filter(None, [part])


def read_town(folder: Path) -> Town:
    """Read and check the shape of all files of a folder; raises DamagedDemo with every fault."""
    paths = _paths(folder)
    faults: list[DemoFault] = []
    files: list[TownFile] = []
    texts: dict[str, TextFile] = {}
    for path in paths:
        try:
            document = read_document(path, name=f"{folder.name}/{path.name}")
            if "text" in document.values:
                texts[path.name] = _shaped(TextFile, document)
            else:
                files.append(_shaped(TownFile, document))
        except DemoFault as fault:
            faults.append(fault)
        except DamagedDemo as damage:
            faults.extend(damage.faults)
    if not paths:
        faults.append(DemoFault(folder.name, 1, "", _("In diesem Ordner liegen keine Daten.")))
    if faults:
        raise DamagedDemo(faults)
    return Town(folder.name, tuple(files), texts, _content(paths))


def digest_of(folder: Path) -> str:
    """Return the SHA-256 of a folder's files, as ``accounts`` keeps it of what was brought in."""
    return hashlib.sha256(_content(_paths(folder))).hexdigest()


def _paths(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.yaml"))


def _shaped(shape: type[F], document: Document) -> F:
    try:
        file = shape.model_validate(document.values)
    except ValidationError as error:
        raise DamagedDemo(_faults(document, error)) from error
    file.settle(document, ())
    return file


def _faults(document: Document, error: ValidationError) -> list[DemoFault]:
    """Turn pydantic's errors into ours, one for each line and field."""
    found: dict[tuple[int, str], DemoFault] = {}
    for details in error.errors(include_url=False):
        fault = _fault(document, details)
        found.setdefault((fault.line, fault.field), fault)
    return list(found.values())


def _fault(document: Document, details: ErrorDetails) -> DemoFault:
    trail = _known_part(document, details["loc"])
    field = str(details["loc"][-1]) if details["type"] == "missing" else ""
    if details["type"].startswith("union_tag"):
        field = "step"
    return document.fault(trail, reason(details), field=field)


def _known_part(document: Document, location: Trail) -> Trail:
    """Leave out what pydantic adds to a location (the names of alternatives)."""
    trail: Trail = ()
    for part in location:
        if (*trail, part) in document.lines:
            trail = (*trail, part)
    return trail


def _content(paths: list[Path]) -> bytes:
    return b"".join(
        f"{path.name} {path.stat().st_size}\n".encode() + path.read_bytes() for path in paths
    )
