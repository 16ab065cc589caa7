"""Which property takes which case: the properties of the engine, as plain functions.

A property is a test that Hypothesis draws cases for. Here stands what it is without
Hypothesis, by the kind of case it takes, so that a fast runner (`long`) and the planted
faults (`faults`) can try it on cases of `cases` by number.
"""

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from importlib import import_module
from random import Random
from types import ModuleType
from typing import Any, NamedTuple, TypeAlias

from fortschrift.core.text import InlineText
from tests.core.text import cases
from tests.core.text.growing import some_outline, some_text

Case: TypeAlias = tuple[Any, ...]
"""What a property is called with."""

Property: TypeAlias = Callable[..., None]
"""A test without what draws cases for it."""


class Kind(NamedTuple):
    """A kind of case: how one is made from a seed and a size, and the properties that take it.

    Properties are given as module (without `test_`) and the names of tests (without `test_`).
    """

    make: Callable[[bytes, int], Case]
    properties: Mapping[str, tuple[str, ...]]


def _one(make: Callable[..., Any], **said: Any) -> Callable[[bytes, int], Case]:
    """Make cases that a property takes as one argument."""
    return lambda seed, size: (make(seed, size, **said),)


def _with_seed(make: Callable[..., Any], **said: Any) -> Callable[[bytes, int], Case]:
    """Make cases that a property takes with a seed for what it draws itself."""
    return lambda seed, size: (make(seed, size, **said), seed)


def _two_strings(seed: bytes, size: int) -> Case:
    """Two texts, the one made from the other, or both from few words again and again."""
    compare = module_of("compare")
    return ((compare.edited if size % 2 else compare.repeated)(seed),)


def _two_texts(seed: bytes, size: int) -> tuple[InlineText, InlineText]:
    """Two texts with marks; half of the time one with other words in between."""
    text = some_text(Random(seed))
    return (text, some_text(Random(seed + b"other"))) if size % 2 else (text, text[::-1])


_OF_OPERATIONS: Mapping[str, tuple[str, ...]] = {
    "merge_properties": ("p5_of_equal_proposals_the_ids_of_the_lower_number_stay",),
    "properties": (
        "p2_taking_back_many_restores_the_text",
        "applied_operations_leave_a_sound_tree",
        "many_operations_at_once_do_what_they_do_one_by_one",
        "p13_operations_come_back_and_do_the_same",
    ),
    "diff": ("p1_the_difference_is_no_longer_than_what_was_done",),
    "fold": (
        "an_effect_does_what_the_operations_did",
        "an_effect_written_as_operations_is_read_as_that_effect",
        "doing_and_taking_back_has_no_effect",
    ),
    "merge": (
        "p5_one_proposal_alone_is_applied",
        "p5_two_equal_proposals_count_once",
    ),
    "rebase": ("p9_carried_over_nothing_it_does_the_same",),
    "synopsis": (
        "p14_each_node_stands_once_on_its_side_and_in_order",
        "p14_pointers_carry_no_content_and_lead_to_what_moved",
        "p14_the_old_text_is_read_by_following_the_pointers",
        "p3_the_pieces_of_each_node_are_its_old_and_its_new_words",
        "a_node_that_says_the_same_has_nothing_marked",
    ),
}

_OF_PROPOSALS: Mapping[str, tuple[str, ...]] = {
    "merge_properties": (
        "p6_the_letters_of_each_adopted_proposal_come_and_go_with_its_credits",
        "p6_what_an_adopted_proposal_says_of_a_node_is_said_of_it",
        "p7_a_clash_names_a_smallest_set_that_cannot_stand_together",
        "p10_merging_keeps_ids_and_new_ones_stand_for_what_they_stood_for",
        "p10_carrying_on_keeps_ids",
    ),
    "merge": (
        "p6_each_proposal_is_in_or_in_exactly_one_conflict",
        "p7_what_is_adopted_together_makes_a_sound_text",
        "p7_without_those_in_conflict_the_merge_is_the_same",
        "two_ways_to_decide_agree_where_nothing_clashes",
    ),
    "rebase": ("p9_carrying_on_is_merging_with_what_was_adopted",),
}

