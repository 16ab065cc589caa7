"""The faults, by what they are about."""

from tests.core.text.faults.planting import Fault

_LETTERS = "p6_the_letters_of_each_adopted_proposal_come_and_go_with_its_credits"
_SAID = "p6_what_an_adopted_proposal_says_of_a_node_is_said_of_it"
_MERGED_AS_CARRIED = "p9_carrying_on_is_merging_with_what_was_adopted"
_BY_STEPS = "p9_step_by_step_is_the_same_as_at_once"
_ALONE = "p5_one_proposal_alone_is_applied"
_EQUAL = "p5_two_equal_proposals_count_once"
_TWICE = "p5_what_one_proposal_brings_twice_stands_twice"
_LOWER = "p5_of_equal_proposals_the_ids_of_the_lower_number_stay"
_TURN = "two_ways_to_decide_agree_where_nothing_clashes"
_EFFECT = "an_effect_does_what_the_operations_did"
_CIRCLE = "p7_moves_in_a_circle_are_one_smallest_set"
_GAP = "p7_whole_sentences_share_a_gap_and_words_do_not"
_BLOCKS = "p7_blocks_at_one_place_are_all_taken_by_number_and_listed"
_SOUND = "p7_what_is_adopted_together_makes_a_sound_text"
_REPLAY = "p11_stored_origins_are_those_of_a_replay_character_by_character"
_BY_WORDS = "p11_words_alone_tell_of_each_character_where_it_comes_from"
_UNDONE = "p2_an_undo_restores_the_origins_and_so_does_its_undo"
_TAKEN_OVER = "p11_what_is_taken_over_from_another_strand_keeps_its_first_origin"
_AMENDED = "p7_an_amendment_is_taken_into_the_wording_that_it_amends"
_STAND = "p7_amendments_stand_only_with_what_they_amend_and_alternatives_never_both"
_DEPEND = "p7_those_depend_on_the_order_that_another_order_drops"
_PLACED = "p7_each_proposal_is_adopted_lapsed_or_in_exactly_one_conflict"
_ONCE = "p6_each_proposal_is_in_or_in_exactly_one_conflict"
_DIFF = "p1_the_difference_leads_from_one_text_to_the_other"
_SHORT = "p1_the_difference_is_no_longer_than_what_was_done"
_BACK = "p2_taking_back_restores_the_text_byte_for_byte"
_ROWS = "p14_each_node_stands_once_on_its_side_and_in_order"
_POINTERS = "p14_pointers_carry_no_content_and_lead_to_what_moved"
_PIECES = "p3_the_pieces_of_each_node_are_its_old_and_its_new_words"
_NUMBERS = "p12_numbers_depend_on_shape_and_patterns_only"

_WORDS = (
    Fault(
        "an offset is not moved by what stands right before it",
        "effects.composing:carried_each",
        "over[at].end <= splice.start",
        "over[at].end < splice.start",
        (_MERGED_AS_CARRIED,),
    ),
    Fault(
        "an offset is moved by the new words only",
        "effects.composing:carried_each",
        "length(over[at].new) - length(over[at].old)",
        "length(over[at].new)",
        (_MERGED_AS_CARRIED,),
    ),
    Fault(
        "carried offsets are one too high",
        "effects.composing:carried_each",
        "splice.start + shift, splice.old",
        "splice.start + shift + 1, splice.old",
        (_MERGED_AS_CARRIED,),
    ),
    Fault(
        "where a text is split is not moved by words replaced before it",
        "effects.composing:carried_start",
        "return start + sum(",
        "return start + 0 * sum(",
        (_MERGED_AS_CARRIED, _BY_STEPS),
    ),
    Fault(
        "two steps on the same words are not laid together",
        "effects.composing:_touch",
        "early.start < late.end and late.start < early.end",
        "early.start < late.end and late.end < early.end",
        (_EFFECT,),
    ),
    Fault(
        "what the first step has shifted is not taken back",
        "effects.composing:_joined",
        "Splice(begin - shift, old, new)",
        "Splice(begin, old, new)",
        (_EFFECT,),
    ),
    Fault(
        "words to the right of a split stay in the first part",
        "composition.flow:_cut_apart",
        "start + length(splice.new) <= at",
        "start <= at",
        (_EFFECT,),
    ),
    Fault(
        "splices of a shared layer are shifted by all layers before but the first",
        "effects.emit:_words",
        "done = _laid_together(done, splices) if len(texts) > 1 else ()",
        "done = splices if len(texts) > 1 else ()",
        (_LETTERS, _SOUND),
    ),
    Fault(
        "a split is not moved by the words replaced before it",
        "effects.emit:_splits",
        "each.start + shift, each.gap",
        "each.start, each.gap",
        (_EFFECT,),
    ),
    Fault(
        "splits are made from left to right",
        "effects.emit:_splits",
        "for each in reversed(breaks)",
        "for each in breaks",
        (_EFFECT,),
    ),
)

