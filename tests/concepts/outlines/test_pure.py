"""What pages about outlines are made of: notation, samples, effects, two outlines in one."""

from dataclasses import replace
from random import Random

import pytest

from fortschrift.concepts.forms.outline import OutlineForms
from fortschrift.concepts.forms.outline_typed import typed_from, words_from
from fortschrift.concepts.outlines import notation, ready_outlines
from fortschrift.concepts.outlines.effects import effect_of, left_behind, operations_for
from fortschrift.concepts.outlines.samples import MOST, samples
from fortschrift.concepts.outlines.together import laid_together
from fortschrift.core.text import (
    AttributeType,
    Level,
    Numbering,
    Outline,
    SetPrintedNumber,
    WrongPattern,
    apply,
)
from tests.concepts.factories import OUTLINE
from tests.core.text.growing import OUTLINE as OUTLINE_OF_TREES
from tests.core.text.growing import some_outline, some_tree

FIELD, GOAL, MEASURE = OUTLINE.levels
READY = ready_outlines()


def with_level(outline: Outline, level: Level) -> Outline:
    levels = tuple(level if each.key == level.key else each for each in outline.levels)
    return replace(outline, levels=levels)


# Notation


@pytest.mark.parametrize("key", READY)
def test_patterns_of_ready_outlines_are_written_in_words_and_read_again(key: str) -> None:
    for level in READY[key].outline.levels:
        words = notation.written(level.numbering.pattern, level.attributes)
        assert notation.read(words, level.attributes) == level.numbering.pattern
        assert "attribute" not in words and "{n" not in words


@pytest.mark.parametrize("label", ["Zahl", "oben", "Kürzel {alt}", "Teil: zwei"])
def test_an_attribute_with_a_name_that_means_something_else_is_written_by_its_key(
    label: str,
) -> None:
    kinds = (AttributeType("code", label),)

    words = notation.written("{attribute.code}-{n}", kinds)

    assert words == "{attribute.code}-{Zahl}"
    assert notation.read(words, kinds) == "{attribute.code}-{n}"


def test_two_attributes_of_one_name_are_told_apart_by_their_keys() -> None:
    kinds = (AttributeType("a", "Kürzel"), AttributeType("b", "Kürzel"))

    assert notation.written("{attribute.b}{n}", kinds) == "{attribute.b}{Zahl}"


def test_a_placeholder_that_means_nothing_is_left_for_the_engine_to_name() -> None:
    with pytest.raises(WrongPattern) as caught:
        Numbering(notation.read("{Nummer}", ()))

    assert caught.value.key == "{Nummer}"


# Samples


def test_a_level_under_itself_shows_numbers_of_each_depth() -> None:
    assert samples(READY["rostock"].outline) == {"kapitel": ("1", "1.1", "1.1.1")}


def test_levels_that_may_all_stand_under_each_other_do_not_grow_without_end() -> None:
    keys = tuple(f"e{number}" for number in range(12))
    levels = tuple(Level(key, key, key, keys, Numbering("{parent}.{n}")) for key in keys)

    found = samples(Outline(levels, keys))

    assert MOST < 1000 and found["e0"][0] == "1"


# Forms


@pytest.mark.parametrize("seed", range(60))
def test_any_outline_in_fields_gives_exactly_that_outline_again(seed: int) -> None:
    outline = some_outline(Random(seed))

    forms = OutlineForms(typed_from(outline), words_from(outline), base=outline, ask=True)

    assert forms.outline() == outline


# Effects


@pytest.mark.parametrize("seed", range(40))
def test_no_other_outline_ever_breaks_a_text(seed: int) -> None:
    tree = some_tree(bytes([seed]), 3)
    new = some_outline(Random(seed))

    operations = operations_for(tree, new, {})
    effect = effect_of(tree, operations)

    assert effect.after.outline == new
    assert effect.after.nodes == tree.nodes, "without an answer nothing but the outline changes"
    assert apply(operations, tree) == effect.after
    for use in left_behind(tree, new):
        assert (use.where and new.level(use.level.key) is None) or use.attribute


def test_numbers_as_printed_are_no_part_of_what_changes() -> None:
    tree = some_tree(b"printed", 3)
    first, *_others = (state.id for state in tree if state.kind == "feld")
    tree = apply([SetPrintedNumber(first, tree[first].printed_number, "15b")], tree)
    levels = tuple(replace(each, numbering=Numbering("N{n}")) for each in OUTLINE_OF_TREES.levels)
    new = replace(OUTLINE_OF_TREES, levels=levels)

    effect = effect_of(tree, operations_for(tree, new, {}))

    renumbered = {each.node for each in effect.renumbered}
    assert renumbered and first not in renumbered


# Two at once


def test_what_only_one_of_two_changed_is_as_that_one_left_it() -> None:
    theirs = with_level(OUTLINE, replace(MEASURE, plural="Vorhaben"))
    mine = with_level(OUTLINE, replace(GOAL, singular="Ziel"))

    laid = laid_together(OUTLINE, theirs=theirs, mine=mine)

    assert laid.outline == with_level(theirs, replace(GOAL, singular="Ziel"))
    assert laid.both == []


def test_what_both_changed_differently_is_mine_and_named() -> None:
    theirs = with_level(OUTLINE, replace(GOAL, singular="Fernziel"))
    mine = with_level(OUTLINE, replace(GOAL, singular="Nahziel"))

    laid = laid_together(OUTLINE, theirs=theirs, mine=mine)

    assert laid.outline == mine
    assert laid.both == ["Nahziel"]


def test_a_level_that_one_took_away_is_gone_unless_the_other_changed_it() -> None:
    without = Outline((replace(FIELD, may_contain=()), MEASURE), OUTLINE.roots)
    changed = with_level(OUTLINE, replace(GOAL, singular="Ziel"))

    gone = laid_together(OUTLINE, theirs=OUTLINE, mine=without)
    kept = laid_together(OUTLINE, theirs=changed, mine=without)
    back = laid_together(OUTLINE, theirs=without, mine=changed)

    assert gone.outline == without
    assert kept.outline.level("goal") == changed.level("goal")
    assert back.outline.level("goal") == changed.level("goal")
    assert kept.outline.level("field") == without.level("field")


def test_attributes_of_a_level_are_laid_together_one_by_one() -> None:
    own = AttributeType("staff", "Personal")
    theirs = with_level(OUTLINE, replace(MEASURE, attributes=(*MEASURE.attributes, own)))
    required = tuple(replace(each, required=True) for each in MEASURE.attributes)
    mine = with_level(OUTLINE, replace(MEASURE, attributes=required))

    laid = laid_together(OUTLINE, theirs=theirs, mine=mine)

    level = laid.outline.level("measure")
    assert level is not None and level.attributes == (*required, own)
    assert laid.both == []


@pytest.mark.parametrize("seed", range(60))
def test_laying_together_knows_no_loser_where_one_of_two_changed_nothing(seed: int) -> None:
    chance = Random(seed)
    base, other = some_outline(chance), some_outline(chance)

    assert laid_together(base, theirs=base, mine=other).outline == other
    assert laid_together(base, theirs=other, mine=base).outline == other
    assert laid_together(base, theirs=other, mine=other).outline == other
