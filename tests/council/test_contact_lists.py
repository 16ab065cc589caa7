"""Whatever a list was copied from: every cell is kept, every row says what will happen to it."""

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from fortschrift.council import actions
from fortschrift.council.contact_lists.planning import Outcome, Plan, plan_list
from fortschrift.council.contact_lists.reading import MOST_COLUMNS, MOST_ROWS, read, written
from fortschrift.council.models import Contact, Organization
from tests.accounts.factories import NOW, municipality, operator
from tests.council.factories import body, contact

HEAD = "Organisation\tAnsprechperson\tFunktion\tE-Mail\tTelefon\tSprache"
ROW = "AWO-Ortsverein\tErika Beispiel\tLeitung\tleitung@example.org\t05555 1234\tDeutsch"


def only(plan: Plan) -> tuple[str, actions.ContactDetails]:
    (row,) = plan.rows
    assert row.outcome in (Outcome.NEW, Outcome.KNOWN), row.reason
    return str(row.organization), row.read.details


@pytest.mark.parametrize(("text", "rows"), [
    ("AWO\tinfo@example.org\n\n \t \nCaritas\tpost@example.org\n",
     [("AWO", "info@example.org"), ("Caritas", "post@example.org")]),
    ("AWO;Leitung, Erika;05555/12\r\nCaritas", [("AWO", "Leitung, Erika", "05555/12"),
                                               ("Caritas", "", "")]),
    ('AWO,"Lindenplatz 1, Musterstadt"', [("AWO", "Lindenplatz 1, Musterstadt")]),
    ('AWO\t"Lindenplatz 1\n38999 Musterstadt"', [("AWO", "Lindenplatz 1\n38999 Musterstadt")]),
    ('Verein "Mitte\tinfo@example.org\nCaritas\tx', [('Verein "Mitte', "info@example.org"),
                                                    ("Caritas", "x")]),
    ("\ufeffAWO\u00a0Mitte\tx", [("AWO Mitte", "x")]),
    ("info@example.org\npost@example.org", [("", "info@example.org"), ("", "post@example.org")]),
    ("AWO <info@example.org>, Caritas <post@example.org>",
     [("AWO", "info@example.org"), ("Caritas", "post@example.org")]),
    ("Beispiel, Erika <erika@example.org>; <mailto:post@example.org>;",
     [("Beispiel, Erika", "erika@example.org"), ("", "post@example.org")]),
    ("", []),
])  # fmt: skip
def test_a_list_is_read_whatever_it_was_copied_from(text: str, rows: list[tuple[str, ...]]) -> None:
    assert list(read(text).rows) == rows


CELLS = st.text(st.characters(blacklist_categories=["C", "Z"]), max_size=6)


@given(st.integers(2, 4).flatmap(
    lambda width: st.lists(st.lists(CELLS, min_size=width, max_size=width).filter(any), min_size=1)
))  # fmt: skip
def test_no_cell_of_a_spreadsheet_is_lost(rows: list[list[str]]) -> None:
    assert [list(row) for row in read(written(rows)).rows] == rows


@pytest.mark.django_db
@pytest.mark.parametrize("text", [
    f"{HEAD}\n{ROW}",
    f"{HEAD}\n{ROW}".replace("\t", ";"),
    f"{HEAD}\n{ROW}".replace("\t", ","),
    "Organization,Contact person,Job title,Email address,Phone,Language\n"
    "AWO-Ortsverein,Erika Beispiel,Leitung,leitung@example.org,05555 1234,German",
    "Verein;Nachname;Vorname;Rolle;Mail;Tel.\n"
    "AWO-Ortsverein;Beispiel;Erika;Leitung;leitung@example.org;05555 1234",
    ROW.removesuffix("\tDeutsch"),
])  # fmt: skip
def test_columns_are_recognised_in_german_and_english_and_by_their_cells(text: str) -> None:
    organization, details = only(plan_list(municipality(), text))

    assert organization == "AWO-Ortsverein"
    assert details == actions.ContactDetails(
        name="Erika Beispiel", function="Leitung", email="leitung@example.org",
        telephone="05555 1234",
    )  # fmt: skip


