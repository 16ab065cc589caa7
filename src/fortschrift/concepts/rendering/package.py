"""The parts around the text of a Word file: lists, notes, head and foot, relations, properties.

As few as Word needs (ECMA-376 part 2; part 1, 11.3). The same text gives the same bytes:
the date of every file in the package is the earliest that zip knows.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from xml.sax.saxutils import escape, quoteattr
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from fortschrift.concepts.rendering.pictures import Drawable
from fortschrift.concepts.rendering.stamp import Stamp
from fortschrift.concepts.rendering.styles import styles

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_EARLIEST = (1980, 1, 1, 0, 0, 0)
_LEVELS = 9
HASH, VERSION, COMPARED, CHANGE = (
    "Fortschrift-Pruefsumme", "Fortschrift-Fassung", "Fortschrift-verglichen-mit",
    "Fortschrift-Aenderung",
)  # fmt: skip
"""The names of properties that Word and LibreOffice keep when they save."""
EMBEDDED = "urn:fortschrift:text"
"""The namespace of the part that holds the text as it is stored."""


@dataclass(frozen=True, slots=True)
class NumberedList:
    """A list of the document: its number there, and where counting begins (0: bullets)."""

    number: int
    start: int


@dataclass(frozen=True, slots=True)
class Contents:
    """What stands in a file: its body, with the links (relation by address) and lists it uses.

    Pictures come with the names of their relations.
    """

    body: str
    links: Mapping[str, str]
    lists: Sequence[NumberedList]
    footnotes: str = ""
    comments: str = ""
    pictures: Sequence[tuple[str, Drawable]] = ()


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of the package: what it is to the document, where it lies, of which type."""

    relation: str
    name: str
    kind: str
    content: str


def word_file(contents: Contents, stamp: Stamp) -> bytes:
    """Pack what stands in a file with what it says of itself."""
    own = list(_parts(contents, stamp))
    links = [(name, f"{_R}/hyperlink", address, True) for address, name in contents.links.items()]
    links += [
        (name, f"{_R}/image", _picture_file(name, picture), False)
        for name, picture in contents.pictures
    ]
    files: dict[str, str | bytes] = {
        "[Content_Types].xml": _content_types(own, stamp, contents),
        "_rels/.rels": _relations(*_of_package(stamp)),
        _ABOUT: _about(stamp),
        "word/document.xml": _document(contents.body, stamp),
        "word/_rels/document.xml.rels": _relations(
            *((each.relation, f"{_R}/{each.relation}", each.name, False) for each in own),
            *(_embedded_relations(stamp)), *links,
        ),
    }  # fmt: skip
    files |= {f"word/{each.name}": each.content for each in own}
    files |= {
        f"word/{_picture_file(name, picture)}": picture.data for name, picture in contents.pictures
    }
    if contents.footnotes and links:  # notes may hold links and pictures as well
        files["word/_rels/footnotes.xml.rels"] = _relations(*links)
    return packed(files | _properties(stamp) | _embedded(stamp))


def _picture_file(name: str, picture: Drawable) -> str:
    return f"media/{name}.{picture.ending}"


def packed(files: Mapping[str, str | bytes]) -> bytes:
    """Put files into a zip whose bytes depend on nothing else."""
    written = BytesIO()
    with ZipFile(written, "w") as file:
        for name, content in files.items():
            info = ZipInfo(name, _EARLIEST)
            info.compress_type = ZIP_DEFLATED
            file.writestr(info, content if isinstance(content, bytes) else content.encode())
    return written.getvalue()


_ABOUT = "docProps/core.xml"
_CUSTOM = "docProps/custom.xml"
_PAGE = (
    '<w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1418"'
    ' w:header="709" w:footer="709" w:gutter="0"/>'
)


