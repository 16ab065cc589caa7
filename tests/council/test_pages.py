"""What the pages on bodies, meetings and papers say, and what they cost."""

import html
import re

import pytest
from django.test import Client

from fortschrift.accounts.models import Municipality
from fortschrift.council import actions
from fortschrift.council.actions import Counted
from fortschrift.council.models import AgendaItem, Meeting, OrganizationName
from fortschrift.sources import actions as sources
from tests.accounts.factories import NOW, municipality, operator, user_with_role
from tests.council.counting import Cost, counted
from tests.council.factories import (
    body,
    closed_body,
    council,
    item,
    meeting,
    paper,
    round_table,
    station,
    vote,
)
from tests.sources.factories import claim, source

pytestmark = pytest.mark.django_db


def text_of(address: str, client: Client | None = None) -> str:
    """Return the words of the main part of a page, with single spaces."""
    response = (client or Client()).get(address)
    assert response.status_code == 200, address
    main = response.content.decode().partition('id="inhalt"')[2].partition("</main>")[0]
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", main)).split())


def test_the_council_of_wolfenbuettel_decided_with_a_large_majority_against_four() -> None:
    of = source(title="Rat beschließt städtisches Integrationskonzept")
    town, one = of.municipality, claim(of)
    rat = council(town, name="Rat der Stadt Wolfenbüttel")
    held = meeting(rat, slug="2017-09-13", planned_date="2017-09-17", claims=[one])
    top = item(held, title="Integrationskonzept", claims=[one])
    vote(
        rat, agenda_item=top, manner="large_majority", verbatim="mit großer Mehrheit",
        counts=[Counted("yes", reason="Zahl nicht angegeben"), Counted("no", 4),
                Counted("no", 4, group_label="AfD")], claims=[one],
    )  # fmt: skip

    page = text_of(f"/{town.slug}/gremien/rat/sitzungen/2017-09-13/")

    assert "Mittwoch, 13. September 2017" in page
    assert "Geplant für Sonntag, 17. September 2017" in page
    assert "Geplant war 17. September 2017, ein Sonntag." in page
    assert "angenommen, mit großer Mehrheit" in page
    assert "Ja: nicht bekannt Zahl nicht angegeben" in page
    assert "4 Nein-Stimmen" in page and "AfD: 4 Nein-Stimmen" in page
    assert "Rat beschließt städtisches Integrationskonzept" in page


def test_a_body_is_found_under_the_name_that_was_printed() -> None:
    of = source(title="Pressemeldung")
    town = of.municipality
    va = closed_body(town)
    body(town, name="Bauausschuss")
    printed, meant = claim(of, as_printed="dem Verwaltungsrat"), claim(source(town))
    actions.name_organization(
        va, name="Verwaltungsrat", kind=OrganizationName.Kind.AS_PRINTED, claims=[printed],
        actor=operator(), now=NOW,
    )  # fmt: skip
    sources.note_contradiction(
        town, about="Gremium vor dem Rat", claims=[printed, meant], held=meant,
        actor=operator(), now=NOW,
    )  # fmt: skip

    found = text_of(f"/{town.slug}/gremien/?name=verwaltungsrat")
    page = text_of(f"/{town.slug}/gremien/verwaltungsausschuss/")

    assert "Verwaltungsausschuss" in found and "Bauausschuss" not in found
    assert "Auch: Verwaltungsrat (wie in der Quelle gedruckt)" in found
    assert "„Verwaltungsrat“" in page and "wie in der Quelle gedruckt" in page
    assert "Wo sich Quellen widersprechen Gremium vor dem Rat" in page


def test_a_search_without_a_match_says_what_to_try() -> None:
    town = municipality()
    council(town)

    page = text_of(f"/{town.slug}/gremien/?name=Seniorenrat")

    assert "Kein Gremium mit dem Namen „Seniorenrat“" in page
    assert "Alle zeigen" in page


