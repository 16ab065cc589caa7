"""The cases that council law knows, each from the acts to what the staff reads on the page.

Law: NKomVG sections 41, 65, 66, 78; a body by its own rules where no law holds.
"""

import html
import re
from typing import Any

import pytest
from django.test import Client

from fortschrift.accounts.models import RoleAssignment
from fortschrift.council import actions
from fortschrift.council.actions import Counted, Excluded
from fortschrift.council.models import Meeting, Organization
from tests.accounts.factories import NOW, municipality, operator, user_with_role
from tests.council.factories import closed_body, council, item, meeting, round_table, rules, vote

pytestmark = pytest.mark.django_db
NOT_ADOPTED = "nach den hinterlegten Regeln wäre es nicht angenommen"
ADOPTED = "nach den hinterlegten Regeln wäre es angenommen"


def counts(yes: int | None, no: int | None, abstain: int | None = 0) -> list[Counted]:
    given = {"yes": yes, "no": no, "abstain": abstain}
    return [Counted(option, value) for option, value in given.items() if value is not None]


def rat(members: int | None = 31) -> Organization:
    return council(municipality(), voting_member_count=members)


def evening(of: Organization, **details: Any) -> Meeting:
    """Hold a meeting of which somebody has noted how it was convened."""
    held = meeting(of, slug="abend")
    actions.change_meeting(held, details=details, actor=operator(), now=NOW)
    return held


def hints(held: Meeting, **fields: Any) -> list[str]:
    """Record a vote in a meeting; give the hints that the committee office reads there."""
    vote(held.organization, agenda_item=item(held), **fields)
    return shown_hints(held)


def shown_hints(held: Meeting) -> list[str]:
    town, body = held.municipality, held.organization
    clerk = Client()
    clerk.force_login(user_with_role(town, RoleAssignment.Role.CLERK))
    page = clerk.get(f"/{town.slug}/gremien/{body.slug}/sitzungen/{held.slug}/").content.decode()
    found = re.findall(r'<p class="fs-hint__|<(?:p|li)>(Festgehalten ist „.*?)</(?:p|li)>', page)
    return [html.unescape(each) for each in found if each]


def test_a_tie_rejects() -> None:
    held = evening(rat())

    (hint,) = hints(held, counts=counts(11, 11))

    assert NOT_ADOPTED in hint and "gleich viele: 11. (§ 66 Abs. 1 NKomVG)" in hint


def test_a_tie_recorded_as_rejected_is_as_it_should_be() -> None:
    assert hints(evening(rat()), outcome="rejected_tie", counts=counts(11, 11)) == []


def test_the_chair_breaks_a_tie_where_the_own_rules_say_so() -> None:
    desk = round_table(municipality())
    rules(desk, values={"voting.unit": "person", "tie.motion": "chair"})

    for_it = hints(evening(desk), counts=counts(4, 4), chair_vote=True)
    actions.strike_vote(desk.vote_events.get(), wrong="X", reason="Y", actor=operator(), now=NOW)
    (against,) = hints(desk.meetings.get(), counts=counts(4, 4), chair_vote=False)

    assert for_it == []
    assert NOT_ADOPTED in against


def test_abstentions_do_not_count_by_law() -> None:
    assert hints(evening(rat()), counts=counts(1, 0, 19)) == []


def test_abstentions_count_where_the_own_rules_ask_for_a_majority_of_those_present() -> None:
    desk = round_table(municipality())
    rules(desk, values={"majority.basis": "present", "abstention": "counted"})

    (hint,) = hints(evening(desk), counts=counts(6, 1, 5), present=12)

    assert NOT_ADOPTED in hint and "Enthaltungen zählen mit" in hint


def test_an_abstention_does_not_break_unanimity() -> None:
    """OVG Niedersachsen 10 LC 117/22 on section 71 (10)."""
    held = evening(rat())

    assert hints(
        held, manner="unanimous_abstentions", requirement="unanimity", counts=counts(28, 0, 2)
    ) == []  # fmt: skip


def test_one_vote_against_breaks_unanimity() -> None:
    (hint,) = hints(evening(rat()), requirement="unanimity", counts=counts(28, 1, 2))

    assert NOT_ADOPTED in hint and "Einstimmigkeit ist nicht erreicht" in hint


