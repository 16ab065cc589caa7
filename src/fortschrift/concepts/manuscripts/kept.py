"""A manuscript as bytes, so that a file is read once and looked at as often as somebody wants.

Scratch, not a format of exchange: what one release wrote need not be read by the next.  The bytes
of images are left out.
"""

import json
import zlib
from dataclasses import fields, is_dataclass, replace
from typing import Any

from fortschrift.concepts.manuscripts.manuscript import (
    Aside,
    Cell,
    Comment,
    Formatted,
    Item,
    Line,
    Manuscript,
    Picture,
    Place,
    Reshaped,
    Row,
    Table,
    Tracked,
    Words,
)

_SHAPES = (
    *(Aside, Cell, Comment, Formatted, Item, Line, Manuscript, Picture, Place, Reshaped, Row),
    *(Table, Tracked, Words),
)
_BY_NAME: dict[str, Any] = {shape.__name__: shape for shape in _SHAPES}
_TUPLE, _SET = "", "{}"  # names that no shape has


def to_bytes(manuscript: Manuscript) -> bytes:
    """Write a manuscript without the bytes of its images.

    >>> from_bytes(to_bytes(Manuscript((), "Konzept"))).title
    'Konzept'
    """
    written = json.dumps(_written(replace(manuscript, media={})), separators=(",", ":"))
    return zlib.compress(written.encode(), level=1)


def from_bytes(data: bytes) -> Manuscript:
    """Read what `to_bytes` wrote."""
    found = _read(json.loads(zlib.decompress(data)))
    assert isinstance(found, Manuscript)
    return found


def _written(value: Any) -> Any:
    name = type(value).__name__
    if name in _BY_NAME:
        own = [each.name for each in fields(value)] if is_dataclass(value) else value._fields
        return [name, *(_written(getattr(value, field)) for field in own)]
    if isinstance(value, dict):
        return {key: _written(each) for key, each in value.items()}
    if isinstance(value, frozenset):
        return [_SET, *sorted(value)]
    return [_TUPLE, *map(_written, value)] if isinstance(value, tuple) else value


def _read(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _read(each) for key, each in value.items()}
    if not isinstance(value, list):
        return value
    name, *rest = value
    if name == _SET:
        return frozenset(rest)
    found = map(_read, rest)
    return tuple(found) if name == _TUPLE else _BY_NAME[name](*found)
