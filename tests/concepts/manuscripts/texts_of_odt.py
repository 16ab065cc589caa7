"""OpenDocument texts put together for tests, and what was read of them."""

from fortschrift.concepts.manuscripts.manuscript import (
    Line,
    Manuscript,
    Tracked,
)
from fortschrift.concepts.manuscripts.odt.reading import read_odt
from fortschrift.concepts.manuscripts.package import opened
from tests.concepts.manuscripts.open_documents import (
    content,
    manifest,
    odt,
)

WHEN = "2026-03-01T10:00:00"
INSERTED = Tracked("inserted", "Anna Muster", WHEN)
LOCKED = manifest("<manifest:encryption-data/>")
SHEET = content("").replace("office:text>", "office:spreadsheet>")
DELETED = Tracked("deleted", "Anna Muster", WHEN)


def read(data: bytes) -> Manuscript:
    with opened(data) as file:
        return read_odt(file)


def lines(body: str, **more: str) -> list[Line]:
    return list(read(odt(body, **more)).lines())


def items(*texts: str) -> str:
    return "".join(f"<text:list-item><text:p>{each}</text:p></text:list-item>" for each in texts)


def a_list(inside: str, more: str = "", *, style: str = "L1") -> str:
    return f'<text:list text:style-name="{style}" {more}>{inside}</text:list>'


def numbers(body: str, **more: str) -> list[str]:
    return [line.number for line in lines(body, **more)]
