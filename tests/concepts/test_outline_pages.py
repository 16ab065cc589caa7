"""The pages on outlines: begin a concept, change the outline of a draft, lose nothing."""

import re
from collections.abc import Mapping
from dataclasses import replace
from html.parser import HTMLParser
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from fortschrift.accounts.models import Municipality, RoleAssignment
from fortschrift.concepts import repository
from fortschrift.concepts.addresses import desk_url, outline_url
from fortschrift.concepts.models import Change, Concept, Strand
from fortschrift.core.text import (
    AttributeType,
    ChangeOutline,
    Outline,
    Retitle,
    SetAttribute,
    SetPrintedNumber,
    findings,
    inline,
)
from tests.accounts.factories import municipality, user_with_role
from tests.concepts.factories import FIELD, OUTLINE, change, concept, node_id, strand, text, version

pytestmark = pytest.mark.django_db

PARTS = (
    ("bildung", "field", "Bildung",
        ("sprache", "goal", "Sprache", ("kurse", "measure", "Kurse")),
        ("schule", "goal", "Schule")),
)  # fmt: skip


class Fields(HTMLParser):
    """Reads what stands in the fields of a page, as a browser would send it."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.sent: dict[str, list[str]] = {}
        self._select = self._area = ""
        self._options: list[tuple[str, bool]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        name = said.get("name") or ""
        if tag == "input" and (said.get("type") not in ("checkbox", "radio") or "checked" in said):
            self._add(name, said.get("value") or ("on" if said.get("type") == "checkbox" else ""))
        elif tag == "select":
            self._select, self._options = name, []
        elif tag == "option":
            self._options.append((said.get("value") or "", "selected" in said))
        elif tag == "textarea":
            self._area = name
            self._add(name, "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "select":
            chosen = [value for value, is_chosen in self._options if is_chosen]
            self._add(self._select, (chosen or [self._options[0][0]])[0])
        elif tag == "textarea":
            self._area = ""

    def handle_data(self, data: str) -> None:
        if self._area:
            self.sent[self._area][-1] += data.removeprefix("\n")

    def _add(self, name: str, value: str) -> None:
        if name:
            self.sent.setdefault(name, []).append(value)


class Officer:
    """Somebody at the page of a draft: opens it, changes fields, presses buttons."""

    def __init__(self, draft: Strand, role: str = RoleAssignment.Role.OFFICER) -> None:
        self.client = Client()
        self.client.force_login(user_with_role(draft.municipality, role))
        self.url = outline_url(draft.concept, draft)
        self.status = 0
        self.html = ""
        self._see(self.client.get(self.url))

    @property
    def words(self) -> str:
        return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", self.html))

    @property
    def fields(self) -> dict[str, list[str]]:
        return Fields(self.html).sent

    def press(self, step: str, **changed: Any) -> "Officer":
        """Send the page with changed fields; None takes a field out."""
        given = {key.replace("__", "-"): value for key, value in changed.items()}
        return self.send({**given, "schritt": step})

    def send(self, changed: Mapping[str, Any]) -> "Officer":
        data = {
            key: value for key, value in {**self.fields, **changed}.items() if value is not None
        }
        self._see(self.client.post(self.url, data))
        return self

    def _see(self, response: Any) -> None:
        self.status = response.status_code
        if response.status_code == 302:
            self.html = self.client.get(response["Location"]).content.decode()
        else:
            self.html = response.content.decode()


def draft(*parts: Any, outline: Outline = OUTLINE) -> Strand:
    return strand(text(None, *(parts or PARTS), outline=outline).version)


def now_of(of: Strand) -> Outline:
    of.refresh_from_db()
    return repository.load(Strand.objects.get(pk=of.pk)).tree.outline


def test_the_fields_of_an_untouched_outline_say_exactly_that_outline() -> None:
    of = draft()
    page = Officer(of)

    page.press("vorschau")

    assert page.status == 200
    assert "Noch nichts: Die Felder sagen, was die Gliederung schon sagt." in page.words


def test_a_level_is_renamed_and_renumbered_after_its_effect_was_seen() -> None:
    of = draft()
    page = Officer(of)

    page.press("vorschau", ebene__goal__singular="Ziel", ebene__goal__pattern="{oben}-Z{Zahl}")

    assert page.status == 200
    assert "Die Ebene „Leitziel“ heißt nun „Ziel“" in page.words
    assert re.search(r"„Sprache“ .{0,20}1\.1 .{0,20}1-Z1", page.words)
    assert re.search(r"„Kurse“ .{0,20}1\.1\.1 .{0,20}1-Z1\.1", page.words)
    assert "3 Nummern ändern sich." in page.words
    assert now_of(of) == OUTLINE, "looking changes nothing"

    page.press("speichern", grund="Der Beirat sagt Ziel.")

    level = now_of(of).level("goal")
    assert level is not None
    assert (level.singular, level.numbering.pattern) == ("Ziel", "{parent}-Z{n}")
    assert "Die Gliederung ist geändert." in page.words
    assert Change.objects.latest("recorded").reason == "Der Beirat sagt Ziel."


def printed(*numbers: tuple[str, str]) -> Strand:
    of = draft()
    for slug, number in numbers:
        change(of, SetPrintedNumber(node_id(of.concept, slug), None, number))
        of.refresh_from_db()
    return of


def test_the_effect_says_which_numbers_stay_as_they_are_printed() -> None:
    of = printed(("sprache", "15b"), ("schule", "16"))

    page = Officer(of).press("vorschau", ebene__goal__pattern="{oben}-Z{Zahl}")

    assert "2 Elemente behalten ihre gedruckte Nummer, zum Beispiel" in page.words
    assert "„Sprache“ die Nummer 15b: Für gedruckte Nummern gilt das Muster nicht." in page.words


def test_the_effect_says_with_an_example_that_above_means_the_counted_number() -> None:
    of = printed(("sprache", "15b"))

    page = Officer(of).press("vorschau", ebene__measure__pattern="{oben}-M{Zahl}")
    other = Officer(of).press("vorschau", ebene__measure__pattern="M{Zahl}")

    assert "{oben} setzt die gezählte Nummer ein, nicht die gedruckte: " in page.words
    assert ("Leitziel „Sprache“ ist als 15b gedruckt und als 1.1 gezählt, darum erhält Maßnahme"
            " „Kurse“ darunter die Nummer 1.1-M1.") in page.words  # fmt: skip
    assert "gezählte Nummer ein" not in other.words


def test_the_effect_is_silent_on_printed_numbers_where_there_are_none() -> None:
    page = Officer(draft()).press("vorschau", ebene__measure__pattern="{oben}-M{Zahl}")

    assert "gedruckt" not in page.words[page.words.index("Das ändert sich") :].split("Hinweise")[0]


def test_what_was_not_seen_is_not_saved() -> None:
    of = draft()
    page = Officer(of).press("vorschau", ebene__goal__singular="Ziel")

    page.press("speichern", ebene__goal__singular="Fernziel", grund="Anders")

    assert page.status == 422
    assert "Seit der Vorschau hat sich etwas geändert." in page.words
    assert page.fields["ebene-goal-singular"] == ["Fernziel"]
    assert page.fields["grund"] == ["Anders"]
    assert now_of(of) == OUTLINE

    page.press("speichern")

    assert now_of(of).level("goal").singular == "Fernziel"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"ebene-goal-singular": ""}, "Dieses Feld ist zwingend erforderlich."),
        ({"ebene-goal-pattern": "{Nummer}"}, "Den Platzhalter „{Nummer}“ gibt es hier nicht."),
        ({"ebene-goal-pattern": "{Zahl"}, "Zu einer geschweiften Klammer fehlt die andere."),
        ({"ebene-goal-pattern": "{Zahl:x}"}, "„{Zahl:x}“ sagt nicht, wie gezählt wird."),
        ({"ebene-goal-pattern": "{oben:02}.{Zahl}"}, "{oben} steht ohne Zusatz"),
        ({"ebene-goal-pattern": "{Nummer}"}, "Richtig ist zum Beispiel {oben}.{Zahl}"),
        ({"ebene-measure-pattern": "{Nummer}"}, "die Angaben dieser Ebene: {"),
        ({"ebene-measure-angabe-cost-type": "choice"}, "Eine Auswahl braucht Möglichkeiten."),
        (
            {"ebene-measure-angabe-cost-options": "viel"},
            "Möglichkeiten gibt es nur bei einer Auswahl.",
        ),
        (
            {"ebene-measure-angabe-cost-type": "choices",
             "ebene-measure-angabe-cost-options": "viel\nviel"},
            "Eine Möglichkeit steht zweimal da.",
        ),
        ({"ebene-measure-under": ["nirgends"]}, "keine gültige Auswahl"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_beside_its_field_and_nothing_typed_is_lost(
    changed: dict[str, Any], sentence: str
) -> None:
    of = draft()
    page = Officer(of)

    page.send({**changed, "ebene-field-plural": "Bereiche", "schritt": "vorschau"})

    assert page.status == 422
    assert sentence in page.words
    assert page.fields["ebene-field-plural"] == ["Bereiche"]
    for name, value in changed.items():
        if name != "ebene-measure-under":
            assert page.fields[name] == [value] or page.fields[name] == [
                value.replace("\n", "\r\n")
            ]
    assert now_of(of) == OUTLINE


def test_a_level_and_an_attribute_are_added_step_by_step() -> None:
    of = draft()
    page = Officer(of)

    page.press("neu")
    assert re.search(r'id="ebene-neu-1" open', page.html), "what is new stands open"
    page.press("angabe-neu:neu-1", **{"ebene-neu-1-singular": "Anhang"})
    assert page.fields["ebene-neu-1-singular"] == ["Anhang"]
    page.send({
        "ebene-neu-1-plural": "Anhänge", "ebene-neu-1-under": ["-oben"],
        "ebene-neu-1-pattern": "{Blatt} {Zahl:A}",
        "ebene-neu-1-angabe-neu-1-label": "Blatt", "schritt": "vorschau",
    })  # fmt: skip
    page.press("speichern", grund="Anhänge fehlen.")

    found = now_of(of)
    level = found.level("anhang")
    assert level is not None
    assert found.roots == ("field", "anhang")
    assert level.attributes == (AttributeType("blatt", "Blatt"),)
    assert level.numbering.pattern == "{attribute.blatt} {n:A}"


def test_levels_and_attributes_move_and_go_by_buttons() -> None:
    page = Officer(draft())

    page.press("hoch:measure")
    assert page.fields["ebene"] == ["field", "measure", "goal"]
    page.press("runter:field")
    assert page.fields["ebene"] == ["measure", "field", "goal"]
    page.press("weg:field")
    assert page.fields["ebene"] == ["measure", "goal"]
    page.press("angabe-hoch:measure:cost")
    assert page.fields["ebene-measure-angabe"] == ["responsible", "cost", "partners", "start"]
    page.press("angabe-weg:measure:start")
    assert page.fields["ebene-measure-angabe"] == ["responsible", "cost", "partners"]
    page.press("hoch:gibt-es-nicht")
    assert page.fields["ebene"] == ["measure", "goal"]


def test_a_level_in_use_goes_only_with_an_answer_what_its_elements_become() -> None:
    of = draft()
    page = Officer(of).press("weg:goal").press("vorschau")
    assert "Die Ebene „Leitziel“ hat noch 2 Elemente. Was wird daraus?" in page.words
    assert "Sprache, Schule" in page.words and "kennt die Ebene „Leitziel“ nicht" in page.words

    page.press("speichern", grund="Zu viele Ebenen")

    assert page.status == 422 and "Bitte wählen Sie, was daraus wird." in page.words
    assert now_of(of) == OUTLINE

    page.press("vorschau", wird__goal="measure")
    page.press("speichern", grund="Zu viele Ebenen")

    tree = repository.load(Strand.objects.get(pk=of.pk)).tree
    assert tree.outline.level("goal") is None
    assert [tree[node_id(of.concept, key)].kind for key in ("sprache", "schule")] == ["measure"] * 2


def test_elements_of_a_level_that_goes_may_stay_and_become_a_hint() -> None:
    of = draft()
    page = Officer(of).press("weg:goal").press("vorschau", wird__goal="bleibt")

    page.press("speichern", grund="Später mehr", wird__goal="bleibt")

    tree = repository.load(Strand.objects.get(pk=of.pk)).tree
    assert tree[node_id(of.concept, "sprache")].title == "Sprache"
    assert {found.code for found in findings(tree)} >= {"unknown_level"}


@pytest.mark.parametrize(
    ("answer", "left"),
    [
        ("bleibt", {"responsible": "Schulamt"}),
        ("streichen", {}),
        ("partners", {"partners": "Schulamt"}),
    ],
)
def test_an_attribute_in_use_goes_only_with_an_answer(answer: str, left: dict[str, str]) -> None:
    of = draft()
    measure = node_id(of.concept, "kurse")
    change(of, SetAttribute(measure, "responsible", None, "Schulamt"))
    page = Officer(of).press("angabe-weg:measure:responsible").press("vorschau")
    assert "Die Angabe „Zuständig“ der Ebene „Maßnahme“ steht bei 1 Element." in page.words

    page.send({"wird-measure-responsible": answer, "schritt": "vorschau"})
    page.press("speichern", grund="Entfällt")

    tree = repository.load(Strand.objects.get(pk=of.pk)).tree
    assert dict(tree[measure].attributes) == left
    assert tree.outline.level("measure").attribute("responsible") is None  # type: ignore[union-attr]


def test_hints_that_come_and_go_are_shown_before_anything_is_saved() -> None:
    page = Officer(draft())

    page.press(
        "vorschau",
        **{"ebene-measure-angabe-cost-required": "on", "ebene-goal-expects": ["measure"]},
    )

    assert "2 Hinweise kommen hinzu:" in page.words
    assert "Maßnahme „Kurse“ : Es fehlt die Angabe „Kosten“." in page.words
    assert "Leitziel „Schule“ : Darunter steht noch nichts von: Maßnahme." in page.words


def test_forces_and_words_are_chosen_and_named() -> None:
    of = draft()
    page = Officer(of)

    page.send({
        "ebene-measure-force": "for_execution", "woerter-status": "offen\nläuft",
        "schritt": "vorschau",
    })  # fmt: skip
    page.press("speichern", grund="Verbindlichkeit")

    found = now_of(of)
    assert found.term("binding_force", "for_execution") == "zur Umsetzung beschlossen"
    assert found.terms("status") == {"offen": "offen", "laeuft": "läuft"}

    page.send({"woerter-status": "geplant\nläuft", "schritt": "vorschau"})
    page.press("speichern", grund="Anderes Wort")

    assert now_of(of).terms("status") == {"offen": "geplant", "laeuft": "läuft"}


def test_a_force_from_a_text_without_words_for_it_keeps_its_key_beside_a_new_one() -> None:
    field, goal, measure = OUTLINE.levels
    old = Outline((field, replace(goal, binding_force="adopted"), measure), OUTLINE.roots)
    of = draft(outline=old)
    page = Officer(of).press("vorschau")
    assert "Noch nichts" in page.words

    page.send({"ebene-measure-force": "pool", "schritt": "vorschau"})
    page.press("speichern", grund="Sammlung")

    terms = {"adopted": "adopted", "pool": "Sammlung ohne Beschluss"}
    assert now_of(of).terms("binding_force") == terms


def test_a_word_that_is_used_cannot_be_taken_away_unseen() -> None:
    of = draft()
    page = Officer(of)
    page.send({"ebene-measure-force": "pool", "schritt": "vorschau"})
    page.press("speichern", grund="Sammlung")

    page.send({"woerter-binding_force": "", "schritt": "vorschau"})

    assert page.status == 422
    assert now_of(of).term("binding_force", "pool") == "Sammlung ohne Beschluss"


# Two at once


def test_who_comes_second_sees_what_the_first_changed_and_keeps_both() -> None:
    of = draft()
    page = Officer(of)
    field, goal, measure = OUTLINE.levels
    renamed = Outline((field, goal, replace(measure, plural="Vorhaben")), OUTLINE.roots)
    change(of, ChangeOutline(OUTLINE, renamed), reason="So heißen sie hier.")

    page.press("vorschau", ebene__goal__singular="Ziel")

    assert page.status == 409
    assert "inzwischen geändert worden" in page.words and "So heißen sie hier." in page.words
    assert "Mehrzahl „Vorhaben“" in page.words
    assert page.fields["ebene-goal-singular"] == ["Ziel"]
    assert page.fields["ebene-measure-plural"] == ["Vorhaben"]

    page.press("speichern", grund="Kürzer")

    found = now_of(of)
    assert found.level("goal").singular == "Ziel"  # type: ignore[union-attr]
    assert found.level("measure").plural == "Vorhaben"  # type: ignore[union-attr]


def test_a_change_of_words_meanwhile_is_shown_and_does_not_get_lost() -> None:
    of = draft()
    page = Officer(of).press("vorschau", ebene__goal__singular="Ziel")
    field = node_id(of.concept, "bildung")
    change(of, Retitle.whole(field, inline("Bildung"), inline("Lernen")), reason="Kürzer")

    page.press("speichern", grund="Ziel genügt")

    assert page.status == 409 and "Kürzer" in page.words
    assert page.fields["grund"] == ["Ziel genügt"]
    assert now_of(of) == OUTLINE

    page.press("speichern")

    tree = repository.load(Strand.objects.get(pk=of.pk)).tree
    assert tree[field].title == "Lernen"
    assert tree.outline.level("goal").singular == "Ziel"  # type: ignore[union-attr]


def test_steps_on_the_fields_do_not_hide_that_others_changed_the_draft() -> None:
    of = draft()
    page = Officer(of)
    base = page.fields["base"]
    change(of, SetAttribute(node_id(of.concept, "kurse"), "cost", None, 1))

    page.press("neu")

    assert page.status == 200 and page.fields["base"] == base


# Who may, and which draft


@pytest.mark.parametrize("role", sorted(set(RoleAssignment.Role.values) - {"officer"}))
def test_only_the_officers_desk_changes_outlines_and_begins_concepts(role: str) -> None:
    of = draft()
    client = Client()
    client.force_login(user_with_role(of.municipality, role))

    for url in (outline_url(of.concept, of), f"/{of.municipality.slug}/konzepte/neu/"):
        assert client.get(url).status_code == 403
        assert client.post(url, {"schritt": "speichern"}).status_code == 403


def test_who_is_not_signed_in_is_asked_to_sign_in() -> None:
    of = draft()

    for url in (outline_url(of.concept, of), f"/{of.municipality.slug}/konzepte/neu/"):
        response = Client().get(url)
        assert response.status_code == 302 and "/konto/login/" in response["Location"]


def test_workplace_and_desk_of_an_officer_lead_to_both_pages_and_those_of_others_to_none() -> None:
    of = draft()
    words = []
    for role in (RoleAssignment.Role.OFFICER, RoleAssignment.Role.CLERK):
        client = Client()
        client.force_login(user_with_role(of.municipality, role))
        words.append(client.get("/arbeitsplatz/").content.decode())

    begin = f'href="/{of.municipality.slug}/konzepte/neu/"'
    assert begin in words[0] and begin not in words[1]
    officer = Officer(of)
    desk = officer.client.get(desk_url(of)).content.decode()
    assert f'href="{outline_url(of.concept, of)}"' in desk
    assert f'href="{desk_url(of)}"' in officer.html


def test_without_a_draft_the_page_says_what_to_do_and_with_several_which_one() -> None:
    of = text().version
    client = Client()
    client.force_login(user_with_role(of.municipality, RoleAssignment.Role.OFFICER))
    url = f"/{of.municipality.slug}/konzepte/{of.concept.slug}/gliederung/"

    assert "Noch kein Entwurf" in client.get(url).content.decode()
    one, two = strand(of, name="Eins"), strand(of, name="Zwei")
    words = client.get(url).content.decode()
    assert f"?entwurf={one.slug}" in words and f"?entwurf={two.slug}" in words
    assert client.get(url + "?entwurf=gibt-es-nicht").status_code == 404
    other = strand(text(version(concept(of.municipality))).version, name="Drei")
    assert client.get(f"{url}?entwurf={other.slug}").status_code == 404, "another concept's"
    elsewhere = draft()
    crossed = outline_url(elsewhere.concept, elsewhere).replace(
        elsewhere.municipality.slug, of.municipality.slug
    )
    assert client.get(crossed).status_code == 404, "another town's"
    assert client.get(url.replace(of.concept.slug, "fehlt")).status_code == 404


def test_the_sample_of_a_pattern_comes_as_data_and_changes_nothing() -> None:
    of = draft()
    page = Officer(of)

    sent = {**page.fields, "ebene-goal-pattern": "{oben}-{Zahl:a}", "schritt": "muster"}
    answer = page.client.post(page.url, sent).json()
    wrong = page.client.post(page.url, {**sent, "ebene-goal-pattern": "{x}"}).json()

    assert answer["goal"] == "1-a, 1-b, …" and answer["measure"].startswith("1-a.1")
    assert "{x}" in wrong["goal"]
    assert now_of(of) == OUTLINE


def test_the_page_costs_the_same_queries_however_long_the_draft() -> None:
    short, long = draft(), draft(*(
        (f"f{number}", "field", "Feld", (f"z{number}", "goal", "Ziel")) for number in range(40)
    ))  # fmt: skip

    def queries(of: Strand) -> int:
        page = Officer(of)
        with CaptureQueriesContext(connection) as captured:
            page.press("vorschau", ebene__field__singular="Bereich")
        assert page.status == 200
        return len(captured)

    assert queries(short) == queries(long)


# Beginning


def beginning(town: Municipality, **said: str) -> tuple[Client, Any]:
    client = Client()
    client.force_login(user_with_role(town, RoleAssignment.Role.OFFICER))
    return client, client.post(f"/{town.slug}/konzepte/neu/", said)


WANTED = {
    "name": "Klima schützen",
    "kind": "Klimaschutzkonzept",
    "draft": "Erster Entwurf",
    "outline": "vorlage:leichlingen",
}


def test_a_concept_begins_with_a_ready_outline_and_leads_to_it() -> None:
    town = municipality()

    client, response = beginning(town, **WANTED)

    draft_begun = Strand.objects.get(concept__municipality=town)
    assert response.status_code == 302
    assert response["Location"] == desk_url(draft_begun)
    assert draft_begun.concept.slug == "klima-schuetzen"
    assert [level.key for level in now_of(draft_begun).levels][-1] == "massnahme"
    assert client.get(response["Location"]).status_code == 200


def test_the_first_element_of_a_concept_from_nothing_is_added_at_the_desk() -> None:
    client, response = beginning(municipality(), **{**WANTED, "outline": "vorlage:lengerich"})
    desk = response["Location"]
    begun = Strand.objects.latest("pk")
    root = f"{desk}e/{begun.concept.slug}/"
    offers = client.get(root).content.decode()
    assert 'value="below:leitbild"' in offers and 'value="below:entwicklungsziel"' in offers
    assert 'value="below:massnahme"' not in offers

    for title, kind in (("Unsere Stadt", "leitbild"), ("Belebte Mitte", "entwicklungsziel")):
        said = {"neu-what": f"below:{kind}", "neu-title": title}
        base = Fields(client.get(root).content.decode()).sent["base"][0]
        assert client.post(f"{root}neu/", {**said, "base": base}).status_code == 302

    tree = repository.load(Strand.objects.get(pk=begun.pk)).tree
    top = {tree[child].kind: tree[child].title for child in tree[tree.root].children}
    assert top == {"leitbild": "Unsere Stadt", "entwicklungsziel": "Belebte Mitte"}


def test_a_concept_takes_the_outline_of_another_one_of_the_municipality() -> None:
    of = draft().concept
    client, _response = beginning(of.municipality, **{**WANTED, "outline": f"konzept:{of.slug}"})

    begun = Strand.objects.latest("pk")
    assert (begun.concept.name, now_of(begun)) == ("Klima schützen", OUTLINE)
    other = concept(municipality())
    assert (
        f"konzept:{of.slug}"
        not in client.get(f"/{other.municipality.slug}/konzepte/neu/").content.decode()
    )


def test_an_empty_draft_begins_in_a_concept_that_has_no_text_at_all() -> None:
    of = version().concept
    client = Client()
    client.force_login(user_with_role(of.municipality, RoleAssignment.Role.OFFICER))
    base = f"/{of.municipality.slug}/konzepte/{of.slug}"
    assert f'href="{base}/leerer-entwurf/"' in client.get(f"{base}/entwuerfe/").content.decode()

    said = {"draft": "Von vorn", "outline": "vorlage:muenster"}
    response = client.post(f"{base}/leerer-entwurf/", said)

    begun = Strand.objects.get(concept=of)
    assert response["Location"] == desk_url(begun)
    desk = client.get(response["Location"]).content.decode()
    assert "Dieser Entwurf ist noch leer." in desk and "ganz oben steht (Leitbild" in desk
    first = re.search(r'href="([^"]+)"[^>]*>(?:(?!</a>).)*Erstes Element hinzufügen', desk, re.S)
    assert first and 'name="neu-what"' in client.get(first[1]).content.decode()
    assert now_of(begun).roots == ("leitbild",)

    again = client.post(f"{base}/leerer-entwurf/", said)
    assert again.status_code == 422
    assert "Einen Entwurf mit dieser Bezeichnung gibt es schon." in again.content.decode()
    assert Fields(again.content.decode()).sent["outline"] == ["vorlage:muenster"]
    assert '<details class="fs-fold" open><summary>' in again.content.decode()


def test_an_empty_draft_of_a_concept_with_texts_is_offered_its_own_outline() -> None:
    of = draft()
    client = Client()
    client.force_login(user_with_role(of.municipality, RoleAssignment.Role.OFFICER))
    url = f"/{of.municipality.slug}/konzepte/{of.concept.slug}/leerer-entwurf/"

    shown = client.get(url).content.decode()
    sent = Fields(shown).sent
    assert sent["outline"] == [f"konzept:{of.concept.slug}"] and sent["draft"] == ["Neuer Entwurf"]
    assert '<details class="fs-fold"><summary>' in shown
    assert client.get(url.replace(of.concept.slug, "fehlt")).status_code == 404
    client.force_login(user_with_role(of.municipality, RoleAssignment.Role.CLERK))
    assert client.get(url).status_code == 403


def test_two_concepts_of_one_name_get_two_addresses_and_none_that_is_taken() -> None:
    town = municipality()
    for name in ("Neu", "Neu", "2030"):
        _client, response = beginning(town, **{**WANTED, "name": name})
        assert response.status_code == (422 if name == "2030" else 302)

    slugs = set(Concept.objects.filter(municipality=town).values_list("slug", flat=True))
    assert slugs == {"neu-2", "neu-3"}


@pytest.mark.parametrize("missing", ["name", "kind", "draft", "outline"])
def test_what_is_missing_is_said_and_what_was_typed_stays(missing: str) -> None:
    town = municipality()

    _client, response = beginning(town, **{**WANTED, missing: "", "summary": "Worum es geht"})

    html = response.content.decode()
    assert response.status_code == 422
    assert "Worum es geht" in html and not Concept.objects.filter(municipality=town).exists()
    sent = Fields(html).sent
    for name, value in WANTED.items():
        if name != missing:
            assert sent[name] == [value]


def test_the_list_of_outlines_to_take_over_costs_the_same_queries_for_many_concepts() -> None:
    town = municipality()
    client = Client()
    client.force_login(user_with_role(town, RoleAssignment.Role.OFFICER))

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert client.get(f"/{town.slug}/konzepte/neu/").status_code == 200
        return len(captured)

    text(version(concept(town)), FIELD)
    few = queries()
    for _ in range(5):
        text(version(concept(town)), FIELD)
    assert queries() == few
