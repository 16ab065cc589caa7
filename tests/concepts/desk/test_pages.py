"""The pages of the desk: drafts, structure, history, errata, freezing; who gets in, the cost."""

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from fortschrift.accounts.models import RoleAssignment
from fortschrift.concepts.actions import replay_strand
from fortschrift.concepts.models import (
    Change,
    ErratumReply,
    Lineage,
    Strand,
    Version,
    VersionStatus,
    VersionText,
)
from fortschrift.core.text import Level, Retitle, inline
from fortschrift.core.text.comparison.shown import MONTHS
from tests.accounts.factories import NOW, municipality, user_with_role
from tests.concepts.desk.rooms import CONCEPT, KIDS, PARENTS, Desk, read
from tests.concepts.factories import FIELD, OUTLINE, change, concept, node_id, strand, text, version

pytestmark = pytest.mark.django_db

Role = RoleAssignment.Role


@pytest.fixture
def desk() -> Desk:
    return Desk.of()


def pages(desk: Desk) -> Iterator[str]:
    """List every page of a desk that can be opened."""
    made = change(desk.strand, Retitle.whole(
        node_id(desk.strand.concept, "wohnen"), inline("Wohnen"), inline("Wohnung")))  # fmt: skip
    yield from (desk.drafts, desk.url, desk.at("sprache"), desk.at(""))
    yield from (f"{desk.url}{each}/" for each in ("verlauf", "festschreiben", "berichtigungen"))
    yield f"{desk.url}verlauf/{made.pk}/"
    for act in ("verschieben", "ebene", "teilen", "zusammenfuehren", "streichen"):
        yield desk.at("sprache", f"{act}/")


# Who gets in


@pytest.mark.parametrize("role", Role.values)
def test_only_officers_get_to_the_desk(desk: Desk, role: str) -> None:
    visitor = Client()
    visitor.force_login(user_with_role(desk.strand.municipality, role))

    answers = {visitor.get(page).status_code for page in pages(desk)}

    assert answers == ({200} if role == Role.OFFICER else {403})


def test_nobody_gets_in_without_signing_in_and_nobody_from_another_town(desk: Desk) -> None:
    elsewhere = Desk.of()

    for page in pages(desk):
        assert Client().get(page).status_code == 302
        assert elsewhere.client.get(page).status_code == 403
        here, there = desk.strand.municipality.slug, elsewhere.strand.municipality.slug
        assert elsewhere.client.get(page.replace(here, there, 1)).status_code == 404


def test_passages_have_no_page_of_their_own(desk: Desk) -> None:
    assert desk.client.get(desk.at("kinder")).status_code == 404
    assert desk.client.get(desk.at("gibtesnicht")).status_code == 404


def test_the_workplace_and_the_pages_of_the_concept_lead_to_the_desk(desk: Desk) -> None:
    town, of = desk.strand.municipality, desk.strand.concept
    workplace = desk.client.get("/arbeitsplatz/").content.decode()
    reading = f"/{town.slug}/konzepte/{of.slug}/fassungen/2011/"

    assert desk.url in workplace and desk.drafts in workplace
    for page in (reading, f"/{town.slug}/konzepte/{of.slug}/"):
        assert desk.drafts in desk.client.get(page).content.decode()
        assert "entwuerfe" not in Client().get(page).content.decode()


# Drafts


def test_a_draft_is_begun_from_a_version_and_another_one_from_that(desk: Desk) -> None:
    desk.client.post(desk.drafts, {"start": "fassung:2011", "name": "Für 2027", "kind": "draft"})
    change(desk.strand, Retitle.whole(
        node_id(desk.strand.concept, "wohnen"), inline("Wohnen"), inline("Wohnung")))  # fmt: skip
    begun = desk.client.post(
        desk.drafts, {"start": "entwurf:entwurf", "name": "Gegenentwurf (B)", "kind": "alternative"}
    )

    other = Strand.objects.get(name="Gegenentwurf (B)")
    assert begun.status_code == 302 and begun["Location"].endswith("/gegenentwurf-b/")
    assert (other.kind, other.head) == ("alternative", desk.strand.head)
    assert Desk.of(other).state("wohnen").title == "Wohnung"
    listed = read(desk.client.get(desk.drafts))
    assert "Für 2027" in listed and "noch unverändert" in listed and "Gegenentwurf" in listed


