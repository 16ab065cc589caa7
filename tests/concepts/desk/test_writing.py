"""Writing at the desk: seen before it is saved, kept while typing, never over somebody else."""

import re

import pytest
from django.http import HttpResponse
from django.test import Client

from fortschrift.concepts.models import Change, Scratch
from fortschrift.core.text import plain
from tests.concepts.desk.rooms import KIDS, PARENTS, Desk, carried, read
from tests.concepts.factories import node_id

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk() -> Desk:
    return Desk.of()


def newest(desk: Desk) -> Change:
    desk.strand.refresh_from_db()
    return desk.strand.head


# Seen, then saved


def test_what_changes_is_shown_marked_before_it_is_saved(desk: Desk) -> None:
    before = newest(desk)

    looked = desk.look("sprache", text=f"{KIDS}\n\n{PARENTS} Die Kurse sind frei.")

    assert "<ins>" in looked.content.decode() and "Die Kurse sind frei." in read(looked)
    shown = looked.content.decode().partition('<form class="fs-form"')[0]  # before what is carried
    assert "Handlungsfeld 1" in shown and "Die Kurse sind frei." in shown and KIDS not in shown
    assert newest(desk) == before

    desk.save(looked, reason="Beschluss vom Mai")

    change = newest(desk)
    assert desk.words("sprache") == [KIDS, f"{PARENTS} Die Kurse sind frei.", "Kurse"]
    assert (change.reason, change.actor) == ("Beschluss vom Mai", desk.user)


def test_heading_text_and_attributes_of_an_element_are_one_change(desk: Desk) -> None:
    values = {"m-cost": "12.000", "m-start": "3.2027", "m-partners": "AWO\nDRK"}
    looked = desk.look("kurse", heading="Kurse für **alle**", text="Neu ist das.", **values)
    desk.save(looked)

    state = desk.state("kurse")
    assert state.title == "Kurse für alle" and len(state.heading) == 2
    assert dict(state.attributes) == {
        "cost": 1_200_000, "start": "2027-03", "partners": ("AWO", "DRK"),
    }  # fmt: skip
    assert desk.words("kurse") == ["Neu ist das."]
    assert newest(desk).parent_id == desk.strand.begun_at_id


def test_an_element_that_comes_back_untouched_changes_nothing(desk: Desk) -> None:
    before = newest(desk)

    response = desk.look("sprache")

    assert response.status_code == 302 and newest(desk) == before
    assert not Scratch.objects.exists()


def test_all_text_can_be_taken_out(desk: Desk) -> None:
    desk.save(desk.look("sprache", text=""))

    assert desk.words("sprache") == ["Kurse"]


def test_what_cannot_be_read_comes_back_with_everything_else(desk: Desk) -> None:
    response = desk.look("kurse", heading="Neue Kurse", **{"m-cost": "viel", "m-start": "bald"})

    page = response.content.decode()
    assert response.status_code == 422
    assert "Das ist kein Betrag." in read(response) and "Das ist kein Datum." in read(response)
    assert 'value="Neue Kurse"' in page and 'value="viel"' in page and 'value="bald"' in page


def test_a_held_place_that_is_none_comes_back_with_the_text(desk: Desk) -> None:
    response = desk.look("sprache", text="Vorher.\n\n{{7: Bild}}")

    assert response.status_code == 422
    assert "„{{7: Bild}}“ steht für nichts" in read(response) and "Vorher." in read(response)


def test_writing_on_after_looking_finds_everything_as_it_was(desk: Desk) -> None:
    looked = desk.look("sprache", heading="Deutsch", text="Nur das.")

    again = desk.save(looked, do="write")

    assert 'value="Deutsch"' in again.content.decode() and "Nur das." in read(again)
    assert newest(desk) == desk.strand.begun_at


# Kept while typing


def test_what_is_typed_is_kept_and_there_again_and_gone_when_it_is_saved(desk: Desk) -> None:
    fields = desk.fields("sprache") | {"heading": "Angefangen"}

    assert desk.client.post(desk.at("sprache", "merken/"), fields).status_code == 204

    page = desk.client.get(desk.at("sprache"))
    assert "Wiederhergestellt" in read(page) and 'value="Angefangen"' in page.content.decode()
    assert "noch nicht gespeichert" in read(desk.client.get(desk.url))

    desk.save(desk.client.post(desk.at("sprache"), fields))

    assert not Scratch.objects.exists() and desk.state("sprache").title == "Angefangen"


def test_what_is_typed_is_seen_by_nobody_else_and_can_be_given_up(desk: Desk) -> None:
    fields = desk.fields("sprache") | {"heading": "Angefangen"}
    desk.client.post(desk.at("sprache", "merken/"), fields)

    assert "Angefangen" not in read(desk.other().client.get(desk.at("sprache")))

    desk.client.post(desk.at("sprache", "merken/"), give_up_form(desk))
    assert not Scratch.objects.exists()


