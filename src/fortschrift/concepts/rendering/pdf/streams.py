"""Streams of a PDF whose last byte could be taken for a part of the line end behind it.

One compressed stream in 256 ends with a carriage return. With the line feed that typst writes
before `endstream` it reads as one line end, and the stream seems a byte too short, which PDF/A
forbids (ISO 19005-3, 6.1.7.1). Behind such streams the whole line end is written, and what
follows is found a byte later.
"""

import re
from bisect import bisect_left

_HEAD = re.compile(rb"\d+ 0 obj\s.*?(?:endobj|/Length (\d+).*?\bstream\r?\n)", re.DOTALL)
_ENTRY = re.compile(rb"(\d{10}) (\d{5}) n\r\n")
_START = re.compile(rb"startxref\n(\d+)")


def with_clear_ends(data: bytes) -> bytes:
    """Write the line ends of such streams in full; other files come back as they are."""
    places = [end for end in _ends(data) if data[end - 1 : end + 1] == b"\r\n"]
    if not places:
        return data
    table = data.rindex(b"\nxref\n") + 1

    def moved(found: re.Match[bytes]) -> bytes:
        at = int(found[1])
        return b"%010d %s n\r\n" % (at + bisect_left(places, at), found[2])

    body = _with_returns(data[:table], places)
    rest = _ENTRY.sub(moved, data[table:])
    return body + _START.sub(b"startxref\n%d" % len(body), rest)


def _ends(data: bytes) -> list[int]:
    """Find where the bytes of each stream end, by the table of objects."""
    table = data[data.rindex(b"\nxref\n") :]
    heads = (_HEAD.match(data, int(found[1])) for found in _ENTRY.finditer(table))
    return sorted(head.end() + int(head[1]) for head in heads if head and head[1])


def _with_returns(data: bytes, places: list[int]) -> bytes:
    pieces = [data[begin:end] for begin, end in zip([0, *places], [*places, None], strict=True)]
    return b"\r".join(pieces)
