"""The pages on concepts: what is known reads well, what is not known is said to be a gap."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from django.db import connection
from django.http import HttpRequest
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.safestring import SafeString

from fortschrift.concepts.actions import bring_in_text, record_status, state_fact
from fortschrift.concepts.addresses import element_addresses, version_url
from fortschrift.concepts.models import Version, VersionStatus
from fortschrift.core.text import Outline, Tree, attributes, footnote, inline, joined
from fortschrift.web.registry import fill_slot, isolated_registry
from tests.accounts.factories import NOW, municipality, officer, operator
from tests.concepts.factories import FIELD, concept, node_id, slugs, text, tree, version
from tests.sources.factories import claim, source

pytestmark = pytest.mark.django_db

Status = VersionStatus.Status


def page(of: Version, client: Client | None = None, query: str = "") -> str:
    response = (client or Client()).get(version_url(of, of.concept) + query)
    assert response.status_code == 200
    return re.sub(r"\s+", " ", response.content.decode())


def plain(html: str) -> str:
    """Give the words of a page as they are read."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", html))


def status(of: Version, kind: str, happened: str = "") -> None:
    record_status(of, status=kind, happened=happened, actor=operator(), now=NOW)


def rich() -> Version:
    """Bring in a text with every kind of block."""
    of = version()
    call = joined(inline("Alle Kinder"), inline(" lernen", footnote(node_id(of.concept, "n"))))
    parts = (
        ("bildung", "field", "Bildung <b>",
            ("ziel", "goal", "Sprache",
                ("p", "paragraph", call, ("n", "note", "Seit 2011.")),
                ("l", "list", "", ("l1", "list_item", "eins",
                    ("ll", "list", "", ("ll1", "list_item", "eins a")))),
                ("t", "table", "Zahlen",
                    ("t1", "row", "", ("c1", "cell", "Jahr"), ("c2", "cell", "Kinder")),
                    ("t2", "row", "", ("c3", "cell", "2011"), ("c4", "cell", "12"))),
                ("m", "measure", "Kurse"))),
    )  # fmt: skip
    whole = tree(of.concept, *parts)
    nodes = dict(whole.nodes)
    extra: dict[str, dict[str, Any]] = {
        "m": {"responsible": "Volkshochschule", "partners": ("AWO", "DRK"), "cost": 12_000_00},
        "t1": {"header": True},
    }
    for key, values in extra.items():
        id = node_id(of.concept, key)
        nodes[id] = replace(nodes[id], attributes=attributes(values))
    bring_in_text(
        of, tree=Tree(whole.root, nodes, whole.outline), completeness="complete",
        slugs=slugs(of.concept, parts), actor=operator(), now=NOW,
    )  # fmt: skip
    return of


# The text


def test_a_version_reads_with_numbered_headings_lists_tables_notes_and_attributes() -> None:
    of = rich()

    html = page(of)

    words = plain(html)
    assert "Handlungsfeld 1 Bildung &lt;b&gt;" in words and "<b>" not in html
    assert "Leitziel 1.1 Sprache" in words and "Maßnahme 1.1.1 Kurse" in words
    assert html.count('<ul class="fs-list"') + html.count(' class="fs-list">') >= 2
    assert "<caption>Zahlen" in html and '<th scope="col">Jahr<' in html
    assert "<dt>Zuständig</dt><dd>Volkshochschule</dd>" in html
    assert "<li>AWO</li><li>DRK</li>" in html and "12.000 Euro" in words


def test_a_footnote_leads_to_its_note_and_back() -> None:
    html = page(rich())

    assert 'href="#note-1" id="ruf-1"' in html
    assert re.search(r'<li id="note-1">Seit 2011\..*?href="#ruf-1"', html)


def test_the_outline_leads_to_each_element_and_each_element_to_its_permanent_address() -> None:
    of = rich()
    slug = f"ziel-{of.concept.slug}"

    html = page(of)

    assert f'href="#{slug}"' in html and f'id="{slug}"' in html
    assert f'href="{element_addresses(of.municipality.slug)(slug)}"' in html
    assert element_addresses(of.municipality.slug)(f"p-{of.concept.slug}") not in html


