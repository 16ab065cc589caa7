"""Files damaged by chance: bytes changed, cut, doubled; parts of packages changed inside."""

from collections.abc import Iterator
from io import BytesIO
from random import Random
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile

_SIGNS = (
    b"<", b">", b"/>", b'"', b"&", b"\x00", b"\xff", b"&#0;", b"99999999999", b"-1", b"<w:p>",
    b"]]>", b"<!DOCTYPE a [<!ENTITY b 'bb'>]>", b"xml:space", b"../../a", b"\xf0\x9f\x98\x80",
)  # fmt: skip


def damaged(data: bytes, number: int, *, seed: int = 7) -> Iterator[bytes]:
    """Give so many damaged ones of a file; those of a package are sound packages half the time."""
    chance = Random(seed)
    is_package = data.startswith(b"PK")
    for at in range(number):
        yield inside(data, chance) if is_package and at % 2 else outside(data, chance)


def outside(data: bytes, chance: Random) -> bytes:
    """Change, cut or double some bytes."""
    changed = bytearray(data)
    for _ in range(chance.choice((1, 1, 3, 10))):
        at = chance.randrange(len(changed))
        match chance.randrange(4):
            case 0:
                changed[at] = chance.randrange(256)
            case 1:
                changed[at:at] = chance.choice(_SIGNS)
            case 2:
                del changed[at : at + chance.choice((1, 5, 200))]
            case _:
                changed[at:at] = changed[at : at + chance.randrange(300)]
        if not changed:
            return bytes(data[:1])
    if chance.random() < 0.1:
        del changed[chance.randrange(len(changed)) :]
    return bytes(changed)


def inside(data: bytes, chance: Random) -> bytes:
    """Change one part of a package, leave it out, or give it the words of another one."""
    try:
        with ZipFile(BytesIO(data)) as package:
            parts = {name: package.read(name) for name in package.namelist()}
    except (BadZipFile, OSError):
        return data
    name = chance.choice(sorted(parts))
    match chance.randrange(6):
        case 0:
            del parts[name]
        case 1:
            parts[name] = parts[chance.choice(sorted(parts))]
        case _:
            parts[name] = outside(parts[name] or b"<", chance)
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as package:
        for each, content in parts.items():
            package.writestr(each, content)
    return packed.getvalue()
