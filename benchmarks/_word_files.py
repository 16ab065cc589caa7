"""Generated concepts as Word files, with their true structure."""

from dataclasses import dataclass, field
from io import BytesIO
from typing import NamedTuple
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from benchmarks._concept_pieces import (
    DATE,
    HEAD,
    TITLE,
    Concept,
    Element,
    Exchanged,
    Heading,
    Items,
    Numbers,
    Piece,
    Sheet,
    Text,
    concept,
)
from benchmarks._german_concepts import SEED

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_NUMBERED = '<w:numPr><w:ilvl w:val="{}"/><w:numId w:val="{}"/></w:numPr>'


class WordFile(NamedTuple):
    """The bytes of a file, and what they truly say."""

    data: bytes
    elements: list[Element]


def word_file(elements: int = 1000, *, numbers: Numbers = "typed", seed: int = SEED) -> WordFile:
    """Make a file with so many elements, about five of them on a page."""
    made = concept(elements, numbers=numbers, seed=seed)
    return WordFile(as_word(made), made.elements)


def as_word(made: Concept) -> bytes:
    """Write a concept as a Word file."""
    writing = _Writing()
    body = [_paragraph(TITLE, style="Title"), _contents(made.contents)]
    body += [writing.piece(each) for each in made.pieces]
    section = '<w:sectPr><w:headerReference w:type="default" r:id="header"/></w:sectPr>'
    return _packed("".join([*body, section]), "".join(writing.notes))


@dataclass
class _Writing:
    notes: list[str] = field(default_factory=list)
    changes: int = 0

    def piece(self, piece: Piece) -> str:
        match piece:
            case Heading():
                numbered = _NUMBERED.format(piece.level - 1, 1) if piece.number else ""
                return _paragraph(piece.text, style=f"Heading{piece.level}", properties=numbered)
            case Text():
                return f"<w:p>{_run(piece.text)}{self._note(piece.note)}</w:p>"
            case Exchanged():
                return self._exchanged(piece)
            case Items():
                item = _NUMBERED.format(0, 2)
                return "".join(_paragraph(each, properties=item) for each in piece.texts)
            case Sheet():
                return _table(piece)

    def _note(self, said: str) -> str:
        if not said:
            return ""
        number = len(self.notes) + 1
        sign = '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr>{}</w:r>'
        inside = sign.format("<w:footnoteRef/>") + _run(f" {said}")
        small = '<w:pPr><w:pStyle w:val="FootnoteText"/></w:pPr>'
        self.notes.append(f'<w:footnote w:id="{number}"><w:p>{small}{inside}</w:p></w:footnote>')
        return sign.format(f'<w:footnoteReference w:id="{number}"/>')

    def _exchanged(self, piece: Exchanged) -> str:
        self.changes += 2
        by = f'w:author="{piece.author}" w:date="{DATE}"'
        return (
            f"<w:p>{_run(piece.before + ' ')}"
            f'<w:del w:id="{self.changes - 1}" {by}>{_run(piece.old, "delText")}</w:del>'
            f'<w:ins w:id="{self.changes}" {by}>{_run(piece.new)}</w:ins>'
            f"{_run(' ' + piece.behind)}</w:p>"
        )


def _table(sheet: Sheet) -> str:
    borders = "".join(
        f'<w:{side} w:val="single" w:sz="4"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    rows = "".join(
        "<w:tr>" + "".join(f"<w:tc><w:p>{_run(said)}</w:p></w:tc>" for said in row) + "</w:tr>"
        for row in sheet.rows
    )
    grid = '<w:tblGrid><w:gridCol w:w="3000"/><w:gridCol w:w="6000"/></w:tblGrid>'
    return f"<w:tbl><w:tblPr><w:tblBorders>{borders}</w:tblBorders></w:tblPr>{grid}{rows}</w:tbl>"


def _contents(entries: list[str]) -> str:
    """Write a table of contents, as the field over many paragraphs that Word makes of it."""
    sign = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    code = "<w:r><w:instrText> TOC \\o 1-3 </w:instrText></w:r>"
    rows = [
        f"{_run(entry)}<w:r><w:tab/></w:r>{_run(str(place // 5 + 3))}"
        for place, entry in enumerate(entries)
    ]
    rows[0] = sign.format("begin") + code + sign.format("separate") + rows[0]
    rows[-1] += sign.format("end")
    style = '<w:pPr><w:pStyle w:val="TOC1"/></w:pPr>'
    return "".join(f"<w:p>{style}{row}</w:p>" for row in rows)


