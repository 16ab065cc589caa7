"""Formatting changed with recording on: a proposal where a text can say it, else listed."""

from itertools import count
from uuid import UUID

import pytest

from fortschrift.concepts.manuscripts import kept
from fortschrift.concepts.manuscripts.account import Account, Listed
from fortschrift.concepts.manuscripts.corrections import Corrections
from fortschrift.concepts.manuscripts.manuscript import Item, Place
from fortschrift.concepts.manuscripts.proposals import base_of, proposals
from fortschrift.concepts.manuscripts.understanding import (
    Understanding,
    after,
    before,
    understood,
)
from fortschrift.core.text import BOLD, NodeId, Reformat, Tree, apply, inline, joined
from tests.concepts.manuscript_files import file, heading
from tests.concepts.manuscripts.packed import paragraph, run, word
from tests.concepts.manuscripts.texts_of_word import NUMBERING, lines, read

BY = 'w:id="7" w:author="Erika Muster" w:date="2026-05-04T10:00:00Z"'
PLACE = Place("paragraph", 2)


def restyled(text: str, now: str, was: str = "") -> str:
    return run(text, f"{now}<w:rPrChange {BY}><w:rPr>{was}</w:rPr></w:rPrChange>")


def reshaped(text: str, now: str, was: str = "") -> str:
    change = f"<w:pPrChange {BY}><w:pPr>{was}</w:pPr></w:pPrChange>"
    return paragraph(run(text), properties=f"{now}{change}")


def concept(*blocks: str) -> Understanding:
    return understood(read(file(heading(1, "Handlungsfeld 1: Sprache"), *blocks)), None,
                      Corrections())  # fmt: skip


def tree_and_account(
    found: Understanding, *, taken: bool = False, amending: bool = False
) -> tuple[Tree, Account]:
    numbers, side = count(1), after if taken else before
    text = found.resolved(side)
    made = found.placed(text, lambda: NodeId(UUID(int=next(numbers))))
    return made.tree, found.account(text, made, side, amending=amending)


def paragraph_of(tree: Tree) -> object:
    return next(state.text for state in tree if state.kind == "paragraph")


def formats(account: Account) -> list[Listed]:
    return [each for each in account.listed if each.why in ("formatted", "reshaped")]


COURSES = paragraph(run("Zwei "), restyled("Kurse", "<w:b/>"), run(" am Abend."))
PLAIN = inline("Zwei Kurse am Abend.")
BOLDED = joined(inline("Zwei "), inline("Kurse", BOLD), inline(" am Abend."))


def test_words_look_as_before_until_the_formatting_is_taken() -> None:
    found = concept(COURSES)

    untaken, left = tree_and_account(found, amending=True)
    taken, _ = tree_and_account(found, taken=True)

    assert paragraph_of(untaken) == PLAIN
    assert paragraph_of(taken) == BOLDED
    assert formats(left) == [] and left.adds_up


def test_formatting_that_a_text_can_say_is_a_proposal_of_its_author() -> None:
    found = concept(COURSES)
    numbers = count(1)
    made = found.placed(found.resolved(before), lambda: NodeId(UUID(int=next(numbers))))

    (proposal,) = proposals(
        found, base_of(made, made.tree, {}), lambda: NodeId(UUID(int=next(numbers)))
    )

    assert (proposal.author, proposal.happened) == ("Erika Muster", "2026-05-04")
    assert [type(each) for each in proposal.operations] == [Reformat]
    assert paragraph_of(apply(proposal.operations, made.tree)) == BOLDED


def test_formatting_that_is_left_out_is_listed_with_place_author_date_and_what() -> None:
    _, account = tree_and_account(concept(COURSES))

    assert formats(account) == [
        Listed(PLACE, "Kurse", "formatted", 0, "Erika Muster", "2026-05-04T10:00:00Z", "b")
    ]
    assert account.adds_up


@pytest.mark.parametrize("amending", [True, False])
@pytest.mark.parametrize("taken", [True, False])
def test_what_no_text_can_say_is_listed_whatever_becomes_of_the_rest(
    taken: bool, amending: bool
) -> None:
    coloured = restyled("Kurse", '<w:b/><w:color w:val="FF0000"/><w:sz w:val="28"/>', "<w:b/>")

    tree, account = tree_and_account(concept(paragraph(coloured)), taken=taken, amending=amending)

    assert [each.what for each in formats(account)] == ["color sz"]
    assert paragraph_of(tree) == inline("Kurse", BOLD)
    assert account.adds_up


def test_of_formatting_that_can_be_said_in_part_only_the_other_part_is_left() -> None:
    both = restyled("Kurse", '<w:b/><w:u w:val="single"/>')

    _, proposed = tree_and_account(concept(paragraph(both)), amending=True)
    _, left_out = tree_and_account(concept(paragraph(both)))

    assert [each.what for each in formats(proposed)] == ["u"]
    assert [each.what for each in formats(left_out)] == ["b u"]


def test_a_paragraph_formatted_anew_stands_as_it_is_now_and_is_listed() -> None:
    centred = reshaped("Zwei Kurse am Abend.", '<w:jc w:val="center"/>')

    tree, account = tree_and_account(concept(centred), amending=True)

    assert paragraph_of(tree) == PLAIN
    assert formats(account) == [
        Listed(PLACE, "Zwei Kurse am Abend.", "reshaped", 0, "Erika Muster",
               "2026-05-04T10:00:00Z", "jc")
    ]  # fmt: skip
    assert account.adds_up


def test_another_language_of_the_spelling_check_is_no_formatting() -> None:
    checked = restyled("Kurse", '<w:lang w:val="en-GB"/>', '<w:lang w:val="de-DE"/>')

    found = concept(paragraph(checked), reshaped("Zwei", "", ""))

    assert found.marked == ()


def test_a_paragraph_knows_what_it_was_and_lists_do_not_count_it() -> None:
    in_list = '<w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr>'
    numbered = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    data = word(
        reshaped("Früher ein Punkt", "", in_list)
        + reshaped("Früher eine Überschrift", "", '<w:outlineLvl w:val="2"/>')
        + paragraph(run("Der erste Punkt"), properties=numbered),
        parts={"numbering": NUMBERING},
    )

    item, title, first = lines(data)

    assert item.reshaped is not None and item.reshaped.item == Item(1, ordered=True)
    assert title.reshaped is not None and title.reshaped.level == 3
    assert first.item == Item(0, ordered=True, number=1)


def test_a_kept_manuscript_still_knows_formatting() -> None:
    manuscript = read(file(COURSES, reshaped("Zwei", '<w:jc w:val="center"/>')))

    assert kept.from_bytes(kept.to_bytes(manuscript)).blocks == manuscript.blocks
