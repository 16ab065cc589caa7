"""What is decided stays decided: nobody opens it again by the way, or sets something beside it."""

from collections.abc import Sequence
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from fortschrift.accounts.models import JournalEntry
from fortschrift.concepts import actions, repository
from fortschrift.concepts.errors import StaleHead
from fortschrift.concepts.models import (
    Amendment,
    AmendmentAlternative,
    Concept,
    Strand,
    VersionText,
    Wording,
)
from fortschrift.concepts.selectors import notes_to_check
from fortschrift.core.text import Operation
from tests.accounts.factories import NOW, operator
from tests.concepts.amendments import (
    adding,
    adopt,
    amending,
    amendment,
    draft,
    frozen,
    in_parts,
    merge,
    pointer,
    replacing,
)
from tests.concepts.factories import change, strand, undo, version
from tests.concepts.test_replay import replay

pytestmark = pytest.mark.django_db


def reword(one: Amendment, on: Strand | None, *operations: Operation, **fields: Any) -> Wording:
    return actions.reword_amendment(
        one, kind="amended", consent="given", strand=on, operations=operations, actor=operator(),
        now=NOW, **fields,
    )  # fmt: skip


def set_aside(one: Amendment, on: Strand) -> None:
    actions.set_aside_amendment(one, strand=on, reason="zurückgezogen", actor=operator(), now=NOW)


def alternatives(one: Amendment, *others: Amendment) -> None:
    actions.declare_alternatives(one, others=others, actor=operator(), now=NOW)


def lay(on: Strand, amendments: Sequence[Amendment]) -> None:
    actions.lay_amendments(on, amendments=amendments, actor=operator(), now=NOW)


# Alternatives


def test_nothing_is_recorded_as_an_alternative_to_what_stands_in_the_text() -> None:
    of = draft()
    one = amendment(of, replacing(of, "kurse", "Kurse", "Sprachkurse"))
    adopt(one, of)

    with pytest.raises(ValidationError, match="„Entwurf“ schon übernommen; dazu lässt sich keine"):
        amendment(of, replacing(of, "raeume", "12", "14"), alternatives=[one])

    assert Amendment.objects.get() == one


def test_nor_declared_as_one_afterwards_from_either_side() -> None:
    of = draft()
    one = amendment(of, replacing(of, "kurse", "Kurse", "Sprachkurse"))
    other = amendment(of, replacing(of, "raeume", "12", "14"))
    adopt(one, of)

    for given in ((one, other), (other, one)):
        with pytest.raises(ValidationError, match="schon übernommen"):
            alternatives(*given)

    assert not AmendmentAlternative.objects.exists()


def test_nor_to_what_stands_in_the_text_in_part() -> None:
    of = draft()
    one = in_parts(
        of, ("a)", replacing(of, "kurse", "Kurse", "Sprachkurse")),
        ("b)", replacing(of, "kurse", "berät", "informiert")),
    )  # fmt: skip
    adopt(one, of, part="a)")

    with pytest.raises(ValidationError, match="schon übernommen"):
        amendment(of, replacing(of, "raeume", "12", "14"), alternatives=[one])


def test_an_alternative_laid_beside_what_stands_in_the_text_lapses_at_once() -> None:
    text = frozen()
    of = strand(text.version, name="Sitzung")
    one = amendment(text, replacing(text, "kurse", "Kurse", "Sprachkurse"))
    other = amendment(text, replacing(text, "raeume", "12", "14"), alternatives=[one])
    lay(of, [one])
    made = adopt(one, of)

    lay(of, [other])

    found = pointer(other, of)
    assert (found.state, found.cause) == ("lapsed", one)
    undo(of, made)
    assert pointer(other, of).state == "open"


def test_so_does_one_laid_in_the_next_reading_whose_text_has_the_other_one() -> None:
    of = draft()
    one = amendment(of, replacing(of, "kurse", "Kurse", "Sprachkurse"))
    other = amendment(of, replacing(of, "raeume", "12", "14"), alternatives=[one])
    adopt(one, of)
    second = version(of.concept, label="2")
    actions.freeze_version(of, version=second, actor=operator(), now=NOW)
    reading = strand(second, name="Zweite Lesung")

    lay(reading, [other])

    assert (pointer(other, reading).state, pointer(other, reading).cause) == ("lapsed", one)


def test_what_was_taken_back_may_have_alternatives_again() -> None:
    of = draft()
    one = amendment(of, replacing(of, "kurse", "Kurse", "Sprachkurse"))
    undo(of, adopt(one, of))

    other = amendment(of, replacing(of, "raeume", "12", "14"), alternatives=[one])
    adopt(other, of)

    assert pointer(one, of).state == "lapsed"


