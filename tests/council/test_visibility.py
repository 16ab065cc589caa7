"""What is not public never reaches a public page; that a closed body had its turn is public."""

import pytest
from django.test import Client

from fortschrift.accounts.models import Municipality, RoleAssignment
from fortschrift.council import actions, life_line, selectors
from fortschrift.council.actions import Attended, Cast, Counted
from fortschrift.council.models import AgendaItem
from fortschrift.council.permissions import EVERYTHING, INTERNAL_TOO, PUBLIC_ONLY
from fortschrift.sources.models import Visibility
from tests.accounts.factories import NOW, municipality, operator, user_with_role
from tests.council.factories import (
    body,
    closed_body,
    council,
    item,
    meeting,
    paper,
    person,
    round_table,
    station,
    vote,
)

pytestmark = pytest.mark.django_db
Role = RoleAssignment.Role
MARKS = [Visibility.PUBLIC, Visibility.INTERNAL, Visibility.BODY]
READERS = [
    (PUBLIC_ONLY, {Visibility.PUBLIC}),
    (INTERNAL_TOO, {Visibility.PUBLIC, Visibility.INTERNAL}),
    (EVERYTHING, set(MARKS)),
]
SECRET = "Streng vertraulich"


def closed_meeting(town: Municipality) -> None:
    """Let the Verwaltungsausschuss sit, with everything recorded that must not come out."""
    va = closed_body(town)
    held = meeting(
        va, slug="va-1", date="2020-07-14", summary=SECRET, minutes="published",
        minutes_note="liegt vor",
    )  # fmt: skip
    top = item(held, title=SECRET)
    actions.decide_agenda_item(
        top, result=AgendaItem.Result.RECOMMENDED_AMENDED, resolution_text=SECRET,
        actor=operator(), now=NOW,
    )  # fmt: skip
    actions.record_attendance(held, attended=[Attended(label=SECRET)], actor=operator(), now=NOW)
    vote(
        va, agenda_item=top, subject=SECRET, verbatim=SECRET, counts=[Counted("no", 7)],
        votes=[Cast(person(town, SECRET), "no")],
    )  # fmt: skip
    of = paper(town, slug="konzept", title="Konzept")
    station(of, va, agenda_item=top, planned_date="2020-07-14", outcome_reason=SECRET)
    station(of, council(town), role="decides", planned_date="2020-07-15")


@pytest.mark.parametrize(("readable", "seen"), READERS)
def test_a_selector_returns_only_rows_with_a_mark_the_reader_may_see(
    readable: frozenset[str], seen: set[str]
) -> None:
    town = municipality()
    rat = body(town)
    held = meeting(rat, slug="alles")
    of = paper(town, slug="papier")
    for mark in MARKS:
        item(meeting(rat, slug=f"sitzung-{mark}", visibility=mark))
        item(held, title=mark, visibility=mark)
        paper(town, slug=f"vorlage-{mark}", visibility=mark)
        vote(rat, meeting=held, subject=mark, visibility=mark)
        station(of, rat, visibility=mark)
    record = selectors.meeting_record(town, rat.slug, "alles", readable=readable)
    paper_record = selectors.paper_record(town, "papier", readable=readable)
    assert record is not None and paper_record is not None

    meetings = {m.visibility for m in selectors.meetings(town, readable=readable)}
    papers = {p.visibility for p in selectors.papers(town, readable=readable)}
    votes = {v.visibility for v in selectors.votes(town, readable=readable)}

    assert meetings == papers == votes == seen
    assert {line.item.visibility for line in record.agenda} == seen
    assert {event.visibility for event in record.votes} == seen
    assert {one.visibility for one in paper_record.stations} == seen
    assert len(life_line.of_consultations(paper_record.stations, readable)) == len(seen)


@pytest.mark.parametrize("mark", [Visibility.INTERNAL, Visibility.BODY])
def test_what_hangs_on_a_hidden_row_is_hidden_with_it(mark: str) -> None:
    town = municipality()
    rat = council(town)
    hidden = item(meeting(rat, visibility=mark), title=SECRET)
    vote(rat, agenda_item=hidden, subject=SECRET)
    top = item(meeting(rat, slug="offen"), title=SECRET, visibility=mark)
    vote(rat, agenda_item=top, subject=SECRET)
    of = paper(town, slug="offen")
    station(of, rat, agenda_item=hidden)
    station(of, rat, agenda_item=top)

    record = selectors.meeting_record(town, "rat", "offen")

    assert not selectors.votes(town).exists()
    assert record is not None and not record.agenda and not record.votes
    for address in (f"/{town.slug}/vorlagen/offen/", f"/{town.slug}/sitzungen/"):
        assert SECRET not in Client().get(address).content.decode()
    assert [m.slug for m in selectors.meetings(town)] == ["offen"]
    assert [getattr(m, "matter") for m in selectors.meetings(town)] == [None]  # noqa: B009


