"""Bodies decide by the law and by rules of their own; a result that differs is a quiet hint."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from fortschrift.accounts.models import Municipality, RoleAssignment
from fortschrift.core.rules.outcome import Verdict
from fortschrift.council import actions, selectors
from fortschrift.council.actions import Cast, Counted
from fortschrift.council.findings import Finding, of_vote
from fortschrift.council.models import CheckedFinding, Organization, RuleSet, VoteEvent
from fortschrift.council.rules import computed, rule_of
from fortschrift.sources.models import Visibility
from tests.accounts.factories import NOW, municipality, operator, user_with_role
from tests.council.factories import (
    body,
    closed_body,
    council,
    item,
    meeting,
    odd_vote,
    person,
    round_table,
    rules,
    vote,
)
from tests.council.journal import finding_codes, sentence, subjects

pytestmark = pytest.mark.django_db
Role = RoleAssignment.Role


def counts(yes: int, no: int, abstain: int = 0) -> list[Counted]:
    return [Counted("yes", yes), Counted("no", no), Counted("abstain", abstain)]


def verdict(event: VoteEvent) -> Verdict | None:
    found = computed(event)
    return found.verdict if found else None


def differing(event: VoteEvent) -> list[Finding]:
    return [finding for finding in of_vote(event) if finding.code == "outcome_differs"]


def check(event: VoteEvent, **fields: Any) -> CheckedFinding:
    given = {"code": "outcome_differs", "remark": "So steht es in der Niederschrift."}
    return actions.mark_finding_checked(event, actor=operator(), now=NOW, **{**given, **fields})


# What holds for a body


def test_a_body_by_law_decides_by_the_law_of_its_land() -> None:
    rat = council(municipality(), voting_member_count=34)

    change = vote(rat, counts=counts(28, 5))
    whole = vote(rat, counts=counts(22, 0, 11))

    assert verdict(change) is verdict(whole) is Verdict.ADOPTED
    assert of_vote(change) == of_vote(whole) == []


def test_a_body_of_a_land_we_know_nothing_of_is_judged_by_nobody() -> None:
    town = municipality()
    town.state = "Atlantis"
    event = odd_vote(council(town))

    assert computed(event) is None
    assert [finding.code for finding in of_vote(event)] == ["carried_without_majority"]


def test_an_informal_body_is_judged_by_its_own_rules_or_not_at_all() -> None:
    desk = round_table(municipality(), voting_member_count=14)

    assert computed(vote(desk, counts=counts(6, 1, 5), present=12)) is None

    rules(desk, values={"majority.basis": "present", "abstention": "counted"})
    event = vote(Organization.objects.get(pk=desk.pk), counts=counts(6, 1, 5), present=12)

    assert verdict(event) is Verdict.NOT_ADOPTED
    (finding,) = differing(event)
    assert "mehr als die Hälfte der Anwesenden" in finding.sentence
    assert "(Eigene Regeln, nicht geprüft)" in finding.sentence


def test_rules_hold_from_their_first_day_to_their_last() -> None:
    desk = round_table(municipality())
    rules(desk, valid_from="2017-01-01", valid_to="2018-12-31")

    during = vote(desk, meeting=meeting(desk, date="2018-12-31"), counts=counts(6, 1))
    after = vote(desk, meeting=meeting(desk, date="2019-01-01"), counts=counts(6, 1))

    assert verdict(during) is Verdict.ADOPTED
    assert computed(after) is None


def test_standing_orders_say_what_the_law_leaves_to_them_and_no_more() -> None:
    rat = council(municipality())
    rules(rat, ready="", title="Geschäftsordnung", mark="verified", values={
        "notice.days": {"value": 7, "place": "§ 1"}, "tie.motion": "chair",
    })  # fmt: skip

    rule = rule_of(vote(rat))

    notice = rule.setting("notice.days")
    assert notice is not None
    assert (notice.value, notice.source) == (7, "Geschäftsordnung, § 1")
    assert rule.value("tie.motion") == "rejected"
    assert [setting.parameter for setting in rule.refused] == ["tie.motion"]


def test_a_ruling_holds_in_its_meeting_alone() -> None:
    desk = round_table(municipality(), voting_member_count=14)
    rules(desk, ready="runder-tisch", values={
        "majority.threshold": {"value": "gt_1_2", "leaves_to": ["ruling"]},
    })  # fmt: skip
    evening = meeting(desk)
    rules(desk, title="Festlegung", layer="ruling", meeting=evening, ready="",
          values={"majority.threshold": "ge_2_3"})  # fmt: skip

    there = vote(desk, meeting=evening, counts=counts(6, 4))
    elsewhere = vote(desk, meeting=meeting(desk), counts=counts(6, 4))

    assert verdict(there) is Verdict.NOT_ADOPTED
    assert verdict(elsewhere) is Verdict.ADOPTED


def test_circulation_is_for_the_main_committee() -> None:
    town = municipality()

    in_committee = computed(vote(closed_body(town), form="circulation", counts=counts(7, 0)))
    in_council = computed(vote(council(town), form="circulation", counts=counts(7, 0)))

    assert in_committee is not None and in_committee.missing == ("objected",)
    assert in_council is not None
    assert in_council.missing == ("circular_resolution.allowed",)


@pytest.mark.parametrize(("requirement", "yes", "wanted"), [
    ("ordinary", 20, Verdict.ADOPTED),
    ("members", 20, Verdict.NOT_ADOPTED),
    ("members", 21, Verdict.ADOPTED),
    ("two_thirds_of_members", 27, Verdict.NOT_ADOPTED),
    ("unanimity", 30, Verdict.NOT_ADOPTED),
])  # fmt: skip
def test_a_matter_may_need_more_than_the_ordinary_majority(
    requirement: str, yes: int, wanted: Verdict
) -> None:
    rat = council(municipality(), voting_member_count=41)

    assert verdict(vote(rat, requirement=requirement, counts=counts(yes, 5))) is wanted


def test_a_roll_call_without_totals_is_counted_by_the_unit_that_has_a_vote() -> None:
    town = municipality()
    desk = round_table(town)
    awo, caritas = body(town, name="AWO"), body(town, name="Caritas")
    rules(desk)
    called = [(awo, "yes"), (awo, "yes"), (awo, "yes"), (caritas, "no"), (None, "no")]
    votes = [Cast(person(town), option, group) for group, option in called]

    by_organization = vote(desk, form="by_name", votes=votes)
    rules(round_table(town, slug="zweiter"), values={"voting.unit": "person"})
    by_person = vote(Organization.objects.get(slug="zweiter"), form="by_name", votes=votes)
    not_all = vote(desk, form="open", votes=votes)

    assert verdict(by_organization) is Verdict.NOT_ADOPTED  # 1 : 2
    assert verdict(by_person) is Verdict.ADOPTED  # 3 : 2
    assert verdict(not_all) is Verdict.OPEN


# The acts


def test_rules_are_recorded_with_what_they_are_about() -> None:
    desk = round_table(municipality())

    made = rules(desk, values={"majority.basis": "present"}, valid_from="2016-02")

    assert made.values["majority.basis"] == "present"
    assert made.values["voting.unit"] == "organization"  # copied from the ready ones
    assert "hat für „Runder Tisch“ Regeln festgehalten: Eigene Regeln (" in sentence(
        desk.municipality
    )
    assert "Mehrheit, Stimmengleichheit" in sentence(desk.municipality)


def test_rules_that_ended_make_room_for_the_next() -> None:
    desk = round_table(municipality())
    first = rules(desk, valid_from="2016-01-01")

    with pytest.raises(ValidationError, match="steht hier schon etwas"):
        rules(desk, title="Neue Regeln", valid_from="2020-01-01")
    actions.end_rules(first, valid_to="2019-12-31", actor=operator(), now=NOW)
    rules(desk, title="Neue Regeln", valid_from="2020-01-01")

    assert RuleSet.objects.filter(organization=desk).count() == 2


@pytest.mark.parametrize(("fields", "message"), [
    ({"ready": "stammtisch"}, "gibt es nicht"),
    ({"ready": ""}, "nicht leer"),
    ({"values": {"majority.farbe": "rot"}}, "majority.farbe: Diese Regel gibt es nicht"),
    ({"values": {"majority.basis": "rot"}}, "majority.basis: „rot“ ist hier kein möglicher"),
    ({"values": {"majority.basis": {"value": "present", "farbe": "rot"}}}, "Fundstelle"),
    ({"values": {"majority.basis": {"place": "§ 1"}}}, "Fundstelle"),
    ({"layer": "ruling"}, "Festlegung in der Sitzung"),
    ({"layer": "land"}, "keine gültige"),
    ({"valid_from": "2020-02-30"}, "2020-02-30"),
    ({"valid_from": "2020-02-02", "valid_to": "2020-02-01"}, "Das Ende liegt vor dem Beginn"),
])  # fmt: skip
def test_rules_that_cannot_be_meant_are_refused(fields: dict[str, Any], message: str) -> None:
    with pytest.raises(ValidationError, match=message):
        rules(**fields)

    assert not RuleSet.objects.exists()


def test_a_ruling_needs_a_meeting_of_its_own_body() -> None:
    town = municipality()
    elsewhere = meeting(council(town))

    with pytest.raises(ValidationError, match="keine Sitzung dieses Gremiums"):
        rules(round_table(town), layer="ruling", meeting=elsewhere)
    with pytest.raises(ValidationError, match="Nur eine Festlegung"):
        rules(elsewhere.organization, meeting=elsewhere)


def test_rules_cannot_end_before_they_began() -> None:
    made = rules(valid_from="2020-01-01")

    with pytest.raises(ValidationError, match="Das Ende liegt vor dem Beginn"):
        actions.end_rules(made, valid_to="2019", actor=operator(), now=NOW)


# The hint


def test_a_result_that_differs_is_stored_and_is_a_quiet_hint_for_the_staff() -> None:
    rat = council(municipality())

    event = odd_vote(rat)

    assert VoteEvent.objects.filter(pk=event.pk).exists()
    assert finding_codes(rat.municipality) == ["outcome_differs"]
    (finding,) = of_vote(event)
    assert (finding.severity, finding.audience) == ("info", Visibility.INTERNAL)
    assert finding.sentence == (
        "Festgehalten ist „angenommen“; nach den hinterlegten Regeln wäre es nicht angenommen. "
        "Die Beschlussfähigkeit gilt, bis jemand sie anzweifelt. (§ 65 Abs. 1 NKomVG) "
        "Ja- und Nein-Stimmen sind gleich viele: 11. (§ 66 Abs. 1 NKomVG)"
    )


@pytest.mark.parametrize(("outcome", "numbers", "differs"), [
    ("carried", counts(11, 10), False),
    ("carried", counts(10, 11), True),
    ("rejected", counts(11, 10), True),
    ("rejected", counts(10, 11), False),
    ("rejected_tie", counts(11, 10), True),
    ("rejected_tie", counts(11, 11), False),
    ("unknown", counts(10, 11), False),
    ("carried", [Counted("no", 4)], False),
    ("rejected", [], False),
])  # fmt: skip
def test_only_what_the_rules_surely_contradict_is_a_hint(
    outcome: str, numbers: list[Counted], differs: bool
) -> None:
    event = vote(council(municipality()), outcome=outcome, manner="unknown", counts=numbers)

    assert bool(differing(event)) is differs


def test_a_hint_is_checked_with_a_remark_and_silent_from_then_on() -> None:
    rat = council(municipality())
    event = odd_vote(rat, agenda_item=item(meeting(rat, slug="abend")))
    address = f"/{rat.municipality.slug}/gremien/rat/sitzungen/abend/"
    clerk, reader = Client(), Client()
    clerk.force_login(user_with_role(rat.municipality, Role.CLERK))
    reader.force_login(user_with_role(rat.municipality, Role.READER))
    hint = "nach den hinterlegten Regeln"

    before = [hint in who.get(address).content.decode() for who in (clerk, reader, Client())]
    check(event)
    after = [who.get(address).content.decode() for who in (clerk, reader, Client())]

    assert before == [True, True, False]
    assert [hint in page for page in after] == [False, False, False]
    told = "Hinweis geprüft am 22. November 2026 von Betrieb: So steht es in der Niederschrift."
    assert [told in page for page in after] == [True, True, False]
    assert VoteEvent.objects.get().outcome == "carried"
    assert sentence(rat.municipality) == (
        "Betrieb hat einen Hinweis zur Abstimmung „Integrationskonzept“ als geprüft vermerkt: "
        "So steht es in der Niederschrift."
    )
    assert subjects(rat.municipality) == {"council.checkedfinding"}


def test_checking_one_hint_silences_no_other() -> None:
    rat = council(municipality())
    event = odd_vote(rat, manner="unanimous", agenda_item=item(meeting(rat, slug="abend")))
    client = Client()
    client.force_login(user_with_role(rat.municipality, Role.CLERK))

    check(event)
    page = client.get(f"/{rat.municipality.slug}/gremien/rat/sitzungen/abend/").content.decode()

    assert "Als einstimmig oder ohne Gegenstimme vermerkt" in page
    assert "nach den hinterlegten Regeln" not in page


@pytest.mark.parametrize(("fields", "message"), [
    ({"remark": " "}, "was Sie geprüft haben"),
    ({"code": "groups_differ"}, "gibt es zu der Abstimmung nicht"),
])  # fmt: skip
def test_nothing_is_checked_without_a_remark_or_without_a_hint(
    fields: dict[str, str], message: str
) -> None:
    with pytest.raises(ValidationError, match=message):
        check(odd_vote(council(municipality())), **fields)

    assert not CheckedFinding.objects.exists()


def test_a_hint_is_checked_once() -> None:
    event = odd_vote(council(municipality()))
    check(event)

    with pytest.raises(ValidationError, match="schon geprüft"):
        check(event)


def test_rules_of_many_votes_cost_no_query_each(
    django_assert_num_queries: Any,
) -> None:
    town: Municipality = municipality()
    desk = round_table(town)
    rules(desk)
    for _ in range(3):
        vote(desk, counts=counts(3, 2))

    with django_assert_num_queries(7):
        assert [verdict(event) for event in selectors.votes(town)] == [Verdict.ADOPTED] * 3
