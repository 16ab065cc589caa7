"""The proposals desk through its pages: open, advise, group, decide, merge, resolve."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from fortschrift.concepts import selectors as texts
from fortschrift.concepts.models import CurrentWording
from fortschrift.council.actions import Counted
from fortschrift.council.models import VoteEvent
from fortschrift.deliberation.actions import Ballot, Occasion
from fortschrift.deliberation.addresses import consideration_url
from fortschrift.deliberation.models import Consideration, Decision, Enactment, QuestionResult
from fortschrift.deliberation.selectors import results_on
from fortschrift.participation.addresses import reading_url
from tests.accounts.factories import officer, outsider
from tests.concepts.amendments import COURSES, pointer, words
from tests.council.factories import body, meeting
from tests.deliberation.factories import before_a_body, consideration, decided, proposed, released
from tests.participation.factories import open_reading, submission, wanted

pytestmark = pytest.mark.django_db
Result, State = QuestionResult.Result, CurrentWording.State
VOTED = {"manner": "unanimous", "meeting": "", "date": "", "verbatim": "", "yes": "", "no": "",
         "abstain": "", "excluded": "", "is_merged": "on"}  # fmt: skip


def signed_in(client: Client, table: Consideration) -> Client:
    client.force_login(officer(table.municipality))
    return client


def page(client: Client, table: Consideration, name: str = "desk", status: int = 200,
         query: str = "", **more: object) -> str:  # fmt: skip
    answer = client.get(consideration_url(table, name, **more) + query)
    assert answer.status_code == status
    return answer.content.decode()


def ruled(number: int, result: str, reason: str = "") -> dict[str, str]:
    return {f"v{number}-0-result": result, f"v{number}-0-reason": reason}


def test_a_reading_leads_to_its_considerations_and_the_office_begins_one(client: Client) -> None:
    reading = open_reading()
    released(submission(reading, wanted=[wanted(reading)]))
    table_of = body(reading.municipality)
    client.force_login(officer(reading.municipality))
    url = f"/{reading.municipality.slug}/konzepte/{reading.concept.slug}/durchsichten/1/beratung/"
    assert "1 Vorschlag ist freigegeben" in client.get(url).content.decode()
    answer = client.post(url, {"organization": table_of.slug, "strand": ""})
    made = Consideration.objects.get()
    assert answer.headers["Location"] == consideration_url(made)
    assert made.strand.current_wordings.count() == 1
    again = client.post(url, {"organization": table_of.slug, "strand": ""})
    assert again.status_code == 422
    assert "berät schon" in again.content.decode()


def test_the_desk_lists_by_passage_and_says_who_overlaps_whom(client: Client) -> None:
    table, _made = before_a_body("all", "some", "free")
    found = page(signed_in(client, table), table)
    assert found.index(">1</label>") < found.index(">2</label>") < found.index(">3</label>")
    assert found.count("überschneidet sich mit") == 2
    assert "noch ohne Empfehlung" in found
    only = page(client, table, query="?ueberschneidung=on")
    assert ">3</label>" not in only


def test_it_is_for_the_staff_alone(client: Client) -> None:
    table, _made = before_a_body("all")
    assert client.get(consideration_url(table)).status_code == 302
    client.force_login(outsider())
    assert client.get(consideration_url(table)).status_code == 403


def test_advice_for_several_at_once_and_what_is_refused_is_said(client: Client) -> None:
    table, _made = before_a_body("all", "free")
    signed_in(client, table)
    given = {"do": "recommend", "nr": ["1", "2"], "advice": "reject", "reason": ""}
    answer = client.post(consideration_url(table), given, follow=True)
    assert "Bitte begründen Sie" in answer.content.decode()
    client.post(consideration_url(table), {**given, "reason": "Steht an anderer Stelle."})
    assert table.recommendations.current().count() == 2
    assert "empfohlen: nicht annehmen" in page(client, table)
    assert ">1</label>" not in page(client, table, query="?empfehlung=none")


def test_two_are_grouped_and_parted(client: Client) -> None:
    table, (every, free) = before_a_body("all", "free")
    signed_in(client, table)
    client.post(consideration_url(table), {"do": "group", "nr": ["1", "2"]})
    assert table.groupings.current().get().amendment == free
    assert "Dasselbe Ergebnis erhalten" in page(client, table, "decide", query="?nr=1")
    client.post(consideration_url(table), {"do": "ungroup", "nr": ["2"]})
    assert not table.groupings.current().exists()
    assert every.number == 1


def test_a_block_is_decided_with_one_vote(client: Client) -> None:
    table, (every, free) = before_a_body("all", "free")
    sitting = meeting(table.organization, date="2026-11-12")
    url = consideration_url(table, "decide") + "?nr=1&nr=2"
    given = {**VOTED, "manner": "majority", "yes": "7", "no": "2", "meeting": str(sitting.pk),
             **ruled(1, "adopted"), **ruled(2, "rejected", "Zu teuer.")}  # fmt: skip
    answer = signed_in(client, table).post(url, given)
    assert answer.status_code == 302, answer.content.decode()
    decision = Decision.objects.get()
    assert decision.vote_event is not None
    assert decision.vote_event.outcome == VoteEvent.Outcome.UNKNOWN
    assert {(c.option, c.value) for c in decision.vote_event.counts.all()} == {
        ("yes", 7), ("no", 2)
    }  # fmt: skip
    assert "alle" in words(table.strand, "kurse")
    assert "Zu teuer." in pointer(free, table.strand).reason
    assert Enactment.objects.get().result.question.wording.amendment == every  # type: ignore[union-attr]


def test_what_contradicts_itself_is_said_beside_the_field_and_everything_kept(
    client: Client,
) -> None:
    table, _made = before_a_body("all")
    given = {**VOTED, "no": "3", "verbatim": "einstimmig", **ruled(1, "adopted", "Weil.")}
    answer = signed_in(client, table).post(consideration_url(table, "decide") + "?nr=1", given)
    assert answer.status_code == 422
    found = answer.content.decode()
    assert "keine Nein-Stimme" in found
    assert 'value="3"' in found
    assert "Weil." in found
    assert not Decision.objects.exists()


def test_two_who_decide_at_once_the_second_is_told(client: Client) -> None:
    table, (every,) = before_a_body("all")
    decided(table, (every, Result.REJECTED))
    given = {**VOTED, **ruled(1, "adopted")}
    answer = signed_in(client, table).post(consideration_url(table, "decide") + "?nr=1", given)
    assert answer.status_code == 422
    assert "schon entschieden: nicht angenommen" in answer.content.decode()


def test_adopted_with_a_change_in_one_form(client: Client) -> None:
    table, _made = before_a_body("all")
    url = consideration_url(table, "wording", proposal=1) + "?fuer=beschluss"
    assert COURSES.replace("neu zugewanderte", "alle") in page(
        signed_in(client, table), table, "wording", query="?fuer=beschluss", proposal=1
    )
    other = COURSES.replace("neu zugewanderte", "sämtliche")
    given = {**VOTED, "wording": other, "reason": "In der Sitzung.", "do": "save"}
    assert client.post(url, {**given, "do": "look"}).status_code == 200
    assert not Decision.objects.exists()
    assert client.post(url, given).status_code == 302
    assert words(table.strand, "kurse") == other
    assert results_on(table).get().result == Result.ADOPTED_AMENDED


def test_in_substance_then_worked_out(client: Client) -> None:
    table, (every,) = before_a_body("all")
    decided(table, (every, Result.ADOPTED_IN_SUBSTANCE))
    assert "Wortlaut ausarbeiten" in page(signed_in(client, table), table, "proposal", proposal=1)
    other = COURSES.replace("neu zugewanderte", "sämtliche")
    url = consideration_url(table, "wording", proposal=1) + "?fuer=sinn"
    client.post(url, {"wording": other, "consent": "given", "reason": "", "do": "save"})
    assert words(table.strand, "kurse") == other
    assert Enactment.objects.exists()


def test_own_words_get_a_wording_by_the_office(client: Client) -> None:
    reading = open_reading()
    from fortschrift.participation.actions import Wanted
    from tests.concepts.factories import node

    made = submission(
        reading, wanted=[Wanted(original="أريد دورات للجميع", language="ar")], kind="own_words",
        node=node(reading.concept, "kurse"),
    )  # fmt: skip
    released(made)
    table = consideration(reading)
    found = page(signed_in(client, table), table, "wording", proposal=1)
    assert 'lang="ar"' in found
    other = COURSES.replace("neu zugewanderte", "alle")
    url = consideration_url(table, "wording", proposal=1)
    client.post(url, {"wording": other, "consent": "given", "reason": "", "do": "save"})
    row = made.amendments.get().wordings.order_by("-order")[0]
    assert row.kind == "translated"
    decided(table, (made.amendments.get(), Result.ADOPTED))
    assert words(table.strand, "kurse") == other


def test_merging_later_shows_first_what_will_change(client: Client) -> None:
    table, (every, some) = before_a_body("all", "some")
    decided(table, (every, Result.ADOPTED), is_merged=False)
    signed_in(client, table)
    found = page(client, table, "merge")
    assert "1 angenommener Vorschlag steht noch nicht im Entwurf" in found
    head = str(table.strand.head_id)
    client.post(consideration_url(table, "merge"), {"base": head})
    assert "alle" in words(table.strand, "kurse")
    assert "Alles eingearbeitet" in page(client, table, "merge")
    assert some.number == 2


@pytest.mark.parametrize(
    ("kind", "expected"),
    [("chosen:1", "alle"), ("kept", "neu zugewanderte"), ("joint", "ganz viele"),
     ("editorial", "ganz viele")],
)  # fmt: skip
def test_an_overlap_is_resolved_in_each_way(client: Client, kind: str, expected: str) -> None:
    table, (every, some) = before_a_body("all", "some")
    decided(table, (every, Result.ADOPTED), (some, Result.ADOPTED))
    (conflict,) = texts.open_conflicts(table.strand)
    signed_in(client, table)
    assert "1 Überschneidung" in page(client, table)
    url = consideration_url(table, "overlap", conflict=conflict.pk)
    assert "Welcher Wortlaut soll gelten?" in client.get(url).content.decode()
    given = {**VOTED, "kind": kind, "consent": "not_asked", "reason": "",
             "wording": COURSES.replace("neu zugewanderte", "ganz viele")}  # fmt: skip
    answer = client.post(url, given)
    assert answer.status_code == 302, answer.content.decode()
    assert expected in words(table.strand, "kurse")
    assert not texts.open_conflicts(table.strand)
    assert Decision.objects.count() == (1 if kind == "editorial" else 2)


def test_the_list_costs_the_same_queries_whatever_lies_there(client: Client) -> None:
    reading = open_reading()
    for _ in range(3):
        proposed(reading, *wanted(reading).operations)
    table = consideration(reading)
    signed_in(client, table)

    def cost() -> int:
        page(client, table)
        with CaptureQueriesContext(
            connection,
        ) as found:
            page(client, table)
        return len(found)

    few = cost()
    from fortschrift.deliberation import actions
    from tests.accounts.factories import NOW, operator

    for _ in range(12):
        proposed(reading, *wanted(reading).operations)
    actions.lay_late_proposals(table, actor=operator(), now=NOW)
    assert cost() == few


def test_a_decision_is_corrected_through_the_page_and_its_vote_with_it(client: Client) -> None:
    table, (every,) = before_a_body("all")
    ballot = Ballot(outcome="carried", manner="majority", counts=[Counted("yes", 7)])
    wrong = decided(table, (every, Result.ADOPTED), occasion=Occasion(ballot=ballot))
    assert "Berichtigen" in page(signed_in(client, table), table, "proposal", proposal=1)
    url = f"{consideration_url(table, 'decide')}?berichtigt={wrong.pk}"
    given = {**VOTED, "manner": "majority", "yes": "3", "no": "5", **ruled(1, "rejected")}
    assert client.post(url, given).status_code == 422  # what is corrected is not said
    assert client.post(url, {**given, "correction": "Verzählt."}).status_code == 302
    table.refresh_from_db()
    assert words(table.strand, "kurse") == COURSES
    right = Decision.objects.get(corrects=wrong)
    assert right.vote_event is not None
    assert list(VoteEvent.objects.standing()) == [right.vote_event]
    assert client.get(url).status_code == 404


def test_the_reading_and_the_workplace_lead_to_what_is_to_be_decided(client: Client) -> None:
    table, (every, free) = before_a_body("all", "free")
    signed_in(client, table)
    assert consideration_url(table) in client.get(reading_url(table.reading)).content.decode()
    work = client.get("/arbeitsplatz/").content.decode()
    assert "2 Vorschläge entscheiden" in work
    decided(table, (every, Result.ADOPTED), is_merged=False)
    decided(table, (free, Result.REJECTED))
    work = client.get("/arbeitsplatz/").content.decode()
    assert "entscheiden</" not in work
    assert "Beschlossenes einarbeiten" in work
    client.logout()
    assert "beratung" not in client.get(reading_url(table.reading)).content.decode()


def test_the_choice_stays_when_something_else_of_an_overlap_is_wrong(client: Client) -> None:
    table, (every, some) = before_a_body("all", "some")
    decided(table, (every, Result.ADOPTED), (some, Result.ADOPTED))
    (conflict,) = texts.open_conflicts(table.strand)
    url = consideration_url(table, "overlap", conflict=conflict.pk)
    given = {**VOTED, "no": "3", "kind": "chosen:2", "consent": "not_asked", "reason": "",
             "wording": COURSES}  # fmt: skip
    answer = signed_in(client, table).post(url, given)
    assert answer.status_code == 422
    assert 'value="chosen:2" required checked' in answer.content.decode()