def test_a_name_that_is_taken_comes_back_with_the_form(desk: Desk) -> None:
    answer = desk.client.post(
        desk.drafts, {"start": "fassung:2011", "name": "Entwurf", "kind": "draft"}
    )

    assert answer.status_code == 422 and 'value="Entwurf"' in answer.content.decode()
    assert "gibt es schon" in read(answer)


def test_a_concept_without_text_says_what_to_do_first() -> None:
    of = version(concept()).concept
    visitor = Client()
    visitor.force_login(user_with_role(of.municipality, Role.OFFICER))

    page = visitor.get(f"/{of.municipality.slug}/konzepte/{of.slug}/entwuerfe/")

    assert "Übernehmen Sie einen Text, oder beginnen Sie mit einem leeren Entwurf." in read(page)


def test_a_draft_that_was_replaced_leads_to_the_one_that_goes_on(desk: Desk) -> None:
    desk.save(desk.look("sprache", heading="Deutsch"))
    wrong = Strand.objects.get().head
    fresh = replay_strand(desk.strand, without=[wrong], name="Berichtigt", actor=desk.user, now=NOW)

    page = desk.client.get(desk.url)

    assert "ist durch „Berichtigt“ ersetzt" in read(page)
    assert Desk.of(fresh).url in page.content.decode()
    refused = desk.save(desk.look("sprache", heading="Anders"))
    assert refused.status_code == 422 and "wird nicht mehr geändert" in read(refused)


# Structure


def test_the_structure_shows_levels_and_numbers_and_where_one_is(desk: Desk) -> None:
    page = desk.client.get(desk.at("sprache")).content.decode()

    words = read(desk.client.get(desk.at("sprache")))
    assert "Handlungsfeld 1 Bildung" in words and "Maßnahme 1.1.1 Kurse" in words
    assert re.search(rf'id="g-{desk.slug("sprache")}"[^>]*aria-current="true"', page)


@pytest.mark.parametrize(
    ("key", "step", "under", "titles"),
    [("sprache", "down", "bildung", ["Schule", "Sprache"]),
     ("schule", "up", "bildung", ["Schule", "Sprache"]),
     ("kurse", "outdent", "bildung", ["Sprache", "Kurse", "Schule"]),
     ("wohnen", "indent", "bildung", ["Sprache", "Schule", "Wohnen"])],
)  # fmt: skip
def test_a_step_is_one_change_and_says_where_the_element_stands_now(
    desk: Desk, key: str, step: str, under: str, titles: list[str]
) -> None:
    answer = desk.client.post(
        desk.at(key, "schritt/"), {"base": desk.strand.head_id, "step": step}, follow=True
    )

    assert desk.words(under) == titles
    assert re.search(r"steht jetzt unter „Bildung“ an \d\. Stelle von \d", read(answer))


def test_dropping_with_the_mouse_goes_to_the_place_that_was_shown(desk: Desk) -> None:
    desk.post(desk.at("kurse", "schritt/"), target=desk.slug("schule"), where="below")

    assert desk.words("schule") == ["Jede Schule ist gut.", "Kurse"]


@pytest.mark.parametrize("fields", [{"step": "up"}, {"step": "fly"}, {"target": "x"}, {}])
def test_a_step_that_is_not_possible_says_so_and_changes_nothing(
    desk: Desk, fields: dict[str, str]
) -> None:
    answer = desk.client.post(
        desk.at("sprache", "schritt/"), {"base": desk.strand.head_id, **fields}, follow=True
    )

    assert "nicht möglich" in read(answer) and Change.objects.count() == 1