KINDS: Mapping[str, Kind] = {
    "two strings": Kind(
        _two_strings,
        {
            "compare": (
                "p3_taking_all_is_new_and_taking_none_is_old",
                "hunks_are_in_order_and_apart_and_say_something",
                "no_hunk_begins_or_ends_inside_a_word",
                "p11_the_least_difference_keeps_as_many_words_as_can_be",
                "the_readable_difference_keeps_no_more_words_than_the_least",
                "comparing_the_other_way_round_is_sound_too",
            ),
        },
    ),
    "two texts": Kind(
        _two_texts,
        {
            "shown": ("p3_all_pieces_taken_are_the_new_text_and_none_taken_the_old",),
            "compare": ("readable_splices_begin_and_end_at_words",),
        },
    ),
    "text and seed": Kind(
        lambda seed, _: (some_text(Random(seed)), seed),
        {
            "composing": (
                "one_after_another_is_the_same_as_composed",
                "three_steps_can_be_composed_in_either_way",
                "taken_back_restores_the_text",
                "carried_splices_fit_and_do_the_same_in_either_order",
                "collisions_are_found_like_trying_all_pairs",
            ),
        },
    ),
    "text": Kind(
        lambda seed, _: (some_text(Random(seed)),),
        {"properties": ("p4_any_text_is_only_text",)},
    ),
    "outline": Kind(
        lambda seed, _: (some_outline(Random(seed)),),
        {"properties": ("p13_outlines_come_back",)},
    ),
    "tree and outline": Kind(
        lambda seed, size: (cases.two_trees(seed, size)[0], some_outline(Random(seed))),
        {"properties": ("findings_are_about_nodes_of_the_text_and_never_an_error",)},
    ),
    "tree": Kind(
        lambda seed, size: cases.tree_and_seed(seed, size)[:1],
        {
            "properties": (
                "p13_a_tree_has_one_spelling_and_comes_back_from_it",
                "p13_node_states_come_back_alone_and_in_bulk",
            ),
            "diff": ("p1_equal_texts_have_no_difference",),
        },
    ),
    "tree and seed": Kind(
        cases.tree_and_seed,
        {
            "merge_properties": (
                "p7_blocks_at_one_place_are_all_taken_by_number_and_listed",
                "p7_whole_sentences_share_a_gap_and_words_do_not",
                "p5_what_one_proposal_brings_twice_stands_twice",
                "p7_moves_in_a_circle_are_one_smallest_set",
                "p4_what_looks_like_a_marker_is_merged_as_the_text_it_is",
            ),
            "properties": ("p12_numbers_depend_on_shape_and_patterns_only",),
            "origins_properties": (
                "p11_stored_origins_are_those_of_a_replay_character_by_character",
                "p11_words_alone_tell_of_each_character_where_it_comes_from",
                "p2_an_undo_restores_the_origins_and_so_does_its_undo",
                "p11_what_is_taken_over_from_another_strand_keeps_its_first_origin",
                "only_what_differs_is_told_and_what_is_gone_is_gone",
                "nothing_is_read_but_what_the_operations_touch",
                "a_change_of_nothing_changes_nothing_and_a_move_keeps_all",
                "p13_origins_come_back_from_their_one_spelling",
            ),
        },
    ),
    "two trees": Kind(
        cases.two_trees,
        {
            "diff": (
                "p1_even_texts_that_agree_in_nothing_but_ids_have_one",
                "p1_a_parent_of_any_two_texts_has_the_least_number_of_moves",
            ),
            "synopsis": (
                "p14_holds_for_any_two_texts_whatever_their_ids_say",
                "texts_that_have_nothing_in_common_are_all_gone_and_all_new",
            ),
        },
    ),
    "related trees": Kind(
        _one(cases.related),
        {
            "diff": (
                "p1_the_difference_leads_from_one_text_to_the_other",
                "p1_a_text_has_one_operation_on_its_words",
                "p1_a_parent_has_the_least_number_of_moves",
            )
        },
    ),
    "operation": Kind(
        _one(cases.edit),
        {
            "properties": (
                "p2_taking_back_restores_the_text_byte_for_byte",
                "taking_back_twice_is_doing_it_again",
                "p10_ids_survive_everything_but_insert_and_repeal",
                "untouched_nodes_keep_their_very_states",
                "equal_texts_are_those_with_equal_bytes",
            ),
        },
    ),
    "operations": Kind(_one(cases.edit, most=6), _OF_OPERATIONS),
    "operations in a row": Kind(_one(cases.steps_in_a_row), _OF_OPERATIONS),
    "operations and seed": Kind(
        _with_seed(cases.edit, most=6),
        {
            "merge_properties": ("p7_an_amendment_is_taken_into_the_wording_that_it_amends",),
            "align_properties": (
                "pairs_are_one_to_one_of_one_sort_and_ids_are_kept",
                "a_text_under_the_ids_of_another_says_what_it_said",
            ),
        },
    ),
    "proposals": Kind(_one(cases.wordings), _OF_PROPOSALS),
    "proposals in a row": Kind(_one(cases.wordings_in_a_row), _OF_PROPOSALS),
    "proposals and seed": Kind(
        _with_seed(cases.wordings),
        {
            "merge": ("p7_the_order_of_giving_does_not_matter",),
            "merge_properties": ("p8_one_accepted_alone_is_itself_whatever_else_was_proposed",),
        },
    ),
    "amended proposals": Kind(
        _one(cases.amended),
        {
            "merge_properties": (
                "p7_each_proposal_is_adopted_lapsed_or_in_exactly_one_conflict",
                "p7_amendments_stand_only_with_what_they_amend_and_alternatives_never_both",
                "p7_those_depend_on_the_order_that_another_order_drops",
            ),
        },
    ),
    "succession": Kind(
        _one(cases.succession), {"rebase": ("p9_step_by_step_is_the_same_as_at_once",)}
    ),
}


def module_of(name: str) -> ModuleType:
    """Give a module of tests by its short name."""
    return import_module(f"tests.core.text.test_{name}")


def bodies(kind: Kind) -> Iterator[tuple[str, Property]]:
    """Give the properties of a kind, each by its name, without what draws cases for it.

    One that holds for several functions (a parametrized test) is one property for each.
    """
    for module, names in kind.properties.items():
        for name in names:
            test = getattr(module_of(module), f"test_{name}")
            body = test.hypothesis.inner_test
            marks = [m for m in getattr(test, "pytestmark", ()) if m.name == "parametrize"]
            if not marks:
                yield name, body
            for value in marks[0].args[1] if marks else ():
                yield f"{name}[{value.__name__}]", partial(body, value)


def case(kind: Kind, number: int) -> Case:
    """Make the numbered case of a kind."""
    return kind.make(*cases.of_seed(number))


def found(name: str) -> tuple[Kind, Property]:
    """Find a property by its name; raises KeyError."""
    for kind in KINDS.values():
        for other, body in bodies(kind):
            if other == name:
                return kind, body
    raise KeyError(name)
