"""Wolfsburg 2011 to 2020: a concept is reviewed, confirmed, one field renamed, five goals added.

Told from a newspaper's account of the town's press release of June 2020 and the sources beside it.
"""

import re
from uuid import UUID

import pytest
from django.urls import reverse

from fortschrift.accounts.models import Municipality, User
from fortschrift.concepts.actions import bring_in_text
from fortschrift.concepts.models import Concept, Node, Version, VersionStatus
from fortschrift.concepts.selectors import compare_presence, history_of, shown_text
from fortschrift.core.partial_date import PartialDate, Precision
from fortschrift.core.text import Insert, NodeId, NodeState, Place, apply, inline
from fortschrift.council.models import Attendance, Consultation, Meeting, Organization, Paper
from fortschrift.deliberation.models import Mandate
from fortschrift.review.models import Review, ReviewOutcome, ReviewPlan
from fortschrift.review.selectors import result_of
from fortschrift.sources.models import Event, Media
from tests.accounts.factories import NOW
from tests.stories.conftest import Reader, words

pytestmark = pytest.mark.django_db
TOWN, CONCEPT, REVIEW = "wolfsburg", "vielfalt-leben", "2019-2020"
FIELDS_2011 = [
    "Vorschulische und schulische Bildung",
    "Wirtschaft und berufliche Bildung",
    "Gesundheit und Pflege",
    "Wohnen und Nachbarschaft",
    "Kultur, Freizeit und Sport",
]
GOALS_2020 = [
    "Gleichberechtigte Teilhabe von Frauen mit Fluchterfahrung in Gesellschaft und Arbeitsleben",
    "Wohnraumangebote für Familien mit Zuwanderungsgeschichte",
    "Förderung der Demokratie, Vorbeugung von Radikalisierungstendenzen",
    "Selbstbestimmte Gestaltung von Lebenswegen und -räumen",
    "Partizipationsformate für Geflüchtete und Zugewanderte",
]


@pytest.fixture
def reader() -> Reader:
    return Reader(TOWN)


@pytest.fixture
def concept() -> Concept:
    return Concept.objects.get(municipality__slug=TOWN)


@pytest.fixture
def review(concept: Concept) -> Review:
    return Review.objects.get(concept=concept)


def version(concept: Concept, slug: str) -> Version:
    return concept.versions.get(slug=slug)


def outcomes(review: Review, title: str) -> set[str]:
    """Return what the review says of the element that bore this title in 2011 or bears it now."""
    rows = [
        row for row in result_of(review).elements
        if title in {each.heading for each in (row.old, row.new) if each}
    ]  # fmt: skip
    assert len(rows) == 1, title
    return set(rows[0].kinds)


# The concept of 2011 ----------------------------------------------------------------------------


@pytest.mark.row("S1.01")
def test_the_name_is_not_the_kind_and_is_found_in_both_spellings(
    reader: Reader, concept: Concept
) -> None:
    assert (concept.name, concept.kind) == ("Vielfalt leben", "Integrationskonzept")
    assert "Vielfalt Leben" in {name.name for name in concept.names.all()}
    address = reverse("publication:concept", args=[TOWN, CONCEPT])
    assert address in reader.finds("Vielfalt Leben") and address in reader.finds("Vielfalt leben")


@pytest.mark.row("S1.10")
def test_the_town_has_its_place_and_its_events_have_one(reader: Reader) -> None:
    town = Municipality.objects.get(slug=TOWN)

    assert town.get_kind_display() == "kreisfreie Stadt"
    assert Event.objects.get(municipality=town, kind="press_release").place == "Wolfsburg"
    assert "Stadt Wolfsburg" in reader.reads("publication:municipality")


@pytest.mark.row("S1.07", "S1.11", "S1.12")
def test_drafting_and_adoption_in_2011_are_two_events_of_a_fixed_version(
    reader: Reader, concept: Concept
) -> None:
    first = version(concept, "2011")
    adopted = first.statuses.get(status=VersionStatus.Status.ADOPTED)

    assert adopted.happened == PartialDate.parse("2011-06")
    page = reader.reads("publication:concept", CONCEPT)
    assert page.index("März 2010") < page.index("Juni 2011")
    text = shown_text(first)
    assert text is not None and len(text.row.hash) == 64
    assert text.row.hash[:12] in reader.reads("concepts:version", CONCEPT, "2011")