def test_a_step_on_a_text_that_others_changed_is_merged_or_told(desk: Desk) -> None:
    other, base = desk.other(), str(desk.strand.head_id)
    other.save(other.look("schule", heading="Schulen"))

    merged = desk.client.post(
        desk.at("sprache", "schritt/"), {"base": base, "step": "down"}, follow=True
    )
    assert desk.words("bildung") == ["Schulen", "Sprache"]
    assert f"mit der von {other.user.name} zusammengeführt" in read(merged)

    other.post(other.at("schule", "streichen/"))
    told = desk.client.post(
        desk.at("kurse", "schritt/"),
        {"base": base, "target": desk.slug("schule"), "where": "below"}, follow=True,
    )  # fmt: skip
    assert desk.words("sprache")[-1] == "Kurse"
    assert "nicht möglich" in read(told) or "Es ist nichts geschehen" in read(told)


def test_an_element_is_added_where_the_outline_allows_it_and_opened(desk: Desk) -> None:
    form = {"neu-what": "below:measure", "neu-title": "Patenschaften"}
    answer = desk.post(desk.at("sprache", "neu/"), **form)

    assert desk.words("sprache")[-1] == "Patenschaften"
    page = desk.client.get(answer["Location"].partition("#")[0])
    assert "Patenschaften" in read(page)

    refused = desk.post(desk.at("sprache", "neu/"), **(form | {"neu-what": "below:field"}))
    assert refused.status_code == 302 and len(desk.words("sprache")) == 4


def test_an_element_is_moved_parted_united_and_struck_by_plain_forms(desk: Desk) -> None:
    desk.post(desk.at("schule", "verschieben/"), target=f"below:{desk.slug('wohnen')}")
    desk.strand.refresh_from_db()
    assert desk.words("wohnen") == ["Schule"]

    start = str(node_id(desk.strand.concept, "eltern"))
    desk.post(desk.at("sprache", "teilen/"), start=start, title="Eltern", reason="zu lang")
    desk.strand.refresh_from_db()
    assert desk.words("bildung") == ["Sprache", "Eltern"] and desk.words("sprache") == [KIDS]

    desk.post(desk.at("sprache", "zusammenfuehren/"))
    desk.strand.refresh_from_db()
    assert desk.words("bildung") == ["Sprache"] and len(desk.words("sprache")) == 3

    desk.post(desk.at("wohnen", "streichen/"), reason="eigenes Konzept")
    assert "Wohnen" not in [each.title for each in desk.tree]
    kinds = list(Lineage.objects.order_by("pk").values_list("kind", flat=True))
    assert kinds == [Lineage.Kind.SPLIT, Lineage.Kind.JOINED]


def test_the_level_of_an_element_is_changed_by_a_plain_form_and_taken_back() -> None:
    field, *others = OUTLINE.levels
    part = Level("part", "Baustein", "Bausteine", ("measure",))
    wide = replace(OUTLINE, levels=(replace(field, may_contain=("goal", "part")), *others, part))
    desk = Desk.of(strand(text(None, *CONCEPT, outline=wide).version))
    before = desk.state("sprache")
    assert desk.at("sprache", "ebene/") in desk.client.get(desk.at("sprache")).content.decode()
    asked = read(desk.client.get(desk.at("sprache", "ebene/")))
    assert "Baustein" in asked and "Jetzt: Leitziel." in asked

    told = desk.client.post(
        desk.at("sprache", "ebene/"), {"base": str(desk.strand.head_id), "level": "part"},
        follow=True,
    )  # fmt: skip

    assert "„Sprache“ hat jetzt die Ebene „Baustein“." in read(told)
    assert desk.state("sprache") == replace(before, kind="part")
    made = Strand.objects.get().head
    desk.strand.refresh_from_db()
    desk.post(f"{desk.url}verlauf/{made.pk}/", reason="doch nicht")
    assert desk.state("sprache") == before


def test_where_no_other_level_may_stand_none_is_offered(desk: Desk) -> None:
    page = desk.client.get(desk.at("sprache")).content.decode()

    assert desk.at("sprache", "ebene/") not in page
    assert "keine andere Ebene" in read(desk.client.get(desk.at("sprache", "ebene/")))
    desk.post(desk.at("sprache", "ebene/"), level="measure")
    assert desk.state("sprache").kind == "goal"