def give_up_form(desk: Desk, query: str = "") -> dict[str, str]:
    """Read the form that gives up what the page shows again."""
    html = desk.client.get(desk.at("sprache") + query).content.decode()
    form = next(each for each in html.split("<form") if 'value="give-up"' in each)
    return dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', form))


def type_in(desk: Desk, opened: dict[str, str], heading: str) -> HttpResponse:
    """Keep a heading in a window that was opened before."""
    return desk.client.post(desk.at("sprache", "merken/"), opened | {"heading": heading})


def test_two_windows_of_one_person_keep_what_each_has_and_the_second_is_told(desk: Desk) -> None:
    one, other = desk.fields("sprache"), desk.fields("sprache")
    assert type_in(desk, one, "Aus dem ersten").status_code == 204

    answer = type_in(desk, other, "Aus dem zweiten")

    assert answer.status_code == 200
    assert "In einem anderen Fenster" in answer.content.decode()
    page = desk.client.get(desk.at("sprache"))
    assert 'value="Aus dem zweiten"' in page.content.decode()
    assert "Auch in einem anderen Fenster geschrieben" in read(page)
    first = re.search(r'href="([^"]*\?gemerkt=\d+)"', page.content.decode())
    assert first
    assert 'value="Aus dem ersten"' in desk.client.get(first[1]).content.decode()


def test_saving_in_one_window_leaves_what_the_other_has_kept(desk: Desk) -> None:
    one, other = desk.fields("sprache"), desk.fields("sprache")
    type_in(desk, one, "Aus dem ersten")
    looked = desk.client.post(desk.at("sprache"), other | {"heading": "Aus dem zweiten"})
    assert "Auch in einem anderen Fenster geschrieben" in read(looked)

    desk.save(looked)

    assert desk.state("sprache").title == "Aus dem zweiten"
    assert 'value="Aus dem ersten"' in desk.client.get(desk.at("sprache")).content.decode()


def test_a_page_opened_again_goes_on_with_what_was_kept_and_leaves_no_second(desk: Desk) -> None:
    type_in(desk, desk.fields("sprache"), "Angefangen")

    assert type_in(desk, desk.fields("sprache"), "Weiter").status_code == 204

    (kept,) = Scratch.objects.all()
    assert "Weiter" in kept.fields


def test_a_window_that_was_taken_over_from_keeps_its_own_when_it_goes_on(desk: Desk) -> None:
    one = desk.fields("sprache")
    type_in(desk, one, "Angefangen")
    again = desk.fields("sprache")
    type_in(desk, one, "Im ersten weiter")

    assert type_in(desk, again, "Im zweiten weiter").status_code == 200

    words = " ".join(Scratch.objects.values_list("fields", flat=True))
    assert "Im ersten weiter" in words and "Im zweiten weiter" in words


def test_giving_up_what_a_page_shows_spares_what_was_kept_since(desk: Desk) -> None:
    one = desk.fields("sprache")
    type_in(desk, one, "Angefangen")
    form = give_up_form(desk)
    type_in(desk, one, "Danach")

    desk.client.post(desk.at("sprache", "merken/"), form)

    assert "Danach" in Scratch.objects.get().fields


@pytest.mark.parametrize("words", ["x\x00", "y" * 1_000_001])
def test_what_cannot_be_kept_is_said(desk: Desk, words: str) -> None:
    response = desk.post(desk.at("sprache", "merken/"), heading=words)

    assert response.status_code == 422 and response.content
    assert not Scratch.objects.exists()


def test_what_is_sent_after_the_session_ended_waits_for_the_sign_in(desk: Desk) -> None:
    fields = desk.fields("sprache") | {"heading": "Angefangen"}
    away = Client()

    answer = away.post(desk.at("sprache"), fields)

    assert answer.status_code == 302 and desk.at("sprache") in answer["Location"]
    away.force_login(desk.user)
    page = away.get(desk.at("sprache"))
    assert "Wiederhergestellt" in read(page) and 'value="Angefangen"' in page.content.decode()


def test_a_step_sent_with_the_form_takes_nothing_away_that_was_typed(desk: Desk) -> None:
    fields = desk.fields("sprache") | {"heading": "Angefangen", "step": "down"}

    desk.client.post(desk.at("sprache", "schritt/"), fields)

    assert desk.words("bildung") == ["Schule", "Sprache"]
    page = desk.client.get(desk.at("sprache"))
    assert 'value="Angefangen"' in page.content.decode()
    # Nobody is told of their own step before they save.
    looked = desk.look("sprache")
    assert "zusammengeführt" not in read(looked) and "Angefangen" in read(looked)