@pytest.mark.row("S1.25", "S1.26", "S1.27", "S1.28", "S1.29", "S1.30")
def test_the_five_fields_of_2011_stand_in_order_under_their_printed_titles(
    reader: Reader, concept: Concept
) -> None:
    text = shown_text(version(concept, "2011"))

    assert text is not None
    assert [state.title for state in text.children(text.tree.root)] == FIELDS_2011
    page = reader.reads("concepts:version", CONCEPT, "2011")
    assert all(title in page for title in FIELDS_2011)
    assert "nur Überschriften" in page


# The mandate and the workshops ------------------------------------------------------------------


@pytest.mark.row("S1.14")
def test_the_committee_bears_the_name_of_the_day(reader: Reader) -> None:
    committee = Organization.objects.get(
        municipality__slug=TOWN, slug="ausschuss-fuer-migration-und-integration"
    )
    page = reader.reads("council:organization", committee.slug)

    for name in (
        "Deutsch-Italienischer Kontaktausschuss",
        "Ausschuss für Ausländerangelegenheiten",
    ):
        assert name in page
    assert committee.name_at(PartialDate.parse("1980")) == "Ausschuss für Ausländerangelegenheiten"
    assert committee.slug in reader.finds("Kontaktausschuss")


@pytest.mark.row("S1.13", "S1.15", "S1.16", "S1.17")
def test_the_committee_tells_the_administration_in_2019_to_review_the_concept(
    reader: Reader, concept: Concept
) -> None:
    mandate = Mandate.objects.get(concept=concept, kind=Mandate.Kind.REVIEW)

    assert mandate.date == PartialDate.parse("2019") and mandate.date.precision is Precision.YEAR
    assert mandate.addressee is not None and mandate.addressee.classification == "administration"
    assert "Konzept überprüfen" in reader.reads("publication:concept", CONCEPT)


@pytest.mark.row("S1.03", "S1.04")
def test_three_workshops_with_all_parties_are_known_but_not_their_days(reader: Reader) -> None:
    workshops = Meeting.objects.filter(
        organization__municipality__slug=TOWN, organization__classification="workshop_series"
    ).order_by("number")

    assert [meeting.number for meeting in workshops] == [1, 2, 3]
    assert {meeting.date.precision for meeting in workshops} == {Precision.BETWEEN}
    parties = Attendance.objects.filter(meeting__in=workshops)
    assert [row.label for row in parties] == ["alle Parteien"] * 3
    assert all(row.count is None for row in parties)
    page = reader.reads("council:meeting", "workshops-zur-ueberpruefung", "workshop-2")
    assert "alle Parteien" in page and "Was in welchem Workshop geschah" in page


# What the review found --------------------------------------------------------------------------


@pytest.mark.row("S1.02")
def test_the_version_of_2020_amends_and_does_not_replace(concept: Concept) -> None:
    new = version(concept, "2020")

    assert new.revision == Version.Revision.AMENDING
    assert new.based_on == version(concept, "2011")


@pytest.mark.row("S1.31")
def test_all_five_fields_are_confirmed_as_a_recorded_outcome(review: Review) -> None:
    assert all("confirmed" in outcomes(review, title) for title in FIELDS_2011)
    assert {o.stage for o in review.outcomes.all()} == {ReviewOutcome.Stage.PROPOSED}


