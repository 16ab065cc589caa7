"""An amendment against the text: marked in place, in sentences, with whom it meets."""

import re

import pytest
from django.test import Client

from fortschrift.concepts.addresses import concept_url, desk_url, drafts_url, element_url
from fortschrift.concepts.comparing.sides import amendment_url, amendments_url, proposals_to
from fortschrift.concepts.models import Amendment, Strand
from fortschrift.web.registry import isolated_registry
from tests.accounts.factories import officer, outsider, user_with_role
from tests.concepts.amendments import (
    adding,
    adopt,
    amendment,
    draft,
    inserting,
    replacing,
    striking,
)
from tests.concepts.factories import node, strand
from tests.concepts.test_pages import plain
from tests.council.counting import Cost, counted

pytestmark = pytest.mark.django_db


@pytest.fixture
def of() -> Strand:
    return draft()


def desk(of: Strand) -> Client:
    client = Client()
    client.force_login(officer(of.municipality))
    return client


def page(one: Amendment, of: Strand, query: str = "", *, status: int = 200) -> str:
    response = desk(of).get(amendment_url(one.concept, one.number) + query)
    assert response.status_code == status
    return re.sub(r"\s+", " ", response.content.decode())


def test_what_it_strikes_and_inserts_is_marked_where_it_stands(of: Strand) -> None:
    added = adding(of, "raeume", "neu", "Sie sind beheizt.")
    one = amendment(of, replacing(of, "kurse", "fördert", "bezahlt"), added, author="Elternrat")

    html = page(one, of)

    assert re.search(r"<del>.*?fördert.*?</del><span[^>]*> </span><ins>.*?bezahlt", html)
    assert re.search(r"<ins>.*?Sie sind beheizt\.", html)
    assert "Elternrat" in html and "offen" in plain(html)


def test_it_is_said_in_sentences_as_an_amending_law_would(of: Strand) -> None:
    one = amendment(of, replacing(of, "kurse", "fördert", "bezahlt"), striking(of, "raeume"))

    words = plain(page(one, of))

    assert "wird in Absatz 1 Satz 1 das Wort „fördert“ durch das Wort „bezahlt“ ersetzt" in words
    assert re.search(r"Absatz 2 (wird )?gestrichen|wird Absatz 2 gestrichen", words)


def test_open_ones_that_cannot_stand_together_name_each_other_and_the_place(of: Strand) -> None:
    one = amendment(of, replacing(of, "kurse", "fördert", "bezahlt"), label="A")
    other = amendment(of, replacing(of, "kurse", "fördert", "streicht"), label="B")
    apart = amendment(of, inserting(of, "raeume", "Räume", " und Säle"), label="C")

    html = page(one, of)

    words = plain(html)
    assert "Handlungsfeld 1, Absatz 1: B (dieselben Wörter)" in words
    assert amendment_url(of.concept, other.number) in html
    assert amendment_url(of.concept, apart.number) not in html
    assert "Überschneidung" not in page(apart, of)


def test_a_wish_without_words_says_so_and_keeps_what_was_handed_in(of: Strand) -> None:
    one = amendment(of, original="Bitte mehr Kurse am Abend.")

    words = plain(page(one, of))

    assert "Noch ohne Wortlaut" in words and "Bitte mehr Kurse am Abend." in words


def test_an_adopted_one_is_shown_on_the_text_it_was_adopted_into(of: Strand) -> None:
    one = amendment(of, replacing(of, "kurse", "fördert", "bezahlt"))
    adopt(one, of)

    html = page(one, of)

    assert "übernommen" in plain(html) and re.search(r"<ins>.*?bezahlt", html)


def test_what_became_of_it_is_said_once(of: Strand) -> None:
    one = amendment(of, replacing(of, "kurse", "fördert", "bezahlt"))

    words = plain(page(one, of).partition("<main")[2])

    assert words.count("offen") == 1


def test_only_those_who_may_see_drafts_see_proposals_to_them(of: Strand) -> None:
    one = amendment(of, replacing(of, "kurse", "fördert", "bezahlt"), author="Frau X")

    for address in (amendment_url(of.concept, one.number), amendments_url(of.concept)):
        stranger = Client()
        stranger.force_login(outsider())
        away, refused = Client().get(address), stranger.get(address)
        assert away.status_code == 302 and away["Location"] == f"/konto/login/?next={address}"
        assert refused.status_code == 403 and "Frau X" not in refused.content.decode()


def test_what_is_not_there_is_not_found(of: Strand) -> None:
    one = amendment(of, replacing(of, "kurse", "fördert", "bezahlt"))

    page(one, of, "?entwurf=999", status=404)
    assert desk(of).get(amendment_url(of.concept, 999)).status_code == 404


