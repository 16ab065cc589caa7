"""Files of every kind, damaged by chance: read or refused, never anything else, with bounded work.

How many of them are still read is printed by `./fortschrift bench import mutations`.
"""

from collections.abc import Callable, Iterator
from contextlib import suppress
from random import Random

import pytest
from benchmarks._concept_pieces import concept
from benchmarks._damaged import inside, outside
from benchmarks._import_rows import MAKERS
from benchmarks._import_scores import brought_in
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fortschrift.concepts.manuscript_words import REFUSALS
from fortschrift.concepts.manuscripts import package
from fortschrift.concepts.manuscripts.errors import Unreadable
from fortschrift.concepts.manuscripts.manuscript import Manuscript
from fortschrift.concepts.manuscripts.opening import read, read_clipboard
from tests.concepts.manuscripts.packed import zipped
from tests.concepts.manuscripts.test_excel import by_hand

MADE = concept(12, fields=1, goals=2)
WHOLE = {kind: make(MADE) for kind, make in MAKERS.items() if kind != "pdf"}
PACKAGES = ("docx", "odt", "xlsx")


def survives(data: bytes) -> Manuscript | None:
    """Read a file and bring it in, or be refused with a reason that people can be told."""
    try:
        found = read(data)
    except Unreadable as error:
        assert error.reason in REFUSALS
        return None
    assert brought_in(found).tree.nodes
    return found


@pytest.mark.parametrize("kind", WHOLE)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(seed=st.integers(0, 2**32))
def test_a_damaged_file_is_read_or_refused(kind: str, seed: int) -> None:
    survives(outside(WHOLE[kind], Random(seed)))


@pytest.mark.parametrize("kind", PACKAGES)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(seed=st.integers(0, 2**32))
def test_a_package_with_damaged_parts_is_read_or_refused(kind: str, seed: int) -> None:
    survives(inside(WHOLE[kind], Random(seed)))


@settings(max_examples=200, deadline=None)
@given(
    st.text(
        st.sampled_from("1.2 abIVX:)(-•|#*_[]^<>/=\t\n\u00ad\u2028äß€")
        | st.characters(codec="utf-8"),
        max_size=300,
    )
)
def test_whatever_is_pasted_is_read_or_refused(text: str) -> None:
    with suppress(Unreadable):
        brought_in(read_clipboard(text))


@pytest.mark.parametrize("kind", WHOLE)
def test_a_file_may_be_cut_anywhere(kind: str) -> None:
    data = WHOLE[kind]

    for share in range(1, 20):
        survives(data[: len(data) * share // 20])


# ---- work that grows without bound is refused, counted and not timed

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="a" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships'
    '/officeDocument" Target="word/document.xml"/></Relationships>'
)


def word_of(document: bytes) -> bytes:
    return zipped({"_rels/.rels": RELATIONS.encode(), "word/document.xml": document})


def excel_of(document: bytes) -> bytes:
    return zipped({"xl/workbook.xml": document})


def odt_of(document: bytes) -> bytes:
    kind = b"application/vnd.oasis.opendocument.text"
    return zipped({"mimetype": kind, "content.xml": document})


OF = (word_of, excel_of, odt_of)


@pytest.mark.parametrize("pack", OF)
@pytest.mark.parametrize("charset", ["utf-8", "utf-16"])
def test_words_that_unfold_are_refused_unread(pack: Callable[[bytes], bytes], charset: str) -> None:
    bomb = "<!DOCTYPE a [<!ENTITY b 'bb'>" + "".join(
        f"<!ENTITY b{n} '&b{n - 1};&b{n - 1};'>" for n in range(1, 60)
    )
    document = f'<?xml version="1.0" encoding="{charset}"?>{bomb}]><a>&b59;</a>'.encode(charset)

    with pytest.raises(Unreadable) as refused:
        read(pack(document))

    assert refused.value.reason == "broken"


@pytest.mark.parametrize("pack", OF)
@pytest.mark.parametrize("tag", ["w:tbl", "w:p", "sheet", "text:section", "text:span"])
def test_what_is_nested_without_end_is_refused(pack: Callable[[bytes], bytes], tag: str) -> None:
    spaces = f'{W} xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    opened, closed = f"<{tag}>" * 50_000, f"</{tag}>" * 50_000

    with pytest.raises(Unreadable):
        read(pack(f"<a {spaces}>{opened}{closed}</a>".encode()))


@pytest.mark.parametrize("pack", OF)
def test_a_package_that_unpacks_to_too_much_is_refused(
    pack: Callable[[bytes], bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(package, "LARGEST_PART", 10_000)

    with pytest.raises(Unreadable) as refused:
        read(pack(b"<a>" + b" " * 100_000 + b"</a>"))

    assert refused.value.reason == "too_large"


def test_no_more_is_unpacked_than_all_parts_may_have() -> None:
    with package.opened(zipped({"a": b"a" * 2000, "b": b"b" * 2000}), most=3000) as found:
        found.bytes_of("a")
        with pytest.raises(Unreadable) as refused:
            found.bytes_of("b")

    assert refused.value.reason == "too_large"


@pytest.mark.parametrize("span", ["999999999", "-5", "0", "x"])
def test_tables_that_claim_to_be_huge_are_read(span: str) -> None:
    text = "<w:p><w:r><w:t>a</w:t></w:r></w:p>"
    cell = f'<w:tc><w:tcPr><w:gridSpan w:val="{span}"/></w:tcPr>{text}</w:tc>'
    body = f"<w:tbl><w:tr>{cell}{cell}</w:tr><w:tr>{cell}{cell}</w:tr></w:tbl>"

    found = survives(word_of(f"<w:document {W}><w:body>{body}</w:body></w:document>".encode()))

    assert found is not None
    assert [line.text() for line in found.lines()] == ["a"] * 4


def test_an_excel_file_that_merges_everything_with_everything_is_read() -> None:
    rows = "".join(f'<row r="{r}"><c r="A{r}"><v>{r}</v></c></row>' for r in range(1, 300))
    merged = "".join(f'<mergeCell ref="A{r}:XFD1048576"/>' for r in range(1, 300))

    found = survives(by_hand(f"<sheetData>{rows}</sheetData><mergeCells>{merged}</mergeCells>"))

    assert found is not None and len(list(found.lines())) == 299


def mutations(seed: int) -> Iterator[bytes]:
    chance = Random(seed)
    data = MAKERS["pdf"](MADE)
    for _ in range(5):
        yield outside(data, chance)


def test_a_damaged_pdf_is_read_or_refused() -> None:
    for each in mutations(11):
        survives(each)
