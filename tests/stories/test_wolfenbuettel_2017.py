"""Wolfenbüttel 2017: a draft goes to a round table, is voted on, handed over and adopted.

Told from the town's press release of 15.09.2017 and the sources beside it.
"""

from itertools import combinations

import pytest
from django.test import Client
from django.urls import reverse

from fortschrift.accounts.selectors import journal_head
from fortschrift.accounts.verification import faults
from fortschrift.concepts.models import Concept
from fortschrift.core.partial_date import PartialDate
from fortschrift.council.models import (
    LegislativeTerm,
    Meeting,
    Membership,
    Organization,
    VoteEvent,
)
from fortschrift.deliberation.models import Decision, Mandate, Referral
from fortschrift.participation.models import Reading
from fortschrift.publication.life_line import life_line
from fortschrift.publication.selectors import versions_with_fate
from fortschrift.review.models import ReviewPlan
from fortschrift.sources.models import Event, Media
from tests.stories.conftest import Reader

pytestmark = pytest.mark.django_db
CONCEPT = "integrationskonzept"
ROUND_TABLE = "runder-tisch-fluechtlinge"
COMMITTEE = "ausschuss-fuer-jugend-und-soziales"


@pytest.fixture
def reader() -> Reader:
    return Reader("wolfenbuettel")


@pytest.fixture
def concept() -> Concept:
    return Concept.objects.get(municipality__slug="wolfenbuettel", slug=CONCEPT)


def day(text: str) -> PartialDate:
    return PartialDate.parse(text)


# How it began -----------------------------------------------------------------------------------


@pytest.mark.row("S2.09", "S2.10", "S2.11")
def test_the_committee_orders_the_concept_after_the_first_draft_was_shown(
    reader: Reader, concept: Concept
) -> None:
    mandate = Mandate.objects.get(concept=concept)

    assert mandate.kind == Mandate.Kind.CREATE and mandate.as_printed == "angestoßen"
    assert mandate.organization is not None
    assert mandate.organization.name == "Ausschuss für Jugend und Soziales"
    draft_shown = Reading.objects.get(concept=concept, number=1)
    assert draft_shown.opens.surely_before(mandate.date)
    page = reader.reads("publication:concept", CONCEPT)
    assert page.index("30. März 2017") < page.index("8. Juni 2017")
    assert "Sozialausschuss" in reader.reads("council:organization", COMMITTEE)


@pytest.mark.row("S2.12")
def test_the_administration_makes_the_draft(reader: Reader, concept: Concept) -> None:
    draft = concept.versions.get(slug="entwurf")

    assert draft.author == "Verwaltung der Stadt Wolfenbüttel"
    assert [status.status for status in draft.statuses.all()] == ["draft"]
    assert "Entwurf" in reader.reads("concepts:version", CONCEPT, "entwurf")


@pytest.mark.row("S2.08")
def test_the_town_and_its_county_each_have_a_concept_of_their_own(
    reader: Reader, concept: Concept
) -> None:
    page = reader.html("publication:concept", CONCEPT)

    assert concept.municipality.name == "Stadt Wolfenbüttel"
    county = reverse(
        "publication:concept",
        args=[
            "landkreis-wolfenbuettel",
            Concept.objects.get(municipality__slug="landkreis-wolfenbuettel").slug,
        ],
    )
    assert county in page


@pytest.mark.row("S2.17", "S2.18")
def test_the_concept_is_part_of_a_strategy_that_belongs_to_a_council_term(reader: Reader) -> None:
    page = reader.reads("publication:concept", CONCEPT)

    assert "Strategie Wolfenbüttel 2021" in page
    term = LegislativeTerm.objects.get(municipality__slug="wolfenbuettel")
    assert not term.start.is_known and not term.end.is_known, "no source gives its dates"
    council = reader.reads("council:organization", "rat")
    assert term.name in council and "Beginn und Ende nennt die Quelle nicht." in council
    assert "„laufende Wahlperiode“" in council


# The round table --------------------------------------------------------------------------------


@pytest.mark.row("S2.20", "S2.21")
def test_the_round_table_is_an_informal_body_with_founder_rule_and_members(reader: Reader) -> None:
    table = Organization.objects.get(municipality__slug="wolfenbuettel", slug=ROUND_TABLE)

    assert not table.is_statutory and table.founded_by is not None
    assert table.founded_by.name == "Verwaltung der Stadt Wolfenbüttel"
    members = Membership.objects.filter(organization=table)
    assert members.count() == 11
    assert all(seat.voting_right is None for seat in members), "no source tells who may vote"
    page = reader.reads("council:organization", ROUND_TABLE)
    assert "AWO Kreisverband" in page and "Mehrheit der Mitglieder" in page


@pytest.mark.row("S2.19", "S2.22", "S2.23")
def test_the_first_reading_shows_the_draft_and_asks_for_changes_and_additions(
    reader: Reader, concept: Concept
) -> None:
    reading = Reading.objects.get(concept=concept, number=1)

    assert reading.opens == day("2017-03-30")
    assert reading.version is not None and reading.version.slug == "entwurf"
    assert reading.asked_for == "Änderungen und Ergänzungen"
    meeting = reader.reads("council:meeting", ROUND_TABLE, "2017-03-30")
    assert "30. März 2017" in meeting and "nicht öffentlich" in meeting


