"""Wolfenbüttel 2017: odd order and gaps included, recorded and shown as the sources have it."""

import pytest
from django.test import Client

from fortschrift.concepts.models import VersionStatus
from fortschrift.core.partial_date import PartialDate
from fortschrift.deliberation.findings import of_concept
from fortschrift.deliberation.life_line import life_line_entries as deliberated
from fortschrift.participation.life_line import life_line_entries as read
from fortschrift.review.life_line import life_line_entries as reviewed
from fortschrift.sources.life_line import in_order, without_bare_occasions
from tests.deliberation.wolfenbuettel import tell

pytestmark = pytest.mark.django_db


@pytest.mark.row("S2.10", "S2.11", "S2.22", "S2.24", "S2.28", "S2.29", "S2.34")
def test_the_life_line_follows_the_dates_whatever_order_they_were_recorded_in() -> None:
    story = tell()

    entries = [*read(story.concept), *deliberated(story.concept), *reviewed(story.concept)]
    stations = in_order(without_bare_occasions(entries))
    line = [(str(entry.date), entry.kind) for entry in stations]

    assert line == [
        ("2017-03-30", "reading"),
        ("2017-05-15", "decision"),
        ("2017-05-15..2017-08-10", "reading"),
        ("2017-06-08", "mandate"),
        ("2017-08", "consultation"),
        ("2017-08-10", "referral"),
        ("2017-09-13", "decision"),
        ("", "review_plan"),
    ]


def test_only_the_odd_mandate_carries_a_remark() -> None:
    story = tell()

    remarks = {entry.kind: entry.remark for entry in deliberated(story.concept) if entry.remark}

    assert list(remarks) == ["mandate"]
    assert "(8. Juni 2017)" in remarks["mandate"]


@pytest.mark.row("S2.06")
def test_what_became_of_the_version_follows_from_hand_over_and_decision() -> None:
    story = tell()

    statuses = {(row.status, str(row.happened)) for row in story.version.statuses.all()}

    Status = VersionStatus.Status
    assert statuses == {
        (Status.DRAFT, "2017-03-30"),
        (Status.PROPOSED, "2017-08-10"),
        (Status.ADOPTED, "2017-09-13"),
    }


def test_the_findings_name_the_order_and_the_vote_that_nobody_published() -> None:
    story = tell()

    assert {finding.code for finding in of_concept(story.concept)} == {
        "mandate_after_draft", "decision_without_vote",
    }  # fmt: skip


def test_a_public_life_line_keeps_its_claims() -> None:
    story = tell()

    claims = [set(entry.claims) for entry in deliberated(story.concept) if entry.date.is_known]

    assert {story.press} in claims
    assert str(PartialDate.parse("2017-09-13")) in {
        str(entry.date) for entry in deliberated(story.concept) if story.press in entry.claims
    }


@pytest.mark.parametrize(("date", "organization", "expected"), [
    ("2017-03-30", "runder-tisch", ["1. Durchsicht", "Änderungen und Ergänzungen"]),
    ("2017-05-15", "runder-tisch", ["Votum", "teils angenommen, teils nicht", "nicht öffentlich"]),
    ("2017-06-08", "ajs", ["Auftrag", "Konzept erarbeiten", "„angestoßen“"]),
    ("2017-08-10", "runder-tisch", ["überweist", "von uns zusammengefasst"]),
    ("2017-09-13", "rat", ["Beschluss", "angenommen", "beschließt", "2017"]),
])  # fmt: skip
def test_the_page_of_each_meeting_tells_what_it_did_for_the_concept(
    client: Client, date: str, organization: str, expected: list[str]
) -> None:
    tell()

    page = client.get(f"/wolfenbuettel/gremien/{organization}/sitzungen/sitzung-{date}/")

    text = page.content.decode()
    assert page.status_code == 200
    for words in ["Integrationskonzept der Stadt Wolfenbüttel", *expected]:
        assert words in text


def test_paper_and_body_lead_to_the_concept(client: Client) -> None:
    story = tell()
    address = f"/wolfenbuettel/konzepte/{story.concept.slug}/"

    paper = client.get("/wolfenbuettel/vorlagen/konzept/").content.decode()
    body = client.get("/wolfenbuettel/gremien/rat/").content.decode()

    assert address in paper and "In die Beratungsfolge gegeben: Runder Tisch" in paper
    assert address in body and "mit großer Mehrheit" in body