@pytest.mark.row("S1.41")
def test_elements_of_unknown_place_stand_under_a_heading_of_their_own() -> None:
    of = version()
    whole = tree(of.concept, ("ziel", "goal", "Partizipation"), FIELD)
    goal = node_id(of.concept, "ziel")
    nodes = {**whole.nodes, goal: replace(whole[goal], parent_unknown=True)}
    bring_in_text(
        of, tree=Tree(whole.root, nodes, whole.outline), completeness="partial",
        actor=operator(), now=NOW,
    )  # fmt: skip

    html = page(of)

    words = plain(html[html.index('class="fs-prose"') :])
    assert words.index("Vorschulische") < words.index("Stellung im Konzept nicht bekannt")
    assert words.index("Stellung im Konzept nicht bekannt") < words.index("Partizipation")
    assert 'href="#stellung-nicht-bekannt"' in html


# What is not known


@pytest.mark.row("S1.52", "S2.42")
def test_a_version_without_text_is_a_friendly_gap_with_its_reason_and_what_is_known() -> None:
    of = version(no_text_reason="Das Heft ist vergriffen.")
    state_fact(of, label="Seiten", value="60", actor=operator(), now=NOW)
    state_fact(of, label="Zahl der Maßnahmen", reason="nicht genannt", actor=operator(), now=NOW)

    html = page(of)

    assert "Text nicht öffentlich" in html and "Das Heft ist vergriffen." in html
    assert "<dt>Seiten</dt><dd>60</dd>" in html
    assert re.search(r"<dt>Zahl der Maßnahmen</dt>.*?nicht bekannt.*?nicht genannt", html)


def test_a_text_that_nobody_has_brought_in_yet_is_not_called_secret() -> None:
    words = plain(page(version()))

    assert "Text noch nicht erfasst" in words and "Text nicht öffentlich" not in words


@pytest.mark.parametrize(
    ("completeness", "says"),
    [
        ("complete", ()),
        ("partial", ("Nur ein Teil des Textes", "kann trotzdem zu dieser Fassung gehören")),
        ("titles_only", ("Nur Überschriften", "kann trotzdem zu dieser Fassung gehören")),
    ],
)
def test_a_text_says_how_much_of_the_version_it_is(completeness: str, says: Sequence[str]) -> None:
    words = plain(page(text(completeness=completeness).version))

    assert all(each in words for each in says)
    assert ("kann trotzdem" in words) == bool(says)


@pytest.mark.row("S1.13")
@pytest.mark.parametrize(
    ("kind", "badge", "hint"),
    [
        (Status.DRAFT, "noch nicht beschlossen", "Diese Fassung bleibt so; am Entwurf kann"),
        (Status.PROPOSED, "noch nicht beschlossen", "den Gremien zur Beratung vorgelegt."),
        (Status.UNKNOWN_WHETHER_ADOPTED, "nicht bekannt, ob beschlossen", "steht nicht, ob diese"),
        (Status.REJECTED, "abgelehnt", "Diese Fassung ist abgelehnt worden."),
    ],
)
def test_a_version_that_is_not_decided_says_so(kind: str, badge: str, hint: str) -> None:
    of = text().version
    status(of, kind)

    html = page(of)

    badges = html[html.index('<p class="fs-badges">') :]
    assert badge in badges[: badges.index("</p>")] and hint in plain(html)


def test_an_adopted_version_names_the_day_and_its_source() -> None:
    of = text().version
    one = claim(source(of.municipality, title="Ratsprotokoll"))
    record_status(
        of, status=Status.ADOPTED, happened="2011-06", claims=[one], actor=operator(), now=NOW
    )

    words = plain(page(of))

    assert "beschlossen, Juni 2011" in words and "Ratsprotokoll" in words
    assert "Noch nicht beschlossen" not in words


