"""Who told whom to make or review a concept is kept as it was, known or not, in any order."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from fortschrift.accounts.journal import sentence_of
from fortschrift.accounts.selectors import journal_of
from fortschrift.deliberation import actions
from fortschrift.deliberation.models import Mandate
from fortschrift.deliberation.selectors import mandates_of
from fortschrift.sources.models import Visibility
from tests.accounts.factories import NOW, operator
from tests.concepts.factories import concept
from tests.council.factories import body, closed_body, council, meeting
from tests.deliberation.factories import mandate
from tests.sources.factories import claim

pytestmark = pytest.mark.django_db


@pytest.mark.row("S2.10")
def test_a_committee_initiates_a_concept_in_its_own_printed_word() -> None:
    of = concept(name="Integrationskonzept der Stadt Wolfenbüttel")
    committee = body(of.municipality)
    sitting = meeting(committee, date="2017-06-08")

    made = actions.give_mandate(
        of, kind=Mandate.Kind.CREATE, organization=committee, meeting=sitting,
        as_printed="angestoßen", actor=operator(), now=NOW,
    )  # fmt: skip

    assert Mandate.objects.get() == made
    assert (str(made.date), made.as_printed) == ("2017-06-08", "angestoßen")
    entry = journal_of(of.municipality).first()
    assert entry is not None
    assert sentence_of(entry) == (
        "Betrieb hat zu „Integrationskonzept der Stadt Wolfenbüttel“ einen Auftrag festgehalten: "
        "Konzept erarbeiten."
    )


@pytest.mark.row("S1.14", "S1.15", "S1.16", "S1.17")
def test_the_addressee_of_a_review_need_not_be_a_body_that_votes() -> None:
    of = concept()
    town = body(of.municipality, classification="administration", is_statutory=False)

    made = mandate(
        of, kind=Mandate.Kind.REVIEW, organization=body(of.municipality), addressee=town,
        date="2019",
    )  # fmt: skip

    assert (made.addressee, made.kind, str(made.date)) == (town, "review", "2019")


def test_the_giver_may_be_unknown_with_a_reason_and_only_so() -> None:
    of = concept()

    made = mandate(of, organization_reason="Die Quelle nennt kein Gremium.", date="2010-03")
    with pytest.raises(ValidationError) as refused:
        mandate(of, organization_reason="")

    assert made.organization is None
    assert list(refused.value.message_dict) == ["organization_reason"]
    with pytest.raises(IntegrityError), transaction.atomic():
        Mandate.objects.create(concept=of, kind=Mandate.Kind.CREATE)


BAD_INPUT: dict[str, dict[str, Any]] = {
    "kind": {"kind": "wish"},
    "date": {"date": "8. Juni 2017"},
    "as_printed": {"as_printed": "x" * 201},
}


@pytest.mark.parametrize("field", BAD_INPUT)
def test_bad_input_names_the_field_and_leaves_nothing(field: str) -> None:
    of = concept()

    with pytest.raises(ValidationError) as refused:
        mandate(of, **BAD_INPUT[field])

    assert list(refused.value.message_dict) == [field]
    assert not Mandate.objects.exists()


@pytest.mark.parametrize("field", ["organization", "addressee", "meeting", "claims"])
def test_rows_of_another_town_are_refused(field: str) -> None:
    stranger = {
        "organization": body, "addressee": body, "meeting": meeting, "claims": lambda: [claim()],
    }[field]()  # fmt: skip

    with pytest.raises(ValidationError, match="anderen Kommune") as refused:
        mandate(concept(), **{field: stranger})

    assert list(refused.value.message_dict) == [field]


def test_what_a_closed_body_ordered_is_not_shown_whatever_the_row_says() -> None:
    of = concept()
    hidden = mandate(of, organization=closed_body(of.municipality))
    mandate(of, organization=hidden.organization, visibility=Visibility.PUBLIC)
    shown = mandate(of, organization=council(of.municipality))

    assert hidden.visibility == Visibility.BODY
    assert list(mandates_of(of)) == [shown]