def test_adding_an_element_takes_nothing_away_that_was_typed(desk: Desk) -> None:
    fields = desk.fields("sprache") | {"heading": "Angefangen"}

    new = {"neu-what": "after:goal", "neu-title": "Neu"}
    desk.client.post(desk.at("sprache", "neu/"), fields | new)

    assert desk.words("bildung") == ["Sprache", "Neu", "Schule"]
    assert 'value="Angefangen"' in desk.client.get(desk.at("sprache")).content.decode()


# Two at once


def test_the_second_one_sees_both_merged_before_it_is_saved(desk: Desk) -> None:
    other = desk.other()
    fields = desk.fields("sprache")
    other.save(other.look("sprache", text=f"{KIDS}\n\n{PARENTS} Auch am Samstag."))
    theirs = newest(desk)

    looked = desk.client.post(desk.at("sprache"), fields | {
        "text": f"{KIDS.replace('früh', 'von Anfang an')}\n\n{PARENTS}"})  # fmt: skip

    assert f"mit der von {other.user.name} zusammengeführt" in read(looked)
    words = read(looked)
    assert "Inzwischen ist dazugekommen: Leitziel 1.1 Sprache: Text geändert" in words
    assert f'href="{desk.url}verlauf/{theirs.pk}/"' in looked.content.decode()
    assert newest(desk) == theirs

    desk.save(looked)

    assert desk.words("sprache")[:2] == [
        KIDS.replace("früh", "von Anfang an"), f"{PARENTS} Auch am Samstag.",
    ]  # fmt: skip


def test_somebody_who_saves_between_looking_and_saving_is_met_as_well(desk: Desk) -> None:
    other = desk.other()
    looked = desk.look("sprache", heading="Deutsch lernen")
    other.save(other.look("sprache", text=f"{KIDS}\n\nGanz anders."))
    theirs = newest(desk)

    again = desk.save(looked)

    assert "zusammengeführt" in read(again) and newest(desk) == theirs
    desk.save(again)
    assert desk.state("sprache").title == "Deutsch lernen"
    assert desk.words("sprache")[1] == "Ganz anders."


@pytest.mark.parametrize("is_same_person", [True, False])
def test_what_came_in_between_is_told_after_saving_also_to_who_wrote_it_in_another_window(
    desk: Desk, is_same_person: bool
) -> None:
    first = desk if is_same_person else desk.other()
    fields = desk.fields("sprache")
    first.save(first.look("schule", heading="Schulen"))
    looked = desk.client.post(desk.at("sprache"), fields | {"heading": "Deutsch"})
    by = "von Ihnen selbst" if is_same_person else first.user.name

    saved = desk.client.get(desk.save(looked)["Location"])

    assert f"Zuvor war dazugekommen: Leitziel 1.2 Schulen: umbenannt ({by})." in read(saved)
    assert [desk.state(key).title for key in ("sprache", "schule")] == ["Deutsch", "Schulen"]


def test_who_sees_the_difference_again_after_pressing_save_is_told_why(desk: Desk) -> None:
    looked = desk.look("sprache", heading="Deutsch")
    desk.save(desk.look("schule", heading="Schulen"))

    again = desk.save(looked)

    assert "Sie haben inzwischen selbst etwas anderes" in read(again)
    saved = desk.client.get(desk.save(again)["Location"])
    assert "Leitziel 1.2 Schulen: umbenannt (von Ihnen selbst)" in read(saved)


def test_who_saves_while_nothing_came_in_between_is_told_nothing_more(desk: Desk) -> None:
    saved = desk.client.get(desk.save(desk.look("sprache", heading="Deutsch"))["Location"])

    assert "Die Änderung ist gespeichert." in read(saved) and "Zuvor" not in read(saved)


def test_a_step_in_a_second_window_says_that_it_met_oneself(desk: Desk) -> None:
    base = str(desk.strand.head_id)
    desk.save(desk.look("schule", heading="Schulen"))

    told = desk.client.post(
        desk.at("sprache", "schritt/"), {"base": base, "step": "down"}, follow=True
    )

    assert "mit der von Ihnen selbst zusammengeführt" in read(told)


def both_wrote(desk: Desk) -> str:
    """Let two write in one place; gives the page of the second one."""
    other, fields = desk.other(), desk.fields("sprache")
    other.save(other.look("sprache", text=f"{KIDS.replace('früh', 'spät')}\n\n{PARENTS} Immer."))
    mine = {"text": f"{KIDS.replace('früh', 'sofort')}\n\n{PARENTS}", "heading": "Deutsch"}
    answer = desk.client.post(desk.at("sprache"), fields | mine)
    assert answer.status_code == 409
    words = read(answer)
    assert "Zwei Änderungen an derselben Stelle" in words and other.user.name in words
    assert "spät" in words and "sofort" in words
    return answer.content.decode()


