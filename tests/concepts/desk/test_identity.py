"""Who is who after several paragraphs were edited at once: identities last through every edit."""

from random import Random
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fortschrift.concepts.desk import notation
from fortschrift.concepts.desk.markup import flow_html, read_flow
from fortschrift.concepts.desk.passages import flow_of
from fortschrift.concepts.desk.placing import rewritten
from fortschrift.core.text import BLOCKS, Join, Move, NodeId, Split, Substitute, Tree, apply, plain
from fortschrift.core.text.difference.diff import diff
from tests.concepts.desk.flows import GOAL, Page, minted, paragraphs, tree_of
from tests.core.text.growing import some_tree

A, B, C = (
    "Die Volkshochschule bietet Sprachkurse am Abend in allen Stadtteilen.",
    "Das Jobcenter begleitet Praktika im Handwerk auf Antrag. Es zahlt die Fahrten.",
    "Jede Grundschule erprobt eine Beratung in sieben Sprachen vom Herbst an.",
)
ID = [NodeId(UUID(int=100 + at)) for at in range(4)]


def back(tree: Tree, html: str) -> Tree:
    """Give the text after its goal came back from the rich editor."""
    written = read_flow(html, known=flow_of(tree, GOAL), mint=minted())
    return rewritten(tree, GOAL, written, minted(50_000))


def said(tree: Tree) -> list[tuple[int, str]]:
    return [(each.id.int, plain(each.text)) for each in tree.children(GOAL)]


@settings(deadline=None)
@given(seed=st.binary(min_size=4, max_size=8), size=st.integers(1, 3))
def test_what_goes_out_and_comes_back_untouched_is_the_same_text(seed: bytes, size: int) -> None:
    tree = some_tree(seed, size)

    for state in [each for each in tree if each.kind not in BLOCKS]:
        flow = flow_of(tree, state.id)
        html = flow_html(tree, flow, lambda each: each.kind)
        as_html = read_flow(html, known=flow, mint=minted())
        text = notation.flow_text(tree, flow, lambda each: each.kind)
        as_text = notation.read_text(text, tree, flow, minted())

        assert diff(tree, rewritten(tree, state.id, as_html, minted(50_000))) == ()
        assert diff(tree, rewritten(tree, state.id, as_text, minted(50_000))) == ()


@settings(deadline=None)
@given(seed=st.integers(0, 2**32), number=st.integers(3, 9), edits=st.integers(1, 5))
def test_identities_last_through_any_edits_of_several_paragraphs(
    seed: int, number: int, edits: int
) -> None:
    chance = Random(seed)
    tree = tree_of(paragraphs(chance, number))
    page = Page.of(tree, chance)
    for _ in range(edits):
        page.edit()

    new = back(tree, page.html())

    kept = [each.id for each in new.children(GOAL)]
    truth = [block.truly for block in page.blocks]
    for who, truly in zip(kept, truth, strict=True):
        if truly is not None:
            assert who == truly
    assert len(set(kept)) == len(kept)
    assert apply(diff(tree, new), tree) == new


@settings(deadline=None)
@given(seed=st.integers(0, 2**32), number=st.integers(3, 9))
def test_without_identities_each_paragraph_that_was_only_reworded_or_moved_finds_itself(
    seed: int, number: int
) -> None:
    chance = Random(seed)
    tree = tree_of(paragraphs(chance, number))
    page = Page.of(tree, chance)
    page.reword()
    page.move()

    new = back(tree, page.html(with_identities=False))

    assert [each.id for each in new.children(GOAL)] == [block.truly for block in page.blocks]


def test_splitting_is_a_split_joining_a_join_moving_a_move() -> None:
    tree = tree_of([A, B, C])
    first, _, second = B.partition(" Es")
    halves = back(tree, f'<p data-node="{ID[0]}">{A}</p><p data-node="{ID[1]}">{first}</p>'
                        f'<p>Es{second}</p><p data-node="{ID[2]}">{C}</p>')  # fmt: skip
    joint = back(tree, f'<p data-node="{ID[0]}">{A} {B}</p><p data-node="{ID[2]}">{C}</p>')
    moved = back(tree, f'<p data-node="{ID[2]}">{C}</p><p data-node="{ID[0]}">{A}</p>'
                       f'<p data-node="{ID[1]}">{B}</p>')  # fmt: skip

    assert [type(each) for each in diff(tree, halves)] == [Split]
    assert [type(each) for each in diff(tree, joint)] == [Join]
    assert [type(each) for each in diff(tree, moved)] == [Move]


def test_an_empty_paragraph_before_one_does_not_take_its_identity() -> None:
    # Return at the very beginning: the empty first part keeps the identity in the browser.
    tree = tree_of([A, B, C])

    new = back(tree, f'<p data-node="{ID[0]}"></p><p>{A}</p><p data-node="{ID[1]}">{B}</p>'
                     f'<p data-node="{ID[2]}">{C}</p>')  # fmt: skip

    assert new == tree


def test_identities_that_were_swapped_are_not_believed() -> None:
    tree = tree_of([A, B, C])

    new = back(tree, f'<p data-node="{ID[1]}">{A}</p><p data-node="{ID[0]}">{B}</p>'
                     f'<p data-node="{ID[2]}">{C}</p>')  # fmt: skip

    assert new == tree


def test_of_two_parts_that_both_claim_the_identity_the_first_keeps_it() -> None:
    # Where a browser copies it to both parts of a split.
    tree = tree_of([A, B])
    first, _, second = B.partition(" Es")

    new = back(tree, f'<p data-node="{ID[0]}">{A}</p><p data-node="{ID[1]}">{first}</p>'
                     f'<p data-node="{ID[1]}">Es{second}</p>')  # fmt: skip

    assert [type(each) for each in diff(tree, new)] == [Split]
    assert said(new)[1] == (101, first)


def test_an_identity_is_taken_once_by_the_passage_that_shares_most_words() -> None:
    tree = tree_of([A, B])

    new = back(tree, f'<p data-node="{ID[1]}">Ganz neu.</p><p data-node="{ID[0]}">{A}</p>'
                     f'<p data-node="{ID[1]}">{B} Und mehr.</p>')  # fmt: skip

    assert said(new)[1:] == [(100, A), (101, f"{B} Und mehr.")]
    assert said(new)[0][0] >= 10_000


@pytest.mark.parametrize("stranger", [GOAL, NodeId(UUID(int=1)), NodeId(UUID(int=77)), "kein UUID"])
def test_an_identity_from_elsewhere_is_not_taken(stranger: object) -> None:
    tree = tree_of([A])

    new = back(tree, f'<p data-node="{ID[0]}">{A}</p><p data-node="{stranger}">Neu.</p>')

    assert said(new)[0] == (100, A) and said(new)[1][0] >= 10_000


def test_a_passage_that_is_rewritten_in_place_stays_the_same_thing() -> None:
    tree = tree_of([A, B])

    new = back(tree, f'<p data-node="{ID[0]}">Nichts davon steht mehr da.</p>'
                     f'<p data-node="{ID[1]}">{B}</p>')  # fmt: skip

    assert [type(each) for each in diff(tree, new)] == [Substitute]


def test_a_paragraph_that_becomes_an_item_of_a_list_keeps_its_identity() -> None:
    tree = tree_of([A, B])

    new = back(tree, f'<ul><li><p data-node="{ID[0]}">{A}</p></li></ul>'
                     f'<p data-node="{ID[1]}">{B}</p>')  # fmt: skip

    assert new[ID[0]].kind == "list_item" and plain(new[ID[0]].text) == A
