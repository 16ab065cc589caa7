"""One play of each act on the council's rows."""

from collections.abc import Callable
from datetime import time

from fortschrift.council import actions
from fortschrift.council.actions import (
    Attended,
    Cast,
    ContactDetails,
    Counted,
    Excluded,
    Line,
    ListedContact,
)
from fortschrift.council.models import AgendaItem, Meeting, OrganizationName
from fortschrift.sources.models import Visibility
from tests.accounts.factories import NOW, municipality, operator
from tests.council.factories import (
    body,
    contact,
    council,
    item,
    meeting,
    odd_vote,
    paper,
    person,
    round_table,
    rules,
    station,
    vote,
)
from tests.sources.factories import claim, source


def found_organization() -> None:
    one = claim()
    body(one.municipality, founded="2015-10", claims=[one])


def name_organization() -> None:
    one = claim()
    actions.name_organization(
        body(one.municipality), name="Verwaltungsrat", kind=OrganizationName.Kind.AS_PRINTED,
        claims=[one], actor=operator(), now=NOW,
    )  # fmt: skip


def rename_organization() -> None:
    actions.rename_organization(
        body(), name="Ausschuss für Migration und Integration", since="2010",
        actor=operator(), now=NOW,
    )  # fmt: skip


def publish_organization() -> None:
    hidden = body(visibility=Visibility.INTERNAL)
    actions.publish_organization(hidden, actor=operator(), now=NOW)


def begin_term() -> None:
    actions.begin_term(
        municipality(), name="2016 bis 2021", start="2016-11-01", actor=operator(), now=NOW
    )


def seat_member() -> None:
    one = claim()
    town = one.municipality
    actions.seat_member(
        round_table(town), person=person(town), on_behalf_of=body(town, name="AWO"),
        voting_right=True, start="2016-02", claims=[one], actor=operator(), now=NOW,
    )  # fmt: skip


def change_contact() -> None:
    details = ContactDetails(name="Erika Beispiel", name_shown_since="2026-05", note="montags")
    actions.change_contact(contact(), details=details, actor=operator(), now=NOW)


def end_contact() -> None:
    actions.end_contact(contact(), until="2026-05", actor=operator(), now=NOW)


def hand_over_contact() -> None:
    old = contact()
    contact(old.organization, deputy_of=old)
    details = ContactDetails(function="Leitung")
    actions.hand_over_contact(old, since="2026-05", details=details, actor=operator(), now=NOW)


def set_deputy() -> None:
    of = contact()
    actions.set_deputy(contact(of.organization), of=of, actor=operator(), now=NOW)


def erase_contact() -> None:
    """Erase the contact of an organization that bears its name: the journal has said it."""
    one = body(municipality(), name="Sprachmittlung Erika Beispiel")
    actions.erase_contact(contact(one, name="Erika Beispiel"), actor=operator(), now=NOW)


def take_in_contacts() -> None:
    known = body(municipality())
    actions.take_in_contacts(
        known.municipality, actor=operator(), now=NOW,
        listed=[
            ListedContact(known, ContactDetails(email="info@example.org")),
            ListedContact("Verein Regenbogen", ContactDetails(email="verein@example.org")),
        ],
    )  # fmt: skip


def hold_meeting() -> None:
    planned = meeting(state=Meeting.State.PLANNED, date="", planned_date="2017-09-17")
    actions.hold_meeting(planned, date="2017-09-13", actor=operator(), now=NOW)


def cancel_meeting() -> None:
    planned = meeting(state=Meeting.State.PLANNED, date="", planned_date="2020-03-19")
    actions.cancel_meeting(planned, reason="wegen der Pandemie", actor=operator(), now=NOW)


def decide_agenda_item() -> None:
    actions.decide_agenda_item(item(), result=AgendaItem.Result.ADOPTED, actor=operator(), now=NOW)


def record_attendance() -> None:
    one = claim()
    workshop = meeting(round_table(one.municipality))
    actions.record_attendance(
        workshop, claims=[one], actor=operator(), now=NOW,
        attended=[Attended(label="alle Parteien"), Attended(group=council(one.municipality))],
    )  # fmt: skip


def publish_minutes() -> None:
    actions.publish_minutes(
        meeting(), minutes=Meeting.Minutes.NOT_PUBLIC, actor=operator(), now=NOW
    )


def add_consultation() -> None:
    one = claim()
    town = one.municipality
    station(paper(town), council(town), planned_date="2020-07-15", claims=[one])


def assign_consultation() -> None:
    town = municipality()
    planned = station(paper(town), rat := council(town), planned_date="2017-09-17")
    actions.assign_consultation(planned, agenda_item=item(meeting(rat)), actor=operator(), now=NOW)


def record_vote() -> None:
    one = claim(source())
    town = one.municipality
    rat = council(town)
    vote(
        rat, agenda_item=item(meeting(rat)), claims=[one],
        counts=[Counted("no", 4), Counted("no", 4, group_label="AfD")],
        votes=[Cast(person(town), "yes")],
    )  # fmt: skip


def set_rules() -> None:
    one = claim()
    rules(round_table(one.municipality), claims=[one])


def end_rules() -> None:
    actions.end_rules(rules(), valid_to="2025", actor=operator(), now=NOW)


