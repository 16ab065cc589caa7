"""OpenDocument files made for tests: by hand from a body, or by chance."""

from io import BytesIO
from zipfile import ZipFile

from tests.concepts.manuscripts.tokens import Tokens

_SPACES = " ".join(
    f'xmlns:{prefix}="{name}"'
    for prefix, name in {
        "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
        "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
        "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
        "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
        "draw": "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0",
        "svg": "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0",
        "fo": "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0",
        "loext": "urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0",
        "manifest": "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0",
        "script": "http://openoffice.org/2000/script",
        "meta": "urn:oasis:names:tc:opendocument:xmlns:meta:1.0",
        "math": "http://www.w3.org/1998/Math/MathML",
        "dc": "http://purl.org/dc/elements/1.1/",
        "xlink": "http://www.w3.org/1999/xlink",
    }.items()
)
PNG = b"\x89PNG\r\n\x1a\n" + bytes(20)

BY_HAND = """
<style:style style:name="B" style:family="text"><style:text-properties fo:font-weight="bold"/>
</style:style>
<style:style style:name="I" style:family="text"><style:text-properties fo:font-style="italic"/>
</style:style>
<style:style style:name="Up" style:family="text">
 <style:text-properties style:text-position="super 58%"/></style:style>
<style:style style:name="Down" style:family="text">
 <style:text-properties style:text-position="-33% 58%"/></style:style>
<style:style style:name="Plain" style:family="text" style:parent-style-name="B">
 <style:text-properties fo:font-weight="normal"/></style:style>
<style:style style:name="Gone" style:family="text"><style:text-properties text:display="none"/>
</style:style>
<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Heading_20_2"
 style:list-style-name=""><style:text-properties fo:font-style="italic"/></style:style>
<text:list-style style:name="L1">
 <text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/>
 <text:list-level-style-number text:level="2" style:num-format="a" style:num-suffix=")"/>
 <text:list-level-style-number text:level="3" style:num-format="i" style:num-prefix="("
  style:num-suffix=")" text:start-value="4"/>
</text:list-style>
<text:list-style style:name="L2">
 <text:list-level-style-bullet text:level="1" text:bullet-char="-"/>
 <text:list-level-style-number text:level="2" style:num-format="1" text:display-levels="2"
  loext:num-list-format="Ziel %2%:"/>
</text:list-style>
"""
NAMED = """
<style:style style:name="Heading_20_1" style:display-name="Heading 1" style:family="paragraph"
 style:default-outline-level="1"><style:text-properties fo:font-weight="bold"/></style:style>
<style:style style:name="Heading_20_2" style:display-name="Heading 2" style:family="paragraph"
 style:default-outline-level="2"/>
<style:style style:name="Strong" style:family="text">
 <style:text-properties fo:font-weight="bold"/></style:style>
"""
NUMBERED_HEADINGS = """
<text:outline-style style:name="Outline">
 <text:outline-level-style text:level="1" style:num-format="I" style:num-suffix="."/>
 <text:outline-level-style text:level="2" style:num-format="1" text:display-levels="2"/>
</text:outline-style>
"""


