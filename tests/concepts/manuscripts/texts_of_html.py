"""What was read of pages put together for tests."""

from base64 import b64encode

from fortschrift.concepts.manuscripts.html.reading import read_pasted
from fortschrift.concepts.manuscripts.manuscript import Line

PNG = b"\x89PNG\r\n\x1a\n" + bytes(20)
PNG_ADDRESS = f"data:image/png;base64,{b64encode(PNG).decode()}"


def lines(text: str) -> list[Line]:
    return list(read_pasted(text).lines())


def asides(text: str) -> list[tuple[str, str]]:
    return [(aside.kind, aside.text) for aside in read_pasted(text).asides]
