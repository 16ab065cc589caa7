"""What stands between the title of a Word file and its text: which text this is, the contents."""

from collections.abc import Iterable, Iterator, Sequence
from xml.sax.saxutils import escape

from fortschrift.concepts.rendering.anchors import HEADING, name_of
from fortschrift.concepts.rendering.stamp import Stamp
from fortschrift.core.text.blocks import BLOCKS, ROOT_KIND
from fortschrift.core.text.runs import plain
from fortschrift.core.text.synopsis import Row

_DEPTH = 3


def front_matter(stamp: Stamp, rows: Sequence[Row], hint: str = "") -> str:
    """Write the lines that are ours; none of them is part of the text."""
    told = [f"{label}: {said}" if label else said for label, said in _facts(stamp)]
    lines = "".join(map(_line, [*told, hint] if hint else told))
    return lines + _contents(rows) + _page_end()


def _facts(stamp: Stamp) -> Iterator[tuple[str, str]]:
    told = (
        ("", stamp.version), ("Stand", stamp.standing), ("Textstand", stamp.date_in_words),
        ("Herausgegeben von", stamp.publisher), ("Kennung", stamp.code),
        ("Adresse", stamp.address),
    )  # fmt: skip
    yield from ((label, said) for label, said in told if said)


def _line(said: str, properties: str = "") -> str:
    return _paragraph(f'<w:r>{properties}<w:t xml:space="preserve">{escape(said)}</w:t></w:r>')


def _paragraph(content: str, style: str = "OwnLine") -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{content}</w:p>'


def _contents(rows: Sequence[Row]) -> str:
    """Write the contents as a field with its entries; Word adds the pages when it updates it."""
    entries = list(_entries(rows))
    if not entries:
        return ""
    begin = (
        '<w:r><w:fldChar w:fldCharType="begin" w:dirty="true"/></w:r><w:r><w:instrText'
        f' xml:space="preserve"> TOC \\o "1-{_DEPTH}" \\h \\z \\u </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )
    end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    written = "".join(
        _paragraph((begin if place == 0 else "") + _entry(name, said), f"TOC{depth}")
        for place, (depth, name, said) in enumerate(entries)
    )
    heading = _line("Inhalt", '<w:rPr><w:b/><w:sz w:val="28"/></w:rPr>')
    return f"{heading}{written}{_paragraph(end)}"


def _entries(rows: Iterable[Row]) -> Iterator[tuple[int, str, str]]:
    for row in rows:
        state = row.state
        if state.kind in BLOCKS or state.kind == ROOT_KIND or not 1 <= row.depth <= _DEPTH:
            continue
        said = " ".join(each for each in (row.new_name, plain(state.heading)) if each)
        yield row.depth, name_of(state.id, HEADING), said.replace("\n", " ")


def _entry(name: str, said: str) -> str:
    return (
        f'<w:hyperlink w:anchor="{name}" w:history="1"><w:r><w:t xml:space="preserve">'
        f"{escape(said)}</w:t></w:r></w:hyperlink>"
    )


def _page_end() -> str:
    return _paragraph('<w:r><w:br w:type="page"/></w:r>')
