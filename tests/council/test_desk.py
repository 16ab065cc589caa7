"""The council desk: meetings, agenda, attendance and votes through the pages that people use."""

import html
import re
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils.timezone import localdate

from fortschrift.accounts.models import Municipality, RoleAssignment
from fortschrift.council import actions
from fortschrift.council.actions import Counted, Excluded
from fortschrift.council.models import (
    AdvanceRemark,
    AgendaItem,
    Correction,
    Meeting,
    Organization,
    VoteEvent,
)
from tests.accounts.factories import NOW, municipality, operator, user_with_role
from tests.council.counting import counted
from tests.council.factories import (
    body,
    closed_body,
    council,
    item,
    meeting,
    odd_vote,
    person,
    round_table,
    vote,
)

pytestmark = pytest.mark.django_db
Role = RoleAssignment.Role


def signed_in(town: Municipality, role: str = Role.CLERK) -> Client:
    client = Client()
    client.force_login(user_with_role(town, role))
    return client


def at(of: Organization | Meeting, rest: str = "") -> str:
    if isinstance(of, Meeting):
        return f"{at(of.organization)}sitzungen/{of.slug}/{rest}"
    return f"/{of.municipality.slug}/gremien/{of.slug}/{rest}"


def words_of(response: HttpResponse) -> str:
    main = response.content.decode().partition('id="inhalt"')[2].partition("</main>")[0]
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", main)).split())


def evening(**fields: Any) -> Meeting:
    rat = council(municipality(), voting_member_count=31)
    return meeting(rat, slug="abend", **fields)


# Meetings


def test_a_meeting_is_planned_with_its_agenda() -> None:
    rat = council(municipality())
    clerk = signed_in(rat.municipality)

    planned = clerk.post(at(rat, "sitzungen/neu/"), {
        "planned_date": "2026-12-01", "start_time": "18:00", "place": "Ratssaal",
        "state": "planned", "visibility": "public", "quorum": "not_said", "is_second": "ja",
    })  # fmt: skip
    made = Meeting.objects.get()
    agenda = at(made, "tagesordnung/")
    for number, title in (("Ö 1", "Eröffnung"), ("Ö 2", "Konzept")):
        clerk.post(agenda, {"schritt": "neu", "neu-number": number, "neu-title": title,
                            "neu-visibility": "public"})  # fmt: skip
    second = made.agenda_items.get(title="Konzept")
    clerk.post(agenda, {"schritt": f"hoch-{second.pk}"})

    assert planned["Location"] == at(made, "tagesordnung/")
    assert (made.slug, made.place, made.is_second) == ("2026-12-01", "Ratssaal", True)
    assert [each.title for each in made.agenda_items.order_by("order")] == ["Konzept", "Eröffnung"]


def test_an_item_is_renamed_and_taken_off() -> None:
    planned = evening(state="planned")
    top = item(planned, title="Konzpet")
    clerk, agenda = signed_in(planned.municipality), at(planned, "tagesordnung/")

    clerk.post(agenda, {"schritt": f"aendern-{top.pk}", f"top-{top.pk}-title": "Konzept",
                        f"top-{top.pk}-visibility": "public"})  # fmt: skip
    renamed = AgendaItem.objects.get().title
    clerk.post(agenda, {"schritt": f"ab-{top.pk}"})

    assert renamed == "Konzept"
    assert not AgendaItem.objects.exists()


def test_items_one_may_not_see_keep_their_place_when_others_move() -> None:
    planned = evening(state="planned")
    first, hidden, last = item(planned), item(planned, visibility="body"), item(planned)
    officer = signed_in(planned.municipality, Role.OFFICER)

    officer.post(at(planned, "tagesordnung/"), {"schritt": f"hoch-{last.pk}"})
    page = words_of(officer.get(at(planned, "tagesordnung/")))

    assert list(planned.agenda_items.order_by("order")) == [last, first, hidden]
    assert page.count("Nach oben") == 1