def content(body: str, *, by_hand: str = BY_HAND) -> str:
    """Write the part of the text."""
    return (
        f"<office:document-content {_SPACES}>"
        f"<office:automatic-styles>{by_hand}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )


def styles(named: str = NAMED, *, pages: str = "") -> str:
    """Write the part of the styles."""
    return (
        f"<office:document-styles {_SPACES}><office:styles>{named}</office:styles>"
        f"<office:master-styles>{pages}</office:master-styles></office:document-styles>"
    )


def flat(body: str, *, named: str = NAMED, scripts: str = "") -> bytes:
    """Write a file that is one piece of XML."""
    return (
        f"<office:document {_SPACES}>"
        f"<office:meta><dc:title>Ein Titel</dc:title></office:meta>{scripts}"
        f"<office:styles>{named}</office:styles>"
        f"<office:automatic-styles>{BY_HAND}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document>"
    ).encode()


def package(parts: dict[str, str | bytes]) -> bytes:
    """Pack parts."""
    packed = BytesIO()
    with ZipFile(packed, "w") as file:
        file.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        for name, data in parts.items():
            file.writestr(name, data)
    return packed.getvalue()


def odt(body: str, *, named: str = NAMED, pages: str = "", **more: str | bytes) -> bytes:
    """Write a file as people have it; `more` are parts by their names, "/" written as "__"."""
    parts = {name.replace("__", "/"): data for name, data in more.items()}
    return package({"content.xml": content(body), "styles.xml": styles(named, pages=pages)} | parts)


def manifest(inside: str = "") -> str:
    """Write the list of parts with something said of one."""
    return (
        f'<manifest:manifest {_SPACES}><manifest:file-entry manifest:full-path="content.xml">'
        f"{inside}</manifest:file-entry></manifest:manifest>"
    )


def region(key: str, kind: str, content: str = "", *, who: str = "Anna Muster") -> str:
    """Write what a tracked change is."""
    return (
        f'<text:changed-region xml:id="{key}" text:id="{key}"><text:{kind}><office:change-info>'
        f"<dc:creator>{who}</dc:creator><dc:date>2026-03-01T10:00:00</dc:date>"
        f"</office:change-info>{content}</text:{kind}></text:changed-region>"
    )


def by_chance(tokens: Tokens) -> bytes:
    """Write a file in which everything may stand in everything."""
    writer = _Writer(tokens)
    body = "".join(writer.block(0) for _ in range(tokens.randint(3, 12)))
    pages = (
        '<style:master-page style:name="Standard"><style:header><text:p>'
        f"{tokens.text()}</text:p></style:header><style:footer><text:p>{tokens.text()}"
        "</text:p></style:footer></style:master-page>"
    )
    tracked = f"<text:tracked-changes>{''.join(writer.regions)}</text:tracked-changes>"
    named = NAMED + (NUMBERED_HEADINGS if tokens.chance(0.5) else "")
    return odt(tracked + body, named=named, pages=pages, Pictures__a=PNG)


class _Writer:
    def __init__(self, tokens: Tokens) -> None:
        self.tokens = tokens
        self.regions: list[str] = []
        self.keys = 0

    def block(self, depth: int) -> str:
        writers = [self.paragraph, self.paragraph, self.heading]
        if depth < 4:
            writers += [self.items, self.table, self.section, self.contents, self.removed]
        return self.tokens.choice(writers)(depth + 1)

    def blocks(self, depth: int) -> str:
        return "".join(self.block(depth) for _ in range(self.tokens.randint(1, 3)))

    def paragraph(self, depth: int) -> str:
        style = self.tokens.choice(("Standard", "P1", "Unknown"))
        return f'<text:p text:style-name="{style}">{self.inline(depth)}</text:p>'

    def heading(self, depth: int) -> str:
        level = self.tokens.randint(1, 4)
        return f'<text:h text:outline-level="{level}">{self.inline(depth)}</text:h>'

    def items(self, depth: int) -> str:
        style = self.tokens.choice(("L1", "L2"))
        items = "".join(
            f"<text:list-item>{self.blocks(depth)}</text:list-item>"
            for _ in range(self.tokens.randint(1, 3))
        )
        header = f"<text:list-header>{self.paragraph(depth)}</text:list-header>"
        return f'<text:list text:style-name="{style}">{header}{items}</text:list>'

    def table(self, depth: int) -> str:
        rows = "".join(
            f"<table:table-row>{self.cell(depth)}{self.cell(depth)}</table:table-row>"
            for _ in range(self.tokens.randint(1, 2))
        )
        header = f"<table:table-row>{self.cell(depth)}</table:table-row>"
        return (
            "<table:table><table:table-column/><table:table-header-rows>"
            f"{header}</table:table-header-rows>{rows}</table:table>"
        )

    def cell(self, depth: int) -> str:
        name = self.tokens.choice(("table-cell", "covered-table-cell"))
        spans = 'table:number-columns-spanned="2" table:number-rows-spanned="3"'
        return f"<table:{name} {spans}>{self.blocks(depth)}</table:{name}>"

    def section(self, depth: int) -> str:
        shown = self.tokens.choice(("", ' text:display="none"'))
        return f"<text:section{shown}>{self.blocks(depth)}</text:section>"

    def contents(self, depth: int) -> str:
        return (
            "<text:table-of-content><text:index-body><text:index-title>"
            f"{self.paragraph(depth)}</text:index-title>{self.paragraph(depth)}"
            "</text:index-body></text:table-of-content>"
        )

    def removed(self, depth: int) -> str:
        return f'<text:change text:change-id="{self.removal(depth)}"/>'

    def removal(self, depth: int) -> str:
        key = self.key()
        content = self.blocks(depth)
        self.regions.append(region(key, "deletion", content))
        return key

    def insertion(self, depth: int) -> str:
        key = self.key()
        self.regions.append(region(key, "insertion"))
        return (
            f'<text:change-start text:change-id="{key}"/>{self.inline(depth)}'
            f'<text:change-end text:change-id="{key}"/>'
        )

    def key(self) -> str:
        self.keys += 1
        return f"k{self.keys}"

    def inline(self, depth: int) -> str:
        pieces = [self.tokens.text()]
        for _ in range(self.tokens.randint(0, 3)):
            pieces += [" ", self.piece(depth + 1), " ", self.tokens.text()]
        return "".join(pieces)

    def piece(self, depth: int) -> str:
        if depth > 4:
            return self.tokens.text()
        writers = (
            self.span, self.link, self.note, self.remark, self.removed, self.insertion, self.box,
            self.image, self.field,
        )  # fmt: skip
        return self.tokens.choice(writers)(depth)

    def span(self, depth: int) -> str:
        style = self.tokens.choice(("B", "I", "Up", "Gone", "Unknown"))
        return f'<text:span text:style-name="{style}">{self.inline(depth)}</text:span>'

    def link(self, depth: int) -> str:
        return f'<text:a xlink:href="https://example.org">{self.inline(depth)}</text:a>'

    def note(self, depth: int) -> str:
        return (
            f'<text:note text:id="{self.key()}" text:note-class="endnote"><text:note-citation>1'
            f"</text:note-citation><text:note-body>{self.blocks(depth)}</text:note-body>"
            "</text:note>"
        )

    def remark(self, depth: int) -> str:
        key = self.key()
        return (
            f'<office:annotation office:name="{key}"><dc:creator>A</dc:creator>'
            f"{self.paragraph(depth)}</office:annotation>{self.inline(depth)}"
            f'<office:annotation-end office:name="{key}"/>'
        )

    def box(self, depth: int) -> str:
        return f"<draw:frame><draw:text-box>{self.blocks(depth)}</draw:text-box></draw:frame>"

    def image(self, depth: int) -> str:
        href = self.tokens.choice(("Pictures/a", "Pictures/missing", "https://example.org/a.png"))
        return (
            f'<draw:frame><draw:image xlink:href="{href}"/>'
            f"<svg:title>{self.tokens.word()}</svg:title><svg:desc>{self.tokens.word()}</svg:desc>"
            "</draw:frame>"
        )

    def field(self, depth: int) -> str:
        word = self.tokens.word()
        return f'<text:s text:c="2"/><text:page-number>{word}</text:page-number><text:tab/>'
