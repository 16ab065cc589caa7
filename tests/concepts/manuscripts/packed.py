"""Word files put together by hand, so that a test says which XML it is about."""

from collections.abc import Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_SPACES = (
    f'{W} xmlns:r="{R}"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)


def word(
    body: str,
    *,
    parts: Mapping[str, str] | None = None,
    links: Mapping[str, str] | None = None,
    images: Mapping[str, bytes] | None = None,
) -> bytes:
    """Pack the body of a document with other parts (name to XML inside the root) and links.

    Links and images stand under the names of their relations.
    """
    parts = dict(parts or {})
    roots = {"footnotes": "footnotes", "comments": "comments", "styles": "styles"}
    roots |= {"numbering": "numbering", "header": "hdr", "footer": "ftr"}
    related = "".join(
        f'<Relationship Id="{name}" Type="{R}/{name}" Target="{name}.xml"/>' for name in parts
    ) + "".join(
        f'<Relationship Id="{name}" Type="{R}/hyperlink" Target="{to}" TargetMode="External"/>'
        for name, to in (links or {}).items()
    )
    related += "".join(
        f'<Relationship Id="{name}" Type="{R}/image" Target="media/{name}"/>'
        for name in images or {}
    )
    main = f'<Relationship Id="a" Type="{R}/officeDocument" Target="word/document.xml"/>'
    files = {
        "_rels/.rels": f'<Relationships xmlns="{_RELATIONS}">{main}</Relationships>',
        "word/_rels/document.xml.rels": (
            f'<Relationships xmlns="{_RELATIONS}">{related}</Relationships>'
        ),
        "word/document.xml": f"<w:document {_SPACES}><w:body>{body}</w:body></w:document>",
        **{
            f"word/{name}.xml": f"<w:{roots[name]} {_SPACES}>{inside}</w:{roots[name]}>"
            for name, inside in parts.items()
        },
    }
    pictures = {f"word/media/{name}": data for name, data in (images or {}).items()}
    return zipped({name: text.encode() for name, text in files.items()} | pictures)


def zipped(files: Mapping[str, bytes]) -> bytes:
    """Pack files as they are."""
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as file:
        for name, content in files.items():
            file.writestr(name, content)
    return packed.getvalue()


def paragraph(*inside: str, properties: str = "") -> str:
    """Write a paragraph of runs."""
    about = f"<w:pPr>{properties}</w:pPr>" if properties else ""
    return f"<w:p>{about}{''.join(inside)}</w:p>"


def run(text: str, properties: str = "", *, deleted: bool = False) -> str:
    """Write a run of words."""
    tag = "w:delText" if deleted else "w:t"
    about = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{about}<{tag} xml:space="preserve">{text}</{tag}></w:r>'