@pytest.mark.row("S1.32", "S1.33", "S1.34")
def test_one_field_is_confirmed_renamed_and_extended_and_stays_the_same_thing(
    reader: Reader, concept: Concept, review: Review
) -> None:
    assert outcomes(review, "Bildung") == {"confirmed", "renamed", "extended"}
    node = Node.objects.get(concept=concept, slug="bildung")
    history = history_of(node)
    assert history.headings == ["Vorschulische und schulische Bildung", "Bildung"]

    found = reader.finds("Vorschulische und schulische Bildung")
    (address,) = set(re.findall(r'href="(/wolfsburg/e/[^"]+)"', found))
    assert address == reverse("publication:element", args=[TOWN, "bildung"])
    page = words(reader.client.get(address).content.decode())
    assert page.index("Vorschulische und schulische Bildung") and "umbenannt" in page
    assert "Erweitert um die Erwachsenenbildung." in page


@pytest.mark.row("S1.35")
def test_goals_and_measures_of_2011_are_confirmed_as_a_whole(
    reader: Reader, review: Review
) -> None:
    (group,) = result_of(review).groups

    assert group.kinds == ("confirmed",)
    assert "Ziele und Maßnahmen der Fassung 2011" in reader.reads("review:review", CONCEPT, REVIEW)


@pytest.mark.row("S1.36", "S1.37")
def test_five_goals_are_added_with_their_cause(reader: Reader, review: Review) -> None:
    added = [row for row in result_of(review).elements if row.kinds == ("added",)]

    assert [row.new.heading for row in added if row.new] == GOALS_2020
    assert all("Flüchtlingssituation" in row.rows[0].reason for row in added)
    page = reader.reads("review:review", CONCEPT, REVIEW)
    assert "10 Elemente" in page and "5 neu" in page


@pytest.mark.row("S1.38", "S1.39", "S1.40", "S1.41", "S1.42")
@pytest.mark.parametrize("title", GOALS_2020)
def test_each_new_goal_has_a_page_its_groups_and_no_invented_place(
    reader: Reader, concept: Concept, title: str
) -> None:
    text = shown_text(version(concept, "2020"))
    assert text is not None
    (state,) = [each for each in text.tree if each.title == title]
    node = Node.objects.get(pk=state.id)

    assert state.parent_unknown
    page = reader.reads("publication:element", node.slug)
    assert title in page and "von uns zusammengefasst" in page
    assert "Stellung im Konzept" in page
    for group in node.target_groups.all():
        assert group.name in page


# Towards the council ----------------------------------------------------------------------------


@pytest.mark.row("S1.18", "S1.22")
def test_the_draft_resolution_is_a_paper_with_its_stations_in_order(reader: Reader) -> None:
    paper = Paper.objects.get(municipality__slug=TOWN, slug="ergaenzung-2020")
    stations = list(paper.consultations.order_by("order"))

    assert [station.role for station in stations] == ["prepares", "decides"]
    first, last = (station.planned_date.day for station in stations)
    assert first is not None and last is not None and (last - first).days == 1
    assert "Der Wortlaut des Beschlussvorschlags ist nicht öffentlich." in reader.reads(
        "council:paper", "ergaenzung-2020"
    )


@pytest.mark.row("S1.19", "S1.20")
def test_the_printed_verwaltungsrat_stands_beside_the_body_that_is_meant(reader: Reader) -> None:
    station = Consultation.objects.get(
        organization__municipality__slug=TOWN, planned_date="2020-07-14"
    )

    assert station.organization.name == "Verwaltungsausschuss"
    assert station.organization_as_printed == "Verwaltungsrat"
    assert station.planned_as_printed == "14. Juli"
    page = reader.reads("council:paper", "ergaenzung-2020")
    assert "Verwaltungsausschuss" in page and "„Verwaltungsrat“" in page
    assert "verwaltungsausschuss" in reader.finds("Verwaltungsrat")


@pytest.mark.row("S1.21")
def test_the_council_was_to_decide_and_nobody_reports_that_it_did(
    reader: Reader, concept: Concept
) -> None:
    new = version(concept, "2020")

    assert not new.statuses.filter(status=VersionStatus.Status.ADOPTED).exists()
    assert "nicht bekannt, ob beschlossen" in reader.reads("publication:concept", CONCEPT)
    meeting = reader.reads("council:meeting", "rat", "2020-07-15")
    assert "Bericht über die Sitzung ist nicht gefunden." in meeting
    assert "Verlauf nicht bekannt" in meeting