def test_a_conflict_of_interest_that_was_decisive_spoils_the_vote() -> None:
    """NKomVG s. 41 (6): only where that vote gave the result."""
    biased = [Excluded(label="ein Mitglied", took_part="yes")]

    (hint,) = hints(evening(rat()), counts=counts(11, 10), excluded=biased)

    assert NOT_ADOPTED in hint
    assert "Ohne die Stimmen der Ausgeschlossenen wäre es anders ausgegangen." in hint


def test_a_conflict_of_interest_that_was_not_decisive_changes_nothing() -> None:
    biased = [Excluded(label="ein Mitglied", took_part="yes")]

    assert hints(evening(rat()), counts=counts(12, 10), excluded=biased) == []


def test_whoever_left_as_the_law_asks_spoils_nothing() -> None:
    assert hints(evening(rat()), counts=counts(11, 10), excluded=[Excluded(label="X")]) == []


def test_a_quorum_is_presumed_until_somebody_doubts_it() -> None:
    held = evening(rat())

    before = hints(held, counts=counts(9, 2), present=11)
    doubted = hints(
        held, counts=counts(9, 2), present=11, quorum="doubted",
        quorum_note="Mitglied 7, vor der Abstimmung um 20:15 Uhr",
    )  # fmt: skip

    assert before == []
    assert len(doubted) == 1 and NOT_ADOPTED in doubted[0]
    assert "Das Gremium war nicht beschlussfähig. (§ 65 Abs. 1 NKomVG)" in doubted[0]


def test_a_doubt_at_the_start_of_the_meeting_holds_for_its_votes() -> None:
    (hint,) = hints(evening(rat(), quorum="doubted"), counts=counts(9, 2), present=11)

    assert "nicht beschlussfähig" in hint


def test_in_a_second_meeting_any_number_decides_if_the_invitation_said_so() -> None:
    said = evening(rat(), quorum="doubted", is_second=True, hint_given=True)
    silent = evening(rat(), quorum="doubted", is_second=True, hint_given=False)

    assert hints(said, counts=counts(9, 2), present=11) == []
    (hint,) = hints(silent, counts=counts(9, 2), present=11)
    assert "Der Hinweis in der Ladung zur zweiten Sitzung fehlte." in hint


def test_a_change_of_28_to_5_and_then_the_whole_with_22_to_none_and_11() -> None:
    """Nottuln: those against the change abstained on the whole; both are carried."""
    held = evening(rat(33))

    change = hints(held, counts=counts(28, 5, 0))
    whole = hints(held, counts=counts(22, 0, 11))

    assert change == whole == []


def test_a_result_in_words_alone_is_judged_by_nobody() -> None:
    assert hints(evening(rat()), manner="large_majority", verbatim="mit großer Mehrheit") == []


def test_four_votes_against_and_an_unknown_yes_say_nothing() -> None:
    """Wolfenbüttel 2017: "mit großer Mehrheit" against the four votes of one group."""
    held = evening(rat())

    assert hints(held, manner="large_majority", counts=counts(None, 4, None)) == []


def test_an_objection_stops_a_resolution_by_circulation() -> None:
    committee = closed_body(municipality(), voting_member_count=9)

    agreed = hints(evening(committee), form="circulation", counts=counts(8, 0), objected=False)
    held = committee.meetings.get()
    (objected,) = hints(held, form="circulation", counts=counts(8, 0), objected=True)

    assert agreed == []
    assert NOT_ADOPTED in objected and "Dem Umlauf hat jemand widersprochen." in objected


def test_a_majority_recorded_as_rejected_is_a_hint_as_well() -> None:
    (hint,) = hints(evening(rat()), outcome="rejected", counts=counts(20, 3))

    assert ADOPTED in hint


def test_a_hint_is_silent_once_somebody_has_checked_it() -> None:
    held = evening(rat())
    assert len(hints(held, counts=counts(11, 11))) == 1

    actions.mark_finding_checked(
        held.vote_events.get(), code="outcome_differs", remark="Steht so in der Niederschrift.",
        actor=operator(), now=NOW,
    )  # fmt: skip

    assert shown_hints(held) == []
