"""PDF files as wholes: no word is lost, and what cannot be read says why."""

import random
from typing import Any

import pytest

from fortschrift.concepts.manuscripts.errors import Unreadable
from fortschrift.concepts.manuscripts.pdf import bounded
from fortschrift.concepts.manuscripts.pdf.reading import read_pdf
from tests.concepts.manuscripts.pdf_by_hand import (
    CATALOG,
    FONT,
    IMAGE,
    PAGE,
    PAGES,
    minimal,
    stream,
)
from tests.concepts.manuscripts.typeset import (
    PROSE,
    SENTENCES,
    SHEET,
    all_said,
    read,
    set_in,
    table,
    texts,
    tokens,
)

# ---- nothing is lost


def concept(seed: int) -> tuple[str, list[str]]:
    """Give a concept as typst and what it says, numbers of notes left out."""
    chance = random.Random(seed)
    body, said = [], []
    for field in range(1, 4):
        title = f"Handlungsfeld {field}: Stadt{chance.randrange(100)}"
        body.append(f"= {title}\n")
        said.append(title)
        for _ in range(6):
            made, spoken = chance.choice(PIECES)(chance)
            body.append(made)
            said.extend(spoken)
    return "\n\n".join(body), said


def _prose(chance: random.Random) -> tuple[str, list[str]]:
    text = " ".join(chance.choices(SENTENCES, k=5))
    return text, [text]


def _noted(chance: random.Random) -> tuple[str, list[str]]:
    note, text = chance.choice(SENTENCES), chance.choice(SENTENCES)
    return f"{text}#footnote[{note}] Danach {text}", [note, text, "Danach", text]


def _list(chance: random.Random) -> tuple[str, list[str]]:
    items = chance.sample(SENTENCES, k=3)
    return "\n".join(f"- {each}" for each in items), items


def _columns(chance: random.Random) -> tuple[str, list[str]]:
    items = [" ".join(chance.choices(SENTENCES, k=3)) for _ in range(4)]
    return f"#block(height: 9cm, breakable: false, columns(2)[{' '.join(items)}])", items


def _sheet(chance: random.Random) -> tuple[str, list[str]]:
    kind = chance.choice(("table(columns: (3cm, 1fr))", "grid(columns: (4cm, 1fr), gutter: 1em)"))
    return table(kind, SHEET), [cell for row in SHEET for cell in row]


PIECES = (_prose, _noted, _list, _columns, _sheet)


@pytest.mark.parametrize("seed", range(12))
def test_all_words_that_go_in_come_out(seed: int) -> None:
    body, said = concept(seed)
    justify = "true" if seed % 2 else "false"

    found = read(f"#set par(justify: {justify})\n#set text(hyphenate: true)\n{body}")

    assert all_said(found) == tokens(said)


# ---- files that cannot be read


def reason_of(data: bytes) -> str:
    with pytest.raises(Unreadable) as refused:
        read_pdf(data)
    return refused.value.reason


def test_a_file_by_hand_is_read() -> None:
    data = minimal(
        CATALOG, PAGES, PAGE.format("<</Font <</F 5 0 R>>>>"),
        stream("BT /F 12 Tf 72 700 Td (Guten Tag) Tj ET"), FONT,
    )  # fmt: skip

    assert texts(read_pdf(data)) == ["Guten Tag"]


def test_a_page_turned_on_its_side_is_read_as_it_is_shown() -> None:
    data = minimal(
        CATALOG, PAGES, PAGE.format("<</Font <</F 5 0 R>>>> /Rotate 90"),
        stream("BT /F 12 Tf 0 1 -1 0 300 100 Tm (Guten Tag) Tj ET"), FONT,
    )  # fmt: skip

    assert texts(read_pdf(data)) == ["Guten Tag"]


def test_pages_that_are_pictures_are_a_scan() -> None:
    data = minimal(
        CATALOG, PAGES, PAGE.format("<</XObject <</I 5 0 R>>>>"),
        stream("500 0 0 700 40 40 cm /I Do"), stream("0", f"{IMAGE} /BitsPerComponent 8"),
    )  # fmt: skip

    assert reason_of(data) == "scan"


def test_pages_without_anything_are_empty() -> None:
    assert reason_of(minimal(CATALOG, PAGES, PAGE.format("<<>>"), stream(""))) == "empty"
    assert reason_of(b"") == "empty"


def test_a_locked_file_asks_for_its_password() -> None:
    lock = f"<</Filter /Standard /V 1 /R 2 /Length 40 /P -4 /O <{'41' * 32}> /U <{'42' * 32}>>>"
    data = minimal(
        CATALOG, PAGES, PAGE.format("<<>>"), stream(""), lock,
        extra=f"/Encrypt 5 0 R /ID [<{'00' * 16}> <{'00' * 16}>]",
    )  # fmt: skip

    assert reason_of(data) == "password"


def test_what_is_no_pdf_is_unknown() -> None:
    assert reason_of(b"PK\x03\x04" + b"0" * 100) == "unknown"


@pytest.mark.parametrize("share", [0.05, 0.3, 0.6, 0.95])
def test_a_file_that_was_cut_off_is_broken(share: float) -> None:
    data = set_in(f"= Ziele\n{PROSE}")

    assert reason_of(data[: int(share * len(data))]) == "broken"


@pytest.mark.parametrize("seed", range(25))
def test_a_mutated_file_is_read_or_refused(seed: int) -> None:
    chance = random.Random(seed)
    data = bytearray(set_in(f"= Ziele\n{PROSE}\n- {PROSE}#footnote[Ja.]"))
    for _ in range(chance.choice((1, 20, 400))):
        data[chance.randrange(10, len(data) - 10)] = chance.randrange(256)

    try:
        read_pdf(bytes(data))
    except Unreadable as refused:
        assert refused.reason in {"broken", "empty", "scan", "password"}


def test_a_reader_that_dies_or_hangs_leaves_a_broken_file(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Any
) -> None:
    data = set_in("Ziele")
    dies, hangs = tmp_path / "dies.py", tmp_path / "hangs.py"
    dies.write_text("import os; os.abort()")
    hangs.write_text("import time; time.sleep(60)")

    monkeypatch.setattr(bounded, "MOST_SECONDS", 0.3)
    for program in (dies, hangs):
        monkeypatch.setattr(bounded, "_PROGRAM", program)
        assert reason_of(data) == "broken"
