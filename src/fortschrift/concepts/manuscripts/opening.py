"""Reading a file of whatever kind: told by its bytes, never by its name."""

from fortschrift.concepts.manuscripts.errors import Unreadable
from fortschrift.concepts.manuscripts.excel.reading import read_excel
from fortschrift.concepts.manuscripts.html.charset import decoded
from fortschrift.concepts.manuscripts.html.reading import read_html, read_pasted
from fortschrift.concepts.manuscripts.manuscript import Manuscript
from fortschrift.concepts.manuscripts.markdown import is_markdown, read_markdown
from fortschrift.concepts.manuscripts.odt.reading import read_flat_odt, read_odt
from fortschrift.concepts.manuscripts.package import LARGEST_FILE, Package, is_package, opened
from fortschrift.concepts.manuscripts.pdf.reading import read_pdf
from fortschrift.concepts.manuscripts.text.reading import read_text
from fortschrift.concepts.manuscripts.word.reading import read_word

_START = 1024
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_OTHER = (b"{\\rtf", b"<?xml", b"<svg", b"%!PS", b"#!", b"-----BEGIN")
_CONTROLS = bytes({*range(32), 127} - {*b"\t\n\x0b\x0c\r"})


def read(data: bytes) -> Manuscript:
    """Read a file; raises Unreadable, also where it holds no word."""
    if not data.strip():
        raise Unreadable("empty")
    if len(data) > LARGEST_FILE:
        raise Unreadable("too_large")
    return _with_words(_read(data))


def _read(data: bytes) -> Manuscript:
    start = data[:_START].lstrip(b"\xef\xbb\xbf \t\r\n")
    if data.startswith(_COMPOUND):
        raise Unreadable("password" if _ENCRYPTED in data else "old_format")
    if is_package(data):
        with opened(data) as package:
            return _read_package(package)
    if b"%PDF-" in start:
        return read_pdf(data)
    if b"<office:document" in start:
        return read_flat_odt(data)
    if _is_html(start):
        return read_html(data)
    if not _is_text(data, start):
        raise Unreadable("unknown")
    return _read_typed(decoded(data))


def read_clipboard(text: str) -> Manuscript:
    """Read what somebody pasted or typed: HTML, Markdown or plain text; raises Unreadable."""
    if not text.strip():
        raise Unreadable("empty")
    is_html = _is_html(text[:_START].lstrip().encode("utf-8", "replace"))
    return _with_words(read_pasted(text) if is_html else _read_typed(text))


def _with_words(found: Manuscript) -> Manuscript:
    """Refuse what holds no word: dashes, spaces without width, numbers of empty lines, pictures."""
    words = (each.text for line in found.lines() for each in line.words)
    if not any(sign.isalnum() for said in words for sign in said):
        raise Unreadable("empty")
    return found


def _read_typed(text: str) -> Manuscript:
    return read_markdown(text) if is_markdown(text) else read_text(text)


def _read_package(package: Package) -> Manuscript:
    if "mimetype" in package:
        kind = package.bytes_of("mimetype").decode("ascii", "replace").strip()
        if kind.startswith("application/vnd.oasis.opendocument.text"):
            return read_odt(package)
        raise Unreadable("unknown", kind)
    if any(name.startswith("word/") for name in package.names):
        return read_word(package)
    if any(name.startswith("xl/") for name in package.names):
        return read_excel(package)
    raise Unreadable("unknown" if package.names else "broken")


def _is_html(start: bytes) -> bool:
    lowered = start.replace(b"\x00", b"").lstrip(b"\xff\xfe").lower()
    return any(sign in lowered for sign in (b"<!doctype html", b"<html", b"<body", b"<p", b"<h1"))


def _is_text(data: bytes, start: bytes) -> bool:
    """Tell text by its having no other signs than text has."""
    if start.startswith(_OTHER):
        return False
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return b"\x00\x00" not in data
    return not any(
        sign in data for sign in (_CONTROLS[at : at + 1] for at in range(len(_CONTROLS)))
    )
