"""Tracked changes: listed one by one, and the text with any of them taken."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import count
from random import Random
from uuid import UUID

import pytest
from benchmarks._word_files import word_file

from fortschrift.concepts.manuscripts import kept
from fortschrift.concepts.manuscripts.corrections import (
    LEFT_OUT,
    TITLE,
    Corrections,
    read,
    written,
)
from fortschrift.concepts.manuscripts.forms import TEXT, Form
from fortschrift.concepts.manuscripts.manuscript import (
    Cell,
    Item,
    Line,
    Manuscript,
    Picture,
    Place,
    Row,
    Table,
    Tracked,
    Words,
    lines_in,
)
from fortschrift.concepts.manuscripts.opening import read as read_file
from fortschrift.concepts.manuscripts.placed import Placed
from fortschrift.concepts.manuscripts.proposals import Base, base_of, proposals
from fortschrift.concepts.manuscripts.tracking import marked_in, resolved
from fortschrift.concepts.manuscripts.understanding import (
    Understanding,
    after,
    before,
    understood,
)
from fortschrift.core.text import NodeId, Tree, apply, plain
from fortschrift.core.text.merging.merge import merge
from fortschrift.core.text.merging.proposal import Proposal
from tests.concepts.manuscript_files import file, heading, inserted, tracked_file
from tests.concepts.manuscripts import open_documents, pages
from tests.concepts.manuscripts.packed import paragraph, run
from tests.concepts.manuscripts.tokens import Tokens

IN, OUT = Tracked("inserted", "Erika"), Tracked("deleted", "Erika")


def line(*words: str | tuple[str, Tracked], at: int = 1, **fields: object) -> Line:
    made = (Words(each) if isinstance(each, str) else Words(each[0], tracked=each[1])
            for each in words)  # fmt: skip
    return Line(Place("paragraph", at), tuple(made), **fields)  # type: ignore[arg-type]


def texts(manuscript: Manuscript) -> list[str]:
    return [each.text() for each in lines_in(manuscript.blocks)]


def sides(*blocks: Line | Table | Picture) -> tuple[list[str], list[str]]:
    """Read the lines without the tracked changes, and with all of them."""
    manuscript = Manuscript(tuple(blocks))
    return (
        texts(resolved(manuscript, before).manuscript),
        texts(resolved(manuscript, after).manuscript),
    )


def mint() -> Iterator[NodeId]:
    return (NodeId(UUID(int=each)) for each in count(1))


def placed(found: Understanding, taken: object = before) -> Placed:
    numbers = mint()
    return found.placed(found.resolved(taken), lambda: next(numbers))  # type: ignore[arg-type]


def said(tree: Tree) -> list[str]:
    return [each.title or plain(each.text) for each in tree if each.title or each.text]


# Taking and leaving


def test_words_are_there_or_not() -> None:
    changed = line("Wir ", ("lernen", OUT), ("sprechen", IN), " Deutsch.")

    assert sides(changed) == (["Wir lernen Deutsch."], ["Wir sprechen Deutsch."])


def test_a_paragraph_put_in_is_not_there_before() -> None:
    new = line(("Neu.", IN), at=2, end=IN)

    assert sides(line("Eins."), new, line("Zwei.", at=3)) == (
        ["Eins.", "Zwei."], ["Eins.", "Neu.", "Zwei."],
    )  # fmt: skip


def test_a_paragraph_parted_in_two_was_one_and_looks_like_the_second() -> None:
    first = line("Eins", at=1, end=IN)
    second = line(" und zwei.", at=2, style="Quote")

    found = resolved(Manuscript((first, second)), before)

    assert [(each.text(), each.style, each.place.number) for each in found.manuscript.lines()] == [
        ("Eins und zwei.", "Quote", 1)
    ]
    assert found.positions == (1,)


def test_an_item_taken_out_leaves_no_empty_item() -> None:
    items = (line("a", item=Item()), line(("b", OUT), at=2, item=Item(), end=OUT),
             line("c", at=3, item=Item()))  # fmt: skip

    assert sides(*items) == (["a", "b", "c"], ["a", "c"])


def test_the_last_paragraph_can_be_taken_out() -> None:
    assert sides(line("Eins."), line(("Zwei.", OUT), at=2)) == (["Eins.", "Zwei."], ["Eins."])


def test_rows_are_there_or_not() -> None:
    def row(text: str, tracked: Tracked | None = None) -> Row:
        return Row((Cell((line(text),)),), tracked=tracked)

    table = Table(Place("paragraph", 1), (row("a"), row("b", IN), row("c", OUT)))

    assert sides(table) == (["a", "c"], ["a", "b"])


def test_a_note_of_words_put_in_comes_with_them() -> None:
    noted = Line(Place("paragraph", 1), (Words("Eins"), Words("", note="n", tracked=IN)))
    manuscript = Manuscript((noted,), notes={"n": (line("Anmerkung"),), "m": (line("Frei"),)})

    assert resolved(manuscript, before).manuscript.notes.keys() == {"m"}
    assert resolved(manuscript, after).manuscript.notes.keys() == {"n", "m"}


def test_changes_of_one_person_can_be_taken_alone() -> None:
    other = Tracked("inserted", "Ömer")
    manuscript = Manuscript((line("a", ("b", IN), ("c", other)),))

    found = resolved(manuscript, lambda _at, tracked: tracked.author == "Ömer")

    assert texts(found.manuscript) == ["ac"]


def test_what_is_not_tracked_is_given_as_it_is() -> None:
    manuscript = Manuscript((line("a"), Picture(Place("paragraph", 2), "x"), line(at=3)))

    assert resolved(manuscript, before).manuscript == manuscript


def test_changes_are_listed_with_place_and_author() -> None:
    manuscript = read_file(tracked_file())

    assert [
        (each.place.number, each.tracked.kind, each.tracked.author, each.text)
        for each in marked_in(manuscript)
    ] == [
        (5, "deleted", "Erika Muster", "zwei"), (5, "inserted", "Erika Muster", "drei"),
        (7, "inserted", "Amt 50", " und den Schulen"),
    ]  # fmt: skip


# As proposals


def understanding(data: bytes) -> Understanding:
    return understood(read_file(data), None, Corrections())


def proposed(found: Understanding) -> tuple[Base, list[tuple[str, list[str]]]]:
    """Give who proposes what the text would read then, line by line that is new."""
    made = placed(found)
    base = base_of(made, made.tree, {})
    numbers = (NodeId(UUID(int=each)) for each in count(10**6))
    read = []
    for each in proposals(found, base, lambda: next(numbers)):
        lines = said(apply(each.operations, base.tree))
        read.append((each.author, [one for one in lines if one not in said(base.tree)]))
    return base, read


def test_each_element_gets_a_proposal_of_its_own_from_each_author() -> None:
    _base, read = proposed(understanding(tracked_file()))

    assert read == [
        ("Erika Muster", ["Die Stadt bietet drei Kurse am Abend an."]),
        ("Amt 50", [
            "Die Volkshochschule plant die Kurse gemeinsam mit den Vereinen und den Schulen."
        ]),
    ]  # fmt: skip


def test_a_new_element_is_proposed_where_it_stands() -> None:
    mark = '<w:rPr><w:ins w:id="9" w:author="Erika Muster"/></w:rPr>'
    outline = '<w:outlineLvl w:val="1"/>'
    data = file(
        heading(1, "Handlungsfeld 1: Sprache"), heading(2, "Leitziel 1.1: Kurse"),
        paragraph(inserted("Leitziel 1.2: Räume"), properties=outline + mark),
        heading(1, "Handlungsfeld 2: Wohnen"),
    )  # fmt: skip

    base, read = proposed(understanding(data))

    assert said(base.tree) == ["Sprache", "Kurse", "Wohnen"]
    assert read == [("Erika Muster", ["Räume"])]


def test_a_row_put_into_a_table_is_proposed_and_the_others_stay_the_same() -> None:
    def row(text: str, tracked: str = "") -> str:
        about = f"<w:trPr>{tracked}</w:trPr>" if tracked else ""
        return f"<w:tr>{about}<w:tc>{paragraph(run(text))}</w:tc></w:tr>"

    new = '<w:ins w:id="9" w:author="Amt 50"/>'
    table = f"<w:tbl>{row('Jahr 2024')}{row('Jahr 2025', new)}{row('Jahr 2026')}</w:tbl>"

    found = understanding(file(heading(1, "Handlungsfeld 1: Sprache"), table))
    base, read = proposed(found)

    assert said(base.tree) == ["Sprache", "Jahr 2024", "Jahr 2026"]
    assert read == [("Amt 50", ["Jahr 2025"])]
    made = placed(found)
    account = found.account(found.resolved(before), made, before, amending=True)
    assert account.adds_up and account.amending == 2


def test_all_proposals_of_a_long_file_lead_to_the_text_with_all_changes() -> None:
    found = understanding(word_file(150).data)
    made = placed(found)
    base = base_of(made, made.tree, {})
    numbers = (NodeId(UUID(int=each)) for each in count(10**6))
    listed = proposals(found, base, lambda: next(numbers))

    together = merge(
        base.tree, tuple(Proposal(at, each.operations) for at, each in enumerate(listed, 1))
    )

    assert len(listed) > 5 and not together.conflicts
    assert said(apply(together.operations, base.tree)) == said(placed(found, after).tree)


@pytest.mark.parametrize("seed", range(15))
def test_random_changes_of_two_people_lead_to_the_text_with_all_changes(seed: int) -> None:
    chance = Random(seed)
    found = understood(by_chance(chance), None, Corrections())
    made = placed(found)
    base = base_of(made, made.tree, {})
    numbers = (NodeId(UUID(int=each)) for each in count(10**6))
    listed = proposals(found, base, lambda: next(numbers))

    together = merge(
        base.tree, tuple(Proposal(at, each.operations) for at, each in enumerate(listed, 1))
    )

    assert not together.conflicts
    assert sorted(said(apply(together.operations, base.tree))) == sorted(
        said(placed(found, after).tree)
    )


def by_chance(chance: Random) -> Manuscript:
    """Make fields with paragraphs in which one of two people changed words."""
    words = (f"Wort{number}" for number in count(1))
    blocks: list[Line] = []
    for field in range(1, 4):
        blocks.append(line(f"Handlungsfeld {field}: {next(words)}", at=len(blocks) + 1, level=1))
        for _ in range(chance.randint(1, 5)):
            author = chance.choice(("Erika", "Ömer"))
            blocks.append(_changed(chance, words, author, len(blocks) + 1))
    return Manuscript(tuple(blocks))


def _changed(chance: Random, words: Iterator[str], author: str, at: int) -> Line:
    if chance.random() < 0.15:
        whole = Tracked(chance.choice(("inserted", "deleted")), author)
        return line((" ".join(next(words) for _ in range(4)), whole), at=at, end=whole)
    made: list[str | tuple[str, Tracked]] = [f"{next(words)} {next(words)} "]
    for _ in range(chance.randint(0, 3)):
        kind = chance.choice(("inserted", "deleted"))
        made.append((f"{next(words)} ", Tracked(kind, author)))
        made.append(f"{next(words)} ")
    return line(*made, at=at)


# The account


@pytest.mark.parametrize("taken", [before, after])
def test_the_words_of_a_long_file_add_up(taken: object) -> None:
    found = understanding(word_file(150).data)
    text = found.resolved(taken)  # type: ignore[arg-type]
    made = placed(found, taken)

    account = found.account(text, made, taken, amending=taken is before)  # type: ignore[arg-type]

    assert account.adds_up
    assert account.words > 10_000
    assert bool(account.amending) == (taken is before)


@pytest.mark.parametrize("seed", range(20))
@pytest.mark.parametrize("kind", ["html", "odt"])
def test_whatever_a_file_is_made_of_its_words_add_up_and_its_changes_fit(
    seed: int, kind: str
) -> None:
    tokens = Tokens(seed)
    data = open_documents.by_chance(tokens) if kind == "odt" else pages.by_chance(tokens).encode()
    found = understanding(data)

    for taken in (before, after):
        made = placed(found, taken)
        account = found.account(found.resolved(taken), made, taken, amending=taken is before)
        assert account.adds_up

    base, _read = proposed(found)
    assert base.tree.nodes


def test_numbers_that_word_prints_in_front_are_counted_as_well() -> None:
    found = understanding(word_file(100, numbers="printed").data)
    made = placed(found)

    assert found.account(found.resolved(before), made, before, amending=True).adds_up


def test_a_number_in_front_of_what_is_no_title_is_listed() -> None:
    manuscript = Manuscript((line("Kurse", number="1.", level=1), line("Räume", at=2, number="a)")))
    found = understood(manuscript, None, Corrections())
    made = placed(found)

    account = found.account(found.resolved(before), made, before, amending=True)

    assert [(each.text, each.why, each.place.number) for each in account.listed] == [
        ("a)", "number", 2)
    ]
    assert account.adds_up


def test_pictures_are_listed_and_the_lines_beside_keep_their_position() -> None:
    picture = Picture(Place("paragraph", 2), "x", "Ein Fest")
    manuscript = Manuscript((line("Kurse", level=1), picture, line("Räume", at=3, level=1)))
    found = understood(manuscript, None, Corrections(lines={2: TEXT}))
    made = placed(found)

    account = found.account(found.resolved(before), made, before, amending=True)

    assert [(each.text, each.why) for each in account.listed] == [("Ein Fest", "picture")]
    assert account.adds_up
    assert [each.kind for each in made.tree if each.text] == ["paragraph"]


# Kept as bytes, corrected


def test_a_manuscript_comes_back_as_it_was_kept() -> None:
    manuscript = read_file(word_file(60).data)

    assert kept.from_bytes(kept.to_bytes(manuscript)) == replace(manuscript, media={})


def test_corrections_come_back_as_they_were_kept() -> None:
    wanted = Corrections({Form(name="Ziel"): "leitziel", Form(rank=2): TEXT}, {3: LEFT_OUT})

    assert read(written(wanted)) == wanted
    assert read("") == Corrections() and not read("")


def test_a_level_that_is_chosen_comes_into_the_outline_and_one_unused_leaves_it() -> None:
    titles = ((1, "Kurse"), (2, "Räume"), (1, "Zeiten"))
    manuscript = Manuscript(
        tuple(line(text, at=at, level=level) for at, (level, text) in enumerate(titles))
    )

    found = understood(manuscript, None, Corrections({Form(rank=1): "handlungsfeld"}))

    assert [level.singular for level in found.mapping.outline.levels] == [
        "Handlungsfeld", "Abschnitt",
    ]  # fmt: skip
    assert found.mapping.outline.may_contain("handlungsfeld") == ("section",)


def test_the_title_can_be_chosen_and_moved() -> None:
    wanted = Corrections().with_line(1, TITLE).with_line(4, TITLE)

    assert wanted.lines == {1: TEXT, 4: TITLE}
