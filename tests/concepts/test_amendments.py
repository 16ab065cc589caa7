"""Amendments: submitted wordings stay, wordings that hold move with the text, faults say where."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from fortschrift.concepts import actions, repository
from fortschrift.concepts.models import (
    Amendment,
    AmendmentPart,
    Conflict,
    CurrentWording,
    Wording,
)
from fortschrift.core.text import Splice, Substitute, inline
from tests.accounts.factories import NOW, operator
from tests.concepts.amendments import (
    adding,
    adopt,
    amending,
    amendment,
    credited,
    draft,
    frozen,
    in_parts,
    inserting,
    pointer,
    replacing,
    striking,
    words,
)
from tests.concepts.factories import change, node_id, strand, undo, version

pytestmark = pytest.mark.django_db

State = CurrentWording.State
Kind = Wording.Kind


# Recording


def test_an_amendment_is_recorded_with_its_submitted_wording_and_changes_no_text() -> None:
    of = draft()

    one = amendment(of, replacing(of, "kurse", "Kurse", "Sprachkurse"), author="Elternbeirat")

    wording = one.wordings.get()
    assert (wording.kind, wording.base, wording.order) == (Kind.SUBMITTED, of.head, 1)
    assert pointer(one, of).wording == wording and pointer(one, of).state == State.OPEN
    assert (one.number, one.author) == (1, "Elternbeirat")
    assert "Sprachkurse" not in words(of, "kurse")


def test_a_wish_without_words_is_recorded_as_it_came_and_worked_out_later() -> None:
    of = draft()
    one = amendment(of, original="Mehr für die Kleinsten!")

    wording = actions.reword_amendment(
        one, kind=Kind.WORKED_OUT, consent=Wording.Consent.GIVEN, strand=of,
        operations=[replacing(of, "kurse", "Kinder", "Kinder unter drei Jahren")],
        reason="dem Sinn nach", actor=operator(), now=NOW,
    )  # fmt: skip

    first, second = one.wordings.order_by("order")
    assert (first.original, first.operations) == ("Mehr für die Kleinsten!", "")
    assert (second, second.previous, second.consent) == (wording, first, Wording.Consent.GIVEN)
    assert pointer(one, of).wording == wording


def test_an_amendment_that_says_nothing_is_refused() -> None:
    of = draft()

    with pytest.raises(ValidationError, match="was geändert werden soll"):
        amendment(of)

    assert not Amendment.objects.exists()


def test_an_amendment_on_an_earlier_text_of_the_strand_is_carried_to_its_head_at_once() -> None:
    of = draft()
    base, mine = of.head_id, replacing(of, "kurse", "berät", "informiert")
    change(of, replacing(of, "kurse", "Kurse", "viele Sprachkurse"))

    one = amendment(of, mine, base=base)

    submitted, carried = one.wordings.order_by("order")
    assert (submitted.kind, submitted.base_id) == (Kind.SUBMITTED, base)
    assert (carried.kind, carried.base) == (Kind.CARRIED, of.head)
    adopt(one, of)
    assert "viele Sprachkurse" in words(of, "kurse") and "informiert" in words(of, "kurse")


def test_an_amendment_on_the_text_of_a_version_lies_on_no_strand_until_somebody_lays_it() -> None:
    of = frozen()
    one = amendment(of, replacing(of, "kurse", "Kurse", "Sprachkurse"))
    evening = strand(of.version, name="Sitzung am 12. Mai")
    assert not one.current_wordings.exists()

    (laid,) = actions.lay_amendments(evening, amendments=[one], actor=operator(), now=NOW)

    assert (laid.state, laid.wording) == (State.OPEN, one.wordings.get())


def test_an_amendment_to_the_first_reading_reaches_the_third_and_what_was_submitted_stays() -> None:
    first = frozen()
    one = amendment(first, replacing(first, "kurse", "berät", "informiert"))
    of = strand(first.version)
    actions.lay_amendments(of, amendments=[one], actor=operator(), now=NOW)
    for label, old, new in (("lesung-2", "Kurse", "Sprachkurse"), ("lesung-3", "Die", "Unsere")):
        change(of, replacing(of, "kurse", old, new))
        actions.freeze_version(
            of, version=version(of.concept, label=label), actor=operator(), now=NOW
        )

    kinds = [each.kind for each in one.wordings.order_by("order")]
    assert kinds == [Kind.SUBMITTED, Kind.CARRIED, Kind.CARRIED]
    assert one.wordings.get(order=1).base == first.change
    adopt(one, of)
    assert words(of, "kurse").startswith("Unsere Stadt fördert Sprachkurse")
    assert "Das Jobcenter informiert dazu." in words(of, "kurse")


def test_amendments_are_numbered_within_the_concept_and_a_number_is_taken_once() -> None:
    of, other = draft(), draft()
    mine = replacing(of, "kurse", "Kurse", "Sprachkurse")

    numbers = [amendment(of, mine).number, amendment(of, mine, number=7).number]
    numbers.append(amendment(of, mine).number)

    assert numbers == [1, 7, 8]
    assert amendment(other, replacing(other, "kurse", "Kurse", "X")).number == 1
    with pytest.raises(ValidationError, match=r"Nr\. 7"):
        amendment(of, mine, number=7)


# What the text does to open amendments


def test_a_change_writes_wordings_only_for_the_amendments_it_touches() -> None:
    of = draft()
    here = amendment(of, replacing(of, "kurse", "berät", "informiert"))
    there = amendment(of, replacing(of, "raeume", "12", "14"))

    change(of, replacing(of, "kurse", "Kurse", "Sprachkurse"))

    assert [each.kind for each in here.wordings.order_by("order")] == [Kind.SUBMITTED, Kind.CARRIED]
    assert [each.kind for each in there.wordings.all()] == [Kind.SUBMITTED]
    assert pointer(there, of).wording == there.wordings.get()


def test_what_no_longer_fits_is_said_with_reason_and_place_and_its_last_wording_stays() -> None:
    of = draft()
    one = amendment(of, replacing(of, "kurse", "Kurse", "Sprachkurse"))
    at = words(of, "kurse").index("Kurse")

    made = change(of, replacing(of, "kurse", "Kurse", "Angebote"))

    found = pointer(one, of)
    assert (found.state, found.misfit, found.change) == (State.UNFIT, "words", made)
    assert (found.node_id, found.field) == (node_id(of.concept, "kurse"), "text")
    assert (found.start, found.end) == (at, at + len("Kurse"))
    assert found.wording == one.wordings.get()


def test_what_no_longer_fits_is_open_again_in_other_words() -> None:
    of = draft()
    one = amendment(of, replacing(of, "kurse", "Kurse", "Sprachkurse"))
    change(of, replacing(of, "kurse", "Kurse", "Angebote"))

    actions.reword_amendment(
        one, kind=Kind.AMENDED, consent="given", strand=of,
        operations=[replacing(of, "kurse", "Angebote", "Sprachangebote")],
        actor=operator(), now=NOW,
    )  # fmt: skip

    found = pointer(one, of)
    assert (found.state, found.misfit, found.change, found.start) == (State.OPEN, "", None, None)
    adopt(one, of)
    assert "Sprachangebote" in words(of, "kurse")


def test_what_is_in_the_text_already_lapses_with_the_change_that_brought_it() -> None:
    of = draft()
    same = replacing(of, "kurse", "Kurse", "Sprachkurse")
    one = amendment(of, same)

    made = change(of, same)

    found = pointer(one, of)
    assert (found.state, found.change) == (State.LAPSED, made)
    assert found.reason == "Das steht jetzt schon im Text."


def test_an_amendment_on_two_strands_has_a_wording_of_its_own_on_each() -> None:
    of = frozen()
    one = amendment(of, replacing(of, "kurse", "berät", "informiert"))
    draft, evening = strand(of.version), strand(of.version, name="Sitzung")
    for each in (draft, evening):
        actions.lay_amendments(each, amendments=[one], actor=operator(), now=NOW)
    change(draft, replacing(draft, "kurse", "Kurse", "Sprachkurse"))
    change(evening, replacing(evening, "kurse", "Die Stadt", "Unsere schöne Stadt"))

    assert pointer(one, draft).wording != pointer(one, evening).wording
    assert [each.order for each in one.wordings.order_by("pk")] == [1, 2, 3]
    adopt(one, draft)
    assert "informiert" in words(draft, "kurse") and "berät" in words(evening, "kurse")
    assert pointer(one, evening).state == State.OPEN


# Adopting one after another


def test_an_adopted_amendment_is_one_change_that_credits_its_wording() -> None:
    of = draft()
    one = amendment(of, replacing(of, "kurse", "Kurse", "Sprachkurse"), label="ÄA 1")

    made = adopt(one, of)

    assert "Sprachkurse" in words(of, "kurse")
    assert of.head == made and credited(made) == [["ÄA 1"]]
    found = pointer(one, of)
    assert (found.state, found.change) == (State.ADOPTED, made)
    assert one.wordings.get().adoptions.get().change == made


def test_after_each_adoption_the_next_question_stands_on_the_new_text() -> None:
    of = draft()
    first = amendment(of, replacing(of, "kurse", "Kurse", "viele Sprachkurse"))
    second = amendment(of, replacing(of, "kurse", "berät", "informiert"))

    adopt(first, of)
    adopt(second, of)

    expected = "fördert viele Sprachkurse für neu zugewanderte Kinder. Das Jobcenter informiert"
    assert expected in words(of, "kurse")


def test_an_adoption_that_unseats_another_amendment_leaves_a_conflict_and_both_wordings() -> None:
    of = draft()
    base = of.head
    first = amendment(of, replacing(of, "kurse", "Kurse", "Sprachkurse"))
    second = amendment(of, replacing(of, "kurse", "Kurse", "Angebote"))

    made = adopt(first, of)

    conflict = Conflict.objects.get()
    assert (conflict.base, conflict.change, conflict.merge) == (base, made, None)
    (clash,) = conflict.clashes.all()
    assert (clash.kind, clash.node_id) == ("words", node_id(of.concept, "kurse"))
    members = {member.wording.amendment for member in clash.members.all()}
    assert members == {first, second}
    assert pointer(second, of).state == State.UNFIT


def test_an_amendment_that_is_not_open_is_not_adopted_and_the_chair_hears_why() -> None:
    of = draft()
    first = amendment(of, replacing(of, "kurse", "Kurse", "Sprachkurse"))
    second = amendment(of, replacing(of, "kurse", "Kurse", "Angebote"))
    adopt(first, of)
    head = of.head_id

    with pytest.raises(ValidationError, match=r"Textstelle hat sich geändert \(dieselben Wörter"):
        adopt(second, of)

    of.refresh_from_db()
    assert of.head_id == head


def test_alternatives_lapse_when_one_is_adopted_even_on_another_passage() -> None:
    of = draft()
    first = amendment(of, replacing(of, "kurse", "Kurse", "Sprachkurse"))
    second = amendment(of, replacing(of, "raeume", "12", "14"), alternatives=[first])
    more = amending(second, of, "raeume", "bereit", "offen")

    made = adopt(first, of)

    found = pointer(second, of)
    assert (found.state, found.cause, found.change) == (State.LAPSED, first, made)
    assert (pointer(more, of).state, pointer(more, of).cause) == (State.LAPSED, second)


def test_parts_are_voted_on_separately_and_the_rest_stays_open() -> None:
    of = draft()
    one = in_parts(
        of, ("a)", replacing(of, "kurse", "Kurse", "viele Sprachkurse")),
        ("b)", replacing(of, "kurse", "berät", "informiert")),
    )  # fmt: skip

    adopt(one, of, part="a)")

    assert "viele Sprachkurse" in words(of, "kurse") and "berät" in words(of, "kurse")
    found = pointer(one, of)
    assert found.state == State.OPEN
    assert [part.label for part in found.wording.parts.all()] == ["b)"]
    adopt(one, of, part="b)")
    assert "informiert" in words(of, "kurse") and pointer(one, of).state == State.ADOPTED
    assert AmendmentPart.objects.filter(adoptions__isnull=False).count() == 2


def test_of_an_amendment_in_parts_what_fits_stays_open_and_what_does_not_is_said() -> None:
    of = draft()
    one = in_parts(
        of, ("a)", replacing(of, "kurse", "Kurse", "Sprachkurse")),
        ("b)", replacing(of, "raeume", "12", "14")),
    )  # fmt: skip

    change(of, replacing(of, "kurse", "Kurse", "Angebote"))

    found = pointer(one, of)
    assert (found.state, found.misfit, found.reason) == (State.OPEN, "words", "Teil „a)“")
    assert [part.label for part in found.wording.parts.all()] == ["b)"]
    adopt(one, of)
    assert "14 Stadtteilen" in words(of, "raeume")


def test_parts_that_cannot_stand_together_or_alone_are_refused() -> None:
    of = draft()
    new = adding(of, "kurse", "neu", "Neu.")

    with pytest.raises(ValidationError, match="Dieselben Wörter"):
        in_parts(
            of, ("a)", replacing(of, "kurse", "Kurse", "X")),
            ("b)", replacing(of, "kurse", "Kurse", "Y")),
        )  # fmt: skip
    with pytest.raises(ValidationError, match=r"Teil „b\)“ lässt sich nicht für sich abstimmen"):
        in_parts(
            of, ("a)", new),
            ("b)", Substitute(new.states[0].id, (Splice(0, inline("Neu"), inline("Alt")),))),
        )  # fmt: skip
    with pytest.raises(ValidationError, match="eigene Bezeichnung"):
        in_parts(of, ("a)", new), ("a)", striking(of, "raeume")))
    assert not Amendment.objects.exists()


# Amendments to amendments


def test_an_amendment_to_an_amendment_goes_into_its_wording_and_is_credited_with_it() -> None:
    of = draft()
    new = adding(of, "kurse", "neu", "Patenschaften werden gefördert.")
    one = amendment(of, new, label="ÄA 1")
    other = amending(one, of, "neu", "Patenschaften", "Viele Patenschaften", label="ÄÄA")

    adopt(other, of)

    assert node_id(of.concept, "neu") not in repository.load(of).tree
    found = pointer(one, of)
    assert (found.wording.kind, found.state) == (Kind.AMENDED, State.OPEN)
    assert (pointer(other, of).state, pointer(other, of).into) == (State.ADOPTED, found.wording)
    made = adopt(one, of)
    assert words(of, "neu") == "Viele Patenschaften werden gefördert."
    assert {name for names in credited(made) for name in names} == {"ÄA 1", "ÄÄA"}


def test_an_amendment_to_an_amendment_stands_on_the_text_when_that_one_is_adopted_first() -> None:
    of = draft()
    one = amendment(of, replacing(of, "kurse", "Kurse", "Sprachkurse"))
    other = amending(one, of, "kurse", "Sprachkurse", "viele Sprachkurse")

    made = adopt(one, of)

    found = pointer(other, of)
    assert (found.state, found.wording.base, found.wording.base_wording) == (State.OPEN, made, None)
    adopt(other, of)
    assert "viele Sprachkurse" in words(of, "kurse")


def test_an_amendment_to_an_amendment_is_carried_along_with_it() -> None:
    of = draft()
    one = amendment(of, replacing(of, "kurse", "Kurse", "Sprachkurse"))
    other = amending(one, of, "kurse", "Sprachkurse", "viele Sprachkurse")

    change(of, replacing(of, "kurse", "Die Stadt", "Unsere Stadt"))

    assert pointer(other, of).wording.base_wording == pointer(one, of).wording
    adopt(other, of)
    adopt(one, of)
    assert words(of, "kurse").startswith("Unsere Stadt fördert viele Sprachkurse")


def test_an_amendment_to_an_amendment_lapses_with_it() -> None:
    of = draft()
    one = amendment(of, replacing(of, "kurse", "Kurse", "Sprachkurse"))
    other = amending(one, of, "kurse", "berät", "informiert")

    change(of, replacing(of, "kurse", "Kurse", "Angebote"))

    found = pointer(other, of)
    assert (found.state, found.cause) == (State.LAPSED, one)


def test_an_amendment_to_an_amendment_follows_it_to_its_new_words() -> None:
    of = draft()
    one = amendment(of, adding(of, "kurse", "neu", "Patenschaften werden gefördert."))
    other = amending(one, of, "neu", "gefördert", "unterstützt")

    actions.reword_amendment(
        one, kind=Kind.AMENDED, consent="given", strand=of, actor=operator(), now=NOW,
        operations=[adding(of, "kurse", "neu", "Viele Patenschaften werden gefördert.")],
    )  # fmt: skip

    assert pointer(other, of).wording.base_wording == pointer(one, of).wording
    adopt(other, of)
    adopt(one, of)
    assert words(of, "neu") == "Viele Patenschaften werden unterstützt."


def test_an_amendment_to_another_wording_than_the_one_that_holds_is_refused() -> None:
    of = draft()
    one = amendment(of, replacing(of, "kurse", "Kurse", "Sprachkurse"))
    old = pointer(one, of).wording_id
    change(of, replacing(of, "kurse", "Die", "Unsere"))

    with pytest.raises(ValidationError, match="inzwischen ein anderer"):
        actions.amend_amendment(
            one, strand=of, base=old, operations=[striking(of, "raeume")], actor=operator(), now=NOW
        )


# Setting aside


def test_an_amendment_set_aside_is_not_carried_on_and_what_amends_it_lapses() -> None:
    of = draft()
    one = amendment(of, replacing(of, "kurse", "Kurse", "Sprachkurse"))
    other = amending(one, of, "kurse", "berät", "informiert")

    actions.set_aside_amendment(one, strand=of, reason="zurückgezogen", actor=operator(), now=NOW)
    change(of, replacing(of, "kurse", "Die", "Unsere"))

    assert pointer(one, of).state == State.SET_ASIDE and one.wordings.count() == 1
    assert (pointer(other, of).state, pointer(other, of).cause) == (State.LAPSED, one)


# What is refused names place and reason, and nothing is stored


def test_words_that_do_not_stand_there_are_refused_with_the_place() -> None:
    of = draft()
    node = node_id(of.concept, "kurse")
    beyond = Substitute(node, (Splice(5000, inline("Kurse"), inline("X")),))
    other = Substitute(node, (Splice(0, inline("Kurse"), inline("X")),))

    for wrong in (beyond, other):
        with pytest.raises(ValidationError, match=r"1\. Änderung: „Die Stadt fördert Kurse"):
            amendment(of, wrong)

    assert not Amendment.objects.exists()


def test_what_would_change_nothing_is_refused() -> None:
    of = draft()

    with pytest.raises(ValidationError, match="nichts ändern"):
        amendment(of, replacing(of, "kurse", "Kurse", "Kurse"))


def test_an_unknown_element_and_a_text_outside_the_line_are_refused() -> None:
    of, foreign = draft(), draft()

    with pytest.raises(ValidationError, match="gibt es in diesem Text nicht"):
        amendment(of, replacing(foreign, "kurse", "Kurse", "X"))
    with pytest.raises(ValidationError, match="gehört nicht zu"):
        amendment(of, replacing(of, "kurse", "Kurse", "X"), base=foreign.head_id)

    assert not Amendment.objects.exists()


def test_a_new_element_with_the_identity_of_another_concept_is_refused() -> None:
    of, foreign = draft(), draft()
    new = adding(of, "kurse", "neu", "Neu.")
    stolen = type(new)(
        new.place, (type(new.states[0])(node_id(foreign.concept, "kurse"), "paragraph"),)
    )

    with pytest.raises(ValidationError, match="gehört zu einem anderen Konzept"):
        amendment(of, stolen)


def test_a_paragraph_of_ten_megabytes_is_refused_by_name() -> None:
    of = draft()

    with pytest.raises(ValidationError, match=r"„Die Stadt .* höchstens 200000"):
        amendment(of, inserting(of, "kurse", "Kurse", "ä" * 10_000_000))

    assert not Amendment.objects.exists()


def test_an_amendment_of_one_concept_lies_on_no_strand_of_another() -> None:
    of, foreign = draft(), draft()
    one = amendment(of, replacing(of, "kurse", "Kurse", "X"))

    with pytest.raises(ValidationError, match="anderen Konzept"):
        actions.lay_amendments(foreign, amendments=[one], actor=operator(), now=NOW)
    with pytest.raises(ValidationError, match="nicht vorgelegt"):
        adopt(one, foreign)
    with pytest.raises(ValidationError, match="anderen Konzept"):
        amendment(foreign, replacing(foreign, "kurse", "Kurse", "X"), alternatives=[one])


# Sentences of the domain that the database keeps


def test_the_database_keeps_wordings_and_pointers_consistent() -> None:
    of = draft()
    one = amendment(of, replacing(of, "kurse", "Kurse", "Sprachkurse"))
    wording, row = one.wordings.get(), pointer(one, of)
    fields = {"amendment": one, "recorded": wording.recorded, "operations": wording.operations}

    for wrong in (
        {"order": 2, "kind": Kind.SUBMITTED, "base": of.head, "previous": wording},
        {"order": 2, "kind": Kind.CARRIED, "previous": wording},
        {"order": 2, "kind": Kind.CARRIED, "base": of.head},
        {"order": 2, "kind": Kind.AMENDED, "base": of.head, "previous": wording},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Wording.objects.create(**fields, **wrong)
    for wrong in (
        {"state": State.ADOPTED}, {"state": State.UNFIT}, {"state": State.LAPSED},
        {"state": State.SET_ASIDE}, {"misfit": "words"}, {"start": 3, "end": 1},
    ):  # fmt: skip
        with pytest.raises(IntegrityError), transaction.atomic():
            CurrentWording.objects.filter(pk=row.pk).update(**wrong)


# Taking back


def test_taking_an_adoption_back_opens_it_and_all_that_it_had_unseated() -> None:
    of = draft()
    first = amendment(of, replacing(of, "kurse", "Kurse", "Sprachkurse"))
    unseated = amendment(of, replacing(of, "kurse", "Kurse", "Angebote"))
    other = amendment(of, replacing(of, "raeume", "12", "14"), alternatives=[first])
    more = amending(other, of, "raeume", "bereit", "offen")
    made = adopt(first, of)

    undo(of, made)

    assert {pointer(each, of).state for each in (first, unseated, other, more)} == {State.OPEN}
    assert {pointer(each, of).wording.order for each in (first, unseated, other)} == {1}
    adopt(unseated, of)
    assert "Angebote" in words(of, "kurse") and pointer(first, of).state == State.UNFIT


def test_what_is_opened_again_stands_on_what_came_since() -> None:
    of = draft()
    first = amendment(of, replacing(of, "kurse", "Kurse", "Sprachkurse"))
    made = adopt(first, of)
    change(of, replacing(of, "kurse", "Die", "Unsere"))

    undo(of, made)
    adopt(first, of)

    assert words(of, "kurse").startswith("Unsere Stadt fördert Sprachkurse")


def test_an_undo_that_is_taken_back_adopts_again() -> None:
    of = draft()
    first = amendment(of, replacing(of, "kurse", "Kurse", "Sprachkurse"))

    redone = undo(of, undo(of, adopt(first, of)))

    assert "Sprachkurse" in words(of, "kurse")
    assert (pointer(first, of).state, pointer(first, of).change) == (State.ADOPTED, redone)
