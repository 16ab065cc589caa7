"""What an act names has to be there, in this concept; what is new takes nobody's identity."""

from dataclasses import replace
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError

from fortschrift.concepts import actions, repository
from fortschrift.concepts.models import Change, Lineage, Strand
from fortschrift.core.text import (
    Insert,
    Join,
    NodeId,
    Operation,
    Place,
    Relate,
    Split,
    Tree,
    inline,
)
from tests.accounts.factories import NOW, operator
from tests.concepts.amendments import (
    COURSES,
    adding,
    adopt,
    amendment,
    draft,
    frozen,
    pointer,
    replacing,
    striking,
    words,
)
from tests.concepts.factories import (
    FIELD,
    OUTLINE,
    change,
    node,
    node_id,
    strand,
    text,
    tree,
    undo,
    version,
)
from tests.sources.factories import claim, source

pytestmark = pytest.mark.django_db


# Relations


def test_a_relation_leads_to_no_element_that_exists_nowhere() -> None:
    of = draft()
    relation = Relate(node_id(of.concept, "kurse"), "supports", NodeId(uuid4()))

    for act in (change, amendment):
        with pytest.raises(ValidationError, match=r"„Die Stadt.*gibt es hier nicht"):
            act(of, relation)


def test_a_relation_leads_to_no_element_of_another_town_not_even_from_a_new_one() -> None:
    of, elsewhere = draft(), text()
    target = node_id(elsewhere.version.concept, "bildung")
    new = adding(of, "kurse", "neu", "Neu.")
    related = Insert(new.place, (replace(new.states[0], relations=(("supports", target),)),))

    for act in (change, amendment):
        for operation in (Relate(node_id(of.concept, "kurse"), "supports", target), related):
            with pytest.raises(ValidationError, match="gibt es hier nicht"):
                act(of, operation)


def test_a_relation_leads_to_what_the_same_operations_make_and_to_what_stood_there_once() -> None:
    of = draft()
    kurse, neu = node_id(of.concept, "kurse"), node_id(of.concept, "neu")
    change(of, striking(of, "raeume"))

    change(
        of, adding(of, "kurse", "neu", "Neu."), Relate(kurse, "supports", neu),
        Relate(kurse, "follows", node_id(of.concept, "raeume")),
    )  # fmt: skip

    assert len(repository.load(of).tree[kurse].relations) == 2


def test_no_element_is_related_to_itself() -> None:
    of = draft()
    kurse = node_id(of.concept, "kurse")

    for act in (change, amendment):
        with pytest.raises(ValidationError, match="nicht in Beziehung zu sich selbst"):
            act(of, Relate(kurse, "supports", kurse))


def test_a_text_brought_in_is_held_to_the_same() -> None:
    elsewhere, of = text(), version()
    there = node_id(elsewhere.version.concept, "bildung")
    whole = tree(of.concept, FIELD, outline=OUTLINE)
    for target, why in ((there, "gibt es hier nicht"), (whole.root, "zu sich selbst")):
        related = replace(whole[whole.root], relations=(("supports", target),))
        wrong = Tree.of(
            (related, *(each for each in whole if each.id != whole.root)),
            root=whole.root, outline=whole.outline,
        )  # fmt: skip
        with pytest.raises(ValidationError, match=why):
            actions.bring_in_text(
                of, tree=wrong, completeness="complete", slugs={}, actor=operator(), now=NOW
            )

    assert Change.objects.count() == 1


# Claims and changes of another municipality


def test_an_amendment_rests_on_no_claim_of_another_town() -> None:
    of, elsewhere = draft(), claim(source())

    with pytest.raises(ValidationError) as refused:
        amendment(of, replacing(of, "kurse", "Kurse", "Angebote"), claims=[elsewhere])

    assert list(refused.value.message_dict) == ["claims"]


def test_descent_names_no_change_of_another_town() -> None:
    of, elsewhere = draft(), text()

    with pytest.raises(ValidationError, match="Änderung gehört zu einer anderen Kommune"):
        actions.record_lineage(
            of.concept, kind="same", from_node=node(of.concept, "kurse"), change=elsewhere.change,
            actor=operator(), now=NOW,
        )  # fmt: skip

    assert not Lineage.objects.exists()


# Identities


