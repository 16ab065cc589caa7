"""A file becomes a text: each title on its level, each word placed or listed."""

from itertools import count
from uuid import UUID, uuid4

import pytest
from benchmarks._concept_pieces import Numbers, concept
from benchmarks._import_rows import MAKERS
from benchmarks._import_scores import brought_in as bring_in
from benchmarks._import_scores import right_share, words_lost, words_missing
from benchmarks._word_files import word_file

from fortschrift.concepts.manuscripts.corrections import Corrections
from fortschrift.concepts.manuscripts.forms import NOT_TAKEN, TEXT, Form, form_of
from fortschrift.concepts.manuscripts.manuscript import Line, Manuscript, Place, Side, Words
from fortschrift.concepts.manuscripts.mapping import LevelMapping
from fortschrift.concepts.manuscripts.opening import read as open_file
from fortschrift.concepts.manuscripts.outlook import lines_in
from fortschrift.concepts.manuscripts.package import opened
from fortschrift.concepts.manuscripts.placed import Placed, placed
from fortschrift.concepts.manuscripts.proposing import proposed
from fortschrift.concepts.manuscripts.understanding import after, before, understood
from fortschrift.concepts.manuscripts.word.reading import read_word
from fortschrift.core.text import NodeId, Tree, plain
from tests.concepts.manuscripts.packed import paragraph, run, word
from tests.concepts.manuscripts.texts_of_word import NUMBERING, item


def read(data: bytes) -> Manuscript:
    with opened(data) as package:
        return read_word(package)


def brought_in(data: bytes, mapping: LevelMapping | None = None, side: Side = "after") -> Placed:
    manuscript, numbers = read(data), count(1)
    mapping = mapping or proposed(manuscript, side=side)
    return placed(manuscript, mapping, lambda: NodeId(UUID(int=next(numbers))), side=side)


def headings(*levels_and_texts: tuple[int, str]) -> bytes:
    return word(
        "".join(
            paragraph(run(text), properties=f'<w:outlineLvl w:val="{level - 1}"/>' if level else "")
            for level, text in levels_and_texts
        )
    )


def shown(tree: Tree) -> list[str]:
    """Write each element as its depth, level, number and title."""
    levels = {level.key: level.singular for level in tree.outline.levels}
    return [
        f"{tree.depth(state.id)} {levels[state.kind]} {state.printed_number or '-'} "
        f"{plain(state.heading)}"
        for state in tree
        if state.kind in levels
    ]


def test_names_and_numbers_in_front_of_titles_tell_levels() -> None:
    data = headings(
        (1, "Handlungsfeld 1: Sprache"), (0, "Darum geht es."), (2, "Leitziel 1.1 Kurse"),
        (3, "Maßnahme HF1-Z1-M1 – Abendkurse"), (1, "Handlungsfeld 2: Wohnen"),
    )  # fmt: skip

    tree = brought_in(data).tree

    assert shown(tree) == [
        "1 Handlungsfeld 1 Sprache",
        "2 Leitziel 1.1 Kurse",
        "3 Maßnahme HF1-Z1-M1 Abendkurse",
        "1 Handlungsfeld 2 Wohnen",
    ]


def test_a_skipped_level_is_no_obstacle() -> None:
    data = headings(
        (1, "Handlungsfeld 1: Sprache"), (2, "Ziel 1: Kurse"), (3, "Maßnahme 1: Abends"),
        (1, "Handlungsfeld 2: Wohnen"), (3, "Maßnahme 2: Beratung"),
    )  # fmt: skip

    assert shown(brought_in(data).tree)[-1] == "2 Maßnahme 2 Beratung"


def test_headings_without_names_are_chapters_by_their_rank() -> None:
    data = headings((1, "1 Einleitung"), (2, "1.1 Auftrag"), (1, "2 Ziele der Stadt"))

    assert shown(brought_in(data).tree) == [
        "1 Kapitel 1 Einleitung",
        "2 Abschnitt 1.1 Auftrag",
        "1 Kapitel 2 Ziele der Stadt",
    ]


def test_a_file_without_a_title_keeps_its_first_chapter() -> None:
    foreword = headings(
        (1, "Vorwort"), (1, "Handlungsfeld 1: Sprache"), (1, "Handlungsfeld 2: Sport")
    )
    numbered = headings((1, "1 Sprache"), (2, "1.1 Kurse"), (2, "1.2 Räume"))

    assert shown(brought_in(foreword).tree)[0] == "1 Kapitel - Vorwort"
    assert shown(brought_in(numbered).tree)[0] == "1 Kapitel 1 Sprache"


def test_a_single_heading_over_others_is_still_the_title_though_it_begins_with_a_number() -> None:
    data = headings((1, "2. Fortschreibung des Konzepts"), (2, "Sprache"), (2, "Sport"))

    tree = brought_in(data).tree

    assert tree[tree.root].title == "2. Fortschreibung des Konzepts"


