"""Reads on amendments: what lies where, what overlaps, one amendment's page; few queries always."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from fortschrift.concepts import actions, selectors
from fortschrift.concepts.models import Amendment, CurrentWording, Manifest, Strand
from fortschrift.core.text import plain
from tests.accounts.factories import NOW, operator
from tests.concepts.amendments import (
    adding,
    adopt,
    amending,
    amendment,
    draft,
    frozen,
    in_parts,
    inserting,
    merge,
    replacing,
    striking,
)
from tests.concepts.factories import change, node, node_id, strand, undo, version
from tests.concepts.test_replay import replay

pytestmark = pytest.mark.django_db

State = CurrentWording.State


def queries(read: Callable[[], object]) -> int:
    with CaptureQueriesContext(connection) as captured:
        read()
    return len(captured)


def many(of: Strand, number: int) -> list[Amendment]:
    """Record amendments, every third of which clashes with another one."""
    made = []
    for each in range(number):
        if each % 3:
            made.append(amendment(of, adding(of, "kurse", f"neu-{each}", f"Neu {each}.")))
        else:
            made.append(amendment(of, replacing(of, "raeume", "12", f"{each + 20}")))
    return made


# Lists


def test_amendments_of_a_strand_are_listed_by_number_with_what_became_of_them() -> None:
    of = draft()
    second = amendment(of, replacing(of, "raeume", "12", "14"), number=2)
    first = amendment(of, replacing(of, "raeume", "12", "20"), number=1)
    adopt(first, of)

    found = list(selectors.amendments_on(of))

    assert [(each.amendment, each.state) for each in found] == [
        (first, State.ADOPTED), (second, State.UNFIT),
    ]  # fmt: skip
    assert [each.amendment for each in selectors.amendments_on(of, State.UNFIT)] == [second]


def test_amendments_to_a_version_are_listed_with_what_was_submitted() -> None:
    text = frozen()
    one = amendment(text, replacing(text, "kurse", "Kurse", "Sprachkurse"))
    of = strand(text.version)
    actions.lay_amendments(of, amendments=[one], actor=operator(), now=NOW)
    other = amending(one, of, "kurse", "Sprachkurse", "viele Sprachkurse")
    change(of, replacing(of, "raeume", "12", "14"))
    later = amendment(of, striking(of, "raeume"))

    found = [wording.amendment for wording in selectors.amendments_to(text.version)]

    assert found == [one, other] and later not in found


def test_amendments_at_a_passage_are_those_that_have_to_do_with_it() -> None:
    of = draft()
    here = amendment(of, replacing(of, "kurse", "Kurse", "Sprachkurse"))
    gone = amendment(of, striking(of, "bildung"))
    amendment(of, replacing(of, "raeume", "12", "14"))

    found = {each.amendment for each in selectors.amendments_at(of, node(of.concept, "kurse"))}

    assert found == {here, gone}


def test_lists_cost_the_same_queries_however_long_they_are() -> None:
    short, long = draft(), draft()
    for of, number in ((short, 6), (long, 24)):
        made = many(of, number)
        in_parts(of, ("a)", replacing(of, "kurse", "Kurse", "X")), ("b)", striking(of, "punkt-1")))
        merge(of, *made)
    reads: list[Callable[[Strand], object]] = [
        lambda of: list(selectors.amendments_on(of)),
        lambda of: [
            (member.wording.amendment, member.part)
            for conflict in selectors.open_conflicts(of)
            for clash in conflict.clashes.all()
            for member in clash.members.all()
        ],
        lambda of: [list(note.members.all()) for note in selectors.notes_to_check(of)],
        selectors.agenda,
    ]

    for read in reads:
        assert queries(lambda read=read: read(short)) == queries(lambda read=read: read(long)) <= 9


# Overlaps for building an agenda


def test_overlaps_are_grouped_by_passage_in_document_order() -> None:
    of = draft()
    rooms = amendment(of, replacing(of, "raeume", "12", "14"))
    one = amendment(of, replacing(of, "kurse", "Kurse", "Sprachkurse"))
    other = amendment(of, replacing(of, "kurse", "Kurse", "Angebote"))
    free = amendment(of, replacing(of, "kurse", "berät", "informiert"), alternatives=[rooms])
    wish = amendment(of, original="Mehr davon!")

    found = selectors.agenda(of)

    passages = [(each.node, list(each.amendments)) for each in found.passages]
    kurse, raeume = node_id(of.concept, "kurse"), node_id(of.concept, "raeume")
    assert passages == [(kurse, [one, other, free]), (raeume, [rooms])]
    (overlap,) = found.passages[0].overlaps
    assert (overlap.clash.kind, list(overlap.amendments)) == ("words", [one, other])
    assert not found.passages[1].overlaps
    assert [list(each.amendments) for each in found.elsewhere] == [[rooms, free]]
    assert found.wishes == [wish]


# One amendment


def test_the_page_of_an_amendment_shows_the_text_without_and_with_it() -> None:
    of = draft()
    one = amendment(of, replacing(of, "kurse", "Kurse", "Sprachkurse"))
    other = amending(one, of, "kurse", "Sprachkurse", "viele Sprachkurse")
    change(of, replacing(of, "kurse", "Die", "Unsere"))
    kurse = node_id(of.concept, "kurse")

    page, inner = selectors.amendment_page(one, of), selectors.amendment_page(other, of)

    assert page.after is not None and inner.after is not None
    assert plain(page.before[kurse].text).startswith("Unsere Stadt fördert Kurse")
    assert plain(page.after[kurse].text).startswith("Unsere Stadt fördert Sprachkurse")
    assert inner.before == page.after
    assert plain(inner.after[kurse].text).startswith("Unsere Stadt fördert viele Sprachkurse")
    assert [each.kind for each in page.wordings] == ["submitted", "carried"]


def test_the_page_of_an_amendment_without_a_strand_shows_it_on_the_text_it_was_written_on() -> None:
    text = frozen()
    one = amendment(text, replacing(text, "kurse", "Kurse", "Sprachkurse"))
    wish = amendment(text, original="Mehr davon!")
    kurse = node_id(text.version.concept, "kurse")

    page = selectors.amendment_page(one)

    assert page.current is None and page.after is not None
    assert plain(page.after[kurse].text).startswith("Die Stadt fördert Sprachkurse")
    assert selectors.amendment_page(wish).after is None


def test_the_page_of_an_amendment_costs_the_same_queries_however_many_there_are() -> None:
    of = draft()
    one = amendment(of, replacing(of, "kurse", "Kurse", "Sprachkurse"))
    alone = queries(lambda: selectors.amendment_page(one, of))
    for each in many(of, 12):
        actions.declare_alternatives(one, others=[each], actor=operator(), now=NOW)
    for new in ("Unsere", "Eine"):
        change(of, replacing(of, "kurse", "Die" if new == "Unsere" else "Unsere", new))

    assert queries(lambda: selectors.amendment_page(one, of)) == alone <= 12


def shown(one: Amendment, on: Strand, key: str = "kurse") -> str:
    page = selectors.amendment_page(one, on)
    assert page.after is not None
    return plain(page.after[node_id(on.concept, key)].text)


def test_what_is_decided_is_shown_on_the_text_its_words_were_written_on() -> None:
    of = draft()
    adopted = amendment(of, inserting(of, "kurse", "Kinder", " und Eltern"))
    aside = amendment(of, inserting(of, "kurse", "berät", " gern"))
    unfit = amendment(of, replacing(of, "kurse", "Kurse", "Sprachkurse"))
    lapsed = amendment(of, replacing(of, "raeume", "12", "14"), alternatives=[adopted])
    adopt(adopted, of)
    actions.set_aside_amendment(aside, strand=of, reason="abgelehnt", actor=operator(), now=NOW)
    change(of, replacing(of, "kurse", "Die Stadt fördert Kurse", "Wir alle machen Angebote"))
    change(of, replacing(of, "raeume", "Räume stehen", "Viele schöne Räume stehen"))

    assert "Kurse für neu zugewanderte Kinder und Eltern. Das" in shown(adopted, of)
    assert "Das Jobcenter berät gern dazu." in shown(aside, of)
    assert shown(unfit, of).startswith("Die Stadt fördert Sprachkurse für")
    assert shown(lapsed, of, "raeume").startswith("Räume stehen in 14 Stadtteilen")


def test_what_went_into_another_amendment_is_shown_on_the_words_it_amended() -> None:
    of = draft()
    one = amendment(of, replacing(of, "kurse", "Kurse", "Sprachkurse"))
    other = amending(one, of, "kurse", "Sprachkurse", "gute Sprachkurse")
    adopt(other, of)
    adopt(one, of)
    change(of, replacing(of, "kurse", "Die Stadt", "Unsere schöne Stadt"))

    page = selectors.amendment_page(other, of)

    kurse = node_id(of.concept, "kurse")
    assert plain(page.before[kurse].text).startswith("Die Stadt fördert Sprachkurse")
    assert shown(other, of).startswith("Die Stadt fördert gute Sprachkurse")


# What is left of one


def left(one: Amendment, of: Strand | Manifest) -> list[str]:
    return [passage.words for each in selectors.left_of(one, of) for passage in each.passages]


def test_what_is_left_of_an_amendment_is_what_later_changes_have_not_struck() -> None:
    of = draft()
    one = amendment(of, replacing(of, "kurse", "Kurse", "Sprachkurse und Treffen"))
    other = amendment(of, replacing(of, "raeume", "12", "14"))
    assert left(one, of) == []
    adopt(one, of)
    adopt(other, of)

    change(of, replacing(of, "kurse", "Sprachkurse und", "Feste,"))

    assert left(one, of) == [" Treffen"] and left(other, of) == ["14"]
    (where,) = selectors.left_of(one, of)
    assert (where.node, where.characters) == (node_id(of.concept, "kurse"), 8)


def test_what_is_left_is_told_apart_by_amendment_after_a_merge() -> None:
    of = draft()
    one = amendment(of, replacing(of, "kurse", "Kurse", "Sprachkurse"))
    other = amendment(of, adding(of, "kurse", "neu", "Patenschaften."))
    same = amendment(of, replacing(of, "kurse", "Kurse", "Sprachkurse"))

    merge(of, one, other, same)

    assert left(one, of) == left(same, of) == ["Sprachkurse"]
    assert left(other, of) == ["Patenschaften."]


def test_what_is_left_is_the_same_on_a_strand_that_was_built_anew_and_in_a_frozen_text() -> None:
    of = draft()
    wrong = amendment(of, replacing(of, "raeume", "12", "14"))
    one = amendment(of, replacing(of, "kurse", "Kurse", "Sprachkurse"))
    other = amendment(of, adding(of, "kurse", "neu", "Patenschaften."))
    made = adopt(wrong, of)
    merge(of, one, other)

    fresh = replay(of, made)
    text = actions.freeze_version(
        fresh, version=version(of.concept, label="2020"), actor=operator(), now=NOW
    )

    for there in (fresh, text.manifest):
        assert left(one, there) == ["Sprachkurse"] and left(other, there) == ["Patenschaften."]
        assert left(wrong, there) == []


def test_what_is_left_counts_parts_words_within_another_amendment_and_a_joint_text() -> None:
    of = draft()
    parted = in_parts(
        of, ("a)", replacing(of, "raeume", "12", "14")),
        ("b)", replacing(of, "raeume", "barrierefrei", "offen")),
    )  # fmt: skip
    one = amendment(of, adding(of, "kurse", "neu", "Patenschaften."))
    inner = amending(one, of, "neu", "Patenschaften", "Viele Patenschaften")
    adopt(parted, of, part="a)")
    assert left(parted, of) == ["14"]
    adopt(parted, of, part="b)")
    adopt(inner, of)
    adopt(one, of)
    replaced = amendment(of, replacing(of, "kurse", "berät", "informiert"))
    joint = amendment(
        of, replacing(of, "kurse", "berät", "hilft"), replaces=[replaced], consent="given"
    )
    adopt(joint, of)

    assert left(parted, of) == ["14", "offen"]
    assert "".join(left(one, of)) == "".join(left(inner, of)) == "Viele Patenschaften."
    assert left(replaced, of) == left(joint, of) == ["hilft"]


def test_nothing_is_left_of_what_was_taken_back() -> None:
    of = draft()
    one = amendment(of, replacing(of, "kurse", "Kurse", "Sprachkurse"))
    made = adopt(one, of)

    undo(of, undo(of, made))
    assert left(one, of) == ["Sprachkurse"]
    undo(of, of.head)

    assert left(one, of) == []


def test_what_is_left_costs_the_same_queries_however_many_were_adopted() -> None:
    of = draft()
    one = amendment(of, replacing(of, "kurse", "Kurse", "Sprachkurse"))
    adopt(one, of)
    alone = queries(lambda: selectors.left_of(one, of))
    for each in range(8):
        adopt(amendment(of, adding(of, "kurse", f"neu-{each}", f"Neu {each}.")), of)

    assert queries(lambda: selectors.left_of(one, of)) == alone <= 4