@pytest.mark.parametrize("role", ["nobody", Role.READER, Role.OFFICER, Role.CLERK])
def test_nothing_comes_out_of_a_closed_body_but_that_it_had_its_turn(role: str) -> None:
    town = municipality()
    closed_meeting(town)
    client = Client()
    if role != "nobody":
        client.force_login(user_with_role(town, role))
    pages = [
        client.get(f"/{town.slug}/{path}").content.decode()
        for path in (
            "gremien/verwaltungsausschuss/",
            "gremien/verwaltungsausschuss/sitzungen/va-1/",
            "sitzungen/",
            "vorlagen/konzept/",
        )
    ]

    told = [SECRET in page for page in pages]
    dated = ["14. Juli 2020" in page for page in pages]

    assert all(dated)
    assert any(told) == (role == Role.CLERK)
    if role != Role.CLERK:
        assert "Dieses Gremium tagt nicht öffentlich." in pages[1] and pages[3]
        assert "geändert empfohlen" not in "".join(pages)


def test_a_vote_of_a_closed_body_is_in_no_public_list() -> None:
    town = municipality()
    closed_meeting(town)

    assert not selectors.votes(town).exists()
    assert selectors.votes(town, readable=EVERYTHING).count() == 1


def test_the_step_of_a_closed_body_stands_in_the_life_line_with_the_reason() -> None:
    town = municipality()
    closed_meeting(town)
    record = selectors.paper_record(town, "konzept")
    assert record is not None

    closed, decides = life_line.of_consultations(record.stations)

    assert (closed.title, str(closed.date), closed.body) == (
        "Verwaltungsausschuss",
        "2020-07-14",
        "Vorberatung",
    )
    assert (closed.gap, closed.gap_kind) == ("Dieses Gremium tagt nicht öffentlich.", "not_public")
    assert (closed.badge, closed.detail) == (None, "")
    assert decides.planned


def test_names_of_persons_are_shown_only_when_they_are_public() -> None:
    town = municipality()
    table = round_table(town)
    known = person(town, "Mitglied 1, AWO", visibility=Visibility.PUBLIC)
    unknown = person(town, SECRET)
    for who in (known, unknown):
        actions.seat_member(table, person=who, actor=operator(), now=NOW)
    held = meeting(table, slug="eins")
    actions.record_attendance(
        held, attended=[Attended(person=known), Attended(person=unknown)],
        actor=operator(), now=NOW,
    )  # fmt: skip
    vote(table, meeting=held, votes=[Cast(known, "yes"), Cast(unknown, "no")])

    base = f"/{town.slug}/gremien/runder-tisch/"
    pages = [Client().get(base + path).content.decode() for path in ("", "sitzungen/eins/")]

    assert all("Mitglied 1, AWO" in page for page in pages)
    assert not any(SECRET in page for page in pages)
    assert "1 weitere Person" in pages[0] and "Weitere Personen" in pages[1]


def test_two_towns_never_see_each_others_rows() -> None:
    here, there = municipality(), municipality()
    rat = council(there)
    held = meeting(rat, slug="eins")
    vote(rat, meeting=held)
    paper(there, slug="papier")

    assert not selectors.organizations(here).exists()
    assert not selectors.find_organizations(here, "Rat").exists()
    assert not selectors.meetings(here).exists()
    assert selectors.meeting_years(here) == []
    assert not selectors.organizations_with_meetings(here).exists()
    assert not selectors.papers(here).exists()
    assert not selectors.votes(here).exists()
    assert selectors.organization_record(here, "rat") is None
    assert selectors.meeting_record(here, "rat", "eins") is None
    assert selectors.paper_record(here, "papier") is None
    for path in ("gremien/rat/", "gremien/rat/sitzungen/eins/", "vorlagen/papier/"):
        assert Client().get(f"/{there.slug}/{path}").status_code == 200
        assert Client().get(f"/{here.slug}/{path}").status_code == 404