@pytest.mark.parametrize("more", ["", "verschieben/", "teilen/", "streichen/"])
def test_the_address_of_a_struck_element_says_so_and_leads_to_the_history(
    desk: Desk, more: str
) -> None:
    desk.post(desk.at("sprache", "streichen/"))

    answer = desk.client.get(desk.at("kurse", more))

    assert answer.status_code == 410 and "Dieses Element ist gestrichen" in read(answer)
    html = answer.content.decode()
    assert f'href="{desk.url}verlauf/"' in html and f'href="{desk.url}"' in html


def test_what_never_stood_in_a_draft_was_not_struck_there(desk: Desk) -> None:
    form = {"neu-what": "below:measure", "neu-title": "Patenschaften"}
    added = desk.post(desk.at("sprache", "neu/"), **form)["Location"].partition("#")[0]
    elsewhere = Desk.of(strand(Version.objects.get(), name="Zweiter"))

    assert elsewhere.client.get(added.replace(desk.url, elsewhere.url)).status_code == 404
    assert desk.client.get(f"{desk.url}e/gibt-es-nicht/").status_code == 404


def test_what_cannot_be_united_has_no_button_for_it(desk: Desk) -> None:
    last = desk.client.get(desk.at("schule", "zusammenfuehren/")).content.decode()
    first = desk.client.get(desk.at("sprache", "zusammenfuehren/")).content.decode()

    assert "Danach folgt kein Element derselben Ebene" in last
    assert 'name="base"' in first and 'name="base"' not in last
    assert f'href="{desk.at("schule")}"' in last.partition("<main")[2]


# History


def test_the_history_tells_who_did_what_where_and_why(desk: Desk) -> None:
    desk.save(desk.look("sprache", heading="Deutsch", text="Kurz."), reason="Straffung")

    words = read(desk.client.get(f"{desk.url}verlauf/"))

    assert "Leitziel 1.1 Deutsch: umbenannt, Text" in words
    assert "Straffung" in words and desk.user.name in words


def test_what_came_and_went_again_is_told_by_the_element_it_stood_in(desk: Desk) -> None:
    desk.save(desk.look("sprache", text=f"{KIDS}\n\nAuch am Abend.\n\n{PARENTS}"))
    added = Strand.objects.get().head
    desk.strand.refresh_from_db()
    desk.post(f"{desk.url}verlauf/{added.pk}/", reason="doch nicht")
    desk.save(desk.look("schule", text=""))

    words = read(desk.client.get(f"{desk.url}verlauf/"))

    assert "Leitziel 1.2 Schule: Text gekürzt" in words
    assert "Leitziel 1.1 Sprache: Text gekürzt Rücknahme" in words
    assert "Leitziel 1.1 Sprache: Text ergänzt zurückgenommen" in words
    assert "nicht mehr im Text" not in words


def test_what_stood_in_an_element_that_is_gone_is_told_by_its_last_heading(desk: Desk) -> None:
    desk.save(desk.look("schule", text="Jede Schule ist gut.\n\nUnd schön."))
    desk.post(desk.at("schule", "streichen/"), base=Strand.objects.get().head_id)
    desk.save(desk.look("", heading="Alles"))

    words = read(desk.client.get(f"{desk.url}verlauf/"))

    assert "Schule: Text ergänzt" in words and "Schule: gestrichen" in words
    assert "nicht mehr im Text" not in words


def test_that_no_reason_was_given_is_said_on_the_change_and_not_beside_every_passage(
    desk: Desk,
) -> None:
    for key, heading in (("sprache", "Deutsch"), ("wohnen", "Wohnung"), ("schule", "Schulen")):
        desk.save(desk.look(key, heading=heading))
    made = Strand.objects.get().head
    of, said = desk.strand.concept, "Grund nicht angegeben"
    address = f"/{of.municipality.slug}/konzepte/{of.slug}/vergleich/2011/entwurf~"

    compared = desk.client.get(f"{address}{desk.strand.slug}/")

    assert "Wohnung" in read(compared) and said not in read(compared)
    assert "fs-why" not in compared.content.decode()
    assert said not in read(desk.client.get(f"{desk.url}verlauf/"))
    assert read(desk.client.get(f"{desk.url}verlauf/{made.pk}/")).count(said) == 1