def test_titles_that_the_file_gives_one_rank_stand_beside_one_another() -> None:
    data = headings(
        (1, "Leitbild"), (1, "1 Einleitung"), (2, "1.1 Auftrag"), (1, "Handlungsfeld 1: Sprache"),
        (2, "Ziel 1: Kurse"), (1, "Handlungsfeld 2: Wohnen"), (1, "3. Umsetzung"), (2, "3.1 Wann"),
    )  # fmt: skip
    expected = [
        "1 Leitbild - Leitbild", "1 Kapitel 1 Einleitung", "2 Abschnitt 1.1 Auftrag",
        "1 Handlungsfeld 1 Sprache", "2 Ziel 1 Kurse", "1 Handlungsfeld 2 Wohnen",
        "1 Kapitel 3 Umsetzung", "2 Abschnitt 3.1 Wann",
    ]  # fmt: skip

    assert shown(brought_in(data).tree) == expected
    found = understood(read(data), None, Corrections())
    assert shown(brought_in(data, found.mapping).tree) == expected
    assert [line.depth for line in lines_in(found, titles_only=True)] == [0, 0, 1, 0, 1, 0, 0, 1]


def test_numbers_tell_what_is_below_where_the_file_gives_names_one_rank() -> None:
    data = headings((1, "Ziel 1: Kurse"), (1, "Maßnahme 1.1: Abends"), (1, "Ziel 2: Räume"))

    assert shown(brought_in(data).tree) == [
        "1 Ziel 1 Kurse", "2 Maßnahme 1.1 Abends", "1 Ziel 2 Räume",
    ]  # fmt: skip


def test_a_level_that_is_corrected_away_is_expected_no_more() -> None:
    data = headings((1, "Handlungsfeld 1: Sprache"), (2, "Ziel 1: Kurse"))

    found = understood(read(data), None, Corrections({Form(name="Ziel"): TEXT})).mapping

    assert shown(brought_in(data, found).tree) == ["1 Handlungsfeld 1 Sprache"]


def test_one_correction_holds_for_all_lines_of_a_form_and_one_for_a_single_line() -> None:
    data = headings(
        (1, "Handlungsfeld 1: Sprache"), (2, "Kurse"), (2, "Räume"), (1, "Handlungsfeld 2: Wohnen")
    )
    manuscript = read(data)
    mapping = proposed(manuscript)
    lines = list(manuscript.lines())
    form = form_of(lines[1], mapping.names)
    assert form is not None

    as_text = brought_in(data, mapping.corrected(form, TEXT))
    left_out = brought_in(data, mapping.corrected_at(2, NOT_TAKEN))

    assert [line.split()[1] for line in shown(as_text.tree)] == ["Handlungsfeld"] * 2
    assert [(each.text, each.why, each.place.number) for each in left_out.not_taken] == [
        ("Räume", "chosen", 3)
    ]


def test_lines_of_one_page_are_told_apart() -> None:
    page = Place("page", 1)
    texts = (("Konzept", "Title", None), ("Handlungsfeld 1: Sprache", "", 1), ("Kurse.", "", None))
    manuscript = Manuscript(
        tuple(Line(page, (Words(text),), style, level) for text, style, level in texts)
    )
    numbers = count(1)

    found = placed(manuscript, proposed(manuscript), lambda: NodeId(UUID(int=next(numbers))))

    assert plain(found.tree[found.tree.root].heading) == "Konzept"
    assert shown(found.tree) == ["1 Handlungsfeld 1 Sprache"]
    assert [plain(state.text) for state in found.tree if state.text] == ["Kurse."]


@pytest.mark.parametrize("numbers", ["typed", "printed"])
def test_a_generated_concept_comes_in_as_it_is(numbers: Numbers) -> None:
    made = word_file(300, numbers=numbers)

    assert right_share(made.elements, brought_in(made.data)) >= 0.98


@pytest.mark.parametrize("numbers", ["typed", "printed", "none"])
@pytest.mark.parametrize("kind", MAKERS)
def test_the_same_text_comes_in_from_every_kind_of_file(kind: str, numbers: Numbers) -> None:
    made = concept(80, numbers=numbers, fields=2, goals=4)

    manuscript = open_file(MAKERS[kind](made))
    found = bring_in(manuscript)

    assert right_share(made.elements, found) >= 0.98
    assert not words_lost(manuscript, found)
    if kind not in ("xlsx", "pdf"):  # a list of measures; words parted by hyphens
        assert not words_missing(made, found)


@pytest.mark.parametrize("side", ["before", "after"])
@pytest.mark.parametrize("numbers", ["typed", "printed", "none"])
def test_every_word_is_placed_or_listed(numbers: Numbers, side: Side) -> None:
    data = word_file(200, numbers=numbers).data

    assert not words_lost(read(data), brought_in(data, side=side), side)