def test_what_was_adopted_on_a_strand_that_is_replaced_may_have_alternatives_again() -> None:
    of = draft()
    one = amendment(of, replacing(of, "kurse", "Kurse", "Sprachkurse"))
    fresh = replay(of, adopt(one, of))

    amendment(fresh, replacing(fresh, "raeume", "12", "14"), alternatives=[one])

    assert AmendmentAlternative.objects.count() == 1


def test_alternatives_that_are_declared_already_may_be_named_again() -> None:
    of = draft()
    one = amendment(of, replacing(of, "kurse", "Kurse", "Sprachkurse"))
    other = amendment(of, replacing(of, "raeume", "12", "14"), alternatives=[one])
    adopt(one, of)

    alternatives(other, one)

    assert AmendmentAlternative.objects.count() == 1


def test_an_amendment_to_an_amendment_is_no_alternative_to_it() -> None:
    of = draft()
    one = amendment(of, replacing(of, "kurse", "Kurse", "Sprachkurse"))

    with pytest.raises(ValidationError, match="keine Alternativen"):
        amending(one, of, "kurse", "Sprachkurse", "gute Sprachkurse", alternatives=[one])
    inner = amending(one, of, "kurse", "Sprachkurse", "gute Sprachkurse")
    for given in ((one, inner), (inner, one)):
        with pytest.raises(ValidationError, match="keine Alternativen"):
            alternatives(*given)


def test_declaring_many_alternatives_costs_no_more_queries_than_one() -> None:
    of = draft()
    one = amendment(of, replacing(of, "kurse", "Kurse", "Sprachkurse"))
    others = [amendment(of, original=f"Wunsch {number}") for number in range(8)]

    def queries(*given: Amendment) -> int:
        with CaptureQueriesContext(connection) as asked:
            alternatives(one, *given)
        return len(asked)

    assert queries(*others[1:]) <= queries(others[0])


def test_adopting_costs_the_same_queries_however_many_alternatives_lapse() -> None:
    def queries(number: int) -> int:
        of = draft()
        one = amendment(of, replacing(of, "kurse", "Kurse", "Sprachkurse"))
        others = [
            amendment(of, replacing(of, "raeume", "12", f"{each}"), alternatives=[one])
            for each in range(20, 20 + number)
        ]
        inner = [amending(each, of, "raeume", "barrierefrei", "offen") for each in others]
        with CaptureQueriesContext(connection) as asked:
            adopt(one, of)
        assert {pointer(each, of).state for each in (*others, *inner)} == {"lapsed"}
        return len(asked)

    assert queries(9) == queries(2)


# Other words


def test_what_is_adopted_or_lapsed_gets_no_other_words_there() -> None:
    of = draft()
    one = amendment(of, replacing(of, "kurse", "Kurse", "Sprachkurse"))
    other = amendment(of, replacing(of, "raeume", "12", "14"), alternatives=[one])
    adopt(one, of)

    with pytest.raises(ValidationError, match="nicht mehr offen: übernommen"):
        reword(one, of, replacing(of, "raeume", "12", "99"))
    with pytest.raises(ValidationError, match="nicht mehr offen: entfällt"):
        reword(other, of, replacing(of, "raeume", "12", "99"))

    assert (pointer(one, of).state, pointer(other, of).state) == ("adopted", "lapsed")
    assert Wording.objects.count() == 2


def test_what_is_set_aside_gets_no_other_words_and_the_way_is_named() -> None:
    text = frozen()
    of, later = (strand(text.version, name=name) for name in ("Entwurf", "Zweite Lesung"))
    one = amendment(of, replacing(of, "kurse", "Kurse", "Sprachkurse"))
    set_aside(one, of)

    with pytest.raises(ValidationError, match=r"\(zurückgezogen\).*anderen Entwurf vor"):
        reword(one, of, replacing(of, "raeume", "12", "99"))
    lay(later, [one])

    assert (pointer(one, of).state, pointer(one, later).state) == ("set_aside", "open")


def test_what_fits_no_more_is_open_again_in_other_words() -> None:
    of = draft()
    one = amendment(of, replacing(of, "kurse", "Kurse", "Sprachkurse"))
    change(of, replacing(of, "kurse", "Kurse", "Angebote"))
    assert pointer(one, of).state == "unfit"

    reword(one, of, replacing(of, "kurse", "Angebote", "Sprachkurse"))

    assert pointer(one, of).state == "open"


def test_other_words_written_on_a_head_that_is_past_are_refused() -> None:
    of = draft()
    one = amendment(of, replacing(of, "kurse", "Kurse", "Sprachkurse"))
    base, mine = of.head_id, replacing(of, "kurse", "Kurse", "Angebote")
    change(of, replacing(of, "raeume", "12", "14"))

    with pytest.raises(StaleHead) as refused:
        reword(one, of, mine, base=base)
    assert refused.value.mine == (mine,)
    reword(one, of, mine, base=of.head_id)

    assert pointer(one, of).wording.order == 2


