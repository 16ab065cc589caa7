"""The styles of our Word files: under the names that Word itself gives them where it has them."""

DEEPEST = 9
OWN_LINES = "Angabe zur Datei"
"""The name of the style of lines that are ours and no part of the text."""

PICTURE_LINES = "Bild"
"""The name of the style of paragraphs that hold the picture of an image."""
CREDIT_LINES = "Bildnachweis"
"""The name of the style of lines that say whose a picture is; they are ours as well."""
VALUE_LINES = "Angabe"
"""The name of the style of lines that tell what a node says besides its text."""


def styles() -> str:
    """Write what stands in the part of the styles."""
    return _STYLES


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
        '<w:next w:val="Normal"/>'
        f'<w:qFormat/><w:pPr><w:keepNext/><w:spacing w:before="240" w:after="80"/>'
        f'<w:outlineLvl w:val="{level - 1}"/></w:pPr>'
        f'<w:rPr><w:b/><w:bCs/><w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr>',
    )


def _entry_of_contents(level: int) -> str:
    return _style(
        f"TOC{level}",
        f"toc {level}",
        '<w:pPr><w:tabs><w:tab w:val="right" w:leader="dot" w:pos="9354"/></w:tabs>'
        f'<w:spacing w:after="40"/><w:ind w:left="{220 * (level - 1)}"/></w:pPr>',
    )


_BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="808080"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
_GRID = (
    f"<w:tblPr><w:tblBorders>{_BORDERS}</w:tblBorders><w:tblCellMar>"
    '<w:left w:w="85" w:type="dxa"/><w:right w:w="85" w:type="dxa"/></w:tblCellMar></w:tblPr>'
)
_SMALL = '<w:rPr><w:sz w:val="18"/><w:szCs w:val="18"/></w:rPr>'
_RAISED = '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
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
        *(_heading(level) for level in range(1, DEEPEST + 1)),
        *(_entry_of_contents(level) for level in range(1, 4)),
        _style("Caption", "caption", "<w:qFormat/><w:rPr><w:i/><w:iCs/></w:rPr>"),
        _style("Picture", PICTURE_LINES, "<w:pPr><w:keepNext/></w:pPr>"),
        _style("PictureCredit", CREDIT_LINES, _SMALL),
        _style("ListParagraph", "List Paragraph", '<w:pPr><w:spacing w:after="60"/></w:pPr>'),
        _style("Value", VALUE_LINES, '<w:pPr><w:spacing w:after="0"/></w:pPr>'),
        _style("Label", "Name der Angabe", '<w:pPr><w:spacing w:after="0"/></w:pPr>'),
        _style("OwnLine", OWN_LINES, '<w:rPr><w:color w:val="404040"/></w:rPr>'),
        _style("Header", "header", _SMALL),
        _style("Footer", "footer", _SMALL),
        _style("NoteText", "Anmerkung", _SMALL),
        _style("FootnoteText", "footnote text", _SMALL),
        _style("CommentText", "annotation text", '<w:rPr><w:sz w:val="20"/></w:rPr>'),
        _style("NoteCall", "Anmerkungszeichen", _RAISED, kind="character"),
        _style("FootnoteReference", "footnote reference", _RAISED, kind="character"),
        _style(
            "Gap",
            "Abstand",
            '<w:pPr><w:spacing w:after="0" w:line="120" w:lineRule="exact"/></w:pPr>',
        ),
        _style("TableGrid", "Table Grid", _GRID, kind="table"),
        _style("MeasureSheet", "Maßnahmenblatt", _GRID, kind="table"),
    )
)