NAMED = (
    '<w:abstractNum w:abstractNumId="1">'
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
    '<w:lvlText w:val="Handlungsfeld %1:"/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
    '<w:lvlText w:val="Ziel %1.%2"/></w:lvl>'
    '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
)


def numbered(depth: int, text: str) -> str:
    """Write a heading in front of which Word prints its number."""
    own = f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="1"/></w:numPr>'
    return paragraph(run(text), properties=f'{own}<w:outlineLvl w:val="{depth + 1}"/>')


def test_names_of_levels_in_the_numbering_of_word_tell_levels() -> None:
    blocks = (
        numbered(0, "Sprache"), numbered(1, "Kurse für alle"), numbered(1, "Ziel"),
        numbered(0, "Handlungsfeld Wohnen"),
    )  # fmt: skip
    data = word("".join(blocks), parts={"numbering": NAMED})
    found = understood(read(data), None, Corrections())
    text = found.resolved(after)

    made = found.placed(text, lambda: NodeId(uuid4()))
    account = found.account(text, made, after, amending=False)

    assert shown(made.tree) == [
        "1 Handlungsfeld 1 Sprache",
        "2 Ziel 1.1 Kurse für alle",
        "2 Ziel 1.2 Ziel",
        "1 Handlungsfeld 2 Wohnen",
    ]
    assert account.adds_up and not account.listed


@pytest.mark.parametrize("line", ["1.1 Leitbild", "Leitbild"])
def test_a_heading_that_is_only_the_name_of_a_level_keeps_it(line: str) -> None:
    tree = brought_in(headings((1, "1 Einleitung"), (2, line), (2, "Leitziel 2.3"))).tree

    assert [plain(state.heading) for state in tree][-2:] == ["Leitbild", ""]


def typed(*entries: str, heading: str = "Inhaltsverzeichnis") -> bytes:
    """Write a table of contents as plain paragraphs, in front of the text that it is of."""
    text = (
        (1, "Handlungsfeld 1: Sprache"), (2, "Ziel 1.1: Kurse"), (1, "Handlungsfeld 2: Wohnen"),
        (0, "Alle wohnen gut."),
    )  # fmt: skip
    return headings((0, heading), *((0, entry) for entry in entries), *text)


@pytest.mark.parametrize("leader", ["\t", " ........ ", "…… ", " . . . . "])
def test_a_typed_table_of_contents_is_listed_and_makes_no_elements(leader: str) -> None:
    entries = [
        f"{each}{leader}{page}"
        for each, page in (
            ("Handlungsfeld 1: Sprache", "5"), ("Ziel 1.1: Kurse", "6"),
            ("Handlungsfeld 2: Wohnen", "7"), ("Anhang", "viii"),
        )
    ]  # fmt: skip

    made = brought_in(typed(*entries))

    assert shown(made.tree) == [
        "1 Handlungsfeld 1 Sprache", "2 Ziel 1.1 Kurse", "1 Handlungsfeld 2 Wohnen",
    ]  # fmt: skip
    assert [each.place.number for each in made.not_taken] == [1, 2, 3, 4, 5]


def test_lines_that_end_with_numbers_and_come_never_again_are_no_table_of_contents() -> None:
    data = typed("Kurse\t5", "Vereine\t12", "Gäste\t140", heading="Unsere Zahlen")

    assert brought_in(data).not_taken == ()


def test_a_table_of_contents_without_a_heading_is_known_by_what_comes_again() -> None:
    data = typed(
        "Handlungsfeld 1: Sprache\t5", "Ziel 1.1: Kurse\t6", "Handlungsfeld 2: Wohnen\t7",
        heading="Stadt Musterstadt",
    )  # fmt: skip

    assert [each.place.number for each in brought_in(data).not_taken] == [2, 3, 4]


# ---- lists that count with letters


LETTERED = (
    '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
    '<w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%1)"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
)


@pytest.mark.parametrize(("parts", "listed"), [(LETTERED, ["a), b), c) …"]), (NUMBERING, [])])
def test_a_list_that_counts_with_letters_says_that_its_marks_become_numbers(
    parts: str, listed: list[str]
) -> None:
    items = "".join(item(text, 1) for text in ("Kurse", "Räume", "Feste", "Reisen"))
    found = understood(read(word(items, parts={"numbering": parts})), None, Corrections())
    text, numbers = found.resolved(before), count(1)
    made = found.placed(text, lambda: NodeId(UUID(int=next(numbers))))

    account = found.account(text, made, before, amending=False)

    assert [(e.text, e.words) for e in account.listed if e.why == "mark"] == [
        (each, 0) for each in listed
    ]
    assert account.adds_up