def test_what_is_on_record_is_changed_with_a_reason_and_what_was_typed_stays() -> None:
    held = evening(place="Aula")
    clerk, address = signed_in(held.municipality), at(held, "angaben/")
    data = {"place": "Ratssaal", "state": "held", "date": "2017-09-13", "visibility": "public",
            "quorum": "not_said"}  # fmt: skip

    refused = clerk.post(address, data)
    page = refused.content.decode()
    clerk.post(address, {**data, "wrong": "Falscher Ort.", "reason": "Einladung"})

    assert refused.status_code == 422
    assert 'value="Ratssaal"' in page and "Das ist schon festgehalten: „Aula“." in words_of(refused)
    assert Meeting.objects.get().place == "Ratssaal"
    assert Correction.objects.get().before == {"Ort": "Aula"}
    public = words_of(Client().get(at(held)))
    assert "Ort: bisher Aula, jetzt Ratssaal" in public and "Falscher Ort." in public
    assert "Einladung" not in public
    assert "Begründung: Einladung" in words_of(clerk.get(at(held)))


def test_two_people_at_the_same_meeting_see_both() -> None:
    planned = evening(state="planned", date="", planned_date="2026-12-01")
    clerk, address = signed_in(planned.municipality), at(planned, "angaben/")
    seen = re.search(r'name="seen" value="(\w+)"', clerk.get(address).content.decode())
    assert seen
    actions.change_meeting(planned, details={"place": "Aula"}, actor=operator(), now=NOW)

    answer = clerk.post(address, {
        "place": "Ratssaal", "state": "planned", "planned_date": "2026-12-01",
        "visibility": "public", "quorum": "not_said", "seen": seen[1],
    })  # fmt: skip

    assert answer.status_code == 422
    assert "Inzwischen geändert" in words_of(answer) and b'value="Ratssaal"' in answer.content
    assert Meeting.objects.get().place == "Aula"


def test_who_was_there_is_noted_one_by_one_and_as_a_number() -> None:
    held = evening()
    town = held.municipality
    one = person(town)
    actions.seat_member(held.organization, person=one, actor=operator(), now=NOW)
    group = body(town, name="Gruppe A", classification="parliamentary_group")
    clerk, address = signed_in(town), at(held, "teilnahme/")
    data = {
        f"person-{one.pk}-da": "ja", f"person-{one.pk}-left": "20:15",
        f"gruppe-{group.pk}-count": "3", "zeile-0-label": "Presse", "zeile-0-count": "2",
    }  # fmt: skip

    clerk.post(address, data)
    again = clerk.post(address, {**data, "zeile-0-count": "4"})
    clerk.post(address, {**data, "zeile-0-count": "4", "wrong": "Verzählt.", "reason": "Liste"})

    assert again.status_code == 422 and b'value="4"' in again.content
    rows = held.attendances.order_by("pk")
    assert [(str(row), row.count) for row in rows] == [
        ("Mitglied 7", None), ("Gruppe A", 3), ("Presse", 4),
    ]  # fmt: skip
    assert "Presse (4)" in Correction.objects.get().after["Teilnahme"]
    assert "anwesend (bis 20:15 Uhr)" in words_of(clerk.get(at(held)))


# Votes


@pytest.mark.parametrize(("tap", "outcome", "manner"), [
    ("einstimmig", "carried", "unanimous"),
    ("enthaltung", "carried", "unanimous_abstentions"),
    ("mehrheitlich", "carried", "majority"),
    ("ohne-gegenstimme", "carried", "no_opposition"),
    ("abgelehnt", "rejected", "unknown"),
])  # fmt: skip
def test_a_common_result_takes_one_tap(tap: str, outcome: str, manner: str) -> None:
    held = evening()
    top = item(held)
    clerk = signed_in(held.municipality)

    clerk.post(at(held, "erfassen/"), {"top": top.pk, "ergebnis": tap})

    event = VoteEvent.objects.get()
    assert (event.outcome, event.manner, event.agenda_item) == (outcome, manner, top)


def test_what_needs_no_vote_takes_one_tap() -> None:
    held = evening()
    top = item(held)

    signed_in(held.municipality).post(
        at(held, "erfassen/"), {"top": top.pk, "ergebnis": "postponed"}
    )

    assert AgendaItem.objects.get().result == "postponed"
    assert not VoteEvent.objects.exists()


