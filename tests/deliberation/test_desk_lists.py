"""The proposals desk with much before a body: what it costs, files to take away, blocks."""

import re
from io import BytesIO
from zipfile import ZipFile

import page as pdf_validator
import pypdfium2
import pytest
from django.test import Client
from openpyxl import load_workbook

from fortschrift.concepts.models import AmendmentAlternative, CurrentWording
from fortschrift.council.actions import Counted
from fortschrift.deliberation import actions
from fortschrift.deliberation.actions import Advised, Ballot, Occasion
from fortschrift.deliberation.addresses import consideration_url
from fortschrift.deliberation.exports.marking import in_one_line, marked
from fortschrift.deliberation.models import Consideration, QuestionResult
from fortschrift.participation.actions import Sender, Wanted
from tests.accounts.factories import NOW, officer, operator, outsider
from tests.concepts.amendments import pointer, replacing
from tests.council.counting import Cost, counted
from tests.deliberation.factories import (
    before_a_body,
    consideration,
    decided,
    proposed,
    released,
)
from tests.participation.factories import open_reading, submission, text_of, wanted

pytestmark = pytest.mark.django_db
Result = QuestionResult.Result


def signed_in(client: Client, table: Consideration) -> Client:
    client.force_login(officer(table.municipality))
    return client


def file(client: Client, table: Consideration, ending: str, query: str = "") -> bytes:
    answer = client.get(consideration_url(table, "list", ending=ending) + query)
    assert answer.status_code == 200
    return answer.content


def sheet(data: bytes) -> list[tuple[str, ...]]:
    rows = load_workbook(BytesIO(data)).active.iter_rows(values_only=True)
    return [tuple(each or "" for each in row) for row in rows]


def advised(table: Consideration, *amendments: object, **given: object) -> None:
    listed = [Advised(amendment=each, **{"advice": "adopt", **given}) for each in amendments]
    actions.recommend(table, advised=listed, actor=operator(), now=NOW)


# What it costs


def grown(table: Consideration, number: int) -> None:
    """Lay so many more proposals before the body, of which every third is advised on."""
    made = [proposed(table.reading, *wanted(table.reading).operations) for _ in range(number)]
    actions.lay_late_proposals(table, actor=operator(), now=NOW)
    advised(table, *made[::3], is_undisputed=True)


def cost(client: Client, url: str) -> Cost:
    assert client.get(url).status_code == 200
    with counted() as spent:
        client.get(url)
    return spent


def test_pages_cost_the_same_queries_for_60_and_for_200_and_the_rows_they_show(
    client: Client,
) -> None:
    table, _made = before_a_body("all", "free")
    signed_in(client, table)
    desk, decide = consideration_url(table), consideration_url(table, "decide")
    several = "&".join(f"nr={each}" for each in range(1, 26))
    lists = [desk, f"{desk}?seite=2", f"{desk}?ueberschneidung=on", f"{desk}?art=change",
             f"{desk}?empfehlung=undisputed&seite=1", f"{desk}?reihe=overlap"]  # fmt: skip
    one = consideration_url(table, "proposal", proposal=1)
    pages = [*lists, f"{decide}?{several}", one]

    grown(table, 80)
    little = {each: cost(client, each) for each in pages}
    few = cost(client, f"{decide}?nr=3&nr=4")
    grown(table, 120)
    much = {each: cost(client, each) for each in pages}

    assert {k: each.queries for k, each in much.items()} == {
        k: each.queries for k, each in little.items()
    }
    assert little[f"{decide}?{several}"].queries == few.queries
    assert {k: each.rows for k, each in much.items() if each.rows > 3 * 25 + 50} == {}


# Files


def test_the_list_as_workbook_says_all_and_keeps_the_numbers_locked(client: Client) -> None:
    table, (every, some, _free) = before_a_body("all", "some", "free")
    advised(table, some, advice="reject", reason="Das geht zu weit.")
    ballot = Ballot(outcome="carried", manner="majority", counts=[Counted("yes", 7)])
    decided(table, (every, Result.ADOPTED), is_merged=False, occasion=Occasion(ballot=ballot))

    data = file(signed_in(client, table), table, "xlsx")

    head, *rows = sheet(data)
    assert head[0] == "Nummer"
    assert [row[0] for row in rows] == ["1", "2", "3"]
    assert rows[0][2] == "eine Nachbarin"
    assert "[− neu zugewanderte −] [+ alle +]" in rows[0][5]
    assert "alle" in rows[0][4]
    assert rows[1][6:9] == ("nicht annehmen", "Das geht zu weit.", "1")
    assert rows[0][9].startswith("angenommen")
    assert "7 Ja" in rows[0][10]
    book = load_workbook(BytesIO(data)).active
    assert book.protection.sheet
    assert book["A2"].protection.locked and not book["H2"].protection.locked


def test_the_file_follows_the_filter_and_the_desk_leads_to_it(client: Client) -> None:
    table, _made = before_a_body("all", "some", "free")
    signed_in(client, table)

    rows = sheet(file(client, table, "xlsx", "?ueberschneidung=on"))

    assert [row[0] for row in rows[1:]] == ["1", "2"]
    desk = client.get(consideration_url(table) + "?ueberschneidung=on").content.decode()
    assert "vorschlaege.pdf?ueberschneidung=on&amp;stand=open" in desk


