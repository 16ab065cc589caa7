"""A program of its own: a PDF comes in, its words with their places go out as JSON.

It runs in a process of its own (see `bounded`), because it calls a library of native code with
files from outside: where that dies, runs for ever or eats memory, only this process ends.  So it
imports nothing of the product, decides nothing and only says what stands where.

Lengths are in points; heights count downwards from the upper edge of the page as it is shown.
"""

import ctypes
import json
import sys
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import pypdfium2 as pdfium
from pypdfium2 import raw

MOST_MEMORY = 1024 * 2**20
MOST_SECONDS = 120  # of work; on a busy machine that may take long
MOST_PAGES = 3_000
MOST_WORDS = 2_000_000
MOST_ON_PAGE = 20_000  # words
MOST_RULES = 20_000  # on one page
_SHORTEST_RULE = 6.0
_DEEPEST = 8  # drawings in drawings
_HYPHEN_AT_END = 0x02
_GAP, _LARGEST_GAP = 0.15, 0.5  # in a word, of the size: where the library sees a space, or not
_ASTERISK = 0x2A
_NOT_SAID = "\ufffd"
_BOLD_NAMES = ("bold", "black", "heavy", "demi")
_BOLD_WEIGHT = 700
_FORCED_BOLD, _ITALIC = 1 << 18, 1 << 6
_FILLED_AND_STROKED = 2

Turn = Callable[[float, float], tuple[float, float]]


class _TooLarge(Exception):
    """More than is taken in."""


class _Look(NamedTuple):
    """How the letters of one drawn text look; `turned` says that they do not run to the right."""

    size: float
    bold: bool
    italic: bool
    turned: bool


def main() -> None:
    """Read a PDF from the input and write what it says to the output."""
    _bound()
    json.dump(_said(sys.stdin.buffer.read()), sys.stdout, ensure_ascii=True)


def _bound() -> None:
    try:
        import resource
    except ImportError:  # Windows
        return
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))


def _said(data: bytes) -> dict[str, Any]:
    try:
        document = pdfium.PdfDocument(data)
        return {"title": document.get_metadata_value("Title"), "pages": list(_pages(document))}
    except _TooLarge:
        return {"refused": "too_large"}
    except pdfium.PdfiumError as error:
        is_locked = error.err_code == raw.FPDF_ERR_PASSWORD
        return {"refused": "password" if is_locked else "broken"}


def _pages(document: pdfium.PdfDocument) -> Iterator[dict[str, Any]]:
    if len(document) > MOST_PAGES:
        raise _TooLarge
    words = 0
    for page in document:
        found = _page(page)
        words += len(found["words"])
        if words > MOST_WORDS or len(found["words"]) > MOST_ON_PAGE:
            raise _TooLarge
        yield found
        page.close()


def _page(page: pdfium.PdfPage) -> dict[str, Any]:
    turn, width, height = _turned(page)
    text = page.get_textpage()
    rules: list[list[float]] = []
    pictures = _drawn(page, turn, rules)
    found = {
        "width": width,
        "height": height,
        "words": list(_words(text.raw, page, turn)),
        "rules": rules,
        "pictures": pictures,
        "links": list(_links(page, text.raw, turn)),
        "remarks": list(_remarks(page)),
    }
    text.close()
    return found


def _turned(page: pdfium.PdfPage) -> tuple[Turn, float, float]:
    """Say how places in the file become places on the page as it is shown, and its size."""
    left, low, right, high = page.get_cropbox()
    wide, tall = right - left, high - low
    turns: dict[int, tuple[Turn, float, float]] = {
        0: (lambda x, y: (x - left, high - y), wide, tall),
        90: (lambda x, y: (y - low, x - left), tall, wide),
        180: (lambda x, y: (right - x, y - low), wide, tall),
        270: (lambda x, y: (high - y, right - x), tall, wide),
    }
    return turns[page.get_rotation() % 360]


# ---- words


