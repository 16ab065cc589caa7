"""The parts around the text of a Word file: styles, lists, relations, content types.

As few as Word needs (ECMA-376 part 2; part 1, 11.3). The same text gives the same bytes:
the date of every file in the package is the earliest that zip knows.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from xml.sax.saxutils import escape, quoteattr
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_EARLIEST = (1980, 1, 1, 0, 0, 0)
_LEVELS = 9
_OUTSIDE = ' TargetMode="External"'


@dataclass(frozen=True, slots=True)
class NumberedList:
    """A list of the document: its number there, and where counting begins (0: bullets)."""

    number: int
    start: int


def word_file(
    body: str, *, title: str, links: Mapping[str, str], lists: Sequence[NumberedList]
) -> bytes:
    """Pack a body with the links (relation by address) and lists that it uses."""
    parts = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relations(
            ("text", f"{_R}/officeDocument", "word/document.xml", False),
            ("about", f"{_PACKAGE}/relationships/metadata/core-properties", _ABOUT, False),
        ),
        _ABOUT: _about(title),
        "word/document.xml": f'{_HEAD}<w:document {_W} xmlns:r="{_R}"><w:body>{body}{_PAGE}'
        "</w:body></w:document>",
        "word/_rels/document.xml.rels": _relations(
            ("styles", f"{_R}/styles", "styles.xml", False),
            ("lists", f"{_R}/numbering", "numbering.xml", False),
            *((name, f"{_R}/hyperlink", address, True) for address, name in links.items()),
        ),
        "word/styles.xml": f"{_HEAD}<w:styles {_W}>{_STYLES}</w:styles>",
        "word/numbering.xml": f"{_HEAD}<w:numbering {_W}>{_numbering(lists)}</w:numbering>",
    }
    packed = BytesIO()
    with ZipFile(packed, "w") as file:
        for name, content in parts.items():
            info = ZipInfo(name, _EARLIEST)
            info.compress_type = ZIP_DEFLATED
            file.writestr(info, content.encode())
    return packed.getvalue()


_ABOUT = "docProps/core.xml"
_PAGE = (
    '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1418"'
    ' w:header="709" w:footer="709" w:gutter="0"/></w:sectPr>'
)


def _content_types() -> str:
    parts = {
        "word/document.xml": f"{_TYPE}.document.main+xml",
        "word/styles.xml": f"{_TYPE}.styles+xml",
        "word/numbering.xml": f"{_TYPE}.numbering+xml",
        _ABOUT: "application/vnd.openxmlformats-package.core-properties+xml",
    }
    rows = (f'<Override PartName="/{part}" ContentType="{kind}"/>' for part, kind in parts.items())
    relations = "application/vnd.openxmlformats-package.relationships+xml"
    return (
        f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">'
        f'<Default Extension="rels" ContentType="{relations}"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{"".join(rows)}</Types>'
    )


def _relations(*targets: tuple[str, str, str, bool]) -> str:
    rows = (
        f'<Relationship Id="{name}" Type="{kind}" Target={quoteattr(target)}'
        f"{_OUTSIDE if outside else ''}/>"
        for name, kind, target, outside in targets
    )
    return f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{"".join(rows)}</Relationships>'


def _about(title: str) -> str:
    return (
        f'{_HEAD}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{escape(title)}</dc:title><dc:language>de-DE</dc:language></cp:coreProperties>"
    )


def _numbering(lists: Sequence[NumberedList]) -> str:
    """Write bullets and numbers once, and each list as one of them that counts by itself."""
    kinds = (("bullet", ("•", "–")), ("decimal", None))
    abstract = "".join(
        f'<w:abstractNum w:abstractNumId="{number}"><w:multiLevelType w:val="multilevel"/>'
        + "".join(_level(depth, kind, signs) for depth in range(_LEVELS))
        + "</w:abstractNum>"
        for number, (kind, signs) in enumerate(kinds)
    )
    return abstract + "".join(map(_list, lists))


def _level(depth: int, kind: str, signs: tuple[str, ...] | None) -> str:
    text = signs[depth % len(signs)] if signs else f"%{depth + 1}."
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>'
        f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="{425 * (depth + 1)}" w:hanging="425"/></w:pPr></w:lvl>'
    )


def _list(given: NumberedList) -> str:
    overrides = "".join(
        f'<w:lvlOverride w:ilvl="{depth}"><w:startOverride w:val="{given.start}"/></w:lvlOverride>'
        for depth in range(_LEVELS if given.start else 0)
    )
    kind = 1 if given.start else 0
    return f'<w:num w:numId="{given.number}"><w:abstractNumId w:val="{kind}"/>{overrides}</w:num>'


def _style(identity: str, name: str, inside: str, *, kind: str = "paragraph") -> str:
    default = ' w:default="1"' if identity == "Normal" else ""
    based = "" if identity == "Normal" or kind != "paragraph" else '<w:basedOn w:val="Normal"/>'
    return (
        f'<w:style w:type="{kind}"{default} w:styleId="{identity}"><w:name w:val="{name}"/>'
        f"{based}{inside}</w:style>"
    )


def _heading(level: int) -> str:
    size = max(32 - 4 * (level - 1), 22)
    return _style(
        f"Heading{level}",
        f"heading {level}",
        f'<w:qFormat/><w:pPr><w:keepNext/><w:spacing w:before="240" w:after="80"/>'
        f'<w:outlineLvl w:val="{level - 1}"/></w:pPr>'
        f'<w:rPr><w:b/><w:bCs/><w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr>',
    )


_BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
_GRID = f"<w:tblPr><w:tblBorders>{_BORDERS}</w:tblBorders></w:tblPr>"
_STYLES = "".join(
    (
        "<w:docDefaults><w:rPrDefault><w:rPr>"
        '<w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:cs="Arial"/><w:sz w:val="22"/>'
        '<w:szCs w:val="22"/><w:lang w:val="de-DE" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        "</w:docDefaults>",
        _style("Normal", "Normal", '<w:qFormat/><w:pPr><w:spacing w:after="120"/></w:pPr>'),
        _style(
            "Title",
            "Title",
            '<w:qFormat/><w:rPr><w:b/><w:bCs/><w:sz w:val="40"/><w:szCs w:val="40"/></w:rPr>',
        ),
        *(_heading(level) for level in range(1, _LEVELS + 1)),
        _style("Caption", "caption", "<w:qFormat/><w:rPr><w:i/><w:iCs/></w:rPr>"),
        _style("ListParagraph", "List Paragraph", '<w:pPr><w:spacing w:after="60"/></w:pPr>'),
        _style("Value", "Angabe", '<w:pPr><w:spacing w:after="0"/></w:pPr>'),
        _style("NoteText", "Anmerkung", '<w:rPr><w:sz w:val="18"/><w:szCs w:val="18"/></w:rPr>'),
        _style(
            "NoteCall",
            "Anmerkungszeichen",
            '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>',
            kind="character",
        ),
        _style(
            "Gap",
            "Abstand",
            '<w:pPr><w:spacing w:after="0" w:line="120" w:lineRule="exact"/></w:pPr>',
        ),
        _style("TableGrid", "Table Grid", _GRID, kind="table"),
    )
)