def _paragraph(text: str, *, style: str = "", properties: str = "") -> str:
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    about = f"<w:pPr>{named}{properties}</w:pPr>" if style or properties else ""
    return f"<w:p>{about}{_run(text)}</w:p>"


def _run(text: str, tag: str = "t") -> str:
    return f'<w:r><w:{tag} xml:space="preserve">{escape(text)}</w:{tag}></w:r>'


def _style(key: str, name: str, size: int, properties: str = "") -> str:
    bold = "<w:b/>" if key.startswith(("Heading", "Title")) else ""
    return (
        f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/>'
        f'<w:pPr><w:spacing w:after="120"/>{properties}</w:pPr>'
        f'<w:rPr>{bold}<w:sz w:val="{2 * size}"/></w:rPr></w:style>'
    )


def _styles() -> str:
    """Write the styles about as large as Word has them."""
    normal = _style("Normal", "Normal", 11).replace("<w:style ", '<w:style w:default="1" ')
    headings = (
        _style(f"Heading{level}", f"heading {level}", 18 - 2 * level,
               f'<w:outlineLvl w:val="{level - 1}"/>')
        for level in (1, 2, 3)
    )  # fmt: skip
    tabs = '<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="9000"/></w:tabs>'
    others = (
        _style("Title", "Title", 26), _style("FootnoteText", "footnote text", 9),
        _style("TOC1", "toc 1", 11, tabs),
    )  # fmt: skip
    return "".join([normal, *headings, *others])


def _packed(body: str, notes: str) -> bytes:
    levels = "".join(
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
        f'<w:lvlText w:val="{".".join(f"%{n}" for n in range(1, depth + 2))}"/></w:lvl>'
        for depth in range(3)
    )
    bullets = '<w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/></w:lvl>'
    numbering = (
        f'<w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum>'
        f'<w:abstractNum w:abstractNumId="1">{bullets}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
        '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
    )
    roots = {
        "styles": ("styles", _styles()),
        "numbering": ("numbering", numbering),
        "footnotes": ("footnotes", notes),
        "header": ("hdr", f"<w:p>{_run(HEAD)}</w:p>"),
    }
    related = "".join(
        f'<Relationship Id="{name}" Type="{_R}/{name}" Target="{name}.xml"/>' for name in roots
    )
    main = f'<Relationship Id="a" Type="{_R}/officeDocument" Target="word/document.xml"/>'
    files = {
        "[Content_Types].xml": _types(*roots),
        "_rels/.rels": f'<Relationships xmlns="{_RELATIONS}">{main}</Relationships>',
        "word/document.xml": (
            f'<w:document {_W} xmlns:r="{_R}"><w:body>{body}</w:body></w:document>'
        ),
        "word/_rels/document.xml.rels": (
            f'<Relationships xmlns="{_RELATIONS}">{related}</Relationships>'
        ),
        **{
            f"word/{name}.xml": f"<w:{root} {_W}>{inside}</w:{root}>"
            for name, (root, inside) in roots.items()
        },
    }
    return zipped(files)


def zipped(files: dict[str, str]) -> bytes:
    """Pack files, the same into the same bytes."""
    packed = BytesIO()
    with ZipFile(packed, "w") as file:
        for name, text in files.items():
            info = ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.compress_type = ZIP_DEFLATED
            file.writestr(info, text.encode())
    return packed.getvalue()


def _types(*parts: str) -> str:
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    named = ("document.main", *parts)
    rows = "".join(
        f'<Override PartName="/word/{name.partition(".")[0]}.xml" ContentType="{kind}.{name}+xml"/>'
        for name in named
    )
    defaults = (
        '<Default Extension="rels"'
        ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
    )
    types = "http://schemas.openxmlformats.org/package/2006/content-types"
    return f'<Types xmlns="{types}">{defaults}{rows}</Types>'