# Consent, and lists that say nothing or the same twice


def test_a_joint_text_says_whether_the_others_agree_and_no_other_one_does() -> None:
    of = draft()
    one = amendment(of, replacing(of, "kurse", "Kurse", "Sprachkurse"))
    rooms = replacing(of, "raeume", "12", "14")

    for wrong in (
        {"replaces": [one]}, {"consent": "given"}, {"replaces": [one], "consent": "vielleicht"},
    ):  # fmt: skip
        with pytest.raises(ValidationError) as refused:
            amendment(of, rooms, **wrong)
        assert list(refused.value.message_dict) == ["consent"]


def test_only_what_replaces_others_is_reworded_as_their_joint_text() -> None:
    of = draft()
    one = amendment(of, replacing(of, "kurse", "Kurse", "Sprachkurse"))

    with pytest.raises(ValidationError) as refused:
        actions.reword_amendment(
            one, strand=of, kind="joint", consent="given", actor=operator(), now=NOW,
            operations=[replacing(of, "kurse", "Kurse", "Deutschkurse")],
        )  # fmt: skip

    assert list(refused.value.message_dict) == ["kind"]


def test_a_list_that_names_an_amendment_twice_is_refused() -> None:
    of = draft()
    one = amendment(frozen(), original="Wunsch")
    other = amendment(of, original="Wunsch")

    with pytest.raises(ValidationError, match="zweimal genannt"):
        lay(of, [one, one])
    with pytest.raises(ValidationError, match="zweimal genannt"):
        amendment(of, original="Gemeinsam", replaces=[other, other], consent="given")
    with pytest.raises(ValidationError, match="zweimal genannt"):
        merge(of, other, other)


def test_an_act_about_nothing_is_refused_and_leaves_no_entry() -> None:
    of = draft()
    one = amendment(of, original="Wunsch")
    before = JournalEntry.objects.count()

    for act in (lambda: lay(of, []), lambda: alternatives(one)):
        with pytest.raises(ValidationError, match="mindestens einen Vorschlag"):
            act()

    assert JournalEntry.objects.count() == before


# Freezing


def test_a_version_that_was_adopted_gets_no_further_text_by_the_way() -> None:
    of = draft()
    adopted = of.begun_at.version_texts.get().version
    actions.record_status(adopted, status="adopted", actor=operator(), now=NOW)
    change(of, replacing(of, "kurse", "Kurse", "Sprachkurse"))

    with pytest.raises(ValidationError, match=r"schon beschlossen.*ausdrücklich") as refused:
        actions.freeze_version(of, version=adopted, actor=operator(), now=NOW)
    assert list(refused.value.message_dict) == ["kind"]
    made = actions.freeze_version(
        of, version=adopted, kind=VersionText.Kind.ERRATUM, actor=operator(), now=NOW
    )

    assert (made.order, made.kind) == (2, "erratum")


def test_a_kind_that_does_not_fit_what_is_there_is_refused() -> None:
    of = draft()
    there, new = of.begun_at.version_texts.get().version, version(of.concept, label="2020")
    change(of, replacing(of, "kurse", "Kurse", "Sprachkurse"))

    for target, kind in ((there, "original"), (new, "erratum"), (there, "sonstwie")):
        with pytest.raises(ValidationError) as refused:
            actions.freeze_version(of, version=target, kind=kind, actor=operator(), now=NOW)
        assert list(refused.value.message_dict) == ["kind"]


def test_a_text_is_frozen_as_it_was_looked_at() -> None:
    of = draft()
    new, base = version(of.concept, label="2020"), of.head_id
    change(of, replacing(of, "kurse", "Kurse", "Sprachkurse"))

    with pytest.raises(StaleHead):
        actions.freeze_version(of, version=new, base=base, actor=operator(), now=NOW)
    actions.freeze_version(of, version=new, base=of.head_id, actor=operator(), now=NOW)

    assert new.texts.count() == 1


# Nobody else writes meanwhile


def test_beginning_a_strand_and_checking_a_note_hold_the_concept(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    of = draft()
    given = [amendment(of, adding(of, "kurse", key, f"{key}.")) for key in ("eins", "zwei")]
    merge(of, *given)
    begun, note = of.begun_at.version_texts.get().version, notes_to_check(of).get()
    held: list[Concept] = []
    monkeypatch.setattr(repository, "hold", held.append)

    strand(begun, name="Weiterer")
    assert held == [of.concept]
    actions.check_merge_note(note, actor=operator(), now=NOW)

    assert held == [of.concept, of.concept]