def test_an_identity_that_was_repealed_never_stands_for_something_else() -> None:
    of = draft()
    again = adding(of, "kurse", "raeume", "Ganz etwas anderes.")
    change(of, striking(of, "raeume"))

    for act in (change, amendment):
        with pytest.raises(ValidationError, match="steht schon für etwas anderes"):
            act(of, again)


def test_nor_does_the_second_part_of_a_split_take_one() -> None:
    of = draft()
    change(of, striking(of, "raeume"))
    split = Split(
        node_id(of.concept, "kurse"), COURSES.index(" Das"), inline(" "),
        node_id(of.concept, "raeume"),
    )  # fmt: skip

    for act in (change, amendment):
        with pytest.raises(ValidationError, match="steht schon für etwas anderes"):
            act(of, split)


def test_nor_does_what_takes_its_place_in_the_same_change() -> None:
    of = draft()
    raeume = node_id(of.concept, "raeume")
    other = adding(of, "kurse", "raeume", "Ganz etwas anderes.")

    with pytest.raises(ValidationError, match="steht schon für etwas anderes"):
        change(of, striking(of, "raeume"), other)

    assert raeume in repository.load(of).tree


def test_word_for_word_the_same_thing_may_be_brought_back_by_hand() -> None:
    of = draft()
    raeume = repository.load(of).tree[node_id(of.concept, "raeume")]
    change(of, striking(of, "raeume"))

    change(of, Insert(Place(node_id(of.concept, "bildung")), (raeume,)))

    assert words(of, "raeume").startswith("Räume stehen")


def test_an_undo_brings_back_what_was_there_and_an_undone_split_may_be_made_again() -> None:
    of = draft()
    kurse, raeume = (node_id(of.concept, key) for key in ("kurse", "raeume"))

    undo(of, change(of, Join(kurse, raeume, inline(" "))))
    undo(of, change(of, striking(of, "raeume")))

    assert words(of, "raeume").startswith("Räume stehen")


def test_an_amendment_keeps_the_identities_that_it_brought_in_itself() -> None:
    of = draft()
    one = amendment(of, adding(of, "kurse", "neu", "Patenschaften."))
    undo(of, adopt(one, of))

    actions.reword_amendment(
        one, kind="amended", consent="given", strand=of, actor=operator(), now=NOW,
        operations=[adding(of, "kurse", "neu", "Viele Patenschaften.")],
    )  # fmt: skip
    adopt(one, of)

    assert words(of, "neu") == "Viele Patenschaften."


def test_a_joint_text_keeps_the_identities_of_those_it_replaces() -> None:
    of = draft()
    one = amendment(of, adding(of, "kurse", "neu", "Patenschaften."))
    undo(of, adopt(one, of))

    joint = amendment(
        of, adding(of, "kurse", "neu", "Viele Patenschaften."), replaces=[one], consent="given"
    )

    assert pointer(joint, of).state == "open"


def test_one_amendment_is_adopted_on_two_strands_with_the_same_elements() -> None:
    version = frozen().version
    first, second = strand(version, name="A"), strand(version, name="B")
    one = amendment(first, adding(first, "kurse", "neu", "Patenschaften."))
    actions.lay_amendments(second, amendments=[one], actor=operator(), now=NOW)

    adopt(one, first)
    adopt(one, second)

    assert words(first, "neu") == words(second, "neu") == "Patenschaften."


# Keys from outside


def test_a_key_that_is_taken_is_refused_by_every_act_that_takes_one() -> None:
    of = draft()
    one = amendment(of, replacing(of, "kurse", "Kurse", "Angebote"))
    made = change(of, replacing(of, "raeume", "12", "14"))

    def more() -> Operation:
        return replacing(of, "raeume", "14", "15")

    for act in (
        lambda: amendment(of, more(), id=one.pk),
        lambda: change(of, more(), id=made.pk),
        lambda: undo(of, made, id=of.begun_at_id),
    ):
        with pytest.raises(ValidationError) as refused:
            act()
        assert list(refused.value.message_dict) == ["id"]
    assert Change.objects.filter(concept=of.concept).count() == 2


def test_a_draft_of_the_same_name_is_refused_while_the_concept_is_held() -> None:
    of: Strand = draft(name="Entwurf")
    version = of.begun_at.version_texts.get().version

    with pytest.raises(ValidationError, match="gibt es schon"):
        strand(version, name="Entwurf")
