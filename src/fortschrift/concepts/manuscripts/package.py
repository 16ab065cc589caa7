"""Reading files that are zip packages of XML (Word, OpenDocument, Excel) without trusting them.

What a part says of its size is not believed: reading stops where the bound is passed, whatever
the directory of the package claims.  A document type, which could define words that unfold to
gigabytes, stands in no file of these kinds and is refused.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
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

# What zipfile raises for bytes that are no sound package, not all of it on purpose.
_DAMAGES = (
    *(BadZipFile, ZlibError, EOFError, OSError, NotImplementedError, RuntimeError, ValueError),
    *(OverflowError, StructError),
)
_DOCUMENT_TYPES = tuple("<!DOCTYPE".encode(each) for each in ("utf-8", "utf-16-le", "utf-16-be"))


class Package:
    """A zip package; counts what is unpacked from it."""

    def __init__(self, file: ZipFile) -> None:
        """Look at the directory; raises Unreadable for locked parts and for too many."""
        self._file = file
        self._left = LARGEST_PACKAGE
        self.names = frozenset(file.namelist())
        if len(self.names) > MOST_PARTS:
            raise Unreadable("too_large", "parts")
        if any(info.flag_bits & 1 for info in file.infolist()):
            raise Unreadable("password")

    def __contains__(self, name: str) -> bool:
        """Tell whether there is a part of this name."""
        return name in self.names

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
        found = self.bytes_of(name)
        if any(sign in found for sign in _DOCUMENT_TYPES):
            raise Unreadable("broken", name)
        try:
            return ET.fromstring(found)
        except (ET.ParseError, ValueError, LookupError, RecursionError):
            raise Unreadable("broken", name) from None

    def xml_if_there(self, name: str) -> ET.Element | None:
        """Read a part that may be missing."""
        return self.xml_of(name) if name in self else None


@contextmanager
def opened(data: bytes) -> Iterator[Package]:
    """Open a package; raises Unreadable where the bytes are none."""
    if len(data) > LARGEST_FILE:
        raise Unreadable("too_large")
    try:
        file = ZipFile(BytesIO(data))
    except _DAMAGES:
        raise Unreadable("broken") from None
    with file:
        yield Package(file)


def local(tag: str) -> str:
    """Give the name of an element or attribute without its namespace.

    >>> local("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}p")
    'p'
    """
    return tag.rpartition("}")[2]