def test_nothing_typed_becomes_a_formula_and_no_address_of_a_sender_leaves(client: Client) -> None:
    reading = open_reading()
    sender = Sender(shown_as="pseudonym", shown_name="=1+1", email="geheim@example.org")
    made = submission(
        reading, wanted=[Wanted(original='=HYPERLINK("http://x")')], kind="own_words", sender=sender
    )
    released(made)
    table = consideration(reading)

    data = file(signed_in(client, table), table, "xlsx")

    cells = [each for row in load_workbook(BytesIO(data)).active.iter_rows() for each in row]
    assert {each.data_type for each in cells if each.value} == {"s"}
    assert {"=1+1", '=HYPERLINK("http://x")'} <= {each.value for each in cells}
    assert "geheim" not in str(sheet(data))


def test_the_list_as_word_file_reads_the_same(client: Client) -> None:
    table, _made = before_a_body("all", "gone")

    data = file(signed_in(client, table), table, "docx")

    written = ZipFile(BytesIO(data)).read("word/document.xml").decode()
    said = re.sub(r"<[^>]+>", "", written)
    assert "Vorschlag 1" in said and "Vorschlag 2" in said
    assert "[− neu zugewanderte −] [+ alle +]" in said
    assert "eine Nachbarin" in said
    runs = re.findall(r"<w:r>.*?</w:r>", written)
    assert any("<w:b/>" in each and "[+ alle +]" in each for each in runs)


def test_the_list_as_pdf_can_be_read_by_everybody(client: Client) -> None:
    table, _made = before_a_body("all", "gone")

    data = file(signed_in(client, table), table, "pdf")

    pages = [each.get_textpage().get_text_range() for each in pypdfium2.PdfDocument(data)]
    said = " ".join(" ".join(pages).split())
    assert "Vorschlag 2" in said and "+ alle +]" in said
    report = pdf_validator.validate_pdf_bytes(
        data, profile=pdf_validator.ValidationProfile.PDF_UA_1
    )
    assert [each.message for each in report.failures] == []


def test_a_file_is_for_the_staff_named_well_and_no_other_ending_is_there(client: Client) -> None:
    table, _made = before_a_body("all")
    url = consideration_url(table, "list", ending="pdf")
    assert client.get(url).status_code == 302
    client.force_login(outsider())
    assert client.get(url).status_code == 403
    signed_in(client, table)
    answer = client.get(consideration_url(table, "list", ending="xlsx"))
    named = answer.headers["Content-Disposition"]
    assert f"{table.concept.slug}-{table.organization.slug}-durchsicht-1-" in named
    assert client.get(consideration_url(table, "list", ending="exe")).status_code == 404


def test_what_was_struck_and_put_in_can_be_told_without_colour() -> None:
    text = text_of(open_reading())
    operation = replacing(text, "kurse", "neu zugewanderte", "alle")
    from fortschrift.concepts import repository

    tree = repository.text_at(text.change).tree

    (passage,) = marked([operation], tree)

    assert "".join(p.words for p in passage if p.side != "new") == "".join(
        run.text for run in tree[operation.node].text
    )
    assert "[− neu zugewanderte −] [+ alle +]" in in_one_line(passage)


# Blocks and alternatives


def test_the_undisputed_are_offered_in_a_block_with_one_press(client: Client) -> None:
    table, (every, _some, free) = before_a_body("all", "some", "free")
    advised(table, every, free, is_undisputed=True)
    signed_in(client, table)

    desk = client.get(consideration_url(table)).content.decode()
    answer = client.get(consideration_url(table, "decide") + "?unstrittig=1")

    assert "Alle 2 unstrittigen entscheiden" in desk
    assert answer.headers["Location"].endswith("entscheiden/?nr=1&nr=3")
    decided(table, (every, Result.REJECTED), (free, Result.REJECTED))
    assert "unstrittigen entscheiden" not in client.get(consideration_url(table)).content.decode()


def test_of_those_declared_apart_the_others_lapse_when_one_is_adopted(client: Client) -> None:
    table, (every, free, gone) = before_a_body("all", "free", "gone")
    signed_in(client, table)

    client.post(consideration_url(table), {"do": "apart", "nr": ["1"]})
    assert not AmendmentAlternative.objects.exists()
    client.post(consideration_url(table), {"do": "apart", "nr": ["1", "2", "3"]})

    assert AmendmentAlternative.objects.count() == 3
    desk = client.get(consideration_url(table)).content.decode()
    assert desk.count("überschneidet sich mit") == 3
    decided(table, (every, Result.ADOPTED))
    lapsed = {pointer(each, table.strand).state for each in (free, gone)}
    assert lapsed == {CurrentWording.State.LAPSED}


def test_overlaps_come_first_when_asked_for(client: Client) -> None:
    table, _made = before_a_body("free", "all", "some")
    signed_in(client, table)

    found = client.get(consideration_url(table) + "?reihe=overlap").content.decode()

    assert found.index(">2</label>") < found.index(">1</label>")