@pytest.mark.django_db
def test_what_has_no_field_of_its_own_is_kept_in_the_note() -> None:
    text = (
        "Einrichtung\tAnrede\tStraße\tPLZ\tOrt\tTelefon\tMobil\tSprache\tE-Mail\tseit\tBemerkung\n"
        "AWO\tFrau\tLindenplatz 1\t38999\tMusterstadt\t1234\t5678\tArabisch"
        "\tErika Beispiel <e@example.org>\t17.5.2024\tmontags"
    )

    (row,) = plan_list(municipality(), text).rows

    details = row.read.details
    assert (details.name, details.email) == ("Erika Beispiel", "e@example.org")
    assert details.postal_address == "Lindenplatz 1\n38999 Musterstadt"
    assert details.telephone == "1234, 5678"
    assert str(details.valid_from) == "2024-05-17"
    assert (details.language, details.note) == ("de", "Anrede: Frau\nmontags\nSprache: Arabisch")
    assert row.remarks == ["Die Sprache „Arabisch“ kommt in die Bemerkung."]


@pytest.mark.django_db
@pytest.mark.parametrize("spelled", [
    "Verein Brücken e. V.", "verein bruecken", "Verein „Brücken“ e.V.", "VEREIN BRÜCKEN EV",
    "Runder Tisch Brücken",
])  # fmt: skip
def test_an_organization_is_known_by_any_name_and_without_its_legal_form(spelled: str) -> None:
    known = body(name="Runder Tisch Brücken")
    actions.rename_organization(
        known, name="Verein Brücken e. V.", since="2018", actor=operator(), now=NOW
    )

    (row,) = plan_list(known.municipality, f"{spelled}\tinfo@example.org").rows

    assert (row.outcome, row.organization) == (Outcome.KNOWN, known)
    said = [] if spelled == known.name else ["hier geführt als „Verein Brücken e. V.“"]
    assert row.remarks == said


@pytest.mark.django_db
def test_a_name_of_today_wins_over_one_formerly_borne_and_two_of_today_are_asked_about() -> None:
    today = body(name="Jugendtreff")
    town = today.municipality
    other = body(town, name="Alter Treff")
    actions.rename_organization(other, name="Neuer Treff", actor=operator(), now=NOW)
    actions.name_organization(
        other, name="Jugendtreff", kind="former", actor=operator(), now=NOW
    )  # fmt: skip
    body(town, name="Kulturverein"), body(town, name="Kulturverein e. V.")

    one, two = plan_list(town, "Jugendtreff\ta@example.org\nKulturverein\tb@example.org").rows

    assert one.organization == today
    assert two.outcome is Outcome.MISTAKE
    assert "Kulturverein, Kulturverein e. V." in two.reason


@pytest.mark.django_db
@pytest.mark.parametrize(("row", "reason"), [
    ("\tinfo@example.org", "Die Organisation fehlt."),
    ("AWO\tinfo@example", "gültige E-Mail-Adresse"),
    ("AWO\tinfo at example.org", "„info at example.org“ ist keine E-Mail-Adresse."),
    ("AWO\ta@example.org, b@example.org", "mehrere E-Mail-Adressen"),
    ("AWO\t", "wenigstens eines"),
    (f"{'A' * 201}\tinfo@example.org", "200"),
    ("AWO\x00\tinfo@example.org", "Zeichen"),
])  # fmt: skip
def test_a_mistaken_row_says_what_is_wrong_and_the_others_go_on(row: str, reason: str) -> None:
    plan = plan_list(municipality(), f"Organisation\tE-Mail\n{row}\nCaritas\tpost@example.org")

    mistaken, sound = plan.rows
    assert mistaken.outcome is Outcome.MISTAKE and reason in mistaken.reason
    assert sound.outcome is Outcome.NEW
    assert read(plan.remaining()).rows[1] == tuple(mistaken.cells)
    assert [each.details.email for each in plan.listed()] == ["post@example.org"]


