"""A file becomes a text: each title on its level, each word placed or listed."""

from collections import Counter
from itertools import count
from uuid import UUID

import pytest
from benchmarks._word_files import Numbers, WordFile, word_file

from fortschrift.concepts.manuscripts.manuscript import Line, Manuscript, Place, Side, Words
from fortschrift.concepts.manuscripts.mapping import (
    NOT_TAKEN,
    TEXT,
    LevelMapping,
    form_of,
    proposed,
)
from fortschrift.concepts.manuscripts.package import opened
from fortschrift.concepts.manuscripts.placed import Placed, placed
from fortschrift.concepts.manuscripts.word.reading import read_word
from fortschrift.core.text import NodeId, Tree, plain
from tests.concepts.manuscripts.packed import paragraph, run, word


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


def truly(made: WordFile, found: Placed) -> float:
    """Tell which share of the true elements is on its level under its parent."""
    tree = found.tree
    levels = {level.key: place for place, level in enumerate(tree.outline.levels, start=1)}
    states = [state for state in tree if state.kind in levels]
    numbers = {state.id: (state.printed_number or "").rstrip(".") for state in states}
    said = Counter(
        (
            levels[state.kind], numbers[state.id], plain(state.heading),
            numbers.get(parent, "") if (parent := tree.parent_of(state.id)) else "",
        )
        for state in states
    )  # fmt: skip
    true = Counter(
        (
            each.level, each.number, each.title,
            made.elements[each.above].number if each.above is not None else "",
        )
        for each in made.elements
    )  # fmt: skip
    return (said & true).total() / max(true.total(), said.total())


@pytest.mark.parametrize("numbers", ["typed", "printed"])
def test_a_generated_concept_comes_in_as_it_is(numbers: Numbers) -> None:
    made = word_file(300, numbers=numbers)

    assert truly(made, brought_in(made.data)) >= 0.98


@pytest.mark.parametrize("side", ["before", "after"])
@pytest.mark.parametrize("numbers", ["typed", "printed", "none"])
def test_every_word_is_placed_or_listed(numbers: Numbers, side: Side) -> None:
    data = word_file(200, numbers=numbers).data
    manuscript = read(data)

    found = brought_in(data, side=side)

    came = Counter(w for line in manuscript.lines() for w in line.text(side).split())
    came.update(w for each in manuscript.asides for w in each.text.split())
    assert placed_words(found) + listed(found) == came


def placed_words(found: Placed) -> Counter[str]:
    """Count the words of the text, with what titles gave away."""
    words: Counter[str] = Counter()
    levels = {level.key: level.singular for level in found.tree.outline.levels}
    for state in found.tree:
        words.update(plain(state.heading).split() + plain(state.text).split())
        if state.kind in levels and found.titles.get(state.id):
            words.update(found.titles[state.id].split())
    return words


def listed(found: Placed) -> Counter[str]:
    return Counter(word for each in found.not_taken for word in each.text.split())
