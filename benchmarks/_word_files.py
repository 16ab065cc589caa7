"""Generated concepts as Word files, with their true structure: what an import is measured on.

A concept has fields, goals and measures with numbers that are typed or that Word prints, texts,
lists, footnotes, tables, running heads, a table of contents, and changes that three people
tracked. The same arguments give the same bytes.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from random import Random
from typing import Literal, NamedTuple
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from benchmarks._german_concepts import SEED, Writer

Numbers = Literal["typed", "printed", "none"]
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_NAMES = ("Handlungsfeld", "Leitziel", "Maßnahme")
_AUTHORS = ("Erika Muster", "Ömer Beispiel", "Amt 50")
_FIELDS, _GOALS = 10, 9  # and so many measures in each goal that the elements are enough


class Element(NamedTuple):
    """An element as it truly is: its level from 1, its number, its title, the one above."""

    level: int
    number: str
    title: str
    above: int | None


@dataclass
class WordFile:
    """The bytes of a file, and what they truly say."""

    data: bytes = b""
    elements: list[Element] = field(default_factory=list)
    words: int = 0


def word_file(elements: int = 1000, *, numbers: Numbers = "typed", seed: int = SEED) -> WordFile:
    """Make a file with so many elements, about five of them on a page."""
    making = _Making(numbers, seed)
    body = "".join(making.body(elements))
    making.made.data = _packed(body, "".join(making.notes))
    return making.made


class _Making:
    def __init__(self, numbers: Numbers, seed: int) -> None:
        self.writer = Writer(seed)
        self.chance = Random(seed)
        self.numbers = numbers
        self.made = WordFile()
        self.notes: list[str] = []

    def body(self, elements: int) -> Iterator[str]:
        yield self._paragraph("Integrationskonzept der Stadt Musterstadt", style="Title")
        yield self._contents()
        for _ in range(3):
            yield self._paragraph(self.writer.text())
        measures = max((elements - _FIELDS - _FIELDS * _GOALS) // (_FIELDS * _GOALS), 1)
        for one in range(1, _FIELDS + 1):
            top = self._element(1, str(one), None)
            yield top
            yield from self._texts(2)
            above = len(self.made.elements) - 1
            for two in range(1, _GOALS + 1):
                yield self._element(2, f"{one}.{two}", above)
                goal = len(self.made.elements) - 1
                yield from self._texts(1)
                for three in range(1, measures + 1):
                    if len(self.made.elements) >= elements:
                        break
                    yield self._element(3, f"{one}.{two}.{three}", goal)
                    yield from self._texts(1)
                    yield self._sheet()

    def _element(self, level: int, number: str, above: int | None) -> str:
        title = self.writer.title()
        self.made.elements.append(Element(level, number, title, above))
        name = _NAMES[level - 1]
        if self.numbers == "typed":
            return self._paragraph(f"{name} {number}: {title}", style=f"Heading{level}")
        if self.numbers == "printed":
            numbered = f'<w:numPr><w:ilvl w:val="{level - 1}"/><w:numId w:val="1"/></w:numPr>'
            return self._paragraph(title, style=f"Heading{level}", properties=numbered)
        return self._paragraph(f"{name}: {title}", style=f"Heading{level}")

    def _texts(self, number: int) -> Iterator[str]:
        for _ in range(number):
            text = self.writer.text()
            draw = self.chance.random()
            if draw < 0.1:
                yield self._tracked(text)
            elif draw < 0.2:
                yield self._noted(text)
            else:
                yield self._paragraph(text)
        if self.chance.random() < 0.3:
            for _ in range(self.chance.randint(2, 4)):
                item = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="2"/></w:numPr>'
                yield self._paragraph(self.writer.item(), properties=item)

    def _tracked(self, text: str) -> str:
        """Exchange a word of a paragraph, by one of three people."""
        words = text.split(" ")
        at = self.chance.randrange(len(words))
        by = f'w:id="1" w:author="{self.chance.choice(_AUTHORS)}" w:date="2026-03-01T09:00:00Z"'
        before, behind = " ".join(words[:at]), " ".join(words[at + 1 :])
        self._count(text, "vielleicht")
        return (
            f"<w:p>{_run(before + ' ')}<w:del {by}>{_run(words[at], 'delText')}</w:del>"
            f"<w:ins {by}>{_run('vielleicht')}</w:ins>{_run(' ' + behind)}</w:p>"
        )

    def _noted(self, text: str) -> str:
        number = len(self.notes) + 1
        said = self.writer.text()
        self._count(text, said)
        self.notes.append(f'<w:footnote w:id="{number}"><w:p>{_run(said)}</w:p></w:footnote>')
        reference = f'<w:r><w:footnoteReference w:id="{number}"/></w:r>'
        return f"<w:p>{_run(text)}{reference}</w:p>"

    def _sheet(self) -> str:
        """Write the sheet of a measure as a table of two columns."""
        rows = (("Federführung", self.writer.title()), ("Beginn", "2026"), ("Kosten", "5.000 €"))
        for row in rows:
            self._count(*row)
        cells = "".join(
            "<w:tr>" + "".join(f"<w:tc><w:p>{_run(said)}</w:p></w:tc>" for said in row) + "</w:tr>"
            for row in rows
        )
        return f"<w:tbl>{cells}</w:tbl>"

    def _contents(self) -> str:
        """Write a table of contents, as the field that Word makes of it."""
        self._count("Handlungsfeld 1 ... 3")
        sign = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
        code = "<w:r><w:instrText> TOC \\o 1-3 </w:instrText></w:r>"
        shown = _run("Handlungsfeld 1 ... 3")
        parts = (sign.format("begin"), code, sign.format("separate"), shown, sign.format("end"))
        return f"<w:p>{''.join(parts)}</w:p>"

    def _paragraph(self, text: str, *, style: str = "", properties: str = "") -> str:
        self._count(text)
        named = f'<w:pStyle w:val="{style}"/>' if style else ""
        about = f"<w:pPr>{named}{properties}</w:pPr>" if style or properties else ""
        return f"<w:p>{about}{_run(text)}</w:p>"

    def _count(self, *texts: str) -> None:
        self.made.words += sum(len(text.split()) for text in texts)


def _run(text: str, tag: str = "t") -> str:
    return f'<w:r><w:{tag} xml:space="preserve">{escape(text)}</w:{tag}></w:r>'


def _packed(body: str, notes: str) -> bytes:
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="Heading{level}"><w:name w:val="heading {level}"/>'
        f'<w:pPr><w:outlineLvl w:val="{level - 1}"/></w:pPr></w:style>'
        for level in (1, 2, 3)
    )
    styles += '<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/></w:style>'
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
        "styles": ("styles", styles),
        "numbering": ("numbering", numbering),
        "footnotes": ("footnotes", notes),
        "header": ("hdr", f"<w:p>{_run('Stadt Musterstadt')}</w:p>"),
    }
    related = "".join(
        f'<Relationship Id="{name}" Type="{_R}/{name}" Target="{name}.xml"/>' for name in roots
    )
    main = f'<Relationship Id="a" Type="{_R}/officeDocument" Target="word/document.xml"/>'
    files = {
        "[Content_Types].xml": _types(*roots),
        "_rels/.rels": f'<Relationships xmlns="{_RELATIONS}">{main}</Relationships>',
        "word/document.xml": f"<w:document {_W}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": (
            f'<Relationships xmlns="{_RELATIONS}">{related}</Relationships>'
        ),
        **{
            f"word/{name}.xml": f"<w:{root} {_W}>{inside}</w:{root}>"
            for name, (root, inside) in roots.items()
        },
    }
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