def test_a_second_tap_on_the_same_button_records_nothing_twice() -> None:
    held = evening()
    top = item(held)
    clerk, address = signed_in(held.municipality), at(held, "erfassen/")
    tapped = {"top": top.pk, "ergebnis": "einstimmig"}
    clerk.post(address, tapped)

    again = clerk.post(address, tapped)
    known = str(VoteEvent.objects.get().pk)
    clerk.post(address, {**tapped, "ergebnis": "mehrheitlich", "gesehen": [known]})

    assert again.status_code == 422
    assert "inzwischen jemand anderes eine Abstimmung festgehalten" in words_of(again)
    assert VoteEvent.objects.count() == 2


def whole(**fields: Any) -> dict[str, Any]:
    given = {
        "schritt": "abstimmung", "subject": "Konzept", "outcome": "carried", "manner": "majority",
        "form": "open", "requirement": "ordinary", "quorum": "not_said", "visibility": "public",
    }  # fmt: skip
    return {**given, **fields}


def test_a_vote_is_recorded_with_numbers_groups_names_and_circumstances() -> None:
    held = evening()
    town, top = held.municipality, item(held)
    one, other = person(town), person(town, name="Mitglied 8")
    group = body(town, name="Gruppe A", classification="parliamentary_group")
    for each in (one, other):
        actions.seat_member(
            held.organization, person=each, on_behalf_of=group, actor=operator(), now=NOW
        )
    clerk = signed_in(town)

    answer = clerk.post(at(held, f"erfassen/{top.pk}/"), whole(**{
        "yes": 20, "no": 5, "abstain": 1, "present": 29, "form": "by_name",
        f"gruppe-{group.pk}-yes": 2, f"mitglied-{one.pk}": "yes",
        f"mitglied-{other.pk}": "voted-yes", "quorum": "doubted",
        "quorum_note": "Mitglied 9, 20:15 Uhr", "chair_vote": "ja", "excluded_label": "Gast",
    }))  # fmt: skip

    assert answer.status_code == 302, words_of(answer)
    event = VoteEvent.objects.get()
    assert (event.present, event.quorum, event.chair_vote) == (29, "doubted", True)
    assert {(str(c.group or ""), c.option, c.value) for c in event.counts.all()} == {
        ("", "yes", 20), ("", "no", 5), ("", "abstain", 1), ("Gruppe A", "yes", 2),
    }  # fmt: skip
    assert {(str(v.voter), v.option) for v in event.votes.all()} == {
        ("Mitglied 7", "yes"), ("Mitglied 8", "yes"),
    }  # fmt: skip
    assert {(str(e), e.took_part) for e in event.exclusions.all()} == {
        ("Mitglied 8", "yes"), ("Gast", ""),
    }  # fmt: skip
    staff, public = words_of(clerk.get(at(held))), words_of(Client().get(at(held)))
    assert "Mitglied 8 – hat trotzdem mit Ja gestimmt" in staff and "20:15" in staff
    assert "ein Mitglied – hat trotzdem mit Ja gestimmt" in public
    assert "Mitglied 8" not in public and "20:15" not in public


@pytest.mark.parametrize(("fields", "field", "hint"), [
    ({"yes": 28, "no": 5, "present": 30}, "present", "33 Stimmen bei 30 Anwesenden"),
    ({"yes": 30, "no": 5}, "yes", "das Gremium hat 31 stimmberechtigte Mitglieder"),
    ({"manner": "unanimous", "yes": 20, "no": 5}, "manner", "5 Stimmen gegen das Ergebnis"),
    ({"outcome": "rejected", "yes": 20, "no": 5}, "outcome", "20 Ja-Stimmen bei 5"),
])  # fmt: skip
def test_what_does_not_add_up_is_a_hint_at_its_field_and_can_be_recorded_all_the_same(
    fields: dict[str, Any], field: str, hint: str
) -> None:
    held = evening()
    top = item(held)
    clerk, address = signed_in(held.municipality), at(held, f"erfassen/{top.pk}/")
    data = whole(verbatim="so steht es da", **fields)

    hinted = clerk.post(address, data)
    page = hinted.content.decode()
    seen = re.search(r'name="trotzdem" value="(\w+)"', page)
    assert seen is not None
    other = clerk.post(address, {**data, "yes": 99, "trotzdem": seen[1]})
    clerk.post(address, {**data, "trotzdem": seen[1]})

    assert hinted.status_code == 422 and hint in words_of(hinted)
    assert re.search(rf'id="id_{field}(?:_error|_0)?"', page) and 'value="so steht es da"' in page
    assert other.status_code == 422  # another number has other hints, which nobody has seen
    event = VoteEvent.objects.get()
    assert event.verbatim == "so steht es da"


