"""Bodies keep every name they had, and are found under each of them."""

import pytest
from django.core.exceptions import ValidationError

from fortschrift.core.partial_date import PartialDate
from fortschrift.council import actions, selectors
from fortschrift.council.models import Membership, Organization, OrganizationName
from tests.accounts.factories import NOW, municipality, operator
from tests.council.factories import body, closed_body, council, person, round_table
from tests.council.journal import sentence, subjects
from tests.sources.factories import claim, source

pytestmark = pytest.mark.django_db
Kind = OrganizationName.Kind


def committee_with_history() -> Organization:
    """Found the Wolfsburg committee that had two other names (WAZ 14.12.2019, t-online 2019)."""
    committee = body(name="Deutsch-Italienischer Kontaktausschuss", founded="1969-12-09")
    for name, since in [
        ("Ausschuss für Ausländerangelegenheiten", "1974-03"),
        ("Ausschuss für Migration und Integration", "2010"),
    ]:
        actions.rename_organization(committee, name=name, since=since, actor=operator(), now=NOW)
    return committee


def test_a_body_is_founded_with_its_sources_and_an_entry_in_the_journal() -> None:
    one = claim()
    town = one.municipality

    desk = body(
        town, name="Stabsstelle Integration", classification="department", is_statutory=False,
        meets_in_public=None, founded="2015-10", claims=[one],
    )  # fmt: skip

    desk.refresh_from_db()
    assert str(desk.founded) == "2015-10" and desk.meets_in_public is None
    assert list(desk.claims.all()) == [one]
    assert sentence(town) == (
        "Betrieb hat „Stabsstelle Integration“ als Gremium oder Stelle aufgenommen."
    )
    assert subjects(town) == {"council.organization", "council.organization_claims"}


def test_the_name_as_printed_leads_to_the_body_that_is_meant() -> None:
    """C1: the news text says Verwaltungsrat, the rules of procedure say Verwaltungsausschuss."""
    of = source()
    meant = closed_body(of.municipality)

    actions.name_organization(
        meant, name="Verwaltungsrat", kind=Kind.AS_PRINTED,
        claims=[claim(of, as_printed="dem Verwaltungsrat")], actor=operator(), now=NOW,
    )  # fmt: skip

    assert list(selectors.find_organizations(of.municipality, "verwaltungsrat")) == [meant]
    assert meant.name == "Verwaltungsausschuss"
    assert sentence(of.municipality) == (
        "Betrieb hat zu „Verwaltungsausschuss“ den Namen „Verwaltungsrat“ festgehalten."
    )


@pytest.mark.parametrize(("day", "name"), [
    ("1970", "Deutsch-Italienischer Kontaktausschuss"),
    ("1974-03-15", "Ausschuss für Ausländerangelegenheiten"),
    ("2009-12-31", "Ausschuss für Ausländerangelegenheiten"),
    ("2010", "Ausschuss für Migration und Integration"),
    ("2021-03-10", "Ausschuss für Migration und Integration"),
    ("", "Ausschuss für Migration und Integration"),
])  # fmt: skip
def test_a_body_bears_the_name_of_its_time(day: str, name: str) -> None:
    committee = committee_with_history()

    assert committee.name_at(PartialDate.parse(day)) == name


def test_a_renaming_keeps_the_old_name_findable() -> None:
    committee = committee_with_history()
    town = committee.municipality

    found = selectors.find_organizations(town, "Kontaktausschuss")

    assert [str(row) for row in found] == ["Ausschuss für Migration und Integration"]
    assert [
        (n.name, n.kind, str(n.valid_from), str(n.valid_to)) for n in committee.names.all()
    ] == [
        ("Deutsch-Italienischer Kontaktausschuss", "former", "", "1974-03"),
        ("Ausschuss für Ausländerangelegenheiten", "former", "1974-03", "2010"),
        ("Ausschuss für Migration und Integration", "official", "2010", ""),
    ]
    assert sentence(town) == (
        "Betrieb hat „Ausschuss für Ausländerangelegenheiten“ in "
        "„Ausschuss für Migration und Integration“ umbenannt."
    )


