"""What a file leads to: images by their first bytes, whatever their names say, and addresses."""

import binascii
from base64 import b64decode
from hashlib import sha256
from urllib.parse import unquote_to_bytes

_SIGNATURES = (
    (0, b"\x89PNG\r\n\x1a\n", "image/png"),
    (0, b"\xff\xd8\xff", "image/jpeg"),
    (0, b"GIF8", "image/gif"),
    (8, b"WEBP", "image/webp"),
)
_LARGEST_IMAGE = 5 * 2**20  # bytes of an image that stands in an address
_SCHEMES = ("http://", "https://", "mailto:")


def image_type(data: bytes) -> str | None:
    """Tell the type of an image that pages can show, None for other bytes.

    >>> image_type(b"GIF89a..."), image_type(b"<svg/>")
    ('image/gif', None)
    """
    return next((kind for at, sign, kind in _SIGNATURES if data.startswith(sign, at)), None)


def media_key(data: bytes) -> str:
    """Name the bytes of an image that has no name; the same bytes have the same."""
    return f"image-{sha256(data).hexdigest()[:16]}"


def outward(address: str) -> str:
    """Give an address that a reader may be led to, "" for others.

    >>> outward(" https://example.org/a "), outward("javascript:alert(1)"), outward("#top")
    ('https://example.org/a', '', '')
    """
    address = address.strip()
    return address if address.lower().startswith(_SCHEMES) else ""


def image_in(source: str) -> bytes:
    """Give the bytes of an image that an address holds itself, none where it is too large."""
    head, comma, rest = source[: 2 * _LARGEST_IMAGE].partition(",")
    if not comma or not head.lower().startswith("data:image/"):
        return b""
    data = unquote_to_bytes(rest)
    if head.lower().endswith(";base64"):
        try:
            data = b64decode(data)
        except (binascii.Error, ValueError):
            return b""
    return data if len(data) <= _LARGEST_IMAGE else b""