def test_groups_that_do_not_make_up_the_total_are_a_hint_at_the_number() -> None:
    held = evening()
    town, top = held.municipality, item(held)
    groups = [body(town, name=n, classification="parliamentary_group") for n in "AB"]
    fields = {f"gruppe-{group.pk}-no": 4 for group in groups}

    answer = signed_in(town).post(at(held, f"erfassen/{top.pk}/"), whole(yes=20, no=5, **fields))

    assert "Die Zahlen der Gruppen ergeben zusammen 8, angegeben sind insgesamt 5." in words_of(
        answer
    )


def test_in_a_secret_vote_nobody_is_recorded_by_name() -> None:
    held = evening()
    one = person(held.municipality)
    actions.seat_member(held.organization, person=one, actor=operator(), now=NOW)
    top = item(held)

    answer = signed_in(held.municipality).post(
        at(held, f"erfassen/{top.pk}/"), whole(form="secret", **{f"mitglied-{one.pk}": "yes"})
    )

    assert answer.status_code == 422 and not VoteEvent.objects.exists()
    assert "Wer in geheimer Abstimmung wie gestimmt hat" in words_of(answer)


def test_words_alone_are_enough() -> None:
    held = evening()
    top = item(held)

    signed_in(held.municipality).post(
        at(held, f"erfassen/{top.pk}/"),
        whole(manner="as_printed", verbatim="bei wenigen Stimmen dagegen"),
    )

    assert "bei wenigen Stimmen dagegen" in words_of(Client().get(at(held)))


def test_a_vote_is_corrected_on_its_page_and_what_the_form_cannot_ask_stays() -> None:
    held = evening()
    top = item(held)
    wrong = vote(
        held.organization, agenda_item=top, source_text="Auszug",
        counts=[Counted("yes", 5), Counted("no", 4, group_label="AfD")],
    )  # fmt: skip
    clerk, address = signed_in(held.municipality), at(held, f"abstimmungen/{wrong.pk}/berichtigen/")
    data = whole(schritt="berichtigen", yes=28)

    without_reason = clerk.post(address, data)
    clerk.post(address, {**data, "wrong": "Verschrieben.", "reason": "Niederschrift"})

    assert without_reason.status_code == 422
    assert "Bitte schreiben Sie, was falsch war." in words_of(without_reason)
    (standing,) = VoteEvent.objects.standing()
    assert {(c.group_label, c.value) for c in standing.counts.all()} == {("", 28), ("AfD", 4)}
    assert (standing.agenda_item, standing.source_text) == (top, "Auszug")
    public = words_of(Client().get(at(held)))
    assert "Verschrieben." in public and "Ja: bisher 5, jetzt 28" in public
    assert "Niederschrift" not in public


def test_a_correction_that_made_a_vote_confidential_tells_nothing_of_it() -> None:
    held = evening()
    top = item(held)
    wrong = vote(held.organization, agenda_item=top, counts=[Counted("yes", 5)])
    instead = {
        "subject": wrong.subject,
        "outcome": "carried",
        "manner": "majority",
        "agenda_item": top,
        "visibility": "body",
        "counts": [Counted("yes", 28)],
    }

    actions.correct_vote(
        wrong, instead=instead, wrong="War nicht öffentlich.", reason="X", actor=operator(),
        now=NOW,
    )  # fmt: skip

    assert "jetzt 28" in words_of(signed_in(held.municipality).get(at(held)))
    public = words_of(Client().get(at(held)))
    assert "28" not in public and "War nicht öffentlich" not in public