def _document(body: str, stamp: Stamp) -> str:
    around = (
        '<w:headerReference w:type="default" r:id="header"/>'
        '<w:footerReference w:type="default" r:id="footer"/>'
        if stamp.hash
        else ""
    )
    return (
        f'{HEAD}<w:document {_W} xmlns:r="{_R}"><w:body>{body}'
        f"<w:sectPr>{around}{_PAGE}</w:sectPr></w:body></w:document>"
    )


def _parts(contents: Contents, stamp: Stamp) -> Iterator[_Part]:
    yield _part("styles", styles())
    yield _part("numbering", _numbering(contents.lists))
    yield _part("settings", _settings(contents))
    if contents.footnotes:
        yield _part("footnotes", _SEPARATORS + contents.footnotes)
    if contents.comments:
        yield _part("comments", contents.comments)
    if stamp.hash:
        yield _part("header", _header(stamp), root="hdr")
        yield _part("footer", _footer(stamp), root="ftr")


def _part(name: str, content: str, *, root: str = "") -> _Part:
    tag = f"w:{root or name}"
    spaces = f'{_W} xmlns:r="{_R}"'
    return _Part(
        name, f"{name}.xml", f"{_TYPE}.{name}+xml", f"{HEAD}<{tag} {spaces}>{content}</{tag}>"
    )


_SEPARATORS = "".join(
    f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:r><w:{sign}/></w:r></w:p></w:footnote>'
    for kind, number, sign in (
        ("separator", -1, "separator"),
        ("continuationSeparator", 0, "continuationSeparator"),
    )
)


def _settings(contents: Contents) -> str:
    notes = (
        '<w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>'
        if contents.footnotes
        else ""
    )
    return (
        f'<w:defaultTabStop w:val="709"/>{notes}<w:compat><w:compatSetting'
        ' w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word"'
        ' w:val="15"/></w:compat><w:themeFontLang w:val="de-DE" w:bidi="ar-SA"/>'
    )


def _header(stamp: Stamp) -> str:
    said = " · ".join(each for each in (stamp.publisher, stamp.title, stamp.version) if each)
    return f'<w:p><w:pPr><w:pStyle w:val="Header"/></w:pPr>{_run(said)}</w:p>'


def _footer(stamp: Stamp) -> str:
    day = f"Textstand {stamp.date_in_words}" if stamp.day else ""
    said = " · ".join(each for each in (day, stamp.standing, f"Kennung {stamp.code}") if each)
    return (
        '<w:p><w:pPr><w:pStyle w:val="Footer"/><w:tabs>'
        '<w:tab w:val="right" w:pos="9354"/></w:tabs></w:pPr>'
        f"{_run(said)}<w:r><w:tab/></w:r>{_run('Seite ')}{field('PAGE', '1')}"
        f"{_run(' von ')}{field('NUMPAGES', '1')}</w:p>"
    )