def test_the_stations_of_a_paper_stand_with_role_date_and_what_is_missing() -> None:
    town = municipality()
    of = paper(town, slug="vorlage", reference_reason="nicht veröffentlicht")
    station(
        of, closed_body(town), planned_date="2020-07-14", planned_as_printed="14. Juli",
        organization_as_printed="Verwaltungsrat",
    )  # fmt: skip
    station(
        of, council(town), role="decides", planned_date="2020-07-15",
        outcome_reason="Keine öffentliche Quelle nennt das Ergebnis.",
    )  # fmt: skip

    page = text_of(f"/{town.slug}/vorlagen/vorlage/")

    assert "14. Juli 2020 geplant Verwaltungsausschuss Vorberatung nicht öffentlich" in page
    assert "In der Quelle steht: „Verwaltungsrat“, „14. Juli“." in page
    assert "15. Juli 2020 geplant Rat Entscheidung nicht bekannt" in page
    assert "Keine öffentliche Quelle nennt das Ergebnis." in page
    assert "Nummer nicht bekannt nicht veröffentlicht" in page


def test_a_decided_station_shows_result_manner_and_the_day_it_was_planned_for() -> None:
    town = municipality()
    rat = council(town)
    top = item(meeting(rat))
    actions.decide_agenda_item(top, result=AgendaItem.Result.ADOPTED, actor=operator(), now=NOW)
    vote(rat, agenda_item=top, verbatim="mit großer Mehrheit")
    of = paper(town, slug="vorlage")
    station(of, rat, role="decides", agenda_item=top, planned_date="2017-09-17")

    page = text_of(f"/{town.slug}/vorlagen/vorlage/")

    assert "13. September 2017 Rat Entscheidung · mit großer Mehrheit" in page
    assert "ungeändert beschlossen" in page
    assert "Geplant war: 17. September 2017." in page


def test_only_the_staff_is_told_that_the_preparation_is_missing() -> None:
    town = municipality()
    station(paper(town, slug="vorlage"), council(town), role="decides")
    officer = Client()
    officer.force_login(user_with_role(town, "officer"))
    address = f"/{town.slug}/vorlagen/vorlage/"

    assert "§ 76 Abs. 1 NKomVG" not in text_of(address)
    assert "§ 76 Abs. 1 NKomVG" in text_of(address, officer)


def test_minutes_that_are_not_public_are_a_gap_with_the_reason() -> None:
    town = municipality()
    table = round_table(town)
    held = meeting(
        table, slug="drei", minutes=Meeting.Minutes.NOT_PUBLIC,
        minutes_note="unter den veröffentlichten nicht dabei",
    )  # fmt: skip
    item(held, title="Vorschläge der Mitglieder")

    page = text_of(f"/{town.slug}/gremien/runder-tisch/sitzungen/drei/")

    assert "Ergebnisprotokoll nicht öffentlich unter den veröffentlichten nicht dabei" in page
    assert "Vorschläge der Mitglieder nicht öffentlich" in page


def test_a_committee_of_the_past_bears_its_name_of_then() -> None:
    town = municipality()
    committee = body(town, slug="ausschuss", name="Ausschuss für Ausländerangelegenheiten")
    meeting(committee, slug="alt", date="1980")
    actions.rename_organization(
        committee, name="Ausschuss für Migration", since="2010", actor=operator(), now=NOW
    )
    meeting(committee, slug="neu", date="2019-06-13")

    listed = text_of(f"/{town.slug}/sitzungen/")
    page = text_of(f"/{town.slug}/gremien/ausschuss/")

    assert "1980 Ausschuss für Ausländerangelegenheiten" in listed
    assert "13. Juni 2019 Ausschuss für Migration" in listed
    assert "Namen im Lauf der Zeit" in page and "seit 2010 Ausschuss für Migration" in page