@pytest.mark.parametrize("words", ["sozial", "SOZIAL", "Jugend", "Öffentlich", "öffentlich"])
def test_a_body_is_found_by_part_of_a_name_in_any_case(words: str) -> None:
    town = municipality()
    committee = body(town, name="Ausschuss für Jugend und Soziales")
    body(town, name="Bauausschuss")
    actions.name_organization(
        committee, name="Öffentlicher Sozialausschuss", kind=Kind.ALIAS, actor=operator(), now=NOW
    )

    assert list(selectors.find_organizations(town, words)) == [committee]


def test_the_list_puts_bodies_by_law_informal_ones_offices_and_partners_apart() -> None:
    town = municipality()
    body(town, name="Sozialausschuss")
    council(town)
    round_table(town)
    body(town, name="Rathaus", classification="administration", is_statutory=False)
    body(town, name="Fraktion A", classification="parliamentary_group", is_statutory=False)
    body(town, name="AWO", classification="partner", is_statutory=False)

    groups = selectors.grouped_organizations(selectors.organizations(town))

    assert [(group.key, [str(row) for row in group.organizations]) for group in groups] == [
        ("statutory", ["Rat", "Sozialausschuss"]),
        ("informal", ["Runder Tisch"]),
        ("groups", ["Fraktion A"]),
        ("administration", ["Rathaus"]),
        ("partners", ["AWO"]),
    ]


def test_a_seat_can_be_a_persons_an_organizations_or_somebodys_on_behalf() -> None:
    town = municipality()
    table, member = round_table(town), body(town, name="AWO", classification="partner")
    seats = [
        {"person": person(town, "Mitglied 7"), "on_behalf_of": member, "voting_right": True},
        {"member_organization": member},
        {"on_behalf_of": member, "role": Membership.Role.ADVISORY_MEMBER, "voting_right": False},
    ]

    for seat in seats:
        actions.seat_member(table, start="2016-02", actor=operator(), now=NOW, **seat)

    rows = list(table.memberships.order_by("pk"))
    assert [str(row) for row in rows] == ["Mitglied 7", "AWO", "AWO"]
    assert [row.voting_right for row in rows] == [True, None, False]
    assert sentence(town) == "Betrieb hat „AWO“ einen Sitz in „Runder Tisch“ gegeben."


def test_a_seat_belongs_to_somebody_and_to_one_only() -> None:
    town = municipality()
    table, member = round_table(town), body(town)

    with pytest.raises(ValidationError, match="wer den Sitz hat"):
        actions.seat_member(table, actor=operator(), now=NOW)
    with pytest.raises(ValidationError, match="nicht beiden"):
        actions.seat_member(
            table, person=person(town), member_organization=member, actor=operator(), now=NOW
        )


def test_a_name_is_kept_once() -> None:
    committee = body()
    actions.name_organization(
        committee, name="Sozialausschuss", kind=Kind.ALIAS, actor=operator(), now=NOW
    )

    with pytest.raises(ValidationError, match="schon festgehalten"):
        actions.name_organization(
            committee, name="Sozialausschuss", kind=Kind.ALIAS, actor=operator(), now=NOW
        )


def test_the_official_name_of_today_changes_by_renaming_only() -> None:
    committee = body(name="Sozialausschuss")

    with pytest.raises(ValidationError, match="Der amtliche Name ist „Sozialausschuss“"):
        actions.name_organization(
            committee, name="Bauausschuss", kind=Kind.OFFICIAL, actor=operator(), now=NOW
        )
    with pytest.raises(ValidationError, match="trägt diesen Namen schon"):
        actions.rename_organization(committee, name="Sozialausschuss", actor=operator(), now=NOW)
