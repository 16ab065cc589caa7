"""Word files as wholes: tracked changes and notes, and what cannot be read says why."""

from collections import Counter
from random import Random

import pytest

from fortschrift.concepts.manuscripts.errors import Unreadable
from fortschrift.concepts.manuscripts.manuscript import (
    Line,
    Tracked,
)
from fortschrift.concepts.manuscripts.package import LARGEST_PART, opened
from tests.concepts.manuscripts.packed import paragraph, run, word, zipped
from tests.concepts.manuscripts.texts_of_word import NUMBERING, item, lines, read

# ---- tracked changes, comments, notes


def test_tracked_changes_give_both_texts_with_who_and_when() -> None:
    by = 'w:author="Erika Muster" w:date="2026-03-01T09:00:00Z"'
    (line,) = lines(
        word(
            paragraph(
                run("Die Stadt fördert "),
                f"<w:del {by}>{run('Kurse', deleted=True)}</w:del>",
                f"<w:ins {by}>{run('gute Kurse')}</w:ins>",
                run("."),
            )
        )
    )

    assert (line.text("before"), line.text()) == (
        "Die Stadt fördert Kurse.",
        "Die Stadt fördert gute Kurse.",
    )
    assert line.words[1].tracked == Tracked("deleted", "Erika Muster", "2026-03-01T09:00:00Z")


def test_the_end_of_a_paragraph_may_be_put_in_too() -> None:
    mark = '<w:rPr><w:ins w:author="A" w:date=""/></w:rPr>'

    (first, second) = lines(word(paragraph(run("a"), properties=mark) + paragraph(run("b"))))

    assert (first.end, second.end) == (Tracked("inserted", "A"), None)


def test_comments_say_what_they_stand_at() -> None:
    remark = '<w:comment w:id="1" w:author="Amt 50" w:date="d">' + paragraph(run("Wer zahlt?"))
    body = paragraph(
        run("Die "),
        '<w:commentRangeStart w:id="1"/>', run("Kurse"), '<w:commentRangeEnd w:id="1"/>',
        '<w:r><w:commentReference w:id="1"/></w:r>', run(" laufen."),
    )  # fmt: skip

    found = read(word(body, parts={"comments": remark + "</w:comment>"})).comments["1"]

    assert (found.author, found.text, found.on, found.place.number) == (
        "Amt 50", "Wer zahlt?", "Kurse", 1,
    )  # fmt: skip


def test_notes_stand_by_themselves_and_the_text_says_where_they_belong() -> None:
    note = f'<w:footnote w:id="2">{paragraph(run("Stand 2025."))}</w:footnote>'
    body = paragraph(run("Kurse"), '<w:r><w:footnoteReference w:id="2"/></w:r>', run("."))

    found = read(word(body, parts={"footnotes": note}))

    (line,) = found.blocks
    assert isinstance(line, Line) and [each.note for each in line.words] == ["", "footnote-2", ""]
    (said,) = found.notes["footnote-2"]
    assert isinstance(said, Line) and said.text() == "Stand 2025."


# ---- files that cannot be read


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "broken"),
        (b"no zip at all", "broken"),
        (zipped({}), "broken"),
        (zipped({"_rels/.rels": b"<a"}), "broken"),
        (zipped({"_rels/.rels": b"<a/>"}), "broken"),
        (word(paragraph(run("a"))).replace(b"PK\x05\x06", b"PK\x05\x07"), "broken"),
        (zipped({"_rels/.rels": b" " * (LARGEST_PART + 1)}), "too_large"),
        (zipped({"_rels/.rels": b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}), "broken"),
    ],
)
def test_what_cannot_be_read_says_why(data: bytes, reason: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read(data)

    assert refused.value.reason == reason


@pytest.mark.parametrize("tag", ["w:hyperlink", "w:sdt", "w:smartTag", "w:ins"])
def test_what_is_nested_without_end_is_refused(tag: str) -> None:
    depth = 50_000
    inside = f"<{tag}>" * depth + run("a") + f"</{tag}>" * depth

    with pytest.raises(Unreadable, match="broken"):
        read(word(paragraph(inside)))


def test_programs_are_not_taken_in() -> None:
    plain = word(paragraph(run("a")))
    with opened(plain) as package:
        files = {name: package.bytes_of(name) for name in package.names}

    with pytest.raises(Unreadable, match="macros"):
        read(zipped({**files, "word/vbaProject.bin": b"..."}))


def test_mutated_files_are_read_or_refused() -> None:
    chance = Random(5)
    whole = word(
        item("eins", 1) + paragraph(run("zwei"), '<w:r><w:footnoteReference w:id="2"/></w:r>'),
        parts={
            "numbering": NUMBERING,
            "footnotes": '<w:footnote w:id="2">' + item("x", 1) + "</w:footnote>",
        },
    )  # fmt: skip
    outcomes: Counter[str] = Counter()
    for _ in range(1000):
        data = bytearray(whole)
        for _ in range(chance.randint(1, 8)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        try:
            read(bytes(data[: chance.choice((len(data), chance.randrange(len(data))))]))
        except Unreadable as refused:
            outcomes[refused.reason] += 1
        else:
            outcomes["read"] += 1

    assert outcomes["read"] > 10 and outcomes["broken"] > 10
