"""The pages that compare: what was asked for is shown, cited for ever, and costs what it shows."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

import pytest
from django.http import HttpRequest
from django.test import Client
from django.utils.safestring import SafeString

from fortschrift.concepts.actions import freeze_version, record_lineage
from fortschrift.concepts.addresses import desk_url
from fortschrift.concepts.comparing import laying
from fortschrift.concepts.comparing.sides import Asked, asked, choose_url, comparison_url
from fortschrift.concepts.models import Version
from fortschrift.web.registry import fill_slot, isolated_registry
from tests.accounts.factories import NOW, municipality, officer, operator, outsider
from tests.concepts.comparing import draft_with_reasons, frozen_with_reasons, long_pair
from tests.concepts.factories import FIELD, concept, node, strand, text, version
from tests.concepts.test_pages import plain
from tests.council.counting import Cost, counted

pytestmark = pytest.mark.django_db

#: Comparing by two slugs is what most addresses do.
OLD, NEW = Asked("2020"), Asked("2024")


@pytest.fixture
def new() -> Version:
    return frozen_with_reasons()


def page(of: Version, query: str = "", *, old: Asked = OLD, new: Asked = NEW,
         client: Client | None = None, status: int = 200) -> str:  # fmt: skip
    response = (client or Client()).get(comparison_url(of.concept, old, new) + query)
    assert response.status_code == status
    return re.sub(r"\s+", " ", response.content.decode())


def desk(of: Version) -> Client:
    client = Client()
    client.force_login(officer(of.municipality))
    return client


def laid(html: str) -> str:
    """Cut the compared text out of a page."""
    return html[html.index('class="fs-laid"') : html.index('id="zitieren"')]


# Choosing


def test_one_chooses_out_of_the_versions_that_have_a_text(new: Version) -> None:
    version(new.concept, label="2030", no_text_reason="Noch nicht geschrieben.")

    html = Client().get(choose_url(new.concept)).content.decode()

    assert re.findall(r'<option value="([^"]+)"', html) == ["2020", "2024", "2020", "2024"]
    assert 'value="2020" selected' in html and 'value="2024" selected' in html
    assert "Noch nicht geschrieben." in html and "Entwürfe" not in html


def test_what_was_chosen_leads_to_the_comparison(new: Version) -> None:
    address = choose_url(new.concept)

    found = Client().get(f"{address}?alt=2020&neu=2024")
    same = Client().get(f"{address}?alt=2020&neu=2020")

    assert found.status_code == 302 and found["Location"] == comparison_url(new.concept, OLD, NEW)
    assert same.status_code == 422 and "zwei verschiedene Texte" in same.content.decode()


def suggested(client: Client, address: str) -> list[str]:
    """Read which two texts the form has chosen already."""
    return re.findall(r'<option value="([^"]+)" selected', client.get(address).content.decode())


def test_two_texts_that_differ_are_suggested(new: Version) -> None:
    freeze_version(
        strand(new, name="Dritte"), version=version(new.concept, label="2026"),
        actor=operator(), now=NOW,
    )  # fmt: skip

    assert suggested(Client(), choose_url(new.concept)) == ["2020", "2026"]


def test_with_one_version_its_draft_is_suggested_and_the_first_click_leads_on() -> None:
    draft = draft_with_reasons()
    of = draft.concept.versions.get()
    client = desk(of)

    old, new = suggested(client, choose_url(of.concept))

    assert (old, new) == (of.slug, f"entwurf~{draft.slug}")
    assert client.get(f"{choose_url(of.concept)}?alt={old}&neu={new}").status_code == 302


def test_from_its_desk_a_draft_is_suggested(new: Version) -> None:
    draft = strand(new, name="Dritte")
    client = desk(new)
    html = client.get(desk_url(draft)).content.decode()
    (address,) = re.findall(r'href="([^"]+\?neu=[^"]+)"', html)

    assert suggested(client, address) == ["2024", f"entwurf~{draft.slug}"]
    assert client.get(address).status_code == 200
    # Who may not see drafts is told of none.
    assert suggested(Client(), address) == ["2020", "2024"]


def test_with_one_text_there_is_nothing_to_compare() -> None:
    of = text().version

    html = Client().get(choose_url(of.concept)).content.decode()

    assert "Noch nichts zu vergleichen" in html and "<form" not in html.split("<main")[1]


def test_a_version_leads_to_comparing(new: Version) -> None:
    html = Client().get(f"/{new.municipality.slug}/konzepte/{new.concept.slug}/fassungen/2024/")

    assert choose_url(new.concept) in html.content.decode()


# The marked text


def test_every_change_is_shown_with_its_kind_reason_author_and_day(new: Version) -> None:
    words = plain(laid(page(new)))

    assert "früh" in words and "von Anfang an" in words
    for said in ("Klarer gesagt. Schulamt, 7. Mai 2024", "Es geht um Deutsch.",
                 "Wunsch der Eltern.", "Gehört zum Wohnen.", "Erledigt."):  # fmt: skip
        assert said in words
    for kind in ("geändert", "neu", "gestrichen", "verschoben"):
        assert kind in words
    assert "Zugestimmt." in words and "eingearbeitet: Vorschlag 7, Mieterverein" in words


def test_inserted_and_deleted_words_are_heard_and_seen(new: Version) -> None:
    html = laid(page(new))

    assert re.search(r"<del><span[^>]*>gestrichen: </span>früh", html)
    assert re.search(r"<ins><span[^>]*>eingefügt: </span>von Anfang an", html)


def test_a_move_says_where_from_and_where_to(new: Version) -> None:
    words = plain(laid(page(new)))

    assert "vorher in Handlungsfeld 1" in words
    assert "Von hier verschoben: Leitziel 1.2 Eltern, jetzt in Handlungsfeld 2" in words


@pytest.mark.parametrize("view", ["text", "synopse"])
def test_both_ends_of_a_move_are_shown_and_lead_to_each_other(new: Version, view: str) -> None:
    eltern = f"s-{node(new.concept, 'eltern').pk}"

    html = laid(page(new, f"?ansicht={view}&art=moved"))

    assert f'<a href="#{eltern}">Leitziel 1.2 Eltern</a>, jetzt in Handlungsfeld 2' in html
    assert f'vorher in <a href="#{eltern}-stand-hier">Handlungsfeld 1</a>' in html
    assert html.count(f'id="{eltern}"') == html.count(f'id="{eltern}-stand-hier"') == 1


def test_a_move_is_counted_once_in_all_three_views(new: Version) -> None:
    tally = r'art=moved"><strong>(\d+)</strong> verschoben'

    text, synopsis = page(new), page(new, "?ansicht=synopse")
    elements = page(new, "?ansicht=elemente")

    assert re.findall(tally, text) == re.findall(tally, synopsis) == ["1"]
    row = next(each for each in elements.split("<tr>") if "verschoben" in each)
    assert re.findall(r'fs-number"[^>]*>(\d+)<', row) == ["1", "1"]
    for html in (text, synopsis):
        assert laid(html).count("data-change=") == 6 and "6 Änderungen" in html


def test_in_the_whole_text_the_ends_of_a_move_are_found_on_other_pages(
    new: Version, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("fortschrift.concepts.views.comparing.ROWS_PER_PAGE", 8)
    eltern = node(new.concept, "eltern").pk

    first, second = (laid(page(new, f"?zeigen=alles&seite={number}")) for number in (1, 2))

    assert f'href="?zeigen=alles&amp;seite=2#s-{eltern}"' in first
    assert f'href="?zeigen=alles&amp;seite=1#s-{eltern}-stand-hier"' in second


def test_what_is_said_around_a_german_text_is_marked_as_english_on_english_pages(
    new: Version,
) -> None:
    english = Client(headers={"accept-language": "en"})

    marked = laid(page(new, client=english))
    columns = laid(page(new, "?ansicht=synopse", client=english))

    for html in (marked, columns):
        assert set(re.findall(r'<div class="fs-change" data-change="\d+"([^>]*)>', html)) == {
            ' lang="en"'
        }
    assert set(re.findall(r'<p class="fs-left-out"([^>]*)>', marked)) == {' lang="en"'}
    for html in (marked, columns):
        assert '<span lang="de">Leitziel 1.2 Eltern</span></a>' in html
    assert '<thead><tr lang="en">' in columns


def test_only_what_changed_is_shown_unless_all_is_asked_for(new: Version) -> None:
    changed, everything = page(new), page(new, "?zeigen=alles")

    assert "Kurse gibt es in jedem Stadtteil." not in changed
    assert "Kurse gibt es in jedem Stadtteil." in everything and "früh" in everything


def test_changes_are_filtered_by_kind_and_field_and_the_address_says_so(new: Version) -> None:
    gone = plain(laid(page(new, "?art=gone")))
    field = page(new, f"?feld={node(new.concept, 'wohnen').pk}")
    nothing = page(new, "?art=formatted")

    assert "Räume stehen bereit." in gone and "Elterncafé" not in gone
    assert "und sicher" in plain(laid(field)) and "von Anfang an" not in plain(laid(field))
    assert "Zu dieser Auswahl gibt es keine Änderung." in nothing


def test_what_no_filter_knows_filters_nothing(new: Version) -> None:
    assert laid(page(new, "?art=xyz&feld=xyz&ansicht=xyz&zeigen=xyz")).count("data-change") == 6


def test_equal_texts_say_so() -> None:
    old = text(version(label="2020"), FIELD).version
    text(version(old.concept, label="2024", based_on=old), FIELD)

    html = page(old)

    assert "Wort für Wort gleich" in html and "Keine Änderung" in html


# Side by side


def test_a_synopsis_has_both_texts_in_columns_and_the_reason_in_the_third(new: Version) -> None:
    html = laid(page(new, "?ansicht=synopse"))

    row = next(part for part in html.split("<tr ") if "von Anfang an" in part)
    old, came, why = row.split("<td ")[1:]
    assert "früh" in old and "von Anfang an" not in old
    assert "von Anfang an" in came and "früh" not in came
    assert "Klarer gesagt." in why and "Schulamt" in why


def test_a_side_that_says_nothing_is_heard_too(new: Version) -> None:
    html = laid(page(new, "?ansicht=synopse&art=gone"))

    assert re.search(r'class="fs-synopsis__none"><span aria-hidden="true">–</span>'
                     r'<span class="kern-sr-only">steht hier nicht', html)  # fmt: skip


def test_higher_apps_fill_the_third_column(new: Version) -> None:
    asked_for: list[Any] = []

    def beside(objects: Sequence[Any], request: HttpRequest) -> Mapping[Any, SafeString]:
        asked_for.extend(objects)
        return {each.pk: SafeString("<em>einstimmig</em>") for each in objects}

    with isolated_registry():
        fill_slot("concepts.compared", beside)
        html = laid(page(new, "?ansicht=synopse"))

    assert html.count("<em>einstimmig</em>") >= 6
    assert {(each.old.label, each.new.label) for each in asked_for} == {("2020", "2024")}


# Element by element


def test_the_balance_adds_up_to_the_elements_of_both_sides(new: Version) -> None:
    html = page(new, "?ansicht=elemente")

    rows = re.findall(r'<td class="fs-number"[^>]*>(\d+|–)</td>', html)
    pairs = [(0 if a == "–" else int(a), 0 if b == "–" else int(b))
             for a, b in zip(rows[::2], rows[1::2], strict=True)]  # fmt: skip
    *kinds, total = pairs
    assert total == (4, 5) == (sum(a for a, _ in kinds), sum(b for _, b in kinds))


def test_each_element_is_listed_with_what_happened_and_why(new: Version) -> None:
    words = plain(page(new, "?ansicht=elemente"))

    assert re.search(r"Leitziel 1.1 Sprache Leitziel 1.1 Deutsch\s+umbenannt", words)
    assert "Es geht um Deutsch." in words
    assert re.search(r"–\s*steht hier nicht\s*Maßnahme 2.1.1 Elterncafé\s+neu", words)


def test_unchanged_elements_are_shown_on_demand() -> None:
    _old, new = long_pair(6, 1)

    changed = page(new, "?ansicht=elemente")
    everything = page(new, "?ansicht=elemente&zeigen=alles")

    assert changed.count("Feld 2") < everything.count("Feld 2")


def test_recorded_descent_is_told_in_the_list(new: Version) -> None:
    record_lineage(
        new.concept, kind="joined", from_node=node(new.concept, "eltern"),
        to_node=node(new.concept, "m"), note="Im Café aufgegangen.", actor=operator(), now=NOW,
    )  # fmt: skip

    words = plain(page(new, "?ansicht=elemente&art=split"))

    assert "geteilt" in words and "Im Café aufgegangen." in words


# Incomplete texts


@pytest.fixture
def incomplete() -> Version:
    old = text(version(label="2020"), FIELD, ("wohnen", "field", "Wohnen",
               ("p", "paragraph", "Alle wohnen gut."))).version  # fmt: skip
    new = version(old.concept, label="2024", based_on=old)
    text(new, ("bildung", "field", "Bildung"), completeness="titles_only")
    return new


def test_what_an_incomplete_text_lacks_is_not_known_and_not_struck(incomplete: Version) -> None:
    html = page(incomplete)

    words = plain(laid(html))
    assert "Was in einem unvollständigen Text fehlt" in html
    assert "Steht nur im alten Text. Der neue ist nicht vollständig." in words
    assert "gestrichen: Alle wohnen gut." not in words and "Alle wohnen gut." in words


def test_elements_of_an_incomplete_text_are_counted_as_unknown(incomplete: Version) -> None:
    html = page(incomplete, "?ansicht=elemente")

    assert "entfällt" not in html[html.index('id="bilanz"') :].split("<form")[0]
    assert "nicht bekannt" in html and "umbenannt" in html


def test_a_version_without_text_is_a_friendly_gap(new: Version) -> None:
    version(new.concept, label="2030", no_text_reason="Vergriffen.")

    html = page(new, new=Asked("2030"))

    assert "Hier fehlt ein Text" in html and "Vergriffen." in html


# Addresses


def test_the_permanent_address_shows_the_same_two_texts_for_ever(new: Version) -> None:
    pinned = re.search(r'<a class="fs-break" href="http://testserver([^"]+)"', page(new))
    assert pinned is not None
    before = laid(Client().get(pinned[1]).content.decode())
    text(new, ("bildung", "field", "Anders"))

    after = laid(Client().get(pinned[1]).content.decode())

    assert re.fullmatch(r".*/vergleich/2020@[0-9a-f]{12}/2024@[0-9a-f]{12}/", pinned[1])
    assert before == after != laid(page(new))


@pytest.mark.parametrize("written", ["1-0", "1-0@3f2a91c07b5d", "entwurf~neue-fassung"])
def test_a_side_is_read_as_it_is_written(written: str) -> None:
    assert str(asked(written)) == written


@pytest.mark.parametrize("written", ["1-0@xyz", "1-0@3f2a", "a/b", "entwurf~", "1-0~2"])
def test_what_is_no_side_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match=re.escape(written)):
        asked(written)


def test_texts_that_are_not_there_are_not_found(new: Version) -> None:
    page(new, new=Asked("2999"), status=404)
    page(new, new=Asked("2024", "0" * 12), status=404)
    elsewhere = comparison_url(new.concept, OLD, NEW).replace(
        new.municipality.slug, municipality().slug, 1
    )

    assert Client().get(elsewhere).status_code == 404


# Drafts


def stranger() -> Client:
    client = Client()
    client.force_login(outsider())
    return client


def test_a_draft_is_compared_by_those_who_may_see_it_and_by_nobody_else() -> None:
    draft = draft_with_reasons()
    of = draft.concept.versions.get()
    side = Asked(draft=draft.slug)

    page(of, new=side, status=302)
    refused = page(of, new=side, client=stranger(), status=403)
    seen = page(of, new=side, client=desk(of))

    assert "von Anfang an" not in refused and "Klarer gesagt." not in refused
    assert "Klarer gesagt." in seen and "Eine dauerhafte Adresse gibt es" in seen


def test_a_draft_that_is_not_there_tells_the_public_nothing_else() -> None:
    of = text().version

    page(of, old=Asked(of.slug), new=Asked(draft="gibtsnicht"), status=302)
    page(of, old=Asked(of.slug), new=Asked(draft="gibtsnicht"), client=stranger(), status=403)
    page(of, old=Asked(of.slug), new=Asked(draft="gibtsnicht"), client=desk(of), status=404)


def test_drafts_are_offered_only_to_those_who_may_see_them() -> None:
    draft = draft_with_reasons()
    of = draft.concept.versions.get()
    address = choose_url(of.concept)

    assert f"entwurf~{draft.slug}" not in Client().get(address).content.decode()
    assert f"entwurf~{draft.slug}" in desk(of).get(address).content.decode()


def test_a_text_without_history_shows_its_changes_without_reasons() -> None:
    old = text(version(label="2020"), FIELD).version
    text(version(old.concept, label="2024", based_on=old), ("bildung", "field", "Schule"))

    html = laid(page(old))

    assert "Schule" in html and "fs-why" not in html


# What it costs


def cost(old: Version, new: Version, query: str = "") -> Cost:
    address = comparison_url(old.concept, OLD, NEW) + query
    with isolated_registry():
        Client().get(address)
        laying._kept.clear()
        with counted() as spent:
            assert Client().get(address).status_code == 200
    return spent


@pytest.mark.parametrize(
    ("query", "shown"),
    [("", 25), ("?ansicht=synopse", 25), ("?ansicht=elemente", 30), ("?seite=2", 5)],
)
def test_a_page_costs_the_same_queries_for_little_and_for_much_and_what_it_shows(
    query: str, shown: int
) -> None:
    little, much = long_pair(12, 6), long_pair(120, 30)

    small = cost(*little, query if "seite" not in query else "")
    large = cost(*much, query)

    assert large.queries <= small.queries <= 25
    assert large.rows <= 3 * shown + 50


def test_two_frozen_texts_are_compared_once(monkeypatch: pytest.MonkeyPatch) -> None:
    _old, new = long_pair(12, 2)
    laying._kept.clear()
    done: list[None] = []
    synopsis = laying.synopsis
    monkeypatch.setattr(laying, "synopsis", lambda *a: (done.append(None), synopsis(*a))[1])

    page(new)
    page(new, "?ansicht=synopse")

    assert len(done) == 1


def test_another_concepts_versions_cannot_be_reached(new: Version) -> None:
    other = concept(new.municipality, name="Anderes")
    text(version(other, label="1999"))

    page(new, new=Asked("1999"), status=404)