def field(code: str, shown: str, properties: str = "") -> str:
    """Write a field with what it shows until Word works it out."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {escape(code)} </w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{_run(shown, properties)}'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def _run(text: str, properties: str = "") -> str:
    return f'<w:r>{properties}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def _content_types(parts: Sequence[_Part], stamp: Stamp, contents: Contents) -> str:
    kinds = {
        "word/document.xml": f"{_TYPE}.document.main+xml",
        **{f"word/{each.name}": each.kind for each in parts},
        _ABOUT: "application/vnd.openxmlformats-package.core-properties+xml",
    }
    if stamp.hash:
        kinds[_CUSTOM] = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
    if stamp.embedded:
        kinds["customXml/itemProps1.xml"] = (
            "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
        )
    rows = (f'<Override PartName="/{part}" ContentType="{kind}"/>' for part, kind in kinds.items())
    relations = "application/vnd.openxmlformats-package.relationships+xml"
    pictures = "".join(
        f'<Default Extension="{ending}" ContentType="{_PICTURE_TYPES[ending]}"/>'
        for ending in sorted({picture.ending for _, picture in contents.pictures})
    )
    return (
        f'{HEAD}<Types xmlns="{_PACKAGE}/content-types">'
        f'<Default Extension="rels" ContentType="{relations}"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{pictures}'
        f"{''.join(rows)}</Types>"
    )


_PICTURE_TYPES = {"png": "image/png", "jpg": "image/jpeg"}
_Relation = tuple[str, str, str, bool]
_OUTSIDE = ' TargetMode="External"'


def _relations(*targets: _Relation) -> str:
    rows = (
        f'<Relationship Id="{name}" Type="{kind}" Target={quoteattr(target)}'
        f"{_OUTSIDE if outside else ''}/>"
        for name, kind, target, outside in targets
    )
    return f'{HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{"".join(rows)}</Relationships>'


def _of_package(stamp: Stamp) -> Iterator[_Relation]:
    yield "text", f"{_R}/officeDocument", "word/document.xml", False
    yield "about", f"{_PACKAGE}/relationships/metadata/core-properties", _ABOUT, False
    if stamp.hash:
        yield "custom", f"{_R}/custom-properties", _CUSTOM, False


def _about(stamp: Stamp) -> str:
    day = f"{stamp.day.isoformat()}T00:00:00Z" if stamp.day else ""
    dates = "".join(
        f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{day}</dcterms:{name}>'
        for name in ("created", "modified")
        if day
    )
    return (
        f'{HEAD}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(stamp.title)}</dc:title>"
        f"{_said('dc:subject', stamp.version)}{_said('dc:creator', stamp.publisher)}"
        f"{_said('dc:identifier', stamp.hash)}<dc:language>de-DE</dc:language>{dates}"
        "</cp:coreProperties>"
    )


def _said(tag: str, text: str) -> str:
    return f"<{tag}>{escape(text)}</{tag}>" if text else ""


def _properties(stamp: Stamp) -> dict[str, str]:
    """Write the properties of our own, which Word shows under "Anpassen"."""
    if not stamp.hash:
        return {}
    named = {
        HASH: stamp.hash,
        VERSION: stamp.version,
        "Fortschrift-Adresse": stamp.address,
        **({COMPARED: stamp.compared} if stamp.compared else {}),
        **({CHANGE: stamp.change} if stamp.change else {}),
    }
    rows = "".join(
        '<property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"'
        f' pid="{place}" name="{name}"><vt:lpwstr>{escape(value)}</vt:lpwstr></property>'
        for place, (name, value) in enumerate(named.items(), start=2)
    )
    office = "http://schemas.openxmlformats.org/officeDocument/2006"
    return {
        _CUSTOM: f'{HEAD}<Properties xmlns="{office}/custom-properties"'
        f' xmlns:vt="{office}/docPropsVTypes">{rows}</Properties>'
    }


def _embedded_relations(stamp: Stamp) -> Iterator[_Relation]:
    if stamp.embedded:
        yield "embedded", f"{_R}/customXml", "../customXml/item1.xml", False


def _embedded(stamp: Stamp) -> dict[str, str]:
    """Lay the text as it is stored beside the one that people read."""
    if not stamp.embedded:
        return {}
    return {
        "customXml/item1.xml": f'{HEAD}<text xmlns="{EMBEDDED}">'
        f"{escape(stamp.embedded.decode())}</text>",
        "customXml/itemProps1.xml": f'{HEAD}<ds:datastoreItem ds:itemID="{_ITEM}" xmlns:ds='
        '"http://schemas.openxmlformats.org/officeDocument/2006/customXml"><ds:schemaRefs>'
        f'<ds:schemaRef ds:uri="{EMBEDDED}"/></ds:schemaRefs></ds:datastoreItem>',
        "customXml/_rels/item1.xml.rels": _relations(
            ("properties", f"{_R}/customXmlProps", "itemProps1.xml", False)
        ),
    }


_ITEM = "{6F3A1C52-0C1D-4B7E-9E55-4653204B4F4E}"


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