@pytest.mark.django_db
def test_a_contact_that_is_there_or_stands_twice_is_taken_in_once() -> None:
    there = contact(body(name="AWO"), email="info@example.org", telephone="1")
    text = (
        "Organisation\tE-Mail\tTelefon\n"
        "awo\tINFO@example.org\t1\n"
        "AWO\tinfo@example.org\t2\n"
        "Caritas\tpost@example.org\t\n"
        "Caritas e. V.\tPost@example.org\t\n"
    )

    plan = plan_list(there.municipality, text)

    assert [row.outcome for row in plan.rows] == [
        Outcome.DOUBLE, Outcome.DOUBLE, Outcome.NEW, Outcome.DOUBLE,
    ]  # fmt: skip
    assert [row.reason for row in plan.rows] == [
        "Schon verzeichnet. Anders als in der Liste: E-Mail-Adresse.",
        "Schon verzeichnet. Anders als in der Liste: Telefon.", "", "Steht schon in Zeile 3.",
    ]  # fmt: skip
    assert plan.new_organizations == 1


@pytest.mark.django_db
def test_mail_addresses_name_their_organization_when_it_is_known_or_said() -> None:
    town = body(name="Caritas").municipality

    known = plan_list(town, "Caritas <post@example.org>; AWO <info@example.org>")
    said = plan_list(town, "Erika Beispiel <e@example.org>", otherwise="caritas")
    people = plan_list(town, "Caritas <c@example.org>; A <a@example.org>; B <b@example.org>")

    assert [str(row.organization) for row in known.rows] == ["Caritas", "AWO"]
    assert only(said)[1].name == "Erika Beispiel" and only(said)[0] == "Caritas"
    assert {row.reason for row in people.rows} == {"Die Organisation fehlt."}


@pytest.mark.django_db
def test_columns_can_be_corrected_and_rows_left_out() -> None:
    town = municipality()
    text = "Caritas\tPost\tpost@example.org\nAWO\tPost\tinfo@example.org"
    plan = plan_list(town, text, meanings={1: "function"})

    left = plan_list(town, text, meanings={1: "function"}, left_out=[plan.rows[0].key])

    assert [each.details.function for each in plan.listed()] == ["Post", "Post"]
    assert [each.organization for each in left.listed()] == ["AWO"]
    assert left.digest == plan.digest != plan_list(town, text).digest


@pytest.mark.django_db
@pytest.mark.parametrize("text", [
    "", "\n \n", HEAD, "x@example.org\n" * (MOST_ROWS + 2), "Amt;Büro\n" * (MOST_ROWS + 2),
    "Amt" + ";Büro" * MOST_COLUMNS,
])  # fmt: skip
def test_a_list_without_rows_or_with_too_many_is_refused(text: str) -> None:
    with pytest.raises(ValidationError) as refused:
        plan_list(municipality(), text)

    assert list(refused.value.message_dict) == ["text"]


@pytest.mark.django_db
def test_five_hundred_rows_cost_no_query_each(django_assert_max_num_queries: object) -> None:
    town = municipality()

    def cost(rows: int) -> int:
        text = "\n".join(f"Verein {n % 100}\tx{rows}-{n}@example.org" for n in range(rows))
        with django_assert_max_num_queries(30) as captured:  # type: ignore[operator]
            listed = plan_list(town, text).listed()
            actions.take_in_contacts(town, listed=listed, actor=operator(), now=NOW)
        return len(captured.captured_queries)

    few, many = cost(2), cost(500)

    assert many - few <= 500 // 40, "rows are inserted in batches, as many as SQLite takes"
    assert Contact.objects.count() == 502
    assert Organization.objects.count() == 100