def _words(text: Any, page: pdfium.PdfPage, turn: Turn) -> Iterator[list[Any]]:
    """Go through the words: letters that stand side by side and look alike.

    Each is text, left, right, base line, size, bold, italic, turned, and whether it follows the
    word before without a space.
    """
    looks: dict[int, _Look] = {}
    word: _Word | None = None
    is_parted, seems_parted = True, False
    x, y, box = ctypes.c_double(), ctypes.c_double(), raw.FS_RECTF()
    for index in range(raw.FPDFText_CountChars(text)):
        code = raw.FPDFText_GetUnicode(text, index)
        if raw.FPDFText_IsGenerated(text, index) == 1:
            seems_parted = True
            continue
        if code in (0x20, 0xA0, 0x09, 0x0A, 0x0D, 0x2002, 0x2003, 0x2009, 0x202F):
            is_parted = True
            continue
        look = _look(text, index, looks, turn)
        raw.FPDFText_GetCharOrigin(text, index, x, y)
        raw.FPDFText_GetLooseCharBox(text, index, box)
        base = turn(x.value, y.value)[1]
        if chr(code).isdigit() or code == _ASTERISK:
            look, base = _as_drawn(text, index, look, base, turn)
        sides = turn(box.left, box.bottom)[0], turn(box.right, box.top)[0]
        left, right = min(sides), max(sides)
        gap = _GAP if seems_parted else _LARGEST_GAP
        follows = word is not None and not is_parted and word.is_followed_by(look, left, base, gap)
        if word is not None and follows and word.goes_on_in(look, base):
            word.letters.append(_letter(code))
            word.right, word.last = max(word.right, right), left
        else:
            if word is not None:
                yield word.said()
            word = _Word(look, base, (left, right), _letter(code))
            word.tight = follows
        is_parted = seems_parted = False
    if word is not None:
        yield word.said()


class _Word:
    """A word that is being read."""

    def __init__(self, look: _Look, base: float, sides: tuple[float, float], letter: str) -> None:
        self.look, self.base, (self.left, self.right) = look, base, sides
        self.letters, self.last, self.tight = [letter], self.left, False

    def is_followed_by(self, look: _Look, left: float, base: float, gap: float) -> bool:
        """Tell whether a letter stands directly behind, be it raised or lowered.

        Letters of one ligature stand at one place.
        """
        if look.turned or self.look.turned:
            return look == self.look
        size = max(self.look.size, look.size)
        is_behind = self.last - 0.3 * size < left < self.right + gap * size
        return is_behind and abs(base - self.base) < 0.7 * size

    def goes_on_in(self, look: _Look, base: float) -> bool:
        """Tell whether a letter that stands directly behind is of this word."""
        return look == self.look and (look.turned or abs(base - self.base) < 0.1)

    def said(self) -> list[Any]:
        """Give it for the output."""
        text = "".join(self.letters).encode("utf-16-le", "surrogatepass")
        return [
            text.decode("utf-16-le", "replace"),
            *(round(each, 2) for each in (self.left, self.right, self.base, self.look.size)),
            self.look.bold, self.look.italic, self.look.turned, self.tight,
        ]  # fmt: skip


def _as_drawn(text: Any, index: int, look: _Look, base: float, turn: Turn) -> tuple[_Look, float]:
    """Give size and base line of a number; fonts have small raised and lowered ones of their own.

    The number of a note is such a sign where the font has it: as large as the letters around and
    on their line, but drawn small and high.
    """
    sides = [ctypes.c_double() for _ in range(4)]
    if look.turned or not raw.FPDFText_GetCharBox(text, index, *sides):
        return look, base
    left, right, bottom, top = (each.value for each in sides)
    high, low = sorted((turn(left, top)[1], turn(right, bottom)[1]))
    if base - low > 0.2 * look.size:
        return look._replace(size=0.6 * look.size), base - 0.33 * look.size
    if low > base and base - high < 0.38 * look.size:
        return look._replace(size=0.6 * look.size), base + 0.15 * look.size
    return look, base


def _letter(code: int) -> str:
    """Give the character; those of symbol fonts in the private area are bullets and arrows."""
    if code == _HYPHEN_AT_END:
        return "-"
    if 0xF000 <= code <= 0xF0FF:
        return "•"
    return chr(code) if 0x20 < code <= sys.maxunicode else _NOT_SAID


def _look(text: Any, index: int, looks: dict[int, _Look], turn: Turn) -> _Look:
    drawn = raw.FPDFText_GetTextObject(text, index)
    key = ctypes.cast(drawn, ctypes.c_void_p).value or 0
    if key not in looks:
        looks[key] = _read_look(text, index, drawn, turn)
    return looks[key]


def _read_look(text: Any, index: int, drawn: Any, turn: Turn) -> _Look:
    matrix, flags = raw.FS_MATRIX(), ctypes.c_int()
    name = ctypes.create_string_buffer(256)
    raw.FPDFText_GetMatrix(text, index, matrix)
    raw.FPDFText_GetFontInfo(text, index, name, len(name), flags)
    (x, y), (origin_x, origin_y) = turn(matrix.a, matrix.b), turn(0, 0)
    said = name.value.decode("utf-8", "replace").lower()
    is_stroked = bool(drawn) and raw.FPDFTextObj_GetTextRenderMode(drawn) == _FILLED_AND_STROKED
    return _Look(
        size=round(raw.FPDFText_GetFontSize(text, index) * (matrix.c**2 + matrix.d**2) ** 0.5, 2),
        bold=any(each in said for each in _BOLD_NAMES)
        or bool(flags.value & _FORCED_BOLD)
        or raw.FPDFText_GetFontWeight(text, index) >= _BOLD_WEIGHT
        or is_stroked,
        italic=bool(flags.value & _ITALIC) or "italic" in said or "oblique" in said,
        turned=x - origin_x <= 0 or abs(y - origin_y) > 0.1 * abs(x - origin_x),
    )


