"""What was read of Word files put together for tests."""

from fortschrift.concepts.manuscripts.manuscript import (
    Line,
    Manuscript,
)
from fortschrift.concepts.manuscripts.package import opened
from fortschrift.concepts.manuscripts.word.reading import read_word
from tests.concepts.manuscripts.packed import paragraph, run


def read(data: bytes) -> Manuscript:
    with opened(data) as package:
        return read_word(package)


def lines(data: bytes) -> list[Line]:
    return [each for each in read(data).blocks if isinstance(each, Line)]


NUMBERING = (
    '<w:abstractNum w:abstractNumId="0">'
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
    '<w:lvlText w:val="%1"/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/>'
    '<w:lvlText w:val="%1.%2)"/></w:lvl></w:abstractNum>'
    '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/>'
    '<w:lvlText w:val="•"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
    '<w:num w:numId="3"><w:abstractNumId w:val="0"/>'
    '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>'
)


def item(text: str, of: int, depth: int = 0) -> str:
    numbered = f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{of}"/></w:numPr>'
    return paragraph(run(text), properties=numbered)
