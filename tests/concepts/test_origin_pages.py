"""Where words come from, on the page: by whom, why, when, by whose proposal; nothing private."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

import pytest
from django.http import HttpRequest
from django.test import Client
from django.utils.safestring import SafeString

from fortschrift.concepts import actions, selectors
from fortschrift.concepts.addresses import version_url
from fortschrift.concepts.models import Version
from fortschrift.concepts.selectors.whence import cited_text, passages, whence
from fortschrift.core.text import plain as plain_text
from fortschrift.web.registry import fill_slot, isolated_registry
from tests.accounts.factories import NOW, municipality, officer, operator
from tests.concepts.amendments import replacing
from tests.concepts.comparing import PARTS, freeze, frozen_with_reasons, long_pair
from tests.concepts.factories import change, node, strand, text, version
from tests.concepts.test_pages import plain, rich
from tests.council.counting import Cost, counted
from tests.sources.factories import claim, source

pytestmark = pytest.mark.django_db


@pytest.fixture
def new() -> Version:
    return frozen_with_reasons()


def page(of: Version, key: str = "", *, query: str = "", client: Client | None = None,
         status: int = 200, **headers: str) -> str:  # fmt: skip
    slug = f"{node(of.concept, key).slug}/" if key else ""
    address = f"{version_url(of, of.concept)}herkunft/{slug}{query}"
    response = (client or Client()).get(address, headers=headers)
    assert response.status_code == status
    return re.sub(r"\s+", " ", response.content.decode())


def stretches(html: str) -> list[tuple[str, str]]:
    """Read the words of a passage back, each stretch with the number of its source."""
    return [
        (plain(re.sub(r"<sup.*?</sup>", "", words)), number)
        for number, words in re.findall(
            r'class="fs-stretch" data-source="(\d+)">(.*?)</span>(?=<span class="fs-st|</p>| )',
            html,
        )
    ]


# One passage


def test_words_are_told_apart_by_the_change_they_come_from(new: Version) -> None:
    html = page(new, "p1")

    words = plain(html)
    assert "Handlungsfeld 1, Absatz 1" in words
    assert "Übernahme von außen: Text der Fassung 2020" in words
    assert "Wortlaut geändert" in words and "Klarer gesagt." in words
    assert re.search(r"Verfasst von\s*Schulamt", words) and re.search(r"Wann\s*7. Mai 2024", words)
    assert re.search(r"Zuerst in\s*Fassung 2024", words)


def test_stretches_give_the_words_of_the_passage_in_their_order(new: Version) -> None:
    cited = cited_text(new)
    assert cited is not None

    for found in whence(cited, [state.id for state in passages(cited.tree)]):
        for field in found.fields:
            if field.name in ("heading", "text"):
                said = "".join(plain_text(each.words) for each in field.stretches)
                assert said == plain_text(getattr(found.state, field.name))


def test_what_was_merged_names_the_proposal_and_its_author(new: Version) -> None:
    words = plain(page(new, "p5"))

    assert "Vorschlag eingearbeitet" in words and "Zugestimmt." in words
    assert "Vorschlag 7, verfasst von Mieterverein" in words


def test_a_text_from_outside_names_its_sources() -> None:
    of = version(label="2011")
    one = claim(source(of.municipality, title="Gedrucktes Heft"))
    text(of, *PARTS, claims=[one], author="Stadt", reason="Abgeschrieben.")

    words = plain(page(of, "p1"))

    assert "Gedrucktes Heft" in words and "Abgeschrieben." in words and "Stadt" in words


def test_a_passage_leads_to_the_life_of_its_element_and_back_to_the_text(new: Version) -> None:
    html = page(new, "p3")
    goal, passage = node(new.concept, "sprache").slug, node(new.concept, "p3").slug

    assert f'/e/{goal}/"' in html and f"#{passage}" in html


def test_a_moved_passage_keeps_its_origin(new: Version) -> None:
    words = plain(page(new, "p4"))

    assert "Übernahme von außen" in words and "Gehört zum Wohnen." not in words


def test_headings_and_attributes_have_origins_too() -> None:
    of = rich()

    words = plain(page(of, "m"))

    assert "Kurse" in words and "Zuständig: Volkshochschule" in words and "12.000 Euro" in words
    assert "AWO" in words and "DRK" in words


def test_that_a_row_is_the_head_of_its_table_has_no_origin_to_tell() -> None:
    of = rich()

    assert "Kopf" not in plain(page(of)) + plain(page(of, "t1"))
    assert f"h-{node(of.concept, 't1').slug}" not in page(of)


def test_higher_apps_say_who_decided(new: Version) -> None:
    asked: list[Any] = []

    def decided(objects: Sequence[Any], request: HttpRequest) -> Mapping[Any, SafeString]:
        asked.extend(objects)
        return {each.pk: SafeString("<em>Rat, einstimmig</em>") for each in objects}

    with isolated_registry():
        fill_slot("concepts.origin", decided)
        html = page(new, "p1")

    assert html.count("<em>Rat, einstimmig</em>") == 2
    assert [[each.label for each in one.versions] for one in asked] == [["2020", "2024"], ["2024"]]


# Fragment and page


def test_the_same_address_gives_the_page_or_only_the_passage(new: Version) -> None:
    address = f"{version_url(new, new.concept)}herkunft/{node(new.concept, 'p1').slug}/"

    whole = Client().get(address)
    part = Client().get(address, headers={"HX-Request": "true"})

    assert b"<!doctype html>" in whole.content and b"<!doctype" not in part.content
    article = re.search(rb"<article.*</article>", whole.content, re.S)
    assert article is not None and article[0] == part.content.strip().split(b"#}")[-1].strip()
    assert "HX-Request" in whole["Vary"] and "HX-Request" in part["Vary"]


def test_each_passage_of_the_reading_view_leads_to_its_origin(new: Version) -> None:
    html = Client().get(version_url(new, new.concept)).content.decode()

    links = re.findall(r'class="fs-origin" href="herkunft/([^/]+)/"', html)
    cited = cited_text(new)
    assert cited is not None
    assert len(links) == len(set(links)) == len(passages(cited.tree)) - 1  # the title has its own
    assert all(Client().get(f"{version_url(new, new.concept)}herkunft/{each}/").status_code == 200
               for each in links)  # fmt: skip


def test_the_origins_of_an_earlier_text_stay_citable(new: Version) -> None:
    first = new.texts.get()
    text(new, ("bildung", "field", "Anders"))

    pinned = plain(page(new, "p1", query=f"?text={first.hash[:12]}"))

    assert "Klarer gesagt." in pinned
    page(new, "p1", status=404)
    page(new, "p1", query="?text=abc", status=404)
    page(new, "p1", query=f"?text={'0' * 12}", status=404)


def test_what_is_not_there_is_not_found(new: Version) -> None:
    address = f"{version_url(new, new.concept)}herkunft/gibt-es-nicht/"
    elsewhere = address.replace(new.municipality.slug, municipality().slug, 1)

    assert Client().get(address).status_code == Client().get(elsewhere).status_code == 404
    page(version(new.concept, label="2030"), status=404)


# What is not public


def test_words_taken_over_from_a_draft_nobody_published_keep_its_reason_inside() -> None:
    old = text(version(label="2020"), *PARTS).version
    hidden, draft = strand(old, name="Intern"), strand(old)
    first = change(hidden, replacing(hidden, "p1", "früh", "zeitig"), reason="Wunsch von Frau X.",
                   author="Frau X")  # fmt: skip
    actions.take_over_change(draft, change=first, base=draft.head_id, actor=operator(), now=NOW)
    new = freeze(draft, label="2024")
    inside = Client()
    inside.force_login(officer(new.municipality))

    public, known = plain(page(new, "p1")), plain(page(new, "p1", client=inside))

    assert "Aus einem Entwurf übernommen, der nicht öffentlich ist" in public
    assert "Frau X" not in public and "Wunsch von Frau X." in known
    assert "Frau X" not in plain(page(new))


def test_what_was_said_again_after_a_correction_is_as_public_as_before() -> None:
    old = text(version(label="2020"), *PARTS).version
    draft = strand(old, name="Sitzung")
    wrong = change(draft, replacing(draft, "p1", "Alle", "Manche"), reason="Verzählt.")
    change(draft, replacing(draft, "p1", "früh", "zeitig"), reason="Nr. 17, einstimmig.")
    actor = {"actor": operator(), "now": NOW}
    for number, without in enumerate([wrong, None], start=1):
        again = without or change(draft, replacing(draft, "p1", "Alle", "Viele"))
        draft = actions.replay_strand(draft, without=[again], name=f"Berichtigt {number}", **actor)
    new = freeze(draft, label="2024")

    public = plain(page(new, "p1"))

    assert "zeitig" in public and "Nr. 17, einstimmig." in public
    assert "nicht öffentlich" not in public and "Verzählt." not in public


def test_what_a_draft_says_now_is_not_to_be_asked_of_a_version(new: Version) -> None:
    draft = selectors.strands_of(new.concept).get()
    draft.refresh_from_db()
    change(draft, replacing(draft, "p1", "Alle", "Sämtliche"), reason="Noch geheim.")

    assert "Noch geheim." not in page(new, "p1") and "Noch geheim." not in page(new)


# The list


def test_the_list_tells_the_origin_of_every_passage_in_the_order_of_the_text(new: Version) -> None:
    html = page(new)

    names = re.findall(r'<h2 class="fs-whence__title"[^>]*><a [^>]*>(.*?)</a>', html)
    assert names[:3] == [new.concept.name, "Handlungsfeld 1", "Handlungsfeld 1, Absatz 1"]
    assert "Maßnahme 2.1.1, Absatz 1" in names and "Klarer gesagt." in html


def cost(of: Version, query: str = "") -> Cost:
    address = f"{version_url(of, of.concept)}herkunft/{query}"
    with isolated_registry():
        Client().get(address)
        with counted() as spent:
            assert Client().get(address).status_code == 200
    return spent


def test_the_list_costs_the_same_queries_for_little_and_for_much_and_the_rows_it_shows() -> None:
    (_one, little), (_other, much) = long_pair(12, 3), long_pair(160, 12)

    small, large = cost(little), cost(much, "?seite=3")

    assert large.queries <= small.queries <= 16
    assert large.rows <= 3 * 25 + 50


def test_one_passage_costs_no_more_in_a_long_text() -> None:
    (_one, little), (_other, much) = long_pair(12, 3), long_pair(160, 3)

    costs = [cost(of, f"{node(of.concept, 't1').slug}/") for of in (little, much)]

    assert costs[0].queries == costs[1].queries and costs[0].rows == costs[1].rows <= 50
