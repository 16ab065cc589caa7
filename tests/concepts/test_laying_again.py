"""Amendments on a strand that is said again without the text that they were written on."""

import pytest
from django.core.exceptions import ValidationError

from fortschrift.concepts import actions, selectors
from fortschrift.concepts.amending import Part
from fortschrift.concepts.models import (
    Adoption,
    Amendment,
    Change,
    CurrentWording,
    Misfit,
    Strand,
)
from fortschrift.core.text import Join, Operation, Split, inline
from tests.accounts.factories import NOW, operator
from tests.concepts.amendments import (
    COURSES,
    adding,
    adopt,
    amending,
    amendment,
    draft,
    in_parts,
    pointer,
    replacing,
    words,
)
from tests.concepts.factories import change, node_id, undo
from tests.concepts.test_replay import replay

pytestmark = pytest.mark.django_db

State = CurrentWording.State


def splitting(of: Strand) -> Split:
    """Part the two sentences of a paragraph."""
    at = COURSES.index(". ") + 1
    return Split(node_id(of.concept, "kurse"), at, inline(" "), node_id(of.concept, "zweiter"))


def joining(of: Strand, gap: str) -> Operation:
    return Join(node_id(of.concept, "kurse"), node_id(of.concept, "zweiter"), inline(gap))


def without_the_new_paragraph(of: Strand) -> tuple[Amendment, Strand]:
    """Amend a new paragraph, and say the strand again without that; the amendment does not fit."""
    wrong = change(of, adding(of, "kurse", "neu", "Ganz neu."))
    one = amendment(of, replacing(of, "neu", "Ganz", "Sehr"))
    change(of, replacing(of, "kurse", "Kurse", "Sprachkurse"))
    return one, replay(of, wrong)


def reword(one: Amendment, of: Strand, **wanted: object) -> None:
    """Give an amendment other words on a strand, as whoever handed it in agrees."""
    actions.reword_amendment(
        one, strand=of, kind="amended", consent="given", actor=operator(), now=NOW, **wanted
    )


def why(one: Amendment, of: Strand) -> tuple[str, str, Change | None]:
    found = pointer(one, of)
    return found.state, found.misfit, found.change


def test_what_fits_no_more_stays_so_whatever_was_changed_at_its_place_afterwards() -> None:
    of = draft()
    wrong = change(of, splitting(of))
    one = amendment(of, joining(of, ""))
    change(of, adding(of, "raeume", "neu", "Neu."))

    fresh = replay(of, wrong)

    assert why(one, fresh) == (State.UNFIT, Misfit.STRUCTURE, fresh.begun_at)
    page = selectors.amendment_page(one, fresh)
    assert page.after is not None and node_id(of.concept, "zweiter") not in page.after


def test_what_stands_there_without_what_is_left_out_lapses() -> None:
    of = draft()
    wrong = change(of, splitting(of))
    one = amendment(of, joining(of, " "))
    change(of, adding(of, "raeume", "neu", "Neu."))

    fresh = replay(of, wrong)

    assert why(one, fresh) == (State.LAPSED, "", fresh.begun_at)
    assert pointer(one, fresh).reason == "Das steht jetzt schon im Text."


def test_what_was_set_aside_is_not_read_on_a_text_it_was_not_written_on() -> None:
    of = draft()
    wrong = change(of, splitting(of))
    one = amendment(of, joining(of, " "))
    actions.set_aside_amendment(one, strand=of, reason="abgelehnt", actor=operator(), now=NOW)
    change(of, adding(of, "raeume", "neu", "Neu."))

    fresh = replay(of, wrong)

    assert (pointer(one, fresh).state, pointer(one, fresh).reason) == (State.SET_ASIDE, "abgelehnt")


def test_what_fits_no_more_fits_no_more_on_the_next_strand_either() -> None:
    one, of = without_the_new_paragraph(draft())
    before = why(one, of)

    fresh = replay(of, of.head, name="Sitzung, noch einmal berichtigt")

    assert why(one, fresh) == before == (State.UNFIT, Misfit.DELETED, of.begun_at)


def test_what_stands_there_already_does_so_on_the_next_strand_too() -> None:
    of = draft()
    wrong = change(of, splitting(of))
    one = amendment(of, joining(of, " "))
    later = replay(of, wrong)
    last = change(later, adding(later, "raeume", "neu", "Neu."))

    fresh = replay(later, last, name="Sitzung, noch einmal berichtigt")

    assert why(one, fresh) == why(one, later) == (State.LAPSED, "", of.begun_at)


def test_what_fits_no_more_and_lapses_does_not_fit_again_after_the_undo() -> None:
    one, of = without_the_new_paragraph(draft())
    before = why(one, of)
    rival = amendment(of, replacing(of, "raeume", "12", "14"), alternatives=[one])
    made = adopt(rival, of)
    assert pointer(one, of).state == State.LAPSED

    undo(of, made)

    assert why(one, of) == before