_PLACES = (
    Fault(
        "a split leaves the children with the first part",
        "effects.emit:_splits",
        "each.new, each.children)",
        "each.new, ())",
        (_EFFECT,),
    ),
    Fault(
        "a join forgets what is put between",
        "effects.emit:_joins",
        "Join(seam.node, other, seam.gap)",
        "Join(seam.node, other, ())",
        (_EFFECT,),
    ),
    Fault(
        "a node that moves forgets that its parent is unknown",
        "effects.emit:_Placing._row",
        "Move(node, place, unknown)",
        "Move(node, place)",
        (_EFFECT, _ALONE),
    ),
    Fault(
        "what comes to one place comes in the wrong order",
        "effects.emit:_Placing._row",
        "for node in nodes",
        "for node in reversed(nodes)",
        (_BLOCKS, _EFFECT),
    ),
    Fault(
        "who comes later stands first in a shared gap",
        "merging.union:_together",
        "placed={place: tuple(nodes) for",
        "placed={place: tuple(nodes)[::-1] for",
        (_BLOCKS,),
    ),
    Fault(
        "words in a shared gap do not stand by number",
        "merging.union:_layers",
        "groups = sorted(by_credit.items())",
        "groups = sorted(by_credit.items(), reverse=True)",
        (_GAP,),
    ),
    Fault(
        "what is carried stands before what was adopted",
        "merging.rebase:Carrier._anchor",
        "return put[-1]",
        "return self._last_part(child)",
        (_MERGED_AS_CARRIED,),
    ),
    Fault(
        "what is taken out takes along what moves out of it",
        "effects.emit:emitted",
        """    yield from _Placing(effect, base).operations()
    for node in sorted(effect.repealed):
        yield Repeal(node), ("repealed", node)
""",
        """    for node in sorted(effect.repealed):
        yield Repeal(node), ("repealed", node)
    yield from _Placing(effect, base).operations()
""",
        (_EFFECT,),
    ),
    Fault(
        "not only the topmost node is taken out",
        "composition.places:Places.topmost_gone",
        "if parent is None or parent not in self.gone",
        "if True",
        (_EFFECT,),
    ),
)