# Who says so ------------------------------------------------------------------------------------


@pytest.mark.row("S1.23", "S1.24")
def test_the_press_release_is_an_event_and_every_fact_says_where_it_comes_from(
    reader: Reader, review: Review
) -> None:
    release = Event.objects.get(municipality__slug=TOWN, kind="press_release")

    assert release.date == PartialDate.parse("2020-06-18")
    assert {claim.certainty for claim in release.claims.all()} == {"inferred"}
    assert all(outcome.claims.exists() for outcome in review.outcomes.all())
    page = reader.html("review:review", CONCEPT, REVIEW)
    assert "#quelle-1" in page and "regionalHeute.de" in page


@pytest.mark.row("S1.09")
def test_the_symbolic_picture_is_marked_and_its_rights_are_kept() -> None:
    picture = Media.objects.get(municipality__slug=TOWN)

    assert picture.is_symbolic and picture.credit and picture.licence
    assert not picture.file, "the rights are not ours"


@pytest.mark.row("S1.44", "S1.45")
def test_further_reviews_are_announced_without_a_rhythm(reader: Reader, concept: Concept) -> None:
    plan = ReviewPlan.objects.get(concept=concept)

    assert (plan.rhythm, plan.binding) == ("as_needed", "announced")
    page = reader.reads("publication:concept", CONCEPT)
    assert "bei Bedarf" in page and "Wenn sich die Gegebenheiten ändern." in page


@pytest.mark.row("S1.46")
def test_the_department_leads(reader: Reader, concept: Concept) -> None:
    assert concept.lead == "Integrationsreferat"
    page = reader.reads("publication:concept", CONCEPT)
    assert "Federführung" in page and "Integrationsreferat" in page


@pytest.mark.row("S1.52")
def test_the_silence_of_the_source_is_shown_as_silence(reader: Reader) -> None:
    page = reader.reads("concepts:version", CONCEPT, "2020")

    assert "Wortlaut der Leitziele" in page and "Nicht öffentlich." in page
    assert "Ergebnis der Beratung im Juli 2020" in page
    element = reader.reads("publication:element", "bildung")
    assert "nur die Überschriften" in element


# Later --------------------------------------------------------------------------------------------


def test_how_the_fields_went_on_in_2021_is_unknown_and_said_so(
    reader: Reader, concept: Concept
) -> None:
    comparison = compare_presence(version(concept, "2020"), version(concept, "2021"))

    assert not comparison.only_old
    assert [old.title for old, _ in comparison.in_both] == ["Vielfalt leben"], "only the concept"
    assert "beweist nicht, dass es dasselbe ist" in reader.reads("review:review", CONCEPT, REVIEW)


def test_a_text_of_2011_found_later_repeals_nothing_in_2020(
    reader: Reader, concept: Concept
) -> None:
    first = version(concept, "2011")
    known = shown_text(first)
    assert known is not None
    goal = NodeState(
        NodeId(UUID(int=2011)), "leitziel", heading=inline("Ein Ziel von 2011"),
        text=inline("Ein Wortlaut, den vorher niemand hatte."),
    )  # fmt: skip
    under = NodeId(Node.objects.get(concept=concept, slug="bildung").pk)

    bring_in_text(
        first, tree=apply([Insert(Place(under), (goal,))], known.tree), completeness="complete",
        slugs={goal.id: "ein-ziel-von-2011"}, note="im Archiv gefunden",
        actor=User.objects.get(is_operator=True), now=NOW,
    )  # fmt: skip

    comparison = compare_presence(first, version(concept, "2020"))
    assert comparison.only_old == ()
    assert [state.title for state in comparison.maybe_gone] == ["Ein Ziel von 2011"]
    assert first.texts.count() == 2, "the text known before stays citable"
    page = reader.reads("publication:element", "ein-ziel-von-2011")
    assert "Ein Wortlaut, den vorher niemand hatte." in page
    assert "entfällt" not in page
    assert "Ob das Element in dieser Fassung steht, ist nicht bekannt." in page