def test_what_fits_no_more_can_be_said_otherwise() -> None:
    one, of = without_the_new_paragraph(draft())

    actions.reword_amendment(
        one, kind="amended", consent="given", strand=of, actor=operator(), now=NOW,
        operations=[adding(of, "kurse", "neu-2", "Sehr neu.")],
    )  # fmt: skip

    adopt(one, of)
    assert words(of, "neu-2") == "Sehr neu."


def test_what_amends_what_fits_no_more_does_not_fit_either() -> None:
    of = draft()
    wrong = change(of, adding(of, "kurse", "neu", "Ganz neu."))
    outer = amendment(of, replacing(of, "neu", "Ganz", "Sehr"))
    inner = amending(outer, of, "neu", "Sehr", "Wirklich")
    change(of, replacing(of, "kurse", "Kurse", "Sprachkurse"))

    once = replay(of, wrong)
    twice = replay(once, once.head, name="Sitzung, noch einmal berichtigt")

    for fresh in (once, twice):
        assert {pointer(each, fresh).state for each in (outer, inner)} == {State.UNFIT}


def test_what_was_reworded_after_an_undo_that_is_left_out_is_adopted_as_it_was_before() -> None:
    of = draft()
    one = amendment(of, replacing(of, "kurse", "Kurse", "Sprachkurse"))
    undone = undo(of, adopt(one, of))
    reword(one, of, operations=[replacing(of, "raeume", "12", "14")])
    change(of, adding(of, "raeume", "neu", "Neu."))

    fresh = replay(of, undone)

    made = Adoption.objects.get(strand=fresh)
    assert "Sprachkurse" in words(fresh, "kurse")
    assert (pointer(one, fresh).state, pointer(one, fresh).change) == (State.ADOPTED, made.change)
    with pytest.raises(ValidationError):
        adopt(one, fresh)
    undo(fresh, made.change)
    assert pointer(one, fresh).state == State.OPEN
    adopt(one, fresh)
    assert "Sprachkurse" in words(fresh, "kurse") and "12" in words(fresh, "raeume")


def test_what_was_set_aside_after_an_undo_that_is_left_out_is_adopted() -> None:
    of = draft()
    one = amendment(of, replacing(of, "kurse", "Kurse", "Sprachkurse"))
    undone = undo(of, adopt(one, of))
    actions.set_aside_amendment(one, strand=of, reason="abgelehnt", actor=operator(), now=NOW)

    fresh = replay(of, undone)

    assert pointer(one, fresh).state == State.ADOPTED


def test_a_rewording_after_an_undo_that_is_said_again_holds() -> None:
    of = draft()
    wrong = change(of, adding(of, "raeume", "neu", "Neu."))
    one = amendment(of, replacing(of, "kurse", "Kurse", "Sprachkurse"))
    undo(of, adopt(one, of))
    reword(one, of, operations=[replacing(of, "raeume", "12", "14")])

    fresh = replay(of, wrong)

    assert pointer(one, fresh).state == State.OPEN
    adopt(one, fresh)
    assert "fördert Kurse" in words(fresh, "kurse") and "14" in words(fresh, "raeume")


def test_of_a_rewording_only_the_part_is_open_that_does_not_stand_without_the_undo() -> None:
    of = draft()
    one = in_parts(
        of, ("a)", replacing(of, "kurse", "Kurse", "Sprachkurse")),
        ("b)", replacing(of, "raeume", "12", "14")),
    )  # fmt: skip
    undone = undo(of, adopt(one, of, part="a)"))
    other = (replacing(of, "kurse", "Jobcenter", "Amt"), replacing(of, "raeume", "12", "15"))
    parts = [Part(label, (each,)) for label, each in zip(("a)", "b)"), other, strict=True)]
    reword(one, of, parts=parts)

    fresh = replay(of, undone)

    held = pointer(one, fresh)
    assert (held.state, [each.label for each in held.wording.parts.all()]) == (State.OPEN, ["b)"])
    adopt(one, fresh)
    assert "Sprachkurse" in words(fresh, "kurse") and "Jobcenter" in words(fresh, "kurse")
    assert "15" in words(fresh, "raeume")
    undo(fresh, fresh.head)
    undo(fresh, Adoption.objects.filter(strand=fresh).earliest("pk").change)
    labels = pointer(one, fresh).wording.parts.values_list("label", flat=True)
    assert set(labels) == {"a)", "b)"}


def test_what_went_into_words_that_are_given_up_fits_no_more() -> None:
    of = draft()
    one = amendment(of, replacing(of, "kurse", "Kurse", "Sprachkurse"))
    undone = undo(of, adopt(one, of))
    more = amending(one, of, "kurse", "Sprachkurse", "viele Sprachkurse")
    adopt(more, of)

    fresh = replay(of, undone)

    assert pointer(one, fresh).state == State.ADOPTED
    assert (pointer(more, fresh).state, pointer(more, fresh).misfit) == (
        State.UNFIT, Misfit.AMENDED,
    )  # fmt: skip
    assert not Adoption.objects.filter(strand=fresh, into__isnull=False).exists()