@pytest.mark.row("S2.24", "S2.25")
def test_proposals_are_voted_on_by_the_majority_of_the_members(
    reader: Reader, concept: Concept
) -> None:
    decision = Decision.objects.get(concept=concept, date=day("2017-05-15"))

    vote = decision.vote_event
    assert vote is not None and vote.manner == VoteEvent.Manner.MAJORITY
    assert vote.outcome == VoteEvent.Outcome.UNKNOWN, "each proposal had a result of its own"
    assert not vote.counts.exclude(value=None).exists(), "nobody published a number"
    (result,) = decision.results.all()
    assert result.result == "unknown" and "sofern die Mehrheit" in result.reason
    page = reader.reads("council:meeting", ROUND_TABLE, "2017-05-15")
    assert "mehrheitlich" in page and "Der Text der Vorschläge ist nicht öffentlich." in page


@pytest.mark.row("S2.29", "S2.30")
def test_the_round_table_hands_the_concept_over_unanimously(
    reader: Reader, concept: Concept
) -> None:
    referral = Referral.objects.get(concept=concept)

    assert referral.date == day("2017-08-10")
    assert referral.decision is not None and referral.decision.vote_event is not None
    vote = referral.decision.vote_event
    assert vote.manner == VoteEvent.Manner.UNANIMOUS
    assert {(c.option, c.value) for c in vote.counts.all()} == {
        ("yes", None), ("no", 0), ("abstain", None),
    }  # fmt: skip
    assert "einstimmig" in reader.reads("council:meeting", ROUND_TABLE, "2017-08-10")


def test_the_vote_on_the_key_points_says_that_its_day_is_concluded(reader: Reader) -> None:
    meeting = reader.reads("council:meeting", COMMITTEE, "2017-06-08")

    (vote,) = VoteEvent.objects.filter(agenda_item__meeting__slug="2017-06-08")
    assert {claim.certainty for claim in vote.claims.all()} == {"inferred"}
    result = meeting[meeting.index("angenommen") :]
    assert "erschlossen" in result[: result.index("Nein")]
    assert "erschlossen: Der Bericht trägt kein Datum" in meeting.split("Quellen")[-1]
    assert "Erarbeitung eines Integrationskonzepts angenommen erschlossen" in meeting
    assert "beauftragt" not in meeting and "angestoßen" in meeting
    (point,) = Mandate.objects.get(meeting__slug="2017-06-08").operative_points.all()
    assert point.verb == "other", "the source names no stronger verb"


# Through the council ----------------------------------------------------------------------------


@pytest.mark.row("S2.31")
def test_the_stations_are_known_from_other_sources_and_say_so(
    reader: Reader, concept: Concept
) -> None:
    referral = Referral.objects.get(concept=concept)
    stations = [str(s.organization) for s in referral.consultations.order_by("order")]

    assert stations == [
        "Ausschuss für Jugend und Soziales", "Verwaltungsausschuss", "Rat der Stadt Wolfenbüttel",
    ]  # fmt: skip
    paper = reader.reads("council:paper", "integrationskonzept-2017")
    assert "Vorberatung" in paper and "Entscheidung" in paper
    assert "Dieses Gremium tagt nicht öffentlich." in paper


@pytest.mark.row("S2.03", "S2.04", "S2.05", "S2.06")
def test_the_council_adopts_with_a_large_majority_and_four_known_no_votes(
    reader: Reader, concept: Concept
) -> None:
    meeting = Meeting.objects.get(
        organization__municipality__slug="wolfenbuettel",
        organization__classification=Organization.Classification.COUNCIL,
    )
    (vote,) = VoteEvent.objects.filter(agenda_item__meeting=meeting)

    assert meeting.date == day("2017-09-13") and meeting.planned_date == day("2017-09-17")
    assert vote.verbatim == "mit großer Mehrheit"
    totals = {c.option: c.value for c in vote.counts.filter(group=None, group_label="")}
    assert totals == {"yes": None, "no": 4, "abstain": None}
    page = reader.reads("council:meeting", "rat", "2017-09-13")
    assert "Mittwoch, 13. September 2017" in page and "mit großer Mehrheit" in page
    assert "4 Nein-Stimmen" in page and "ein Sonntag" in page
    version = concept.versions.get(slug="2017")
    assert "adopted" in {status.status for status in version.statuses.all()}


@pytest.mark.row("S2.02")
def test_the_press_release_is_dated_two_days_after_the_decision(
    reader: Reader, concept: Concept
) -> None:
    decision = Decision.objects.get(concept=concept, date=day("2017-09-13"))

    page = reader.reads("publication:press_release", CONCEPT, str(decision.pk))

    assert "Veröffentlicht 15. September 2017" in page
    assert "Beschlossen 13. September 2017" in page
    assert "Rat der Stadt Wolfenbüttel beschließt" in page
    assert "mit großer Mehrheit" in page and "4 Nein" in page
    assert page.index("30. März 2017") < page.index("10. August 2017")


