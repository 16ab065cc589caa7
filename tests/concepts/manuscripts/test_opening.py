"""A file is what its bytes say, and what cannot be read says why."""

import pytest

from fortschrift.concepts.manuscripts.errors import Unreadable
from fortschrift.concepts.manuscripts.manuscript import said_in
from fortschrift.concepts.manuscripts.opening import read, read_clipboard
from fortschrift.concepts.manuscripts.package import LARGEST_FILE
from tests.concepts.manuscripts.packed import paragraph, run, word, zipped

_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_FLAT = (
    '<?xml version="1.0"?><office:document'
    ' xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">'
    "<office:body><office:text><text:p>Kurse</text:p></office:text></office:body></office:document>"
)


@pytest.mark.parametrize(
    "data",
    [
        word(paragraph(run("Kurse"))),
        _FLAT.encode(),
        b"<!DOCTYPE html><p>Kurse</p>",
        b"\xef\xbb\xbf<html><body>Kurse</body></html>",
        "<html><body>Kurse</body></html>".encode("utf-16"),
        b"Kurse",
        "Kurse".encode("utf-16"),
        b"# Kurse\n",
    ],
)
def test_the_kind_of_a_file_is_told_by_its_bytes(data: bytes) -> None:
    assert said_in(read(data).blocks).strip() == "Kurse"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b" \n", "empty"),
        (word(paragraph(run(" "))), "empty"),
        (word(paragraph(run("—"))), "empty"),
        (_FLAT.replace("Kurse", "\u200b").encode(), "empty"),
        (b"<html><body></body></html>", "empty"),
        (b"<html><body><p>&nbsp;<hr>&mdash;</body></html>", "empty"),
        (b"# \n\n---\n\n| |\n|---|\n| |\n", "empty"),
        (b"...\n- \n", "empty"),
        (b"\x7fELF" + bytes(100), "unknown"),
        (b"{\\rtf1 Kurse}", "unknown"),
        (b"PK\x03\x04 no package", "broken"),
        (zipped({"xl/workbook.xml": b"<a/>"}), "broken"),
        (zipped({"ppt/presentation.xml": b"<a/>"}), "unknown"),
        (b"<?xml version='1.0'?><a>Kurse</a>", "unknown"),
        (zipped({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}), "unknown"),
        (_COMPOUND + bytes(2000), "old_format"),
        (_COMPOUND + bytes(500) + "EncryptedPackage".encode("utf-16-le"), "password"),
        (b"%PDF-1.7 and nothing else", "broken"),
        (b"a" * (LARGEST_FILE + 1), "too_large"),
    ],
)
def test_what_cannot_be_read_says_why(data: bytes, reason: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read(data)

    assert refused.value.reason == reason


@pytest.mark.parametrize("text", ["<p>&nbsp;</p>", "# \n\n---\n", "-\n-", "\u200b"])
def test_what_is_pasted_without_words_is_refused(text: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read_clipboard(text)

    assert refused.value.reason == "empty"


@pytest.mark.parametrize(
    ("text", "style"), [("<p>Kurse", "p"), ("# Kurse", "h1"), ("Kurse\nRäume", "Title")]
)
def test_what_is_pasted_is_html_markdown_or_plain(text: str, style: str) -> None:
    assert next(read_clipboard(text).lines()).style == style