def test_a_change_shows_its_marked_text_and_is_taken_back_by_a_new_one(desk: Desk) -> None:
    desk.save(desk.look("sprache", heading="Deutsch"))
    made = desk.strand.head = Strand.objects.get().head
    desk.save(desk.look("wohnen", heading="Wohnung"))
    page = f"{desk.url}verlauf/{made.pk}/"
    assert "<del>" in desk.client.get(page).content.decode()

    desk.strand.refresh_from_db()
    desk.post(page, reason="doch nicht")

    assert desk.state("sprache").title == "Sprache" and desk.state("wohnen").title == "Wohnung"
    assert "zurückgenommen" in read(desk.client.get(page))
    assert Strand.objects.get().head.undoes == made


def test_what_cannot_be_taken_back_says_why(desk: Desk) -> None:
    desk.save(desk.look("sprache", heading="Deutsch"))
    first = Strand.objects.get().head
    desk.save(desk.look("sprache", heading="Deutsch lernen"))
    desk.save(desk.look("sprache", heading="Alle Sprachen"))
    desk.strand.refresh_from_db()

    answer = desk.post(f"{desk.url}verlauf/{first.pk}/")

    assert answer.status_code == 422 and "Das geht so nicht" in read(answer)


# Errata


@pytest.mark.parametrize("reply", ErratumReply.Reply.values)
def test_an_erratum_of_an_earlier_text_is_offered_and_answered(reply: str) -> None:
    of = text(None, ("bildung", "field", "Bildnug")).version
    desk = Desk.of(strand(of))
    erratum = text(of, ("bildung", "field", "Bildung"), kind="erratum").change
    assert "1 Berichtigung angeboten" in read(desk.client.get(desk.url))
    page = f"{desk.url}berichtigungen/"
    assert "<del>" in desk.client.get(page).content.decode()

    desk.post(page, change=erratum.pk, reply=reply)

    assert ErratumReply.objects.get().reply == reply
    assert desk.state("bildung").title == ("Bildung" if reply == "taken_over" else "Bildnug")
    assert "Alles beantwortet" in read(desk.client.get(page))


# Freezing


def test_a_draft_is_frozen_as_a_new_version_with_label_date_and_state(desk: Desk) -> None:
    desk.save(desk.look("sprache", heading="Deutsch"))
    page = f"{desk.url}festschreiben/"
    words = read(desk.client.get(page))
    assert "Leitziele 2" in words and "Änderungen seit Beginn 1" in words
    desk.strand.refresh_from_db()

    answer = desk.post(page, label="2027", status="proposed", happened="5.2024", note="Für den Rat")

    frozen = Version.objects.get(label="2027")
    assert answer.status_code == 302 and answer["Location"].endswith("/fassungen/2027/")
    status = frozen.statuses.get()
    assert (status.status, str(status.happened)) == ("proposed", "2024-05")
    assert frozen.texts.get().hash and frozen.based_on is not None
    assert "Deutsch" in read(Client().get(answer["Location"]))


@pytest.mark.parametrize(
    ("fields", "says"),
    [({"label": "2011"}, "gibt es schon"), ({"happened": "bald"}, "Das ist kein Datum"),
     ({"label": ""}, "Bitte prüfen Sie Ihre Angaben")],
)  # fmt: skip
def test_what_keeps_a_version_from_being_frozen_stands_in_the_form(
    desk: Desk, fields: dict[str, str], says: str
) -> None:
    given = {"label": "2027", "status": "draft", "happened": "", **fields}
    answer = desk.post(f"{desk.url}festschreiben/", **given)

    assert answer.status_code == 422 and says in read(answer)
    assert Version.objects.count() == 1