_CLASHES = (
    Fault(
        "overlapping words are no clash",
        "merging.clash:ranges_collide",
        "return one.start < other.end and other.start < one.end",
        "return False",
        (_LETTERS, _TURN),
    ),
    Fault(
        "insertions into one gap of a sentence are no clash",
        "merging.clash:ranges_collide",
        "return one.start == other.start",
        "return False",
        (_GAP,),
    ),
    Fault(
        "words that touch are a clash",
        "merging.clash:ranges_collide",
        "return one.start < other.end and other.start < one.end",
        "return one.start <= other.end and other.start <= one.end",
        (_MERGED_AS_CARRIED, _TURN),
    ),
    Fault(
        "any two insertions may share a gap",
        "merging.clash:may_share",
        "return _between_sentences(text, one.start) and all(",
        "return all(",
        (_GAP,),
    ),
    Fault(
        "what is inserted between sentences may be part of one",
        "merging.clash:may_share",
        "return _between_sentences(text, one.start) and all(",
        "return False and all(",
        (_GAP,),
    ),
    Fault(
        "who takes out a node gets in nobody's way",
        "merging.clash:Index._taken_out",
        """if role == "gone":""",
        """if role == "none":""",
        (_SAID, _SOUND, _MERGED_AS_CARRIED),
    ),
    Fault(
        "work on a node that is taken out is no clash for who comes later",
        "merging.clash:Index._taken_out",
        "elif self._gone:",
        "elif False:",
        (_SAID, _SOUND, _MERGED_AS_CARRIED),
    ),
    Fault(
        "different values are no clash",
        "merging.clash:_same_wish",
        "return type(one) is type(other) and one == other",
        "return True",
        (_SAID, _SOUND),
    ),
    Fault(
        "moves in a circle are not looked for",
        "merging.cycles:_knots",
        "if move in seen or move not in reach[move]:",
        "if True:",
        (_CIRCLE,),
    ),
    Fault(
        "only circles of two are found",
        "merging.cycles:_circles",
        "pending.append((*path, move))",
        "len(path) < 2 and pending.append((*path, move))",
        (_CIRCLE,),
    ),
    Fault(
        "clashes that share a proposal are not put together",
        "merging.merge:_conflicts",
        "leader[lead(number)] = first",
        "pass",
        (_ONCE,),
    ),
    Fault(
        "alternatives are ignored",
        "merging.merge:_Wishes._alternatives",
        "if number < other:",
        "if False:",
        (_STAND,),
    ),
    Fault(
        "in a meeting alternatives are ignored",
        "merging.merge:in_turn",
        "if candidate.alternatives & adopted.keys():",
        "if False:",
        (_STAND,),
    ),
    Fault(
        "an alternative counts for the one only that names it",
        "merging.putting:_with_alternatives",
        "alternatives[other].add(number)",
        "pass",
        (_STAND,),
    ),
    Fault(
        "alternatives of amendments to amendments are ignored",
        "merging.putting:_with_alternatives",
        "for member in each.members",
        "for member in each.members[:1]",
        (_STAND,),
    ),
    Fault(
        "what is an alternative to what it amends stands with it",
        "merging.putting:_with_alternatives",
        "torn[number] |= {member, excluded} - {number}",
        "pass",
        (_STAND,),
    ),
    Fault(
        "amendments to amendments do not depend on the order beside each other",
        "merging.putting:_candidate",
        "dependent=settled.dependent",
        "dependent=()",
        (_DEPEND,),
    ),
    Fault(
        "amendments to amendments do not depend on the order of what they amend",
        "merging.merge:_merged",
        "_spread(adopted.keys() & dependent, members)",
        "(adopted.keys() & dependent)",
        (_DEPEND,),
    ),
    Fault(
        "amendments to amendments are not folded in",
        "merging.putting:_candidate",
        "(*operations, *settled.operations)",
        "operations",
        (_AMENDED,),
    ),
    Fault(
        "an amendment to what is not there is adopted nowhere and lapses nowhere",
        "merging.putting:put_up",
        "lapsed.add(number)",
        "pass",
        (_AMENDED, _PLACED),
    ),
)

_SHARED = (
    Fault(
        "equal wishes under two ids are two wishes",
        "merging.unify:Known.take",
        "return _under(names, effect)",
        "return effect",
        (_LOWER,),
    ),
    Fault(
        "the ids of the higher number stay",
        "merging.unify:unified",
        "sorted(effects.items())",
        "sorted(effects.items(), reverse=True)",
        (_LOWER,),
    ),
    Fault(
        "the same paragraph twice in one proposal is one",
        "merging.unify:_Assumed.add",
        "or not self.taken.isdisjoint(other.ids)",
        "",
        (_TWICE,),
    ),
    Fault(
        "new nodes under the new part of a split text are two",
        "merging.unify:_Shaping.block",
        "self._id(place.parent)",
        "place.parent",
        (_LOWER,),
    ),
    Fault(
        "words that two want are credited to the first only",
        "merging.union:_layers",
        "wanted[key][splice].append(number)",
        "wanted[key][splice] = wanted[key][splice] or [number]",
        (_EQUAL,),
    ),
    Fault(
        "what two want is credited to the last only",
        "merging.union:_credits",
        "found[atom] = (*found[atom], number)",
        "found[atom] = (number,)",
        (_EQUAL,),
    ),
    Fault(
        "credits of words are swapped",
        "merging.union:_layers",
        "enumerate(groups)}",
        "enumerate(reversed(groups))}",
        (_LETTERS,),
    ),
    Fault(
        "what was adopted already is done again",
        "merging.rebase:Carrier._is_done",
        "return node in self.adopted.fresh or node in self.adopted.moved",
        "return False",
        (_MERGED_AS_CARRIED,),
    ),
    Fault(
        "words that were adopted already are put in again",
        "merging.rebase:Carrier._texts",
        "tuple(each for each in wanted if not self._is_there((node, name), each))",
        "wanted",
        (_MERGED_AS_CARRIED,),
    ),
    Fault(
        "words behind a split stay in the first part when they are carried",
        "merging.offsets:Offsets.spot",
        "if before >= each.end:",
        "if False:",
        (_MERGED_AS_CARRIED,),
    ),
    Fault(
        "words of a joined text are carried to the wrong place in the other",
        "merging.offsets:Offsets._begins",
        "begins[other] = end - self._length(other)",
        "begins[other] = end",
        (_MERGED_AS_CARRIED, _BY_STEPS),
    ),
)

