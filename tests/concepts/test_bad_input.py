"""Bad input to the acts on texts: one sentence with place and reason, and nothing is stored."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError

from fortschrift.accounts.models import JournalEntry
from fortschrift.concepts import repository
from fortschrift.concepts.errors import StaleHead, text_fault
from fortschrift.concepts.models import Change, NodeState, Strand
from fortschrift.core.text import (
    IntakeError,
    Join,
    Move,
    NodeId,
    Operation,
    Place,
    Splice,
    Split,
    Substitute,
    WrongRange,
    WrongSplices,
    inline,
    intake,
)
from tests.concepts.factories import FIELD, change, node_id, strand, text

pytestmark = pytest.mark.django_db

WORDS = "Die Stadt fördert Kurse."
MISSING = NodeId(uuid4())


def draft() -> Strand:
    parts = (*FIELD, ("p", "paragraph", WORDS), ("z", "goal", "Ziel", ("m", "measure", "Kurse")))
    return strand(text(None, parts).version)


Given = Callable[[dict[str, NodeId]], Operation]
BAD: dict[str, tuple[Given, str]] = {
    "other words": (
        lambda node: Substitute(node["p"], (Splice(4, inline("Gemeinde")),)),
        "„Die Stadt fördert Kurse.“: Ab Zeichen 5 steht „Stadt fö“ und nicht „Gemeinde“ \\(Text\\)",
    ),
    "range outside the text": (
        lambda node: Substitute(node["p"], (Splice(500, inline("Kurse")),)),
        "Ab Zeichen 501 steht „“ und nicht „Kurse“",
    ),
    "split behind the end": (
        lambda node: Split(node["p"], 99, (), MISSING), "Die Stadt fördert Kurse."
    ),
    "unknown node": (lambda node: Substitute(MISSING, ()), f"Das Element {MISSING} gibt es"),
    "cycle by a move": (
        lambda node: Move(node["z"], Place(node["m"])), "„Ziel“ würde unter sich selbst stehen"
    ),
    "join with what does not follow": (
        lambda node: Join(node["p"], node["m"], ()), "kann an dieser Stelle nicht stehen"
    ),
    "ten megabytes": (
        lambda node: Substitute(node["p"], (Splice(0, (), inline("ä" * 10_000_000)),)),
        "10000000 Zeichen auf einmal",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", BAD)
def test_an_operation_that_cannot_be_done_is_named_with_place_and_reason(case: str) -> None:
    of = draft()
    make, sentence = BAD[case]
    nodes = {key: node_id(of.concept, key) for key in ("p", "z", "m")}
    counted = (Change, NodeState, JournalEntry)
    before = [model.objects.count() for model in counted], repository.state_keys(of)

    with pytest.raises(ValidationError, match=f"1. Änderung: .*{sentence}"):
        change(of, make(nodes))

    of.refresh_from_db()
    assert ([model.objects.count() for model in counted], repository.state_keys(of)) == before


def test_a_base_that_never_was_is_told_like_one_that_is_past() -> None:
    of = draft()

    with pytest.raises(StaleHead) as refused:
        change(of, Substitute(node_id(of.concept, "p"), (Splice(0, inline("Die ")),)), base=uuid4())

    assert refused.value.base is None


def test_a_text_with_a_paragraph_that_nobody_can_read_is_not_brought_in() -> None:
    with pytest.raises(
        ValidationError, match=r"„äää.*Text hätte 10000000 Zeichen; erlaubt sind 200000"
    ):
        text(None, ("p", "paragraph", "ä" * 10_000_000))


@pytest.mark.parametrize("words", ["a\x00b", "a\ud800b", "a\x0bb", "a\ufffeb"])
def test_hostile_characters_never_become_text_and_their_place_is_named(words: str) -> None:
    with pytest.raises(IntakeError) as refused:
        intake(words)

    assert text_fault(refused.value).messages == [
        "Der Text enthält an Stelle 2 ein Zeichen, das kein Text ist."
    ]


def test_ranges_that_make_no_sense_are_told_by_their_place() -> None:
    with pytest.raises(WrongSplices) as refused:
        Substitute(MISSING, (Splice(4, inline("Stadt")), Splice(6, inline("adt"))))

    assert "überschneiden sich bei Zeichen 7" in text_fault(refused.value).messages[0]
    assert "er hat 24 Zeichen" in text_fault(WrongRange(3, 99, 24)).messages[0]


def test_marks_of_writing_from_right_to_left_and_joined_signs_are_only_text() -> None:
    of = draft()
    p = node_id(of.concept, "p")
    hostile = "\u202e\u2066نص\u0301\u200d👩‍👩‍👧\ufeff<b>&amp;{{ }}"

    change(of, Substitute.whole(p, inline(WORDS), inline(intake(hostile))))

    stored = repository.load(of).tree[p]
    assert stored.text == inline(intake(hostile))