def test_the_list_names_each_with_what_became_of_it(of: Strand) -> None:
    amendment(of, replacing(of, "kurse", "fördert", "bezahlt"), label="A")
    adopt(amendment(of, inserting(of, "raeume", "Räume", " und Säle"), label="B"), of)

    words = plain(re.sub(r"\s+", " ", desk(of).get(amendments_url(of.concept)).content.decode()))

    assert re.search(r"A, .*?offen.*?B, .*?übernommen", words)


def test_the_list_of_one_draft_has_only_what_lies_on_it(of: Strand) -> None:
    other = strand(of.concept.versions.first(), name="Zweiter")
    amendment(of, replacing(of, "kurse", "fördert", "bezahlt"), label="A")
    amendment(other, replacing(of, "kurse", "fördert", "streicht"), label="B")

    html = desk(of).get(f"{amendments_url(of.concept)}?entwurf={other.pk}").content.decode()

    lies, _heading, offered = html.partition('id="vorlegen"')
    assert amendment_url(of.concept, 2) in lies and amendment_url(of.concept, 1) not in lies
    assert amendment_url(of.concept, 1) in offered
    assert f'href="{amendments_url(of.concept)}"' in html.partition("<main")[2]
    assert desk(of).get(f"{amendments_url(of.concept)}?entwurf=999").status_code == 404


def test_the_concept_the_drafts_and_the_desk_lead_to_the_proposals(of: Strand) -> None:
    amendment(of, replacing(of, "kurse", "fördert", "bezahlt"))
    amendment(of, inserting(of, "raeume", "Räume", " und Säle"))
    adopt(amendment(of, inserting(of, "raeume", "Räume", " hier")), of)
    client, every = desk(of), amendments_url(of.concept)

    addresses = concept_url(of.concept), drafts_url(of.concept), desk_url(of)
    pages = {url: client.get(url).content.decode().partition("<main")[2] for url in addresses}

    assert re.search(rf'href="{every}">Vorschläge \(2 offen\)<', pages[concept_url(of.concept)])
    drafts = pages[drafts_url(of.concept)]
    own = rf'href="{re.escape(proposals_to(of))}">'
    assert re.search(f"{own}2 offene Vorschläge<", drafts) and f'href="{every}"' in drafts
    assert re.search(rf"{own}Vorschläge zu diesem Entwurf \(2 offen\)<", pages[desk_url(of)])
    assert every not in Client().get(concept_url(of.concept)).content.decode()


def test_a_proposal_leads_to_its_place_at_the_desk_to_comparing_and_to_the_next_one(
    of: Strand,
) -> None:
    one = amendment(of, replacing(of, "kurse", "fördert", "bezahlt"))
    two = amendment(of, adding(of, "raeume", "neu", "Sie sind beheizt."))
    field = element_url(of, node(of.concept, "bildung").slug)

    first, second = page(one, of), page(two, of)

    for html, following in ((first, two), (second, one)):
        assert re.search(rf'href="{field}">Im Entwurf öffnen: Handlungsfeld 1 ', html)
        assert f'href="{amendment_url(of.concept, following.number)}?entwurf={of.pk}"' in html
        assert f'href="{proposals_to(of)}"' in html
    compared = re.search(r'href="([^"]+)">Den Entwurf mit der Fassung vergleichen', first)
    assert compared and desk(of).get(compared[1]).status_code == 200


def test_an_english_page_marks_the_german_name_of_a_place_and_shows_no_markup(of: Strand) -> None:
    one = amendment(of, replacing(of, "kurse", "fördert", "bezahlt"))

    html = (
        desk(of)
        .get(amendment_url(of.concept, one.number), headers={"Accept-Language": "en"})
        .content.decode()
    )

    assert re.search(r'Open in the draft: <span lang="de">Handlungsfeld 1 ', html)
    assert "&lt;span" not in html


def test_who_may_not_write_drafts_is_not_led_to_the_desk(of: Strand) -> None:
    one = amendment(of, replacing(of, "kurse", "fördert", "bezahlt"))
    client = Client()
    client.force_login(user_with_role(of.municipality, "clerk"))

    for url in (amendment_url(of.concept, one.number), amendments_url(of.concept)):
        html = client.get(url).content.decode()
        assert "Vorschlag" in html and "/entwuerfe/" not in html


def cost(address: str, client: Client) -> Cost:
    with isolated_registry():
        client.get(address)
        with counted() as spent:
            assert client.get(address).status_code == 200
    return spent


def test_pages_cost_the_same_queries_for_few_and_for_many() -> None:
    few, many = draft(), draft()
    for of, number in ((few, 2), (many, 40)):
        for n in range(number):
            amendment(of, inserting(of, "raeume", "Räume", f" {n}"))

    costs = [
        (cost(amendment_url(of.concept, 1), client), cost(amendments_url(of.concept), client))
        for of in (few, many)
        for client in (desk(of),)
    ]

    (few_one, few_list), (many_one, many_list) = costs
    assert few_one.queries == many_one.queries and few_list.queries == many_list.queries
    assert many_list.rows <= 3 * 25 + 50
