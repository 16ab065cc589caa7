"""Generated concepts as OpenDocument texts, written by hand after the standard."""

from dataclasses import dataclass, field
from xml.sax.saxutils import escape

from benchmarks._concept_pieces import (
    DATE,
    HEAD,
    TITLE,
    Concept,
    Exchanged,
    Heading,
    Items,
    Piece,
    Sheet,
    Text,
)
from benchmarks._word_files import zipped

_SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{of}:1.0"'
    for name, of in (
        ("office", "office"), ("text", "text"), ("table", "table"), ("style", "style"),
        ("meta", "meta"), ("manifest", "manifest"),
    )
) + ' xmlns:dc="http://purl.org/dc/elements/1.1/"'  # fmt: skip
_KIND = "application/vnd.oasis.opendocument.text"


def as_odt(made: Concept) -> bytes:
    """Write a concept as an OpenDocument text."""
    writing = _Writing()
    pieces = "".join(writing.piece(each) for each in made.pieces)
    tracked = f"<text:tracked-changes>{''.join(writing.regions)}</text:tracked-changes>"
    title = f'<text:p text:style-name="Title">{TITLE}</text:p>'
    body = f"<office:text>{tracked}{title}{_contents(made.contents)}{pieces}</office:text>"
    head = f"<style:header><text:p>{HEAD}</text:p></style:header>"
    masters = f'<style:master-page style:name="Standard">{head}</style:master-page>'
    files = {
        "mimetype": _KIND,
        "META-INF/manifest.xml": _manifest("content.xml", "styles.xml"),
        "content.xml": _part("content", f"<office:body>{body}</office:body>"),
        "styles.xml": _part(
            "styles",
            f"<office:styles>{_numbering()}</office:styles>"
            f"<office:master-styles>{masters}</office:master-styles>",
        ),
    }
    return zipped(files)


@dataclass
class _Writing:
    regions: list[str] = field(default_factory=list)
    notes: int = 0

    def piece(self, piece: Piece) -> str:
        match piece:
            case Heading():
                numbered = "" if piece.number else ' text:is-list-header="true"'
                level = f'text:outline-level="{piece.level}"{numbered}'
                style = f'text:style-name="Heading_20_{piece.level}"'
                return f"<text:h {style} {level}>{escape(piece.text)}</text:h>"
            case Text():
                return f"<text:p>{escape(piece.text)}{self._note(piece.note)}</text:p>"
            case Exchanged():
                return self._exchanged(piece)
            case Items():
                items = "".join(
                    f"<text:list-item><text:p>{escape(each)}</text:p></text:list-item>"
                    for each in piece.texts
                )
                return f"<text:list>{items}</text:list>"
            case Sheet():
                return _table(piece)

    def _note(self, said: str) -> str:
        if not said:
            return ""
        self.notes += 1
        return (
            f'<text:note text:id="ftn{self.notes}" text:note-class="footnote">'
            f"<text:note-citation>{self.notes}</text:note-citation>"
            f"<text:note-body><text:p>{escape(said)}</text:p></text:note-body></text:note>"
        )

    def _exchanged(self, piece: Exchanged) -> str:
        old, new = f"ct{len(self.regions)}", f"ct{len(self.regions) + 1}"
        gone = f"<text:p>{escape(piece.old)}</text:p>"
        self.regions += [_region(old, "deletion", piece, gone), _region(new, "insertion", piece)]
        return (
            f'<text:p>{_spaced(piece.before + " ")}<text:change text:change-id="{old}"/>'
            f'<text:change-start text:change-id="{new}"/>{escape(piece.new)}'
            f'<text:change-end text:change-id="{new}"/> {escape(piece.behind)}</text:p>'
        )


def _region(key: str, kind: str, piece: Exchanged, gone: str = "") -> str:
    who = f"<dc:creator>{piece.author}</dc:creator><dc:date>{DATE}</dc:date>"
    return (
        f'<text:changed-region text:id="{key}"><text:{kind}>'
        f"<office:change-info>{who}</office:change-info>{gone}</text:{kind}></text:changed-region>"
    )


def _spaced(text: str) -> str:
    """Write a text; blanks at its beginning would not be shown."""
    return "<text:s/>" + escape(text[1:]) if text.startswith(" ") else escape(text)


def _table(sheet: Sheet) -> str:
    rows = "".join(
        "<table:table-row>"
        + "".join(f"<table:table-cell><text:p>{escape(s)}</text:p></table:table-cell>" for s in row)
        + "</table:table-row>"
        for row in sheet.rows
    )
    return (
        f'<table:table><table:table-column table:number-columns-repeated="2"/>{rows}</table:table>'
    )


def _contents(entries: list[str]) -> str:
    rows = "".join(
        f"<text:p>{escape(entry)}<text:tab/>{place // 5 + 3}</text:p>"
        for place, entry in enumerate(entries)
    )
    return (
        '<text:table-of-content text:name="Inhalt"><text:index-body>'
        f"{rows}</text:index-body></text:table-of-content>"
    )


def _numbering() -> str:
    levels = "".join(
        f'<text:outline-level-style text:level="{level}" style:num-format="1"'
        f' text:display-levels="{level}"/>'
        for level in (1, 2, 3)
    )
    return f"<text:outline-style>{levels}</text:outline-style>"


def _part(name: str, inside: str) -> str:
    root = f"office:document-{name}"
    return f'<?xml version="1.0"?><{root} {_SPACES} office:version="1.3">{inside}</{root}>'


def _manifest(*names: str) -> str:
    entries = "".join(
        f'<manifest:file-entry manifest:full-path="{name}" manifest:media-type="{kind}"/>'
        for name, kind in (("/", _KIND), *((name, "text/xml") for name in names))
    )
    return f'<manifest:manifest {_SPACES} manifest:version="1.3">{entries}</manifest:manifest>'