def mark_finding_checked() -> None:
    actions.mark_finding_checked(
        odd_vote(), code="outcome_differs", remark="Die Niederschrift sagt es so.",
        actor=operator(), now=NOW,
    )  # fmt: skip


def change_meeting() -> None:
    planned = meeting(state=Meeting.State.PLANNED, date="", planned_date="2026-12-01")
    details = {"place": "Ratssaal", "quorum": "established"}
    actions.change_meeting(planned, details=details, actor=operator(), now=NOW)


def change_agenda_item() -> None:
    actions.change_agenda_item(item(), details={"number": "Ö 6"}, actor=operator(), now=NOW)


def order_agenda() -> None:
    held = meeting()
    first, second = item(held), item(held)
    actions.order_agenda(held, items=[second, first], actor=operator(), now=NOW)


def remove_agenda_item() -> None:
    one = claim()
    held = meeting(council(one.municipality))
    actions.remove_agenda_item(item(held, claims=[one]), actor=operator(), now=NOW)


def note_attendance() -> None:
    town = municipality()
    planned = meeting(council(town), state=Meeting.State.INVITED)
    one = Attended(person=person(town), came=time(18, 30))
    actions.note_attendance(planned, attended=[one], actor=operator(), now=NOW)
    actions.note_attendance(planned, attended=[Attended(label="Gäste")], actor=operator(), now=NOW)


def keep_remark() -> None:
    held = meeting()
    actions.keep_remark(
        item(held), text="Bitte auch an die Vereine denken.", person=person(held.municipality),
        received="2017-09-12", actor=operator(), now=NOW,
    )  # fmt: skip


WRONG = {"wrong": "Die Zahl war verschrieben.", "reason": "Niederschrift vom 20. September."}


def correct_meeting() -> None:
    details = {"place": "Ratssaal"}
    actions.correct_meeting(meeting(), details=details, **WRONG, actor=operator(), now=NOW)


def correct_attendance() -> None:
    one = claim()
    held = meeting(council(one.municipality))
    actions.record_attendance(
        held, attended=[Attended(label="Presse")], claims=[one], actor=operator(), now=NOW
    )
    actions.correct_attendance(
        held, attended=[Attended(label="Gäste")], **WRONG, actor=operator(), now=NOW
    )


def correct_agenda_item() -> None:
    top = item()
    actions.decide_agenda_item(top, result="adopted", actor=operator(), now=NOW)
    details = {"result": "adopted_amended"}
    actions.correct_agenda_item(top, details=details, **WRONG, actor=operator(), now=NOW)


def correct_vote() -> None:
    wrong = odd_vote()
    instead = {
        "subject": "Konzept",
        "outcome": "carried",
        "manner": "majority",
        "counts": [Counted("yes", 12)],
        "excluded": [Excluded(label="ein Mitglied")],
    }
    actions.correct_vote(wrong, instead=instead, **WRONG, actor=operator(), now=NOW)  # fmt: skip


def strike_vote() -> None:
    actions.strike_vote(odd_vote(), **WRONG, actor=operator(), now=NOW)


def record_excerpt() -> None:
    rat = council(municipality())
    planned = meeting(rat, state=Meeting.State.PLANNED, date="", planned_date="2017-09-13")
    laid = paper(rat.municipality, reference="2017/1")
    station(laid, rat)
    lines = [
        Line("Konzept", item(planned), reference="2017/1", result="adopted", outcome="carried",
             manner="majority", counts=[Counted("yes", 28)], source_text="28 Ja"),
        Line("Bericht", reference="2017/2", result="noted"),
    ]  # fmt: skip
    actions.record_excerpt(rat, meeting=planned, lines=lines, actor=operator(), now=NOW)


PLAYS: dict[str, Callable[[], object]] = {
    "found_organization": found_organization,
    "name_organization": name_organization,
    "rename_organization": rename_organization,
    "publish_organization": publish_organization,
    "begin_term": begin_term,
    "name_person": seat_member,
    "seat_member": seat_member,
    "add_contact": contact,
    "change_contact": change_contact,
    "end_contact": end_contact,
    "hand_over_contact": hand_over_contact,
    "set_deputy": set_deputy,
    "erase_contact": erase_contact,
    "take_in_contacts": take_in_contacts,
    "convene_meeting": meeting,
    "hold_meeting": hold_meeting,
    "cancel_meeting": cancel_meeting,
    "add_agenda_item": item,
    "decide_agenda_item": decide_agenda_item,
    "record_attendance": record_attendance,
    "publish_minutes": publish_minutes,
    "lay_paper": paper,
    "add_consultation": add_consultation,
    "assign_consultation": assign_consultation,
    "record_vote": record_vote,
    "set_rules": set_rules,
    "end_rules": end_rules,
    "mark_finding_checked": mark_finding_checked,
    "change_meeting": change_meeting,
    "change_agenda_item": change_agenda_item,
    "order_agenda": order_agenda,
    "remove_agenda_item": remove_agenda_item,
    "note_attendance": note_attendance,
    "keep_remark": keep_remark,
    "correct_meeting": correct_meeting,
    "correct_attendance": correct_attendance,
    "correct_agenda_item": correct_agenda_item,
    "correct_vote": correct_vote,
    "strike_vote": strike_vote,
    "record_excerpt": record_excerpt,
}