_ORIGINS = (
    Fault(
        "a split keeps the blank space it drops",
        "origins.carrying:Carrying._split",
        "operation.at + length(operation.gap)",
        "operation.at",
        (_REPLAY,),
    ),
    Fault(
        "what a join puts between has no origin",
        "origins.carrying:Carrying._join",
        "laid(there.text, between, self[operation.other].text)",
        "laid(there.text, self[operation.other].text)",
        (_REPLAY,),
    ),
    Fault(
        "an undo brings new origins",
        "origins.carried:given_for",
        "    return {\n        ordinal: laid(",
        "    return {} and {\n        ordinal: laid(",
        (_UNDONE,),
    ),
    Fault(
        "a moved sentence comes from who moved it",
        "origins.kept:_moves",
        "if len(hunks) < 2:",
        "if True:",
        (_REPLAY,),
    ),
    Fault(
        "of words alone the text behind the first change is taken for the old one",
        "origins.kept:rewritten",
        "new[start : len(new) - end]",
        "new[start:]",
        (_BY_WORDS,),
    ),
    Fault(
        "spans are cut one too late",
        "origins.spans:piece",
        "end - ends[last - 1]",
        "end - ends[last - 1] + 1",
        (_REPLAY,),
    ),
    Fault(
        "a replaced value keeps its origin",
        "origins.kept:exchanged",
        "if same_value(old, new):",
        "if old == new:",
        (_REPLAY,),
    ),
    Fault(
        "what is taken over is new",
        "origins.carried:given_for",
        "found.get(label, NOT_GIVEN)",
        "NOT_GIVEN",
        (_TAKEN_OVER, _UNDONE),
    ),
)

_SHOWN = (
    Fault(
        "more nodes are said to move than must",
        "difference.diff:_longest_rise",
        "length = bisect_left(ends, number)",
        "length = len(ends) if not ends or number == ends[-1] + 1 else 0",
        (_SHORT,),
    ),
    Fault(
        "an attribute that is 1 and becomes true is the same",
        "difference.diff:_values",
        "if not same_value(one.get(key), other.get(key)):",
        "if one.get(key) != other.get(key):",
        (_DIFF, _SHORT, _EFFECT),
    ),
    Fault(
        "who moves into a new node is not said to move",
        "difference.diff:_places",
        "moved |= {child: new[child].parent_unknown for child in state.children if child in old}",
        "moved |= {}",
        (_DIFF, "p1_even_texts_that_agree_in_nothing_but_ids_have_one"),
    ),
    Fault(
        "taking back a split forgets the blank space",
        "inverse:_inverse_of_one",
        "return Join(node, new, gap)",
        "return Join(node, new, ())",
        (_BACK,),
    ),
    Fault(
        "words are normalised again when they are put in",
        "apply:_changed",
        "return spliced(text, splices)",
        """return tuple(
        type(run)(__import__("unicodedata").normalize("NFKD", run.text), run.marks)
        for run in spliced(text, splices)
    )""",
        (_BACK,),
    ),
    Fault(
        "taking back words does not shift what stands behind",
        "splices:taken_back",
        "Splice(splice.start + shift, splice.new, splice.old)",
        "Splice(splice.start, splice.new, splice.old)",
        (_BACK,),
    ),
    Fault(
        "a synopsis loses the rows of what is gone",
        "synopsis.order:laid_together",
        "for left, left_part in behind.get(node, ()):",
        "for left, left_part in ():",
        (_ROWS,),
    ),
    Fault(
        "a pointer carries content",
        "synopsis.content:with_content",
        """return row._replace(happened=("pointer",))""",
        """return row._replace(happened=("pointer",), old_name="Ziel")""",
        (_POINTERS,),
    ),
    Fault(
        "words shown as kept are those of the new side only",
        "comparison.shown:old_side",
        "joined(*(piece.old for piece in pieces))",
        "joined(*(piece.new for piece in pieces))",
        (_PIECES,),
    ),
    Fault(
        "numbers count what is printed",
        "numbering:numbers",
        """inherited = numbered[above] if above is not None else \"\"""",
        """inherited = str(tree[above].printed_number) if above is not None else \"\"""",
        (_NUMBERS,),
    ),
)

FAULTS: tuple[Fault, ...] = (*_WORDS, *_PLACES, *_CLASHES, *_SHARED, *_ORIGINS, *_SHOWN)
"""All faults; each must be noticed by each property it names."""
