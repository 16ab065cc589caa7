"""The text of an HTML file, whatever it is written in."""

import codecs
import re

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)  # fmt: skip
_DECLARED = re.compile(
    rb"<(?:meta|\?xml)[^>]{0,300}?(?:charset|encoding)\s*=\s*[\"']?([\w-]+)", re.I
)
_HEAD = 8192  # bytes in which the file may say it
_KNOWN = re.compile(r"utf-?8|us-ascii|windows-125\d|iso-8859-\d{1,2}|koi8-[ru]|macintosh")
_READ_AS = {"iso-8859-1": "windows-1252", "us-ascii": "windows-1252", "macintosh": "mac-roman"}
_UNSEEN = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")


def decoded(data: bytes) -> str:
    """Decode by the mark in front, what the file says, UTF-8 or windows-1252, in this order.

    >>> decoded("<meta charset=iso-8859-15>€".encode("iso-8859-15"))[-1]
    '€'
    >>> decoded("Maßnahme".encode()), decoded("Maßnahme".encode("latin-1"))
    ('Maßnahme', 'Maßnahme')
    """
    for mark, charset in _MARKS:
        if data.startswith(mark):
            return seen(data[len(mark) :].decode(charset, "replace"))
    declared = _declared(data)
    if declared is not None:
        return seen(data.decode(declared, "replace"))
    try:
        return seen(data.decode())
    except UnicodeDecodeError:
        return seen(data.decode("windows-1252", "replace"))


def seen(text: str) -> str:
    """Leave out the signs that no page shows."""
    return _UNSEEN.sub("", text)


def _declared(data: bytes) -> str | None:
    found = _DECLARED.search(data[:_HEAD])
    name = found.group(1).decode("ascii", "replace").lower() if found is not None else ""
    if not _KNOWN.fullmatch(name):
        return None
    try:
        return codecs.lookup(_READ_AS.get(name, name)).name
    except LookupError:
        return None