@pytest.mark.parametrize(("form", "word"), [(0, "sofort"), (1, "spät")])
def test_where_both_wrote_one_chooses_and_all_else_of_both_stays(
    desk: Desk, form: int, word: str
) -> None:
    page = both_wrote(desk)

    looked = desk.client.post(desk.at("sprache"), {**carried(page, form), "do": "look"})
    desk.save(looked)

    assert desk.words("sprache")[:2] == [KIDS.replace("früh", word), f"{PARENTS} Immer."]
    assert desk.state("sprache").title == "Deutsch"


def test_where_both_wrote_the_second_can_write_on_by_hand(desk: Desk) -> None:
    page = both_wrote(desk)

    form = desk.client.post(desk.at("sprache"), {**carried(page), "do": "write"})

    assert KIDS.replace("früh", "sofort") in read(form)


def test_what_was_typed_stays_until_it_is_decided(desk: Desk) -> None:
    both_wrote(desk)

    assert "sofort" in read(desk.client.get(desk.at("sprache")))


def struck_by_another(desk: Desk, key: str) -> dict[str, str]:
    """Let somebody strike an element that is open for writing; gives the fields of its form."""
    other, fields = desk.other(), desk.fields(key)
    other.post(other.at(key, "streichen/"))
    return fields


def test_an_element_that_was_struck_meanwhile_gives_back_what_was_typed(desk: Desk) -> None:
    fields = struck_by_another(desk, "sprache")

    answer = desk.client.post(desk.at("sprache"), fields | {"text": "Meine Worte."})

    assert answer.status_code == 409
    assert "nicht mehr im Entwurf" in read(answer) and "Meine Worte." in read(answer)


def test_rich_text_attributes_and_number_of_a_struck_element_are_shown_and_kept(desk: Desk) -> None:
    fields = struck_by_another(desk, "kurse")
    typed = {"html": "<p>Meine <b>Worte</b>.</p><ul><li><p>eins</p></li></ul>", "number": "7b",
             "m-responsible": "Amt für Schule"}  # fmt: skip

    answer = desk.client.post(desk.at("kurse"), fields | typed)

    words = answer.content.decode()
    for each in (
        "Meine Worte.\n\n- eins</textarea>",
        ">7b</textarea>",
        "Amt für Schule</textarea>",
    ):
        assert each in words
    assert "ist gemerkt" in read(answer)
    (kept,) = Scratch.objects.filter(user=desk.user)
    assert kept.node_id == node_id(desk.strand.concept, "kurse") and "Meine <b>" in kept.fields


def test_what_was_typed_in_a_struck_element_is_there_when_the_strike_is_taken_back(
    desk: Desk,
) -> None:
    fields = struck_by_another(desk, "kurse")
    desk.client.post(desk.at("kurse"), fields | {"heading": "Kurse am Abend"})
    strike = newest(desk)

    desk.post(f"{desk.url}verlauf/{strike.pk}/", reason="doch nicht")

    page = desk.client.get(desk.at("kurse"))
    assert "Wiederhergestellt" in read(page) and "Kurse am Abend" in page.content.decode()


@pytest.mark.parametrize("more", ["merken/", "schritt/", "neu/"])
def test_whatever_is_sent_from_a_struck_element_keeps_what_was_typed(desk: Desk, more: str) -> None:
    fields = struck_by_another(desk, "kurse")

    answer = desk.client.post(desk.at("kurse", more), fields | {"heading": "Angefangen"})

    assert answer.status_code == (204 if more == "merken/" else 409)
    assert "Angefangen" in Scratch.objects.get(user=desk.user).fields


def test_a_form_without_its_base_or_with_a_foreign_one_is_refused(desk: Desk) -> None:
    foreign = Desk.of().strand.head_id
    for base in ("", "x", str(foreign)):
        assert desk.client.post(desk.at("sprache"), {"base": base}).status_code == 404


# From the rich editor


def test_the_rich_editor_sends_html_and_identities_stay(desk: Desk) -> None:
    ids = {key: node_id(desk.strand.concept, key) for key in ("kinder", "eltern")}
    html = (f'<p data-node="{ids["eltern"]}">{PARENTS}</p>'
            f'<p data-node="{ids["kinder"]}">Alle <strong>Kinder</strong> lernen Deutsch.</p>'
            "<ul><li><p>Neu <script>alert(1)</script></p></li></ul>")  # fmt: skip

    desk.save(desk.look("sprache", html=html))

    first, second, third, _ = desk.tree.children(desk.state("sprache").id)
    assert (first.id, second.id) == (ids["eltern"], ids["kinder"])
    assert plain(second.text) == "Alle Kinder lernen Deutsch." and third.kind == "list"
    assert "script" not in str(desk.tree.nodes)