def test_a_vote_tapped_by_mistake_is_struck() -> None:
    held = evening()
    event = vote(held.organization, agenda_item=item(held))

    signed_in(held.municipality).post(
        at(held, f"abstimmungen/{event.pk}/berichtigen/"),
        {"schritt": "streichen", "wrong": "Versehentlich getippt.", "reason": "Eigene Notiz"},
    )

    assert not VoteEvent.objects.standing().exists()
    assert "sie ist gestrichen" in words_of(Client().get(at(held)))


def test_a_hint_of_the_rules_is_marked_as_checked_on_the_page() -> None:
    held = evening()
    event = odd_vote(held.organization, agenda_item=item(held))
    clerk = signed_in(held.municipality)
    before = words_of(clerk.get(at(held)))

    clerk.post(at(held, f"abstimmungen/{event.pk}/geprueft/"),
               {"code": "outcome_differs", "remark": "So in der Niederschrift."})  # fmt: skip
    after = words_of(clerk.get(at(held)))

    assert "Als geprüft vermerken" in before and "Als geprüft vermerken" not in after
    assert "So in der Niederschrift." in after
    assert "Als geprüft" not in words_of(Client().get(at(held)))


def test_result_and_remark_stand_beside_the_vote() -> None:
    held = evening()
    top = item(held)
    clerk, address = signed_in(held.municipality), at(held, f"erfassen/{top.pk}/")

    clerk.post(
        address, {"schritt": "ergebnis", "result": "adopted", "resolution_text": "Der Rat …"}
    )
    refused = clerk.post(address, {"schritt": "ergebnis", "result": "rejected"})
    clerk.post(address, {"schritt": "bemerkung", "label": "Mitglied 9", "text": "Ich wäre dafür."})

    assert refused.status_code == 422 and "Berichtigung" in words_of(refused)
    assert AgendaItem.objects.get().result == "adopted"
    assert AdvanceRemark.objects.get().text == "Ich wäre dafür."
    assert not VoteEvent.objects.exists()
    assert "Ich wäre dafür." in words_of(clerk.get(address))


# What it costs


def test_the_desk_costs_the_same_number_of_queries_for_few_items_and_for_many() -> None:
    costs = []
    for size in (2, 12):
        held = evening()
        for number in range(size):
            top = item(held, title=f"Gegenstand {number}")
            event = vote(held.organization, agenda_item=top, counts=[Counted("yes", 1)],
                         excluded=[Excluded(person(held.municipality))])  # fmt: skip
            correct = {"subject": "X", "outcome": "rejected", "manner": "majority",
                       "agenda_item": top}  # fmt: skip
            actions.correct_vote(
                event, instead=correct, wrong="X", reason="Y", actor=operator(), now=NOW
            )
        clerk = signed_in(held.municipality)
        pages = [at(held, "erfassen/"), at(held, "tagesordnung/"), at(held, "teilnahme/"),
                 at(held), "/arbeitsplatz/"]  # fmt: skip
        found = []
        for page in pages:
            clerk.get(page)
            with counted() as cost:
                assert clerk.get(page).status_code == 200
            found.append(cost.queries)
        costs.append(found)

    assert costs[0] == costs[1]


# Who may, where to


PAGES = ["sitzungen/neu/", "beschlussauszug/", "ergebnis/", "sitzungen/abend/angaben/",
         "sitzungen/abend/tagesordnung/", "sitzungen/abend/teilnahme/",
         "sitzungen/abend/erfassen/"]  # fmt: skip


@pytest.mark.parametrize("role", [*Role.values, "nobody"])
@pytest.mark.parametrize("page", PAGES)
def test_the_desk_is_for_officer_and_committee_office(page: str, role: str) -> None:
    held = evening()
    client = Client() if role == "nobody" else signed_in(held.municipality, role)

    answer = client.get(at(held.organization, page))

    wanted = 302 if role == "nobody" else 200 if role in (Role.OFFICER, Role.CLERK) else 403
    assert answer.status_code == wanted
    entries = client.get(at(held)).content.decode()
    assert ("Ergebnisse erfassen" in entries) is (wanted == 200)