# Citing and switching


def test_every_text_of_a_version_stays_readable_under_its_hash() -> None:
    first = text(None, ("w", "field", "Whonen"))
    of = first.version
    text(of, ("w", "field", "Wohnen"))

    cited = page(of, query=f"?text={first.hash[:12]}")
    latest = page(of)

    assert "Whonen" in cited and "Früherer Text dieser Fassung" in cited and first.hash in cited
    assert "Whonen" not in latest and f"?text={first.hash[:12]}" in latest


def test_an_unknown_or_too_short_hash_is_not_found() -> None:
    of = text().version
    address = version_url(of, of.concept)

    assert Client().get(f"{address}?text={'0' * 64}").status_code == 404
    assert Client().get(f"{address}?text={of.texts.get().hash[:4]}").status_code == 404


def test_all_versions_are_one_step_away() -> None:
    of = text().version
    other = version(of.concept, label="2020")

    html = page(of)

    assert f'href="{version_url(other, of.concept)}"' in html
    assert re.search(r'aria-current="page">\s*2011', html)


# Who sees what


def test_hints_on_the_text_are_for_the_desk_only() -> None:
    of = text(None, ("x", "pillar", "Säule"), outline=Outline()).version
    desk = Client()
    desk.force_login(officer(of.municipality))

    assert "kennt die Ebene" not in page(of)
    assert "Die Gliederung kennt die Ebene „pillar“ nicht." in plain(page(of, desk))


def test_pages_do_not_exist_in_another_town() -> None:
    of, elsewhere = text().version, municipality()
    address = version_url(of, of.concept).replace(of.municipality.slug, elsewhere.slug, 1)

    assert Client().get(address).status_code == 404
    assert of.concept.name not in Client().get(f"/{elsewhere.slug}/konzepte/").content.decode()


def test_higher_apps_speak_beside_the_version_and_beside_each_passage() -> None:
    of = text().version
    field = node_id(of.concept, "bildung")

    def beside_version(objects: Sequence[Any], request: HttpRequest) -> dict[Any, SafeString]:
        return {each.pk: SafeString("<p>Vergleich</p>") for each in objects}

    def beside_node(objects: Sequence[Any], request: HttpRequest) -> dict[Any, SafeString]:
        return {each.pk: SafeString("<p>3 Vorschläge</p>") for each in objects if each.pk == field}

    with isolated_registry():
        fill_slot("concepts.version", beside_version)
        fill_slot("concepts.node_margin", beside_node)
        html = page(of)

    assert "<p>Vergleich</p>" in html
    assert html.count('<div class="fs-margin"><p>3 Vorschläge</p></div>') == 1


# The list


def test_the_list_names_each_concept_with_its_newest_version_and_where_that_stands() -> None:
    of = concept(name="Vielfalt leben")
    version(of, label="2011")
    status(version(of, label="2020"), Status.PROPOSED)

    words = plain(Client().get(f"/{of.municipality.slug}/konzepte/").content.decode())

    assert "Vielfalt leben" in words and "Neueste Fassung: 2020" in words
    assert "noch nicht beschlossen" in words and "2 Fassungen insgesamt" in words


def test_an_empty_list_says_what_will_stand_here() -> None:
    words = plain(Client().get(f"/{municipality().slug}/konzepte/").content.decode())

    assert "Noch kein Konzept" in words


def test_pages_cost_the_same_queries_for_little_and_for_much() -> None:
    small, large = version(), version()
    text(small)
    text(large, *((f"f{i}", "field", f"Feld {i}") for i in range(120)))
    for label in "abcdef":
        status(version(large.concept, label=label), Status.DRAFT)

    counts = []
    for of in (small, large):
        status(of, Status.ADOPTED)
        for _warm in range(2):
            with CaptureQueriesContext(connection) as captured:
                page(of)
        counts.append(len(captured))

    assert counts[0] == counts[1] <= 20