@pytest.mark.parametrize("said", ["1.1.2999", "Januar 2999", "2999", "2998-01-01..2999-01-01"])
def test_a_version_cannot_hold_since_a_day_that_is_still_to_come(desk: Desk, said: str) -> None:
    given = {"label": "2027", "status": "valid", "happened": said, "note": "Für den Rat"}

    answer = desk.post(f"{desk.url}festschreiben/", **given)

    html = answer.content.decode()
    assert answer.status_code == 422 and "liegt in der Zukunft" in read(answer)
    assert all(f'value="{words}"' in html for words in ("2027", said, "Für den Rat"))
    assert not Version.objects.filter(label="2027").exists()


def test_a_month_or_year_that_has_begun_may_end_in_the_future(desk: Desk) -> None:
    today = timezone.localdate()
    said = f"{MONTHS[today.month - 1]} {today.year}"

    desk.post(f"{desk.url}festschreiben/", label="M", status="valid", happened=said)
    desk.post(f"{desk.url}festschreiben/", label="J", status="valid", happened=str(today.year))

    kept = VersionStatus.objects.order_by("pk").values_list("happened", flat=True)
    assert [str(each) for each in kept][-2:] == [f"{today:%Y-%m}", str(today.year)]


def test_what_others_changed_meanwhile_is_not_frozen_unseen(desk: Desk) -> None:
    other = desk.other()
    other.save(other.look("sprache", heading="Deutsch"))

    answer = desk.post(f"{desk.url}festschreiben/", label="2027", status="draft")

    assert answer.status_code == 422 and "inzwischen geändert" in read(answer)
    assert not Version.objects.filter(label="2027").exists()


def test_a_strand_of_errata_corrects_the_version_it_came_from() -> None:
    of = text(None, FIELD).version
    desk = Desk.of(strand(of))
    Strand.objects.update(kind=Strand.Kind.ERRATA)
    desk.save(desk.look("bildung", heading="Bildung"))
    desk.strand.refresh_from_db()

    desk.post(f"{desk.url}festschreiben/", note="Druckfehler")

    assert of.texts.order_by("-order")[0].kind == VersionText.Kind.ERRATUM
    assert Version.objects.count() == 1


# What it costs


def wide(elements: int) -> Desk:
    """Make a draft with three nodes for each element asked for."""
    parts = [(f"f{at}", "field", f"Feld {at}", (f"p{at}", "paragraph", "Eins."),
              (f"z{at}", "goal", f"Ziel {at}")) for at in range(elements)]  # fmt: skip
    return Desk.of(strand(text(version(concept(municipality())), *parts).version))


def test_pages_cost_the_same_queries_for_little_and_for_a_thousand_nodes() -> None:
    small, large = wide(3), wide(334)
    assert len(large.tree) > 1000
    for desk, fields in ((small, 1), (large, 12)):
        for at in range(fields):
            node = node_id(desk.strand.concept, f"f{at}")
            change(desk.strand, Retitle.whole(node, inline(f"Feld {at}"), inline("Neu")))

    counts: dict[str, list[int]] = {}
    for desk in (small, large):
        for page in (desk.drafts, desk.url, desk.at("f1"), f"{desk.url}verlauf/",
                     f"{desk.url}festschreiben/", desk.at("f1", "streichen/")):  # fmt: skip
            desk.client.get(page)
            with CaptureQueriesContext(connection) as captured:
                assert desk.client.get(page).status_code == 200
            name = page.replace(desk.strand.concept.slug, "").split("/", 4)[-1]
            counts.setdefault(name, []).append(len(captured))

    assert all(one == other <= 20 for one, other in counts.values()), counts


def test_a_page_of_an_element_reads_the_text_once_and_little_besides() -> None:
    desk = wide(334)
    nodes = len(desk.tree)
    desk.client.get(desk.at("f1"))

    with CaptureQueriesContext(connection) as captured:
        desk.client.get(desk.at("f1"))
    fetched = 0
    for query in captured.captured_queries:
        if query["sql"].startswith("SELECT"):
            with connection.cursor() as cursor:
                cursor.execute(
                    query["sql"].replace("%", "%%") if "%" in query["sql"] else query["sql"]
                )
                fetched += len(cursor.fetchall())

    assert fetched <= nodes + 50
