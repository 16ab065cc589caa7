"""What a file is, for whoever reads of it later: told by its bytes, never by its name."""

from collections.abc import Mapping
from io import BytesIO
from typing import Literal
from zipfile import BadZipFile, ZipFile

Kind = Literal["word", "odt", "pdf", "html", "sheet", "text"]

_ENDINGS: Mapping[str, Kind] = {"docx": "word", "odt": "odt", "pdf": "pdf", "xlsx": "sheet"}
_START = 1024
_HTML = (b"<!doctype html", b"<html", b"<body", b"<p", b"<h1")


def kind_of(data: bytes) -> Kind:
    """Tell what a file is; what is none of the others counts as text.

    >>> kind_of(b"%PDF-1.7 ..."), kind_of(b"<h1>Konzept</h1>"), kind_of(b"Konzept")
    ('pdf', 'html', 'text')
    """
    start = data[:_START].lower()
    if data.startswith(b"PK"):
        return _packed(data)
    if b"%pdf-" in start:
        return "pdf"
    if b"<office:document" in start:
        return "odt"
    return "html" if any(sign in start.replace(b"\x00", b"") for sign in _HTML) else "text"


def claimed_ending(name: str, kind: str) -> str:
    """Give the ending of a name that says another kind than the file is, else nothing.

    >>> claimed_ending("Konzept.DOCX", "text"), claimed_ending("konzept.md", "text")
    ('docx', '')
    """
    ending = name.rpartition(".")[2].lower()
    return ending if _ENDINGS.get(ending, kind) != kind else ""


def _packed(data: bytes) -> Kind:
    try:
        with ZipFile(BytesIO(data)) as file:
            names = file.namelist()
    except (BadZipFile, OSError, ValueError, NotImplementedError):
        return "word"  # broken: whoever sent it meant a document
    if any(name.startswith("xl/") for name in names):
        return "sheet"
    return "odt" if "mimetype" in names else "word"