# ---- what is drawn


def _drawn(page: pdfium.PdfPage, turn: Turn, rules: list[list[float]]) -> int:
    """Find the straight lines, and count the pictures."""
    pictures = 0
    for drawn in page.get_objects(max_depth=_DEEPEST):
        if drawn.type == raw.FPDF_PAGEOBJ_IMAGE:
            pictures += 1
        elif drawn.type == raw.FPDF_PAGEOBJ_PATH and len(rules) < MOST_RULES:
            rules.extend(_straight(drawn, turn))
    return pictures


def _straight(drawn: pdfium.PdfObject, turn: Turn) -> Iterator[list[float]]:
    """Go through the sides of a path that run along the page or down it."""
    matrix = raw.FS_MATRIX()
    if not raw.FPDFPageObj_GetMatrix(drawn.raw, matrix):
        return
    x, y = ctypes.c_float(), ctypes.c_float()
    first = last = None
    for index in range(min(raw.FPDFPath_CountSegments(drawn.raw), MOST_RULES)):
        segment = raw.FPDFPath_GetPathSegment(drawn.raw, index)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        here = turn(
            matrix.a * x.value + matrix.c * y.value + matrix.e,
            matrix.b * x.value + matrix.d * y.value + matrix.f,
        )
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            first = here
        elif kind == raw.FPDF_SEGMENT_LINETO and last is not None:
            yield from _rule(last, here)
        if first is not None and raw.FPDFPathSegment_GetClose(segment):
            yield from _rule(here, first)
        last = here


def _rule(start: tuple[float, float], end: tuple[float, float]) -> Iterator[list[float]]:
    wide, tall = abs(start[0] - end[0]), abs(start[1] - end[1])
    if min(wide, tall) < 0.5 and max(wide, tall) >= _SHORTEST_RULE:
        left, right = sorted((start[0], end[0]))
        high, low = sorted((start[1], end[1]))
        yield [round(each, 2) for each in (left, high, right, low)]


# ---- what is laid over a page


def _links(page: pdfium.PdfPage, text: Any, turn: Turn) -> Iterator[list[Any]]:
    """Go through the links to addresses outside: left, upper, right, lower edge, address."""
    position, link, box = ctypes.c_int(0), raw.FPDF_LINK(), raw.FS_RECTF()
    while raw.FPDFLink_Enumerate(page.raw, position, link):
        action = raw.FPDFLink_GetAction(link)
        if not action or raw.FPDFAction_GetType(action) != raw.PDFACTION_URI:
            continue
        size = raw.FPDFAction_GetURIPath(page.pdf.raw, action, None, 0)
        address = ctypes.create_string_buffer(max(size, 1))
        raw.FPDFAction_GetURIPath(page.pdf.raw, action, address, size)
        if raw.FPDFLink_GetAnnotRect(link, box):
            corners = turn(box.left, box.bottom), turn(box.right, box.top)
            (left, right), (high, low) = (sorted(each) for each in zip(*corners, strict=True))
            yield [left, high, right, low, address.value.decode("utf-8", "replace")]


def _remarks(page: pdfium.PdfPage) -> Iterator[list[str]]:
    """Go through what readers of the file put on a page, and what is filled into its fields."""
    for index in range(raw.FPDFPage_GetAnnotCount(page.raw)):
        annotation = raw.FPDFPage_GetAnnot(page.raw, index)
        kind = raw.FPDFAnnot_GetSubtype(annotation)
        if kind == raw.FPDF_ANNOT_WIDGET:
            yield ["field", "", "", _value(annotation, b"V")]
        elif kind not in (raw.FPDF_ANNOT_LINK, raw.FPDF_ANNOT_POPUP):
            yield ["remark", *(_value(annotation, key) for key in (b"T", b"M", b"Contents"))]
        raw.FPDFPage_CloseAnnot(annotation)


def _value(annotation: Any, key: bytes) -> str:
    size = raw.FPDFAnnot_GetStringValue(annotation, key, None, 0)
    buffer = ctypes.create_string_buffer(size)
    said = ctypes.cast(buffer, ctypes.POINTER(raw.FPDF_WCHAR))
    raw.FPDFAnnot_GetStringValue(annotation, key, said, size)
    return buffer.raw.decode("utf-16-le", "replace").rstrip("\0")


if __name__ == "__main__":
    main()
