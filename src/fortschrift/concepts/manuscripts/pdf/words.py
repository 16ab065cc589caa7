"""The words of a paragraph: lines joined, with their styles, links and notes."""

from collections.abc import Container, Iterator
from unicodedata import normalize

from fortschrift.concepts.manuscripts.hyphens import joint
from fortschrift.concepts.manuscripts.manuscript import Style, Words
from fortschrift.concepts.manuscripts.pdf.notes import key_of, mark_in
from fortschrift.concepts.manuscripts.pdf.page import Word, said
from fortschrift.concepts.manuscripts.pdf.paragraphs import Paragraph


def words_of(
    paragraph: Paragraph, notes: Container[str], *, is_plain: bool = False
) -> tuple[Words, ...]:
    """Give the words of a paragraph; in plain ones, such as headings, being bold says nothing."""
    found: list[Words] = []
    for strip, words in zip(paragraph.lines, paragraph.words, strict=True):
        _end_line(found, said(words))
        for index, word in enumerate(words):
            key = key_of(strip.page, mark_in(word))
            if key in notes:
                found.append(Words("", note=key))
                continue
            space = "" if index == 0 or word.tight else " "
            found.extend(_spoken(found, word, space, is_plain))
    return _joined(found)


def _end_line(found: list[Words], after: str) -> None:
    """Put what belongs between two lines to the end of the first."""
    if not found:
        return
    end, between = joint(found[-1].text, after)
    if found[-1].note:
        found.append(Words(" "))
    else:
        found[-1] = found[-1]._replace(text=end + between)


def _spoken(found: list[Words], word: Word, space: str, is_plain: bool) -> Iterator[Words]:
    """Give a word, its space to what stands before it unless that is a note."""
    if space and found and not found[-1].note:
        found[-1] = found[-1]._replace(text=found[-1].text + space)
        space = ""
    if space and found:
        yield Words(space)
    yield Words(word.text, _styles(word, is_plain), word.link)


def _styles(word: Word, is_plain: bool) -> frozenset[Style]:
    styles: dict[Style, bool] = {
        "bold": word.bold and not is_plain,
        "italic": word.italic,
        "superscript": word.raised > 0,
        "subscript": word.raised < 0,
    }
    return frozenset(style for style, on in styles.items() if on)


def _joined(words: list[Words]) -> tuple[Words, ...]:
    joint_words: list[Words] = []
    for each in words:
        if joint_words and not each.note and joint_words[-1][1:] == each[1:]:
            text = normalize("NFC", joint_words[-1].text + each.text)
            joint_words[-1] = joint_words[-1]._replace(text=text)
        else:
            joint_words.append(each)
    return tuple(joint_words)