def test_the_list_of_meetings_filters_by_body_and_year_and_keeps_both_on_its_pages() -> None:
    town = municipality()
    rat, table = council(town), round_table(town)
    for number in range(1, 31):
        meeting(table, slug=f"nr-{number}", number=number, date=f"2015-01-{number:02}")
    meeting(rat, date="2015-05-05")
    meeting(table, date="")

    address = f"/{town.slug}/sitzungen/?gremium=runder-tisch&jahr=2015"
    first = Client().get(address).content.decode()

    assert "30. Sitzung" in first and "5. Mai 2015" not in first
    assert "gremium=runder-tisch&amp;jahr=2015&amp;seite=2" in first
    assert "5. Sitzung" in text_of(f"{address}&seite=2")
    assert "nicht bekannt Runder Tisch" in text_of(f"/{town.slug}/sitzungen/?jahr=ohne")


def test_a_long_list_of_members_is_folded_and_a_short_one_is_not() -> None:
    town = municipality()
    short, long = round_table(town), round_table(town, slug="grosse-runde")
    members = [body(town, name=f"Verein {n}", classification="partner") for n in range(13)]
    for table, seated in ((short, members[:12]), (long, members)):
        for member in seated:
            actions.seat_member(table, member_organization=member, actor=operator(), now=NOW)

    pages = [text_of(f"/{town.slug}/gremien/{slug}/") for slug in ("runder-tisch", "grosse-runde")]

    assert ["Mitglieder: alle 13 zeigen" in page for page in pages] == [False, True]
    assert all("Verein 11" in page for page in pages)


@pytest.mark.parametrize("path", [
    "sitzungen/?jahr=1848", "sitzungen/?gremium=niemand", "sitzungen/?seite=99",
    "gremien/niemand/", "gremien/rat/sitzungen/nie/", "vorlagen/keine/",
])  # fmt: skip
def test_an_address_that_leads_nowhere_is_not_found(path: str) -> None:
    town = municipality()
    council(town)

    assert Client().get(f"/{town.slug}/{path}").status_code == 404


@pytest.mark.parametrize("path", ["gremien/", "sitzungen/", "vorlagen/"])
def test_an_empty_list_says_so_kindly(path: str) -> None:
    page = text_of(f"/{municipality().slug}/{path}")

    assert "Noch keine" in page or "Keine Sitzungen" in page


def cost_of(address: str) -> Cost:
    Client().get(address)  # loads templates and address patterns once
    with counted() as cost:
        assert Client().get(address).status_code == 200
    return cost


def fill(town: Municipality, size: int) -> None:
    """Give a town bodies, meetings with agenda and votes, and papers with stations."""
    rat, va = council(town), closed_body(town)
    one = claim(source(town))
    laid = paper(town, slug="voll", claims=[one])
    for number in range(size):
        held = meeting(rat, slug=f"nr-{number}", number=number, claims=[one])
        paper(town, slug=f"vorlage-{number}", originator=rat)
        body(town, name=f"Partner {number}", classification="partner", is_statutory=False)
        station(laid, rat if number % 2 else va, meeting=held, claims=[one])
    full = meeting(rat, slug="voll")
    for number in range(size):
        top = item(full, title=f"Gegenstand {number}", claims=[one])
        vote(
            rat, agenda_item=top, claims=[one],
            counts=[Counted("yes", 20), Counted("no", 4), Counted("no", 4, group_label="AfD")],
        )  # fmt: skip


PATHS = [
    "gremien/", "gremien/rat/", "sitzungen/", "gremien/rat/sitzungen/voll/",
    "vorlagen/", "vorlagen/voll/",
]  # fmt: skip


def test_a_page_costs_the_same_number_of_queries_for_few_rows_and_for_many() -> None:
    few, many = municipality(), municipality()
    fill(few, 3)
    fill(many, 12)

    small = {path: cost_of(f"/{few.slug}/{path}").queries for path in PATHS}
    large = {path: cost_of(f"/{many.slug}/{path}").queries for path in PATHS}

    assert small == large
    assert max(large.values()) <= 24


def test_a_list_fetches_little_more_than_it_shows() -> None:
    town = municipality()
    fill(town, 30)

    for path in ("sitzungen/", "vorlagen/"):
        assert cost_of(f"/{town.slug}/{path}").rows <= 3 * 25 + 50
