"""Reading files that are zip packages of XML (Word, OpenDocument, Excel) without trusting them.

What a part says of its size is not believed: reading stops where the bound is passed, whatever
the directory of the package claims.  A document type, which could define words that unfold to
gigabytes, stands in no file of these kinds and is refused.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from lzma import LZMAError
from struct import error as StructError
from xml.etree import ElementTree as ET
from zipfile import BadZipFile, ZipFile
from zlib import error as ZlibError

from fortschrift.concepts.manuscripts.errors import Unreadable

LARGEST_FILE = 64 * 2**20
"""Bytes of a file as it comes."""
LARGEST_PART = 64 * 2**20
"""Bytes of one part, unpacked."""
LARGEST_PACKAGE = 256 * 2**20
"""Bytes of all parts that are read, unpacked."""
MOST_PARTS = 10_000

_SIGNS = (b"PK\x03\x04", b"PK\x05\x06")
_LONGEST_NUMBER = 9  # digits; what is longer counts nothing
# What zipfile raises for bytes that are no sound package, not all of it on purpose.
_DAMAGES = (
    *(BadZipFile, ZlibError, LZMAError, StructError, EOFError, OSError, OverflowError),
    *(NotImplementedError, RuntimeError, ValueError),
)
_DOCUMENT_TYPES = tuple("<!DOCTYPE".encode(each) for each in ("utf-8", "utf-16-le", "utf-16-be"))


class Package:
    """A zip package; counts what is unpacked from it."""

    def __init__(self, file: ZipFile, most: int = LARGEST_PACKAGE) -> None:
        """Look at the directory; raises Unreadable for locked parts and for too many.

        ``most`` bytes are unpacked in all.
        """
        self._file = file
        self._left = most
        self.names = frozenset(file.namelist())
        if len(self.names) > MOST_PARTS:
            raise Unreadable("too_large", "parts")
        if any(info.flag_bits & 1 for info in file.infolist()):
            raise Unreadable("password")

    def __contains__(self, name: str) -> bool:
        """Tell whether there is a part of this name."""
        return name in self.names

    @property
    def told_size(self) -> int:
        """Give how many bytes all parts claim to have, unpacked; none is unpacked further."""
        return sum(info.file_size for info in self._file.infolist())

    def bytes_of(self, name: str) -> bytes:
        """Unpack a part; raises Unreadable where it is missing, damaged or too large."""
        bound = min(LARGEST_PART, self._left)
        try:
            with self._file.open(name) as part:
                found = part.read(bound + 1)
        except (KeyError, *_DAMAGES):
            raise Unreadable("broken", name) from None
        if len(found) > bound:
            raise Unreadable("too_large", name)
        self._left -= len(found)
        return found

    def xml_of(self, name: str) -> ET.Element:
        """Read a part as XML; raises Unreadable where it is none."""
        return read_xml(self.bytes_of(name), name)

    def xml_if_there(self, name: str) -> ET.Element | None:
        """Read a part that may be missing."""
        return self.xml_of(name) if name in self else None


def is_package(data: bytes) -> bool:
    """Tell whether bytes begin as a package does, be it whole or damaged."""
    return data.startswith(_SIGNS)


@contextmanager
def opened(data: bytes, most: int = LARGEST_PACKAGE) -> Iterator[Package]:
    """Open a package; raises Unreadable where the bytes are none."""
    if len(data) > LARGEST_FILE:
        raise Unreadable("too_large")
    try:
        file = ZipFile(BytesIO(data))
    except _DAMAGES:
        raise Unreadable("broken") from None
    with file:
        yield Package(file, most)


def read_xml(data: bytes, name: str = "") -> ET.Element:
    """Read bytes as XML; raises Unreadable where they are none."""
    if any(sign in data for sign in _DOCUMENT_TYPES):
        raise Unreadable("broken", name)
    try:
        return ET.fromstring(data)
    except (ET.ParseError, ValueError, LookupError, RecursionError):
        raise Unreadable("broken", name) from None


def local(tag: str) -> str:
    """Give the name of an element or attribute without its namespace.

    >>> local("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}p")
    'p'
    """
    return tag.rpartition("}")[2]


def child(element: ET.Element | None, name: str) -> ET.Element | None:
    """Find the first child of this name in whichever namespace."""
    if element is None:
        return None
    return next((each for each in element if local(each.tag) == name), None)


def value(element: ET.Element | None, name: str = "val") -> str | None:
    """Give an attribute in whichever namespace, None where it is not there."""
    if element is None:
        return None
    return next((said for key, said in element.attrib.items() if local(key) == name), None)


def number(element: ET.Element | None, name: str = "val") -> int | None:
    """Give an attribute as a whole number, None where it is none."""
    said = value(element, name)
    try:
        return int(said) if said is not None and len(said) <= _LONGEST_NUMBER else None
    except ValueError:
        return None