def test_the_desk_of_a_closed_body_is_for_the_committee_office_alone() -> None:
    committee = closed_body(municipality())
    held = meeting(committee, slug="abend")
    item(held, title="Vertrauliches")

    officer = signed_in(committee.municipality, Role.OFFICER).get(at(held, "erfassen/"))
    clerk = signed_in(committee.municipality).get(at(held, "erfassen/"))

    assert officer.status_code == 403 and "Vertrauliches" not in officer.content.decode()
    assert "Vertrauliches" in words_of(clerk)


def test_a_body_that_the_council_system_leads_gets_one_line() -> None:
    rat = council(municipality(), leading_system="council_system")
    held = meeting(rat, slug="abend")
    clerk = signed_in(rat.municipality)

    for page in ("sitzungen/neu/", "sitzungen/abend/tagesordnung/", "sitzungen/abend/erfassen/"):
        assert clerk.get(at(rat, page))["Location"] == at(rat, "ergebnis/")
    clerk.post(at(rat, "ergebnis/"), {
        "date": "2017-09-13", "reference": "2017/0123", "title": "Konzept",
        "url": "https://ris.example.org/to/1", "verbatim": "mehrheitlich beschlossen",
        "result": "adopted", "outcome": "carried", "manner": "majority", "yes": "28", "no": "5",
    })  # fmt: skip

    event = VoteEvent.objects.get()
    assert (event.meeting, event.source_url) == (held, "https://ris.example.org/to/1")
    assert event.agenda_item is not None
    (station,) = event.agenda_item.consultations.all()
    assert station.paper.reference == "2017/0123"


def test_the_workplace_names_meetings_whose_day_has_come() -> None:
    desk = round_table(municipality())
    today = localdate().isoformat()
    meeting(desk, slug="heute", state="invited", date="", planned_date=today)
    done = meeting(desk, slug="fertig", state="held", date=today)
    actions.decide_agenda_item(item(done), result="noted", actor=operator(), now=NOW)
    meeting(desk, slug="spaeter", state="planned", date="", planned_date="2999-01-01")

    page = signed_in(desk.municipality).get("/arbeitsplatz/").content.decode()
    reader = signed_in(desk.municipality, Role.READER).get("/arbeitsplatz/").content.decode()

    assert "Heute noch festzuhalten: Runder Tisch" in page
    assert "sitzungen/heute/erfassen/" in page
    assert "sitzungen/fertig/" not in page and "sitzungen/spaeter/" not in page
    assert "Heute noch festzuhalten" not in reader


def test_a_planned_meeting_is_recorded_as_held_with_one_tap() -> None:
    held = evening(state="invited", date="", planned_date="2017-09-13")
    clerk, address = signed_in(held.municipality), at(held, "erfassen/")
    asked = words_of(clerk.get(address))

    clerk.post(address, {"stattgefunden": "ja"})

    found = Meeting.objects.get()
    assert "Hat die Sitzung stattgefunden?" in asked
    assert (found.state, str(found.date)) == ("held", "2017-09-13")


@pytest.mark.parametrize("rest", [
    "erfassen/999999/", "abstimmungen/00000000-0000-0000-0000-000000000000/berichtigen/",
])  # fmt: skip
def test_an_item_or_vote_of_another_meeting_is_not_found(rest: str) -> None:
    held = evening()

    assert signed_in(held.municipality).get(at(held, rest)).status_code == 404


@pytest.mark.parametrize("data", [
    {"top": "x", "ergebnis": "einstimmig"}, {"ergebnis": "einstimmig"},
    {"top": "²", "ergebnis": "einstimmig"},
])  # fmt: skip
def test_a_tap_on_nothing_is_not_found(data: dict[str, str]) -> None:
    held = evening()

    assert signed_in(held.municipality).post(at(held, "erfassen/"), data).status_code == 404