@pytest.mark.row("S2.07")
def test_the_group_photo_keeps_its_description_and_its_rights(reader: Reader) -> None:
    photo = Media.objects.get(municipality__slug="wolfenbuettel")

    assert photo.credit == "© Stadt Wolfenbüttel" and not photo.file
    assert "Integration" in photo.alternative_text
    page = reader.html("publication:press_release", CONCEPT, str(_council_decision().pk))
    assert "© Stadt Wolfenbüttel" in page and "<figure" not in page


def _council_decision() -> Decision:
    return Decision.objects.get(
        concept__municipality__slug="wolfenbuettel",
        organization__classification=Organization.Classification.COUNCIL,
    )


# What is meant to come --------------------------------------------------------------------------


@pytest.mark.row("S2.32", "S2.33", "S2.34")
def test_a_yearly_revision_is_aimed_at_and_not_decided(reader: Reader, concept: Concept) -> None:
    plan = ReviewPlan.objects.get(concept=concept)

    assert (plan.rhythm, plan.binding) == ("yearly", "aimed_at")
    page = reader.reads("publication:concept", CONCEPT)
    assert "jährlich" in page and "angestrebt" in page and "bei Bedarf" in page


@pytest.mark.row("S2.38", "S2.39", "S2.40")
def test_the_aim_the_phase_and_the_two_levels_stand_on_the_pages(reader: Reader) -> None:
    page = reader.reads("publication:concept", CONCEPT)
    version = reader.reads("concepts:version", CONCEPT, "2017")

    assert "gelingenden Integration" in page and "in Umsetzung" in page
    assert "Handlungsfelder mit zugeordneten Maßnahmen" in version


@pytest.mark.row("S2.41")
def test_everybody_learns_whom_to_ask(reader: Reader) -> None:
    page = reader.reads("publication:concept", CONCEPT)

    assert "Stadtmarkt 3–6" in page and "38300 Wolfenbüttel" in page


@pytest.mark.row("S2.42")
def test_what_nobody_published_is_said_to_be_unknown(reader: Reader) -> None:
    version = reader.reads("concepts:version", CONCEPT, "2017")

    assert "Zahl der Maßnahmen" in version and "nicht enthalten" in version
    assert "Der Wortlaut war in den Quellen, die wir lesen konnten, nicht enthalten." in version
    meeting = reader.reads("council:meeting", "rat", "2017-09-13")
    assert "nicht bekannt" in meeting


@pytest.mark.row("S2.01")
def test_every_page_begins_with_a_skip_link_and_has_landmarks(reader: Reader) -> None:
    page = reader.html("publication:municipality")

    assert page.index('href="#inhalt"') < page.index("<header") < page.index('id="inhalt"')
    assert "<nav" in page and "<main" in page and "<footer" in page


# The whole --------------------------------------------------------------------------------------


def test_the_life_line_tells_everything_in_the_order_of_its_dates(concept: Concept) -> None:
    stations = life_line(concept, versions_with_fate(concept))

    dates = [station.date for station in stations]
    turned = [
        (str(first), str(then))
        for first, then in combinations(dates, 2)
        if then.surely_before(first)
    ]
    assert len(dates) > 10 and turned == []
    assert {"mandate", "reading", "decision", "referral", "event"} <= {s.kind for s in stations}


def test_activities_whose_place_no_source_states_are_events_and_no_elements(
    reader: Reader, concept: Concept
) -> None:
    activities = Event.objects.filter(municipality__slug="wolfenbuettel", kind=Event.Kind.ACTIVITY)

    assert {"Interkulturelle Höfe", "Willkommens-Mappe"} <= set(
        activities.values_list("title", flat=True)
    )
    assert not concept.nodes.exists()


def test_the_record_was_written_through_acts_and_is_unbroken(concept: Concept) -> None:
    chain = journal_head(concept.municipality)

    assert chain is not None and chain.sequence > 100
    assert faults(chain) == []


def test_all_pages_of_the_town_answer(client: Client, concept: Concept) -> None:
    town = "wolfenbuettel"
    addresses = [
        reverse(name, args=[town])
        for name in (
            "publication:municipality", "concepts:concepts", "council:organizations",
            "council:meetings", "council:papers", "sources:sources",
        )
    ]  # fmt: skip
    addresses += [
        reverse("council:organization", args=[town, body.slug])
        for body in concept.municipality.organizations.all()
    ]
    addresses += [
        reverse("council:meeting", args=[town, meeting.organization.slug, meeting.slug])
        for meeting in Meeting.objects.filter(organization__municipality__slug=town)
    ]
    addresses += [
        reverse("sources:source", args=[town, source.slug])
        for source in concept.municipality.sources.all()
    ]

    broken = [url for url in addresses if client.get(url).status_code != 200]

    assert len(addresses) > 50 and broken == []
