"""No text too long to be read gets in, by whatever door; what is measured is what is left."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from django.core.exceptions import ValidationError

from fortschrift.accounts.field_checks import LONGEST_ARGUMENT
from fortschrift.concepts import actions
from fortschrift.concepts.amending import Part
from fortschrift.concepts.limits import LONGEST_TEXT, MOST_AT_ONCE
from fortschrift.concepts.models import Amendment, Change, NodeState, Strand
from fortschrift.core import text as core
from fortschrift.core.text import (
    ChangeOutline,
    Insert,
    Join,
    Level,
    NodeId,
    Operation,
    Place,
    SetAttribute,
    SetPrintedNumber,
    Splice,
    Substitute,
    inline,
)
from tests.accounts.factories import NOW, operator
from tests.concepts.amendments import adopt, amendment, draft, inserting, pointer, replacing
from tests.concepts.factories import OUTLINE, change, node_id, strand, text

pytestmark = pytest.mark.django_db

HUGE = "ä" * 10_000_000
BIG = "ä" * 190_000


def goal_and_measure(of: Strand, **fields: object) -> Insert:
    measure = core.NodeState(
        node_id(of.concept, "m"), "measure", heading=inline("Kurse"), **fields,  # type: ignore[arg-type]
    )  # fmt: skip
    goal = core.NodeState(
        node_id(of.concept, "z"), "goal", heading=inline("Ziel"), children=(measure.id,)
    )
    return Insert(Place(node_id(of.concept, "wohnen")), (goal, measure))


Door = Callable[[Strand, NodeId], list[Operation]]
DOORS: dict[str, tuple[Door, str]] = {
    "many small ones": (
        lambda of, node: [Substitute(node, (Splice(0, (), inline(BIG)),)) for _ in range(20)],
        "„äää.*: Text hätte 3800078 Zeichen; erlaubt sind 200000",
    ),
    "many that take each other's place": (
        lambda of, node: [
            Substitute(node, (Splice(0, inline(BIG) if number else (), inline(BIG)),))
            for number in range(30)
        ],
        f"5700000 Zeichen auf einmal; höchstens {MOST_AT_ONCE}",
    ),
    "what joins two paragraphs": (
        lambda of, node: [Join(node, node_id(of.concept, "raeume"), inline(HUGE))],
        "1. Änderung: „Die Stadt.*10000000 Zeichen auf einmal",
    ),
    "an attribute of a new element": (
        lambda of, node: [goal_and_measure(of, attributes=(("responsible", HUGE),))],
        "1. Änderung: Ein Element.* höchstens 200000",
    ),
    "a list of many": (
        lambda of, node: [
            goal_and_measure(of),
            SetAttribute(node_id(of.concept, "m"), "partners", None, (BIG, BIG)),
        ],
        "2. Änderung: Ein Element.* 380000 Zeichen",
    ),
    "a printed number": (
        lambda of, node: [SetPrintedNumber(node, None, "9" * 10_000_000)],
        "1. Änderung: „Die Stadt.*10000000 Zeichen auf einmal",
    ),
    "an outline": (
        lambda of, node: [
            ChangeOutline(
                OUTLINE,
                replace(OUTLINE, levels=(*OUTLINE.levels, Level("tier", HUGE, "Stufen", ()))),
            )
        ],
        "1. Änderung: Der Text würde",
    ),
}


@pytest.mark.parametrize("door", DOORS)
def test_no_change_brings_more_than_can_be_read_and_the_element_is_named(door: str) -> None:
    of = draft()
    make, sentence = DOORS[door]
    counted = (Change, NodeState)
    before = [model.objects.count() for model in counted]

    with pytest.raises(ValidationError, match=sentence):
        change(of, *make(of, node_id(of.concept, "kurse")))

    assert [model.objects.count() for model in counted] == before


@pytest.mark.parametrize("door", DOORS)
def test_no_amendment_brings_more_either(door: str) -> None:
    of = draft()
    make, sentence = DOORS[door]

    with pytest.raises(ValidationError, match=sentence):
        amendment(of, *make(of, node_id(of.concept, "kurse")))

    assert not Amendment.objects.exists()


def test_parts_that_are_short_enough_alone_may_be_too_long_together() -> None:
    of = draft()
    parts = [
        Part("a)", (inserting(of, "kurse", "Die ", BIG),)),
        Part("b)", (inserting(of, "kurse", "Kurse", BIG),)),
    ]

    with pytest.raises(ValidationError, match="Text hätte 380078 Zeichen"):
        amendment(of, parts=parts)


def test_amendments_that_are_short_enough_alone_are_not_adopted_into_a_heap() -> None:
    of = draft()
    one = amendment(of, inserting(of, "kurse", "Die ", BIG))
    other = amendment(of, inserting(of, "kurse", "Kurse", BIG))
    adopt(one, of)

    with pytest.raises(ValidationError, match=r"Text hätte 380078 Zeichen"):
        adopt(other, of)

    assert pointer(other, of).state == "open"


def test_a_text_brought_in_is_measured_with_its_attributes_and_numbers() -> None:
    with pytest.raises(ValidationError, match=r"Überschrift hätte 200001"):
        text(None, ("p", "field", "ä" * (LONGEST_TEXT + 1)))


@pytest.mark.parametrize("field", ["original", "reason"])
def test_what_is_handed_in_and_why_has_a_limit_too(field: str) -> None:
    of = draft()

    with pytest.raises(ValidationError) as refused:
        amendment(of, replacing(of, "kurse", "Kurse", "Angebote"), **{field: HUGE})

    assert str(LONGEST_ARGUMENT) in refused.value.message_dict[field][0]


def test_so_has_a_note() -> None:
    frozen = text()
    of = strand(frozen.version)

    with pytest.raises(ValidationError) as refused:
        actions.freeze_version(of, version=frozen.version, note=HUGE, actor=operator(), now=NOW)

    assert list(refused.value.message_dict) == ["note"]
